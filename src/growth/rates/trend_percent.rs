//! The slope of a linear trend, relative to where it begins.

use super::{Compute, GrowthRate};
use crate::growth::Rate;
use crate::reason::Reason;

/// `trend_percent`
pub static TREND_PERCENT: GrowthRate = GrowthRate {
    rate: Rate::TrendPercent,
    compute: Compute::Window(|window| {
        let (slope, fitted) = window.line(|x| x);
        let largest = window.points.iter().fold(0.0, |most: f64, (_, x)| most.max(x.abs()));
        match fitted {
            // What is left of digits that cancel each other is no base.
            fitted if fitted.abs() <= 1e-12 * largest => Err(Reason::BaseZero),
            fitted if fitted < 0.0 => Err(Reason::BaseNotPositive),
            fitted => Ok(100.0 * slope / fitted),
        }
    }),
};
