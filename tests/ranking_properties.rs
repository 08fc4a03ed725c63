//! Each tie rule against its definition, on any scores.

use innodex::ranking::{rank, Ties};
use proptest::prelude::*;

fn scores() -> impl Strategy<Value = Vec<f64>> {
    let score = prop_oneof![
        6 => (-4..4_i32).prop_map(f64::from),
        2 => any::<f64>().prop_filter("ranks are of numbers", |v| !v.is_nan()),
        1 => Just(f64::NAN),
        1 => Just(-0.0),
    ];
    prop::collection::vec(score, 0..30)
}

proptest! {
    #[test]
    fn each_rule_counts_what_it_says(scores in scores()) {
        let ranks = |ties| rank(&scores, ties);
        let [competition, modified, dense, ordinal, fractional] =
            [Ties::Competition, Ties::Modified, Ties::Dense, Ties::Ordinal, Ties::Fractional].map(ranks);
        for (u, score) in scores.iter().enumerate() {
            if score.is_nan() {
                prop_assert!([&competition, &modified, &dense, &ordinal, &fractional].iter().all(|r| r[u].is_nan()));
                continue;
            }
            let mut better: Vec<f64> = scores.iter().copied().filter(|s| s > score).collect();
            let equal = scores.iter().filter(|s| *s == score).count();
            let equal_before = scores[..u].iter().filter(|s| *s == score).count();
            let above = better.len();
            better.sort_by(f64::total_cmp);
            better.dedup_by(|a, b| a == b);
            prop_assert_eq!(competition[u], (above + 1) as f64);
            prop_assert_eq!(modified[u], (above + equal) as f64);
            prop_assert_eq!(dense[u], (better.len() + 1) as f64);
            prop_assert_eq!(ordinal[u], (above + equal_before + 1) as f64);
            prop_assert_eq!(fractional[u], (competition[u] + modified[u]) / 2.0);
        }
    }

    #[test]
    fn ordinal_ranks_are_a_permutation(scores in scores()) {
        let mut ranks: Vec<f64> = rank(&scores, Ties::Ordinal).into_iter().filter(|r| !r.is_nan()).collect();
        ranks.sort_by(f64::total_cmp);
        prop_assert_eq!(&ranks, &(1..=ranks.len()).map(|r| r as f64).collect::<Vec<_>>());
    }

    /// Ranked before rounding: a difference in the last bit is a difference.
    #[test]
    fn the_last_bit_decides(score in 0.001..1e6_f64) {
        let next = f64::from_bits(score.to_bits() + 1);
        prop_assert_eq!(rank(&[score, next], Ties::Competition), [2.0, 1.0]);
    }
}
