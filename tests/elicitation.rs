//! Weights by pairwise judgements and by points, against pyDecision, ahpy and numpy (tests/golden/ahp.py), and by what has to
//! hold of them.

use innodex::elicitation::budget::points;
use innodex::elicitation::consistency::{self, geometric_index, worst_triple};
use innodex::elicitation::eigenvector::eigenvector;
use innodex::elicitation::geometric_mean::geometric_mean;
use innodex::elicitation::Judgements;
use innodex::question::ask;
use innodex::{Framework, Model, Panel};
use proptest::prelude::*;
use serde_json::{json, Value};

fn golden() -> Vec<Value> {
    serde_json::from_str(include_str!("golden/ahp.json")).unwrap()
}

fn matrix(case: &Value) -> Judgements {
    let rows: Vec<Vec<Option<f64>>> = serde_json::from_value(case["matrix"].clone()).unwrap();
    Judgements::from_matrix(&rows).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    serde_json::from_value(value.clone()).unwrap()
}

fn assert_close(ours: &[f64], theirs: &[f64], case: &Value) {
    assert_eq!(ours.len(), theirs.len());
    for (a, b) in ours.iter().zip(theirs) {
        assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{}: {ours:?} and not {theirs:?}", case["name"]);
    }
}

#[test]
fn weights_are_those_of_pydecision_ahpy_and_numpy() {
    let mut ratios = 0;
    for case in golden() {
        let judgements = matrix(&case);
        let found = eigenvector(&judgements).unwrap();
        assert_close(&found.weights, &numbers(&case["weights"]), &case);
        assert_close(&geometric_mean(&judgements).unwrap(), &numbers(&case["geometric"]), &case);
        assert_close(&[found.eigenvalue], &[case["eigenvalue"].as_f64().unwrap()], &case);
        if let Some(theirs) = case["ratio"].as_f64() {
            let n = judgements.len();
            let ours = consistency::ratio(n, consistency::index(n, found.eigenvalue)).unwrap();
            assert_close(&[ours], &[theirs], &case);
            ratios += 1;
        }
    }
    assert_eq!((golden().len(), ratios), (11, 7));
}

/// Saaty (1990), How to make a decision, and Saaty (1980): weights as printed.
#[test]
fn saatys_examples_have_the_weights_that_he_prints() {
    let printed: [(&str, &[f64]); 2] = [
        ("school", &[0.32, 0.14, 0.03, 0.13, 0.24, 0.14]),
        ("wealth", &[0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094]),
    ];
    for (name, printed) in printed {
        let case = golden().into_iter().find(|case| case["name"] == name).unwrap();
        let found = eigenvector(&matrix(&case)).unwrap().weights;
        assert!(found.iter().zip(printed).all(|(a, b)| (a - b).abs() <= 0.0051), "{found:?}");
    }
}

#[test]
fn the_most_contradictory_triple() {
    let mut judgements = Judgements::new(4);
    for (a, b, value) in [(0, 1, 2.0), (1, 2, 3.0), (0, 2, 6.0), (0, 3, 4.0), (1, 3, 2.0), (2, 3, 5.0)] {
        judgements.judge(a, b, value).unwrap();
    }
    let worst = worst_triple(&judgements).unwrap();
    // 0 is 6 times 2, 2 is 5 times 3: 30, and not 4.
    assert_eq!((worst.elements, worst.steps, worst.direct, worst.factor), ([0, 2, 3], [6.0, 5.0], 4.0, 7.5));
    let mut consistent = Judgements::new(3);
    assert_eq!(worst_triple(&consistent), None);
    for (a, b, value) in [(0, 1, 3.0), (1, 2, 1.0 / 9.0), (0, 2, 1.0 / 3.0)] {
        consistent.judge(a, b, value).unwrap();
    }
    assert_eq!(worst_triple(&consistent), None);
}

