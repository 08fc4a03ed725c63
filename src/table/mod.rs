//! Raw tables to a panel: files as statisticians have them, a plan that says what is done with them, and polars, which
//! does it.
//!
//! 1. [`File::read`] finds encoding, separator, header and cells, and keeps every cell as it is written.
//! 2. [`File::understand`] says what it takes the columns for, and lists everything that it would skip, set apart or
//!    refuse. What is refused waits until the plan answers it: nothing is guessed, dropped or filled.
//! 3. [`run`] does the steps of a [`Plan`] as a polars `LazyFrame` and ends in a [`crate::Panel`].
//!
//! In polars there are only numbers: text is a number in a dictionary, a period its ordinal, and a figure an `f64` that,
//! where it is missing, is a NaN that knows its [`crate::Reason`].

#[cfg(feature = "table")]
mod carried;
#[cfg(feature = "table")]
mod cells;
#[cfg(feature = "table")]
mod checks;
#[cfg(feature = "table")]
mod columns;
#[cfg(feature = "table")]
mod encoding;
#[cfg(feature = "table")]
mod file;
#[cfg(feature = "table")]
mod frame;
#[cfg(feature = "table")]
mod layout;
#[cfg(feature = "table")]
use crate::measure;
#[cfg(feature = "table")]
mod missing;
mod plan;
#[cfg(feature = "table")]
mod reading;
#[cfg(feature = "table")]
mod remarks;
#[cfg(feature = "table")]
mod result;
#[cfg(feature = "table")]
mod roles;
#[cfg(feature = "table")]
mod run;
pub mod step;
#[cfg(feature = "table")]
mod steps;
mod understood;
#[cfg(feature = "table")]
mod units;
#[cfg(feature = "table")]
mod words;
#[cfg(feature = "table")]
mod written;

#[cfg(feature = "table")]
pub use encoding::Encoding;
#[cfg(feature = "table")]
pub use file::{check_size, File, LARGEST};
#[cfg(feature = "table")]
pub use measure::quotient;
pub use plan::{Chosen, Plan, Role, SkipReason, Source, Territories};
#[cfg(feature = "table")]
pub use result::Outcome;
#[cfg(feature = "table")]
pub use run::run;
pub use understood::{
    About, Apart, ColumnSeen, FigureSeen, Form, Holds, Listed, Remark, Skipped, Understood, UnitSeen,
};
