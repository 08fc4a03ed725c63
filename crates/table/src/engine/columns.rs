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
        /// Short words met lately: most rows need no more than this.
        lately: Lately,
    },
    /// Numbers; NaN where the cell is empty or odd.
    Figures {
        /// The number in each row.
        figures: Vec<f64>,
        /// Rows whose cell is no plain number, or one that would be another when written again (007).
        odd: Vec<(u32, String)>,
    },
}

/// Numbers of words of at most 15 bytes, found by their bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Lately(Vec<Slot>);

#[derive(Debug, Clone, Copy)]
struct Slot {
    key: Key,
    number: u32,
}

/// A short word: its bytes, and in the highest byte how many they are.
type Key = [u64; 2];

/// The key of no word.
const NONE: Key = [u64::MAX; 2];
const FEWEST_SLOTS: usize = 64;
const MOST_SLOTS: usize = 4096;

impl Lately {
    /// Where a word is looked for; none before there is any.
    fn slot(&mut self, [low, high]: Key) -> Option<&mut Slot> {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(ODD);
        let last = self.0.len().checked_sub(1)?;
        self.0.get_mut((mixed >> 40) as usize & last)
    }

    /// Makes room where there are many words; they are met again.
    fn make_room(&mut self, words: usize) {
        if 4 * words > self.0.len() && self.0.len() < MOST_SLOTS {
            let slots = (8 * words).next_power_of_two().clamp(FEWEST_SLOTS, MOST_SLOTS);
            self.0 = vec![Slot { key: NONE, number: 0 }; slots];
        }
    }
}

/// The key of the word that stands at a place of a text; none where it is too long.
fn key(text: &[u8], start: usize, end: usize) -> Option<Key> {
    let length = end - start;
    let eight = |at: usize, many: usize| {
        let read = match text.get(at..at + 8) {
            Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or_default()),
            None => text[at..at + many].iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)),
        };
        // Shifted twice: by 64 at once nothing can be.
        if many == 8 {
            read
        } else {
            read & ((1 << (8 * many)) - 1)
        }
    };
    let marked = (length as u64) << 56;
    match length {
        0..=8 => Some([eight(start, length), marked]),
        9..=15 => Some([eight(start, 8), eight(start + 8, length - 8) | marked]),
        _ => None,
    }
}

const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A plain number of at most 8 bytes, all of them at once: what [`canonical`] finds, or nothing.
fn eight_digits([mut bytes, _]: Key, mut length: usize) -> Option<f64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    if length > 8 {
        return None;
    }
    let negative = bytes & 0xff == u64::from(b'-');
    if negative {
        (bytes, length) = (bytes >> 8, length - 1);
    }
    let other = bytes ^ (EACH * u64::from(b'.'));
    let point = (other.wrapping_sub(EACH) & !other & (EACH << 7)).trailing_zeros() as usize / 8;
    let mut decimals = 0;
    if point < length {
        let before = (1 << (8 * point)) - 1;
        bytes = (bytes & before) | ((bytes >> 8) & !before);
        length -= 1;
        decimals = length - point;
    }
    let whole = length - decimals;
    if whole == 0 || (whole > 1 && bytes & 0xff == u64::from(b'0')) {
        return None;
    }
    // The last digit in the highest byte, and zeros before the first; `whole` is at least 1.
    let digits = (bytes << (64 - 8 * length)) ^ (EACH * u64::from(b'0')).wrapping_shl(64 - 8 * length as u32);
    if (digits.wrapping_add(0x76 * EACH) | digits) & (EACH << 7) != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(2561) >> 8;
    let fours = (pairs & 0x00ff_00ff_00ff_00ff).wrapping_mul(6_553_601) >> 16;
    let number = (fours & 0x0000_ffff_0000_ffff).wrapping_mul(42_949_672_960_001) >> 32;
    let value = number as f64 / POWERS[decimals];
    Some(if negative { -value } else { value })
}

/// A decimal of at most 15 digits: a whole number by a power of ten, both exact, so that the quotient is the nearest.
fn short_decimal(cell: &[u8]) -> Option<f64> {
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

/// What is wrong with the bytes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// They are not UTF-8.
    NotUtf8,
    /// There is a NUL among them.
    Binary,
}

/// Bytes as text, if they are.
pub(super) fn as_text(bytes: &[u8]) -> Result<&str, Odd> {
    let text = std::str::from_utf8(bytes).map_err(|_| Odd::NotUtf8)?;
    if bytes.contains(&0) {
        Err(Odd::Binary)
    } else {
        Ok(text)
    }
}

