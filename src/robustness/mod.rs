//! Robustness: many frameworks at once, and what that does to ranks.
//!
//! Uncertainty analysis (Handbook, step 7; METHODS 4): N draws, each with other weights and one of the alternatives of every
//! step; out come rank intervals, rank histograms, and who is above whom how often. Random numbers are a function of seed,
//! draw and factor alone, so that intervals do not flicker while a slider moves and are the same on every platform.

mod draws;
mod kernel;
pub mod random;
mod ranks;
mod spec;
mod summary;
mod uncertainty;

#[cfg(feature = "schema")]
pub use spec::NamedOr;
pub use spec::{Distribution, ImputationNoise, UncertaintySpec, WeightNoise};
pub use summary::{Summary, UnitRanks};
pub use uncertainty::{Draw, Uncertainty};
