//! Where units pass each other while a weight changes.

use super::{given, question};
use crate::index::Model;
use crate::robustness::crossings::crossings as found;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Along which share.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CrossingsRequest {
    /// The node whose share of its group changes, by id.
    pub node: String,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The crossings of one unit only.
    #[serde(default)]
    pub unit: Option<String>,
}

crate::json::readable!(CrossingsRequest { node, period, unit });

/// Where units pass each other along the share of a node.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossingTable {
    /// The share of the node now, from 0 to 1.
    pub share: f64,
    /// A row for every crossing, by share.
    pub rows: Vec<CrossingOf>,
}

/// Two units that pass each other.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrossingOf {
    /// The share of the node, from 0 to 1.
    pub share: f64,
    /// The code of the unit that is above from there on.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The code of the one below.
    pub below: String,
    /// Its name.
    pub below_unit: Text,
}

crate::json::shown!(CrossingTable { share, rows });
crate::json::shown!(CrossingOf { share, code, unit, below, below_unit });

question!(
    /// The row of the question.
    CROSSINGS = "crossings",
    ("权重变化时哪些单位互换名次。", "Where units pass each other while the share of a node goes from 0 to 1."),
    CrossingsRequest,
    crossings
);

/// See [`crossings`](crate::robustness::crossings::crossings).
fn crossings(model: &Model, request: &CrossingsRequest) -> Result<CrossingTable> {
    let node = given::node(model, Some(&request.node))?;
    let unit = request.unit.as_deref().map(|unit| given::unit(model, unit)).transpose()?;
    let scores = model.scores(given::period(model, request.period.as_deref())?)?;
    let found = found(&scores, node, unit)?;
    let units = model.panel().units();
    let rows = found.events.iter().map(|event| CrossingOf {
        share: event.share,
        code: units[event.above].code.clone(),
        unit: units[event.above].name.clone(),
        below: units[event.below].code.clone(),
        below_unit: units[event.below].name.clone(),
    });
    Ok(CrossingTable { share: found.share, rows: rows.collect() })
}
