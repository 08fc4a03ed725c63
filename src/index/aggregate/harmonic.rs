//! The harmonic mean.

use super::{Aggregation, Mean, Resolve};
use crate::index::methods::documented;

documented! {
    /// Sum of w / sum of (w / x), among the children: a zero makes it zero, a negative child makes it missing
    /// (`negative`) \[a_hmean, which refuses zeros\]. Of 2, 8: 3.2.
    pub static HARMONIC: Aggregation = Aggregation {
        word: "harmonic",
        parameters: &[],
        resolve: Resolve::Mean(|_| Ok(Mean::Power(-1.0))),
        called: ("加权调和平均", "the weighted harmonic mean"),
    };
}
