//! An aggregation with its parameters, as it is written.

use super::{Aggregation, ChainGap, Penalty, Resolve, Rule, TopsisScale};
use crate::error::Result;
use crate::index::normalise::Fault;
use crate::json::{self, Json, Read};
use crate::panel::Panel;
use serde::Serialize;

/// An aggregation and its parameters. Without parameters its name alone will do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Combine {
    /// The aggregation.
    pub method: &'static Aggregation,
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

json::readable!(members Combine { method, p, penalty, a, b, scale, low, high, base, gap });

impl Read for Combine {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(_) => <&Aggregation>::read(json).map(Combine::from),
            _ => {
                json::only(json, Self::MEMBERS)?;
                Self::members_of(json)
            }
        }
    }
}

impl From<&'static Aggregation> for Combine {
    fn from(method: &'static Aggregation) -> Self {
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
#[cfg(feature = "schema")]
#[derive(Debug, Serialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(untagged)]
pub enum CombineOrName {
    /// Its name alone.
    Name(&'static Aggregation),
    /// With its parameters.
    Combine(Combine),
}

impl Combine {
    /// The rule, or which parameter is wrong.
    ///
    /// # Errors
    /// A base period that the panel does not have.
    pub(crate) fn resolve(&self, panel: &Panel) -> Result<std::result::Result<Rule, Fault>> {
        Ok(match self.method.resolve {
            Resolve::Mean(resolve) => resolve(self).map(Rule::Mean),
            Resolve::PerUnit(resolve) => resolve(self).map(Rule::PerUnit),
            Resolve::CrossUnit(resolve) => resolve(self).map(Rule::CrossUnit),
            Resolve::OverPeriods(resolve) => Ok(Rule::OverPeriods(resolve(self, panel)?)),
        })
    }
}

/// A parameter that is a finite number.
pub(super) fn finite(name: &'static str, value: Option<f64>, default: f64) -> std::result::Result<f64, Fault> {
    match value {
        Some(v) if !v.is_finite() => Err((name, "须为有限的数", "must be a finite number")),
        v => Ok(v.unwrap_or(default)),
    }
}

/// A parameter from 0 to `most`.
pub(super) fn within(name: &'static str, value: f64, most: f64) -> std::result::Result<f64, Fault> {
    match (0.0..=most).contains(&value) {
        true => Ok(value),
        false if most == 1.0 => Err((name, "须在 0 与 1 之间", "must lie between 0 and 1")),
        false => Err((name, "不得小于零", "must not be below zero")),
    }
}
