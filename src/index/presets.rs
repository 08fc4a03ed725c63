//! The presets of a framework, checked against its tree.

use super::{Node, NodeKind, ResolvedModel};
use crate::error::{Code, Error, Result};
use crate::index::framework::presets::Preset;
use crate::index::framework::Framework;
use crate::json::{Json, Members, Read};
use crate::text::Text;

/// A preset with the weights of all nodes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ResolvedPreset {
    pub id: String,
    pub name: Text,
    /// By node; that of the index is of no use.
    pub weights: Vec<f64>,
}

impl ResolvedModel {
    /// The presets of the framework, which were checked when the model was made.
    pub(crate) fn presets(&self) -> Vec<ResolvedPreset> {
        read(&self.framework, &self.nodes).unwrap_or_default()
    }

    /// Sets the weights of nodes that are named by id.
    pub(crate) fn reweigh(&self, own: &Members<f64>, weights: &mut [f64]) -> Result<()> {
        apply(own, &self.nodes, weights)?;
        sums_are_positive(&self.nodes, weights)
    }
}

/// Checks the presets of a framework.
pub(crate) fn check(model: &mut ResolvedModel) -> Result<()> {
    read(&model.framework, &model.nodes).map(|_| ())
}

/// The presets of a framework, checked against its tree.
fn read(framework: &Framework, nodes: &[Node]) -> Result<Vec<ResolvedPreset>> {
    let here = |at: usize| move |e: Error| e.item(at).within("$.presets");
    let one = |(at, json): (usize, &Json)| Preset::read(json).map_err(here(at));
    let presets: Vec<Preset> = framework.presets.iter().enumerate().map(one).collect::<Result<_>>()?;
    for (at, preset) in presets.iter().enumerate() {
        if presets[..at].iter().any(|other| other.id == preset.id) {
            let message =
                Text::new(format!("权重方案“{}”重复。", preset.id), format!("Duplicate id \"{}\".", preset.id));
            let hint = Text::new("请为每套方案取不同的 id。", "Give each preset an id of its own.");
            return Err(here(at)(Error::new(Code::DuplicateId, ".id", message, hint)));
        }
    }
    let resolved = |(at, preset): (usize, &Preset)| {
        let mut weights: Vec<f64> = nodes.iter().map(|node| node.weight).collect();
        for preset in line(&presets, at).map_err(here(at))?.into_iter().rev() {
            apply(&preset.weights, nodes, &mut weights).map_err(|e| here(at)(e.member("weights")))?;
        }
        sums_are_positive(nodes, &weights).map_err(|e| here(at)(e.member("weights")))?;
        let name = preset.name.clone().unwrap_or_else(|| Text::same(&preset.id));
        Ok(ResolvedPreset { id: preset.id.clone(), name, weights })
    };
    presets.iter().enumerate().map(resolved).collect()
}

/// A preset, the one it is based on, and so on.
fn line(presets: &[Preset], at: usize) -> Result<Vec<&Preset>> {
    let mut line = vec![&presets[at]];
    while let Some(base) = line.last().and_then(|last| last.based_on.as_ref()) {
        let fault = |code, zh: String, en: String| {
            let hint = Text::new("请修改 based_on。", "Correct based_on.");
            Err(Error::new(code, ".based_on", Text::new(zh, en), hint))
        };
        if line.iter().any(|known| known.id == *base) {
            return fault(
                Code::Cycle,
                format!("权重方案“{base}”循环引用了它自身。"),
                format!("The preset \"{base}\" is based on itself."),
            );
        }
        match presets.iter().find(|known| known.id == *base) {
            Some(found) => line.push(found),
            None => {
                return fault(
                    Code::BadParameter,
                    format!("没有权重方案“{base}”。"),
                    format!("There is no preset \"{base}\"."),
                )
            }
        }
    }
    Ok(line)
}

/// Sets the weights of nodes that are named by id.
fn apply(own: &Members<f64>, nodes: &[Node], weights: &mut [f64]) -> Result<()> {
    for (id, weight) in &own.0 {
        let fault = |code, zh: String, en: String| {
            let hint = Text::new(
                "请使用指标体系中指数以下的 id，权重不小于零。",
                "Use the id of a node below the index, and a weight from zero upwards.",
            );
            Error::new(code, "", Text::new(zh, en), hint).member(id)
        };
        let node = nodes.iter().position(|node| node.id == *id).filter(|node| *node > 0).ok_or_else(|| {
            fault(
                Code::UnknownNode,
                format!("指标体系在指数之下没有“{id}”。"),
                format!("The framework has no node \"{id}\" below the index."),
            )
        })?;
        if !(*weight >= 0.0 && weight.is_finite()) {
            return Err(fault(
                Code::BadWeight,
                format!("权重不能为 {weight}。"),
                format!("A weight cannot be {weight}."),
            ));
        }
        weights[node] = *weight;
    }
    Ok(())
}

fn sums_are_positive(nodes: &[Node], weights: &[f64]) -> Result<()> {
    for node in nodes {
        let NodeKind::Group { children, .. } = &node.kind else { continue };
        if children.iter().all(|child| weights[*child] == 0.0) {
            let message = Text::new(
                format!("“{}”各项的权重都为零。", node.id),
                format!("All weights within \"{}\" are zero.", node.id),
            );
            let hint =
                Text::new("一组中至少一项的权重须大于零。", "At least one weight of a group must be above zero.");
            return Err(Error::new(Code::BadWeight, "", message, hint));
        }
    }
    Ok(())
}
