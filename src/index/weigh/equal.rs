//! Equal weights.

use super::{Find, Weighting};
use crate::index::methods::documented;

documented! {
    /// All the same. Of groups of 1, 3 indicators: 1, 1.
    pub static EQUAL: Weighting = Weighting {
        word: "equal",
        find: Find::Tree(|indicators| vec![1.0; indicators.len()]),
        sentence: (
            "在各分组内相等",
            "are equal within their group",
        ),
    };
}
