//! What a first ranking does not need: what the steps did, how figures go together, what every indicator adds.

use super::calculator::Calculator;
use super::{object, thrown, unknown, Thrown};
use crate::association::Measure;
#[cfg(feature = "reader")]
use crate::coinr::read;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// What the steps did in a period.
    pub fn report(&self, period: &str) -> Thrown<JsValue> {
        Ok(object(&self.scores(period).map_err(thrown)?.report()))
    }

    /// The self-audit of a period, with the method in words.
    pub fn audit(&self, period: &str) -> Thrown<JsValue> {
        Ok(object(&self.audited(period).map_err(thrown)?))
    }

    /// How the children of a group, or all indicators below it, go together.
    pub fn association(&self, period: &str, group: &str, measure: &str, leaves: bool) -> Thrown<JsValue> {
        let measure = Measure::from_id(measure).ok_or_else(|| thrown(unknown("measure", measure)))?;
        let found = self.scores(period).and_then(|s| s.association(measure, group, leaves)).map_err(thrown)?;
        Ok(object(&found))
    }

    /// What every indicator adds to the score of a node: the number of its node, then a value a unit; nothing where a group
    /// has no such parts.
    pub fn contributions(&self, period: &str, node: &str) -> Thrown<Option<Vec<f64>>> {
        let scores = self.scores(period).map_err(thrown)?;
        let node = scores.model().node(node).map_err(thrown)?;
        let flat = |(at, values): (usize, Vec<f64>)| std::iter::once(at as f64).chain(values);
        Ok(scores.contributions(node).map(|all| all.into_iter().flat_map(flat).collect()))
    }
}

/// COINr's own example pipeline on its tables: `{ columns, codes, values }`, the values a unit after the other, of every
/// level in COINr's order.
#[cfg(feature = "reader")]
#[wasm_bindgen]
pub fn coinr(data: &[u8], meta: &[u8], group: Option<String>) -> Thrown<JsValue> {
    let tables = read(data, meta).map_err(thrown)?;
    let scores = tables.example(group.as_deref()).map_err(thrown)?;
    Ok(object(&tables.table(&scores).map_err(thrown)?))
}
