//! The distance to the best: min-max from 0 to 1.

use super::min_max::MinMax;
use super::Method;
use crate::index::methods::documented;

documented! {
    /// 1 - (max - z) / (max - min), in \[0, 1\] within its scope \[n_dist2max\]. Of 2, 4, 10: 0, 0.25, 1.
    pub static DISTANCE_TO_MAX: Method = Method {
        word: "distance_to_max",
        parameters: &[],
        resolve: |_| Ok(Box::new(MinMax { lower: 0.0, upper: 1.0 })),
        called: ("与最优值的距离", "the distance to the best"),
        ends: None,
    };
}
