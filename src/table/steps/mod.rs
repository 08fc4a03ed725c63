//! The steps of a plan, one a file: what it says, and what is done.

pub mod filter;
pub mod group_by;
pub mod growth;
pub mod join;
pub mod pivot;
pub mod rank;
pub mod ratio;
pub mod rename;
pub mod stack;

pub use filter::Filter;
pub use group_by::GroupBy;
pub use growth::Growth;
pub use join::Join;
pub use pivot::Pivot;
pub use rank::Rank;
pub use ratio::Ratio;
pub use rename::Rename;
pub use stack::Stack;

#[cfg(feature = "table")]
use super::{frame::Frame, run::Run};
use crate::error::Result;
use crate::json::{self, Json, Read};
use serde::Serialize;

/// A step: it takes the table so far and gives another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Keeps some rows.
    Filter(Filter),
    /// Puts the figures of another table beside those of this one.
    Join(Join),
    /// Puts the rows of another table below those of this one.
    Stack(Stack),
    /// Makes one row of all that have the same keys.
    GroupBy(GroupBy),
    /// Makes a figure of every word of a key.
    Pivot(Pivot),
    /// A new figure: one divided by another.
    Ratio(Ratio),
    /// A new figure: the growth of one against an earlier period.
    Growth(Growth),
    /// A new figure: the rank within groups.
    Rank(Rank),
    /// Gives columns other names.
    Rename(Rename),
}

/// Steps by their names: one line a step, for reading and for doing.
macro_rules! steps {
    ($($variant:ident = $name:literal),* $(,)?) => {
        impl Read for Step {
            fn read(json: &Json) -> Result<Self> {
                #[derive(Clone, Copy)]
                enum Name { $($variant),* }
                let step = json::members(json)?.iter().find(|(name, _)| name == "step");
                let step = step.map_or(&Json::Null, |(_, step)| step);
                match json::word(step, &[$(($name, Name::$variant)),*]).map_err(|e| e.within(".step"))? {
                    $(Name::$variant => {
                        let mut known = vec!["step"];
                        known.extend($variant::MEMBERS);
                        json::only(json, &known)?;
                        $variant::members_of(json).map(Step::$variant)
                    })*
                }
            }
        }

        #[cfg(feature = "table")]
        impl Step {
            /// Does the step.
            pub(super) fn apply(&self, frame: Frame, run: &mut Run<'_>) -> Result<Frame> {
                match self { $(Step::$variant(step) => step.apply(frame, run)),* }
            }
        }
    };
}

steps! {
    Filter = "filter",
    Join = "join",
    Stack = "stack",
    GroupBy = "group_by",
    Pivot = "pivot",
    Ratio = "ratio",
    Growth = "growth",
    Rank = "rank",
    Rename = "rename",
}
