//! Compiling a kernel: which groups are computed in every draw, which are folded into their parents, and which figures they
//! are made of.

use super::{Addend, GroupSum, Kernel, Operand, Scratch};
use crate::index::aggregate::{Mean, Rule, Workspace};
use crate::index::{NodeKind, ResolvedModel};

/// What a kernel is compiled from.
pub(in crate::robustness) struct Source<'a> {
    pub inner: &'a ResolvedModel,
    /// The node whose scores are drawn: the index or a node below it.
    pub top: usize,
    /// The rule of every node; none of a leaf.
    pub rules: &'a [Option<Rule>],
    /// The weight of every node.
    pub base: &'a [f64],
    /// The groups whose weights, or those of groups below, vary.
    pub moves: &'a [bool],
    /// Whether indicators are left out.
    pub leave_out: bool,
    /// `[node][unit]`: indicators and chained groups, not transformed; other groups are computed here.
    pub nodes: Vec<f64>,
    /// The points of every unit by rule, NaN where it is not ranked; none where the framework has none.
    pub points: Option<Vec<f64>>,
}

impl Source<'_> {
    fn children(&self, node: usize) -> &[usize] {
        match &self.inner.nodes[node].kind {
            NodeKind::Group { children, .. } => children,
            NodeKind::Leaf(_) => &[],
        }
    }

    /// The top and all nodes below it.
    fn below_top(&self) -> Vec<usize> {
        let mut all = vec![self.top];
        let mut at = 0;
        while at < all.len() {
            all.extend_from_slice(self.children(all[at]));
            at += 1;
        }
        all
    }

    fn is_chained(&self, node: usize) -> bool {
        matches!(self.rules[node], Some(Rule::OverPeriods(_)))
    }

    fn mean(&self, node: usize) -> Option<Mean> {
        self.rules[node].as_ref().and_then(Rule::mean)
    }

    fn column(&self, node: usize) -> &[f64] {
        let n = self.inner.panel.units().len();
        &self.nodes[node * n..(node + 1) * n]
    }

    /// The units that have no score in any draw.
    fn never_scored(&self) -> Vec<bool> {
        let below = self.below_top();
        let nodes = below.iter().copied();
        // Where no indicator is left out, a mean of means of one kind is missing or not, whatever the weights are.
        let first = self.mean(self.top);
        let weights_decide_nothing = !self.leave_out
            && first.is_some()
            && nodes
                .clone()
                .all(|node| self.rules[node].is_none() || self.is_chained(node) || self.mean(node) == first);
        if weights_decide_nothing {
            return self.column(self.top).iter().map(|x| x.is_nan()).collect();
        }
        let leaves: Vec<usize> = nodes.filter(|node| self.rules[*node].is_none()).collect();
        let has_nothing = |u: usize| leaves.iter().all(|l| self.column(*l)[u].is_nan());
        (0..self.inner.panel.units().len()).map(has_nothing).collect()
    }

    /// Computes all groups with the base weights.
    fn aggregate(&mut self) {
        let n = self.inner.panel.units().len();
        let mut workspace = Workspace::default();
        for node in (0..self.rules.len()).rev() {
            let Some(rule) = self.rules[node].as_ref().filter(|_| !self.is_chained(node)) else { continue };
            let NodeKind::Group { children, .. } = &self.inner.nodes[node].kind else { continue };
            let (head, tail) = self.nodes.split_at_mut((node + 1) * n);
            let base = self.base;
            let columns = children.iter().map(|c| (base[*c], &tail[(c - node - 1) * n..][..n]));
            workspace.aggregate(rule, columns, self.inner.minimum_share, &mut head[node * n..]);
        }
    }
}

/// A group that has been compiled, and what is known of it.
struct Compiled {
    slot: usize,
    form: Option<Mean>,
    /// Whether it may be missing where its children are present.
    may_miss: bool,
    /// Whether it is never below zero.
    positive: bool,
}

/// The addends of a group while it is compiled.
#[derive(Default)]
struct Below {
    addends: Vec<(usize, Part)>,
    complete: bool,
    positive: bool,
}

enum Part {
    Column,
    Group(Compiled),
}

impl Kernel {
    /// Compiles a tree.
    pub fn compile(mut source: Source) -> Kernel {
        source.aggregate();
        let mut kernel = Kernel::empty(&source);
        if source.moves[source.top] {
            let Compiled { slot, form, .. } = kernel.group(&source, source.top);
            kernel.root = Some((slot, form));
        }
        kernel.scratch = Scratch {
            weights: vec![0.0; kernel.stride],
            present: vec![0.0; kernel.stride],
            values: vec![0.0; kernel.stride],
            children: Vec::new(),
            sizes: vec![0.0; kernel.stride],
            scores: source.column(source.top).to_vec(),
            workspace: Workspace::default(),
        };
        // Where no weight varies the scores are known.
        if kernel.root.is_none() {
            let points = source.points.iter().flatten();
            kernel.scratch.scores.iter_mut().zip(points).for_each(|(score, points)| *score += points);
        }
        kernel.points = source.points;
        kernel
    }

