//! Computing: every step of one period, kept in room that is reused, and renewed only where figures changed.

use super::aggregate::{History, Rule, Workspace};
use super::columns::Columns;
use super::{LeafStep, NodeKind, ResolvedModel, ResolvedScope, Source};
use crate::reason::Reason;

mod by_class;
pub(crate) mod class;
mod planted;
mod points;
pub(crate) mod rules;
mod weights;
mod wide;

pub(crate) use rules::FindWeights;
pub(crate) use wide::{decisive, WideStep};

/// All figures of one period: each leaf after each step, and each node.
#[derive(Debug, Clone)]
pub(crate) struct Evaluation {
    period: usize,
    units: usize,
    leaves: usize,
    /// `[stage][leaf][unit]`; stage 0 is raw.
    stages: Vec<f64>,
    /// `[node][unit]`
    nodes: Vec<f64>,
    /// The weight of every node within its group: as given, or as a step found them.
    weights: Vec<f64>,
    /// Units that no step has left out.
    included: Vec<bool>,
    /// Why a node's weight, which was to be found in the figures, is the one given.
    fallback_reasons: Vec<Option<Reason>>,
    /// Nodes that are left out, and do not count among the children of their group.
    left_out: Vec<bool>,
    /// `[stage][leaf]`: why a whole leaf is missing after a step.
    reasons: Vec<Option<Reason>>,
    workspace: Workspace,
    pool: Vec<f64>,
    /// Leaves to be computed, and nodes that were.
    dirty_leaves: Vec<bool>,
    recomputed_nodes: Vec<bool>,
}

impl Evaluation {
    pub fn new(model: &ResolvedModel, period: usize) -> Self {
        let (units, leaves) = (model.panel.units().len(), model.leaves.len());
        let stages = 1 + model.steps.len();
        Evaluation {
            period,
            units,
            leaves,
            stages: vec![f64::NAN; stages * leaves * units],
            nodes: vec![f64::NAN; model.nodes.len() * units],
            weights: model.nodes.iter().map(|n| n.weight).collect(),
            included: vec![true; units],
            fallback_reasons: vec![None; model.nodes.len()],
            left_out: vec![false; model.nodes.len()],
            reasons: vec![None; stages * leaves],
            workspace: Workspace::default(),
            pool: Vec::new(),
            dirty_leaves: Vec::new(),
            recomputed_nodes: vec![false; model.nodes.len()],
        }
    }

    pub fn period(&self) -> usize {
        self.period
    }

    pub fn stage(&self, stage: usize, leaf: usize) -> &[f64] {
        let start = (stage * self.leaves + leaf) * self.units;
        &self.stages[start..start + self.units]
    }

    pub fn node(&self, node: usize) -> &[f64] {
        &self.nodes[node * self.units..(node + 1) * self.units]
    }

    /// The weight of a node within its group.
    pub fn weight(&self, node: usize) -> f64 {
        self.weights[node]
    }

    /// Why a node's weight was not to be found in the figures.
    pub fn weight_as_given(&self, node: usize) -> Option<Reason> {
        self.fallback_reasons[node]
    }

    pub fn leaf_reason(&self, stage: usize, leaf: usize) -> Option<Reason> {
        self.reasons[stage * self.leaves + leaf]
    }

    /// Computes every figure, or only what follows from the leaves named.
    pub fn compute(&mut self, model: &ResolvedModel, columns: Columns, leaves: Option<&[bool]>) {
        self.compute_with(model, columns, leaves, |_, _| {});
    }

