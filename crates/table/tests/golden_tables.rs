//! `golden/tables/made.json`: what plans make of tables natively. The same plans and files go through the package in Node
//! and in Chromium, which are held to this file.
//!
//! `INNODEX_BLESS=1 cargo test --package innodex-table golden_tables` writes it anew; the difference in git then shows what
//! changed.

use innodex_table::{run, File, Outcome, Plan};
use serde_json::{json, Map, Value};

const FOLDER: &str = "../../tests/golden/tables";

/// A file of a case: a fixture, or one that stands beside the golden file.
fn file(name: &str) -> File {
    let paths = [format!("../../tests/fixtures/raw/{name}"), format!("{FOLDER}/{name}")];
    let bytes = paths.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_else(|| panic!("no {name}"));
    File::read(name, &bytes, &mut |_| {}).unwrap()
}

/// Everything about an outcome, figures as numbers that read back to the same bits.
fn shown(outcome: &Outcome) -> Value {
    let about = outcome.about();
    let values: Vec<Value> = outcome.values().iter().map(|v| if v.is_nan() { Value::Null } else { json!(v) }).collect();
    json!({
        "units": about.units.iter().map(|u| &u.code).collect::<Vec<_>>(),
        "periods": about.periods,
        "indicators": about.indicators.iter().map(|i| json!([i.id, i.unit])).collect::<Vec<_>>(),
        "values": values,
        "reasons": outcome.reasons(),
        "remarks": about.remarks.iter().map(|r| json!([r.error.code, r.error.place])).collect::<Vec<_>>(),
        "set_apart": about.set_apart.iter().map(|a| json!([a.file, a.rows.len()])).collect::<Vec<_>>(),
    })
}

#[test]
fn plans_make_what_the_golden_file_says() {
    let cases: Map<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(format!("{FOLDER}/cases.json")).unwrap()).unwrap();
    let mut made = Map::new();
    for (name, case) in &cases {
        let files: Vec<File> = case["files"].as_array().unwrap().iter().map(|f| file(f.as_str().unwrap())).collect();
        let plan = Plan::from_json(&case["plan"].to_string()).unwrap();
        let outcome =
            run(&plan, &files.iter().collect::<Vec<_>>(), &mut |_| {}).unwrap_or_else(|e| panic!("{name}: {e}"));
        made.insert(name.clone(), shown(&outcome));
    }
    let lines: Vec<String> = made.iter().map(|(name, value)| format!("  {}: {value}", json!(name))).collect();
    let ours = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let golden = format!("{FOLDER}/made.json");
    if std::env::var_os("INNODEX_BLESS").is_some() {
        std::fs::write(&golden, &ours).unwrap();
    }
    let text = std::fs::read_to_string(&golden).unwrap_or_default();
    let golden: Map<String, Value> = serde_json::from_str(&text).expect("the golden file is there");
    assert_eq!(golden.len(), 6);
    for (name, value) in &made {
        let theirs = &golden[name];
        for part in ["units", "periods", "indicators", "reasons", "remarks", "set_apart"] {
            assert_eq!(value[part], theirs[part], "{name} {part}");
        }
        // Threads add the parts of a group in an order of their own: the last digit of a sum may differ.
        let pairs = value["values"].as_array().unwrap().iter().zip(theirs["values"].as_array().unwrap());
        for (at, (ours, theirs)) in pairs.enumerate() {
            match (ours.as_f64(), theirs.as_f64()) {
                (Some(a), Some(b)) => assert!((a - b).abs() <= 1e-12 * b.abs(), "{name} [{at}]: {a}, {b}"),
                other => assert_eq!(other, (None, None), "{name} [{at}]"),
            }
        }
    }
}
