//! The median of other units.

use super::{Fill, Imputation, GROUP};
use crate::index::methods::documented;
use crate::statistics::median;

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
