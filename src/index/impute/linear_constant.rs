//! A line in time, or the single figure.

use super::linear::on_line;
use super::{Fill, Imputation};
use crate::index::methods::documented;

documented! {
    /// The same, and with a single figure that one \[impute_panel linear-constant\]. Of missing, 3, missing, missing:
    /// 3, 3, 3, 3.
    pub static LINEAR_CONSTANT: Imputation = Imputation {
        word: "linear_constant",
        parameters: &[],
        fill: Fill::OverTime(on_line),
        called: ("该地区前后两期之间的线性内插值", "the unit's own line between the periods before and after"),
    };
}
