//! Robustness: how ranks change when weights and methods vary.
//!
//! - [`Uncertainty`] (Handbook, step 7): N draws, each with other weights and one of the alternatives of every step; out come
//!   rank intervals, rank histograms, and how often one unit is above another. [`RankSensitivity`] says which choice causes the spread.
//! - [`RankChanges`]: whether a rank rose between two periods, by draws that are common to both.
//! - [`crossings`]: where units pass each other along the share of one node, in closed form.
//! - [`leave_one_out`]: the same ranking without each indicator or group.
//! - [`confidence`]: the ranks that sampling error leaves open, where figures carry standard errors.
//!
//! Random numbers are a function of seed, draw and factor alone, so that intervals do not flicker while a slider moves and are
//! the same on every platform.

mod choice;
pub mod confidence;
pub mod crossings;
mod draws;
mod kernel;
pub mod leave_one_out;
mod rank_changes;
mod rank_sensitivity;
mod ranks;
pub mod sensitivity;
pub mod sobol;
mod summary;
mod uncertainty;

pub use crate::index::framework::uncertainty::{Distribution, ImputationNoise, NamedOr, UncertaintySpec, WeightNoise};
pub use rank_changes::{Moves, RankChanges};
pub use rank_sensitivity::{Factor, RankSensitivity};
pub use summary::{Quantiles, Summary, UnitRanks};
pub use uncertainty::{Draw, Uncertainty};
