//! Goals: the smallest change that reaches one, and what every column can reach.

use super::question;
use crate::goal::{reach as reached, seek, Goal, Reach};
use crate::index::Model;
use crate::scenario::Assumptions;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose rank is to change.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReachRequest {
    /// The period.
    pub period: String,
    /// The unit, by code or name.
    pub unit: String,
    /// How many times the present value is the most that is tried; 10 where left out.
    #[serde(default)]
    pub limit: Option<f64>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// Columns that stay as they are.
    #[serde(default)]
    pub keep: Option<Vec<String>>,
    /// Where it is there, the change is money under these assumptions.
    #[serde(default)]
    pub fund: Option<Assumptions>,
    /// Of money: the period in which it is given; the viewed one where left out.
    #[serde(default)]
    pub paid: Option<String>,
}

crate::json::readable!(ReachRequest { period, unit, limit, node, region, keep, fund, paid });

/// What every column can reach.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reached {
    /// A row for every column that can change the rank.
    pub rows: Vec<Reach>,
}

crate::json::shown!(Reached { rows });

question!(
    /// The row of the question.
    GOAL = "goal",
    ("达到目标名次或得分所需的最小变化。", "The smallest change of a column, or the least money, that reaches a rank or a score."),
    Goal,
    seek
);

question!(
    /// The row of the question.
    REACH = "reach",
    ("各列所能达到的名次及所需的最小变化。", "Of every column, the smallest change for every rank that it can reach."),
    ReachRequest,
    reach
);

/// See [`reach`](crate::goal::reach).
fn reach(model: &Model, request: &ReachRequest) -> Result<Reached> {
    let goal = Goal {
        limit: request.limit.unwrap_or(10.0),
        node: request.node.clone(),
        region: request.region.clone(),
        keep: request.keep.clone().unwrap_or_default(),
        fund: request.fund.clone(),
        paid: request.paid.clone(),
        ..Goal::new(&request.period, &request.unit, "")
    };
    Ok(Reached { rows: reached(model, &goal)? })
}
