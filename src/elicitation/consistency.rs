//! Whether pairwise judgements contradict each other.

use super::Judgements;

/// The mean consistency index of random reciprocal matrices of 1 to 15 elements. Source: Saaty (1980), The analytic hierarchy
/// process, McGraw-Hill, page 21.
pub const RANDOM_INDEX: [f64; 15] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// The ratio up to which judgements are taken as they are. Source: Saaty (1980).
pub const ACCEPTED: f64 = 0.1;

/// The consistency index, (lambda - n) / (n - 1): 0 where judgements are consistent.
///
/// ```
/// assert_eq!(innodex::elicitation::consistency::index(3, 3.116), 0.05800000000000005);
/// ```
pub fn index(n: usize, eigenvalue: f64) -> f64 {
    match n {
        0 | 1 => 0.0,
        // Nothing contradicts anything: below n there is only rounding.
        _ => ((eigenvalue - n as f64) / (n - 1) as f64).max(0.0),
    }
}

/// The consistency ratio: the index by the random one, [`RANDOM_INDEX`]; 0 of two elements, which cannot contradict each
/// other, and `None` of more than 15, of which the table has none.
pub fn ratio(n: usize, index: f64) -> Option<f64> {
    match n {
        0..=2 => Some(0.0),
        _ => RANDOM_INDEX.get(n - 1).map(|random| index / random),
    }
}

/// The geometric consistency index: the sum of (ln a_ij - ln w_i + ln w_j)^2 over the pairs judged, by their number less
/// n - 1: the variance of the logarithms of judgements around weights. `None` where there are no more than n - 1 of them.
///
/// Sources: Crawford, Williams (1985), Journal of Mathematical Psychology 29(4), 387-405; Aguarón, Moreno-Jiménez (2003), The
/// geometric consistency index: approximated thresholds, European Journal of Operational Research 147(1), 137-145.
pub fn geometric_index(judgements: &Judgements, weights: &[f64]) -> Option<f64> {
    let off = |(i, j, value): (usize, usize, f64)| libm::log(value * weights[j] / weights[i]);
    let free = (judgements.judged().count() + 1).checked_sub(judgements.len()).filter(|free| *free > 0)?;
    Some(judgements.judged().map(|pair| off(pair) * off(pair)).sum::<f64>() / free as f64)
}

/// Three elements whose judgements contradict each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triple {
    /// The elements a, b and c, by number.
    pub elements: [usize; 3],
    /// a beside b, and b beside c.
    pub steps: [f64; 2],
    /// a beside c as it was judged; consistent were the product of the steps.
    pub direct: f64,
    /// How many times the one is the other, at least 1.
    pub factor: f64,
}

/// The three whose judgements contradict each other most: those of the largest |ln(a_ij a_jk / a_ik)|; the first of several.
/// `None` where no three have all been judged, or none contradicts.
///
/// Source: Koczkodaj (1993), A new definition of consistency of pairwise comparisons, Mathematical and Computer Modelling
/// 18(7), 79-84, whose measure is 1 - 1 / factor.
pub fn worst_triple(judgements: &Judgements) -> Option<Triple> {
    let n = judgements.len();
    let mut worst: Option<Triple> = None;
    for (i, j, first) in judgements.judged() {
        for k in j + 1..n {
            let (second, direct) = (judgements.value(j, k), judgements.value(i, k));
            let off = first * second / direct;
            let factor = off.max(1.0 / off);
            // A millionth more is rounding.
            if factor > worst.map_or(1.0 + 1e-9, |worst| worst.factor * (1.0 + 1e-9)) {
                worst = Some(Triple { elements: [i, j, k], steps: [first, second], direct, factor });
            }
        }
    }
    worst
}
