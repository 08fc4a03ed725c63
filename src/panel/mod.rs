//! A panel: units x indicators x periods of figures, each with its source.

pub mod compact;
mod csv_reader;
mod indicator;

pub(crate) use csv_reader::unknown_column;
pub use csv_reader::{looks_like_cells, looks_like_panel, read_panel, Reading};
pub use indicator::{indicators_from_json, Indicator, IndicatorKind, PartOf, SameAs};

use crate::error::{Code, Error, Result, Severity};
use crate::period::{Frequency, Period};
use crate::reason::Reason;
use crate::territory::{self, Territory};
use crate::text::Text;
use std::collections::BTreeMap;

/// What is ranked: a province, a country, a firm.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The code by which it is named everywhere: GB/T 2260 where it is a province.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The provincial unit that it is, if the panel is one of provinces.
    pub territory: Option<&'static Territory>,
}

/// What a single figure knows beyond its indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellNote {
    /// Free text: estimated, revised, mended.
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
    notes: BTreeMap<usize, CellNote>,
    set_apart: Vec<SetApart>,
}

impl Panel {
    /// A panel of columns. `values` is `[indicator][period][unit]`, NaN where missing.
    ///
    /// # Errors
    /// `bad_parameter` when the length of `values` is not units x periods x indicators, `not_finite` for an
    /// infinite figure, `duplicate_id` for two units or indicators of one name, `mixed_periods` for periods that do
    /// not ascend or are of several kinds.
    pub fn new(
        units: Vec<Unit>,
        periods: Vec<Period>,
        indicators: Vec<Indicator>,
        values: Vec<f64>,
    ) -> Result<Self> {
        let panel = Panel {
            units,
            periods,
            indicators,
            values,
            notes: BTreeMap::new(),
            set_apart: Vec::new(),
        };
        panel.check_shape()?;
        Ok(panel)
    }

