//! Growth rates of one indicator. Where a rate is undefined it is missing with a reason, never infinite.

mod deflator;
mod series;
mod trend;

use deflator::Prices;
pub use innodex_panel::growth::{between, Formula, GrowthRate, Rate, Window, ALL, FIRST};
use innodex_panel::growth::{median_slope, timed};
pub(crate) use series::series;
pub use series::{growth, growth_by, Growth, Request};
pub use series::{trends, UnitTrend};
pub use trend::{trend, Trend};

/// The rates that can be asked for: what a module does not name, the linker leaves out of it.
#[derive(Debug, Clone)]
pub struct Rates {
    /// Their rows.
    pub rows: Vec<&'static GrowthRate>,
    /// Reads the prices of real growth, a column of the panel.
    prices: Option<ReadPrices>,
}

type ReadPrices = fn(&crate::index::Model, usize) -> crate::error::Result<Box<dyn Prices>>;

impl Rates {
    /// What a first ranking needs.
    pub fn first() -> Rates {
        Rates { rows: FIRST.to_vec(), prices: None }
    }

    /// Every rate.
    pub fn all() -> Rates {
        Rates { rows: ALL.to_vec(), prices: Some(deflator::read) }
    }
}
