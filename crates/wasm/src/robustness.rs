//! `Robustness`: an uncertainty analysis, made a few draws at a time.

use super::calculator::Calculator;
use super::what_if::WhatIf;
use super::{area, packed, ties, unknown};
use innodex::index::{Model, Scores};
use innodex::robustness::confidence::{Kind, Options, ScoreErrors};
use innodex::robustness::crossings::crossings;
use innodex::robustness::leave_one_out::leave_one_out;
use innodex::robustness::{Quantiles, RankSensitivity, Uncertainty, UncertaintySpec};
use innodex_panel::error::Result;
use innodex_panel::js::{object, written};
use wasm_bindgen::prelude::*;

/// An analysis of one period.
#[wasm_bindgen]
pub struct Robustness(Uncertainty);

#[wasm_bindgen]
impl Calculator {
    /// An analysis by a specification, or by the framework's own; draws and seed win over what either says.
    pub fn uncertainty(
        &self,
        period: &str,
        spec: Option<String>,
        draws: Option<u32>,
        seed: Option<u32>,
    ) -> Result<Robustness> {
        analysis(self.model(), period, spec.as_deref(), draws, seed).map(Robustness)
    }

    /// Where units pass each other along the share of a node, packed; see `crossed`.
    pub fn crossings(&self, period: &str, node: &str, unit: Option<u32>) -> Result<Vec<f64>> {
        self.scores(period).and_then(|scores| crossed(&scores, node, unit))
    }

    /// The ranks that sampling error leaves open, as `RankConfidence`; null where no figure has a standard error. `draws` is
    /// for the errors of scores and the critical values alike; where left out, 10,000 and 1,000 (as csranks).
    pub fn confidence_sets(
        &self,
        period: &str,
        node: &str,
        coverage: f64,
        kind: &str,
        draws: Option<usize>,
        seed: u32,
    ) -> Result<JsValue> {
        let sets = || -> Result<_> {
            let model = self.model();
            let kind = Kind::from_id(kind).ok_or_else(|| unknown("kind", kind))?;
            let options =
                Options { coverage, kind, draws: draws.unwrap_or(1000), seed: u64::from(seed), stepdown: true };
            let Some(mut errors) = ScoreErrors::new(model, period.parse()?, model.node(node)?, options.seed)? else {
                return Ok(None);
            };
            errors.advance(draws.unwrap_or(10_000));
            errors.rank_confidence(&options).map(Some)
        };
        sets().map(|found| object(&found))
    }

    /// Without each node of a level, a row a node: its number, mean shift of ranks, rank of every unit.
    pub fn leave_one_out(&self, period: &str, level: usize) -> Result<Vec<f64>> {
        let found = self.scores(period).and_then(|scores| leave_one_out(&scores, level))?;
        let row = |at: usize| {
            let head = [found.removed[at] as f64, found.mean_shift[at]];
            head.into_iter().chain(found.ranks[at].iter().copied())
        };
        Ok((0..found.removed.len()).flat_map(row).collect())
    }
}

/// An analysis as it was asked for.
pub(super) fn analysis(
    model: &Model,
    period: &str,
    spec: Option<&str>,
    draws: Option<u32>,
    seed: Option<u32>,
) -> Result<Uncertainty> {
    let (mut spec, place) = match spec {
        Some(json) => (UncertaintySpec::from_json(json)?, "$"),
        None => (UncertaintySpec::of(model.framework())?, "$.uncertainty"),
    };
    spec.draws = draws.map(|n| n as usize).or(spec.draws);
    spec.seed = seed.map(|n| n as usize).or(spec.seed);
    Uncertainty::new(model, &spec, period.parse()?).map_err(|e| e.relocated("$", place))
}

/// The share now, how many crossings there are, for each `share, above, below` (numbers of units), then for every unit the ends
/// of the range of shares in which it keeps its rank (NaN where it has none).
fn crossed(scores: &Scores, node: &str, unit: Option<u32>) -> Result<Vec<f64>> {
    let found = crossings(scores, scores.model().node(node)?, unit.map(|u| u as usize))?;
    let mut packed = vec![found.share, found.events.len() as f64];
    packed.extend(found.events.iter().flat_map(|e| [e.share, e.above as f64, e.below as f64]));
    // Of one unit's crossings, only its own range follows.
    let units = scores.model().panel().units().len();
    let asked = |u: &usize| unit.is_none_or(|unit| unit as usize == *u);
    for u in 0..units {
        let (low, high) = Some(u).filter(asked).and_then(|u| found.range(u)).unwrap_or((f64::NAN, f64::NAN));
        packed.extend([low, high]);
    }
    Ok(packed)
}

