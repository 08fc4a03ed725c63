//! From the records of a text to the rows of a file, and what stops it.

use super::columns::{as_text, Odd};
use super::encoding::binary;
use super::file::File;
use super::split::{records, Record, TooLong, LONGEST_RECORD};
use innodex_panel::error::{Code, Error};
use innodex_panel::text::Text;

/// The most columns, as in a workbook.
pub(super) const MOST_COLUMNS: usize = 2_000;
/// Why a piece does not go on.
pub(super) enum Stop {
    NotUtf8,
    Refused(Error),
}

impl Stop {
    /// The error of what is text for certain.
    pub(super) fn error(self) -> Error {
        match self {
            Stop::NotUtf8 => binary(),
            Stop::Refused(error) => error,
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Refused(error)
    }
}

impl From<Odd> for Stop {
    fn from(odd: Odd) -> Self {
        match odd {
            Odd::NotUtf8 => Stop::NotUtf8,
            Odd::Binary => Stop::Refused(binary()),
        }
    }
}

impl From<TooLong> for Stop {
    fn from(TooLong { line }: TooLong) -> Self {
        Stop::Refused(too_long(line))
    }
}

/// Gives a record to the file: as a row where it is one for certain.
pub(super) fn take(file: &mut File, record: Record) -> std::result::Result<(), Stop> {
    if file.take_row(record)? {
        return Ok(());
    }
    if file.header.is_empty() && record.ends.len() > MOST_COLUMNS {
        return Err(too_wide(record.line, record.ends.len()).into());
    }
    as_text(record.bytes())?;
    Ok(file.take(&record.cells().collect(), record.line, file.separator)?)
}

pub(super) fn too_wide(line: usize, columns: usize) -> Error {
    Error::new(
        Code::TooLarge,
        &format!("row {line}"),
        Text::new(
            format!("本行有{columns}列，最多{MOST_COLUMNS}列。"),
            format!("The row has {columns} columns; {MOST_COLUMNS} is the most."),
        ),
        Text::new(
            "请先转置表格，或删去不需要的列。",
            "Transpose the table, or take out the columns that are not needed.",
        ),
    )
}

/// Refuses rows of more columns than a table may have.
pub(super) fn check_widths(text: &str, separator: u8) -> std::result::Result<(), Stop> {
    records(text.as_bytes(), separator, false, &mut |record| match record.ends.len() {
        columns if columns > MOST_COLUMNS => Err(too_wide(record.line, columns).into()),
        _ => Ok(()),
    })
}

fn too_long(line: usize) -> Error {
    let most = LONGEST_RECORD / 1_000_000;
    Error::new(
        Code::TooLarge,
        &format!("row {line}"),
        Text::new(
            format!("从本行起有一行超过 {most} MB：可能缺少一个引号（\"），或文件没有换行。"),
            format!("From here on a row is longer than {most} MB: a quote (\") may be missing, or the file has no line ends."),
        ),
        Text::new("请检查本行的引号，重新导出文件。", "Look at the quotes of this row, and export the file again."),
    )
}
