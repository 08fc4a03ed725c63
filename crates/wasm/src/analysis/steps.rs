//! The figures after every step, in bulk.

use crate::calculator::Calculator;
use crate::layout::{Packed, StepRow};
use innodex_panel::Result;

use innodex_panel::js::object;
use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// The names of the steps, and the figures of a period after every one, see [`StepRow`]: of every indicator in the order
    /// of the tree, step by step, then of every node.
    pub fn steps(&self, period: &str) -> Result<Array> {
        let scores = self.scores(period)?;
        let mut packed = vec![scores.model().panel().units().len() as f64];
        for (_, figures) in scores.stages().iter().flat_map(|stage| &stage.nodes) {
            StepRow {}.pack(&mut packed);
            packed.extend(figures.iter());
        }
        Ok(Array::of2(&object(&scores.model().step_names()), &Float64Array::from(&packed[..])))
    }
}
