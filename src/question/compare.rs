//! Scenarios side by side.

use super::{given, question};
use crate::index::Model;
use crate::ranking::Ties;
use crate::scenario::{compare as side_by_side, Comparison, ScenarioSpec};
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Which scenarios.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CompareRequest {
    /// The scenarios (schema/scenario.json).
    pub scenarios: Vec<ScenarioSpec>,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// What ties get; `competition` where left out.
    #[serde(default)]
    pub ties: Option<Ties>,
}

crate::json::readable!(CompareRequest { scenarios, period, node, region, ties });

question!(
    /// The row of the question.
    COMPARE = "compare",
    ("多个情景的比较。", "Scenarios side by side."),
    CompareRequest,
    compare
);

fn compare(model: &Model, request: &CompareRequest) -> Result<Comparison> {
    let node = given::node(model, request.node.as_deref())?;
    let area = given::area(model, request.region.as_deref())?;
    let period = given::period(model, request.period.as_deref())?;
    side_by_side(model, &request.scenarios, period, node, area, request.ties.unwrap_or_default())
}
