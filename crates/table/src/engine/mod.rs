//! What reads files and does the steps of plans, with polars. The plan itself, and the plan as SQL, need nothing of it.

mod carried;
mod cells;
mod checks;
mod columns;
mod effects;
mod encoding;
mod file;
mod footnotes;
mod frame;
mod headers;
mod layout;
mod lines;
mod lines_named;
mod missing;
mod periods;
mod reader;
mod reading;
mod registers;
mod remarks;
mod resolve;
mod result;
mod roles;
mod room;
mod rows;
mod run;
mod sheets;
mod split;
mod steps;
mod sums;
mod text;
mod units;
mod words;
mod written;

pub use encoding::Encoding;
pub use file::File;
pub use innodex_panel::measure::quotient;
pub use reader::{Next, Reader};
pub use registers::Registers;
pub use resolve::{resolve, resolve_files, resolve_samples, Sample};
pub use result::Outcome;
pub use run::{run, run_with};
pub use text::{check_size, LARGEST};

use crate::{measures, plan, sql, step, understood};