    fn check_shape(&self) -> Result<()> {
        let expected = self
            .units
            .len()
            .checked_mul(self.periods.len())
            .and_then(|cells| cells.checked_mul(self.indicators.len()));
        let fault = |code, zh: &str, en: &str| {
            Error::new(code, "", Text::new(zh, en), Text::new("请检查面板的构造。", "Check how the panel is made."))
        };
        if expected != Some(self.values.len()) {
            return Err(fault(Code::BadParameter, "数值个数与单位、时期、指标的个数不符。", "The number of values is not units x periods x indicators."));
        }
        if self.values.iter().any(|v| v.is_infinite()) {
            return Err(fault(Code::NotFinite, "数值为无穷大。", "A value is infinite."));
        }
        if self.units.windows(2).any(|w| w[0].code >= w[1].code) {
            return Err(fault(Code::DuplicateId, "单位代码重复或未按代码排序。", "Unit codes repeat or are not in order."));
        }
        let mut ids: Vec<&str> = self.indicators.iter().map(|i| i.id.as_str()).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|w| w[0] == w[1]) {
            return Err(fault(Code::DuplicateId, "指标重复。", "Two indicators have one id."));
        }
        let ascending = |w: &[Period]| w[0].frequency() == w[1].frequency() && w[0] < w[1];
        if !self.periods.windows(2).all(ascending) {
            return Err(fault(Code::MixedPeriods, "时期须为同一种类并按先后排列。", "Periods must be of one kind and ascend."));
        }
        Ok(())
    }

    /// Reads a wide CSV (see FORMATS, Panel), with the definitions of its indicators where there are some.
    ///
    /// # Errors
    /// The first thing that is wrong; [`read_panel`] lists all.
    ///
    /// ```
    /// use innodex::Panel;
    /// let panel = Panel::from_csv("province,year,papers\n湖北,2022,7\n北京市,2022,9\n".as_bytes(), None)?;
    /// assert_eq!(panel.units()[1].code, "42");
    /// # Ok::<(), innodex::Error>(())
    /// ```
    pub fn from_csv(csv: &[u8], indicators: Option<Vec<Indicator>>) -> Result<Self> {
        let Reading { panel, findings } = read_panel(csv, indicators);
        match panel {
            Some(panel) => Ok(panel),
            None => Err(findings
                .into_iter()
                .find(|f| f.severity == Severity::Error)
                .map(|f| f.error)
                .expect("a reading without a panel has an error")),
        }
    }

    /// Reads the compact form that the embedded provincial panel is shipped in.
    ///
    /// # Errors
    /// `corrupt_data` when the bytes are damaged.
    pub fn from_compact(bytes: &[u8]) -> Result<Self> {
        let plain = compact::decode(bytes).map_err(|_| corrupt())?;
        let mut defined = indicators_from_json(&plain.meta)?;
        let mut indicators = Vec::with_capacity(plain.ids.len());
        for id in &plain.ids {
            let place = defined.iter().position(|d| d.id == *id);
            indicators.push(match place {
                Some(at) => defined.swap_remove(at),
                None => Indicator::unknown(id),
            });
        }
        let units = plain
            .units
            .into_iter()
            .map(|code| match territory::by_code(&code) {
                Some(t) => Unit::of(t),
                None => Unit {
                    name: Text::same(&code),
                    code,
                    territory: None,
                },
            })
            .collect();
        let periods = plain
            .periods
            .iter()
            .map(|p| p.parse())
            .collect::<Result<Vec<Period>>>()?;
        Panel::new(units, periods, indicators, plain.values)
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
        self.periods
            .first()
            .map_or(Frequency::Year, |p| p.frequency())
    }

    /// Whether every unit is a provincial unit of China.
    pub fn is_provincial(&self) -> bool {
        !self.units.is_empty() && self.units.iter().all(|u| u.territory.is_some())
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
        self.units
            .binary_search_by(|u| u.code.as_str().cmp(code))
            .ok()
    }

    /// The number of a unit, by code or, in a panel of provinces, by any usual way of writing it.
    ///
    /// # Errors
    /// `unknown_unit`.
    pub fn find_unit(&self, written: &str) -> Result<usize> {
        let by_name = || match territory::resolve(written) {
            Ok(territory::Place::Province(t)) if self.is_provincial() => self.unit(t.code),
            _ => None,
        };
        self.unit(written).or_else(by_name).ok_or_else(|| {
            Error::new(
                Code::UnknownUnit,
                "",
                Text::new(
                    format!("数据中没有单位“{written}”。"),
                    format!("The data have no unit \"{written}\"."),
                ),
                Text::new(
                    "请使用数据中的单位代码。",
                    "Use the code of a unit of the data.",
                ),
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
                Text::new(
                    format!("数据中没有 {period}。"),
                    format!("The data have no {period}."),
                ),
                Text::new(
                    format!("可选 {first} 至 {last}。"),
                    format!("Choose from {first} to {last}."),
                ),
            )
        })
    }

    /// What a single figure knows, where it knows more than its indicator.
    pub fn note(&self, indicator: usize, period: usize, unit: usize) -> Option<&CellNote> {
        self.notes.get(&self.cell(indicator, period, unit))
    }

    /// Why a figure is missing.
    pub fn reason(&self, indicator: usize, period: usize, unit: usize) -> Reason {
        self.note(indicator, period, unit)
            .and_then(|n| n.reason)
            .unwrap_or(Reason::NotPublished)
    }

    /// Adds what single figures know: CSV `code, period, indicator, note, reason, standard_error`.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn with_cells(mut self, csv: &[u8]) -> Result<Self> {
        self.notes = csv_reader::read_cells(csv, &self)?;
        Ok(self)
    }
}

/// The error for embedded data that are damaged.
pub(crate) fn corrupt() -> Error {
    Error::new(
        Code::CorruptData,
        "",
        Text::new("内置数据文件已损坏。", "The embedded data file is damaged."),
        Text::new("请重新复制整个 innodex 文件夹。", "Copy the whole innodex folder again."),
    )
}

impl Unit {
    /// The unit that is a province.
    pub fn of(territory: &'static Territory) -> Self {
        Unit {
            code: territory.code.to_owned(),
            name: Text::new(territory.zh, territory.en),
            territory: Some(territory),
        }
    }
}
