//! The coupling coordination between the dimensions of units (耦合协调度).

use super::measured::some;
use super::{given, question, scale};
use crate::coupling::{class, coupling as coupled, CouplingForm};
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Between which dimensions, of which units and in which periods.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CouplingRequest {
    /// The periods; all where left out.
    #[serde(default)]
    pub periods: Option<Vec<String>>,
    /// A unit by code or name; all where left out.
    #[serde(default)]
    pub unit: Option<String>,
    /// The node whose children are the dimensions; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// Some of the dimensions only, by id, two or more; nodes of any level.
    #[serde(default)]
    pub dimensions: Option<Vec<String>>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// The form of the coupling degree; `usual` where left out.
    #[serde(default)]
    pub form: Option<CouplingForm>,
    /// Whether all dimensions weigh the same in T; else, where left out, they have their weights in the index.
    #[serde(default)]
    pub equal: Option<bool>,
    /// Whether the ten customary classes are named; they are where left out.
    #[serde(default)]
    pub classes: Option<bool>,
    /// What a full score is: scores are divided by it. The upper end of the scale of the normalisation where left out.
    #[serde(default)]
    pub full: Option<f64>,
}

crate::json::readable!(CouplingRequest { periods, unit, node, dimensions, region, form, equal, classes, full });

/// The coupling coordination of units.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CouplingAnswer {
    /// The form of the coupling degree.
    pub form: CouplingForm,
    /// The dimensions.
    pub dimensions: Vec<String>,
    /// Their weights in T, in sum 1.
    pub weights: Vec<f64>,
    /// A row for every unit and period: units in the order of codes, of each the periods in the order of time.
    pub rows: Vec<CouplingRow>,
}

/// A unit in a period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CouplingRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The period.
    pub period: String,
    /// C, the coupling degree, from 0 to 1.
    pub coupling: Option<f64>,
    /// T, the comprehensive development index, from 0 to 1.
    pub development: Option<f64>,
    /// D, the coupling coordination degree, from 0 to 1.
    pub coordination: Option<f64>,
    /// The class of D, from 1 to 10.
    pub class: Option<usize>,
    /// Its name.
    pub class_name: Option<Text>,
    /// The dimension with the lowest score.
    pub lagging: Option<String>,
    /// Why there are none.
    pub reason: Option<Text>,
}

crate::json::shown!(CouplingAnswer { form, dimensions, weights, rows });
crate::json::shown!(CouplingRow {
    code,
    unit,
    period,
    coupling,
    development,
    coordination,
    class,
    class_name,
    lagging,
    reason
});

question!(
    /// The row of the question.
    COUPLING = "coupling",
    ("各单位各维度之间的耦合协调度。", "The coupling coordination between the dimensions of units."),
    CouplingRequest,
    coupling
);

