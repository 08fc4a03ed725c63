//! Weights that give every indicator the same say.

use super::{Find, Weighting};
use crate::index::methods::documented;

documented! {
    /// The number of indicators below, so that every indicator has the same say in the index where all groups of
    /// `levels` are weighed so. Of groups of 1, 3 indicators: 1, 3.
    pub static EQUAL_LEAVES: Weighting = Weighting {
        word: "equal_leaves",
        find: Find::Tree(|indicators| indicators.iter().map(|n| *n as f64).collect()),
        sentence: (
            "使每项指标在指数中所占份额相等",
            "give every indicator the same say in the index",
        ),
    };
}
