//! Applying changes to a copy of the panel's figures, and computing again only what they touch.

use super::accounts::{Accounts, Ledger, Why};
use super::resolve::{not_a_value, resolve, Resolved};
use super::{Op, ScenarioSpec};
use crate::error::{Code, Error, Result};
use crate::index::{Columns, Inner, Model, RankRow, Ranking, Scores, Source};
use crate::panel::Panel;
use crate::period::Period;
use crate::ranking::Ties;
use crate::region::Region;
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

/// A figure that should have moved and could not, because it is missing or what it depends on is zero or missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck {
    /// The number of the unit.
    pub unit: usize,
    /// The figure that stayed.
    pub indicator: usize,
    /// The figure that changed.
    pub because_of: usize,
}

/// A what-if on a model. The model is untouched; the scenario keeps room of its own, so that a slider that moves one
/// value computes again only what follows from it.
#[derive(Debug, Clone)]
pub struct Scenario {
    model: Model,
    accounts: Accounts,
    changes: Vec<Resolved>,
    values: Vec<f64>,
    book: Book,
    /// The period looked at, its scores before and after; none before the first look.
    view: Option<(Scores, Scores)>,
    /// The ranks before that were last asked for: they do not move with a slider.
    ranks_before: Option<(Asked, Vec<f64>)>,
    fresh: bool,
    #[cfg(feature = "methods")]
    told: Vec<super::AssumptionUsed>,
}

/// What a ranking is asked for: node, region, tie rule.
type Asked = (usize, Option<Region>, Ties);

/// What has been changed so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    pub moved: Vec<(usize, Why)>,
    /// One a figure: whether it stands in `moved`.
    marked: Vec<bool>,
    stuck: Vec<Stuck>,
    #[cfg(feature = "methods")]
    pub unseen: Vec<super::Unseen>,
}

pub(super) struct Row<'a> {
    pub panel: &'a Panel,
    pub values: &'a mut [f64],
    pub book: &'a mut Book,
    pub unit: usize,
    pub period: usize,
}

impl Ledger for Row<'_> {
    fn get(&self, indicator: usize) -> f64 {
        self.values[self.panel.cell(indicator, self.period, self.unit)]
    }

    fn set(&mut self, indicator: usize, value: f64, why: Why) {
        let cell = self.panel.cell(indicator, self.period, self.unit);
        self.values[cell] = value;
        if !std::mem::replace(&mut self.book.marked[cell], true) {
            self.book.moved.push((cell, why));
        }
    }

    fn stuck(&mut self, indicator: usize, because_of: usize) {
        self.book.stuck.push(Stuck { unit: self.unit, indicator, because_of });
    }

    fn goes_below_zero(&self, indicator: usize) -> bool {
        let size = self.panel.units().len() * self.panel.periods().len();
        self.panel.values()[indicator * size..][..size].iter().any(|x| *x < 0.0)
    }

    fn negative(&self, indicator: usize) -> Error {
        let name = self.panel.indicators()[indicator].name();
        Error::new(
            Code::NegativeFigure,
            ".value",
            Text::new(
                format!("“{}”将变为负数，而该列数据均不为负。", name.zh),
                format!("\"{}\" would fall below zero, and no figure of its column does.", name.en),
            ),
            Text::new("请减小变化幅度，最低为 0。", "Change less: it cannot fall below 0."),
        )
    }
}

impl Scenario {
    /// A scenario on a model.
    ///
    /// # Errors
    /// At the change's JSON path (or that of the assumptions of a `fund`): `unknown_unit`, `unknown_column`, `bad_period`,
    /// `unknown_period`, `ratio_not_changeable`, `keep_conflict`, `bad_parameter`. What the accounts refuse is found when a
    /// period is looked at.
    pub fn new(model: &Model, spec: &ScenarioSpec) -> Result<Scenario> {
        let panel = model.panel();
        Ok(Scenario {
            changes: resolve(panel, spec)?,
            accounts: Accounts::of(panel),
            values: panel.values().to_vec(),
            book: Book { marked: vec![false; panel.values().len()], ..Book::default() },
            model: model.clone(),
            view: None,
            ranks_before: None,
            fresh: false,
            #[cfg(feature = "methods")]
            told: super::told::used(panel, spec),
        })
    }

