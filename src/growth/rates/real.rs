//! Growth at constant prices.

use super::{Compute, GrowthRate};
use crate::error::Result;
use crate::growth::deflator::Deflator;
use crate::growth::{between, Rate};
use crate::panel::Panel;
use crate::period::Period;
use crate::reason::Reason;

/// `real`
pub static REAL: GrowthRate = GrowthRate {
    rate: Rate::Real,
    compute: Compute::Deflated(|model, column| Ok(Box::new(Deflator::new(model, column)?))),
};

/// Prices between periods.
pub(crate) trait Prices {
    /// Whether they tell how prices moved between two periods.
    ///
    /// # Errors
    /// `bad_parameter` where they do not.
    fn spans(&self, base: Period, t: Period) -> Result<()>;

    /// The prices of the base over those of t.
    fn ratio(&self, panel: &Panel, base: Period, t: Period, unit: usize) -> std::result::Result<f64, Reason>;

    /// Growth of x from b at the prices of b.
    fn growth(
        &self,
        panel: &Panel,
        (base, b): (Period, f64),
        (t, x): (Period, f64),
        unit: usize,
    ) -> std::result::Result<f64, Reason> {
        // Where x itself has no growth, that is the reason.
        between(Rate::Simple, x, b, f64::NAN)?;
        let value = x / b * self.ratio(panel, base, t, unit)? - 1.0;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Reason::Overflow)
        }
    }
}

impl Prices for Deflator {
    fn spans(&self, base: Period, t: Period) -> Result<()> {
        Deflator::spans(self, base, t)
    }

    fn ratio(&self, panel: &Panel, base: Period, t: Period, unit: usize) -> std::result::Result<f64, Reason> {
        Deflator::ratio(self, panel, base, t, unit)
    }
}
