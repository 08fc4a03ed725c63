//! Fixed ends.

use super::figures::between;
use super::{Figures, Method, Normalise, HIGH, LOW, LOWER, UPPER};
use crate::index::methods::documented;
use crate::ranking::plus;
use crate::reason::Reason;

documented! {
    /// lower + (x - low) / (high - low) x (upper - lower), flipped where less is better: from fixed ends, in the
    /// indicator's own units, `low` 0 and `high` 100 unless said, to any scale (0 to 100 unless said); not held at its
    /// ends \[n_scaled, whose ends are of the negated figures where less is better\]. It looks at no other unit, so equal
    /// figures are no fault. Of 2, 4, 11 with `high` 10: 20, 40, 110.
    pub static SCALED: Method = Method {
        word: "scaled",
        parameters: &[&LOWER, &UPPER, &LOW, &HIGH],
        resolve: |written| {
            let (lower, upper) = written.ends(0.0, 100.0)?;
            let (low, high) = (written.get(&LOW).unwrap_or(0.0), written.get(&HIGH).unwrap_or(100.0));
            if low >= high {
                return Err(("high", "须大于 low", "must be greater than low"));
            }
            Ok(Box::new(Scaled { low, high, lower, upper }))
        },
        called: ("固定区间线性变换", "fixed ends"),
        ends: Some((0.0, 100.0)),
    };
}

struct Scaled {
    low: f64,
    high: f64,
    lower: f64,
    upper: f64,
}

impl Normalise for Scaled {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let share = |v| between(v, self.low, self.high, figures.direction);
        figures.each(out, |v| plus(self.lower, share(v) * (self.upper - self.lower)));
        None
    }

    fn middle(&self) -> f64 {
        (self.lower + self.upper) / 2.0
    }

    fn needs_scope(&self) -> bool {
        false
    }
}
