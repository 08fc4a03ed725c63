//! Min-max.

use super::figures::beyond;
use super::{Figures, Method, Normalise};
use crate::index::methods::{documented, Parameter};
use crate::ranking::plus;
use crate::reason::Reason;

documented! {
    /// (z - min) / (max - min) x (upper - lower) + lower, in \[lower, upper\] (0 to 100 unless said), of another
    /// scope's units beyond \[n_minmax\]. Of 2, 4, 10: 0, 25, 100.
    pub static MIN_MAX: Method = Method {
        word: "min_max",
        parameters: &[&LOWER, &UPPER],
        resolve: |written| {
            let (lower, upper) = written.ends(0.0, 100.0)?;
            Ok(Box::new(MinMax { lower, upper }))
        },
        called: ("极差法", "min-max"),
        ends: Some((0.0, 100.0)),
    };
}

documented! {
    /// The lower end of the scale.
    pub static LOWER: Parameter<f64> = "lower";
    /// The upper end of the scale.
    pub static UPPER: Parameter<f64> = "upper";
}

pub(super) struct MinMax {
    pub lower: f64,
    pub upper: f64,
}

impl Normalise for MinMax {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (d, worst, noise) = (figures.direction, figures.worst(), figures.spread.noise());
        let range = figures.spread.range();
        figures.each(out, |v| plus(beyond(v, worst, noise) * d / range * (self.upper - self.lower), self.lower));
        None
    }

    fn middle(&self) -> f64 {
        (self.lower + self.upper) / 2.0
    }

    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        found.extend(others.spread.ends());
    }
}
