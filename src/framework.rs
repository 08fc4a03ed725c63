//! A framework: the tree of dimensions and indicators with weights, and the method of every step.
//!
//! This is the specification as it is written; [`crate::Model::new`] resolves it against a panel, once, and reports
//! there all that can be wrong.

use crate::error::Result;
#[cfg(not(target_arch = "wasm32"))]
use crate::error::{Code, Error};
use crate::index::aggregate::Mean;
use crate::index::normalise::{Method, Parameters, Scope};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The specification of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// A short name in Latin letters.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<Text>,
    /// Where the method comes from.
    #[serde(default)]
    pub source: Option<String>,
    /// The indicators.
    pub indicators: Vec<IndicatorSpec>,
    /// The tree; its root is the index.
    pub tree: NodeSpec,
    /// The steps, run in the order given.
    pub steps: Vec<Step>,
    /// How choices vary in the robustness analysis; not read by the calculator's index.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Map<String, serde_json::Value>>"), ts(type = "Record<string, unknown> | null"))]
    pub uncertainty: Option<serde_json::Map<String, serde_json::Value>>,
}

/// An indicator: a column of the panel, or a ratio of two.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct IndicatorSpec {
    /// The name that the tree uses.
    pub id: String,
    /// Its name; the panel's where there is none.
    #[serde(default)]
    pub name: Option<Text>,
    /// Unit of measure; the panel's where there is none.
    #[serde(default)]
    pub unit: Option<String>,
    /// 1: more is better; -1: less is better.
    pub direction: i8,
    /// The panel's column, where it is not named like the indicator.
    #[serde(default)]
    pub column: Option<String>,
    /// The column above the line.
    #[serde(default)]
    pub numerator: Option<String>,
    /// The column below the line.
    #[serde(default)]
    pub denominator: Option<String>,
    /// value = numerator x scale / denominator; 1 where there is none.
    #[serde(default)]
    pub scale: Option<f64>,
}

/// A group, or, without children, an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NodeSpec {
    /// The name of a group, or the id of an indicator.
    pub id: String,
    /// The name of a group.
    #[serde(default)]
    pub name: Option<Text>,
    /// Weight, relative within its group.
    #[serde(default = "one")]
    pub weight: f64,
    /// The mean by which the children are combined; wins over the step's.
    #[serde(default)]
    pub aggregate: Option<Mean>,
    /// Groups or indicators.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<NodeSpec>>"))]
    pub children: Option<Vec<NodeSpec>>,
}

fn one() -> f64 {
    1.0
}

/// One step of the method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Divide by another indicator: every indicator with a denominator becomes its ratio.
    Denominate {},
    /// Bring to a common scale.
    Normalise {
        /// The method for every indicator that has no other in `overrides`.
        method: Method,
        /// The lower end of the scale.
        #[serde(default)]
        lower: Option<f64>,
        /// The upper end of the scale.
        #[serde(default)]
        upper: Option<f64>,
        /// `z_score`: the mean of the result.
        #[serde(default)]
        mean: Option<f64>,
        /// `z_score`: the standard deviation of the result.
        #[serde(default)]
        sd: Option<f64>,
        /// `goalposts`: the lower post, in the indicator's unit.
        #[serde(default)]
        low: Option<f64>,
        /// `goalposts`: the upper post, in the indicator's unit.
        #[serde(default)]
        high: Option<f64>,
        /// `goalposts`: whether values beyond the posts stay at the ends of the scale (default true).
        #[serde(default)]
        clamp: Option<bool>,
        /// `goalposts`: `"ln"` takes value and posts through the logarithm.
        #[serde(default)]
        scale: Option<crate::index::normalise::PostScale>,
        /// `distance_to_target`: the target, in the indicator's unit.
        #[serde(default)]
        target: Option<f64>,
        /// `distance_to_target`: whether a unit beyond the target counts as at it (default true).
        #[serde(default)]
        cap: Option<bool>,
        /// What an indicator becomes that is the same for all units (default missing).
        #[serde(default)]
        constant: Option<crate::index::normalise::Constant>,
        /// Over which figures minimum, mean and so on are taken.
        #[serde(default)]
        scope: Scope,
        /// Methods and parameters of single indicators.
        #[serde(default)]
        overrides: BTreeMap<String, Parameters>,
    },
    /// Combine upwards.
    Aggregate {
        /// The mean.
        method: Mean,
        /// Children present / children: below it the group is missing.
        #[serde(default)]
        minimum_share: f64,
    },
}

impl Step {
    /// Its name, as in the JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Step::Denominate {} => "denominate",
            Step::Normalise { .. } => "normalise",
            Step::Aggregate { .. } => "aggregate",
        }
    }
}

impl Framework {
    /// Reads a framework; what it says is checked when it meets a panel, in [`crate::Model::new`].
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        crate::json::read(json, "指标体系", "the framework")
    }

    /// A ready framework, by id.
    ///
    /// # Errors
    /// `unknown_framework`.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn ready(id: &str) -> Result<Self> {
        match READY.iter().find(|(ready, _)| *ready == id) {
            Some((_, json)) => Framework::from_json(json),
            None => Err(unknown(id)),
        }
    }

    /// Its name; the id where it has none.
    pub fn title(&self) -> Text {
        self.name.clone().unwrap_or_else(|| Text::same(&self.id))
    }
}

/// The ready frameworks: id and JSON. On the web they are files of their own, fetched when asked for.
#[cfg(not(target_arch = "wasm32"))]
pub const READY: &[(&str, &str)] = &[
    ("provincial", include_str!("../data/frameworks/provincial.json")),
    ("hdi", include_str!("../data/frameworks/hdi.json")),
];

#[cfg(not(target_arch = "wasm32"))]
fn unknown(id: &str) -> Error {
    let ids = READY.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    Error::new(
        Code::UnknownFramework,
        "",
        Text::new(format!("没有名为“{id}”的现成指标体系。"), format!("There is no ready framework \"{id}\".")),
        Text::new(format!("可选：{}。", ids.join("、")), format!("Choose one of: {}.", ids.join(", "))),
    )
}

