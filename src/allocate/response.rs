//! The response of one unit at best: its score as a function of its own money, all other figures being as unfavourable to it
//! as money can make them. No split gives it more, and what one unit gets does not change the curve of another. So the sum of
//! the curves bounds what any split can reach.
//!
//! Where a scale depends on all units' figures (a minimum and a maximum, ranks), a unit's normalised figure falls as the others
//! get better. So it is best with the others at the worst that money can make of them.

use crate::index::aggregate::{Rule, Workspace};
use crate::index::normalise::Normalisation;
use crate::index::{before, fold_tree, Columns, LeafStep, Model, NodeKind, PlainSteps, ResolvedScope, Source};
use crate::scenario::Scenario;

/// The scores of all units at best.
pub(super) struct Response {
    model: Model,
    node: usize,
    period: usize,
    /// The indicators below the node, and the step that normalises them.
    leaves: Vec<usize>,
    plain: PlainSteps,
    normalise: Option<(usize, ResolvedScope)>,
    /// `[indicator][unit]`: the worst of the figures that money can make, before normalisation.
    worst: Vec<f64>,
    /// `[indicator]`: the figures of other periods that the scale depends on.
    elsewhere: Vec<Vec<f64>>,
    workspace: Workspace,
    /// The units that scales are made without: reference units that do not count.
    aside: Vec<usize>,
}

impl Response {
    /// The curves of a model; none where a unit's score need not fall as the others get better.
    pub fn of(model: &Model, node: usize, period: usize) -> Option<Response> {
        let inner = model.inner();
        let means = inner.nodes.iter().all(|n| match &n.kind {
            NodeKind::Group { rule, .. } => matches!(rule, Rule::Mean(_)),
            NodeKind::Leaf(_) => true,
        });
        if inner.weigh.is_some() || !means {
            return None;
        }
        let leaves = inner.leaves_below(node);
        let plain = inner.plain_steps()?;
        let normalise = plain.normalise(inner);
        if normalise.is_some_and(|(_, _, all)| !leaves.iter().all(|l| all[*l].monotonicity().falls_with_others)) {
            return None;
        }
        let normalise = normalise.map(|(at, scope, _)| (at, scope));
        let columns = Columns::of(&inner.panel);
        let all = |leaf: usize, periods: &mut dyn Iterator<Item = usize>| {
            let mut figures = Vec::new();
            periods.for_each(|p| {
                before(inner, columns, leaf, normalise.map_or(inner.steps.len(), |n| n.0), p, &mut figures)
            });
            figures
        };
        let worst = leaves.iter().flat_map(|l| all(*l, &mut std::iter::once(period))).collect();
        let others = |leaf: &usize| match normalise {
            Some((_, ResolvedScope::All)) => all(*leaf, &mut (0..inner.panel.periods().len()).filter(|p| *p != period)),
            Some((_, ResolvedScope::Base(base))) if base != period => all(*leaf, &mut std::iter::once(base)),
            _ => Vec::new(),
        };
        let elsewhere = leaves.iter().map(others).collect();
        Some(Response {
            model: model.clone(),
            node,
            period,
            leaves,
            plain,
            normalise,
            worst,
            elsewhere,
            workspace: Workspace::default(),
            aside: (0..inner.panel.units().len()).filter(|u| !inner.counts(*u)).collect(),
        })
    }

    /// Whether scores depend on figures of other periods.
    pub fn has_other_periods(&self) -> bool {
        !matches!(self.normalise, None | Some((_, ResolvedScope::Period)))
    }

    /// The figures of a unit's indicators before normalisation, in a scenario.
    pub fn figures(&self, scenario: &Scenario, unit: usize) -> Vec<f64> {
        let inner = self.model.inner();
        let divided = inner.steps.iter().any(|s| matches!(s, LeafStep::Denominate));
        let value = |column: usize| scenario.values()[inner.panel.cell(column, self.period, unit)];
        let published = |leaf: &usize| match inner.leaves[*leaf].source {
            Source::Ratio { numerator, denominator, scale } if divided => {
                let ratio = value(numerator) * scale / value(denominator);
                if ratio.is_finite() {
                    ratio
                } else {
                    f64::NAN
                }
            }
            Source::Ratio { numerator: column, .. } | Source::Column(column) => value(column),
        };
        let figure = |leaf: &usize| match self.plain.treatment(inner, *leaf) {
            Some(treat) => treat.of_one(published(leaf)),
            None => published(leaf),
        };
        self.leaves.iter().map(figure).collect()
    }

    /// Begins the range of figures that money can make of a unit's.
    pub fn begin_range(&mut self, unit: usize, figures: &[f64]) {
        let n = self.model.panel().units().len();
        for (l, figure) in figures.iter().enumerate() {
            self.worst[l * n + unit] = *figure;
        }
    }

