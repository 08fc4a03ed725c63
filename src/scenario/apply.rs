//! Applies changes to a copy of the panel's figures and recomputes only what depends on them.

use super::accounts::{Accounts, Why};
use super::change::{not_a_value, ResolvedChange};
use super::figures::{ChangeLog, ChangedFigure, Figures, Stuck, Unseen};
use super::resolve::resolve;
use super::stated::{stated_assumptions, StatedAssumption};
use super::{Ops, ScenarioSpec};
use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::index::{Columns, Model, RankRow, Ranking, ResolvedModel, Scores, Source};
use crate::period::Period;
use crate::ranking::Ties;
use crate::text::Text;

/// A figure that moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// The number of the unit.
    pub unit: usize,
    /// The number of the panel's indicator.
    pub indicator: usize,
    /// The number of the period.
    pub period: usize,
    /// Before all changes; NaN where missing.
    pub from: f64,
    /// After all changes.
    pub to: f64,
    /// Why it moved; the first reason, where there were several.
    pub why: Why,
}

/// Ranks and scores of a node before the changes, one a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Before<'a> {
    /// NaN where there is no rank.
    pub ranks: &'a [f64],
    /// NaN where there is no score.
    pub scores: &'a [f64],
}

/// A what-if on a model. The model is untouched. The scenario has its own copy of the figures, so that a slider that moves
/// one value recomputes only what depends on it.
#[derive(Debug, Clone)]
pub struct Scenario {
    model: Model,
    ops: Ops,
    spec: ScenarioSpec,
    accounts: Accounts,
    changes: Vec<ResolvedChange>,
    values: Vec<f64>,
    log: ChangeLog,
    /// The scores of the viewed period before and after the changes; none before the first evaluation.
    view: Option<(Scores, Scores)>,
    /// The last ranks before the changes: they do not depend on the changes, so a slider does not recompute them.
    ranks_before: Option<(RankingKey, Vec<f64>)>,
    /// Whether `view` has the scores of the present changes.
    fresh: bool,
}

/// What a ranking depends on: node, region, tie rule.
type RankingKey = (usize, Option<Area>, Ties);

impl Scenario {
    /// A scenario on a model.
    ///
    /// # Errors
    /// At the change's JSON path (or that of the assumptions of a `fund`): `unknown_unit`, `unknown_column`, `bad_period`,
    /// `unknown_period`, `ratio_not_changeable`, `keep_conflict`, `bad_parameter`. What the accounts refuse is found when a
    /// period is scored.
    pub fn new(model: &Model, spec: &ScenarioSpec) -> Result<Scenario> {
        Scenario::new_with(model, spec, &Ops::all())
    }

    /// A scenario whose changes are among some operations.
    ///
    /// # Errors
    /// As [`Scenario::new`]; `bad_json`, where a change is none of them.
    pub fn new_with(model: &Model, spec: &ScenarioSpec, ops: &Ops) -> Result<Scenario> {
        let panel = model.panel();
        Ok(Scenario {
            changes: resolve(panel, spec, ops)?,
            accounts: Accounts::of(panel),
            values: panel.values().to_vec(),
            log: ChangeLog { marked: vec![false; panel.values().len()], ..ChangeLog::default() },
            model: model.clone(),
            ops: ops.clone(),
            spec: spec.clone(),
            view: None,
            ranks_before: None,
            fresh: false,
        })
    }

    /// Replaces the changes; the storage is used again.
    ///
    /// # Errors
    /// As [`Scenario::new_with`]; the changes that were there stay.
    pub fn update(&mut self, spec: &ScenarioSpec) -> Result<()> {
        self.changes = resolve(self.model.panel(), spec, &self.ops)?;
        self.spec = spec.clone();
        self.fresh = false;
        Ok(())
    }

    /// Gives one change another value: what a slider does.
    ///
    /// # Errors
    /// `bad_parameter`, where there is no such change or the value is not finite.
    pub fn set_value(&mut self, change: usize, value: f64) -> Result<()> {
        self.set_values(&[(change, value)])
    }

