//! Points by rule in an evaluation: added to the index where everything is combined.

use super::class::Classes;
use super::{Columns, Evaluation, FindWeights};
use crate::index::{Points, ResolvedModel, EVERY_METHOD};

impl FindWeights for Points {
    fn of_children(&self, evaluation: &mut Evaluation, model: &ResolvedModel, at: usize) {
        if let Some(weigh) = &self.weigh {
            weigh.of_children(evaluation, model, at);
        }
    }

    fn of_index(&self, evaluation: &mut Evaluation, model: &ResolvedModel, columns: Columns) {
        if let Some(weigh) = &self.weigh {
            weigh.of_index(evaluation, model, columns);
        }
        evaluation.add_points(self, model, columns);
    }

    fn classes(&self) -> Option<&Classes> {
        self.weigh.as_ref()?.classes()
    }

    fn points(&self) -> Option<&Points> {
        Some(self)
    }
}

impl ResolvedModel {
    /// The points that the index has by rule.
    pub(crate) fn points(&self) -> Option<&Points> {
        if EVERY_METHOD {
            self.weigh.as_ref()?.points()
        } else {
            None
        }
    }
}

/// Behind the nodes stand the scores of the index without points, and the points of every unit, NaN where it is not ranked.
impl Evaluation {
    /// Adds points to the scores of the index, which have none yet.
    pub(super) fn add_points(&mut self, points: &Points, model: &ResolvedModel, columns: Columns) {
        let (units, end) = (self.units, model.nodes.len() * self.units);
        self.nodes.resize(end + 2 * units, f64::NAN);
        self.nodes.copy_within(..units, end);
        for unit in 0..units {
            let added = points.sum(&model.panel, columns, self.period, unit).added();
            self.nodes[end + units + unit] = added;
            self.nodes[unit] += added;
        }
    }

    /// The scores of a node without points.
    pub(crate) fn without_points(&self, model: &ResolvedModel, node: usize) -> &[f64] {
        match model.points() {
            Some(_) if node == 0 => self.node(model.nodes.len()),
            _ => self.node(node),
        }
    }

    /// The points of every unit, NaN where it is not ranked; none where the framework has no points.
    pub(crate) fn points(&self, model: &ResolvedModel) -> Option<&[f64]> {
        model.points().map(|_| self.node(model.nodes.len() + 1))
    }
}
