//! Entropy weights.

use super::{to_one, Find, Weighting};
use crate::index::methods::documented;
use crate::ranking::{is_constant, slack};
use crate::reason::Reason;

documented! {
    /// By how unevenly a child is spread: 1 - entropy of its shares, over the sum of that; they sum to 1. Needs figures
    /// from zero upwards (else `no_shares`), zero is one; a child that is equal for all has none. Shannon (1948);
    /// Zeleny (1982). Of the columns (2, 2, 2, 2), (8, 0, 0, 0), (4, 4, 0, 0): 0, 0.666667, 0.333333.
    pub static ENTROPY: Weighting = Weighting {
        word: "entropy",
        find: Find::Figures(entropy),
        sentence: (
            "以熵权法由数据得出",
            "are found by entropy",
        ),
    };
}

/// Entropy weights: E = 1 + (1 / ln m) x sum of p ln p over the m units present, p = x / sum of x; weight = E / sum of E.
///
/// They sum to 1, none is below zero. A column that is the same for all units has weight 0, as has one whose E is no more
/// than 1e-12 of the largest, and one whose sum few units hold has most; so a column's zero matters, and weights change
/// when something is added to it. 0 ln 0 = 0.
///
/// Source: Shannon's entropy, as in pymcdm's `entropy_weights` (which refuses zeros) and scikit-criteria's (which does
/// not).
///
/// ```
/// // The second column is all one unit's, the third half so.
/// let weights = innodex::index::weigh::entropy(&[&[2.0; 4], &[8.0, 0.0, 0.0, 0.0], &[4.0, 4.0, 0.0, 0.0]]).unwrap();
/// assert!(weights.iter().zip([0.0, 2.0 / 3.0, 1.0 / 3.0]).all(|(w, known)| (w - known).abs() < 1e-15));
/// ```
///
/// # Errors
/// `too_few_units` where a column has fewer than two figures, `no_shares` where one is negative or all are zero,
/// `constant` where every column is.
pub fn entropy(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let mut weights = Vec::new();
    for column in columns {
        let present = || column.iter().filter(|v| !v.is_nan());
        let (n, sum) = (present().count(), present().sum::<f64>());
        if n < 2 {
            return Err(Reason::TooFewUnits);
        }
        if sum <= 0.0 || present().any(|v| *v < 0.0) {
            return Err(Reason::NoShares);
        }
        if sum.is_infinite() {
            return Err(Reason::Overflow);
        }
        // 1 - entropy is the mean of (1 + d) ln(1 + d) - d over ln n, d how far a figure is from the mean as a share of it:
        // the same sum, without the difference of near numbers, and no term is below zero.
        let mean = sum / n as f64;
        let term = |v: &f64| match v / mean - 1.0 {
            d if d > -1.0 => ((1.0 + d) * libm::log1p(d) - d).max(0.0),
            _ => 1.0,
        };
        weights.push(present().map(term).sum::<f64>() / (n as f64 * libm::log(n as f64)));
    }
    // Beside a column with a spread, what is equal to 12 digits has none; where none has more, none has any.
    let noise = slack(weights.iter().copied());
    for (weight, column) in weights.iter_mut().zip(columns) {
        if is_constant(column) || *weight <= noise {
            *weight = 0.0;
        }
    }
    to_one(weights, Reason::Constant)
}
