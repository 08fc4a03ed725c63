//! The square root.

use super::{each, Transform, Treatment};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// The square root, from 0 upwards; below zero it is missing (`negative`). European Innovation Scoreboard. Of 4, 9,
    /// -1: 2, 3, missing.
    pub static SQRT: Treatment = Treatment {
        word: "sqrt",
        parameters: &[],
        resolve: |_| Ok(Box::new(Sqrt)),
        called: ("取平方根", "taken through the square root"),
    };
}

struct Sqrt;

impl Transform for Sqrt {
    fn apply(&self, x: &[f64], _: &[f64], out: &mut [f64]) -> Option<Reason> {
        each(x, out, f64::sqrt);
        None
    }

    fn is_pointwise(&self) -> bool {
        true
    }

    fn back(&self, y: f64) -> f64 {
        y * y
    }

    fn reason_of_one(&self) -> Reason {
        Reason::Negative
    }
}
