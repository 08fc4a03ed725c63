//! A line in time.

use super::{Fill, Imputation, Series};
use crate::index::methods::documented;

documented! {
    /// On the line in time between the unit's figures before and after; beyond them the nearest. With a single figure
    /// it stays missing \[impute_panel linear\]. Of missing, 3, missing, 5: 3, 3, 4, 5.
    pub static LINEAR: Imputation = Imputation {
        word: "linear",
        parameters: &[],
        fill: Fill::OverTime(|series| if series.count() < 2 { f64::NAN } else { on_line(series) }),
        called: ("该地区前后两期之间的线性内插值", "the unit's own line between the periods before and after"),
    };
}

/// The figure on the line between those before and after; beyond them the nearest.
pub(super) fn on_line(series: &Series) -> f64 {
    match (series.before(), series.after()) {
        (Some(s), Some(t)) => {
            let share = (series.times[series.at] - series.times[s]) / (series.times[t] - series.times[s]);
            series.figures[s] + (series.figures[t] - series.figures[s]) * share
        }
        (before, after) => series.figure(before.or(after)),
    }
}
