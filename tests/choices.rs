//! How much hangs on choices: weights of the whole simplex, combinations of methods, units left out, missing figures, draws.
//! Against numpy (tests/golden/choices.py), closed cases, and what has to hold.

use crate::common;

use common::embedded;
use innodex::question::ask;
use innodex::random::Stream;
use innodex::robustness::smaa::{smaa, Options, Order};
use innodex::{Framework, Model, Panel, Period};
use proptest::prelude::*;
use serde_json::{json, Value};

fn golden() -> Value {
    serde_json::from_str(include_str!("golden/choices.json")).unwrap()
}

/// A model of a table: a row a unit (null where missing), criteria c0, c1, ... with these weights and directions.
fn model(table: &Value, weights: &[f64], directions: &[i64], normalise: bool) -> Model {
    let rows = table.as_array().unwrap();
    let ids: Vec<String> = (0..weights.len()).map(|at| format!("c{at}")).collect();
    let mut csv = format!("code,year,{}\n", ids.join(","));
    for (unit, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            row.as_array().unwrap().iter().map(|x| x.as_f64().map_or(String::new(), |x| x.to_string())).collect();
        csv += &format!("u{unit},2022,{}\n", cells.join(","));
    }
    let steps = match normalise {
        true => json!([
            { "step": "normalise", "method": "min_max", "lower": 0, "upper": 1 },
            { "step": "aggregate", "method": "arithmetic" }
        ]),
        false => json!([{ "step": "aggregate", "method": "arithmetic" }]),
    };
    let indicator = |(id, direction): (&String, &i64)| json!({ "id": id, "direction": direction });
    let child = |(id, weight): (&String, &f64)| json!({ "id": id, "weight": weight });
    let framework = json!({
        "id": "f",
        "indicators": ids.iter().zip(directions).map(indicator).collect::<Vec<_>>(),
        "tree": { "id": "index", "children": ids.iter().zip(weights).map(child).collect::<Vec<_>>() },
        "steps": steps
    });
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

fn answer(model: &Model, word: &str, request: Value) -> Value {
    serde_json::to_value(ask(model, word, &request.to_string()).unwrap()).unwrap()
}

fn refused(model: &Model, word: &str, request: Value) -> (String, String) {
    let error = ask(model, word, &request.to_string()).unwrap_err();
    (error.code.id().to_owned(), error.place.clone())
}

fn rows(answer: &Value) -> &Vec<Value> {
    answer["rows"].as_array().unwrap()
}

#[test]
fn acceptabilities_and_central_weights_are_those_of_numpy() {
    for case in golden()["smaa"].as_array().unwrap() {
        let table = &case["table"];
        let (units, criteria) = (table.as_array().unwrap().len(), table[0].as_array().unwrap().len());
        let model = model(table, &vec![1.0; criteria], &vec![1; criteria], false);
        let pairs: Vec<(usize, usize)> = serde_json::from_value(case["order"].clone()).unwrap();
        let order = Order::new(criteria, &pairs).unwrap();
        let weighted: Vec<usize> = (1..=criteria).collect();
        let draws = 20_000;
        let options = Options { node: 0, weighted: &weighted, order: &order, errors: false, draws, seed: 5 };
        let found = smaa(&model, Period::year(2022), &options).unwrap();
        let theirs: Vec<Vec<f64>> = serde_json::from_value(case["shares"].clone()).unwrap();
        // Four standard errors of a share of 20,000 draws, and of theirs.
        let near = 4.0 * 0.5 * (1.0 / draws as f64 + 1.0 / case["draws"].as_f64().unwrap()).sqrt();
        for unit in 0..units {
            for (ours, theirs) in found.ranks(unit).iter().zip(&theirs[unit]) {
                assert!((ours - theirs).abs() < near, "{unit}: {:?} and not {theirs}", found.ranks(unit));
            }
            let Some(central) = case["central"][unit].as_array() else { continue };
            let ours = found.central[unit].as_ref().unwrap();
            let firsts = found.ranks(unit)[0] * draws as f64;
            // A weight deviates by no more than 0.3 from its mean.
            let near = 4.0 * 0.3 * (1.0 / firsts + 1.0 / case["first"][unit].as_f64().unwrap()).sqrt();
            for (ours, theirs) in ours.iter().zip(central) {
                assert!((ours - theirs.as_f64().unwrap()).abs() < near, "{unit}: {ours} and not {theirs}");
            }
            assert_eq!(found.confidence[unit], Some(1.0));
        }
    }
}

/// Scores w x + (1 - w) y of two criteria are lines in w: a rank is had between two crossings.
#[test]
fn two_criteria_have_closed_acceptabilities() {
    let model = model(&json!([[10, 0], [0, 6], [6, 3], [2, 1]]), &[1.0, 1.0], &[1, 1], false);
    let found = answer(&model, "smaa", json!({ "draws": 40_000 }));
    // u1 is first below w = 1/3 (6 - 6w = 3 + 3w), u2 from there to 3/7 (3 + 3w = 10w), u0 above.
    let first = |unit: usize| {
        let row = rows(&found).iter().find(|row| row["code"] == format!("u{unit}")).unwrap();
        row["first"].as_f64().unwrap()
    };
    for (unit, expected) in [(0, 4.0 / 7.0), (1, 1.0 / 3.0), (2, 3.0 / 7.0 - 1.0 / 3.0), (3, 0.0)] {
        assert!((first(unit) - expected).abs() < 0.01, "{unit}: {}", first(unit));
    }
    // The central weight of u1 is the middle of 0 and 1/3.
    let central = found["central_weights"].as_array().unwrap();
    let own = central.iter().find(|each| each["code"] == "u1" && each["id"] == "c0").unwrap();
    assert!((own["weight"].as_f64().unwrap() - 1.0 / 6.0).abs() < 0.005, "{own}");
    // With w at least 1/2, uniform from there to 1, u0 is always first.
    let ordered = answer(&model, "smaa", json!({ "order": [["c0", "c1"]], "draws": 2_000 }));
    assert_eq!((&rows(&ordered)[0]["code"], &rows(&ordered)[0]["first"]), (&json!("u0"), &json!(1.0)));
    let own = &ordered["central_weights"][0];
    assert!((own["weight"].as_f64().unwrap() - 0.75).abs() < 0.02, "{own}");
}

#[test]
fn groups_have_the_weights_of_their_indicators() {
    let model = common::model_of("provincial");
    let found = answer(&model, "smaa", json!({ "all_indicators": true, "draws": 200, "period": "2022" }));
    let first = &found["central_weights"].as_array().unwrap()[0]["code"];
    let of_first = found["central_weights"].as_array().unwrap().iter().filter(|each| each["code"] == *first);
    let weights: Vec<f64> = of_first.map(|each| each["weight"].as_f64().unwrap()).collect();
    assert_eq!(weights.len(), model.indicators_below(0).len());
    assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn orders_that_cannot_be() {
    let model = model(&json!([[1, 2, 3], [3, 2, 1]]), &[1.0; 3], &[1; 3], false);
    let place = |order: Value| refused(&model, "smaa", json!({ "order": order }));
    let bad = |at: &str| ("bad_parameter".to_owned(), at.to_owned());
    assert_eq!(place(json!([["c0", "c1"], ["c1", "c2"], ["c2", "c0"]])), bad("$.order[2]"));
    assert_eq!(place(json!([["c0", "c0"]])), bad("$.order[0]"));
    assert_eq!(place(json!([["c0", "x"]])), ("unknown_node".to_owned(), "$.order[0][1]".to_owned()));
    assert_eq!(refused(&model, "smaa", json!({ "draws": 0 })), bad("$.draws"));
    assert_eq!(refused(&model, "smaa", json!({ "node": "c0" })), bad("$.node"));
    assert_eq!(refused(&model, "smaa", json!({ "errors": true })), bad("$.errors"));
}

fn arranged(n: usize, pairs: &[(usize, usize)], draws: u32) -> Vec<Vec<f64>> {
    let order = Order::new(n, pairs).unwrap();
    let draw = |draw: u32| {
        let mut random = Stream::new(3, draw, 1);
        let mut weights: Vec<f64> = (0..n).map(|_| random.uniform()).collect();
        order.arrange(&mut weights, &mut random);
        weights
    };
    (0..draws).map(draw).collect()
}

/// Of the order 0 over 1 and 2, and 3 over 2, there are five: 0132, 0312, 0321, 3012, 3021.
#[test]
fn every_order_that_agrees_is_as_likely() {
    let mut counts = std::collections::BTreeMap::new();
    for weights in arranged(4, &[(0, 1), (0, 2), (3, 2)], 10_000) {
        let mut places: Vec<usize> = (0..4).collect();
        places.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
        *counts.entry(places).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 5, "{counts:?}");
    // A count of 2,000 of 10,000 has a standard deviation of 40.
    assert!(counts.values().all(|count| (*count - 2_000_i32).abs() < 160), "{counts:?}");
}

#[test]
fn a_chain_of_sixty_is_no_matter() {
    let pairs: Vec<(usize, usize)> = (0..59).map(|at| (at, at + 1)).collect();
    for weights in arranged(60, &pairs, 5) {
        assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]));
    }
    // One above thirty others has 2^30 sets.
    let star: Vec<(usize, usize)> = (1..31).map(|at| (0, at)).collect();
    assert!(Order::new(31, &star).is_err());
}

