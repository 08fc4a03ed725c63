//! Why a rank changed.

use super::{given, question};
use crate::explain::{Decomposition, Explanation, Request, State};
use crate::index::Model;
use crate::ranking::Ties;
use crate::scenario::{Scenario, ScenarioSpec};
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Whose rank changed, between what.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainRequest {
    /// The unit, by code or name.
    pub unit: String,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The period of the first state; that of the second where left out.
    #[serde(default)]
    pub since: Option<String>,
    /// The scenario of the second state.
    #[serde(default)]
    pub scenario: Option<ScenarioSpec>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// What ties get; `competition` where left out.
    #[serde(default)]
    pub ties: Option<Ties>,
    /// How the change is split; `shapley` where left out.
    #[serde(default)]
    pub decomposition: Option<Decomposition>,
}

crate::json::readable!(ExplainRequest { unit, period, since, scenario, node, region, ties, decomposition });

question!(
    /// The row of the question.
    EXPLAIN = "explain",
    ("名次变化的原因。", "Why the rank of a unit changed between two periods, or by a scenario."),
    ExplainRequest,
    explain
);

/// See [`explain`](crate::explain::explain).
fn explain(model: &Model, request: &ExplainRequest) -> Result<Explanation> {
    let period = given::period(model, request.period.as_deref())?;
    let since = match &request.since {
        Some(since) => given::period_of(model, since, "since")?,
        None => period,
    };
    let from = State::new(model, since)?;
    let to = match &request.scenario {
        Some(spec) => State::of_scenario(&mut Scenario::new(model, spec)?, period)?,
        None => State::new(model, period)?,
    };
    let asked = Request {
        node: request.node.as_deref(),
        region: given::area(model, request.region.as_deref())?,
        ties: request.ties.unwrap_or_default(),
        decomposition: request.decomposition.unwrap_or_default(),
    };
    crate::explain::explain(&from, &to, &request.unit, &asked)
}
