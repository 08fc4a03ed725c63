//! Ranks, the worst first.

use super::{Figures, Method, Monotonicity, Normalise, Piece};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// 1 + number of figures strictly worse: 1 is the *worst*, ties share the lower number \[n_rank\]. Of 2, 4, 4, 9:
    /// 1, 2, 2, 4.
    pub static RANK: Method = Method {
        word: "rank",
        parameters: &[],
        resolve: |_| Ok(Box::new(Rank)),
        called: ("位次法", "ranks"),
        ends: None,
    };
}

struct Rank;

impl Normalise for Rank {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (worse, _) = figures.worse();
        figures.each(out, |v| 1.0 + worse(v));
        None
    }

    fn middle(&self) -> f64 {
        1.0
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Step, monotone: true, falls_with_others: true }
    }
}
