//! The arithmetic mean.

use super::{Aggregation, Mean, Resolve};
use crate::index::methods::documented;

documented! {
    /// Sum of w x / sum of w: full compensation; any values, the result among them \[a_amean\]. Of 2, 8: 5.
    pub static ARITHMETIC: Aggregation = Aggregation {
        word: "arithmetic",
        parameters: &[],
        resolve: Resolve::Mean(|_| Ok(Mean::Arithmetic)),
        called: ("加权算术平均", "the weighted arithmetic mean"),
    };
}
