//! Budget allocation: points that each of several people shares out.

use crate::statistics::{mean, median, Moments};

/// The points that each shares out.
pub const POINTS: f64 = 100.0;

/// What people gave one element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Points {
    /// The mean.
    pub mean: f64,
    /// The middle one.
    pub median: f64,
    /// The standard deviation (n - 1); NaN of one.
    pub deviation: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// What people gave one element, one figure each; means are the weights of a budget allocation.
///
/// Source: OECD/JRC (2008), Handbook on constructing composite indicators, section 6.3: budget allocation.
///
/// ```
/// use innodex::elicitation::budget::points;
/// let found = points(&[40.0, 50.0, 30.0]);
/// assert_eq!((found.mean, found.median, found.deviation), (40.0, 40.0, 10.0));
/// ```
pub fn points(given: &[f64]) -> Points {
    let deviation = match given.len() {
        0 | 1 => f64::NAN,
        _ => Moments::of(given).deviation(),
    };
    Points {
        mean: mean(given),
        median: median(&mut given.to_vec()),
        deviation,
        least: given.iter().copied().fold(f64::NAN, f64::min),
        most: given.iter().copied().fold(f64::NAN, f64::max),
    }
}
