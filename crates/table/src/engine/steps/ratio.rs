//! `ratio`: a new figure, one divided by another.

use crate::engine::frame::{column, elementwise, Figure, Frame};
use crate::engine::missing;
use crate::step::Ratio;
use innodex_panel::error::Result;
use innodex_panel::reason::Reason;

impl Ratio {
    pub(super) fn apply(&self, mut frame: Frame) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let above = frame.figure(&self.numerator).map_err(|e| e.within(".numerator"))?.clone();
        let below = frame.figure(&self.denominator).map_err(|e| e.within(".denominator"))?;
        let (scale, measure) = self.resolved(&above.measure, &below.measure)?;
        frame.lazy = frame.lazy.with_columns([elementwise(
            &self.id,
            [column(&self.numerator), column(&self.denominator)],
            move |x, y| match (missing::reason(x), missing::reason(y)) {
                (Some(reason), _) | (None, Some(reason)) => missing::of(reason),
                (None, None) if y == 0.0 => missing::of(Reason::ZeroDenominator),
                (None, None) => missing::finite(x * scale / y),
            },
        )]);
        frame.figures.push(Figure { id: self.id.clone(), measure, ..above });
        Ok(frame)
    }
}
