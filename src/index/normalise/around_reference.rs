//! Min-max around a reference.

use super::{Figures, Method, Monotonicity, Normalise, Piece, LOWER, UPPER};
use crate::index::methods::{documented, Parameter};
use crate::ranking::plus;
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

documented! {
    /// lower + (z - (centre - d)) / 2 d x (upper - lower), d half the range: like min-max, with the middle of the scale
    /// at `centre`, the mean (unless said) or the middle of the figures; 70 to 130 unless said, beyond that where the
    /// mean is not in the middle. Mazziotta, Pareto (2016). Of 2, 3, 10: 77.5, 85, 137.5.
    pub static AROUND_REFERENCE: Method = Method {
        word: "around_reference",
        parameters: &[&LOWER, &UPPER, &CENTRE],
        resolve: |written| {
            let (lower, upper) = written.ends(70.0, 130.0)?;
            Ok(Box::new(AroundReference { centre: written.get(&CENTRE).unwrap_or(Centre::Mean), lower, upper }))
        },
        called: ("围绕参照值的极差法", "min-max around a reference"),
        ends: Some((70.0, 130.0)),
    };
}

documented! {
    /// `around_reference`: the middle of the scale.
    pub static CENTRE: Parameter<Centre> = "centre";
}

/// What stands in the middle of the scale of `around_reference`.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Centre {
    /// The mean of the figures.
    Mean,
    /// The middle of smallest and largest.
    Middle,
}

crate::json::words!(Centre { Mean = "mean", Middle = "middle" });

struct AroundReference {
    centre: Centre,
    lower: f64,
    upper: f64,
}

impl Normalise for AroundReference {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (d, spread, range) = (figures.direction, figures.spread, figures.spread.range());
        let middle = match self.centre {
            Centre::Mean => figures.mean_and_sd().0,
            Centre::Middle => (spread.min + spread.max) / 2.0,
        };
        figures.each(out, |v| plus(self.lower, ((v - middle) * d / range + 0.5) * (self.upper - self.lower)));
        None
    }

    fn middle(&self) -> f64 {
        (self.lower + self.upper) / 2.0
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Rational, monotone: false, falls_with_others: false }
    }

    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        found.extend(others.spread.ends());
    }
}
