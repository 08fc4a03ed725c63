//! Step 6 of the Handbook, its first half: weights of a group that come from the figures instead of from a decision.
//!
//! Columns hold a value a unit, higher is better, and a missing one (NaN) is left out. Weights are in the order of the
//! columns, none below zero; a group of one has the weight 1. Where figures give no weights the answer is the [`Reason`].
//! A statistical weight says how a column varies, not how much it matters: the Handbook warns of taking one for the other.

use crate::association::{complete_rows, correlation, is_constant, principal_components, Measure};
use crate::ranking::slack;
use crate::reason::Reason;

/// Entropy weights: E = 1 + (1 / ln m) x sum of p ln p over the m units present, p = x / sum of x; weight = E / sum of E.
///
/// They sum to 1, none is below zero. A column that is the same for all units has weight 0, as has one whose E is no more
/// than 1e-12 of the largest, and one whose sum few units hold has most; so a column's zero matters, and weights change
/// when something is added to it. 0 ln 0 = 0.
///
/// Source: Shannon's entropy, as in pymcdm's `entropy_weights` (which refuses zeros) and scikit-criteria's (which does
/// not).
///
/// ```
/// // The second column is all one unit's, the third half so.
/// let weights = innodex::index::weigh::entropy(&[&[2.0; 4], &[8.0, 0.0, 0.0, 0.0], &[4.0, 4.0, 0.0, 0.0]]).unwrap();
/// assert!(weights.iter().zip([0.0, 2.0 / 3.0, 1.0 / 3.0]).all(|(w, known)| (w - known).abs() < 1e-15));
/// ```
///
/// # Errors
/// `too_few_units` where a column has fewer than two figures, `no_shares` where one is negative or all are zero,
/// `constant` where every column is.
pub fn entropy(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let mut weights = Vec::new();
    for column in columns {
        let present = || column.iter().filter(|v| !v.is_nan());
        let (n, sum) = (present().count(), present().sum::<f64>());
        if n < 2 {
            return Err(Reason::TooFewUnits);
        }
        if sum <= 0.0 || present().any(|v| *v < 0.0) {
            return Err(Reason::NoShares);
        }
        if sum.is_infinite() {
            return Err(Reason::Overflow);
        }
        // 1 - entropy is the mean of (1 + d) ln(1 + d) - d over ln n, d how far a figure is from the mean as a share of it:
        // the same sum, without the difference of near numbers, and no term is below zero.
        let mean = sum / n as f64;
        let term = |v: &f64| match v / mean - 1.0 {
            d if d > -1.0 => ((1.0 + d) * libm::log1p(d) - d).max(0.0),
            _ => 1.0,
        };
        weights.push(present().map(term).sum::<f64>() / (n as f64 * libm::log(n as f64)));
    }
    // Beside a column with a spread, what is equal to 12 digits has none; where none has more, none has any.
    let noise = slack(weights.iter().copied());
    for (weight, column) in weights.iter_mut().zip(columns) {
        if is_constant(column) || *weight <= noise {
            *weight = 0.0;
        }
    }
    to_one(weights, Reason::Constant)
}

/// CRITIC weights: C = sd of the column, min-max scaled, x sum of 1 - r with every column; weight = C / sum of C.
///
/// They sum to 1: a column weighs more that spreads its units more, and that says what others do not. The sd is taken with
/// n - 1, correlations are Pearson's over the units that have both. Zeros and negative figures are figures; neither unit
/// of measure nor zero of a column matters.
///
/// Source: Diakoulaki, D. et al. (1995), Computers & Operations Research 22(7); pymcdm's `critic_weights`.
///
/// ```
/// // The first two say the same: each has half of the conflict that the third has with both.
/// let weights = innodex::index::weigh::critic(&[&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0], &[5.0, 2.5, 0.0]]).unwrap();
/// assert!(weights.iter().zip([0.25, 0.25, 0.5]).all(|(w, known)| (w - known).abs() < 1e-15));
/// ```
///
/// # Errors
/// `too_few_units` where two columns have fewer than two units in common, `constant` where a column is constant (over the
/// units it shares with another), `no_shares` where all columns say the same.
pub fn critic(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let mut weights = Vec::new();
    for x in columns {
        let mut conflict = 0.0;
        for y in columns {
            let r = correlation(Measure::Pearson, x, y);
            if r.value.is_nan() {
                return Err(if r.n < 2 { Reason::TooFewUnits } else { Reason::Constant });
            }
            // Of two that say the same, rounding leaves a difference that is no conflict.
            conflict += if r.value > 1.0 - 1e-12 { 0.0 } else { 1.0 - r.value };
        }
        weights.push(sd_of_scaled(x) * conflict);
    }
    to_one(weights, Reason::NoShares)
}