/// The coupling coordination of units: [`crate::coupling::coupling`] of the scores of the dimensions, with the weights
/// that the framework gives them: those that a step `weigh` finds in every period would make T incomparable over time.
///
/// # Errors
/// `unknown_node`, `unknown_unit`, `unknown_period`, `bad_parameter` (fewer than two dimensions, `full`, `region`), each with
/// the member that named it.
pub fn coupling(model: &Model, request: &CouplingRequest) -> Result<CouplingAnswer> {
    let asked = Asked::of(model, request)?;
    let (inner, units) = (model.inner(), model.panel().units());
    let mut rows = Vec::new();
    for period in given::periods(model, request.periods.as_deref())? {
        let scores = model.scores(period)?;
        for (place, unit) in inner.by_code.iter().copied().enumerate().filter(|(_, unit)| asked.includes(*unit)) {
            let values: Vec<f64> = asked.dimensions.iter().map(|node| scores.node(*node)[unit] / asked.full).collect();
            let found = coupled(&values, &asked.weights, asked.form);
            let class = found.ok().filter(|_| request.classes.unwrap_or(true)).map(|found| class(found.coordination));
            let figure =
                |of: fn(&crate::coupling::Coupling) -> f64| found.as_ref().ok().and_then(|found| some(of(found)));
            let lowest = (0..values.len()).min_by(|a, b| values[*a].total_cmp(&values[*b]));
            let row = CouplingRow {
                code: units[unit].code.clone(),
                unit: units[unit].name.clone(),
                period: period.to_string(),
                coupling: figure(|found| found.coupling),
                development: figure(|found| found.development),
                coordination: figure(|found| found.coordination),
                class: class.as_ref().map(|(number, _)| *number),
                class_name: class.map(|(_, name)| name),
                lagging: lowest.filter(|_| found.is_ok()).map(|at| inner.nodes[asked.dimensions[at]].id.clone()),
                reason: found.err().map(|why| why.text()),
            };
            rows.push((place, row));
        }
    }
    rows.sort_by_key(|(place, _)| *place); // stable: periods stay in their order
    Ok(CouplingAnswer {
        form: asked.form,
        dimensions: asked.dimensions.iter().map(|node| inner.nodes[*node].id.clone()).collect(),
        weights: asked.weights,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// What is asked for, found in the model.
struct Asked {
    dimensions: Vec<usize>,
    weights: Vec<f64>,
    form: CouplingForm,
    full: f64,
    included: Vec<bool>,
}

impl Asked {
    fn of(model: &Model, request: &CouplingRequest) -> Result<Asked> {
        let node = given::node(model, request.node.as_deref())?;
        let dimensions = dimensions(model, node, request)?;
        let area = given::area(model, request.region.as_deref())?;
        let only = request.unit.as_deref().map(|unit| given::unit(model, unit)).transpose();
        let only = only.map_err(|error| error.member("unit"))?;
        let included = |unit: usize| model.panel().is_in(unit, area) && only.is_none_or(|only| only == unit);
        Ok(Asked {
            weights: weights(model, &dimensions, request.equal.unwrap_or(false))?,
            form: request.form.unwrap_or_default(),
            full: scale::full_of(model, &dimensions, request.full)?,
            included: (0..model.panel().units().len()).map(included).collect(),
            dimensions,
        })
    }

    fn includes(&self, unit: usize) -> bool {
        self.included[unit]
    }
}

/// The dimensions that are named, or the children of the node.
fn dimensions(model: &Model, node: usize, request: &CouplingRequest) -> Result<Vec<usize>> {
    let found = match &request.dimensions {
        None => model.inner().children(node).to_vec(),
        Some(ids) => {
            let each = |(at, id): (usize, &String)| model.node(id).map_err(|error| error.item(at).member("dimensions"));
            ids.iter().enumerate().map(each).collect::<Result<Vec<usize>>>()?
        }
    };
    let twice = (1..found.len()).any(|at| found[..at].contains(&found[at]));
    if found.len() >= 2 && !twice {
        return Ok(found);
    }
    Err(Error::new(
        Code::BadParameter,
        "",
        Text::new(
            "耦合协调度须有两个以上互不相同的维度。",
            "Coupling coordination needs two dimensions or more, each once.",
        ),
        Text::new(
            "请在 dimensions 中列出维度，或改用有两个以上下级的 node。",
            "List dimensions, or name a node with two children or more.",
        ),
    )
    .member(if request.dimensions.is_some() { "dimensions" } else { "node" }))
}

/// The shares of the dimensions in T: of their effective weights as the framework gives them.
fn weights(model: &Model, dimensions: &[usize], equal: bool) -> Result<Vec<f64>> {
    if !equal {
        let words = ("不写 equal: true 的耦合协调度", "coupling without equal: true");
        model.inner().one_set_of_weights(words)?;
    }
    let nodes = &model.inner().nodes;
    let effective = |node: &usize| -> f64 {
        let mut weight = 1.0;
        let mut at = *node;
        while let Some(parent) = nodes[at].parent {
            let group: f64 = model.inner().children(parent).iter().map(|c| nodes[*c].weight).sum();
            weight *= nodes[at].weight / group;
            at = parent;
        }
        weight
    };
    let weights: Vec<f64> = dimensions.iter().map(|node| if equal { 1.0 } else { effective(node) }).collect();
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 {
        return Ok(weights.iter().map(|weight| weight / sum).collect());
    }
    Err(Error::new(
        Code::BadParameter,
        "",
        Text::new("所列维度的权重均为零。", "None of the dimensions has a weight."),
        Text::new("请写 equal: true 使其等权。", "Give them equal weights with equal: true."),
    )
    .member("dimensions"))
}
