//! Which uncertain choice moves a result: variance-based indices by Saltelli's design.
//!
//! Of the variance that all factors make together, the first-order index S of a factor is the share that would go if it
//! alone were known; the total effect ST is the share that would stay if all others were known. Without interactions the
//! S sum to 1 and ST = S; ST - S is what a factor does together with others.
//!
//! For n base points, A and B are two of them side by side, AB_i is A with factor i from B: n (d + 2) runs. With N the base
//! points counted and V the variance (over 2N - 1) of all y of A and B,
//!
//! - S_i = mean((y_B - m) (y_ABi - y_A)) / V, m the mean of all y of A and B: far from zero, as ranks are, the product would
//!   else carry a noise that has nothing to do with any factor. Saltelli, Annoni, Azzini, Campolongo, Ratto, Tarantola (2010), Comput. Phys. Commun.
//!   181(2), table 2 (b);
//! - ST_i = sum of (y_A - y_ABi)^2 / (2 N V): Jansen (1999), Comput. Phys. Commun. 117(1-2), as there, table 2 (f).
//!
//! Intervals are of the bootstrap over base points, from the quantile 5 % to 95 % (type 7), V kept fixed \[COINr's
//! SA_estimate\]. Points are Sobol's, shifted by the seed, so the intervals are rather wide than narrow.

use super::sobol::Sobol;
use crate::association::is_constant;
use crate::error::{Code, Error, Result};
use crate::random::{Stream, BOOTSTRAP};
use crate::statistics::{quantile, Moments};
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// An estimate with its bootstrap interval; NaN where missing.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate; a share of the variance, outside \[0, 1\] by its error alone.
    pub value: f64,
    /// The 5 % quantile of the bootstrap.
    pub low: f64,
    /// The 95 % quantile of the bootstrap.
    pub high: f64,
}

/// The indices of one factor.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FactorIndices {
    /// S: what the factor explains alone.
    pub first: Estimate,
    /// ST: what it explains with all its interactions.
    pub total: Estimate,
}

/// What the runs so far say.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indices {
    /// The factors, in their order. All missing where there is no variance to be shared out: the result is the same (to 12
    /// digits) whatever the factors are, or no base point is complete.
    pub factors: Vec<FactorIndices>,
    /// Mean of the results of A and B.
    pub mean: f64,
    /// V.
    pub variance: f64,
    /// N: base points all of whose runs have a finite result.
    pub points: usize,
    /// Base points left out, since a run of theirs has none.
    pub left_out: usize,
}

crate::json::shown!(Estimate { value, low, high });
crate::json::shown!(FactorIndices { first, total });
crate::json::shown!(Indices { factors, mean, variance, points, left_out });

/// A sensitivity analysis under way: runs are asked for one by one, or in slices, so that a page stays awake.
///
/// Runs go base point by base point (A, B, AB_1 to AB_d), so the indices are there from the first complete points on.
#[derive(Debug, Clone)]
pub struct Sensitivity {
    factors: usize,
    points: usize,
    seed: u64,
    sobol: Sobol,
    /// The base point that is run: A, then B.
    base: Vec<f64>,
    point: Vec<f64>,
    /// `[base point][A, B, AB_1, ..., AB_d]`
    results: Vec<f64>,
}

impl Sensitivity {
    /// The most factors there are Sobol numbers for: each takes two dimensions.
    pub const MOST: usize = Sobol::MOST / 2;

    /// Of `factors` factors, each uniform on \[0, 1), with `points` base points: best a power of two, and 4,096 or more.
    ///
    /// # Errors
    /// `bad_parameter` for no factor, more than [`Sensitivity::MOST`], no point, or more than 2^24 of them.
    pub fn new(factors: usize, points: usize, seed: u64) -> Result<Self> {
        let wrong = |place: &str, zh: String, en: String, least: (&str, &str)| {
            Error::new(Code::BadParameter, place, Text::new(zh, en), Text::new(least.0, least.1))
        };
        if !(1..=Self::MOST).contains(&factors) {
            return Err(wrong(
                "factors",
                format!("因素须为 1 至 {} 个，而不是 {factors} 个。", Self::MOST),
                format!("There can be 1 to {} factors, not {factors}.", Self::MOST),
                ("请把若干因素合为一个。", "Take several of them as one."),
            ));
        }
        if !(1..=1 << 24).contains(&points) {
            return Err(wrong(
                "points",
                format!("基准点须为 1 至 16777216 个，而不是 {points} 个。"),
                format!("There can be 1 to 16,777,216 base points, not {points}."),
                ("宜取 4096 个。", "4,096 are a good number."),
            ));
        }
        let sobol = Sobol::shifted(2 * factors, seed)?;
        let (base, point) = (Vec::with_capacity(2 * factors), Vec::with_capacity(factors));
        Ok(Sensitivity { factors, points, seed, sobol, base, point, results: Vec::new() })
    }

    /// The runs of all base points: n (d + 2).
    pub fn runs(&self) -> usize {
        self.points * (self.factors + 2)
    }

    /// The runs that have their result.
    pub fn done(&self) -> usize {
        self.results.len()
    }

