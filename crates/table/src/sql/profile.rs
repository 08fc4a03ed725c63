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
    /// What is asked of columns of a table that has more rows than a sample.
    pub columns: Vec<Asked>,
}

/// The questions about one column.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its number.
    pub column: f64,
    /// Its different words are asked for where there are no more than so many.
    pub most: f64,
    /// How many different words it has, about.
    pub about: String,
    /// Each different word with the number of its rows, and the cells of one of them.
    pub words: String,
    /// Where there are more words: the cells that are no plain numbers, as many as words at most.
    pub odd: Option<String>,
}

json::shown!(Profile { rows, sample, count, columns });
json::shown!(Asked { column, most, about, words, odd });

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
        let asked = columns.iter().enumerate().filter(|(_, column)| is_asked(column));
        let raw = |column: &Column| format!("s.{}", dialect.quoted(&column.name));
        let text = |(at, column): (usize, &Column)| format!("{} AS c{at}", text(&raw(column), column.holds, dialect));
        let named: Vec<String> = columns.iter().enumerate().map(text).collect();
        Profile {
            rows: format!("SELECT {} FROM {relation} AS s LIMIT {}", list(&named), SAMPLE + 1),
            sample: SAMPLE as f64,
            count: format!("SELECT COUNT(*) FROM {relation} AS s"),
            columns: asked.map(|(at, _)| Asked::of(at, relation, columns, dialect)).collect(),
        }
    }
}

impl Asked {
    fn of(at: usize, relation: &str, columns: &[Column], dialect: Dialect) -> Asked {
        let column = &columns[at];
        let raw = format!("s.{}", dialect.quoted(&column.name));
        let distinct = match dialect {
            Dialect::Postgres => format!("COUNT(DISTINCT {raw})"),
            Dialect::Duckdb | Dialect::Spark => format!("APPROX_COUNT_DISTINCT({raw})"),
        };
        // One row of each word, as it is; as text once it is one of few.
        let (row, cells) = row(columns, dialect);
        let words = |condition: &str, limit: &str| {
            format!(
                "SELECT {} AS word, x.n AS n, {cells} AS cells FROM (SELECT MIN({raw}) AS word, COUNT(*) AS n, {row} AS cells FROM {relation} AS s{condition} GROUP BY {raw}{limit}) AS x",
                text("x.word", column.holds, dialect)
            )
        };
        let odd = || words(&format!(" WHERE {}", no_number(&raw, dialect)), &format!(" LIMIT {}", MOST_WORDS + 1));
        Asked {
            column: at as f64,
            most: if column.holds == Kind::Exact { MOST_NUMBERS } else { MOST_WORDS } as f64,
            about: format!("SELECT {distinct} FROM {relation} AS s"),
            words: words("", ""),
            odd: (column.holds == Kind::Text).then(odd),
        }
    }
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

/// One row of a group `s`, and the list of its cells where it is `x.cells`.
fn row(columns: &[Column], dialect: Dialect) -> (String, String) {
    let raw = |column: &Column| format!("s.{}", dialect.quoted(&column.name));
    let raws: Vec<String> = columns.iter().map(raw).collect();
    let cells = |cell: &dyn Fn(usize) -> String| {
        let of = |(at, column): (usize, &Column)| text(&cell(at), column.holds, dialect);
        list(&columns.iter().enumerate().map(of).collect::<Vec<_>>())
    };
    match dialect {
        Dialect::Duckdb => {
            (format!("ANY_VALUE(ROW({}))", list(&raws)), format!("[{}]", cells(&|at| format!("x.cells[{}]", at + 1))))
        }
        Dialect::Spark => {
            let named: Vec<String> = raws.iter().enumerate().map(|(at, raw)| format!("'c{at}', {raw}")).collect();
            let cells = cells(&|at| format!("x.cells.c{at}"));
            (format!("FIRST(NAMED_STRUCT({}))", list(&named)), format!("ARRAY({cells})"))
        }
        Dialect::Postgres => {
            let cells = cells(&|at| raws[at].clone());
            (format!("(ARRAY_AGG(ARRAY[{cells}]::text[]))[1:1]"), "x.cells".to_owned())
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
