//! Ranks of one draw, without allocating: those of [`rank`](crate::ranking::rank) by competition; 0 where there is no score.

use crate::ranking::{slack, EQUAL};

/// Storage for ranking, kept between draws.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranker {
    /// Where each bucket ends.
    ends: Vec<u32>,
    bucket: Vec<u32>,
    order: Vec<u32>,
    sorted: Vec<f64>,
}

/// Up to so many units, comparing all with all is quickest.
const FEW: usize = 96;

impl Ranker {
    /// Ranks `scores` (NaN has none), or their logarithms, into `ranks`. Linear in the number of units as long as scores are
    /// spread.
    pub fn rank(&mut self, scores: &[f64], logs: bool, ranks: &mut [u32]) {
        if scores.len() <= FEW {
            for (rank, s) in ranks.iter_mut().zip(scores) {
                let above: u64 = scores.iter().map(|v| u64::from(v > s)).sum();
                *rank = if s.is_nan() { 0 } else { 1 + above as u32 };
            }
            self.join(scores, logs, ranks);
        } else {
            self.by_buckets(scores, logs, ranks);
        }
    }

    /// From ranks that the last digit decides to those of scores that tie.
    fn join(&mut self, scores: &[f64], logs: bool, ranks: &mut [u32]) {
        self.sorted.clear();
        self.sorted.resize(scores.len(), f64::NAN);
        let mut count = 0;
        for (rank, score) in ranks.iter().zip(scores).filter(|(rank, _)| **rank > 0) {
            self.sorted[*rank as usize - 1] = *score;
            count += 1;
        }
        if all_apart(&self.sorted[..count], logs) {
            return;
        }
        let scale = Scale::of(&self.sorted, logs);
        // Where several are equal to the last digit, the places behind their first are empty.
        let (mut best, mut first, mut joined) = (f64::INFINITY, 0, false);
        self.order.clear();
        for (at, score) in self.sorted.iter().enumerate() {
            if scale.apart(best, *score) {
                (best, first) = (*score, at as u32 + 1);
            } else {
                joined |= !score.is_nan();
            }
            self.order.push(first);
        }
        if joined {
            for rank in ranks.iter_mut().filter(|rank| **rank > 0) {
                *rank = self.order[*rank as usize - 1];
            }
        }
    }

    /// Into as many buckets as there are units by their place between the least and the largest score, then each bucket.
    fn by_buckets(&mut self, scores: &[f64], logs: bool, ranks: &mut [u32]) {
        let present = scores.iter().filter(|s| !s.is_nan());
        let (low, high) = present.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), s| (l.min(*s), h.max(*s)));
        let buckets = scores.len();
        // A geometric mean of a zero is minus infinity in logarithms: then there is no place between.
        let scale = (buckets - 1) as f64 / (high - low);
        let scale = if scale.is_finite() { scale } else { 0.0 };
        self.ends.clear();
        self.ends.resize(buckets + 1, 0);
        self.bucket.clear();
        // The best come first; the last bucket is of those without a score.
        self.bucket.extend(scores.iter().map(|s| match s.is_nan() {
            true => buckets as u32,
            false => ((high - s) * scale) as u32,
        }));
        for bucket in &self.bucket {
            self.ends[*bucket as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut self.ends {
            sum += *end;
            *end = sum;
        }
        let count = self.ends[buckets - 1] as usize;
        self.order.clear();
        self.order.resize(scores.len(), 0);
        for (unit, bucket) in self.bucket.iter().enumerate().rev() {
            let end = &mut self.ends[*bucket as usize];
            *end -= 1;
            self.order[*end as usize] = unit as u32;
        }
        // Now each holds where its bucket starts.
        for at in 0..buckets {
            let bucket = &mut self.order[self.ends[at] as usize..self.ends[at + 1] as usize];
            match bucket.len() {
                0 | 1 => {}
                2..=24 => insertion(bucket, scores),
                _ => bucket.sort_unstable_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize])),
            }
        }
        self.sorted.clear();
        self.sorted.extend(self.order[..count].iter().map(|u| scores[*u as usize]));
        let scale = Scale::of(&self.sorted, logs);
        let (mut rank, mut best) = (0, f64::INFINITY);
        for at in 0..count {
            if scale.apart(best, self.sorted[at]) {
                (rank, best) = (at as u32 + 1, self.sorted[at]);
            }
            ranks[self.order[at] as usize] = rank;
        }
        for unit in &self.order[count..] {
            ranks[*unit as usize] = 0;
        }
    }
}

