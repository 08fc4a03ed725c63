//! Sensitivity indices of functions whose indices are known.

use innodex::robustness::sensitivity::{indices, Indices, Sensitivity};
use innodex::statistics::quantile;
use std::f64::consts::{PI, TAU};

/// Ishigami and Homma (1990), with a = 7 and b = 0.1, on [-pi, pi].
fn ishigami(x: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|i| TAU * x[i] - PI);
    x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
}

/// S and ST from its variances: a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2 in all.
fn ishigami_indices() -> [Vec<f64>; 2] {
    let (a, b) = (7.0, 0.1);
    let one = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
    let (two, both) = (a * a / 8.0, b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0));
    let all = one + two + both;
    [vec![one / all, two / all, 0.0], vec![(one + both) / all, two / all, both / all]]
}

const A: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

/// Sobol's g-function.
fn g(x: &[f64]) -> f64 {
    x.iter().zip(A).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

fn g_indices() -> [Vec<f64>; 2] {
    let part: Vec<f64> = A.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
    let all = part.iter().map(|v| 1.0 + v).product::<f64>() - 1.0;
    let with_others = |v: &f64| v * (1.0 + all) / (1.0 + v) / all;
    [part.iter().map(|v| v / all).collect(), part.iter().map(with_others).collect()]
}

fn values(found: &Indices) -> [Vec<f64>; 2] {
    [found.factors.iter().map(|f| f.first.value).collect(), found.factors.iter().map(|f| f.total.value).collect()]
}

/// The mean error, as root of the mean square, and the largest, of S and ST, over 8 seeds.
fn errors(d: usize, n: usize, f: fn(&[f64]) -> f64, known: &[Vec<f64>; 2]) -> [(f64, f64); 2] {
    let found: Vec<[Vec<f64>; 2]> =
        (0..8).map(|seed| values(&indices(d, n, &mut |x| f(x), 0, seed).unwrap())).collect();
    [0, 1].map(|which| {
        let off = found.iter().flat_map(|found| found[which].iter().zip(&known[which]).map(|(a, b)| a - b));
        let (mut squares, mut count, mut largest) = (0.0, 0.0_f64, 0.0_f64);
        for off in off {
            squares += off * off;
            count += 1.0;
            largest = largest.max(off.abs());
        }
        ((squares / count).sqrt(), largest)
    })
}

#[test]
fn the_known_indices_are_those_of_the_literature() {
    let [first, total] = ishigami_indices();
    let published = [[0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]];
    for (ours, theirs) in first.iter().zip(published[0]).chain(total.iter().zip(published[1])) {
        assert!((ours - theirs).abs() < 5e-5, "{ours} {theirs}");
    }
    let [first, total] = g_indices();
    // Saltelli and others (2010): S of the g-function, V 0.4653 in all.
    for (ours, theirs) in first.iter().zip([0.716, 0.179, 0.0237, 0.0072]) {
        assert!((ours - theirs).abs() < 1e-3, "{ours} {theirs}");
    }
    assert!(total.iter().zip(&first).all(|(total, first)| total > first));
}

/// Random points would leave standard errors of S and ST up to 2.3 / sqrt(n) and 1.6 / sqrt(n): at 16,384 points 0.018 and
/// 0.012, as the bootstrap says. Sobol's are to stay within 0.0025 of what is known, whatever the seed, and with sixteen
/// times the points the mean error is to fall further than to a quarter, as random points would have it.
fn converges(d: usize, f: fn(&[f64]) -> f64, known: [Vec<f64>; 2]) {
    let (few, many) = (errors(d, 1024, f, &known), errors(d, 16_384, f, &known));
    for which in [0, 1] {
        let ((few, _), (many, largest)) = (few[which], many[which]);
        assert!(largest < 0.0025, "{which}: {largest}");
        assert!(many < few / 4.0, "{which}: {few} to {many}");
    }
}

#[test]
fn ishigami_function() {
    converges(3, ishigami, ishigami_indices());
}

#[test]
fn g_function() {
    converges(8, g, g_indices());
}

/// The formulas again, plainly, on the runs that were made; the bootstrap is between its quantiles and centred.
#[test]
fn indices_equal_the_published_formulas() {
    let (d, n) = (3, 500);
    let mut runs: Vec<(Vec<f64>, f64)> = Vec::new();
    let found = indices(
        d,
        n,
        &mut |x| {
            runs.push((x.to_vec(), ishigami(x)));
            ishigami(x)
        },
        1000,
        5,
    )
    .unwrap();
    assert_eq!((runs.len(), found.points, found.left_out), (n * (d + 2), n, 0));
    let y = |point: usize, run: usize| runs[point * (d + 2) + run].1;
    let mut all = Vec::new();
    for point in 0..n {
        let x = |run: usize| &runs[point * (d + 2) + run].0;
        for i in 0..d {
            let mixed: Vec<f64> = (0..d).map(|j| if i == j { x(1)[j] } else { x(0)[j] }).collect();
            assert_eq!(*x(2 + i), mixed);
        }
        all.extend([y(point, 0), y(point, 1)]);
    }
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let v = all.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / (all.len() - 1) as f64;
    assert!((found.mean - mean).abs() < 1e-12 && (found.variance - v).abs() < 1e-12 * v);
    for (i, factor) in found.factors.iter().enumerate() {
        let s = (0..n).map(|p| (y(p, 1) - mean) * (y(p, 2 + i) - y(p, 0))).sum::<f64>() / n as f64 / v;
        let st = (0..n).map(|p| (y(p, 0) - y(p, 2 + i)).powi(2)).sum::<f64>() / (2 * n) as f64 / v;
        assert!((factor.first.value - s).abs() < 1e-12 && (factor.total.value - st).abs() < 1e-12);
        // Of n independent parts, 90 % of the means lie within 1.645 standard errors.
        for (estimate, part) in [
            (factor.first, (0..n).map(|p| (y(p, 1) - mean) * (y(p, 2 + i) - y(p, 0)) / v).collect::<Vec<f64>>()),
            (factor.total, (0..n).map(|p| (y(p, 0) - y(p, 2 + i)).powi(2) / 2.0 / v).collect()),
        ] {
            let error = (part.iter().map(|x| (x - estimate.value).powi(2)).sum::<f64>()).sqrt() / n as f64;
            for bound in [estimate.value - estimate.low, estimate.high - estimate.value] {
                assert!((bound / error / 1.645 - 1.0).abs() < 0.15, "{estimate:?} {error}");
            }
        }
    }
}

#[test]
fn slices_of_runs_give_the_same_result() {
    let whole = indices(8, 256, &mut |x| g(x), 100, 9).unwrap();
    let mut sensitivity = Sensitivity::new(8, 256, 9).unwrap();
    let mut slices = 0;
    while sensitivity.advance(37, &mut |x| g(x)) {
        slices += 1;
        assert_eq!(sensitivity.done(), 37 * slices);
    }
    assert_eq!((slices, sensitivity.done(), sensitivity.runs()), (69, 2560, 2560));
    assert_eq!(sensitivity.indices(100), whole);
    assert!(sensitivity.next_point().is_none());
    sensitivity.push(1.0);
    assert_eq!(sensitivity.done(), 2560);

    let mut by_hand = Sensitivity::new(8, 256, 9).unwrap();
    while let Some(point) = by_hand.next_point() {
        let result = g(point);
        assert!(by_hand.next_point().is_some(), "asking twice is asking once");
        by_hand.push(result);
    }
    assert_eq!(by_hand.indices(100), whole);
    assert_ne!(indices(8, 256, &mut |x| g(x), 100, 10).unwrap(), whole);

    // The first points alone: as if no more had been asked for.
    let mut half = Sensitivity::new(8, 256, 9).unwrap();
    half.advance(128 * 10 + 3, &mut |x| g(x));
    assert_eq!(half.indices(100), indices(8, 128, &mut |x| g(x), 100, 9).unwrap());
}

#[test]
fn without_variance_there_is_nothing_to_share_out() {
    let missing = |found: &Indices| {
        found
            .factors
            .iter()
            .all(|f| [f.first, f.total].iter().all(|e| e.value.is_nan() && e.low.is_nan() && e.high.is_nan()))
    };
    let constant = indices(2, 64, &mut |_| 7.0, 50, 1).unwrap();
    assert!(missing(&constant));
    assert_eq!((constant.mean, constant.points), (7.0, 64));
    let noise = indices(2, 64, &mut |x| 0.1 + x[0] * 1e-15, 50, 1).unwrap();
    assert!(missing(&noise));
    let none = indices(2, 64, &mut |_| f64::NAN, 50, 1).unwrap();
    assert!(missing(&none));
    assert_eq!((none.points, none.left_out), (0, 64));
    assert!(missing(&Sensitivity::new(2, 64, 1).unwrap().indices(50)));
}

#[test]
fn runs_without_a_result_cost_their_base_point() {
    let mut run = 0;
    let found = indices(
        2,
        64,
        &mut |x| {
            run += 1;
            if run == 7 {
                f64::INFINITY
            } else {
                x[0]
            }
        },
        20,
        3,
    )
    .unwrap();
    assert_eq!((found.points, found.left_out), (63, 1));
    assert!(found.factors[0].first.value > 0.8 && found.factors[1].total.value == 0.0);
    let no_bootstrap = indices(1, 64, &mut |x| x[0], 0, 3).unwrap().factors[0].first;
    assert!(no_bootstrap.value > 0.8 && no_bootstrap.low.is_nan() && no_bootstrap.high.is_nan());
}

#[test]
fn invalid_input_is_refused() {
    for (factors, points) in [(0, 64), (65, 64), (2, 0), (2, usize::MAX)] {
        let error = indices(factors, points, &mut |_| 0.0, 0, 1).unwrap_err();
        assert_eq!(error.code.id(), "bad_parameter");
    }
    assert!(Sensitivity::new(64, 1 << 24, 1).is_ok());
}

/// NumPy 2.4: np.quantile([3, 1, 4, 1, 5, 9, 2, 6], [0, .05, .25, .5, .9, 1]).
#[test]
fn quantiles_of_type_seven() {
    let x = [1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0];
    for (p, theirs) in [(0.0, 1.0), (0.05, 1.0), (0.25, 1.75), (0.5, 3.5), (0.9, 6.9), (1.0, 9.0)] {
        assert!((quantile(&x, p) - theirs).abs() < 1e-12, "{p}");
    }
    assert_eq!(quantile(&[4.0], 0.3), 4.0);
}
