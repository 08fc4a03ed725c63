//! An index of 100 in the base period.

use super::figures::finite;
use super::{Figures, Method, Normalise, Scope};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// 100 (x / x of the same unit in the base period, the step's `scope`); where less is better, the other way round.
    /// Any values, exactly 100 in the base period; equal figures are no fault. Zero below the line is missing. Of 80 in the
    /// base period, 110: 137.5.
    pub static BASE_PERIOD: Method = Method {
        word: "base_period",
        parameters: &[],
        resolve: |written| match written.scope {
            Scope::Base(_) => Ok(Box::new(BasePeriod)),
            _ => Err((
                "scope",
                "须为基期，如 {\"base\": \"2015\"}",
                "must be a base period, as in {\"base\": \"2015\"}",
            )),
        },
        called: ("以基期为100的定基指数", "an index of 100 in the base period"),
        ends: None,
    };
}

struct BasePeriod;

impl Normalise for BasePeriod {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        // Divided first: 100 x / x may miss 100 by a last digit, 100 (x / x) is 100.
        let ratio = |(x, b): (&f64, &f64)| if figures.direction > 0.0 { 100.0 * (x / b) } else { 100.0 * (b / x) };
        for (out, pair) in out.iter_mut().zip(figures.x.iter().zip(figures.scope)) {
            *out = finite(ratio(pair));
        }
        None
    }

    fn middle(&self) -> f64 {
        100.0
    }

    fn is_by_unit(&self) -> bool {
        true
    }

    fn needs_spread(&self) -> bool {
        false
    }

    fn reason_of_one(&self) -> Reason {
        Reason::BaseMissing
    }
}
