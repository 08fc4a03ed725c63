//! The ranks of every unit over many draws.

use super::{given, question};
use crate::error::Error;
use crate::group::{Group, GroupSpec};
use crate::index::Model;
use crate::json::{parse, Json, Read, Show};
use crate::robustness::{Quantiles, Uncertainty, UncertaintySpec};
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
    /// The group within which units are ranked: a region, a parent or a group of the data by name, a list of units, or a unit with
    /// those alike; all units where left out.
    #[serde(default)]
    pub group: Option<GroupSpec>,
}

crate::json::readable!(UncertaintyRequest { period, spec, draws, seed, group });

/// Ranks over the draws.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankIntervals {
    /// A row for every unit, or for those of the group, in the order of codes.
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

/// See [`Uncertainty`].
fn uncertainty(model: &Model, request: &UncertaintyRequest) -> Result<RankIntervals> {
    let (mut draws, group) = asked(model, request)?;
    while draws.done() < draws.draws() {
        draws.advance(draws.draws());
    }
    Ok(intervals(model, &draws, group.as_ref()))
}

/// The ranks of the draws of share `at` of `of`, a row a draw, a number a unit (0: no rank), for hosts that share the draws out among
/// several models: one behind the other they are what [`of_ranks`] takes.
///
/// # Errors
/// As the question.
pub fn ranks(model: &Model, request: &str, at: usize, of: usize) -> Result<Vec<f64>> {
    let (mut draws, _) = asked(model, &read(request)?).map_err(super::at_root)?;
    let begin = |share: usize| (draws.draws() as u64 * share as u64 / of.max(1) as u64) as usize;
    let (first, end) = (begin(at), begin(at + 1));
    Ok(draws.ranks_between(first, end).into_iter().map(f64::from).collect())
}

/// The answer to the question, of the [`ranks`] of all draws.
///
/// # Errors
/// As the question.
pub fn of_ranks(model: &Model, request: &str, ranks: &[f64]) -> Result<Json> {
    let (mut draws, group) = asked(model, &read(request)?).map_err(super::at_root)?;
    draws.set_ranks(ranks.iter().map(|rank| *rank as u32).collect());
    Ok(intervals(model, &draws, group.as_ref()).show())
}

fn read(request: &str) -> Result<UncertaintyRequest> {
    let json = if request.trim().is_empty() { Json::Object(Vec::new()) } else { parse(request)? };
    Read::read(&json).map_err(|error: Error| error.within("$"))
}

/// The draws that are asked for, none of them made, and the group within which units are ranked.
fn asked(model: &Model, request: &UncertaintyRequest) -> Result<(Uncertainty, Option<Group>)> {
    let period = given::period(model, request.period.as_deref())?;
    let draws = given::uncertainty(model, period, request.spec.as_ref(), request.draws, request.seed)?;
    match &request.group {
        None => Ok((draws, None)),
        named => {
            let group = given::group(draws.nominal(), named.as_ref())?;
            Ok((draws.within(&group.units), Some(group)))
        }
    }
}

fn intervals(model: &Model, draws: &Uncertainty, group: Option<&Group>) -> RankIntervals {
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let asked = |unit: &usize| group.is_none_or(|group| group.has(*unit));
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
    let rows = rows.enumerate().filter(|(unit, _)| asked(unit)).map(|(_, each)| row(each));
    RankIntervals { rows: rows.collect(), draws: draws.done(), warnings: draws.warnings() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = "unit,year,x,y\na,2022,1,9\nb,2022,2,7\nc,2022,3,\nd,2022,5,2\n";
    const FRAMEWORK: &str = r#"{ "id": "t", "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
        "tree": { "id": "i", "children": [{ "id": "x" }, { "id": "y" }] },
        "steps": [{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }] }"#;

    #[test]
    fn shares_of_the_draws_make_the_whole_whatever_their_number() -> Result<()> {
        let panel = crate::panel::Panel::from_csv(DATA.as_bytes(), None)?;
        let model = Model::new(panel, crate::index::framework::Framework::from_json(FRAMEWORK)?)?;
        for request in [r#"{"draws":101}"#, r#"{"draws":7,"seed":3}"#, r#"{"draws":20,"group":["a","b","d"]}"#] {
            let whole = uncertainty(&model, &read(request)?)?.show();
            for of in [1, 2, 3, 8, 200] {
                let parts: Result<Vec<Vec<f64>>> = (0..of).map(|at| ranks(&model, request, at, of)).collect();
                assert_eq!(of_ranks(&model, request, &parts?.concat())?, whole, "{request}, {of}");
            }
        }
        assert!(ranks(&model, r#"{"draw":5}"#, 0, 1).is_err());
        Ok(())
    }
}
