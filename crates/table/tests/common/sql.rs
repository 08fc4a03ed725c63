//! Plans and tables for the tests of SQL: the golden ones, and random ones that are the same every time.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value};

/// A plan with its files.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    pub plan: String,
    /// What the plan calls the files.
    pub names: Vec<String>,
    /// Name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The golden tables.
pub fn golden() -> Vec<Case> {
    const FOLDER: &str = "../../tests/golden/tables";
    let text = std::fs::read_to_string(format!("{FOLDER}/cases.json")).unwrap();
    let cases: Map<String, Value> = serde_json::from_str(&text).unwrap();
    let read = |name: &str| {
        let paths = [format!("../../tests/fixtures/raw/{name}"), format!("{FOLDER}/{name}")];
        paths.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_else(|| panic!("no {name}"))
    };
    let case = |(name, case): (&String, &Value)| {
        let files: Vec<&str> = case["files"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
        let stem = |file: &str| file.trim_end_matches(".csv").to_owned();
        let sources = case["plan"]["sources"].as_object();
        let called = |file: &&str| {
            let is_it = |(name, source): &(&String, &Value)| source["file"] == **file || **name == stem(file);
            sources.and_then(|all| all.iter().find(is_it)).map_or_else(|| stem(file), |(name, _)| name.clone())
        };
        Case {
            name: name.clone(),
            plan: case["plan"].to_string(),
            names: files.iter().map(called).collect(),
            files: files.iter().map(|file| ((*file).to_owned(), read(file))).collect(),
        }
    };
    cases.iter().map(case).collect()
}

/// Tables in two units of measure that come together.
pub fn measures() -> Vec<Case> {
    let stack = r#"{ "sources": { "a": {}, "b": {} }, "from": "a", "steps": [{ "step": "stack", "with": "b" }] }"#;
    let grown = r#"{ "sources": { "a": {}, "b": { "steps": [{ "step": "filter", "column": "x", "present": true }] } }, "from": "a",
        "steps": [{ "step": "stack", "with": "b" }, { "step": "growth", "id": "g", "column": "x", "rate": "simple" }] }"#;
    let plain = r#"{ "sources": { "a": {}, "b": {} } }"#;
    let units = [
        ("亿元", "万元"),
        ("万元", "亿元"),
        ("元/人", "万元/人"),
        ("亿元", "1e8 yuan"),
        ("亿元", "人"),
        ("亿元", "点"),
    ];
    let case = |name: &str, plan: &str, (above, below): (&str, &str)| {
        let one = format!("地区,年份,x（{above}）,y（人）\n湖北,2021,1160.7,1\n湖南,2021,,2\n");
        let two = format!("地区,年份,x（{below}）,y（人）\n湖北,2022,12345678.9,3\n湖南,2022,1e306,4\n河南,2022,,5\n");
        Case {
            name: format!("{name} {above} {below}"),
            plan: plan.to_owned(),
            names: vec!["a".to_owned(), "b".to_owned()],
            files: vec![("a.csv".to_owned(), one.into_bytes()), ("b.csv".to_owned(), two.into_bytes())],
        }
    };
    let plans = [("stacked", stack), ("stacked growth", grown), ("together", plain)];
    plans.iter().flat_map(|(name, plan)| units.map(|units| case(name, plan, units))).collect()
}

const UNITS: [&str; 5] = ["北京", "湖北", "湖南", "广东", "全国"];
/// Words that would end a quotation, a comment or a variable, if they could.
const WORDS: [&str; 5] = ["a", "b'; DROP TABLE t; --", "c\"d", "e\\f ${g}", "合计"];

type Record = (usize, i32, usize, Option<i32>, Option<i32>);

fn records() -> impl Strategy<Value = Vec<Record>> {
    let figure = || proptest::option::weighted(0.85, -50..200_i32);
    // Always two rows of one key, so that the table is one of records.
    prop::collection::vec((0..5_usize, 2018..2023_i32, 0..5_usize, figure(), figure()), 1..60)
        .prop_map(|rows| rows.iter().chain(&rows[..1]).copied().collect())
}

fn csv(header: &str, rows: &[Record]) -> Vec<u8> {
    let cell = |x: &Option<i32>| x.map_or(String::new(), |x| (f64::from(x) / 10.0).to_string());
    let quoted = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
    let line = |(u, y, w, a, b): &Record| format!("{},{y},{},{},{}\n", UNITS[*u], quoted(WORDS[*w]), cell(a), cell(b));
    format!("{header}\n{}", rows.iter().map(line).collect::<String>()).into_bytes()
}

fn figure() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["sales", "staff"])
}

