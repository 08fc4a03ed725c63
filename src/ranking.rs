//! Ranks of scores: the best is first, ranked before any rounding; what has no score has no rank.

use serde::Serialize;
use std::collections::BinaryHeap;

/// What ties get. In brackets the ranks of 90, 80, 80, 70.
///
/// Ranks run from 1, the best, to the number of scores (of `dense`, of different scores). A missing score has no rank
/// and takes none away. Only scores that are equal to the last digit tie; ranks are taken before anything is rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// All the best of their places (1 2 2 4).
    #[default]
    Competition,
    /// All the last of their places (1 3 3 4).
    Modified,
    /// All one place, and no place is left out (1 2 2 3).
    Dense,
    /// One each, by unit code (1 2 3 4).
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

/// Ranks scores, highest first. Units are in the order of their codes; NaN has no rank and gets NaN.
///
/// The result has one rank a score, from 1 to the number of scores. Only equal scores tie. n log n.
///
/// ```
/// use innodex::ranking::{rank, Ties};
/// assert_eq!(rank(&[70.0, 90.0, 80.0, 80.0], Ties::Competition), [4.0, 1.0, 2.0, 2.0]);
/// ```
pub fn rank(scores: &[f64], ties: Ties) -> Vec<f64> {
    // By unit among equals, which is what `ordinal` promises.
    let order = ascending((0..scores.len()).filter(|u| !scores[*u].is_nan()), &|u| -scores[u]);
    let mut ranks = vec![f64::NAN; scores.len()];
    let mut dense = 0.0;
    let mut start = 0;
    while start < order.len() {
        let score = scores[order[start]];
        let mut end = start;
        while end < order.len() && scores[order[end]] == score {
            end += 1;
        }
        dense += 1.0;
        for (at, unit) in order[start..end].iter().enumerate() {
            ranks[*unit] = match ties {
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

/// How a score stands to an average, in the words of the European Innovation Scoreboard.
#[cfg(feature = "methods")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
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

#[cfg(feature = "methods")]
crate::json::words!(PerformanceGroup {
    Leader = "leader",
    Strong = "strong",
    Moderate = "moderate",
    Emerging = "emerging",
});

#[cfg(feature = "methods")]
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
/// use innodex::ranking::{performance_group, PerformanceGroup};
/// assert_eq!(performance_group(75.0, 60.0), Some(PerformanceGroup::Strong)); // 125 % exactly
/// assert_eq!(performance_group(41.0, 60.0).unwrap().text().en, "Emerging innovator");
/// ```
#[cfg(feature = "methods")]
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
pub(crate) fn ascending(items: impl Iterator<Item = usize>, key: &dyn Fn(usize) -> f64) -> Vec<usize> {
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

    #[cfg(feature = "methods")]
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
