//! `Calculator`: a model.

use super::what_if::WhatIf;
use super::{area, number, packed, ties, unknown};
use innodex::framework::Framework;
use innodex::growth::{growth_by, Rate, Rates, Request};
use innodex::index::Model;
use innodex::scenario::{Before, Ops, Scenario, ScenarioSpec};
use innodex::{Description, Methods};
use innodex_panel::error::Result;
use innodex_panel::js::object;
use innodex_panel::panel::Panel;
use innodex_panel::period::Period;
use wasm_bindgen::prelude::*;

/// A panel and a framework that fit.
#[wasm_bindgen]
pub struct Calculator(pub(super) Model);

#[wasm_bindgen]
impl Calculator {
    /// A model of a panel in its compact form and a framework in JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(compact: &[u8], framework: &str) -> Result<Calculator> {
        Panel::from_compact(compact).and_then(|panel| Calculator::of(panel, framework))
    }

    /// What the model is made of.
    pub fn describe(&self) -> JsValue {
        object(&self.description())
    }

    /// The ranking of a node, packed; with the ranks of another period where one is given that has the same indicators.
    pub fn rank(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Result<Vec<f64>> {
        self.ranked(period, node, within, tie_rule, compare)
    }

    /// One figure, unfolded down to what was published.
    pub fn figure(&self, id: &str, unit: &str, period: &str) -> Result<JsValue> {
        let scores = period.parse().and_then(|p| self.0.scores(p))?;
        Ok(object(&scores.figure(id, unit)?))
    }

    /// The growth of an indicator, a row a unit: `value, reason, first period used, last period used` (numbers, -1 for none).
    #[allow(clippy::too_many_arguments)] // an object of options would have to be read here
    pub fn growth(
        &self,
        indicator: &str,
        rate: &str,
        period: &str,
        from: Option<String>,
        base: Option<String>,
        lag: Option<f64>,
        deflator: Option<String>,
    ) -> Result<Vec<f64>> {
        self.grown(indicator, rate, period, from, base, lag, deflator)
    }

    /// A what-if on this model.
    pub fn scenario(&self, spec: &str) -> Result<WhatIf> {
        self.what_if(spec)
    }
}

/// The methods that a framework can choose here: the module of a first ranking holds no others.
fn methods() -> Methods {
    if cfg!(feature = "methods") {
        Methods::all()
    } else {
        Methods::first()
    }
}

/// The growth rates likewise.
fn rates() -> Rates {
    if cfg!(feature = "methods") {
        Rates::all()
    } else {
        Rates::first()
    }
}

/// The changes of a scenario likewise.
pub(super) fn ops() -> Ops {
    if cfg!(feature = "methods") {
        Ops::all()
    } else {
        Ops::first()
    }
}

/// The same without JavaScript's errors.
impl Calculator {
    pub(super) fn of(panel: Panel, framework: &str) -> Result<Calculator> {
        let methods = methods();
        Model::new_with(panel, Framework::from_json_with(framework, &methods)?, &methods).map(Calculator)
    }

    pub(super) fn description(&self) -> Description {
        self.0.describe()
    }

    pub(super) fn ranked(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Result<Vec<f64>> {
        let (at, ties) = (self.0.node(node)?, ties(tie_rule)?);
        let within = area(self.0.panel(), within.as_deref())?;
        let ranking = |period: Period| -> Result<_> { Ok(self.0.scores(period)?.ranking(at, within, ties)) };
        let now = ranking(period.parse()?)?;
        // Ranks by other indicators are those of another index.
        let compared = |former: Period| -> Result<_> {
            Ok(if self.0.comparable(at, period.parse()?, former)? { Some(ranking(former)?) } else { None })
        };
        let before = compare.map(|former| former.parse().and_then(compared)).transpose()?.flatten();
        Ok(packed(&now, before.as_ref().map(|b| Before { ranks: &b.ranks, scores: &b.scores })))
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn grown(
        &self,
        indicator: &str,
        rate: &str,
        period: &str,
        from: Option<String>,
        base: Option<String>,
        lag: Option<f64>,
        deflator: Option<String>,
    ) -> Result<Vec<f64>> {
        let parsed = |p: Option<String>| p.map(|p| p.parse::<Period>()).transpose();
        let request = Request {
            rate: Rate::from_id(rate).ok_or_else(|| unknown("rate", rate))?,
            period: period.parse()?,
            from: parsed(from)?,
            base: parsed(base)?,
            // What is no whole number is none that there is.
            lag: lag.map(|n| if n.fract() == 0.0 { n as u32 } else { 0 }),
            deflator: deflator.as_deref(),
        };
        let rows = growth_by(&rates(), &self.0, indicator, &request)?;
        let place = |p: Option<Period>| p.and_then(|p| self.0.panel().find_period(p).ok()).map_or(-1.0, |p| p as f64);
        Ok(rows.iter().flat_map(|g| [g.value, number(g.reason), place(g.from), place(g.to)]).collect())
    }

    pub(super) fn what_if(&self, spec: &str) -> Result<WhatIf> {
        let ops = ops();
        Scenario::new_with(&self.0, &ScenarioSpec::from_json_with(spec, &ops)?, &ops).map(WhatIf)
    }
}
