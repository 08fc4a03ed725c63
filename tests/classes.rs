//! Weights of their own for classes: those of the tree change nothing, and a class has the scores of the model that has its
//! weights for all.

use innodex::question::ask;
use innodex::robustness::{Uncertainty, UncertaintySpec};
use innodex::{Error, Framework, Json, Model, Panel, Period, Scores};
use proptest::prelude::*;
use serde_json::{json, Value};

const IDS: [&str; 4] = ["a", "b", "c", "d"];
const UNITS: usize = 10;
const CLASS: [&str; 4] = ["u01", "u04", "u05", "u09"];

type Rows = Vec<[Option<f64>; 4]>;

fn panel(years: &[Rows]) -> Panel {
    let mut csv = format!("code,year,unit_group,{}\n", IDS.join(","));
    for (year, rows) in years.iter().enumerate() {
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|v| v.map_or(String::new(), |v| v.to_string())).collect();
            let group = if at % 2 == 0 { "even" } else { "odd" };
            csv += &format!("u{at:02},{},{group},{}\n", 2021 + year, cells.join(","));
        }
    }
    Panel::from_csv(csv.as_bytes(), None).unwrap()
}

/// A framework: the weights of `first`, `second`, `a`, `b`, `c` and `d`, and more members.
fn written(aggregate: &str, [first, second, a, b, c, d]: [f64; 6], more: Value) -> Value {
    let indicators: Vec<Value> =
        IDS.iter().enumerate().map(|(at, id)| json!({ "id": id, "direction": if at == 2 { -1 } else { 1 } })).collect();
    let mut written = json!({ "id": "test", "indicators": indicators,
        "steps": [{ "step": "normalise", "method": "min_max", "lower": 1, "upper": 10 },
                  { "step": "aggregate", "method": aggregate }],
        "tree": { "id": "index", "children": [
            { "id": "first", "weight": first, "children": [{ "id": "a", "weight": a }, { "id": "b", "weight": b }] },
            { "id": "second", "weight": second, "children": [{ "id": "c", "weight": c }, { "id": "d", "weight": d }] }] },
        "uncertainty": { "weights": { "noise": 0.3 }, "leave_out": true, "draws": 60, "seed": 3 } });
    for (name, value) in more.as_object().unwrap() {
        written[name] = value.clone();
    }
    written
}

const COMMON: [f64; 6] = [2.0, 1.0, 0.3, 0.7, 1.0, 3.0];
const OWN: [f64; 6] = [1.0, 4.0, 0.6, 0.4, 5.0, 0.0];

fn class(id: &str, group: Value, [first, second, a, b, c, d]: [f64; 6]) -> Value {
    json!({ "id": id, "group": group,
            "weights": { "first": first, "second": second, "a": a, "b": b, "c": c, "d": d } })
}

fn read(panel: &Panel, written: &Value) -> Result<Model, Error> {
    Model::new(panel.clone(), Framework::from_json(&written.to_string())?)
}

fn year() -> Period {
    Period::year(2022)
}

fn bits(scores: &Scores, unit: usize) -> Vec<u64> {
    let nodes = ["index", "first", "second", "a", "b", "c", "d"];
    nodes.iter().map(|id| scores.node(scores.model().node(id).unwrap())[unit].to_bits()).collect()
}

/// Ranks of every draw among some units.
fn draws(model: &Model, units: &[usize]) -> Vec<u32> {
    let spec = UncertaintySpec::from_json(
        &json!({ "weights": { "noise": 0.4 }, "leave_out": true, "draws": 50,
        "normalise": [{ "method": "min_max", "lower": 1, "upper": 10 }, { "method": "z_score" }], "seed": 5 })
        .to_string(),
    );
    let mut analysis = Uncertainty::new(model, &spec.unwrap(), year()).unwrap().within(units);
    analysis.advance(50);
    (0..50).flat_map(|draw| analysis.ranks(draw).to_vec()).collect()
}

