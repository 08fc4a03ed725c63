//! The prices of real growth: the level of an index, or changes that are chained to one.

use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::panel::Panel;
use crate::period::{Frequency, Period};
use crate::reason::Reason;
use crate::share::{plain, share_of};
use crate::text::Text;

/// A column of prices, and what its figures are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deflator {
    column: usize,
    form: Form,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    /// The level of an index, whatever is 100.
    Level,
    /// What prices were multiplied by in so many periods: plus + figure / whole.
    Change { periods: i32, plus: f64, whole: f64 },
}

/// What a series of changes compares with.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Before {
    /// The same period a year before.
    Year,
    /// The period before.
    Period,
    Quarter,
    Month,
    /// The end of the year before: a level within a year, which no product joins to others.
    YearEnd,
}

/// Prices between periods.
pub(crate) trait Prices {
    /// Whether they tell how prices moved between two periods.
    ///
    /// # Errors
    /// `bad_parameter` where they do not.
    fn spans(&self, base: Period, t: Period) -> Result<()>;

    /// The prices of the base over those of t: what figures of t are multiplied by to be at the prices of the base.
    fn ratio(&self, panel: &Panel, base: Period, t: Period, unit: usize) -> std::result::Result<f64, Reason>;
}

/// Reads a column of prices.
pub(crate) fn read(model: &Model, column: usize) -> Result<Box<dyn Prices>> {
    Ok(Box::new(Deflator::new(model, column)?))
}

impl Deflator {
    /// Reads what the figures are from the unit of measure and the name: 上年=100 is a series of yearly changes, as is a
    /// percentage; 1978年=100 is a level, and so is what says nothing.
    ///
    /// # Errors
    /// `bad_parameter` for changes that do not say against what they are, that are of another frequency than the panel, or
    /// whose figures are not what the unit says (102.5 in per cent, 2.5 where the year before is 100).
    pub fn new(model: &Model, column: usize) -> Result<Deflator> {
        let panel = model.panel();
        let (name, measure) = model.inner().column_words(column);
        let texts = [measure, &name.zh, &name.en, &panel.indicators()[column].id].map(plain);
        let form = form(&texts, panel.frequency())?;
        if let Form::Change { plus, whole, .. } = form {
            plausible(panel, column, plus, whole)?;
        }
        Ok(Deflator { column, form })
    }

    /// The price, or what it was multiplied by, above zero.
    fn price(
        &self,
        panel: &Panel,
        period: Period,
        unit: usize,
        plus: f64,
        whole: f64,
    ) -> std::result::Result<f64, Reason> {
        let figure = panel.find_period(period).map_or(f64::NAN, |p| panel.column(self.column, p)[unit]);
        match plus + figure / whole {
            price if price.is_nan() => Err(Reason::DeflatorMissing),
            price if price <= 0.0 => Err(Reason::DeflatorNotPositive),
            price => Ok(price),
        }
    }
}

impl Prices for Deflator {
    fn spans(&self, base: Period, t: Period) -> Result<()> {
        match self.form {
            Form::Change { periods, .. } if t.since(base) % periods != 0 => Err(wrong(
                "价格指数以上年同期为100，只能用于间隔整年的增长。",
                "The deflator is a change from a year before: it serves growth over whole years alone.",
                (
                    "请按同比计算，或改用定基价格指数（如2020年=100）。",
                    "Compare with a year before, or give the level of an index (2020 = 100).",
                ),
            )),
            _ => Ok(()),
        }
    }

    fn ratio(&self, panel: &Panel, base: Period, t: Period, unit: usize) -> std::result::Result<f64, Reason> {
        match self.form {
            Form::Level => Ok(self.price(panel, base, unit, 0.0, 1.0)? / self.price(panel, t, unit, 0.0, 1.0)?),
            Form::Change { periods, plus, whole } => {
                let (early, late) = (base.min(t), base.max(t));
                let steps = 1..=late.since(early) / periods;
                let change = |step: i32| self.price(panel, early.lag(-step * periods), unit, plus, whole);
                let product = steps.map(change).product::<std::result::Result<f64, Reason>>()?;
                let ratio = if base < t { 1.0 / product } else { product };
                if ratio.is_finite() && ratio > 0.0 {
                    Ok(ratio)
                } else {
                    Err(Reason::Overflow)
                }
            }
        }
    }
}

/// What figures are that are said to be this, in order of precedence: unit of measure, names, id.
fn form(texts: &[String], frequency: Frequency) -> Result<Form> {
    for text in texts {
        let Some(whole) = hundred(text) else { continue };
        match before(text) {
            Some(before) => return Ok(Form::Change { periods: periods(before, frequency)?, plus: 0.0, whole }),
            None if has_year(text) => return Ok(Form::Level),
            None => {}
        }
    }
    let share = share_of(&texts[0]);
    let said = texts.iter().find_map(|text| before(text));
    if share.is_none() && said.is_none() && !texts.iter().any(|text| is_growth(text)) {
        return Ok(Form::Level);
    }
    let before = match said {
        Some(before) => before,
        None if frequency == Frequency::Year => Before::Year,
        None => {
            return Err(wrong(
                "价格指数的计量单位为百分比，但未说明是同比还是环比。",
                "The deflator is a percentage that does not say whether it is from a year or from a period before.",
                ("请在计量单位中写明“同比 %”或“环比 %”，或改用定基价格指数（如2020年=100）。", "Say \"year on year, %\" or \"month on month, %\" in its unit of measure, or give the level of an index (2020 = 100)."),
            ))
        }
    };
    Ok(Form::Change { periods: periods(before, frequency)?, plus: 1.0, whole: share.unwrap_or(100.0) })
}

