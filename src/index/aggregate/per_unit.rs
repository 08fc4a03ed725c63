//! Aggregations that look at one unit at a time, at all its children together.

use super::{enough, Mean};
use crate::reason::Reason;
use std::fmt::Debug;

/// A function of the children of one unit.
pub trait PerUnit: Debug + Send + Sync {
    /// The figure of the children that are there, given with their weights; infinite or NaN where there is none.
    fn combine(&self, children: &[(f64, f64)]) -> f64;

    /// Why there is none.
    fn reason(&self, children: &[(f64, f64)]) -> Reason {
        let _ = children;
        Reason::Overflow
    }

    /// The slope of the result in each child; all of them are there. `None` where it has no parts that sum to it.
    fn slopes(&self, children: &[(f64, f64)], result: f64) -> Option<Vec<f64>> {
        let _ = (children, result);
        None
    }

    /// One figure a unit, `children` being weights and columns. One dynamic call a group: calls inside are not.
    fn combine_units(&self, children: &[(f64, &[f64])], minimum_share: f64, out: &mut [f64]) {
        let mut row: Vec<(f64, f64)> = Vec::with_capacity(children.len());
        for (unit, out) in out.iter_mut().enumerate() {
            row.clear();
            row.extend(children.iter().map(|(w, column)| (*w, column[unit])).filter(|(_, x)| !x.is_nan()));
            let result = match enough(row.len() as u32, children.len() as f64, minimum_share) {
                true => self.combine(&row),
                false => f64::NAN,
            };
            *out = if result.is_finite() { result } else { f64::NAN };
        }
    }
}

/// The weighted mean; zero where its terms cancel to no more than noise.
pub(super) fn weighted_mean(children: &[(f64, f64)]) -> f64 {
    let terms = || children.iter().map(|(w, x)| w * x);
    let (sum, size) = (terms().sum::<f64>(), terms().map(f64::abs).sum());
    let sum = if Mean::Arithmetic.cancels(sum, size) { 0.0 } else { sum };
    sum / children.iter().map(|(w, _)| w).sum::<f64>()
}
