//! What a database is asked about a table before a plan is written for it: some rows, and every different word of the
//! columns that have not too many. The answers go where a file's rows go, and are understood as they are.

use super::table::{Column, Kind};
use super::{list, Dialect};
use crate::plan::{Plan, Role};
use innodex_panel::json;

/// So many rows are looked at; a table that has no more is known entirely.
pub const SAMPLE: usize = 10_000;
/// A column of words that has more different ones is none of units, periods or keys.
pub const MOST_WORDS: usize = 50_000;
/// A column of numbers that has more different ones is one of figures.
pub const MOST_NUMBERS: usize = 2_000;

/// The questions about one table.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The first rows as text, one more than a sample has.
    pub rows: String,
    /// How many rows a sample has.
    pub sample: f64,
    /// How many rows there are.
    pub count: String,
    /// How many different words each of `columns` has, about, in one go: where the database has to go through all rows before
    /// it can tell that there are too many.
    pub about: Option<String>,
    /// What is asked of columns of a table that has more rows than a sample.
    pub columns: Vec<Asked>,
}

/// The questions about one column.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its number.
    pub column: f64,
    /// Its different words are wanted where there are no more than so many.
    pub most: f64,
    /// Its different words; of more than `most` one more.
    pub words: String,
    /// Where there are more words: those that are no plain numbers, as many as words at most.
    pub odd: Option<String>,
}

json::shown!(Profile { rows, sample, count, about, columns });
json::shown!(Asked { column, most, words, odd });

impl Profile {
    /// The questions about a table that a plan calls so, of some columns.
    pub fn of(plan: &Plan, name: &str, relation: &str, columns: &[Column], dialect: Dialect) -> Profile {
        let mut keys = plan.keys();
        keys.extend(plan.renamed());
        let roles = plan.sources.get(name).map(|source| &source.columns);
        let is_asked = |column: &Column| match roles.and_then(|roles| roles.get(&column.name)) {
            Some(Role::LeftOut) => false,
            Some(Role::Figure) => column.holds == Kind::Text,
            // Of a key that no step names the rows' sample says enough.
            Some(Role::Key) => keys.contains(&column.name.as_str()),
            _ => column.holds != Kind::Float,
        };
        let asked: Vec<usize> = (0..columns.len()).filter(|at| is_asked(&columns[*at])).collect();
        let text = |(at, column): (usize, &Column)| format!("{} AS c{at}", cell(column, dialect));
        let named: Vec<String> = columns.iter().enumerate().map(text).collect();
        let about = |at: &usize| format!("APPROX_COUNT_DISTINCT({})", raw(&columns[*at], dialect));
        let abouts: Vec<String> = asked.iter().map(about).collect();
        let wanted = dialect == Dialect::Spark && !asked.is_empty();
        Profile {
            rows: format!("SELECT {} FROM {relation} AS s LIMIT {}", list(&named), SAMPLE + 1),
            sample: SAMPLE as f64,
            count: format!("SELECT COUNT(*) FROM {relation} AS s"),
            about: wanted.then(|| format!("SELECT {} FROM {relation} AS s", list(&abouts))),
            columns: asked.into_iter().map(|at| Asked::of(at, relation, &columns[at], dialect)).collect(),
        }
    }
}

impl Asked {
    fn of(at: usize, relation: &str, column: &Column, dialect: Dialect) -> Asked {
        let raw = raw(column, dialect);
        let most = if column.holds == Kind::Exact { MOST_NUMBERS } else { MOST_WORDS };
        // As text once it is one of few.
        let words = |condition: &str, limit: usize| {
            format!(
                "SELECT {} AS word FROM (SELECT DISTINCT {raw} AS word FROM {relation} AS s{condition} LIMIT {limit}) AS x",
                text("x.word", column.holds, dialect)
            )
        };
        let odd = || words(&format!(" WHERE {}", no_number(&raw, dialect)), MOST_WORDS + 1);
        Asked {
            column: at as f64,
            most: most as f64,
            words: words("", most + 1),
            odd: (column.holds == Kind::Text).then(odd),
        }
    }
}