#[test]
fn what_cannot_be_judged_so() {
    let refused = |rows: &[&[f64]]| {
        let some = |x: &f64| Some(*x).filter(|x| !x.is_nan());
        let rows: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().map(some).collect()).collect();
        Judgements::from_matrix(&rows).map_err(|error| error.place.clone())
    };
    assert_eq!(refused(&[&[1.0, -3.0], &[1.0, 1.0]]).unwrap_err(), "[0][1]");
    assert_eq!(refused(&[&[1.0, 0.0], &[1.0, 1.0]]).unwrap_err(), "[0][1]");
    assert_eq!(refused(&[&[1.0, 3.0], &[0.5, 1.0]]).unwrap_err(), "[1][0]");
    assert_eq!(refused(&[&[1.0, 3.0], &[3.0, 1.0]]).unwrap_err(), "[1][0]");
    assert_eq!(refused(&[&[1.0, 3.0], &[f64::NAN, 2.0]]).unwrap_err(), "[1][1]");
    assert_eq!(refused(&[&[1.0, 3.0], &[1.0]]).unwrap_err(), "[1]");
    // A reciprocal with two decimals is one, and the whole number counts.
    for (value, rounded) in [(3.0, 0.33), (7.0, 0.14), (8.0, 0.13), (9.0, 0.11)] {
        for rows in [[[1.0, value], [rounded, 1.0]], [[1.0, rounded], [value, 1.0]]] {
            let found = refused(&[&rows[0], &rows[1]]).unwrap();
            let ours = found.value(0, 1).max(found.value(1, 0));
            assert_eq!((ours, found.rounded()), (value, 1));
        }
    }
}

/// Judgements that follow from weights, of the pairs that `known` leaves in; the chain from one to the next always stays.
fn consistent(weights: &[f64], known: &[bool]) -> Judgements {
    let mut judgements = Judgements::new(weights.len());
    let mut known = known.iter().cycle();
    for i in 0..weights.len() {
        for j in i + 1..weights.len() {
            if *known.next().unwrap() || j == i + 1 {
                judgements.judge(i, j, weights[i] / weights[j]).unwrap();
            }
        }
    }
    judgements
}

fn value() -> impl Strategy<Value = f64> {
    (-2.2..2.2_f64).prop_map(f64::exp)
}

proptest! {
    #[test]
    fn consistent_judgements_give_their_weights(
        weights in prop::collection::vec(0.05..1.0_f64, 1..12),
        known in prop::collection::vec(any::<bool>(), 1..60),
    ) {
        let judgements = consistent(&weights, &known);
        let sum: f64 = weights.iter().sum();
        let found = eigenvector(&judgements).unwrap();
        let means = geometric_mean(&judgements).unwrap();
        for ((w, a), b) in weights.iter().zip(&found.weights).zip(&means) {
            prop_assert!((w / sum - a).abs() < 1e-10 && (w / sum - b).abs() < 1e-10);
        }
        let n = weights.len();
        prop_assert!(consistency::index(n, found.eigenvalue) < 1e-10);
        prop_assert_eq!(worst_triple(&judgements), None);
        prop_assert!(geometric_index(&judgements, &means).is_none_or(|index| index < 1e-18));
    }

    /// The geometric mean of a complete matrix is that of its rows; w solves A w = lambda w, and lambda is at least n.
    #[test]
    fn any_judgements_have_weights(values in prop::collection::vec(value(), 45), n in 2_usize..11) {
        let mut judgements = Judgements::new(n);
        let mut values = values.into_iter();
        for i in 0..n {
            for j in i + 1..n {
                judgements.judge(i, j, values.next().unwrap()).unwrap();
            }
        }
        let found = eigenvector(&judgements).unwrap();
        prop_assert!(found.eigenvalue >= n as f64 - 1e-9);
        let rows: Vec<f64> = (0..n)
            .map(|i| (0..n).map(|j| judgements.value(i, j)).product::<f64>().powf(1.0 / n as f64))
            .collect();
        let sum: f64 = rows.iter().sum();
        let means = geometric_mean(&judgements).unwrap();
        for i in 0..n {
            let image: f64 = (0..n).map(|j| judgements.value(i, j) * found.weights[j]).sum();
            prop_assert!((image / found.eigenvalue - found.weights[i]).abs() < 1e-12);
            prop_assert!((rows[i] / sum - means[i]).abs() < 1e-12);
        }
        // Judgements of one person twice are that person's.
        let twice = Judgements::together(&[judgements.clone(), judgements.clone()]);
        let again = eigenvector(&twice).unwrap();
        prop_assert!(again.weights.iter().zip(&found.weights).all(|(a, b)| (a - b).abs() < 1e-12));
    }

    #[test]
    fn means_of_points_are_weights(shares in prop::collection::vec(prop::collection::vec(0.01..1.0_f64, 4), 1..6)) {
        let given: Vec<Vec<f64>> = shares
            .iter()
            .map(|one| one.iter().map(|x| 100.0 * x / one.iter().sum::<f64>()).collect())
            .collect();
        let found: Vec<_> = (0..4).map(|at| points(&given.iter().map(|one| one[at]).collect::<Vec<_>>())).collect();
        prop_assert!((found.iter().map(|each| each.mean).sum::<f64>() - 100.0).abs() < 1e-9);
        prop_assert!(found.iter().all(|each| each.least <= each.median && each.median <= each.most));
    }
}

