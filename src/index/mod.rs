//! The index: the framework's steps, in its order, from a panel to scores.
//!
//! [`Model::new`] resolves a framework against a panel and reports all that can be wrong; after that computing cannot
//! fail on what a user gave: what is missing or constant in a period is a [`crate::Reason`] beside the figure.

pub mod aggregate;
mod classes;
mod columns;
mod coverage;
mod evaluation;
mod figure;
pub mod framework;
pub mod impute;
pub(crate) mod members;
pub mod methods;
pub mod normalise;
mod notes;
pub mod performance;
mod presets;
mod read;
pub mod reference;
pub mod report;
mod resolve;
pub mod scale;
pub mod screen;
mod step_results;
pub mod steps;
mod table;
pub mod treat;
mod tree;
pub mod weigh;

pub(crate) use columns::{Columns, UnitOverride};
pub(crate) use evaluation::class::Class;
pub(crate) use evaluation::rules::{Effect, Points};
pub(crate) use evaluation::{before, decisive, Evaluation, FindWeights, WideStep};
pub use figure::{Figure, StepValue};
pub(crate) use presets::ResolvedPreset;
pub use table::{RankRow, Ranking};
pub(crate) use tree::{fold_tree, height, subtree};

use crate::error::{Code, Error, Result};
use crate::index::framework::Framework;
use crate::panel::Panel;
use crate::period::Period;
use crate::ranking::Ties;
use crate::text::Text;
use aggregate::Rule;
use normalise::{Normalisation, Scope};
use std::sync::Arc;
use steps::Methods;

/// A panel and a framework that fit: everything can be computed. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Model(Arc<ResolvedModel>);

#[derive(Debug)]
pub(crate) struct ResolvedModel {
    pub panel: Panel,
    pub framework: Framework,
    pub methods: Methods,
    pub leaves: Vec<ResolvedIndicator>,
    pub nodes: Vec<Node>,
    pub steps: Vec<LeafStep>,
    pub minimum_share: f64,
    pub weigh: Option<Box<dyn FindWeights>>,
    pub newest_complete: Option<usize>,
    /// The units that are scored and not ranked.
    pub reference: Option<Box<dyn reference::ReferenceUnits>>,
    /// The units in the order of their codes as readers have it, 2 before 10; the panel's own is that of text.
    pub by_code: Vec<usize>,
}

/// Whether every method is there, and not those of a first ranking alone: what only the others need is then left out of its
/// module.
pub(crate) const EVERY_METHOD: bool = cfg!(feature = "methods");

/// An indicator of the framework, resolved.
#[derive(Debug)]
pub(crate) struct ResolvedIndicator {
    pub id: String,
    pub name: Text,
    pub measure: String,
    pub direction: i8,
    pub source: Source,
}

/// Where the figures of a leaf come from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    Column(usize),
    Ratio { numerator: usize, denominator: usize, scale: f64 },
}

/// A node of the tree, resolved. Nodes are in tree order: parents before children, the root first.
#[derive(Debug)]
pub(crate) struct Node {
    pub id: String,
    pub name: Text,
    pub parent: Option<usize>,
    pub depth: usize,
    /// As written.
    pub weight: f64,
    pub kind: NodeKind,
}

