//! Sheets of workbooks (XLSX, XLSM, XLSB, XLS, ODS), web pages and JSON: [`sheets()`]. And the workbook of the JRC's COIN Tool (XLSX,
//! XLSM), and COINr's tables in one: read, and written.
//!
//! The COIN Tool (Becker and others 2019, COIN Tool User Guide, EUR 29899, doi:10.2760/523877) keeps an index in two sheets
//! of an Excel workbook. Which cell means what is taken from COINr, whose `import_coin_tool` reads them (Becker and others
//! 2022, JOSS 7(78), 4567):
//!
//! | sheet | cells | |
//! |---|---|---|
//! | Database | E7:CY7 | weight of the indicator of that column |
//! | | E8:CY8 | direction, 1 or -1 |
//! | | E9:CY9, E10:CY10 | lower and upper goalpost |
//! | | E11:CY11 to E14:CY14 | code of its index, sub-index (`si.01`), pillar (`p.01`), sub-pillar (`sp.01`) |
//! | | E15:CY15, E16:CY16 | name, code (`ind.01`) |
//! | | B17:B315, C17:C315 | name and code of the unit of that row |
//! | | E17:CY315 | figures; `n/a` where missing |
//! | Framework | C4:H4 | header; in workbooks from before 2019 one row further down, as all below it |
//! | | C5:C52 | code of an index, sub-index, pillar or sub-pillar; `--` where a row is not used |
//! | | E5:E52, H5:H52 | its weight within its group, and its name |
//!
//! A level on which all indicators are in one group is not used, and left out. [`read()`] gives COINr's iData and iMeta, which
//! [`coinr::read`](innodex_panel::coinr::read) takes as they are; [`write()`] turns them back into a workbook. What the COIN Tool has no
//! place for (denominators, groups of units, codes of one's own) stands in two further sheets, iData and iMeta: both tables as
//! they are. They may also stand in a workbook without the others.
//!
//! - A formula counts as what the spreadsheet last computed of it; one that was never computed is an error.
//! - Missing are empty cells, `n/a`, `NA`, `--`, `#N/A`. Every other error of a spreadsheet (`#DIV/0!`) is an error here: a
//!   figure that could not be computed is not one that does not exist. COINr takes both for missing.
//! - Indicators and units without any figure stay. COINr drops them, and where they are not the last ones the names of the
//!   others slip.

#[cfg(feature = "sheets")]
mod biff;
#[cfg(feature = "sheets")]
mod compound;
#[cfg(feature = "read")]
mod database;
#[cfg(feature = "read")]
mod form;
#[cfg(feature = "sheets")]
mod grid;
#[cfg(feature = "sheets")]
mod html;
#[cfg(feature = "sheets")]
mod json;
#[cfg(feature = "sheets")]
mod kinds;
#[cfg(feature = "sheets")]
mod mhtml;
#[cfg(feature = "sheets")]
mod ods;
#[cfg(feature = "sheets")]
mod ods_styles;
#[cfg(feature = "read")]
mod package;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "sheets")]
mod relations;
#[cfg(feature = "read")]
mod sheet;
#[cfg(feature = "sheets")]
mod sheets;
#[cfg(feature = "sheets")]
mod spreadsheet_ml;
mod tool;
#[cfg(feature = "write")]
mod write;
#[cfg(feature = "sheets")]
mod xls;
#[cfg(feature = "sheets")]
mod xls_formula;
#[cfg(feature = "sheets")]
mod xlsb;
#[cfg(feature = "sheets")]
mod xlsx;
#[cfg(feature = "read")]
mod xml;

#[cfg(feature = "sheets")]
pub use kinds::{kind, Kind};
#[cfg(feature = "read")]
pub use read::read;
#[cfg(feature = "sheets")]
pub use sheets::sheets;
#[cfg(feature = "write")]
pub use write::write;

/// Rows of the sheet Database, from 1.
mod row {
    pub(super) const WEIGHT: u32 = 7;
    pub(super) const DIRECTION: u32 = 8;
    pub(super) const LOWER: u32 = 9;
    pub(super) const UPPER: u32 = 10;
    /// Of the index; the three rows below are the levels down to the sub-pillar.
    pub(super) const INDEX: u32 = 11;
    pub(super) const NAME: u32 = 15;
    pub(super) const CODE: u32 = 16;
    pub(super) const FIRST_UNIT: u32 = 17;
    pub(super) const LAST_UNIT: u32 = 315;
}

/// Columns of the sheet Database, from 1.
mod column {
    pub(super) const NAME: u32 = 2;
    pub(super) const CODE: u32 = 3;
    pub(super) const FIRST_INDICATOR: u32 = 5;
    pub(super) const LAST_INDICATOR: u32 = 103;
}

/// The sheet Framework: rows are those below its header.
mod framework {
    pub(super) const HEADER: u32 = 4;
    pub(super) const ROWS: u32 = 48;
    pub(super) const CODE: u32 = 3;
    pub(super) const WEIGHT: u32 = 5;
    pub(super) const NAME: u32 = 8;
    pub(super) const CODE_HEADER: &str = "Dimension/indicator";
}

/// How the codes of a level begin, from the sub-pillar up to the index.
const PREFIXES: [&str; 4] = ["sp.", "p.", "si.", "Index"];

/// A cell by its name in spreadsheets: `Database!F18`.
#[cfg(feature = "read")]
fn place(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}{row}", letters(column))
}

/// The letters of a column, from 1.
#[cfg(feature = "read")]
fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut left = column;
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters
}
