//! Crossings along the share of a node, against the whole pipeline run at other weights.

use crate::common;

use common::{embedded, random};
use innodex::ranking::{rank, Ties};
use innodex::robustness::crossings::{crossings, Crossing, Crossings};
use innodex::{Framework, Model, Panel, Period};
use proptest::prelude::*;
use serde_json::{json, Value};

/// A framework without steps on figures: scores are the figures, combined.
fn framework(tree: &Value, columns: usize, minimum_share: f64) -> Value {
    let indicators: Vec<Value> = (0..columns).map(|i| json!({ "id": format!("x{i}"), "direction": 1 })).collect();
    let aggregate = json!({ "step": "aggregate", "method": "arithmetic", "minimum_share": minimum_share });
    json!({ "id": "f", "indicators": indicators, "tree": tree, "steps": [aggregate] })
}

fn model(panel: &Panel, framework: &Value) -> innodex::Result<Model> {
    Model::new(panel.clone(), Framework::from_json(&framework.to_string())?)
}

/// The children of the group that a node is in.
fn siblings<'a>(tree: &'a mut Value, id: &str) -> Option<&'a mut Vec<Value>> {
    let children = tree.get_mut("children")?.as_array_mut()?;
    match children.iter().any(|c| c["id"] == id) {
        true => Some(children),
        false => children.iter_mut().find_map(|c| siblings(c, id)),
    }
}

/// The framework with the weight that the share means written into it, the others' rescaled.
fn at_share(framework: &Value, id: &str, share: f64) -> Value {
    let mut moved = framework.clone();
    let group = siblings(&mut moved["tree"], id).unwrap();
    let weight = |c: &Value| c.get("weight").map_or(1.0, |w| w.as_f64().unwrap());
    let rest: f64 = group.iter().filter(|c| c["id"] != id).map(weight).sum();
    for child in group {
        let new = if child["id"] == id { share } else { (1.0 - share) * weight(child) / rest };
        child["weight"] = json!(new);
    }
    moved
}

/// The index at a share, by the pipeline.
fn piped(panel: &Panel, framework: &Value, id: &str, share: f64, period: i32) -> Vec<f64> {
    let model = model(panel, &at_share(framework, id, share)).unwrap();
    model.scores(Period::year(period)).unwrap().node(0).to_vec()
}

fn crossings_of(panel: &Panel, framework: &Value, id: &str, unit: Option<usize>, period: i32) -> Crossings {
    let model = model(panel, framework).unwrap();
    crossings(&model.scores(Period::year(period)).unwrap(), model.node(id).unwrap(), unit).unwrap()
}

fn flat(columns: &[Vec<f64>], weights: &[f64]) -> (Panel, Value) {
    let leaves: Vec<Value> = weights.iter().enumerate().map(|(i, w)| random::leaf(i, *w)).collect();
    let tree = json!({ "id": "index", "children": leaves });
    (random::panel(columns), framework(&tree, columns.len(), 0.0))
}

const GAP: f64 = f64::NAN;

#[test]
fn two_units_that_swap() {
    let (panel, framework) = flat(&[vec![0.0, 3.0], vec![1.0, 0.0]], &[1.0, 3.0]);
    let found = crossings_of(&panel, &framework, "x0", None, 2020);
    assert_eq!(found.share, 0.25);
    assert_eq!(found.events, [Crossing { share: 0.25, above: 1, below: 0 }]);
    // Equal now: the one has the first place from here on, the other had it up to here.
    assert_eq!((found.range(1), found.range(0)), (Some((0.25, 1.0)), Some((0.0, 0.25))));
    assert_eq!(found.ranks_at(0.25), [1.0, 1.0]);
    assert_eq!((found.ranks_at(0.2), found.ranks_at(0.3)), (vec![1.0, 2.0], vec![2.0, 1.0]));
    assert_eq!((found.score_at(1, 0.5), found.score_at(0, 0.5)), (1.5, 0.5));
    assert!(found.score_at(0, -0.1).is_nan() && found.score_at(0, 1.1).is_nan() && found.score_at(9, 0.5).is_nan());
    assert_eq!(found.range(9), None);
}

/// The second unit lacks an indicator of three: its score is 2 s / (1 + s), the first one's a line.
fn beside_a_curve(start: f64, end: f64) -> Crossings {
    let (panel, framework) = flat(&[vec![end, 1.0], vec![start, 0.0], vec![start, GAP]], &[1.0, 1.0, 1.0]);
    crossings_of(&panel, &framework, "x0", None, 2020)
}

