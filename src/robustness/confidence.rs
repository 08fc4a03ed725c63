//! Confidence sets of ranks, where scores are estimates with an error.
//!
//! Two units are distinguished where their difference is larger than its error allows. The best rank that a unit may have is
//! one below all that are surely above it, the worst one above all that are surely below.
//!
//! Source: Mogstad, Romano, Shaikh, Wilhelm (2024), Inference for ranks with applications to mobility across neighbourhoods
//! and academic achievement across countries, Review of Economic Studies 91(1); the same as the R package csranks gives,
//! two-sided.

mod basis;
pub(crate) mod figures;
mod normal;
mod scores;

pub use figures::{figures_behind, WithoutError};
pub use scores::{RankConfidence, ScoreErrors, UnitConfidence};

use crate::error::{Code, Error, Result};
use crate::ranking::slack;
use crate::statistics::quantile;
use crate::text::Text;
use innodex_schema::{schema, typescript};
use normal::Normal;
use serde::Serialize;

/// What the confidence is about.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfidenceKind {
    /// Of every unit by itself: for who asks for one unit. Narrower.
    Marginal,
    /// Of all units at once: the whole ranking lies within the sets with this confidence.
    #[default]
    Simultaneous,
}

crate::json::words!(ConfidenceKind { Marginal = "marginal", Simultaneous = "simultaneous" });

/// How the sets are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The confidence, between 0 and 1.
    pub coverage: f64,
    /// Of one unit, or of all at once.
    pub kind: ConfidenceKind,
    /// Whether pairs told apart are left out and the rest tested again: sets as sure, and often narrower.
    pub stepdown: bool,
    /// How many draws the critical values rest on.
    pub draws: usize,
    /// Where the draws begin.
    pub seed: u64,
}

impl Default for Options {
    /// As csranks: 95 %, of all units at once, stepwise, 1,000 draws.
    fn default() -> Self {
        Options { coverage: 0.95, kind: ConfidenceKind::Simultaneous, stepdown: true, draws: 1000, seed: 1 }
    }
}

/// The errors of estimates.
#[derive(Debug, Clone, Copy)]
pub enum Errors<'a> {
    /// Their standard errors; independent of each other.
    Independent(&'a [f64]),
    /// Their covariance, row by row.
    Covariance(&'a [f64]),
}

/// The ranks that a unit may have, 1 the best.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RankSet {
    /// The best.
    pub lower: usize,
    /// The worst.
    pub upper: usize,
}

crate::json::shown!(RankSet { lower, upper });

