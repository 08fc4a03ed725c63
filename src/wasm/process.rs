//! What a first ranking does not need: what the steps did, how figures go together, what every indicator adds, why a rank
//! changed, performance groups, trends, COINr's tables.

use super::calculator::Calculator;
use super::what_if::WhatIf;
use super::{number, object, region, thrown, ties, unknown, Thrown};
use crate::association::Measure;
#[cfg(feature = "reader")]
use crate::coinr::{read, write};
use crate::error::Result;
use crate::explain::{explain, Decomposition, Explanation, Request};
use crate::growth::{trends, UnitTrend};
use crate::index::performance::Performance;
use crate::period::Period;
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

    /// How every unit stands to the average.
    pub fn performance(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        average: Option<f64>,
    ) -> Thrown<JsValue> {
        Ok(object(&self.stands(period, node, within, average).map_err(thrown)?))
    }

    /// The trend of an indicator, ten numbers a unit: figures, slope, S, its variance, z, p, tau, reason, first period used,
    /// last (numbers, -1 for none).
    pub fn trend(&self, indicator: &str, from: Option<String>, period: &str) -> Thrown<Vec<f64>> {
        self.trends(indicator, from, period).map_err(thrown)
    }

    /// A period as COINr's two tables, iData and iMeta, CSV both.
    #[cfg(feature = "reader")]
    pub fn coinr_tables(&self, period: &str) -> Thrown<Vec<String>> {
        let written = period.parse().and_then(|p| write(self.model(), p));
        written.map(|(data, meta)| vec![data, meta]).map_err(thrown)
    }

    /// This model in a period, to be explained.
    pub fn state(&self, period: &str) -> Thrown<State> {
        period.parse().and_then(|p| crate::explain::State::new(self.model(), p)).map(State).map_err(thrown)
    }
}

/// The same without JavaScript's errors.
impl Calculator {
    fn stands(&self, period: &str, node: &str, within: Option<String>, average: Option<f64>) -> Result<Performance> {
        let scores = self.scores(period)?;
        Ok(scores.performance(self.model().node(node)?, region(within.as_deref())?, average))
    }

    fn trends(&self, indicator: &str, from: Option<String>, period: &str) -> Result<Vec<f64>> {
        let found = trends(self.model(), indicator, from.map(|p| p.parse()).transpose()?, period.parse()?)?;
        let place =
            |p: Option<Period>| p.and_then(|p| self.model().panel().find_period(p).ok()).map_or(-1.0, |p| p as f64);
        let row = |UnitTrend { trend: t, from, to }: &UnitTrend| {
            [t.n as f64, t.slope, t.s, t.variance, t.z, t.p, t.tau, number(t.reason), place(*from), place(*to)]
        };
        Ok(found.iter().flat_map(row).collect())
    }
}

#[wasm_bindgen]
impl WhatIf {
    /// This scenario in a period, to be explained.
    pub fn state(&mut self, period: &str) -> Thrown<State> {
        let state = period.parse().and_then(|p| crate::explain::State::of_scenario(&mut self.0, p));
        state.map(State).map_err(thrown)
    }
}

/// One of two states between which a rank changed.
#[wasm_bindgen]
pub struct State(crate::explain::State);

#[wasm_bindgen]
impl State {
    /// Why the rank of a unit is another in the second state than in this one.
    pub fn explain(
        &self,
        to: &State,
        unit: &str,
        node: Option<String>,
        within: Option<String>,
        tie_rule: &str,
        decomposition: &str,
    ) -> Thrown<JsValue> {
        let found = self.explained(to, unit, node.as_deref(), within.as_deref(), tie_rule, decomposition);
        Ok(object(&found.map_err(thrown)?))
    }
}

impl State {
    fn explained(
        &self,
        to: &State,
        unit: &str,
        node: Option<&str>,
        within: Option<&str>,
        tie_rule: &str,
        decomposition: &str,
    ) -> Result<Explanation> {
        let decomposition =
            Decomposition::from_id(decomposition).ok_or_else(|| unknown("decomposition", decomposition))?;
        let request = Request { node, region: region(within)?, ties: ties(tie_rule)?, decomposition };
        explain(&self.0, &to.0, unit, &request)
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

/// A model by the pipeline of COINr's own example.
#[cfg(feature = "reader")]
#[wasm_bindgen]
pub fn coinr_model(data: &[u8], meta: &[u8], group: Option<String>) -> Thrown<Calculator> {
    let model = || -> Result<_> { Ok(crate::coinr::read(data, meta)?.example(group.as_deref())?.model().clone()) };
    model().map(Calculator::of_model).map_err(thrown)
}
