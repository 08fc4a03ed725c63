//! Goals: the smallest change that brings a unit to a rank or a score, and how much each figure moves its rank.

mod branch_and_bound;
mod least_data;
mod response_curve;
mod seek;
mod spec;
mod tornado;

pub use least_data::{least_data, Likely, Raised};
pub use seek::{goal, reach};
pub use spec::{Goal, GoalAnswer, MovedFigure, Reach, ReachedRank};
pub use tornado::{tornado, Bar, Swayed};
