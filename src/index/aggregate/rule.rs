//! An aggregation with its parameters, as written and resolved.

use super::across::Across;
use super::rows::Row;
use super::{Aggregation, Mean, Rule};
use crate::error::Result;
use crate::index::normalise::Fault;
use crate::json::{self, Json, Read};
use crate::panel::Panel;
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

/// On which side imbalance counts.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Penalty {
    /// It lowers the score: of an index of which more is better.
    Minus,
    /// It raises the score: of an index of which more is worse.
    Plus,
}

/// How `topsis` makes children comparable.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TopsisScale {
    /// x / root of the sum of squares over the units.
    Vector,
    /// (x - min) / (max - min).
    MinMax,
    /// Not at all.
    None,
}

/// What `chained` does where a period has no growth: one that the data do not have, or that lacks figures.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainGap {
    /// The chain ends there.
    #[default]
    Break,
    /// It goes on from the last period that it has, by each child's average growth a period since then: of 100 and 121 two
    /// years later that of 10 % a year, twice.
    AverageRate,
}

/// An aggregation and its parameters. Without parameters its name alone will do.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Combine {
    /// The aggregation.
    pub method: Aggregation,
    /// `power`: the exponent, other than zero.
    #[serde(default)]
    pub p: Option<f64>,
    /// `mazziotta_pareto` and its adjusted form: `minus` unless said.
    #[serde(default)]
    pub penalty: Option<Penalty>,
    /// `mean_min`: from 0 (the mean) to 1; 0.5 unless said.
    #[serde(default)]
    pub a: Option<f64>,
    /// `mean_min`: from 0 upwards; 1 unless said.
    #[serde(default)]
    pub b: Option<f64>,
    /// `topsis`: `vector` unless said.
    #[serde(default)]
    pub scale: Option<TopsisScale>,
    /// `benefit_of_the_doubt`: the least share of a child in the unit's score, from 0 to 1.
    #[serde(default)]
    pub low: Option<f64>,
    /// `benefit_of_the_doubt`: the largest share of a child in the unit's score, from 0 to 1.
    #[serde(default)]
    pub high: Option<f64>,
    /// `chained`: the period that is 100; the panel's first unless said.
    #[serde(default)]
    pub base: Option<String>,
    /// `chained`: `break` unless said.
    #[serde(default)]
    pub gap: Option<ChainGap>,
}

json::words!(ChainGap { Break = "break", AverageRate = "average_rate" });
json::words!(Penalty { Minus = "minus", Plus = "plus" });
json::words!(TopsisScale { Vector = "vector", MinMax = "min_max", None = "none" });

json::readable!(members Combine { method, p, penalty, a, b, scale, low, high, base, gap });

impl Read for Combine {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(_) => Aggregation::read(json).map(Combine::from),
            _ => {
                json::only(json, Self::MEMBERS)?;
                Self::members_of(json)
            }
        }
    }
}

impl From<Aggregation> for Combine {
    fn from(method: Aggregation) -> Self {
        Combine {
            method,
            p: None,
            penalty: None,
            a: None,
            b: None,
            scale: None,
            low: None,
            high: None,
            base: None,
            gap: None,
        }
    }
}

/// An aggregation as a node of the tree may have it written.
#[schema]
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum CombineOrName {
    /// Its name alone.
    Name(Aggregation),
    /// With its parameters.
    Combine(Combine),
}

