//! What the steps did in a period.

use super::{given, question};
use crate::index::report::Report;
use crate::index::Model;
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Which period is reported.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(ReportRequest { period });

question!(
    /// The row of the question.
    REPORT = "report",
    ("各步骤的结果：剔除、处理、插补和权重。", "What the steps did: units screened out, treatments, imputed figures, weights."),
    ReportRequest,
    report
);

fn report(model: &Model, request: &ReportRequest) -> Result<Report> {
    Ok(model.scores(given::period(model, request.period.as_deref())?)?.report())
}
