//! The index of Mazziotta and Pareto: the mean, less what imbalance costs.

use super::per_unit::weighted_mean;
use super::{Aggregation, Combine, PerUnit, Resolve};
use crate::index::methods::{documented, Parameter};
use crate::json;
use crate::ranking::plus;
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;
use std::sync::Arc;

documented! {
    /// M - s^2 / M, or plus with `penalty: "plus"` (where more is worse): M the mean, s the standard deviation (n - 1)
    /// of the unit's children; with unequal weights their weighted variance x n / (n - 1), n the children with a weight.
    /// At most M (with plus at least), for M above zero. Penalises imbalance; meant for z-scores with mean 100 and
    /// deviation 10. A mean of zero (to 12 digits of the largest child) leaves it missing (`zero_mean`). Mazziotta, Pareto
    /// (2013) \[Compind ci_mpi\]. Of 80, 120: 92.
    pub static MAZZIOTTA_PARETO: Aggregation = Aggregation {
        word: "mazziotta_pareto",
        parameters: &[&PENALTY],
        resolve: Resolve::PerUnit(|written| Ok(Arc::new(MazziottaPareto { sample: true, ..MazziottaPareto::of(written) }))),
        called: ("Mazziotta-Pareto指数", "the Mazziotta-Pareto index"),
    };
}

documented! {
    /// `mazziotta_pareto` and its adjusted form: `minus` unless said.
    pub static PENALTY: Parameter<Penalty> = "penalty";
}

/// On which side imbalance counts.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Penalty {
    /// It lowers the score: of an index of which more is better.
    Minus,
    /// It raises the score: of an index of which more is worse.
    Plus,
}

json::words!(Penalty { Minus = "minus", Plus = "plus" });

/// M + sign s^2 / M.
#[derive(Debug)]
pub(super) struct MazziottaPareto {
    /// -1 or 1.
    sign: f64,
    /// Whether the deviation is over n - 1.
    sample: bool,
}

impl MazziottaPareto {
    /// With the penalty that is written, the deviation over n.
    pub fn of(written: &Combine) -> MazziottaPareto {
        MazziottaPareto { sign: if written.get(&PENALTY) == Some(Penalty::Plus) { 1.0 } else { -1.0 }, sample: false }
    }
}

impl PerUnit for MazziottaPareto {
    fn combine(&self, children: &[(f64, f64)]) -> f64 {
        let mean = weighted_mean(children);
        let weights: f64 = children.iter().map(|(w, _)| w).sum();
        let variance = children.iter().map(|(w, x)| w * (x - mean) * (x - mean)).sum::<f64>() / weights;
        let n = children.iter().filter(|(w, _)| *w > 0.0).count() as f64;
        // Weights are shares, not counts: n - 1 of n, as with equal ones. One child has no imbalance.
        let variance = if self.sample && n > 1.0 { variance * n / (n - 1.0) } else { variance };
        plus(mean, self.sign * variance / mean)
    }

    fn reason(&self, _: &[(f64, f64)]) -> Reason {
        Reason::ZeroMean
    }

    fn slopes(&self, children: &[(f64, f64)], _: f64) -> Option<Vec<f64>> {
        let mean = weighted_mean(children);
        let weights: f64 = children.iter().map(|(w, _)| w).sum();
        let n = children.iter().filter(|(w, _)| *w > 0.0).count() as f64;
        let scale = if self.sample && n > 1.0 { n / (n - 1.0) } else { 1.0 };
        let variance = children.iter().map(|(w, x)| w * (x - mean) * (x - mean)).sum::<f64>() / weights * scale;
        let slope = |(w, x): &(f64, f64)| {
            w / weights * (1.0 + self.sign * (2.0 * scale * (x - mean) * mean - variance) / (mean * mean))
        };
        Some(children.iter().map(slope).collect())
    }
}
