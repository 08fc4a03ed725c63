//! The crate's own JSON reader and number reader beside those of serde_json and std: the same texts, the same values.

use innodex::{Json, Panel, ScenarioSpec};
use proptest::prelude::*;
use serde_json::Value;

/// What our reader makes of a text: the notes in the `assumptions` of a scenario may be any JSON.
fn ours(text: &str) -> Option<Value> {
    let spec = ScenarioSpec::from_json(&format!(r#"{{"changes":[],"assumptions":[{text}]}}"#)).ok()?;
    spec.assumptions?.notes.get("note").map(value)
}

fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => (*b).into(),
        Json::Number(n) => (*n).into(),
        Json::Text(text) => text.as_str().into(),
        Json::List(items) => items.iter().map(value).collect(),
        Json::Object(members) => members.iter().map(|(name, member)| (name.clone(), value(member))).collect(),
    }
}

fn theirs(text: &str) -> Option<Value> {
    serde_json::from_str(&format!("[{text}]")).ok()
}

/// Numbers as numbers: 1 and 1.0 are one value.
fn plain(value: Value) -> Value {
    match value {
        Value::Number(n) => n.as_f64().map_or(Value::Null, |n| serde_json::json!(n)),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, plain(value))).collect(),
        other => other,
    }
}

/// Numbers to twelve digits: serde_json's quick reader is off in the last ones. That ours is exact is tested below.
fn roughly(value: Value) -> Value {
    match plain(value) {
        Value::Number(n) => format!("{:.12e}", n.as_f64().unwrap()).into(),
        Value::Array(items) => items.into_iter().map(roughly).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, roughly(value))).collect(),
        other => other,
    }
}

#[track_caller]
fn same(text: &str) {
    assert_eq!(ours(text).map(roughly), theirs(text).map(roughly), "{text}");
}

#[test]
fn what_the_standard_allows_and_what_it_does_not() {
    let texts = [
        "0",
        "-0",
        "00",
        "01",
        "-01",
        "1.",
        ".5",
        "1.5",
        "-1.5e3",
        "1E+2",
        "1e-2",
        "1e",
        "1e+",
        "+1",
        "0x1",
        "1_000",
        "--1",
        "-",
        "1e400",
        "1e-400",
        "123456789012345678901234567890",
        "0.1",
        "2.2250738585072011e-308",
        "9007199254740993",
        "NaN",
        "Infinity",
        "nul",
        "nulll",
        "null",
        "true",
        "false",
        "True",
        "tru",
        r#""""#,
        r#""a\/b\\\"\b\f\n\r\t""#,
        r#""\u00e9\u4e2d\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ude00""#,
        r#""\ud83d\u0041""#,
        r#""\u12""#,
        r#""\u12G4""#,
        r#""\x""#,
        "\"a\nb\"",
        "\"\u{7f}\"",
        "\"\u{0}\"",
        "\"中\"",
        "'a'",
        "[",
        "]",
        "[]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[[[]]]",
        "{}",
        "{,}",
        r#"{"a":1}"#,
        r#"{"a":1,}"#,
        r#"{"a" 1}"#,
        r#"{a:1}"#,
        r#"{"a":}"#,
        r#"{"":{"":[]}}"#,
        "// x\n1",
        "/**/1",
        " \t\r\n1 ",
        "\u{a0}1",
        "\u{b}1",
        "1,2",
        "1]",
        "\u{feff}1",
    ];
    for text in texts {
        same(text);
    }
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    assert_eq!(ours(r#"{"a":1,"a":1}"#), None);
    assert_eq!(ours(r#"{"a":1,"\u0061":2}"#), None, "written otherwise, it is the same name");
    assert!(ours(r#"{"a":{"a":1},"b":{"a":1}}"#).is_some());
}

#[test]
fn the_place_of_a_fault_is_line_and_column() {
    let place = |text: &str| ScenarioSpec::from_json(text).unwrap_err().place.clone();
    assert_eq!(place("{\n  \"changes\": [],\n  \"name\": x\n}"), "line 3, column 11");
    assert_eq!(place("{\n \"changes\": [\n"), "line 3, column 1");
    assert_eq!(place("{\"changes\":[]} x"), "line 1, column 16");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no infinity", |v| v.is_finite()).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..6)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_value_is_read_as_it_is(value in any_json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            prop_assert_eq!(ours(&text).map(plain), Some(plain(Value::Array(vec![value.clone()]))));
        }
    }

    #[test]
    fn texts_that_are_nearly_json(text in "[\\[\\]{}:,\"0-9eE+. \\\\untrlfas-]{0,12}") {
        // The one thing that serde_json lets pass and we do not is a name that stands twice.
        if let Some(value) = ours(&text) {
            prop_assert_eq!(Some(roughly(value)), theirs(&text).map(roughly));
        } else if let Some(value) = theirs(&text) {
            prop_assert!(value.to_string().len() < text.len() + 2 && text.contains('{'), "{}", text);
        }
    }

    /// A cell is a number exactly where std reads a finite one from its characters, to the last bit.
    #[test]
    fn cells_are_numbers_as_std_reads_them(cell in "[0-9+.eE-]{1,12}") {
        let csv = format!("code,year,x\nA,2022,{cell}\n");
        let ours = Panel::from_csv(csv.as_bytes(), None).ok().map(|p| p.values()[0].to_bits());
        let theirs = cell.parse::<f64>().ok().filter(|v| v.is_finite()).map(f64::to_bits);
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn any_number_is_read_back(value in any::<f64>().prop_filter("finite", |v| v.is_finite())) {
        for text in [value.to_string(), format!("{value:e}"), format!("{value:?}")] {
            let panel = Panel::from_csv(format!("code,year,x\nA,2022,{text}\n").as_bytes(), None).unwrap();
            prop_assert_eq!(panel.values()[0].to_bits(), value.to_bits());
        }
    }
}
