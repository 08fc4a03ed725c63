//! A table of a database as it was understood: what its columns are and what their words mean. `resolve.rs` finds that out
//! of the answers to the profile queries; as JSON it goes from one module to the other.

use crate::plan::Territories;
use crate::understood::Remark;
use innodex_panel::json::{self, Members};
use innodex_panel::panel::Unit;
use innodex_panel::period::Frequency;
use serde::Serialize;

/// A table that a plan reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the plan calls it.
    pub name: String,
    /// What the database calls it: SQL.
    pub relation: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where units are looked up.
    pub territory: Territories,
    /// The source that the lines beside the table state.
    pub source: String,
    /// Whether no two rows have the same keys.
    pub unique: bool,
    /// Whether it was looked at entirely: it has not many rows.
    pub complete: bool,
    /// The kind of its periods.
    pub frequency: Option<Frequency>,
    /// The units that it has.
    pub units: Vec<Unit>,
    /// Whom a row is about.
    pub unit: Option<Lookup>,
    /// The ordinals of periods. Columns that are periods have theirs themselves.
    pub period: Option<Lookup>,
    /// Further keys.
    pub keys: Vec<Key>,
    /// The names of the rows' figures.
    pub indicator: Option<Key>,
    /// The figures.
    pub figures: Vec<Cells>,
    /// The unit of measure of figures that a key names.
    pub measures: Members<String>,
}

/// A column of the database.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Kind,
    /// Whether there is white space around some of its words.
    pub padded: bool,
}

/// What a column of a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words; numbers as words too.
    Text,
    /// Whole numbers, or decimals of fixed length.
    Exact,
    /// Floating-point numbers, of which some may be none (NaN).
    Float,
    /// Truth values.
    Truth,
    /// Something else, such as dates.
    Other,
}

/// What words mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookup {
    /// The columns that have the words; none where all rows mean the same.
    pub columns: Vec<String>,
    /// What each says.
    pub words: Vec<Meant>,
}

/// What a word means, or words side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Meant {
    /// As it is written.
    pub written: Vec<String>,
    /// As it is meant; nothing where rows that say so are set apart.
    pub meant: Option<String>,
}

/// A key other than unit and period.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// The columns whose words, one behind the other, are its words.
    pub columns: Vec<String>,
    /// All its words, in the order in which they were met.
    pub words: Vec<String>,
    /// Those that only stand in rows that are set apart.
    pub apart: Vec<String>,
    /// Whether these are all its words.
    pub complete: bool,
}

/// A column of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// The id of the figure.
    pub id: String,
    /// Its unit of measure.
    pub measure: String,
    /// The column.
    pub column: String,
    /// Cells that are not a plain number as written.
    pub odd: Vec<Odd>,
    /// The ordinal of the period that the column is of, where columns are periods.
    pub period: Option<f64>,
}

/// A cell that is not a plain number as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Odd {
    /// As it is written.
    pub written: String,
    /// The number that it is; none where it stands for a missing figure.
    pub number: Option<f64>,
}

json::words!(Kind { Text = "text", Exact = "exact", Float = "float", Truth = "truth", Other = "other" });
json::readable!(Table {
    name,
    relation,
    columns,
    territory,
    source,
    unique,
    complete,
    frequency,
    units,
    unit,
    period,
    keys,
    indicator,
    figures,
    measures
});
json::shown!(Table {
    name,
    relation,
    columns,
    territory,
    source,
    unique,
    complete,
    frequency,
    units,
    unit,
    period,
    keys,
    indicator,
    figures,
    measures
});
json::readable!(Column { name, holds, padded = false });
json::shown!(Column { name, holds, padded });
json::readable!(Lookup { columns, words });
json::shown!(Lookup { columns, words });
json::readable!(Meant { written, meant });
json::shown!(Meant { written, meant });
json::readable!(Key { name, columns, words, apart, complete });
json::shown!(Key { name, columns, words, apart, complete });
json::readable!(Cells { id, measure, column, odd, period });
json::shown!(Cells { id, measure, column, odd, period });
json::readable!(Odd { written, number });
json::shown!(Odd { written, number });

/// The tables of a plan, with what is to be said of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    /// The tables, in the order of the plan.
    pub tables: Vec<Table>,
    /// What a reader should know.
    pub remarks: Vec<Remark>,
}

json::shown!(Tables { tables, remarks });

impl Table {
    /// Tables of JSON, as [`Tables`] shows them.
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn all_from_json(json: &str) -> innodex_panel::Result<Vec<Table>> {
        json::read(json)
    }

    /// A column by its name.
    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
