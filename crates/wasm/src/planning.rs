//! What it would take: goals, reach, least data, tornado, scenarios side by side, a budget split. Asked for by a click, so
//! answers are objects.

use super::calculator::Calculator;
use super::robustness::analysis;
use super::{area, ties};
use innodex::allocate::{allocate, Budget};
use innodex::goal::{least_data, reach, seek, tornado, Goal};
use innodex::scenario::{compare, ScenarioSpec};
use innodex_panel::error::Result;
use innodex_panel::js::object;
use innodex_panel::json::{Read, Show};
use wasm_bindgen::prelude::*;

fn shown<T: Show>(result: Result<T>) -> Result<JsValue> {
    result.map(|value| object(&value))
}

#[wasm_bindgen]
impl Calculator {
    /// The smallest change of one column, or the least money, that reaches a goal.
    pub fn goal(&self, goal_json: &str) -> Result<JsValue> {
        shown(Goal::from_json(goal_json).and_then(|asked| seek(self.model(), &asked)))
    }

    /// Of every column, the smallest change for every rank that it can reach.
    pub fn reach(&self, goal_json: &str) -> Result<JsValue> {
        shown(Goal::from_json(goal_json).and_then(|asked| reach(self.model(), &asked)))
    }

    /// In every indicator, raised to the next unit above; with likely ranks of the whole index, unless no draws are asked for.
    pub fn least_data(
        &self,
        period: &str,
        unit: &str,
        node: &str,
        spec: Option<String>,
        draws: Option<u32>,
        seed: Option<u32>,
    ) -> Result<JsValue> {
        let raised = || -> Result<_> {
            let model = self.model();
            let (node, at) = (model.node(node)?, model.panel().find_unit(unit)?);
            let mut sure = match node == 0 && draws != Some(0) {
                true => Some(analysis(model, period, spec.as_deref(), draws, seed)?),
                false => None,
            };
            least_data(model, period.parse()?, unit, node, &mut |scenario| match &mut sure {
                Some(sure) => sure.likely(scenario, at),
                None => Ok(None),
            })
        };
        shown(raised())
    }

    /// Some per cent more and less of every column.
    pub fn tornado(&self, period: &str, unit: &str, node: &str, percent: f64) -> Result<JsValue> {
        let model = self.model();
        shown(model.node(node).and_then(|node| tornado(model, period.parse()?, unit, node, percent)))
    }

    /// The best split of a budget.
    pub fn allocate(&self, period: &str, budget: &str) -> Result<JsValue> {
        shown(Budget::from_json(budget).and_then(|asked| allocate(self.model(), period.parse()?, &asked)))
    }

    /// Scenarios (a JSON list) side by side.
    pub fn compare(
        &self,
        scenarios: &str,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
    ) -> Result<JsValue> {
        let side_by_side = || -> Result<_> {
            let specs: Vec<ScenarioSpec> = Vec::read(&innodex_panel::json::parse(scenarios)?)?;
            let model = self.model();
            let (within, tie_rule) = (area(model.panel(), within.as_deref())?, ties(tie_rule)?);
            compare(model, &specs, period.parse()?, model.node(node)?, within, tie_rule)
        };
        shown(side_by_side())
    }
}
