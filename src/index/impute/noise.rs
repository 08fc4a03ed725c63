//! Noise on imputed figures.

use crate::panel::Unit;
use crate::period::Period;
use crate::random::{factor, normals};

/// Noise on imputed figures: normal, the same for the same indicator, unit, period, seed and replicate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Noise {
    /// Its standard deviation, as a share of that of the indicator over the units that have a figure.
    pub sd: f64,
    pub seed: u64,
    pub replicate: u32,
}

impl Noise {
    /// Adds it to what is there after imputing (`out`) and was not before (`x`); `period` is that of each unit's
    /// figure, `sd` the standard deviation of those that are there.
    pub fn disturb(
        &self,
        indicator: &str,
        units: &[Unit],
        period: &dyn Fn(usize) -> Period,
        sd: f64,
        x: &[f64],
        out: &mut [f64],
    ) {
        if sd.is_nan() {
            return;
        }
        for u in (0..x.len()).filter(|u| x[*u].is_nan()) {
            let place = factor(&format!("imputed:{indicator}:{}:{}", units[u].code, period(u)));
            // A gap that stays one stays one.
            out[u] += self.sd * sd * normals(self.seed, self.replicate, place, 0)[0];
        }
    }
}
