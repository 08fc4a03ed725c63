//! Bad scenarios: refused at the JSON path of the change, before anything is computed.

use crate::common;

use common::faults::assert_fault;
use common::model_of;
use innodex::scenario::Ops;
use innodex::{Code, Error, Model, Period, Result, Scenario, ScenarioSpec};

const CHANGE: &str =
    r#"{ "unit": "42", "indicator": "rd_expenditure", "period": "2022", "op": "multiply", "value": 1.1, "keep": [] }"#;

fn scenario(model: &Model, change: &str) -> Result<Scenario> {
    Scenario::new(model, &ScenarioSpec::from_json(&format!(r#"{{ "name": "n", "changes": [{CHANGE}, {change}] }}"#))?)
}

#[track_caller]
fn refused(model: &Model, piece: &str, by: &str) -> Error {
    assert!(CHANGE.contains(piece), "{piece}");
    scenario(model, &CHANGE.replacen(piece, by, 1)).unwrap_err()
}

#[test]
fn every_error_names_its_json_path() {
    let model = model_of("provincial-first");
    assert!(scenario(&model, CHANGE).is_ok());
    let cases = [
        ("\"42\"", "\"99\"", Code::UnknownUnit, "unit"),
        ("\"42\"", "[\"42\", \"四藏\"]", Code::UnknownUnit, "unit"),
        ("\"rd_expenditure\"", "\"rd\"", Code::UnknownColumn, "indicator"),
        // An indicator of the framework is a ratio of columns, not a column.
        ("\"rd_expenditure\"", "\"rd_intensity\"", Code::UnknownColumn, "indicator"),
        ("\"rd_expenditure\"", "\"rd_intensity_bulletin\"", Code::RatioNotChangeable, "indicator"),
        ("\"2022\"", "\"2035\"", Code::UnknownPeriod, "period"),
        ("\"2022\"", "\"2022Q1\"", Code::UnknownPeriod, "period"),
        ("\"2022\"", "\"last\"", Code::BadPeriod, "period"),
        ("\"keep\": []", "\"keep\": [\"x\"]", Code::UnknownColumn, "keep"),
        ("\"keep\": []", "\"keep\": [\"rd_basic\", \"rd_expenditure\"]", Code::KeepConflict, "keep"),
        ("\"multiply\"", "\"divide\"", Code::BadJson, "op"),
        ("1.1", "\"1.1\"", Code::BadJson, "value"),
        ("\"42\"", "42", Code::BadJson, "unit"),
    ];
    for (piece, by, code, member) in cases {
        assert_fault(&refused(&model, piece, by), code, &format!("$.changes[1].{member}"));
    }
    assert_fault(&refused(&model, "\"keep\"", "\"keeps\""), Code::BadJson, "$.changes[1].keeps");
    assert_fault(&refused(&model, ", \"value\": 1.1", ""), Code::BadJson, "$.changes[1]");
    assert_fault(&ScenarioSpec::from_json("{}").unwrap_err(), Code::BadJson, "$");
    assert_fault(&ScenarioSpec::from_json(r#"{"changes":[],"change":[]}"#).unwrap_err(), Code::BadJson, "$.change");
}

/// The wasm module of a first ranking has no `fund`.
#[test]
fn without_funds() {
    let (model, first) = (model_of("provincial-first"), Ops::first());
    let read =
        |text: &str| ScenarioSpec::from_json_with(&format!(r#"{{ "changes": [{text}], "assumptions": 7 }}"#), &first);
    let fund = CHANGE.replace("multiply", "fund");
    assert_fault(&read(&fund).unwrap_err(), Code::BadJson, "$.changes[0].op");
    let assumed = CHANGE.replace("\"keep\": []", "\"assumptions\": {}");
    assert_fault(&read(&assumed).unwrap_err(), Code::BadJson, "$.changes[0].assumptions");
    let mut plain = Scenario::new_with(&model, &read(CHANGE).unwrap(), &first).unwrap();
    let fund = ScenarioSpec::from_json(&format!(r#"{{ "changes": [{fund}] }}"#)).unwrap();
    assert_fault(&plain.update(&fund).unwrap_err(), Code::BadJson, "$.changes[0].op");
    let year = "2022".parse().unwrap();
    let mut full = Scenario::new(&model, &read(CHANGE).unwrap()).unwrap();
    assert_eq!(plain.scores(year).unwrap().node(0), full.scores(year).unwrap().node(0));
}

#[test]
fn a_value_that_is_not_finite() {
    let model = model_of("provincial-first");
    assert_eq!(refused(&model, "1.1", "1e999").code, Code::BadJson);
    let mut spec = ScenarioSpec::from_json(&format!(r#"{{"changes":[{CHANGE}]}}"#)).unwrap();
    for value in [f64::NAN, f64::INFINITY] {
        spec.changes[0].value = value;
        assert_fault(&Scenario::new(&model, &spec).unwrap_err(), Code::BadParameter, "$.changes[0].value");
    }
    // A product that no number can hold is refused when it is computed, and nothing is applied.
    spec.changes[0].value = 1e308;
    let mut scenario = Scenario::new(&model, &spec).unwrap();
    let error = scenario.scores(Period::year(2022)).unwrap_err();
    assert_fault(&error, Code::BadParameter, "$.changes[0]");
    assert!(error.message.zh.starts_with("湖北"), "the unit is named: {error}");
}

#[test]
fn an_update_that_is_refused_leaves_the_changes_that_were_there() {
    let model = model_of("provincial-first");
    let mut scenario = scenario(&model, CHANGE).unwrap();
    let year = Period::year(2022);
    let before = scenario.moved(year).unwrap();
    let bad = ScenarioSpec::from_json(&format!(r#"{{"changes":[{}]}}"#, CHANGE.replace("42", "99"))).unwrap();
    assert!(scenario.update(&bad).is_err());
    assert_eq!(scenario.moved(year).unwrap(), before);
    assert!(!before.is_empty());
}

#[test]
fn a_period_that_the_panel_does_not_have() {
    let model = model_of("provincial-first");
    let mut scenario = scenario(&model, CHANGE).unwrap();
    for period in ["2009", "2025", "2022Q1", "2022-01"] {
        let period: Period = period.parse().unwrap();
        assert_fault(&scenario.scores(period).unwrap_err(), Code::UnknownPeriod, "");
        assert_fault(&model.scores(period).unwrap_err(), Code::UnknownPeriod, "");
    }
}
