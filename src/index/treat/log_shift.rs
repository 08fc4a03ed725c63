//! The logarithm of what is shifted above zero.

use super::{each, ends, Transform, Treatment};
use crate::index::methods::documented;
use crate::ranking::is_constant;
use crate::reason::Reason;

documented! {
    /// ln(x - min + 0.01 (max - min)): any values, from ln(range / 100) to ln(1.01 range); without a range it is
    /// missing (`constant`) \[log_CT\]. Of -20, 80: 0, 4.615121.
    pub static LOG_SHIFT: Treatment = Treatment {
        word: "log_shift",
        parameters: &[],
        resolve: |_| Ok(Box::new(LogShift)),
        called: ("平移后取对数", "shifted and taken through the logarithm"),
    };
}

pub(super) struct LogShift;

impl Transform for LogShift {
    fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason> {
        let (min, shift) = (ends(scope).0, shift(scope));
        each(x, out, |x| libm::log(x - min + shift));
        impossible(min, shift)
    }
}

/// A hundredth of the range. The logarithm of noise is no figure: NaN without a range.
pub(super) fn shift(scope: &[f64]) -> f64 {
    let (min, max) = ends(scope);
    if is_constant(scope) {
        f64::NAN
    } else {
        0.01 * (max - min)
    }
}

/// Why no figure has a result.
pub(super) fn impossible(end: f64, shift: f64) -> Option<Reason> {
    if end.is_infinite() {
        Some(Reason::BaseMissing)
    } else if shift.is_nan() {
        Some(Reason::Constant)
    } else {
        None
    }
}
