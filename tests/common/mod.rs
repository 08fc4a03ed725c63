//! What the integration tests share.
#![allow(dead_code)] // every test file uses some of it

pub mod coinr;
pub mod faults;
pub mod golden;
pub mod ledger;
pub mod random;

use innodex::panel::indicators_from_json;
use innodex::{Framework, Model, Panel};

/// The embedded provincial panel, from its CSV.
pub fn embedded() -> Panel {
    let csv = std::fs::read("data/provinces.csv").unwrap();
    let indicators = std::fs::read_to_string("data/indicators.json").unwrap();
    Panel::from_csv(&csv, Some(indicators_from_json(&indicators).unwrap())).unwrap()
}

/// The embedded panel with a ready framework, or with one of tests/fixtures (`provincial-first`: the ready framework of 17
/// indicators until November 2026, on which figures published with it and worked cases rest).
pub fn model_of(framework: &str) -> Model {
    let framework = match std::fs::read_to_string(format!("tests/fixtures/{framework}.json")) {
        Ok(json) => Framework::from_json(&json).unwrap(),
        Err(_) => Framework::ready(framework).unwrap(),
    };
    Model::new(embedded(), framework).unwrap()
}

/// A number of a CSV file; empty is NaN.
pub fn number(cell: &str) -> f64 {
    if cell.is_empty() {
        f64::NAN
    } else {
        cell.parse().unwrap()
    }
}