proptest! {
    #[test]
    fn acceptabilities_sum_to_one(
        table in prop::collection::vec(prop::collection::vec(0_u8..4, 3), 2..7),
        chain in any::<bool>(),
    ) {
        let model = model(&json!(table), &[1.0; 3], &[1; 3], false);
        let order = if chain { json!([["c2", "c0", "c1"]]) } else { json!([]) };
        let found = answer(&model, "smaa", json!({ "draws": 50, "order": order }));
        let shares = found["acceptability"].as_array().unwrap();
        let sum = |of: &dyn Fn(&Value) -> bool| -> f64 {
            shares.iter().filter(|share| of(share)).map(|share| share["share"].as_f64().unwrap()).sum()
        };
        for unit in 0..table.len() {
            let code = format!("u{unit}");
            prop_assert!((sum(&|share| share["code"] == code.as_str()) - 1.0).abs() < 1e-9);
            let place = json!((unit + 1) as f64);
            prop_assert!((sum(&|share| share["rank"] == place) - 1.0).abs() < 1e-9);
        }
        for row in rows(&found) {
            prop_assert_eq!(row["confidence"].is_null(), row["first"] == json!(0.0));
        }
    }

    #[test]
    fn arranged_weights_agree_and_are_the_same(pairs in prop::collection::vec((0_usize..6, 0_usize..6), 0..6)) {
        // From the lower to the higher number there is no circle.
        let pairs: Vec<(usize, usize)> = pairs.into_iter().filter(|(a, b)| a < b).collect();
        for (draw, weights) in arranged(6, &pairs, 20).into_iter().enumerate() {
            prop_assert!(pairs.iter().all(|(a, b)| weights[*a] >= weights[*b]));
            let mut random = Stream::new(3, draw as u32, 1);
            let mut drawn: Vec<f64> = (0..6).map(|_| random.uniform()).collect();
            let mut weights = weights;
            drawn.sort_by(f64::total_cmp);
            weights.sort_by(f64::total_cmp);
            prop_assert_eq!(drawn, weights);
        }
    }
}

