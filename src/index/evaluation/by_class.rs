//! Groups combined with the weights of classes.

use super::class::Classes;
use super::rules::FindWeights;
use super::{Columns, Evaluation};
use crate::index::{ResolvedModel, EVERY_METHOD};

impl FindWeights for Classes {
    fn of_children(&self, _: &mut Evaluation, _: &ResolvedModel, _: usize) {}

    fn of_index(&self, evaluation: &mut Evaluation, model: &ResolvedModel, columns: Columns) {
        evaluation.combine_by_class(self, model, columns);
    }

    fn classes(&self) -> Option<&Classes> {
        Some(self)
    }
}

impl ResolvedModel {
    /// The classes that have weights of their own.
    #[inline(always)]
    pub(crate) fn classes(&self) -> Option<&Classes> {
        match EVERY_METHOD {
            true => self.weigh.as_ref()?.classes(),
            false => None,
        }
    }
}

impl Evaluation {
    /// The weight of a node within its group, as a unit has it: its class's own, or that of all.
    pub fn weight_of(&self, model: &ResolvedModel, node: usize, unit: usize) -> f64 {
        match model.classes().and_then(|classes| classes.of(unit)) {
            Some(class) => class.weights[node],
            None => self.weights[node],
        }
    }

    /// Gives the units of every class the scores that they have where all units have its weights. Before, all groups are combined
    /// with the weights of all; each class is combined for all units, so that a method that compares units compares them by
    /// the same weights.
    pub(super) fn combine_by_class(&mut self, classes: &Classes, model: &ResolvedModel, columns: Columns) {
        let end = model.nodes.len() * self.units;
        let mut merged = self.nodes[..end].to_vec();
        let (weights, left_out) = (self.weights.clone(), self.left_out.clone());
        for class in &classes.all {
            self.weights.copy_from_slice(&class.weights);
            // What is left out last in the order of the tree is what was meant; the groups above it follow from the weights.
            if let Some(node) = left_out.iter().rposition(|out| *out) {
                self.mark_left_out(model, node);
            }
            self.recombine(model, columns, &[], &[]);
            for (own, found) in merged.chunks_mut(self.units).zip(self.nodes.chunks(self.units)) {
                class.units.iter().for_each(|unit| own[*unit] = found[*unit]);
            }
        }
        self.nodes[..end].copy_from_slice(&merged);
        (self.weights, self.left_out) = (weights, left_out);
    }
}
