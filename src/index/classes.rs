//! Classes of units with weights of their own, checked against the tree and the panel.
//!
//! Every step is that of all units: what is normalised, treated or imputed, a class sees as all others do. Only where groups
//! are combined a unit has the weights of its class, so it has the score that it has in the same model with these weights in
//! the tree.

use super::evaluation::class::{Class, Classes};
use super::framework::classes::{ClassGroup, ClassSpec};
use super::framework::Step;
use super::members::{named_by_list, several};
use super::ResolvedModel;
use crate::error::{Code, Error, Result};
use crate::json::{Json, Read};
use crate::text::Text;

impl ResolvedModel {
    /// Refuses what knows one set of weights for all units, where classes have their own.
    ///
    /// # Errors
    /// `bad_parameter`, with what it is that is refused, in Chinese and English.
    pub(crate) fn one_set_of_weights(&self, (zh, en): (&str, &str)) -> Result<()> {
        match self.classes() {
            None => Ok(()),
            Some(_) => Err(Error::new(
                Code::BadParameter,
                "",
                Text::new(
                    format!("指标体系为各类单位（classes）分别设了权重，{zh}只适用于一套权重。"),
                    format!("The framework has weights of their own for classes, and {en} knows one set of weights."),
                ),
                Text::new(
                    "请去掉 classes，或为每一类各写一个指标体系，把该类的权重写入 tree。",
                    "Leave out classes, or write a framework for each class, with its weights in the tree.",
                ),
            )),
        }
    }
}

/// Resolves the classes of a framework; a model without them stays as it is.
///
/// # Errors
/// `bad_json`, `duplicate_id`, `unknown_unit`, `unknown_node`, `bad_weight`, and `bad_parameter` for a class of nobody or of
/// one, a unit in two classes, and classes beside a step `weigh`; each with its place.
pub(super) fn add(model: &mut ResolvedModel) -> Result<()> {
    if model.framework.classes.is_empty() {
        return Ok(());
    }
    if let Some(at) = model.framework.steps.iter().position(|step| matches!(step, Step::Weigh(_))) {
        return Err(found_and_stated(at));
    }
    let mut classes = Classes::of_units(model.panel.units().len());
    for (at, written) in model.framework.classes.iter().enumerate() {
        add_one(&mut classes, model, written).map_err(|error| error.item(at).within("$.classes"))?;
    }
    model.weigh = Some(Box::new(classes));
    Ok(())
}

fn add_one(classes: &mut Classes, model: &ResolvedModel, written: &Json) -> Result<()> {
    let spec = ClassSpec::read(written)?;
    if classes.all.iter().any(|other| other.id == spec.id) {
        return Err(twice(&spec.id).member("id"));
    }
    let units = units(model, &spec.group).map_err(|error| error.member("group"))?;
    for unit in &units {
        if let Some(other) = classes.of(*unit) {
            return Err(in_two(model, *unit, other, &spec.id).member("group"));
        }
    }
    let weights = weights(model, &spec).map_err(|error| error.member("weights"))?;
    let name = spec.name.unwrap_or_else(|| Text::same(&spec.id));
    classes.push(Class { id: spec.id, name, units, weights });
    Ok(())
}

/// The units of a class, in the order of the panel.
fn units(model: &ResolvedModel, group: &ClassGroup) -> Result<Vec<usize>> {
    let panel = &model.panel;
    let all = 0..panel.units().len();
    let found: Vec<usize> = match group {
        ClassGroup::Named(name) => {
            let area = panel.area(name).map_err(|error| named_by_list(error, name))?;
            all.filter(|unit| panel.is_in(*unit, Some(area))).collect()
        }
        ClassGroup::Listed(listed) => {
            let mut found = Vec::with_capacity(listed.len());
            for (at, name) in listed.iter().enumerate() {
                let unit = panel.find_unit(name).map_err(|error| error.item(at))?;
                if found.contains(&unit) {
                    return Err(twice(name).item(at));
                }
                found.push(unit);
            }
            found.sort_unstable();
            found
        }
    };
    several(panel, &found)?;
    Ok(found)
}

/// The weights of a class, by node: those of the tree in groups of which it says nothing.
fn weights(model: &ResolvedModel, spec: &ClassSpec) -> Result<Vec<f64>> {
    if spec.weights.0.is_empty() {
        let hint = Text::new(
            "请按节点 id 写明权重，或删去该类。",
            "State weights by the id of a node, or leave the class out.",
        );
        let text =
            Text::new(format!("“{}”类没有权重。", spec.id), format!("The class \"{}\" has no weights.", spec.id));
        return Err(Error::new(Code::BadWeight, "", text, hint));
    }
    let mut weights: Vec<f64> = model.nodes.iter().map(|node| node.weight).collect();
    model.reweigh(&spec.weights, &mut weights)?;
    for group in 0..model.nodes.len() {
        let children = model.children(group);
        let states = |child: &&usize| spec.weights.get(&model.nodes[**child].id).is_some();
        let lacking = children.iter().find(|child| !states(child));
        if let Some(child) = lacking.filter(|_| children.iter().any(|child| states(&child))) {
            return Err(left_out(model, *child, group));
        }
        if !children.iter().map(|child| weights[*child]).sum::<f64>().is_finite() {
            return Err(too_much(model, group));
        }
    }
    Ok(weights)
}

#[cold]
fn found_and_stated(at: usize) -> Error {
    Error::new(
        Code::BadParameter,
        &format!("$.steps[{at}]"),
        Text::new(
            "weigh 由数据得出全部单位的权重，而 classes 为各类单位写明了权重，二者不能并用。",
            "weigh finds weights for all units, and classes states weights for some: they exclude each other.",
        ),
        Text::new("请去掉 weigh 步骤，或去掉 classes。", "Leave out the step weigh, or classes."),
    )
}

#[cold]
fn twice(name: &str) -> Error {
    Error::new(
        Code::DuplicateId,
        "",
        Text::new(format!("“{name}”出现了两次。"), format!("\"{name}\" occurs twice.")),
        Text::new("请只写一次。", "Write it once."),
    )
}

#[cold]
fn in_two(model: &ResolvedModel, unit: usize, other: &Class, id: &str) -> Error {
    let name = &model.panel.units()[unit].name;
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("“{}”既在“{}”类，又在“{id}”类。", name.zh, other.id),
            format!("{} is in the class \"{}\" and in the class \"{id}\".", name.en, other.id),
        ),
        Text::new("每个单位最多属于一类。", "Put every unit into one class at most."),
    )
}

#[cold]
fn left_out(model: &ResolvedModel, child: usize, group: usize) -> Error {
    let (child, group) = (&model.nodes[child].id, &model.nodes[group].id);
    Error::new(
        Code::BadWeight,
        "",
        Text::new(
            format!("“{group}”的其他下级写了权重，“{child}”没有。"),
            format!("Others in \"{group}\" have a weight, and \"{child}\" has none."),
        ),
        Text::new(
            "请补上权重，或该组都不写（即沿用 tree 的权重）。",
            "Add its weight, or leave out all of the group: they are those of the tree then.",
        ),
    )
}

#[cold]
fn too_much(model: &ResolvedModel, group: usize) -> Error {
    let id = &model.nodes[group].id;
    Error::new(
        Code::BadWeight,
        "",
        Text::new(
            format!("“{id}”各项权重之和超出数值范围。"),
            format!("The weights within \"{id}\" sum to more than a number can hold."),
        ),
        Text::new("请减小权重：只有比例起作用。", "Make them smaller: only their proportions count."),
    )
}
