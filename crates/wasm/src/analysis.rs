//! What a first ranking does not need: what the steps did, how figures go together, what every indicator adds, why a rank
//! changed, performance groups, trends, COINr's tables.

mod planning;
mod robustness;
mod steps;

use super::calculator::Calculator;
use super::layout::ranking::number;
use super::layout::{self, ContributionRow, Packed, TrendRow, UnseenRow};
use super::requests::analysis::{explained, AssociationRequest, PerformanceRequest, TrendRequest};
use super::what_if::WhatIf;
use innodex::coinr::{read, write, Pipeline};
use innodex::explain::explain;
use innodex::growth::{trends, UnitTrend};
use innodex::index::Scores;
use innodex::scenario::Unseen;
use innodex_panel::error::Result;
use innodex_panel::js::object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Calculator {
    /// The answer to a question, see [`innodex::question`]; the request is JSON.
    pub fn ask(&self, word: &str, request: &str) -> Result<JsValue> {
        Ok(object(&innodex::question::ask(&self.0, word, request)?))
    }

    /// What the steps did in a period.
    pub fn report(&self, period: &str) -> Result<JsValue> {
        Ok(object(&self.scores(period)?.report()))
    }

    /// The self-audit of a period, with the method in words.
    pub fn audit(&self, period: &str) -> Result<JsValue> {
        Ok(object(&innodex::audit::audit(&self.0, period.parse()?)?))
    }

    /// How the children of a group, or all indicators below it, go together.
    pub fn association(&self, period: &str, group: &str, measure: &str, leaves: bool) -> Result<JsValue> {
        let request = AssociationRequest::new(period, group, measure, leaves)?;
        let scores = self.0.scores(request.period)?;
        Ok(object(&scores.association(request.measure, request.group, request.leaves)?))
    }

    /// What every indicator adds to the score of a node, see [`ContributionRow`]; nothing where a group has no such parts.
    pub fn contributions(&self, period: &str, node: &str) -> Result<Option<Vec<f64>>> {
        let scores = self.scores(period)?;
        let found = scores.contributions(scores.model().node(node)?);
        let units = scores.model().panel().units().len();
        Ok(found.map(|all| {
            let mut out = vec![units as f64];
            for (node, values) in all {
                ContributionRow { node: node as f64 }.pack(&mut out);
                out.extend(values);
            }
            out
        }))
    }

    /// How every unit stands to the average.
    pub fn performance(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        average: Option<f64>,
    ) -> Result<JsValue> {
        let request = PerformanceRequest::new(&self.0, period, node, within, average)?;
        let scores = self.0.scores(request.period)?;
        Ok(object(&scores.performance(request.node, request.region, request.average)))
    }

    /// The trend of an indicator; see [`TrendRow`].
    pub fn trend(&self, indicator: &str, from: Option<String>, period: &str) -> Result<Vec<f64>> {
        self.trends(&TrendRequest::new(indicator, from, period)?)
    }

    /// A period as COINr's two tables, iData and iMeta, CSV both.
    pub fn coinr_tables(&self, period: &str) -> Result<Vec<String>> {
        let written = period.parse().and_then(|p| write(&self.0, p));
        written.map(|(data, meta)| vec![data, meta])
    }

    /// This model in a period, to be explained.
    pub fn state(&self, period: &str) -> Result<State> {
        period.parse().and_then(|p| innodex::explain::State::new(&self.0, p)).map(State)
    }
}

impl Calculator {
    pub(super) fn scores(&self, period: &str) -> Result<Scores> {
        self.0.scores(period.parse()?)
    }

    fn trends(&self, request: &TrendRequest) -> Result<Vec<f64>> {
        let found = trends(&self.0, request.indicator, request.from, request.period)?;
        let row = |UnitTrend { trend: t, from, to }: &UnitTrend| TrendRow {
            n: t.n as f64,
            slope: t.slope,
            s: t.s,
            variance: t.variance,
            z: t.z,
            p: t.p,
            tau: t.tau,
            reason: number(t.reason),
            from: self.period(*from),
            to: self.period(*to),
        };
        Ok(layout::packed(found.iter().map(row)))
    }
}

#[wasm_bindgen]
impl WhatIf {
    /// What its funds take for granted, and the reader's own notes.
    pub fn assumptions(&self) -> JsValue {
        object(&self.0.assumptions().to_vec())
    }

    /// Effects that are not seen in a period; see [`UnseenRow`].
    pub fn unseen(&mut self, period: &str) -> Result<Vec<f64>> {
        let row = |u: &Unseen| UnseenRow {
            change: u.change as f64,
            elasticity: u.elasticity as f64,
            later: u.periods.map_or(f64::NAN, f64::from),
        };
        Ok(layout::packed(self.0.unseen(period.parse()?)?.iter().map(row)))
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
        let request = explained(self.0.model(), node.as_deref(), within.as_deref(), tie_rule, decomposition)?;
        Ok(object(&explain(&self.0, &to.0, unit, &request)?))
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
