//! Scenarios: a named, ordered list of changes to a panel, and the scores that follow from them.

pub(crate) mod accounts;
mod apply;
pub mod assumptions;
mod compare;
mod fund;
mod ops;
mod resolve;
mod spec;

pub use accounts::Why;
pub use apply::{Before, Moved, Scenario, Stuck};
pub use assumptions::{AssumptionKind, Assumptions, StatedAssumption};
pub use compare::{compare, Comparison, Slope};
pub use fund::Unseen;
pub use ops::Ops;
pub use spec::{Change, OneOrMany, Op, ScenarioSpec};
