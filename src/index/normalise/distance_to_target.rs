//! Distance to a target.

use super::figures::beyond;
use super::{Figures, Method, Normalise, LOWER, UPPER};
use crate::index::methods::{documented, Parameter};
use crate::ranking::{plus, same};
use crate::reason::Reason;

documented! {
    /// Share of the way from the worst unit to the target: (x - min) / (target - min), or (max - x) / (max - target)
    /// where less is better; at most 1 unless `cap` is false \[n_dist2targ\]. Needs `target`, which must lie beyond the
    /// worst (else `no_distance`); scaled to \[lower, upper\], 0 to 1 unless said. Of 2, 4, 10 with `target` 6: 0, 0.5,
    /// 1.
    pub static DISTANCE_TO_TARGET: Method = Method {
        word: "distance_to_target",
        parameters: &[&LOWER, &UPPER, &TARGET, &CAP],
        resolve: |written| {
            let (lower, upper) = written.ends(0.0, 1.0)?;
            let (target, cap) = (written.needed(&TARGET)?, written.get(&CAP).unwrap_or(true));
            Ok(Box::new(DistanceToTarget { target, lower, upper, cap }))
        },
        called: ("目标距离法", "distance to a target"),
        ends: None,
    };
}

documented! {
    /// `distance_to_target`: the target.
    pub static TARGET: Parameter<f64> = "target";
    /// `distance_to_target`: at most at the target; `standard`: at most `limit`.
    pub static CAP: Parameter<bool> = "cap";
}

struct DistanceToTarget {
    target: f64,
    lower: f64,
    upper: f64,
    cap: bool,
}

impl Normalise for DistanceToTarget {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (d, worst, noise) = (figures.direction, figures.worst(), figures.spread.noise());
        let range = (self.target - worst) * d;
        if range <= 0.0 || same(self.target, worst) {
            out.fill(f64::NAN);
            return Some(Reason::NoDistance);
        }
        figures.each(out, |v| {
            let share = beyond(v, worst, noise) * d / range;
            plus(self.lower, if self.cap { share.min(1.0) } else { share } * (self.upper - self.lower))
        });
        None
    }

    fn middle(&self) -> f64 {
        (self.lower + self.upper) / 2.0
    }

    fn breakpoints(&self, others: &Figures, found: &mut Vec<f64>) {
        found.extend(others.spread.ends());
        found.push(self.target);
    }
}
