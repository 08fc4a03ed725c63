//! Means: sums over the children of one unit.

use crate::ranking::EQUAL;

/// f^-1(sum of w f(x) / sum of w).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mean {
    /// f(x) = x
    Arithmetic,
    /// f(x) = ln x
    Geometric,
    /// f(x) = x^p
    Power(f64),
}

impl Mean {
    pub(crate) fn forth(self, x: f64) -> f64 {
        match self {
            Mean::Arithmetic => x,
            Mean::Geometric => libm::log(x),
            Mean::Power(p) => power(x, p),
        }
    }

    /// Whether a sum is zero but for the noise of its terms, of which absolute values sum to `size`. Of logarithms and powers
    /// nothing depends on that; a mean may be what another takes the logarithm of.
    #[inline]
    pub(crate) fn cancels(self, sum: f64, size: f64) -> bool {
        self == Mean::Arithmetic && sum.abs() < EQUAL * size
    }

    pub(crate) fn back(self, mean: f64) -> f64 {
        match self {
            Mean::Arithmetic => mean,
            Mean::Geometric => libm::exp(mean),
            Mean::Power(p) => power(mean, 1.0 / p),
        }
    }

    /// The slope of a unit's result in each of its children, given with their weights.
    pub(super) fn slopes(self, children: &[(f64, f64)], result: f64) -> Vec<f64> {
        let weights: f64 = children.iter().map(|(w, _)| w).sum();
        let slope = |(w, x): &(f64, f64)| {
            let share = w / weights;
            match self {
                Mean::Arithmetic => share,
                // Where the result is zero for a zero, nothing adds to it.
                _ if result == 0.0 => 0.0,
                Mean::Geometric => share * result / x,
                Mean::Power(p) => share * power(x / result, p - 1.0),
            }
        };
        children.iter().map(slope).collect()
    }
}

/// x^p; of a negative x there is none, and 0^p is infinite for p below zero, so that 1 / 0^-p is zero again. A zero is a
/// zero, whatever its sign.
fn power(x: f64, p: f64) -> f64 {
    match x + 0.0 {
        x if x < 0.0 => f64::NAN,
        // Exactly, so that a harmonic mean is one to the last digits.
        x if p == -1.0 => 1.0 / x,
        x => libm::pow(x, p),
    }
}
