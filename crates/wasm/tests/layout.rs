//! What takes packed answers apart is that of today's layout.

#[path = "../examples/layout.rs"]
mod writer;

use innodex_wasm::layout::{Layout, Packed, JAVASCRIPT, PYTHON_COLUMNS, PYTHON_ROWS};
use std::path::Path;

#[test]
fn files_are_those_of_the_layout() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (path, text) in writer::files() {
        let there = std::fs::read_to_string(root.join(path)).unwrap();
        assert!(there == text, "{path} is stale: cargo run --package innodex-wasm --features ranking --example layout");
    }
}

fn all() -> impl Iterator<Item = Layout> {
    JAVASCRIPT.into_iter().chain(PYTHON_ROWS).chain(PYTHON_COLUMNS)
}

#[test]
fn every_count_is_a_number_of_the_head() {
    for layout in all() {
        let counts = layout.runs.iter().map(|run| run.count).chain(layout.rows);
        for count in counts {
            assert!(layout.head.iter().any(|field| field.name == count), "{}: {count}", layout.name);
        }
        assert!(!layout.row.is_empty() || !layout.runs.is_empty(), "{} has no rows", layout.name);
    }
}

#[test]
fn no_name_stands_twice() {
    for layout in all() {
        let mut names: Vec<&str> = layout.row.iter().map(|field| field.name).collect();
        names.extend(layout.runs.iter().map(|run| run.name));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{}", layout.name);
    }
}

#[test]
fn rows_are_packed_in_the_order_of_their_layout() {
    use innodex_wasm::layout::{packed, GrowthRow};
    let rows = [1.0, 5.0].map(|n| GrowthRow { to: n + 3.0, from: n + 2.0, reason: n + 1.0, value: n });
    assert_eq!(packed(rows), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    let names: Vec<&str> = GrowthRow::LAYOUT.row.iter().map(|field| field.name).collect();
    assert_eq!(names, ["value", "reason", "from", "to"]);
}
