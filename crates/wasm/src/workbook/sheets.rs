//! Sheets of files of any kind, for raw tables.

use innodex_panel::Result;
use wasm_bindgen::prelude::*;

/// A sheet of a file: its cells as CSV, and what the file says of its form.
#[wasm_bindgen]
pub struct FileSheet(innodex_panel::sheet::Sheet, &'static str);

/// The sheets of a workbook, a web page or JSON; none of what is text of another kind. `progress` is told the share that is
/// read.
#[wasm_bindgen]
pub fn read_sheets(name: &str, bytes: &[u8], progress: &js_sys::Function) -> Result<Vec<FileSheet>> {
    let told = |share: f64| {
        // What a listener throws is its own affair.
        let _ = progress.call1(&JsValue::NULL, &share.into());
    };
    let kind = innodex_workbook::kind_name(bytes);
    Ok(sheets(name, bytes, &mut { told })?.into_iter().map(|sheet| FileSheet(sheet, kind)).collect())
}

/// The same for hosts that have no JavaScript objects, packed (see `flat.rs`): `[{name, hidden, rows, columns, cells, layout}]`;
/// `layout` is what the table module takes with the cells: how many merged cells there are, four numbers for each, how many
/// hidden rows, their numbers, hidden columns.
#[wasm_bindgen]
pub fn flat_sheets(name: &str, bytes: &[u8]) -> Vec<u8> {
    use innodex_panel::json::{object, Json};
    let shown = |sheet: &innodex_panel::sheet::Sheet| {
        let (rows, columns) = sheet.extent();
        let (rows, columns) = (rows as usize, columns as usize);
        object(&[
            ("name", &sheet.name),
            ("hidden", &sheet.hidden),
            ("rows", &rows),
            ("columns", &columns),
            ("cells", &sheet.cells),
            ("layout", &layout(sheet)),
        ])
    };
    let all = sheets(name, bytes, &mut |_| {}).map(|sheets| Json::List(sheets.iter().map(shown).collect()));
    innodex_panel::pack::answer(all, innodex_panel::pack::value)
}

/// The text of a document (DOCX, ODT, a web page, plain text), one paragraph a line.
#[wasm_bindgen]
pub fn document_text(bytes: &[u8]) -> Result<String> {
    innodex_workbook::document(bytes)
}

fn layout(sheet: &innodex_panel::sheet::Sheet) -> Vec<usize> {
    let merged = sheet.merged.iter().flat_map(|range| [range.top, range.left, range.bottom, range.right]);
    let count = |many: usize| std::iter::once(many as u32);
    let rows = count(sheet.hidden_rows.len()).chain(sheet.hidden_rows.iter().copied());
    let all = count(sheet.merged.len()).chain(merged).chain(rows).chain(sheet.hidden_columns.iter().copied());
    all.map(|number| number as usize).collect()
}

fn sheets(name: &str, bytes: &[u8], told: &mut dyn FnMut(f64)) -> Result<Vec<innodex_panel::sheet::Sheet>> {
    if innodex_workbook::kind(bytes) == innodex_workbook::Kind::Text {
        return Ok(Vec::new());
    }
    innodex_workbook::sheets(bytes, told).map_err(|error| error.in_file(name))
}

#[wasm_bindgen]
impl FileSheet {
    /// Its name; empty where the file does not name it.
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// What kind of file it comes from: XLSX, XLS, ODS, HTML.
    pub fn kind(&self) -> String {
        self.1.to_owned()
    }

    /// Whether the file hides it.
    pub fn hidden(&self) -> bool {
        self.0.hidden
    }

    /// How many rows and columns its cells take up.
    pub fn extent(&self) -> Vec<u32> {
        let (rows, columns) = self.0.extent();
        vec![rows, columns]
    }

    /// Its cells as CSV.
    pub fn cells(&self) -> String {
        self.0.cells.clone()
    }

    /// Merged cells, four numbers each: first row, first column, last row, last column, from 0.
    pub fn merged(&self) -> Vec<u32> {
        self.0.merged.iter().flat_map(|range| [range.top, range.left, range.bottom, range.right]).collect()
    }

    /// Hidden rows, from 0.
    pub fn hidden_rows(&self) -> Vec<u32> {
        self.0.hidden_rows.clone()
    }

    /// Hidden columns, from 0.
    pub fn hidden_columns(&self) -> Vec<u32> {
        self.0.hidden_columns.clone()
    }
}
