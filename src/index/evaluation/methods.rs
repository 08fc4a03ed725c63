//! What a first ranking does not need: units left out, gaps filled, weights found in the figures, chains over periods.

use super::{before, Columns, Elsewhere, Evaluation};
use crate::index::impute::{Fill, Impute, Series};
use crate::index::screen::Screen;
use crate::index::weigh::Find;
use crate::index::{Inner, LeafStep, NodeKind};
use crate::panel::Panel;

impl<'a> Columns<'a> {
    /// Other figures in the shape of a panel, with one unit in another state.
    pub fn mixed(panel: &Panel, values: &'a [f64], elsewhere: Elsewhere<'a>) -> Self {
        Columns { elsewhere: Some(elsewhere), ..Columns::with(panel, values) }
    }

    /// The same figures, some leaves being left out.
    pub fn without(self, leaves: &'a [bool]) -> Self {
        Columns { without: Some(leaves), ..self }
    }

    fn has(&self, leaf: usize) -> bool {
        self.without.is_none_or(|leaves| !leaves[leaf])
    }

    /// The table that an indicator has its figures in.
    pub(super) fn of_leaf(self, leaf: usize) -> Self {
        match self.elsewhere {
            Some(other) if other.leaves[leaf] => Columns { values: other.values, ..self },
            _ => self,
        }
    }

    /// The period that an indicator of a unit is seen from, where the others are seen from `period`.
    pub(crate) fn seen(&self, leaf: usize, unit: usize, period: usize) -> usize {
        match self.elsewhere {
            Some(other) if other.unit == unit && other.leaves[leaf] => other.period,
            _ => period,
        }
    }
}

impl Evaluation {
    /// Brings in the figures of the unit that is elsewhere, as they are before step `at`: raw, or divided.
    pub(super) fn fetch(&mut self, model: &Inner, columns: Columns, at: usize) {
        let Some(other) = columns.elsewhere else { return };
        let mut x = Vec::with_capacity(self.units);
        for leaf in (0..self.leaves).filter(|l| self.wanted[*l] && other.leaves[*l]) {
            x.clear();
            before(model, columns, leaf, at, other.period, &mut x);
            self.stages[(at * self.leaves + leaf) * self.units + other.unit] = x[other.unit];
        }
    }

    /// Leaves out units; a change in who is left out renews every leaf.
    pub(super) fn screen(&mut self, columns: Columns, at: usize, screen: &Screen) {
        let (n, leaves) = (self.units, self.leaves);
        let (before, after) = self.stages.split_at_mut((at + 1) * leaves * n);
        let (x, out) = (&before[at * leaves * n..], &mut after[..leaves * n]);
        for unit in 0..n {
            let looked_at = (0..leaves).filter(|l| columns.has(*l));
            let stays = screen.look(looked_at.map(|l| x[l * n + unit])).included;
            self.stays[unit] = stays;
            for leaf in 0..leaves {
                let figure = if stays { x[leaf * n + unit] } else { f64::NAN };
                let was = &mut out[leaf * n + unit];
                if was.to_bits() != figure.to_bits() {
                    *was = figure;
                    self.wanted[leaf] = true;
                }
            }
        }
    }

    /// Fills the gaps of units that stay.
    pub(super) fn impute(&mut self, model: &Inner, columns: Columns, at: usize, step: &Impute) {
        let (n, leaves) = (self.units, self.leaves);
        let (before, after) = self.stages.split_at_mut((at + 1) * leaves * n);
        for leaf in (0..leaves).filter(|l| self.wanted[*l]) {
            let x = &before[(at * leaves + leaf) * n..][..n];
            let out = &mut after[leaf * n..(leaf + 1) * n];
            let seen = |unit: usize| columns.seen(leaf, unit, self.period);
            impute(model, columns, leaf, at, step, &seen, &self.stays, x, out);
        }
    }

    /// Finds the weights of a group's children, where a step says how.
    pub(super) fn weigh_children(&mut self, model: &Inner, at: usize) {
        let (Some(weigh), NodeKind::Group { children, .. }) = (&model.weigh, &model.nodes[at].kind) else { return };
        if !weigh.reaches(model.height(at) - 1) {
            return;
        }
        let found = match weigh.method.find {
            Find::Tree(find) => Ok(find(&children.iter().map(|c| model.leaves_below(*c).len()).collect::<Vec<_>>())),
            Find::Figures(find) => find(&children.iter().map(|c| self.node(*c)).collect::<Vec<_>>()),
            Find::Index(_) => return,
        };
        for (at, child) in children.iter().enumerate() {
            (self.weights[*child], self.as_given[*child]) = match &found {
                Ok(weights) => (weights[at], None),
                Err(reason) => (model.nodes[*child].weight, Some(*reason)),
            };
        }
    }

    /// Weights that are found in the whole index, all at once.
    pub(super) fn balance(&mut self, model: &Inner, columns: Columns) {
        let Some(weigh) = &model.weigh else { return };
        let Find::Index(find) = weigh.method.find else { return };
        let chosen: Vec<usize> = (1..model.nodes.len()).filter(|at| weigh.reaches(model.height(*at))).collect();
        let importance: Vec<f64> = chosen.iter().map(|at| model.nodes[*at].weight).collect();
        let found = find(&importance, &mut |weights| {
            self.reweigh(model, columns, &chosen, weights);
            let index = self.node(0);
            let with = |at: &usize| {
                let measure = crate::association::Measure::Pearson;
                crate::association::correlation(measure, self.node(*at), index).value
            };
            chosen.iter().map(with).collect()
        });
        let (weights, reason) = match found {
            Ok(weights) => (weights, None),
            Err(reason) => (importance, Some(reason)),
        };
        self.reweigh(model, columns, &chosen, &weights);
        for node in chosen {
            self.as_given[node] = reason;
        }
    }

