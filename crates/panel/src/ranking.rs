//! Ranks of scores: the best is first, ranked before any rounding; what has no score has no rank.

use innodex_schema::schema;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What ties get. In brackets the ranks of 90, 80, 80, 70.
///
/// Ranks run from 1, the best, to the number of scores (of `dense`, of different scores). A missing score has no rank
/// and takes none away. Scores tie that are equal to 12 digits: within 1e-12 of the largest, in absolute value, of those
/// ranked. Nothing is rounded.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// All the best of their places (1 2 2 4).
    #[default]
    Competition,
    /// All the last of their places (1 3 3 4).
    Modified,
    /// All one place, and no place is left out (1 2 2 3).
    Dense,
    /// One each, by unit code, numbers in codes by their size, 2 before 10 (1 2 3 4).
    Ordinal,
    /// The mean of their places (1 2.5 2.5 4).
    Fractional,
}

crate::json::words!(Ties {
    Competition = "competition",
    Modified = "modified",
    Dense = "dense",
    Ordinal = "ordinal",
    Fractional = "fractional",
});

/// How much figures may differ and be equal, as a share of the largest of those compared.
pub const EQUAL: f64 = 1e-12;

/// What figures may differ by and still be equal: 1e-12 of the largest of them, in absolute value. Arithmetic in another
/// order, or in another unit of measure, differs by some 1e-16 of it, and that is no information.
///
/// Whatever is decided by comparing computed figures asks this, or [`same`]: a rank, a tie, who is the largest, whether a
/// column is constant, whether something is zero.
pub fn slack(figures: impl Iterator<Item = f64>) -> f64 {
    EQUAL * figures.map(f64::abs).filter(|x| x.is_finite()).fold(0.0, f64::max)
}

/// Whether two figures are equal, each the measure of the other.
pub fn same(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= EQUAL * a.abs().max(b.abs())
}

/// Whether figures are equal to 12 digits, as every step sees it; true of fewer than two.
pub fn is_constant(x: &[f64]) -> bool {
    let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
    for v in x.iter().filter(|v| !v.is_nan()) {
        min = min.min(*v);
        max = max.max(*v);
    }
    min >= max || same(min, max)
}

/// a + b; zero where they cancel to no more than noise.
pub fn plus(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if sum.abs() < EQUAL * (a.abs() + b.abs()) {
        0.0
    } else {
        sum
    }
}

/// Ranks scores, highest first. Units are in the order of their codes; NaN has no rank and gets NaN.
///
/// The result has one rank a score, from 1 to the number of scores. Scores within 1e-12 of the largest (in absolute value)
/// tie: the best that is left leads a group, and all that are so near to it share its rank; then the next leads. So ranks do
/// not depend on the order of the scores, and of a chain of scores each near to the next the ends need not tie. n log n.
///
/// ```
/// use innodex_panel::ranking::{rank, Ties};
/// assert_eq!(rank(&[70.0, 90.0, 80.0, 80.0], Ties::Competition), [4.0, 1.0, 2.0, 2.0]);
/// // The same mean of three, added up in another order.
/// assert_eq!(rank(&[(0.1 + 0.2 + 0.3) / 3.0, (0.3 + 0.2 + 0.1) / 3.0], Ties::Competition), [1.0, 1.0]);
/// ```
pub fn rank(scores: &[f64], ties: Ties) -> Vec<f64> {
    let order = ascending((0..scores.len()).filter(|u| !scores[*u].is_nan()), &|u| -scores[u]);
    let slack = slack(order.iter().map(|u| scores[*u]));
    let mut ranks = vec![f64::NAN; scores.len()];
    let mut dense = 0.0;
    let mut start = 0;
    while start < order.len() {
        let best = scores[order[start]];
        let near = |u: &usize| scores[*u] == best || best - scores[*u] <= slack;
        let end = start + order[start..].iter().take_while(|u| near(u)).count();
        dense += 1.0;
        // By unit among equals, which is what `ordinal` promises; noise has put them in an order of its own.
        let group = ascending(order[start..end].iter().copied(), &|_| 0.0);
        for (at, unit) in group.into_iter().enumerate() {
            ranks[unit] = match ties {
                Ties::Competition => (start + 1) as f64,
                Ties::Modified => end as f64,
                Ties::Dense => dense,
                Ties::Ordinal => (start + at + 1) as f64,
                Ties::Fractional => (start + 1 + end) as f64 / 2.0,
            };
        }
        start = end;
    }
    ranks
}

/// The rank of one score among others by competition, as [`rank`] has it; NaN where it is missing. Linear, but for ties.
pub fn rank_of(own: f64, others: impl Iterator<Item = f64> + Clone) -> f64 {
    if own.is_nan() {
        return f64::NAN;
    }
    let slack = slack(others.clone().chain([own]).filter(|x| !x.is_nan()));
    if others.clone().all(|x| x.is_nan() || x <= own || x - own > slack) {
        return 1.0 + others.filter(|x| *x > own).count() as f64;
    }
    // Somebody is above by no more than noise: who leads whom decides.
    let scores: Vec<f64> = std::iter::once(own).chain(others).collect();
    rank(&scores, Ties::Competition)[0]
}

