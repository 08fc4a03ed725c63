//! The figures after every step, in bulk.

use super::calculator::Calculator;
use innodex_panel::Result;

use innodex_panel::js::object;
use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// The names of the steps, and the figures of a period after every one, a value a unit: of every indicator in the order
    /// of the tree, step by step, then of every node.
    pub fn steps(&self, period: &str) -> Result<Array> {
        let scores = self.scores(period)?;
        let stages = scores.stages();
        let figures = stages.iter().flat_map(|stage| &stage.nodes).flat_map(|(_, figures)| figures.iter().copied());
        let figures: Vec<f64> = figures.collect();
        Ok(Array::of2(&object(&scores.model().step_names()), &Float64Array::from(&figures[..])))
    }
}
