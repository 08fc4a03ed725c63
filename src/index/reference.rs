//! Reference units: they are scored and not ranked (the nation, a neighbour, a target).
//!
//! Where they count, every method that looks at other units looks at them too, and only ranks are taken without them. Where
//! they do not count, all other units have the scores that they have in a panel without them, to the bit, and a reference
//! unit has the score that it gets on the scale of the others:
//!
//! - `normalise`, `treat`: minimum, mean, limits and so on are those of the other units; its own figure may lie beyond.
//! - `impute`: nothing is imputed from it.
//! - `weigh`: weights are found without it, and it is scored with them.
//! - an aggregation that compares units (TOPSIS, Copeland, the benefit of the doubt): it is compared with the others as if
//!   it alone had joined them.
//!
//! A model that has none carries none of this: what a first ranking needs does not name it.

use super::aggregate::{CrossUnit, Rule};
use super::coverage::has_figure;
use super::framework::reference::ReferenceSpec;
use super::framework::Step;
use super::normalise::{DISTANCE_TO_REFERENCE, REFERENCE};
use super::{Columns, LeafStep, NodeKind, ResolvedModel};
use crate::error::{Code, Error, Result};
use crate::index::EVERY_METHOD;
use crate::json::Read;
use crate::reason::Reason;
use crate::text::Text;
use std::fmt::Debug;
use std::sync::Arc;

/// The reference units of a model. A trait, so that a module without them carries no code of theirs.
pub(crate) trait ReferenceUnits: Debug + Send + Sync {
    /// Whether a unit is one.
    fn has(&self, unit: usize) -> bool;

    /// Whether they count.
    fn counted(&self) -> bool;

    /// Takes those that do not count out of the figures of a leaf that step `at` looks at: a value a unit, period by period.
    fn take_out(&self, model: &ResolvedModel, at: usize, leaf: usize, figures: &mut [f64]);
}

#[derive(Debug)]
struct Members {
    has: Vec<bool>,
    counted: bool,
}

impl ReferenceUnits for Members {
    fn has(&self, unit: usize) -> bool {
        self.has[unit]
    }

    fn counted(&self) -> bool {
        self.counted
    }

    fn take_out(&self, model: &ResolvedModel, at: usize, leaf: usize, figures: &mut [f64]) {
        // What a method reads unit by unit, no other unit sees.
        let by_unit = matches!(&model.steps[at], LeafStep::Normalise { leaves, .. } if leaves[leaf].is_by_unit());
        if !self.counted && !by_unit {
            take_out(&self.has, figures);
        }
    }
}

fn take_out(out: &[bool], figures: &mut [f64]) {
    for period in figures.chunks_mut(out.len().max(1)) {
        period.iter_mut().zip(out).filter(|(_, out)| **out).for_each(|(figure, _)| *figure = f64::NAN);
    }
}

impl ResolvedModel {
    /// The reference units, where there are some. What a first ranking needs has none, and carries nothing that asks for them.
    #[inline(always)]
    pub(crate) fn references(&self) -> Option<&dyn ReferenceUnits> {
        match EVERY_METHOD {
            true => self.reference.as_deref(),
            false => None,
        }
    }

    /// Whether a unit is scored and not ranked.
    pub(crate) fn is_reference(&self, unit: usize) -> bool {
        self.references().is_some_and(|reference| reference.has(unit))
    }

    /// Whether a unit counts in what methods make of all units.
    pub(crate) fn counts(&self, unit: usize) -> bool {
        self.references().is_none_or(|reference| reference.counted() || !reference.has(unit))
    }

    /// Figures of the units that are ranked, a value a unit: those of others are missing.
    pub(crate) fn ranked(&self, figures: &[f64]) -> Vec<f64> {
        figures.iter().enumerate().map(|(u, x)| if self.is_reference(u) { f64::NAN } else { *x }).collect()
    }

    /// Figures of the units that count, a value a unit: those of others are missing.
    pub(crate) fn counted(&self, figures: &[f64]) -> Vec<f64> {
        figures.iter().enumerate().map(|(u, x)| if self.counts(u) { *x } else { f64::NAN }).collect()
    }

    /// A rule by which reference units that do not count are nobody's peers.
    pub(crate) fn rule_with_references(&self, rule: Rule) -> Rule {
        match rule {
            Rule::CrossUnit(rule) if (0..self.panel.units().len()).any(|u| !self.counts(u)) => {
                let counts = (0..self.panel.units().len()).map(|u| self.counts(u)).collect();
                Rule::CrossUnit(Arc::new(OneByOne { rule, counts }))
            }
            rule => rule,
        }
    }
}

/// Units compared with each other; each that does not count, with those that do.
#[derive(Debug)]
struct OneByOne {
    rule: Arc<dyn CrossUnit>,
    counts: Vec<bool>,
}

