//! Scenarios: a named, ordered list of changes to a panel, and the scores that follow from them.

pub(crate) mod accounts;
mod apply;
pub mod assumptions;
mod change;
mod compare;
mod figures;
mod fund;
mod ops;
mod read;
mod resolve;
mod spec;
mod stated;

pub use accounts::Why;
pub use apply::{Before, Moved, Scenario};
pub use assumptions::Assumptions;
pub use compare::{compare, Comparison, Slope};
pub use figures::{Stuck, Unseen};
pub use ops::Ops;
pub use spec::{Change, OneOrMany, Op, ScenarioSpec};
pub use stated::{AssumptionKind, StatedAssumption};
