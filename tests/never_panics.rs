//! Whatever a file holds, it is read or refused: nothing panics, and every finding has words in both languages.

use crate::common;

use common::faults::{small_panel, FRAMEWORK};
use innodex::check::check;
use innodex::{Framework, Model, Panel, Period, Scenario, ScenarioSpec};
use proptest::prelude::*;

const TABLE: &str = "\u{feff}province,year,rd,gdp\n北京,2021,1.5,2\n湖北,2021,\"1\",3e2\n全国,2021,2,\n湖北,2022,,5\n";
const SCENARIO: &str = r#"{"name":"n","changes":[{"unit":["湖北","11"],"indicator":"rd","period":"2021","op":"multiply","value":1.1,"keep":["gdp"]}]}"#;
const INDICATORS: &str = r#"[{"id":"gdp","zh":"生产总值","en":"GDP","kind":"stock"},
    {"id":"rd","part_of":{"total":"gdp","by":"use","complete":false,"factor":1},"same_as":{"indicator":"gdp","factor":2}}]"#;
const CELLS: &str = "code,period,indicator,note,reason,standard_error\n42,2022,rd,late,not_published,0.1\n";

/// Reads bytes as every form, and checks what is said of them.
fn read(bytes: &[u8]) {
    for files in [&[bytes][..], &[TABLE.as_bytes(), bytes], &[bytes, SCENARIO.as_bytes(), FRAMEWORK.as_bytes()]] {
        for finding in check(files, &[]).iter().flatten() {
            let error = &finding.error;
            for text in [&error.message, &error.hint] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{error:?}");
            }
        }
    }
    let _ = Panel::from_compact(bytes);
    if let Ok(panel) = Panel::from_csv(bytes, None) {
        assert!(panel.values().iter().all(|v| !v.is_infinite()));
        assert!(panel.units().windows(2).all(|w| w[0].code < w[1].code));
    }
    let text = String::from_utf8_lossy(bytes);
    let _ = text.parse::<Period>();
    if let Ok(model) = Framework::from_json(&text).and_then(|f| Model::new(small_panel(), f)) {
        // What resolves computes, in every period.
        for period in model.panel().periods() {
            let scores = model.scores(*period).unwrap();
            for node in 0..model.describe().nodes.len() {
                assert!(scores.node(node).iter().all(|v| !v.is_infinite()), "{text}");
            }
        }
    }
    let model = Model::new(small_panel(), Framework::from_json(FRAMEWORK).unwrap()).unwrap();
    if let Ok(mut scenario) = ScenarioSpec::from_json(&text).and_then(|s| Scenario::new(&model, &s)) {
        let _ = scenario.moved(Period::year(2021));
    }
}

/// A change to a file: bytes cut out at a place, others put in.
#[derive(Debug, Clone)]
struct Spoil {
    at: prop::sample::Index,
    cut: usize,
    put: String,
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let words = [
        "",
        "\"",
        ",",
        "\n",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        ":",
        "-",
        "0",
        "1e999",
        "1e308",
        "-1",
        "null",
        "true",
        "NaN",
        "\\u0000",
        "\\ud800",
        "\u{feff}",
        "\u{0}",
        "４",
        "四藏",
        "全国",
        "HN",
        "x",
        "index",
        "\"children\":[]",
        "\"weight\":0",
        ",,,,",
        "2022Q1",
        "2022-03",
        "*",
        "province",
        "year",
        "1,000",
        "é",
        "<b>",
        "\"direction\":-1",
        "\"base\"",
        "ln",
        "goalposts",
        "add",
        "set",
    ];
    let put = prop_oneof![prop::sample::select(words.to_vec()).prop_map(str::to_owned), "\\PC{0,8}"];
    (any::<prop::sample::Index>(), 0..12_usize, put).prop_map(|(at, cut, put)| Spoil { at, cut, put })
}

fn spoiled(file: &str, spoils: &[Spoil]) -> Vec<u8> {
    let mut bytes = file.as_bytes().to_vec();
    for spoil in spoils {
        let at = spoil.at.index(bytes.len() + 1);
        let end = (at + spoil.cut).min(bytes.len());
        bytes.splice(at..end, spoil.put.bytes());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes);
    }

    #[test]
    fn on_any_text(text in "\\PC{0,100}") {
        read(text.as_bytes());
    }

    #[test]
    fn on_spoilt_files(
        file in prop::sample::select(vec![TABLE, FRAMEWORK, SCENARIO, INDICATORS, CELLS]),
        spoils in prop::collection::vec(spoil(), 1..4),
    ) {
        read(&spoiled(file, &spoils));
    }
}

#[test]
fn the_files_that_are_spoilt_are_good() {
    let files = [TABLE, SCENARIO, INDICATORS, CELLS].map(str::as_bytes);
    let findings = check(&files, &[]);
    assert!(findings[1..].iter().all(Vec::is_empty), "{findings:?}");
    assert_eq!(findings[0].len(), 1, "the total is set apart: {findings:?}");
}

#[test]
fn damaged_compact_data_is_said_to_be_damaged() {
    for bytes in [&b""[..], b"\0", b"innodex", &[0xff; 64]] {
        let error = Panel::from_compact(bytes).unwrap_err();
        assert_eq!(error.code, innodex::Code::CorruptData);
    }
}
