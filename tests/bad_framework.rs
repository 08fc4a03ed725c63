//! Bad frameworks: each refused at its JSON path, once, when the model is made.

use crate::common;

use common::faults::{assert_fault, model, refused_framework, spoilt, FRAMEWORK};
use innodex::{Code, Framework};

#[test]
fn the_framework_that_is_spoilt_below_is_good() {
    assert!(model(FRAMEWORK).is_ok());
}

#[test]
fn weights() {
    let group = r#""group", "weight": 2"#;
    refused_framework(group, r#""group", "weight": -1"#, Code::BadWeight, "$.tree.children[0].weight");
    refused_framework(r#""x", "weight": 1"#, r#""x", "weight": 0"#, Code::BadWeight, "$.tree.children[0].children");
    let both = spoilt(group, r#""group", "weight": 1e308"#)
        .replace(r#"{ "id": "ratio", "weight": 1 }]"#, r#"{ "id": "ratio", "weight": 1e308 }]"#);
    assert_fault(&model(&both).unwrap_err(), Code::BadWeight, "$.tree.children");
    // JSON has no infinity: what is too large or is called NaN is no JSON.
    for number in ["1e999", "-1e999", "NaN", "Infinity", "\"1\"", "null1", "01", "1."] {
        let error = model(&spoilt(group, &format!(r#""group", "weight": {number}"#))).unwrap_err();
        assert_eq!(error.code, Code::BadJson, "{number}: {error}");
        assert!(!error.place.is_empty(), "{error}");
    }
}

#[test]
fn a_weight_that_is_left_out_beside_others_is_refused() {
    refused_framework(
        r#"{ "id": "ratio", "weight": 1 }"#,
        r#"{ "id": "ratio" }"#,
        Code::BadJson,
        "$.tree.children[1].weight",
    );
    refused_framework(r#""group", "weight": 2"#, r#""group""#, Code::BadJson, "$.tree.children[0].weight");
    assert!(model(
        &spoilt(r#", "weight": 2"#, "").replace(r#"{ "id": "ratio", "weight": 1 }"#, r#"{ "id": "ratio" }"#)
    )
    .is_ok());
}

#[test]
fn weights_given_from_rust_may_be_infinite() {
    for weight in [f64::INFINITY, f64::NAN] {
        let mut framework = Framework::from_json(FRAMEWORK).unwrap();
        framework.tree.children.as_mut().unwrap()[1].weight = weight;
        let error = innodex::Model::new(common::faults::small_panel(), framework).unwrap_err();
        assert_fault(&error, Code::BadWeight, "$.tree.children[1].weight");
    }
}

#[test]
fn unknown_columns_and_indicators_are_refused() {
    refused_framework(r#""numerator": "x""#, r#""numerator": "w""#, Code::UnknownColumn, "$.indicators[1].numerator");
    refused_framework(
        r#""denominator": "y""#,
        r#""denominator": "w""#,
        Code::UnknownColumn,
        "$.indicators[1].denominator",
    );
    let error = refused_framework(
        r#"{ "id": "x", "direction": 1 }"#,
        r#"{ "id": "x", "direction": 1, "column": "w" }"#,
        Code::UnknownColumn,
        "$.indicators[0].column",
    );
    assert!(error.message.zh.contains('w') && error.message.en.contains('w'));
    refused_framework(
        r#"{ "id": "x", "weight""#,
        r#"{ "id": "w", "weight""#,
        Code::UnknownIndicator,
        "$.tree.children[0].children[0].id",
    );
    refused_framework(
        r#""upper": 100 }"#,
        r#""upper": 100, "overrides": { "w": { "upper": 1 } } }"#,
        Code::UnknownIndicator,
        "$.steps[1].overrides.w",
    );
}

#[test]
fn indicators_used_nowhere_or_twice() {
    refused_framework(r#", { "id": "ratio", "weight": 1 }]"#, "]", Code::UnusedIndicator, "$.indicators[1]");
    refused_framework(
        r#"{ "id": "ratio", "weight": 1 }]"#,
        r#"{ "id": "ratio", "weight": 1 }, { "id": "x", "weight": 1 }]"#,
        Code::DuplicateId,
        "$.tree.children[2].id",
    );
    refused_framework(
        r#""id": "ratio", "direction""#,
        r#""id": "x", "direction""#,
        Code::DuplicateId,
        "$.indicators[1].id",
    );
}

#[test]
fn cyclic_and_empty_trees_are_refused() {
    let inside = r#"{ "id": "x", "weight": 1 }"#;
    let cycle = format!(r#"{inside}, {{ "id": "group", "weight": 1, "children": [{inside}] }}"#);
    let error = model(&spoilt(inside, &cycle)).unwrap_err();
    assert_fault(&error, Code::Cycle, "$.tree.children[0].children[1].id");
    refused_framework(r#""id": "group""#, r#""id": "index""#, Code::Cycle, "$.tree.children[0].id");
    let two = r#"{ "id": "ratio", "weight": 1 }, { "id": "group", "weight": 1, "children": [{ "id": "x" }] }]"#;
    refused_framework(r#"{ "id": "ratio", "weight": 1 }]"#, two, Code::DuplicateId, "$.tree.children[2].id");
    refused_framework(&format!("[{inside}]"), "[]", Code::EmptyGroup, "$.tree.children[0].children");
    let root = r#""tree": { "id": "x" }, "old""#;
    let error = model(&FRAMEWORK.replace(r#""tree""#, root)).unwrap_err();
    assert_eq!(error.code, Code::BadJson, "an unknown member is refused: {error}");
    let alone = r#"{"id":"f","indicators":[{"id":"x","direction":1}],"tree":{"id":"x"},"steps":[{"step":"aggregate","method":"arithmetic"}]}"#;
    assert_fault(&model(alone).unwrap_err(), Code::EmptyGroup, "$.tree");
    let empty = r#"{"id":"f","indicators":[],"tree":{"id":"i","children":[]},"steps":[{"step":"aggregate","method":"arithmetic"}]}"#;
    assert_fault(&model(empty).unwrap_err(), Code::EmptyGroup, "$.tree.children");
}

#[test]
fn directions() {
    for direction in ["0", "2", "-2", "0.5", "1e3"] {
        let by = format!(r#""direction": {direction}, "numerator""#);
        refused_framework(r#""direction": -1, "numerator""#, &by, Code::BadDirection, "$.indicators[1].direction");
    }
    refused_framework(r#""direction": 1 "#, r#""direction": "up" "#, Code::BadJson, "$.indicators[0].direction");
}

#[test]
fn unknown_methods_and_members() {
    let error = refused_framework(r#""min_max""#, r#""minmax""#, Code::BadJson, "$.steps[1].method");
    assert!(error.hint.en.contains("min_max") && error.hint.en.contains("z_score"), "the choices are named: {error}");
    refused_framework(r#""arithmetic""#, r#""median""#, Code::BadJson, "$.steps[2].method");
    refused_framework(r#""step": "denominate""#, r#""step": "divide""#, Code::BadJson, "$.steps[0].step");
    refused_framework(r#""lower": 0"#, r#""lwoer": 0"#, Code::BadJson, "$.steps[1].lwoer");
    refused_framework(r#""weight": 2"#, r#""wieght": 2"#, Code::BadJson, "$.tree.children[0].wieght");
    refused_framework(r#""method": "min_max", "#, "", Code::BadJson, "$.steps[1]");
    refused_framework(r#""id": "small","#, "", Code::BadJson, "$");
    refused_framework(
        r#""weight": 2"#,
        r#""weight": 2, "aggregate": "mode""#,
        Code::BadJson,
        "$.tree.children[0].aggregate",
    );
    refused_framework(r#""lower": 0"#, r#""scope": "ever""#, Code::BadJson, "$.steps[1].scope");
    refused_framework(r#""lower": 0"#, r#""scope": { "base": "1999" }"#, Code::UnknownPeriod, "$.steps[1].scope");
    refused_framework(r#""lower": 0"#, r#""scope": { "base": "then" }"#, Code::BadPeriod, "$.steps[1].scope");
    assert_fault(&Framework::ready("provincal").unwrap_err(), Code::UnknownFramework, "");
}

#[test]
fn parameters() {
    let normalise = r#""method": "min_max", "lower": 0, "upper": 100"#;
    let bad =
        |by: &str, place: &str| refused_framework(normalise, by, Code::BadParameter, &format!("$.steps[1].{place}"));
    bad(r#""method": "min_max", "lower": 100, "upper": 0"#, "upper");
    bad(r#""method": "min_max", "lower": 7, "upper": 7"#, "upper");
    bad(r#""method": "z_score", "sd": 0"#, "sd");
    bad(r#""method": "z_score", "sd": -1"#, "sd");
    bad(r#""method": "goalposts", "low": 1"#, "high");
    bad(r#""method": "goalposts", "high": 1"#, "low");
    bad(r#""method": "goalposts", "low": 2, "high": 1"#, "high");
    bad(r#""method": "goalposts", "low": 0, "high": 1, "scale": "ln""#, "low");
    bad(r#""method": "distance_to_target""#, "target");
    bad(r#""method": "min_max", "overrides": { "ratio": { "lower": 200 } }"#, "overrides.ratio.upper");
    refused_framework(
        r#""minimum_share": 0.5"#,
        r#""minimum_share": 1.5"#,
        Code::BadParameter,
        "$.steps[2].minimum_share",
    );
    refused_framework(
        r#""minimum_share": 0.5"#,
        r#""minimum_share": -0.1"#,
        Code::BadParameter,
        "$.steps[2].minimum_share",
    );
    refused_framework(r#", "scale": 100"#, r#", "scale": 0"#, Code::BadParameter, "$.indicators[1].scale");
    refused_framework(r#", "denominator": "y""#, "", Code::BadParameter, "$.indicators[1].numerator");
    refused_framework(r#""numerator": "x", "#, "", Code::BadParameter, "$.indicators[1].denominator");
    refused_framework(r#", "scale": 100"#, r#", "column": "x""#, Code::BadParameter, "$.indicators[1].column");
    refused_framework(
        r#"{ "id": "x", "direction": 1 }"#,
        r#"{ "id": "x", "direction": 1, "scale": 2 }"#,
        Code::BadParameter,
        "$.indicators[0].scale",
    );
}

#[test]
fn steps_in_an_order_without_sense() {
    let denominate = r#"{ "step": "denominate" },"#;
    let aggregate = r#"{ "step": "aggregate", "method": "arithmetic", "minimum_share": 0.5 }"#;
    refused_framework(denominate, "", Code::BadSteps, "$.steps[1]");
    refused_framework(denominate, &format!("{denominate}{denominate}"), Code::BadSteps, "$.steps[1]");
    refused_framework(denominate, &format!("{aggregate},"), Code::BadSteps, "$.steps[0]");
    refused_framework(aggregate, &format!("{aggregate}, {aggregate}"), Code::BadSteps, "$.steps[2]");
    refused_framework(aggregate, r#"{ "step": "denominate" }"#, Code::BadSteps, "$.steps[2]");
    let none =
        r#"{"id":"f","indicators":[{"id":"x","direction":1}],"tree":{"id":"i","children":[{"id":"x"}]},"steps":[]}"#;
    assert_fault(&model(none).unwrap_err(), Code::BadSteps, "$.steps[0]");
}

#[test]
fn members_that_stand_twice() {
    let twice = [
        (r#""id": "small","#, r#""id": "small", "id": "other","#),
        (r#""weight": 2"#, r#""weight": 2, "weight": 3"#),
        (r#""upper": 100 }"#, r#""upper": 100, "upper": 10 }"#),
        (r#""upper": 100 }"#, r#""upper": 100, "overrides": { "x": { "upper": 1 }, "x": { "upper": 2 } } }"#),
    ];
    for (piece, by) in twice {
        let error = model(&spoilt(piece, by)).unwrap_err();
        assert_eq!(error.code, Code::BadJson, "{by}");
        assert!(error.place.starts_with("line "), "{error}");
    }
}

#[test]
fn text_that_is_no_json() {
    for text in ["", " ", "{", "{}}", "null", "[]", "\"framework\"", "{\"id\":}", "\u{0}", "id: small"] {
        let error = Framework::from_json(text).unwrap_err();
        assert_eq!(error.code, Code::BadJson, "{text}");
        assert!(
            !error.message.zh.is_empty() && !error.hint.zh.is_empty() && !error.place.is_empty(),
            "{text}: {error}"
        );
    }
    assert!(Framework::from_json(&format!("\u{feff}{FRAMEWORK}")).is_ok());
}

#[test]
fn depth_does_not_overflow_the_stack() {
    for depth in [1_000, 10_000, 1_000_000] {
        for bracket in ["[", "{\"a\":", "{\"id\":\"x\",\"children\":["] {
            let error = Framework::from_json(&bracket.repeat(depth)).unwrap_err();
            assert_eq!(error.code, Code::BadJson);
        }
    }
    // The deepest tree that can be written is deep enough for anybody.
    let levels = 30;
    let mut tree = r#"{"id":"x"}"#.to_owned();
    for level in 0..levels {
        tree = format!(r#"{{"id":"g{level}","children":[{tree}]}}"#);
    }
    let framework = format!(
        r#"{{"id":"deep","indicators":[{{"id":"x","direction":1}}],"tree":{tree},"steps":[{{"step":"aggregate","method":"arithmetic"}}]}}"#
    );
    assert_eq!(model(&framework).unwrap().describe().nodes.len(), levels + 1);
}

#[test]
fn labels_with_html_stay_text() {
    let label = "<script>alert('x')</script>";
    let named =
        spoilt(r#""id": "group""#, &format!(r#""id": "group", "name": {{ "zh": "{label}", "en": "{label}" }}"#));
    let nodes = model(&named).unwrap().describe().nodes;
    assert_eq!((nodes[1].name.zh.as_str(), nodes[1].name.en.as_str()), (label, label));
}
