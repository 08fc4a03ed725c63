//! TOPSIS: distances to the best and the worst.

use super::{Aggregation, CrossUnit, Resolve};
use crate::index::methods::{documented, Parameter};
use crate::json;
use crate::ranking::{same, slack};
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;
use std::sync::Arc;

documented! {
    /// D- / (D+ + D-): D+ and D- are the distances, weighted, to the best and the worst that any unit has that is not left
    /// out. From 0 to 1; any values. A child that is equal for all (to 12 digits) has no say; where all are, it is missing
    /// (`constant`). Hwang, Yoon (1981). `scale` says how children are
    /// made comparable first: `vector` (x / root of the sum of squares), `min_max`, or `none`. Of the units (0, 0), (3,
    /// 4), (3, 0) with `scale` `none`: 0, 1, 0.428571.
    pub static TOPSIS: Aggregation = Aggregation {
        word: "topsis",
        parameters: &[&SCALE],
        resolve: Resolve::CrossUnit(|written| Ok(Arc::new(Topsis(written.get(&SCALE).unwrap_or(TopsisScale::Vector))))),
        called: ("TOPSIS法", "TOPSIS"),
    };
}

documented! {
    /// `topsis`: `vector` unless said.
    pub static SCALE: Parameter<TopsisScale> = "scale";
}

/// How `topsis` makes children comparable.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TopsisScale {
    /// x / root of the sum of squares over the units.
    Vector,
    /// (x - min) / (max - min).
    MinMax,
    /// Not at all.
    None,
}

json::words!(TopsisScale { Vector = "vector", MinMax = "min_max", None = "none" });

#[derive(Debug)]
struct Topsis(TopsisScale);

impl CrossUnit for Topsis {
    fn combine(&self, children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]) {
        let mut squares = vec![(0.0, 0.0); out.len()];
        for (weight, column) in children {
            let present = || units.iter().map(|u| column[*u]).filter(|x| !x.is_nan());
            let (min, max) = present().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
            // If all units are equal both distances are zero and the score is undefined (NaN).
            if min >= max || same(min, max) {
                continue;
            }
            let divisor = match self.0 {
                TopsisScale::Vector => present().map(|x| x * x).sum::<f64>().sqrt(),
                TopsisScale::MinMax => max - min,
                TopsisScale::None => 1.0,
            };
            // The best and the worst are so to 12 digits.
            let noise = slack([min, max].into_iter());
            let apart = |distance: f64| if distance <= noise { 0.0 } else { weight * distance / divisor };
            for u in units.iter().filter(|u| !column[**u].is_nan()) {
                let (to_best, to_worst) = (apart(max - column[*u]), apart(column[*u] - min));
                squares[*u].0 += to_best * to_best;
                squares[*u].1 += to_worst * to_worst;
            }
        }
        for u in units {
            // Weights are those of the children present; renormalised, they would cancel out of the ratio.
            let (to_best, to_worst) = (squares[*u].0.sqrt(), squares[*u].1.sqrt());
            let result = to_worst / (to_best + to_worst);
            out[*u] = if result.is_finite() { result } else { f64::NAN };
        }
    }

    fn reason(&self, _: &[(f64, f64)]) -> Reason {
        Reason::Constant
    }
}
