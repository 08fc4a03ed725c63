//! A sheet of cells, whatever kind of file it comes from: a workbook's sheet, a table of a web page, a CSV file.
//!
//! Readers of files make sheets; who understands tables takes them. Both know this form and not each other.

/// A rectangle of cells. Rows and columns count from 0, and the last ones belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// One sheet as its file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty where the file does not name it.
    pub name: String,
    /// Whether the file hides the sheet.
    pub hidden: bool,
    /// The cells as CSV (RFC 4180, commas, UTF-8): one record for each row from the sheet's first one, empty rows too;
    /// each has a field for every column up to the last that holds anything.
    ///
    /// A cell is written as a person would type it: a number in full ("0.1", never rounded), a share of a hundred with its
    /// sign ("2.33%"), a date as "2022-01-31" (with its time where it has one: "2022-01-31 12:00"; the first of a month or a year as "2022-01" or
    /// "2022" where its format shows no more), a failed formula as its error ("#DIV/0!"), and a formula of which no result is
    /// stored as the formula ("=SUM(B2:B4)"). A merged cell has its text in its first cell only.
    pub cells: String,
    /// Merged cells.
    pub merged: Vec<Range>,
    /// Rows that the file hides, ascending.
    pub hidden_rows: Vec<u32>,
    /// Columns that the file hides, ascending.
    pub hidden_columns: Vec<u32>,
}

impl Sheet {
    /// How many rows and columns its cells take up.
    pub fn extent(&self) -> (u32, u32) {
        let (mut rows, mut columns, mut quoted) = (0, 0, false);
        for byte in self.cells.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => rows += 1,
                // All records are of one length.
                b',' if !quoted && rows == 0 => columns += 1,
                _ => {}
            }
        }
        (rows, if rows > 0 { columns + 1 } else { 0 })
    }
}
