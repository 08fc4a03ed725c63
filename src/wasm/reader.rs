//! Files: reading a CSV into a `Calculator`, and checking.

use super::{object, thrown, Thrown};
use crate::error::Result;
use crate::panel::{compact, indicators_from_json, Indicator, Panel};
use wasm_bindgen::prelude::*;

/// The panel of a CSV file, or of the compact form.
pub(super) fn panel(figures: &[u8], indicators: Option<String>, cells: Option<Vec<u8>>) -> Result<Panel> {
    if compact::is_compact(figures) {
        return furnished(Panel::from_compact(figures)?, indicators, cells);
    }
    let definitions = indicators.map(|json| indicators_from_json(&json)).transpose()?;
    furnished(Panel::from_csv(figures, definitions)?, None, cells)
}

/// A panel with what else is known of its columns and figures.
pub(super) fn furnished(panel: Panel, indicators: Option<String>, cells: Option<Vec<u8>>) -> Result<Panel> {
    let panel = match indicators {
        Some(json) => panel.with_indicators(&json)?,
        None => panel,
    };
    match cells {
        Some(csv) => panel.with_cells(&csv),
        None => Ok(panel),
    }
}

/// Checks files against each other: one list of findings a file. The columns of the embedded panel are known where it
/// is given.
#[wasm_bindgen]
pub fn check(files: Vec<js_sys::Uint8Array>, embedded: Option<Vec<u8>>) -> Thrown<JsValue> {
    let files: Vec<Vec<u8>> = files.iter().map(|f| f.to_vec()).collect();
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let known: Vec<Indicator> = match embedded {
        Some(compact) => Panel::from_compact(&compact).map_err(thrown)?.indicators().to_vec(),
        None => Vec::new(),
    };
    Ok(object(&crate::check::check(&files, &known)))
}
