//! Weights by the first principal component: squared loadings.

use super::{Find, Weighting};
use crate::association::{complete_rows, principal_components};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// Squared loadings of the first principal component; they sum to 1. A child that is equal for all leaves no
    /// weights (`constant`), nor do fewer than three units that have all children (`too_few_units`). Nicoletti, Scarpetta,
    /// Boylaud (2000). Of the columns (1, 2, 3, 4), (1, 3, 2, 4): 0.5, 0.5.
    pub static PCA: Weighting = Weighting {
        word: "pca",
        find: Find::Figures(components),
        sentence: (
            "取第一主成分载荷的平方",
            "are the squared loadings of the first principal component",
        ),
    };
}

/// Weights by the first principal component: the square of each column's loading, its share of that component's variance.
///
/// They sum to 1. A loading below zero (a column that runs against the others) weighs as much as one above: look at the
/// [`loadings`](principal_components) before trusting such weights. Over the units of which all columns are there, of which
/// there must be three.
///
/// Source: Handbook, step 6, weights based on principal components (Nicoletti, G. et al. 2000), of the first component
/// alone and not rotated.
///
/// ```
/// let weights = innodex::index::weigh::components(&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]]).unwrap();
/// assert!((weights[0] - 0.5).abs() < 1e-15 && (weights[1] - 0.5).abs() < 1e-15);
/// ```
///
/// # Errors
/// `too_few_units` where fewer than three units have all columns, `constant` where a column is constant over these.
pub fn components(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    Ok(first_loadings(columns)?.iter().map(|l| l * l).collect())
}

/// The loadings of the first principal component.
pub(super) fn first_loadings(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let first = principal_components(columns).and_then(|c| c.loadings.into_iter().next());
    first.ok_or_else(|| if complete_rows(columns).len() < 3 { Reason::TooFewUnits } else { Reason::Constant })
}
