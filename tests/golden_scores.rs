//! `golden/scores.json`: what the core computes natively, to the last bit. The same file is what the npm package is held
//! to in Node and in Chromium (tests/node, tests/browser), so that wasm and native cannot drift apart.
//!
//! `INNODEX_BLESS=1 cargo test golden_scores` writes it anew; the difference in git then shows what changed.

use crate::common;

use common::model_of;
use innodex::growth::{growth, Rate, Request};
use innodex::ranking::Ties;
use innodex::{Framework, Model, Panel, Period, Ranking, Scenario, ScenarioSpec};

const FILE: &str = "tests/golden/scores.json";

/// The rates in the golden file, as their ids are written.
const RATES: [&str; 9] = [
    "simple",
    "log",
    "symmetric",
    "cagr",
    "least_squares",
    "difference",
    "base_index",
    "trend_percent",
    "contribution",
];

const WHAT_IF: &str = r#"{ "changes": [{ "unit": "42", "indicator": "rd_expenditure", "op": "multiply", "value": 1.3 }, { "unit": "*", "indicator": "rd_basic", "op": "add", "value": 1000 }] }"#;

/// Figures as a JSON list: the shortest digits that read back to the same bits, missing as null.
fn list(figures: &[f64]) -> String {
    let figures: Vec<String> =
        figures.iter().map(|f| if f.is_nan() { "null".to_owned() } else { f.to_string() }).collect();
    format!("[{}]", figures.join(","))
}

fn ranked(name: &str, ranking: &Ranking) -> String {
    format!(r#"    "{name}": {{ "ranks": {}, "scores": {} }}"#, list(&ranking.ranks), list(&ranking.scores))
}

/// The first nodes of the tree in every period, a line each.
fn rankings(model: &Model, first: usize) -> Vec<String> {
    let nodes = model.describe().nodes;
    let line = |period: &Period, node: usize| {
        let ranking = model.scores(*period).unwrap().ranking(node, None, Ties::Competition);
        ranked(&format!("{period} {}", nodes[node].id), &ranking)
    };
    model.panel().periods().iter().flat_map(|p| (0..first).map(move |n| line(p, n))).collect()
}

/// The growth up to 2022 of every column and indicator by every rate, a line each.
fn growths(model: &Model) -> Vec<String> {
    let description = model.describe();
    let leaves = description.nodes.iter().filter(|n| n.leaf).map(|n| n.id.as_str());
    let series: Vec<&str> = description.columns.iter().map(|c| c.id.as_str()).chain(leaves).collect();
    let mut lines = Vec::new();
    for id in series {
        for rate in RATES {
            let rule = Rate::from_id(rate).unwrap();
            let request = Request::new(rule, Period::year(2022));
            let values: Vec<f64> = growth(model, id, &request).unwrap().iter().map(|g| g.value).collect();
            lines.push(format!(r#"    "{id} {rate}": {}"#, list(&values)));
        }
    }
    lines
}

fn group(name: &str, lines: &[String]) -> String {
    format!("  \"{name}\": {{\n{}\n  }}", lines.join(",\n"))
}

fn units(name: &str, model: &Model) -> String {
    let codes: Vec<&str> = model.panel().units().iter().map(|u| u.code.as_str()).collect();
    format!("  \"{name}\": {codes:?}")
}

fn computed() -> String {
    let provincial = model_of("provincial-first");
    let hdi = std::fs::read("data/hdi.csv").unwrap();
    let hdi = Model::new(Panel::from_csv(&hdi, None).unwrap(), Framework::ready("hdi").unwrap()).unwrap();
    let mut what_if = Scenario::new(&provincial, &ScenarioSpec::from_json(WHAT_IF).unwrap()).unwrap();
    let moved: Vec<String> = [2015, 2022]
        .map(|year| {
            let (after, _) = what_if.ranking(Period::year(year), 0, None, Ties::Competition).unwrap();
            ranked(&year.to_string(), &after)
        })
        .into();
    let parts = [
        units("units", &provincial),
        group("rankings", &rankings(&provincial, 22)),
        group("provincial", &rankings(&model_of("provincial"), 18)),
        group("growth", &growths(&provincial)),
        format!("  \"what_if\": {WHAT_IF}"),
        group("after", &moved),
        units("hdi_units", &hdi),
        group("hdi", &rankings(&hdi, 1)),
    ];
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

#[test]
fn the_core_equals_the_golden_file_to_the_last_bit() {
    let ours = computed();
    if std::env::var_os("INNODEX_BLESS").is_some() {
        std::fs::write(FILE, &ours).unwrap();
    }
    let golden = std::fs::read_to_string(FILE).unwrap_or_default();
    // The shortest digits name one number only, so equal text is equal bits.
    let differs = golden.lines().zip(ours.lines()).find(|(golden, ours)| golden != ours);
    assert!(golden == ours, "{FILE} has other figures: {differs:?}");
    let json: serde_json::Value = serde_json::from_str(&golden).unwrap();
    let count = |group: &str| json[group].as_object().unwrap().len();
    assert_eq!((count("rankings"), count("growth"), count("hdi")), (15 * 22, 47 * 9, 3));
}
