//! The growth of one indicator of a model, unit by unit.

use super::{timed, Formula, GrowthRate, Prices, Rate, Rates, Window};
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::reason::Reason;
use crate::text::Text;
use serde::Serialize;

/// What to compute.
///
/// ```
/// use innodex::growth::{Rate, Request};
/// use innodex::Period;
/// let since_2015 = Request { from: Some(Period::year(2015)), ..Request::new(Rate::Cagr, Period::year(2022)) };
/// assert_eq!(since_2015.lag, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Request<'a> {
    /// The rate.
    pub rate: Rate,
    /// t.
    pub period: Period,
    /// The first period of a window (`cagr`, `least_squares`, `trend_percent`, `theil_sen`); the panel's first where not
    /// said.
    pub from: Option<Period>,
    /// b of `base_index`; the panel's first period where not said. b of `real`; t - k where not said.
    pub base: Option<Period>,
    /// k in periods; a year where not said (so that quarters are compared year on year).
    pub lag: Option<u32>,
    /// The price index of `real`, and of no other rate: a column of the panel, either every unit's own, or the nation's,
    /// the same in every row of a period. By its unit of measure, or else its name, it is the *level* of an index (2015年=100;
    /// any base will do), which it also is where neither says anything; or what prices were changed by: an index with the
    /// period a year before, or the period before, = 100 (上年=100, 上年同期=100, 上月=100, "previous year = 100"), or
    /// growth in per cent (同比 %). Changes are multiplied over the periods after b up to t. Where a figure that is needed is
    /// missing, zero or negative (of growth: -100 % or less), growth is missing (`deflator_missing`,
    /// `deflator_not_positive`).
    pub deflator: Option<&'a str>,
}

impl Request<'_> {
    /// A rate up to a period, with everything else as it is when not said.
    pub fn new(rate: Rate, period: Period) -> Self {
        Request { rate, period, from: None, base: None, lag: None, deflator: None }
    }
}

/// The growth of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Growth {
    /// The rate; NaN where undefined.
    pub value: f64,
    /// Why it is undefined.
    pub reason: Option<Reason>,
    /// The first period used.
    pub from: Option<Period>,
    /// The last period used.
    pub to: Option<Period>,
}

impl Growth {
    fn missing(reason: Reason) -> Self {
        Growth { value: f64::NAN, reason: Some(reason), from: None, to: None }
    }
}

/// The growth of an indicator, one a unit: a column of the panel, or an indicator of the framework (a ratio is computed
/// from its parts in each period).
///
/// # Errors
/// `unknown_indicator`, `unknown_period` (t, s or b), `bad_parameter` (a lag of zero, s not before t, a deflator of another
/// rate than `real`, `real` without one, or one that does not serve: changes from a year before for growth from quarter to
/// quarter, or figures that are not what their unit of measure says), `unknown_column` (a deflator that the panel does not
/// have).
///
/// ```
/// use innodex::growth::{growth, Rate, Request};
/// use innodex::{Framework, Model, Panel, Period};
/// let panel = Panel::from_csv(b"unit,year,papers\na,2021,80\na,2022,100\n", None)?;
/// let framework = Framework::of_columns(&panel);
/// let model = Model::new(panel, framework)?;
/// assert_eq!(growth(&model, "papers", &Request::new(Rate::Simple, Period::year(2022)))?[0].value, 0.25);
/// # Ok::<(), innodex::Error>(())
/// ```
pub fn growth(model: &Model, indicator: &str, request: &Request<'_>) -> Result<Vec<Growth>> {
    growth_by(&Rates::all(), model, indicator, request)
}

/// The same with a choice of rates; any other is `bad_parameter`.
///
/// # Errors
/// As [`growth`].
pub fn growth_by(rates: &Rates, model: &Model, indicator: &str, request: &Request<'_>) -> Result<Vec<Growth>> {
    let series = series(model, indicator)?;
    let t = model.panel().find_period(request.period)?;
    let lag = lag(model, request)?;
    let rate = row(rates, request.rate)?;
    let prices = prices(rates, model, request)?;
    let question = Question { model, indicator, request, rate, series, t };
    match rate.formula {
        Formula::Window(_) => question.over_window(),
        _ => question.since_base(lag, prices.as_deref()),
    }
}

/// The periods that a rate compares over.
fn lag(model: &Model, request: &Request<'_>) -> Result<i32> {
    match request.lag {
        Some(0) => Err(bad_periods("间隔须为不小于 1 的整数。", "The lag must be a whole number, at least 1.")),
        Some(lag) => Ok(i32::try_from(lag).unwrap_or(i32::MAX)),
        None => Ok(model.panel().frequency().per_year()),
    }
}

