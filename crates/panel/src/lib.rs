//! What everything in innodex stands on: a [`Panel`] of statistics (units x indicators x periods, each figure with its source,
//! each missing one with a [`Reason`]), and what reading one needs: periods, places and units of measure, errors that say
//! where and what to do, JSON, ranks with ties, growth between two figures, random numbers.
//!
//! Nothing here knows of an index. A user's interface is the crate `innodex`, which has these names too.

pub mod area;
pub mod begins;
pub mod coinr;
#[cfg(feature = "decode")]
pub mod decode;
pub mod error;
pub mod growth;
pub mod host;
#[cfg(feature = "js")]
pub mod js;
pub mod json;
pub mod level;
pub mod measure;
pub mod pack;
pub mod panel;
pub mod period;
pub mod places;
pub mod random;
pub mod ranking;
pub mod reason;
pub mod region;
pub mod register;
pub mod sheet;
pub mod statistics;
pub mod territory;
pub mod text;
pub mod value;

pub use area::Area;
pub use error::{Code, Error, Finding, Problem, Result, Segment, Severity};
pub use panel::Panel;
pub use period::{Frequency, Period};
pub use reason::Reason;
pub use region::Region;
pub use text::Text;
pub use value::{Json, Members, Show};

#[cfg(test)]
mod tests {
    /// An enum that is not called here fails the lint: its `words_agree` would be dead.
    #[test]
    fn words_are_those_of_the_schemas() {
        crate::growth::Rate::words_agree();
        crate::panel::IndicatorKind::words_agree();
        crate::period::Frequency::words_agree();
        crate::ranking::PerformanceGroup::words_agree();
        crate::ranking::Ties::words_agree();
        crate::region::Region::words_agree();
        crate::level::Level::words_agree();
    }
}