/// The standard deviation (n - 1) of what is present, scaled to the range from 0 to 1.
fn sd_of_scaled(x: &[f64]) -> f64 {
    let present = || x.iter().copied().filter(|v| !v.is_nan());
    let n = present().count() as f64;
    let (min, max) = (present().fold(f64::INFINITY, f64::min), present().fold(f64::NEG_INFINITY, f64::max));
    let mean = present().sum::<f64>() / n;
    let squares: f64 = present().map(|v| (v - mean) / (max - min)).map(|d| d * d).sum();
    (squares / (n - 1.0)).sqrt()
}

/// Weights by the first principal component: the square of each column's loading, its share of that component's variance.
///
/// They sum to 1. A loading below zero (a column that runs against the others) weighs as much as one above: look at the
/// [`loadings`](principal_components) before trusting such weights. Over the units of which all columns are there, of which
/// there must be three.
///
/// Source: Handbook, step 6, weights based on principal components (Nicoletti, G. et al. 2000), of the first component
/// alone and not rotated.
///
/// ```
/// let weights = innodex::index::weigh::components(&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]]).unwrap();
/// assert!((weights[0] - 0.5).abs() < 1e-15 && (weights[1] - 0.5).abs() < 1e-15);
/// ```
///
/// # Errors
/// `too_few_units` where fewer than three units have all columns, `constant` where a column is constant over these.
pub fn components(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    Ok(first_loadings(columns)?.iter().map(|l| l * l).collect())
}

/// Weights by the first principal component as COINr has them: its loadings as they are, with the sign that makes their
/// sum positive. Their squares, not they, sum to 1.
///
/// Source: \[get_PCA\], which also gives weights below zero, or all of them, by the sign that comes out.
///
/// # Errors
/// As [`components`]; and `mixed_signs` where some loadings are above zero and some below: with such weights a unit would
/// gain by being worse.
pub fn components_coinr(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    let loadings = first_loadings(columns)?;
    let sign = 1.0_f64.copysign(loadings.iter().sum());
    // A column that has no part in the component has a loading of noise, of either sign.
    match loadings.iter().all(|l| l * sign > -1e-12) {
        true => Ok(loadings.iter().map(|l| (l * sign).max(0.0)).collect()),
        false => Err(Reason::MixedSigns),
    }
}

fn first_loadings(columns: &[&[f64]]) -> Result<Vec<f64>, Reason> {
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    let first = principal_components(columns).and_then(|c| c.loadings.into_iter().next());
    first.ok_or_else(|| if complete_rows(columns).len() < 3 { Reason::TooFewUnits } else { Reason::Constant })
}

/// Weights divided by their sum, or why there is none.
fn to_one(weights: Vec<f64>, none: Reason) -> Result<Vec<f64>, Reason> {
    let sum: f64 = weights.iter().sum();
    match sum {
        _ if !sum.is_finite() => Err(Reason::Overflow),
        _ if sum > 0.0 => Ok(weights.iter().map(|w| w / sum).collect()),
        _ => Err(none),
    }
}

/// Weights found by [`optimised`], and what they give.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimised {
    /// A weight a node; they sum to 1.
    pub weights: Vec<f64>,
    /// The share of each node in the sum of correlations, with these weights: what was asked for, or as near as it gets.
    pub shares: Vec<f64>,
}

