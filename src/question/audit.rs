//! The self-audit of a period.

use super::{given, question};
use crate::audit::Audit;
use crate::index::Model;
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Which period is audited.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(AuditRequest { period });

question!(
    /// The row of the question.
    AUDIT = "audit",
    ("对一个时期的自查和方法说明。", "The audit of a period, with the method in words."),
    AuditRequest,
    audit
);

/// See [`audit`](crate::audit::audit).
fn audit(model: &Model, request: &AuditRequest) -> Result<Audit> {
    crate::audit::audit(model, given::period(model, request.period.as_deref())?)
}