/// Questions that need one set of weights for no unit, as they are asked.
fn questions() -> Vec<(&'static str, Value)> {
    vec![
        ("history", json!({ "unit": "u04" })),
        ("within", json!({ "group": "odd", "period": "2022" })),
        ("profile", json!({ "unit": "u04", "period": "2022" })),
        ("contributions", json!({ "period": "2022" })),
        ("figure", json!({ "indicator": "index", "unit": "u04", "period": "2022" })),
        ("explain", json!({ "unit": "u04", "period": "2022", "since": "2021" })),
        ("uncertainty", json!({ "period": "2022" })),
        ("tornado", json!({ "unit": "u04", "period": "2022" })),
        ("leave_one_out", json!({ "period": "2022" })),
        ("bounds", json!({ "period": "2022" })),
        ("obstacles", json!({ "period": "2022", "full": 10 })),
        ("disparity", json!({ "node": "index" })),
    ]
}

fn answers(model: &Model) -> Vec<(&'static str, Result<Json, String>)> {
    let answer = |(word, request): (&'static str, Value)| {
        (word, ask(model, word, &request.to_string()).map_err(|error| format!("{} {}", error.code.id(), error.place)))
    };
    questions().into_iter().map(answer).collect()
}

fn figures() -> impl Strategy<Value = Vec<Rows>> {
    let figure = prop_oneof![9 => (1u32..60).prop_map(|x| Some(f64::from(x) / 4.0)), 1 => Just(None)];
    let row = prop::array::uniform4(figure);
    prop::collection::vec(prop::collection::vec(row, UNITS), 2)
}

fn aggregations() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("arithmetic"), Just("geometric"), Just("topsis"), Just("harmonic")]
}