#[wasm_bindgen]
impl Robustness {
    /// Makes up to so many draws more; says how many have been made.
    pub fn advance(&mut self, draws: usize) -> usize {
        self.0.advance(draws)
    }

    /// What varies, in full.
    pub fn spec(&self) -> JsValue {
        written(self.0.spec())
    }

    /// What is to be known before the draws are quoted.
    pub fn warnings(&self) -> JsValue {
        object(&self.0.warnings())
    }

    /// How many draws there are to be.
    pub fn draws(&self) -> usize {
        self.0.draws()
    }

    /// A row a unit: nominal rank, mean, median, 5 % and 95 % quantile (type 7 or 3), share of draws without a rank.
    pub fn units(&self, linear: bool) -> Vec<f64> {
        let units = self.0.summary().units_ranks_by(if linear { Quantiles::Linear } else { Quantiles::Nearest });
        units.iter().flat_map(|u| [u.nominal, u.mean, u.median, u.q5, u.q95, u.missing]).collect()
    }

    /// The share of draws of every unit and rank, so many ranks together: units x bins.
    pub fn histogram(&self, width: usize) -> Vec<f64> {
        self.0.summary().binned(width)
    }

    /// The share of draws in which each unit is among the first k.
    pub fn top(&self, k: u32) -> Vec<f64> {
        self.0.summary().top(k)
    }

    /// P(u above v) of the units named.
    pub fn pairwise(&self, units: Vec<u32>) -> Vec<f64> {
        let units: Vec<usize> = units.into_iter().map(|u| u as usize).collect();
        self.0.summary().pairwise(&units)
    }

    /// The tier of every unit, 0 for none.
    pub fn tiers(&self, certainty: f64) -> Vec<u32> {
        self.0.summary().tiers(certainty)
    }

    /// Other weights of some nodes (by number), the framework's of all others.
    pub fn set_weights(&mut self, nodes: Vec<u32>, weights: Vec<f64>) -> Result<()> {
        let weights: Vec<(usize, f64)> = nodes.into_iter().map(|n| n as usize).zip(weights).collect();
        self.0.set_weights(&weights)
    }

    /// The figures of a scenario on the same model.
    pub fn follow(&mut self, scenario: &mut WhatIf) -> Result<()> {
        self.0.follow(&mut scenario.0)
    }

    /// The ranking without variation of a node, with the weights and figures as they are now, packed.
    pub fn rank(&self, node: &str, within: Option<String>, tie_rule: &str) -> Result<Vec<f64>> {
        let ranking = || -> Result<_> {
            let node = self.0.model().node(node)?;
            Ok(self.0.ranking(node, area(self.0.model().panel(), within.as_deref())?, ties(tie_rule)?))
        };
        ranking().map(|now| packed(&now, None))
    }
}

#[wasm_bindgen]
impl Robustness {
    /// See `Calculator::crossings`; with the weights and figures as they are now.
    pub fn crossings(&self, node: &str, unit: Option<u32>) -> Result<Vec<f64>> {
        crossed(self.0.nominal(), node, unit)
    }

    /// Which choice causes the spread; of one unit's rank, or of the mean shift of all.
    pub fn sensitivity(&self, points: usize, unit: Option<u32>) -> Result<Causes> {
        RankSensitivity::new(&self.0, points, unit.map(|u| u as usize)).map(Causes)
    }
}

/// A sensitivity analysis, made a few runs at a time.
#[wasm_bindgen]
pub struct Causes(RankSensitivity);

#[wasm_bindgen]
impl Causes {
    /// Makes up to so many runs more; whether there are more to make.
    pub fn advance(&mut self, runs: usize) -> bool {
        self.0.advance(runs)
    }

    /// All runs, and those made.
    pub fn progress(&self) -> Vec<u32> {
        vec![self.0.runs() as u32, self.0.done() as u32]
    }

    /// The words of the factors.
    pub fn factors(&self) -> Vec<String> {
        self.0.factors().iter().map(|factor| factor.id().to_owned()).collect()
    }

    /// The indices of every factor, in their order: `{ factors, mean, variance, points, left_out }`.
    pub fn indices(&self, bootstraps: usize) -> JsValue {
        object(&self.0.indices(bootstraps))
    }
}
