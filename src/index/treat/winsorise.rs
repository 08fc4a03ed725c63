//! Winsorising, by the rule of skewness and kurtosis.

use super::moments::{reaches, KURTOSIS, SKEWNESS};
use super::{each, ends, treated, Limits, Shape, Transform, Treated, Treatment, LOG_SHIFT, NONE};
use crate::index::methods::{documented, Parameter};
use crate::ranking::slack;
use crate::reason::Reason;

documented! {
    /// While |skewness| >= `skewness` and kurtosis >= `kurtosis`, the largest figures (the smallest, where skewness is
    /// negative) become the next, up to `points` figures; where that is not enough it is undone, and `then` is done
    /// with the figures as they were. At a limit is over it, to 12 digits \[qTreat, winsorise\]. Of 1, 2, 3, 4, 5, 100: 1, 2, 3, 4, 5, 5.
    pub static WINSORISE: Treatment = Treatment {
        word: "winsorise",
        parameters: &[&SKEWNESS, &KURTOSIS, &POINTS, &THEN],
        resolve: |given| {
            let points = given.get(&POINTS).unwrap_or(5.0);
            if !(0.0..=1e9).contains(&points) || points % 1.0 != 0.0 {
                return Err(("points", "须为不小于零的整数", "must be a whole number from zero upwards"));
            }
            let then = given.get(&THEN).unwrap_or(&LOG_SHIFT);
            if then.word == "winsorise" {
                return Err(("then", "须为另一种处理方法", "must be another treatment"));
            }
            let transform = (then.resolve)(given)?;
            Ok(Box::new(Winsorise { limits: Limits::of(given), points: points as u32, then, transform }))
        },
        called: ("缩尾", "winsorised"),
    };
}

documented! {
    /// `winsorise`: how many figures may be moved; 5 unless said.
    pub static POINTS: Parameter<f64> = "points";
    /// `winsorise`: what is done where that is not enough; `log_shift` unless said.
    pub static THEN: Parameter<&'static Treatment> = "then";
}

/// Winsorising with its parameters.
pub struct Winsorise {
    limits: Limits,
    points: u32,
    then: &'static Treatment,
    transform: Box<dyn Transform>,
}

/// What the rule decides.
enum Decision {
    /// It passes.
    Same,
    /// Winsorising is enough; the ends are then these.
    Ends { low: f64, high: f64 },
    /// It is not.
    Then,
}

impl Transform for Winsorise {
    fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason> {
        match self.decide(scope).0 {
            Decision::Same => each(x, out, |x| x),
            // Not `clamp`: a missing figure stays missing, whatever the ends.
            Decision::Ends { low, high } => each(x, out, |x| match x {
                x if x < low => low,
                x if x > high => high,
                x => x,
            }),
            Decision::Then => return self.transform.apply(x, scope, out),
        }
        None
    }

    fn winsorising(&self) -> Option<&Winsorise> {
        Some(self)
    }

    fn reason_of_one(&self) -> Reason {
        self.transform.reason_of_one()
    }
}

impl Winsorise {
    /// What is done with an indicator of which these are the figures of the scope, and why; `own` is the row.
    pub(super) fn report(&self, own: &'static Treatment, scope: &[f64]) -> Treated {
        let (decision, points, [before, winsorised]) = self.decide(scope);
        let (method, after) = match decision {
            Decision::Same => (&NONE, None),
            Decision::Ends { .. } => (own, None),
            Decision::Then => (self.then, Some(self.limits.shape(&treated(&*self.transform, scope)))),
        };
        Treated { method, points, shape: [before, winsorised, after] }
    }

    /// What is done, how many figures were moved, and the shape before and after that.
    fn decide(&self, scope: &[f64]) -> (Decision, u32, [Option<Shape>; 2]) {
        let before = self.limits.shape(scope);
        if before.passes {
            return (Decision::Same, 0, [Some(before), None]);
        }
        let (ends, moved, after) = self.move_ends(before, scope.to_vec());
        let decision = if after.passes { ends } else { Decision::Then };
        (decision, moved, [Some(before), (moved > 0).then_some(after)])
    }

    /// Moves ends inwards until it passes or enough were moved: where they stand then, how many were moved, and the shape.
    fn move_ends(&self, mut now: Shape, mut x: Vec<f64>) -> (Decision, u32, Shape) {
        let (mut low, mut high) = (0, 0);
        while !now.passes && low + high < self.points {
            let (min, max) = ends(&x);
            let upper = reaches(now.skewness, 0.0);
            let end = if upper { max } else { min };
            let noise = slack([min, max].into_iter());
            let at_end = |v: &f64| (v - end).abs() <= noise;
            let next = x.iter().filter(|v| !at_end(v) && !v.is_nan());
            let next = match upper {
                true => next.fold(f64::NEG_INFINITY, |a, v| a.max(*v)),
                false => next.fold(f64::INFINITY, |a, v| a.min(*v)),
            };
            let mut moved = 0;
            for v in x.iter_mut().filter(|v| at_end(v)) {
                *v = next;
                moved += 1;
            }
            // Those that were moved before stand at this end, and move along.
            *if upper { &mut high } else { &mut low } = moved;
            now = self.limits.shape(&x);
        }
        let (min, max) = ends(&x);
        let ends = Decision::Ends {
            low: if low > 0 { min } else { f64::NEG_INFINITY },
            high: if high > 0 { max } else { f64::INFINITY },
        };
        (ends, low + high, now)
    }
}
