//! Bonus, deduction and veto: the member `points` of a framework, as it is written.

use crate::json;
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// Points by rule, beside the score of the index: bonuses are added to it, deductions are taken off, and who meets a veto is
/// not ranked. Rules look at figures as they are published, before any step.
///
/// score = score of the index + min(sum of bonuses, `bonus_cap`) - min(sum of deductions, `deduction_cap`)
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PointsSpec {
    /// The rules; each acts by itself.
    #[schemars(length(min = 1))]
    pub rules: Vec<PointRule>,
    /// The most that all bonuses of a unit may come to; no bound where left out.
    #[serde(default)]
    pub bonus_cap: Option<f64>,
    /// The most that all deductions of a unit may come to; no bound where left out.
    #[serde(default)]
    pub deduction_cap: Option<f64>,
}

/// A rule: one condition (`at_least`, `at_most`, `growth_at_least` or `growth_at_most`) and one effect (`bonus`, `deduction` or
/// `veto`). Without a figure it has no effect, and is listed with the reason.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PointRule {
    /// What it is called; made of its condition where left out.
    #[serde(default)]
    pub name: Option<Text>,
    /// An indicator of the framework, or a column of the data.
    pub indicator: String,
    /// It holds from this figure upwards.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// It holds up to this figure.
    #[serde(default)]
    pub at_most: Option<f64>,
    /// It holds from this growth upwards: x / (x a year before) - 1, 0.1 for 10 %.
    #[serde(default)]
    pub growth_at_least: Option<f64>,
    /// It holds up to this growth.
    #[serde(default)]
    pub growth_at_most: Option<f64>,
    /// Points that are added, above zero.
    #[serde(default)]
    pub bonus: Option<f64>,
    /// Points that are taken off, written above zero.
    #[serde(default)]
    pub deduction: Option<f64>,
    /// Whether the unit is not ranked.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub veto: bool,
}

json::readable!(PointsSpec { rules, bonus_cap, deduction_cap });
json::readable!(PointRule {
    name,
    indicator,
    at_least,
    at_most,
    growth_at_least,
    growth_at_most,
    bonus,
    deduction,
    veto = false
});
