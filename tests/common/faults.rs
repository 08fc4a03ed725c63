//! What every error must have, whatever it is about.

use innodex::{Code, Error, Framework, Model, Panel, Problem, Result};

/// Asserts code and place, and that message and hint are there in both languages.
#[track_caller]
pub fn assert_fault(error: &Problem, code: Code, place: &str) {
    assert_eq!((error.code.id(), error.place.as_str()), (code.id(), place), "{error:?}");
    for text in [&error.message, &error.hint] {
        assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{error:?}");
        assert!(text.zh.chars().any(|c| c > '\u{2e80}'), "not Chinese: {}", text.zh);
    }
}

/// Asserts that a table is refused, and returns the error for what else is to be said about it.
#[track_caller]
pub fn refused(csv: impl AsRef<[u8]>, code: Code, place: &str) -> Error {
    let error = Panel::from_csv(csv.as_ref(), None).unwrap_err();
    assert_fault(&error, code, place);
    error
}

/// A panel of three units, two years and three columns.
pub fn small_panel() -> Panel {
    let csv = "code,year,x,y,z\nA,2021,1,10,5\nB,2021,2,20,5\nC,2021,4,0,5\nA,2022,3,10,\nB,2022,2,20,\nC,2022,1,40,\n";
    Panel::from_csv(csv.as_bytes(), None).unwrap()
}

/// A framework over the columns of [`small_panel`], to be spoilt by replacing a piece of its text.
pub const FRAMEWORK: &str = r#"{
  "id": "small",
  "indicators": [
    { "id": "x", "direction": 1 },
    { "id": "ratio", "direction": -1, "numerator": "x", "denominator": "y", "scale": 100 }
  ],
  "tree": { "id": "index", "children": [{ "id": "group", "weight": 2, "children": [{ "id": "x", "weight": 1 }] }, { "id": "ratio", "weight": 1 }] },
  "steps": [
    { "step": "denominate" },
    { "step": "normalise", "method": "min_max", "lower": 0, "upper": 100 },
    { "step": "aggregate", "method": "arithmetic", "minimum_share": 0.5 }
  ]
}"#;

/// The framework with a piece of its text replaced.
#[track_caller]
pub fn spoilt(piece: &str, by: &str) -> String {
    assert!(FRAMEWORK.contains(piece), "{piece}");
    FRAMEWORK.replacen(piece, by, 1)
}

/// Reads a framework and resolves it against [`small_panel`].
pub fn model(framework: &str) -> Result<Model> {
    Model::new(small_panel(), Framework::from_json(framework)?)
}

/// Asserts that a spoilt framework is refused.
#[track_caller]
pub fn refused_framework(piece: &str, by: &str, code: Code, place: &str) -> Error {
    let error = model(&spoilt(piece, by)).unwrap_err();
    assert_fault(&error, code, place);
    error
}
