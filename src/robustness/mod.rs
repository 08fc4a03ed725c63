//! How far a ranking holds: under other draws, other weights, without an indicator, with the error of its figures.

pub mod random;
pub mod sobol;
