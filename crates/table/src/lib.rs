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
mod engine;
mod measures;
mod plan;
pub mod sql;
pub mod step;
mod understood;

#[cfg(feature = "polars")]
pub use engine::*;
pub use plan::{Chosen, LineNamed, Orientation, OwnRegister, Plan, Role, SheetNames, SkipReason, Source, Territories};
pub use understood::{
    About, Apart, Ask, CellSeen, CellTaken, ColumnSeen, FigureSeen, Form, Holds, LineSeen, LineTaken, Listed, Origin,
    Origins, Remark, Skipped, TableNote, Understood, UnitSeen,
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
