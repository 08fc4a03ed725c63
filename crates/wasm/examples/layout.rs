//! Writes what takes packed answers apart (crates/wasm/src/layout.rs), in JavaScript and in Python.
//! `cargo run --package innodex-wasm --features ranking --example layout`, from the root of the repository.

use innodex::scenario::Why;
use innodex_wasm::layout::{Field, Kind, Layout, JAVASCRIPT, PYTHON_COLUMNS, PYTHON_ROWS};
use std::fs;

/// Every file that is written, with its text.
pub fn files() -> [(&'static str, String); 2] {
    [("www/api/layout.js", javascript()), ("python/innodex/_layout.py", python())]
}

#[allow(dead_code)] // the test takes the files only
fn main() -> std::io::Result<()> {
    files().iter().try_for_each(|(path, text)| fs::write(path, text))
}

const FROM: &str = "Made of crates/wasm/src/layout.rs by crates/wasm/examples/layout.rs; not to be edited.";

fn javascript() -> String {
    let why = [Why::Asked, Why::Part, Why::Total, Why::SameAs].map(|why| format!("\"{}\"", why.id())).join(", ");
    let mut text = format!(
        "/** Takes packed answers apart. {FROM} */

/** Why a figure moved, by number. @type {{import(\"./types.js\").Why[]}} */
const WHY = [{why}];

/** A missing figure as null. @param {{number}} value */
const orNull = (value) => (Number.isNaN(value) ? null : value);

/** A run of figures. @param {{Float64Array}} packed @param {{number}} from @param {{number}} to */
function figures(packed, from, to) {{
  const run = [];
  for (let at = from; at < to; at++) run.push(orNull(packed[at]));
  return run;
}}
"
    );
    JAVASCRIPT.iter().for_each(|layout| text += &reader(layout));
    text
}

/// The function that takes one packed answer apart by rows.
fn reader(layout: &Layout) -> String {
    let Layout { name, says, head, row, runs, rows } = *layout;
    let function = camel(name);
    let heads: Vec<&str> = head.iter().map(|field| field.name).collect();
    let first = head.len();
    let width = sum(row.len(), runs.iter().map(|run| run.count));
    let mut cells: Vec<String> = row
        .iter()
        .enumerate()
        .map(|(i, Field { name, kind })| format!("{name}: {}", number(*kind, &plus("at", i))))
        .collect();
    let mut from = plus("at", row.len());
    for run in runs {
        let to = format!("{from} + {}", run.count);
        let take = if run.kind == Kind::Figure {
            format!("figures(packed, {from}, {to})")
        } else {
            format!("packed.subarray({from}, {to})")
        };
        cells.push(format!("{}: {take}", run.name));
        from = to;
    }
    let end = match rows {
        Some(count) => format!("{first} + {} * {count}", row.len()),
        None => "packed.length".to_owned(),
    };
    let given = match heads.is_empty() {
        true => String::new(),
        false => format!("  const [{}] = packed;\n", heads.join(", ")),
    };
    // The counts of runs are for here only.
    let told: Vec<&str> =
        heads.into_iter().filter(|head| runs.iter().all(|run| run.count != *head) && rows != Some(*head)).collect();
    let rest = if rows.is_some() { ", rest: packed.subarray(end)" } else { "" };
    let answer = match (told.is_empty(), rest) {
        (true, "") => "rows".to_owned(),
        _ => format!("{{ {}rows{rest} }}", told.iter().map(|head| format!("{head}, ")).collect::<String>()),
    };
    format!(
        "
/** {} @param {{Float64Array}} packed */
export function {function}(packed) {{
{given}  const end = {end};
  const rows = [];
  for (let at = {first}; at < end; at += {width}) {{
    rows.push({{ {} }});
  }}
  return {answer};
}}
",
        says.trim(),
        cells.join(", ")
    )
}

/// How JavaScript reads a number.
fn number(kind: Kind, at: &str) -> String {
    match kind {
        Kind::Figure => format!("orNull(packed[{at}])"),
        Kind::Why => format!("WHY[packed[{at}]]"),
        _ => format!("packed[{at}]"),
    }
}

fn plus(name: &str, more: usize) -> String {
    match more {
        0 => name.to_owned(),
        more => format!("{name} + {more}"),
    }
}

fn sum<'a>(fixed: usize, counts: impl Iterator<Item = &'a str>) -> String {
    let fixed = (fixed > 0).then(|| fixed.to_string());
    fixed.into_iter().chain(counts.map(str::to_owned)).collect::<Vec<_>>().join(" + ")
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| text + &word[..1].to_uppercase() + &word[1..])
}

fn python() -> String {
    let mut text = format!(
        "\"\"\"Takes packed answers apart, by columns. {FROM}\"\"\"

from __future__ import annotations

from array import array
from typing import NamedTuple
"
    );
    for layout in PYTHON_ROWS {
        let width = layout.row.len();
        let columns = (0..width).map(|at| format!("packed[{at}::{width}]")).collect();
        text += &tuple(&layout, &[], "", columns);
    }
    for layout in PYTHON_COLUMNS {
        let [length, more] = layout.head else {
            unreachable!("a layout of columns says how long they are, and how many follow")
        };
        let (head, width) = (layout.head.len(), layout.row.len());
        let part = |at: usize| format!("packed[{head} + {at} * {0} : {head} + {1} * {0}]", length.name, at + 1);
        let mut columns: Vec<String> = (0..width).map(part).collect();
        columns.push(format!(
            "[packed[{head} + at * {0} : {head} + (at + 1) * {0}] for at in range({width}, {width} + {1})]",
            length.name, more.name
        ));
        let given = format!("    {}, {} = (int(count) for count in packed[:{head}])\n", length.name, more.name);
        text += &tuple(&layout, &[more.name], &given, columns);
    }
    text
}

/// A named tuple of columns, and the function that makes it.
fn tuple(layout: &Layout, more: &[&str], given: &str, columns: Vec<String>) -> String {
    let (name, says) = (layout.name, layout.says.trim());
    let class: String = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
    let safe = |name: &str| if name == "from" { "from_".to_owned() } else { name.to_owned() };
    let fields = layout.row.iter().map(|field| format!("    {}: array[float]\n", safe(field.name)));
    let fields: String = fields.chain(more.iter().map(|name| format!("    {name}: list[array[float]]\n"))).collect();
    let columns: String = columns.iter().map(|column| format!("        {column},\n")).collect();
    format!(
        "

class {class}(NamedTuple):
    \"\"\"{says}\"\"\"

{fields}

def {name}(packed: array[float]) -> {class}:
    \"\"\"The columns of a packed answer.\"\"\"
{given}    return {class}(
{columns}    )
"
    )
}
