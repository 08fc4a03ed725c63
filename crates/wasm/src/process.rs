//! What a first ranking does not need: what the steps did, how figures go together, what every indicator adds, why a rank
//! changed, performance groups, trends, COINr's tables.

use super::calculator::Calculator;
use super::what_if::WhatIf;
use super::{area, number, ties, unknown};
use innodex::association::Measure;
use innodex::coinr::{read, write, Pipeline};
use innodex::explain::{explain, Decomposition, Explanation, Request};
use innodex::growth::{trends, UnitTrend};
use innodex::index::performance::Performance;
use innodex_panel::error::Result;
use innodex_panel::js::object;
use innodex_panel::period::Period;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// What the steps did in a period.
    pub fn report(&self, period: &str) -> Result<JsValue> {
        Ok(object(&self.scores(period)?.report()))
    }

    /// The self-audit of a period, with the method in words.
    pub fn audit(&self, period: &str) -> Result<JsValue> {
        Ok(object(&self.audited(period)?))
    }

    /// How the children of a group, or all indicators below it, go together.
    pub fn association(&self, period: &str, group: &str, measure: &str, leaves: bool) -> Result<JsValue> {
        let measure = Measure::from_id(measure).ok_or_else(|| unknown("measure", measure))?;
        let found = self.scores(period).and_then(|s| s.association(measure, group, leaves))?;
        Ok(object(&found))
    }

    /// What every indicator adds to the score of a node: the number of its node, then a value a unit; nothing where a group
    /// has no such parts.
    pub fn contributions(&self, period: &str, node: &str) -> Result<Option<Vec<f64>>> {
        let scores = self.scores(period)?;
        let node = scores.model().node(node)?;
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
    ) -> Result<JsValue> {
        Ok(object(&self.stands(period, node, within, average)?))
    }

    /// The trend of an indicator, ten numbers a unit: figures, slope, S, its variance, z, p, tau, reason, first period used,
    /// last (numbers, -1 for none).
    pub fn trend(&self, indicator: &str, from: Option<String>, period: &str) -> Result<Vec<f64>> {
        self.trends(indicator, from, period)
    }

    /// A period as COINr's two tables, iData and iMeta, CSV both.
    pub fn coinr_tables(&self, period: &str) -> Result<Vec<String>> {
        let written = period.parse().and_then(|p| write(self.model(), p));
        written.map(|(data, meta)| vec![data, meta])
    }

    /// This model in a period, to be explained.
    pub fn state(&self, period: &str) -> Result<State> {
        period.parse().and_then(|p| innodex::explain::State::new(self.model(), p)).map(State)
    }
}

/// The same without JavaScript's errors.
impl Calculator {
    fn audited(&self, period: &str) -> Result<innodex::audit::Audit> {
        innodex::audit::audit(&self.0, period.parse()?)
    }

    fn stands(&self, period: &str, node: &str, within: Option<String>, average: Option<f64>) -> Result<Performance> {
        let scores = self.scores(period)?;
        Ok(scores.performance(self.model().node(node)?, area(self.model().panel(), within.as_deref())?, average))
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
    /// What its funds take for granted, and the reader's own notes.
    pub fn assumptions(&self) -> JsValue {
        object(&self.0.assumptions().to_vec())
    }

    /// Effects that are not seen in a period, three numbers each: change, elasticity, periods later (NaN behind the last).
    pub fn unseen(&mut self, period: &str) -> Result<Vec<f64>> {
        let unseen = period.parse().and_then(|p| self.0.unseen(p))?;
        let row = |u: &innodex::scenario::Unseen| {
            [u.change as f64, u.elasticity as f64, u.periods.map_or(f64::NAN, f64::from)]
        };
        Ok(unseen.iter().flat_map(row).collect())
    }

    /// This scenario in a period, to be explained.
    pub fn state(&mut self, period: &str) -> Result<State> {
        let state = period.parse().and_then(|p| innodex::explain::State::of_scenario(&mut self.0, p));
        state.map(State)
    }
}

/// One of two states between which a rank changed.
#[wasm_bindgen]
pub struct State(innodex::explain::State);

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
    ) -> Result<JsValue> {
        let found = self.explained(to, unit, node.as_deref(), within.as_deref(), tie_rule, decomposition);
        Ok(object(&found?))
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
        let request =
            Request { node, region: area(self.0.model().panel(), within)?, ties: ties(tie_rule)?, decomposition };
        explain(&self.0, &to.0, unit, &request)
    }
}

/// COINr's own example pipeline on its tables: `{ columns, codes, values }`, the values a unit after the other, of every
/// level in COINr's order.
#[wasm_bindgen]
pub fn coinr(data: &[u8], meta: &[u8], group: Option<String>) -> Result<JsValue> {
    let tables = read(data, meta)?;
    let scores = tables.example(group.as_deref())?;
    Ok(object(&tables.table(&scores)?))
}

/// A model by the pipeline of COINr's own example.
#[wasm_bindgen]
pub fn coinr_model(data: &[u8], meta: &[u8], group: Option<String>) -> Result<Calculator> {
    let model = || -> Result<_> { Ok(innodex::coinr::read(data, meta)?.example(group.as_deref())?.model().clone()) };
    model().map(Calculator)
}
