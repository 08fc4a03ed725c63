//! The distance to a reference unit.

use super::figures::beyond;
use super::{Figures, Method, Monotonicity, Normalise, Piece, Scope};
use crate::index::methods::{documented, Parameter};
use crate::reason::Reason;

documented! {
    /// (z - min) / (z of the unit `reference` - min): 0 the worst, 1 that unit, and above it more \[n_dist2ref\].
    /// The reference is that of the base period where the scope is one, else that of the period shown. Missing where that
    /// unit has no figure (`base_missing`), or is itself the worst (`no_distance`). Of 2, 4, 10 with
    /// the second as `reference`: 0, 1, 4.
    pub static DISTANCE_TO_REFERENCE: Method = Method {
        word: "distance_to_reference",
        parameters: &[&REFERENCE],
        resolve: |written| {
            let code = written.needed(&REFERENCE)?;
            let unknown = ("reference", "不是数据中的单位代码", "is no code of a unit of the data");
            let base = matches!(written.scope, Scope::Base(_));
            Ok(Box::new(DistanceToReference { unit: written.panel.unit(&code).ok_or(unknown)?, base }))
        },
        called: ("与参照地区的距离", "the distance to a reference unit"),
        ends: None,
    };
}

documented! {
    /// `distance_to_reference`: the code of the unit.
    pub static REFERENCE: Parameter<String> = "reference";
}

struct DistanceToReference {
    unit: usize,
    /// Whether the scope is a base period.
    base: bool,
}

impl Normalise for DistanceToReference {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (d, worst, noise) = (figures.direction, figures.worst(), figures.spread.noise());
        // A base period's figures stand in the order of the units.
        let reference = if self.base { figures.scope[self.unit] } else { figures.x[self.unit] };
        let range = (reference - worst) * d;
        if range.is_nan() || range <= noise {
            out.fill(f64::NAN);
            return Some(if range.is_nan() { Reason::BaseMissing } else { Reason::NoDistance });
        }
        figures.each(out, |v| beyond(v, worst, noise) * d / range);
        None
    }

    fn middle(&self) -> f64 {
        1.0
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Rational, monotone: false, falls_with_others: false }
    }

    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        found.extend(others.spread.ends());
    }
}
