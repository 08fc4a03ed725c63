//! A file as it is: every cell as written, with the line that it stands in.

use super::columns::{Cells, Odd};
use super::encoding::{binary, Encoding};
use super::file_name::stem;
use super::layout::grid::{letters, Grid};
use super::layout::laid::{lay_out, Laid};
use super::layout::{above_header, below_header, check_header};
use super::plan::{SkipReason, Source};
use super::split::Record;
use super::understood::Skipped;
use innodex_panel::begins::{is_json, is_tag};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
use std::borrow::Cow;
use std::sync::Arc;

/// How many rows are kept as they are, to be shown.
const SHOWN: usize = 20;

/// A raw table: cells as written, nothing understood yet.
#[derive(Debug, Clone)]
pub struct File {
    pub(super) name: String,
    pub(super) encoding: Encoding,
    pub(super) separator: u8,
    pub(super) header_row: usize,
    pub(super) header: Vec<String>,
    pub(super) columns: Vec<Cells>,
    /// The line of each row; the file's first is 1.
    pub(super) lines: Vec<u32>,
    /// Lines that are no rows of the table.
    pub(super) skipped: Vec<Skipped>,
    /// Rows with more or fewer cells than the header: line and cells.
    pub(super) ragged: Vec<(usize, Vec<String>)>,
    /// The first rows, as written.
    pub(super) preview: Vec<Vec<String>>,
    /// The name of the sheet, where it is one of a workbook.
    pub(super) sheet: Option<String>,
    /// All cells as they stand on the sheet; none of a large file with one line of names over rows of units.
    pub(super) grid: Option<Arc<Grid>>,
    /// How it was laid out, where it is not read as it stands.
    pub(super) laid: Option<Arc<Laid>>,
    /// Whether only its beginning was read: enough to understand it, and no plan is run on it.
    pub(super) sample: bool,
}

impl File {
    /// A file of which nothing is read yet.
    pub(super) fn new(name: &str, encoding: Encoding, separator: u8, sheet: Option<String>) -> File {
        File {
            name: name.to_owned(),
            encoding,
            separator,
            header_row: 0,
            header: Vec::new(),
            columns: Vec::new(),
            lines: Vec::new(),
            skipped: Vec::new(),
            ragged: Vec::new(),
            preview: Vec::new(),
            sheet,
            grid: None,
            laid: None,
            sample: false,
        }
    }

    /// Takes a record as a row, if it is one for certain: as many cells as the header, and more than the first of them filled.
    pub(super) fn take_row(&mut self, record: Record) -> std::result::Result<bool, Odd> {
        let (width, first) = (self.header.len(), record.ends.first().map_or(0, |end| end + 1));
        if self.lines.len() < SHOWN || record.ends.len() != width || record.end() < first + width - 1 {
            return Ok(false);
        }
        let mut start = record.start;
        for (column, end) in self.columns.iter_mut().zip(record.ends) {
            column.take(record.text, start, *end)?;
            start = end + 1;
        }
        self.lines.push(record.line as u32);
        Ok(true)
    }

