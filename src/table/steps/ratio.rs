//! `ratio`: a new figure, one divided by another.

use crate::error::{Code, Error, Result};
use crate::json;
use crate::reason::Reason;
use crate::table::frame::{column, elementwise, Figure, Frame};
use crate::table::measure::Measure;
use crate::table::missing;
use crate::table::step::Ratio;
use crate::text::Text;

impl Ratio {
    pub(super) fn apply(&self, mut frame: Frame) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let above = frame.figure(&self.numerator).map_err(|e| e.within(".numerator"))?.clone();
        let below = frame.figure(&self.denominator).map_err(|e| e.within(".denominator"))?;
        let scale = match (self.scale, &self.measure) {
            (Some(scale), _) if scale.is_finite() && scale != 0.0 => scale,
            (Some(_), _) => return Err(json::expected("不为零的数字", "a number other than zero").within(".scale")),
            (None, None) => 1.0,
            (None, Some(wanted)) => Measure::quotient(&above.measure, &below.measure)
                .zip(Measure::parse(wanted))
                .and_then(|(has, wanted)| has.factor_to(&wanted))
                .ok_or_else(|| unfit(&above.measure, &below.measure, wanted))?,
        };
        let measure = self.measure.clone().unwrap_or_else(|| match (&*above.measure, &*below.measure) {
            ("", _) | (_, "") => String::new(),
            (above, below) => format!("{above}/{below}"),
        });
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

fn unfit(above: &str, below: &str, wanted: &str) -> Error {
    let known = |m: &str| if m.is_empty() { "?".to_owned() } else { m.to_owned() };
    let (above, below) = (known(above), known(below));
    Error::new(
        Code::BadMeasure,
        ".measure",
        Text::new(
            format!("“{above}”除以“{below}”换算不成“{wanted}”。"),
            format!("{above} by {below} cannot be brought to {wanted}."),
        ),
        Text::new(
            "请写明 scale，或核对计量单位（measures）。",
            "Say the scale, or check the units of measure (measures).",
        ),
    )
}
