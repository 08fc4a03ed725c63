//! A panel: units x indicators x periods of figures, each with its source.

mod columns;
pub mod compact;
mod indicator;
mod reader;
mod totals;
mod unit;

pub use indicator::breakdown;
pub use indicator::by_id;
pub use indicator::doubtful_measures;
pub use indicator::{indicators_from_json, Indicator, IndicatorKind, PartOf, SameAs};
pub use reader::number;
pub use reader::{comma_number, half_width, plain_number, refused_name, separated_number};
pub use reader::{looks_like_cells, read_panel, Reading};
pub use reader::{room, Table};
pub use unit::{Parent, Unit};

use crate::error::{Code, Error, Result};
use crate::period::{Frequency, Period};
use crate::places::Places;
use crate::reason::Reason;
use crate::text::Text;
use columns::{brought, pairs, Columns, Noted};
use indicator::check as check_indicators;
use std::sync::OnceLock;

/// What a single figure knows beyond its indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellNote {
    /// Free text: estimated, revised, corrected.
    pub note: String,
    /// Why it is missing.
    pub reason: Option<Reason>,
    /// Sampling error, in the indicator's unit.
    pub standard_error: Option<f64>,
}

/// A row of a table that is a national or regional total: not ranked, not lost.
#[derive(Debug, Clone, PartialEq)]
pub struct SetApart {
    /// The row of the file, the header being 1.
    pub row: usize,
    /// The name as written.
    pub name: String,
    /// Its period.
    pub period: Period,
    /// Its figures, in the order of the panel's indicators; NaN where missing.
    pub values: Vec<f64>,
}

/// Units x indicators x periods. Missing is NaN; units are in the order of their codes, periods ascend.
#[derive(Debug, Clone)]
pub struct Panel {
    units: Vec<Unit>,
    periods: Vec<Period>,
    indicators: Vec<Indicator>,
    /// `[indicator][period][unit]`: a column of one indicator and period is contiguous.
    values: Vec<f64>,
    /// By number of the cell, ascending.
    notes: Vec<(usize, CellNote)>,
    set_apart: Vec<SetApart>,
    names: Names,
}

/// The units by their names, put down when the first is looked for: a scenario may name all of a hundred thousand.
#[derive(Debug, Clone, Default)]
struct Names(OnceLock<Places>);

impl Names {
    /// The first unit of a name in either language.
    fn find(&self, units: &[Unit], written: &str) -> Option<usize> {
        let both = || units.iter().flat_map(|unit| [unit.name.zh.as_str(), unit.name.en.as_str()]);
        self.0.get_or_init(|| Places::of(both())).get(written).map(|at| at / 2)
    }
}

impl Panel {
    /// A panel of columns. `values` is `[indicator][period][unit]`, NaN where missing.
    ///
    /// # Errors
    /// `bad_parameter` when the length of `values` is not units x periods x indicators, `not_finite` for an
    /// infinite figure, `duplicate_id` for two units or indicators of one name, `mixed_periods` for periods that do
    /// not ascend or are of several kinds.
    pub fn new(units: Vec<Unit>, periods: Vec<Period>, indicators: Vec<Indicator>, values: Vec<f64>) -> Result<Self> {
        let panel = Panel {
            units,
            periods,
            indicators,
            values,
            notes: Vec::new(),
            set_apart: Vec::new(),
            names: Names::default(),
        };
        panel.check_shape()?;
        Ok(panel)
    }

