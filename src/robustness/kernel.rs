//! The kernel of a draw: the scores that follow from weights once every discrete choice is made.
//!
//! A kernel is compiled once for each combination of choices that occurs (`compile`). Groups whose weights do not vary are
//! computed beforehand. A mean within a mean of the same kind, with nothing missing, is folded into it: one weighted sum over
//! all that is below, with products of shares as weights. Geometric and power means are sums of figures that are transformed
//! beforehand. Sums run unit by unit in the same order everywhere, so SIMD and scalar code agree to the bit. The result are
//! scores, or their logarithms. They equal those of the index but for rounding, and what ties there ties here.

mod compile;

pub(super) use compile::Source;

use crate::index::aggregate::{enough, Mean, Rule, Workspace};
use crate::ranking::EQUAL;

/// A compiled tree for one combination of choices.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    units: usize,
    /// The number of units, rounded up to whole SIMD lanes.
    stride: usize,
    minimum_share: f64,
    /// The groups that are computed in every draw, children first.
    groups: Vec<GroupSum>,
    addends: Vec<Addend>,
    /// `[column][stride]`: in the form of their group, 0 where missing.
    columns: Vec<f64>,
    /// `[mask][stride]`: 1 where there is a figure.
    masks: Vec<f64>,
    /// `[slot][stride]`: results of groups, in their own form, NaN where missing.
    slots: Vec<f64>,
    /// Units that have no score in any draw.
    never_scored: Vec<bool>,
    /// The same as what is added to a score: NaN for those, else 0.
    absent: Vec<f64>,
    /// The node whose scores they are.
    top: usize,
    /// The points of every unit by rule, NaN where it is not ranked; none where the framework has none.
    points: Option<Vec<f64>>,
    /// The slot of that node and its form; none where no weight varies.
    root: Option<(usize, Option<Mean>)>,
    /// Groups whose weights are summed, from the bottom up: node, children.
    weight_groups: Vec<(usize, Vec<usize>)>,
    /// Whether a node is no group of its own here: its addends are its parent's.
    folded_into_parent: Vec<bool>,
    sums: Vec<f64>,
    shares: Vec<f64>,
    /// What this draw leaves out: an indicator, and groups of which nothing is left.
    left_out: Vec<bool>,
    scratch: Scratch,
}

/// A group that is computed in every draw.
#[derive(Debug, Clone)]
struct GroupSum {
    rule: Rule,
    addends: std::ops::Range<usize>,
    /// Whether nothing is missing in any draw.
    complete: bool,
    /// The largest of its figures in absolute value, where some are below zero and a sum may cancel to nothing but noise;
    /// infinite where it is not known.
    largest: Option<f64>,
    /// Children, for the minimum share.
    count: f64,
    slot: usize,
}

#[derive(Debug, Clone, Copy)]
struct Addend {
    node: usize,
    operand: Operand,
}

#[derive(Debug, Clone, Copy)]
enum Operand {
    Column { at: usize, mask: Option<usize> },
    Slot { slot: usize, form: Option<Mean> },
}

/// Storage that draws share, so that none allocates.
#[derive(Debug, Clone, Default)]
struct Scratch {
    weights: Vec<f64>,
    present: Vec<f64>,
    values: Vec<f64>,
    children: Vec<f64>,
    sizes: Vec<f64>,
    scores: Vec<f64>,
    workspace: Workspace,
}

impl Kernel {
    /// Whether scores are logarithms: those of a geometric index, of which only the order is needed.
    pub fn in_logs(&self) -> bool {
        self.points.is_none() && matches!(self.root, Some((_, Some(Mean::Geometric))))
    }

    /// The scores of all units with these weights of all nodes, without an indicator: NaN where there is none.
    pub fn scores(&mut self, weights: &mut [f64], left_out: Option<usize>) -> &[f64] {
        let Some((slot, form)) = self.root else { return &self.scratch.scores };
        if let Some(leaf) = left_out {
            weights[leaf] = 0.0;
            self.left_out[leaf] = true;
        }
        self.compute_shares(weights);
        let groups = std::mem::take(&mut self.groups);
        for group in &groups {
            match group.rule.mean() {
                Some(form) if group.complete => self.complete(group, form),
                Some(form) => self.with_gaps(group, form, weights),
                None => self.other(group, weights),
            }
        }
        self.groups = groups;
        let nobody_scored = self.left_out[self.top];
        self.left_out.fill(false);
        let scores = &mut self.scratch.scores;
        match nobody_scored {
            true => scores.fill(f64::NAN),
            false => scored(&self.slots[slot * self.stride..], form, &self.absent, scores),
        }
        if let Some(points) = &self.points {
            let in_logs = form == Some(Mean::Geometric);
            for (score, points) in scores.iter_mut().zip(points) {
                *score = if in_logs { known(*score, form) } else { *score } + points;
            }
        }
        &self.scratch.scores
    }

