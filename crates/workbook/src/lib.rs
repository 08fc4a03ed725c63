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

mod places;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "sheets")]
mod sheets;
mod tool;
#[cfg(feature = "write")]
mod write;

#[cfg(feature = "read")]
pub use read::read;
#[cfg(feature = "sheets")]
pub use sheets::{document, kind, kind_name, sheets, Kind};
#[cfg(feature = "write")]
pub use write::write;
