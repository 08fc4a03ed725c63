//! How every unit stands to the average.

use super::{given, question};
use crate::index::performance::Performance;
use crate::index::Model;
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Whose score is held against which average.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PerformanceRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// What scores are held against; the mean of the ranked units where left out.
    #[serde(default)]
    pub average: Option<f64>,
}

crate::json::readable!(PerformanceRequest { period, node, region, average });

question!(
    /// The row of the question.
    PERFORMANCE = "performance",
    ("各单位与平均水平相比，按欧洲创新记分牌分组。", "How every unit stands to the average, in the groups of the European Innovation Scoreboard."),
    PerformanceRequest,
    performance
);

fn performance(model: &Model, request: &PerformanceRequest) -> Result<Performance> {
    let node = given::node(model, request.node.as_deref())?;
    let area = given::area(model, request.region.as_deref())?;
    Ok(model.scores(given::period(model, request.period.as_deref())?)?.performance(node, area, request.average))
}
