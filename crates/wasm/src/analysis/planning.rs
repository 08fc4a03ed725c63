//! What it would take: goals, reach, least data, tornado, scenarios side by side, a budget split. Asked for by a click, so
//! answers are objects.

use crate::calculator::Calculator;
use crate::requests::analysis::{CompareRequest, LeastDataRequest};
use innodex::allocate::{allocate, Budget};
use innodex::goal::{least_data, reach, seek, tornado, Goal, Raised};
use innodex::scenario::compare;
use innodex_panel::error::Result;
use innodex_panel::js::object;
use innodex_panel::json::Show;
use wasm_bindgen::prelude::*;

fn shown<T: Show>(result: Result<T>) -> Result<JsValue> {
    result.map(|value| object(&value))
}

#[wasm_bindgen]
impl Calculator {
    /// The smallest change of one column, or the least money, that reaches a goal.
    pub fn goal(&self, goal_json: &str) -> Result<JsValue> {
        shown(Goal::from_json(goal_json).and_then(|asked| seek(&self.0, &asked)))
    }

    /// Of every column, the smallest change for every rank that it can reach.
    pub fn reach(&self, goal_json: &str) -> Result<JsValue> {
        shown(Goal::from_json(goal_json).and_then(|asked| reach(&self.0, &asked)))
    }

    /// In every indicator, raised to the next unit above; with likely ranks of the whole index, unless no draws are asked for.
    pub fn least_data(
        &self,
        period: &str,
        unit: &str,
        node: &str,
        spec: Option<String>,
        draws: Option<f64>,
        seed: Option<f64>,
    ) -> Result<JsValue> {
        let request = LeastDataRequest::new(&self.0, period, unit, node, spec, draws, seed)?;
        shown(self.raised(&request))
    }

    /// Some per cent more and less of every column.
    pub fn tornado(&self, period: &str, unit: &str, node: &str, percent: f64) -> Result<JsValue> {
        let model = &self.0;
        shown(model.node(node).and_then(|node| tornado(model, period.parse()?, unit, node, percent)))
    }

    /// The best split of a budget.
    pub fn allocate(&self, period: &str, budget: &str) -> Result<JsValue> {
        shown(Budget::from_json(budget).and_then(|asked| allocate(&self.0, period.parse()?, &asked)))
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
        let model = &self.0;
        let CompareRequest { specs, period, order } =
            CompareRequest::new(model, scenarios, period, node, within, tie_rule)?;
        shown(compare(model, &specs, period, order.node, order.region, order.ties))
    }
}

impl Calculator {
    fn raised(&self, request: &LeastDataRequest) -> Result<Vec<Raised>> {
        let model = &self.0;
        let mut sure = request.likely.as_ref().map(|draws| draws.analysis(model)).transpose()?;
        let code = &model.panel().units()[request.unit].code;
        least_data(model, request.period, code, request.node, &mut |scenario| match &mut sure {
            Some(sure) => sure.likely(scenario, request.unit),
            None => Ok(None),
        })
    }
}