    /// Gives some changes other values, each by its number; where one is refused, none of them.
    ///
    /// # Errors
    /// As [`Scenario::set_value`].
    pub fn set_values(&mut self, values: &[(usize, f64)]) -> Result<()> {
        let count = self.changes.len();
        for (change, value) in values {
            if *change >= count {
                return Err(Error::new(
                    Code::BadParameter,
                    "",
                    Text::new(format!("情景只有{count}项变化。"), format!("The scenario has {count} changes.")),
                    Text::new("变化从 0 起编号。", "Changes are numbered from 0."),
                ));
            }
            if !value.is_finite() {
                return Err(not_a_value());
            }
        }
        for (change, value) in values {
            self.changes[*change].value = *value;
            self.fresh = false;
        }
        Ok(())
    }

    /// Scores of a period after the changes.
    ///
    /// # Errors
    /// `unknown_period`; `account_exceeded` at the change that the accounts refuse, `negative_figure` at the value that would
    /// make a figure negative in a column that is nowhere below zero: then nothing is applied.
    pub fn scores(&mut self, period: Period) -> Result<&Scores> {
        self.evaluate(period)?;
        match &self.view {
            Some((_, after)) => Ok(after),
            None => unreachable!("an evaluation leaves a view"),
        }
    }

    /// The ranking of a node after the changes, and before.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn ranking(
        &mut self,
        period: Period,
        node: usize,
        region: Option<Area>,
        ties: Ties,
    ) -> Result<(Ranking, Before<'_>)> {
        self.evaluate(period)?;
        let Some((before, after)) = &self.view else { unreachable!("an evaluation leaves a view") };
        let columns = Columns::with(self.model.panel(), &self.values);
        let ranking = after.ranking_with(columns, node, region, ties);
        let key = (node, region, ties);
        if self.ranks_before.as_ref().is_none_or(|(known, _)| *known != key) {
            self.ranks_before = Some((key, before.ranks(node, region, ties)));
        }
        let ranks = self.ranks_before.as_ref().map_or(&[][..], |(_, ranks)| ranks);
        Ok((ranking, Before { ranks, scores: before.node(node) }))
    }

    /// As [`Scenario::ranking`], as rows: after, each with its row before.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn rows(
        &mut self,
        period: Period,
        node: usize,
        region: Option<Area>,
        ties: Ties,
    ) -> Result<Vec<(RankRow, RankRow)>> {
        self.evaluate(period)?;
        let Some((before, after)) = &self.view else { unreachable!("an evaluation leaves a view") };
        let panel = self.model.panel();
        let mut earlier: Vec<Option<RankRow>> = vec![None; panel.units().len()];
        for row in before.rows(node, region, ties) {
            if let Some(u) = panel.unit(&row.code) {
                earlier[u] = Some(row);
            }
        }
        let rows = after.rows_with(Columns::with(panel, &self.values), node, region, ties);
        let paired = rows.into_iter().filter_map(|row| {
            let was = earlier[panel.unit(&row.code)?].take()?;
            Some((row, was))
        });
        Ok(paired.collect())
    }

    /// Every figure that the changes moved, in the order in which they moved, as seen from a period.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn moved(&mut self, period: Period) -> Result<Vec<Moved>> {
        self.evaluate(period)?;
        let panel = self.model.panel();
        let (n, t) = (panel.units().len(), panel.periods().len());
        let one = |(cell, why): &(usize, Why)| Moved {
            unit: cell % n,
            period: cell / n % t,
            indicator: cell / n / t,
            from: panel.values()[*cell],
            to: self.values[*cell],
            why: *why,
        };
        Ok(self.log.moved.iter().map(one).filter(|m| m.from.to_bits() != m.to.to_bits()).collect())
    }

    /// Every figure that should have moved and could not.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn stuck(&mut self, period: Period) -> Result<&[Stuck]> {
        self.evaluate(period)?;
        Ok(&self.log.stuck)
    }

    /// The assumptions of its `fund`s, each with its source or the word "assumed", and the reader's own notes.
    pub fn assumptions(&self) -> Vec<StatedAssumption> {
        stated_assumptions(self.model.panel(), &self.spec)
    }

    /// Effects that fall into another period than the viewed one, or after the last.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn unseen(&mut self, period: Period) -> Result<&[Unseen]> {
        self.evaluate(period)?;
        Ok(&self.log.unseen)
    }

    /// The model that the changes are applied to.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Scores a period with the changes, where that is not done yet.
    pub(crate) fn evaluate(&mut self, period: Period) -> Result<()> {
        let p = self.model.panel().find_period(period)?;
        let same = self.view.as_ref().is_some_and(|(before, _)| before.period() == p);
        if same && self.fresh {
            return Ok(());
        }
        if !same {
            let before = self.model.scores(period)?;
            self.view = Some((before.clone(), before));
            self.ranks_before = None;
        }
        let model = self.model.clone();
        let inner = model.inner();
        // Figures that moved last time are restored, so what follows from them is computed again too.
        let mut touched = if same { self.touched(inner) } else { vec![false; inner.leaves.len()] };
        self.restore();
        self.fresh = false;
        let applied = self.apply(p);
        if applied.is_err() {
            self.restore();
        }
        for (touched, now) in touched.iter_mut().zip(self.touched(inner)) {
            *touched |= now;
        }
        if let Some((_, after)) = &mut self.view {
            let columns = Columns::with(&inner.panel, &self.values);
            after.evaluation_mut().compute(inner, columns, Some(&touched));
        }
        applied?;
        self.fresh = true;
        Ok(())
    }

    /// Takes all changes back.
    fn restore(&mut self) {
        let original = self.model.panel().values();
        for (cell, _) in self.log.moved.drain(..) {
            self.values[cell] = original[cell];
            self.log.marked[cell] = false;
        }
        self.log.stuck.clear();
        self.log.unseen.clear();
    }

    /// Which indicators of the framework follow from figures that moved.
    pub(crate) fn touched(&self, inner: &ResolvedModel) -> Vec<bool> {
        let size = inner.panel.units().len() * inner.panel.periods().len();
        let mut indicators = vec![false; inner.panel.indicators().len()];
        for (cell, _) in &self.log.moved {
            indicators[cell / size] = true;
        }
        let follows = |source: &Source| match *source {
            Source::Column(i) => indicators[i],
            Source::Ratio { numerator, denominator, .. } => indicators[numerator] || indicators[denominator],
        };
        inner.leaves.iter().map(|l| follows(&l.source)).collect()
    }

    /// Applies all changes, as seen from the period `viewed`.
    fn apply(&mut self, viewed: usize) -> Result<()> {
        let panel = self.model.panel();
        let mut figures = Figures { panel, accounts: &self.accounts, values: &mut self.values, log: &mut self.log };
        for (at, change) in self.changes.iter().enumerate() {
            let period = change.period.unwrap_or(viewed);
            for unit in change.units.iter().copied() {
                for indicator in change.indicators.iter().copied() {
                    change
                        .apply(&mut figures, ChangedFigure { change: at, unit, indicator, period }, viewed)
                        .map_err(|e| e.about(&panel.units()[unit].name).item(at).within("$.changes"))?;
                }
            }
        }
        Ok(())
    }
}

