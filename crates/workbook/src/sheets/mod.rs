//! Files of any kind as sheets of cells.
//!
//! | kind | cells | merged | hidden rows, columns, sheets | formats |
//! |---|---|---|---|---|
//! | XLSX, XLSM, XLSB | yes | yes | yes | percent, dates |
//! | XLS (Excel 5 to 2003) | yes | yes (from Excel 97 on) | yes | percent, dates |
//! | ODS | yes | yes | yes | percent, dates |
//! | SpreadsheetML 2003 (XML) | yes | yes | yes | percent; dates say themselves what they are |
//! | web pages, web archives | each table of at least 2 x 2 cells is a sheet | colspan, rowspan | no | as they are shown |
//! | JSON | records, or lists | none | none | none |
//!
//! calamine reads the same workbooks, and the tests compare with it. It is not used here: it keeps a whole rectangle for the
//! cells of a sheet, so two cells far apart ask for gigabytes; it knows neither hidden rows nor percentages; and encoding_rs,
//! which it brings, is half a megabyte of wasm.

mod biff;
mod compound;
mod document;
mod grid;
mod html;
mod json;
mod kinds;
mod mhtml;
mod ods;
mod ods_styles;
mod page;
mod relations;
mod spreadsheet_ml;
mod xls;
mod xls_formula;
mod xlsb;
mod xlsx;

use super::read::{form, letters, package, place, xml};
use compound::Compound;
pub use document::document;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::sheet::Sheet;
use innodex_panel::text::Text;
pub use kinds::{kind, Kind};
use kinds::{other, refuse_compound, without_cells, zipped, Zipped};
use package::Parts;

/// The sheets of a workbook, a web page or JSON, in their order; of a workbook the hidden ones too. `progress` is told the
/// share that is read, from 0 to 1.
///
/// # Errors
/// `locked` for a workbook with a password; `not_a_table` for what is none of these (text too: CSV has a reader of its own)
/// and for a page without a table; `empty_file` for a workbook without a cell; `unknown_form` for what is damaged, with the
/// part or the cell; `too_large` beyond 100 MB, unpacked beyond 200 times the file (16 MB in any case) or 256 MB, and beyond
/// 128 MB of text; `bad_json`; `unknown_encoding`.
pub fn sheets(bytes: &[u8], progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let sheets = match kind(bytes) {
        Kind::Zip => {
            let mut parts = Parts::open(bytes)?;
            match zipped(&mut parts)? {
                Zipped::Xlsx(workbook) => xlsx::read(parts, &workbook, progress)?,
                Zipped::Xlsb(workbook) => xlsb::read(parts, &workbook, progress)?,
                Zipped::Ods => ods::read(parts, progress)?,
            }
        }
        Kind::Compound => {
            let file = Compound::open(bytes)?;
            refuse_compound(&file)?;
            xls::read(&file, progress)?
        }
        Kind::Html => html::read(bytes, progress)?,
        Kind::Mhtml => mhtml::read(bytes, progress)?,
        Kind::Xml => spreadsheet_ml::read(bytes)?,
        Kind::Json => json::read(bytes)?,
        Kind::Other => return Err(other(bytes)),
        Kind::Text => return Err(text()),
    };
    progress(1.0);
    match sheets.iter().all(|sheet| sheet.cells.is_empty()) {
        true => Err(without_cells(sheets.len())),
        false => Ok(sheets),
    }
}

/// What people call such a file, by what it holds: XLSX, XLSB, ODS, XLS, HTML, MHTML, XML, JSON. Nothing for what holds no sheet.
pub fn kind_name(bytes: &[u8]) -> &'static str {
    match kind(bytes) {
        Kind::Zip => match Parts::open(bytes).and_then(|mut parts| zipped(&mut parts)) {
            Ok(Zipped::Xlsx(_)) => "XLSX",
            Ok(Zipped::Xlsb(_)) => "XLSB",
            Ok(Zipped::Ods) => "ODS",
            Err(_) => "",
        },
        Kind::Compound => "XLS",
        Kind::Html => "HTML",
        Kind::Mhtml => "MHTML",
        Kind::Xml => "XML",
        Kind::Json => "JSON",
        Kind::Other | Kind::Text => "",
    }
}

#[cold]
fn text() -> Error {
    Error::new(
        Code::NotATable,
        "",
        Text::new("这不是工作簿、网页或 JSON。", "This is no workbook, no web page and no JSON."),
        Text::new("文本表格请按 CSV 打开。", "Open tables of text as CSV."),
    )
}
