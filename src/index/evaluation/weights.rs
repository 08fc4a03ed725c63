//! Weights that are found while groups are combined, and groups combined anew with other weights.

use super::rules::FindWeights;
use super::{Columns, Evaluation};
use crate::index::weigh::{Find, Weigh};
use crate::index::{NodeKind, ResolvedModel};

impl FindWeights for Weigh {
    fn of_children(&self, evaluation: &mut Evaluation, model: &ResolvedModel, at: usize) {
        let NodeKind::Group { children, .. } = &model.nodes[at].kind else { return };
        if !self.reaches(model.height(at) - 1) {
            return;
        }
        let found = match self.method.find {
            Find::Tree(find) => Ok(find(&children.iter().map(|c| model.leaves_below(*c).len()).collect::<Vec<_>>())),
            Find::Figures(find) if model.references().is_some() => {
                let counted: Vec<Vec<f64>> = children.iter().map(|c| model.counted(evaluation.node(*c))).collect();
                find(&counted.iter().map(Vec::as_slice).collect::<Vec<_>>())
            }
            Find::Figures(find) => find(&children.iter().map(|c| evaluation.node(*c)).collect::<Vec<_>>()),
            Find::Index(_) => return,
        };
        for (at, child) in children.iter().enumerate() {
            (evaluation.weights[*child], evaluation.fallback_reasons[*child]) = match &found {
                Ok(weights) => (weights[at], None),
                Err(reason) => (model.nodes[*child].weight, Some(*reason)),
            };
        }
    }

    fn of_index(&self, evaluation: &mut Evaluation, model: &ResolvedModel, columns: Columns) {
        let Find::Index(find) = self.method.find else { return };
        let chosen: Vec<usize> = (1..model.nodes.len()).filter(|at| self.reaches(model.height(*at))).collect();
        let importance: Vec<f64> = chosen.iter().map(|at| model.nodes[*at].weight).collect();
        let found = find(&importance, &mut |weights| {
            evaluation.recombine(model, columns, &chosen, weights);
            let index = model.counted(evaluation.node(0));
            let with = |at: &usize| {
                let measure = crate::association::Measure::Pearson;
                crate::association::correlation(measure, evaluation.node(*at), &index).value
            };
            chosen.iter().map(with).collect()
        });
        let (weights, reason) = match found {
            Ok(weights) => (weights, None),
            Err(reason) => (importance, Some(reason)),
        };
        evaluation.recombine(model, columns, &chosen, &weights);
        for node in chosen {
            evaluation.fallback_reasons[node] = reason;
        }
    }
}

impl Evaluation {
    /// The weights as the framework gives them; where a step finds them, they are found when figures are computed next.
    pub(crate) fn reset_weights(&mut self, model: &ResolvedModel) {
        for (weight, node) in self.weights.iter_mut().zip(&model.nodes) {
            *weight = node.weight;
        }
    }

    /// Combines every group anew with other weights of some nodes; classes keep their own.
    pub(crate) fn reweigh(&mut self, model: &ResolvedModel, columns: Columns, nodes: &[usize], weights: &[f64]) {
        self.recombine(model, columns, nodes, weights);
        if let Some(classes) = model.classes() {
            self.combine_by_class(classes, model, columns);
        }
        if let Some(points) = model.points() {
            self.add_points(points, model, columns);
        }
    }

    /// The same without points.
    pub(super) fn recombine(&mut self, model: &ResolvedModel, columns: Columns, nodes: &[usize], weights: &[f64]) {
        for (node, weight) in nodes.iter().zip(weights) {
            self.weights[*node] = *weight;
        }
        for at in (0..model.nodes.len()).rev() {
            if let NodeKind::Group { rule, children, .. } = &model.nodes[at].kind {
                self.aggregate(model, columns, at, rule, children);
            }
        }
    }

    /// Combines every group anew with the weights that were found elsewhere.
    pub(crate) fn reweigh_as(&mut self, model: &ResolvedModel, columns: Columns, other: &Evaluation) {
        self.weights.copy_from_slice(&other.weights);
        self.reweigh(model, columns, &[], &[]);
    }

    /// Combines every group anew without a node, as if the framework did not have it: it is no child of its group, and a
    /// group that is left without a child that has a weight is left out too.
    pub(crate) fn leave_out(&mut self, model: &ResolvedModel, columns: Columns, node: usize) {
        self.mark_left_out(model, node);
        self.reweigh(model, columns, &[], &[]);
    }

    /// Marks a node and the groups above it that are left without a child that has a weight.
    pub(super) fn mark_left_out(&mut self, model: &ResolvedModel, node: usize) {
        self.left_out.fill(false);
        self.left_out[node] = true;
        let mut at = node;
        while let Some(group) = model.nodes[at].parent {
            let stays = |c: &usize| !self.left_out[*c] && self.weights[*c] > 0.0;
            self.left_out[group] = !model.children(group).iter().any(stays);
            at = group;
        }
    }
}