    /// The file as a plan has it laid out; itself where the plan says nothing of it.
    pub(super) fn laid_out(&self, source: &Source) -> Cow<'_, File> {
        let skips = !source.skip.is_empty() && (self.laid.is_some() || self.leaves_out_header(source));
        let told = source.says_layout() || skips;
        let laid = self.grid.as_ref().filter(|_| told).and_then(|grid| self.laid_as(grid, source));
        laid.map_or(Cow::Borrowed(self), Cow::Owned)
    }

    /// Whether a plan leaves out the line of the header.
    pub(super) fn leaves_out_header(&self, source: &Source) -> bool {
        source.leaves_out(self.header_row, self.header.iter().find(|name| !name.is_empty()).map_or("", String::as_str))
    }

    /// The file laid out, where that is more than one line of names over rows of units, or the plan says how.
    pub(super) fn laid_as(&self, grid: &Arc<Grid>, source: &Source) -> Option<File> {
        let table = lay_out(grid, source, self.sheet.as_deref(), self.stem())?;
        let mut file = File::new(&self.name, self.encoding, self.separator, self.sheet.clone());
        file.header_row = table.header_row;
        file.header = table.header;
        file.columns = table.columns;
        file.lines = table.lines;
        file.skipped = table.skipped;
        let row = |row: usize| file.columns.iter().map(|column| column.text(row).into_owned()).collect();
        file.preview = (0..file.lines.len().min(SHOWN)).map(row).collect();
        file.grid = Some(Arc::clone(grid));
        file.laid = Some(Arc::new(table.laid));
        Some(file)
    }

    /// Takes one record: a line above the table, its header, a row, or a line below it.
    pub(super) fn take(&mut self, record: &csv::ByteRecord, line: usize, separator: u8) -> Result<()> {
        let width = self.header.len();
        let alone = |first: &[u8]| first.len() == record.as_slice().len();
        if width == 0 || record.get(0).is_none_or(alone) {
            // Nothing, or something in the first cell only: perhaps no row.
            let cells = csv::StringRecord::from_byte_record_lossy(record.clone());
            if self.is_beside(&cells, line, separator) {
                return Ok(());
            }
            if width == 0 {
                self.header = cells.iter().map(|cell| cell.trim().to_owned()).collect();
                self.header_row = line;
                self.columns = vec![Cells::new(); self.header.len()];
                return check_header(&self.header, line, &self.skipped);
            }
        }
        let over = || record.iter().skip(width).all(|cell| cell.trim_ascii().is_empty());
        if record.len() < width || (record.len() > width && !over()) {
            let cells = csv::StringRecord::from_byte_record_lossy(record.clone());
            self.ragged.push((line, cells.iter().map(str::to_owned).collect()));
            return Ok(());
        }
        for (column, cell) in self.columns.iter_mut().zip(record) {
            column.take(cell, 0, cell.len()).map_err(|_| binary())?; // the text of a record is looked at before
        }
        if self.lines.len() < SHOWN {
            let cells = csv::StringRecord::from_byte_record_lossy(record.clone());
            self.preview.push(cells.iter().take(width).map(str::to_owned).collect());
        }
        self.lines.push(line as u32);
        Ok(())
    }

    /// Whether a record is none of the table: empty, or a line above or below it, which is kept as such.
    fn is_beside(&mut self, record: &csv::StringRecord, line: usize, separator: u8) -> bool {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return true; // nothing but separators, as spreadsheets leave at the end
        }
        let goes_on = || {
            let alone = record.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
            let note = self.skipped.last().is_some_and(|s| s.why == SkipReason::Footnote && s.row + 1 == line);
            (alone && note).then_some(SkipReason::Footnote)
        };
        let why = if self.header.is_empty() { above_header(record) } else { below_header(record).or_else(goes_on) };
        if let Some(why) = why {
            let cells: Vec<&str> = record.iter().filter(|cell| !cell.trim().is_empty()).collect();
            self.skipped.push(Skipped { row: line, text: cells.join(&char::from(separator).to_string()), why });
        }
        why.is_some()
    }

    pub(super) fn finish(mut self) -> Result<File> {
        // A single cell below the last row is a note, whatever it says.
        let last = self.lines.last().copied().unwrap_or(0) as usize;
        let alone = |cells: &[String]| cells.iter().filter(|c| !c.trim().is_empty()).count() == 1;
        let (notes, ragged) = self.ragged.into_iter().partition(|(line, cells)| *line > last && alone(cells));
        self.ragged = ragged;
        let note =
            |(row, cells): (usize, Vec<String>)| Skipped { row, text: cells.concat(), why: SkipReason::Footnote };
        self.skipped.extend(Vec::into_iter(notes).map(note));
        self.skipped.sort_by_key(|s| s.row);
        if self.header.is_empty() {
            return Err(Error::new(
                Code::OneColumn,
                "row 1",
                Text::new("没有一行含两个以上的单元格。", "No row has more than one cell."),
                Text::new("请选择含表头和数据的 CSV 文件。", "Choose a CSV file with a header and rows."),
            ));
        }
        if self.lines.is_empty() && self.ragged.is_empty() {
            return Err(Error::new(
                Code::NoRows,
                &format!("row {}", self.header_row + 1),
                Text::new("只有表头，没有数据行。", "There is a header but no row."),
                Text::new("请在表头下填写数据。", "Put rows below the header."),
            ));
        }
        Ok(self)
    }

    /// How many bytes of memory its rows take, nearly.
    pub fn memory(&self) -> u64 {
        let beside = self.ragged.iter().map(|(_, cells)| cells.iter().map(|cell| cell.len() as u64 + 40).sum::<u64>());
        self.columns.iter().map(Cells::memory).sum::<u64>() + beside.sum::<u64>() + 4 * self.lines.len() as u64
    }

    /// Makes room for so many more rows; false where there is none.
    pub(super) fn reserve(&mut self, rows: usize) -> bool {
        self.lines.try_reserve_exact(rows).is_ok() && self.columns.iter_mut().all(|column| column.reserve(rows))
    }

    /// Its rows: the line of each, and the cells as written.
    pub fn cells(&self) -> (Vec<usize>, Vec<Vec<String>>) {
        let cells = |row| self.columns.iter().map(|column| column.text(row).into_owned()).collect();
        (self.lines.iter().map(|line| *line as usize).collect(), (0..self.lines.len()).map(cells).collect())
    }

    /// Its name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of its columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Its rows, as written.
    pub fn rows(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        let cells = |row: usize| self.columns.iter().map(|column| column.text(row).into_owned()).collect();
        (0..self.lines.len()).map(cells)
    }

    /// Its name without folders and ending; of one sheet among several, the name of that.
    pub(super) fn stem(&self) -> &str {
        self.of_several().map_or_else(|| stem(&self.name), |(_, sheet)| sheet)
    }

    /// A cell, for the place of an error: by the letters of its column where people see a sheet.
    pub(super) fn place(&self, row: usize, column: usize) -> String {
        let spot = || self.laid.as_ref()?.spot(self.grid.as_ref()?, row, column);
        match (spot(), &self.sheet) {
            (Some((line, letters)), _) => format!("row {line}, column {letters}"),
            (None, Some(_)) if self.laid.is_none() => format!("row {}, column {}", self.lines[row], letters(column)),
            (None, _) => format!("row {}, column {}", self.lines[row], self.header[column]),
        }
    }
}