    /// The same; `plant` may set figures as they are before a step: raw (0), or divided.
    #[inline(always)]
    fn compute_with(
        &mut self,
        model: &ResolvedModel,
        columns: Columns,
        leaves: Option<&[bool]>,
        plant: impl Fn(&mut Evaluation, usize),
    ) {
        self.dirty_leaves.clear();
        match leaves {
            Some(leaves) => self.dirty_leaves.extend_from_slice(leaves),
            None => self.dirty_leaves.resize(self.leaves, true),
        }
        let n = self.units;
        for leaf in (0..self.leaves).filter(|l| self.dirty_leaves[*l]) {
            raw(model, columns, leaf, self.period, &mut self.stages[leaf * n..(leaf + 1) * n]);
        }
        self.fetch(model, columns, 0);
        plant(self, 0);
        for (at, step) in model.steps.iter().enumerate() {
            if let LeafStep::Wide(step) = step {
                step.compute(self, model, columns, at);
                continue;
            }
            for leaf in (0..self.leaves).filter(|l| self.dirty_leaves[*l]) {
                let (before, after) = self.stages.split_at_mut((at + 1) * self.leaves * n);
                let x = &before[(at * self.leaves + leaf) * n..][..n];
                let out = &mut after[leaf * n..(leaf + 1) * n];
                let reason = apply(model, columns, leaf, at, step, self.period, x, &mut self.pool, out);
                self.reasons[(at + 1) * self.leaves + leaf] = reason;
            }
            if matches!(step, LeafStep::Denominate) {
                self.fetch(model, columns, at + 1);
                plant(self, at + 1);
            }
        }
        self.combine(model, columns);
    }

    /// Every node that follows from the leaves computed, from below; the index's own weights last.
    #[inline(always)]
    fn combine(&mut self, model: &ResolvedModel, columns: Columns) {
        let all = model.weigh.is_some();
        for at in (0..model.nodes.len()).rev() {
            match &model.nodes[at].kind {
                NodeKind::Leaf(leaf) => {
                    self.recomputed_nodes[at] = self.dirty_leaves[*leaf];
                    if self.recomputed_nodes[at] {
                        let start = (model.steps.len() * self.leaves + leaf) * self.units;
                        let last = &self.stages[start..start + self.units];
                        self.nodes[at * self.units..(at + 1) * self.units].copy_from_slice(last);
                    }
                }
                NodeKind::Group { rule, children, .. } => {
                    self.recomputed_nodes[at] = all || children.iter().any(|c| self.recomputed_nodes[*c]);
                    if self.recomputed_nodes[at] {
                        if let Some(weigh) = &model.weigh {
                            weigh.of_children(self, model, at);
                        }
                        self.aggregate(model, columns, at, rule, children);
                    }
                }
            }
        }
        if let Some(weigh) = &model.weigh {
            weigh.of_index(self, model, columns);
        }
    }

    /// Brings in the figures of an overridden unit, as they are before step `at`: raw, or divided.
    fn fetch(&mut self, model: &ResolvedModel, columns: Columns, at: usize) {
        let Some(other) = columns.unit_override else { return };
        let mut x = Vec::with_capacity(self.units);
        for leaf in (0..self.leaves).filter(|l| self.dirty_leaves[*l] && other.leaves[*l]) {
            x.clear();
            before(model, columns, leaf, at, other.period, &mut x);
            self.stages[(at * self.leaves + leaf) * self.units + other.unit] = x[other.unit];
        }
    }

    /// Combines the children of a group.
    #[inline(always)]
    fn aggregate(&mut self, model: &ResolvedModel, columns: Columns, at: usize, rule: &Rule, children: &[usize]) {
        if let Rule::OverPeriods(rule) = rule {
            let nodes = children.iter().copied().filter(|c| !self.left_out[*c]).collect();
            let history = History { model, columns, period: self.period, nodes, weights: &self.weights, before };
            return rule.combine(&history, &mut self.nodes[at * self.units..(at + 1) * self.units]);
        }
        // Children stand behind their parent, so the block splits in two.
        let (head, tail) = self.nodes.split_at_mut((at + 1) * self.units);
        let (units, weights) = (self.units, &self.weights);
        let children = children.iter().filter(|c| !self.left_out[**c]);
        let columns = children.map(|c| {
            let start = (c - at - 1) * units;
            (weights[*c], &tail[start..start + units])
        });
        self.workspace.aggregate(rule, columns, model.minimum_share, &mut head[at * units..]);
    }
}

