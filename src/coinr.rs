//! COINr's tables, iData and iMeta ([`innodex_panel::coinr`] says what they hold): read, written, and the pipeline of
//! COINr's own example.

mod pipeline;
mod write;

pub use innodex_panel::coinr::{read, Element, Tables};
pub use pipeline::{Levels, Pipeline};
pub use write::write;

use innodex_panel::coinr::cell;