/// Weights with which the importance of each node, c / sum of c (c its correlation with the index), is its stated share.
///
/// `correlations` gives, for weights of the nodes that sum to 1, each node's correlation with the index. Weights are above
/// zero; a node whose stated share is 0 has weight 0, and its correlation does not count. Shares within some 1e-12 of the
/// stated ones where they can be had, else the least sum of squared differences that was found: compare
/// [`shares`](Optimised::shares). (They cannot where a node that runs against the others should matter much, or where
/// nodes that say the same should matter differently.) No random numbers. Of k nodes, some 10 k calls where the shares can
/// be had, and at most some 4,400 + 80 k where they cannot.
///
/// Weights are multiplied by stated / obtained share, in steps that shrink when they do harm; then Levenberg and
/// Marquardt's method on their logarithms ends it. The start is the stated shares; where that leads to no end the same is
/// done from equal weights, and from each node in turn having much of the weight.
///
/// Source: Becker, W. et al. (2017), Ecological Indicators 80 \[get_opt_weights, whose search stops at some 1e-3\].
///
/// # Errors
/// `no_shares` where a stated share is negative, not finite, or all are zero; `constant` where even to begin with there is
/// no correlation, or no sum of them above zero.
pub fn optimised(shares: &[f64], correlations: &mut dyn FnMut(&[f64]) -> Vec<f64>) -> Result<Optimised, Reason> {
    let sum: f64 = shares.iter().sum();
    let sound = sum > 0.0 && sum.is_finite() && shares.iter().all(|s| *s >= 0.0);
    if !sound {
        return Err(Reason::NoShares);
    }
    let nodes: Vec<usize> = (0..shares.len()).filter(|k| shares[*k] > 0.0).collect();
    let stated: Vec<f64> = nodes.iter().map(|k| shares[*k] / sum).collect();
    let mut search = Search { all: shares.len(), nodes, stated, correlations, calls: 0 };
    let k = search.stated.len();
    let mut best: Option<Trial> = None;
    for start in 0..k + 2 {
        let mut logs = vec![0.0; k];
        match start.checked_sub(2) {
            // Seven times the weight of each of the others.
            Some(node) => logs[node] = 2.0,
            None if start == 0 => logs = search.stated.iter().map(|s| libm::log(*s)).collect(),
            None => {}
        }
        let Some(found) = search.from(logs) else { continue };
        if best.as_ref().is_none_or(|best| found.error < best.error) {
            best = Some(found);
        }
        if search.calls > 4000 || best.as_ref().is_some_and(|best| best.error < 1e-16) {
            break;
        }
    }
    let best = best.ok_or(Reason::Constant)?;
    Ok(Optimised { weights: search.spread(&best.weights), shares: search.spread(&best.shares) })
}

struct Search<'a> {
    /// Nodes, those without a share among them.
    all: usize,
    /// The nodes that have a share, and their shares; all below is about these.
    nodes: Vec<usize>,
    stated: Vec<f64>,
    correlations: &'a mut dyn FnMut(&[f64]) -> Vec<f64>,
    calls: usize,
}

struct Trial {
    /// Logarithms of the weights, the largest 0.
    logs: Vec<f64>,
    weights: Vec<f64>,
    shares: Vec<f64>,
    /// Sum of squared differences between shares and stated ones.
    error: f64,
}

