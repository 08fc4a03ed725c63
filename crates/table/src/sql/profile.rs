//! What a database is asked about a table before a plan is written for it: some rows, and every different word of the
//! columns that have not too many. The answers go where a file's rows go, and are understood as they are.

use super::table::{Column, Kind};
use super::{list, Dialect};
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
    /// How many rows there are, then how many different words each of `columns` has, about.
    pub counts: String,
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
    /// Each different word with the number of its rows, and the cells of one of them.
    pub words: String,
    /// Where there are more words: the cells that are no plain numbers, as many as words at most.
    pub odd: Option<String>,
}

json::shown!(Profile { rows, sample, counts, columns });
json::shown!(Asked { column, most, words, odd });

impl Profile {
    /// The questions about a table of some columns.
    pub fn of(relation: &str, columns: &[Column], dialect: Dialect) -> Profile {
        let text = |column: &Column| cell(column, dialect);
        let texts: Vec<String> = columns.iter().map(text).collect();
        let named: Vec<String> = texts.iter().enumerate().map(|(at, text)| format!("{text} AS c{at}")).collect();
        let asked: Vec<(usize, &Column)> = columns.iter().enumerate().filter(|(_, c)| c.holds != Kind::Float).collect();
        let distinct = |(_, column): &(usize, &Column)| match dialect {
            Dialect::Postgres => format!("COUNT(DISTINCT {})", text(column)),
            Dialect::Duckdb | Dialect::Spark => {
                format!("APPROX_COUNT_DISTINCT(s.{})", dialect.quoted(&column.name))
            }
        };
        let counts: Vec<String> = std::iter::once("COUNT(*)".to_owned()).chain(asked.iter().map(distinct)).collect();
        Profile {
            rows: format!("SELECT {} FROM {relation} AS s LIMIT {}", list(&named), SAMPLE + 1),
            sample: SAMPLE as f64,
            counts: format!("SELECT {} FROM {relation} AS s", list(&counts)),
            columns: asked.iter().map(|(at, column)| Asked::of(*at, column, relation, &texts, dialect)).collect(),
        }
    }
}

impl Asked {
    fn of(at: usize, column: &Column, relation: &str, texts: &[String], dialect: Dialect) -> Asked {
        let raw = format!("s.{}", dialect.quoted(&column.name));
        let most = if column.holds == Kind::Exact { MOST_NUMBERS } else { MOST_WORDS };
        let row = row(texts, dialect);
        Asked {
            column: at as f64,
            most: most as f64,
            words: format!(
                "SELECT {} AS word, COUNT(*) AS n, {row} AS cells FROM {relation} AS s GROUP BY {raw}",
                cell(column, dialect).replacen(&raw, &format!("MIN({raw})"), 1)
            ),
            odd: (column.holds == Kind::Text).then(|| {
                let not_plain = no_number(&raw, dialect);
                format!(
                    "SELECT MIN({raw}) AS word, COUNT(*) AS n, {row} AS cells FROM {relation} AS s WHERE {not_plain} GROUP BY {raw} LIMIT {}",
                    MOST_WORDS + 1
                )
            }),
        }
    }
}

/// A cell as text.
fn cell(column: &Column, dialect: Dialect) -> String {
    let raw = format!("s.{}", dialect.quoted(&column.name));
    match column.holds {
        Kind::Text => raw,
        Kind::Exact | Kind::Other => format!("CAST({raw} AS {})", dialect.string()),
        // No number is no figure.
        Kind::Float => {
            format!("CAST(NULLIF(CAST({raw} AS {0}), CAST('NaN' AS {0})) AS {1})", dialect.double(), dialect.string())
        }
    }
}

/// The cells of one row of a group.
fn row(texts: &[String], dialect: Dialect) -> String {
    match dialect {
        Dialect::Duckdb => format!("ANY_VALUE([{}])", list(texts)),
        Dialect::Spark => format!("FIRST(ARRAY({}))", list(texts)),
        Dialect::Postgres => format!("(ARRAY_AGG(ARRAY[{}]::text[]))[1:1]", list(texts)),
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
