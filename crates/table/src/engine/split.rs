//! Cuts text into records and cells, as RFC 4180 has it and spreadsheets write it, piece by piece.
//!
//! A quote counts at the beginning of a cell only; elsewhere it is a sign like others. CR LF, LF and CR end a record, and
//! lines with nothing in them are none. It cuts as the crate `csv` does, which the tests hold it to; a record without quotes
//! is not copied.

/// One record: its cells stand in a text, one separator between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    /// Where the cells stand.
    pub(super) text: &'a [u8],
    /// Where the first begins.
    pub(super) start: usize,
    /// Where each ends.
    pub(super) ends: &'a [usize],
    /// The line that it begins in; the text's first is 1.
    pub(super) line: usize,
}

impl<'a> Record<'a> {
    /// Its cells, from left to right.
    pub(super) fn cells(self) -> impl Iterator<Item = &'a [u8]> {
        let mut start = self.start;
        self.ends.iter().map(move |end| &self.text[std::mem::replace(&mut start, end + 1)..*end])
    }

    /// Its bytes from the first cell to the last, separators and all.
    pub(super) fn bytes(self) -> &'a [u8] {
        &self.text[self.start..self.end()]
    }

    /// Where its last cell ends.
    pub(super) fn end(self) -> usize {
        self.ends.last().copied().unwrap_or(self.start)
    }
}

/// A record is longer than any table's.
pub(super) struct TooLong {
    /// The line that it begins in.
    pub(super) line: usize,
}

/// The most bytes of one record: more is an open quote, or no table.
pub(super) const LONGEST_RECORD: usize = 16_000_000;

/// Cuts a text whose pieces come one after the other.
pub(super) struct Splitter {
    separator: u8,
    /// Whether every record is one row, however many lines its cells have: so it is in a sheet.
    rows: bool,
    line: usize,
    /// Whether the byte before was a CR, of which a LF is the second half.
    after_cr: bool,
    /// The record that the last piece ended in.
    rest: Vec<u8>,
    ends: Vec<usize>,
    /// The cells of a record with quotes, without them.
    bare: Vec<u8>,
}

impl Splitter {
    pub(super) fn new(separator: u8) -> Self {
        Splitter {
            separator,
            rows: false,
            line: 1,
            after_cr: false,
            rest: Vec::new(),
            ends: Vec::new(),
            bare: Vec::new(),
        }
    }

    /// The line that was reached.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Cuts the next piece; `take` is given every record that ends in it.
    pub(super) fn push<E: From<TooLong>>(
        &mut self,
        piece: &[u8],
        take: &mut impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut at = 0;
        if !self.rest.is_empty() {
            // The record that was begun ends near the beginning of the piece, nearly always.
            let (before, mut more) = (self.rest.len(), 1 << 10);
            let mut joined = std::mem::take(&mut self.rest);
            loop {
                joined.extend_from_slice(&piece[joined.len() - before..piece.len().min(more)]);
                if let Some(end) = self.record(&joined, 0, false, take)? {
                    at = end - before;
                    break;
                }
                if joined.len() - before == piece.len() {
                    return self.keep(joined);
                }
                more *= 4;
            }
        }
        loop {
            at = self.skip_line_ends(piece, at);
            match self.record(piece, at, false, take)? {
                Some(end) => at = end,
                None if at < piece.len() => return self.keep(piece[at..].to_vec()),
                None => return Ok(()),
            }
        }
    }

    /// Cuts what is left at the end of the text.
    pub(super) fn finish<E: From<TooLong>>(&mut self, take: &mut impl FnMut(Record) -> Result<(), E>) -> Result<(), E> {
        let rest = std::mem::take(&mut self.rest);
        self.record(&rest, 0, true, take).map(|_| ())
    }

    /// Keeps the beginning of a record until the next piece comes.
    fn keep<E: From<TooLong>>(&mut self, rest: Vec<u8>) -> Result<(), E> {
        if rest.len() > LONGEST_RECORD {
            return Err(TooLong { line: self.line }.into());
        }
        self.rest = rest;
        Ok(())
    }

    /// Where the next record begins: lines with nothing in them are none.
    fn skip_line_ends(&mut self, text: &[u8], mut at: usize) -> usize {
        while let Some(byte @ (b'\n' | b'\r')) = text.get(at) {
            self.line += usize::from(*byte == b'\r' || !self.after_cr);
            self.after_cr = *byte == b'\r';
            at += 1;
        }
        self.after_cr &= at == text.len();
        at
    }

    /// Cuts the record that begins at `at` and says behind which byte it ends; none where the text ends before.
    fn record<E: From<TooLong>>(
        &mut self,
        text: &[u8],
        at: usize,
        last: bool,
        take: &mut impl FnMut(Record) -> Result<(), E>,
    ) -> Result<Option<usize>, E> {
        if at == text.len() {
            return Ok(None);
        }
        self.ends.clear();
        let (cells, start, end, lines) = match plain(text, at, self.separator, last, &mut self.ends) {
            Cut::Plain(end) => (text, at, end, 0),
            Cut::Open => return Ok(None),
            Cut::Quoted => {
                self.ends.clear();
                self.bare.clear();
                match quoted(text, at, self.separator, last, &mut self.ends, &mut self.bare) {
                    Some(end) => (&self.bare[..], 0, end, lines_within(&text[at..end])),
                    None => return Ok(None),
                }
            }
        };
        if end - at > LONGEST_RECORD {
            return Err(TooLong { line: self.line }.into());
        }
        take(Record { text: cells, start, ends: &self.ends, line: self.line })?;
        let ended = text.get(end);
        self.line += if self.rows { 0 } else { lines } + usize::from(ended.is_some());
        self.after_cr = ended == Some(&b'\r');
        Ok(Some(text.len().min(end + 1)))
    }
}

