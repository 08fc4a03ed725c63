//! Weights that are found in the figures, or in the tree, in place of those given.

use crate::json;
use innodex_schema::schema;
use serde::Serialize;

/// How the weights of a group's children are found. Columns are the children's figures, a unit a row. Handbook (2008),
/// step 6; COINr's names in brackets.
///
/// Weights count within their group, none is below zero, and a group of one has the weight 1. A missing figure is left
/// out: of the column, of the pair that is compared (`critic`, `optimised`), or with its whole row (`pca`). Where the
/// figures give no weights, the children have those given, and the reason is said.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighting {
    /// All the same. Of groups of 1, 3 indicators: 1, 1.
    Equal,
    /// The number of indicators below, so that every indicator has the same say in the index where all groups of
    /// `levels` are weighed so. Of groups of 1, 3 indicators: 1, 3.
    EqualLeaves,
    /// By how unevenly a child is spread: 1 - entropy of its shares, over the sum of that; they sum to 1. Needs figures
    /// from zero upwards (else `no_shares`), zero is one; a child that is equal for all has none. Shannon (1948);
    /// Zeleny (1982). Of the columns (2, 2, 2, 2), (8, 0, 0, 0), (4, 4, 0, 0): 0, 0.666667, 0.333333.
    Entropy,
    /// By spread and conflict: standard deviation x sum of (1 - correlation with each other child), after min-max; they
    /// sum to 1. A child that is equal for all leaves no weights (`constant`). Diakoulaki, Mavrotas, Papayannakis
    /// (1995). Of the columns (1, 2, 3), (10, 20, 30), (5, 2.5, 0): 0.25, 0.25, 0.5.
    Critic,
    /// Squared loadings of the first principal component; they sum to 1. A child that is equal for all leaves no
    /// weights (`constant`), nor do fewer than three units that have all children (`too_few_units`). Nicoletti, Scarpetta,
    /// Boylaud (2000). Of the columns (1, 2, 3, 4), (1, 3, 2, 4): 0.5, 0.5.
    Pca,
    /// The loadings themselves, as COINr takes them \[get_PCA\]; where some have another sign, they are no weights
    /// (`mixed_signs`). Of the columns (1, 2, 3, 4), (1, 3, 2, 4): 0.707107, 0.707107.
    PcaCoinr,
    /// Weights with which the nodes' correlations with the index are in proportion to the weights given
    /// \[get_opt_weights, which stops early\]; they sum to 1. Becker, Saisana, Paruolo, Vandecasteele (2017). Of the
    /// columns (1, 2, 3, 4), (1, 3, 2, 4) given the same weight: 0.5, 0.5.
    Optimised,
}

json::words!(Weighting {
    Equal = "equal",
    EqualLeaves = "equal_leaves",
    Entropy = "entropy",
    Critic = "critic",
    Pca = "pca",
    PcaCoinr = "pca_coinr",
    Optimised = "optimised",
});

/// A weighting as it is written.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weigh {
    /// How.
    pub method: Weighting,
    /// Of which levels the weights are found, counted from the indicators (1); 1 unless said, all levels below the index
    /// for `equal` and `equal_leaves`.
    #[serde(default)]
    pub levels: Option<Vec<usize>>,
}

json::readable!(members Weigh { method, levels });

impl Weigh {
    /// Whether the weights of a level are found.
    pub(crate) fn reaches(&self, level: usize) -> bool {
        match (&self.levels, self.method) {
            (Some(levels), _) => levels.contains(&level),
            (None, Weighting::Equal | Weighting::EqualLeaves) => true,
            (None, _) => level == 1,
        }
    }
}
