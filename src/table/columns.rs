//! The cells of a column: words of a dictionary, or figures where there are too many different ones.

use super::words::Words;
use crate::panel::plain_number;
use std::borrow::Cow;

/// From so many different words on a column of numbers is kept as numbers.
const MANY: usize = 4096;

/// One column, a cell a row, without the spaces around.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    /// Every different word once, and its number in each row.
    Words {
        /// The number of the word in each row.
        numbers: Vec<u32>,
        /// The words.
        words: Words,
    },
    /// Numbers; NaN where the cell is empty or odd.
    Figures {
        /// The number in each row.
        figures: Vec<f64>,
        /// Rows whose cell is no plain number, or one that would be another when written again (007).
        odd: Vec<(u32, String)>,
    },
}

/// A number that is the same when written again.
fn canonical(cell: &str) -> Option<f64> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    // A whole number of 18 digits is an id.
    (!padded && (digits.len() <= 17 || digits.contains('.'))).then(|| plain_number(cell))?
}

impl Cells {
    pub(super) fn new() -> Self {
        Cells::Words { numbers: Vec::new(), words: Words::new() }
    }

    pub(super) fn push(&mut self, cell: &str) {
        let cell = cell.trim();
        match self {
            Cells::Words { numbers, words } => {
                let same = numbers.last().copied().filter(|last| words.word(*last) == cell);
                numbers.push(same.unwrap_or_else(|| words.number(cell)));
                if words.len() == MANY {
                    self.settle();
                }
            }
            Cells::Figures { figures, odd } => match canonical(cell) {
                Some(figure) => figures.push(figure),
                None => {
                    if !cell.is_empty() {
                        odd.push((figures.len() as u32, cell.to_owned()));
                    }
                    figures.push(f64::NAN);
                }
            },
        }
    }

    /// Many different words: if most are numbers the column is one of figures.
    fn settle(&mut self) {
        let Cells::Words { numbers, words } = self else { return };
        if 4 * words.all().iter().filter(|word| canonical(word).is_some()).count() > 3 * words.len() {
            let mut column = Cells::Figures { figures: Vec::with_capacity(2 * numbers.len()), odd: Vec::new() };
            for number in numbers.iter() {
                column.push(words.word(*number));
            }
            *self = column;
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Cells::Words { numbers, .. } => numbers.len(),
            Cells::Figures { figures, .. } => figures.len(),
        }
    }

    /// A cell as it was written.
    pub(super) fn text(&self, row: usize) -> Cow<'_, str> {
        match self {
            Cells::Words { numbers, words } => Cow::Borrowed(words.word(numbers[row])),
            Cells::Figures { figures, odd } => match odd.binary_search_by_key(&(row as u32), |(at, _)| *at) {
                Ok(at) => Cow::Borrowed(&odd[at].1),
                Err(_) if figures[row].is_nan() => Cow::Borrowed(""),
                Err(_) => Cow::Owned(figures[row].to_string()),
            },
        }
    }

    /// The column as words, whatever it is kept as.
    pub(super) fn as_words(&self) -> (Cow<'_, [u32]>, Cow<'_, Words>) {
        match self {
            Cells::Words { numbers, words } => (Cow::Borrowed(numbers), Cow::Borrowed(words)),
            Cells::Figures { .. } => {
                let mut words = Words::new();
                let numbers = (0..self.len()).map(|row| words.number(&self.text(row))).collect();
                (Cow::Owned(numbers), Cow::Owned(words))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_many_numbers_loses_nothing() {
        let mut cells = Cells::new();
        let written: Vec<String> = (0..10_000)
            .map(|i| match i {
                7 | 9_000 => String::new(),
                8 | 9_001 => "007".to_owned(),
                9 | 9_002 => "1,234".to_owned(),
                9_003 => "1.2.3".to_owned(),
                i => format!("{}.25", i - 5_000),
            })
            .collect();
        for cell in &written {
            cells.push(&format!(" {cell} "));
        }
        assert!(matches!(cells, Cells::Figures { .. }));
        assert_eq!(cells.len(), written.len());
        for (row, cell) in written.iter().enumerate() {
            assert_eq!(cells.text(row), *cell);
        }
        let (numbers, words) = cells.as_words();
        assert!(written.iter().zip(numbers.iter()).all(|(cell, number)| words.word(*number) == cell));
    }

    #[test]
    fn a_column_of_many_words_stays_one() {
        let mut cells = Cells::new();
        (0..10_000).for_each(|i| cells.push(&format!("{i:06}")));
        assert!(matches!(cells, Cells::Words { .. }));
        assert_eq!(cells.text(9_999), "009999");
    }
}