/// What stands for prices that do not change: 100, or 1; none where the text names neither.
fn hundred(text: &str) -> Option<f64> {
    let numbers = || text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|n| n.trim_end_matches('.'));
    if numbers().any(|n| matches!(n, "100" | "100.0" | "100.00")) {
        return Some(100.0);
    }
    let stated = text.replace(' ', "");
    ["=1", "为1", "=1.0"].iter().any(|end| stated.trim_end_matches([')', ']']).ends_with(end)).then_some(1.0)
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")))
}

/// What a text says that figures are compared with.
fn before(text: &str) -> Option<Before> {
    let packed: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '’' | '\'')).collect();
    let has = |words: &[&str]| words.iter().any(|word| packed.contains(word));
    let word = |known: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| w == known);
    let year = has(YEAR_BEFORE);
    match () {
        () if year && has(END_OF_THAT_YEAR) || has(DECEMBER_BEFORE) => Some(Before::YearEnd),
        () if year || word("yoy") => Some(Before::Year),
        () if has(MONTH_BEFORE) || word("mom") => Some(Before::Month),
        () if has(QUARTER_BEFORE) || word("qoq") => Some(Before::Quarter),
        () if has(PERIOD_BEFORE) => Some(Before::Period),
        () => None,
    }
}

/// A year before, as texts without spaces have it.
#[rustfmt::skip]
const YEAR_BEFORE: &[&str] = &[
    "上年", "上一年", "去年", "前一年", "同比", "previousyear", "precedingyear", "prioryear", "lastyear", "yearbefore",
    "yearearlier", "yearago", "yearonyear", "yearoveryear", "y/y", "annualchange", "annualgrowth",
];

/// Of a text that names the year before: its end.
#[rustfmt::skip]
const END_OF_THAT_YEAR: &[&str] =
    &["年12月", "年十二月", "年末", "年底", "年年末", "yeardecember", "decemberof", "yearend", "endof"];

const DECEMBER_BEFORE: &[&str] = &["previousdecember", "precedingdecember", "lastdecember"];

#[rustfmt::skip]
const MONTH_BEFORE: &[&str] = &[
    "上月", "上个月", "上一月", "前一月", "previousmonth", "precedingmonth", "priormonth", "lastmonth", "monthbefore",
    "monthonmonth", "monthovermonth", "m/m",
];

#[rustfmt::skip]
const QUARTER_BEFORE: &[&str] = &[
    "上季", "上个季", "上一季", "前一季", "previousquarter", "precedingquarter", "priorquarter", "lastquarter",
    "quarterbefore", "quarteronquarter", "quarteroverquarter", "q/q",
];

#[rustfmt::skip]
const PERIOD_BEFORE: &[&str] =
    &["上期", "上一期", "环比", "previousperiod", "precedingperiod", "priorperiod", "lastperiod", "periodbefore"];

/// Whether a text speaks of growth without saying from when.
fn is_growth(text: &str) -> bool {
    ["增速", "增长率", "涨幅", "涨跌幅", "增幅", "变动率", "通胀率", "inflation", "growth", "change"]
        .iter()
        .any(|word| text.contains(word))
}

/// The periods between two that are compared.
fn periods(before: Before, frequency: Frequency) -> Result<i32> {
    match (before, frequency) {
        (Before::Year, _) => Ok(frequency.per_year()),
        (Before::Period, _) | (Before::Quarter, Frequency::Quarter) | (Before::Month, Frequency::Month) => Ok(1),
        (Before::Quarter | Before::Month | Before::YearEnd, _) => Err(wrong(
            "该价格指数的基准时期与数据的时期不一致，无法逐期连乘。",
            "What the deflator is compared with is not a period of the data: it cannot be chained.",
            (
                "请改用上年（或上期）=100的指数，或定基价格指数（如2020年=100）。",
                "Give an index with the year (or period) before = 100, or the level of an index (2020 = 100).",
            ),
        )),
    }
}

/// Whether the figures are what the unit of measure says: an index lies about 100, a change in per cent well below.
fn plausible(panel: &Panel, column: usize, plus: f64, whole: f64) -> Result<()> {
    let figures = (0..panel.periods().len()).flat_map(|p| panel.column(column, p)).filter(|x| !x.is_nan());
    let mut shares: Vec<f64> = figures.map(|x| (x / whole).abs()).collect();
    let median = crate::statistics::median(&mut shares);
    let (index, large) = (plus == 0.0, median >= 0.5);
    match (median.is_nan(), index == large) {
        (true, _) | (_, true) => Ok(()),
        (_, false) if index => Err(wrong(
            "价格指数的计量单位写明上年（上期）=100，数值却像涨跌幅（如2.5）。",
            "The deflator says that the year (or period) before is 100, but its figures look like growth in per cent (2.5).",
            ("如为涨跌幅，请把计量单位改为“同比 %”或“环比 %”。", "If they are, write \"year on year, %\" or \"month on month, %\" as its unit of measure."),
        )),
        (_, false) => Err(wrong(
            "价格指数的计量单位写明为涨跌幅（%），数值却像上年（上期）=100的指数（如102.5）。",
            "The deflator says that it is growth in per cent, but its figures look like an index with the year (or period) before = 100 (102.5).",
            ("如为指数，请把计量单位改为“上年=100”或“上月=100”。", "If they are, write \"previous year = 100\" or \"previous month = 100\" as its unit of measure."),
        )),
    }
}

fn wrong(zh: &str, en: &str, hint: (&str, &str)) -> Error {
    Error::new(Code::BadParameter, "deflator", Text::new(zh, en), Text::new(hint.0, hint.1))
}
