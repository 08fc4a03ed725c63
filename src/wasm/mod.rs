//! The boundary to JavaScript: one file a class, no arithmetic. What is asked for once goes out as objects, what moves
//! with a slider as one `Float64Array`; `www/api` gives both their shape.

mod calculator;
#[cfg(feature = "reader")]
mod flat;
#[cfg(feature = "reader")]
mod pack;
#[cfg(feature = "reader")]
mod reader;
mod what_if;

use crate::error::{Code, Error, Result};
use crate::index::Ranking;
use crate::json::Show;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::region::Region;
use crate::scenario::Before;
use crate::text::Text;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A page's calculator allocates little and often frees all of it: the smallest allocator serves, and saves 2.4 kB
/// compressed. The reader, which holds whole files, keeps std's.
#[cfg(not(feature = "reader"))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

/// The number nearest to a plain decimal.
pub(crate) fn decimal(text: &str) -> f64 {
    js_sys::parse_float(text)
}

/// What JavaScript gets, or catches.
type Thrown<T> = std::result::Result<T, JsValue>;

/// What JavaScript catches: `{code, place, message, mend}`.
fn thrown(error: Error) -> JsValue {
    object(&*error)
}

/// A value as plain objects, missing as null.
fn object(value: &dyn Show) -> JsValue {
    let written = value.show().serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    written.unwrap_or_else(JsValue::from)
}

fn ties(id: &str) -> Result<Ties> {
    Ties::from_id(id).ok_or_else(|| unknown("ties", id))
}

fn region(id: Option<&str>) -> Result<Option<Region>> {
    id.map(|id| Region::from_id(id).ok_or_else(|| unknown("region", id))).transpose()
}

fn unknown(what: &str, id: &str) -> Error {
    Error::new(
        Code::BadParameter,
        what,
        Text::new(format!("没有“{id}”这一选项。"), format!("There is no choice \"{id}\".")),
        Text::new("请使用文档中列出的选项。", "Use one that the documentation lists."),
    )
}

/// A number for a reason: its place in [`Reason::ALL`], -1 for none.
fn number(reason: Option<Reason>) -> f64 {
    reason.map_or(-1.0, |r| f64::from(r as u8))
}

/// A ranking as one array: `[leaves, has parts]`, then a row a unit: `unit, rank, score, missing, reason, rank before,
/// score before, children..., parts...`.
fn packed(ranking: &Ranking, before: Option<Before>) -> Vec<f64> {
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

fn known_reasons() -> Vec<Known> {
    Reason::ALL.iter().map(|r| Known { id: r.id(), text: r.text() }).collect()
}

struct Known {
    id: &'static str,
    text: Text,
}

crate::json::shown!(Known { id, text });