/// Figures of which none is missing, no two alike.
fn complete() -> Vec<Rows> {
    let figure = |year: usize, unit: usize, id: usize| ((unit * 37 + id * 53 + year * 29 + 11) % 101) as f64 + 1.0;
    let row = |year, unit| std::array::from_fn(|id| Some(figure(year, unit, id)));
    (0..2).map(|year| (0..UNITS).map(|unit| row(year, unit)).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_class_with_the_weights_of_the_tree_changes_nothing(years in figures(), aggregate in aggregations()) {
        let panel = panel(&years);
        let none = read(&panel, &written(aggregate, COMMON, json!({}))).unwrap();
        let classes = json!([class("listed", json!(["u00", "u02"]), COMMON), class("odd", json!("odd"), COMMON)]);
        let with = read(&panel, &written(aggregate, COMMON, json!({ "classes": classes }))).unwrap();
        let (none_scores, with_scores) = (none.scores(year()).unwrap(), with.scores(year()).unwrap());
        for unit in 0..UNITS {
            prop_assert_eq!(bits(&none_scores, unit), bits(&with_scores, unit));
        }
        let all: Vec<usize> = (0..UNITS).collect();
        prop_assert_eq!(draws(&none, &all), draws(&with, &all));
        for (none, with) in answers(&none).into_iter().zip(answers(&with)) {
            prop_assert_eq!(none, with);
        }
    }

    #[test]
    fn a_class_has_the_scores_of_the_model_with_its_weights(years in figures(), aggregate in aggregations()) {
        let panel = panel(&years);
        let classes = json!([class("own", json!(CLASS), OWN)]);
        let (common, own) = (written(aggregate, COMMON, json!({})), written(aggregate, OWN, json!({})));
        let (common, own) = (read(&panel, &common).unwrap(), read(&panel, &own).unwrap());
        let with = read(&panel, &written(aggregate, COMMON, json!({ "classes": classes }))).unwrap();
        let of = |model: &Model| model.scores(year()).unwrap();
        let (common_scores, own_scores, with_scores) = (of(&common), of(&own), of(&with));
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for unit in 0..UNITS {
            let is_in = CLASS.contains(&format!("u{unit:02}").as_str());
            prop_assert_eq!(bits(&with_scores, unit), bits(if is_in { &own_scores } else { &common_scores }, unit));
            if is_in { inside.push(unit) } else { outside.push(unit) };
        }
        // Of every draw too: the same factors on the weights of each class.
        prop_assert_eq!(draws(&with, &inside), draws(&own, &inside));
        prop_assert_eq!(draws(&with, &outside), draws(&common, &outside));
    }

    #[test]
    fn a_class_of_all_units_answers_as_its_weights_in_the_tree(years in figures()) {
        let panel = panel(&years);
        let own = read(&panel, &written("arithmetic", OWN, json!({}))).unwrap();
        let everyone: Vec<String> = (0..UNITS).map(|unit| format!("u{unit:02}")).collect();
        let classes = json!([class("all", json!(everyone), OWN)]);
        let with = read(&panel, &written("arithmetic", COMMON, json!({ "classes": classes }))).unwrap();
        for (own, with) in answers(&own).into_iter().zip(answers(&with)) {
            prop_assert_eq!(own, with);
        }
    }
}

#[test]
fn questions_are_answered_and_not_refused() {
    let classes = json!([class("own", json!(CLASS), OWN)]);
    let model = read(&panel(&complete()), &written("arithmetic", COMMON, json!({ "classes": classes }))).unwrap();
    for (word, answer) in answers(&model) {
        assert!(answer.is_ok(), "{word}: {answer:?}");
    }
    // A goal is sought by trying figures: what is found holds, and is not said to be certain.
    let reach = format!("{:?}", ask(&model, "reach", r#"{ "unit": "u04", "period": "2022" }"#).unwrap());
    assert!(reach.contains("certain\", Bool(false)") && !reach.contains("certain\", Bool(true)"));
}

#[test]
fn parts_sum_to_scores_by_the_weights_of_the_class() {
    let classes = json!([class("own", json!(CLASS), OWN)]);
    let model = read(&panel(&complete()), &written("arithmetic", COMMON, json!({ "classes": classes }))).unwrap();
    let scores = model.scores(year()).unwrap();
    let parts = scores.contributions(0).unwrap();
    let ranking = scores.ranking(0, None, Default::default());
    for unit in 0..UNITS {
        let weights = if CLASS.contains(&format!("u{unit:02}").as_str()) { OWN } else { COMMON };
        let shares = [weights[0] / (weights[0] + weights[1]), weights[1] / (weights[0] + weights[1])];
        let expected = shares[0] * weights[2] / (weights[2] + weights[3]) * scores.node(2)[unit];
        assert!((parts[0].1[unit] - expected).abs() < 1e-12);
        let sum: f64 = parts.iter().map(|(_, part)| part[unit]).sum();
        assert!((sum - scores.node(0)[unit]).abs() < 1e-12);
        assert!((ranking.parts[0][unit] - shares[0] * scores.node(1)[unit]).abs() < 1e-12);
        let effective = scores.effective_weights_of(unit);
        assert!((effective[2] - shares[0] * weights[2] / (weights[2] + weights[3])).abs() < 1e-15);
    }
    let report = format!("{:?}", scores.report());
    assert!(report.contains("ClassWeights { id: \"own\"") && report.contains("\"u01\", \"u04\", \"u05\", \"u09\""));
}

#[test]
fn the_example_is_what_its_formula_gives_by_hand() {
    let read = |name: &str| std::fs::read_to_string(format!("examples/own-figures/{name}")).unwrap();
    let panel = Panel::from_csv(read("central.csv").as_bytes(), None).unwrap();
    let model = Model::new(panel, Framework::from_json(&read("classes.json")).unwrap()).unwrap();
    let scores = model.scores(year()).unwrap();
    let (unit, score) = (|name| model.panel().find_unit(name).unwrap(), scores.node(0));
    // Min-max over all six: 湖北 86.4727337684828 and 100, weights 1 and 2; 安徽 100 and 79.58416790905731, weights 2 and 1.
    assert!((score[unit("湖北")] - (86.4727337684828 + 200.0) / 3.0).abs() < 1e-9);
    assert!((score[unit("安徽")] - (200.0 + 79.58416790905731) / 3.0).abs() < 1e-9);
}

#[test]
fn other_weights_of_a_class_are_other_weights() {
    let panel = panel(&complete());
    let classes = json!([class("own", json!(CLASS), OWN)]);
    let (from, to) =
        (written("arithmetic", COMMON, json!({})), written("arithmetic", COMMON, json!({ "classes": classes })));
    let state = |written: &Value| innodex::explain::State::new(&read(&panel, written).unwrap(), year()).unwrap();
    let found = innodex::explain::explain(&state(&from), &state(&to), "u04", &Default::default()).unwrap();
    let parts = found.parts.unwrap();
    assert_eq!(parts.weights.score, found.score.unwrap());
    assert!(found.score.unwrap() != 0.0);
    assert_eq!([parts.own.score, parts.others.score, parts.method.score], [0.0; 3]);
}

#[test]
fn points_and_reference_units_stand_beside_classes() {
    let panel = panel(&complete());
    let more = |classes: Value| {
        json!({ "classes": classes, "reference": { "units": ["u04"], "counted": false },
                "points": { "rules": [{ "indicator": "a", "at_least": 0, "bonus": 2 }] } })
    };
    let with = read(&panel, &written("arithmetic", COMMON, more(json!([class("own", json!(CLASS), OWN)])))).unwrap();
    let own = read(&panel, &written("arithmetic", OWN, more(json!([])))).unwrap();
    let (with, own) = (with.scores(year()).unwrap(), own.scores(year()).unwrap());
    for unit in [1, 4, 5, 9] {
        assert_eq!(bits(&with, unit), bits(&own, unit));
    }
}

#[test]
fn the_audit_says_that_classes_have_weights_of_their_own() {
    let classes = json!([class("own", json!(CLASS), OWN)]);
    let model = read(&panel(&complete()), &written("arithmetic", COMMON, json!({ "classes": classes }))).unwrap();
    let answer = format!("{:?}", ask(&model, "audit", r#"{ "period": "2022" }"#).unwrap());
    assert!(answer.contains("实行分类考评，各类单位另有权重：“own”4个"));
    assert!(!answer.contains("Text(\"importance\")), (\"place\""));
}

#[test]
fn the_table_of_draws_has_the_weights_of_every_class() {
    let classes = json!([class("own", json!(CLASS), OWN)]);
    let model = read(&panel(&complete()), &written("arithmetic", COMMON, json!({ "classes": classes }))).unwrap();
    let Json::Object(answer) = ask(&model, "draws", r#"{ "period": "2022" }"#).unwrap() else { panic!() };
    let text = format!("{answer:?}");
    assert!(text.contains("weight:first") && text.contains("weight:own:first") && text.contains("weight:own:d"));
}

#[test]
fn what_knows_one_set_of_weights_is_refused() {
    let classes = json!([class("own", json!(CLASS), OWN)]);
    let model = read(&panel(&complete()), &written("arithmetic", COMMON, json!({ "classes": classes }))).unwrap();
    for (word, request) in [
        ("crossings", json!({ "node": "first", "period": "2022" })),
        ("smaa", json!({ "period": "2022" })),
        ("with_weights", json!({ "weights": { "first": 1, "second": 1 } })),
        ("reversals", json!({ "period": "2022" })),
        ("coupling", json!({ "periods": ["2022"] })),
    ] {
        let error = ask(&model, word, &request.to_string()).unwrap_err();
        assert!(error.message.zh.contains("classes") && error.message.en.contains("classes"), "{word}: {error:?}");
        assert!(!error.hint.zh.is_empty() && error.code.id() == "bad_parameter");
    }
    assert!(ask(&model, "coupling", r#"{ "periods": ["2022"], "equal": true, "full": 10 }"#).is_ok());
    assert!(innodex::coinr::write(&model, year()).is_err());
    let spec = UncertaintySpec::from_json(r#"{ "weights": { "noise": 0.1 } }"#).unwrap();
    let mut analysis = Uncertainty::new(&model, &spec, year()).unwrap();
    assert!(analysis.set_weights(&[(1, 3.0)]).is_err() && analysis.set_weights(&[]).is_ok());
}

#[test]
fn bad_classes_are_refused_with_their_place() {
    let panel = panel(&complete());
    let refused = |more: Value| {
        let error = read(&panel, &written("arithmetic", COMMON, more)).unwrap_err();
        assert!(!error.message.zh.is_empty() && !error.hint.zh.is_empty() && error.message.zh != error.message.en);
        format!("{} {}", error.code.id(), error.place)
    };
    let one = |class: Value| refused(json!({ "classes": [class] }));
    let own = |group: Value, weights: Value| one(json!({ "id": "x", "group": group, "weights": weights }));
    let pair = || json!(["u01", "u02"]);
    assert_eq!(one(json!({ "id": "x", "group": "odd" })), "bad_weight $.classes[0].weights");
    assert_eq!(own(json!("odd"), json!({})), "bad_weight $.classes[0].weights");
    assert_eq!(own(json!(["u01"]), json!({ "a": 1, "b": 1 })), "bad_parameter $.classes[0].group");
    assert_eq!(own(json!([]), json!({ "a": 1, "b": 1 })), "bad_parameter $.classes[0].group");
    assert_eq!(own(json!("north"), json!({ "a": 1, "b": 1 })), "bad_parameter $.classes[0].group");
    assert_eq!(own(json!("east"), json!({ "a": 1, "b": 1 })), "bad_parameter $.classes[0].group");
    assert_eq!(own(json!(7), json!({ "a": 1, "b": 1 })), "bad_json $.classes[0].group");
    assert_eq!(own(json!({ "alike": "u01" }), json!({ "a": 1, "b": 1 })), "bad_json $.classes[0].group");
    assert_eq!(own(json!(["u01", "u77"]), json!({ "a": 1, "b": 1 })), "unknown_unit $.classes[0].group[1]");
    assert_eq!(own(json!(["u01", "u01"]), json!({ "a": 1, "b": 1 })), "duplicate_id $.classes[0].group[1]");
    assert_eq!(own(pair(), json!({ "z": 1 })), "unknown_node $.classes[0].weights.z");
    assert_eq!(own(pair(), json!({ "index": 1 })), "unknown_node $.classes[0].weights.index");
    assert_eq!(own(pair(), json!({ "a": 1 })), "bad_weight $.classes[0].weights");
    assert_eq!(own(pair(), json!({ "a": -1, "b": 1 })), "bad_weight $.classes[0].weights.a");
    assert_eq!(own(pair(), json!({ "a": 0, "b": 0 })), "bad_weight $.classes[0].weights");
    assert_eq!(own(pair(), json!({ "a": 1e308, "b": 1e308 })), "bad_weight $.classes[0].weights");
    let two = |second: Value| refused(json!({ "classes": [class("x", json!("odd"), OWN), second] }));
    assert_eq!(two(class("y", pair(), OWN)), "bad_parameter $.classes[1].group");
    assert_eq!(two(class("x", json!("even"), OWN)), "duplicate_id $.classes[1].id");
    let steps = json!([{ "step": "weigh", "method": "equal" }, { "step": "aggregate", "method": "arithmetic" }]);
    let both = refused(json!({ "classes": [class("x", json!("odd"), OWN)], "steps": steps }));
    assert_eq!(both, "bad_parameter $.steps[0]");
}
