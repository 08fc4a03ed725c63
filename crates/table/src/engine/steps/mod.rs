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
use super::run::Run;
use super::step::Step;
use innodex_panel::error::Result;

impl Step {
    /// Does the step: takes the table so far and gives another.
    pub(super) fn apply(&self, frame: Frame, run: &mut Run<'_>) -> Result<Frame> {
        match self {
            Step::Filter(step) => step.apply(frame, run),
            Step::Join(step) => step.apply(frame, run),
            Step::Stack(step) => step.apply(frame, run),
            Step::GroupBy(step) => step.apply(frame, run),
            Step::Pivot(step) => step.apply(frame, run),
            Step::Ratio(step) => step.apply(frame),
            Step::Growth(step) => step.apply(frame, run),
            Step::Rank(step) => step.apply(frame, run),
            Step::Rename(step) => step.apply(frame, run),
        }
    }
}
