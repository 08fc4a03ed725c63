//! `WhatIf`: a scenario.

use super::calculator::ops;
use super::{area, packed, ties};
use innodex::scenario::{Moved, Scenario, ScenarioSpec};
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
        // 0.5 is no change that there is.
        let change = if change >= 0.0 && change.fract() == 0.0 { change as usize } else { usize::MAX };
        self.0.set_value(change, value)
    }

    /// The ranking of a node after the changes, with the ranks before, packed.
    pub fn rank(&mut self, period: &str, node: &str, within: Option<String>, tie_rule: &str) -> Result<Vec<f64>> {
        self.ranked(period, node, within, tie_rule)
    }

    /// Every figure that moved, six numbers each: unit, indicator, period, from, to, why (0 asked, 1 part, 2 total, 3 same).
    pub fn moved(&mut self, period: &str) -> Result<Vec<f64>> {
        let moved = period.parse().and_then(|p| self.0.moved(p))?;
        let row =
            |m: &Moved| [m.unit as f64, m.indicator as f64, m.period as f64, m.from, m.to, f64::from(m.why as u8)];
        Ok(moved.iter().flat_map(row).collect())
    }

    /// Every figure that should have moved and could not, three numbers each: unit, indicator, what it depends on.
    pub fn stuck(&mut self, period: &str) -> Result<Vec<f64>> {
        self.held(period)
    }
}

/// The same without JavaScript's errors.
impl WhatIf {
    pub(super) fn ranked(
        &mut self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
    ) -> Result<Vec<f64>> {
        let node = self.0.model().node(node)?;
        let (within, tie_rule) = (area(self.0.model().panel(), within.as_deref())?, ties(tie_rule)?);
        let (after, before) = self.0.ranking(period.parse()?, node, within, tie_rule)?;
        Ok(packed(&after, Some(before)))
    }

    pub(super) fn held(&mut self, period: &str) -> Result<Vec<f64>> {
        let stuck = period.parse().and_then(|p| self.0.stuck(p))?;
        Ok(stuck.iter().flat_map(|s| [s.unit as f64, s.indicator as f64, s.because_of as f64]).collect())
    }
}
