//! The scores of one draw: what is left to do when every discrete choice is made. It only weighs and combines.
//!
//! Compiled once for each combination of choices that occurs. Groups whose weights do not vary are computed beforehand. Of the
//! others, a mean within a mean of the same kind, with nothing missing, is one weighted sum over all that is below, with
//! products of shares as weights. Geometric and power means are sums of what is transformed beforehand. Sums run unit by unit
//! in the same order everywhere: SIMD and scalar code agree to the bit. What comes out are scores, or their logarithms, as
//! those of the whole way but for rounding; what ties there ties here.

use crate::index::aggregate::{enough, Mean, Rule, Workspace};
use crate::index::{Inner, NodeKind};
use crate::ranking::EQUAL;

/// A compiled tree for one combination of choices.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    units: usize,
    /// Units, padded.
    stride: usize,
    minimum_share: f64,
    heads: Vec<Head>,
    terms: Vec<Term>,
    /// `[column][stride]`: in the form of the head that they belong to, 0 where missing.
    columns: Vec<f64>,
    /// `[mask][stride]`: 1 where there is a figure.
    masks: Vec<f64>,
    /// `[slot][stride]`: results of heads, in their own form, NaN where missing.
    slots: Vec<f64>,
    /// Units that never have a score.
    out: Vec<bool>,
    /// Where the index stands, and in which form; none where no weight varies.
    root: Option<(usize, Option<Mean>)>,
    /// Groups whose weights are summed, from the bottom up: node, children.
    families: Vec<(usize, Vec<usize>)>,
    /// Whether a node's share is of its head, through its parent.
    merged: Vec<bool>,
    sums: Vec<f64>,
    shares: Vec<f64>,
    /// What is left out of this draw: an indicator, and groups of which nothing is left.
    gone: Vec<bool>,
    room: Room,
}

/// A group that is computed in every draw.
#[derive(Debug, Clone)]
struct Head {
    rule: Rule,
    terms: std::ops::Range<usize>,
    /// Nothing is missing and nothing can become so.
    complete: bool,
    /// The largest of its figures in absolute value, where some are below zero and a sum may cancel to nothing but noise;
    /// infinite where it is not known.
    largest: Option<f64>,
    /// Children, for the minimum share.
    count: f64,
    slot: usize,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    node: usize,
    from: From,
}

#[derive(Debug, Clone, Copy)]
enum From {
    Column { at: usize, mask: Option<usize> },
    Slot { slot: usize, form: Option<Mean> },
}

#[derive(Debug, Clone, Default)]
struct Room {
    weights: Vec<f64>,
    present: Vec<f64>,
    values: Vec<f64>,
    children: Vec<f64>,
    sizes: Vec<f64>,
    scores: Vec<f64>,
    workspace: Workspace,
}

/// What a kernel is compiled from.
pub(super) struct Source<'a> {
    pub inner: &'a Inner,
    /// The rule of every node; none of a leaf.
    pub rules: &'a [Option<Rule>],
    /// The weight of every node.
    pub base: &'a [f64],
    /// The groups whose weights, or those of groups below, vary.
    pub moves: &'a [bool],
    /// Whether indicators are left out.
    pub leave_out: bool,
    /// `[node][unit]`: leaves, and groups that are chained, in the true form; the rest is computed here.
    pub nodes: Vec<f64>,
}

