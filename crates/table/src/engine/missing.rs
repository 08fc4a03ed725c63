//! A missing figure that knows why: a NaN whose payload is the number of its reason.
//!
//! Moving and copying keep the payload of a NaN, arithmetic need not; so figures are computed in functions of ours that
//! look at the reasons first ([`super::frame::elementwise`]), or by polars on what is there. A plain NaN is a figure that
//! was not published, the first of the reasons.

use crate::measures::Conversion;
use innodex_panel::reason::Reason;

/// A figure that is missing for a reason.
pub(super) fn of(reason: Reason) -> f64 {
    f64::from_bits(f64::NAN.to_bits() | reason as u64)
}

/// Why a figure is missing, if it is.
pub(super) fn reason(figure: f64) -> Option<Reason> {
    let number = || figure.to_bits() as usize & 0xff;
    figure.is_nan().then(|| Reason::ALL.get(number()).copied().unwrap_or(Reason::NotPublished))
}

/// A computed figure; too large is missing.
pub(super) fn finite(figure: f64) -> f64 {
    if figure.is_finite() {
        figure
    } else {
        of(Reason::Overflow)
    }
}

impl Conversion {
    /// A figure in the other unit of measure; one that is missing knows why as before.
    pub(super) fn of_figure(self, figure: f64) -> f64 {
        match (figure.is_nan(), self.divides) {
            (true, _) => figure,
            (false, true) => finite(figure / self.times),
            (false, false) => finite(figure * self.times),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_figure_knows_its_reason() {
        for known in Reason::ALL {
            assert!(of(*known).is_nan());
            assert_eq!(reason(of(*known)), Some(*known));
        }
        assert_eq!(reason(f64::NAN), Some(Reason::NotPublished));
        assert_eq!(reason(f64::from_bits(f64::NAN.to_bits() | 0xff)), Some(Reason::NotPublished));
        assert_eq!(reason(0.0), None);
        assert_eq!((finite(1.5), reason(finite(f64::INFINITY))), (1.5, Some(Reason::Overflow)));
    }
}
