//! No treatment.

use super::{each, Transform, Treatment};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// As it is. Of 4, 9: 4, 9.
    pub static NONE: Treatment = Treatment {
        word: "none",
        parameters: &[],
        resolve: |_| Ok(Box::new(Identity)),
        called: ("不作处理", "left as they are"),
    };
}

struct Identity;

impl Transform for Identity {
    fn apply(&self, x: &[f64], _: &[f64], out: &mut [f64]) -> Option<Reason> {
        each(x, out, |x| x);
        None
    }

    fn is_pointwise(&self) -> bool {
        true
    }

    fn is_identity(&self) -> bool {
        true
    }

    fn reason_of_one(&self) -> Reason {
        Reason::Overflow
    }
}
