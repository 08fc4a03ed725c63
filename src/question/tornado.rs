//! Some per cent more and less of every column.

use super::{given, question};
use crate::goal::{tornado as bars, Bar};
use crate::index::Model;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose score, and how much more and less.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TornadoRequest {
    /// The unit, by code or name.
    pub unit: String,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// How many per cent; 10 where left out.
    #[serde(default)]
    pub percent: Option<f64>,
}

crate::json::readable!(TornadoRequest { unit, period, node, percent });

/// More and less of every column.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tornado {
    /// A row for every column, the largest effect first.
    pub rows: Vec<Bar>,
}

crate::json::shown!(Tornado { rows });

question!(
    /// The row of the question.
    TORNADO = "tornado",
    ("各列增减若干百分比对得分和名次的影响。", "The effect of some per cent more and less of every column."),
    TornadoRequest,
    tornado
);

/// See [`tornado`](crate::goal::tornado).
fn tornado(model: &Model, request: &TornadoRequest) -> Result<Tornado> {
    let node = given::node(model, request.node.as_deref())?;
    let period = given::period(model, request.period.as_deref())?;
    Ok(Tornado { rows: bars(model, period, &request.unit, node, request.percent.unwrap_or(10.0))? })
}