#[derive(Debug)]
pub(crate) enum NodeKind {
    Leaf(usize),
    Group { aggregation: &'static aggregate::Aggregation, rule: Rule, children: Vec<usize> },
}

/// A step on the figures of the leaves.
#[derive(Debug)]
pub(crate) enum LeafStep {
    Denominate,
    /// A step that looks beyond one indicator in one period.
    Wide(Box<dyn WideStep>),
    Treat {
        scope: ResolvedScope,
        leaves: Vec<treat::Treat>,
    },
    Normalise {
        scope: ResolvedScope,
        leaves: Vec<Normalisation>,
    },
}

impl ResolvedModel {
    /// The steps, where they are no more than ratios, treatments of single figures, and one normalisation.
    pub(crate) fn plain_steps(&self) -> Option<PlainSteps> {
        let mut plain = PlainSteps { treat: None, normalise: None };
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                LeafStep::Denominate => {}
                LeafStep::Treat { leaves, .. } if plain.treat.is_none() && plain.normalise.is_none() => {
                    if !leaves.iter().all(treat::Treat::is_pointwise) {
                        return None;
                    }
                    plain.treat = Some(at);
                }
                LeafStep::Normalise { .. } if plain.normalise.is_none() => plain.normalise = Some(at),
                _ => return None,
            }
        }
        Some(plain)
    }

    /// How an indicator is treated by the last step `treat`; `None` where it stays as it is.
    pub(crate) fn treatment(&self, id: &str) -> Option<&'static treat::Treatment> {
        let leaf = self.leaves.iter().position(|l| l.id == id)?;
        let method = self.steps.iter().rev().find_map(|step| match step {
            LeafStep::Treat { leaves, .. } => Some(leaves[leaf].method()),
            _ => None,
        });
        method.filter(|m| **m != treat::NONE)
    }

    /// Name and unit of measure of a column; what a bare CSV does not say of it, the framework may.
    pub(crate) fn column_words(&self, column: usize) -> (Text, &str) {
        let known = &self.panel.indicators()[column];
        let leaf = self.leaves.iter().find(|l| matches!(l.source, Source::Column(c) if c == column));
        let named = leaf.filter(|_| known.zh.is_empty() && known.en.is_empty());
        let measured = leaf.filter(|_| known.unit.is_empty());
        (named.map_or_else(|| known.name(), |l| l.name.clone()), measured.map_or(&known.unit, |l| &l.measure))
    }
}

impl ResolvedModel {
    /// The same panel by another framework.
    pub(crate) fn with_framework(&self, framework: Framework) -> Result<ResolvedModel> {
        resolve::resolve(self.panel.clone(), framework, &self.methods)
    }
}

impl LeafStep {
    /// The thresholds, where it leaves out units.
    pub fn screen(&self) -> Option<&screen::Screen> {
        match self {
            LeafStep::Wide(step) => step.screen(),
            _ => None,
        }
    }

    /// The imputation, where it fills gaps.
    pub fn impute(&self) -> Option<&impute::Impute> {
        match self {
            LeafStep::Wide(step) => step.impute(),
            _ => None,
        }
    }

    /// The imputation, where it fills gaps.
    pub fn impute_mut(&mut self) -> Option<&mut impute::Impute> {
        match self {
            LeafStep::Wide(step) => step.impute_mut(),
            _ => None,
        }
    }

    pub fn name(&self) -> &'static str {
        match self {
            LeafStep::Denominate => "denominate",
            LeafStep::Wide(step) => step.name(),
            LeafStep::Treat { .. } => "treat",
            LeafStep::Normalise { .. } => "normalise",
        }
    }
}

/// The steps of a framework that has no more than ratios, treatments of single figures, and one normalisation: where they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlainSteps {
    treat: Option<usize>,
    normalise: Option<usize>,
}

impl PlainSteps {
    /// How an indicator is treated; `None` where it stays as it is.
    pub fn treatment(self, inner: &ResolvedModel, leaf: usize) -> Option<&treat::Treat> {
        match &inner.steps[self.treat?] {
            LeafStep::Treat { leaves, .. } => Some(&leaves[leaf]).filter(|t| !t.is_identity()),
            _ => None,
        }
    }

