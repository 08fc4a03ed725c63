//! The score of one unit as a function of a share, and where two such curves cross. Scores that tie are equal: units that are
//! never further apart than that do not cross.

use crate::ranking::EQUAL;

/// Shares nearer than this are equal.
pub(super) const NEAR: f64 = 1e-12;

/// The score of a unit as the share moves: (start (1 - s) + end s) / (weight (1 - s) + s) between the ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScoreCurve {
    pub start: f64,
    pub end: f64,
    pub weight: f64,
    /// The score with all weight on the others, and with all on the node; where the unit lacks these, its score without the
    /// group.
    pub at_ends: [f64; 2],
}

impl ScoreCurve {
    /// The score at a share; NaN outside 0 to 1.
    pub fn at(self, share: f64) -> f64 {
        match share {
            0.0 => self.at_ends[0],
            1.0 => self.at_ends[1],
            s if s > 0.0 && s < 1.0 => (self.start * (1.0 - s) + self.end * s) / (self.weight * (1.0 - s) + s),
            _ => f64::NAN,
        }
    }

    /// The shares at which it crosses another curve, and whether upwards; at most two.
    pub fn crosses(self, other: ScoreCurve) -> impl Iterator<Item = (f64, bool)> {
        let (u, v) = (self, other);
        let sum = |terms: [f64; 4]| {
            let sum: f64 = terms.iter().sum();
            let size: f64 = terms.iter().map(|t| t.abs()).sum();
            if sum.abs() <= EQUAL * size {
                0.0
            } else {
                sum
            }
        };
        let last = sum([u.end, -v.end, 0.0, 0.0]);
        let (middle, first) = if u.weight == v.weight {
            // A factor (weight + r) less, which has no root above zero.
            (last, sum([u.start, -v.start, 0.0, 0.0]))
        } else {
            (
                sum([u.start, -v.start, u.end * v.weight, -v.end * u.weight]),
                sum([u.start * v.weight, -v.start * u.weight, 0.0, 0.0]),
            )
        };
        let last = if u.weight == v.weight { 0.0 } else { last };
        let discriminant = middle * middle - 4.0 * last * first;
        // Where it is zero they touch, and go apart again.
        let root = match discriminant > EQUAL * (middle * middle + (4.0 * last * first).abs()) {
            true => discriminant.sqrt(),
            false => f64::NAN,
        };
        // Both roots without a difference of near numbers; the slope at (-middle ± root) / (2 last) is ± root.
        let positive = middle >= 0.0;
        let q = if positive { -(middle + root) / 2.0 } else { (root - middle) / 2.0 };
        let roots = [(q, last, !positive), (first, q, positive)];
        roots.into_iter().filter_map(|(over, under, upwards)| {
            // A root below zero is a share outside the interval.
            let share = over / (over + under);
            (share > NEAR && share < 1.0 - NEAR).then_some((share, upwards))
        })
    }
}
