//! Reading a framework, with the methods that there are.

#[cfg(not(target_arch = "wasm32"))]
mod ready;
mod tree_weights;
mod uncertainty;

use super::framework::{Framework, NodeSpec, Step};
use super::steps::{self, Check, Methods};
use super::{aggregate, classes, impute, normalise, notes, presets, reference, treat, weigh};
use crate::error::Result;
use crate::index::aggregate::Combine;
use crate::index::evaluation::rules;
use crate::index::EVERY_METHOD;
use crate::json::{self, Json};

/// Checks of what a first ranking does not have, or does not read.
static CHECKS: &[Check] = &[
    steps::levels_exist,
    steps::children_are_indicators,
    reference::resolve,
    uncertainty::check,
    notes::check,
    presets::check,
    classes::add,
    rules::add,
];

/// The members of a framework; a first ranking does not have the last four.
const MEMBERS: &[&str] = match EVERY_METHOD {
    true => &[
        "id",
        "name",
        "source",
        "indicators",
        "tree",
        "steps",
        "uncertainty",
        "notes",
        "reference",
        "presets",
        "points",
        "classes",
    ],
    false => &["id", "name", "source", "indicators", "tree", "steps", "uncertainty", "notes"],
};

impl Methods {
    /// What a first ranking needs.
    pub fn first() -> Methods {
        Methods {
            steps: steps::FIRST.to_vec(),
            normalisations: normalise::FIRST.to_vec(),
            imputations: Vec::new(),
            treatments: treat::ALL.to_vec(),
            weightings: Vec::new(),
            aggregations: aggregate::FIRST.to_vec(),
            written: &[],
            checks: &[],
        }
    }

    /// Every method.
    pub fn all() -> Methods {
        Methods {
            steps: steps::ALL.to_vec(),
            normalisations: normalise::ALL.to_vec(),
            imputations: impute::ALL.to_vec(),
            treatments: treat::ALL.to_vec(),
            weightings: weigh::ALL.to_vec(),
            aggregations: aggregate::ALL.to_vec(),
            written: &[tree_weights::stated_for_all],
            checks: CHECKS,
        }
    }
}

impl Framework {
    /// Reads a framework; what it says is checked when it meets a panel, in [`crate::Model::new`].
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        Framework::from_json_with(json, &Methods::all())
    }

    /// Reads a framework that can choose among these methods.
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json_with(json: &str, methods: &Methods) -> Result<Self> {
        Framework::read(&json::parse(json)?, methods).map_err(|e| e.within("$"))
    }

    fn read(json: &Json, methods: &Methods) -> Result<Self> {
        json::only(json, MEMBERS)?;
        let framework = Framework {
            id: json::member(json, "id")?,
            name: json::member(json, "name")?,
            source: json::member(json, "source")?,
            indicators: json::member(json, "indicators")?,
            tree: json::needed_by(json, "tree", |tree| NodeSpec::read(tree, methods))?,
            steps: json::needed_by(json, "steps", |steps| Step::read_all(steps, methods))?,
            uncertainty: json::member(json, "uncertainty")?,
            notes: json::member_or(json, "notes", Vec::new)?,
            presets: if EVERY_METHOD { json::member_or(json, "presets", Vec::new)? } else { Vec::new() },
            reference: if EVERY_METHOD { json::member(json, "reference")? } else { None },
            classes: if EVERY_METHOD { json::member_or(json, "classes", Vec::new)? } else { Vec::new() },
            points: if EVERY_METHOD { json::member(json, "points")? } else { None },
        };
        if EVERY_METHOD {
            methods.written.iter().try_for_each(|check| check(json))?;
        }
        Ok(framework)
    }
}

impl NodeSpec {
    fn read(json: &Json, methods: &Methods) -> Result<Self> {
        json::only(json, &["id", "name", "weight", "aggregate", "children"])?;
        let children = |json: &Json| json::items_by(json, |child| NodeSpec::read(child, methods));
        Ok(NodeSpec {
            id: json::member(json, "id")?,
            name: json::member(json, "name")?,
            weight: json::member_or(json, "weight", || 1.0)?,
            aggregate: json::member_by(json, "aggregate", |json| Combine::named(json, &methods.aggregations))?,
            children: json::member_by(json, "children", children)?,
        })
    }
}

impl Step {
    /// Reads the `steps` of a framework.
    pub(crate) fn from_json(json: &str, methods: &Methods) -> Result<Vec<Step>> {
        Step::read_all(&json::parse(json)?, methods).map_err(|e| e.within("$"))
    }

    fn read_all(json: &Json, methods: &Methods) -> Result<Vec<Step>> {
        json::items_by(json, |step| steps::read(step, methods))
    }
}
