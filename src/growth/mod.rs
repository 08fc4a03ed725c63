//! Growth rates of one indicator. Where a rate is undefined it is missing with a reason, never infinite.

mod deflator;
mod series;
mod trend;

pub(crate) use deflator::{read as read_prices, Prices};
pub use innodex_panel::growth::{between, Formula, GrowthRate, Rate, Window, ALL, FIRST};
use innodex_panel::growth::{median_slope, timed};
pub use series::{growth, Growth, Request};
pub use series::{trends, UnitTrend};
pub use trend::{trend, Trend};

/// Reads a column of prices.
pub(crate) type ReadPrices = fn(&crate::index::Model, usize) -> crate::error::Result<Box<dyn Prices>>;