    /// A kernel without groups.
    fn empty(source: &Source) -> Kernel {
        let (units, nodes) = (source.inner.panel.units().len(), source.inner.nodes.len());
        let moving_groups = (0..nodes).rev().filter(|node| source.moves[*node]);
        let never_scored = source.never_scored();
        Kernel {
            units,
            stride: units.next_multiple_of(4),
            minimum_share: source.inner.minimum_share,
            groups: Vec::new(),
            addends: Vec::new(),
            columns: Vec::new(),
            masks: Vec::new(),
            slots: Vec::new(),
            absent: never_scored.iter().map(|never| if *never { f64::NAN } else { 0.0 }).collect(),
            never_scored,
            top: source.top,
            points: None,
            root: None,
            weight_groups: moving_groups.map(|node| (node, source.children(node).to_vec())).collect(),
            folded_into_parent: vec![false; nodes],
            sums: vec![0.0; nodes],
            shares: vec![0.0; nodes],
            left_out: vec![false; nodes],
            scratch: Scratch::default(),
        }
    }

    /// Compiles a group and all that is below it.
    fn group(&mut self, source: &Source, node: usize) -> Compiled {
        let rule = source.rules[node].clone().unwrap_or(Rule::Mean(Mean::Arithmetic));
        let form = rule.mean();
        let lengths = self.lengths();
        let mut below = self.below(source, node, form, true);
        if !below.complete {
            // Where figures are missing no group can be folded.
            self.truncate(lengths);
            below = self.below(source, node, form, false);
        }
        let start = self.addends.len();
        let mut largest = 0.0_f64;
        for (child, part) in below.addends {
            largest = match part {
                Part::Group(_) => f64::INFINITY,
                Part::Column => source.column(child).iter().fold(largest, |l, x| l.max(x.abs())),
            };
            let operand = match part {
                Part::Group(Compiled { slot, form, .. }) => Operand::Slot { slot, form },
                Part::Column => self.column(source.column(child), form, below.complete),
            };
            self.addends.push(Addend { node: child, operand });
        }
        let slot = self.groups.len();
        self.slots.resize((slot + 1) * self.stride, 0.0);
        self.groups.push(GroupSum {
            rule,
            addends: start..self.addends.len(),
            complete: below.complete,
            largest: (form == Some(Mean::Arithmetic) && !below.positive).then_some(largest),
            count: source.children(node).len() as f64,
            slot,
        });
        let has_gaps = || source.column(node).iter().zip(&self.never_scored).any(|(x, never)| x.is_nan() && !never);
        Compiled {
            slot,
            form,
            may_miss: !below.complete
                && (source.leave_out || form.is_none() || !self.has_fixed_gaps(slot) || has_gaps()),
            positive: match form {
                Some(Mean::Arithmetic) => below.positive,
                Some(_) => true,
                None => false,
            },
        }
    }

    /// Whether the weights have no influence on what is missing of a group: all its addends are columns.
    fn has_fixed_gaps(&self, group: usize) -> bool {
        let addends = &self.addends[self.groups[group].addends.clone()];
        addends.iter().all(|addend| matches!(addend.operand, Operand::Column { .. }))
    }

    /// The addends of a group. Where `fold` is set, a group below it that is a mean of the same kind with nothing missing gives
    /// its own addends.
    fn below(&mut self, source: &Source, node: usize, form: Option<Mean>, fold: bool) -> Below {
        let mut all = Below { addends: Vec::new(), complete: form.is_some(), positive: true };
        for child in source.children(node).iter().copied() {
            if !source.moves[child] {
                let present = |(x, never): (&f64, &bool)| *never || !form.map_or(*x, |form| form.forth(*x)).is_nan();
                let column = source.column(child);
                all.complete &= column.iter().zip(&self.never_scored).all(present);
                all.positive &= column.iter().all(|x| x.is_nan() || *x >= 0.0);
                all.addends.push((child, Part::Column));
                continue;
            }
            let same = form.is_some() && source.mean(child) == form;
            self.folded_into_parent[child] = false;
            if same && fold {
                let lengths = self.lengths();
                let inside = self.below(source, child, form, true);
                if inside.complete {
                    self.folded_into_parent[child] = true;
                    all.positive &= inside.positive;
                    all.addends.extend(inside.addends);
                    continue;
                }
                self.truncate(lengths);
            }
            let compiled = self.group(source, child);
            // A mean of what may be negative may have no logarithm.
            let safe = same || compiled.positive || form == Some(Mean::Arithmetic);
            all.complete &= !compiled.may_miss && safe;
            all.positive &= compiled.positive;
            all.addends.push((child, Part::Group(compiled)));
        }
        all
    }

    fn lengths(&self) -> [usize; 5] {
        [self.groups.len(), self.addends.len(), self.columns.len(), self.masks.len(), self.slots.len()]
    }

    /// Takes back what was compiled since.
    fn truncate(&mut self, [groups, addends, columns, masks, slots]: [usize; 5]) {
        self.groups.truncate(groups);
        self.addends.truncate(addends);
        self.columns.truncate(columns);
        self.masks.truncate(masks);
        self.slots.truncate(slots);
    }

    /// Stores a column in the form of its group.
    fn column(&mut self, x: &[f64], form: Option<Mean>, complete: bool) -> Operand {
        let at = self.columns.len();
        let present = |u: usize| !self.never_scored[u] && !x[u].is_nan();
        let value = |u: usize| match form {
            Some(form) if present(u) => form.forth(x[u]),
            Some(_) => 0.0,
            None => x[u],
        };
        let values: Vec<f64> = (0..self.units).map(value).collect();
        let mask: Vec<f64> = (0..self.units).map(|u| f64::from(u8::from(present(u)))).collect();
        self.columns.extend(values);
        self.columns.resize(at + self.stride, 0.0);
        let mask = (form.is_some() && !complete).then(|| {
            let start = self.masks.len();
            self.masks.extend(mask);
            self.masks.resize(start + self.stride, 0.0);
            start
        });
        Operand::Column { at, mask }
    }
}