#[test]
fn a_gap_makes_a_curve_that_is_crossed_twice() {
    let found = beside_a_curve(0.1, 1.01);
    let root = (0.99_f64 * 0.99 - 4.0 * 0.91 * 0.1).sqrt();
    let shares = [(0.99 - root) / 1.82, (0.99 + root) / 1.82];
    let order: Vec<(usize, usize)> = found.events.iter().map(|e| (e.above, e.below)).collect();
    assert_eq!(order, [(1, 0), (0, 1)]);
    for (event, share) in found.events.iter().zip(shares) {
        assert!((event.share - share).abs() < 1e-14, "{} {share}", event.share);
    }
    assert_eq!(found.range(0), Some((found.events[0].share, found.events[1].share)), "the share now is 1/3");
}

/// 2 s / (1 + s) has the tangent 1/8 + 9/8 s at s = 1/3.
#[test]
fn touching_is_not_crossing() {
    assert_eq!(beside_a_curve(0.125, 1.25).events, []);
    assert_eq!(beside_a_curve(0.125 - 1e-9, 1.25 - 1e-9).events.len(), 2, "a hair below it cuts twice");
    assert_eq!(beside_a_curve(0.125 + 1e-9, 1.25 + 1e-9).events, []);
}

#[test]
fn equal_throughout_is_not_crossing() {
    // By figures, and by different figures with the same means.
    let columns = [vec![2.0, 2.0, 2.0], vec![0.3, 0.3, 0.1], vec![0.6, 0.6, 0.8]];
    let (panel, framework) = flat(&columns, &[1.0, 1.0, 1.0]);
    let found = crossings_of(&panel, &framework, "x0", None, 2020);
    assert_eq!(found.events, []);
    assert_eq!(found.range(2), Some((0.0, 1.0)));
}

#[test]
fn at_the_ends_what_lacks_a_weight_has_no_score() {
    let (panel, framework) = flat(&[vec![GAP, 5.0, 2.0], vec![3.0, GAP, 4.0]], &[1.0, 1.0]);
    let found = crossings_of(&panel, &framework, "x0", None, 2020);
    let at = |share| -> Vec<f64> { (0..3).map(|unit| found.score_at(unit, share)).collect() };
    assert_eq!(at(0.75), [3.0, 5.0, 2.5]);
    assert!(at(0.0)[1].is_nan() && at(1.0)[0].is_nan());
    assert_eq!((at(0.0)[0], at(0.0)[2], at(1.0)[1], at(1.0)[2]), (3.0, 4.0, 5.0, 2.0));
    assert_eq!(found.events, [Crossing { share: 0.5, above: 0, below: 2 }]);
}

#[test]
fn invalid_input_is_refused() {
    let group = |id: &str, rule: &str, leaves: &[usize]| -> Value {
        let leaves: Vec<Value> = leaves.iter().map(|i| random::leaf(*i, 1.0)).collect();
        json!({ "id": id, "children": leaves, "aggregate": rule })
    };
    let tree = json!({ "id": "index", "children": [
        group("mean", "arithmetic", &[0, 1]), group("product", "geometric", &[2, 3]), group("one", "arithmetic", &[4])
    ] });
    let panel = random::panel(&vec![vec![1.0, 2.0]; 5]);
    let model = model(&panel, &framework(&tree, 5, 0.0)).unwrap();
    let scores = model.scores(Period::year(2020)).unwrap();
    let refused = |id: &str| {
        let error = crossings(&scores, model.node(id).unwrap(), None).unwrap_err();
        assert_eq!(error.code.id(), "bad_parameter");
        error.message.en.clone()
    };
    assert!(refused("index").contains("the index itself"));
    assert!(refused("x2").contains("\"product\""));
    assert!(refused("x4").contains("No other node"));
    assert!(crossings(&scores, model.node("product").unwrap(), None).is_ok(), "what is below may be anything");
    assert!(crossings(&scores, model.node("x0").unwrap(), None).is_ok());
    assert_eq!(crossings(&scores, 99, None).unwrap_err().code.id(), "unknown_node");
    assert_eq!(crossings(&scores, 1, Some(2)).unwrap_err().code.id(), "unknown_unit");
}