#[test]
fn pairs_are_reversed_as_numpy_finds() {
    for case in golden()["reversals"].as_array().unwrap() {
        let weights: Vec<f64> = serde_json::from_value(case["weights"].clone()).unwrap();
        let model = model(&case["table"], &weights, &[1; 4], true);
        let found = answer(&model, "reversals", json!({}));
        let number = |row: &Value, member: &str| row[member].as_str().unwrap()[1..].parse::<usize>().unwrap();
        let mut ours: Vec<[usize; 3]> =
            rows(&found).iter().map(|row| ["code", "falls", "rises"].map(|member| number(row, member))).collect();
        let mut theirs: Vec<[usize; 3]> = serde_json::from_value(case["pairs"].clone()).unwrap();
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs);
        for row in rows(&found) {
            assert!(row["falls_before"].as_f64() < row["rises_before"].as_f64());
            assert!(row["falls_after"].as_f64() > row["rises_after"].as_f64());
        }
        assert_eq!(found["removed"].as_array().unwrap().len(), 9);
    }
}

/// Without a normalisation nobody's score depends on others.
#[test]
fn what_looks_at_nobody_else_reverses_nothing() {
    let case = &golden()["reversals"][0];
    let model = model(&case["table"], &[1.0; 4], &[1; 4], false);
    assert_eq!(answer(&model, "reversals", json!({}))["rows"], json!([]));
    let one = answer(&model, "reversals", json!({ "unit": "u3" }));
    assert_eq!(one["removed"][0]["pairs"], 0.0);
    assert_eq!(refused(&model, "reversals", json!({ "unit": "x" })).1, "$.unit");
}

