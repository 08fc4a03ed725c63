//! What changes can do: what a module does not name, the linker leaves out of it.

use super::change::{Funded, ResolvedChange};
use super::fund::Fund;
use super::{Assumptions, Op, ScenarioSpec};
use crate::error::Result;
use crate::json::{Json, Read};
use crate::panel::Panel;
use std::sync::Arc;

/// The operations that a change can be.
#[derive(Debug, Clone)]
pub struct Ops {
    /// Their words.
    pub(super) words: &'static [(&'static str, Op)],
    /// What `fund` needs.
    pub(super) funds: Option<Funds>,
}

/// What `fund` needs.
#[derive(Debug, Clone)]
pub(super) struct Funds {
    /// Reads assumptions.
    pub read: fn(&Json) -> Result<Assumptions>,
    /// Looks up the assumptions of a change, given by its number; none where it is no `fund`.
    pub resolve: ResolveFund,
}

type ResolveFund = fn(&Panel, &ScenarioSpec, usize, &ResolvedChange) -> Result<Option<Arc<dyn Funded>>>;

impl Ops {
    /// What needs no assumptions: what a scenario says of them is a note, and not read.
    pub fn first() -> Ops {
        Ops { words: Op::FIRST, funds: None }
    }

    /// Every operation.
    pub fn all() -> Ops {
        Ops { words: Op::ALL, funds: Some(Funds { read: Assumptions::read, resolve: Fund::of }) }
    }
}
