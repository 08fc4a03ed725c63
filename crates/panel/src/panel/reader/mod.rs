//! The calculator's own table reader: UTF-8 CSV of the panel's form, small and strict.
//! Everything else (other encodings, long tables, units in headers) is the table module's.

mod build;
mod cells;
mod number;
mod sheet;
mod table;
mod units;

pub(super) use cells::read_cells;

use super::{by_id, Indicator, Panel};
use crate::error::{Code, Error, Finding, Result, Severity};
use crate::text::Text;
use build::build;
pub use number::number;
pub use number::{comma_number, half_width, plain_number, separated_number};
use sheet::Sheet;
pub use table::Table;
pub use units::refused as refused_name;

/// After so many errors a file is not read further: nobody corrects from line 101.
const MOST_FINDINGS: usize = 100;

/// A panel if the file can be used, and everything that was found on the way.
#[derive(Debug)]
pub struct Reading {
    /// The panel, unless there was an error.
    pub panel: Option<Panel>,
    /// Errors and warnings, in the order of the file.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// The panel, or the first error.
    pub(super) fn into_result(self) -> Result<Panel> {
        let error = || self.findings.into_iter().find(|f| f.severity == Severity::Error).map(|f| f.error.into());
        self.panel.ok_or_else(|| error().expect("a reading without a panel has an error"))
    }
}

/// Reads a wide CSV and lists all that is wrong with it, up to a hundred findings.
pub fn read_panel(csv: &[u8], indicators: Option<Vec<Indicator>>) -> Reading {
    reading(Table::read(csv).map(Sheet::of_text), indicators)
}

/// Reads the columns of a frame as [`read_panel`] reads a CSV; see [`Sheet::of_columns`].
pub(super) fn read_columns(
    csv: &[u8],
    names: &[Option<String>],
    figures: &[f64],
    indicators: Option<Vec<Indicator>>,
) -> Reading {
    reading(Sheet::of_columns(csv, names, figures), indicators)
}

fn reading(sheet: Result<Sheet>, indicators: Option<Vec<Indicator>>) -> Reading {
    let mut findings = Findings::default();
    let panel = match sheet {
        Ok(sheet) => build(&sheet, indicators.unwrap_or_default(), &mut findings),
        Err(error) => {
            findings.error(error);
            None
        }
    };
    let failed = findings.has_error();
    Reading { panel: panel.filter(|_| !failed), findings: findings.0 }
}

/// Whether a header is one of a table of cells.
pub fn looks_like_cells(header: &[&str]) -> bool {
    ["code", "period", "indicator"].iter().all(|k| header.contains(k))
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, error: Error) {
        self.0.push(Finding::error(error));
    }

    fn has_error(&self) -> bool {
        self.0.iter().any(|f| f.severity == Severity::Error)
    }

    fn full(&self) -> bool {
        self.0.iter().filter(|f| f.severity == Severity::Error).count() >= MOST_FINDINGS
    }
}

/// Figures of a panel, missing ones included: units x periods x indicators.
pub const MOST_FIGURES: usize = 16_000_000;

/// How many figures a panel has room for; rows that each have a unit and a period of their own multiply.
///
/// # Errors
/// `too_large` above 16 million.
pub fn room(units: usize, periods: usize, columns: usize) -> std::result::Result<usize, Error> {
    let figures = units.checked_mul(periods).and_then(|cells| cells.checked_mul(columns.max(1)));
    match figures.filter(|figures| *figures <= MOST_FIGURES) {
        Some(_) => Ok(units * periods * columns),
        None => Err(Error::new(
            Code::TooLarge,
            "",
            Text::new(
                format!("{units} 个单位 × {periods} 个时期 × {columns} 列，超过 {MOST_FIGURES} 个数值。"),
                format!("{units} units x {periods} periods x {columns} columns are more than {MOST_FIGURES} figures."),
            ),
            Text::new(
                "请核对单位和时期是否写错列，或拆分文件。",
                "Check whether units and periods stand in their columns, or split the file.",
            ),
        )),
    }
}

/// The definitions of columns, each as much as its name says where there is none; a definition serves one column.
pub(super) fn defined<'a>(definitions: Vec<Indicator>, ids: impl Iterator<Item = &'a str>) -> Vec<Indicator> {
    let at = by_id(&definitions);
    let mut definitions: Vec<Option<Indicator>> = definitions.into_iter().map(Some).collect();
    ids.map(|id| at.get(id).and_then(|at| definitions[at].take()).unwrap_or_else(|| Indicator::unknown(id))).collect()
}
