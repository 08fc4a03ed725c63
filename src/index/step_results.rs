//! The results of the steps screen, impute and treat for one period.

use super::evaluation::scope_figures;
use super::screen::Screened;
use super::treat::Treated;
use super::{Columns, Evaluation, LeafStep, Model, NodeKind, Scores};
use crate::reason::Reason;

impl Scores {
    /// Room for the scores of a period, of which nothing is computed yet.
    pub(crate) fn new(model: &Model, period: usize) -> Scores {
        Scores { model: model.clone(), evaluation: Evaluation::new(model.inner(), period) }
    }

    pub(crate) fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// What is known of every unit at the step `screen`, in the order of the panel's units; `None` without such a step.
    pub fn screening(&self) -> Option<Vec<Screened>> {
        let inner = self.model.inner();
        let (at, screen) = inner.steps.iter().enumerate().find_map(|(at, step)| Some((at, step.screen()?)))?;
        let figures = |unit: usize| (0..inner.leaves.len()).map(move |l| self.evaluation.stage(at, l)[unit]);
        Some((0..inner.panel.units().len()).map(|u| screen.look(figures(u))).collect())
    }

    /// What the (last) step `treat` did with an indicator; `None` without such a step or indicator.
    pub fn treatment(&self, indicator: &str) -> Option<Treated> {
        let inner = self.model.inner();
        let leaf = inner.leaves.iter().position(|l| l.id == indicator)?;
        let (at, scope, treat) = inner.steps.iter().enumerate().rev().find_map(|(at, step)| match step {
            LeafStep::Treat { scope, leaves } => Some((at, *scope, &leaves[leaf])),
            _ => None,
        })?;
        let columns = Columns::of(&inner.panel);
        let mut pool = Vec::new();
        Some(treat.report(scope_figures(
            inner,
            columns,
            leaf,
            at,
            scope,
            false,
            self.evaluation.stage(at, leaf),
            &mut pool,
        )))
    }

    /// Which figures of an indicator are imputed, one a unit; `None` where there is no such indicator.
    pub fn imputed(&self, indicator: &str) -> Option<Vec<bool>> {
        let inner = self.model.inner();
        let leaf = inner.leaves.iter().position(|l| l.id == indicator)?;
        let mut imputed = vec![false; inner.panel.units().len()];
        for (at, _) in inner.steps.iter().enumerate().filter(|(_, s)| s.impute().is_some()) {
            let (x, filled) = (self.evaluation.stage(at, leaf), self.evaluation.stage(at + 1, leaf));
            for ((imputed, x), filled) in imputed.iter_mut().zip(x).zip(filled) {
                *imputed |= x.is_nan() && !filled.is_nan();
            }
        }
        Some(imputed)
    }

    /// The effective weight of every node, in tree order: the product of the shares within the groups up to the root, with
    /// the weights as a step `weigh` found them. The root is 1.
    /// They are those of the tree: units of a class have those of [`Scores::effective_weights_of`].
    pub fn effective_weights(&self) -> Vec<f64> {
        self.effective(|node| self.evaluation.weight(node))
    }

    /// The same as a unit has them, by number: those of its class, where it is in one.
    pub fn effective_weights_of(&self, unit: usize) -> Vec<f64> {
        self.effective(|node| self.evaluation.weight_of(self.model.inner(), node, unit))
    }

    fn effective(&self, weight: impl Fn(usize) -> f64) -> Vec<f64> {
        let inner = self.model.inner();
        let mut effective: Vec<f64> = Vec::with_capacity(inner.nodes.len());
        for (at, node) in inner.nodes.iter().enumerate() {
            effective.push(node.parent.map_or(1.0, |parent| {
                let group = inner.children(parent).iter().map(|c| weight(*c)).sum::<f64>();
                effective[parent] * weight(at) / group
            }));
        }
        effective
    }

    /// The nodes whose weights a step `weigh` was to find in the figures, and could not, with the reason: they have the
    /// weights given.
    pub fn weights_as_given(&self) -> Vec<(usize, Reason)> {
        let nodes = 0..self.model.inner().nodes.len();
        nodes.filter_map(|n| Some((n, self.evaluation.weight_as_given(n)?))).collect()
    }

    /// The share of the indicators below a node that have a figure at the end of the steps, one a unit, 0 to 1.
    pub fn coverage(&self, node: usize) -> Vec<f64> {
        let inner = self.model.inner();
        let leaves = inner.leaves_below(node);
        let mut there = vec![0.0; inner.panel.units().len()];
        for leaf in &leaves {
            for (there, x) in there.iter_mut().zip(self.evaluation.stage(inner.steps.len(), *leaf)) {
                *there += if x.is_nan() { 0.0 } else { 1.0 / leaves.len() as f64 };
            }
        }
        there
    }

    /// What every leaf below a node adds to its score: numbers of the leaves' nodes, and a value a unit, NaN where the leaf
    /// or the score is missing. The parts of a unit sum to its score. Of the arithmetic mean they are w x / sum of w; of
    /// the other means and of Mazziotta-Pareto x times the slope of the score in x, which sums to the score too (Euler: all
    /// of them are homogeneous of degree one; of the geometric mean these are the log shares). `None` where a group is
    /// combined in another way, which has no such parts. Points by rule are beside them: the parts of the index sum to its
    /// score without points.
    pub fn contributions(&self, node: usize) -> Option<Vec<(usize, Vec<f64>)>> {
        let inner = self.model.inner();
        let units = inner.panel.units().len();
        let score = |node: usize| self.evaluation.without_points(inner, node);
        // The slope of the node's score in each node below it.
        let mut slopes: Vec<Option<Vec<f64>>> = vec![None; inner.nodes.len()];
        slopes[node] = Some(vec![1.0; units]);
        let mut leaves = Vec::new();
        for at in node..inner.nodes.len() {
            let Some(above) = slopes[at].take() else { continue };
            let NodeKind::Group { rule, children, .. } = &inner.nodes[at].kind else {
                let part = |u: usize| match score(node)[u].is_nan() {
                    true => f64::NAN,
                    false => above[u] * self.node(at)[u],
                };
                leaves.push((at, (0..units).map(part).collect()));
                continue;
            };
            let mut below = vec![vec![f64::NAN; units]; children.len()];
            for unit in (0..units).filter(|u| !score(at)[*u].is_nan()) {
                let there: Vec<usize> =
                    (0..children.len()).filter(|c| !self.node(children[*c])[unit].is_nan()).collect();
                let row: Vec<(f64, f64)> = there
                    .iter()
                    .map(|c| (self.evaluation.weight_of(inner, children[*c], unit), self.node(children[*c])[unit]))
                    .collect();
                for (child, slope) in there.iter().zip(rule.slopes(&row, score(at)[unit])?) {
                    below[*child][unit] = above[unit] * slope;
                }
            }
            for (child, below) in children.iter().zip(below) {
                slopes[*child] = Some(below);
            }
        }
        Some(leaves)
    }
}
