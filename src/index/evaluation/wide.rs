//! Steps that look beyond one indicator in one period: they leave out whole units, or fill gaps from other periods.

use super::{before, Columns, Evaluation};
use crate::index::impute::{Fill, Impute, Series};
use crate::index::screen::Screen;
use crate::index::ResolvedModel;
use crate::reason::Reason;
use crate::statistics::Moments;
use std::fmt::Debug;

/// A step that decides by more than the figures of one indicator in the scope.
pub(crate) trait WideStep: Debug + Send + Sync {
    /// Its name, as in the JSON.
    fn name(&self) -> &'static str;

    /// Computes step `at` in the period shown.
    fn compute(&self, evaluation: &mut Evaluation, model: &ResolvedModel, columns: Columns, at: usize);

    /// The figures `x` of one indicator in any period, after step `at`.
    #[allow(clippy::too_many_arguments)] // as for every step
    fn apply(
        &self,
        model: &ResolvedModel,
        columns: Columns,
        leaf: usize,
        at: usize,
        period: usize,
        x: &[f64],
        out: &mut [f64],
    );

    /// Why a figure is missing after it.
    fn reason(&self) -> Reason;

    /// Itself, where it leaves out units.
    fn screen(&self) -> Option<&Screen> {
        None
    }

    /// Itself, where it fills gaps.
    fn impute(&self) -> Option<&Impute> {
        None
    }

    /// Itself, where it fills gaps.
    fn impute_mut(&mut self) -> Option<&mut Impute> {
        None
    }
}

impl WideStep for Screen {
    fn name(&self) -> &'static str {
        "screen"
    }

    fn compute(&self, evaluation: &mut Evaluation, _: &ResolvedModel, columns: Columns, at: usize) {
        evaluation.screen(columns, at, self);
    }

    fn apply(
        &self,
        model: &ResolvedModel,
        columns: Columns,
        _: usize,
        at: usize,
        period: usize,
        x: &[f64],
        out: &mut [f64],
    ) {
        let stays = included(model, columns, at, period, self);
        for ((out, x), stays) in out.iter_mut().zip(x).zip(stays) {
            *out = if stays { *x } else { f64::NAN };
        }
    }

    fn reason(&self) -> Reason {
        Reason::ScreenedOut
    }

    fn screen(&self) -> Option<&Screen> {
        Some(self)
    }
}

impl WideStep for Impute {
    fn name(&self) -> &'static str {
        "impute"
    }

    fn compute(&self, evaluation: &mut Evaluation, model: &ResolvedModel, columns: Columns, at: usize) {
        evaluation.impute(model, columns, at, self);
    }

    fn apply(
        &self,
        model: &ResolvedModel,
        columns: Columns,
        leaf: usize,
        at: usize,
        period: usize,
        x: &[f64],
        out: &mut [f64],
    ) {
        let stays = stays(model, columns, at, period);
        impute(model, columns, leaf, at, self, &|_| period, &stays, x, out);
    }

    /// It leaves nothing missing that was there.
    fn reason(&self) -> Reason {
        Reason::NotPublished
    }

    fn impute(&self) -> Option<&Impute> {
        Some(self)
    }

    fn impute_mut(&mut self) -> Option<&mut Impute> {
        Some(self)
    }
}

impl Evaluation {
    /// Leaves out units; a change in who is left out renews every leaf.
    fn screen(&mut self, columns: Columns, at: usize, screen: &Screen) {
        let (n, leaves) = (self.units, self.leaves);
        let (before, after) = self.stages.split_at_mut((at + 1) * leaves * n);
        let (x, out) = (&before[at * leaves * n..], &mut after[..leaves * n]);
        for unit in 0..n {
            let looked_at = (0..leaves).filter(|l| columns.has(*l));
            let stays = screen.look(looked_at.map(|l| x[l * n + unit])).included;
            self.included[unit] = stays;
            for leaf in 0..leaves {
                let figure = if stays { x[leaf * n + unit] } else { f64::NAN };
                let was = &mut out[leaf * n + unit];
                if was.to_bits() != figure.to_bits() {
                    *was = figure;
                    self.dirty_leaves[leaf] = true;
                }
            }
        }
    }

    /// Fills the gaps of units that stay.
    fn impute(&mut self, model: &ResolvedModel, columns: Columns, at: usize, step: &Impute) {
        let (n, leaves) = (self.units, self.leaves);
        let (before, after) = self.stages.split_at_mut((at + 1) * leaves * n);
        for leaf in (0..leaves).filter(|l| self.dirty_leaves[*l]) {
            let x = &before[(at * leaves + leaf) * n..][..n];
            let out = &mut after[leaf * n..(leaf + 1) * n];
            let seen = |unit: usize| columns.seen(leaf, unit, self.period);
            impute(model, columns, leaf, at, step, &seen, &self.included, x, out);
        }
    }
}

/// The figures of all leaves in another period, as they are before a step: `[leaf][unit]`.
fn all_before(model: &ResolvedModel, columns: Columns, at: usize, period: usize) -> Vec<f64> {
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
fn included(model: &ResolvedModel, columns: Columns, at: usize, period: usize, screen: &Screen) -> Vec<bool> {
    let x = all_before(model, columns, at, period);
    included_by(screen, &x, model.panel.units().len(), &|leaf| columns.has(leaf))
}

/// The leaves without which, left out one at a time, a screen would leave out other units in some period.
pub(crate) fn decisive(model: &ResolvedModel, columns: Columns) -> Vec<bool> {
    let mut found = vec![false; model.leaves.len()];
    for (at, step) in model.steps.iter().enumerate() {
        let Some(screen) = step.screen() else { continue };
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
fn stays(model: &ResolvedModel, columns: Columns, at: usize, period: usize) -> Vec<bool> {
    let screen = model.steps[..at].iter().enumerate().find_map(|(at, step)| Some((at, step.screen()?)));
    match screen {
        Some((at, screen)) => included(model, columns, at, period, screen),
        None => vec![true; model.panel.units().len()],
    }
}

#[allow(clippy::too_many_arguments)] // as for every step
fn impute(
    model: &ResolvedModel,
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
        let sd = Moments::of(&model.counted(x)).deviation();
        noise.disturb(&model.leaves[leaf].id, model.panel.units(), &|unit| periods[seen(unit)], sd, x, out);
    }
}

#[allow(clippy::too_many_arguments)]
fn fill(
    model: &ResolvedModel,
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
        Fill::AcrossUnits(fill) => return impute.across_units(fill, &|unit| model.counts(unit), x, stays, out),
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
