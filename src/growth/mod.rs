//! Growth rates of one indicator. Where a rate is undefined it is missing with a reason, never infinite.

#[cfg(feature = "methods")]
mod deflator;
mod rate;
#[cfg(feature = "calculator")]
mod series;
#[cfg(feature = "methods")]
mod trend;

pub(crate) use rate::between;
pub use rate::Rate;
#[cfg(feature = "calculator")]
pub use series::{growth, Growth, Request};
#[cfg(feature = "methods")]
pub use series::{trends, UnitTrend};
#[cfg(feature = "methods")]
pub use trend::{trend, Trend};