fn model() -> Model {
    let panel = Panel::from_csv("code,year,a,b,c\nX,2022,4,0,1\nY,2022,1,2,3\n".as_bytes(), None).unwrap();
    let framework = json!({
        "id": "f",
        "indicators": [{ "id": "a", "direction": 1 }, { "id": "b", "direction": 1 }, { "id": "c", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "a" }, { "id": "b" }, { "id": "c" }] },
        "steps": [{ "step": "aggregate", "method": "arithmetic" }]
    });
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

fn answer(word: &str, request: Value) -> Result<Value, (String, String)> {
    let place = |error: innodex::Error| (error.code.id().to_owned(), error.place.clone());
    ask(&model(), word, &request.to_string()).map(|json| serde_json::to_value(json).unwrap()).map_err(place)
}

#[test]
fn ahp_answers_weights_by_child() {
    let judgements = json!([{ "a": "a", "b": "b", "value": 2 }, { "a": "c", "b": "b", "value": 1.0 / 3.0 }]);
    let found = answer("ahp", json!({ "judgements": judgements })).unwrap();
    let close = |value: &Value, expected: f64| (value.as_f64().unwrap() - expected).abs() < 1e-12;
    assert!(close(&found["weights"]["a"], 0.6) && close(&found["weights"]["c"], 0.1), "{found}");
    assert_eq!(found["rows"][1]["id"], "b");
    assert_eq!(found["joint"]["consistency_ratio"], 0.0);
    assert_eq!(found["experts"], json!([]));
    assert!(found["warnings"][0]["en"].as_str().unwrap().starts_with("2 of 3 pairs"), "{found}");
    // Two people of opposite minds: in the middle nothing is more important.
    let experts = json!([
        { "name": "甲", "matrix": [[1, 4, null], [null, 1, 2], [null, null, 1]] },
        { "name": "乙", "matrix": [[1, 0.25, null], [null, 1, 0.5], [null, null, 1]] },
    ]);
    let found = answer("ahp", json!({ "experts": experts, "method": "geometric_mean" })).unwrap();
    for row in found["rows"].as_array().unwrap() {
        assert!(close(&row["weight"], 1.0 / 3.0), "{row}");
    }
    assert!(close(&found["rows"][0]["most"], 8.0 / 11.0) && close(&found["rows"][0]["least"], 1.0 / 13.0), "{found}");
    assert_eq!(found["experts"][1]["name"]["zh"], "乙");
    assert_eq!((&found["judgements"][0]["least"], &found["judgements"][0]["most"]), (&json!(0.25), &json!(4.0)));
}

#[test]
fn contradictions_are_said_and_not_refused() {
    let judgements = json!([
        { "a": "a", "b": "b", "value": 9 }, { "a": "b", "b": "c", "value": 9 }, { "a": "c", "b": "a", "value": 9 }
    ]);
    let found = answer("ahp", json!({ "judgements": judgements })).unwrap();
    // (9 + 1 + 1/9 - 3) / 2 / 0.58
    let ratio = found["joint"]["consistency_ratio"].as_f64().unwrap();
    assert!((ratio - (9.0 + 1.0 + 1.0 / 9.0 - 3.0) / 2.0 / 0.58).abs() < 1e-9, "{ratio}");
    assert_eq!(found["joint"]["triple"]["factor"].as_f64().unwrap().round(), 729.0);
    let said = found["warnings"][0]["en"].as_str().unwrap();
    assert!(said.contains("above 0.1") && said.contains("a is 9.000 times b, b is 9.000 times c"), "{said}");
}

