//! The boundary to JavaScript and to Python: one file a class, no arithmetic. What is asked for once goes out as objects, what
//! moves with a slider as one `Float64Array`; `www/api` gives both their shape. Each shipped module is this crate with the
//! features that it is for (scripts/build.sh).

#[cfg(feature = "analysis")]
mod analysis;
#[cfg(feature = "ranking")]
mod calculator;
#[cfg(feature = "files")]
mod files;
#[cfg(feature = "flat")]
mod flat;
/// The layout of packed answers.
#[cfg(feature = "ranking")]
pub mod layout;
#[cfg(feature = "report")]
mod report;
#[cfg(feature = "ranking")]
mod requests;
#[cfg(all(feature = "small-allocator", target_arch = "wasm32"))]
mod small_allocator;
#[cfg(feature = "sql")]
mod sql;
#[cfg(feature = "ranking")]
mod what_if;
#[cfg(any(feature = "workbook-read", feature = "workbook-sheets", feature = "workbook-write"))]
mod workbook;
