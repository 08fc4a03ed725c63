//! An aggregation with its parameters, as it is written.

use super::arithmetic::ARITHMETIC;
use super::{Aggregation, Resolve, Rule};
use crate::error;
use crate::index::methods::{row, Chosen, Fault};
use crate::json::Json;
use crate::panel::Panel;
#[cfg(feature = "schema")]
use serde::Serialize;

/// An aggregation and its parameters.
pub type Combine = Chosen<Aggregation>;

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
    /// Reads a name, or an object with parameters.
    pub(crate) fn named(json: &Json, rows: &[&'static Aggregation]) -> error::Result<Self> {
        match json {
            Json::Text(_) => row(json, rows).map(Combine::of),
            _ => Combine::read(json, rows, &[], true),
        }
    }

    /// The aggregation; the arithmetic mean where none is said.
    pub(crate) fn row(&self) -> &'static Aggregation {
        self.method.unwrap_or(&ARITHMETIC)
    }

    /// The rule, or which parameter is wrong.
    ///
    /// # Errors
    /// A base period that the panel does not have.
    pub(crate) fn resolve(&self, panel: &Panel) -> error::Result<Result<Rule, Fault>> {
        Ok(match self.row().resolve {
            Resolve::Mean(resolve) => resolve(self).map(Rule::Mean),
            Resolve::PerUnit(resolve) => resolve(self).map(Rule::PerUnit),
            Resolve::CrossUnit(resolve) => resolve(self).map(Rule::CrossUnit),
            Resolve::OverPeriods(resolve) => Ok(Rule::OverPeriods(resolve(self, panel)?)),
        })
    }
}

/// A parameter that is a finite number.
pub(super) fn finite(name: &'static str, value: Option<f64>, default: f64) -> Result<f64, Fault> {
    match value {
        Some(v) if !v.is_finite() => Err((name, "须为有限的数", "must be a finite number")),
        v => Ok(v.unwrap_or(default)),
    }
}

/// A parameter from 0 to `most`.
pub(super) fn within(name: &'static str, value: f64, most: f64) -> Result<f64, Fault> {
    match (0.0..=most).contains(&value) {
        true => Ok(value),
        false if most == 1.0 => Err((name, "须在 0 与 1 之间", "must lie between 0 and 1")),
        false => Err((name, "不得小于零", "must not be below zero")),
    }
}
