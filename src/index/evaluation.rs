//! Computing: every step of one period, kept in room that is reused, and renewed only where figures changed.

use super::aggregate::{History, Rule, Workspace};
use super::{Inner, LeafStep, NodeKind, ResolvedScope, Source};
use crate::panel::Panel;
use crate::reason::Reason;

#[cfg(feature = "methods")]
mod methods;

#[cfg(feature = "methods")]
pub(crate) use methods::decisive;

/// The figures of a panel, or of a scenario's copy of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns<'a> {
    values: &'a [f64],
    units: usize,
    periods: usize,
    #[cfg(feature = "methods")]
    elsewhere: Option<Elsewhere<'a>>,
    /// The leaves that are left out, one a leaf; they are there, and nothing is decided by them.
    #[cfg(feature = "methods")]
    without: Option<&'a [bool]>,
}

/// One unit as another state has it: some of its indicators are seen from another period, in another table.
#[cfg(feature = "methods")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elsewhere<'a> {
    /// The other table, in the shape of the panel; of the other units it has the figures that are here.
    pub values: &'a [f64],
    pub unit: usize,
    pub period: usize,
    /// One an indicator.
    pub leaves: &'a [bool],
}

impl<'a> Columns<'a> {
    pub fn of(panel: &'a Panel) -> Self {
        Columns::with(panel, panel.values())
    }

