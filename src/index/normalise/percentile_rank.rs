//! Percentile ranks.

use super::{Figures, Method, Monotonicity, Normalise, Piece};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// (rank - 1) / (n - 1), n the figures of the scope: 0 the worst, 1 the best, ties share the lower \[n_prank\]. Of
    /// 2, 4, 4, 9, 10: 0, 0.25, 0.25, 0.75, 1.
    pub static PERCENTILE_RANK: Method = Method {
        word: "percentile_rank",
        parameters: &[],
        resolve: |_| Ok(Box::new(PercentileRank)),
        called: ("百分位次法", "percentile ranks"),
        ends: None,
    };
}

struct PercentileRank;

impl Normalise for PercentileRank {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (worse, n) = figures.worse();
        figures.each(out, |v| worse(v) / (n - 1.0));
        None
    }

    fn middle(&self) -> f64 {
        0.5
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Step, monotone: true, falls_with_others: true }
    }
}
