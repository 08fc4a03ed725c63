//! Weights that are found in the figures, or in the tree, in place of those given.

use crate::json;
use serde::Serialize;

/// How the weights of a group's children are found. Columns are the children's figures, a unit a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Weighting {
    /// All the same.
    Equal,
    /// The number of indicators below, so that every indicator has the same say in the index where all groups of `levels`
    /// are weighed so.
    EqualLeaves,
    /// By how unevenly a child is spread: 1 - entropy of its shares, over the sum of that. Needs figures from zero upwards.
    /// Shannon; Zeleny (1982).
    Entropy,
    /// By spread and conflict: standard deviation x sum of (1 - correlation with each other child), after min-max.
    /// Diakoulaki, Mavrotas, Papayannakis (1995).
    Critic,
    /// Squared loadings of the first principal component. Handbook (2008), step 6; Nicoletti, Scarpetta, Boylaud (2000).
    Pca,
    /// The loadings themselves, as COINr takes them \[get_PCA\]; where some have another sign, they are no weights.
    PcaCoinr,
    /// Weights with which the nodes' correlations with the index are in proportion to the weights given \[get_opt_weights,
    /// which stops early\]. Becker, Saisana, Paruolo, Vandecasteele (2017).
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
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
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
