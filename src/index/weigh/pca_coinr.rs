//! Weights by the first principal component: its loadings, as COINr has them.

use super::pca::first_loadings;
use super::{Find, Weighting};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// The loadings themselves, as COINr takes them \[get_PCA\]; where some have another sign, they are no weights
    /// (`mixed_signs`). Of the columns (1, 2, 3, 4), (1, 3, 2, 4): 0.707107, 0.707107.
    pub static PCA_COINR: Weighting = Weighting {
        word: "pca_coinr",
        find: Find::Figures(components_coinr),
        sentence: (
            "取第一主成分载荷",
            "are the loadings of the first principal component",
        ),
    };
}

/// Weights by the first principal component as COINr has them: its loadings as they are, with the sign that makes their
/// sum positive. Their squares, not they, sum to 1.
///
/// Source: \[get_PCA\], which also gives weights below zero, or all of them, by the sign that comes out.
///
/// # Errors
/// As [`components`](super::components); and `mixed_signs` where some loadings are above zero and some below: with such weights a unit would
/// gain by being worse.
pub fn components_coinr(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    let loadings = first_loadings(columns)?;
    let sign = 1.0_f64.copysign(loadings.iter().sum());
    // A column that has no part in the component has a loading of noise, of either sign.
    match loadings.iter().all(|l| l * sign > -1e-12) {
        true => Ok(loadings.iter().map(|l| (l * sign).max(0.0)).collect()),
        false => Err(Reason::MixedSigns),
    }
}
