//! The adjusted index of Mazziotta and Pareto: comparable over time.

use super::mazziotta_pareto::{MazziottaPareto, PENALTY};
use super::{Aggregation, Resolve};
use crate::index::methods::documented;
use std::sync::Arc;

documented! {
    /// The same with the deviation over n, meant for figures normalised by `around_reference`: comparable over time.
    /// Mazziotta, Pareto (2016) \[Compind ci_ampi\]. Of 80, 120: 96.
    pub static ADJUSTED_MAZZIOTTA_PARETO: Aggregation = Aggregation {
        word: "adjusted_mazziotta_pareto",
        parameters: &[&PENALTY],
        resolve: Resolve::PerUnit(|written| Ok(Arc::new(MazziottaPareto::of(written)))),
        called: ("调整的Mazziotta-Pareto指数", "the adjusted Mazziotta-Pareto index"),
    };
}
