//! `Robustness`: an uncertainty analysis, made a few draws at a time.

use crate::calculator::{before, Calculator};
use crate::layout::ranking::packed;
use crate::layout::{
    self, CrossingRow, FrameRow, HistogramRow, IntervalRow, LeftOutRow, Packed, PairRow, ProgressRow, RangeRow,
};
use crate::requests::analysis::{count, ConfidenceRequest, CrossingsRequest, SensitivityRequest, UncertaintyRequest};
use crate::requests::{Order, RankRequest};
use crate::what_if::WhatIf;
use innodex::index::{Ranking, Scores};
use innodex::question::draws::draw_table;
use innodex::robustness::confidence::ScoreErrors;
use innodex::robustness::crossings::crossings;
use innodex::robustness::leave_one_out::leave_one_out;
use innodex::robustness::{Quantiles, RankSensitivity, Uncertainty};
use innodex_panel::error::Result;
use innodex_panel::js::{object, written};
use innodex_panel::period::Period;
use wasm_bindgen::prelude::*;

/// An analysis of one period.
#[wasm_bindgen]
pub struct Robustness {
    draws: Uncertainty,
    /// The last ranking that others were compared with: a slider compares with the same again and again.
    compared: Option<(Period, Order, Ranking)>,
}

#[wasm_bindgen]
impl Calculator {
    /// An analysis; see [`UncertaintyRequest`].
    pub fn uncertainty(
        &self,
        period: &str,
        spec: Option<String>,
        draws: Option<f64>,
        seed: Option<f64>,
    ) -> Result<Robustness> {
        let request = UncertaintyRequest::new(&self.0, period, spec, draws, seed)?;
        request.analysis(&self.0).map(|draws| Robustness { draws, compared: None })
    }

    /// Where units pass each other along the share of a node; see `crossed`.
    pub fn crossings(&self, period: &str, node: &str, unit: Option<u32>) -> Result<Vec<f64>> {
        let request = CrossingsRequest::new(&self.0, node, unit)?;
        self.scores(period).and_then(|scores| crossed(&scores, &request))
    }

    /// The ranks that sampling error leaves open, as `RankConfidence`; null where no figure has a standard error. See
    /// [`ConfidenceRequest`].
    #[allow(clippy::too_many_arguments)] // the model, and seven as they cross
    pub fn confidence_sets(
        &self,
        period: &str,
        node: &str,
        coverage: f64,
        kind: &str,
        draws: Option<f64>,
        seed: f64,
        without: &str,
    ) -> Result<JsValue> {
        let asked = ConfidenceRequest::new(&self.0, period, node, coverage, kind, draws, seed, without)?;
        let errors = ScoreErrors::with(&self.0, asked.period, asked.node, asked.options.seed, asked.without)?;
        let Some(mut errors) = errors else { return Ok(JsValue::NULL) };
        errors.advance(asked.draws);
        Ok(object(&errors.rank_confidence(&asked.options)?))
    }

    /// Without each node of a level; see [`LeftOutRow`].
    pub fn leave_one_out(&self, period: &str, level: f64) -> Result<Vec<f64>> {
        let level = count("level", level, 1)?;
        let found = self.scores(period).and_then(|scores| leave_one_out(&scores, level))?;
        let mut out = vec![self.0.panel().units().len() as f64];
        for ((node, shift), ranks) in found.removed.iter().zip(&found.mean_shift).zip(&found.ranks) {
            LeftOutRow { node: *node as f64, mean_shift: *shift }.pack(&mut out);
            out.extend(ranks);
        }
        Ok(out)
    }
}

/// [`CrossingRow`]s, then [`RangeRow`]s: of one unit's crossings, only its own range is known.
fn crossed(scores: &Scores, request: &CrossingsRequest) -> Result<Vec<f64>> {
    let found = crossings(scores, request.node, request.unit)?;
    let mut out = vec![found.share, found.events.len() as f64];
    for e in &found.events {
        CrossingRow { share: e.share, above: e.above as f64, below: e.below as f64 }.pack(&mut out);
    }
    for unit in 0..scores.model().panel().units().len() {
        let asked = request.unit.is_none_or(|only| only == unit);
        let range = if asked { found.range(unit) } else { None };
        let (low, high) = range.unwrap_or((f64::NAN, f64::NAN));
        RangeRow { low, high }.pack(&mut out);
    }
    Ok(out)
}

#[wasm_bindgen]
impl Robustness {
    /// Makes up to so many draws more; says how many have been made.
    pub fn advance(&mut self, draws: usize) -> usize {
        self.draws.advance(draws)
    }

    /// What varies, in full.
    pub fn spec(&self) -> JsValue {
        written(self.draws.spec())
    }

    /// What is to be known before the draws are quoted.
    pub fn warnings(&self) -> JsValue {
        object(&self.draws.warnings())
    }

    /// The draws made so far, a record each: methods, weights and ranks.
    pub fn table(&mut self) -> JsValue {
        object(&draw_table(&mut self.draws).rows)
    }

    /// How many draws there are to be.
    pub fn draws(&self) -> usize {
        self.draws.draws()
    }

    /// Ranks over the draws, see [`IntervalRow`]; quantiles of type 7 or 3.
    pub fn units(&self, linear: bool) -> Vec<f64> {
        let units = self.draws.summary().units_ranks_by(if linear { Quantiles::Linear } else { Quantiles::Nearest });
        layout::packed(units.iter().map(|u| IntervalRow {
            nominal: u.nominal,
            mean: u.mean,
            median: u.median,
            q5: u.q5,
            q95: u.q95,
            missing: u.missing,
        }))
    }

