//! CSV text to a table of text: encoding, header, rows.

use crate::error::{Code, Error, Result};
use crate::text::Text;
use std::collections::BTreeSet;

/// A table of text with a header of distinct names; every row as long as the header.
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    /// Line of the file (the header is 1) and cells.
    pub(crate) rows: Vec<(usize, csv::StringRecord)>,
    pub(crate) ragged: Vec<Error>,
}

impl Table {
    pub(crate) fn read(bytes: &[u8]) -> Result<Table> {
        let text = decode(bytes)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = reader.records().map(|r| r.expect("text in memory is readable UTF-8"));
        let Some(header) = records.next() else {
            return Err(Error::new(
                Code::EmptyFile,
                "",
                Text::new("文件为空。", "The file is empty."),
                Text::new("请选择含表头和数据的 CSV 文件。", "Choose a CSV file with a header and rows."),
            ));
        };
        let header: Vec<String> = header.iter().map(|c| c.trim().to_owned()).collect();
        let mut names = BTreeSet::new();
        for (at, name) in header.iter().enumerate() {
            let place = format!("row 1, column {}", at + 1);
            if name.is_empty() {
                return Err(Error::new(
                    Code::UnnamedColumn,
                    &place,
                    Text::new("表头有空单元格。", "A header cell is empty."),
                    Text::new("请为该列命名或删去该列。", "Name the column or delete it."),
                ));
            }
            if !names.insert(name) {
                return Err(Error::new(
                    Code::DuplicateColumn,
                    &place,
                    Text::new(format!("列名“{name}”重复。"), format!("Two columns are named \"{name}\".")),
                    Text::new("请改名或删去其一。", "Rename or delete one of them."),
                ));
            }
        }
        let mut table = Table { header, rows: Vec::new(), ragged: Vec::new() };
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        for record in records {
            let row = lines.line_of(record.position().map_or(0, |p| p.byte() as usize));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue; // a row of nothing but separators, as spreadsheets leave at the end
            }
            if record.len() != table.header.len() {
                let (found, wanted) = (record.len(), table.header.len());
                table.ragged.push(Error::new(
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
            } else {
                table.rows.push((row, record));
            }
        }
        if table.rows.is_empty() && table.ragged.is_empty() {
            return Err(Error::new(
                Code::NoRows,
                "row 2",
                Text::new("只有表头，没有数据行。", "There is a header but no row."),
                Text::new("请在表头下填写数据。", "Put rows below the header."),
            ));
        }
        Ok(table)
    }

    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    pub(crate) fn place(&self, row: usize, column: usize) -> String {
        format!("row {row}, column {}", self.header[column])
    }
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
    let error = |place: String| {
        Error::new(
            Code::EncodingNotUtf8,
            &place,
            Text::new("文件不是 UTF-8 编码（可能是 GBK）。", "The file is not UTF-8 (perhaps GBK)."),
            Text::new(
                "请在 Excel 中“另存为”，选择“CSV UTF-8（逗号分隔）”。",
                "Save it as \"CSV UTF-8 (comma delimited)\" in Excel.",
            ),
        )
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(fault) => {
            let row = 1 + bytes[..fault.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            Err(error(format!("row {row}, byte {}", fault.valid_up_to() + 1)))
        }
    }
}