/// Walks through all crossings: between any two of them the pipeline ranks as they say.
fn walk(panel: &Panel, framework: &Value, id: &str, period: i32) -> usize {
    let found = crossings_of(panel, framework, id, None, period);
    let mut stops = vec![0.0];
    stops.extend(found.events.iter().map(|e| e.share));
    stops.push(1.0);
    let mut ranks: Option<Vec<f64>> = None;
    let mut walked = 0;
    for (at, pair) in stops.windows(2).enumerate() {
        if let (Some(ranks), Some(event)) = (&mut ranks, at.checked_sub(1).map(|at| found.events[at])) {
            ranks[event.above] -= 1.0;
            ranks[event.below] += 1.0;
        }
        // Just behind one and just before the next.
        let gap = pair[1] - pair[0];
        if gap < 1e-8 {
            continue;
        }
        for share in [pair[0] + gap.min(1e-6) / 2.0, pair[1] - gap.min(1e-6) / 2.0] {
            let piped = rank(&piped(panel, framework, id, share, period), Ties::Competition);
            let walked = ranks.get_or_insert_with(|| piped.clone());
            assert_eq!(bits(&piped), bits(walked), "{id} at {share}");
            assert_eq!(bits(&piped), bits(&found.ranks_at(share)), "{id} at {share}");
        }
        walked += 1;
    }
    for unit in 0..panel.units().len() {
        let own = crossings_of(panel, framework, id, Some(unit), period).events;
        let of_all: Vec<Crossing> =
            found.events.iter().filter(|e| e.above == unit || e.below == unit).copied().collect();
        assert_eq!(own.len(), of_all.len());
        assert!(own
            .iter()
            .zip(&of_all)
            .all(|(a, b)| { (a.above, a.below) == (b.above, b.below) && (a.share - b.share).abs() < 1e-14 }));
    }
    walked
}

fn bits(x: &[f64]) -> Vec<u64> {
    random::bits(x)
}

/// The provinces in 2022: a dimension, and indicators beside one that Tibet lacks (new_product_share). 2010: half of a
/// dimension is missing.
#[test]
fn provinces() {
    let panel = embedded();
    let text = std::fs::read_to_string("tests/fixtures/provincial-first.json").unwrap();
    let framework: Value = serde_json::from_str(&text).unwrap();
    for (id, year, least) in [
        ("input", 2022, 100),
        ("rd_intensity", 2022, 20),
        ("hightech_share", 2022, 20),
        ("new_product_share", 2022, 20),
        ("effect", 2010, 100),
    ] {
        let walked = walk(&panel, &framework, id, year);
        assert!(walked > least, "{id}: {walked}");
    }
}

#[test]
fn the_range_of_a_rank() {
    let panel = embedded();
    let text = std::fs::read_to_string("tests/fixtures/provincial-first.json").unwrap();
    let framework: Value = serde_json::from_str(&text).unwrap();
    let found = crossings_of(&panel, &framework, "input", None, 2022);
    assert_eq!(found.share, 0.25);
    let now = rank(&piped(&panel, &framework, "input", 0.25, 2022), Ties::Competition);
    let rank_at =
        |unit: usize, share: f64| rank(&piped(&panel, &framework, "input", share, 2022), Ties::Competition)[unit];
    for (unit, now) in now.iter().enumerate() {
        let (low, high) = found.range(unit).unwrap();
        assert!(low <= 0.25 && 0.25 <= high && low < high);
        for share in [low + 1e-9, (low + high) / 2.0, high - 1e-9] {
            assert_eq!(rank_at(unit, share), *now, "{unit} at {share}");
        }
        for (end, beyond) in [(low, low - 1e-9), (high, high + 1e-9)] {
            assert!(end == 0.0 || end == 1.0 || rank_at(unit, beyond) != *now, "{unit} beyond {end}");
        }
    }
}

/// A tree of two to four levels with these weights, by number of the node; below "odd", nothing is arithmetic.
fn tree(shape: usize, weights: &[f64]) -> (Value, usize) {
    let mut at = 0;
    let mut weight = || {
        at += 1;
        weights[at - 1]
    };
    let mut leaf = |i: usize| random::leaf(i, weight());
    let leaves: Vec<Value> = (0..6).map(&mut leaf).collect();
    let mut take = leaves.into_iter();
    let mut group = |id: &str, children: Vec<Value>| json!({ "id": id, "weight": weight(), "children": children });
    let mut some = |n: usize| -> Vec<Value> { take.by_ref().take(n).collect() };
    match shape {
        0 => (json!({ "id": "index", "children": some(4) }), 4),
        1 => {
            let mut children = vec![group("a", some(3)), group("b", some(2))];
            children.extend(some(1));
            (json!({ "id": "index", "children": children }), 6)
        }
        _ => {
            let mut odd = group("odd", some(2));
            odd["aggregate"] = "mean_min".into();
            let inner = vec![group("a", some(2)), odd];
            let children = vec![group("deep", inner), group("b", some(2))];
            (json!({ "id": "index", "children": children }), 6)
        }
    }
}

const MOVED: [&[&str]; 3] = [&["x0", "x1", "x3"], &["x0", "x3", "a", "x5"], &["x2", "a", "odd", "deep", "x5"]];