fn bad_periods(zh: &str, en: &str) -> Error {
    let hint = Text::new("请修改时期或间隔。", "Change the period or the lag.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint)
}

/// What growth is asked for, found in the model.
struct Question<'a> {
    model: &'a Model,
    indicator: &'a str,
    request: &'a Request<'a>,
    rate: &'static GrowthRate,
    /// `[period][unit]`
    series: Vec<f64>,
    /// The number of the period.
    t: usize,
}

impl Question<'_> {
    fn at(&self, p: usize, u: usize) -> f64 {
        self.series[p * self.model.panel().units().len() + u]
    }

    /// The number of a period; the first where it is not said.
    fn first(&self, period: Option<Period>) -> Result<usize> {
        period.map_or(Ok(0), |p| self.model.panel().find_period(p))
    }

    /// The growth over all periods of a window.
    fn over_window(&self) -> Result<Vec<Growth>> {
        let periods = self.model.panel().periods();
        let s = self.first(self.request.from)?;
        if s >= self.t {
            return Err(bad_periods("起始时期须早于终止时期。", "The first period must be before the last."));
        }
        let length = periods[self.t].since(periods[s]) + 1;
        let mut points: Vec<(usize, f64)> = Vec::new();
        let one = |u: usize| {
            points.clear();
            points.extend((s..=self.t).map(|p| (p, self.at(p, u))).filter(|(_, x)| !x.is_nan()));
            over_window(self.rate, &Window { periods, points: &points, length })
        };
        Ok((0..self.model.panel().units().len()).map(one).collect())
    }

    /// The growth from a base period: that which is asked for, or so many periods before.
    fn since_base(&self, lag: i32, prices: Option<&dyn Prices>) -> Result<Vec<Growth>> {
        let (panel, request, t) = (self.model.panel(), self.request, self.t);
        let base = match request.rate {
            Rate::BaseIndex => Some(self.first(request.base)?),
            Rate::Real if request.base.is_some() => Some(self.first(request.base)?),
            _ => panel.find_period(request.period.lag(lag)).ok(),
        };
        if let Some(prices) = prices {
            prices.spans(request.base.unwrap_or(request.period.lag(lag)), request.period)?;
        }
        let n = panel.units().len();
        let Some(base) = base else { return Ok(vec![Growth::missing(Reason::BaseMissing); n]) };
        let present = (0..n).filter(|u| !self.at(t, *u).is_nan());
        let total = total(present.map(|u| self.at(base, u)).filter(|x| !x.is_nan()));
        let (from, to) = (panel.periods()[base], panel.periods()[t]);
        let one = |u: usize| {
            if self.at(t, u).is_nan() {
                return Growth::missing(self.model.inner().gap(self.indicator, t, u));
            }
            let value = match prices {
                Some(prices) => {
                    let mut ratio = || prices.ratio(panel, from, request.period, u);
                    self.rate.deflated(self.at(t, u), self.at(base, u), &mut ratio)
                }
                None => self.rate.between(self.at(t, u), self.at(base, u), total),
            };
            match value {
                Ok(value) => Growth { value, reason: None, from: Some(from), to: Some(to) },
                Err(reason) => Growth::missing(reason),
            }
        };
        Ok((0..n).map(one).collect())
    }
}

/// The trend of one unit, over the periods of a window in which it has figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitTrend {
    /// Slope a year, in the indicator's own unit, and the test of Mann-Kendall.
    pub trend: super::Trend,
    /// The first period used.
    pub from: Option<Period>,
    /// The last period used.
    pub to: Option<Period>,
}

