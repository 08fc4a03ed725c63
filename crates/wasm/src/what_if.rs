//! `WhatIf`: a scenario.

use super::layout::ranking::packed;
use super::layout::{self, MovedRow, StuckRow};
use super::requests::{number, FrameRequest, EVERY_METHOD};
use innodex::index::Ranking;
use innodex::scenario::{Before, Moved, Ops, Scenario, ScenarioSpec, Stuck};
use innodex_panel::error::Result;
use wasm_bindgen::prelude::*;

/// A scenario on a model.
#[wasm_bindgen]
pub struct WhatIf(pub(super) Scenario);

#[wasm_bindgen]
impl WhatIf {
    /// Replaces the changes.
    pub fn update(&mut self, spec: &str) -> Result<()> {
        let spec = ScenarioSpec::from_json_with(spec, &ops())?;
        self.0.update(&spec)
    }

    /// Gives one change another value.
    pub fn set_value(&mut self, change: f64, value: f64) -> Result<()> {
        self.0.set_value(number(change), value)
    }

    /// A frame of a slider: gives some changes other values (pairs of a number and a value), and packs the ranking of a node
    /// that follows, with the ranks before all changes.
    pub fn frame(
        &mut self,
        values: &[f64],
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
    ) -> Result<Vec<f64>> {
        let request = FrameRequest::new(self.0.model(), values, period, node, within, tie_rule)?;
        self.framed(&request).map(|(after, before)| packed(&after, Some(before)))
    }

    /// Every figure that moved; see [`MovedRow`].
    pub fn moved(&mut self, period: &str) -> Result<Vec<f64>> {
        let row = |m: Moved| MovedRow {
            unit: m.unit as f64,
            column: m.indicator as f64,
            period: m.period as f64,
            from: m.from,
            to: m.to,
            why: f64::from(m.why as u8),
        };
        Ok(layout::packed(self.0.moved(period.parse()?)?.into_iter().map(row)))
    }

    /// Every figure that should have moved and could not; see [`StuckRow`].
    pub fn stuck(&mut self, period: &str) -> Result<Vec<f64>> {
        self.held(period)
    }
}

/// The changes that a scenario can have here: the module of a first ranking holds no others.
pub(super) fn ops() -> Ops {
    if EVERY_METHOD {
        Ops::all()
    } else {
        Ops::first()
    }
}

/// What hosts without JavaScript's objects ask for too.
impl WhatIf {
    pub(super) fn framed(&mut self, request: &FrameRequest) -> Result<(Ranking, Before<'_>)> {
        self.0.set_values(&request.values)?;
        let order = request.order;
        self.0.ranking(request.period, order.node, order.region, order.ties)
    }

    pub(super) fn held(&mut self, period: &str) -> Result<Vec<f64>> {
        let row =
            |s: &Stuck| StuckRow { unit: s.unit as f64, column: s.indicator as f64, because_of: s.because_of as f64 };
        Ok(layout::packed(self.0.stuck(period.parse()?)?.iter().map(row)))
    }
}
