//! Goals: which change brings a unit to a rank or a score.
//!
//! - [`seek`]: the smallest change of one figure, or the least money, that reaches a rank or a score; [`reach`]: the same for
//!   every column and rank.
//! - [`least_data`]: the ranks gained by reaching the next unit above, indicator by indicator.
//! - [`tornado`]: how much a unit's score depends on each figure.

mod branch_and_bound;
mod least_data;
mod response_curve;
mod seek;
mod spec;
mod tornado;
mod unwanted;

pub use least_data::{least_data, Likely, Raised};
pub use seek::{reach, seek};
pub use spec::{Goal, GoalAnswer, MovedFigure, Reach, ReachedRank};
pub use tornado::{tornado, Bar, Swayed};
