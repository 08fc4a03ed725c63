//! `WhatIf`: a scenario.

use super::{object, packed, region, thrown, ties};
use crate::scenario::{Scenario, ScenarioSpec, Why};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A scenario on a model.
#[wasm_bindgen]
pub struct WhatIf(pub(super) Scenario);

#[derive(Serialize)]
struct MovedOut {
    unit: usize,
    indicator: usize,
    period: usize,
    from: Option<f64>,
    to: f64,
    why: Why,
}

#[derive(Serialize)]
struct StuckOut {
    unit: usize,
    indicator: usize,
    because_of: usize,
}

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
    pub fn rank(&mut self, period: &str, node: &str, within: Option<String>, tie_rule: &str) -> Result<Vec<f64>, JsValue> {
        let node = self.0.model().node(node).map_err(thrown)?;
        let (within, tie_rule) = (region(within.as_deref()).map_err(thrown)?, ties(tie_rule).map_err(thrown)?);
        let period = period.parse().map_err(thrown)?;
        let (after, before) = self.0.ranking(period, node, within, tie_rule).map_err(thrown)?;
        Ok(packed(&after, Some(&before)))
    }

    /// Every figure that moved, by numbers: `[{unit, indicator, period, from, to, why}]`.
    pub fn moved(&mut self, period: &str) -> Result<JsValue, JsValue> {
        let moved = period.parse().and_then(|p| self.0.moved(p)).map_err(thrown)?;
        let out = moved.iter().map(|m| MovedOut {
            unit: m.unit,
            indicator: m.indicator,
            period: m.period,
            from: Some(m.from).filter(|v| !v.is_nan()),
            to: m.to,
            why: m.why,
        });
        object(&out.collect::<Vec<_>>())
    }

    /// Every figure that should have moved and could not, by numbers: `[{unit, indicator, because_of}]`.
    pub fn stuck(&mut self, period: &str) -> Result<JsValue, JsValue> {
        let period = period.parse().map_err(thrown)?;
        let stuck = self.0.stuck(period).map_err(thrown)?;
        object(&stuck.iter().map(|s| StuckOut { unit: s.unit, indicator: s.indicator, because_of: s.because_of }).collect::<Vec<_>>())
    }
}
