//! Workbooks: to COINr's tables, and of them. Each half is a module of its own.

#[cfg(feature = "workbook-sheets")]
mod sheets;

use innodex_panel::Result;
use wasm_bindgen::prelude::*;

/// iData and iMeta of a workbook, both CSV.
#[cfg(feature = "workbook-read")]
#[wasm_bindgen]
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<String>> {
    let (data, meta) = innodex_workbook::read(bytes)?;
    Ok(vec![data, meta])
}

/// A workbook of both.
#[cfg(feature = "workbook-write")]
#[wasm_bindgen]
pub fn write_workbook(data: &[u8], meta: &[u8]) -> Result<Vec<u8>> {
    innodex_workbook::write(data, meta)
}

/// [`read_workbook`] for hosts that have no JavaScript objects, packed (see `flat.rs`): `[iData, iMeta]`.
#[cfg(feature = "workbook-read")]
#[wasm_bindgen]
pub fn flat_workbook(bytes: &[u8]) -> Vec<u8> {
    use innodex_panel::json::Show;
    let tables = innodex_workbook::read(bytes).map(|(data, meta)| vec![data, meta].show());
    innodex_panel::pack::answer(tables, innodex_panel::pack::value)
}