/// Tags that XML begins with, beside those of web pages.
const TAGS_OF_XML: &str = "xml svg workbook";

/// Refuses what begins as something other than a table of text.
pub(super) fn refuse_other_kinds(bytes: &[u8]) -> Result<()> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let start: Vec<u8> = bytes.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| start.starts_with(mark));
    let (zh, en) = if begins(&[b"pk\x03\x04", b"\xd0\xcf\x11\xe0"]) {
        ("这是 Excel 工作簿", "This is an Excel workbook")
    } else if begins(&[b"%pdf"]) {
        ("这是 PDF 文件", "This is a PDF file")
    } else if begins(&[b"\x1f\x8b", b"rar!", b"7z\xbc\xaf"]) {
        ("这是压缩文件", "This is an archive")
    } else if begins(&[b"{\\rtf"]) {
        ("这是 RTF 文档", "This is an RTF document")
    } else if begins(&[b"id;p"]) {
        ("这是 SYLK 文件", "This is a SYLK file")
    } else if begins(&[b"<!", b"<?", b"mime-version:", b"content-type:", b"message-id:"]) || is_tag(&start, TAGS_OF_XML)
    {
        ("这是网页或 XML 文件", "This is a web page or XML")
    } else if is_json(&start) {
        ("这是 JSON 文件", "This is JSON")
    } else {
        return Ok(());
    };
    Err(Error::new(
        Code::NotATable,
        "",
        Text::new(format!("{zh}，不是 CSV 表格。"), format!("{en}, not a CSV table.")),
        Text::new("请在 Excel 中打开并“另存为”“CSV UTF-8”。", "Open it in Excel and save it as \"CSV UTF-8\"."),
    ))
}
