//! How indicators go together.

use super::{given, question};
use crate::association::Measure;
use crate::index::report::Association;
use crate::index::Model;
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// What is held against what, and how.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AssociationRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The group whose children go together, by id; the index where left out.
    #[serde(default)]
    pub group: Option<String>,
    /// The measure; `pearson` where left out.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// All indicators below the group, in place of its children.
    #[serde(default)]
    pub indicators: Option<bool>,
}

crate::json::readable!(AssociationRequest { period, group, measure, indicators });

question!(
    /// The row of the question.
    ASSOCIATION = "association",
    ("指标之间的相关。", "How the children of a group, or all indicators below it, go together."),
    AssociationRequest,
    association
);

fn association(model: &Model, request: &AssociationRequest) -> Result<Association> {
    let root = &model.framework().tree.id;
    let measure = request.measure.unwrap_or(Measure::Pearson);
    let scores = model.scores(given::period(model, request.period.as_deref())?)?;
    scores.association(measure, request.group.as_ref().unwrap_or(root), request.indicators.unwrap_or(false))
}
