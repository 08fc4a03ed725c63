//! The calculator's own table reader: UTF-8 CSV of the panel's form, small and strict.
//! Everything else (other encodings, long tables, units in headers) is the table module's.

mod cells;
mod number;
mod table;
mod units;

pub(super) use cells::read_cells;

use super::{defined, Indicator, Panel, SetApart, Unit};
use crate::error::{Code, Error, Finding, Severity};
use crate::period::Period;
use crate::text::Text;
pub(crate) use number::number;
#[cfg(feature = "table")]
pub(crate) use number::{plain_number, separated_number};
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use table::Table;
#[cfg(feature = "table")]
pub(crate) use units::refused as refused_name;
use units::{Named, UnitColumns};

/// After so many errors a file is not read further: nobody mends from line 101.
const MOST_FINDINGS: usize = 100;

/// A panel if the file can be used, and everything that was found on the way.
#[derive(Debug)]
pub struct Reading {
    /// The panel, unless there was an error.
    pub panel: Option<Panel>,
    /// Errors and warnings, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Reads a wide CSV and lists all that is wrong with it, up to a hundred findings.
pub fn read_panel(csv: &[u8], indicators: Option<Vec<Indicator>>) -> Reading {
    let mut findings = Findings::default();
    let panel = match Table::read(csv) {
        Ok(table) => build(&table, indicators.unwrap_or_default(), &mut findings),
        Err(error) => {
            findings.error(error);
            None
        }
    };
    let failed = findings.0.iter().any(|f| f.severity == Severity::Error);
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
    fn full(&self) -> bool {
        self.0.iter().filter(|f| f.severity == Severity::Error).count() >= MOST_FINDINGS
    }
}

fn build(table: &Table, mut definitions: Vec<Indicator>, findings: &mut Findings) -> Option<Panel> {
    let who =
        UnitColumns { province: table.column("province"), code: table.column("code"), unit: table.column("unit") };
    let when = table.column("year").or(table.column("period"));
    let missing = |names: &str| {
        Error::new(
            Code::MissingColumn,
            "row 1",
            Text::new(format!("缺少列：{names}。"), format!("A column is missing: {names}.")),
            Text::new(
                "表头须有单位（province，或 code、unit）和时期（year 或 period）。",
                "The header needs the unit (province, or code, unit) and the period (year or period).",
            ),
        )
    };
    if who.province.is_none() && who.code.is_none() && who.unit.is_none() {
        findings.error(missing("province"));
    }
    if when.is_none() {
        findings.error(missing("year"));
    }
    if let (Some(_), Some(second)) = (table.column("year"), table.column("period")) {
        findings.error(Error::new(
            Code::DuplicateColumn,
            &format!("row 1, column {}", second + 1),
            Text::new("year 和 period 只能有一列。", "There are both year and period."),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    // With `province`, a column `unit` would be a second name for the same thing: its meaning is not ours to guess.
    if let (Some(_), Some(second)) = (who.province, who.unit) {
        findings.error(Error::new(
            Code::DuplicateColumn,
            &format!("row 1, column {}", second + 1),
            Text::new("province 和 unit 只能有一列。", "There are both province and unit."),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    let when = when.filter(|_| findings.0.is_empty())?;
    let keys = [who.province, who.code, who.unit, Some(when)];
    let columns: Vec<usize> = (0..table.header.len()).filter(|c| !keys.contains(&Some(*c))).collect();

    for error in &table.ragged {
        findings.error(error.clone());
    }
    let mut rows: Vec<(usize, Named, Period, Vec<f64>)> = Vec::with_capacity(table.rows.len());
    for (row, record) in &table.rows {
        if findings.full() {
            break;
        }
        let named = who.name(table, *row, record).map_err(|e| findings.error(e)).ok();
        let period =
            record[when].trim().parse::<Period>().map_err(|e| findings.error(e.within(&table.place(*row, when)))).ok();
        let mut values = Vec::with_capacity(columns.len());
        for &column in &columns {
            values.push(number(&record[column]).unwrap_or_else(|(code, message, mend)| {
                findings.error(Error::new(code, &table.place(*row, column), message, mend));
                f64::NAN
            }));
        }
        if let (Some(named), Some(period)) = (named, period) {
            rows.push((*row, named, period, values));
        }
    }

    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    let mut codes_of_names: BTreeMap<String, String> = BTreeMap::new();
    let mut periods: BTreeSet<Period> = BTreeSet::new();
    for (row, named, period, _) in &rows {
        if let Some(first) = periods.first() {
            if first.frequency() != period.frequency() {
                findings.error(Error::new(
                    Code::MixedPeriods,
                    &table.place(*row, when),
                    Text::new("年、季、月混在一个面板中。", "Years, quarters and months are mixed in one panel."),
                    Text::new("请拆成几个文件。", "Split the file."),
                ));
                return None;
            }
        }
        periods.insert(*period);
        if let Named::Unit(unit) = named {
            let known = units.entry(unit.code.clone()).or_insert_with(|| unit.clone());
            let code = codes_of_names.entry(unit.name.zh.clone()).or_insert_with(|| unit.code.clone());
            if known.name != unit.name || *code != unit.code {
                findings.error(Error::new(
                    Code::UnitConflict,
                    &format!("row {row}"),
                    Text::new(
                        format!("代码 {} 与名称“{}”前后不一致。", unit.code, unit.name.zh),
                        format!("Code {} and name \"{}\" do not agree with an earlier row.", unit.code, unit.name.en),
                    ),
                    Text::new("一个单位须用同一代码和名称。", "A unit keeps one code and one name."),
                ));
            }
        }
    }
    let units: Vec<Unit> = units.into_values().collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let (n, t) = (units.len(), periods.len());
    let size = room(n, t, columns.len()).map_err(|e| findings.error(e)).ok()?;
    let mut values = vec![f64::NAN; size];
    let mut seen: Vec<usize> = vec![0; n * t];
    let mut set_apart = Vec::new();
    for (row, named, period, figures) in rows {
        let p = periods.binary_search(&period).ok()?;
        match named {
            Named::Total(name) => {
                findings.0.push(Finding::warning(total_set_apart(row, &name)));
                set_apart.push(SetApart { row, name, period, values: figures });
            }
            Named::Unit(unit) => {
                let u = units.binary_search_by(|other| other.code.cmp(&unit.code)).ok()?;
                let earlier = std::mem::replace(&mut seen[p * n + u], row);
                if earlier > 0 {
                    findings.error(Error::new(
                        Code::DuplicateRow,
                        &format!("row {row}"),
                        Text::new(
                            format!("{} {period} 在第{earlier}行已有数据。", unit.name.zh),
                            format!("{} {period} already stands in row {earlier}.", unit.name.en),
                        ),
                        Text::new("请删去其一。", "Delete one of the two rows."),
                    ));
                }
                for (i, figure) in figures.into_iter().enumerate() {
                    values[(i * t + p) * n + u] = figure;
                }
            }
        }
    }
    if n == 0 && !findings.0.iter().any(|f| f.severity == Severity::Error) {
        findings.error(Error::new(
            Code::NoRows,
            "row 2",
            Text::new("没有可排名的单位，只有合计。", "There are totals but no unit."),
            Text::new("请填写各单位的数据。", "Give the figures of units."),
        ));
    }
    let indicators = columns.iter().map(|c| defined(&mut definitions, &table.header[*c])).collect();
    let panel = Panel { units, periods, indicators, values, notes: Vec::new(), set_apart };
    panel.check_shape().map_err(|e| findings.error(e)).ok()?;
    Some(panel)
}

/// Figures of a panel, missing ones included: units x periods x indicators.
pub(crate) const MOST_FIGURES: usize = 16_000_000;

/// How many figures a panel has room for; rows that each have a unit and a period of their own multiply.
///
/// # Errors
/// `too_large` above 16 million.
pub(crate) fn room(units: usize, periods: usize, columns: usize) -> std::result::Result<usize, Error> {
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

fn total_set_apart(row: usize, name: &str) -> Error {
    Error::new(
        Code::TotalSetApart,
        &format!("row {row}"),
        Text::new(
            format!("“{name}”是合计，不参加排名，已单独存放。"),
            format!("\"{name}\" is a total: it is set apart and not ranked."),
        ),
        Text::new("无需处理。", "Nothing to do."),
    )
}