#[test]
fn wrong_judgements_have_a_place() {
    let place = |request: Value| answer("ahp", request).unwrap_err();
    let bad = |at: &str| ("bad_parameter".to_owned(), at.to_owned());
    assert_eq!(place(json!({})), bad("$.judgements"));
    assert_eq!(place(json!({ "judgements": [] })), bad(""));
    assert_eq!(place(json!({ "node": "a", "judgements": [] })), bad("$.node"));
    let pair = |a: &str, b: &str, value: f64| json!({ "a": a, "b": b, "value": value });
    let list = |pairs: Vec<Value>| json!({ "judgements": pairs });
    assert_eq!(place(list(vec![pair("a", "b", -1.0)])), bad("$.judgements[0].value"));
    assert_eq!(place(list(vec![pair("a", "b", 2.0), pair("b", "a", 2.0)])), bad("$.judgements[1].value"));
    assert_eq!(place(list(vec![pair("a", "x", 2.0)])), ("unknown_node".to_owned(), "$.judgements[0].b".to_owned()));
    let experts = json!({ "experts": [{ "judgements": [pair("a", "b", 1.0)] }, { "matrix": [[1, 2], [0.5, 1]] }] });
    assert_eq!(place(experts), bad("$.experts[1].matrix"));
    let zero = json!({ "matrix": [[1, 2, 3], [0.5, 1, 0], [null, null, 1]] });
    assert_eq!(place(zero), bad("$.matrix[1][2]"));
    let twice = json!({ "experts": [{ "name": "x", "matrix": [[1,1,1],[1,1,1],[1,1,1]] }, { "name": "x", "matrix": [[1,1,1],[1,1,1],[1,1,1]] }] });
    assert_eq!(place(twice), ("duplicate_id".to_owned(), "$.experts[1].name".to_owned()));
}

#[test]
fn points_are_weights_or_refused_by_name() {
    let experts = json!([
        { "name": "甲", "points": { "a": 50, "b": 30, "c": 20 } },
        { "name": "乙", "points": { "c": 33.4, "a": 33.3, "b": 33.3 } },
    ]);
    let found = answer("budget_weights", json!({ "experts": experts })).unwrap();
    let a = &found["rows"][0];
    assert!((found["weights"]["a"].as_f64().unwrap() - 0.4165).abs() < 1e-12);
    // The standard deviation of 50 and 33.3.
    assert!((a["deviation"].as_f64().unwrap() - 16.7 / 2.0_f64.sqrt()).abs() < 1e-12, "{a}");
    assert_eq!((&a["least"], &a["most"]), (&json!(33.3), &json!(50.0)));
    let wrong = |points: Value| {
        let request = json!({ "experts": [{ "name": "甲", "points": points }] }).to_string();
        let error = ask(&model(), "budget_weights", &request).unwrap_err();
        (error.place.clone(), error.message.en.clone())
    };
    assert_eq!(
        wrong(json!({ "a": 50, "b": 30, "c": 30 })),
        ("$.experts[0].points".to_owned(), "The points of 甲 sum to 110, not 100.".to_owned())
    );
    assert_eq!(wrong(json!({ "a": 50, "b": 50 })).0, "$.experts[0].points");
    assert_eq!(wrong(json!({ "a": 50, "b": 60, "c": -10 })).0, "$.experts[0].points.c");
    assert_eq!(wrong(json!({ "a": 50, "d": 50 })).0, "$.experts[0].points.d");
}

fn with_presets(presets: Value) -> Result<Model, (String, String)> {
    let mut framework = json!({
        "id": "f",
        "indicators": [{ "id": "a", "direction": 1 }, { "id": "b", "direction": 1 }, { "id": "c", "direction": 1 }],
        "tree": { "id": "index", "children": [
            { "id": "g", "weight": 2, "children": [{ "id": "a", "weight": 1 }, { "id": "b", "weight": 3 }] },
            { "id": "c", "weight": 1 }
        ] },
        "steps": [{ "step": "aggregate", "method": "arithmetic" }]
    });
    framework["presets"] = presets;
    let panel = model().panel().clone();
    let framework =
        Framework::from_json(&framework.to_string()).map_err(|e| (e.code.id().to_owned(), e.place.clone()))?;
    Model::new(panel, framework).map_err(|e| (e.code.id().to_owned(), e.place.clone()))
}