/// One row of each of some words of a column, its cells as text in one list.
pub fn rows_of(relation: &str, columns: &[Column], of: usize, words: &[Option<String>], dialect: Dialect) -> String {
    let column = &columns[of];
    let there: Vec<String> = words.iter().flatten().map(|word| dialect.text(word)).collect();
    let written = cell(column, dialect);
    let named = (!there.is_empty()).then(|| format!("{written} IN ({})", list(&there)));
    let none = words.contains(&None).then(|| format!("{written} IS NULL"));
    let either: Vec<String> = named.into_iter().chain(none).collect();
    one_of_each(relation, columns, &[of], &format!(" WHERE {}", either.join(" OR ")), dialect)
}

/// One row of each combination of words that some columns have, its cells as text in one list, as many as words at most.
pub fn combinations(relation: &str, columns: &[Column], of: &[usize], dialect: Dialect) -> String {
    format!("{} LIMIT {}", one_of_each(relation, columns, of, "", dialect), MOST_WORDS + 1)
}

fn one_of_each(relation: &str, columns: &[Column], by: &[usize], condition: &str, dialect: Dialect) -> String {
    let by = list(&by.iter().map(|at| raw(&columns[*at], dialect)).collect::<Vec<_>>());
    let raws = || columns.iter().map(|column| raw(column, dialect));
    let cells = |of: &dyn Fn(usize) -> String| {
        let cell = |(at, column): (usize, &Column)| text(&of(at), column.holds, dialect);
        list(&columns.iter().enumerate().map(cell).collect::<Vec<_>>())
    };
    // Cells become text once they are those of one row of many.
    let (row, cells) = match dialect {
        Dialect::Postgres => {
            let cells = list(&columns.iter().map(|column| cell(column, dialect)).collect::<Vec<_>>());
            let from = format!("FROM {relation} AS s{condition} ORDER BY {by}");
            return format!("SELECT DISTINCT ON ({by}) ARRAY[{cells}]::text[] AS cells {from}");
        }
        Dialect::Duckdb => {
            let row = format!("ANY_VALUE(ROW({}))", list(&raws().collect::<Vec<_>>()));
            (row, format!("[{}]", cells(&|at| format!("x.cells[{}]", at + 1))))
        }
        Dialect::Spark => {
            let named: Vec<String> = raws().enumerate().map(|(at, raw)| format!("'c{at}', {raw}")).collect();
            let row = format!("FIRST(NAMED_STRUCT({}))", list(&named));
            (row, format!("ARRAY({})", cells(&|at| format!("x.cells.c{at}"))))
        }
    };
    format!("SELECT {cells} AS cells FROM (SELECT {row} AS cells FROM {relation} AS s{condition} GROUP BY {by}) AS x")
}

fn raw(column: &Column, dialect: Dialect) -> String {
    format!("s.{}", dialect.quoted(&column.name))
}

/// A column's cell as text.
fn cell(column: &Column, dialect: Dialect) -> String {
    text(&raw(column, dialect), column.holds, dialect)
}

/// A cell as text.
fn text(raw: &str, holds: Kind, dialect: Dialect) -> String {
    match holds {
        Kind::Text => raw.to_owned(),
        Kind::Exact | Kind::Truth | Kind::Other => format!("CAST({raw} AS {})", dialect.string()),
        // No number is no figure.
        Kind::Float => {
            format!("CAST(NULLIF(CAST({raw} AS {0}), CAST('NaN' AS {0})) AS {1})", dialect.double(), dialect.string())
        }
    }
}

/// Whether a cell is something other than a plain number.
fn no_number(raw: &str, dialect: Dialect) -> String {
    const PLAIN: &str = "^-?[0-9]+([.][0-9]*)?([eE][+-]?[0-9]+)?$";
    let pattern = format!("'{PLAIN}'");
    match dialect {
        Dialect::Duckdb => format!("NOT regexp_matches({raw}, {pattern})"),
        // $ would be read as the begin of a variable only before a brace.
        Dialect::Spark => format!("NOT ({raw} RLIKE {pattern})"),
        Dialect::Postgres => format!("{raw} !~ {pattern}"),
    }
}
