//! A workbook's tables.

use innodex_panel::json::Show;
use innodex_panel::{pack, Result};
use wasm_bindgen::prelude::*;

/// iData and iMeta of a workbook, both CSV.
#[wasm_bindgen]
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<String>> {
    let (data, meta) = innodex_workbook::read(bytes)?;
    Ok(vec![data, meta])
}

/// [`read_workbook`] for hosts that have no JavaScript objects, packed (see `flat.rs`): `[iData, iMeta]`.
#[wasm_bindgen]
pub fn flat_workbook(bytes: &[u8]) -> Vec<u8> {
    let tables = innodex_workbook::read(bytes).map(|(data, meta)| vec![data, meta].show());
    pack::answer(tables, pack::value)
}
