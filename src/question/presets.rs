//! The named weights of a framework.

use super::question;
use crate::error::{Code, Error};
use crate::index::{Model, ResolvedPreset};
use crate::json::Members;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Which preset.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PresetsRequest {
    /// A preset by id; all where left out.
    #[serde(default)]
    pub preset: Option<String>,
}

crate::json::readable!(PresetsRequest { preset });

/// The named weights of a framework.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PresetsAnswer {
    /// A row for every preset and node below the index.
    pub rows: Vec<PresetRow>,
    /// The presets, in the order of the framework.
    pub presets: Vec<PresetWeights>,
}

/// A weight of a preset.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PresetRow {
    /// The preset, by id.
    pub preset: String,
    /// The node, by id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its weight, relative within its group.
    pub weight: f64,
    /// Its share of its group.
    pub share: f64,
}

/// A preset.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PresetWeights {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The weights of all nodes below the index, by id.
    #[ts(type = "Record<string, number>")]
    pub weights: Members<f64>,
}

crate::json::shown!(PresetsAnswer { rows, presets });
crate::json::shown!(PresetRow { preset, id, name, weight, share });
crate::json::shown!(PresetWeights { id, name, weights });

question!(
    /// The row of the question.
    PRESETS = "presets",
    ("指标体系附带的各套权重方案。", "The named weights (presets) that travel with a framework."),
    PresetsRequest,
    presets
);

/// The presets of the model's framework; none where it has none.
///
/// # Errors
/// `bad_parameter` for a preset that the framework does not have.
pub fn presets(model: &Model, request: &PresetsRequest) -> Result<PresetsAnswer> {
    let inner = model.inner();
    let chosen = match &request.preset {
        Some(named) => vec![find(model, named)?],
        None => inner.presets(),
    };
    let mut answer = PresetsAnswer { rows: Vec::new(), presets: Vec::new() };
    for preset in chosen {
        let group = |node: usize| inner.nodes[node].parent.map_or(&[][..], |parent| inner.children(parent));
        let row = |node: usize| PresetRow {
            preset: preset.id.clone(),
            id: inner.nodes[node].id.clone(),
            name: inner.nodes[node].name.clone(),
            weight: preset.weights[node],
            share: preset.weights[node] / group(node).iter().map(|child| preset.weights[*child]).sum::<f64>(),
        };
        answer.rows.extend((1..inner.nodes.len()).map(row));
        let named = inner.nodes.iter().map(|node| node.id.clone()).zip(preset.weights.iter().copied());
        let weights = Members(named.skip(1).collect());
        answer.presets.push(PresetWeights { id: preset.id, name: preset.name, weights });
    }
    Ok(answer)
}

/// The preset of an id.
pub(super) fn find(model: &Model, named: &str) -> Result<ResolvedPreset> {
    let all = model.inner().presets();
    all.iter().find(|preset| preset.id == named).cloned().ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|preset| preset.id.as_str()).collect();
        let hint = match known.is_empty() {
            true => Text::new("该指标体系没有权重方案（presets）。", "The framework has no presets."),
            false => {
                Text::new(format!("可选：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", ")))
            }
        };
        let message = Text::new(format!("没有权重方案“{named}”。"), format!("There is no preset \"{named}\"."));
        Error::new(Code::BadParameter, ".preset", message, hint)
    })
}
