//! Walks over the tree of an index, whose nodes are in the order of the tree: parents before children, the root first.

use super::{Model, Node, NodeKind, ResolvedModel};
use std::ops::Range;

/// What every node from `top` down has, found from the indicators up: `of` gets the number of a node, and what the nodes below
/// it have, by number. All others have `start`.
pub(crate) fn fold_tree<T: Clone>(
    nodes: &[Node],
    top: usize,
    start: T,
    mut of: impl FnMut(usize, &[T]) -> T,
) -> Vec<T> {
    let mut found = vec![start; nodes.len()];
    for at in subtree(nodes, top).rev() {
        found[at] = of(at, &found);
    }
    found
}

/// A node and all below it: they follow each other.
pub(crate) fn subtree(nodes: &[Node], top: usize) -> Range<usize> {
    let below = nodes[top + 1..].iter().take_while(|n| n.depth > nodes[top].depth);
    top..top + 1 + below.count()
}

/// The level of a node, counted from the indicators (1) upwards.
pub(crate) fn height(nodes: &[Node], at: usize) -> usize {
    let heights = fold_tree(nodes, at, 0, |at, heights| match &nodes[at].kind {
        NodeKind::Leaf(_) => 1,
        NodeKind::Group { children, .. } => 1 + children.iter().map(|c| heights[*c]).max().unwrap_or(0),
    });
    heights[at]
}

impl ResolvedModel {
    pub(crate) fn height(&self, at: usize) -> usize {
        height(&self.nodes, at)
    }

    pub(crate) fn children(&self, node: usize) -> &[usize] {
        match &self.nodes[node].kind {
            NodeKind::Group { children, .. } => children,
            NodeKind::Leaf(_) => &[],
        }
    }

    /// The indicators below a node, or the node's own.
    pub(crate) fn leaves_below(&self, node: usize) -> Vec<usize> {
        let leaf = |at: usize| match self.nodes[at].kind {
            NodeKind::Leaf(leaf) => Some(leaf),
            NodeKind::Group { .. } => None,
        };
        subtree(&self.nodes, node).filter_map(leaf).collect()
    }
}

impl Model {
    /// The indicators below a node, at any depth, as nodes, in the order of the tree.
    pub fn indicators_below(&self, node: usize) -> Vec<usize> {
        let nodes = &self.inner().nodes;
        let below = subtree(nodes, node).skip(1);
        below.filter(|at| matches!(nodes[*at].kind, NodeKind::Leaf(_))).collect()
    }

    /// The groups below a node, at any depth, in the order of the tree.
    pub fn groups_below(&self, node: usize) -> Vec<usize> {
        let nodes = &self.inner().nodes;
        let below = subtree(nodes, node).skip(1);
        below.filter(|at| matches!(nodes[*at].kind, NodeKind::Group { .. })).collect()
    }
}
