//! Files: reading a CSV into a `Calculator`, and checking.

use super::calculator::Calculator;

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
        Calculator::of_csv(csv, indicators, framework, cells)
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
        let panel = Panel::from_columns(about, values, reasons);
        let panel = panel.and_then(|panel| furnished(panel, indicators, cells));
        panel.and_then(|panel| Calculator::with(panel, framework))
    }
}

/// What the other faces of a model ask for.
impl Calculator {
    pub(super) fn model(&self) -> &Model {
        &self.0
    }

    pub(super) fn scores(&self, period: &str) -> Result<innodex::Scores> {
        self.0.scores(period.parse()?)
    }

    pub(super) fn of_csv(
        csv: &[u8],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> Result<Calculator> {
        Calculator::with(panel(csv, indicators, cells)?, framework)
    }

    /// By a framework, or as the plain mean of the columns.
    pub(super) fn with(panel: Panel, framework: Option<String>) -> Result<Calculator> {
        match &framework {
            Some(json) => Calculator::of(panel, json),
            None => {
                let columns = Framework::of_columns(&panel);
                Model::new(panel, columns).map(Calculator)
            }
        }
    }
}

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
pub fn check(files: Vec<js_sys::Uint8Array>, embedded: Option<Vec<u8>>) -> Result<JsValue> {
    let files: Vec<Vec<u8>> = files.iter().map(|f| f.to_vec()).collect();
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let known: Vec<Indicator> = match embedded {
        Some(compact) => Panel::from_compact(&compact)?.indicators().to_vec(),
        None => Vec::new(),
    };
    Ok(object(&innodex::check::check(&files, &known)))
}