    /// Extends the range by figures that money can make.
    pub fn extend_range(&mut self, unit: usize, figures: &[f64]) {
        let inner = self.model.inner();
        let n = inner.panel.units().len();
        for (l, figure) in figures.iter().enumerate() {
            let better = f64::from(inner.leaves[self.leaves[l]].direction);
            let worst = &mut self.worst[l * n + unit];
            // A figure that is missing at one amount only counts as present.
            if worst.is_nan() || (figure - *worst) * better < 0.0 {
                *worst = *figure;
            }
        }
    }

    /// The score of a unit at best, with these figures of its own.
    pub fn score(&mut self, unit: usize, figures: &[f64]) -> f64 {
        let finals = self.normalised(unit, figures, false);
        self.node_score(&finals)
    }

    /// As [`Response::score`], and so that the curve over its money is concave where every indicator's is concave or convex:
    /// the scale also has the unit's own worst figure in it (the lowest unit would else stand at the bottom of the scale until
    /// it has passed the next), and an indicator is no lower than on the line between its ends, as a share is that falls the
    /// slower the more its total grows. `share` is how far the figures are from the first to the last.
    pub fn majorant(&mut self, unit: usize, figures: &[f64], (first, last): (&[f64], &[f64]), share: f64) -> f64 {
        let mut finals = self.normalised(unit, figures, true);
        let (from, to) = (self.normalised(unit, first, true), self.normalised(unit, last, true));
        for ((y, from), to) in finals.iter_mut().zip(from).zip(to) {
            let line = from + (to - from) * share;
            // Where one is missing, the other is not used.
            *y = if y.is_nan() || line.is_nan() { *y } else { y.max(line) };
        }
        self.node_score(&finals)
    }

    /// The unit's figures at the end of the steps, by indicator of the framework.
    fn normalised(&self, unit: usize, figures: &[f64], use_majorant: bool) -> Vec<f64> {
        let inner = self.model.inner();
        let n = inner.panel.units().len();
        let (mut x, mut out) = (vec![0.0; n], vec![0.0; n]);
        let mut finals = vec![f64::NAN; inner.leaves.len()];
        for (l, leaf) in self.leaves.iter().enumerate() {
            finals[*leaf] = figures[l];
            let Some((at, scope)) = self.normalise else { continue };
            x.copy_from_slice(&self.worst[l * n..(l + 1) * n]);
            x[unit] = figures[l];
            let method: &Normalisation = match &inner.steps[at] {
                LeafStep::Normalise { leaves, .. } => &leaves[*leaf],
                _ => continue,
            };
            let other = &self.elsewhere[l];
            // What a method reads unit by unit, no other unit sees.
            let without = |figures: Vec<f64>| if method.is_by_unit() { figures } else { self.without_aside(figures) };
            let own = use_majorant.then_some(self.worst[l * n + unit]);
            match scope {
                ResolvedScope::Base(base) if base != self.period && self.aside.is_empty() => {
                    method.apply(&x, other, &mut out)
                }
                ResolvedScope::Base(base) if base != self.period => method.apply(&x, &without(other.clone()), &mut out),
                ResolvedScope::All => {
                    let mut pool = without(x.iter().chain(other).copied().collect());
                    pool.extend(own);
                    method.apply(&x, &pool, &mut out)
                }
                _ if use_majorant || !self.aside.is_empty() => {
                    let mut pool = without(x.clone());
                    pool.extend(own);
                    method.apply(&x, &pool, &mut out)
                }
                _ => method.apply(&x, &x, &mut out),
            };
            finals[*leaf] = out[unit];
        }
        finals
    }

    /// Figures of all units, period by period, without those of units that scales are made without.
    fn without_aside(&self, mut figures: Vec<f64>) -> Vec<f64> {
        let units = self.model.panel().units().len();
        for period in figures.chunks_mut(units) {
            self.aside.iter().for_each(|unit| period[*unit] = f64::NAN);
        }
        figures
    }

    /// The score of one unit from its figures at the end of the steps.
    fn node_score(&mut self, finals: &[f64]) -> f64 {
        let model = self.model.clone();
        let inner = model.inner();
        let scores = fold_tree(&inner.nodes, self.node, f64::NAN, |at, scores| match &inner.nodes[at].kind {
            NodeKind::Leaf(leaf) => finals[*leaf],
            NodeKind::Group { rule, children, .. } => {
                let columns = children.iter().map(|c| (inner.nodes[*c].weight, std::slice::from_ref(&scores[*c])));
                let mut score = [f64::NAN];
                self.workspace.aggregate(rule, columns, inner.minimum_share, &mut score);
                score[0]
            }
        });
        scores[self.node]
    }
}
