//! `check`: every file told from its content, read against the others given with it.

use crate::common;

use common::faults::{assert_fault, spoilt, FRAMEWORK};
use innodex::check::check;
use innodex::{Code, Finding, Severity};

const PANEL: &str = "code,year,x,y\nA,2021,1,10\nB,2021,2,20\nA,2022,3,10\nB,2022,2,20\n";

fn read(path: &str) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn codes(findings: &[Finding]) -> Vec<(&'static str, &str)> {
    findings.iter().map(|f| (f.error.code.id(), f.error.place.as_str())).collect()
}

#[test]
fn the_embedded_data_have_exactly_two_warnings() {
    let (panel, indicators) = (read("data/provinces.csv"), read("data/indicators.json"));
    let provincial = read("data/frameworks/provincial.json");
    let findings = check(&[&panel, &indicators, &provincial], &[]);
    let differ = "accounts_differ";
    assert_eq!(
        codes(&findings[0]),
        [(differ, "33 2015, column rd_expenditure"), (differ, "31 2021, column rd_expenditure")]
    );
    assert!(findings[0].iter().all(|f| f.severity == Severity::Warning));
    assert!(
        findings[0][1].error.message.zh.starts_with("上海 2021")
            && findings[0][0].error.message.en.starts_with("Zhejiang 2015")
    );
    assert_fault(&findings[0][0].error, Code::AccountsDiffer, "33 2015, column rd_expenditure");
    assert!(findings[1].is_empty() && findings[2].is_empty(), "{findings:?}");
    // The order in which the files are given does not matter, and known indicators stand in for the file.
    assert_eq!(check(&[&indicators, &panel], &[])[1], findings[0]);
    let known = innodex::panel::indicators_from_json(&String::from_utf8(indicators).unwrap()).unwrap();
    assert_eq!(check(&[&panel], &known)[0], findings[0]);
    assert!(check(&[&panel], &[])[0].is_empty(), "without the accounts there is nothing to compare");
}

#[test]
fn accounts_are_compared_to_the_digits_that_are_printed() {
    let indicators = r#"[{"id":"t"},{"id":"a","part_of":{"total":"t","by":"x","complete":true}},{"id":"b","part_of":{"total":"t","by":"x","complete":true}}]"#;
    let warned = |t: &str, a: &str, b: &str| {
        let panel = format!("code,year,t,a,b\nA,2022,{t},{a},{b}\n");
        !check(&[panel.as_bytes(), indicators.as_bytes()], &[])[0].is_empty()
    };
    assert!(!warned("100", "40", "60"));
    assert!(warned("100", "40", "62"));
    assert!(!warned("1.0", "0.33", "0.66"), "0.99 is 1.0 to one digit");
    assert!(warned("1.01", "0.3", "0.5"));
    assert!(!warned("1000000", "400004", "600004"), "8 in a million is within 1 in 100,000");
    assert!(warned("1000000", "400014", "600004"));
    assert!(!warned("100", "", "60"), "a part is missing: nothing can be said");
    let incomplete = indicators.replace("true", "false");
    let exceeds = |a: &str| {
        let panel = format!("code,year,t,a,b\nA,2022,100,{a},60\n");
        !check(&[panel.as_bytes(), incomplete.as_bytes()], &[])[0].is_empty()
    };
    assert!(!exceeds("30") && exceeds("42") && !exceeds(""));
}

#[test]
fn the_ready_frameworks_and_data_are_good() {
    let hdi = (read("data/hdi.csv"), read("data/frameworks/hdi.json"));
    assert!(check(&[&hdi.0, &hdi.1], &[]).iter().all(Vec::is_empty));
    // Alone, a framework is checked as far as it can be.
    assert!(check(&[&hdi.1], &[])[0].is_empty());
}

