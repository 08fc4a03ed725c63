//! Groups: against scipy and numpy (tests/golden/groups.py), and what is refused.

use innodex::question::ask;
use innodex::{Framework, Json, Model, Panel};
use std::collections::BTreeMap;

fn model() -> Model {
    let csv = std::fs::read("tests/golden/groups/panel.csv").unwrap();
    let framework = r#"{ "id": "five",
        "indicators": [{ "id": "x1", "direction": 1 }, { "id": "x2", "direction": 1 }, { "id": "x3", "direction": -1 },
                       { "id": "x4", "direction": 1 }, { "id": "x5", "direction": -1 }],
        "tree": { "id": "index", "children": [{ "id": "x1" }, { "id": "x2" }, { "id": "x3" }, { "id": "x4" }, { "id": "x5" }] },
        "steps": [{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }] }"#;
    Model::new(Panel::from_csv(&csv, None).unwrap(), Framework::from_json(framework).unwrap()).unwrap()
}

fn member<'a>(json: &'a Json, name: &str) -> &'a Json {
    let Json::Object(members) = json else { panic!("no object: {json:?}") };
    &members.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}: {json:?}")).1
}

fn list(json: &Json) -> &[Json] {
    let Json::List(items) = json else { panic!("no list: {json:?}") };
    items
}

fn text(json: &Json) -> &str {
    let Json::Text(text) = json else { panic!("no text: {json:?}") };
    text
}

fn number(json: &Json) -> f64 {
    match json {
        Json::Number(value) => *value,
        Json::Null => f64::NAN,
        other => panic!("no number: {other:?}"),
    }
}

