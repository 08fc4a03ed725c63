//! Weights that people agree on: judgements in pairs ([`Judgements`], the analytic hierarchy process) and points among
//! indicators ([`budget`]).
//!
//! Source: OECD/JRC (2008), Handbook on constructing composite indicators, step 6: participatory methods.

pub mod budget;
pub mod consistency;
pub mod eigenvector;
pub mod geometric_mean;
mod judgements;

pub use judgements::Judgements;
