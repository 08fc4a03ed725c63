//! Aggregations of which a period's figure depends on other periods.

use super::enough;
use crate::index::columns::Columns;
use crate::index::{NodeKind, ResolvedModel};
use crate::period::Period;
use crate::reason::Reason;
use std::fmt::Debug;

/// A function of the children, which are indicators, over periods.
pub trait OverPeriods: Debug + Send + Sync {
    /// The number of the first period that a figure depends on.
    fn since(&self) -> usize;

    /// One figure a unit; NaN where it has none.
    fn combine(&self, history: &History, out: &mut [f64]);

    /// Why a unit has no figure, given weight and figure of its children.
    fn reason(&self, children: &[(f64, f64)]) -> Reason {
        let _ = children;
        Reason::Overflow
    }
}

/// The children of a group in every period, and the period that is asked for.
#[derive(Debug)]
pub struct History<'a> {
    pub(crate) model: &'a ResolvedModel,
    pub(crate) columns: Columns<'a>,
    pub(crate) period: usize,
    /// The nodes that are not left out.
    pub(crate) nodes: Vec<usize>,
    /// One a node of the tree.
    pub(crate) weights: &'a [f64],
    /// Appends the figures of a leaf in a period, as they are before a step.
    pub(crate) before: Before,
}

/// Model and figures; the numbers of leaf, step and period; where the figures go.
type Before = fn(&ResolvedModel, Columns, usize, usize, usize, &mut Vec<f64>);

impl History<'_> {
    /// The periods of the data.
    pub fn periods(&self) -> &[Period] {
        self.model.panel.periods()
    }

    /// How many children there are.
    pub fn children(&self) -> usize {
        self.nodes.len()
    }

    /// The weight of a child.
    pub fn weight(&self, child: usize) -> f64 {
        self.weights[self.nodes[child]]
    }

    /// 1 where more of a child is better, -1 where less is.
    pub fn direction(&self, child: usize) -> f64 {
        self.leaf(child).map_or(1.0, |leaf| f64::from(self.model.leaves[leaf].direction))
    }

    /// The period that a child of a unit is seen from: the one asked for, or, where a change is explained, another.
    pub fn seen(&self, child: usize, unit: usize) -> usize {
        self.leaf(child).map_or(self.period, |leaf| self.columns.seen(leaf, unit, self.period))
    }

    /// The figures of a period after all steps: `[child][unit]`.
    pub fn figures(&self, period: usize) -> Vec<Vec<f64>> {
        let figures = |child: usize| {
            let mut x = Vec::with_capacity(self.model.panel.units().len());
            if let Some(leaf) = self.leaf(child) {
                (self.before)(self.model, self.columns, leaf, self.model.steps.len(), period, &mut x);
            }
            x
        };
        (0..self.nodes.len()).map(figures).collect()
    }

    /// Whether so many children are enough.
    pub fn enough(&self, present: u32) -> bool {
        enough(present, self.nodes.len() as f64, self.model.minimum_share)
    }

    fn leaf(&self, child: usize) -> Option<usize> {
        match self.model.nodes[self.nodes[child]].kind {
            NodeKind::Leaf(leaf) => Some(leaf),
            NodeKind::Group { .. } => None,
        }
    }
}