impl Search<'_> {
    /// Values of the nodes that have a share, among all.
    fn spread(&self, values: &[f64]) -> Vec<f64> {
        let mut all = vec![0.0; self.all];
        self.nodes.iter().zip(values).for_each(|(node, value)| all[*node] = *value);
        all
    }

    /// What these logarithms of weights give; none where there are no shares.
    fn trial(&mut self, logs: Vec<f64>) -> Option<Trial> {
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // A weight that is driven towards zero stays a weight.
        let logs: Vec<f64> = logs.iter().map(|u| (u - largest).max(-30.0)).collect();
        let weights: Vec<f64> = logs.iter().map(|u| libm::exp(*u)).collect();
        let sum: f64 = weights.iter().sum();
        let weights: Vec<f64> = weights.iter().map(|w| w / sum).collect();
        let all = self.spread(&weights);
        let all = (self.correlations)(&all);
        self.calls += 1;
        let c: Vec<f64> = self.nodes.iter().filter_map(|node| all.get(*node)).copied().collect();
        let sum: f64 = c.iter().sum();
        if c.len() < self.nodes.len() || !sum.is_finite() || sum <= 0.0 {
            return None;
        }
        let shares: Vec<f64> = c.iter().map(|c| c / sum).collect();
        let error = shares.iter().zip(&self.stated).map(|(share, stated)| (share - stated) * (share - stated)).sum();
        Some(Trial { logs, weights, shares, error })
    }

    fn from(&mut self, start: Vec<f64>) -> Option<Trial> {
        let mut best = self.trial(start)?;
        self.multiply(&mut best);
        self.refine(&mut best);
        Some(best)
    }

    /// Multiplies weights by stated / obtained share, which brings any start near.
    fn multiply(&mut self, best: &mut Trial) {
        let mut power = 1.0;
        for _ in 0..40 {
            if best.error < CLOSE || power < 1e-3 {
                return;
            }
            let step = |((u, share), stated): ((&f64, &f64), &f64)| {
                // A share of zero or less asks for more weight, but not for any that much at once.
                let factor = if *share > 0.0 { libm::log(stated / share) } else { 1.0 };
                u + power * factor.clamp(-1.0, 1.0)
            };
            let logs = best.logs.iter().zip(&best.shares).zip(&self.stated).map(step).collect();
            match self.trial(logs).filter(|t| t.error < best.error) {
                Some(better) => {
                    *best = better;
                    power = f64::min(power * 1.5, 4.0);
                }
                None => power /= 2.0,
            }
        }
    }

    /// Levenberg and Marquardt: least squares of the differences in the logarithms of the weights but the last one, which
    /// stands still, since only proportions count.
    fn refine(&mut self, best: &mut Trial) {
        let k = self.stated.len();
        let free = k - 1;
        let mut damping = 1e-3;
        for _ in 0..40 {
            if best.error < CLOSE {
                return;
            }
            // One row a weight: how each share answers to it.
            let mut slopes: Vec<Vec<f64>> = Vec::new();
            for j in 0..free {
                let mut beside = |step: f64| {
                    let mut logs = best.logs.clone();
                    logs[j] += step;
                    self.trial(logs)
                };
                let (Some(above), Some(below)) = (beside(SLOPE), beside(-SLOPE)) else { return };
                let slope = above.shares.iter().zip(&below.shares).map(|(a, b)| (a - b) / (2.0 * SLOPE));
                slopes.push(slope.collect());
            }
            let missing: Vec<f64> =
                self.stated.iter().zip(&best.shares).map(|(stated, share)| stated - share).collect();
            let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
            let mut better = None;
            for _ in 0..8 {
                // Normal equations, one row a weight, what they equal at the end.
                let mut rows: Vec<Vec<f64>> = Vec::new();
                for (j, slope) in slopes.iter().enumerate() {
                    let mut row: Vec<f64> = slopes.iter().map(|other| product(slope, other)).collect();
                    // The constant keeps a weight in place that no share answers to.
                    row[j] = row[j] * (1.0 + damping) + 1e-18;
                    row.push(product(slope, &missing));
                    rows.push(row);
                }
                solve(&mut rows);
                let steps = rows.iter().map(|row| row[free].clamp(-2.0, 2.0)).chain([0.0]);
                let logs = best.logs.iter().zip(steps).map(|(u, step)| u + step).collect();
                better = self.trial(logs).filter(|t| t.error < best.error);
                if better.is_some() {
                    damping /= 10.0;
                    break;
                }
                damping *= 10.0;
            }
            match better {
                Some(better) => *best = better,
                None => return,
            }
        }
    }
}

/// The error at which every share is right to 12 digits.
const CLOSE: f64 = 1e-25;

/// The step in a logarithm, to both sides, over which slopes are taken: right to some 11 digits.
const SLOPE: f64 = 1e-5;

/// Solves symmetric positive equations, a row each with what it equals at its end; the solution stands there then.
fn solve(rows: &mut [Vec<f64>]) {
    for i in 0..rows.len() {
        let pivot: Vec<f64> = rows[i].iter().map(|x| x / rows[i][i]).collect();
        for row in rows.iter_mut() {
            let factor = row[i];
            row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
        }
        rows[i] = pivot;
    }
}