#[test]
fn presets_are_weights_by_name() {
    let presets = json!([
        { "id": "second", "based_on": "first", "weights": { "c": 5 } },
        { "id": "first", "name": { "zh": "甲", "en": "First" }, "weights": { "a": 4, "c": 3 } },
    ]);
    let model = with_presets(presets).unwrap();
    let found = serde_json::to_value(ask(&model, "presets", "").unwrap()).unwrap();
    assert_eq!(found["presets"][0]["weights"], json!({ "g": 2.0, "a": 4.0, "b": 3.0, "c": 5.0 }));
    assert_eq!(found["presets"][1]["weights"], json!({ "g": 2.0, "a": 4.0, "b": 3.0, "c": 3.0 }));
    assert_eq!(found["rows"][1]["share"], json!(4.0 / 7.0));
    let one = serde_json::to_value(ask(&model, "presets", r#"{ "preset": "first" }"#).unwrap()).unwrap();
    assert_eq!((one["presets"].as_array().unwrap().len(), &one["presets"][0]["name"]["en"]), (1, &json!("First")));
    let error = ask(&model, "presets", r#"{ "preset": "third" }"#).unwrap_err();
    assert_eq!((error.code.id(), error.place.as_str()), ("bad_parameter", "$.preset"));
}

#[test]
fn wrong_presets_have_a_place() {
    let place = |presets: Value| with_presets(presets).unwrap_err();
    let fault = |code: &str, at: &str| (code.to_owned(), at.to_owned());
    let circle = json!([
        { "id": "x", "based_on": "y", "weights": {} }, { "id": "y", "based_on": "z" }, { "id": "z", "based_on": "y" }
    ]);
    assert_eq!(place(circle), fault("cycle", "$.presets[0].based_on"));
    assert_eq!(place(json!([{ "id": "x", "based_on": "x" }])), fault("cycle", "$.presets[0].based_on"));
    assert_eq!(place(json!([{ "id": "x", "based_on": "y" }])), fault("bad_parameter", "$.presets[0].based_on"));
    assert_eq!(place(json!([{ "id": "x" }, { "id": "x" }])), fault("duplicate_id", "$.presets[1].id"));
    assert_eq!(place(json!([{ "id": "x", "weights": { "q": 1 } }])), fault("unknown_node", "$.presets[0].weights.q"));
    assert_eq!(
        place(json!([{ "id": "x", "weights": { "index": 1 } }])),
        fault("unknown_node", "$.presets[0].weights.index")
    );
    assert_eq!(place(json!([{ "id": "x", "weights": { "a": -1 } }])), fault("bad_weight", "$.presets[0].weights.a"));
    assert_eq!(
        place(json!([{ "id": "x", "weights": { "a": 0, "b": 0 } }])),
        fault("bad_weight", "$.presets[0].weights")
    );
    assert_eq!(place(json!([{ "id": "x", "weight": { "a": 1 } }])), fault("bad_json", "$.presets[0].weight"));
}

#[test]
fn a_framework_with_other_weights_can_be_read_again() {
    let presets = json!([{ "id": "x", "weights": { "a": 4, "c": 3 } }]);
    let model = with_presets(presets).unwrap();
    let asked =
        |request: Value| serde_json::to_value(ask(&model, "with_weights", &request.to_string()).unwrap()).unwrap();
    let found = asked(json!({ "preset": "x", "weights": { "c": 5 } }));
    let other = Framework::from_json(&found["framework"].to_string()).unwrap();
    let other = Model::new(model.panel().clone(), other).unwrap();
    let weights = |answer: &Value| -> Vec<f64> {
        answer["rows"].as_array().unwrap().iter().map(|row| row["weight"].as_f64().unwrap()).collect()
    };
    assert_eq!(weights(&found), [2.0, 4.0, 3.0, 5.0]);
    let same = serde_json::to_value(ask(&other, "with_weights", "").unwrap()).unwrap();
    assert_eq!(weights(&same), [2.0, 4.0, 3.0, 5.0]);
    let error = ask(&model, "with_weights", r#"{ "weights": { "q": 1 } }"#).unwrap_err();
    assert_eq!((error.code.id(), error.place.as_str()), ("unknown_node", "$.weights.q"));
    let error = ask(&model, "with_weights", r#"{ "weights": { "a": 0, "b": 0 } }"#).unwrap_err();
    assert_eq!((error.code.id(), error.place.as_str()), ("bad_weight", "$.weights"));
}

/// A framework that is written says what it said when it was read.
#[test]
fn ready_frameworks_are_written_as_they_are_read() {
    for (id, text) in innodex::framework::READY {
        let framework = Framework::from_json(text).unwrap();
        let written = serde_json::to_string(&innodex::json::written(&framework).unwrap()).unwrap();
        assert_eq!(Framework::from_json(&written).unwrap(), framework, "{id}");
    }
}
