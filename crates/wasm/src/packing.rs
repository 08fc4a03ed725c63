//! What a calculator is asked for and gives: choices by their words, rankings as arrays of numbers.

use innodex::index::Ranking;
use innodex::scenario::Before;
use innodex_panel::area::Area;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::js::object;
use innodex_panel::panel::Panel;
use innodex_panel::ranking::Ties;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use wasm_bindgen::prelude::*;

pub(super) fn ties(id: &str) -> Result<Ties> {
    Ties::from_id(id).ok_or_else(|| unknown("ties", id))
}

/// The part of the units that is asked for; all where none is.
pub(super) fn area(panel: &Panel, written: Option<&str>) -> Result<Option<Area>> {
    written.map(|written| panel.area(written)).transpose()
}

pub(super) fn unknown(what: &str, id: &str) -> Error {
    Error::new(
        Code::BadParameter,
        what,
        Text::new(format!("没有“{id}”这一选项。"), format!("Unknown option \"{id}\".")),
        Text::new("请使用文档中列出的选项。", "Use one that the documentation lists."),
    )
}

/// A number for a reason: its place in [`Reason::ALL`], -1 for none.
pub(super) fn number(reason: Option<Reason>) -> f64 {
    reason.map_or(-1.0, |r| f64::from(r as u8))
}

/// A ranking as one array: `[leaves, has parts]`, then a row a unit: `unit, rank, score, missing, reason, rank before,
/// score before, children..., parts...`.
pub(super) fn packed(ranking: &Ranking, before: Option<Before>) -> Vec<f64> {
    let stride = 7 + ranking.children.len() + ranking.parts.len();
    let mut out = Vec::with_capacity(2 + ranking.order.len() * stride);
    out.push(f64::from(ranking.leaves));
    out.push(f64::from(u8::from(!ranking.parts.is_empty())));
    for u in ranking.order.iter().copied() {
        let (rank_before, score_before) = before.map_or((f64::NAN, f64::NAN), |b| (b.ranks[u], b.scores[u]));
        out.extend([
            u as f64,
            ranking.ranks[u],
            ranking.scores[u],
            f64::from(ranking.missing[u]),
            number(ranking.reasons[u]),
        ]);
        out.extend([rank_before, score_before]);
        out.extend(ranking.children.iter().chain(&ranking.parts).map(|column| column[u]));
    }
    out
}

/// The reasons in the order of their numbers: `[{id, text}]`.
#[wasm_bindgen]
pub fn reasons() -> JsValue {
    object(&known_reasons())
}

pub(super) fn known_reasons() -> Vec<Known> {
    Reason::ALL.iter().map(|r| Known { id: r.id(), text: r.text() }).collect()
}

pub(super) struct Known {
    id: &'static str,
    text: Text,
}

innodex_panel::json::shown!(Known { id, text });
