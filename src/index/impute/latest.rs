//! The latest figure before.

use super::{Fill, Imputation};
use crate::index::methods::documented;

documented! {
    /// The unit's own last figure before; before its first it stays missing \[impute_panel latest\]. Of missing, 3,
    /// missing, 5: missing, 3, 3, 5.
    pub static LATEST: Imputation = Imputation {
        word: "latest",
        parameters: &[],
        fill: Fill::OverTime(|series| series.figure(series.before())),
        called: ("该地区此前最近一期的数值", "the unit's latest earlier figure"),
    };
}
