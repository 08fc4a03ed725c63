//! The rows of a file as they were read, before polars has them.

use innodex_panel::panel::Unit;
use innodex_panel::period::{Frequency, Period};
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
    /// What single figures know: row, column of figures, note.
    pub(super) notes: Vec<(usize, usize, String)>,
}

/// A note of a single figure, by unit, period and indicator.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    pub(super) unit: String,
    pub(super) period: String,
    pub(super) indicator: String,
    pub(super) value: f64,
    pub(super) note: String,
}

impl Rows {
    /// The notes of single figures, by what the panel will call them.
    pub(super) fn noted(&self) -> Vec<Noted> {
        let of = |(at, column, note): &(usize, usize, String)| {
            let unit = &self.units[self.unit.as_ref()?[*at] as usize].code;
            let (frequency, ordinals) = self.period.as_ref()?;
            let (id, _, values) = &self.figures[*column];
            let word = self.indicator.as_ref().map(|names| names.words[names.numbers[*at] as usize].as_str());
            let indicator = match word {
                Some(word) if self.figures.len() == 1 => word.to_owned(),
                Some(word) => format!("{word} {id}"),
                None => id.clone(),
            };
            let period = Period::of(*frequency, ordinals[*at]).to_string();
            Some(Noted { unit: unit.clone(), period, indicator, value: values[*at], note: note.clone() })
        };
        self.notes.iter().filter_map(of).collect()
    }
}

/// A column of words.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) name: String,
    pub(super) words: Vec<String>,
    pub(super) numbers: Vec<u32>,
}
