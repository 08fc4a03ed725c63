//! Several scenarios side by side: the rank and score of every unit in each, for a chart of slopes.

use super::apply::Scenario;
use super::{ScenarioSpec, StatedAssumption};
use crate::area::Area;
use crate::error::Result;
use crate::index::{Model, Scores};
use crate::json;
use crate::period::Period;
use crate::ranking::{ascending, Ties};
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// One unit in every scenario; the first entry of each list is how it is without any.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slope {
    /// The unit's code.
    pub code: String,
    /// The unit's name.
    pub unit: Text,
    /// Ranks; none where there is no score.
    pub ranks: Vec<Option<f64>>,
    /// Scores.
    pub scores: Vec<Option<f64>>,
}

/// Scenarios side by side.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The names of the scenarios, in their order; none where one has none.
    pub names: Vec<Option<String>>,
    /// What each takes for granted.
    pub assumptions: Vec<Vec<StatedAssumption>>,
    /// Units, by the rank that they have without any scenario, then by code; unranked last.
    pub rows: Vec<Slope>,
}

json::shown!(Slope { code, unit, ranks, scores });
json::shown!(Comparison { names, assumptions, rows });

/// Ranks a node under several scenarios, each on the model as it is.
///
/// # Errors
/// As [`Scenario::new`] and [`Scenario::scores`], at `[n]` of the list: `[1]$.changes[0].unit`.
pub fn compare(
    model: &Model,
    specs: &[ScenarioSpec],
    period: Period,
    node: usize,
    region: Option<Area>,
    ties: Ties,
) -> Result<Comparison> {
    let panel = model.panel();
    let column = |scores: &Scores| (scores.ranks(node, region, ties), scores.node(node).to_vec());
    let mut columns = vec![column(&model.scores(period)?)];
    let mut assumptions = Vec::new();
    for (at, spec) in specs.iter().enumerate() {
        let mut scenario = Scenario::new(model, spec).map_err(|e| e.within(&format!("[{at}]")))?;
        columns.push(column(scenario.scores(period).map_err(|e| e.within(&format!("[{at}]")))?));
        assumptions.push(scenario.assumptions());
    }
    let asked = (0..panel.units().len()).filter(|u| panel.is_in(*u, region));
    let some = |value: f64| Some(value).filter(|v| !v.is_nan());
    let rows = ascending(asked, &|u| columns[0].0[u]).into_iter().map(|u| Slope {
        code: panel.units()[u].code.clone(),
        unit: panel.units()[u].name.clone(),
        ranks: columns.iter().map(|(ranks, _)| some(ranks[u])).collect(),
        scores: columns.iter().map(|(_, scores)| some(scores[u])).collect(),
    });
    Ok(Comparison { names: specs.iter().map(|s| s.name.clone()).collect(), assumptions, rows: rows.collect() })
}