fn cases() -> impl Strategy<Value = (Vec<Vec<f64>>, usize, Vec<f64>, f64, usize)> {
    let figure = prop_oneof![6 => (-9..10_i32).prop_map(f64::from), 2 => Just(f64::NAN)];
    let columns =
        (2..7_usize).prop_flat_map(move |units| prop::collection::vec(prop::collection::vec(figure.clone(), units), 6));
    let weight = prop_oneof![1 => Just(0.0), 4 => (1..5_i32).prop_map(f64::from), 2 => 0.01..1.0];
    let weights = prop::collection::vec(weight, 12);
    (columns, 0..3_usize, weights, prop_oneof![Just(0.0), Just(0.5), Just(1.0)], 0..60_usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A fine grid of shares, the pipeline run at each: every change of order that it shows is in the list, to 1e-9, and at
    /// everything in the list the order changes as it says.
    #[test]
    fn the_list_is_what_the_pipeline_does((columns, shape, weights, minimum, moved) in cases()) {
        let (tree, count) = tree(shape, &weights);
        let panel = random::panel(&columns[..count]);
        let framework = framework(&tree, count, minimum);
        // A group of which no child has a weight is refused.
        prop_assume!(model(&panel, &framework).is_ok());
        let id = MOVED[shape][moved % MOVED[shape].len()];
        let mut siblings_of = tree.clone();
        let beside = |c: &Value| c["id"] != id && c["weight"].as_f64().unwrap() > 0.0;
        prop_assume!(siblings(&mut siblings_of, id).unwrap().iter().any(beside));

        let found = crossings_of(&panel, &framework, id, None, 2020);
        let scores = |share: f64| piped(&panel, &framework, id, share, 2020);
        let units = panel.units().len();
        for share in [0.0, found.share, 0.123, 0.5, 0.987, 1.0] {
            // A group with all its weight on one node, which needs another.
            let ours: Vec<f64> = (0..units).map(|unit| found.score_at(unit, share)).collect();
            prop_assert!(random::all_close(&ours, &scores(share)), "{} {:?} {:?}", share, ours, scores(share));
        }
        let size = columns.iter().flatten().filter(|x| !x.is_nan()).fold(1.0_f64, |l, x| l.max(x.abs()));
        let apart = |scores: &[f64], u: usize, v: usize| {
            let apart = scores[u] - scores[v];
            if apart.abs() <= 1e-12 * size { 0.0 } else { apart }
        };
        let shares: Vec<f64> = (0..100).map(|k| (f64::from(k) + 0.43) / 100.0).collect();
        let grid: Vec<Vec<f64>> = shares.iter().map(|s| scores(*s)).collect();
        for u in 0..units {
            for v in 0..u {
                let of_pair: Vec<&Crossing> = found
                    .events
                    .iter()
                    .filter(|e| (e.above, e.below) == (u, v) || (e.above, e.below) == (v, u))
                    .collect();
                // Whatever the grid shows.
                let mut last: Option<(f64, f64)> = None;
                for (share, scores_there) in shares.iter().zip(&grid) {
                    let here = apart(scores_there, u, v);
                    if here.is_nan() || here == 0.0 {
                        continue;
                    }
                    if let Some((from, before)) = last.filter(|(from, _)| *from * here < 0.0) {
                        let (mut low, mut high) = (before, *share);
                        for _ in 0..45 {
                            let middle = (low + high) / 2.0;
                            match apart(&scores(middle), u, v) * from > 0.0 {
                                true => low = middle,
                                false => high = middle,
                            }
                        }
                        let near = of_pair.iter().find(|e| (e.share - low).abs() < 1e-9);
                        prop_assert!(near.is_some(), "{} and {} cross at {}, not in {:?}", u, v, low, of_pair);
                        prop_assert_eq!(near.unwrap().above == u, here > 0.0);
                    }
                    last = Some((here, *share));
                }
                // Whatever the list says.
                for (at, event) in of_pair.iter().enumerate() {
                    let low = at.checked_sub(1).map_or(0.0, |at| of_pair[at].share);
                    let high = of_pair.get(at + 1).map_or(1.0, |e| e.share);
                    let step = 1e-4_f64.min((event.share - low) / 2.0).min((high - event.share) / 2.0);
                    let across = [event.share - step, event.share + step];
                    let [before, after] = across.map(|s| apart(&scores(s), event.above, event.below));
                    prop_assert!(before < 0.0 && after > 0.0, "{:?}: {} to {}", event, before, after);
                    prop_assert!(event.share > 0.0 && event.share < 1.0 && low < event.share);
                    let equal = scores(event.share);
                    prop_assert!((equal[event.above] - equal[event.below]).abs() <= 1e-12 * size);
                }
            }
        }
        prop_assert!(found.events.windows(2).all(|w| w[0].share <= w[1].share));
    }
}
