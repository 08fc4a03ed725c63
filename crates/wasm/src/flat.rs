//! Flat functions, for hosts that have no JavaScript objects (Python, by wasmtime): only numbers and bytes cross. An
//! answer is one MessagePack value, `[true, result]` or `[false, {code, place, message, hint}]`; a ranking is its columns
//! one after the other, see [`RankingColumns`]. Nothing on this way makes an object of JavaScript or asks the host for anything.

use super::calculator::{before, Calculator};
use super::layout::ranking::{known_reasons, number};
use super::layout::{packed, Packed, RankingColumns};
use super::requests::files::LoadRequest;
use super::requests::{FrameRequest, GrowthRequest, RankRequest};
use super::what_if::WhatIf;
use innodex::index::{Ranking, Scores};
use innodex::scenario::Before;
use innodex_panel::error::{Error, Result};
use innodex_panel::json::{Json, Show};
use innodex_panel::pack::{self, answer};
use innodex_panel::panel::{indicators_from_json, Panel};
use wasm_bindgen::prelude::*;

/// What came of reading a panel and a framework: a model, or what is wrong, which every question then gets.
#[wasm_bindgen]
pub struct FlatModel(Result<Calculator>);

#[wasm_bindgen]
impl FlatModel {
    /// Of the panel's compact form.
    pub fn of_compact(panel: &[u8], framework: &str) -> FlatModel {
        FlatModel(Panel::from_compact(panel).and_then(|panel| Calculator::of(panel, framework)))
    }

    /// Of a CSV; see `Calculator::from_csv`.
    pub fn of_csv(
        csv: &[u8],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> FlatModel {
        FlatModel(Calculator::of_csv(csv, LoadRequest { indicators, framework, cells }))
    }

    /// Of the columns of a frame, see `Panel::from_frame`; `names` is a JSON list.
    pub fn of_columns(
        csv: &[u8],
        names: &str,
        figures: &[f64],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> FlatModel {
        let panel = || -> Result<Panel> {
            let definitions = indicators.as_deref().map(indicators_from_json).transpose()?;
            Panel::from_frame(csv, &innodex_panel::json::read::<Vec<_>>(names)?, figures, definitions)
        };
        let with = LoadRequest { indicators: None, framework, cells };
        FlatModel(panel().and_then(|panel| Calculator::of_panel(panel, with)))
    }

    /// Whether it could be made: nothing, or what is wrong.
    pub fn check(&self) -> Vec<u8> {
        answer(there(&self.0).map(|_| Json::Null), pack::value)
    }

    /// What the model is made of.
    pub fn describe(&self) -> Vec<u8> {
        answer(there(&self.0).map(|model| model.description().show()), pack::value)
    }

    /// The answer to a question, see [`innodex::question`]; the request is JSON.
    pub fn ask(&self, word: &str, request: &str) -> Vec<u8> {
        answer(there(&self.0).and_then(|model| innodex::question::ask(&model.0, word, request)), pack::value)
    }

    /// The ranks of a share of the draws of the question `uncertainty`, see [`innodex::question::uncertainty::ranks`].
    pub fn draw_ranks(&self, request: &str, at: usize, of: usize) -> Vec<u8> {
        let ranks = |model: &Calculator| innodex::question::uncertainty::ranks(&model.0, request, at, of);
        answer(there(&self.0).and_then(ranks), pack::floats)
    }

    /// The answer to `uncertainty` of the ranks of all draws.
    pub fn intervals(&self, request: &str, ranks: &[f64]) -> Vec<u8> {
        let made = |model: &Calculator| innodex::question::uncertainty::of_ranks(&model.0, request, ranks);
        answer(there(&self.0).and_then(made), pack::value)
    }

    /// The ranking of a node, by columns; with the ranks of another period, as `Calculator::rank`.
    pub fn rank(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Vec<u8> {
        let ranking = |model: &Calculator| -> Result<_> {
            let request = RankRequest::new(&model.0, period, node, within, tie_rule, compare)?;
            let (scores, ranking, former) = model.ranked(&request)?;
            Ok(columns(&ranking, former.as_ref().map(before), &scores, request.order.node))
        };
        answer(there(&self.0).and_then(ranking), pack::floats)
    }

    /// See `Calculator::growth`.
    pub fn growth(&self, request: &str) -> Vec<u8> {
        let rows = |model: &Calculator| model.grown(&GrowthRequest::from_json(request)?);
        answer(there(&self.0).and_then(rows), pack::floats)
    }

    /// A what-if on this model.
    pub fn scenario(&self, spec: &str) -> FlatScenario {
        FlatScenario(there(&self.0).and_then(|model| model.what_if(spec)))
    }
}

/// What came of a scenario.
#[wasm_bindgen]
pub struct FlatScenario(Result<WhatIf>);

#[wasm_bindgen]
impl FlatScenario {
    /// See `WhatIf::frame`; the ranking by columns.
    pub fn frame(
        &mut self,
        values: &[f64],
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
    ) -> Vec<u8> {
        let ranking = |what_if: &mut WhatIf| -> Result<_> {
            let request = FrameRequest::new(what_if.0.model(), values, period, node, within, tie_rule)?;
            let (ranking, before) = what_if.framed(&request)?;
            let (ranks, scores) = (before.ranks.to_vec(), before.scores.to_vec());
            let before = Before { ranks: &ranks, scores: &scores };
            Ok(columns(&ranking, Some(before), what_if.0.scores(request.period)?, request.order.node))
        };
        answer(self.there().and_then(ranking), pack::floats)
    }

    /// See `WhatIf::stuck`.
    pub fn stuck(&mut self, period: &str) -> Vec<u8> {
        answer(self.there().and_then(|what_if| what_if.held(period)), pack::floats)
    }

    fn there(&mut self) -> Result<&mut WhatIf> {
        self.0.as_mut().map_err(|error| error.clone())
    }
}

/// A ranking; see [`RankingColumns`].
fn columns(ranking: &Ranking, before: Option<Before>, scores: &Scores, node: usize) -> Vec<f64> {
    let row = |u: usize| RankingColumns {
        unit: u as f64,
        rank: ranking.ranks[u],
        score: ranking.scores[u],
        reason: number(ranking.reasons[u]),
        rank_before: before.map_or(f64::NAN, |before| before.ranks[u]),
        score_before: before.map_or(f64::NAN, |before| before.scores[u]),
    };
    let rows = packed(ranking.order.iter().copied().map(row));
    let (width, groups) = (RankingColumns::LAYOUT.row.len(), scores.model().groups_below(node));
    let mut out = vec![ranking.order.len() as f64, groups.len() as f64];
    (0..width).for_each(|column| out.extend(rows.iter().skip(column).step_by(width)));
    for group in groups {
        out.extend(ranking.order.iter().map(|u| scores.node(group)[*u]));
    }
    out
}

/// The reasons in the order of their numbers: `[{id, text}]`.
#[wasm_bindgen]
pub fn flat_reasons() -> Vec<u8> {
    answer(Ok(known_reasons().show()), pack::value)
}

fn there(of: &Result<Calculator>) -> Result<&Calculator> {
    of.as_ref().map_err(Error::clone)
}
