//! Files: reading a CSV into a `Calculator`, and checking.

use super::{object, thrown};
use crate::panel::{indicators_from_json, Indicator, Panel};
use wasm_bindgen::prelude::*;

/// The panel of a CSV file.
pub(super) fn panel(csv: &[u8], indicators: Option<String>, cells: Option<Vec<u8>>) -> crate::error::Result<Panel> {
    let panel = Panel::from_csv(csv, indicators.map(|json| indicators_from_json(&json)).transpose()?)?;
    match cells {
        Some(csv) => panel.with_cells(&csv),
        None => Ok(panel),
    }
}

/// Checks files against each other: one list of findings a file. The columns of the embedded panel are known where it
/// is given.
#[wasm_bindgen]
pub fn check(files: Vec<js_sys::Uint8Array>, embedded: Option<Vec<u8>>) -> Result<JsValue, JsValue> {
    let files: Vec<Vec<u8>> = files.iter().map(|f| f.to_vec()).collect();
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let known: Vec<Indicator> = match embedded {
        Some(compact) => Panel::from_compact(&compact).map_err(thrown)?.indicators().to_vec(),
        None => Vec::new(),
    };
    Ok(object(&crate::check::check(&files, &known)))
}
