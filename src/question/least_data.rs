//! Every indicator raised to the next unit above.

use super::{given, question};
use crate::goal::{least_data as raised, Raised};
use crate::index::Model;
use crate::robustness::UncertaintySpec;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose indicators are raised.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LeastDataRequest {
    /// The unit, by code or name.
    pub unit: String,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// What varies; what the framework says where left out.
    #[serde(default)]
    pub spec: Option<UncertaintySpec>,
    /// How many draws the likely ranks rest on; 0 for none. Of the whole index alone.
    #[serde(default)]
    pub draws: Option<usize>,
    /// The seed of the draws.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(LeastDataRequest { unit, period, node, spec, draws, seed });

/// Every indicator raised.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeastData {
    /// A row for every indicator, in the order of the tree.
    pub rows: Vec<Raised>,
}

crate::json::shown!(LeastData { rows });

question!(
    /// The row of the question.
    LEAST_DATA = "least_data",
    ("各指标提高到上一位单位的水平后的名次。", "For every indicator, the unit level with the next above it: the ranks gained."),
    LeastDataRequest,
    least_data
);

/// See [`least_data`](crate::goal::least_data).
fn least_data(model: &Model, request: &LeastDataRequest) -> Result<LeastData> {
    let node = given::node(model, request.node.as_deref())?;
    let unit = given::unit(model, &request.unit)?;
    let period = given::period(model, request.period.as_deref())?;
    let draws = match node == 0 && request.draws != Some(0) {
        true => Some(given::uncertainty(model, period, request.spec.as_ref(), request.draws, request.seed)?),
        false => None,
    };
    let mut draws = draws;
    let code = &model.panel().units()[unit].code;
    let rows = raised(model, period, code, node, &mut |scenario| match &mut draws {
        Some(draws) => draws.likely(scenario, unit),
        None => Ok(None),
    })?;
    Ok(LeastData { rows })
}
