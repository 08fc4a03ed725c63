//! The mean-min function: between the mean and the worst child.

use super::per_unit::weighted_mean;
use super::{finite, within, Aggregation, Combine, PerUnit, Resolve};
use crate::index::methods::{documented, Fault, Parameter};
use crate::ranking::plus;
use std::sync::Arc;

documented! {
    /// M - a (sqrt((M - min)^2 + b^2) - b): from the mean (a = 0) to the worst child (a = 1, b = 0); any values.
    /// Casadio Tarabusi, Guarini (2013) \[Compind ci_mean_min\]. Of 2, 8 with `a` 0.5 and `b` 4: 4.5.
    pub static MEAN_MIN: Aggregation = Aggregation {
        word: "mean_min",
        parameters: &[&A, &B],
        resolve: Resolve::PerUnit(resolve),
        called: ("均值—最小值函数", "the mean-min function"),
    };
}

documented! {
    /// `mean_min`: from 0 (the mean) to 1; 0.5 unless said.
    pub static A: Parameter<f64> = "a";
    /// `mean_min`: from 0 upwards; 1 unless said.
    pub static B: Parameter<f64> = "b";
}

fn resolve(written: &Combine) -> Result<Arc<dyn PerUnit>, Fault> {
    Ok(Arc::new(MeanMin {
        a: within("a", finite("a", written.get(&A), 0.5)?, 1.0)?,
        b: within("b", finite("b", written.get(&B), 1.0)?, f64::MAX)?,
    }))
}

/// M - a (sqrt((M - min)^2 + b^2) - b).
#[derive(Debug)]
struct MeanMin {
    /// From 0 to 1.
    a: f64,
    /// From 0.
    b: f64,
}

impl PerUnit for MeanMin {
    fn combine(&self, children: &[(f64, f64)]) -> f64 {
        let (mean, MeanMin { a, b }) = (weighted_mean(children), self);
        let least = children.iter().filter(|(w, _)| *w > 0.0).map(|(_, x)| *x).fold(f64::INFINITY, f64::min);
        plus(mean, -a * (((mean - least) * (mean - least) + b * b).sqrt() - b))
    }
}
