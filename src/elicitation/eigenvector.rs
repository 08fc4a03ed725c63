//! Weights of pairwise judgements: the principal eigenvector.

use super::Judgements;

/// Squarings after which nothing moves: the power is then 2^60.
const SQUARINGS: usize = 60;

/// Weights, summing to 1, and the principal eigenvalue.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigenvector {
    /// One an element.
    pub weights: Vec<f64>,
    /// n where the judgements are consistent, above it where not.
    pub eigenvalue: f64,
}

/// The principal eigenvector w of the matrix of judgements, A w = lambda w, with the sum 1; `None` where some element hangs
/// together with no other ([`Judgements::unconnected`]).
///
/// A pair that has not been judged is zero, and the diagonal is 1 plus the number of such pairs of its row: the eigenvector
/// of the matrix that has w_i / w_j in their places. Found by squaring the matrix until its columns are all alike: entries are
/// not negative, so that nothing cancels.
///
/// Sources: Saaty (1980), The analytic hierarchy process, McGraw-Hill; Harker (1987), Incomplete pairwise comparisons in the
/// analytic hierarchy process, Mathematical Modelling 9(11), 837-848.
///
/// ```
/// use innodex::elicitation::{eigenvector::eigenvector, Judgements};
/// let mut judgements = Judgements::new(3);
/// judgements.judge(0, 1, 2.0)?;
/// judgements.judge(1, 2, 3.0)?; // 0 beside 2 is not judged: 6 follows
/// let found = eigenvector(&judgements).unwrap();
/// assert!(found.weights.iter().zip([0.6, 0.3, 0.1]).all(|(w, share)| (w - share).abs() < 1e-12));
/// assert!((found.eigenvalue - 3.0).abs() < 1e-12);
/// # Ok::<(), innodex::Error>(())
/// ```
pub fn eigenvector(judgements: &Judgements) -> Option<Eigenvector> {
    if judgements.unconnected().is_some() || judgements.is_empty() {
        return None;
    }
    let n = judgements.len();
    let matrix = harker(judgements);
    let mut power = matrix.clone();
    let mut weights = shares(&row_sums(&power, n));
    for _ in 0..SQUARINGS {
        power = squared(&power, n);
        let next = shares(&row_sums(&power, n));
        let moved = weights.iter().zip(&next).any(|(a, b)| (a - b).abs() > 4.0 * f64::EPSILON * b);
        weights = next;
        if !moved {
            break;
        }
    }
    let image: Vec<f64> = matrix.chunks_exact(n).map(|row| dot(row, &weights)).collect();
    let eigenvalue = image.iter().sum(); // the weights sum to 1
    Some(Eigenvector { weights: shares(&image), eigenvalue })
}

/// The matrix with zeros for what has not been judged, row by row.
fn harker(judgements: &Judgements) -> Vec<f64> {
    let n = judgements.len();
    let row = |i: usize| {
        let unjudged = (0..n).filter(|j| judgements.value(i, *j).is_nan()).count();
        let value = move |j: usize| match judgements.value(i, j) {
            _ if i == j => 1.0 + unjudged as f64,
            value if value.is_nan() => 0.0,
            value => value,
        };
        (0..n).map(value)
    };
    (0..n).flat_map(row).collect()
}

/// The square of a matrix, divided by its largest entry.
fn squared(matrix: &[f64], n: usize) -> Vec<f64> {
    let mut square = vec![0.0; n * n];
    for (row, out) in matrix.chunks_exact(n).zip(square.chunks_exact_mut(n)) {
        for (value, other) in row.iter().zip(matrix.chunks_exact(n)) {
            out.iter_mut().zip(other).for_each(|(out, x)| *out += value * x);
        }
    }
    let largest = square.iter().copied().fold(0.0, f64::max);
    square.iter_mut().for_each(|x| *x /= largest);
    square
}

fn row_sums(matrix: &[f64], n: usize) -> Vec<f64> {
    matrix.chunks_exact(n).map(|row| row.iter().sum()).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn shares(values: &[f64]) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    values.iter().map(|x| x / sum).collect()
}