#[test]
fn frameworks() {
    assert!(check(&[FRAMEWORK.as_bytes()], &[])[0].is_empty());
    let weight = spoilt(r#""weight": 2"#, r#""weight": -2"#);
    let findings = check(&[weight.as_bytes()], &[]);
    assert_eq!(codes(&findings[0]), [("bad_weight", "$.tree.children[0].weight")]);
    assert_eq!(findings[0][0].severity, Severity::Error);
    let column = spoilt(r#""numerator": "x""#, r#""numerator": "w""#);
    assert!(check(&[column.as_bytes()], &[])[0].is_empty(), "without a panel any column may be there");
    let beside = check(&[PANEL.as_bytes(), column.as_bytes()], &[]);
    assert_eq!(codes(&beside[1]), [("unknown_column", "$.indicators[1].numerator")]);
    assert_eq!(beside[1][0].severity, Severity::Warning, "it may be meant for other data");
    assert!(beside[0].is_empty());
    let broken = FRAMEWORK.replacen("}", "", 1);
    let findings = check(&[broken.as_bytes()], &[]);
    assert_eq!((findings[0].len(), findings[0][0].error.code), (1, Code::BadJson));
    let base = spoilt(r#""lower": 0"#, r#""scope": { "base": "2021" }"#);
    assert!(check(&[base.as_bytes()], &[])[0].is_empty());
}

#[test]
fn scenarios() {
    let spec = |unit: &str, value: &str| {
        format!(r#"{{"changes":[{{"unit":"{unit}","indicator":"x","period":"2021","op":"add","value":{value}}}]}}"#)
    };
    assert!(check(&[PANEL.as_bytes(), spec("A", "1").as_bytes()], &[])[1].is_empty());
    let unknown = check(&[PANEL.as_bytes(), spec("Z", "1").as_bytes()], &[]);
    assert_eq!(codes(&unknown[1]), [("unknown_unit", "$.changes[0].unit")]);
    assert!(check(&[spec("Z", "1").as_bytes()], &[])[0].is_empty(), "without a panel any unit may be there");
    assert_eq!(codes(&check(&[spec("A", "\"1\"").as_bytes()], &[])[0]), [("bad_json", "$.changes[0].value")]);
    let indicators = r#"[{"id":"y"},{"id":"x","part_of":{"total":"y","by":"use","complete":false}}]"#;
    let exceeding = check(&[PANEL.as_bytes(), indicators.as_bytes(), spec("A", "-5").as_bytes()], &[]);
    assert_eq!(codes(&exceeding[2]), [("account_exceeded", "$.changes[0]")]);
}

#[test]
fn indicators() {
    let list = |json: &str| {
        check(&[json.as_bytes()], &[])[0].iter().map(|f| (f.error.code.id(), f.error.place.clone())).collect::<Vec<_>>()
    };
    let found = |code: &'static str, place: &str| vec![(code, place.to_owned())];
    assert_eq!(list(r#"[{"id":"a","zh":"甲","further":"kept"}]"#), []);
    assert_eq!(list(r#"[{"zh":"甲"}]"#), found("bad_json", "$[0]"));
    assert_eq!(list(r#"[{"id":"a"},{"id":"a"}]"#), found("duplicate_id", "$[1].id"));
    assert_eq!(list(r#"[{"id":"a","kind":"flow"}]"#), found("bad_json", "$[0].kind"));
    let part = |of: &str| format!(r#"{{"id":"a","part_of":{{"total":"{of}","by":"x","complete":true}}}}"#);
    assert_eq!(list(&format!("[{}]", part("t"))), found("bad_account", "$[0].part_of.total"));
    assert_eq!(list(&format!("[{}]", part("a"))), found("bad_account", "$[0].part_of.total"));
    let circle = r#"{"id":"t","part_of":{"total":"a","by":"x","complete":true}}"#;
    assert_eq!(list(&format!("[{},{circle}]", part("t"))), found("bad_account", "$[0].part_of.total"));
    let other = r#"{"id":"b","part_of":{"total":"t","by":"x","complete":false}}"#;
    assert_eq!(
        list(&format!(r#"[{{"id":"t"}},{},{other}]"#, part("t"))),
        found("bad_account", "$[1].part_of.complete")
    );
    let factor = part("t").replace(r#""complete":true"#, r#""complete":true,"factor":0"#);
    assert_eq!(list(&format!(r#"[{{"id":"t"}},{factor}]"#)), found("bad_account", "$[1].part_of.factor"));
    assert_eq!(list(r#"[{"id":"a","same_as":{"indicator":"b"}}]"#), found("bad_account", "$[0].same_as.indicator"));
}

#[test]
fn parts_and_totals_are_in_units_of_measure_that_agree() {
    let found = |own: &str, other: &str, factor: &str| {
        ["part_of", "same_as"].map(|account| {
            let link = match account {
                "part_of" => r#""total":"t","by":"x","complete":false"#,
                _ => r#""indicator":"t""#,
            };
            let list = format!(
                r#"[{{"id":"a","unit":"{own}","{account}":{{{link}{factor}}}}},{{"id":"t","unit":"{other}"}}]"#
            );
            let findings = check(&[list.as_bytes()], &[]);
            for finding in &findings[0] {
                assert_fault(&finding.error, Code::BadAccount, &format!("$[0].{account}.factor"));
            }
            findings[0].first().map(|f| f.severity)
        })
    };
    let (clean, error, warning) = ([None; 2], [Some(Severity::Error); 2], [Some(Severity::Warning); 2]);
    assert_eq!(found("万元", "亿元", r#","factor":0.0001"#), clean);
    assert_eq!(found("万元", "亿元", r#","factor":1e-4"#), clean);
    assert_eq!(found("万元", "亿元", ""), error);
    assert_eq!(found("万元", "亿元", r#","factor":10000"#), error);
    assert_eq!(found("万元", "万元", r#","factor":10"#), error);
    assert_eq!(found("百万元", "千万元", r#","factor":0.1"#), clean);
    assert_eq!(found("10,000 yuan", "亿元", r#","factor":0.0001"#), clean);
    assert_eq!(found("万人", "人", r#","factor":10000"#), clean);
    // Different things cannot be added, but for a factor that makes one of the other: 件 at a price.
    assert_eq!(found("人", "万元", ""), error);
    assert_eq!(found("件", "万元", r#","factor":2.5"#), clean);
    // What is not stated, or in words of their own, is not refused; in two different ones it is remarked.
    assert_eq!(found("", "万元", ""), clean);
    assert_eq!(found("Mio. EUR", "Mio. EUR", ""), clean);
    assert_eq!(found("Mio. EUR", "Mrd. EUR", r#","factor":0.001"#), clean);
    assert_eq!(found("Mio. EUR", "Mrd. EUR", ""), warning);
}

#[test]
fn the_embedded_accounts_are_clean() {
    let embedded = std::fs::read("data/indicators.json").unwrap();
    assert_eq!(codes(&check(&[&embedded], &[])[0]), []);
}

#[test]
fn cells() {
    let checked = |cells: &str| {
        let findings = check(&[PANEL.as_bytes(), cells.as_bytes()], &[]);
        findings[1].iter().map(|f| (f.error.code.id(), f.error.place.clone())).collect::<Vec<_>>()
    };
    let found = |code: &'static str, place: &str| vec![(code, place.to_owned())];
    let header = "code,period,indicator,note,reason,standard_error";
    let row = |row: &str| checked(&format!("{header}\n{row}\n"));
    assert_eq!(row("A,2022,x,estimated,,0.5"), []);
    assert_eq!(row("Z,2022,x,,,"), found("unknown_unit", "row 2, column code"));
    assert_eq!(row("A,2020,x,,,"), found("unknown_period", "row 2, column period"));
    assert_eq!(row("A,then,x,,,"), found("bad_period", "row 2, column period"));
    assert_eq!(row("A,2022,w,,,"), found("unknown_column", "row 2, column indicator"));
    assert_eq!(row("A,2022,x,,lost,"), found("bad_parameter", "row 2, column reason"));
    assert_eq!(row("A,2022,x,,,-1"), found("bad_parameter", "row 2, column standard_error"));
    assert_eq!(row("A,2022,x,,,many"), found("not_a_number", "row 2, column standard_error"));
    assert_eq!(row("A,2022,x,,"), found("ragged_row", "row 2"));
    assert_eq!(row("A,2022,x,,,\nA,2022,x,again,,"), found("duplicate_row", "row 3"));
}

#[test]
fn files_of_no_known_kind() {
    for json in ["{}", r#"{"type":"FeatureCollection","features":[]}"#] {
        let findings = check(&[json.as_bytes()], &[]);
        assert_eq!(findings[0].len(), 1);
        assert_fault(&findings[0][0].error, Code::UnknownForm, "");
    }
    // What is not JSON is read as a table, and a table without the columns says which.
    assert_eq!(check(&[b"some text\n"], &[])[0][0].error.code, Code::NoRows);
    assert_eq!(check(&[b"a,b\n1,2\n"], &[])[0][0].error.code, Code::MissingColumn);
    assert_eq!(check(&[b""], &[])[0][0].error.code, Code::EmptyFile);
    assert!(check(&[], &[]).is_empty());
}

#[test]
fn errors_stand_before_warnings() {
    let panel = "province,year,x\n全国,2022,3\n湖北,2022,?\n";
    let findings = check(&[panel.as_bytes()], &[]);
    assert_eq!(codes(&findings[0]), [("not_a_number", "row 3, column x"), ("total_set_apart", "row 2")]);
    assert_eq!(findings[0].iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::Error, Severity::Warning]);
}

#[test]
fn a_framework_that_fits_one_of_several_panels_is_no_warning() {
    let read = |path: &str| std::fs::read(path).unwrap();
    let files = [read("data/hdi.csv"), read("data/provinces.csv"), read("data/frameworks/provincial.json")];
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    assert!(innodex::check::check(&files, &[])[2].is_empty());
}
