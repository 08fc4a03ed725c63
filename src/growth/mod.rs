//! Growth rates of one indicator. Where a rate is undefined it is missing with a reason, never infinite.

mod deflator;
mod series;
mod trend;

pub use innodex_panel::growth::{between, Rate};
pub use series::{growth, Growth, Request};
pub use series::{trends, UnitTrend};
pub use trend::{trend, Trend};
