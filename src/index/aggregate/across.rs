//! Aggregations in which a unit's figure depends on the other units'.

use super::enough;
use super::rule::TopsisScale;
use crate::index::doubt::benefit_of_the_doubt;
use crate::ranking::{rank, same, slack, Ties, EQUAL};

/// A function of the children of all units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Across {
    /// Outranking, two by two.
    Copeland,
    /// Distances to the best and the worst.
    Topsis(TopsisScale),
    /// The best weights for every unit.
    Doubt {
        /// The least share of a child.
        low: f64,
        /// The largest share of a child.
        high: f64,
    },
}

impl Across {
    /// One figure a unit.
    pub(super) fn combine(self, children: &[(f64, &[f64])], minimum_share: f64, out: &mut [f64]) {
        let count = children.len() as f64;
        let there = |unit: usize| {
            let present = children.iter().filter(|(_, column)| !column[unit].is_nan()).count();
            let weighed = children.iter().any(|(w, column)| *w > 0.0 && !column[unit].is_nan());
            weighed && enough(present as u32, count, minimum_share)
        };
        let units: Vec<usize> = (0..out.len()).filter(|u| there(*u)).collect();
        out.fill(f64::NAN);
        match self {
            Across::Copeland => copeland(children, &units, out),
            Across::Topsis(scale) => topsis(scale, children, &units, out),
            Across::Doubt { low, high } => {
                // A child of weight zero has no say here either; other weights are what the method finds. Who has too few
                // children is nobody's peer.
                let weighed = children.iter().filter(|(w, _)| *w > 0.0);
                let columns: Vec<Vec<f64>> =
                    weighed.map(|(_, column)| units.iter().map(|u| column[*u]).collect()).collect();
                let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
                let bounds = (low > 0.0 || high < 1.0).then_some((low, high));
                for (unit, score) in units.iter().zip(benefit_of_the_doubt(&columns, bounds)) {
                    out[*unit] = score;
                }
            }
        }
    }
}

fn copeland(children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]) {
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
            let (mut above, mut all) = (0.0, 0.0);
            for (weight, places) in &children {
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
            let wins = if lead > EQUAL {
                1.0
            } else if lead < -EQUAL {
                -1.0
            } else {
                0.0
            };
            out[*unit] += wins;
            out[*other] -= wins;
        }
    }
}

fn topsis(scale: TopsisScale, children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]) {
    let mut squares = vec![(0.0, 0.0); out.len()];
    for (weight, column) in children {
        let present = || units.iter().map(|u| column[*u]).filter(|x| !x.is_nan());
        let (min, max) = present().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
        // Without spread nobody is nearer to anything.
        if min >= max || same(min, max) {
            continue;
        }
        let divisor = match scale {
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