    fn check_shape(&self) -> Result<()> {
        let expected =
            self.units.len().checked_mul(self.periods.len()).and_then(|cells| cells.checked_mul(self.indicators.len()));
        let fault = |code, zh: &str, en: &str| {
            Error::new(code, "", Text::new(zh, en), Text::new("请检查面板的构造。", "Check how the panel is made."))
        };
        if expected != Some(self.values.len()) {
            return Err(fault(
                Code::BadParameter,
                "数值个数与单位、时期、指标的个数不符。",
                "The number of values is not units x periods x indicators.",
            ));
        }
        if self.values.iter().any(|v| v.is_infinite()) {
            return Err(fault(Code::NotFinite, "数值为无穷大。", "A value is infinite."));
        }
        if self.units.windows(2).any(|w| w[0].code >= w[1].code) {
            return Err(fault(
                Code::DuplicateId,
                "单位代码重复或未按代码排序。",
                "Unit codes repeat or are not in order.",
            ));
        }
        let mut seen = Places::default();
        if !self.indicators.iter().enumerate().all(|(at, i)| seen.add(&i.id, at) == at) {
            return Err(fault(Code::DuplicateId, "指标重复。", "Two indicators have one id."));
        }
        let ascending = |w: &[Period]| w[0].frequency() == w[1].frequency() && w[0] < w[1];
        if !self.periods.windows(2).all(ascending) {
            return Err(fault(
                Code::MixedPeriods,
                "时期须为同一种类并按先后排列。",
                "Periods must be of one kind and ascend.",
            ));
        }
        Ok(())
    }

    /// Reads a wide CSV (UTF-8; unit, period, indicators), with the definitions of its indicators where there are some.
    ///
    /// # Errors
    /// The first thing that is wrong; [`read_panel`] lists all.
    ///
    /// ```
    /// use innodex_panel::Panel;
    /// let panel = Panel::from_csv("province,year,papers\n湖北,2022,7\n北京市,2022,9\n".as_bytes(), None)?;
    /// assert_eq!(panel.units()[1].code, "42");
    /// # Ok::<(), innodex_panel::Error>(())
    /// ```
    pub fn from_csv(csv: &[u8], indicators: Option<Vec<Indicator>>) -> Result<Self> {
        read_panel(csv, indicators).into_result()
    }

    /// Reads the columns of a frame: the CSV of those that are text; of all columns in their order the name where they are numbers
    /// and nothing where they are text; and the numbers, `[column][row]`, NaN where missing. Rows are numbered as those of a sheet.
    ///
    /// # Errors
    /// As [`Panel::from_csv`].
    ///
    /// ```
    /// use innodex_panel::Panel;
    /// let names = [None, None, Some("papers".to_owned())];
    /// let panel = Panel::from_frame("province,year\n湖北,2022\n北京市,2022\n".as_bytes(), &names, &[7.0, 9.0], None)?;
    /// assert_eq!(panel.values(), [9.0, 7.0]);
    /// # Ok::<(), innodex_panel::Error>(())
    /// ```
    pub fn from_frame(
        csv: &[u8],
        names: &[Option<String>],
        figures: &[f64],
        indicators: Option<Vec<Indicator>>,
    ) -> Result<Self> {
        reader::read_columns(csv, names, figures, indicators).into_result()
    }

    /// Reads the compact form that the embedded provincial panel is shipped in.
    ///
    /// # Errors
    /// `corrupt_data` when the bytes are damaged or of another version.
    pub fn from_compact(bytes: &[u8]) -> Result<Self> {
        let (text, figures) = compact::open(bytes)?;
        let columns: Columns = crate::json::read(text)?;
        let shape = compact::Shape {
            units: columns.units.len(),
            periods: columns.periods.len(),
            indicators: columns.indicators.len(),
        };
        // Units of measure were compared when it was made.
        indicator::check_accounts(&columns.indicators)?;
        columns.with(compact::figures(figures, shape)?)
    }

