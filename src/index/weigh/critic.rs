//! CRITIC weights.

use super::{to_one, Find, Weighting};
use crate::association::{correlation, Measure};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// By spread and conflict: standard deviation x sum of (1 - correlation with each other child), after min-max; they
    /// sum to 1. A child that is equal for all leaves no weights (`constant`). Diakoulaki, Mavrotas, Papayannakis
    /// (1995). Of the columns (1, 2, 3), (10, 20, 30), (5, 2.5, 0): 0.25, 0.25, 0.5.
    pub static CRITIC: Weighting = Weighting {
        word: "critic",
        find: Find::Figures(critic),
        sentence: (
            "以CRITIC法由数据得出",
            "are found by CRITIC",
        ),
    };
}

/// CRITIC weights: C = sd of the column, min-max scaled, x sum of 1 - r with every column; weight = C / sum of C.
///
/// They sum to 1: a column weighs more that spreads its units more, and that says what others do not. The sd is taken with
/// n - 1, correlations are Pearson's over the units that have both. Zeros and negative figures are figures; neither unit
/// of measure nor zero of a column matters.
///
/// Source: Diakoulaki, D. et al. (1995), Computers & Operations Research 22(7); pymcdm's `critic_weights`.
///
/// ```
/// // The first two say the same: each has half of the conflict that the third has with both.
/// let weights = innodex::index::weigh::critic(&[&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0], &[5.0, 2.5, 0.0]]).unwrap();
/// assert!(weights.iter().zip([0.25, 0.25, 0.5]).all(|(w, known)| (w - known).abs() < 1e-15));
/// ```
///
/// # Errors
/// `too_few_units` where two columns have fewer than two units in common, `constant` where a column is constant (over the
/// units it shares with another), `no_shares` where all columns say the same.
pub fn critic(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let mut weights = Vec::new();
    for x in columns {
        let mut conflict = 0.0;
        for y in columns {
            let r = correlation(Measure::Pearson, x, y);
            if r.value.is_nan() {
                return Err(if r.n < 2 { Reason::TooFewUnits } else { Reason::Constant });
            }
            // Of two that say the same, rounding leaves a difference that is no conflict.
            conflict += if r.value > 1.0 - 1e-12 { 0.0 } else { 1.0 - r.value };
        }
        weights.push(sd_of_scaled(x) * conflict);
    }
    to_one(weights, Reason::NoShares)
}

/// The standard deviation (n - 1) of what is present, scaled to the range from 0 to 1.
fn sd_of_scaled(x: &[f64]) -> f64 {
    let present = || x.iter().copied().filter(|v| !v.is_nan());
    let n = present().count() as f64;
    let (min, max) = (present().fold(f64::INFINITY, f64::min), present().fold(f64::NEG_INFINITY, f64::max));
    let mean = present().sum::<f64>() / n;
    let squares: f64 = present().map(|v| (v - mean) / (max - min)).map(|d| d * d).sum();
    (squares / (n - 1.0)).sqrt()
}
