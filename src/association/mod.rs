//! How indicators go together: step 4 of the Handbook (multivariate analysis), and what statistical weights are made of.
//!
//! A figure that is missing (NaN) is left out: of a pair where two columns are compared, of the whole row where components
//! are taken. A column whose figures are equal to 12 digits goes together with nothing: what is asked of it is missing.

mod components;
mod correlation;

pub(crate) use crate::ranking::is_constant;
use crate::statistics::mean;
pub(crate) use components::complete_rows;
pub use components::{principal_components, Components};
pub use correlation::{correlation, cronbach_alpha, Correlation, Measure};

/// Moves figures (none missing) to mean 0 and length 1, so that the product of two columns is their correlation; false,
/// and of no use, where they are constant.
pub(crate) fn standardise(x: &mut [f64]) -> bool {
    if is_constant(x) {
        return false;
    }
    let mean = mean(x);
    // Divided by the largest first, so that no square is too large or too small for a number.
    let largest = x.iter().fold(0.0_f64, |l, v| l.max((v - mean).abs()));
    x.iter_mut().for_each(|v| *v = (*v - mean) / largest);
    let length = dot(x, x).sqrt();
    x.iter_mut().for_each(|v| *v /= length);
    true
}

pub(crate) fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}
