//! The period of a change, and the period that is looked at.

use crate::common;

use common::faults::{model, spoilt, FRAMEWORK};
use innodex::{Model, Period, Scenario, ScenarioSpec};

fn scenario(model: &Model, period: &str, value: f64) -> Scenario {
    let change = format!(r#"{{"unit":"A","indicator":"x"{period},"op":"multiply","value":{value}}}"#);
    Scenario::new(model, &ScenarioSpec::from_json(&format!(r#"{{"changes":[{change}]}}"#)).unwrap()).unwrap()
}

const IN_2021: &str = r#","period":"2021""#;

fn index(scenario: &mut Scenario, year: i32) -> Vec<f64> {
    scenario.scores(Period::year(year)).unwrap().node(0).to_vec()
}

fn untouched(model: &Model, year: i32) -> Vec<f64> {
    model.scores(Period::year(year)).unwrap().node(0).to_vec()
}

/// Where and from what to what the figures moved, as seen from a year.
fn moved(scenario: &mut Scenario, year: i32) -> Vec<(usize, f64, f64)> {
    scenario.moved(Period::year(year)).unwrap().iter().map(|m| (m.period, m.from, m.to)).collect()
}

#[test]
fn a_change_of_a_period_stays_in_it() {
    let model = model(FRAMEWORK).unwrap();
    let mut scenario = scenario(&model, IN_2021, 3.0);
    assert_eq!(index(&mut scenario, 2022), untouched(&model, 2022));
    assert_ne!(index(&mut scenario, 2021), untouched(&model, 2021));
    assert_eq!(index(&mut scenario, 2022), untouched(&model, 2022), "having looked at the other year leaves no trace");
    for year in [2021, 2022] {
        assert_eq!(moved(&mut scenario, year), [(0, 1.0, 3.0)]);
    }
}

#[test]
fn a_change_without_a_period_is_in_the_one_that_is_looked_at() {
    let model = model(FRAMEWORK).unwrap();
    let mut scenario = scenario(&model, "", 3.0);
    assert_eq!(moved(&mut scenario, 2021), [(0, 1.0, 3.0)]);
    assert_eq!(moved(&mut scenario, 2022), [(1, 3.0, 9.0)]);
}

#[test]
fn a_change_of_nothing_moves_nothing() {
    let model = model(FRAMEWORK).unwrap();
    let mut scenario = scenario(&model, IN_2021, 1.0);
    assert_eq!(moved(&mut scenario, 2021), []);
    assert_eq!(index(&mut scenario, 2021), untouched(&model, 2021));
}

/// Where figures of several periods make the scale, a change in one is seen in the others.
#[test]
fn a_change_of_the_base_period_moves_the_others() {
    for scope in [r#""scope": { "base": "2021" }, "lower": 0"#, r#""scope": "all", "lower": 0"#] {
        let model = model(&spoilt(r#""lower": 0"#, scope)).unwrap();
        let mut scenario = scenario(&model, IN_2021, 9.0);
        assert_ne!(index(&mut scenario, 2022), untouched(&model, 2022), "{scope}");
        assert_eq!(moved(&mut scenario, 2022), [(0, 1.0, 9.0)]);
        // Undone, and computed again only in part, it is what it was to the last bit.
        scenario.set_value(0, 1.0).unwrap();
        assert_eq!(index(&mut scenario, 2022), untouched(&model, 2022), "{scope}");
    }
}
