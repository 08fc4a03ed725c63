//! The logarithm of what is shifted above zero, from the side on which the figures are dense.

use super::log_shift::{impossible, shift, LogShift};
use super::{each, ends, shape, Transform, Treatment};
use crate::index::methods::documented;
use crate::ranking::EQUAL;
use crate::reason::Reason;

documented! {
    /// The same; where skewness is negative, -ln(max - x + 0.01 (max - min)) \[log_CT_plus\]. Of 0, 90, 100: -4.615121,
    /// -2.397895, 0.
    pub static LOG_SHIFT_EITHER_SIDE: Treatment = Treatment {
        word: "log_shift_either_side",
        parameters: &[],
        resolve: |_| Ok(Box::new(LogShiftEitherSide)),
        called: ("平移后取对数", "shifted and taken through the logarithm"),
    };
}

struct LogShiftEitherSide;

impl Transform for LogShiftEitherSide {
    fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason> {
        if shape(scope).0 < -EQUAL {
            let from = ends(scope).1 + shift(scope);
            each(x, out, |x| -libm::log(from - x));
            impossible(from, from)
        } else {
            LogShift.apply(x, scope, out)
        }
    }
}
