//! Draws from a normal distribution with the covariance of given errors.

use super::{wrong, Errors};
use crate::error::Result;
use crate::random::{normals, RANKS};

/// The errors of the units that have an estimate.
pub(super) struct Normal {
    /// Their numbers among all: a unit's draws are its own, whoever else is there.
    units: Vec<usize>,
    form: Form,
}

enum Form {
    Independent(Vec<f64>),
    /// A covariance, and its lower root, row by row.
    Together {
        covariance: Vec<f64>,
        root: Vec<f64>,
    },
}

impl Normal {
    pub fn new(errors: Errors, count: usize, units: &[usize]) -> Result<Self> {
        let as_many = |given: usize, needed: Option<usize>| match Some(given) == needed {
            true => Ok(()),
            false => Err(wrong("errors", "误差与估计值的个数不符。", "There are not as many errors as estimates.")),
        };
        let form = match errors {
            Errors::Independent(all) => {
                as_many(all.len(), Some(count))?;
                let own: Vec<f64> = units.iter().map(|u| all[*u]).collect();
                if own.iter().any(|e| !e.is_finite() || *e < 0.0) {
                    return Err(wrong(
                        "errors",
                        "标准误须为不小于零的有限数。",
                        "A standard error is a finite number from zero upwards.",
                    ));
                }
                Form::Independent(own)
            }
            Errors::Covariance(all) => {
                as_many(all.len(), count.checked_mul(count))?;
                let covariance: Vec<f64> =
                    units.iter().flat_map(|i| units.iter().map(move |j| all[i * count + j])).collect();
                match root(&covariance, units.len()) {
                    Some(root) => Form::Together { covariance, root },
                    None => {
                        return Err(wrong(
                            "errors",
                            "协方差矩阵须对称且半正定。",
                            "A covariance is symmetric, and no sum has a negative variance.",
                        ))
                    }
                }
            }
        };
        Ok(Normal { units: units.to_vec(), form })
    }

    /// The standard error of the difference of two units.
    pub fn error_between(&self, i: usize, j: usize) -> f64 {
        match &self.form {
            Form::Independent(errors) => (errors[i] * errors[i] + errors[j] * errors[j]).sqrt(),
            Form::Together { covariance, .. } => {
                let (n, both) = (self.units.len(), |i: usize, j: usize, n: usize| covariance[i * n + j]);
                let sum = both(i, i, n) + both(j, j, n);
                let variance = sum - 2.0 * both(i, j, n);
                // Units that move as one leave rounding.
                if variance > 1e-12 * sum {
                    variance.sqrt()
                } else {
                    0.0
                }
            }
        }
    }

    /// One draw, a number a unit.
    pub fn draw(&self, seed: u64, draw: u32) -> Vec<f64> {
        let own = |unit: &usize| normals(seed, draw, RANKS, (*unit / 2) as u32)[*unit % 2];
        let alone: Vec<f64> = self.units.iter().map(own).collect();
        match &self.form {
            Form::Independent(errors) => alone.iter().zip(errors).map(|(z, error)| z * error).collect(),
            Form::Together { root, .. } => {
                let rows = root.chunks_exact(alone.len().max(1));
                rows.map(|row| row.iter().zip(&alone).map(|(l, z)| l * z).sum()).collect()
            }
        }
    }
}

/// The lower triangular root of a symmetric matrix without negative eigenvalues (Cholesky); `None` of any other.
fn root(matrix: &[f64], n: usize) -> Option<Vec<f64>> {
    let at = |i: usize, j: usize| matrix[i * n + j];
    let size = |i: usize, j: usize| (at(i, i) * at(j, j)).sqrt();
    let fits = |i: usize| at(i, i) >= 0.0 && (0..i).all(|j| (at(i, j) - at(j, i)).abs() <= 1e-9 * size(i, j));
    if matrix.iter().any(|v| !v.is_finite()) || !(0..n).all(fits) {
        return None;
    }
    let mut root = vec![0.0; n * n];
    for j in 0..n {
        let rest = |root: &[f64], i: usize| at(i, j) - (0..j).map(|k| root[i * n + k] * root[j * n + k]).sum::<f64>();
        let left = rest(&root, j);
        // What the units before it explain to 10 digits is explained: then nothing may be left beside it either.
        let explained = left <= 1e-10 * at(j, j);
        if explained && left < -1e-10 * at(j, j) {
            return None;
        }
        let pivot = left.max(0.0).sqrt();
        for i in j..n {
            let left = rest(&root, i);
            if !explained {
                root[i * n + j] = left / pivot;
            } else if left.abs() > 1e-4 * size(i, j) {
                return None;
            }
        }
    }
    Some(root)
}
