//! The compound annual growth rate.

use super::{Compute, GrowthRate};
use crate::growth::Rate;
use crate::reason::Reason;

/// `cagr`
pub static CAGR: GrowthRate = GrowthRate {
    rate: Rate::Cagr,
    compute: Compute::Window(|window| {
        let (first, last) = (window.points[0].1, window.points[window.points.len() - 1].1);
        if first <= 0.0 {
            return Err(Reason::BaseNotPositive);
        }
        if last < 0.0 {
            return Err(Reason::Negative);
        }
        // The power, as exp and ln: within a few units of the last digit, and 0 stays 0.
        Ok(libm::exp(libm::log(last / first) / window.years()) - 1.0)
    }),
};
