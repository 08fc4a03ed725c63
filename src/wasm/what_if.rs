//! `WhatIf`: a scenario.

use super::{packed, region, thrown, ties};
use crate::scenario::{Moved, Scenario, ScenarioSpec};
use wasm_bindgen::prelude::*;

/// A scenario on a model.
#[wasm_bindgen]
pub struct WhatIf(pub(super) Scenario);

#[wasm_bindgen]
impl WhatIf {
    /// Replaces the changes.
    pub fn update(&mut self, spec: &str) -> Result<(), JsValue> {
        let spec = ScenarioSpec::from_json(spec).map_err(thrown)?;
        self.0.update(&spec).map_err(thrown)
    }

    /// Gives one change another value.
    pub fn set_value(&mut self, change: usize, value: f64) -> Result<(), JsValue> {
        self.0.set_value(change, value).map_err(thrown)
    }

    /// The ranking of a node after the changes, with the ranks before, packed.
    pub fn rank(
        &mut self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
    ) -> Result<Vec<f64>, JsValue> {
        let node = self.0.model().node(node).map_err(thrown)?;
        let (within, tie_rule) = (region(within.as_deref()).map_err(thrown)?, ties(tie_rule).map_err(thrown)?);
        let period = period.parse().map_err(thrown)?;
        let (after, before) = self.0.ranking(period, node, within, tie_rule).map_err(thrown)?;
        Ok(packed(&after, Some(before)))
    }

    /// Every figure that moved, six numbers each: unit, indicator, period, from, to, why (0 asked, 1 part, 2 total, 3 same).
    pub fn moved(&mut self, period: &str) -> Result<Vec<f64>, JsValue> {
        let moved = period.parse().and_then(|p| self.0.moved(p)).map_err(thrown)?;
        let row =
            |m: &Moved| [m.unit as f64, m.indicator as f64, m.period as f64, m.from, m.to, f64::from(m.why as u8)];
        Ok(moved.iter().flat_map(row).collect())
    }

    /// Every figure that should have moved and could not, three numbers each: unit, indicator, what it depends on.
    pub fn stuck(&mut self, period: &str) -> Result<Vec<f64>, JsValue> {
        let stuck = period.parse().and_then(|p| self.0.stuck(p)).map_err(thrown)?;
        Ok(stuck.iter().flat_map(|s| [s.unit as f64, s.indicator as f64, s.because_of as f64]).collect())
    }
}
