//! The mean of other units.

use super::{Fill, Imputation, GROUP};
use crate::index::methods::documented;
use crate::statistics::exact_mean;

documented! {
    /// The mean of the units that have one, of the same group where there are groups \[i_mean, i_mean_grp\]. A group
    /// without any stays missing. Of 2, missing, 6, 7: 2, 5, 6, 7.
    pub static MEAN: Imputation = Imputation {
        word: "mean",
        parameters: &[&GROUP],
        fill: Fill::AcrossUnits(|figures| exact_mean(figures)),
        called: ("的均值", "the mean"),
    };
}
