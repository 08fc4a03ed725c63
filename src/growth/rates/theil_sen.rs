//! The median of the slopes.

use super::{Compute, GrowthRate};
use crate::growth::series::timed;
use crate::growth::{trend, Rate};

/// `theil_sen`
pub static THEIL_SEN: GrowthRate = GrowthRate {
    rate: Rate::TheilSen,
    compute: Compute::Window(|window| {
        let (years, x) = timed(window.periods, window.points);
        Ok(trend::slope(&years, &x))
    }),
};
