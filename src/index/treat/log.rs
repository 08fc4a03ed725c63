//! The natural logarithm.

use super::{each, Transform, Treatment};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// ln x; of zero and below it is missing (`not_positive`). Of 1, 10, 0: 0, 2.302585, missing.
    pub static LOG: Treatment = Treatment {
        word: "log",
        parameters: &[],
        resolve: |_| Ok(Box::new(Log)),
        called: ("取自然对数", "taken through the natural logarithm"),
    };
}

struct Log;

impl Transform for Log {
    fn apply(&self, x: &[f64], _: &[f64], out: &mut [f64]) -> Option<Reason> {
        each(x, out, libm::log);
        None
    }

    fn is_pointwise(&self) -> bool {
        true
    }

    fn back(&self, y: f64) -> f64 {
        libm::exp(y)
    }
}
