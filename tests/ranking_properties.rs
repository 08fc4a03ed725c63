//! Each tie rule against its definition, on any scores.

use innodex::ranking::{rank, Ties};
use proptest::prelude::*;

fn scores() -> impl Strategy<Value = Vec<f64>> {
    let score = prop_oneof![
        6 => (-4..4_i32).prop_map(f64::from),
        // Ties but for noise.
        3 => (-12..12_i32, -9..9_i32).prop_map(|(third, noise)| f64::from(third) / 3.0 * (1.0 + f64::from(noise) * 1e-16)),
        // Chains of near scores.
        2 => (0..9_i32).prop_map(|step| 4.0 - f64::from(step) * 1.7e-12),
        1 => -4.0..4.0_f64,
        1 => Just(f64::NAN),
        1 => Just(-0.0),
    ];
    prop::collection::vec(score, 0..30)
}

/// The group of every score, from the definition: the best that is left, and all within 1e-12 of the largest from it.
fn groups(scores: &[f64]) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..scores.len()).filter(|u| !scores[*u].is_nan()).collect();
    let scale = left.iter().fold(0.0_f64, |l, u| l.max(scores[*u].abs()));
    let mut groups = Vec::new();
    while !left.is_empty() {
        let best = left.iter().fold(f64::MIN, |b, u| b.max(scores[*u]));
        let (group, rest) = left.into_iter().partition(|u| best - scores[*u] <= 1e-12 * scale);
        groups.push(group);
        left = rest;
    }
    groups
}

proptest! {
    #[test]
    fn each_rule_counts_what_it_says(scores in scores()) {
        let ranks = |ties| rank(&scores, ties);
        let [competition, modified, dense, ordinal, fractional] =
            [Ties::Competition, Ties::Modified, Ties::Dense, Ties::Ordinal, Ties::Fractional].map(ranks);
        for (u, _) in scores.iter().enumerate().filter(|(_, s)| s.is_nan()) {
            prop_assert!([&competition, &modified, &dense, &ordinal, &fractional].iter().all(|r| r[u].is_nan()));
        }
        let mut above = 0;
        for (at, group) in groups(&scores).into_iter().enumerate() {
            for (place, u) in group.iter().enumerate() {
                prop_assert_eq!(competition[*u], (above + 1) as f64);
                prop_assert_eq!(modified[*u], (above + group.len()) as f64);
                prop_assert_eq!(dense[*u], (at + 1) as f64);
                // By unit, whatever the noise within the group says.
                prop_assert_eq!(ordinal[*u], (above + place + 1) as f64);
                prop_assert_eq!(fractional[*u], (competition[*u] + modified[*u]) / 2.0);
            }
            above += group.len();
        }
    }

    #[test]
    fn ordinal_ranks_are_a_permutation(scores in scores()) {
        let mut ranks: Vec<f64> = rank(&scores, Ties::Ordinal).into_iter().filter(|r| !r.is_nan()).collect();
        ranks.sort_by(f64::total_cmp);
        prop_assert_eq!(&ranks, &(1..=ranks.len()).map(|r| r as f64).collect::<Vec<_>>());
    }

    /// Nothing is rounded: what is no noise of arithmetic is a difference.
    #[test]
    fn the_eleventh_digit_decides_and_the_last_does_not(score in 0.001..1e6_f64) {
        let last = f64::from_bits(score.to_bits() + 1);
        prop_assert_eq!(rank(&[score, last], Ties::Competition), [1.0, 1.0]);
        prop_assert_eq!(rank(&[score, score * (1.0 + 2e-12)], Ties::Competition), [2.0, 1.0]);
    }

    #[test]
    fn ranks_do_not_depend_on_the_order_of_units(scores in scores(), seed in any::<prop::sample::Index>()) {
        if scores.is_empty() {
            return Ok(());
        }
        let turn = seed.index(scores.len());
        let mut turned = scores.clone();
        turned.rotate_left(turn);
        for ties in [Ties::Competition, Ties::Modified, Ties::Dense, Ties::Fractional] {
            let mut ranks = rank(&scores, ties);
            ranks.rotate_left(turn);
            prop_assert_eq!(format!("{ranks:?}"), format!("{:?}", rank(&turned, ties)));
        }
    }
}
