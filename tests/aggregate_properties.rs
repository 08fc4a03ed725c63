//! What an aggregation must keep to on any figures.

use crate::common;

use common::random::{all_close, bits, close, columns, leaf, model, model_of_tree, node, panel};
use innodex::ranking::Ties;
use innodex::{Panel, Period};
use proptest::prelude::*;
use serde_json::json;

/// Columns with as many weights, one at least above zero.
fn weighted(gaps: bool) -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
    columns(1..6, gaps).prop_flat_map(|columns| {
        let weights = prop::collection::vec(prop_oneof![3 => 0.1..5.0, 1 => Just(0.0)], columns.len());
        let weights = weights.prop_map(|mut w: Vec<f64>| {
            w[0] = w[0].max(0.5);
            w
        });
        (Just(columns), weights)
    })
}

fn index(columns: &[Vec<f64>], weights: &[f64], mean: &str) -> Vec<f64> {
    node(&model(panel(columns), weights, &vec![1; weights.len()], None, mean), "index")
}

/// The children of a unit that are there and have a weight.
fn children(columns: &[Vec<f64>], weights: &[f64], unit: usize) -> Vec<f64> {
    columns.iter().zip(weights).filter(|(c, w)| **w > 0.0 && !c[unit].is_nan()).map(|(c, _)| c[unit]).collect()
}

proptest! {
    #[test]
    fn a_mean_lies_among_its_children((columns, weights) in weighted(true)) {
        for (unit, mean) in index(&columns, &weights, "arithmetic").into_iter().enumerate() {
            let children = children(&columns, &weights, unit);
            prop_assert_eq!(mean.is_nan(), children.is_empty());
            if !mean.is_nan() {
                let (min, max) = children.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
                prop_assert!(min - 1e-9 <= mean && mean <= max + 1e-9, "{children:?} {mean}");
            }
        }
    }

    #[test]
    fn the_geometric_mean_is_never_above_the_arithmetic((columns, weights) in weighted(true)) {
        let columns: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|x| x.abs()).collect()).collect();
        let pairs = index(&columns, &weights, "geometric").into_iter().zip(index(&columns, &weights, "arithmetic"));
        for (unit, (geometric, arithmetic)) in pairs.enumerate() {
            prop_assert_eq!(geometric.is_nan(), arithmetic.is_nan());
            prop_assert!(geometric.is_nan() || geometric <= arithmetic + 1e-9);
            let children = children(&columns, &weights, unit);
            let zero = children.contains(&0.0);
            prop_assert!(geometric.is_nan() || zero == (geometric == 0.0), "{children:?} {geometric}");
        }
    }

    /// A unit with gaps scores as if what it lacks were not in the framework.
    #[test]
    fn missing_children_only_renormalise((columns, weights) in weighted(true), mean in prop::sample::select(vec!["arithmetic", "geometric"])) {
        let columns: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|x| x.abs()).collect()).collect();
        for (unit, score) in index(&columns, &weights, mean).into_iter().enumerate() {
            let present: Vec<usize> = (0..columns.len()).filter(|c| !columns[*c][unit].is_nan()).collect();
            let (figures, rest): (Vec<_>, Vec<_>) = present.iter().map(|c| (vec![columns[*c][unit]], weights[*c])).unzip();
            if rest.iter().sum::<f64>() > 0.0 {
                prop_assert!(close(score, index(&figures, &rest, mean)[0]));
            } else {
                prop_assert!(score.is_nan());
            }
        }
    }

    #[test]
    fn weights_are_relative((columns, weights) in weighted(true), times in 0.001..1000.0) {
        let scaled: Vec<f64> = weights.iter().map(|w| w * times).collect();
        prop_assert!(all_close(&index(&columns, &weights, "arithmetic"), &index(&columns, &scaled, "arithmetic")));
    }

    /// Rows and columns of the table in another order: the same to the last bit. Children: the same but for rounding.
    #[test]
    fn order_does_not_matter((columns, weights) in weighted(true), seed in any::<prop::sample::Index>()) {
        let units = columns[0].len();
        let cell = |v: f64| if v.is_nan() { String::new() } else { v.to_string() };
        let table = |rows: &[usize], order: &[usize]| {
            let header: Vec<String> = order.iter().map(|c| format!("x{c}")).collect();
            let row = |u: &usize| {
                let cells: Vec<String> = order.iter().map(|c| cell(columns[*c][*u])).collect();
                format!("{},u{u:02},2020\n", cells.join(","))
            };
            let rows: String = rows.iter().map(row).collect();
            Panel::from_csv(format!("{},code,year\n{rows}", header.join(",")).as_bytes(), None).unwrap()
        };
        let turned = |n: usize| -> Vec<usize> { (0..n).map(|i| (i + seed.index(n)) % n).rev().collect() };
        let (straight, directions) = ((0..columns.len()).collect::<Vec<_>>(), vec![1; columns.len()]);
        let step = || Some(json!({ "method": "min_max" }));
        let score = |panel| node(&model(panel, &weights, &directions, step(), "arithmetic"), "index");
        let expected = score(table(&(0..units).collect::<Vec<_>>(), &straight));
        prop_assert_eq!(bits(&expected), bits(&score(table(&turned(units), &turned(columns.len())))));
        let children = turned(columns.len()).into_iter().map(|c| leaf(c, weights[c])).collect();
        let other = model_of_tree(table(&turned(units), &straight), children, &directions, step(), "arithmetic");
        prop_assert!(all_close(&expected, &node(&other, "index")));
    }

    /// A group of one child is that child; groups nested in groups change nothing else.
    #[test]
    fn a_group_of_one_is_its_child((columns, weights) in weighted(true), mean in prop::sample::select(vec!["arithmetic", "geometric"])) {
        let columns: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|x| x.abs()).collect()).collect();
        let wrap = |(i, w): (usize, &f64)| json!({ "id": format!("g{i}"), "weight": w, "children": [leaf(i, 3.0)] });
        let children = weights.iter().enumerate().map(wrap).collect();
        let nested = model_of_tree(panel(&columns), children, &vec![1; columns.len()], None, mean);
        prop_assert!(all_close(&index(&columns, &weights, mean), &node(&nested, "index")));
    }

    #[test]
    fn parts_sum_to_the_score((columns, weights) in weighted(true)) {
        let model = model(panel(&columns), &weights, &vec![1; weights.len()], None, "arithmetic");
        for row in model.scores(Period::year(2020)).unwrap().rows(0, None, Ties::Competition) {
            let sum = row.parts.unwrap().values().flatten().sum::<f64>();
            prop_assert!(row.score.is_none_or(|score| close(score, sum)));
        }
    }
}