impl Source<'_> {
    fn children(&self, node: usize) -> &[usize] {
        match &self.inner.nodes[node].kind {
            NodeKind::Group { children, .. } => children,
            NodeKind::Leaf(_) => &[],
        }
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

    /// All groups with the weights as they are.
    fn combine(&mut self) {
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

/// A head while it is compiled, and what is known of it.
struct Compiled {
    slot: usize,
    form: Option<Mean>,
    /// Whether it may be missing where its children are there.
    may_miss: bool,
    /// Whether it is never below zero.
    positive: bool,
}

/// What stands below a head.
#[derive(Default)]
struct Below {
    terms: Vec<(usize, Part)>,
    complete: bool,
    positive: bool,
}

enum Part {
    Column,
    Head(Compiled),
}

impl Kernel {
    /// Compiles a tree.
    pub fn compile(mut source: Source) -> Kernel {
        source.combine();
        let inner = source.inner;
        let (n, count) = (inner.panel.units().len(), inner.nodes.len());
        let moves = source.moves;
        // Without indicators left out, a mean of means of one kind is there or not whatever the weights are.
        let first = source.mean(0);
        let plain = !source.leave_out
            && first.is_some()
            && (0..count)
                .all(|node| source.rules[node].is_none() || source.is_chained(node) || source.mean(node) == first);
        let leaves: Vec<usize> = (0..count).filter(|node| source.rules[*node].is_none()).collect();
        let nothing = |u: usize| leaves.iter().all(|l| source.column(*l)[u].is_nan());
        let out = (0..n).map(|u| if plain { source.column(0)[u].is_nan() } else { nothing(u) }).collect();
        let stride = n.next_multiple_of(4);
        let families = |node: usize| (node, source.children(node).to_vec());
        let mut kernel = Kernel {
            units: n,
            stride,
            minimum_share: inner.minimum_share,
            heads: Vec::new(),
            terms: Vec::new(),
            columns: Vec::new(),
            masks: Vec::new(),
            slots: Vec::new(),
            out,
            root: None,
            families: (0..count).rev().filter(|node| moves[*node]).map(families).collect(),
            merged: vec![false; count],
            sums: vec![0.0; count],
            shares: vec![0.0; count],
            gone: vec![false; count],
            room: Room::default(),
        };
        if moves[0] {
            let Compiled { slot, form, .. } = kernel.head(&source, moves, 0);
            kernel.root = Some((slot, form));
        }
        kernel.room = Room {
            weights: vec![0.0; stride],
            present: vec![0.0; stride],
            values: vec![0.0; stride],
            children: Vec::new(),
            sizes: vec![0.0; stride],
            scores: source.column(0).to_vec(),
            workspace: Workspace::default(),
        };
        kernel
    }

    fn head(&mut self, source: &Source, moves: &[bool], node: usize) -> Compiled {
        let rule = source.rules[node].clone().unwrap_or(Rule::Mean(Mean::Arithmetic));
        let form = rule.mean();
        let marks = self.marks();
        let mut below = self.below(source, moves, node, form, true);
        if !below.complete {
            // Over gaps every group has shares of its own.
            self.back_to(marks);
            below = self.below(source, moves, node, form, false);
        }
        let start = self.terms.len();
        let mut largest = 0.0_f64;
        for (child, part) in below.terms {
            largest = match part {
                Part::Head(_) => f64::INFINITY,
                Part::Column => source.column(child).iter().fold(largest, |l, x| l.max(x.abs())),
            };
            let from = match part {
                Part::Head(Compiled { slot, form, .. }) => From::Slot { slot, form },
                Part::Column => self.column(source.column(child), form, below.complete),
            };
            self.terms.push(Term { node: child, from });
        }
        let slot = self.heads.len();
        self.slots.resize((slot + 1) * self.stride, 0.0);
        self.heads.push(Head {
            rule,
            terms: start..self.terms.len(),
            complete: below.complete,
            largest: (form == Some(Mean::Arithmetic) && !below.positive).then_some(largest),
            count: source.children(node).len() as f64,
            slot,
        });
        let gaps = || source.column(node).iter().zip(&self.out).any(|(x, out)| x.is_nan() && !out);
        Compiled {
            slot,
            form,
            may_miss: !below.complete && (source.leave_out || form.is_none() || !self.steady(slot) || gaps()),
            positive: match form {
                Some(Mean::Arithmetic) => below.positive,
                Some(_) => true,
                None => false,
            },
        }
    }

    /// Whether what is missing of a head is so whatever the weights are: all of it stands in columns.
    fn steady(&self, head: usize) -> bool {
        let terms = &self.terms[self.heads[head].terms.clone()];
        terms.iter().all(|term| matches!(term.from, From::Column { .. }))
    }

    /// The terms of a group; of groups below it that are means of the same kind, with nothing missing, their terms.
    fn below(&mut self, source: &Source, moves: &[bool], node: usize, form: Option<Mean>, merge: bool) -> Below {
        let mut all = Below { terms: Vec::new(), complete: form.is_some(), positive: true };
        for child in source.children(node).iter().copied() {
            if !moves[child] {
                let there = |(x, out): (&f64, &bool)| *out || !form.map_or(*x, |form| form.forth(*x)).is_nan();
                let column = source.column(child);
                all.complete &= column.iter().zip(&self.out).all(there);
                all.positive &= column.iter().all(|x| x.is_nan() || *x >= 0.0);
                all.terms.push((child, Part::Column));
                continue;
            }
            let same = form.is_some() && source.mean(child) == form;
            self.merged[child] = false;
            if same && merge {
                let marks = self.marks();
                let inside = self.below(source, moves, child, form, true);
                if inside.complete {
                    self.merged[child] = true;
                    all.positive &= inside.positive;
                    all.terms.extend(inside.terms);
                    continue;
                }
                self.back_to(marks);
            }
            let head = self.head(source, moves, child);
            // A mean of what may be negative may have no logarithm.
            let safe = same || head.positive || form == Some(Mean::Arithmetic);
            all.complete &= !head.may_miss && safe;
            all.positive &= head.positive;
            all.terms.push((child, Part::Head(head)));
        }
        all
    }

    fn marks(&self) -> [usize; 5] {
        [self.heads.len(), self.terms.len(), self.columns.len(), self.masks.len(), self.slots.len()]
    }

    /// Forgets what was compiled since.
    fn back_to(&mut self, [heads, terms, columns, masks, slots]: [usize; 5]) {
        self.heads.truncate(heads);
        self.terms.truncate(terms);
        self.columns.truncate(columns);
        self.masks.truncate(masks);
        self.slots.truncate(slots);
    }

    /// Keeps a column in the form of its head.
    fn column(&mut self, x: &[f64], form: Option<Mean>, complete: bool) -> From {
        let at = self.columns.len();
        let present = |u: usize| !self.out[u] && !x[u].is_nan();
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
        From::Column { at, mask }
    }

    /// Whether scores come as logarithms: those of a geometric index, which are not worth being taken back.
    pub fn in_logs(&self) -> bool {
        matches!(self.root, Some((_, Some(Mean::Geometric))))
    }

    /// The scores of all units with these weights of all nodes, without an indicator: NaN where there is none.
    pub fn scores(&mut self, weights: &mut [f64], left_out: Option<usize>) -> &[f64] {
        let Some((slot, form)) = self.root else { return &self.room.scores };
        if let Some(leaf) = left_out {
            weights[leaf] = 0.0;
            self.gone[leaf] = true;
        }
        self.share_out(weights);
        let mut heads = std::mem::take(&mut self.heads);
        for head in &mut heads {
            match head.rule.mean() {
                Some(form) if head.complete => self.complete(head, form),
                Some(form) => self.with_gaps(head, form, weights),
                None => self.other(head, weights),
            }
        }
        self.heads = heads;
        let nothing = self.gone[0];
        self.gone.fill(false);
        let result = &self.slots[slot * self.stride..][..self.units];
        for ((score, x), out) in self.room.scores.iter_mut().zip(result).zip(&self.out) {
            *score = match form {
                _ if *out || nothing => f64::NAN,
                // Beyond 700 there may be no such number.
                Some(Mean::Geometric) if *x < 700.0 => *x,
                Some(Mean::Geometric) => libm::log(known(*x, form)),
                form => known(*x, form),
            };
        }
        &self.room.scores
    }

    /// Each node's share of its group, or of its head. A group without any weight is left out itself.
    fn share_out(&mut self, weights: &mut [f64]) {
        for (node, children) in &self.families {
            let sum: f64 = children.iter().map(|c| weights[*c]).sum();
            self.sums[*node] = sum;
            if sum == 0.0 {
                weights[*node] = 0.0;
                self.gone[*node] = true;
            }
        }
        // From the top down.
        for (node, children) in self.families.iter().rev() {
            let above = if self.merged[*node] { self.shares[*node] } else { 1.0 };
            let scale = if self.sums[*node] > 0.0 { above / self.sums[*node] } else { 0.0 };
            for child in children {
                self.shares[*child] = weights[*child] * scale;
            }
        }
    }

    /// A weighted sum of columns, four at a time.
    fn complete(&mut self, head: &Head, form: Mean) {
        let stride = self.stride;
        let (before, rest) = self.slots.split_at_mut(head.slot * stride);
        let sum = &mut rest[..stride];
        sum.fill(0.0);
        let mut waiting = [(0.0, 0); 4];
        let mut count = 0;
        for term in &self.terms[head.terms.clone()] {
            let share = self.shares[term.node];
            // Not even a logarithm of zero has a say without a weight.
            if share == 0.0 {
                continue;
            }
            match term.from {
                From::Column { at, .. } => {
                    waiting[count] = (share, at);
                    count += 1;
                    if count == 4 {
                        let column = |at: usize| &self.columns[at..at + stride];
                        four(sum, waiting.map(|(share, at)| (share, column(at))));
                        count = 0;
                    }
                }
                From::Slot { slot, form: own } => {
                    let x = &before[slot * stride..][..stride];
                    turned(x, own, form, &mut self.room.values);
                    one(sum, share, &self.room.values);
                }
            }
        }
        for (share, at) in &waiting[..count] {
            one(sum, *share, &self.columns[*at..at + stride]);
        }
        // Shares sum to 1 at most: no sum of absolute values is above the largest of them.
        let near_zero = |largest: f64| {
            let mut units = sum.iter().zip(&self.out);
            units.any(|(x, out)| !out && x.abs() <= EQUAL * largest)
        };
        if head.largest.is_some_and(near_zero) {
            self.cancel(head);
        }
    }

    /// Makes sums zero that are so but for the noise of their terms.
    fn cancel(&mut self, head: &Head) {
        let stride = self.stride;
        let (before, rest) = self.slots.split_at_mut(head.slot * stride);
        let sizes = &mut self.room.sizes;
        sizes.fill(0.0);
        for term in &self.terms[head.terms.clone()] {
            let share = self.shares[term.node];
            if share == 0.0 {
                continue;
            }
            match term.from {
                From::Column { at, .. } => absolute(sizes, share, &self.columns[at..at + stride]),
                From::Slot { slot, form } => {
                    turned(&before[slot * stride..][..stride], form, Mean::Arithmetic, &mut self.room.values);
                    absolute(sizes, share, &self.room.values);
                }
            }
        }
        for (sum, size) in rest[..stride].iter_mut().zip(sizes.iter()) {
            if Mean::Arithmetic.cancels(*sum, *size) {
                *sum = 0.0;
            }
        }
    }

    /// The same over what is there.
    fn with_gaps(&mut self, head: &Head, form: Mean, weights: &[f64]) {
        let stride = self.stride;
        let (before, rest) = self.slots.split_at_mut(head.slot * stride);
        let sum = &mut rest[..stride];
        let room = &mut self.room;
        sum.fill(0.0);
        room.weights.fill(0.0);
        room.present.fill(0.0);
        room.sizes.fill(0.0);
        let cancels = head.largest.is_some();
        let mut count = head.count;
        for term in &self.terms[head.terms.clone()] {
            if self.gone[term.node] {
                count -= 1.0;
                continue;
            }
            let weight = weights[term.node];
            let mut add = |values: &[f64], mask: &[f64]| {
                one(&mut room.present, 1.0, mask);
                if weight > 0.0 {
                    one(&mut room.weights, weight, mask);
                    one(sum, weight, values);
                    if cancels {
                        absolute(&mut room.sizes, weight, values);
                    }
                }
            };
            match term.from {
                From::Column { at, mask: Some(mask) } => {
                    add(&self.columns[at..at + stride], &self.masks[mask..mask + stride]);
                }
                From::Column { mask: None, .. } => unreachable!("a head with gaps has masks"),
                From::Slot { slot, form: own } => {
                    let x = &before[slot * stride..][..stride];
                    room.children.clear();
                    room.children.extend(x.iter().map(|x| f64::from(u8::from(!x.is_nan()))));
                    turned(x, own, form, &mut room.values);
                    for (value, _) in room.values.iter_mut().zip(x).filter(|(_, x)| x.is_nan()) {
                        *value = 0.0;
                    }
                    add(&room.values, &room.children);
                }
            }
        }
        let found = room.weights.iter().zip(&room.present).zip(&room.sizes);
        for (sum, ((weight, present), size)) in sum.iter_mut().zip(found) {
            *sum = match enough(*present as u32, count, self.minimum_share) && *weight > 0.0 {
                true if cancels && form.cancels(*sum, *size) => 0.0,
                true => *sum / weight,
                false => f64::NAN,
            };
        }
    }

    /// Any other rule, by the one that the index itself is combined by.
    fn other(&mut self, head: &Head, weights: &[f64]) {
        let (stride, n) = (self.stride, self.units);
        let (before, rest) = self.slots.split_at_mut(head.slot * stride);
        let terms = self.terms[head.terms.clone()].iter().filter(|term| !self.gone[term.node]);
        let room = &mut self.room;
        room.children.clear();
        for term in terms.clone() {
            match term.from {
                From::Column { at, .. } => room.children.extend_from_slice(&self.columns[at..at + n]),
                // A sum over columns has something for units too that have nothing: here they would be others' rivals.
                From::Slot { slot, form } => {
                    let x = before[slot * stride..][..n].iter().zip(&self.out);
                    room.children.extend(x.map(|(x, out)| if *out { f64::NAN } else { known(*x, form) }));
                }
            }
        }
        let children = terms.enumerate().map(|(at, term)| (weights[term.node], &room.children[at * n..][..n]));
        room.workspace.aggregate(&head.rule, children, self.minimum_share, &mut rest[..n]);
    }
}

/// A figure in its true form; what is not finite there is missing.
fn known(x: f64, form: Option<Mean>) -> f64 {
    let x = form.map_or(x, |form| form.back(x));
    if x.is_finite() {
        x
    } else {
        f64::NAN
    }
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
