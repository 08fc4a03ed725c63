//! Reads a text that is all there: a sheet of a workbook, or a file that is not large.

use super::encoding::Encoding;
use super::file::File;
use super::layout::grid::Grid;
use super::plan::Source;
use super::rows::{take, too_wide, Stop, MOST_COLUMNS};
use super::split::{records, TooLong};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::sheet::Sheet;
use innodex_panel::text::Text;
use std::sync::Arc;

/// The most bytes of a file that is held as a whole.
pub const LARGEST: usize = 100_000_000;
/// A text of more bytes is large.
pub(super) const LARGE: usize = 4_000_000;
/// So many records of a large text tell how it is laid out.
const LOOKED_AT: usize = 400;

impl File {
    /// Reads a sheet of cells; rows and columns in messages are those of the sheet.
    ///
    /// # Errors
    /// What cannot be read as a table at all: `empty_file`, `one_column`, `no_header`, `no_rows`.
    pub fn of_sheet(name: &str, sheet: &Sheet, progress: &mut dyn FnMut(f64)) -> Result<File> {
        if sheet.cells.chars().all(|c| c == ',' || c == '"' || c.is_whitespace()) {
            return Err(nothing());
        }
        let file = File::new(name, Encoding::Utf8, b',', Some(sheet.name.clone()));
        let file = file.of_text(&sheet.cells, Some(sheet));
        progress(1.0);
        file
    }

    /// Reads cells: as they stand, if there is one line of names over rows of units, and else laid out. Of a large text only
    /// the head is looked at first, so that it is not held twice.
    pub(super) fn of_text(mut self, text: &str, sheet: Option<&Sheet>) -> Result<File> {
        let whole = || Arc::new(grid(text, self.separator, sheet, usize::MAX));
        let head = grid(text, self.separator, sheet, LOOKED_AT);
        if head.width > MOST_COLUMNS {
            return Err(too_wide(1, head.width));
        }
        let cells = match text.len() > LARGE && self.is_plain(text, sheet) {
            true => None,
            false => Some(whole()),
        };
        if let Some(laid) = cells.as_ref().and_then(|cells| self.laid_as(cells, &Source::default())) {
            return Ok(laid);
        }
        self.grid = cells;
        let separator = self.separator;
        records(text.as_bytes(), separator, sheet.is_some(), &mut |record| take(&mut self, record))
            .map_err(Stop::error)?;
        self.finish()
    }

    /// Whether the head of a text is one line of names over rows of units.
    pub(super) fn is_plain(&self, text: &str, sheet: Option<&Sheet>) -> bool {
        self.laid_as(&Arc::new(grid(text, self.separator, sheet, LOOKED_AT)), &Source::default()).is_none()
    }
}

/// The cells of a text or of its first records.
fn grid(text: &str, separator: u8, sheet: Option<&Sheet>, most: usize) -> Grid {
    let mut grid = Grid::default();
    // What stops it is that there are enough.
    let _ = records(text.as_bytes(), separator, sheet.is_some(), &mut |record| {
        let cells: csv::ByteRecord = record.cells().collect();
        // A million formatted rows without a word are nothing.
        if cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
            grid.push(record.line, csv::StringRecord::from_byte_record_lossy(cells));
        }
        (grid.len() < most).then_some(()).ok_or(Enough)
    });
    sheet.into_iter().for_each(|sheet| grid.knows(sheet));
    grid
}

/// That no more records are wanted.
struct Enough;

impl From<TooLong> for Enough {
    fn from(_: TooLong) -> Self {
        Enough
    }
}

/// Refuses what is held as a whole (a workbook, a web page, JSON) and has more than [`LARGEST`] bytes.
///
/// # Errors
/// `too_large`.
pub fn check_size(bytes: usize) -> Result<()> {
    if bytes <= LARGEST {
        return Ok(());
    }
    let (has, most) = (bytes / 1_000_000, LARGEST / 1_000_000);
    Err(Error::new(
        Code::TooLarge,
        "",
        Text::new(format!("文件有 {has} MB，超过 {most} MB。"), format!("The file has {has} MB, more than {most} MB.")),
        Text::new(
            "请另存为“CSV UTF-8”（可读入更大的文件），或拆成几个文件。",
            "Save it as \"CSV UTF-8\", of which larger files are read, or split it.",
        ),
    ))
}

fn nothing() -> Error {
    Error::new(
        Code::EmptyFile,
        "",
        Text::new("工作表为空。", "The sheet is empty."),
        Text::new("请选择含表头和数据的工作表。", "Choose a sheet with a header and rows."),
    )
}
