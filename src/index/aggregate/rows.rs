//! Aggregations that look at one unit at a time, at all its children together.

use super::{enough, Mean};
use crate::ranking::plus;

/// A function of the children of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row {
    /// M + sign s^2 / M.
    MazziottaPareto {
        /// -1 or 1.
        sign: f64,
        /// Whether the deviation is over n - 1.
        sample: bool,
    },
    /// M - a (sqrt((M - min)^2 + b^2) - b).
    MeanMin {
        /// From 0 to 1.
        a: f64,
        /// From 0.
        b: f64,
    },
}

/// x^p; of a negative x there is none, and 0^p is infinite for p below zero, so that 1 / 0^-p is zero again. A zero is a
/// zero, whatever its sign.
pub(super) fn power(x: f64, p: f64) -> f64 {
    match x + 0.0 {
        x if x < 0.0 => f64::NAN,
        // Exactly, so that a harmonic mean is one to the last digits.
        x if p == -1.0 => 1.0 / x,
        x => libm::pow(x, p),
    }
}

/// The weighted mean; zero where its terms cancel to no more than noise.
pub(super) fn mean(row: &[(f64, f64)]) -> f64 {
    let terms = || row.iter().map(|(w, x)| w * x);
    let (sum, size) = (terms().sum::<f64>(), terms().map(f64::abs).sum());
    let sum = if Mean::Arithmetic.cancels(sum, size) { 0.0 } else { sum };
    sum / row.iter().map(|(w, _)| w).sum::<f64>()
}

impl Row {
    /// One figure a unit.
    pub(super) fn combine(self, children: &[(f64, &[f64])], minimum_share: f64, out: &mut [f64]) {
        let mut row: Vec<(f64, f64)> = Vec::with_capacity(children.len());
        for (unit, out) in out.iter_mut().enumerate() {
            row.clear();
            row.extend(children.iter().map(|(w, column)| (*w, column[unit])).filter(|(_, x)| !x.is_nan()));
            let result = match enough(row.len() as u32, children.len() as f64, minimum_share) {
                true => self.of(&row),
                false => f64::NAN,
            };
            *out = if result.is_finite() { result } else { f64::NAN };
        }
    }

    /// The result of the children present, with their weights; infinite or NaN where there is none.
    fn of(self, row: &[(f64, f64)]) -> f64 {
        let mean = mean(row);
        let weights: f64 = row.iter().map(|(w, _)| w).sum();
        match self {
            Row::MazziottaPareto { sign, sample } => {
                let variance = row.iter().map(|(w, x)| w * (x - mean) * (x - mean)).sum::<f64>() / weights;
                let n = row.iter().filter(|(w, _)| *w > 0.0).count() as f64;
                // Weights are shares, not counts: n - 1 of n, as with equal ones. One child has no imbalance.
                let variance = if sample && n > 1.0 { variance * n / (n - 1.0) } else { variance };
                plus(mean, sign * variance / mean)
            }
            Row::MeanMin { a, b } => {
                let least = row.iter().filter(|(w, _)| *w > 0.0).map(|(_, x)| *x).fold(f64::INFINITY, f64::min);
                plus(mean, -a * (((mean - least) * (mean - least) + b * b).sqrt() - b))
            }
        }
    }
}