    /// Which step normalises, over which figures, and how each leaf.
    pub fn normalise(self, inner: &ResolvedModel) -> Option<(usize, ResolvedScope, &[Normalisation])> {
        match &inner.steps[self.normalise?] {
            LeafStep::Normalise { scope, leaves } => Some((self.normalise?, *scope, leaves)),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum ResolvedScope {
    Period,
    All,
    Base(usize),
}

impl Model {
    /// Resolves a framework against a panel.
    ///
    /// # Errors
    /// All that can be wrong with the framework, at its JSON path: columns that the panel does not have, cycles, empty
    /// groups, an indicator used nowhere or twice, weights and parameters out of range, steps in an order without sense.
    pub fn new(panel: Panel, framework: Framework) -> Result<Model> {
        Model::new_with(panel, framework, &Methods::all())
    }

    /// The same with these methods, which the framework was read with.
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn new_with(panel: Panel, framework: Framework, methods: &Methods) -> Result<Model> {
        resolve::resolve(panel, framework, methods).map(|inner| Model(Arc::new(inner)))
    }

    pub(crate) fn inner(&self) -> &ResolvedModel {
        &self.0
    }

    /// Whether it is the same one, not only an equal one.
    pub(crate) fn same(&self, other: &Model) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn of(inner: ResolvedModel) -> Model {
        Model(Arc::new(inner))
    }

    /// The panel.
    pub fn panel(&self) -> &Panel {
        &self.0.panel
    }

    /// The framework, as it was written.
    pub fn framework(&self) -> &Framework {
        &self.0.framework
    }

    /// The newest period in which every indicator has at least one figure.
    pub fn newest_complete(&self) -> Option<Period> {
        self.0.newest_complete.map(|p| self.0.panel.periods()[p])
    }

    /// The number of a node of the tree, by id.
    ///
    /// # Errors
    /// `unknown_node`.
    pub fn node(&self, id: &str) -> Result<usize> {
        let found = self.0.nodes.iter().position(|n| n.id == id);
        found.ok_or_else(|| {
            Error::new(
                Code::UnknownNode,
                "",
                Text::new(format!("指标体系中没有“{id}”。"), format!("The framework has no node \"{id}\".")),
                Text::new("请使用指标体系中的 id。", "Use an id of the framework's tree."),
            )
        })
    }

    /// Every score of a period.
    ///
    /// # Errors
    /// `unknown_period`, where the panel does not have it.
    pub fn scores(&self, period: Period) -> Result<Scores> {
        let p = self.0.panel.find_period(period)?;
        let mut evaluation = Evaluation::new(&self.0, p);
        evaluation.compute(&self.0, Columns::of(&self.0.panel), None);
        Ok(Scores { model: self.clone(), evaluation })
    }
}

/// The scores of one period, at every level of the framework, with the result of every step.
#[derive(Debug, Clone)]
pub struct Scores {
    model: Model,
    evaluation: Evaluation,
}

impl Scores {
    pub(crate) fn evaluation_mut(&mut self) -> &mut Evaluation {
        &mut self.evaluation
    }

    /// The number of the period.
    pub(crate) fn period(&self) -> usize {
        self.evaluation.period()
    }

    /// The model that they come from.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The figures of a node, one a unit, NaN where missing: on the scale of the normalisation.
    pub fn node(&self, node: usize) -> &[f64] {
        self.evaluation.node(node)
    }

    /// The figures of an indicator of the framework after a step (`raw` and the framework's own); `None` where the
    /// framework has no such step or indicator.
    pub fn step(&self, step: &str, indicator: &str) -> Option<&[f64]> {
        let inner = self.model.inner();
        let leaf = inner.leaves.iter().position(|l| l.id == indicator)?;
        let stage = match step {
            "raw" => 0,
            name => 1 + inner.steps.iter().position(|s| s.name() == name)?,
        };
        Some(self.evaluation.stage(stage, leaf))
    }

    /// Ranks the units by the whole index: NaN where there is no score.
    pub fn rank(&self, ties: Ties) -> Vec<f64> {
        self.ranks(0, None, ties)
    }
}

impl ResolvedScope {
    fn resolve(scope: &Scope, panel: &Panel) -> Result<ResolvedScope> {
        Ok(match scope {
            Scope::Period => ResolvedScope::Period,
            Scope::All => ResolvedScope::All,
            Scope::Base(period) => ResolvedScope::Base(period.parse().and_then(|p| panel.find_period(p))?),
        })
    }
}
