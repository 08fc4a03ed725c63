//! COINr's own example, ASEM (51 units, 49 indicators, three levels), from its raw tables: gaps filled by group, units
//! screened, outliers treated, min-max, arithmetic means. The pipeline of tests/oracle/golden.R.

use innodex::coinr::{read, Pipeline, Tables};
use innodex::{Model, Period};
use serde_json::json;

const DATA: &[u8] = include_bytes!("../../tests/oracle/asem/data.csv");
const META: &[u8] = include_bytes!("../../tests/oracle/asem/meta.csv");

pub fn tables() -> Tables {
    read(DATA, META).expect("COINr's tables")
}

pub fn model(tables: Tables) -> Model {
    let steps = json!([
        { "step": "denominate" },
        { "step": "impute", "method": "mean", "group": tables.group("EurAsia_group").expect("a column of groups") },
        { "step": "screen", "available": 0.9 },
        { "step": "treat", "points": 5 },
        { "step": "normalise", "method": "min_max" },
        { "step": "aggregate", "method": "arithmetic" },
    ]);
    let framework = tables.framework_from_json(&steps.to_string()).expect("a framework");
    Model::new(tables.panel, framework).expect("a framework that fits")
}

/// The year of the example; its only one.
pub fn period(model: &Model) -> Period {
    model.panel().periods()[0]
}
