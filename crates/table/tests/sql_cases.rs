//! `build/sql/cases.json`: plans with their tables, what polars makes of them, and their SQL. `tests/python/test_sql.py` runs
//! the SQL on DuckDB and Spark, and holds the two together.

use crate::common::sql::{golden, measures, random, Case};
use innodex_panel::error::{Code, Problem};
use innodex_table::sql::{query, Column, Dialect, Kind};
use innodex_table::{resolve, run, File, Plan, Sample};
use serde_json::{json, Map, Value};

const DIALECTS: [Dialect; 3] = [Dialect::Duckdb, Dialect::Spark, Dialect::Postgres];

/// A file's rows as a database has them: text, nothing where there is none.
fn table(name: &str, file: &File) -> Value {
    let cells = |row: Vec<String>| row.into_iter().map(|cell| if cell.is_empty() { Value::Null } else { json!(cell) });
    let rows: Vec<Value> = file.rows().map(|row| cells(row).collect()).collect();
    json!({ "name": name, "columns": (0..file.header().len()).map(|c| format!("c{c} \"x")).collect::<Vec<_>>(), "rows": rows })
}

/// Whether it is said of the tables as they come together; the rest is said of one file.
fn is_said_in_sql(problem: &Problem) -> bool {
    problem.place.is_empty() && matches!(problem.code, Code::JoinUnmatched | Code::MixedMeasures)
}

/// What polars makes, or why it does not.
fn expected(plan: &Plan, files: &[File]) -> Value {
    match run(plan, &files.iter().collect::<Vec<_>>(), &mut |_| {}) {
        Err(error) => json!({ "code": error.code.id(), "place": error.place }),
        Ok(outcome) => {
            let panel = &outcome.panel;
            let values: Vec<Value> =
                panel.values().iter().map(|v| if v.is_nan() { Value::Null } else { json!(v) }).collect();
            json!({
                "units": panel.units().iter().map(|u| &u.code).collect::<Vec<_>>(),
                "periods": panel.periods().iter().map(ToString::to_string).collect::<Vec<_>>(),
                "indicators": panel.indicators().iter().map(|i| json!([i.id, i.unit])).collect::<Vec<_>>(),
                "values": values,
                "reasons": panel.reasons(),
                "said": outcome.remarks.iter().filter(|r| is_said_in_sql(&r.error)).count(),
            })
        }
    }
}

/// A file as a whole table of a database, all text.
fn sample<'a>(file: &'a File, name: &str, relation: String) -> Sample<'a> {
    let text = |c| Column { name: format!("c{c} \"x"), holds: Kind::Text, padded: false };
    let columns = (0..file.header().len()).map(text).collect();
    Sample { name: name.to_owned(), relation, columns, unknown: Vec::new(), file, complete: true }
}

/// The SQL of a case, or why there is none.
fn written(plan: &Plan, files: &[File], names: &[String]) -> Value {
    let files = || files.iter().zip(names);
    let mut by_dialect = Map::new();
    for dialect in DIALECTS {
        let samples: Vec<Sample> =
            files().map(|(file, name)| sample(file, name, dialect.relation(&format!("t {name}")))).collect();
        let made = resolve(plan, &samples).and_then(|tables| query(plan, &tables.tables, dialect));
        let shown = match made {
            Err(error) => json!({ "error": { "code": error.code.id(), "place": error.place } }),
            Ok(query) => serde_json::to_value(innodex_panel::json::Show::show(&query)).unwrap(),
        };
        by_dialect.insert(dialect.id().to_owned(), shown);
    }
    by_dialect.into()
}

fn made(case: &Case) -> Value {
    let plan = Plan::from_json(&case.plan).unwrap_or_else(|e| panic!("{}: {e}", case.name));
    let files: Vec<File> =
        case.files.iter().map(|(name, bytes)| File::read(name, bytes, &mut |_| {}).unwrap()).collect();
    let names: Vec<String> = case.names.clone();
    json!({
        "name": case.name,
        "tables": files.iter().zip(&names).map(|(file, name)| table(&format!("t {name}"), file)).collect::<Vec<_>>(),
        "expected": expected(&plan, &files),
        "queries": written(&plan, &files, &names),
    })
}

#[test]
fn plans_become_sql() {
    let cases: Vec<Value> = golden().iter().chain(&measures()).chain(&random(200)).map(made).collect();
    let folder = format!("{}/../../build/sql", env!("CARGO_MANIFEST_DIR"));
    std::fs::create_dir_all(&folder).unwrap();
    let lines: Vec<String> = cases.iter().map(Value::to_string).collect();
    std::fs::write(format!("{folder}/cases.json"), format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    let panels = cases.iter().filter(|case| case["expected"]["units"].is_array()).count();
    assert!(panels > 80, "{panels} of {} give a panel", cases.len());
    for case in &cases {
        let (expected, name) = (&case["expected"], &case["name"]);
        for dialect in DIALECTS {
            let query = &case["queries"][dialect.id()];
            // What is refused before a row is seen is refused for the same reason.
            if let Some(error) = query["error"].as_object() {
                assert_eq!((&error["code"], &error["place"]), (&expected["code"], &expected["place"]), "{name}");
            }
            let sql = query["sql"].as_str().unwrap_or_default();
            assert!(!sql.contains('\0'), "{name}");
        }
    }
}
