//! The scale of scores: whether a change of a score may be given in per cent, and whether scores of two periods are on one scale.
//!
//! A per cent of a score has a sense on a ratio scale only, where zero is none of it: doubling every figure then doubles the score,
//! s(c x) = c s(x). Stevens (1946), On the theory of scales of measurement. Min-max, z-scores and ranks put zero somewhere else.

use super::framework::Step;
use super::normalise::{Parameters, PostScale, BASE_PERIOD, FRACTION_OF_MAX, GOALPOSTS, LOW, LOWER, SCALE, SCALED};
use super::{LeafStep, Model, NodeKind, ResolvedIndicator, ResolvedModel, ResolvedScope};
use crate::index::aggregate::Rule;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// What a change of a node's score means.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreScale {
    /// Whether it is a ratio scale: only then is growth given in per cent.
    pub ratio: bool,
    /// Whether equal figures get equal scores in every period. Where not, a change says how a unit stands among the others.
    pub fixed: bool,
    /// What is to be known of a change, in sentences.
    pub note: Text,
}

crate::json::shown!(ScoreScale { ratio, fixed, note });

impl Model {
    /// The scale of a node's score.
    pub fn score_scale(&self, node: usize) -> ScoreScale {
        let inner = self.inner();
        let (other, fixed) = (inner.not_ratio(node), inner.is_fixed(node));
        let mut note = Text::default();
        if let Some(Text { zh, en }) = &other {
            note.zh = format!("得分的零点不表示“没有”（{zh}），变化只给增减量，不给百分比。");
            note.en = format!("A score of zero does not mean none ({en}), so changes are differences, not per cent.");
        }
        if !fixed {
            let gap = if note.en.is_empty() { "" } else { " " };
            note.zh += "得分以当期各地区的数据为尺度，升降反映相对位置的变化，不等于自身水平的增减。";
            note.en += &format!(
                "{gap}Scores are measured within each period, so a change is one of relative position, not of level."
            );
        }
        ScoreScale { ratio: other.is_none(), fixed, note }
    }
}

impl ResolvedModel {
    /// Why the score of a node is on no ratio scale.
    fn not_ratio(&self, node: usize) -> Option<Text> {
        self.leaves_below(node)
            .into_iter()
            .find_map(|leaf| self.leaf_not_ratio(leaf))
            .or_else(|| super::subtree(&self.nodes, node).find_map(|at| self.group_not_ratio(at)))
    }

    /// The first step that puts the zero of an indicator somewhere else.
    fn leaf_not_ratio(&self, leaf: usize) -> Option<Text> {
        let indicator = &self.leaves[leaf];
        let of = |(zh, en): (&str, &str)| {
            let name = &indicator.name;
            let both = name.en.as_str();
            let english = if both.is_empty() { &name.zh } else { &name.en };
            Text::new(format!("指标“{}”采用{zh}", name.zh), format!("\"{english}\" has {en}"))
        };
        let treated = self.steps.iter().find_map(|step| match step {
            LeafStep::Treat { leaves, .. } if !leaves[leaf].is_identity() => Some(of(leaves[leaf].method().called)),
            _ => None,
        });
        let normalised = || self.framework.steps.iter().find_map(|step| moved_zero(step, indicator).map(of));
        treated.or_else(normalised)
    }

    /// Whether a group keeps no ratios: all but means and chained indices.
    fn group_not_ratio(&self, node: usize) -> Option<Text> {
        match &self.nodes[node].kind {
            NodeKind::Group { rule: Rule::PerUnit(_) | Rule::CrossUnit(_), aggregation, .. } => {
                let ((zh, en), id) = (aggregation.called, &self.nodes[node].id);
                Some(Text::new(format!("“{id}”以{zh}合成"), format!("\"{id}\" is aggregated by {en}")))
            }
            _ => None,
        }
    }

    /// Whether no step of a node looks at what the other units have in the period alone.
    fn is_fixed(&self, node: usize) -> bool {
        let leaves = self.leaves_below(node);
        let step = |step: &LeafStep| match step {
            LeafStep::Normalise { scope: ResolvedScope::Period, leaves: all } => {
                !leaves.iter().any(|leaf| all[*leaf].needs_scope())
            }
            LeafStep::Treat { scope: ResolvedScope::Period, leaves: all } => {
                leaves.iter().all(|leaf| all[*leaf].is_pointwise() || all[*leaf].is_identity())
            }
            _ => true,
        };
        let crosses = |at: usize| matches!(self.nodes[at].kind, NodeKind::Group { rule: Rule::CrossUnit(_), .. });
        self.weigh.is_none() && self.steps.iter().all(step) && !super::subtree(&self.nodes, node).any(crosses)
    }
}

/// What a step of normalisation is called, where s(c x) = c s(x) does not hold of an indicator.
fn moved_zero(step: &Step, indicator: &ResolvedIndicator) -> Option<(&'static str, &'static str)> {
    let Step::Normalise { parameters, overrides, .. } = step else { return None };
    let own: Option<Parameters> = overrides.get(&indicator.id).map(|own| own.or(parameters));
    let chosen = own.as_ref().unwrap_or(parameters);
    let method = chosen.method?;
    let from_zero = |usual: f64| {
        let low = chosen.get(&LOW).unwrap_or(usual);
        let linear = chosen.get(&SCALE) != Some(PostScale::Ln);
        indicator.direction > 0 && linear && low == 0.0 && chosen.get(&LOWER).unwrap_or(0.0) == 0.0
    };
    let keeps = match method.word {
        word if word == BASE_PERIOD.word => true,
        word if word == FRACTION_OF_MAX.word => indicator.direction > 0,
        word if word == SCALED.word => from_zero(0.0),
        word if word == GOALPOSTS.word => from_zero(f64::NAN),
        _ => false,
    };
    (!keeps).then_some(method.called)
}