impl CrossUnit for OneByOne {
    fn combine(&self, children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]) {
        let (counted, others): (Vec<usize>, Vec<usize>) = units.iter().partition(|u| self.counts[**u]);
        self.rule.combine(children, &counted, out);
        let mut joined = vec![f64::NAN; out.len()];
        for unit in others {
            let mut with = counted.clone();
            with.insert(counted.partition_point(|u| *u < unit), unit);
            self.rule.combine(children, &with, &mut joined);
            out[unit] = joined[unit];
        }
    }

    fn reason(&self, children: &[(f64, f64)]) -> Reason {
        self.rule.reason(children)
    }
}

/// Finds the reference units of a framework, and lets them stand aside.
///
/// # Errors
/// `bad_json`, `unknown_unit`, `duplicate_id`, and `bad_parameter` where nobody is left to be ranked or a scale is asked for
/// of a unit that does not count.
pub(super) fn resolve(model: &mut ResolvedModel) -> Result<()> {
    let Some(written) = &model.framework.reference else { return Ok(()) };
    let written = crate::json::Json::Object(written.0.clone());
    let spec = ReferenceSpec::read(&written).map_err(|e| e.within("$.reference"))?;
    let totals = totals_among(model, &spec);
    if !totals.is_empty() {
        // Found as units when the same is done again.
        let panel = model.panel.with_totals(&totals)?;
        *model = super::resolve::resolve(panel, model.framework.clone(), &model.methods)?;
        return Ok(());
    }
    let mut has = vec![false; model.panel.units().len()];
    for (at, name) in spec.units.iter().enumerate() {
        let unit = model.panel.find_unit(name).map_err(|e| e.item(at).within("$.reference.units"))?;
        if std::mem::replace(&mut has[unit], true) {
            return Err(twice(name).item(at).within("$.reference.units"));
        }
    }
    if spec.units.is_empty() || has.iter().all(|has| *has) {
        return Err(nobody_left(spec.units.is_empty()));
    }
    if !spec.counted {
        check_scales(model, &has)?;
    }
    model.reference = Some(Box::new(Members { has, counted: spec.counted }));
    stand_aside(model);
    Ok(())
}

/// The totals of the data that are named and are no units.
fn totals_among(model: &ResolvedModel, spec: &ReferenceSpec) -> Vec<String> {
    let is_total = |name: &&String| model.panel.set_apart().iter().any(|total| total.name == **name);
    spec.units.iter().filter(|name| model.panel.find_unit(name).is_err()).filter(is_total).cloned().collect()
}

/// Whether no scale is made of a unit that does not count, where another period has it.
fn check_scales(model: &ResolvedModel, has: &[bool]) -> Result<()> {
    for (at, step) in model.framework.steps.iter().enumerate() {
        let Step::Normalise { parameters, scope: super::normalise::Scope::Base(_), overrides } = step else { continue };
        for chosen in std::iter::once(parameters).chain(overrides.0.iter().map(|(_, own)| own)) {
            let unit = chosen.get(&REFERENCE).and_then(|code| model.panel.unit(&code));
            let measured = chosen.method.or(parameters.method) == Some(&DISTANCE_TO_REFERENCE);
            if unit.is_some_and(|unit| has[unit]) && measured {
                return Err(no_scale(at));
            }
        }
    }
    Ok(())
}

/// Lets reference units that do not count stand outside of rules, and of the newest period.
fn stand_aside(model: &mut ResolvedModel) {
    for at in 0..model.nodes.len() {
        let NodeKind::Group { rule, .. } = &model.nodes[at].kind else { continue };
        let own = model.rule_with_references(rule.clone());
        if let NodeKind::Group { rule, .. } = &mut model.nodes[at].kind {
            *rule = own;
        }
    }
    let values = model.panel.values().chunks(model.panel.units().len().max(1));
    let values: Vec<f64> = values.flat_map(|column| model.ranked(column)).collect();
    let columns = Columns::with(&model.panel, &values);
    let complete = |p: &usize| model.leaves.iter().all(|l| has_figure(columns, l, *p));
    model.newest_complete = (0..model.panel.periods().len()).rev().find(complete);
}

#[cold]
fn twice(name: &str) -> Error {
    Error::new(
        Code::DuplicateId,
        "",
        Text::new(format!("参照单位“{name}”出现了两次。"), format!("Duplicate reference unit \"{name}\".")),
        Text::new("每个参照单位只写一次。", "Name every reference unit once."),
    )
}

#[cold]
fn nobody_left(none: bool) -> Error {
    let text = match none {
        true => Text::new("没有写明参照单位。", "No reference unit is named."),
        false => Text::new("所有单位都是参照单位，无可排名。", "All units are reference units, so nobody is ranked."),
    };
    let hint =
        Text::new("请写明参照单位，并留下参加排名的单位。", "Name the reference units, and leave others to be ranked.");
    Error::new(Code::BadParameter, "$.reference.units", text, hint)
}

#[cold]
fn no_scale(at: usize) -> Error {
    Error::new(
        Code::BadParameter,
        &format!("$.steps[{at}].reference"),
        Text::new(
            "distance_to_reference 以基期的该单位为尺度，而它是不计入的参照单位。",
            "distance_to_reference measures by this unit in the base period, and the unit is a reference that does not count.",
        ),
        Text::new("请将 reference 的 counted 设为 true，或去掉基期。", "Set counted of reference to true, or use no base period."),
    )
}
