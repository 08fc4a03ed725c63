//! `ratio`: a new figure, one divided by another.

use crate::frame::{column, elementwise, Figure, Frame};
use crate::missing;
use crate::step::Ratio;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::measure::Measure;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;

impl Ratio {
    pub(super) fn apply(&self, mut frame: Frame) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let above = frame.figure(&self.numerator).map_err(|e| e.within(".numerator"))?.clone();
        let below = frame.figure(&self.denominator).map_err(|e| e.within(".denominator"))?;
        let has = Measure::quotient(&above.measure, &below.measure);
        let to = |wanted: &str| has.as_ref()?.factor_to(&Measure::parse(wanted)?);
        let scale = match (self.scale, &self.measure) {
            (Some(scale), _) if !scale.is_finite() || scale == 0.0 => {
                return Err(json::expected("不为零的数字", "a number other than zero").within(".scale"))
            }
            (Some(scale), Some(wanted)) => match to(wanted) {
                Some(factor) if (scale / factor - 1.0).abs() > 1e-9 => {
                    return Err(contradicted(&above.measure, &below.measure, wanted, factor, scale))
                }
                _ => scale,
            },
            (Some(scale), None) => scale,
            (None, None) => 1.0,
            (None, Some(wanted)) => to(wanted).ok_or_else(|| unfit(&above.measure, &below.measure, wanted))?,
        };
        let measure = match (&self.measure, &*above.measure, &*below.measure) {
            (Some(wanted), ..) => wanted.clone(),
            (None, "", _) | (None, _, "") => String::new(),
            (None, above, below) if scale == 1.0 => format!("{above}/{below}"),
            // Figures in a multiple of it; of a unit of measure that nobody knows, none can be stated.
            (None, ..) => has.filter(|_| scale > 0.0).map(|has| has.after(scale).written()).unwrap_or_default(),
        };
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

/// A scale that gives another unit of measure than the one that is said.
fn contradicted(above: &str, below: &str, wanted: &str, factor: f64, scale: f64) -> Error {
    Error::new(
        Code::BadMeasure,
        ".scale",
        Text::new(
            format!("“{above}”除以“{below}”换算成“{wanted}”须乘以 {factor}，而 scale 为 {scale}。"),
            format!("{above} by {below} are brought to {wanted} by {factor}, and the scale is {scale}."),
        ),
        Text::new("请去掉 scale，或改写 measure。", "Leave out the scale, or say another measure."),
    )
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
