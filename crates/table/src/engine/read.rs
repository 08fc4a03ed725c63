//! The rows of a file as they were read, before polars has them.

use super::understood::TableNote;
use innodex_panel::panel::Unit;
use innodex_panel::period::Frequency;
use std::collections::BTreeMap;

/// The rows of a file, a vector a column, every row with unit and period.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// The units that occur.
    pub(super) units: Vec<Unit>,
    /// Which of them each row is about; none where the table has no units.
    pub(super) unit: Option<Vec<u32>>,
    /// The period of each row; none where the table has no periods.
    pub(super) period: Option<(Frequency, Vec<i32>)>,
    /// Further keys: name, words, and the number of the word of each row.
    pub(super) keys: Vec<Words>,
    /// The names of the rows' figures, where a column has them.
    pub(super) indicator: Option<Words>,
    /// Id, unit of measure, figures.
    pub(super) figures: Vec<(String, String, Vec<f64>)>,
    /// The unit of measure of figures that a column names.
    pub(super) measures: BTreeMap<String, String>,
    /// What single figures know: row, column of figures, and which of `said` it is.
    pub(super) notes: Vec<(usize, usize, u32)>,
    /// What their marks say.
    pub(super) said: Vec<TableNote>,
}

impl Rows {
    /// The word by which a row's figure is named, where a column names it.
    pub(super) fn word(&self, number: Option<u32>) -> Option<&str> {
        Some(&self.indicator.as_ref()?.words[number? as usize])
    }
}

/// A column of words.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) name: String,
    pub(super) words: Vec<String>,
    pub(super) numbers: Vec<u32>,
}
