//! The slope of the logarithms.

use super::{Compute, GrowthRate};
use crate::growth::Rate;
use crate::reason::Reason;

/// `least_squares`
pub static LEAST_SQUARES: GrowthRate = GrowthRate {
    rate: Rate::LeastSquares,
    compute: Compute::Window(|window| {
        if 2 * window.points.len() < window.length as usize {
            return Err(Reason::HalfMissing);
        }
        if window.points.iter().any(|(_, x)| *x <= 0.0) {
            return Err(Reason::NotPositive);
        }
        Ok(libm::exp(window.line(libm::log).0) - 1.0)
    }),
};