impl Combine {
    /// The rule, or which parameter is wrong.
    ///
    /// # Errors
    /// A base period that the panel does not have.
    pub(crate) fn resolve(&self, panel: &Panel) -> Result<std::result::Result<Rule, Fault>> {
        let finite = |name: &'static str, value: Option<f64>, default: f64| match value {
            Some(v) if !v.is_finite() => Err((name, "须为有限的数", "must be a finite number")),
            v => Ok(v.unwrap_or(default)),
        };
        let within = |name: &'static str, value: f64, most: f64| match (0.0..=most).contains(&value) {
            true => Ok(value),
            false if most == 1.0 => Err((name, "须在 0 与 1 之间", "must lie between 0 and 1")),
            false => Err((name, "不得小于零", "must not be below zero")),
        };
        let sign = if self.penalty == Some(Penalty::Plus) { 1.0 } else { -1.0 };
        let rule = || -> std::result::Result<Rule, Fault> {
            Ok(match self.method {
                Aggregation::Arithmetic => Rule::Mean(Mean::Arithmetic),
                Aggregation::Geometric => Rule::Mean(Mean::Geometric),
                Aggregation::Harmonic => Rule::Mean(Mean::Power(-1.0)),
                Aggregation::Power => {
                    let p = self.p.ok_or(("p", "是该方法必需的参数", "is needed by this method"))?;
                    match finite("p", Some(p), p)? {
                        0.0 => {
                            return Err(("p", "不能为零；零即几何平均", "must not be zero; that is the geometric mean"))
                        }
                        p => Rule::Mean(Mean::Power(p)),
                    }
                }
                Aggregation::Copeland => Rule::Across(Across::Copeland),
                Aggregation::MazziottaPareto => Rule::Row(Row::MazziottaPareto { sign, sample: true }),
                Aggregation::AdjustedMazziottaPareto => Rule::Row(Row::MazziottaPareto { sign, sample: false }),
                Aggregation::MeanMin => Rule::Row(Row::MeanMin {
                    a: within("a", finite("a", self.a, 0.5)?, 1.0)?,
                    b: within("b", finite("b", self.b, 1.0)?, f64::MAX)?,
                }),
                Aggregation::Topsis => Rule::Across(Across::Topsis(self.scale.unwrap_or(TopsisScale::Vector))),
                Aggregation::BenefitOfTheDoubt => {
                    let low = within("low", finite("low", self.low, 0.0)?, 1.0)?;
                    let high = within("high", finite("high", self.high, 1.0)?, 1.0)?;
                    if low > high {
                        return Err(("high", "不得小于 low", "must not be less than low"));
                    }
                    Rule::Across(Across::Doubt { low, high })
                }
                Aggregation::Chained => Rule::Chained { base: 0, gap: self.gap.unwrap_or_default() },
            })
        };
        match (rule(), &self.base) {
            (Ok(Rule::Chained { gap, .. }), Some(base)) => {
                let base = base.parse().and_then(|p| panel.find_period(p)).map_err(|e| e.member("base"))?;
                Ok(Ok(Rule::Chained { base, gap }))
            }
            (rule, _) => Ok(rule),
        }
    }
}

/// Combines the children by a rule that is no plain mean.
pub(super) fn combine(rule: Rule, children: &[(f64, &[f64])], minimum_share: f64, out: &mut [f64]) {
    match rule {
        Rule::Row(row) => row.combine(children, minimum_share, out),
        Rule::Across(across) => across.combine(children, minimum_share, out),
        Rule::Mean(_) | Rule::Chained { .. } => out.fill(f64::NAN),
    }
}

/// Why a group is missing that has children enough.
pub(super) fn reason(rule: Rule, children: &[(f64, f64)]) -> Reason {
    let negative = children.iter().any(|(w, x)| *w > 0.0 && *x < 0.0);
    match rule {
        Rule::Mean(Mean::Power(_)) if negative => Reason::Negative,
        Rule::Across(Across::Doubt { .. }) if negative => Reason::Negative,
        Rule::Across(Across::Doubt { .. }) => Reason::TooFewChildren,
        Rule::Across(Across::Topsis(_)) => Reason::Constant,
        Rule::Row(Row::MazziottaPareto { .. }) => Reason::ZeroMean,
        Rule::Chained { .. } => Reason::ChainBroken,
        _ => Reason::Overflow,
    }
}

impl Rule {
    /// The slope of a unit's result in each of its children, given with their weights; all of them are there. `None` where
    /// the rule has no parts that sum to its result.
    pub(crate) fn slopes(self, row: &[(f64, f64)], result: f64) -> Option<Vec<f64>> {
        let weights: f64 = row.iter().map(|(w, _)| w).sum();
        let mean = super::rows::mean(row);
        let slope = |(w, x): &(f64, f64)| -> Option<f64> {
            let share = w / weights;
            Some(match self {
                Rule::Mean(Mean::Arithmetic) => share,
                // Where the result is zero for a zero, nothing adds to it.
                Rule::Mean(_) if result == 0.0 => 0.0,
                Rule::Mean(Mean::Geometric) => share * result / x,
                Rule::Mean(Mean::Power(p)) => share * super::rows::power(x / result, p - 1.0),
                Rule::Row(Row::MazziottaPareto { sign, sample }) => {
                    let n = row.iter().filter(|(w, _)| *w > 0.0).count() as f64;
                    let scale = if sample && n > 1.0 { n / (n - 1.0) } else { 1.0 };
                    let variance = row.iter().map(|(w, x)| w * (x - mean) * (x - mean)).sum::<f64>() / weights * scale;
                    share * (1.0 + sign * (2.0 * scale * (x - mean) * mean - variance) / (mean * mean))
                }
                Rule::Row(Row::MeanMin { .. }) | Rule::Across(_) | Rule::Chained { .. } => return None,
            })
        };
        row.iter().map(slope).collect()
    }
}
