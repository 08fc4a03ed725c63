//! The boundary to JavaScript: one file a class, no arithmetic. What is asked for once goes out as objects, what moves
//! with a slider as one `Float64Array`; `www/api` gives both their shape.

#[cfg(feature = "calculator")]
mod calculator;
#[cfg(feature = "notebook")]
mod flat;
#[cfg(feature = "notebook")]
mod pack;
#[cfg(feature = "calculator")]
mod packing;
#[cfg(feature = "analysis")]
mod planning;
#[cfg(feature = "analysis")]
mod process;
#[cfg(all(feature = "calculator", feature = "reader"))]
mod reader;
#[cfg(feature = "analysis")]
mod robustness;
#[cfg(feature = "analysis")]
mod steps;
#[cfg(feature = "table")]
mod table;
#[cfg(feature = "calculator")]
mod what_if;
#[cfg(feature = "workbook-tables")]
mod workbook;

use crate::error::Error;
use crate::json::Show;
#[cfg(feature = "calculator")]
use packing::{number, packed, region, ties, unknown};
use serde::Serialize;
#[cfg(feature = "table")]
pub(crate) use table::decode;
use wasm_bindgen::prelude::*;

/// A page's calculator allocates little and often frees all of it: the smallest allocator serves, and saves 2.4 kB
/// compressed. The reader, which holds whole files, keeps std's.
#[cfg(not(feature = "reader"))]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

/// The number nearest to a plain decimal.
#[cfg(all(feature = "calculator", not(feature = "notebook")))]
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
