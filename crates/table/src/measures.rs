//! Units of measure where figures meet: the scale of a ratio, and what cannot come together.

use super::step::Ratio;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::measure::{self, Measure};
use innodex_panel::text::Text;

impl Ratio {
    /// The factor and the unit of measure of a ratio of figures in two units of measure.
    pub(super) fn resolved(&self, above: &str, below: &str) -> Result<(f64, String)> {
        let has = Measure::quotient(above, below);
        let to = |wanted: &str| has.as_ref()?.factor_to(&Measure::parse(wanted)?);
        let scale = match (self.scale, &self.measure) {
            (Some(scale), _) if !scale.is_finite() || scale == 0.0 => {
                return Err(json::expected("不为零的数字", "a number other than zero").within(".scale"))
            }
            (Some(scale), Some(wanted)) => match to(wanted) {
                Some(factor) if (scale / factor - 1.0).abs() > 1e-9 => {
                    return Err(contradicted(above, below, wanted, factor, scale))
                }
                _ => scale,
            },
            (Some(scale), None) => scale,
            (None, None) => 1.0,
            (None, Some(wanted)) => to(wanted).ok_or_else(|| unfit(above, below, wanted))?,
        };
        let measure = match (&self.measure, above, below) {
            (Some(wanted), ..) => wanted.clone(),
            (None, "", _) | (None, _, "") => String::new(),
            (None, above, below) if scale == 1.0 => format!("{above}/{below}"),
            // Figures in a multiple of it; of a unit of measure that nobody knows, none can be stated.
            (None, ..) => has.filter(|_| scale > 0.0).map(|has| has.after(scale).written()).unwrap_or_default(),
        };
        Ok((scale, measure))
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

/// What brings figures to another unit of measure of the same dimension. Multiples are whole, so that a division by one is
/// exact where the product with its reciprocal would not be: 12550000 万元 are 1255 亿元.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Conversion {
    pub(super) times: f64,
    pub(super) divides: bool,
}

impl Conversion {
    fn of(has: &str, wanted: &str) -> Option<Self> {
        let (has, wanted) = (Measure::parse(has)?, Measure::parse(wanted)?);
        let factor = has.factor_to(&wanted)?;
        let inverse = || wanted.factor_to(&has).unwrap_or((1.0 / factor).round());
        Some(match factor >= 1.0 {
            true => Conversion { times: factor, divides: false },
            false => Conversion { times: inverse(), divides: true },
        })
    }
}

/// A conversion, and what is said of it.
pub(super) type Converted = (Conversion, Error);

/// What brings the figures of a table to the unit of measure that those above them have, each with the table and column that
/// has it; nothing where it is one.
///
/// # Errors
/// `mixed_measures` where the two measure different things, or nobody knows what one of them is.
pub(super) fn brought(place: &str, above: (&str, &str), below: (&str, &str)) -> Result<Option<Converted>> {
    if measure::agree(above.1, below.1) {
        return Ok(None);
    }
    let conversion = Conversion::of(below.1, above.1).ok_or_else(|| mixed_measures(place, above, below))?;
    let Conversion { times, divides } = conversion;
    let (zh, en) = if divides { ("除以", "divided") } else { ("乘以", "multiplied") };
    let said = Error::new(
        Code::MixedMeasures,
        "",
        Text::new(
            format!("“{}”的计量单位为{}，已{zh}{times}，换算为“{}”的{}。", below.0, below.1, above.0, above.1),
            format!(
                "\"{}\" is in {}: its figures were {en} by {times} to be in {}, as \"{}\" is.",
                below.0, below.1, above.1, above.0
            ),
        ),
        Text::new(
            "无需处理；如计量单位有误，请在 measures 中写明。",
            "Nothing to do; if a unit of measure is wrong, say the right one in \"measures\".",
        ),
    );
    Ok(Some((conversion, said)))
}

/// The error for figures that come together in two units of measure, each with the column or table that has it.
pub(super) fn mixed_measures(place: &str, one: (&str, &str), other: (&str, &str)) -> Error {
    let known = |measure: &str, zh: bool| match (measure, zh) {
        ("", true) => "（未写明）".to_owned(),
        ("", false) => "(not stated)".to_owned(),
        (measure, _) => measure.to_owned(),
    };
    let factor = measure::conversion(one.1, other.1);
    let (zh, en) = factor.map_or_else(Default::default, |(large, small, factor)| {
        (format!("（1{large}＝{factor}{small}）"), format!(" (1 {large} is {factor} {small})"))
    });
    let unstated = one.1.is_empty() || other.1.is_empty();
    Error::new(
        Code::MixedMeasures,
        place,
        Text::new(
            format!("计量单位不同：“{}”为{}，“{}”为{}。", one.0, known(one.1, true), other.0, known(other.1, true)),
            format!(
                "Two units of measure: {} in \"{}\", {} in \"{}\".",
                known(one.1, false),
                one.0,
                known(other.1, false),
                other.0
            ),
        ),
        if unstated {
            Text::new(
                "如计量单位相同，请在 measures 中写明；否则请先统一。",
                "If they are the same, say so in \"measures\"; else bring them to one first.",
            )
        } else {
            Text::new(
                format!("请先统一计量单位{zh}，或用 name 或 rename 分成两项。"),
                format!("Bring them to one unit of measure first{en}, or tell them apart by name or rename."),
            )
        },
    )
}
