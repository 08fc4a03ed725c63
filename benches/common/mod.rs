//! What is measured: the embedded provinces with their framework, and made-up panels of growing size.
//! benches/page/synthetic.js makes the same panels in the browser; the sums of their scores are compared.

pub mod asem;

use innodex::panel::{compact, indicators_from_json, Panel};
use innodex::{Framework, Model, Period, Scenario, ScenarioSpec};
use serde_json::json;
use std::fmt::Write;

pub const UNITS: [usize; 3] = [31, 300, 3000];
pub const INDICATORS: [usize; 2] = [17, 100];

/// A panel, a framework, and what a slider moves on them.
pub struct Case {
    pub name: String,
    pub csv: String,
    pub compact: Vec<u8>,
    pub framework: String,
    pub period: Period,
    /// Scenarios of one change each: of a figure that one or a few indicators rest on, and of one that most rest on.
    pub one: String,
    pub most: String,
}

pub fn cases() -> Vec<Case> {
    let sizes = INDICATORS.iter().flat_map(|indicators| UNITS.map(|units| synthetic(units, *indicators)));
    std::iter::once(provincial()).chain(sizes).collect()
}

impl Case {
    pub fn panel(&self) -> Panel {
        Panel::from_compact(&self.compact).expect("what was just packed")
    }

    pub fn framework(&self) -> Framework {
        Framework::from_json(&self.framework).expect("a framework")
    }

    pub fn model(&self) -> Model {
        Model::new(self.panel(), self.framework()).expect("a framework that fits")
    }

    pub fn scenario(&self, model: &Model, spec: &str) -> Scenario {
        Scenario::new(model, &ScenarioSpec::from_json(spec).expect("a scenario")).expect("a scenario that fits")
    }
}

/// Where a slider stands at a step: everywhere between doing nothing and doubling.
pub fn slider(step: usize) -> f64 {
    1.0 + (step % 100) as f64 / 100.0
}

fn provincial() -> Case {
    let definitions = include_str!("../../data/indicators.json");
    let csv = include_str!("../../data/provinces.csv");
    let panel = Panel::from_csv(csv.as_bytes(), Some(indicators_from_json(definitions).expect("definitions")));
    Case {
        name: "provincial".to_owned(),
        compact: packed(&panel.expect("the embedded panel")),
        csv: csv.to_owned(),
        framework: include_str!("../../data/frameworks/provincial.json").to_owned(),
        period: Period::year(2022),
        one: change("42", "rd_expenditure"),
        most: change("42", "population"),
    }
}

/// Units x indicators of one year: every indicator is a column of its own over one common denominator, in four
/// dimensions, a hundredth of the figures missing.
fn synthetic(units: usize, indicators: usize) -> Case {
    let mut random = Xorshift(1);
    let mut csv = String::from("code,year,people");
    for i in 1..=indicators {
        write!(csv, ",x{i}").expect("a string grows");
    }
    csv.push('\n');
    for unit in 1..=units {
        write!(csv, "U{unit:05},2022,{}", 1 + random.next() % 10_000).expect("a string grows");
        for _ in 0..indicators {
            match random.next() {
                x if x % 100 == 0 => csv.push(','),
                x => write!(csv, ",{}", 1 + x % 1_000_000).expect("a string grows"),
            }
        }
        csv.push('\n');
    }
    let ids: Vec<String> = (1..=indicators).map(|i| format!("r{i}")).collect();
    let ratio = |i: usize| json!({ "id": format!("r{i}"), "numerator": format!("x{i}"), "denominator": "people", "direction": if i % 5 == 0 { -1 } else { 1 } });
    let dimension = |(d, ids): (usize, &[String])| json!({ "id": format!("d{d}"), "children": ids.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>() });
    let framework = json!({
        "id": "synthetic",
        "indicators": (1..=indicators).map(ratio).collect::<Vec<_>>(),
        "tree": { "id": "index", "children": ids.chunks(indicators.div_ceil(4)).enumerate().map(dimension).collect::<Vec<_>>() },
        "steps": [
            { "step": "denominate" },
            { "step": "normalise", "method": "min_max" },
            { "step": "aggregate", "method": "arithmetic", "minimum_share": 0.5 },
        ],
    });
    Case {
        name: format!("{units} x {indicators}"),
        compact: packed(&Panel::from_csv(csv.as_bytes(), None).expect("a panel")),
        csv,
        framework: framework.to_string(),
        period: Period::year(2022),
        one: change("U00001", "x1"),
        most: change("U00001", "people"),
    }
}

fn change(unit: &str, indicator: &str) -> String {
    json!({ "changes": [{ "unit": unit, "indicator": indicator, "op": "multiply", "value": 1 }] }).to_string()
}

fn packed(panel: &Panel) -> Vec<u8> {
    let periods: Vec<String> = panel.periods().iter().map(ToString::to_string).collect();
    let text = json!({ "units": panel.units(), "periods": periods, "indicators": panel.indicators() }).to_string();
    compact::encode(&text, panel)
}

/// Columns of whole numbers from 1 to 1,000, with ties.
#[allow(dead_code)] // benches/native.rs has no use for them
pub fn columns(units: usize, count: usize) -> Vec<Vec<f64>> {
    let mut random = Xorshift(1);
    (0..count).map(|_| (0..units).map(|_| f64::from(1 + random.next() % 1_000)).collect()).collect()
}

struct Xorshift(u32);

impl Xorshift {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }
}
