//! Copeland's pairwise comparison.

use super::{Aggregation, CrossUnit, Resolve};
use crate::index::methods::documented;
use crate::ranking::{rank, Ties, EQUAL};
use std::sync::Arc;

documented! {
    /// Units compared two by two: o(u, v) is the weight of the children in which u is above v, and half of that in
    /// which they are equal (to 12 digits of the child's largest); the score is the number of units that u outranks (o above one half) minus those that
    /// outrank it. From -(n - 1) to n - 1. Two units are compared by the children that both have. Copeland (1951)
    /// \[a_copeland\]. Of the units (3, 3), (2, 2), (1, 4): 1, -1, 0.
    pub static COPELAND: Aggregation = Aggregation {
        word: "copeland",
        parameters: &[],
        resolve: Resolve::CrossUnit(|_| Ok(Arc::new(Copeland))),
        called: ("科普兰法两两比较", "Copeland's pairwise comparison"),
    };
}

#[derive(Debug)]
struct Copeland;

impl CrossUnit for Copeland {
    fn combine(&self, children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]) {
        // Of what ties only the place counts, and a place is a whole number: 1 the best, none of what is missing.
        let places = |(weight, column): &(f64, &[f64])| {
            let figures: Vec<f64> = units.iter().map(|u| column[*u]).collect();
            (*weight, rank(&figures, Ties::Dense))
        };
        let children: Vec<(f64, Vec<f64>)> = children.iter().map(places).collect();
        for unit in units {
            out[*unit] = 0.0;
        }
        for (u, unit) in units.iter().enumerate() {
            for (v, other) in units.iter().enumerate().skip(u + 1) {
                let wins = outranking(&children, u, v);
                out[*unit] += wins;
                out[*other] -= wins;
            }
        }
    }
}

/// 1 where the unit u outranks v, -1 where v outranks u, else 0.
fn outranking(children: &[(f64, Vec<f64>)], u: usize, v: usize) -> f64 {
    let (mut above, mut all) = (0.0, 0.0);
    for (weight, places) in children {
        let (x, y) = (places[u], places[v]);
        if x.is_nan() || y.is_nan() {
            continue;
        }
        all += weight;
        above += if x < y {
            *weight
        } else if x == y {
            weight / 2.0
        } else {
            0.0
        };
    }
    // Exactly half is neither; sums of weights are off in the last digits. Without a common child it is 0 / 0.
    let lead = above / all - 0.5;
    if lead > EQUAL {
        1.0
    } else if lead < -EQUAL {
        -1.0
    } else {
        0.0
    }
}