/// The confidence sets of the ranks of estimates, more being better; `None` for a missing estimate, which has no rank and
/// takes none.
///
/// For units i and j with standard error s of their difference, i is above j where x_i - x_j > c s. c is the quantile
/// `coverage` (type 7) of the largest (z_i - z_j) / s over all pairs not yet told apart (of all units, or of a unit with
/// the others), z drawn from the normal distribution with the errors' covariance. An error of zero is exact: two such
/// units are told apart by any difference that is no tie. Equal estimates share the best of their places within both sets.
///
/// The same for all steps and units are the draws, so sets do not flicker; csranks draws anew, and differs within the error
/// of so many draws. Units n: time draws n² a step.
///
/// ```
/// use innodex::robustness::confidence::{confidence_sets, Errors, Options};
/// let sets = confidence_sets(&[9.0, 5.0, 4.5], Errors::Independent(&[0.5, 0.5, 0.5]), &Options::default())?;
/// let bounds: Vec<(usize, usize)> = sets.iter().flatten().map(|s| (s.lower, s.upper)).collect();
/// assert_eq!(bounds, [(1, 1), (2, 3), (2, 3)]); // the first is first, the others may be either
/// # Ok::<(), innodex::Error>(())
/// ```
///
/// # Errors
/// `bad_parameter` for a coverage not between 0 and 1, no draws, errors that are not as many as the estimates, negative, not
/// finite, or no covariance (not symmetric, or with a negative variance of some sum).
pub fn confidence_sets(estimates: &[f64], errors: Errors, options: &Options) -> Result<Vec<Option<RankSet>>> {
    if !(options.coverage > 0.0 && options.coverage < 1.0) {
        return Err(wrong("coverage", "置信水平须在 0 与 1 之间。", "The coverage must lie between 0 and 1."));
    }
    if options.draws == 0 {
        return Err(wrong("draws", "抽样次数须为正数。", "There must be at least one draw."));
    }
    let units: Vec<usize> = (0..estimates.len()).filter(|u| !estimates[*u].is_nan()).collect();
    let normal = Normal::new(errors, estimates.len(), &units)?;
    let x: Vec<f64> = units.iter().map(|u| estimates[*u]).collect();
    let mut draws = vec![0.0; x.len() * options.draws];
    for draw in 0..options.draws {
        for (unit, z) in normal.draw(options.seed, draw as u32).into_iter().enumerate() {
            draws[unit * options.draws + draw] = z;
        }
    }
    let pairs = Pairs { x: &x, normal: &normal, draws: &draws, options };
    let p = x.len();
    let all = |of: Option<usize>| -> Vec<(usize, usize)> {
        let either = |(i, j): (usize, usize)| of.is_none_or(|of| i == of || j == of);
        (0..p).flat_map(|i| (0..p).map(move |j| (i, j))).filter(|(i, j)| i != j && either((*i, *j))).collect()
    };
    let mut sets = vec![RankSet { lower: 1, upper: p }; p];
    match options.kind {
        ConfidenceKind::Simultaneous => {
            for (above, below) in pairs.told_apart(all(None)) {
                sets[above].upper -= 1;
                sets[below].lower += 1;
            }
        }
        ConfidenceKind::Marginal => {
            for (unit, set) in sets.iter_mut().enumerate() {
                for (above, _) in pairs.told_apart(all(Some(unit))) {
                    match above == unit {
                        true => set.upper -= 1,
                        false => set.lower += 1,
                    }
                }
            }
        }
    }
    let mut found = vec![None; estimates.len()];
    for (unit, set) in units.iter().zip(sets) {
        found[*unit] = Some(set);
    }
    Ok(found)
}

struct Pairs<'a> {
    x: &'a [f64],
    normal: &'a Normal,
    /// `[unit][draw]`
    draws: &'a [f64],
    options: &'a Options,
}

impl Pairs<'_> {
    fn draws(&self, unit: usize) -> &[f64] {
        &self.draws[unit * self.options.draws..(unit + 1) * self.options.draws]
    }

    /// The pairs of which the first is above the second.
    fn told_apart(&self, pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let apart = |(i, j): (usize, usize)| self.x[i] - self.x[j];
        let error = |(i, j): (usize, usize)| self.normal.error_between(i, j);
        // What has no error needs no test.
        let (exact, mut open): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair| error(*pair) == 0.0);
        let slack = slack(self.x.iter().copied());
        let mut told: Vec<(usize, usize)> = exact.into_iter().filter(|pair| apart(*pair) > slack).collect();
        while !open.is_empty() {
            let mut largest = vec![f64::NEG_INFINITY; self.options.draws];
            for (i, j) in &open {
                let scale = 1.0 / error((*i, *j));
                for ((largest, z), other) in largest.iter_mut().zip(self.draws(*i)).zip(self.draws(*j)) {
                    let apart = (z - other) * scale;
                    if apart > *largest {
                        *largest = apart;
                    }
                }
            }
            largest.sort_unstable_by(f64::total_cmp);
            let critical = quantile(&largest, self.options.coverage);
            let (more, rest): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|pair| apart(*pair) > error(*pair) * critical);
            let any = !more.is_empty();
            told.extend(more);
            open = rest;
            if !any || !self.options.stepdown {
                break;
            }
        }
        told
    }
}

fn wrong(place: &str, zh: &str, en: &str) -> Error {
    let hint = Text::new("请核对该参数。", "Check the parameter.");
    Error::new(Code::BadParameter, place, Text::new(zh, en), hint)
}
