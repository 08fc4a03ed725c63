//! The nearest figure.

use super::{Fill, Imputation};
use crate::index::methods::documented;

documented! {
    /// The same, and before its first figure the first \[impute_panel constant\]. Of missing, 3, missing, 5: 3, 3, 3,
    /// 5.
    pub static CONSTANT: Imputation = Imputation {
        word: "constant",
        parameters: &[],
        fill: Fill::OverTime(|series| series.figure(series.before().or(series.after()))),
        called: ("该地区最近一期的数值", "the unit's nearest figure"),
    };
}
