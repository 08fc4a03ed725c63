//! Workbooks: to COINr's tables, and of them. Each half is a module of its own.

use super::{thrown, Thrown};
use crate::workbook;
use wasm_bindgen::prelude::*;

/// iData and iMeta of a workbook, both CSV.
#[cfg(feature = "workbook-read")]
#[wasm_bindgen]
pub fn read_workbook(bytes: &[u8]) -> Thrown<Vec<String>> {
    let (data, meta) = workbook::read(bytes).map_err(thrown)?;
    Ok(vec![data, meta])
}

/// A workbook of both.
#[cfg(feature = "workbook-write")]
#[wasm_bindgen]
pub fn write_workbook(data: &[u8], meta: &[u8]) -> Thrown<Vec<u8>> {
    workbook::write(data, meta).map_err(thrown)
}
