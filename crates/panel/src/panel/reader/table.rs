//! CSV text to a table of text: encoding, header, rows.

use crate::error::{Code, Error, Result};
use crate::text::Text;
use std::collections::BTreeSet;

/// A table of text with a header of distinct names; every row as long as the header.
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// Line of the file (the header is 1) and cells.
    pub rows: Vec<(usize, csv::StringRecord)>,
    /// Rows that are longer or shorter than the header.
    pub ragged: Vec<Error>,
}

impl Table {
    /// Reads a table of text.
    ///
    /// # Errors
    /// No UTF-8, no header, no rows, a name that is empty or repeats.
    pub fn read(bytes: &[u8]) -> Result<Table> {
        let text = decode(bytes)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = reader.records().map(|r| r.expect("text in memory is readable UTF-8"));
        let Some(header) = records.next() else {
            return Err(empty());
        };
        let header: Vec<String> = header.iter().map(|c| c.trim().to_owned()).collect();
        check_header(header.iter().map(String::as_str))?;
        let mut table = Table { header, rows: Vec::new(), ragged: Vec::new() };
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        for record in records {
            let row = lines.line_of(record.position().map_or(0, |p| p.byte() as usize));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue; // a row of nothing but separators, as spreadsheets leave at the end
            }
            table.take(row, record);
        }
        if table.rows.is_empty() && table.ragged.is_empty() {
            return Err(no_rows());
        }
        Ok(table)
    }

    /// Reads the rows of a frame: rows are numbered as a sheet would number them, however many lines a cell has, and none is
    /// left out. How many there are comes along.
    pub(super) fn read_numbered(bytes: &[u8]) -> Result<(Table, usize)> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(decode(bytes)?.as_bytes());
        let mut records = reader.records().map(|r| r.expect("text in memory is readable UTF-8"));
        let Some(header) = records.next() else {
            return Err(empty());
        };
        let header = header.iter().map(|c| c.trim().to_owned()).collect();
        let mut table = Table { header, rows: Vec::new(), ragged: Vec::new() };
        let mut length = 0;
        for record in records {
            table.take(2 + length, record);
            length += 1;
        }
        Ok((table, length))
    }

    fn take(&mut self, row: usize, record: csv::StringRecord) {
        let (found, wanted) = (record.len(), self.header.len());
        if found == wanted {
            self.rows.push((row, record));
            return;
        }
        self.ragged.push(Error::new(
            Code::RaggedRow,
            &format!("row {row}"),
            Text::new(
                format!("本行有{found}个单元格，表头有{wanted}个。"),
                format!("The row has {found} cells, the header {wanted}."),
            ),
            Text::new(
                "请补齐或删去多余的单元格；含逗号的文字须加双引号。",
                "Add or delete cells; text with a comma needs double quotes.",
            ),
        ));
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    /// A cell in words: `row 3, column gdp`.
    pub fn place(&self, row: usize, column: usize) -> String {
        format!("row {row}, column {}", self.header[column])
    }
}

/// Refuses names that are empty or repeat.
pub(super) fn check_header<'a>(names: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (at, name) in names.enumerate() {
        let place = format!("row 1, column {}", at + 1);
        if name.is_empty() {
            return Err(Error::new(
                Code::UnnamedColumn,
                &place,
                Text::new("表头有空单元格。", "A header cell is empty."),
                Text::new("请为该列命名或删去该列。", "Name the column or delete it."),
            ));
        }
        if !seen.insert(name) {
            return Err(Error::new(
                Code::DuplicateColumn,
                &place,
                Text::new(format!("列名“{name}”重复。"), format!("Two columns are named \"{name}\".")),
                Text::new("请改名或删去其一。", "Rename or delete one of them."),
            ));
        }
    }
    Ok(())
}

fn empty() -> Error {
    Error::new(
        Code::EmptyFile,
        "",
        Text::new("文件为空。", "The file is empty."),
        Text::new("请选择含表头和数据的 CSV 文件。", "Choose a CSV file with a header and rows."),
    )
}

/// The error for a table without a row.
pub(super) fn no_rows() -> Error {
    Error::new(
        Code::NoRows,
        "row 2",
        Text::new("只有表头，没有数据行。", "There is a header but no row."),
        Text::new("请在表头下填写数据。", "Put rows below the header."),
    )
}

/// Counts lines on the way through a text. The csv crate's own count is one short after CR LF and after an empty line.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that begins at, or behind the line ends at, `byte`.
    fn line_of(&mut self, byte: usize) -> usize {
        let is_end = |b: &u8| matches!(b, b'\r' | b'\n');
        let begin = byte + self.text[byte..].iter().take_while(|b| is_end(b)).count();
        while self.at < begin {
            let crlf = self.text[self.at..].starts_with(b"\r\n");
            self.line += usize::from(is_end(&self.text[self.at]) && !crlf);
            self.at += 1;
        }
        self.line
    }
}

fn decode(bytes: &[u8]) -> Result<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(fault) => {
            let row = 1 + bytes[..fault.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            let place = format!("row {row}, byte {}", fault.valid_up_to() + 1);
            // All of it is UTF-8 but for a last character that is not all there.
            let cut_off = fault.error_len().is_none() && !bytes[..fault.valid_up_to()].is_ascii();
            let (message, hint) = match cut_off {
                true => (
                    Text::new(
                        "文件不是有效的 UTF-8：末尾的字符不完整，文件可能被截断。",
                        "The file is not valid UTF-8: it ends in the middle of a character, as if cut off.",
                    ),
                    Text::new("请重新下载或导出该文件。", "Download or export the file again."),
                ),
                false => (
                    Text::new("文件不是 UTF-8 编码（可能是 GBK）。", "The file is not UTF-8 (perhaps GBK)."),
                    Text::new(
                        "请在 Excel 中“另存为”，选择“CSV UTF-8（逗号分隔）”。",
                        "Save it as \"CSV UTF-8 (comma delimited)\" in Excel.",
                    ),
                ),
            };
            Err(Error::new(Code::EncodingNotUtf8, &place, message, hint))
        }
    }
}