/// Whether no two of these scores tie, as is usual: a short test of descending scores, or of their logarithms. It is false too
/// where it cannot tell.
fn all_apart(sorted: &[f64], logs: bool) -> bool {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return true };
    let needed = if logs { CLEARLY_APART } else { EQUAL * first.abs().max(last.abs()) };
    let apart = sorted.windows(2).fold(true, |all, pair| all & (pair[0] - pair[1] > needed));
    apart && first.is_finite() && (!logs || *last > first - NEAR_THE_HIGHEST)
}

/// Logarithms of scores that differ by more do not tie, ...
const CLEARLY_APART: f64 = 1e-9;
/// ... where they are nearer than this to the highest: a billionth of a 400th of the largest score is more than the slack.
const NEAR_THE_HIGHEST: f64 = 6.0;

/// What scores may differ by and tie.
#[derive(Clone, Copy)]
struct Scale {
    slack: f64,
    /// The largest logarithm, where scores are such.
    highest: Option<f64>,
}

impl Scale {
    fn of(scores: &[f64], logs: bool) -> Scale {
        if !logs {
            return Scale { slack: slack(scores.iter().copied()), highest: None };
        }
        let highest = scores.iter().fold(f64::NEG_INFINITY, |h, s| h.max(*s));
        Scale { slack: EQUAL * libm::exp(highest), highest: Some(highest) }
    }

    /// Whether a score does not tie with a better one that leads a group.
    fn apart(self, best: f64, score: f64) -> bool {
        match self.highest {
            None => best - score > self.slack,
            Some(highest) if best > highest - NEAR_THE_HIGHEST && best - score > CLEARLY_APART => true,
            Some(_) => libm::exp(best) - libm::exp(score) > self.slack,
        }
    }
}

/// Highest first.
fn insertion(order: &mut [u32], scores: &[f64]) {
    for at in 1..order.len() {
        let unit = order[at];
        let score = scores[unit as usize];
        let mut to = at;
        while to > 0 && scores[order[to - 1] as usize] < score {
            order[to] = order[to - 1];
            to -= 1;
        }
        order[to] = unit;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{rank, Ties};

    #[test]
    fn ranks_are_those_of_the_ranking_whatever_the_scores() {
        let mut ranker = Ranker::default();
        let mut random = 1_u64;
        let mut next = || {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 11) as f64 / (1_u64 << 53) as f64
        };
        for n in [0, 1, 2, 31, 96, 97, 500, 3000] {
            for kind in 0..8 {
                let mut scores: Vec<f64> = (0..n)
                    .map(|at| match kind {
                        0 => next(),
                        1 => (next() * 5.0).floor(),
                        2 => libm::exp(20.0 * next()),
                        3 => {
                            if next() < 0.2 {
                                f64::NAN
                            } else {
                                next() - 0.5
                            }
                        }
                        4 => {
                            if at == 0 {
                                -1e300
                            } else {
                                next()
                            }
                        }
                        // Ties but for noise, and chains of near scores.
                        5 => (next() * 9.0).floor() / 3.0 * (1.0 + (next() - 0.5) * 1e-15),
                        6 => 1.0 + (next() * 20.0).floor() * 4e-13,
                        _ => 7.0,
                    })
                    .collect();
                if n > 2 && kind == 2 {
                    scores[1] = 1e300;
                }
                let mut ranks = vec![9; n];
                ranker.rank(&scores, false, &mut ranks);
                let same = |ranks: &[u32], expected: &[f64]| {
                    ranks.iter().zip(expected).all(|(r, e)| if e.is_nan() { *r == 0 } else { f64::from(*r) == *e })
                };
                assert!(same(&ranks, &rank(&scores, Ties::Competition)), "{n} units, kind {kind}");
                // As logarithms: zeros among them, and what is as good as zero beside the largest.
                let logs: Vec<f64> = scores.iter().map(|s| libm::log(s.abs())).collect();
                let scores: Vec<f64> = logs.iter().map(|s| libm::exp(*s)).collect();
                ranker.rank(&logs, true, &mut ranks);
                assert!(same(&ranks, &rank(&scores, Ties::Competition)), "{n} units, kind {kind} in logarithms");
            }
        }
    }
}
