//! Step 6 of the Handbook: combine the children of a group into one figure a unit.
//!
//! Weights of the children present are renormalised; a group is missing where fewer than the minimum share of its
//! children are there (by count, exactly equal is kept), or where only children of weight zero are.

use crate::reason::Reason;
use serde::Serialize;

/// A mean. w are the weights of the children present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Mean {
    /// Sum of w x / sum of w: full compensation; any values \[a_amean\].
    Arithmetic,
    /// exp(sum of w ln x / sum of w): a zero makes it zero, a negative child makes it missing (`negative`) \[a_gmean,
    /// which refuses zeros\].
    Geometric,
}

crate::json::words!(Mean { Arithmetic = "arithmetic", Geometric = "geometric" });

/// Room for one aggregation over all units, kept between calls so that a step of a slider allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    sums: Vec<f64>,
    weights: Vec<f64>,
    present: Vec<u32>,
}

impl Workspace {
    /// Combines `children` (a column each, one value a unit) with their `weights` into `out`.
    pub fn aggregate<'a>(
        &mut self,
        mean: Mean,
        children: impl ExactSizeIterator<Item = (f64, &'a [f64])>,
        minimum_share: f64,
        out: &mut [f64],
    ) {
        let n = out.len();
        let count = children.len() as f64;
        for room in [&mut self.sums, &mut self.weights] {
            room.clear();
            room.resize(n, 0.0);
        }
        self.present.clear();
        self.present.resize(n, 0);
        for (weight, column) in children {
            let room = self.sums.iter_mut().zip(&mut self.weights).zip(&mut self.present);
            for (((sum, weights), present), x) in room.zip(column) {
                if x.is_nan() {
                    continue;
                }
                *present += 1;
                // A child of weight zero counts as present but has no say, not even as ln 0.
                if weight > 0.0 {
                    *weights += weight;
                    *sum += weight
                        * match mean {
                            Mean::Arithmetic => *x,
                            Mean::Geometric => libm::log(*x),
                        };
                }
            }
        }
        let room = self.sums.iter().zip(&self.weights).zip(&self.present);
        for (out, ((sum, weights), present)) in out.iter_mut().zip(room) {
            // 1e-12: a share written as 0.333333333333 is met by one child of three.
            let enough = *present > 0 && f64::from(*present) / count >= minimum_share - 1e-12;
            let result = match mean {
                Mean::Arithmetic => sum / weights,
                Mean::Geometric => libm::exp(sum / weights),
            };
            // Without a weight it is 0 / 0; a sum that no number can hold is infinite.
            *out = if enough && result.is_finite() { result } else { f64::NAN };
        }
    }
}

impl Mean {
    /// Why a group is missing, given weight and figure of its children of one unit.
    pub(crate) fn reason(self, children: &[(f64, f64)], minimum_share: f64) -> Reason {
        let present = children.iter().filter(|(_, x)| !x.is_nan()).count() as f64;
        let mut weighed = children.iter().filter(|(w, x)| *w > 0.0 && !x.is_nan()).map(|(_, x)| *x).peekable();
        if present / (children.len() as f64) < minimum_share - 1e-12 || weighed.peek().is_none() {
            return Reason::TooFewChildren;
        }
        match self {
            Mean::Geometric if weighed.any(|x| x < 0.0) => Reason::Negative,
            _ => Reason::Overflow,
        }
    }
}