    /// A panel of plain columns, as the table module hands it over: `{units, periods, indicators}` as JSON, the figures
    /// `[indicator][period][unit]` with NaN where missing, and for each why ([`Reason::ALL`] by number, 0 where it is not
    /// missing). The units may be in any order.
    ///
    /// # Errors
    /// `bad_json`, `bad_period`, what [`Panel::new`] refuses, and `bad_parameter` for a number that is no reason.
    pub fn from_columns(json: &str, values: Vec<f64>, reasons: &[u8]) -> Result<Self> {
        let Noted { units, periods, indicators, notes, noted } = crate::json::read(json)?;
        check_indicators(&indicators)?;
        let (columns, places) = Columns { units, periods, indicators }.sorted();
        let panel = columns.with(brought(&places, values))?;
        let (reasons, noted) = (brought(&places, reasons.to_vec()), pairs(&places, &noted));
        let known: Option<Vec<Reason>> = reasons.iter().map(|r| Reason::ALL.get(usize::from(*r)).copied()).collect();
        match known.filter(|known| known.len() == panel.values.len()) {
            Some(known) => {
                let cells = panel.values.len();
                let note =
                    |[at, note]: &[usize; 2]| Some((*at, notes.get(*note)?.shown())).filter(|(at, _)| *at < cells);
                Ok(panel.with_reasons(&known).with_notes(noted.iter().filter_map(note)))
            }
            None => Err(Error::new(
                Code::BadParameter,
                "",
                Text::new("原因代码与数值不符。", "The reasons do not fit the figures."),
                Text::new("请重新打开原始表格。", "Open the raw table again."),
            )),
        }
    }

    /// Why figures are missing, one a figure: [`Reason::ALL`] by number, 0 where it is not missing.
    pub fn reasons(&self) -> Vec<u8> {
        let mut reasons = vec![0; self.values.len()];
        for (cell, note) in &self.notes {
            reasons[*cell] = note.reason.map_or(0, |r| r as u8);
        }
        reasons
    }

    /// The units, in the order of their codes.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The periods, ascending.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// The indicators, in the order of the table.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// National and regional totals that stood among the units.
    pub fn set_apart(&self) -> &[SetApart] {
        &self.set_apart
    }

    /// How long the periods are; a panel without periods counts as yearly.
    pub fn frequency(&self) -> Frequency {
        self.periods.first().map_or(Frequency::Year, |p| p.frequency())
    }

    /// Whether every unit is a provincial unit of China.
    pub fn is_provincial(&self) -> bool {
        !self.units.is_empty() && self.units.iter().all(|u| u.provincial)
    }

    /// The figures, `[indicator][period][unit]`.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Where a figure stands in [`Panel::values`].
    pub fn cell(&self, indicator: usize, period: usize, unit: usize) -> usize {
        (indicator * self.periods.len() + period) * self.units.len() + unit
    }

    /// The figures of one indicator in one period, one a unit.
    pub fn column(&self, indicator: usize, period: usize) -> &[f64] {
        let start = self.cell(indicator, period, 0);
        &self.values[start..start + self.units.len()]
    }