    /// Replaces the changes; the room is used again.
    ///
    /// # Errors
    /// As [`Scenario::new`]; the changes that were there stay.
    pub fn update(&mut self, spec: &ScenarioSpec) -> Result<()> {
        self.changes = resolve(self.model.panel(), spec)?;
        #[cfg(feature = "methods")]
        {
            self.told = super::told::used(self.model.panel(), spec);
        }
        self.fresh = false;
        Ok(())
    }

    /// Gives one change another value: what a slider does.
    ///
    /// # Errors
    /// `bad_parameter`, where there is no such change or the value is not finite.
    pub fn set_value(&mut self, change: usize, value: f64) -> Result<()> {
        let count = self.changes.len();
        let Some(change) = self.changes.get_mut(change) else {
            return Err(Error::new(
                Code::BadParameter,
                "",
                Text::new(format!("情景只有{count}项变化。"), format!("The scenario has {count} changes.")),
                Text::new("变化从 0 起编号。", "Changes are numbered from 0."),
            ));
        };
        if !value.is_finite() {
            return Err(not_a_value());
        }
        change.value = value;
        self.fresh = false;
        Ok(())
    }

    /// Scores of a period after the changes.
    ///
    /// # Errors
    /// `unknown_period`; `account_exceeded` at the change that the accounts refuse, `negative_figure` at the value that would
    /// make a figure negative in a column that is nowhere below zero: then nothing is applied.
    pub fn scores(&mut self, period: Period) -> Result<&Scores> {
        self.look(period)?;
        match &self.view {
            Some((_, after)) => Ok(after),
            None => unreachable!("a look leaves a view"),
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
        region: Option<Region>,
        ties: Ties,
    ) -> Result<(Ranking, Before<'_>)> {
        self.look(period)?;
        let Some((before, after)) = &self.view else { unreachable!("a look leaves a view") };
        let columns = Columns::with(self.model.panel(), &self.values);
        let ranking = after.ranking_with(columns, node, region, ties);
        let asked = (node, region, ties);
        if self.ranks_before.as_ref().is_none_or(|(known, _)| *known != asked) {
            self.ranks_before = Some((asked, before.ranks(node, region, ties)));
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
        region: Option<Region>,
        ties: Ties,
    ) -> Result<Vec<(RankRow, RankRow)>> {
        self.look(period)?;
        let Some((before, after)) = &self.view else { unreachable!("a look leaves a view") };
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
        self.look(period)?;
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
        Ok(self.book.moved.iter().map(one).filter(|m| m.from.to_bits() != m.to.to_bits()).collect())
    }

    /// Every figure that should have moved and could not.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn stuck(&mut self, period: Period) -> Result<&[Stuck]> {
        self.look(period)?;
        Ok(&self.book.stuck)
    }

    /// All figures after the changes, as seen from a period, and the leaves that follow from what moved.
    #[cfg(feature = "methods")]
    pub(crate) fn figures(&mut self, period: Period) -> Result<(&[f64], Vec<bool>)> {
        self.look(period)?;
        let touched = self.touched(self.model.inner());
        Ok((&self.values, touched))
    }

    /// All figures after the changes, as they were last applied.
    #[cfg(feature = "methods")]
    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The places in [`Scenario::values`] of the figures that the changes moved.
    #[cfg(feature = "methods")]
    pub(crate) fn moved_cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.book.moved.iter().map(|(cell, _)| *cell)
    }

    /// What its `fund`s take for granted, each with its source or the word "assumed", and the reader's own notes.
    #[cfg(feature = "methods")]
    pub fn assumptions(&self) -> &[super::AssumptionUsed] {
        &self.told
    }

    /// Effects that fall into another period than the one looked at, or behind the last.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    #[cfg(feature = "methods")]
    pub fn unseen(&mut self, period: Period) -> Result<&[super::Unseen]> {
        self.look(period)?;
        Ok(&self.book.unseen)
    }