/// The steps before the rows are grouped.
fn early() -> impl Strategy<Value = Vec<String>> {
    let step = prop_oneof![
        Just(r#"{ "step": "filter", "column": "sector", "not": "合计" }"#.to_owned()),
        Just(r#"{ "step": "filter", "column": "sector", "is": ["a", "c\"d", "e\\f ${g}"] }"#.to_owned()),
        (2018..2022_i32).prop_map(|y| format!(r#"{{ "step": "filter", "column": "period", "from": {y} }}"#)),
        (2019..2023_i32)
            .prop_map(|y| format!(r#"{{ "step": "filter", "column": "period", "to": "{y}", "not": 2019 }}"#)),
        Just(r#"{ "step": "filter", "column": "unit", "not": ["湖北", "44"] }"#.to_owned()),
        (figure(), -5..10_i32).prop_map(|(f, n)| format!(r#"{{ "step": "filter", "column": "{f}", "from": {n} }}"#)),
        figure().prop_map(|f| format!(r#"{{ "step": "filter", "column": "{f}", "present": true, "not": 3.5 }}"#)),
        figure().prop_map(|f| format!(r#"{{ "step": "filter", "column": "{f}", "not": [1, 2.5] }}"#)),
        Just(r#"{ "step": "stack", "with": "more" }"#.to_owned()),
        Just(r#"{ "step": "join", "with": "prices", "on": ["unit", "period"] }"#.to_owned()),
        Just(r#"{ "step": "join", "with": "prices", "how": "inner" }"#.to_owned()),
    ];
    prop::collection::vec(step, 0..3)
}

/// The steps of one row for each key.
fn late() -> impl Strategy<Value = Vec<String>> {
    let ties = prop::sample::select(vec!["competition", "modified", "dense", "ordinal", "fractional"]);
    let rate = prop::sample::select(vec!["simple", "log", "symmetric", "difference"]);
    let over = prop::sample::select(vec![r#""over": ["period"],"#, r#""over": [],"#, "", r#""over": ["unit"],"#]);
    let step = prop_oneof![
        Just(r#"{ "step": "ratio", "id": "ID", "numerator": "sales", "denominator": "staff" }"#.to_owned()),
        Just(
            r#"{ "step": "ratio", "id": "ID", "numerator": "staff", "denominator": "sales", "scale": 100 }"#.to_owned()
        ),
        (rate, figure(), 1..3_usize).prop_map(|(rate, f, lag)| format!(
            r#"{{ "step": "growth", "id": "ID", "column": "{f}", "rate": "{rate}", "lag": {lag} }}"#
        )),
        (ties, figure(), over, prop::sample::select(vec![1, -1])).prop_map(|(ties, f, over, direction)| format!(
            r#"{{ "step": "rank", "id": "ID", "column": "{f}", {over} "ties": "{ties}", "direction": {direction} }}"#
        )),
        Just(r#"{ "step": "join", "with": "prices" }"#.to_owned()),
        Just(r#"{ "step": "rename", "columns": { "sales": "staff", "staff": "sales" } }"#.to_owned()),
    ];
    prop::collection::vec(step, 0..5)
}

fn grouped() -> impl Strategy<Value = String> {
    let summary = || prop::sample::select(vec!["sum", "mean", "min", "max", "count"]);
    let by = prop::sample::select(vec![
        r#"["unit", "period", "sector"]"#,
        r#"["unit", "period"]"#,
        r#"["sector", "period", "unit"]"#,
    ]);
    (by, any::<bool>(), summary(), summary()).prop_map(|(by, skip, a, b)| {
        format!(
            r#"{{ "step": "group_by", "by": {by}, "skip_missing": {skip}, "figures": {{ "sales": {{ "{a}": "sales" }}, "staff": {{ "{b}": "staff" }} }} }}"#
        )
    })
}

fn plan() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec![
        r#"{ "step": "pivot", "names": "sector" }"#,
        r#"{ "step": "pivot", "names": "sector" }"#,
        r#"{ "step": "pivot", "names": "sector", "values": ["sales"] }"#,
        r#"{ "step": "group_by", "by": ["unit", "period"], "figures": { "sales": { "sum": "sales" } } }"#,
    ]);
    (early(), proptest::option::weighted(0.95, grouped()), late(), end, 0..12_u8).prop_map(|(early, group, late, end, odd)| {
        let numbered = late.iter().enumerate().map(|(at, step)| step.replace("ID", &format!("id{at}")));
        // What has no sectors any more needs no pivot; now and then it is asked for all the same.
        let has = group.as_ref().is_none_or(|group| group.contains("\"sector\"]") || group.contains("[\"sector\""));
        let end = Some(end.to_owned()).filter(|_| has != (odd == 0));
        let steps: Vec<String> = early.into_iter().chain(group).chain(numbered).chain(end).collect();
        format!(
            r#"{{ "sources": {{ "t": {{ "columns": {{ "sector": "key", "sales": "figure", "staff": "figure" }} }},
                "more": {{ "columns": {{ "sector": "key", "sales": "figure", "profit": "figure" }} }}, "prices": {{}} }},
                "from": "t", "steps": [{}] }}"#,
            steps.join(",")
        )
    })
}

/// So many random plans with their tables.
pub fn random(cases: usize) -> Vec<Case> {
    let mut runner = TestRunner::deterministic();
    let prices = prop::collection::btree_map((0..4_usize, 2018..2023_i32), 1..9_i32, 1..20);
    let strategy = (plan(), records(), records(), prices);
    let mut draw = |at: usize| {
        let (plan, rows, more, prices) = strategy.new_tree(&mut runner).unwrap().current();
        let prices: String = prices.iter().map(|((u, y), p)| format!("{},{y},{p}\n", UNITS[*u])).collect();
        Case {
            name: format!("random {at}"),
            plan,
            names: ["t", "more", "prices"].map(str::to_owned).to_vec(),
            files: vec![
                ("t.csv".to_owned(), csv("province,year,sector,sales,staff", &rows)),
                ("more.csv".to_owned(), csv("province,year,sector,sales,profit", &more)),
                ("prices.csv".to_owned(), format!("province,year,price\n{prices}").into_bytes()),
            ],
        }
    };
    (0..cases).map(&mut draw).collect()
}
