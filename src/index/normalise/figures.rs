//! The figures that a normalisation works with, and what all of them do with figures.

use crate::ranking::{ascending, same, slack};
use crate::statistics::Moments;

/// The figures of one indicator in one period, and those that its scale is made of.
pub struct Figures<'a> {
    /// A value a unit, NaN where missing.
    pub x: &'a [f64],
    /// The figures of the scope, NaN where missing; of the scope `period` they are `x`.
    pub scope: &'a [f64],
    /// Smallest and largest of the scope.
    pub spread: Spread,
    /// 1: more is better; -1: less is better.
    pub direction: f64,
}

impl Figures<'_> {
    /// Applies `f` to what is present; a result that is infinite is missing.
    pub fn each(&self, out: &mut [f64], f: impl Fn(f64) -> f64) {
        for (out, v) in out.iter_mut().zip(self.x) {
            *out = if v.is_nan() { f64::NAN } else { finite(f(*v)) };
        }
    }

    /// The worst figure of the scope.
    pub fn worst(&self) -> f64 {
        if self.direction > 0.0 {
            self.spread.min
        } else {
            self.spread.max
        }
    }

    /// Mean and standard deviation (n - 1) of the scope.
    pub fn mean_and_sd(&self) -> (f64, f64) {
        let moments = Moments::of(self.scope);
        (moments.mean, moments.deviation())
    }

    /// How many of the scope's figures are worse than a value, and how many there are. What ties with a value is not worse:
    /// groups of ties are those of [`rank`](crate::ranking::rank), each led by its best.
    pub fn worse(&self) -> (impl Fn(f64) -> f64, f64) {
        let (pool, d) = (self.scope, self.direction);
        let slack = slack(pool.iter().copied());
        let order = ascending((0..pool.len()).filter(|u| !pool[*u].is_nan()), &|u| -pool[u] * d);
        let n = order.len();
        // Every group by its leader, the best first, with the number of figures below it.
        let mut groups: Vec<(f64, usize)> = Vec::new();
        for (at, z) in order.iter().map(|u| pool[*u] * d).enumerate() {
            match groups.last_mut() {
                Some((best, below)) if *best - z <= slack => *below = n - at - 1,
                _ => groups.push((z, n - at - 1)),
            }
        }
        let worse = move |v: f64| {
            let z = v * d;
            // A group that is led by what is not below the value, and so near that it is the value's own.
            let mut at = groups.partition_point(|(best, _)| *best >= z);
            if at > 0 && groups[at - 1].0 - z > slack || at == 0 {
                // A figure of another scope, between two groups: those just below it tie with it.
                at += groups[at..].iter().take_while(|(best, _)| z - best <= slack).count();
            }
            at.checked_sub(1).map_or(n, |at| groups[at].1) as f64
        };
        (worse, n as f64)
    }
}

/// Smallest and largest figure of a scope.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// How many figures there are.
    pub n: usize,
}

impl Spread {
    pub(super) const NONE: Spread = Spread { min: f64::INFINITY, max: f64::NEG_INFINITY, n: 0 };

    /// That of some figures.
    pub fn of(figures: &[f64]) -> Spread {
        figures.iter().filter(|v| !v.is_nan()).fold(Spread::NONE, |s, v| Spread {
            min: s.min.min(*v),
            max: s.max.max(*v),
            n: s.n + 1,
        })
    }

    /// Smallest and largest.
    pub fn ends(&self) -> [f64; 2] {
        [self.min, self.max]
    }

    /// Largest less smallest.
    pub fn range(&self) -> f64 {
        self.max - self.min
    }

    /// Equal to 12 digits: ratios of proportional columns differ in the last digits, and that noise is no spread.
    pub fn is_constant(&self) -> bool {
        same(self.min, self.max)
    }

    /// What figures may differ by and still be equal.
    pub fn noise(&self) -> f64 {
        slack([self.min, self.max].into_iter())
    }
}

/// What is finite, a zero without a sign; all else is missing.
pub fn finite(x: f64) -> f64 {
    if x.is_finite() {
        x + 0.0
    } else {
        f64::NAN
    }
}

/// How far a figure is from another, by no more than noise being nothing.
pub fn beyond(v: f64, from: f64, noise: f64) -> f64 {
    let distance = v - from;
    if distance.abs() <= noise {
        0.0
    } else {
        distance
    }
}

/// The share of the way between two ends, flipped where less is better. At an end it is there, to 12 digits of the ends.
pub fn between(v: f64, low: f64, high: f64, d: f64) -> f64 {
    let noise = slack([low, high].into_iter());
    let share = if d > 0.0 { beyond(v, low, noise) } else { beyond(high, v, noise) };
    share / (high - low)
}
