//! The ranks of every unit over many draws.

use super::{given, question};
use crate::index::Model;
use crate::robustness::{Quantiles, UncertaintySpec};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// What varies, and how often it is drawn.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct UncertaintyRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// What varies (schema/uncertainty.json); what the framework says where left out.
    #[serde(default)]
    pub spec: Option<UncertaintySpec>,
    /// How many draws.
    #[serde(default)]
    pub draws: Option<usize>,
    /// The seed.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(UncertaintyRequest { period, spec, draws, seed });

/// Ranks over the draws.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankIntervals {
    /// A row for every unit, in the order of codes.
    pub rows: Vec<UnitInterval>,
    /// How many draws were made.
    pub draws: usize,
    /// What is to be known before they are quoted.
    pub warnings: Vec<Text>,
}

/// The ranks of a unit over the draws.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitInterval {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank without any variation.
    pub nominal: Option<f64>,
    /// The mean over the draws in which it has a rank.
    pub mean: Option<f64>,
    /// The median.
    pub median: Option<f64>,
    /// The 5 % quantile, of type 3.
    pub q5: Option<f64>,
    /// The 95 % quantile, of type 3.
    pub q95: Option<f64>,
    /// The share of draws in which it has no rank.
    pub missing: f64,
}

crate::json::shown!(RankIntervals { rows, draws, warnings });
crate::json::shown!(UnitInterval { code, unit, nominal, mean, median, q5, q95, missing });

question!(
    /// The row of the question.
    UNCERTAINTY = "uncertainty",
    ("多次抽样下各单位名次的区间。", "The ranks of every unit over many draws of weights and methods."),
    UncertaintyRequest,
    uncertainty
);

/// See [`Uncertainty`](crate::robustness::Uncertainty).
fn uncertainty(model: &Model, request: &UncertaintyRequest) -> Result<RankIntervals> {
    let period = given::period(model, request.period.as_deref())?;
    let mut draws = given::uncertainty(model, period, request.spec.as_ref(), request.draws, request.seed)?;
    while draws.done() < draws.draws() {
        draws.advance(draws.draws());
    }
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let rows = model.panel().units().iter().zip(draws.summary().units_ranks_by(Quantiles::Nearest));
    let row = |(unit, ranks): (&crate::panel::Unit, crate::robustness::UnitRanks)| UnitInterval {
        code: unit.code.clone(),
        unit: unit.name.clone(),
        nominal: there(ranks.nominal),
        mean: there(ranks.mean),
        median: there(ranks.median),
        q5: there(ranks.q5),
        q95: there(ranks.q95),
        missing: ranks.missing,
    };
    Ok(RankIntervals { rows: rows.map(row).collect(), draws: draws.done(), warnings: draws.warnings() })
}
