//! Raw tables to a panel: files as statisticians have them, a plan that says what is done with them, and polars, which
//! does it.
//!
//! 1. [`File::read`] finds encoding, separator, header and cells, and keeps every cell as it is written.
//! 2. [`File::understand`] says what it takes the columns for, and lists everything that it would skip, set apart or
//!    refuse. What is refused waits until the plan answers it: nothing is guessed, dropped or filled.
//! 3. [`run`] does the steps of a [`Plan`] as a polars `LazyFrame` and ends in a [`innodex_panel::Panel`].
//!
//! In polars there are only numbers: text is a number in a dictionary, a period its ordinal, and a figure an `f64` that,
//! where it is missing, is a NaN that knows its [`innodex_panel::Reason`].

#[cfg(feature = "polars")]
mod carried;
#[cfg(feature = "polars")]
mod cells;
#[cfg(feature = "polars")]
mod checks;
#[cfg(feature = "polars")]
mod columns;
#[cfg(feature = "polars")]
mod encoding;
#[cfg(feature = "polars")]
mod file;
#[cfg(feature = "polars")]
mod footnotes;
#[cfg(feature = "polars")]
mod frame;
#[cfg(feature = "polars")]
mod headers;
#[cfg(feature = "polars")]
mod layout;
#[cfg(feature = "polars")]
mod lines;
#[cfg(feature = "polars")]
mod lines_named;
mod measures;
#[cfg(feature = "polars")]
mod missing;
#[cfg(feature = "polars")]
mod periods;
mod plan;
#[cfg(feature = "polars")]
mod reader;
#[cfg(feature = "polars")]
mod reading;
#[cfg(feature = "polars")]
mod registers;
#[cfg(feature = "polars")]
mod remarks;
#[cfg(feature = "polars")]
mod resolve;
#[cfg(feature = "polars")]
mod result;
#[cfg(feature = "polars")]
mod roles;
#[cfg(feature = "polars")]
mod room;
#[cfg(feature = "polars")]
mod rows;
#[cfg(feature = "polars")]
mod run;
#[cfg(feature = "polars")]
mod sheets;
#[cfg(feature = "polars")]
mod split;
pub mod sql;
pub mod step;
#[cfg(feature = "polars")]
mod steps;
#[cfg(feature = "polars")]
mod sums;
#[cfg(feature = "polars")]
mod text;
mod understood;
#[cfg(feature = "polars")]
mod units;
#[cfg(feature = "polars")]
mod words;
#[cfg(feature = "polars")]
mod written;

#[cfg(feature = "polars")]
pub use encoding::Encoding;
#[cfg(feature = "polars")]
pub use file::File;
#[cfg(feature = "polars")]
pub use innodex_panel::measure::quotient;
pub use plan::{Chosen, LineNamed, Orientation, OwnRegister, Plan, Role, SheetNames, SkipReason, Source, Territories};
#[cfg(feature = "polars")]
pub use reader::{Next, Reader};
#[cfg(feature = "polars")]
pub use registers::Registers;
#[cfg(feature = "polars")]
pub use resolve::{resolve, resolve_files, resolve_samples, Sample};
#[cfg(feature = "polars")]
pub use result::Outcome;
#[cfg(feature = "polars")]
pub use run::{run, run_with};
#[cfg(feature = "polars")]
pub use text::{check_size, LARGEST};
pub use understood::{
    About, Apart, Ask, CellSeen, CellTaken, ColumnSeen, FigureSeen, Form, Holds, LineSeen, LineTaken, Listed, Remark,
    Skipped, Understood, UnitSeen,
};

#[cfg(test)]
mod tests {
    /// An enum that is not called here fails the lint: its `words_agree` would be dead.
    #[test]
    fn words_are_those_of_the_schemas() {
        crate::Form::words_agree();
        crate::CellTaken::words_agree();
        crate::Holds::words_agree();
        crate::LineTaken::words_agree();
        crate::Orientation::words_agree();
        crate::Role::words_agree();
        crate::SkipReason::words_agree();
        crate::Territories::words_agree();
        crate::sql::Dialect::words_agree();
        crate::sql::Kind::words_agree();
        crate::sql::Rule::words_agree();
        crate::step::How::words_agree();
    }
}
