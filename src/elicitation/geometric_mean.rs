//! Weights of pairwise judgements: the geometric mean of each row.

use super::eigenvector::shares;
use super::Judgements;

/// The geometric mean of each row of the matrix of judgements, with the sum 1; `None` where some element hangs together with
/// no other ([`Judgements::unconnected`]).
///
/// Where pairs have not been judged: the weights that minimise the sum of (ln a_ij - ln w_i + ln w_j)^2 over those that have,
/// which are the geometric means where all have.
///
/// Sources: Crawford, Williams (1985), A note on the analysis of subjective judgment matrices, Journal of Mathematical
/// Psychology 29(4), 387-405; Bozóki, Fülöp, Rónyai (2010), On optimal completion of incomplete pairwise comparison matrices,
/// Mathematical and Computer Modelling 52(1-2), 318-333.
///
/// ```
/// use innodex::elicitation::{geometric_mean::geometric_mean, Judgements};
/// let mut judgements = Judgements::new(3);
/// judgements.judge(0, 1, 2.0)?;
/// judgements.judge(1, 2, 3.0)?;
/// judgements.judge(0, 2, 6.0)?;
/// let found = geometric_mean(&judgements).unwrap();
/// assert!(found.iter().zip([0.6, 0.3, 0.1]).all(|(w, share)| (w - share).abs() < 1e-12));
/// # Ok::<(), innodex::Error>(())
/// ```
pub fn geometric_mean(judgements: &Judgements) -> Option<Vec<f64>> {
    if judgements.unconnected().is_some() || judgements.is_empty() {
        return None;
    }
    let logs = least_squares(judgements);
    // From the largest, so that no exponential is infinite.
    let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(shares(&logs.iter().map(|x| libm::exp(x - largest)).collect::<Vec<_>>()))
}

/// The logarithms of the weights, of which the first is zero: for every other element, the number of its judgements times its
/// own less those of the elements that it was judged beside is the sum of the logarithms of its judgements.
fn least_squares(judgements: &Judgements) -> Vec<f64> {
    let n = judgements.len();
    let mut rows = vec![vec![0.0; n]; n - 1];
    for (i, j, value) in judgements.judged() {
        for (own, other, log) in [(i, j, libm::log(value)), (j, i, -libm::log(value))] {
            let Some(own) = own.checked_sub(1) else { continue };
            rows[own][own] += 1.0;
            rows[own][n - 1] += log;
            if let Some(other) = other.checked_sub(1) {
                rows[own][other] -= 1.0;
            }
        }
    }
    solve(&mut rows);
    std::iter::once(0.0).chain(rows.iter().map(|row| row[n - 1])).collect()
}

/// Solves symmetric positive equations, a row each with what it equals at its end; the solution stands there then.
fn solve(rows: &mut [Vec<f64>]) {
    for i in 0..rows.len() {
        let diagonal = rows[i][i];
        let pivot: Vec<f64> = rows[i].iter().map(|x| x / diagonal).collect();
        for row in rows.iter_mut() {
            let factor = row[i];
            row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
        }
        rows[i] = pivot;
    }
}
