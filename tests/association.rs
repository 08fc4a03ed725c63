//! Correlations, Cronbach's alpha and principal components against COINr's own, and what they must keep to on any figures.
//! Every test counts the cells it compared, so that none passes by comparing nothing.
use crate::common;

use common::coinr::Meta;
use common::golden::Golden;
use common::number;
use common::random::columns;
use innodex::association::{correlation, cronbach_alpha, principal_components, Components, Measure};
use proptest::prelude::*;

/// R's figures have 17 digits and come from sums of some fifty terms in another order: 1e-14 of their terms, which are of
/// size 1. A correlation of 1e-5 has lost five of these digits, hence an absolute tolerance; 1e-12 is a hundred times that.
const CLOSE: f64 = 1e-12;

/// An eigenvector is as good as its eigenvalue is far from the next one: 0.03 of 9 at the nearest here.
const CLOSE_VECTOR: f64 = 1e-11;

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

/// Replays a file of all pairs of a data set; gives the cells that were compared, and the largest and smallest count of
/// units behind them.
fn correlations(measure: Measure, file: &str, data: &str) -> (usize, usize, usize) {
    let (golden, data) = (Golden::read(file), Golden::read(data));
    let (mut cells, mut most, mut fewest) = (0, 0, usize::MAX);
    // COINr ranks figures of this column apart that differ in the last digit; scipy has them rounded: make.py there.
    let noisy = file.starts_with("asem/") && measure != Measure::Pearson;
    let scipy = Golden::read("ties/correlations");
    for row in &golden.rows {
        let ours = correlation(measure, &data.figures(&row[0]), &data.figures(&row[1]));
        let theirs = match row[..2].iter().position(|code| code == "TolMin") {
            Some(at) if noisy => scipy.cell(&row[1 - at], measure.id()),
            _ => number(&row[golden.column("Correlation")]),
        };
        assert!((ours.value - theirs).abs() <= CLOSE, "{file} {} {}: golden {theirs}, ours {ours:?}", row[0], row[1]);
        cells += 1;
        (most, fewest) = (most.max(ours.n), fewest.min(ours.n));
    }
    (cells, most, fewest)
}

#[test]
fn pearson() {
    let cells = correlations(Measure::Pearson, "asem/corr_pearson", "asem/step_normalised");
    assert_eq!(cells, (49 * 49, 51, 51));
}

#[test]
fn spearman() {
    let cells = correlations(Measure::Spearman, "asem/corr_spearman", "asem/step_normalised");
    assert_eq!(cells, (49 * 49, 51, 51));
}

#[test]
fn kendall() {
    let cells = correlations(Measure::Kendall, "asem/corr_kendall", "asem/step_normalised");
    assert_eq!(cells, (49 * 49, 51, 51));
}

#[test]
fn pairs_with_gaps() {
    for measure in [Measure::Pearson, Measure::Spearman, Measure::Kendall] {
        let file = format!("asem_hard/corr_with_missing_{}", measure.id());
        let (cells, most, fewest) = correlations(measure, &file, "asem_hard/step_screened");
        assert_eq!(cells, 49 * 49);
        assert!(most <= 48 && fewest < 40, "{most} {fewest}: the file has gaps everywhere");
    }
}

/// The columns of a pillar, by the order of `codes` where it matters.
fn pillar(data: &Golden, codes: &[String]) -> Vec<Vec<f64>> {
    codes.iter().map(|code| data.figures(code)).collect()
}

#[test]
fn cronbach() {
    let (golden, data, meta) =
        (Golden::read("asem/cronbach"), Golden::read("asem/step_normalised"), Meta::read("asem"));
    let mut cells = 0;
    for row in &golden.rows {
        let codes: Vec<String> = meta.level(1).filter(|e| e.parent == row[0]).map(|e| e.code.clone()).collect();
        let (ours, theirs) = (cronbach_alpha(&slices(&pillar(&data, &codes))), golden.cell(&row[0], "alpha"));
        assert!((ours - theirs).abs() <= CLOSE, "{}: golden {theirs}, ours {ours}", row[0]);
        cells += 1;
    }
    assert_eq!(cells, 8);
}

const PILLARS: [&str; 8] = ["ConEcFin", "Environ", "Instit", "P2P", "Physical", "Political", "Social", "SusEcFin"];

/// Components of a pillar, and the file of its loadings, whose order of columns they have.
fn components(group: &str) -> (Components, Golden) {
    let loadings = Golden::read(&format!("asem/pca_loadings_{group}"));
    let codes: Vec<String> = loadings.rows.iter().map(|row| row[0].clone()).collect();
    let data = Golden::read("asem/step_normalised");
    (principal_components(&slices(&pillar(&data, &codes))).unwrap(), loadings)
}

