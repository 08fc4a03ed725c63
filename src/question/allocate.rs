//! The best split of a budget.

use super::{given, question};
use crate::allocate::{allocate as split, Allocation, Budget};
use crate::index::Model;
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Which budget is split.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AllocateRequest {
    /// The budget (schema/budget.json).
    pub budget: Budget,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(AllocateRequest { budget, period });

question!(
    /// The row of the question.
    ALLOCATE = "allocate",
    ("经费的最优分配。", "The split of a budget that raises an objective most."),
    AllocateRequest,
    allocate
);

fn allocate(model: &Model, request: &AllocateRequest) -> Result<Allocation> {
    split(model, given::period(model, request.period.as_deref())?, &request.budget)
}
