//! Scenarios: a named, ordered list of changes to a panel; everything that follows is computed again.

pub(crate) mod accounts;
mod adjust;

pub use accounts::Why;
pub use adjust::{Moved, Scenario, Stuck};

use crate::error::Result;
use serde::{Deserialize, Serialize};

/// A what-if, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ScenarioSpec {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Applied in order, each on the result of the one before.
    pub changes: Vec<Change>,
    /// What is taken for granted, each with its source or the word "assumed"; shown, not computed with.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"), ts(type = "unknown"))]
    pub assumptions: Option<serde_json::Value>,
}

/// One change. Only columns of the panel change, never ratios; accounts are kept true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The code (or, of a province, the name) of a unit, several, or `"*"` for all.
    pub unit: OneOrMany,
    /// A column of the panel, or several, changed one after the other.
    pub indicator: OneOrMany,
    /// The period; where there is none, the period that is looked at.
    #[serde(default)]
    pub period: Option<String>,
    /// What is done.
    pub op: Op,
    /// The number that it is done with.
    pub value: f64,
    /// Columns that stay as they are.
    #[serde(default)]
    pub keep: Vec<String>,
}

/// One id or a list of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The ids.
    pub fn ids(&self) -> &[String] {
        match self {
            OneOrMany::One(id) => std::slice::from_ref(id),
            OneOrMany::Many(ids) => ids,
        }
    }
}

/// What a change does with a figure x and its value v.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// v
    Set,
    /// x + v
    Add,
    /// x v
    Multiply,
}

impl ScenarioSpec {
    /// Reads a scenario; what it says is checked when it meets a panel, in [`Scenario::new`].
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        crate::json::read(json, "情景", "the scenario")
    }
}