/// What goals, allocation and draws need of a scenario.
impl Scenario {
    /// All figures after the changes, as seen from a period, and which indicators follow from those that moved.
    pub(crate) fn figures(&mut self, period: Period) -> Result<(&[f64], Vec<bool>)> {
        self.evaluate(period)?;
        let touched = self.touched(self.model.inner());
        Ok((&self.values, touched))
    }

    /// All figures after the changes, as they were last applied.
    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The places in [`Scenario::values`] of the figures that the changes moved.
    pub(crate) fn moved_cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.log.moved.iter().map(|(cell, _)| *cell)
    }

    /// Scores a period without the changes.
    pub(crate) fn evaluate_before(&mut self, period: Period) -> Result<()> {
        let changes = std::mem::take(&mut self.changes);
        let evaluated = self.evaluate(period);
        self.changes = changes;
        self.fresh = false;
        evaluated
    }

    /// The scores of a node before the changes, in the period that was evaluated last.
    pub(crate) fn node_before(&self, node: usize) -> &[f64] {
        self.view.as_ref().map_or(&[], |(before, _)| before.node(node))
    }

    /// What was computed by the last evaluation.
    pub(crate) fn evaluation(&self) -> &crate::index::Evaluation {
        match &self.view {
            Some((_, after)) => after.evaluation(),
            None => unreachable!("an evaluation leaves a view"),
        }
    }

    /// Applies the changes without scoring; a scenario used like this is not evaluated.
    pub(crate) fn apply_without_scoring(&mut self, viewed: usize) -> Result<()> {
        self.restore();
        self.apply(viewed)
    }

    /// Whether no figure falls when more money is given: all changes are `fund`s that keep nothing and have no elasticity
    /// below zero.
    pub(crate) fn only_rises(&self) -> bool {
        self.changes.iter().all(|c| c.keep.is_empty() && c.fund.as_ref().is_some_and(|fund| fund.rises()))
    }
}