    /// The weights as the framework gives them; where a step finds them, they are found when figures are computed next.
    pub(crate) fn reset_weights(&mut self, model: &Inner) {
        for (weight, node) in self.weights.iter_mut().zip(&model.nodes) {
            *weight = node.weight;
        }
    }

    /// Combines every group anew with other weights of some nodes.
    pub(crate) fn reweigh(&mut self, model: &Inner, columns: Columns, nodes: &[usize], weights: &[f64]) {
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
    pub(crate) fn reweigh_as(&mut self, model: &Inner, columns: Columns, other: &Evaluation) {
        self.weights.copy_from_slice(&other.weights);
        self.reweigh(model, columns, &[], &[]);
    }

    /// Combines every group anew without a node, as if the framework did not have it: it is no child of its group, and a
    /// group that is left without a child that has a weight is left out too.
    pub(crate) fn leave_out(&mut self, model: &Inner, columns: Columns, node: usize) {
        self.gone.fill(false);
        self.gone[node] = true;
        let mut at = node;
        while let Some(group) = model.nodes[at].parent {
            let stays = |c: &usize| !self.gone[*c] && self.weights[*c] > 0.0;
            self.gone[group] = !model.children(group).iter().any(stays);
            at = group;
        }
        self.reweigh(model, columns, &[], &[]);
    }
}

/// The figures of all leaves in another period, as they are before a step: `[leaf][unit]`.
fn all_before(model: &Inner, columns: Columns, at: usize, period: usize) -> Vec<f64> {
    let mut x = Vec::with_capacity(model.panel.units().len() * model.leaves.len());
    for leaf in 0..model.leaves.len() {
        before(model, columns, leaf, at, period, &mut x);
    }
    x
}

/// Which units stay by some of their figures.
fn included_by(screen: &Screen, x: &[f64], units: usize, looked_at: &dyn Fn(usize) -> bool) -> Vec<bool> {
    let leaves = || (0..x.len() / units.max(1)).filter(|l| looked_at(*l));
    (0..units).map(|unit| screen.look(leaves().map(|l| x[l * units + unit])).included).collect()
}

/// Which units stay in another period, by all their figures before a step.
pub(super) fn included(model: &Inner, columns: Columns, at: usize, period: usize, screen: &Screen) -> Vec<bool> {
    let x = all_before(model, columns, at, period);
    included_by(screen, &x, model.panel.units().len(), &|leaf| columns.has(leaf))
}

/// The leaves without which, left out one at a time, a screen would leave out other units in some period.
pub(crate) fn decisive(model: &Inner, columns: Columns) -> Vec<bool> {
    let mut found = vec![false; model.leaves.len()];
    for (at, step) in model.steps.iter().enumerate() {
        let LeafStep::Screen(screen) = step else { continue };
        for period in 0..model.panel.periods().len() {
            let x = all_before(model, columns, at, period);
            let stays =
                |looked_at: &dyn Fn(usize) -> bool| included_by(screen, &x, model.panel.units().len(), looked_at);
            let all = stays(&|_| true);
            for (leaf, found) in found.iter_mut().enumerate() {
                *found = *found || stays(&|other| other != leaf) != all;
            }
        }
    }
    found
}

/// Which units no step before `at` has left out, in any period.
pub(super) fn stays(model: &Inner, columns: Columns, at: usize, period: usize) -> Vec<bool> {
    let screen = model.steps[..at].iter().enumerate().find_map(|(at, step)| match step {
        LeafStep::Screen(screen) => Some((at, screen)),
        _ => None,
    });
    match screen {
        Some((at, screen)) => included(model, columns, at, period, screen),
        None => vec![true; model.panel.units().len()],
    }
}

#[allow(clippy::too_many_arguments)] // as for every step
pub(super) fn impute(
    model: &Inner,
    columns: Columns,
    leaf: usize,
    at: usize,
    impute: &Impute,
    seen: &dyn Fn(usize) -> usize,
    stays: &[bool],
    x: &[f64],
    out: &mut [f64],
) {
    out.copy_from_slice(x);
    if (0..x.len()).all(|u| !x[u].is_nan() || !stays[u]) {
        return;
    }
    fill(model, columns, leaf, at, impute, seen, stays, x, out);
    if let Some(noise) = &impute.noise {
        let periods = model.panel.periods();
        noise.disturb(&model.leaves[leaf].id, model.panel.units(), &|unit| periods[seen(unit)], x, out);
    }
}

#[allow(clippy::too_many_arguments)]
fn fill(
    model: &Inner,
    columns: Columns,
    leaf: usize,
    at: usize,
    impute: &Impute,
    seen: &dyn Fn(usize) -> usize,
    stays: &[bool],
    x: &[f64],
    out: &mut [f64],
) {
    let fill = match impute.method.fill {
        Fill::AcrossUnits(fill) => return impute.across_units(fill, x, stays, out),
        Fill::OverTime(fill) => fill,
    };
    let n = x.len();
    // Whole periods since the first: twelfths of a year would be rounded.
    let periods = model.panel.periods();
    let times: Vec<f64> = periods.iter().map(|p| f64::from(p.since(periods[0]))).collect();
    let mut series = Vec::with_capacity(n * times.len());
    for period in 0..times.len() {
        before(model, columns, leaf, at, period, &mut series);
    }
    for unit in (0..n).filter(|u| x[*u].is_nan() && stays[*u]) {
        let own: Vec<f64> = (0..times.len()).map(|t| series[t * n + unit]).collect();
        let at = seen(unit);
        let own = Series { times: &times, figures: &own, at };
        out[unit] = if own.figures[at].is_nan() { fill(&own) } else { own.figures[at] };
    }
}
