//! The median of other units.

use super::{Fill, Imputation, GROUP};
use crate::index::methods::documented;

documented! {
    /// Their median; of an even number the mean of the middle two \[i_median, i_median_grp\]. Of 2, missing, 6, 7: 2,
    /// 6, 6, 7.
    pub static MEDIAN: Imputation = Imputation {
        word: "median",
        parameters: &[&GROUP],
        fill: Fill::AcrossUnits(median),
        called: ("的中位数", "the median"),
    };
}

/// The middle of the values, of an even number the mean of the middle two; NaN of none.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}
