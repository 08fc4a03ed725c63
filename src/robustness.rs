//! Robustness: how ranks change when weights and methods vary.
//!
//! - [`Uncertainty`] (Handbook, step 7): N draws, each with other weights and one of the alternatives of every step; out come
//!   rank intervals, rank histograms, and how often one unit is above another. [`RankSensitivity`] says which choice causes the spread.
//! - [`RankChanges`]: whether a rank rose between two periods, by draws that are common to both.
//! - [`crossings`]: where units pass each other along the share of one node, in closed form.
//! - [`leave_one_out`]: the same ranking without each indicator or group.
//! - [`smaa`]: ranks under all weights that are possible, or that agree with an order.
//! - [`all_combinations()`]: the ranks by every combination of chosen methods.
//! - [`rank_reversals`]: pairs that change their order when another unit is left out.
//! - [`bounds`]: what a unit with missing figures could have at best and at worst.
//! - [`confidence`]: the ranks that sampling error leaves open, where figures carry standard errors.
//!
//! Random numbers are a function of seed, draw and factor alone, so that intervals do not flicker while a slider moves and are
//! the same on every platform.

mod all_combinations;
pub mod bounds;
mod choice;
pub mod confidence;
pub mod crossings;
mod draws;
mod kernel;
pub mod leave_one_out;
mod rank_changes;
pub mod rank_reversals;
mod rank_sensitivity;
mod ranks;
pub mod sensitivity;
pub mod smaa;
pub mod sobol;
mod summary;
mod uncertainty;

pub use crate::index::framework::uncertainty::{Distribution, ImputationNoise, NamedOr, UncertaintySpec, WeightNoise};
pub use all_combinations::{all_combinations, Combination};
pub use rank_changes::{Moves, RankChanges};
pub use rank_sensitivity::{Factor, RankSensitivity};
pub use summary::{Quantiles, Summary, UnitRanks};
pub use uncertainty::{Draw, Uncertainty};
