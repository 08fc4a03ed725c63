//! A small account to try changes on: figures of one unit in 2022, as an analyst would write them.

use innodex::panel::indicators_from_json;
use innodex::scenario::Why;
use innodex::{Framework, Model, Panel, Period, Result, Scenario, ScenarioSpec};
use serde_json::{json, Value};

/// The period of every figure here.
pub fn year() -> Period {
    Period::year(2022)
}

/// A model of figures; `accounts` are the lines of indicators.json that say more than an id. A missing figure is NaN.
/// A second unit, `other`, has twice the figures. The index is their plain mean.
pub fn model(figures: &[(&str, f64)], accounts: Value) -> Model {
    let cell = |v: f64| if v.is_nan() { String::new() } else { v.to_string() };
    let ids: Vec<&str> = figures.iter().map(|(id, _)| *id).collect();
    let row = |code: &str, times: f64| {
        let cells: Vec<String> = figures.iter().map(|(_, v)| cell(v * times)).collect();
        format!("{code},2022,{}\n", cells.join(","))
    };
    let csv = format!("code,year,{}\n{}{}", ids.join(","), row("here", 1.0), row("other", 2.0));
    let indicators = indicators_from_json(&accounts.to_string()).unwrap();
    let panel = Panel::from_csv(csv.as_bytes(), Some(indicators)).unwrap();
    let leaf = |id: &&str| json!({ "id": id });
    let framework = json!({
        "id": "sum",
        "indicators": ids.iter().map(|id| json!({ "id": id, "direction": 1 })).collect::<Vec<_>>(),
        "tree": { "id": "index", "children": ids.iter().map(leaf).collect::<Vec<_>>() },
        "steps": [{ "step": "aggregate", "method": "arithmetic" }],
    });
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

/// One change of the unit `here`.
pub fn change(indicator: &str, op: &str, value: f64, keep: &[&str]) -> Value {
    json!({ "unit": "here", "indicator": indicator, "op": op, "value": value, "keep": keep })
}

pub fn spec(changes: &[Value]) -> ScenarioSpec {
    ScenarioSpec::from_json(&json!({ "changes": changes }).to_string()).unwrap()
}

/// The figures of `here` after changes, in the order of the model's indicators.
pub fn after(model: &Model, changes: &[Value]) -> Result<Vec<f64>> {
    figures(&mut Scenario::new(model, &spec(changes))?)
}

/// The figures of `here` in a scenario, put together from what it says has moved.
pub fn figures(scenario: &mut Scenario) -> Result<Vec<f64>> {
    let panel = scenario.model().panel().clone();
    let here = panel.unit("here").unwrap();
    let mut figures: Vec<f64> = (0..panel.indicators().len()).map(|i| panel.column(i, 0)[here]).collect();
    for moved in scenario.moved(year())? {
        assert_eq!((moved.unit, moved.period), (here, 0));
        assert_eq!(moved.from.to_bits(), figures[moved.indicator].to_bits());
        figures[moved.indicator] = moved.to;
    }
    Ok(figures)
}

/// What moved and why, by name.
pub fn reasons(scenario: &mut Scenario) -> Vec<(String, Why)> {
    let ids: Vec<String> = scenario.model().panel().indicators().iter().map(|i| i.id.clone()).collect();
    scenario.moved(year()).unwrap().iter().map(|m| (ids[m.indicator].clone(), m.why)).collect()
}

/// What could not move, and what it should have followed, by name.
pub fn stuck(scenario: &mut Scenario) -> Vec<(String, String)> {
    let ids: Vec<String> = scenario.model().panel().indicators().iter().map(|i| i.id.clone()).collect();
    let stuck = scenario.stuck(year()).unwrap();
    stuck.iter().map(|s| (ids[s.indicator].clone(), ids[s.because_of].clone())).collect()
}

pub fn assert_close(ours: &[f64], expected: &[f64]) {
    assert_eq!(ours.len(), expected.len());
    for (at, (a, b)) in ours.iter().zip(expected).enumerate() {
        let same = (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-12 * b.abs();
        assert!(same, "figure {at}: {a} is not {b}; all: {ours:?}");
    }
}