    /// The factors of the next run; the same until its result is pushed. `None` when all are done.
    pub fn next_point(&mut self) -> Option<&[f64]> {
        if self.done() >= self.runs() {
            return None;
        }
        let (d, run) = (self.factors, self.done() % (self.factors + 2));
        if run == 0 && self.base.is_empty() {
            self.base.extend_from_slice(self.sobol.next_point()?);
        }
        let from = if run == 1 { d } else { 0 };
        self.point.clear();
        self.point.extend_from_slice(&self.base[from..from + d]);
        if let Some(factor) = run.checked_sub(2) {
            self.point[factor] = self.base[d + factor];
        }
        Some(&self.point)
    }

    /// The result of the next run; one that is not finite is missing. Nothing happens when all are done.
    pub fn push(&mut self, result: f64) {
        // The base point of a run whose factors nobody has asked for must be taken all the same.
        if self.next_point().is_some() {
            self.results.push(result);
            if self.done() % (self.factors + 2) == 0 {
                self.base.clear();
            }
        }
    }

    /// Does up to so many more runs; whether there are more to do.
    pub fn advance(&mut self, runs: usize, f: &mut dyn FnMut(&[f64]) -> f64) -> bool {
        for _ in 0..runs {
            let Some(point) = self.next_point() else { return false };
            let result = f(point);
            self.push(result);
        }
        self.done() < self.runs()
    }

    /// The indices by the base points that are complete. N d a bootstrap.
    pub fn indices(&self, bootstraps: usize) -> Indices {
        let (d, width) = (self.factors, self.factors + 2);
        let complete = self.results.chunks_exact(width);
        let rows: Vec<&[f64]> = complete.clone().filter(|row| row.iter().all(|y| y.is_finite())).collect();
        let n = rows.len();
        let both: Vec<f64> = rows.iter().flat_map(|row| [row[0], row[1]]).collect();
        let moments = Moments::of(&both);
        let (mean, variance) = (moments.mean, moments.variance());
        let nothing = Estimate { value: f64::NAN, low: f64::NAN, high: f64::NAN };
        let mut found = Indices {
            factors: vec![FactorIndices { first: nothing, total: nothing }; d],
            mean,
            variance,
            points: n,
            left_out: complete.len() - n,
        };
        if is_constant(&both) || !variance.is_finite() {
            return found;
        }
        // What a base point adds to S of every factor, then to ST.
        let mut parts = Vec::with_capacity(n * 2 * d);
        for row in &rows {
            let (a, b, ab) = (row[0], row[1], &row[2..]);
            parts.extend(ab.iter().map(|ab| (b - mean) * (ab - a) / variance));
            parts.extend(ab.iter().map(|ab| (a - ab) * (a - ab) / (2.0 * variance)));
        }
        let mean_of = |rows: &mut dyn Iterator<Item = usize>, sums: &mut [f64]| {
            sums.fill(0.0);
            for row in rows {
                sums.iter_mut().zip(&parts[row * 2 * d..]).for_each(|(sum, part)| *sum += part);
            }
            sums.iter_mut().for_each(|sum| *sum /= n as f64);
        };
        let mut sums = vec![0.0; 2 * d];
        let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(bootstraps); 2 * d];
        for bootstrap in 0..bootstraps {
            let mut stream = Stream::new(self.seed, bootstrap as u32, BOOTSTRAP);
            mean_of(&mut (0..n).map(|_| stream.below(n)), &mut sums);
            drawn.iter_mut().zip(&sums).for_each(|(drawn, sum)| drawn.push(*sum));
        }
        mean_of(&mut (0..n), &mut sums);
        let mut estimate = |at: usize| {
            drawn[at].sort_unstable_by(f64::total_cmp);
            Estimate { value: sums[at], low: quantile(&drawn[at], 0.05), high: quantile(&drawn[at], 0.95) }
        };
        for (at, factor) in found.factors.iter_mut().enumerate() {
            *factor = FactorIndices { first: estimate(at), total: estimate(d + at) };
        }
        found
    }
}

/// First-order and total-effect indices of a function of `factors` factors, each uniform on \[0, 1).
///
/// Runs f `points` (d + 2) times, and is a function of its arguments alone: the same seed gives the same indices to the
/// last bit. Where a run's result is not finite, its base point is left out and counted. Without variance all indices are
/// NaN; without bootstraps (1,000 are usual) the intervals are. [`Sensitivity`] does the same in slices.
///
/// ```
/// use innodex::robustness::sensitivity::indices;
/// // y = 3 a + b: variances 9/12 and 1/12, no interaction.
/// let found = indices(2, 1024, &mut |x| 3.0 * x[0] + x[1], 200, 1)?;
/// assert!((found.factors[0].first.value - 0.9).abs() < 0.01);
/// assert!((found.factors[1].total.value - 0.1).abs() < 0.01);
/// # Ok::<(), innodex::Error>(())
/// ```
///
/// # Errors
/// As [`Sensitivity::new`].
pub fn indices(
    factors: usize,
    points: usize,
    f: &mut dyn FnMut(&[f64]) -> f64,
    bootstraps: usize,
    seed: u64,
) -> Result<Indices> {
    let mut sensitivity = Sensitivity::new(factors, points, seed)?;
    sensitivity.advance(usize::MAX, f);
    Ok(sensitivity.indices(bootstraps))
}
