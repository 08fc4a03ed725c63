//! Sigma convergence: the dispersion among units over periods, with its trend.

use super::measured::{asked, some, Measured, UnitLeftOut};
use super::{given, question};
use crate::convergence::regression::{Coefficient, NoRegression};
use crate::convergence::sigma::{dispersion, trend};
use crate::disparity::{NoDisparity, Sample};
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// The dispersion of what, among which units and over which periods.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SigmaRequest {
    /// An indicator of the framework or a column of the data, as it is; scores where left out.
    #[serde(default)]
    pub indicator: Option<String>,
    /// The node whose scores are meant; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The periods, two or more; all where left out.
    #[serde(default)]
    pub periods: Option<Vec<String>>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// Whether only the units count that have a figure in every period in which anybody has one; they do where left out.
    /// `false`: all that have one in a period.
    #[serde(default)]
    pub balanced: Option<bool>,
}

crate::json::readable!(SigmaRequest { indicator, node, periods, region, balanced });

/// The dispersion over periods.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SigmaConvergence {
    /// A row for every period.
    pub rows: Vec<SigmaRow>,
    /// The trend of either measure: below zero with a small p is convergence.
    pub trends: Vec<TrendRow>,
    /// Units without a figure.
    pub left_out: Vec<UnitLeftOut>,
}

/// A period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SigmaRow {
    /// The period.
    pub period: String,
    /// The units that count.
    pub units: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// The coefficient of variation, with n.
    pub variation: Option<f64>,
    /// The standard deviation of natural logarithms, with n; none where a figure is zero.
    pub sd_log: Option<f64>,
    /// Why one of them is missing.
    pub reason: Option<Text>,
}

/// The slope of a measure on time, in years.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendRow {
    /// `variation` or `sd_log`.
    pub measure: String,
    /// Periods that have it.
    pub periods: usize,
    /// The slope a year.
    pub value: Option<f64>,
    /// Its standard error.
    pub error: Option<f64>,
    /// value / error.
    pub t: Option<f64>,
    /// Two-sided, Student's t.
    pub p: Option<f64>,
    /// Why there is none.
    pub reason: Option<Text>,
}

crate::json::shown!(SigmaConvergence { rows, trends, left_out });
crate::json::shown!(SigmaRow { period, units, mean, variation, sd_log, reason });
crate::json::shown!(TrendRow { measure, periods, value, error, t, p, reason });

question!(
    /// The row of the question.
    SIGMA_CONVERGENCE = "sigma_convergence",
    (
        "σ收敛：各时期的变异系数、对数标准差及其趋势。",
        "Sigma convergence: coefficient of variation and standard deviation of logarithms over periods, with their trends."
    ),
    SigmaRequest,
    sigma_convergence
);

/// The dispersion among units over periods: [`crate::convergence::sigma`].
///
/// # Errors
/// `unknown_node`, `unknown_indicator`, `unknown_period`, `bad_parameter` (one period, `region`), each with the member that
/// named it.
pub fn sigma_convergence(model: &Model, request: &SigmaRequest) -> Result<SigmaConvergence> {
    let measured = Measured::new(model, request.indicator.as_deref(), request.node.as_deref())?;
    let periods = given::periods(model, request.periods.as_deref())?;
    if periods.len() < 2 {
        return Err(one_period());
    }
    let area = given::area(model, request.region.as_deref())?;
    let asked = asked(model, area);
    let all: Vec<Vec<f64>> = periods.iter().map(|period| measured.figures(*period)).collect::<Result<_>>()?;
    let used = used(&all, &asked, request.balanced.unwrap_or(true));
    let mut found = SigmaConvergence { rows: Vec::new(), trends: Vec::new(), left_out: Vec::new() };
    for (at, period) in periods.iter().enumerate() {
        let figures: Vec<f64> = used[at].iter().map(|unit| all[at][*unit]).collect();
        found.rows.push(row(*period, &figures));
        for unit in asked.iter().filter(|unit| !used[at].contains(unit)) {
            let reason = match all[at][*unit].is_nan() {
                true => measured.reason(*period, *unit)?,
                false => Text::new("另有时期缺少数据", "it has no figure in another period"),
            };
            let about = &model.panel().units()[*unit];
            let (code, unit) = (about.code.clone(), about.name.clone());
            found.left_out.push(UnitLeftOut { period: Some(period.to_string()), code, unit, reason });
        }
    }
    found.trends = vec![
        trend_row("variation", &periods, &found.rows, |row| row.variation),
        trend_row("sd_log", &periods, &found.rows, |row| row.sd_log),
    ];
    Ok(found)
}

/// The units that count in each period.
fn used(all: &[Vec<f64>], asked: &[usize], balanced: bool) -> Vec<Vec<usize>> {
    let anybody = |figures: &&Vec<f64>| asked.iter().any(|unit| !figures[*unit].is_nan());
    let filled: Vec<&Vec<f64>> = all.iter().filter(anybody).collect();
    let always = |unit: usize| filled.iter().all(|figures| !figures[unit].is_nan());
    let counts = |figures: &Vec<f64>, unit: usize| !figures[unit].is_nan() && (!balanced || always(unit));
    all.iter().map(|figures| asked.iter().copied().filter(|unit| counts(figures, *unit)).collect()).collect()
}

fn row(period: Period, figures: &[f64]) -> SigmaRow {
    let found = dispersion(figures);
    let sample = Sample::new(&figures.iter().map(|x| (*x, 1.0)).collect::<Vec<_>>());
    let no_log = || Text::new("存在零值，无法取对数", "a figure is zero and has no logarithm");
    SigmaRow {
        period: period.to_string(),
        units: figures.len(),
        mean: sample.ok().and_then(|sample| some(sample.mean())),
        variation: found.ok().and_then(|found| some(found.variation)),
        sd_log: found.ok().and_then(|found| found.sd_log),
        reason: match found {
            Err(why) => Some(NoDisparity::text(why)),
            Ok(found) => found.sd_log.is_none().then(no_log),
        },
    }
}

fn trend_row(measure: &str, periods: &[Period], rows: &[SigmaRow], of: fn(&SigmaRow) -> Option<f64>) -> TrendRow {
    let points = periods.iter().zip(rows).filter_map(|(period, row)| Some((period.in_years(), of(row)?)));
    let (years, values): (Vec<f64>, Vec<f64>) = points.unzip();
    let found = trend(&years, &values);
    let figure = |of: fn(&Coefficient) -> f64| found.as_ref().ok().and_then(|found| some(of(found)));
    TrendRow {
        measure: measure.to_owned(),
        periods: years.len(),
        value: figure(|found| found.value),
        error: figure(|found| found.error),
        t: figure(|found| found.t),
        p: figure(|found| found.p),
        reason: found.err().map(NoRegression::text),
    }
}

fn one_period() -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new("收敛分析至少需要两个时期。", "Convergence needs two periods or more."),
        Text::new("请列出两个以上时期，或删去 periods。", "List two periods or more, or leave periods out."),
    )
    .member("periods")
}
