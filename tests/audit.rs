//! The self-audit and the method note, on figures made so that every check has something to say, and on COINr's example.

use crate::common;

use common::coinr::{self, step, Meta};
use common::golden::Golden;
use innodex::audit::{audit, Audit, Check};
use innodex::{Code, Framework, Model, Panel, Period, Result};
use serde_json::json;

/// Twelve units; one indicator a column.
fn audited(columns: &[(&str, [f64; 12])], tree: serde_json::Value) -> Audit {
    audited_with(columns, tree, json!([])).unwrap()
}

/// The same with notes on findings.
fn audited_with(columns: &[(&str, [f64; 12])], tree: serde_json::Value, notes: serde_json::Value) -> Result<Audit> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut csv = format!("code,year,{}", names.join(","));
    for unit in 0..12 {
        let cell = |(_, x): &(&str, [f64; 12])| if x[unit].is_nan() { String::new() } else { x[unit].to_string() };
        csv.push_str(&format!("\nU{unit},2022,{}", columns.iter().map(cell).collect::<Vec<_>>().join(",")));
    }
    let spec = json!({
        "id": "f",
        "indicators": names.iter().map(|id| json!({ "id": id, "direction": 1 })).collect::<Vec<_>>(),
        "tree": tree,
        "steps": [{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }],
        "notes": notes,
    });
    let framework = Framework::from_json(&spec.to_string())?;
    let model = Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework)?;
    audit(&model, Period::year(2022))
}

fn found(audit: &Audit, check: Check) -> Vec<(&str, Option<&str>)> {
    let of = audit.remarks.iter().filter(|r| r.check == check);
    of.map(|r| (r.place.as_str(), r.other.as_deref())).collect()
}

const UP: [f64; 12] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0];
const NEAR: [f64; 12] = [1.0, 2.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.5, 9.0, 10.0, 11.0, 12.0];
const DOWN: [f64; 12] = [12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5];
const ONE: [f64; 12] = [1.0, 2.0, 1.5, 1.8, 2.2, 1.1, 1.7, 2.1, 1.3, 1.9, 1.6, 90.0];

#[test]
fn every_check_reports_its_finding() {
    let gaps: [f64; 12] = std::array::from_fn(|u| if u < 7 { UP[u] } else { f64::NAN });
    let tree = json!({ "id": "index", "children": [
        { "id": "first", "children": [{ "id": "up" }, { "id": "near" }, { "id": "down" }] },
        { "id": "second", "children": [{ "id": "one" }, { "id": "gaps" }] },
    ] });
    let audit = audited(&[("up", UP), ("near", NEAR), ("down", DOWN), ("one", ONE), ("gaps", gaps)], tree);
    assert_eq!(found(&audit, Check::IndicatorCoverage), [("gaps", None)]);
    assert_eq!(found(&audit, Check::UnitCoverage), []);
    assert_eq!(found(&audit, Check::Outliers), [("one", None)]);
    assert_eq!(found(&audit, Check::Redundancy), [("up", Some("near"))]);
    let negative = found(&audit, Check::NegativeCorrelation);
    assert!(negative.contains(&("up", Some("down"))) && negative.contains(&("near", Some("down"))), "{negative:?}");
    assert_eq!(found(&audit, Check::WeakLink)[0], ("down", Some("first")));
    assert!(found(&audit, Check::Alpha).contains(&("first", None)));
    assert!(found(&audit, Check::OtherGroup).iter().any(|(place, _)| *place == "down"));
    // Every remark says its figure in both languages, and every check how much it looked at.
    for remark in &audit.remarks {
        assert!(!remark.message.zh.is_empty() && remark.message.en.ends_with('.'), "{remark:?}");
        assert!(remark.value.is_finite() && remark.threshold.is_finite());
    }
    for checked in &audit.checks {
        let n = audit.remarks.iter().filter(|r| r.check == checked.check).count();
        assert_eq!(checked.remarked, n);
        assert!(checked.looked_at >= n && checked.looked_at > 0, "{checked:?}");
    }
}

#[test]
fn an_index_without_problems_has_no_findings() {
    let b: [f64; 12] = [2.0, 1.0, 4.0, 3.0, 6.0, 5.0, 8.0, 7.0, 12.0, 9.0, 10.0, 11.0];
    let c: [f64; 12] = [3.0, 1.5, 2.0, 6.0, 4.0, 5.0, 9.0, 8.0, 7.0, 12.0, 11.0, 8.5];
    let audit = audited(&[("b", b), ("c", c)], json!({ "id": "index", "children": [{ "id": "b" }, { "id": "c" }] }));
    assert_eq!(audit.remarks, []);
    assert_eq!(audit.checks.iter().map(|c| c.remarked).sum::<usize>(), 0);
}

