//! Accounts as deep as a list is long: a chain of 10,000 is checked and computed, and what leads back to itself is refused.

use crate::common;

use common::faults::assert_fault;
use innodex::panel::indicators_from_json;
use innodex::{Code, Framework, Model, Panel, Period, Scenario, ScenarioSpec};
use serde_json::{json, Value};
use std::time::{Duration, Instant};

const LONG: usize = 10_000;

/// What each column says of the next; the last says nothing.
fn chain(of: usize, link: impl Fn(usize) -> Value) -> String {
    let one = |at: usize| {
        let mut indicator = json!({ "id": format!("c{at}") });
        if at + 1 < of {
            indicator.as_object_mut().unwrap().extend(link(at + 1).as_object().unwrap().clone());
        }
        indicator
    };
    Value::from((0..of).map(one).collect::<Vec<_>>()).to_string()
}

fn same_as(next: usize) -> Value {
    json!({ "same_as": { "indicator": format!("c{next}") } })
}

fn part_of(next: usize) -> Value {
    json!({ "part_of": { "total": format!("c{next}"), "by": "b", "complete": false } })
}

/// Two units with 2 in every column, and an index of the last alone.
fn model(of: usize, indicators: &str) -> Model {
    let ids: Vec<String> = (0..of).map(|at| format!("c{at}")).collect();
    let row = |code: &str| format!("{code},2022{}\n", ",2".repeat(of));
    let csv = format!("code,year,{}\n{}{}", ids.join(","), row("a"), row("b"));
    let panel = Panel::from_csv(csv.as_bytes(), Some(indicators_from_json(indicators).unwrap())).unwrap();
    let last = ids.last().unwrap();
    let framework = json!({
        "id": "last", "indicators": [{ "id": last, "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": last }] },
        "steps": [{ "step": "aggregate", "method": "arithmetic" }],
    });
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

/// How long it takes here, with much to spare; to recurse, or to go through the list for every pair, takes minutes or the stack.
const ENOUGH: Duration = Duration::from_secs(10);

fn moved_along(indicators: &str, value: f64) -> Vec<f64> {
    let started = Instant::now();
    let change = json!({ "changes": [{ "unit": "a", "indicator": "c0", "op": "set", "value": value }] });
    let spec = ScenarioSpec::from_json(&change.to_string()).unwrap();
    let mut scenario = Scenario::new(&model(LONG, indicators), &spec).unwrap();
    let moved = scenario.moved(Period::year(2022)).unwrap();
    assert!(started.elapsed() < ENOUGH, "{:?}", started.elapsed());
    moved.iter().map(|m| m.to).collect()
}

#[test]
fn ten_thousand_columns_that_repeat_one_another_move_together() {
    assert_eq!(moved_along(&chain(LONG, same_as), 3.0), vec![3.0; LONG]);
}

#[test]
fn a_part_of_a_part_ten_thousand_times_moves_every_total() {
    assert_eq!(moved_along(&chain(LONG, part_of), 3.0), vec![3.0; LONG]);
}

#[test]
fn a_star_of_ten_thousand_repeats_moves_together() {
    let star: Vec<Value> = (0..LONG)
        .map(|at| match at {
            0 => json!({ "id": "c0" }),
            _ => json!({ "id": format!("c{at}"), "same_as": { "indicator": "c0" } }),
        })
        .collect();
    assert_eq!(moved_along(&Value::from(star).to_string(), 3.0), vec![3.0; LONG]);
}

/// A chain, and its last leads back to one of the list.
fn closed(of: usize, link: fn(usize) -> Value, back_to: usize) -> String {
    let mut list: Vec<Value> = serde_json::from_str(&chain(of, link)).unwrap();
    list[of - 1].as_object_mut().unwrap().extend(link(back_to).as_object().unwrap().clone());
    Value::from(list).to_string()
}

#[test]
fn a_cycle_of_accounts_is_refused_at_its_first_member() {
    for of in [2, 3, 50, LONG] {
        // All of it is a circle; or only the end is, into which the first half leads.
        for back_to in [0, of / 2] {
            let started = Instant::now();
            for (link, place) in [(same_as as fn(usize) -> Value, "same_as.indicator"), (part_of, "part_of.total")] {
                let circle = closed(of, link, back_to);
                if back_to == of - 1 {
                    continue;
                }
                let error = indicators_from_json(&circle).unwrap_err();
                assert_fault(&error, Code::BadAccount, &format!("$[{back_to}].{place}"));
            }
            assert!(started.elapsed() < ENOUGH, "{:?}", started.elapsed());
        }
    }
}