    /// Other figures in the shape of a panel.
    pub fn with(panel: &Panel, values: &'a [f64]) -> Self {
        Columns {
            values,
            units: panel.units().len(),
            periods: panel.periods().len(),
            #[cfg(feature = "methods")]
            elsewhere: None,
            #[cfg(feature = "methods")]
            without: None,
        }
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
    /// The weight of every node within its group: as given, or as a step found them.
    weights: Vec<f64>,
    /// Units that no step has left out.
    #[cfg(feature = "methods")]
    stays: Vec<bool>,
    /// Why a node's weight, which was to be found in the figures, is the one given.
    #[cfg(feature = "methods")]
    as_given: Vec<Option<Reason>>,
    /// Nodes that are left out, and do not count among the children of their group.
    #[cfg(feature = "methods")]
    gone: Vec<bool>,
    /// `[stage][leaf]`: why a whole leaf is missing after a step.
    reasons: Vec<Option<Reason>>,
    workspace: Workspace,
    pool: Vec<f64>,
    /// Leaves to be computed, and nodes that were.
    wanted: Vec<bool>,
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
            weights: model.nodes.iter().map(|n| n.weight).collect(),
            #[cfg(feature = "methods")]
            stays: vec![true; units],
            #[cfg(feature = "methods")]
            as_given: vec![None; model.nodes.len()],
            #[cfg(feature = "methods")]
            gone: vec![false; model.nodes.len()],
            reasons: vec![None; stages * leaves],
            workspace: Workspace::default(),
            pool: Vec::new(),
            wanted: Vec::new(),
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

    /// The weight of a node within its group.
    pub fn weight(&self, node: usize) -> f64 {
        self.weights[node]
    }

    /// Why a node's weight was not to be found in the figures.
    #[cfg(feature = "methods")]
    pub fn weight_as_given(&self, node: usize) -> Option<Reason> {
        self.as_given[node]
    }

    pub fn leaf_reason(&self, stage: usize, leaf: usize) -> Option<Reason> {
        self.reasons[stage * self.leaves + leaf]
    }

    /// Computes every figure, or only what follows from the leaves named.
    pub fn compute(&mut self, model: &Inner, columns: Columns, leaves: Option<&[bool]>) {
        self.wanted.clear();
        match leaves {
            Some(leaves) => self.wanted.extend_from_slice(leaves),
            None => self.wanted.resize(self.leaves, true),
        }
        let n = self.units;
        for leaf in (0..self.leaves).filter(|l| self.wanted[*l]) {
            raw(model, columns, leaf, self.period, &mut self.stages[leaf * n..(leaf + 1) * n]);
        }
        #[cfg(feature = "methods")]
        self.fetch(model, columns, 0);
        for (at, step) in model.steps.iter().enumerate() {
            #[cfg(feature = "methods")]
            if let LeafStep::Screen(screen) = step {
                self.screen(columns, at, screen);
                continue;
            }
            #[cfg(feature = "methods")]
            if let LeafStep::Impute(impute) = step {
                self.impute(model, columns, at, impute);
                continue;
            }
            for leaf in (0..self.leaves).filter(|l| self.wanted[*l]) {
                let (before, after) = self.stages.split_at_mut((at + 1) * self.leaves * n);
                let x = &before[(at * self.leaves + leaf) * n..][..n];
                let out = &mut after[leaf * n..(leaf + 1) * n];
                let reason = apply(model, columns, leaf, at, step, self.period, x, &mut self.pool, out);
                self.reasons[(at + 1) * self.leaves + leaf] = reason;
            }
            #[cfg(feature = "methods")]
            if matches!(step, LeafStep::Denominate) {
                self.fetch(model, columns, at + 1);
            }
        }
        #[cfg(feature = "methods")]
        let all = model.weigh.is_some();
        #[cfg(not(feature = "methods"))]
        let all = false;
        for at in (0..model.nodes.len()).rev() {
            match &model.nodes[at].kind {
                NodeKind::Leaf(leaf) => {
                    self.renewed[at] = self.wanted[*leaf];
                    if self.renewed[at] {
                        let start = (model.steps.len() * self.leaves + leaf) * self.units;
                        let last = &self.stages[start..start + self.units];
                        self.nodes[at * self.units..(at + 1) * self.units].copy_from_slice(last);
                    }
                }
                NodeKind::Group { rule, children, .. } => {
                    self.renewed[at] = all || children.iter().any(|c| self.renewed[*c]);
                    if self.renewed[at] {
                        #[cfg(feature = "methods")]
                        self.weigh_children(model, at);
                        self.aggregate(model, columns, at, rule, children);
                    }
                }
            }
        }
        #[cfg(feature = "methods")]
        self.balance(model, columns);
    }

    /// Combines the children of a group.
    #[inline(always)]
    fn aggregate(&mut self, model: &Inner, columns: Columns, at: usize, rule: &Rule, children: &[usize]) {
        if let Rule::OverPeriods(rule) = rule {
            #[cfg(feature = "methods")]
            let nodes = children.iter().copied().filter(|c| !self.gone[*c]).collect();
            #[cfg(not(feature = "methods"))]
            let nodes = children.to_vec();
            let history = History { model, columns, period: self.period, nodes, weights: &self.weights };
            return rule.combine(&history, &mut self.nodes[at * self.units..(at + 1) * self.units]);
        }
        // Children stand behind their parent, so the block splits in two.
        let (head, tail) = self.nodes.split_at_mut((at + 1) * self.units);
        let (units, weights) = (self.units, &self.weights);
        #[cfg(feature = "methods")]
        let children = children.iter().filter(|c| !self.gone[**c]);
        #[cfg(not(feature = "methods"))]
        let children = children.iter();
        let columns = children.map(|c| {
            let start = (c - at - 1) * units;
            (weights[*c], &tail[start..start + units])
        });
        self.workspace.aggregate(rule, columns, model.minimum_share, &mut head[at * units..]);
    }
}

/// The figures of a leaf before any step: its column, or its numerator.
fn raw(model: &Inner, columns: Columns, leaf: usize, period: usize, out: &mut [f64]) {
    #[cfg(feature = "methods")]
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
                    #[cfg(feature = "methods")]
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
        #[cfg(feature = "methods")]
        LeafStep::Screen(screen) => {
            let stays = methods::included(model, columns, at, period, screen);
            for ((out, x), stays) in out.iter_mut().zip(x).zip(stays) {
                *out = if stays { *x } else { f64::NAN };
            }
            None
        }
        #[cfg(feature = "methods")]
        LeafStep::Impute(impute) => {
            let stays = methods::stays(model, columns, at, period);
            methods::impute(model, columns, leaf, at, impute, &|_| period, &stays, x, out);
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
    model: &Inner,
    columns: Columns,
    leaf: usize,
    at: usize,
    scope: ResolvedScope,
    alone: bool,
    x: &'a [f64],
    pool: &'a mut Vec<f64>,
) -> &'a [f64] {
    let periods = match scope {
        _ if alone => return x,
        ResolvedScope::Period => return x,
        ResolvedScope::Base(base) => base..base + 1,
        ResolvedScope::All => 0..model.panel.periods().len(),
    };
    pool.clear();
    for period in periods {
        before(model, columns, leaf, at, period, pool);
    }
    pool
}

/// Appends the figures of a leaf in another period, as they are before step `at`.
pub(crate) fn before(model: &Inner, columns: Columns, leaf: usize, at: usize, period: usize, pool: &mut Vec<f64>) {
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
