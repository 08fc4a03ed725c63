//! Which choice the spread of ranks comes from.

use super::{given, question};
use crate::error::{Code, Error};
use crate::index::Model;
use crate::robustness::sensitivity::Estimate;
use crate::robustness::{RankSensitivity, UncertaintySpec};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose rank, and from how many points.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SensitivityRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The unit whose rank varies; the mean shift of all ranks where left out.
    #[serde(default)]
    pub unit: Option<String>,
    /// Base points of the design, a power of two; 1024 where left out. Runs: points times the number of factors and two.
    #[serde(default)]
    pub points: Option<usize>,
    /// Resamplings for the intervals, at most 10,000; 100 where left out.
    #[serde(default)]
    pub bootstraps: Option<usize>,
    /// What varies; what the framework says where left out.
    #[serde(default)]
    pub spec: Option<UncertaintySpec>,
    /// The seed.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(SensitivityRequest { period, unit, points, bootstraps, spec, seed });

/// The indices of every choice.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SensitivityIndices {
    /// A row for every choice that varies.
    pub rows: Vec<FactorSensitivity>,
    /// The mean of the result over all runs.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
}

/// What a choice causes.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactorSensitivity {
    /// The choice: `weights`, `normalise`, ...
    pub factor: String,
    /// The share of the variance that it causes by itself (first-order index).
    pub first: f64,
    /// The lower end of its 95 % interval.
    pub first_low: Option<f64>,
    /// The upper end.
    pub first_high: Option<f64>,
    /// The share that it causes with all others together (total index).
    pub total: f64,
    /// The lower end of its 95 % interval.
    pub total_low: Option<f64>,
    /// The upper end.
    pub total_high: Option<f64>,
}

crate::json::shown!(SensitivityIndices { rows, mean, variance });
crate::json::shown!(FactorSensitivity { factor, first, first_low, first_high, total, total_low, total_high });

question!(
    /// The row of the question.
    SENSITIVITY = "sensitivity",
    ("名次的变动主要来自哪项选择。", "Which choice the spread of ranks comes from (Sobol indices)."),
    SensitivityRequest,
    sensitivity
);

/// The most resamplings.
const MOST: usize = 10_000;

/// See [`RankSensitivity`].
fn sensitivity(model: &Model, request: &SensitivityRequest) -> Result<SensitivityIndices> {
    let period = given::period(model, request.period.as_deref())?;
    let unit = request.unit.as_deref().map(|unit| given::unit(model, unit)).transpose()?;
    let bootstraps = request.bootstraps.unwrap_or(100);
    if bootstraps > MOST {
        return Err(too_many());
    }
    let draws = given::uncertainty(model, period, request.spec.as_ref(), None, request.seed)?;
    let mut runs = RankSensitivity::new(&draws, request.points.unwrap_or(1024), unit)?;
    while runs.advance(1024) {}
    let found = runs.indices(bootstraps);
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let ends = |estimate: &Estimate| (there(estimate.low), there(estimate.high));
    let rows = runs.factors().iter().zip(&found.factors).map(|(factor, indices)| {
        let ((first_low, first_high), (total_low, total_high)) = (ends(&indices.first), ends(&indices.total));
        let (first, total) = (indices.first.value, indices.total.value);
        let factor = factor.id().to_owned();
        FactorSensitivity { factor, first, first_low, first_high, total, total_low, total_high }
    });
    Ok(SensitivityIndices { rows: rows.collect(), mean: found.mean, variance: found.variance })
}

fn too_many() -> Error {
    Error::new(
        Code::BadParameter,
        ".bootstraps",
        Text::new("重抽样次数过多。", "There are too many resamplings."),
        Text::new(format!("请写不超过 {MOST} 的整数。"), format!("Give a whole number of at most {MOST}.")),
    )
}
