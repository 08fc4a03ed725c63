//! Fixed goalposts.

use super::figures::between;
use super::{Figures, Method, Monotonicity, Normalise, Piece, LOWER, UPPER};
use crate::index::methods::{documented, Parameter};
use crate::ranking::plus;
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

documented! {
    /// lower + (x - low) / (high - low) x (upper - lower), flipped where less is better; 0 to 100 unless said, clamped
    /// to the scale unless `clamp` is false \[n_goalposts\]. Needs `low` and `high`, low < high; with `scale: "ln"`
    /// both and x through ln, where zero and below is missing (`not_positive`). It looks at no other unit, so equal
    /// figures are no fault. UNDP, Human Development Report. Of 2, 4, 10 with `low` 0 and `high` 8: 25, 50, 100.
    pub static GOALPOSTS: Method = Method {
        word: "goalposts",
        parameters: &[&LOWER, &UPPER, &LOW, &HIGH, &CLAMP, &SCALE],
        resolve: |written| {
            let (lower, upper) = written.ends(0.0, 100.0)?;
            let (low, high) = (written.needed(&LOW)?, written.needed(&HIGH)?);
            if low >= high {
                return Err(("high", "须大于 low", "must be greater than low"));
            }
            let ln = written.get(&SCALE) == Some(PostScale::Ln);
            if ln && low <= 0.0 {
                return Err(("low", "取对数时须大于零", "must be greater than zero for a logarithm"));
            }
            let post = |x: f64| if ln { libm::log(x) } else { x };
            let clamp = written.get(&CLAMP).unwrap_or(true);
            Ok(Box::new(Goalposts { low: post(low), high: post(high), lower, upper, clamp, ln }))
        },
        called: ("固定门槛法", "fixed goalposts"),
        ends: Some((0.0, 100.0)),
    };
}

documented! {
    /// `goalposts`: the lower post.
    pub static LOW: Parameter<f64> = "low";
    /// `goalposts`: the upper post.
    pub static HIGH: Parameter<f64> = "high";
    /// `goalposts`: stay at the ends of the scale.
    pub static CLAMP: Parameter<bool> = "clamp";
    /// `goalposts`: linear or ln.
    pub static SCALE: Parameter<PostScale> = "scale";
}

/// The scale on which goalposts stand.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PostScale {
    /// As it is.
    Linear,
    /// Value and posts through the natural logarithm.
    Ln,
}

crate::json::words!(PostScale { Linear = "linear", Ln = "ln" });

/// The posts are on their own scale: logarithms, where `ln`.
struct Goalposts {
    low: f64,
    high: f64,
    lower: f64,
    upper: f64,
    clamp: bool,
    ln: bool,
}

impl Normalise for Goalposts {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        figures.each(out, |v| {
            // Zero has no logarithm; left at minus infinity it would be clamped to the lower post.
            let v = match self.ln {
                true if v <= 0.0 => f64::NAN,
                true => libm::log(v),
                false => v,
            };
            let share = between(v, self.low, self.high, figures.direction);
            let share = if self.clamp { share.clamp(0.0, 1.0) } else { share };
            plus(self.lower, share * (self.upper - self.lower))
        });
        None
    }

    fn middle(&self) -> f64 {
        (self.lower + self.upper) / 2.0
    }

    fn needs_scope(&self) -> bool {
        false
    }

    fn reason_of_one(&self) -> Reason {
        if self.ln {
            Reason::NotPositive
        } else {
            Reason::Overflow
        }
    }

    fn monotonicity(&self) -> Monotonicity {
        let piece = if self.ln { Piece::Monotone } else { Piece::Rational };
        Monotonicity { piece, monotone: true, falls_with_others: true }
    }

    fn breakpoints(&self, _: &Figures, found: &mut Vec<f64>) {
        let post = |x: f64| if self.ln { libm::exp(x) } else { x };
        if self.clamp {
            found.extend([post(self.low), post(self.high)]);
        }
    }
}
