//! What a plan says without an effect is said, and what it leaves out is left out. All figures are made up.

use crate::common::faults::assert_fault;
use crate::common::tables::{figure, file, made, understood};
use innodex::{Code, Severity};
use innodex_table::{run, Next, Plan, Reader};

const TABLE: &str = "地区,年份,经费\n武汉市,2021,500\n武汉市,2022,550\n黄石市,2021,30\n黄石市,2022,33\n";

/// The places of what has no effect, of a run.
#[track_caller]
fn idle(plan: &str, table: &str) -> Vec<String> {
    let outcome = made(plan, &[("t.csv", table)]).unwrap_or_else(|e| panic!("{e} {}", e.hint.zh));
    let idle = outcome.remarks.iter().filter(|remark| remark.error.code == Code::NoEffect);
    idle.map(|remark| {
        assert_eq!(remark.severity, Severity::Warning);
        assert_fault(&remark.error, Code::NoEffect, &remark.error.place);
        remark.error.place.clone()
    })
    .collect()
}

#[test]
fn members_of_a_source() {
    let of = |member: &str| idle(&format!(r#"{{ "sources": {{ "t": {{ {member} }} }} }}"#), TABLE);
    for (member, place) in [
        (r#""accept": { "武漢": "武汉市" }"#, "accept.武漢"),
        (r#""totals": { "全市": true }"#, "totals.全市"),
        (r#""missing": ["…"]"#, "missing[0]"),
        (r#""thousands": true"#, "thousands"),
        (r#""decimal_comma": true"#, "decimal_comma"),
        (r#""period": "2020""#, "period"),
        (r#""measures": { "产值": "亿元" }"#, "measures.产值"),
        (r#""unit": "黄冈市""#, "unit"),
        (r#""within": "湖北省""#, "within"),
    ] {
        assert!(of(member).contains(&format!("$.sources.t.{place}")), "{member}: {:?}", of(member));
    }
    for member in [
        r#""accept": { "武汉市": "武汉" }"#,
        r#""totals": { "武汉市": true }"#,
        r#""measures": { "经费": "亿元" }"#,
        r#""territory": "free""#,
        r#""skip": ["黄石市"]"#,
    ] {
        assert_eq!(of(member), Vec::<String>::new(), "{member}");
    }
    let marked = TABLE.replace("500", "…").replace("550", "\"1,550\"");
    let plan = r#"{ "sources": { "t": { "missing": ["…"], "thousands": true } } }"#;
    assert_eq!(idle(plan, &marked), Vec::<String>::new());
    // What is understood says the same.
    let seen = understood(r#"{ "sources": { "table": { "period": "2020" } } }"#, TABLE);
    assert!(seen.remarks.iter().any(|r| r.error.code == Code::NoEffect && r.error.place == ".period"));
}

#[test]
fn what_is_said_of_every_file() {
    let plan = r#"{ "accept": { "武漢": "武汉市", "黄石": "黄石市" }, "missing": ["…", "x"] }"#;
    let other = "地区,年份,人口\n武汉市,2021,x\n黄石,2021,240\n";
    let outcome = made(plan, &[("t.csv", TABLE), ("o.csv", other)]).unwrap();
    let idle: Vec<&str> =
        outcome.remarks.iter().filter(|r| r.error.code == Code::NoEffect).map(|r| r.error.place.as_str()).collect();
    assert_eq!(idle, ["$.accept.武漢", "$.missing[0]"]);
    // A source that nothing takes up.
    let plan = r#"{ "sources": { "t": {}, "o": { "accept": { "黄石": "黄石市" }, "missing": ["x"] } }, "from": "t" }"#;
    let outcome = made(plan, &[("t.csv", TABLE), ("o.csv", other)]).unwrap();
    let idle: Vec<&str> =
        outcome.remarks.iter().filter(|r| r.error.code == Code::NoEffect).map(|r| r.error.place.as_str()).collect();
    assert_eq!(idle, ["$.sources.o"]);
}

/// Two lines of names, the first for machines.
const TWO: &str = "region,year,rd\n地区,年份,经费\n武汉市,2021,500\n黄石市,2021,30\n";

#[test]
fn a_header_that_is_left_out() {
    for skip in ["1", "\"region\""] {
        let plan = format!(r#"{{ "sources": {{ "t": {{ "skip": [{skip}] }} }} }}"#);
        let panel = made(&plan, &[("t.csv", TWO)]).unwrap_or_else(|e| panic!("{e}")).panel;
        assert_eq!(figure(&panel, "经费", "武汉市", "2021"), Ok(500.0));
        assert_eq!(panel.indicators().len(), 1);
    }
    let seen = file("t.csv", TWO).understand(&Plan::from_json(r#"{ "sources": { "t": { "skip": [1] } } }"#).unwrap());
    assert_eq!(seen.header_row, 2);
    assert!(seen.skipped.iter().any(|line| line.row == 1), "{:?}", seen.skipped);
    // Without it there is none.
    let plan = r#"{ "sources": { "t": { "skip": [1] } } }"#;
    let fault = made(plan, &[("t.csv", "地区,年份,经费\n武汉市,2021,500\n黄石市,2021,30\n")]).map(|_| ()).unwrap_err();
    assert_fault(&fault, Code::BadParameter, "$.sources.t.skip[0]");
    // Nor where the file is read in pieces.
    let mut reader = Reader::new("t.csv", Some(TWO.len() as u64)).whole_below(20);
    reader.push(TWO.as_bytes()).unwrap();
    let Next::Go(large) = reader.end().unwrap() else { panic!("read twice") };
    let fault = run(&Plan::from_json(plan).unwrap(), &[&large], &mut |_| {}).map(|_| ()).unwrap_err();
    assert_fault(&fault, Code::BadParameter, "$.sources.t.skip[0]");
    // A line cannot be both.
    let plan = r#"{ "sources": { "t": { "header": [2], "skip": [2] } } }"#;
    let fault = made(plan, &[("t.csv", TWO)]).map(|_| ()).unwrap_err();
    assert_fault(&fault, Code::BadParameter, "$.sources.t.skip[0]");
}

#[test]
fn a_title_that_is_left_out_says_nothing() {
    let table = "2021年情况,\n单位：亿元,\n地区,经费\n武汉市,500\n黄石市,30\n";
    let plan = |skip: &str| format!(r#"{{ "sources": {{ "t": {{ "skip": [{skip}] }} }} }}"#);
    let panel = made("{}", &[("t.csv", table)]).unwrap().panel;
    assert_eq!((panel.periods()[0].to_string().as_str(), panel.indicators()[0].unit.as_str()), ("2021", "亿元"));
    let fault = made(&plan("1"), &[("t.csv", table)]).map(|_| ()).unwrap_err();
    assert_eq!(fault.code, Code::MissingPeriod);
    let panel = made(&plan("\"单位：亿元\""), &[("t.csv", table)]).unwrap().panel;
    assert_eq!(panel.indicators()[0].unit, "");
}

#[test]
fn free_units_come_in_the_order_of_the_file() {
    let table = "学校,年份,经费\n丁大学,2022,4\n甲大学,2022,1\n丙大学,2022,3\n乙大学,2022,2\n丁大学,2021,9\n";
    let outcome = made("{}", &[("t.csv", table)]).unwrap();
    let names: Vec<String> = outcome.about().units.iter().map(|unit| unit.name.zh.clone()).collect();
    assert_eq!(names, ["丁大学", "甲大学", "丙大学", "乙大学"]);
    // Figures and reasons stand with them; the panel itself is in the order of the codes, and its figures are the same.
    let values = outcome.values();
    assert!(values[..4][0] == 9.0 && values[1..4].iter().all(|value| value.is_nan()));
    assert_eq!(values[4..], [4.0, 1.0, 3.0, 2.0]);
    assert_eq!(outcome.reasons().len(), values.len());
    for (unit, value) in outcome.about().units.iter().zip(&values[4..]) {
        assert_eq!(figure(&outcome.panel, "经费", &unit.code, "2022"), Ok(*value));
    }
    // Another file's come behind.
    let other = "学校,年份,人员\n甲甲大学,2022,5\n丙大学,2022,6\n";
    let outcome = made("{}", &[("t.csv", table), ("o.csv", other)]).unwrap();
    let names: Vec<String> = outcome.about().units.iter().map(|unit| unit.name.zh.clone()).collect();
    assert_eq!(names, ["丁大学", "甲大学", "丙大学", "乙大学", "甲甲大学"]);
    // What a calculator takes in any order is the same panel.
    let about = serde_json::to_string(&outcome.about()).unwrap();
    let about: serde_json::Value = serde_json::from_str(&about).unwrap();
    let columns = serde_json::json!({
        "units": about["units"], "periods": about["periods"], "indicators": about["indicators"] });
    let panel = innodex::Panel::from_columns(&columns.to_string(), outcome.values(), &outcome.reasons()).unwrap();
    assert_eq!(panel.units(), outcome.panel.units());
    let bits = |panel: &innodex::Panel| panel.values().iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&panel), bits(&outcome.panel));
    // Provinces are listed as everywhere.
    let table = "省份,年份,经费\n湖北,2022,1\n北京,2022,2\n";
    let outcome = made("{}", &[("t.csv", table)]).unwrap();
    assert_eq!(outcome.about().units[0].code, "11");
}
