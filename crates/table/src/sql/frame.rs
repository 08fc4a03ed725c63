//! A table on its way through the plan: the CTE that has its rows, and what is known of its columns.

use super::Writer;
use crate::plan::Territories;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// What the steps call the column of the units.
pub(super) const UNIT: &str = "unit";
/// What the steps call the column of the periods.
pub(super) const PERIOD: &str = "period";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Codes of units.
    Unit,
    /// Ordinals of periods.
    Period,
    /// Words.
    Word,
    /// Figures.
    Figure,
}

/// A key.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The column of the CTE.
    pub(super) column: String,
    /// The words that it may have, by their numbers.
    pub(super) words: Vec<usize>,
    /// Whether it has all of them for certain.
    pub(super) all: bool,
    /// Whether it may have others that nobody has seen.
    pub(super) open: bool,
    /// The column that has the same as truth values, where the database has it so.
    pub(super) truth: Option<String>,
}

/// Why figures of a column are missing where they are.
#[derive(Debug, Clone)]
pub(super) enum Why {
    /// For one reason, always.
    Always(Reason),
    /// As another column says.
    Column(String),
}

/// A figure.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) id: String,
    pub(super) measure: String,
    pub(super) source: String,
    pub(super) column: String,
    pub(super) why: Why,
    /// The checks that say whether it is there at all: a pivot makes a column of every word that there may be.
    pub(super) needs: Vec<usize>,
}

/// Rows of keys and figures.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The table that it began as.
    pub(super) name: String,
    /// The CTE that has the rows.
    pub(super) cte: String,
    pub(super) keys: Vec<Key>,
    pub(super) figures: Vec<Figure>,
    pub(super) territory: Territories,
    /// The unit of measure of figures that a key names, by its words.
    pub(super) measures: BTreeMap<String, String>,
    /// Whether no two rows have the same keys.
    pub(super) unique: bool,
    /// Whether it may still have all rows of a large table.
    pub(super) large: bool,
}

impl Figure {
    /// Why it is missing where it is, as SQL.
    pub(super) fn reason(&self, of: &str) -> String {
        let column = &self.column;
        match &self.why {
            Why::Always(reason) => format!("CASE WHEN {of}.{column} IS NULL THEN '{}' END", reason.id()),
            Why::Column(reason) => format!("{of}.{reason}"),
        }
    }

    /// The same where it is known to be missing.
    pub(super) fn reason_of_missing(&self, of: &str) -> String {
        match &self.why {
            Why::Always(reason) => format!("'{}'", reason.id()),
            Why::Column(reason) => format!("{of}.{reason}"),
        }
    }

    /// Its columns.
    pub(super) fn columns(&self) -> Vec<String> {
        let reason = match &self.why {
            Why::Always(_) => None,
            Why::Column(reason) => Some(reason.clone()),
        };
        std::iter::once(self.column.clone()).chain(reason).collect()
    }
}

impl Frame {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|k| k.name.as_str()).chain(self.figures.iter().map(|f| f.id.as_str()))
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    pub(super) fn is_key(&self, name: &str) -> bool {
        self.keys.iter().any(|k| k.name == name)
    }

    pub(super) fn key(&self, name: &str) -> Result<&Key> {
        self.keys.iter().find(|k| k.name == name).ok_or_else(|| self.unknown(name))
    }

    pub(super) fn kind(&self, name: &str) -> Result<Kind> {
        let key = self.keys.iter().find(|k| k.name == name).map(|k| k.kind);
        let figure = || self.figures.iter().any(|f| f.id == name).then_some(Kind::Figure);
        key.or_else(figure).ok_or_else(|| self.unknown(name))
    }

    /// A figure that a step names: it has to be there.
    pub(super) fn figure(&self, id: &str, writer: &mut Writer<'_>) -> Result<Figure> {
        let figure = self.figures.iter().find(|f| f.id == id).ok_or_else(|| self.unknown(id))?;
        writer.needs(&figure.needs, &self.unknown(id));
        Ok(figure.clone())
    }

    /// Refuses a name that stands already.
    pub(super) fn is_new(&self, name: &str) -> Result<()> {
        match self.knows(name) || name.is_empty() {
            true => Err(duplicate(name)),
            false => Ok(()),
        }
    }

    /// Refuses two columns of one name.
    pub(super) fn distinct(&self) -> Result<()> {
        let names: Vec<&str> = self.names().collect();
        match (1..names.len()).find(|at| names[..*at].contains(&names[*at])) {
            Some(at) => Err(duplicate(names[at])),
            None => Ok(()),
        }
    }

    fn unknown(&self, name: &str) -> Error {
        let known: Vec<&str> = self.names().take(30).collect();
        Error::new(
            Code::UnknownColumn,
            "",
            Text::new(format!("表中没有“{name}”列。"), format!("The table has no column \"{name}\".")),
            Text::new(format!("可用的有：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
        )
    }

    /// The columns of the keys, each behind the name of the CTE.
    pub(super) fn key_columns(&self, of: &str) -> Vec<String> {
        self.keys.iter().map(|k| format!("{of}.{}", k.column)).collect()
    }

    /// All columns, each behind the name of the CTE.
    pub(super) fn columns(&self, of: &str) -> Vec<String> {
        let truths = self.keys.iter().filter_map(|k| k.truth.clone());
        let others = truths.chain(self.figures.iter().flat_map(|f| f.columns())).map(|column| format!("{of}.{column}"));
        self.key_columns(of).into_iter().chain(others).collect()
    }

    /// Some keys are no longer sure to have all their words, but for one.
    pub(super) fn fewer_rows(&mut self, but: &str) {
        self.keys.iter_mut().filter(|k| k.name != but).for_each(|k| k.all = false);
    }
}

fn duplicate(name: &str) -> Error {
    Error::new(
        Code::DuplicateColumn,
        "",
        Text::new(format!("列名“{name}”重复。"), format!("Two columns are named \"{name}\".")),
        Text::new("请换一个名称。", "Take another name."),
    )
}

/// An error of a kind that only words tell apart.
pub(super) fn refused(zh: &str, en: &str, hint_zh: &str, hint_en: &str) -> Error {
    Error::new(Code::BadParameter, "", Text::new(zh, en), Text::new(hint_zh, hint_en))
}
