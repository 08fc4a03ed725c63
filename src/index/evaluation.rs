//! Computing: every step of one period, kept in room that is reused, and renewed only where figures changed.

use super::aggregate::Workspace;
use super::{Inner, LeafStep, NodeKind, ResolvedScope, Source};
use crate::panel::Panel;
use crate::reason::Reason;

/// The figures of a panel, or of a scenario's copy of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns<'a> {
    values: &'a [f64],
    units: usize,
    periods: usize,
}

impl<'a> Columns<'a> {
    pub fn of(panel: &'a Panel) -> Self {
        Columns::with(panel, panel.values())
    }

    /// Other figures in the shape of a panel.
    pub fn with(panel: &Panel, values: &'a [f64]) -> Self {
        Columns { values, units: panel.units().len(), periods: panel.periods().len() }
    }

    pub fn column(&self, indicator: usize, period: usize) -> &'a [f64] {
        let start = (indicator * self.periods + period) * self.units;
        &self.values[start..start + self.units]
    }
}

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
    /// `[stage][leaf]`: why a whole leaf is missing after a step.
    reasons: Vec<Option<Reason>>,
    workspace: Workspace,
    pool: Vec<f64>,
    renewed: Vec<bool>,
}

impl Evaluation {
    pub fn new(model: &Inner, period: usize) -> Self {
        let (units, leaves) = (model.panel.units().len(), model.leaves.len());
        let stages = 1 + model.steps.len();
        Evaluation {
            period,
            units,
            leaves,
            stages: vec![f64::NAN; stages * leaves * units],
            nodes: vec![f64::NAN; model.nodes.len() * units],
            reasons: vec![None; stages * leaves],
            workspace: Workspace::default(),
            pool: Vec::new(),
            renewed: vec![false; model.nodes.len()],
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

    pub fn leaf_reason(&self, stage: usize, leaf: usize) -> Option<Reason> {
        self.reasons[stage * self.leaves + leaf]
    }

    /// Computes every figure, or only what follows from the leaves named.
    pub fn compute(&mut self, model: &Inner, columns: Columns, leaves: Option<&[bool]>) {
        let wanted = |leaf: usize| leaves.is_none_or(|l| l[leaf]);
        for leaf in (0..self.leaves).filter(|l| wanted(*l)) {
            self.compute_leaf(model, columns, leaf);
        }
        for at in (0..model.nodes.len()).rev() {
            match &model.nodes[at].kind {
                NodeKind::Leaf(leaf) => {
                    self.renewed[at] = wanted(*leaf);
                    if self.renewed[at] {
                        let start = (model.steps.len() * self.leaves + leaf) * self.units;
                        let last = &self.stages[start..start + self.units];
                        self.nodes[at * self.units..(at + 1) * self.units].copy_from_slice(last);
                    }
                }
                NodeKind::Group { mean, children } => {
                    self.renewed[at] = children.iter().any(|c| self.renewed[*c]);
                    if self.renewed[at] {
                        // Children stand behind their parent, so the block splits in two.
                        let (head, tail) = self.nodes.split_at_mut((at + 1) * self.units);
                        let columns = children.iter().map(|c| {
                            let start = (c - at - 1) * self.units;
                            (model.nodes[*c].weight, &tail[start..start + self.units])
                        });
                        let out = &mut head[at * self.units..];
                        self.workspace.aggregate(*mean, columns, model.minimum_share, out);
                    }
                }
            }
        }
    }

    fn compute_leaf(&mut self, model: &Inner, columns: Columns, leaf: usize) {
        let n = self.units;
        raw(model, columns, leaf, self.period, &mut self.stages[leaf * n..(leaf + 1) * n]);
        for (at, step) in model.steps.iter().enumerate() {
            let (before, after) = self.stages.split_at_mut((at + 1) * self.leaves * n);
            let x = &before[(at * self.leaves + leaf) * n..][..n];
            let out = &mut after[leaf * n..(leaf + 1) * n];
            let reason = apply(model, columns, leaf, at, step, self.period, x, &mut self.pool, out);
            self.reasons[(at + 1) * self.leaves + leaf] = reason;
        }
    }
}

/// The figures of a leaf before any step: its column, or its numerator.
fn raw(model: &Inner, columns: Columns, leaf: usize, period: usize, out: &mut [f64]) {
    let column = match model.leaves[leaf].source {
        Source::Column(column) => column,
        Source::Ratio { numerator, .. } => numerator,
    };
    out.copy_from_slice(columns.column(column, period));
}

#[allow(clippy::too_many_arguments)] // one step of one leaf: all of it is needed, and a struct would only rename it
fn apply(
    model: &Inner,
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
                    let below = columns.column(denominator, period);
                    for ((out, x), d) in out.iter_mut().zip(x).zip(below) {
                        let ratio = x * scale / d;
                        *out = if ratio.is_finite() { ratio } else { f64::NAN };
                    }
                }
            }
            None
        }
        LeafStep::Normalise { scope, leaves } => {
            let method = &leaves[leaf];
            match scope {
                ResolvedScope::Period => method.apply(x, x, out),
                _ if !method.needs_scope() => method.apply(x, x, out),
                ResolvedScope::Base(base) => {
                    pool.clear();
                    before(model, columns, leaf, at, *base, pool);
                    method.apply(x, pool, out)
                }
                ResolvedScope::All => {
                    pool.clear();
                    for period in 0..model.panel.periods().len() {
                        before(model, columns, leaf, at, period, pool);
                    }
                    method.apply(x, pool, out)
                }
            }
        }
    }
}

/// Appends the figures of a leaf in another period, as they are before step `at`.
fn before(model: &Inner, columns: Columns, leaf: usize, at: usize, period: usize, pool: &mut Vec<f64>) {
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
