//! The ranking without each indicator, or each group of a level.

use super::{given, question};
use crate::index::Model;
use crate::robustness::leave_one_out::leave_one_out as analyse;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Of which level nodes are left out.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveOneOutRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The level, counted from the indicators, 1; 1 where left out.
    #[serde(default)]
    pub level: Option<usize>,
}

crate::json::readable!(LeaveOneOutRequest { period, level });

/// The ranking without each node.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeaveOneOutAnswer {
    /// A row for every node left out and every unit.
    pub rows: Vec<LeftOutRow>,
    /// The nodes, with how far ranks move without each.
    pub nodes: Vec<LeftOutNode>,
}

/// A unit without a node.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRow {
    /// The node left out, by id.
    pub id: String,
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank with the node.
    pub nominal: Option<f64>,
    /// Its rank without it.
    pub rank: Option<f64>,
    /// Its score without it.
    pub score: Option<f64>,
}

/// A node that is left out.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutNode {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The mean of |rank without it - rank with it| over the units that have both.
    pub mean_shift: Option<f64>,
}

crate::json::shown!(LeaveOneOutAnswer { rows, nodes });
crate::json::shown!(LeftOutRow { id, code, unit, nominal, rank, score });
crate::json::shown!(LeftOutNode { id, name, mean_shift });

question!(
    /// The row of the question.
    LEAVE_ONE_OUT = "leave_one_out",
    ("逐个剔除指标或分组后的排名。", "The ranking without each indicator, or without each group of a level."),
    LeaveOneOutRequest,
    leave_one_out
);

/// See [`leave_one_out`](crate::robustness::leave_one_out::leave_one_out()).
///
/// # Errors
/// As there.
pub fn leave_one_out(model: &Model, request: &LeaveOneOutRequest) -> Result<LeaveOneOutAnswer> {
    let period = given::period(model, request.period.as_deref())?;
    let found = analyse(&model.scores(period)?, request.level.unwrap_or(1)).map_err(|e| e.within("."))?;
    let inner = model.inner();
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let mut answer = LeaveOneOutAnswer { rows: Vec::new(), nodes: Vec::new() };
    for (at, node) in found.removed.iter().enumerate() {
        let node = &inner.nodes[*node];
        let mean_shift = there(found.mean_shift[at]);
        answer.nodes.push(LeftOutNode { id: node.id.clone(), name: node.name.clone(), mean_shift });
        answer.rows.extend(inner.by_code.iter().map(|unit| LeftOutRow {
            id: node.id.clone(),
            code: model.panel().units()[*unit].code.clone(),
            unit: model.panel().units()[*unit].name.clone(),
            nominal: there(found.nominal[*unit]),
            rank: there(found.ranks[at][*unit]),
            score: there(found.scores[at][*unit]),
        }));
    }
    Ok(answer)
}
