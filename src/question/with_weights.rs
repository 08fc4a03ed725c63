//! The framework with other weights.

use super::question;
use crate::error::{Code, Error};
use crate::index::framework::{Framework, NodeSpec};
use crate::index::Model;
use crate::json::{written, Json, Members};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Which weights: a preset of the framework, weights by id, or both, of which the latter win.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WithWeightsRequest {
    /// A preset by id.
    #[serde(default)]
    pub preset: Option<String>,
    /// Weights by the id of a node below the index, relative within its group, as `ahp` and `budget_weights` give them.
    #[serde(default)]
    #[schemars(with = "Option<std::collections::BTreeMap<String, f64>>")]
    #[ts(type = "Record<string, number> | null")]
    pub weights: Option<Members<f64>>,
}

crate::json::readable!(WithWeightsRequest { preset, weights });

/// The framework with other weights.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithWeights {
    /// A row for every node below the index.
    pub rows: Vec<WeightRow>,
    /// The framework, which `Model.load` takes.
    #[ts(type = "Framework")]
    pub framework: Json,
}

/// A weight.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightRow {
    /// The node, by id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its weight, relative within its group.
    pub weight: f64,
    /// Its share of its group.
    pub share: f64,
}

crate::json::shown!(WithWeights { rows, framework });
crate::json::shown!(WeightRow { id, name, weight, share });

question!(
    /// The row of the question.
    WITH_WEIGHTS = "with_weights",
    (
        "换用另一套权重（权重方案或所给权重）后的指标体系。",
        "The framework with other weights: those of a preset, or by the id of a node."
    ),
    WithWeightsRequest,
    with_weights
);

/// The framework with other weights. A step `weigh` that finds weights finds them as before.
///
/// # Errors
/// `bad_parameter` for a preset that there is not; `unknown_node` and `bad_weight` with the place in the request.
pub fn with_weights(model: &Model, request: &WithWeightsRequest) -> Result<WithWeights> {
    let inner = model.inner();
    inner.one_set_of_weights(("换用另一套权重", "a change of weights"))?;
    let mut weights: Vec<f64> = inner.nodes.iter().map(|node| node.weight).collect();
    if let Some(named) = &request.preset {
        weights = super::presets::find(model, named)?.weights;
    }
    if let Some(own) = &request.weights {
        inner.reweigh(own, &mut weights).map_err(|e| e.member("weights"))?;
    }
    let group = |node: usize| inner.nodes[node].parent.map_or(&[][..], |parent| inner.children(parent));
    let row = |node: usize| WeightRow {
        id: inner.nodes[node].id.clone(),
        name: inner.nodes[node].name.clone(),
        weight: weights[node],
        share: weights[node] / group(node).iter().map(|child| weights[*child]).sum::<f64>(),
    };
    let rows: Vec<WeightRow> = (1..weights.len()).map(row).collect();
    let mut framework: Framework = inner.framework.clone();
    set(&mut framework.tree, &rows);
    let framework = written(&framework).map_err(|refused| {
        let text = refused.to_string();
        let hint = Text::new("请报告此问题。", "Please report this.");
        Error::new(Code::BadJson, "", Text::same(&text), hint)
    })?;
    Ok(WithWeights { rows, framework })
}

/// Writes weights into a tree.
fn set(node: &mut NodeSpec, rows: &[WeightRow]) {
    if let Some(row) = rows.iter().find(|row| row.id == node.id) {
        node.weight = row.weight;
    }
    node.children.iter_mut().flatten().for_each(|child| set(child, rows));
}