/// The figures of a leaf before any step: its column, or its numerator.
fn raw(model: &ResolvedModel, columns: Columns, leaf: usize, period: usize, out: &mut [f64]) {
    let columns = columns.of_leaf(leaf);
    let column = match model.leaves[leaf].source {
        Source::Column(column) => column,
        Source::Ratio { numerator, .. } => numerator,
    };
    // A zero has no sign.
    out.iter_mut().zip(columns.column(column, period)).for_each(|(out, x)| *out = x + 0.0);
}

#[allow(clippy::too_many_arguments)] // one step of one leaf: all of it is needed, and a struct would only rename it
fn apply(
    model: &ResolvedModel,
    columns: Columns,
    leaf: usize,
    at: usize,
    step: &LeafStep,
    period: usize,
    x: &[f64],
    pool: &mut Vec<f64>,
    out: &mut [f64],
) -> Option<Reason> {
    match step {
        LeafStep::Denominate => {
            match model.leaves[leaf].source {
                Source::Column(_) => out.copy_from_slice(x),
                Source::Ratio { denominator, scale, .. } => {
                    let columns = columns.of_leaf(leaf);
                    let below = columns.column(denominator, period);
                    for ((out, x), d) in out.iter_mut().zip(x).zip(below) {
                        let ratio = x * scale / d;
                        *out = if ratio.is_finite() { ratio + 0.0 } else { f64::NAN };
                    }
                }
            }
            None
        }
        LeafStep::Normalise { scope, leaves } => {
            let method = &leaves[leaf];
            let alone = !method.needs_scope();
            method.apply(x, scope_figures(model, columns, leaf, at, *scope, alone, x, pool), out)
        }
        LeafStep::Wide(step) => {
            step.apply(model, columns, leaf, at, period, x, out);
            None
        }
        LeafStep::Treat { scope, leaves } => {
            let method = &leaves[leaf];
            let pointwise = method.is_pointwise();
            method.apply(x, scope_figures(model, columns, leaf, at, *scope, pointwise, x, pool), out)
        }
    }
}

/// The figures of a leaf that a step looks at: `x`, those of the period shown, or, of another scope, those of its periods.
#[allow(clippy::too_many_arguments)] // as `apply`
pub(super) fn scope_figures<'a>(
    model: &ResolvedModel,
    columns: Columns,
    leaf: usize,
    at: usize,
    scope: ResolvedScope,
    alone: bool,
    x: &'a [f64],
    pool: &'a mut Vec<f64>,
) -> &'a [f64] {
    pool.clear();
    let periods = match scope {
        _ if alone => return x,
        ResolvedScope::Period if model.references().is_none() => return x,
        ResolvedScope::Period => {
            pool.extend_from_slice(x);
            0..0
        }
        ResolvedScope::Base(base) => base..base + 1,
        ResolvedScope::All => 0..model.panel.periods().len(),
    };
    for period in periods {
        before(model, columns, leaf, at, period, pool);
    }
    if let Some(reference) = model.references() {
        reference.take_out(model, at, leaf, pool);
    }
    pool
}

/// Appends the figures of a leaf in another period, as they are before step `at`.
pub(crate) fn before(
    model: &ResolvedModel,
    columns: Columns,
    leaf: usize,
    at: usize,
    period: usize,
    pool: &mut Vec<f64>,
) {
    let n = model.panel.units().len();
    let mut x = vec![0.0; n];
    raw(model, columns, leaf, period, &mut x);
    let mut out = vec![0.0; n];
    for (earlier, step) in model.steps[..at].iter().enumerate() {
        let mut inner_pool = Vec::new();
        apply(model, columns, leaf, earlier, step, period, &x, &mut inner_pool, &mut out);
        std::mem::swap(&mut x, &mut out);
    }
    pool.extend_from_slice(&x);
}
