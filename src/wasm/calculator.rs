//! `Calculator`: a model.

use super::what_if::WhatIf;
use super::{number, object, packed, region, thrown, ties, unknown};
use crate::framework::Framework;
use crate::growth::{growth, Rate, Request};
use crate::index::Model;
use crate::panel::Panel;
use crate::period::Period;
use crate::scenario::{Before, Scenario, ScenarioSpec};
use wasm_bindgen::prelude::*;

/// A panel and a framework that fit.
#[wasm_bindgen]
pub struct Calculator(Model);

#[wasm_bindgen]
impl Calculator {
    /// A model of a panel in its compact form and a framework in JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(compact: &[u8], framework: &str) -> Result<Calculator, JsValue> {
        Panel::from_compact(compact).and_then(|panel| Calculator::of(panel, framework)).map_err(thrown)
    }

    /// A model of a CSV, with framework JSON, indicators JSON and cells CSV where there are some.
    #[cfg(feature = "reader")]
    pub fn from_csv(
        csv: &[u8],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> Result<Calculator, JsValue> {
        let panel = super::reader::panel(csv, indicators, cells).map_err(thrown)?;
        Calculator::with(panel, framework).map_err(thrown)
    }

    /// A model of plain columns (see `Panel::from_columns`), with framework JSON where there is one.
    #[cfg(feature = "reader")]
    pub fn from_columns(
        about: &str,
        values: Vec<f64>,
        reasons: &[u8],
        framework: Option<String>,
    ) -> Result<Calculator, JsValue> {
        let panel = Panel::from_columns(about, values, reasons).map_err(thrown)?;
        Calculator::with(panel, framework).map_err(thrown)
    }

    /// What the model is made of.
    pub fn describe(&self) -> JsValue {
        object(&self.0.describe())
    }

    /// The ranking of a node, packed; with the ranks of another period where one is given.
    pub fn rank(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Result<Vec<f64>, JsValue> {
        let ranking = |period: &str| -> crate::error::Result<_> {
            let scores = self.0.scores(period.parse()?)?;
            Ok(scores.ranking(self.0.node(node)?, region(within.as_deref())?, ties(tie_rule)?))
        };
        let before = compare.as_deref().map(ranking).transpose().map_err(thrown)?;
        ranking(period)
            .map(|now| packed(&now, before.as_ref().map(|b| Before { ranks: &b.ranks, scores: &b.scores })))
            .map_err(thrown)
    }

    /// One figure, unfolded down to what was published.
    pub fn figure(&self, id: &str, unit: &str, period: &str) -> Result<JsValue, JsValue> {
        let scores = period.parse().and_then(|p| self.0.scores(p)).map_err(thrown)?;
        Ok(object(&scores.figure(id, unit).map_err(thrown)?))
    }

    /// The growth of an indicator, a row a unit: `value, reason, first period used, last period used` (numbers, -1 for none).
    pub fn growth(
        &self,
        indicator: &str,
        rate: &str,
        period: &str,
        from: Option<String>,
        base: Option<String>,
        lag: Option<u32>,
    ) -> Result<Vec<f64>, JsValue> {
        let parsed = |p: Option<String>| p.map(|p| p.parse::<Period>()).transpose().map_err(thrown);
        let request = Request {
            rate: Rate::from_id(rate).ok_or_else(|| thrown(unknown("rate", rate)))?,
            period: period.parse().map_err(thrown)?,
            from: parsed(from)?,
            base: parsed(base)?,
            lag,
        };
        let rows = growth(&self.0, indicator, &request).map_err(thrown)?;
        let place = |p: Option<Period>| p.and_then(|p| self.0.panel().find_period(p).ok()).map_or(-1.0, |p| p as f64);
        Ok(rows.iter().flat_map(|g| [g.value, number(g.reason), place(g.from), place(g.to)]).collect())
    }

    /// A what-if on this model.
    pub fn scenario(&self, spec: &str) -> Result<WhatIf, JsValue> {
        let spec = ScenarioSpec::from_json(spec).map_err(thrown)?;
        Scenario::new(&self.0, &spec).map(WhatIf).map_err(thrown)
    }
}

impl Calculator {
    fn of(panel: Panel, framework: &str) -> crate::error::Result<Calculator> {
        Model::new(panel, Framework::from_json(framework)?).map(Calculator)
    }

    /// By a framework, or as the plain mean of the columns.
    #[cfg(feature = "reader")]
    fn with(panel: Panel, framework: Option<String>) -> crate::error::Result<Calculator> {
        match &framework {
            Some(json) => Calculator::of(panel, json),
            None => {
                let columns = Framework::of_columns(&panel);
                Model::new(panel, columns).map(Calculator)
            }
        }
    }
}
