//! The names of a scenario's changes, looked up in the panel.

use super::{Change, OneOrMany, Op, ScenarioSpec};
use crate::error::{Code, Error, Result};
use crate::panel::{IndicatorKind, Panel};
use crate::text::Text;

/// A change whose names have been looked up.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub units: Vec<usize>,
    pub indicators: Vec<usize>,
    pub period: Option<usize>,
    pub op: Op,
    pub value: f64,
    pub keep: Vec<usize>,
    #[cfg(feature = "methods")]
    pub fund: Option<super::fund::Fund>,
}

pub(super) fn not_a_value() -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new("变化的数值无效。", "The value of the change is not a finite number."),
        Text::new("请填写有限的数。", "Give a finite number."),
    )
}

/// All changes of a scenario.
///
/// # Errors
/// At the JSON path of the change: `unknown_unit`, `unknown_column`, `unknown_period`, `ratio_not_changeable`, `keep_conflict`,
/// `bad_parameter`.
pub(super) fn resolve(panel: &Panel, spec: &ScenarioSpec) -> Result<Vec<Resolved>> {
    let one = |(at, change): (usize, &Change)| -> Result<Resolved> {
        let place = format!("$.changes[{at}]");
        let column = |id: &String| panel.indicator(id).ok_or_else(|| crate::panel::unknown_column(id));
        let columns = |ids: &[String], name: &str| -> Result<Vec<usize>> {
            ids.iter().map(column).collect::<Result<_>>().map_err(|e| e.member(name).within(&place))
        };
        let units = match &change.unit {
            OneOrMany::One(all) if all == "*" => (0..panel.units().len()).collect(),
            units => units
                .ids()
                .iter()
                .map(|code| panel.find_unit(code))
                .collect::<Result<_>>()
                .map_err(|e| e.member("unit").within(&place))?,
        };
        let indicators = columns(change.indicator.ids(), "indicator")?;
        let keep = columns(&change.keep, "keep")?;
        for i in &indicators {
            let known = &panel.indicators()[*i];
            if known.kind == IndicatorKind::Ratio {
                return Err(Error::new(
                    Code::RatioNotChangeable,
                    &format!("{place}.indicator"),
                    Text::new(
                        format!("“{}”是比率，不能直接改变。", known.name().zh),
                        format!("\"{}\" is a ratio and cannot be changed.", known.name().en),
                    ),
                    Text::new("请改变其分子或分母。", "Change what it is made of."),
                ));
            }
            if keep.contains(i) {
                return Err(Error::new(
                    Code::KeepConflict,
                    &format!("{place}.keep"),
                    Text::new(
                        format!("“{}”既要改变又要固定。", known.id),
                        format!("\"{}\" is both changed and kept.", known.id),
                    ),
                    Text::new("请从 keep 中删去它。", "Take it out of keep."),
                ));
            }
        }
        let period = change.period.as_ref().map(|p| p.parse().and_then(|p| panel.find_period(p)));
        let period = period.transpose().map_err(|e| e.member("period").within(&place))?;
        if !change.value.is_finite() {
            return Err(not_a_value().member("value").within(&place));
        }
        #[cfg(feature = "methods")]
        let fund = super::fund::of(panel, spec.assumptions.as_ref(), change, &indicators, &keep, &place)?;
        Ok(Resolved {
            units,
            indicators,
            period,
            op: change.op,
            value: change.value,
            keep,
            #[cfg(feature = "methods")]
            fund,
        })
    };
    spec.changes.iter().enumerate().map(one).collect()
}
