//! The records of a text, each with the line that it stands in.

use memchr::memchr2;

/// The records of a text whose cells a byte parts. In a sheet every record is one row, however many lines its cells have.
pub(super) fn records(text: &str, separator: u8, sheet: bool) -> Records<'_> {
    let mut builder = csv::ReaderBuilder::new();
    let reader = builder.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    Records { reader, lines: Lines { text: text.as_bytes(), at: 0, line: 1 }, sheet, row: 0 }
}

/// Goes through the records of a text.
pub(super) struct Records<'a> {
    reader: csv::Reader<&'a [u8]>,
    lines: Lines<'a>,
    sheet: bool,
    row: usize,
}

impl Records<'_> {
    /// Reads the next record, if there is one: the byte where it begins and its line.
    pub(super) fn next(&mut self, record: &mut csv::ByteRecord) -> Option<(usize, usize)> {
        let more = self.reader.read_byte_record(record).expect("text in memory is readable");
        let byte = record.position().map_or(0, |p| p.byte() as usize);
        let line = |lines: &mut Lines<'_>| lines.line_of(byte);
        match (more, self.sheet) {
            (false, _) => None,
            (true, false) => Some((byte, line(&mut self.lines))),
            (true, true) => {
                // Empty lines before it are empty rows.
                self.row += 1 + self.lines.empty_before(byte);
                Some((byte, self.row))
            }
        }
    }
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that begins at, or behind the line ends at, `byte`.
    fn line_of(&mut self, byte: usize) -> usize {
        let ends = self.text[byte..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let between = &self.text[self.at..byte + ends];
        // Nearly always the record before, and one line end: LF, CR LF, or CR alone.
        let one = memchr2(b'\n', b'\r', between).is_some_and(|end| matches!(&between[end..], b"\n" | b"\r\n" | b"\r"));
        if one {
            self.line += 1;
        } else {
            let mut before = self.at.checked_sub(1).map_or(0, |at| self.text[at]);
            for byte in between {
                self.line += usize::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
                before = *byte;
            }
        }
        self.at = byte + ends;
        self.line
    }

    /// How many empty lines stand before the record that begins behind the line ends at `byte`.
    fn empty_before(&self, byte: usize) -> usize {
        let mut ends = &self.text[byte..];
        // The second half of the line end before.
        if byte > 0 && self.text[byte - 1] == b'\r' {
            ends = ends.strip_prefix(b"\n").unwrap_or(ends);
        }
        let mut empty = 0;
        loop {
            ends = match ends {
                [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
                _ => return empty,
            };
            empty += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::records;

    fn lines(text: &str, sheet: bool) -> Vec<usize> {
        let mut records = records(text, b',', sheet);
        let mut record = csv::ByteRecord::new();
        std::iter::from_fn(|| records.next(&mut record).map(|(_, line)| line)).collect()
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
}
