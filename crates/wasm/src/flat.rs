//! Flat functions, for hosts that have no JavaScript objects (Python, by wasmtime): only numbers and bytes cross. An
//! answer is one MessagePack value, `[true, result]` or `[false, {code, place, message, hint}]`; a ranking is its columns
//! one after the other, see `columns`. Nothing on this way makes an object of JavaScript or asks the host for anything.

use super::calculator::Calculator;
use super::packing::known_reasons;
use super::what_if::WhatIf;
use super::{area, number, pack, ties};
use innodex::index::{Ranking, Scores};
use innodex::scenario::Before;
use innodex_panel::error::{Error, Result};
use innodex_panel::json::Show;
use innodex_panel::panel::{indicators_from_json, Panel};
use std::borrow::Borrow;
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
        FlatModel(Calculator::of_csv(csv, indicators, framework, cells))
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
            let panel = Panel::from_frame(csv, &innodex_panel::json::read::<Vec<_>>(names)?, figures, definitions)?;
            super::files::furnished(panel, None, cells)
        };
        FlatModel(panel().and_then(|panel| Calculator::with(panel, framework)))
    }

    /// What the model is made of.
    pub fn describe(&self) -> Vec<u8> {
        answer(there(&self.0).map(|model| model.description().show()), pack::value)
    }

    /// The ranking of a node, with the ranks of another period where one is given; see `columns`.
    pub fn rank(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Vec<u8> {
        let ranking = |model: &Calculator| -> Result<_> {
            let ranked = |period: &str| -> Result<_> {
                let scores = model.scores(period)?;
                let node = model.model().node(node)?;
                let ranking = scores.ranking(node, area(model.model().panel(), within.as_deref())?, ties(tie_rule)?);
                Ok((scores, node, ranking))
            };
            let before = compare.as_deref().map(ranked).transpose()?;
            let (scores, node, ranking) = ranked(period)?;
            let before = before.as_ref().map(|(_, _, b)| Before { ranks: &b.ranks, scores: &b.scores });
            Ok(columns(&ranking, before, &scores, node))
        };
        answer(there(&self.0).and_then(ranking), pack::floats)
    }

    /// See `Calculator::growth`; a lag that is not given is NaN.
    #[allow(clippy::too_many_arguments)]
    pub fn growth(
        &self,
        indicator: &str,
        rate: &str,
        period: &str,
        from: Option<String>,
        base: Option<String>,
        lag: f64,
        deflator: Option<String>,
    ) -> Vec<u8> {
        let lag = (!lag.is_nan()).then_some(lag);
        let rows = |model: &Calculator| model.grown(indicator, rate, period, from, base, lag, deflator);
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
    /// The ranking of a node after the changes, with the ranks before; see `columns`.
    pub fn rank(&mut self, period: &str, node: &str, within: Option<String>, tie_rule: &str) -> Vec<u8> {
        let ranking = |WhatIf(scenario): &mut WhatIf| -> Result<_> {
            let node = scenario.model().node(node)?;
            let (within, tie_rule, period) =
                (area(scenario.model().panel(), within.as_deref())?, ties(tie_rule)?, period.parse()?);
            let (ranking, before) = scenario.ranking(period, node, within, tie_rule)?;
            let (ranks, scores) = (before.ranks.to_vec(), before.scores.to_vec());
            let before = Before { ranks: &ranks, scores: &scores };
            Ok(columns(&ranking, Some(before), scenario.scores(period)?, node))
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

/// A ranking by its columns, each as long as there are units in it: unit, rank, score, reason, rank before, score before (NaN
/// where none is asked), then the score of every group below the node, in the order of the tree.
fn columns(ranking: &Ranking, before: Option<Before>, scores: &Scores, node: usize) -> Vec<f64> {
    let earlier = |column: fn(Before) -> &[f64], u: usize| before.map_or(f64::NAN, |before| column(before)[u]);
    let order = || ranking.order.iter().copied();
    let mut out: Vec<f64> = order().map(|u| u as f64).collect();
    out.extend(order().map(|u| ranking.ranks[u]));
    out.extend(order().map(|u| ranking.scores[u]));
    out.extend(order().map(|u| number(ranking.reasons[u])));
    out.extend(order().map(|u| earlier(|before| before.ranks, u)));
    out.extend(order().map(|u| earlier(|before| before.scores, u)));
    for group in scores.model().groups_below(node) {
        out.extend(order().map(|u| scores.node(group)[u]));
    }
    out
}

/// The reasons in the order of their numbers: `[{id, text}]`.
#[wasm_bindgen]
pub fn flat_reasons() -> Vec<u8> {
    answer(Ok(known_reasons().show()), pack::value)
}

fn answer<T: Borrow<P>, P: ?Sized>(result: Result<T>, pack: fn(&P, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = vec![0x92, 0xc2 + u8::from(result.is_ok())];
    match &result {
        Ok(value) => pack(value.borrow(), &mut out),
        Err(error) => pack::value(&error.show(), &mut out),
    }
    out
}

fn there(of: &Result<Calculator>) -> Result<&Calculator> {
    of.as_ref().map_err(Error::clone)
}
