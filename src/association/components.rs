//! Principal components: how many independent things the columns of a group measure.

use super::{dot, standardise};
use crate::ranking::ascending;
use innodex_schema::typescript;
use serde::Serialize;

/// Principal components of columns, the one that explains most first; as many as columns.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Components {
    /// Variance of each component, largest first. They sum to the number of columns; those above 1 say more than a single
    /// column does.
    pub eigenvalues: Vec<f64>,
    /// Of each component the weight of every column: a vector of length 1. Of the two signs that it could have, the one
    /// with its largest entry (the first of several, by absolute value, equal to 9 digits) above zero.
    pub loadings: Vec<Vec<f64>>,
    /// Share of the whole variance: eigenvalue / number of columns.
    pub explained: Vec<f64>,
}

crate::json::shown!(Components { eigenvalues, loadings, explained });

/// Principal components of the correlation matrix of columns (a value a unit), over the units of which all are there.
///
/// None with fewer than two columns, fewer than three such units, or a column that is the same for them all (to 12
/// digits). Where eigenvalues are equal the vectors are some basis of what they span, always the same.
///
/// Source: Handbook, step 4 \[get_PCA, R's `prcomp` with scaling; there the signs are whatever comes out\]. Computed by
/// Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5).
///
/// ```
/// let (x, y) = ([1.0, 2.0, 3.0, 4.0], [1.0, 3.0, 2.0, 4.0]); // their correlation is 0.8
/// let components = innodex::association::principal_components(&[&x, &y]).unwrap();
/// assert!((components.eigenvalues[0] - 1.8).abs() < 1e-14);
/// assert!((components.explained[1] - 0.1).abs() < 1e-14);
/// assert!((components.loadings[1][0] - 0.5_f64.sqrt()).abs() < 1e-14);
/// ```
pub fn principal_components(columns: &[&[f64]]) -> Option<Components> {
    let k = columns.len();
    let rows = complete_rows(columns);
    if k < 2 || rows.len() < 3 {
        return None;
    }
    let mut standard: Vec<Vec<f64>> = Vec::new();
    for column in columns {
        let mut x: Vec<f64> = rows.iter().map(|row| column[*row]).collect();
        if !standardise(&mut x) {
            return None;
        }
        standard.push(x);
    }
    let mut matrix: Vec<f64> = standard.iter().flat_map(|x| standard.iter().map(|y| dot(x, y))).collect();
    let vectors = diagonalise(&mut matrix, k);
    let order = ascending(0..k, &|i| -matrix[i * k + i]);
    // No variance is negative; rounding says so of one that is zero.
    let eigenvalues: Vec<f64> = order.iter().map(|i| matrix[i * k + i].max(0.0)).collect();
    Some(Components {
        loadings: order.iter().map(|i| signed(&vectors[i * k..][..k])).collect(),
        explained: eigenvalues.iter().map(|e| e / k as f64).collect(),
        eigenvalues,
    })
}

/// The units of which all columns are there.
pub(crate) fn complete_rows(columns: &[&[f64]]) -> Vec<usize> {
    let units = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    (0..units).filter(|u| columns.iter().all(|c| !c[*u].is_nan())).collect()
}

/// Turns a symmetric matrix (k x k) into a diagonal one, of its eigenvalues; the vectors, one a row.
fn diagonalise(matrix: &mut [f64], k: usize) -> Vec<f64> {
    let mut vectors = vec![0.0; k * k];
    for i in 0..k {
        vectors[i * k + i] = 1.0;
    }
    // What is beside the diagonal shrinks quadratically: a dozen sweeps are enough for any size, the bound is for NaN.
    for _ in 0..50 {
        let mut beside = 0.0;
        for p in 0..k {
            for q in p + 1..k {
                let entry = matrix[p * k + q];
                // Below this it changes no digit of an eigenvalue: they sum to k.
                if entry.abs() < 1e-18 {
                    continue;
                }
                beside += entry * entry;
                let theta = (matrix[q * k + q] - matrix[p * k + p]) / (2.0 * entry);
                let tangent = 1.0_f64.copysign(theta) / (theta.abs() + (theta * theta + 1.0).sqrt());
                let cos = 1.0 / (tangent * tangent + 1.0).sqrt();
                let sin = tangent * cos;
                for r in 0..k {
                    rotate(matrix, r * k + p, r * k + q, cos, sin);
                }
                for r in 0..k {
                    rotate(matrix, p * k + r, q * k + r, cos, sin);
                    rotate(&mut vectors, p * k + r, q * k + r, cos, sin);
                }
            }
        }
        if beside == 0.0 {
            break;
        }
    }
    vectors
}

fn rotate(of: &mut [f64], i: usize, j: usize, cos: f64, sin: f64) {
    let (a, b) = (of[i], of[j]);
    of[i] = cos * a - sin * b;
    of[j] = sin * a + cos * b;
}

/// The vector or its opposite, its largest entry above zero. Two columns alone have entries of one size: there rounding
/// would decide, were not the first of them taken.
fn signed(vector: &[f64]) -> Vec<f64> {
    let largest = vector.iter().fold(0.0_f64, |l, v| l.max(v.abs()));
    let first = vector.iter().find(|v| v.abs() >= largest * (1.0 - 1e-9)).copied().unwrap_or(1.0);
    vector.iter().map(|v| v * 1.0_f64.copysign(first)).collect()
}