/// The [`trend`](super::trend) of an indicator, one a unit: a column of the panel, or an indicator of the framework. The window
/// is from `from` (the panel's first period where not said) to `to`; gaps are left out. Its slope is that of the rate
/// `theil_sen`.
///
/// # Errors
/// `unknown_indicator`, `unknown_period`, `bad_parameter` where `from` is not before `to`.
///
/// ```
/// use innodex::growth::trends;
/// use innodex::{Framework, Model, Panel, Period};
/// let panel = Panel::from_csv(b"unit,year,x\na,2019,1\na,2020,4\na,2021,\na,2022,5\n", None)?;
/// let framework = Framework::of_columns(&panel);
/// let found = trends(&Model::new(panel, framework)?, "x", None, Period::year(2022))?[0];
/// // Slopes 3, 4/3 and 1/2 a year; all three pairs rise.
/// assert_eq!((found.trend.slope, found.trend.s, found.trend.n), (4.0 / 3.0, 3.0, 3));
/// assert_eq!((found.from, found.to), (Some(Period::year(2019)), Some(Period::year(2022))));
/// # Ok::<(), innodex::Error>(())
/// ```
pub fn trends(model: &Model, indicator: &str, from: Option<Period>, to: Period) -> Result<Vec<UnitTrend>> {
    let panel = model.panel();
    let series = series(model, indicator)?;
    let t = panel.find_period(to)?;
    let s = from.map_or(Ok(0), |p| panel.find_period(p))?;
    if s >= t {
        return Err(Error::new(
            Code::BadParameter,
            "from",
            Text::new("起始时期须早于终止时期。", "The first period must be before the last."),
            Text::new("请修改时期。", "Change the periods."),
        ));
    }
    let n = panel.units().len();
    let one = |u: usize| {
        let points: Vec<(usize, f64)> = (s..=t).map(|p| (p, series[p * n + u])).filter(|(_, x)| !x.is_nan()).collect();
        let (years, x) = timed(panel.periods(), &points);
        let ends = points.first().zip(points.last()).map(|(a, b)| (panel.periods()[a.0], panel.periods()[b.0]));
        UnitTrend { trend: super::trend(&years, &x), from: ends.map(|e| e.0), to: ends.map(|e| e.1) }
    };
    Ok((0..n).map(one).collect())
}

/// The total of figures, zero where only rounding keeps it from that.
fn total(figures: impl Iterator<Item = f64>) -> f64 {
    let (total, size) = figures.fold((0.0, 0.0), |(total, size), x| (total + x, size + x.abs()));
    if total.abs() > 1e-12 * size {
        total
    } else {
        0.0
    }
}

/// The row of a rate.
fn row(rates: &Rates, rate: Rate) -> Result<&'static GrowthRate> {
    let rates = &rates.rows;
    rates.iter().find(|row| row.rate == rate).copied().ok_or_else(|| {
        let (id, known) = (rate.id(), rates.iter().map(|row| row.rate.id()).collect::<Vec<_>>());
        Error::new(
            Code::BadParameter,
            "rate",
            Text::new(format!("没有“{id}”这一选项。"), format!("Unknown option \"{id}\".")),
            Text::new(format!("可选：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
        )
    })
}

/// The deflator, where the rate has one.
fn prices(rates: &Rates, model: &Model, request: &Request<'_>) -> Result<Option<Box<dyn Prices>>> {
    let wanted = request.rate == Rate::Real;
    let wrong = |zh: &str, en: &str, hint: Text| Error::new(Code::BadParameter, "deflator", Text::new(zh, en), hint);
    match request.deflator {
        // Left unsaid, growth at current prices would be taken for real growth.
        Some(_) if !wanted => Err(wrong(
            "价格指数只用于实际增长率（real）。",
            "A deflator belongs to the rate \"real\" alone.",
            Text::new("请改用 real，或删去价格指数。", "Ask for \"real\", or leave the deflator out."),
        )),
        Some(id) => match model.panel().indicator(id) {
            Some(column) => rates.prices.map(|read| read(model, column)).transpose(),
            None => Err(crate::panel::unknown_column(id).within("deflator")),
        },
        None if wanted => Err(wrong(
            "实际增长率须有价格指数。",
            "The rate \"real\" needs a deflator.",
            Text::new("请指定价格指数所在的列。", "Name the column that holds a price index."),
        )),
        None => Ok(None),
    }
}

/// Every value of an indicator, `[period][unit]`.
pub(crate) fn series(model: &Model, indicator: &str) -> Result<Vec<f64>> {
    let panel = model.panel();
    if let Some(values) = model.inner().leaf_series(indicator) {
        return Ok(values);
    }
    let i = panel.indicator(indicator).ok_or_else(|| {
        Error::new(
            Code::UnknownIndicator,
            "",
            Text::new(format!("没有指标“{indicator}”。"), format!("There is no indicator \"{indicator}\".")),
            Text::new("请使用数据列名或指标体系中的 id。", "Use a column of the data or an id of the framework."),
        )
    })?;
    Ok((0..panel.periods().len()).flat_map(|p| panel.column(i, p).iter().copied()).collect())
}

/// A rate over those periods of a window that have a figure.
fn over_window(rate: &GrowthRate, window: &Window) -> Growth {
    match (rate.over(window), window.points) {
        (Ok(value), [(s, _), .., (t, _)]) => {
            Growth { value, reason: None, from: Some(window.periods[*s]), to: Some(window.periods[*t]) }
        }
        (Ok(_), _) => Growth::missing(Reason::TooFewPoints),
        (Err(reason), _) => Growth::missing(reason),
    }
}
