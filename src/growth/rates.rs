//! The growth rates that a model can be asked for, a row of a table each. Those of two values are computed by
//! [`between`](super::between); the others are one file each.

mod cagr;
mod least_squares;
mod real;
mod theil_sen;
mod trend_percent;

pub use cagr::CAGR;
pub use least_squares::LEAST_SQUARES;
pub use real::REAL;
pub use theil_sen::THEIL_SEN;
pub use trend_percent::TREND_PERCENT;

pub(super) use real::Prices;

use super::Rate;
use crate::error::Result;
use crate::index::Model;
use crate::period::Period;
use crate::reason::Reason;

/// The rates that a first ranking needs.
pub static FIRST: &[&GrowthRate] =
    &[&SIMPLE, &LOG, &SYMMETRIC, &CAGR, &LEAST_SQUARES, &DIFFERENCE, &BASE_INDEX, &TREND_PERCENT, &CONTRIBUTION];

/// All rates.
pub static ALL: &[&GrowthRate] = &[
    &SIMPLE,
    &LOG,
    &SYMMETRIC,
    &CAGR,
    &LEAST_SQUARES,
    &DIFFERENCE,
    &BASE_INDEX,
    &TREND_PERCENT,
    &CONTRIBUTION,
    &REAL,
    &THEIL_SEN,
];

/// A growth rate: a row of the table.
pub struct GrowthRate {
    /// Which.
    pub(crate) rate: Rate,
    /// How it is computed.
    pub(crate) compute: Compute,
}

impl std::fmt::Debug for GrowthRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rate.id())
    }
}

/// How a rate is computed.
pub(crate) enum Compute {
    /// From a value and that of the base.
    Between,
    /// From both at the prices of the base; reads the column of prices.
    Deflated(fn(&Model, usize) -> Result<Box<dyn Prices>>),
    /// From the figures of a window.
    Window(fn(&Window) -> std::result::Result<f64, Reason>),
}

/// `simple`
pub static SIMPLE: GrowthRate = GrowthRate { rate: Rate::Simple, compute: Compute::Between };
/// `log`
pub static LOG: GrowthRate = GrowthRate { rate: Rate::Log, compute: Compute::Between };
/// `symmetric`
pub static SYMMETRIC: GrowthRate = GrowthRate { rate: Rate::Symmetric, compute: Compute::Between };
/// `difference`
pub static DIFFERENCE: GrowthRate = GrowthRate { rate: Rate::Difference, compute: Compute::Between };
/// `base_index`
pub static BASE_INDEX: GrowthRate = GrowthRate { rate: Rate::BaseIndex, compute: Compute::Between };
/// `contribution`
pub static CONTRIBUTION: GrowthRate = GrowthRate { rate: Rate::Contribution, compute: Compute::Between };

/// The figures of one unit in a window: at least two.
pub(crate) struct Window<'a> {
    /// All periods.
    pub periods: &'a [Period],
    /// How many periods the window has, those that the data do not have included.
    pub length: i32,
    /// The number of each period that has a figure, and the figure.
    pub points: &'a [(usize, f64)],
}

impl Window<'_> {
    /// Years from the first figure to the last.
    fn years(&self) -> f64 {
        let (first, last) = (self.points[0].0, self.points[self.points.len() - 1].0);
        f64::from(self.periods[last].since(self.periods[first])) / f64::from(self.periods[first].frequency().per_year())
    }

    /// Least squares of y(x) on time: the slope a year, and the fitted value at the first point. Time is counted in whole periods
    /// from that point, so that no digits are lost to how many years ago year 0 was, or to twelfths of a year.
    fn line(&self, y: fn(f64) -> f64) -> (f64, f64) {
        let (periods, points) = (self.periods, self.points);
        let (n, first) = (points.len() as f64, periods[points[0].0]);
        let since = |p: usize| f64::from(periods[p].since(first));
        let mean_t = points.iter().map(|(p, _)| since(*p)).sum::<f64>() / n;
        let mean_y = points.iter().map(|(_, x)| y(*x) / n).sum::<f64>();
        let (mut ty, mut tt) = (0.0, 0.0);
        for (p, x) in points {
            let t = since(*p) - mean_t;
            ty += t * (y(*x) - mean_y);
            tt += t * t;
        }
        let slope = ty / tt;
        (slope * f64::from(first.frequency().per_year()), mean_y - slope * mean_t)
    }
}