    /// The model that it started from.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The scores before the changes, without looking at the changes.
    #[cfg(feature = "methods")]
    pub(crate) fn before(&mut self, period: Period) -> Result<()> {
        let changes = std::mem::take(&mut self.changes);
        let looked = self.look(period);
        self.changes = changes;
        self.fresh = false;
        looked
    }

    /// A node before the changes, in the period that was looked at.
    #[cfg(feature = "methods")]
    pub(crate) fn before_node(&self, node: usize) -> &[f64] {
        self.view.as_ref().map_or(&[], |(before, _)| before.node(node))
    }

    /// What was computed at the last look.
    #[cfg(feature = "methods")]
    pub(crate) fn after(&self) -> &crate::index::Evaluation {
        match &self.view {
            Some((_, after)) => after.evaluation(),
            None => unreachable!("a look leaves a view"),
        }
    }

    /// Makes the changes without scoring anybody; a scenario that does this is not looked at.
    #[cfg(feature = "methods")]
    pub(crate) fn apply_alone(&mut self, viewed: usize) -> Result<()> {
        self.restore();
        self.apply(viewed)
    }

    /// Whether nothing that the changes move can fall when more money is given: they are `fund`s without what is kept and
    /// without elasticities below zero.
    #[cfg(feature = "methods")]
    pub(crate) fn only_rises(&self) -> bool {
        self.changes.iter().all(|c| c.keep.is_empty() && c.fund.as_ref().is_some_and(super::fund::Fund::rises))
    }

    pub(crate) fn look(&mut self, period: Period) -> Result<()> {
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
        // What moved last time goes back, so it is to be computed again whether it moves now or not.
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

    fn restore(&mut self) {
        let original = self.model.panel().values();
        for (cell, _) in self.book.moved.drain(..) {
            self.values[cell] = original[cell];
            self.book.marked[cell] = false;
        }
        self.book.stuck.clear();
        #[cfg(feature = "methods")]
        self.book.unseen.clear();
    }

    /// The leaves that follow from figures that moved.
    pub(crate) fn touched(&self, inner: &Inner) -> Vec<bool> {
        let size = inner.panel.units().len() * inner.panel.periods().len();
        let mut indicators = vec![false; inner.panel.indicators().len()];
        for (cell, _) in &self.book.moved {
            indicators[cell / size] = true;
        }
        let follows = |source: &Source| match *source {
            Source::Column(i) => indicators[i],
            Source::Ratio { numerator, denominator, .. } => indicators[numerator] || indicators[denominator],
        };
        inner.leaves.iter().map(|l| follows(&l.source)).collect()
    }

    fn apply(&mut self, viewed: usize) -> Result<()> {
        let model = self.model.clone();
        let panel = model.panel();
        let place =
            |at: usize, unit: usize, error: Error| error.about(&panel.units()[unit].name).item(at).within("$.changes");
        for (at, change) in self.changes.iter().enumerate() {
            for unit in change.units.iter().copied() {
                let period = change.period.unwrap_or(viewed);
                for indicator in change.indicators.iter().copied() {
                    let mut row = Row { panel, values: &mut self.values, book: &mut self.book, unit, period };
                    let x = row.get(indicator);
                    let to = match change.op {
                        Op::Set => change.value,
                        Op::Add => x + change.value,
                        Op::Multiply => x * change.value,
                        #[cfg(feature = "methods")]
                        Op::Fund => change.fund.as_ref().map_or(f64::NAN, |fund| fund.input(x, change.value)),
                    };
                    if to.is_nan() {
                        row.stuck(indicator, indicator);
                    } else if to.is_infinite() {
                        return Err(place(at, unit, not_a_value()));
                    } else {
                        let settled = self.accounts.change(&mut row, indicator, to, &change.keep);
                        settled.map_err(|e| place(at, unit, e))?;
                        #[cfg(feature = "methods")]
                        if let Some(fund) = &change.fund {
                            let (values, book) = (&mut self.values, &mut self.book);
                            let (input, place_of) = ((indicator, x, to), (at, unit, period));
                            fund.follow(panel, &self.accounts, values, book, &change.keep, input, place_of, viewed)
                                .map_err(|e| place(at, unit, e))?;
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
