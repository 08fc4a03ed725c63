//! The share of the largest.

use super::figures::beyond;
use super::{Figures, Method, Monotonicity, Normalise, Piece};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// x / max, at most 1 within its scope, and not held there; where less is better, (max + min - x) / max. A maximum of zero or below leaves it missing
    /// (`base_not_positive`) \[n_fracmax, whose figures have no sense where less is better\]. Of 2, 4, 10: 0.2, 0.4, 1.
    pub static FRACTION_OF_MAX: Method = Method {
        word: "fraction_of_max",
        parameters: &[],
        resolve: |_| Ok(Box::new(FractionOfMax)),
        called: ("与最大值之比", "the share of the largest"),
        ends: None,
    };
}

struct FractionOfMax;

impl Normalise for FractionOfMax {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (spread, noise) = (figures.spread, figures.spread.noise());
        if spread.max <= noise {
            out.fill(f64::NAN);
            return Some(Reason::BaseNotPositive);
        }
        let better = figures.direction > 0.0;
        figures.each(out, |v| if better { v } else { beyond(spread.max + spread.min, v, noise) } / spread.max);
        None
    }

    fn middle(&self) -> f64 {
        1.0
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Rational, monotone: false, falls_with_others: true }
    }

    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        found.extend(others.spread.ends());
    }
}
