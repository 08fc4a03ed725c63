//! No treatment.

use super::{each, Limits, Transform, Treated, Treatment};
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

    fn report(&self, own: &'static Treatment, limits: Limits, scope: &[f64]) -> Treated {
        Treated { method: own, points: 0, shape: [Some(limits.shape(scope)), None, None] }
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
