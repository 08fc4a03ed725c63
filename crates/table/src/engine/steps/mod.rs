//! Doing the steps of a plan, a file a step; `step.rs` has what is written.

mod filter;
mod group_by;
mod growth;
mod join;
mod pivot;
mod rank;
mod ratio;
mod rename;
mod stack;

use super::frame::Frame;
use super::shared::Shared;
use super::step::Step;
use innodex_panel::error::Result;

/// The tables that a step can name.
pub(super) trait Tables {
    /// The table of a source, after its own steps.
    fn table(&mut self, name: &str) -> Result<Frame>;

    /// What all tables share.
    fn shared(&mut self) -> &mut Shared;
}

impl Step {
    /// Does the step: takes the table so far and gives another.
    pub(super) fn apply(&self, frame: Frame, tables: &mut impl Tables) -> Result<Frame> {
        let mut other = |name: &str| tables.table(name).map_err(|e| e.within(".with"));
        match self {
            Step::Filter(step) => step.apply(frame, tables.shared()),
            Step::Join(step) => step.apply(frame, other(&step.with)?, tables.shared()),
            Step::Stack(step) => step.apply(frame, other(&step.with)?, tables.shared()),
            Step::GroupBy(step) => step.apply(frame, tables.shared()),
            Step::Pivot(step) => step.apply(frame, tables.shared()),
            Step::Ratio(step) => step.apply(frame),
            Step::Growth(step) => step.apply(frame, tables.shared()),
            Step::Rank(step) => step.apply(frame, tables.shared()),
            Step::Rename(step) => step.apply(frame, tables.shared()),
        }
    }
}
