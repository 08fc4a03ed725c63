//! The geometric mean.

use super::{Aggregation, Mean, Resolve};
use crate::index::methods::documented;

documented! {
    /// exp(sum of w ln x / sum of w), among the children: a zero makes it zero, a negative child makes it missing
    /// (`negative`) \[a_gmean, which refuses zeros\]. Of 2, 8: 4.
    pub static GEOMETRIC: Aggregation = Aggregation {
        word: "geometric",
        parameters: &[],
        resolve: Resolve::Mean(|_| Ok(Mean::Geometric)),
        called: ("加权几何平均", "the weighted geometric mean"),
    };
}