/// Cuts a text that is all there; in a sheet a record's line is its row.
pub(super) fn records<E: From<TooLong>>(
    text: &[u8],
    separator: u8,
    sheet: bool,
    take: &mut impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut splitter = Splitter { rows: sheet, ..Splitter::new(separator) };
    splitter.push(text, take)?;
    splitter.finish(take)
}

/// How a record ends.
enum Cut {
    /// At this byte: its line end, or the end of the text.
    Plain(usize),
    /// Some cell of it begins with a quote.
    Quoted,
    /// In a later piece.
    Open,
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;
/// Quotes, line ends, commas and tabs are below it, and few signs else.
const MINUS: u64 = 0x2d * EACH;

/// Where the next byte is that may end a cell, from `at` on.
fn next_mark(text: &[u8], mut at: usize, separator: u8) -> usize {
    let wanted = EACH * u64::from(separator);
    while let Some(eight) = text.get(at..at + 8) {
        let eight = u64::from_le_bytes(eight.try_into().unwrap_or_default());
        let other = eight ^ wanted;
        // The lowest bit is right in both; what a borrow sets stands above it.
        let marks = ((eight.wrapping_sub(MINUS) & !eight) | (other.wrapping_sub(EACH) & !other)) & HIGH;
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let is_mark = |byte: &u8| *byte < 0x2d || *byte == separator;
    text[at..].iter().position(is_mark).map_or(text.len(), |further| at + further)
}

/// The ends of the cells of a record without quotes.
fn plain(text: &[u8], mut at: usize, separator: u8, last: bool, ends: &mut Vec<usize>) -> Cut {
    let mut start = at;
    loop {
        at = next_mark(text, at, separator);
        match text.get(at) {
            Some(byte) if *byte == separator => {
                ends.push(at);
                start = at + 1;
            }
            Some(b'\n' | b'\r') => {
                ends.push(at);
                return Cut::Plain(at);
            }
            Some(b'"') if at == start => return Cut::Quoted,
            Some(_) => {}
            None if last => {
                ends.push(at);
                return Cut::Plain(at);
            }
            None => return Cut::Open,
        }
        at += 1;
    }
}

/// The cells of a record, without their quotes, into `bare`, with a separator between; says where the record ends.
fn quoted(
    text: &[u8],
    mut at: usize,
    separator: u8,
    last: bool,
    ends: &mut Vec<usize>,
    bare: &mut Vec<u8>,
) -> Option<usize> {
    let ended = |at: usize| Some(at).filter(|at| last || *at < text.len());
    loop {
        if text.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let close = at + memchr::memchr(b'"', &text[at..]).unwrap_or(text.len() - at);
                bare.extend_from_slice(&text[at..close]);
                at = ended(close)?;
                if at == text.len() {
                    break;
                }
                at = ended(at + 1)?;
                if text.get(at) != Some(&b'"') {
                    break;
                }
                bare.push(b'"');
                at += 1;
            }
        }
        let rest = text[at..].iter().position(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'));
        let end = rest.map_or(text.len(), |further| at + further);
        bare.extend_from_slice(&text[at..end]);
        ends.push(bare.len());
        at = ended(end)?;
        if text.get(at) != Some(&separator) {
            return Some(at);
        }
        bare.push(separator);
        at += 1;
    }
}

/// How many line ends there are in the cells of a record.
fn lines_within(record: &[u8]) -> usize {
    let mut before = 0;
    record
        .iter()
        .filter(|byte| {
            let ends = **byte == b'\r' || (**byte == b'\n' && before != b'\r');
            before = **byte;
            ends
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::{records, Record, Splitter, TooLong};
    use proptest::prelude::*;

    impl std::fmt::Debug for TooLong {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "too long in line {}", self.line)
        }
    }

    fn lines(text: &str, sheet: bool) -> Vec<usize> {
        let mut lines = Vec::new();
        let mut take = |record: super::Record| {
            lines.push(record.line);
            Ok::<(), TooLong>(())
        };
        records(text.as_bytes(), b',', sheet, &mut take).unwrap();
        lines
    }

    #[test]
    fn rows_of_a_sheet_and_lines_of_a_text() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"x", "y\",1", ",", "", "", "c,2"].join(end);
            assert_eq!(lines(&text, true), [1, 3, 4, 7], "{end:?}");
            assert_eq!(lines(&text, false), [1, 3, 5, 8], "{end:?}");
            assert_eq!(lines(&format!("{end}{end}a,b"), true), [3], "{end:?}");
        }
    }

    proptest! {
        /// What the crate `csv` finds, whatever the pieces.
        #[test]
        fn records_are_those_of_csv(text in "([a-c0-9é湖 ;\"]{0,4}[,\"\n\r]{0,3}){0,40}", sizes in prop::collection::vec(1_usize..40, 1..5)) {
            let mut found: Vec<Vec<Vec<u8>>> = Vec::new();
            let mut take = |record: Record| {
                found.push(record.cells().map(<[u8]>::to_vec).collect());
                Ok::<(), TooLong>(())
            };
            let mut splitter = Splitter::new(b',');
            let (mut rest, mut turn) = (text.as_bytes(), 0);
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(rest.len().min(sizes[turn % sizes.len()]));
                splitter.push(piece, &mut take).unwrap();
                (rest, turn) = (after, turn + 1);
            }
            splitter.finish(&mut take).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let wanted: Vec<Vec<Vec<u8>>> = reader.byte_records().map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect()).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
