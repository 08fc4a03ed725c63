//! Borda points.

use super::{Figures, Method, Monotonicity, Normalise, Piece};
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// rank - 1: Borda points, from 0 to n - 1, ties share the lower \[n_borda\]. Of 2, 4, 4, 9: 0, 1, 1, 3.
    pub static BORDA: Method = Method {
        word: "borda",
        parameters: &[],
        resolve: |_| Ok(Box::new(Borda)),
        called: ("博尔达计分法", "Borda points"),
        ends: None,
    };
}

struct Borda;

impl Normalise for Borda {
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        let (worse, _) = figures.worse();
        figures.each(out, worse);
        None
    }

    fn middle(&self) -> f64 {
        0.0
    }

    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Step, monotone: true, falls_with_others: true }
    }
}