impl Cells {
    pub(super) fn new() -> Self {
        Cells::Words { numbers: Vec::new(), words: Words::new(), lately: Lately::default() }
    }

    /// Room for so many more rows; false where there is none.
    pub(super) fn reserve(&mut self, rows: usize) -> bool {
        match self {
            Cells::Words { numbers, .. } => numbers.try_reserve_exact(rows).is_ok(),
            Cells::Figures { figures, .. } => figures.try_reserve_exact(rows).is_ok(),
        }
    }

    /// How many bytes of memory it takes, nearly.
    pub(super) fn memory(&self) -> u64 {
        match self {
            Cells::Words { numbers, words, .. } => 4 * numbers.len() as u64 + words.memory(),
            Cells::Figures { figures, odd } => 8 * figures.len() as u64 + 48 * odd.len() as u64,
        }
    }

    /// The next cell, which stands at a place of some bytes.
    pub(super) fn take(&mut self, bytes: &[u8], start: usize, end: usize) -> Result<(), Odd> {
        match self {
            Cells::Words { numbers, lately, .. } => {
                let key = key(bytes, start, end);
                let slot = key.and_then(|key| lately.slot(key));
                match slot.filter(|slot| Some(slot.key) == key) {
                    Some(slot) => numbers.push(slot.number),
                    None => self.add(as_text(&bytes[start..end])?, key),
                }
            }
            Cells::Figures { figures, .. } => {
                let short = || eight_digits(key(bytes, start, end)?, end - start);
                match short().or_else(|| canonical(&bytes[start..end])) {
                    Some(figure) => figures.push(figure),
                    None => self.add(as_text(&bytes[start..end])?, None),
                }
            }
        }
        Ok(())
    }

    /// The next cell, as text.
    pub(super) fn push(&mut self, cell: &str) {
        self.add(cell, None);
    }

    /// The next cell, which was not met lately; `key` is what it may be found by then.
    fn add(&mut self, cell: &str, key: Option<Key>) {
        let cell = cell.trim();
        match self {
            Cells::Words { numbers, words, lately } => {
                let known = words.len();
                let number = words.number(cell);
                numbers.push(number);
                lately.make_room(words.len());
                if let Some((key, slot)) = key.and_then(|key| Some((key, lately.slot(key)?))) {
                    *slot = Slot { key, number };
                }
                if words.len() == MANY && known < MANY {
                    self.settle();
                }
            }
            Cells::Figures { figures, odd } => figures.push(canonical(cell.as_bytes()).unwrap_or_else(|| {
                if !cell.is_empty() {
                    odd.push((figures.len() as u32, cell.to_owned()));
                }
                f64::NAN
            })),
        }
    }

    /// Many different words: if most are numbers the column is one of figures.
    fn settle(&mut self) {
        let Cells::Words { numbers, words, .. } = self else { return };
        let figures = words.all().iter().filter(|word| canonical(word.as_bytes()).is_some()).count();
        if 4 * figures > 3 * words.len() {
            let mut column = Cells::Figures { figures: Vec::with_capacity(numbers.capacity()), odd: Vec::new() };
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
    use proptest::prelude::*;

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
            let cell = format!(" {cell} ");
            cells.take(cell.as_bytes(), 0, cell.len()).unwrap();
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

    proptest! {
        /// What is read at once is what is read byte by byte, wherever it stands.
        #[test]
        fn eight_digits_are_those_of_a_decimal(text in "-?[0-9]{0,6}\\.?[0-9]{0,4}|[ -~]{0,9}|.{0,4}", beside in "[,0-9.\n]{0,9}") {
            let bytes = format!("{beside}{text}{beside}");
            let key = key(bytes.as_bytes(), beside.len(), beside.len() + text.len());
            let found = key.and_then(|key| eight_digits(key, text.len()));
            let wanted = canonical(text.as_bytes());
            prop_assert!(found.is_none_or(|found| wanted.map(f64::to_bits) == Some(found.to_bits())), "{:?} {:?}", found, wanted);
            let digits = text.strip_prefix('-').unwrap_or(&text).bytes().next().is_some_and(|b| b.is_ascii_digit());
            let plain = text.len() <= 8 && wanted.is_some() && digits && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
            prop_assert_eq!(found.is_some(), plain, "{:?}", wanted);
        }
    }

    #[test]
    fn a_column_of_many_words_stays_one() {
        let mut cells = Cells::new();
        (0..10_000).for_each(|i| cells.take(format!("{i:06}").as_bytes(), 0, 6).unwrap());
        assert!(matches!(cells, Cells::Words { .. }));
        assert_eq!(cells.text(9_999), "009999");
    }
}