/// The places of texts in the order of readers: runs of digits by their size (2 before 10), all else by characters.
pub fn natural<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let heap: BinaryHeap<(Natural, usize)> = texts.enumerate().map(|(at, text)| (Natural(text), at)).collect();
    heap.into_sorted_vec().into_iter().map(|(_, at)| at).collect()
}

#[derive(PartialEq, Eq)]
struct Natural<'a>(&'a str);

impl PartialOrd for Natural<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut x, mut y) = (self.0.as_bytes(), other.0.as_bytes());
        let run = |s: &[u8], of: fn(&u8) -> bool| s.iter().take_while(|c| of(c)).count();
        while !x.is_empty() && !y.is_empty() {
            let (m, n) = (run(x, u8::is_ascii_digit), run(y, u8::is_ascii_digit));
            let step = if m > 0 && n > 0 {
                // Without leading zeros the longer number is the larger.
                let (p, q) = (&x[run(&x[..m], |c| *c == b'0')..m], &y[run(&y[..n], |c| *c == b'0')..n]);
                p.len().cmp(&q.len()).then_with(|| p.cmp(q))
            } else {
                x[0].cmp(&y[0])
            };
            if step.is_ne() {
                return step;
            }
            (x, y) = (&x[m.max(1)..], &y[n.max(1)..]);
        }
        x.len().cmp(&y.len()).then_with(|| self.0.cmp(other.0))
    }
}

/// How a score stands to an average, in the words of the European Innovation Scoreboard.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PerformanceGroup {
    /// Above 125 % of the average.
    Leader,
    /// From 100 % to 125 %, both included (to 12 digits).
    Strong,
    /// From 70 %, included, to below 100 %.
    Moderate,
    /// Below 70 %.
    Emerging,
}

crate::json::words!(PerformanceGroup {
    Leader = "leader",
    Strong = "strong",
    Moderate = "moderate",
    Emerging = "emerging",
});

impl PerformanceGroup {
    /// All four, best first.
    pub const ALL: [PerformanceGroup; 4] =
        [PerformanceGroup::Leader, PerformanceGroup::Strong, PerformanceGroup::Moderate, PerformanceGroup::Emerging];

    /// The words for it.
    pub fn text(self) -> crate::text::Text {
        let (zh, en) = match self {
            PerformanceGroup::Leader => ("创新领先者", "Innovation leader"),
            PerformanceGroup::Strong => ("强劲创新者", "Strong innovator"),
            PerformanceGroup::Moderate => ("中等创新者", "Moderate innovator"),
            PerformanceGroup::Emerging => ("新兴创新者", "Emerging innovator"),
        };
        crate::text::Text::new(zh, en)
    }
}

/// The performance group of a score: 100 x score / average is above 125 (leader), from 100 to 125 (strong), from 70 to below
/// 100 (moderate), or below 70 (emerging). European Innovation Scoreboard, methodology report.
///
/// The average is whatever the index is measured against: the mean of the units ranked, or the score of the whole. The
/// scoreboard's own is the latter, the score that the EU has by EU-level figures; the mean of its members is another. `None`
/// where the score or the average is missing, or the average is not above zero, and so no share of it has a sense: z-scores
/// have no performance groups. A negative score is emerging.
///
/// ```
/// use innodex_panel::ranking::{performance_group, PerformanceGroup};
/// assert_eq!(performance_group(75.0, 60.0), Some(PerformanceGroup::Strong)); // 125 % exactly
/// assert_eq!(performance_group(41.0, 60.0).unwrap().text().en, "Emerging innovator");
/// ```
pub fn performance_group(score: f64, average: f64) -> Option<PerformanceGroup> {
    if score.is_nan() || average.is_nan() || average <= 0.0 {
        return None;
    }
    // To 12 digits: a score that is 70 % of the average must not fall below it by the rounding of a sum.
    let above = |percent: f64, slack: f64| score / average * 100.0 > percent * (1.0 + slack);
    Some(match () {
        () if above(125.0, 1e-12) => PerformanceGroup::Leader,
        () if above(100.0, -1e-12) => PerformanceGroup::Strong,
        () if above(70.0, -1e-12) => PerformanceGroup::Moderate,
        () => PerformanceGroup::Emerging,
    })
}

/// The items by their keys, lowest first, equal ones by their number. A heap: the one small sort of the crate, each of
/// std's would cost kilobytes of wasm. n log n.
pub fn ascending(items: impl Iterator<Item = usize>, key: &dyn Fn(usize) -> f64) -> Vec<usize> {
    let heap: BinaryHeap<(i64, usize)> = items.map(|item| (sortable(key(item)), item)).collect();
    heap.into_sorted_vec().into_iter().map(|(_, item)| item).collect()
}

