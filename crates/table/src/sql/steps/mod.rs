//! What the steps are as SQL, a file a step; `crates/table/src/engine/steps` has what they are in polars.

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
use super::Writer;
use crate::step::Step;
use innodex_panel::error::Result;

impl Step {
    /// Writes the step: takes the table so far and gives another.
    pub(super) fn write(&self, frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        match self {
            Step::Filter(step) => step.write(frame, writer, place),
            Step::Join(step) => step.write(frame, writer, place),
            Step::Stack(step) => step.write(frame, writer, place),
            Step::GroupBy(step) => step.write(frame, writer, place),
            Step::Pivot(step) => step.write(frame, writer, place),
            Step::Ratio(step) => step.write(frame, writer, place),
            Step::Growth(step) => step.write(frame, writer, place),
            Step::Rank(step) => step.write(frame, writer, place),
            Step::Rename(step) => step.write(frame, writer),
        }
    }
}
