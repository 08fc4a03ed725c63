//! What a normalisation must keep to on any figures.

use crate::common;

use common::random::{all_close, bits, columns, model, node, panel, panel_over};
use innodex::Period;
use proptest::prelude::*;
use serde_json::{json, Value};

fn relative_methods() -> impl Strategy<Value = Value> {
    let methods = ["min_max", "z_score", "rank"];
    prop::sample::select(methods.to_vec()).prop_map(|method| json!({ "method": method }))
}

fn normalised(column: &[f64], direction: i32, method: &Value) -> Vec<f64> {
    node(&model(panel(&[column.to_vec()]), &[1.0], &[direction], Some(method.clone()), "arithmetic"), "x0")
}

fn there(values: &[f64]) -> Vec<f64> {
    values.iter().copied().filter(|v| !v.is_nan()).collect()
}

fn is_constant(column: &[f64]) -> bool {
    there(column).windows(2).all(|w| w[0] == w[1])
}

proptest! {
    #[test]
    fn min_max_fills_its_scale(column in columns(1, true), lower in -50..50_i32, width in 1..100_i32, direction in prop::sample::select(vec![1, -1])) {
        let (lower, upper) = (f64::from(lower), f64::from(lower + width));
        let result = normalised(&column[0], direction, &json!({ "method": "min_max", "lower": lower, "upper": upper }));
        for (x, y) in column[0].iter().zip(&result) {
            prop_assert_eq!(y.is_nan(), x.is_nan() || is_constant(&column[0]));
        }
        let result = there(&result);
        if !result.is_empty() {
            // The ends are met exactly, so that nothing lies beyond them by a rounding.
            prop_assert_eq!(result.iter().copied().fold(f64::INFINITY, f64::min), lower);
            prop_assert_eq!(result.iter().copied().fold(f64::NEG_INFINITY, f64::max), upper);
        }
    }

    #[test]
    fn z_scores_have_the_mean_and_deviation_asked_for(column in columns(1, true)) {
        if is_constant(&column[0]) {
            return Ok(());
        }
        let result = there(&normalised(&column[0], 1, &json!({ "method": "z_score", "mean": 50, "sd": 10 })));
        let n = result.len() as f64;
        let mean = result.iter().sum::<f64>() / n;
        let variance = result.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0);
        prop_assert!((mean - 50.0).abs() < 1e-9 && (variance.sqrt() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn the_unit_of_measure_does_not_matter(column in columns(1, true), method in relative_methods(), times in 0.01..100.0, plus in -1e3..1e3) {
        let rescaled: Vec<f64> = column[0].iter().map(|x| times * x + plus).collect();
        let (before, after) = (normalised(&column[0], 1, &method), normalised(&rescaled, 1, &method));
        prop_assert!(all_close(&before, &after), "{before:?} {after:?}");
    }

    #[test]
    fn less_is_better_is_more_of_the_negative(column in columns(1, true), method in relative_methods()) {
        let negated: Vec<f64> = column[0].iter().map(|x| -x).collect();
        let (reversed, negative) = (normalised(&column[0], -1, &method), normalised(&negated, 1, &method));
        prop_assert!(all_close(&reversed, &negative), "{reversed:?} {negative:?}");
    }

    #[test]
    fn better_figures_get_better_scores(column in columns(1, true), method in relative_methods(), direction in prop::sample::select(vec![1, -1])) {
        let result = normalised(&column[0], direction, &method);
        for (x, a) in column[0].iter().zip(&result) {
            for (y, b) in column[0].iter().zip(&result) {
                if !a.is_nan() && !b.is_nan() && f64::from(direction) * x < f64::from(direction) * y {
                    prop_assert!(a < b, "{x} {y}");
                }
            }
        }
    }

    /// Goalposts and targets are in the indicator's own unit; direction flips the result.
    #[test]
    fn goalposts_stay_within_the_scale_and_flip(column in columns(1, true), low in -500..500_i32, width in 1..500_i32) {
        let posts = json!({ "method": "goalposts", "low": low, "high": low + width, "lower": 0, "upper": 1 });
        let (up, down) = (normalised(&column[0], 1, &posts), normalised(&column[0], -1, &posts));
        for ((x, up), down) in column[0].iter().zip(&up).zip(&down) {
            prop_assert_eq!(x.is_nan(), up.is_nan());
            prop_assert!(x.is_nan() || (0.0..=1.0).contains(up));
            prop_assert!(x.is_nan() || (up + down - 1.0).abs() < 1e-12);
            let at_post = if *x <= f64::from(low) { 0.0 } else { 1.0 };
            prop_assert!(x.is_nan() || (f64::from(low) < *x && *x < f64::from(low + width)) || *up == at_post);
        }
    }

    #[test]
    fn over_all_periods_of_one_is_over_that_period(column in columns(1, true), method in relative_methods()) {
        let mut all = method.clone();
        all["scope"] = "all".into();
        prop_assert_eq!(bits(&normalised(&column[0], 1, &all)), bits(&normalised(&column[0], 1, &method)));
    }

    /// Over all periods is as if all their units stood in one.
    #[test]
    fn over_all_periods_they_are_one_pool(periods in (1..4_usize).prop_flat_map(|n| columns(n, true)), method in relative_methods()) {
        let over = panel_over(&periods.iter().map(|p| vec![p.clone()]).collect::<Vec<_>>());
        let mut all = method.clone();
        all["scope"] = "all".into();
        let all = model(over, &[1.0], &[1], Some(all), "arithmetic");
        let pooled: Vec<f64> = all.panel().periods().iter().flat_map(|p| all.scores(*p).unwrap().node(1).to_vec()).collect();
        prop_assert_eq!(bits(&pooled), bits(&normalised(&periods.concat(), 1, &method)));
    }

    #[test]
    fn the_base_period_is_as_if_alone(first in columns(1, true), shift in -5..5_i32, method in relative_methods()) {
        let second: Vec<f64> = first[0].iter().map(|x| x * 1.5 + f64::from(shift)).collect();
        let over = panel_over(&[first.clone(), vec![second.clone()]]);
        let mut based = method.clone();
        based["scope"] = json!({ "base": "2020" });
        let based = model(over.clone(), &[1.0], &[1], Some(based), "arithmetic");
        prop_assert_eq!(bits(&node(&based, "x0")), bits(&normalised(&first[0], 1, &method)));
        // Over all periods a figure means the same in each of them.
        let mut all = method.clone();
        all["scope"] = "all".into();
        let all = model(over, &[1.0], &[1], Some(all), "arithmetic");
        let of = |year| all.scores(Period::year(year)).unwrap().node(1).to_vec();
        for (x, a) in first[0].iter().zip(of(2020)) {
            for (y, b) in second.iter().zip(of(2021)) {
                prop_assert!(x != y || a.to_bits() == b.to_bits(), "{x}: {a} {b}");
            }
        }
    }
}