    /// The share of draws of every unit and rank, so many ranks together; see [`HistogramRow`].
    pub fn histogram(&self, width: f64) -> Result<Vec<f64>> {
        let width = count("width", width, 1)?;
        let units = self.draws.model().panel().units().len();
        Ok(matrix::<HistogramRow>(units.div_ceil(width), self.draws.summary().binned(width)))
    }

    /// The share of draws in which each unit is among the first k.
    pub fn top(&self, k: f64) -> Result<Vec<f64>> {
        Ok(self.draws.summary().top(count("k", k, 0)? as u32))
    }

    /// P(u above v) of the units named; see [`PairRow`].
    pub fn pairwise(&self, units: Vec<u32>) -> Vec<f64> {
        let units: Vec<usize> = units.into_iter().map(|u| u as usize).collect();
        matrix::<PairRow>(units.len(), self.draws.summary().pairwise(&units))
    }

    /// The tier of every unit, 0 for none.
    pub fn tiers(&self, certainty: f64) -> Vec<u32> {
        self.draws.summary().tiers(certainty)
    }

    /// Other weights of some nodes (by number), the framework's of all others.
    pub fn set_weights(&mut self, nodes: Vec<u32>, weights: Vec<f64>) -> Result<()> {
        let weights: Vec<(usize, f64)> = nodes.into_iter().map(|n| n as usize).zip(weights).collect();
        self.draws.set_weights(&weights)
    }

    /// The figures of a scenario on the same model.
    pub fn follow(&mut self, scenario: &mut WhatIf) -> Result<()> {
        self.draws.follow(&mut scenario.0)
    }

    /// A frame of a slider: gives some changes of a scenario other values, as `WhatIf::frame`, follows it, and makes up to so
    /// many draws; see [`FrameRow`].
    #[allow(clippy::too_many_arguments)] // words and numbers cross one by one: no slider waits for JSON
    pub fn frame(
        &mut self,
        scenario: &mut WhatIf,
        values: &[f64],
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        draws: usize,
    ) -> Result<Vec<f64>> {
        let ranking = scenario.frame(values, period, node, within, tie_rule)?;
        self.follow(scenario)?;
        self.draws.advance(draws);
        let units = self.draws.summary().units_ranks_by(Quantiles::Nearest);
        let mut out = vec![units.len() as f64];
        for u in &units {
            let (nominal, mean, median, q5, q95, missing) = (u.nominal, u.mean, u.median, u.q5, u.q95, u.missing);
            FrameRow { nominal, mean, median, q5, q95, missing }.pack(&mut out);
        }
        out.extend(ranking);
        Ok(out)
    }

    /// The ranking without variation of a node, with the weights and figures as they are now, packed; compared with the model's
    /// own in a period, where one is given that has the same indicators.
    pub fn rank(
        &mut self,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Result<Vec<f64>> {
        let model = self.draws.model();
        let order = Order::new(model, node, within, tie_rule)?;
        let request = RankRequest::of(model, self.draws.period(), order, compare)?;
        self.compare(&request)?;
        let former = request.compare.and(self.compared.as_ref());
        let former = former.map(|(_, _, ranking)| before(ranking));
        Ok(packed(&self.draws.ranking(order.node, order.region, order.ties), former))
    }

    /// See `Calculator::crossings`; with the weights and figures as they are now.
    pub fn crossings(&self, node: &str, unit: Option<u32>) -> Result<Vec<f64>> {
        crossed(self.draws.nominal(), &CrossingsRequest::new(self.draws.model(), node, unit)?)
    }

    /// Which choice causes the spread; see [`SensitivityRequest`].
    pub fn sensitivity(&self, points: f64, bootstraps: f64, unit: Option<u32>) -> Result<Causes> {
        let request = SensitivityRequest::new(points, bootstraps, unit)?;
        let runs = RankSensitivity::new(&self.draws, request.points, request.unit)?;
        Ok(Causes { runs, bootstraps: request.bootstraps })
    }
}

impl Robustness {
    /// Ranks the units as they are compared, where that is not known.
    fn compare(&mut self, request: &RankRequest) -> Result<()> {
        let (Some(former), order) = (request.compare, request.order) else { return Ok(()) };
        if !self.compared.as_ref().is_some_and(|(period, by, _)| (*period, *by) == (former, order)) {
            let scores = self.draws.model().scores(former)?;
            self.compared = Some((former, order, scores.ranking(order.node, order.region, order.ties)));
        }
        Ok(())
    }
}

/// Runs of one length, one after the other.
fn matrix<R: Packed>(length: usize, values: Vec<f64>) -> Vec<f64> {
    debug_assert!(R::LAYOUT.row.is_empty());
    std::iter::once(length as f64).chain(values).collect()
}

/// A sensitivity analysis, made a few runs at a time.
#[wasm_bindgen]
pub struct Causes {
    runs: RankSensitivity,
    bootstraps: usize,
}

#[wasm_bindgen]
impl Causes {
    /// Makes up to so many runs more; whether there are more to make.
    pub fn advance(&mut self, runs: usize) -> bool {
        self.runs.advance(runs)
    }

    /// All runs, and those made; see [`ProgressRow`].
    pub fn progress(&self) -> Vec<f64> {
        layout::packed([ProgressRow { runs: self.runs.runs() as f64, done: self.runs.done() as f64 }])
    }

    /// The words of the factors.
    pub fn factors(&self) -> Vec<String> {
        self.runs.factors().iter().map(|factor| factor.id().to_owned()).collect()
    }

    /// The indices of every factor, in their order: `{ factors, mean, variance, points, left_out }`.
    pub fn indices(&self) -> JsValue {
        object(&self.runs.indices(self.bootstraps))
    }
}
