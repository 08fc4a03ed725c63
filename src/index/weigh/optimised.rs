//! Weights with which importance in the index is as stated.

use super::{Find, Weighting};
use crate::association::dot;
use crate::index::methods::documented;
use crate::reason::Reason;

documented! {
    /// Weights with which the nodes' correlations with the index are in proportion to the weights given
    /// \[get_opt_weights, which stops early\]; they sum to 1. Becker, Saisana, Paruolo, Vandecasteele (2017). Of the
    /// columns (1, 2, 3, 4), (1, 3, 2, 4) given the same weight: 0.5, 0.5.
    pub static OPTIMISED: Weighting = Weighting {
        word: "optimised",
        find: Find::Index(|importance, correlations| Ok(optimised(importance, correlations)?.weights)),
        sentence: (
            "经优化，使各项与指数的相关程度和给定的重要性成比例",
            "are optimised so that correlations with the index are in proportion to the importance given",
        ),
    };
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
    /// stays as it is, since only proportions count.
    fn refine(&mut self, best: &mut Trial) {
        let mut damping = 1e-3;
        for _ in 0..40 {
            if best.error < CLOSE {
                return;
            }
            let Some(slopes) = self.slopes(best) else { return };
            match self.damped_step(best, &slopes, &mut damping) {
                Some(better) => *best = better,
                None => return,
            }
        }
    }

    /// How each share answers to each logarithm but the last, one row a weight.
    fn slopes(&mut self, best: &Trial) -> Option<Vec<Vec<f64>>> {
        let mut slopes = Vec::new();
        for j in 0..self.stated.len() - 1 {
            let mut beside = |step: f64| {
                let mut logs = best.logs.clone();
                logs[j] += step;
                self.trial(logs)
            };
            let (above, below) = (beside(SLOPE), beside(-SLOPE));
            let (above, below) = (above?, below?);
            slopes.push(above.shares.iter().zip(&below.shares).map(|(a, b)| (a - b) / (2.0 * SLOPE)).collect());
        }
        Some(slopes)
    }

    /// A step that lowers the error, with as much more damping as that takes; `None` where none of eight does.
    fn damped_step(&mut self, best: &Trial, slopes: &[Vec<f64>], damping: &mut f64) -> Option<Trial> {
        let missing: Vec<f64> = self.stated.iter().zip(&best.shares).map(|(stated, share)| stated - share).collect();
        for _ in 0..8 {
            // Normal equations, one row a weight, what they equal at the end.
            let mut rows: Vec<Vec<f64>> = Vec::new();
            for (j, slope) in slopes.iter().enumerate() {
                let mut row: Vec<f64> = slopes.iter().map(|other| dot(slope, other)).collect();
                // The constant keeps a weight in place that no share answers to.
                row[j] = row[j] * (1.0 + *damping) + 1e-18;
                row.push(dot(slope, &missing));
                rows.push(row);
            }
            solve(&mut rows);
            let steps = rows.iter().map(|row| row[slopes.len()].clamp(-2.0, 2.0)).chain([0.0]);
            let logs = best.logs.iter().zip(steps).map(|(u, step)| u + step).collect();
            if let Some(better) = self.trial(logs).filter(|t| t.error < best.error) {
                *damping /= 10.0;
                return Some(better);
            }
            *damping *= 10.0;
        }
        None
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
