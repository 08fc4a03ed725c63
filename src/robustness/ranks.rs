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

/// So many scores are looked at side by side, as vectors have them.
const LANES: usize = 4;

impl Ranker {
    /// Ranks `scores` (NaN has none), or their logarithms, into `ranks`. Linear in the number of units as long as scores are
    /// spread.
    pub fn rank(&mut self, scores: &[f64], logs: bool, ranks: &mut [u32]) {
        let ends = ends(scores);
        let clear = clear_distance(ends, logs);
        if scores.len() > FEW {
            self.by_buckets(scores, ends);
            self.rank_sorted(clear, logs, ranks);
        } else if !clear.is_some_and(|clear| by_comparison(scores, clear, ranks)) {
            // Some two may tie.
            by_comparison(scores, 0.0, ranks);
            self.join(scores, logs, ranks);
        }
    }

    /// From ranks that the last digit decides to those of scores that tie.
    fn join(&mut self, scores: &[f64], logs: bool, ranks: &mut [u32]) {
        self.sorted.clear();
        self.sorted.resize(scores.len(), f64::NAN);
        for (rank, score) in ranks.iter().zip(scores).filter(|(rank, _)| **rank > 0) {
            self.sorted[*rank as usize - 1] = *score;
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

    /// Sorts the units, the best first: into as many buckets as there are units by their place between the least and the largest
    /// score, then each bucket. Those without a score come last.
    fn by_buckets(&mut self, scores: &[f64], [low, high]: [f64; 2]) {
        let buckets = scores.len();
        // A geometric mean of a zero is minus infinity in logarithms: then there is no place between.
        let scale = (buckets - 1) as f64 / (high - low);
        let scale = if scale.is_finite() { scale } else { 0.0 };
        self.ends.clear();
        self.ends.resize(buckets + 1, 0);
        self.bucket.clear();
        // The last bucket is of those without a score.
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
    }

    /// The ranks of units that are sorted.
    fn rank_sorted(&self, clear: Option<f64>, logs: bool, ranks: &mut [u32]) {
        let (scored, others) = self.order.split_at(self.sorted.len());
        if clear.is_some_and(|clear| all_apart(&self.sorted, clear)) {
            for (rank, unit) in (1..).zip(scored) {
                ranks[*unit as usize] = rank;
            }
        } else {
            let scale = Scale::of(&self.sorted, logs);
            let (mut rank, mut best) = (0, f64::INFINITY);
            for (at, (unit, score)) in (1..).zip(scored.iter().zip(&self.sorted)) {
                if scale.apart(best, *score) {
                    (rank, best) = (at, *score);
                }
                ranks[*unit as usize] = rank;
            }
        }
        for unit in others {
            ranks[*unit as usize] = 0;
        }
    }
}

/// The least and the largest score; infinities the wrong way round where there is none.
fn ends(scores: &[f64]) -> [f64; 2] {
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let mut add = |at: usize, s: f64| {
        // What is missing is neither.
        low[at] = if s < low[at] { s } else { low[at] };
        high[at] = if s > high[at] { s } else { high[at] };
    };
    let blocks = scores.chunks_exact(LANES);
    let rest = blocks.remainder();
    blocks.for_each(|block| (0..LANES).for_each(|at| add(at, block[at])));
    rest.iter().enumerate().for_each(|(at, s)| add(at, *s));
    [low.into_iter().fold(f64::INFINITY, f64::min), high.into_iter().fold(f64::NEG_INFINITY, f64::max)]
}

/// Ranks as if scores tied that differ by no more than `clear`, whoever leads. Returns whether there are none such, and so the
/// ranks are right: of every two scores one is counted as above the other, and places sum to 1 + 2 + ... + n.
fn by_comparison(scores: &[f64], clear: f64, ranks: &mut [u32]) -> bool {
    let (mut present, mut sum) = (0, 0);
    for (block, ranks) in scores.chunks(LANES).zip(ranks.chunks_mut(LANES)) {
        let mut bars = [f64::NAN; LANES];
        bars.iter_mut().zip(block).for_each(|(bar, s)| *bar = s + clear);
        let mut above = [0_u64; LANES];
        for v in scores {
            above.iter_mut().zip(&bars).for_each(|(above, bar)| *above += u64::from(v > bar));
        }
        for ((rank, s), above) in ranks.iter_mut().zip(block).zip(above) {
            *rank = if s.is_nan() { 0 } else { 1 + above as u32 };
            present += u32::from(!s.is_nan());
            sum += *rank;
        }
    }
    sum == present * (present + 1) / 2
}

/// Whether no two of these descending scores are as near as this.
fn all_apart(sorted: &[f64], clear: f64) -> bool {
    sorted.windows(2).fold(true, |all, pair| all & (pair[0] - pair[1] > clear))
}

/// A distance at which no two scores tie, or no two of their logarithms, a little more than is needed; none where it cannot tell.
fn clear_distance([low, high]: [f64; 2], logs: bool) -> Option<f64> {
    match logs {
        true => (high.is_finite() && low > high - NEAR_THE_HIGHEST).then_some(CLEARLY_APART),
        false => Some(2.0 * EQUAL * low.abs().max(high.abs())).filter(|clear| clear.is_finite()),
    }
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
        for n in [0, 1, 2, 3, 31, 32, 33, 96, 97, 500, 3000] {
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