#[test]
fn a_correlation_that_so_few_units_can_have_by_chance_is_no_finding() {
    // r = -0.07 of 12; Fisher's z at 5 % asks for -0.57.
    let other = [4.0, 9.0, 2.0, 7.0, 11.0, 1.0, 12.0, 5.0, 3.0, 8.0, 6.0, 4.5];
    let tree = json!({ "id": "index", "children": [{ "id": "up" }, { "id": "other" }] });
    let audit = audited(&[("up", UP), ("other", other)], tree);
    assert_eq!(found(&audit, Check::NegativeCorrelation), []);
    let r = innodex::association::correlation(innodex::association::Measure::Pearson, &UP, &other).value;
    assert!(r < 0.0 && r > -0.2, "{r}");
}

#[test]
fn money_and_per_cent_that_are_averaged_as_they_are_are_a_finding() {
    let csv = "code,year,money,share\nA,2022,100,1\nB,2022,300,2\nC,2022,200,9\n";
    let indicators = r#"[{ "id": "money", "unit": "万元" }, { "id": "share", "unit": "%" }]"#;
    let framework = |steps: &str, how: &str| {
        format!(
            r#"{{ "id": "f", "indicators": [{{ "id": "money", "direction": 1 }}, {{ "id": "share", "direction": 1 }}],
                 "tree": {{ "id": "index", "children": [{{ "id": "money" }}, {{ "id": "share" }}] }},
                 "steps": [{steps}{{ "step": "aggregate", "method": "{how}" }}] }}"#
        )
    };
    let checked = |framework: &str| -> Vec<(innodex::Code, String)> {
        let files = [csv.as_bytes(), indicators.as_bytes(), framework.as_bytes()];
        let found = innodex::check::check(&files, &[]);
        found[2].iter().map(|f| (f.error.code, f.error.place.clone())).collect()
    };
    let wanted = vec![(innodex::Code::MixedMeasures, "$.tree: index".to_owned())];
    assert_eq!(checked(&framework("", "arithmetic")), wanted);
    assert_eq!(checked(&framework("", "geometric")), []);
    assert_eq!(checked(&framework(r#"{ "step": "normalise", "method": "min_max" }, "#, "arithmetic")), []);
}

#[test]
fn importance_against_weight() {
    // One child moves everything, the other hardly at all: equal weights, unequal say.
    let flat: [f64; 12] = [50.0, 50.1, 49.9, 50.0, 50.2, 49.8, 50.0, 50.1, 49.9, 50.0, 50.0, 50.1];
    let spec = |steps| {
        json!({ "id": "f", "indicators": [{ "id": "up", "direction": 1 }, { "id": "flat", "direction": 1 }],
                "tree": { "id": "index", "children": [{ "id": "up" }, { "id": "flat" }] }, "steps": steps })
    };
    let mut csv = String::from("code,year,up,flat");
    for u in 0..12 {
        csv.push_str(&format!("\nU{u},2022,{},{}", UP[u], flat[u]));
    }
    let framework = spec(json!([{ "step": "aggregate", "method": "arithmetic" }])).to_string();
    let model =
        Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(&framework).unwrap()).unwrap();
    let audit = audit(&model, Period::year(2022)).unwrap();
    let of_flat = audit.remarks.iter().find(|r| r.check == Check::Importance && r.place == "flat").unwrap();
    assert!(of_flat.value < 0.05 && of_flat.threshold == 0.5, "{of_flat:?}");
}

#[test]
fn the_note_says_what_was_done() {
    let data = Golden::read("asem/data");
    let steps = vec![
        step("impute", json!({ "method": "mean", "group": coinr::groups(&data, "EurAsia_group") })),
        step("screen", json!({ "available": 0.9 })),
        step("treat", json!({ "points": 5 })),
        step("normalise", json!({ "method": "min_max" })),
        step("aggregate", json!({ "method": "arithmetic", "minimum_share": 0.5 })),
    ];
    let scores = coinr::scores(&data, Meta::read("asem").with_steps(true, steps, &[]));
    let note = audit(scores.model(), Period::year(coinr::YEAR)).unwrap().note;
    for said in [
        "49项指标",
        "51个地区",
        "同组各地区的均值代替，共65个",
        "不足90%的地区不列入评价，共0个",
        "最多对5个数值缩尾",
        "本期缩尾15项，变换0项",
        "极差法标准化",
        "标度为0至100",
        "加权算术平均",
        "不足50%",
        "共51个地区得到排名",
    ] {
        assert!(note.zh.contains(said), "{said}: {}", note.zh);
    }
    for said in [
        "49 indicators",
        "of the same group: 65",
        "15 were winsorised and 0 transformed",
        "min-max",
        "51 units are ranked",
    ] {
        assert!(note.en.contains(said), "{said}: {}", note.en);
    }
    assert!(!note.zh.contains("。。") && !note.en.contains(".."), "{note:?}");
}

/// Two groups of which the first holds a pair that works against each other.
fn opposed(notes: serde_json::Value) -> Result<Audit> {
    let tree = json!({ "id": "index", "children": [
        { "id": "first", "children": [{ "id": "up" }, { "id": "near" }, { "id": "down" }] }, { "id": "one" },
    ] });
    audited_with(&[("up", UP), ("near", NEAR), ("down", DOWN), ("one", ONE)], tree, notes)
}

fn said(audit: &Audit, check: Check) -> Vec<(&str, Option<&str>)> {
    let of = audit.remarks.iter().filter(|r| r.check == check);
    of.map(|r| (r.place.as_str(), r.explanation.as_ref().map(|e| e.en.as_str()))).collect()
}

#[test]
fn a_note_stands_beside_every_finding_that_it_explains_and_beside_no_other() {
    let note = |finding: &str, at: &[&str], en: &str| json!({ "finding": finding, "at": at, "zh": "说明。", "en": en });
    let audit = opposed(json!([
        note("negative_correlation", &["down"], "Down costs."),
        // Of a pair in the other order; the note that names both wins over the one before it.
        note("negative_correlation", &["down", "up"], "Down and up exclude each other."),
        note("alpha", &["first"], "It measures two things."),
        // Nothing of the kind is found: the note waits for another period.
        note("redundancy", &["up", "one"], "Never."),
        note("unit_coverage", &["elsewhere"], "Another panel's unit."),
    ]))
    .unwrap();
    let negative = said(&audit, Check::NegativeCorrelation);
    assert!(negative.contains(&("up", Some("Down and up exclude each other."))), "{negative:?}");
    assert!(negative.contains(&("near", Some("Down costs."))), "{negative:?}");
    assert!(negative.iter().all(|(place, explanation)| *place != "first" || explanation.is_none()));
    assert!(said(&audit, Check::Alpha).contains(&("first", Some("It measures two things."))));
    assert_eq!(said(&audit, Check::Redundancy), [("up", None)]);
    // Findings stay as they were: a note explains, it does not hide.
    let without = opposed(json!([])).unwrap();
    assert_eq!(without.remarks.len(), audit.remarks.len());
    assert!(without.remarks.iter().all(|r| r.explanation.is_none()));
    // The method in words repeats what was explained, and only that.
    assert!(audit.note.en.contains("Explanation: It measures two things."), "{}", audit.note.en);
    assert!(audit.note.zh.contains("说明：说明。") && !audit.note.en.contains("Never."));
    assert!(!without.note.en.contains("Explanation"));
}

#[test]
fn notes_on_what_is_not_there_are_refused_at_their_place() {
    let refused = |note: serde_json::Value, code: Code, place: &str| {
        let good = json!({ "finding": "alpha", "at": ["first"], "zh": "好。", "en": "Good." });
        let error = opposed(json!([good, note])).unwrap_err();
        assert_eq!((error.code, error.place.as_str()), (code, place), "{error}");
        assert!(!error.message.zh.is_empty() && !error.hint.en.is_empty());
    };
    let note = |finding: &str, at: serde_json::Value| json!({ "finding": finding, "at": at, "zh": "a", "en": "a" });
    refused(note("alfa", json!(["first"])), Code::BadJson, "$.notes[1].finding");
    refused(note("alpha", json!(["frist"])), Code::UnknownNode, "$.notes[1].at[0]");
    refused(note("redundancy", json!(["up", "mear"])), Code::UnknownNode, "$.notes[1].at[1]");
    // No group has outliers, and no indicator an alpha.
    refused(note("outliers", json!(["first"])), Code::UnknownNode, "$.notes[1].at[0]");
    refused(note("alpha", json!(["up"])), Code::UnknownNode, "$.notes[1].at[0]");
    refused(note("alpha", json!([])), Code::BadParameter, "$.notes[1].at");
    refused(note("alpha", json!(["first", "index"])), Code::BadParameter, "$.notes[1].at");
    refused(note("redundancy", json!(["up", "near", "down"])), Code::BadParameter, "$.notes[1].at");
    refused(note("alpha", json!("first")), Code::BadJson, "$.notes[1].at");
    refused(json!({ "finding": "alpha", "at": ["first"], "zh": "a" }), Code::BadJson, "$.notes[1]");
    refused(
        json!({ "finding": "alpha", "at": ["first"], "zh": "a", "en": "a", "fr": "a" }),
        Code::BadJson,
        "$.notes[1].fr",
    );
    refused(json!("alpha"), Code::BadJson, "$.notes[1]");
}

/// An indicator that nobody has in the period says nothing of how its group hangs together.
#[test]
fn an_unpublished_column_makes_no_remark_on_the_consistency_of_its_group() {
    let tree = json!({ "id": "index", "children": [
        { "id": "first", "children": [{ "id": "up" }, { "id": "near" }, { "id": "nobody" }] }, { "id": "one" },
    ] });
    let audit = audited(&[("up", UP), ("near", NEAR), ("nobody", [f64::NAN; 12]), ("one", ONE)], tree);
    assert!(found(&audit, Check::Alpha).iter().all(|(place, _)| *place != "first"), "{:?}", audit.remarks);
    let about = audit.remarks.iter().filter(|r| r.place == "nobody" || r.other.as_deref() == Some("nobody"));
    assert!(about.clone().all(|r| r.check == Check::IndicatorCoverage) && about.count() == 1, "{:?}", audit.remarks);
}