#[test]
fn bounds_are_those_of_numpy() {
    let case = &golden()["bounds"];
    let weights: Vec<f64> = serde_json::from_value(case["weights"].clone()).unwrap();
    let directions: Vec<i64> = serde_json::from_value(case["directions"].clone()).unwrap();
    let model = model(&case["table"], &weights, &directions, true);
    let found = answer(&model, "bounds", json!({}));
    assert_eq!(rows(&found).len(), 4);
    for row in rows(&found) {
        let unit: usize = row["code"].as_str().unwrap()[1..].parse().unwrap();
        let theirs: Vec<f64> = serde_json::from_value(case["units"][unit].clone()).unwrap();
        let names = ["missing", "rank", "best_rank", "best_score", "worst_rank", "worst_score"];
        for (name, theirs) in names.into_iter().zip(theirs) {
            assert!((row[name].as_f64().unwrap() - theirs).abs() < 1e-12, "{unit} {name}: {row}");
        }
    }
    let figures = found["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 5);
    // Of c1 less is better.
    let own = figures.iter().find(|figure| figure["code"] == "u0").unwrap();
    assert!(own["best"].as_f64() < own["worst"].as_f64(), "{own}");
    // A unit that lacks nothing is as it is.
    let full = answer(&model, "bounds", json!({ "unit": "u1" }));
    let row = &rows(&full)[0];
    assert_eq!((&row["best_rank"], &row["worst_rank"], &row["missing"]), (&row["rank"], &row["rank"], &json!(0.0)));
}

/// A ratio without its denominator lies between the ratios of the others.
#[test]
fn a_missing_denominator_leaves_the_ratio_open() {
    let csv = "code,year,papers,people\na,2022,90,100\nb,2022,70,\nc,2022,10,100\nd,2022,50,100\n";
    let framework = r#"{ "id": "f",
      "indicators": [{ "id": "density", "numerator": "papers", "denominator": "people", "direction": 1 }],
      "tree": { "id": "index", "children": [{ "id": "density" }] },
      "steps": [{ "step": "denominate" }, { "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }] }"#;
    let model =
        Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(framework).unwrap()).unwrap();
    let found = answer(&model, "bounds", json!({}));
    let row = &rows(&found)[0];
    assert_eq!(
        (&row["code"], &row["rank"], &row["best_rank"], &row["worst_rank"]),
        (&json!("b"), &Value::Null, &json!(1.0), &json!(3.0))
    );
    assert_eq!((&found["figures"][0]["best"], &found["figures"][0]["worst"]), (&json!(0.9), &json!(0.1)));
    assert!(row["reason"].is_string());
}

/// Every column is the ranking of a framework with these methods written into it.
#[test]
fn combinations_are_the_rankings_of_their_frameworks() {
    let text = include_str!("../data/frameworks/provincial.json");
    let model = common::model_of("provincial");
    let request = json!({
        "period": "2022",
        "normalise": ["min_max", { "method": "z_score", "mean": 10, "sd": 2 }, { "method": "min_max", "lower": 1, "upper": 100 }],
        "aggregate": ["arithmetic", "geometric"]
    });
    let found = answer(&model, "combinations", request);
    let columns: Vec<&str> =
        found["combinations"].as_array().unwrap().iter().map(|each| each["column"].as_str().unwrap()).collect();
    assert_eq!(
        columns,
        [
            "min_max_1·arithmetic",
            "min_max_1·geometric",
            "z_score·arithmetic",
            "z_score·geometric",
            "min_max_2·arithmetic",
            "min_max_2·geometric"
        ]
    );
    let methods = [
        json!({ "method": "min_max" }),
        json!({ "method": "z_score", "mean": 10, "sd": 2 }),
        json!({ "method": "min_max", "lower": 1, "upper": 100 }),
    ];
    for (at, column) in columns.iter().enumerate() {
        let mut framework: Value = serde_json::from_str(text).unwrap();
        clear_aggregations(&mut framework["tree"]);
        for step in framework["steps"].as_array_mut().unwrap() {
            if step["step"] == "normalise" {
                let scope = step.get("scope").cloned();
                *step = methods[at / 2].clone();
                step["step"] = json!("normalise");
                if let Some(scope) = scope {
                    step["scope"] = scope;
                }
            }
            if step["step"] == "aggregate" {
                step["method"] = json!(["arithmetic", "geometric"][at % 2]);
            }
        }
        let other = Model::new(embedded(), Framework::from_json(&framework.to_string()).unwrap()).unwrap();
        let history = answer(&other, "history", json!({ "periods": ["2022"] }));
        for row in rows(&found) {
            let theirs = rows(&history).iter().find(|each| each["code"] == row["code"]).unwrap();
            assert_eq!(row[column], theirs["rank"], "{column} {}", row["code"]);
        }
    }
    for row in rows(&found) {
        let ranks: Vec<f64> = columns.iter().filter_map(|column| row[column].as_f64()).collect();
        assert_eq!(row["best"].as_f64(), ranks.iter().copied().reduce(f64::min));
        assert_eq!(row["worst"].as_f64(), ranks.iter().copied().reduce(f64::max));
    }
    assert_eq!(refused(&model, "combinations", json!({ "normalise": ["nothing"] })).1, "$.normalise[0]");
}

fn clear_aggregations(node: &mut Value) {
    node.as_object_mut().unwrap().remove("aggregate");
    for child in node.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten() {
        clear_aggregations(child);
    }
}

/// The weights and methods of a draw, written into the framework, give its ranks.
#[test]
fn a_draw_can_be_computed_again_from_its_row() {
    let case = &golden()["smaa"][0];
    let model = model(&case["table"], &[1.0, 2.0, 3.0], &[1; 3], true);
    let spec = json!({
        "draws": 12, "seed": 4, "weights": { "noise": 0.9 }, "normalise": ["min_max", "rank"], "leave_out": true
    });
    let found = answer(&model, "draws", json!({ "spec": spec }));
    assert_eq!(rows(&found).len(), 12);
    let table = &case["table"];
    let mut methods = std::collections::BTreeSet::new();
    for row in rows(&found) {
        let mut weights: Vec<f64> = (0..3).map(|at| row[&format!("weight:c{at}")].as_f64().unwrap()).collect();
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        if let Some(left_out) = row["left_out"].as_str() {
            assert_eq!(weights[left_out[1..].parse::<usize>().unwrap()], 0.0);
        }
        let method = row["normalise"].as_str().unwrap();
        methods.insert(method.to_owned());
        // The ranking of the weighted mean of what the method makes of each column.
        let column = |at: usize| -> Vec<f64> {
            let x: Vec<f64> = table.as_array().unwrap().iter().map(|row| row[at].as_f64().unwrap()).collect();
            let (low, high) = x.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
            let below = |v: f64| x.iter().filter(|x| **x < v).count() as f64;
            x.iter().map(|v| if method == "rank" { below(*v) } else { (v - low) / (high - low) }).collect()
        };
        let columns: Vec<Vec<f64>> = (0..3).map(column).collect();
        let scores: Vec<f64> =
            (0..6).map(|unit| weights.iter_mut().zip(&columns).map(|(w, x)| *w * x[unit]).sum()).collect();
        for unit in 0..6 {
            let rank = 1 + scores.iter().filter(|score| **score > scores[unit] + 1e-12).count();
            assert_eq!(row[&format!("rank:u{unit}")], json!(rank as f64), "{row}");
        }
    }
    assert_eq!(methods.len(), 2);
    assert_eq!(found["warnings"], json!([]));
}

#[test]
fn leaving_one_out_is_a_question() {
    let model = common::model_of("provincial");
    let found = answer(&model, "leave_one_out", json!({ "period": "2022", "level": 2 }));
    let scores = model.scores(Period::year(2022)).unwrap();
    let other = innodex::robustness::leave_one_out::leave_one_out(&scores, 2).unwrap();
    let units = model.panel().units().len();
    assert_eq!(rows(&found).len(), units * other.removed.len());
    assert_eq!(found["nodes"][0]["mean_shift"].as_f64().unwrap(), other.mean_shift[0]);
    for row in &rows(&found)[..units] {
        let unit = model.panel().unit(row["code"].as_str().unwrap()).unwrap();
        assert_eq!(row["rank"].as_f64().unwrap_or(f64::NAN).to_bits(), other.ranks[0][unit].to_bits());
    }
    assert_eq!(refused(&model, "leave_one_out", json!({ "level": 9 })).1, "$.level");
}

fn with_errors(cells: &str) -> Model {
    let csv = "code,year,x,y\na,2022,10,100\nb,2022,11,110\nc,2022,20,90\nd,2022,5,60\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap().with_cells(cells.as_bytes()).unwrap();
    let framework = Framework::of_columns(&panel);
    Model::new(panel, framework).unwrap()
}

#[test]
fn figures_without_a_standard_error_are_exact_or_have_the_median() {
    let some = "code,period,indicator,standard_error\na,2022,x,1\nb,2022,x,2.2\nc,2022,x,2\n";
    let exact = answer(&with_errors(some), "confidence", json!({}));
    assert_eq!(
        (&exact["figures"], &exact["with_error"], &exact["without"]),
        (&json!(8.0), &json!(3.0), &json!("exact"))
    );
    assert!(exact["warnings"][0]["en"].as_str().unwrap().contains("taken as exact"));
    let d = |answer: &Value| rows(answer)[3]["standard_error"].as_f64().unwrap();
    assert_eq!(d(&exact), 0.0);
    // Relative errors of x: 0.1, 0.2, 0.1, in the middle 0.1; y has none and takes that of all, 0.1 too.
    let median = answer(&with_errors(some), "confidence", json!({ "without": "median", "draws": 20_000 }));
    assert!(median["warnings"][0]["en"].as_str().unwrap().contains("median relative error"));
    // Of the mean of 5 +- 0.5 and 60 +- 6.
    let expected = (0.5_f64.powi(2) + 6.0_f64.powi(2)).sqrt() / 2.0;
    assert!((d(&median) / expected - 1.0).abs() < 0.02, "{} and not {expected}", d(&median));
    // As if it had been written down.
    let all = format!("{some}d,2022,x,0.5\na,2022,y,10\nb,2022,y,11\nc,2022,y,9\nd,2022,y,6\n");
    let written = answer(&with_errors(&all), "confidence", json!({ "draws": 20_000 }));
    assert_eq!(written["rows"], median["rows"]);
    assert_eq!(written["warnings"], json!([]));
}

/// An error of zero is one: such figures are exact.
#[test]
fn errors_of_zero_leave_nothing_open() {
    let csv = "unit,year,x\na,2022,10\nb,2022,10\nc,2022,12\nd,2022,5\n";
    let cells = "code,period,indicator,standard_error\na,2022,x,0\nb,2022,x,0\nc,2022,x,0\nd,2022,x,0\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap().with_cells(cells.as_bytes()).unwrap();
    let model = Model::new(panel.clone(), Framework::of_columns(&panel)).unwrap();
    for without in ["exact", "median"] {
        let found = answer(&model, "confidence", json!({ "without": without }));
        let sets: Vec<(f64, f64)> =
            rows(&found).iter().map(|row| (row["lower"].as_f64().unwrap(), row["upper"].as_f64().unwrap())).collect();
        assert_eq!(sets, [(2.0, 3.0), (2.0, 3.0), (1.0, 1.0), (4.0, 4.0)]);
        assert_eq!(found["warnings"], json!([]));
    }
    let bare = Model::new(panel.clone(), Framework::of_columns(&panel)).unwrap();
    let none = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let none = Model::new(none.clone(), Framework::of_columns(&none)).unwrap();
    // Of figures without any, nothing is known.
    let unknown = answer(&none, "confidence", json!({}));
    assert_eq!((&unknown["with_error"], &unknown["figures"]), (&json!(0.0), &json!(4.0)));
    assert!(rows(&unknown).iter().all(|row| row["lower"].is_null() && row["rank"].is_number()), "{unknown}");
    assert_eq!(unknown["warnings"].as_array().unwrap().len(), 1);
    assert_eq!(refused(&bare, "confidence", json!({ "coverage": 2 })).1, "$.coverage");
}

/// Two units, one criterion: d = 1 with errors of 1 each, so that the first is above with probability Phi(1 / sqrt 2).
#[test]
fn figures_are_drawn_within_their_errors() {
    let csv = "code,year,x\na,2022,10\nb,2022,9\n";
    let cells = "code,period,indicator,standard_error\na,2022,x,1\nb,2022,x,1\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap().with_cells(cells.as_bytes()).unwrap();
    let model = Model::new(panel.clone(), Framework::of_columns(&panel)).unwrap();
    let found = answer(&model, "smaa", json!({ "errors": true, "draws": 20_000 }));
    let own = &rows(&found)[0];
    for member in ["first", "confidence"] {
        assert!((own[member].as_f64().unwrap() - 0.760_25).abs() < 0.013, "{own}");
    }
}
