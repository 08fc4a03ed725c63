//! Files: reading a CSV into a `Calculator`, and checking.

use super::calculator::Calculator;
use super::requests::files::LoadRequest;

use innodex::{Framework, Model};
use innodex_panel::error::Result;
use innodex_panel::js::object;
use innodex_panel::panel::{compact, indicators_from_json, Indicator, Panel};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// A model of a CSV, or of a panel in its compact form, with framework JSON, indicators JSON and cells CSV where there are some.
    pub fn from_csv(
        csv: &[u8],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> Result<Calculator> {
        Calculator::of_csv(csv, LoadRequest { indicators, framework, cells })
    }

    /// A model of plain columns (see `Panel::from_columns`), with the rest as `from_csv` takes it.
    pub fn from_columns(
        about: &str,
        values: Vec<f64>,
        reasons: &[u8],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> Result<Calculator> {
        Calculator::of_panel(Panel::from_columns(about, values, reasons)?, LoadRequest { indicators, framework, cells })
    }
}

/// What hosts without JavaScript's objects ask for too.
impl Calculator {
    pub(super) fn of_csv(figures: &[u8], mut with: LoadRequest) -> Result<Calculator> {
        if compact::is_compact(figures) {
            return Calculator::of_panel(Panel::from_compact(figures)?, with);
        }
        let definitions = with.indicators.take().map(|json| indicators_from_json(&json)).transpose()?;
        Calculator::of_panel(Panel::from_csv(figures, definitions)?, with)
    }

    /// Of a panel, with what else is known of its columns and figures.
    pub(super) fn of_panel(panel: Panel, with: LoadRequest) -> Result<Calculator> {
        let panel = match with.indicators {
            Some(json) => panel.with_indicators(&json)?,
            None => panel,
        };
        let panel = match with.cells {
            Some(csv) => panel.with_cells(&csv)?,
            None => panel,
        };
        match with.framework {
            Some(json) => Calculator::of(panel, &json),
            None => {
                let columns = Framework::of_columns(&panel);
                Model::new(panel, columns).map(Calculator)
            }
        }
    }
}

/// Checks files against each other: one list of findings a file. The columns of the embedded panel are known where it
/// is given.
#[wasm_bindgen]
pub fn check(files: Vec<js_sys::Uint8Array>, embedded: Option<Vec<u8>>) -> Result<JsValue> {
    let files: Vec<Vec<u8>> = files.iter().map(|f| f.to_vec()).collect();
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let known: Vec<Indicator> = match embedded {
        Some(compact) => Panel::from_compact(&compact)?.indicators().to_vec(),
        None => Vec::new(),
    };
    Ok(object(&innodex::check::check(&files, &known)))
}