#[test]
fn eigenvalues() {
    let mut cells = 0;
    for group in PILLARS {
        let (ours, golden) = (components(group).0, Golden::read(&format!("asem/pca_eigen_{group}")));
        let theirs = golden.figures("eigenvalue");
        assert_eq!(ours.eigenvalues.len(), theirs.len(), "{group}");
        for ((ours, share), theirs) in ours.eigenvalues.iter().zip(&ours.explained).zip(&theirs) {
            assert!((ours - theirs).abs() <= CLOSE * theirs, "{group}: golden {theirs}, ours {ours}");
            assert!((share - theirs / golden.rows.len() as f64).abs() <= CLOSE);
            cells += 1;
        }
    }
    assert_eq!(cells, 49);
}

#[test]
fn loadings_up_to_their_sign() {
    let mut cells = 0;
    for group in PILLARS {
        let (ours, golden) = components(group);
        for (at, loadings) in ours.loadings.iter().enumerate() {
            let theirs = golden.figures(&format!("PC{}", at + 1));
            let dot: f64 = loadings.iter().zip(&theirs).map(|(a, b)| a * b).sum();
            for (ours, theirs) in loadings.iter().zip(&theirs) {
                assert!((ours - theirs * dot.signum()).abs() <= CLOSE_VECTOR, "{group} {at}: {theirs}, ours {ours}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 8 * 8 + 5 * 5 + 3 * 3 + 6 * 6 + 8 * 8 + 5 * 5 + 9 * 9 + 5 * 5);
}

#[test]
fn what_has_no_spread_has_no_correlation() {
    let (same, noise, other) = ([0.3; 4], [0.1 + 0.2, 0.3, 0.3, 0.3], [1.0, 2.0, 4.0, 3.0]);
    for measure in [Measure::Pearson, Measure::Spearman, Measure::Kendall] {
        assert!(correlation(measure, &same, &other).value.is_nan());
        assert!(correlation(measure, &other, &noise).value.is_nan());
        let gaps = correlation(measure, &[1.0, f64::NAN, 3.0], &[f64::NAN, 1.0, 2.0]);
        assert!(gaps.value.is_nan() && gaps.n == 1);
        assert_eq!(correlation(measure, &[], &[]).n, 0);
    }
    assert!(principal_components(&[&same, &other]).is_none());
    assert!(principal_components(&[&other]).is_none());
    assert!(principal_components(&[&[1.0, 2.0, f64::NAN, 4.0], &[f64::NAN, 2.0, 1.0, 3.0]]).is_none());
    assert!(cronbach_alpha(&[&other]).is_nan());
    assert!(cronbach_alpha(&[]).is_nan());
    assert!(cronbach_alpha(&[&other, &other.map(|x| -x)]).is_nan());
    assert!(cronbach_alpha(&[&same, &same]).is_nan());
}

#[test]
fn the_largest_and_smallest_numbers() {
    for size in [1e-300, 1e150, 1e300] {
        let x = [1.0, 2.0, 3.0, 4.0].map(|v| v * size);
        let r = correlation(Measure::Pearson, &x, &[1.0, 3.0, 2.0, 4.0]).value;
        assert!((r - 0.8).abs() < 1e-14, "{size}: {r}");
    }
}

/// tau-b by all pairs, as its formula says.
fn by_pairs(x: &[f64], y: &[f64]) -> f64 {
    let both: Vec<(f64, f64)> =
        x.iter().copied().zip(y.iter().copied()).filter(|(x, y)| !x.is_nan() && !y.is_nan()).collect();
    let (mut agree, mut untied_x, mut untied_y) = (0_i64, 0_i64, 0_i64);
    for (at, (a, b)) in both.iter().enumerate() {
        for (c, d) in &both[..at] {
            let order = |a: &f64, b: &f64| i64::from(a > b) - i64::from(a < b);
            agree += order(a, c) * order(b, d);
            untied_x += order(a, c).abs();
            untied_y += order(b, d).abs();
        }
    }
    agree as f64 / (untied_x as f64 * untied_y as f64).sqrt()
}

/// Two columns of up to 300 units with many ties, zeros of both signs and gaps.
fn tied() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let figure =
        || prop_oneof![6 => (-5..50_i32).prop_map(f64::from), 1 => Just(-0.0), 1 => Just(f64::NAN), 2 => -1.0..1.0_f64];
    (0..300_usize).prop_flat_map(move |n| (prop::collection::vec(figure(), n), prop::collection::vec(figure(), n)))
}

proptest! {
    #[test]
    fn kendall_by_sorting_is_kendall_by_pairs((x, y) in tied()) {
        let ours = correlation(Measure::Kendall, &x, &y).value;
        let pairs = by_pairs(&x, &y);
        // 0/0 where a column is constant.
        prop_assert!(ours.to_bits() == pairs.to_bits() || (ours.is_nan() && pairs.is_nan()), "{ours} {pairs}");
    }

    #[test]
    fn a_correlation_is_one_of_two(columns in columns(2, true), factor in 0.1..10.0) {
        let (x, y) = (&columns[0], &columns[1]);
        for measure in [Measure::Pearson, Measure::Spearman, Measure::Kendall] {
            let r = correlation(measure, x, y);
            prop_assert!(r.value.is_nan() || (-1.0..=1.0).contains(&r.value));
            prop_assert!(r.n <= x.len() && (r.n >= 2 || r.value.is_nan()));
            prop_assert_eq!(r.value.to_bits(), correlation(measure, y, x).value.to_bits());
            let turned: Vec<f64> = x.iter().map(|x| 3.0 - x * factor).collect();
            let other = correlation(measure, &turned, y).value;
            prop_assert_eq!(r.value.is_nan(), other.is_nan());
            prop_assert!(r.value.is_nan() || (r.value + other).abs() < 1e-9, "{} {}", r.value, other);
            let own = correlation(measure, x, x).value;
            prop_assert!(own.is_nan() || (own - 1.0).abs() < 1e-14);
        }
    }

    #[test]
    fn components_keep_what_there_is(columns in columns(2..6, false)) {
        let columns = slices(&columns);
        let Some(c) = principal_components(&columns) else { return Ok(()) };
        let k = columns.len();
        prop_assert!((c.eigenvalues.iter().sum::<f64>() - k as f64).abs() < 1e-12);
        prop_assert!((c.explained.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(c.eigenvalues.windows(2).all(|w| w[0] >= w[1]) && c.eigenvalues.iter().all(|e| *e >= 0.0));
        for (i, a) in c.loadings.iter().enumerate() {
            for (j, b) in c.loadings.iter().enumerate() {
                let dot: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                prop_assert!((dot - f64::from(i == j)).abs() < 1e-12);
            }
            let largest = a.iter().fold(0.0_f64, |l, v| if v.abs() > l.abs() * (1.0 + 1e-9) { *v } else { l });
            prop_assert!(largest > 0.0);
        }
        // Put together again they are the correlations.
        for i in 0..k {
            for j in 0..k {
                let sum: f64 = (0..k).map(|p| c.eigenvalues[p] * c.loadings[p][i] * c.loadings[p][j]).sum();
                let r = correlation(Measure::Pearson, columns[i], columns[j]).value;
                prop_assert!((sum - r).abs() < 1e-12, "{} {}", sum, r);
            }
        }
    }

    #[test]
    fn alpha_is_at_most_one(columns in columns(2..6, false)) {
        let alpha = cronbach_alpha(&slices(&columns));
        prop_assert!(alpha.is_nan() || alpha <= 1.0 + 1e-12);
        let same = vec![columns[0].as_slice(); 3];
        let alpha = cronbach_alpha(&same);
        prop_assert!(alpha.is_nan() || (alpha - 1.0).abs() < 1e-12);
    }
}

/// Every figure of an association over none or one unit in common is missing, and says over how many it is.
#[test]
fn columns_without_units_in_common_have_no_association() {
    let gap = f64::NAN;
    let (x, none, one) = ([1.0, 2.0, 3.0], [gap; 3], [gap, 5.0, gap]);
    for other in [&none, &one] {
        let there = other.iter().filter(|v| !v.is_nan()).count();
        for measure in [Measure::Pearson, Measure::Spearman, Measure::Kendall] {
            for found in [correlation(measure, &x, other), correlation(measure, other, &x)] {
                assert!(found.value.is_nan(), "{measure:?}");
                assert_eq!(found.n, there, "{measure:?}");
            }
        }
        assert!(cronbach_alpha(&[&x, other]).is_nan());
        assert!(cronbach_alpha(&[&x, &[2.0, 1.0, 3.0], other]).is_nan());
        assert!(principal_components(&[&x, other]).is_none());
    }
    // Each has figures, of other units.
    assert!(cronbach_alpha(&[&[1.0, 2.0, gap, gap], &[gap, gap, 1.0, 2.0]]).is_nan());
}