    /// Each node's share of its group, or of the group that it is folded into. A group without any weight is left out itself.
    fn compute_shares(&mut self, weights: &mut [f64]) {
        for (node, children) in &self.weight_groups {
            let sum: f64 = children.iter().map(|c| weights[*c]).sum();
            self.sums[*node] = sum;
            if sum == 0.0 {
                weights[*node] = 0.0;
                self.left_out[*node] = true;
            }
        }
        // From the top down.
        for (node, children) in self.weight_groups.iter().rev() {
            let above = if self.folded_into_parent[*node] { self.shares[*node] } else { 1.0 };
            let scale = if self.sums[*node] > 0.0 { above / self.sums[*node] } else { 0.0 };
            for child in children {
                self.shares[*child] = weights[*child] * scale;
            }
        }
    }

    /// A weighted sum of columns, four at a time.
    fn complete(&mut self, group: &GroupSum, form: Mean) {
        let stride = self.stride;
        let (before, rest) = self.slots.split_at_mut(group.slot * stride);
        let sum = &mut rest[..stride];
        sum.fill(0.0);
        let mut waiting = [(0.0, 0); 4];
        let mut count = 0;
        for addend in &self.addends[group.addends.clone()] {
            let share = self.shares[addend.node];
            // Without a weight not even the logarithm of zero counts.
            if share == 0.0 {
                continue;
            }
            match addend.operand {
                Operand::Column { at, .. } => {
                    waiting[count] = (share, at);
                    count += 1;
                    if count == 4 {
                        let column = |at: usize| &self.columns[at..at + stride];
                        four(sum, waiting.map(|(share, at)| (share, column(at))));
                        count = 0;
                    }
                }
                Operand::Slot { slot, form: own } => {
                    let x = &before[slot * stride..][..stride];
                    turned(x, own, form, &mut self.scratch.values);
                    one(sum, share, &self.scratch.values);
                }
            }
        }
        for (share, at) in &waiting[..count] {
            one(sum, *share, &self.columns[*at..at + stride]);
        }
        // Shares sum to 1 at most: no sum of absolute values is above the largest of them.
        let near_zero = |largest: f64| {
            let mut units = sum.iter().zip(&self.never_scored);
            units.any(|(x, never)| !never && x.abs() <= EQUAL * largest)
        };
        if group.largest.is_some_and(near_zero) {
            self.cancel(group);
        }
    }

    /// Sets sums to zero that are zero but for the rounding of their addends.
    fn cancel(&mut self, group: &GroupSum) {
        let stride = self.stride;
        let (before, rest) = self.slots.split_at_mut(group.slot * stride);
        let sizes = &mut self.scratch.sizes;
        sizes.fill(0.0);
        for addend in &self.addends[group.addends.clone()] {
            let share = self.shares[addend.node];
            if share == 0.0 {
                continue;
            }
            match addend.operand {
                Operand::Column { at, .. } => absolute(sizes, share, &self.columns[at..at + stride]),
                Operand::Slot { slot, form } => {
                    turned(&before[slot * stride..][..stride], form, Mean::Arithmetic, &mut self.scratch.values);
                    absolute(sizes, share, &self.scratch.values);
                }
            }
        }
        for (sum, size) in rest[..stride].iter_mut().zip(sizes.iter()) {
            if Mean::Arithmetic.cancels(*sum, *size) {
                *sum = 0.0;
            }
        }
    }

    /// A weighted mean over the figures that are present.
    fn with_gaps(&mut self, group: &GroupSum, form: Mean, weights: &[f64]) {
        let stride = self.stride;
        let (before, rest) = self.slots.split_at_mut(group.slot * stride);
        let sum = &mut rest[..stride];
        let scratch = &mut self.scratch;
        sum.fill(0.0);
        scratch.weights.fill(0.0);
        scratch.present.fill(0.0);
        scratch.sizes.fill(0.0);
        let cancels = group.largest.is_some();
        let mut count = group.count;
        for addend in &self.addends[group.addends.clone()] {
            if self.left_out[addend.node] {
                count -= 1.0;
                continue;
            }
            let weight = weights[addend.node];
            let mut add = |values: &[f64], mask: &[f64]| {
                one(&mut scratch.present, 1.0, mask);
                if weight > 0.0 {
                    one(&mut scratch.weights, weight, mask);
                    one(sum, weight, values);
                    if cancels {
                        absolute(&mut scratch.sizes, weight, values);
                    }
                }
            };
            match addend.operand {
                Operand::Column { at, mask: Some(mask) } => {
                    add(&self.columns[at..at + stride], &self.masks[mask..mask + stride]);
                }
                Operand::Column { mask: None, .. } => unreachable!("a group with gaps has masks"),
                Operand::Slot { slot, form: own } => {
                    let x = &before[slot * stride..][..stride];
                    scratch.children.clear();
                    scratch.children.extend(x.iter().map(|x| f64::from(u8::from(!x.is_nan()))));
                    turned(x, own, form, &mut scratch.values);
                    for (value, _) in scratch.values.iter_mut().zip(x).filter(|(_, x)| x.is_nan()) {
                        *value = 0.0;
                    }
                    add(&scratch.values, &scratch.children);
                }
            }
        }
        let found = scratch.weights.iter().zip(&scratch.present).zip(&scratch.sizes);
        for (sum, ((weight, present), size)) in sum.iter_mut().zip(found) {
            *sum = match enough(*present as u32, count, self.minimum_share) && *weight > 0.0 {
                true if cancels && form.cancels(*sum, *size) => 0.0,
                true => *sum / weight,
                false => f64::NAN,
            };
        }
    }

