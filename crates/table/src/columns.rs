//! The cells of a column: words of a dictionary, or figures where there are too many different ones.

use super::words::Words;
use innodex_panel::panel::plain_number;
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
        /// Words met lately, where their bytes put them: most rows need no more than this.
        lately: Box<[u32; SLOTS]>,
    },
    /// Numbers; NaN where the cell is empty or odd.
    Figures {
        /// The number in each row.
        figures: Vec<f64>,
        /// Rows whose cell is no plain number, or one that would be another when written again (007).
        odd: Vec<(u32, String)>,
    },
}

const SLOTS: usize = 1024;

/// Where a word is looked for first.
fn slot(cell: &[u8]) -> usize {
    let at = |i: usize| cell.get(i).copied().map_or(0, usize::from);
    (cell.len() + 37 * at(cell.len().wrapping_sub(1)) + 53 * at(cell.len() / 2) + 91 * at(1)) % SLOTS
}

/// A decimal of at most 15 digits: a whole number by a power of ten, both exact, so that the quotient is the nearest.
fn short_decimal(cell: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = cell.strip_prefix(b"-").map_or((false, cell), |digits| (true, digits));
    let (mut whole, mut point) = (0_u64, None);
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => whole = 10 * whole + u64::from(byte - b'0'),
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |at| digits.len() - 1 - at);
    if digits.len() - usize::from(point.is_some()) > 15 {
        return None;
    }
    let value = whole as f64 / POWERS[decimals];
    Some(if negative { -value } else { value })
}

/// A number that is the same when written again.
fn canonical(cell: &[u8]) -> Option<f64> {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    if digits.len() > 1 && digits[0] == b'0' && digits[1] != b'.' {
        return None;
    }
    // A whole number of 18 digits is an id.
    let long =
        || (digits.len() <= 17 || digits.contains(&b'.')).then(|| plain_number(std::str::from_utf8(cell).ok()?))?;
    short_decimal(cell).or_else(long)
}

/// The text of a cell without the spaces around.
fn text(cell: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(cell) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

impl Cells {
    pub(super) fn new() -> Self {
        Cells::Words { numbers: Vec::new(), words: Words::new(), lately: Box::new([u32::MAX; SLOTS]) }
    }

    /// The next cell, as bytes of UTF-8.
    pub(super) fn push(&mut self, cell: &[u8]) {
        match self {
            Cells::Words { numbers, words, lately } => {
                let met = &mut lately[slot(cell)];
                if !words.is(*met, cell) {
                    *met = words.number(&text(cell));
                }
                numbers.push(*met);
                if words.len() == MANY {
                    self.settle();
                }
            }
            Cells::Figures { figures, odd } => figures.push(canonical(cell).unwrap_or_else(|| {
                let text = text(cell);
                canonical(text.as_bytes()).unwrap_or_else(|| {
                    if !text.is_empty() {
                        odd.push((figures.len() as u32, text.into_owned()));
                    }
                    f64::NAN
                })
            })),
        }
    }

    /// Many different words: if most are numbers the column is one of figures.
    fn settle(&mut self) {
        let Cells::Words { numbers, words, .. } = self else { return };
        let figures = words.all().iter().filter(|word| canonical(word.as_bytes()).is_some()).count();
        if 4 * figures > 3 * words.len() {
            let mut column = Cells::Figures { figures: Vec::with_capacity(2 * numbers.len()), odd: Vec::new() };
            for number in numbers.iter() {
                column.push(words.word(*number).as_bytes());
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
            Cells::Words { numbers, words, .. } => Cow::Borrowed(words.word(numbers[row])),
            Cells::Figures { figures, odd } => match odd.binary_search_by_key(&(row as u32), |(at, _)| *at) {
                Ok(at) => Cow::Borrowed(&odd[at].1),
                Err(_) if figures[row].is_nan() => Cow::Borrowed(""),
                Err(_) => Cow::Owned(figures[row].to_string()),
            },
        }
    }

    /// The first word that is so; of a column of numbers only its odd cells are looked at.
    pub(super) fn first_word(&self, is: impl Fn(&str) -> bool) -> Option<String> {
        match self {
            Cells::Words { words, .. } => words.all().iter().find(|word| is(word)).cloned(),
            Cells::Figures { odd, .. } => odd.iter().map(|(_, word)| word).find(|word| is(word)).cloned(),
        }
    }

    /// The column as words, whatever it is kept as.
    pub(super) fn as_words(&self) -> (Cow<'_, [u32]>, Cow<'_, Words>) {
        match self {
            Cells::Words { numbers, words, .. } => (Cow::Borrowed(numbers), Cow::Borrowed(words)),
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
            cells.push(format!(" {cell} ").as_bytes());
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
    fn short_decimals_are_the_nearest_numbers() {
        for text in [
            "0",
            "-0",
            "7",
            "0.1",
            "-3.25",
            "1.",
            "123456789012345",
            "0.00000000000001",
            "9007199254.74099",
            "12.345678901234",
        ] {
            assert_eq!(
                short_decimal(text.as_bytes()).map(f64::to_bits),
                Some(text.parse::<f64>().unwrap().to_bits()),
                "{text}"
            );
        }
        for text in ["", "-", ".", ".5", "1e5", "1.2.3", "+1", " 1", "1234567890123456", "１"] {
            assert_eq!(short_decimal(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_column_of_many_words_stays_one() {
        let mut cells = Cells::new();
        (0..10_000).for_each(|i| cells.push(format!("{i:06}").as_bytes()));
        assert!(matches!(cells, Cells::Words { .. }));
        assert_eq!(cells.text(9_999), "009999");
    }
}
