//! Workbooks: to COINr's tables, and of them. Each half is a module of its own.

#[cfg(feature = "workbook-read")]
mod read;
#[cfg(feature = "workbook-sheets")]
mod sheets;

/// A workbook of both.
#[cfg(feature = "workbook-write")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn write_workbook(data: &[u8], meta: &[u8]) -> innodex_panel::Result<Vec<u8>> {
    innodex_workbook::write(data, meta)
}