/// The rows of a file of expected figures, by column.
fn golden(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(format!("tests/golden/groups/{file}.csv")).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn close(found: &Json, expected: &str, what: &str) {
    let expected: f64 = expected.parse().unwrap();
    assert!((number(found) - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{what}: {found:?}, not {expected}");
}

fn code_and_place(model: &Model, word: &str, request: &str) -> String {
    let error = ask(model, word, request).unwrap_err();
    assert!(!error.message.zh.is_empty() && !error.hint.zh.is_empty() && error.message.zh != error.message.en);
    format!("{} {}", error.code.id(), error.place)
}

#[test]
fn distances_are_those_of_scipy() {
    let answer = ask(&model(), "alike", r#"{ "unit": "u03", "count": 10 }"#).unwrap();
    let rows = list(member(&answer, "rows"));
    let expected: BTreeMap<String, String> =
        golden("distance").into_iter().map(|row| (row["code"].clone(), row["distance"].clone())).collect();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let code = text(member(row, "code"));
        close(member(row, "distance"), &expected[code], code);
    }
    let distances: Vec<f64> = rows.iter().map(|row| number(member(row, "distance"))).collect();
    assert!(distances.windows(2).all(|pair| pair[0] <= pair[1]));
    // A twin is at no distance; who lacks a figure has none, and says which.
    assert_eq!((text(member(&rows[0], "code")), distances[0]), ("u05", 0.0));
    let missing: Vec<(&str, &str)> = list(member(&answer, "missing"))
        .iter()
        .map(|row| (text(member(row, "code")), text(member(row, "indicator"))))
        .collect();
    assert_eq!(missing, [("u01", "x3"), ("u06", "x1"), ("u09", "x5")]);
}

#[test]
fn units_that_tie_with_the_last_are_alike_too() {
    let csv = "code,year,x\na,2022,1\nb,2022,2\nc,2022,0\nd,2022,9\n";
    let framework = r#"{ "id": "one", "indicators": [{ "id": "x", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "x" }] },
        "steps": [{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }] }"#;
    let model =
        Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(framework).unwrap()).unwrap();
    let answer = ask(&model, "alike", r#"{ "unit": "a", "count": 1 }"#).unwrap();
    let codes: Vec<&str> = list(member(&answer, "rows")).iter().map(|row| text(member(row, "code"))).collect();
    assert_eq!(codes, ["b", "c"]);
}

#[test]
fn ranks_within_a_group() {
    let model = model();
    for group in ["a", "b"] {
        let answer = ask(&model, "within", &format!(r#"{{ "group": "{group}" }}"#)).unwrap();
        let expected: Vec<_> = golden("within").into_iter().filter(|row| row["group"] == group).collect();
        let rows = list(member(&answer, "rows"));
        assert_eq!((rows.len(), number(member(&answer, "size"))), (expected.len(), expected.len() as f64));
        for row in rows {
            let own = expected.iter().find(|own| own["code"] == text(member(row, "code"))).unwrap();
            close(member(row, "rank"), &own["rank"], &own["code"]);
            close(member(row, "score"), &own["score"], &own["code"]);
        }
        let mut scores: Vec<f64> = expected.iter().map(|row| row["score"].parse().unwrap()).collect();
        scores.sort_by(f64::total_cmp);
        let summary = &list(member(&answer, "summary"))[0];
        let n = scores.len();
        close(member(summary, "mean"), &(scores.iter().sum::<f64>() / n as f64).to_string(), "mean");
        close(member(summary, "median"), &((scores[(n - 1) / 2] + scores[n / 2]) / 2.0).to_string(), "median");
        assert_eq!(list(member(&answer, "summary")).len(), 6);
    }
    // A list in any order is the same group.
    let named = ask(&model, "within", r#"{ "group": "a" }"#).unwrap();
    let listed = ask(&model, "within", r#"{ "group": ["u12", "u00", "u09", "u06", "u00"] }"#).unwrap();
    assert_eq!(named, listed);
}

#[test]
fn a_unit_beside_its_group() {
    let answer = ask(&model(), "profile", r#"{ "unit": "u03", "group": "b" }"#).unwrap();
    let rows = list(member(&answer, "rows"));
    for (row, expected) in rows.iter().zip(golden("profile")) {
        assert_eq!(text(member(row, "indicator")), expected["indicator"]);
        for (ours, theirs) in [
            ("rank", "rank"),
            ("rank_all", "rank_all"),
            ("among", "among"),
            ("least", "least"),
            ("lower_quartile", "q1"),
            ("median", "median"),
            ("upper_quartile", "q3"),
            ("greatest", "greatest"),
        ] {
            close(member(row, ours), &expected[theirs], &format!("{}: {ours}", expected["indicator"]));
        }
    }
    // x1: first, with a twin, of 10; x4: second, with the twin, so that the tie reaches to the third place of 10.
    let marks: Vec<Json> = rows.iter().map(|row| member(row, "mark").clone()).collect();
    let strength = Json::Text("strength".to_owned());
    assert_eq!(marks, [strength, Json::Null, Json::Null, Json::Null, Json::Null]);
    assert_eq!(member(&answer, "strengths"), &Json::List(vec![Json::Text("x1".to_owned())]));
}

#[test]
fn a_unit_outside_of_the_group_is_ranked_as_if_it_joined() {
    let model = model();
    let outside = ask(&model, "profile", r#"{ "unit": "u00", "group": "b" }"#).unwrap();
    let joined: Vec<String> = list(member(&outside, "group")).iter().map(|code| text(code).to_owned()).collect();
    assert_eq!(member(&outside, "member"), &Json::Bool(false));
    let with = joined.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(",");
    let inside = ask(&model, "profile", &format!(r#"{{ "unit": "u00", "group": ["u00",{with}] }}"#)).unwrap();
    for (out, own) in list(member(&outside, "rows")).iter().zip(list(member(&inside, "rows"))) {
        assert_eq!(member(out, "rank"), member(own, "rank"));
        assert_eq!(member(out, "mark"), member(own, "mark"));
    }
}

#[test]
fn gaps_and_small_groups_have_reasons() {
    let model = model();
    let answer = ask(&model, "profile", r#"{ "unit": "u01", "group": ["u01", "u02", "u04"] }"#).unwrap();
    let rows = list(member(&answer, "rows"));
    let reason = |at: usize| text(member(&rows[at], "reason"));
    assert_eq!((reason(2), member(&rows[2], "rank")), ("not_published", &Json::Null));
    assert_eq!((reason(0), member(&rows[0], "mark")), ("too_few_units", &Json::Null));
}

#[test]
fn what_is_refused() {
    let model = model();
    for (word, request, expected) in [
        ("within", r#"{ "group": ["u03"] }"#, "bad_parameter $.group"),
        ("within", r#"{ "group": "east" }"#, "bad_parameter $.group"),
        ("within", r#"{ "group": "c" }"#, "bad_parameter $.group"),
        ("within", r#"{ "group": "u03,u04" }"#, "bad_parameter $.group"),
        ("within", r#"{ "group": ["u03", "x"] }"#, "unknown_unit $.group[1]"),
        ("within", r#"{ "group": 3 }"#, "bad_json $.group"),
        ("within", "{}", "bad_json "),
        ("within", r#"{ "group": { "alike": "u03", "count": 11 } }"#, "bad_parameter $.group.count"),
        ("profile", r#"{ "unit": "x" }"#, "unknown_unit $.unit"),
        ("profile", r#"{ "unit": "u03", "group": { "alike": "x" } }"#, "unknown_unit $.group.alike"),
        ("profile", r#"{ "unit": "u03", "period": "2021" }"#, "unknown_period $.period"),
        ("alike", r#"{ "unit": "u03", "count": 0 }"#, "bad_parameter $.count"),
        ("alike", r#"{ "unit": "u03", "count": 11 }"#, "bad_parameter $.count"),
        ("alike", r#"{ "unit": "u03", "by": ["x1", "x9"] }"#, "unknown_indicator $.by[1]"),
        ("alike", r#"{ "unit": "u01", "by": ["x3"] }"#, "bad_parameter $.by[0]"),
        ("tiers", "{}", "bad_parameter $.reference"),
        ("tiers", r#"{ "reference": "x" }"#, "unknown_unit $.reference"),
    ] {
        assert_eq!(code_and_place(&model, word, request), expected, "{word} {request}");
    }
    let hint = ask(&model, "within", r#"{ "group": "u03,u04" }"#).unwrap_err().hint.clone();
    assert!(hint.zh.contains("列表"), "{hint:?}");
}
