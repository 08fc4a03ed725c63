//! The growth of one indicator of a model, unit by unit.

use super::rate::{between, Rate};
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::reason::Reason;
use crate::text::Text;
use serde::Serialize;

impl Rate {
    fn uses_window(self) -> bool {
        matches!(self, Rate::Cagr | Rate::LeastSquares | Rate::TrendPercent)
    }
}

/// What to compute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Request {
    /// The rate.
    pub rate: Rate,
    /// t.
    pub period: Period,
    /// The first period of a window (`cagr`, `least_squares`, `trend_percent`); the panel's first where not said.
    pub from: Option<Period>,
    /// b of `base_index`; the panel's first period where not said.
    pub base: Option<Period>,
    /// k in periods; a year where not said (so that quarters are compared year on year).
    pub lag: Option<u32>,
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
/// `unknown_indicator`, `unknown_period` (t, s or b), `bad_parameter` (a lag of zero, or s not before t).
pub fn growth(model: &Model, indicator: &str, request: &Request) -> Result<Vec<Growth>> {
    let panel = model.panel();
    let series = series(model, indicator)?;
    let t = panel.find_period(request.period)?;
    let n = panel.units().len();
    let parameter = |zh: &str, en: &str| {
        Error::new(
            Code::BadParameter,
            "",
            Text::new(zh, en),
            Text::new("请修改时期或间隔。", "Change the period or the lag."),
        )
    };
    let lag = match request.lag {
        Some(0) => return Err(parameter("间隔须至少为 1。", "The lag must be at least 1.")),
        Some(lag) => i32::try_from(lag).unwrap_or(i32::MAX),
        None => panel.frequency().per_year(),
    };
    let first = |period: Option<Period>| period.map_or(Ok(0), |p| panel.find_period(p));
    let at = |p: usize, u: usize| series[p * n + u];
    let mut rows = Vec::with_capacity(n);
    if request.rate.uses_window() {
        let s = first(request.from)?;
        if s >= t {
            return Err(parameter("起始时期须早于终止时期。", "The first period must be before the last."));
        }
        let mut points: Vec<(usize, f64)> = Vec::new();
        for u in 0..n {
            points.clear();
            points.extend((s..=t).map(|p| (p, at(p, u))).filter(|(_, x)| !x.is_nan()));
            rows.push(over_window(request.rate, panel.periods(), &points));
        }
        return Ok(rows);
    }
    let base = match request.rate {
        Rate::BaseIndex => Some(first(request.base)?),
        _ => panel.find_period(panel.periods()[t].lag(lag)).ok(),
    };
    let Some(base) = base else {
        rows.resize(n, Growth::missing(Reason::BaseMissing));
        return Ok(rows);
    };
    let total: f64 = (0..n).filter(|u| !at(t, *u).is_nan()).map(|u| at(base, u)).filter(|x| !x.is_nan()).sum();
    for u in 0..n {
        if at(t, u).is_nan() {
            rows.push(Growth::missing(model.inner().gap(indicator, t, u)));
            continue;
        }
        rows.push(match between(request.rate, at(t, u), at(base, u), total) {
            Ok(value) => {
                Growth { value, reason: None, from: Some(panel.periods()[base]), to: Some(panel.periods()[t]) }
            }
            Err(reason) => Growth::missing(reason),
        });
    }
    Ok(rows)
}

/// Every value of an indicator, `[period][unit]`.
fn series(model: &Model, indicator: &str) -> Result<Vec<f64>> {
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

/// A rate over the periods of a window that have a figure.
fn over_window(rate: Rate, periods: &[Period], points: &[(usize, f64)]) -> Growth {
    let ([(s, first), ..], [.., (t, last)]) = (points, points) else {
        return Growth::missing(Reason::NotPublished);
    };
    if s == t {
        return Growth::missing(Reason::TooFewPoints);
    }
    let years = periods[*t].in_years() - periods[*s].in_years();
    let value = match rate {
        Rate::Cagr if *first <= 0.0 => return Growth::missing(Reason::BaseNotPositive),
        Rate::Cagr if *last < 0.0 => return Growth::missing(Reason::Negative),
        // The power, as exp and ln: within a few units of the last digit, and 0 stays 0.
        Rate::Cagr => libm::exp(libm::log(last / first) / years) - 1.0,
        Rate::LeastSquares if points.iter().any(|(_, x)| *x <= 0.0) => return Growth::missing(Reason::NotPositive),
        Rate::LeastSquares => libm::exp(line(periods, points, libm::log).0) - 1.0,
        _ => {
            let (slope, fitted) = line(periods, points, |x| x);
            if fitted == 0.0 {
                return Growth::missing(Reason::BaseZero);
            }
            100.0 * slope / fitted
        }
    };
    if !value.is_finite() {
        return Growth::missing(Reason::Overflow);
    }
    Growth { value, reason: None, from: Some(periods[*s]), to: Some(periods[*t]) }
}

/// Least squares of y(x) on time in years: slope, and the fitted value at the first point.
fn line(periods: &[Period], points: &[(usize, f64)], y: fn(f64) -> f64) -> (f64, f64) {
    let n = points.len() as f64;
    let (mut mean_x, mut mean_y) = (0.0, 0.0);
    for (p, value) in points {
        mean_x += periods[*p].in_years() / n;
        mean_y += y(*value) / n;
    }
    let (mut xy, mut xx) = (0.0, 0.0);
    for (p, value) in points {
        let x = periods[*p].in_years() - mean_x;
        xy += x * (y(*value) - mean_y);
        xx += x * x;
    }
    let slope = xy / xx;
    (slope, mean_y + slope * (periods[points[0].0].in_years() - mean_x))
}