    /// The number of an indicator.
    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|i| i.id == id)
    }

    /// The number of a unit, by code.
    pub fn unit(&self, code: &str) -> Option<usize> {
        self.units.binary_search_by(|u| u.code.as_str().cmp(code)).ok()
    }

    /// The number of a unit, by code or name.
    ///
    /// # Errors
    /// `unknown_unit`.
    pub fn find_unit(&self, written: &str) -> Result<usize> {
        self.unit(written).or_else(|| self.names.find(&self.units, written)).ok_or_else(|| {
            Error::new(
                Code::UnknownUnit,
                "",
                Text::new(format!("数据中没有单位“{written}”。"), format!("The data have no unit \"{written}\".")),
                Text::new("请使用数据中的单位代码。", "Use the code of a unit of the data."),
            )
        })
    }

    /// The number of a period.
    ///
    /// # Errors
    /// `unknown_period`.
    pub fn find_period(&self, period: Period) -> Result<usize> {
        self.periods.binary_search(&period).map_err(|_| {
            let (first, last) = match (self.periods.first(), self.periods.last()) {
                (Some(first), Some(last)) => (first.to_string(), last.to_string()),
                _ => Default::default(),
            };
            Error::new(
                Code::UnknownPeriod,
                "",
                Text::new(format!("数据中没有 {period}。"), format!("The data have no {period}.")),
                Text::new(format!("可选 {first} 至 {last}。"), format!("Choose from {first} to {last}.")),
            )
        })
    }

    /// What a single figure knows, where it knows more than its indicator.
    pub fn note(&self, indicator: usize, period: usize, unit: usize) -> Option<&CellNote> {
        let at = self.notes.binary_search_by_key(&self.cell(indicator, period, unit), |(cell, _)| *cell);
        at.ok().map(|at| &self.notes[at].1)
    }

    /// Why a figure is missing.
    pub fn reason(&self, indicator: usize, period: usize, unit: usize) -> Reason {
        self.note(indicator, period, unit).and_then(|n| n.reason).unwrap_or(Reason::NotPublished)
    }

    /// Why a ratio whose numerator is there is missing, given what it is divided by.
    pub fn ratio_reason(&self, by: f64, denominator: usize, period: usize, unit: usize) -> Reason {
        match by {
            d if d.is_nan() => self.reason(denominator, period, unit),
            0.0 => Reason::ZeroDenominator,
            _ => Reason::Overflow,
        }
    }

    /// Adds why figures are missing, where it is known: one a figure, in the order of [`Panel::values`].
    pub fn with_reasons(mut self, reasons: &[Reason]) -> Self {
        let note = |reason: Reason| CellNote { reason: Some(reason), ..CellNote::default() };
        let other = reasons.iter().enumerate().filter(|(_, reason)| **reason != Reason::NotPublished);
        self.notes = other.map(|(cell, reason)| (cell, note(*reason))).collect();
        self
    }

    /// Adds what is known of single figures in words, by their places in [`Panel::values`].
    pub fn with_notes(mut self, notes: impl Iterator<Item = (usize, String)>) -> Self {
        let mut known: std::collections::BTreeMap<usize, CellNote> = self.notes.into_iter().collect();
        for (cell, note) in notes {
            known.entry(cell).or_default().note = note;
        }
        self.notes = known.into_iter().collect();
        self
    }

    /// Adds what single figures know: CSV `code, period, indicator, note, reason, standard_error`. A reason that is known stays
    /// where the file gives none.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn with_cells(mut self, csv: &[u8]) -> Result<Self> {
        let told = reader::read_cells(csv, &self)?;
        let mut notes: std::collections::BTreeMap<usize, CellNote> = self.notes.into_iter().collect();
        for (cell, mut note) in told {
            note.reason = note.reason.or(notes.get(&cell).and_then(|former| former.reason));
            notes.insert(cell, note);
        }
        self.notes = notes.into_iter().collect();
        Ok(self)
    }

    /// With what a list of indicators, in JSON, says of its columns; where it says nothing, what is known stays. As with a CSV, a
    /// definition of no column is of no use.
    ///
    /// # Errors
    /// As [`indicators_from_json`], of the list together with what is known.
    pub fn with_indicators(mut self, json: &str) -> Result<Self> {
        let told: Vec<Indicator> = crate::json::read(json)?;
        let own = indicator::by_id(&self.indicators);
        let known = |id: &str| own.get(id).map(|at| &self.indicators[at]);
        // Those of the list come first: what is wrong is then found at their places.
        let mut all: Vec<Indicator> = told
            .into_iter()
            .map(|told| match known(&told.id) {
                Some(known) => told.or(known),
                None => told,
            })
            .collect();
        let named = indicator::by_id(&all);
        let others: Vec<Indicator> =
            self.indicators.iter().filter(|known| named.get(&known.id).is_none()).cloned().collect();
        all.extend(others);
        check_indicators(&all)?;
        self.indicators = reader::defined(all, self.indicators.iter().map(|known| known.id.as_str()));
        Ok(self)
    }
}

/// The error for a column that the panel does not have.
pub fn unknown_column(id: &str) -> Error {
    Error::new(
        Code::UnknownColumn,
        "",
        Text::new(format!("数据中没有“{id}”列。"), format!("The data have no column \"{id}\".")),
        Text::new("请核对列名，或在数据中增加该列。", "Check the name, or add the column to the data."),
    )
}
