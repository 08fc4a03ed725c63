//! The figures after every step, in bulk.

use super::calculator::Calculator;
use super::{object, thrown, Thrown};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// The figures of a period after every step, a value a unit: of every indicator in the order of the tree, step by step,
    /// then of every node.
    pub fn steps(&self, period: &str) -> Thrown<Vec<f64>> {
        let scores = self.scores(period).map_err(thrown)?;
        Ok(scores.stages().iter().flat_map(|stage| &stage.nodes).flat_map(|(_, figures)| *figures).copied().collect())
    }

    /// The names of these steps.
    pub fn step_names(&self) -> JsValue {
        object(&self.0.step_names())
    }
}
