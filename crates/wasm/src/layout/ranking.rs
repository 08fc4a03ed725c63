//! Rankings as arrays of numbers, and the words for missing figures.

use super::{place, Packed, RankingRow};
use innodex::index::Ranking;
use innodex::scenario::Before;
use innodex_panel::js::object;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use wasm_bindgen::prelude::*;

/// The place of a reason in [`Reason::ALL`].
pub(crate) fn number(reason: Option<Reason>) -> f64 {
    place(reason.map(|r| r as usize))
}

/// A ranking; see [`RankingRow`].
pub(crate) fn packed(ranking: &Ranking, before: Option<Before>) -> Vec<f64> {
    let (children, parts) = (ranking.children.len(), ranking.parts.len());
    let width = RankingRow::LAYOUT.row.len() + children + parts;
    let mut out = Vec::with_capacity(RankingRow::LAYOUT.head.len() + ranking.order.len() * width);
    out.extend([f64::from(ranking.leaves), children as f64, parts as f64]);
    for u in ranking.order.iter().copied() {
        let (rank_before, score_before) = before.map_or((f64::NAN, f64::NAN), |b| (b.ranks[u], b.scores[u]));
        let row = RankingRow {
            unit: u as f64,
            rank: ranking.ranks[u],
            score: ranking.scores[u],
            missing: f64::from(ranking.missing[u]),
            reason: number(ranking.reasons[u]),
            rank_before,
            score_before,
        };
        row.pack(&mut out);
        out.extend(ranking.children.iter().chain(&ranking.parts).map(|column| column[u]));
    }
    out
}

/// The reasons in the order of their numbers: `[{id, text}]`.
#[wasm_bindgen]
pub fn reasons() -> JsValue {
    object(&known_reasons())
}

pub(crate) fn known_reasons() -> Vec<Known> {
    Reason::ALL.iter().map(|r| Known { id: r.id(), text: r.text() }).collect()
}

pub(crate) struct Known {
    id: &'static str,
    text: Text,
}

innodex_panel::json::shown!(Known { id, text });