/// A whole number in the order of `f64::total_cmp`, 0 and -0 being one; NaN is behind all.
fn sortable(key: f64) -> i64 {
    let bits = if key.is_nan() { f64::NAN } else { key + 0.0 }.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tie_rule() {
        let scores = [80.0, f64::NAN, 90.0, 70.0, 80.0, 80.0];
        let ranks = |ties| {
            let r = rank(&scores, ties);
            assert!(r[1].is_nan());
            [r[2], r[0], r[4], r[5], r[3]]
        };
        assert_eq!(ranks(Ties::Competition), [1.0, 2.0, 2.0, 2.0, 5.0]);
        assert_eq!(ranks(Ties::Modified), [1.0, 4.0, 4.0, 4.0, 5.0]);
        assert_eq!(ranks(Ties::Dense), [1.0, 2.0, 2.0, 2.0, 3.0]);
        assert_eq!(ranks(Ties::Ordinal), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(ranks(Ties::Fractional), [1.0, 3.0, 3.0, 3.0, 5.0]);
        assert_eq!(rank(&[0.0, -0.0], Ties::Competition), [1.0, 1.0]);
        assert!(rank(&[], Ties::Dense).is_empty());
    }

    #[test]
    fn the_best_of_a_chain_of_near_scores_decides_who_ties() {
        // 1 and 1 - 0.8e-12 tie, and 1 - 1.6e-12 is as near to the second, but not to the first, which leads.
        let chain = [1.0 - 1.6e-12, 1.0, 1.0 - 0.8e-12, 0.5];
        assert_eq!(rank(&chain, Ties::Competition), [3.0, 1.0, 1.0, 4.0]);
        // By unit among ties, not by what noise there is between them.
        assert_eq!(rank(&chain, Ties::Ordinal), [3.0, 1.0, 2.0, 4.0]);
        assert_eq!(rank(&[1.0 - 0.8e-12, 1.0], Ties::Ordinal), [1.0, 2.0]);
        // The scale is that of what is ranked, whatever the sign, and infinity none.
        assert_eq!(rank(&[-1.0, -1.0 - 1e-13, 1e-13, 2e-13], Ties::Competition), [3.0, 3.0, 1.0, 1.0]);
        assert_eq!(rank(&[f64::INFINITY, 1.0, 2.0, f64::NEG_INFINITY], Ties::Competition), [1.0, 3.0, 2.0, 4.0]);
    }

    #[test]
    fn the_rank_of_one_is_that_of_the_ranking() {
        let scores = [5.0, 5.0 - 4e-12, f64::NAN, 5.0 - 8e-12, 3.0, 5.0 + 2e-12, 7.0, 3.0];
        let ranks = rank(&scores, Ties::Competition);
        for (at, own) in scores.iter().enumerate() {
            let others = scores.iter().copied().enumerate().filter(|(o, _)| *o != at).map(|(_, x)| x);
            let found = rank_of(*own, others);
            assert!(found == ranks[at] || found.is_nan() && ranks[at].is_nan(), "{at}: {found} {}", ranks[at]);
        }
    }

    #[test]
    fn numbers_in_codes_are_ordered_by_size() {
        let codes = ["10", "2", "b", "a10", "a9", "a09", "1", "第10区", "第2区", "a", "007", "7", ""];
        let order: Vec<&str> = natural(codes.into_iter()).into_iter().map(|at| codes[at]).collect();
        assert_eq!(order, ["", "1", "2", "007", "7", "10", "a", "a09", "a9", "a10", "b", "第2区", "第10区"]);
    }

    #[test]
    fn performance_groups_and_on_which_side_their_limits_fall() {
        use PerformanceGroup::*;
        let of = |percent| performance_group(percent, 100.0).unwrap();
        let cases = [
            (200.0, Leader),
            (125.000_001, Leader),
            (125.0, Strong),
            (100.0, Strong),
            (99.999_999, Moderate),
            (70.0, Moderate),
            (69.999_999, Emerging),
            (0.0, Emerging),
            (-5.0, Emerging),
        ];
        for (percent, group) in cases {
            assert_eq!(of(percent), group, "{percent}");
        }
        // Whatever the average, the limits fall on the same side, though 1.25 x average is rounded.
        for average in (1..1000).map(|n| f64::from(n) / 7.0) {
            let of = |share: f64| performance_group(share * average, average).unwrap();
            assert_eq!([of(1.25), of(1.0), of(0.7)], [Strong, Strong, Moderate], "{average}");
        }
        for (score, average) in [(f64::NAN, 1.0), (1.0, f64::NAN), (1.0, 0.0), (-1.0, -1.0)] {
            assert_eq!(performance_group(score, average), None);
        }
        let words: Vec<String> = PerformanceGroup::ALL.iter().map(|g| g.text().zh).collect();
        assert_eq!(words, ["创新领先者", "强劲创新者", "中等创新者", "新兴创新者"]);
        assert!(Leader < Emerging);
    }
}
