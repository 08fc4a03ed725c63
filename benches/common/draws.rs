//! What the uncertainty analysis is timed on: full made-up panels, three levels. benches/page/draws.js makes the same ones.

use innodex::robustness::{Uncertainty, UncertaintySpec};
use innodex::{Framework, Model, Panel, Period};
use serde_json::json;
use std::fmt::Write;

/// Weights of all levels, two normalisations, two aggregations.
pub const SPEC: &str = r#"{ "seed": 1, "weights": { "noise": 0.25 },
  "normalise": [{ "method": "min_max", "lower": 1, "upper": 100 }, { "method": "z_score", "mean": 10, "sd": 2 }],
  "aggregate": ["arithmetic", "geometric"] }"#;

/// Figures between 1 and 2, of groups of five indicators, in dimensions of three groups.
pub fn model(units: usize, indicators: usize) -> Model {
    let mut state = 1_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        1.0 + f64::from(state % 1_000_000) / 1e6
    };
    let mut csv = String::from("code,year");
    (1..=indicators).for_each(|i| write!(csv, ",x{i}").expect("a string grows"));
    for unit in 1..=units {
        write!(csv, "\nU{unit:05},2022").expect("a string grows");
        (0..indicators).for_each(|_| write!(csv, ",{}", next()).expect("a string grows"));
    }
    let ids: Vec<String> = (1..=indicators).map(|i| format!("x{i}")).collect();
    let leaves = |ids: &[String]| ids.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>();
    let groups = ids.chunks(5).enumerate().map(|(g, ids)| json!({ "id": format!("g{g}"), "children": leaves(ids) }));
    let groups: Vec<_> = groups.collect();
    let dimensions =
        groups.chunks(3).enumerate().map(|(d, groups)| json!({ "id": format!("d{d}"), "children": groups }));
    let framework = json!({
        "id": "draws",
        "indicators": ids.iter().map(|id| json!({ "id": id, "direction": 1 })).collect::<Vec<_>>(),
        "tree": { "id": "index", "children": dimensions.collect::<Vec<_>>() },
        "steps": [{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }],
    });
    let panel = Panel::from_csv(csv.as_bytes(), None).expect("a panel");
    Model::new(panel, Framework::from_json(&framework.to_string()).expect("a framework")).expect("one that fits")
}

/// An analysis with its random numbers drawn.
pub fn analysis(model: &Model, draws: usize) -> Uncertainty {
    let mut spec = UncertaintySpec::from_json(SPEC).expect("a specification");
    spec.draws = Some(draws);
    let mut analysis = Uncertainty::new(model, &spec, Period::year(2022)).expect("one that fits");
    analysis.advance(draws);
    analysis
}
