//! Step 6 of the Handbook, its first half: weights of a group that come from the figures, or from the tree, instead of from a
//! decision.
//!
//! Columns hold a value a unit, higher is better, and a missing one (NaN) is left out. Weights are in the order of the
//! columns, none below zero; a group of one has the weight 1. Where figures give no weights the answer is the [`Reason`].
//! A statistical weight says how a column varies, not how much it matters: the Handbook warns of taking one for the other.
//!
//! A weighting is one file of this folder and one row of [`ALL`].

pub mod critic;
pub mod entropy;
pub mod equal;
pub mod equal_leaves;
pub mod optimised;
pub mod pca;
pub mod pca_coinr;

pub use critic::critic;
pub use entropy::entropy;
pub use optimised::{optimised, Optimised};
pub use pca::components;
pub use pca_coinr::components_coinr;

use crate::index::method;
use crate::json;
use crate::reason::Reason;
use serde::Serialize;

/// Every weighting.
pub static ALL: &[&Weighting] = &[
    &equal::EQUAL,
    &equal_leaves::EQUAL_LEAVES,
    &entropy::ENTROPY,
    &critic::CRITIC,
    &pca::PCA,
    &pca_coinr::PCA_COINR,
    &optimised::OPTIMISED,
];

/// A way to find weights.
pub struct Weighting {
    /// Its word in a framework.
    pub word: &'static str,
    /// How weights are found.
    pub find: Find,
    /// Its sentence in the method note, in Chinese after "权重", in English after "Weights".
    pub sentence: (&'static str, &'static str),
    /// What the reference says of it.
    pub doc: &'static str,
}

/// Weights in the order of what they are of, or why there are none.
pub type Found = Result<Vec<f64>, Reason>;

/// Gives, for weights of the nodes that are weighed, each node's correlation with the index.
pub type Correlations<'a> = dyn FnMut(&[f64]) -> Vec<f64> + 'a;

/// What weights are found in.
#[derive(Clone, Copy)]
pub enum Find {
    /// The tree: from the number of indicators below each child of a group.
    Tree(fn(&[usize]) -> Vec<f64>),
    /// The figures of a group: from the columns of its children.
    Figures(fn(&[&[f64]]) -> Found),
    /// The whole index: from the importance given to all nodes that are weighed, and their correlations with the index for
    /// weights that are tried.
    Index(fn(&[f64], &mut Correlations) -> Found),
}

method::table! {
    /// How the weights of a group's children are found. Columns are the children's figures, a unit a row. Handbook (2008),
    /// step 6; COINr's names in brackets.
    ///
    /// Weights count within their group, none is below zero, and a group of one has the weight 1. A missing figure is left
    /// out: of the column, of the pair that is compared (`critic`, `optimised`), or with its whole row (`pca`). Where the
    /// figures give no weights, the children have those given, and the reason is said.
    Weighting in ALL
}

/// A weighting as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
pub struct Weigh {
    /// How.
    pub method: &'static Weighting,
    /// Of which levels the weights are found, counted from the indicators (1); 1 unless said, all levels below the index
    /// for `equal` and `equal_leaves`.
    #[serde(default)]
    pub levels: Option<Vec<usize>>,
}

json::readable!(members Weigh { method, levels });

impl Weigh {
    /// Whether the weights of a level are found.
    pub(crate) fn reaches(&self, level: usize) -> bool {
        match (&self.levels, self.method.find) {
            (Some(levels), _) => levels.contains(&level),
            (None, Find::Tree(_)) => true,
            (None, _) => level == 1,
        }
    }
}

/// Weights divided by their sum, or why there is none.
fn to_one(weights: Vec<f64>, none: Reason) -> Result<Vec<f64>, Reason> {
    let sum: f64 = weights.iter().sum();
    match sum {
        _ if !sum.is_finite() => Err(Reason::Overflow),
        _ if sum > 0.0 => Ok(weights.iter().map(|w| w / sum).collect()),
        _ => Err(none),
    }
}