    /// Any other rule, as the index itself applies it.
    fn other(&mut self, group: &GroupSum, weights: &[f64]) {
        let (stride, n) = (self.stride, self.units);
        let (before, rest) = self.slots.split_at_mut(group.slot * stride);
        let addends = self.addends[group.addends.clone()].iter().filter(|addend| !self.left_out[addend.node]);
        let scratch = &mut self.scratch;
        scratch.children.clear();
        for addend in addends.clone() {
            match addend.operand {
                Operand::Column { at, .. } => scratch.children.extend_from_slice(&self.columns[at..at + n]),
                // A slot has values of units that are never scored too: here they would compete with others.
                Operand::Slot { slot, form } => {
                    let x = before[slot * stride..][..n].iter().zip(&self.never_scored);
                    scratch.children.extend(x.map(|(x, never)| if *never { f64::NAN } else { known(*x, form) }));
                }
            }
        }
        let children = addends.enumerate().map(|(at, addend)| (weights[addend.node], &scratch.children[at * n..][..n]));
        scratch.workspace.aggregate(&group.rule, children, self.minimum_share, &mut rest[..n]);
    }
}

/// The scores of units from the results of a group, or their logarithms where it is geometric; `absent` is NaN for a unit that
/// has none, else 0. Loops without branches, so that they are vectors, and ranking reads them without delay.
fn scored(results: &[f64], form: Option<Mean>, absent: &[f64], scores: &mut [f64]) {
    let units = scores.iter_mut().zip(results).zip(absent);
    match form {
        None | Some(Mean::Arithmetic) => units.for_each(|((score, x), absent)| *score = finite(*x) + absent),
        Some(Mean::Power(_)) => units.for_each(|((score, x), absent)| *score = known(*x, form) + absent),
        Some(Mean::Geometric) => {
            // Beyond 700 there may be no such number.
            let mut all_small = true;
            for ((score, x), absent) in units {
                all_small &= *x < 700.0;
                *score = *x + absent;
            }
            if !all_small {
                for score in scores.iter_mut().filter(|x| x.is_nan() || **x >= 700.0) {
                    *score = libm::log(known(*score, form));
                }
            }
        }
    }
}

/// What is finite; all else is missing.
fn finite(x: f64) -> f64 {
    if x.abs() < f64::INFINITY {
        x
    } else {
        f64::NAN
    }
}

/// A figure in its true form; what is not finite there is missing.
fn known(x: f64, form: Option<Mean>) -> f64 {
    finite(form.map_or(x, |form| form.back(x)))
}

/// From one form to another. What has no logarithm or power is missing.
fn turned(x: &[f64], own: Option<Mean>, form: Mean, out: &mut [f64]) {
    match own {
        Some(own) if own == form => out.copy_from_slice(x),
        _ => {
            for (out, x) in out.iter_mut().zip(x) {
                *out = form.forth(known(*x, own));
            }
        }
    }
}

/// Adds absolute values.
fn absolute(sum: &mut [f64], weight: f64, x: &[f64]) {
    for (sum, x) in sum.iter_mut().zip(x) {
        *sum += weight * x.abs();
    }
}

#[inline]
fn one(sum: &mut [f64], weight: f64, x: &[f64]) {
    for (sum, x) in sum.iter_mut().zip(x) {
        *sum += weight * x;
    }
}

/// As four times [`one`], in the same order, with a quarter of the loads and stores of the sum.
#[inline]
fn four(sum: &mut [f64], [a, b, c, d]: [(f64, &[f64]); 4]) {
    let n = sum.len();
    let (xa, xb, xc, xd) = (&a.1[..n], &b.1[..n], &c.1[..n], &d.1[..n]);
    for u in 0..n {
        sum[u] = sum[u] + a.0 * xa[u] + b.0 * xb[u] + c.0 * xc[u] + d.0 * xd[u];
    }
}
