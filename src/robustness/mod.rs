//! How far a ranking holds: under other draws, other weights, without an indicator, with the error of its figures.

pub mod confidence;
pub mod crossings;
pub mod leave_one_out;
pub mod quantile;
pub mod random;
pub mod sensitivity;
pub mod sobol;
