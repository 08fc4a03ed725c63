//! For each indicator of the framework, the unit gets the figure of the next unit above it, in that indicator alone. The ranks
//! gained show where a small improvement is worth most. It needs no data but the panel's own.

use super::response_curve::Line;
use super::seek::named_figures;
use super::spec::MovedFigure;
use crate::error::Result;
use crate::index::{Columns, Model, Scores, Source};
use crate::json;
use crate::panel::IndicatorKind;
use crate::period::Period;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::scenario::{Change, Op, Scenario};
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// Gives the rank interval of the unit of a scenario.
pub type Likely<'a> = dyn FnMut(&mut Scenario) -> Result<Option<(f64, f64)>> + 'a;

/// The effect of raising a unit to the next above it in one indicator.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raised {
    /// The indicator of the framework.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Its unit of measure.
    pub measure: String,
    /// The figure before; none where it is missing.
    pub from: Option<f64>,
    /// The figure after, that of the next unit above; none where no unit is above, or its figure cannot be reached.
    pub to: Option<f64>,
    /// The code of that unit.
    pub next: Option<String>,
    /// The column of the panel that is changed for it: the indicator's own, or its numerator.
    pub column: String,
    /// The column's figure before.
    pub column_from: Option<f64>,
    /// The column's figure after.
    pub column_to: Option<f64>,
    /// 100 (column_to - column_from) / column_from
    pub change_percent: Option<f64>,
    /// The unit's rank before.
    pub rank_before: Option<f64>,
    /// The unit's rank after.
    pub rank: Option<f64>,
    /// Ranks gained.
    pub gained: Option<f64>,
    /// The unit's score before.
    pub score_before: Option<f64>,
    /// The unit's score after.
    pub score: Option<f64>,
    /// The rank interval of nine in ten draws after; none where no draws are made.
    #[ts(type = "[number, number] | null")]
    pub interval: Option<Vec<f64>>,
    /// Everything that moves.
    pub moved: Vec<MovedFigure>,
    /// Why there is no answer; none where no unit is above.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

json::shown!(Raised {
    indicator,
    name,
    measure,
    from,
    to,
    next,
    column,
    column_from,
    column_to,
    change_percent,
    rank_before,
    rank,
    gained,
    score_before,
    score,
    interval,
    moved,
    reason,
});

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| v.is_finite())
}

/// Every indicator below a node, in the order of the tree: the unit gets the figure of the next unit above it (below it, where
/// less is better), by a change of the indicator's column, or of its numerator, and its account moves along. `interval` gives
/// the rank interval of the changed scenario, as [`Uncertainty::likely`](crate::robustness::Uncertainty::likely) does;
/// `|_| Ok(None)` where no interval is wanted.
///
/// # Errors
/// `unknown_period`, `unknown_unit`; those of `interval`.
pub fn least_data(
    model: &Model,
    period: Period,
    unit: &str,
    node: usize,
    interval: &mut Likely<'_>,
) -> Result<Vec<Raised>> {
    let panel = model.panel();
    let unit = panel.find_unit(unit)?;
    let at = panel.find_period(period)?;
    let before = model.scores(period)?;
    let subject = Subject { model, period, at, unit, node };
    let mut rows = Vec::new();
    for leaf in model.inner().leaves_below(node) {
        let indicator = RaisedIndicator::of(&subject, leaf);
        let mut row = indicator.row(&before);
        if !indicator.own.is_finite() {
            row.reason = Some(model.inner().gap(&row.indicator, at, unit));
        } else if panel.indicators()[indicator.column].kind == IndicatorKind::Stock {
            if let Some(next) = indicator.next_above() {
                indicator.raise(&mut row, next, interval)?;
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The unit that is raised.
struct Subject<'a> {
    model: &'a Model,
    period: Period,
    /// The number of the period.
    at: usize,
    unit: usize,
    node: usize,
}

impl Subject<'_> {
    fn rank_in(&self, scores: &Scores) -> f64 {
        scores.ranks(self.node, None, Ties::Competition)[self.unit]
    }
}

/// The indicator in which the unit is raised.
struct RaisedIndicator<'a> {
    subject: &'a Subject<'a>,
    /// Its number in the framework.
    leaf: usize,
    source: Source,
    /// The column that is changed.
    column: usize,
    /// 1 where more is better, -1 where less is.
    direction: f64,
    /// The unit's figure at present.
    own: f64,
}

impl<'a> RaisedIndicator<'a> {
    fn of(subject: &'a Subject<'a>, leaf: usize) -> Self {
        let known = &subject.model.inner().leaves[leaf];
        let (Source::Column(column) | Source::Ratio { numerator: column, .. }) = known.source;
        let direction = f64::from(known.direction);
        let indicator = RaisedIndicator { subject, leaf, source: known.source, column, direction, own: f64::NAN };
        RaisedIndicator { own: indicator.figure(subject.model.panel().values(), subject.unit), ..indicator }
    }

    /// The figure of a unit in a table of values.
    fn figure(&self, values: &[f64], unit: usize) -> f64 {
        let value = |column: usize| values[self.subject.model.panel().cell(column, self.subject.at, unit)];
        match self.source {
            Source::Column(column) => value(column),
            Source::Ratio { numerator, denominator, scale } => value(numerator) * scale / value(denominator),
        }
    }

    /// The nearest unit above, and its figure; of equals the first by code.
    fn next_above(&self) -> Option<(usize, f64)> {
        let panel = self.subject.model.panel();
        (0..panel.units().len())
            .map(|u| (u, self.figure(panel.values(), u)))
            .filter(|(_, x)| x.is_finite() && (x - self.own) * self.direction > 0.0)
            .reduce(|nearest, this| if (this.1 - nearest.1) * self.direction < 0.0 { this } else { nearest })
    }

    /// The row before anything is raised.
    fn row(&self, before: &Scores) -> Raised {
        let Subject { model, at, unit, node, .. } = *self.subject;
        let (panel, known) = (model.panel(), &model.inner().leaves[self.leaf]);
        Raised {
            indicator: known.id.clone(),
            name: known.name.clone(),
            measure: known.measure.clone(),
            from: some(self.own),
            to: None,
            next: None,
            column: panel.indicators()[self.column].id.clone(),
            column_from: some(panel.values()[panel.cell(self.column, at, unit)]),
            column_to: None,
            change_percent: None,
            rank_before: some(self.subject.rank_in(before)),
            rank: None,
            gained: None,
            score_before: some(before.node(node)[unit]),
            score: None,
            interval: None,
            moved: Vec::new(),
            reason: None,
        }
    }

    /// Raises the unit to the next above it, and puts into the row what that does.
    fn raise(&self, row: &mut Raised, (above, target): (usize, f64), interval: &mut Likely<'_>) -> Result<()> {
        let Subject { model, period, unit, node, .. } = *self.subject;
        let units = model.panel().units();
        row.next = Some(units[above].code.clone());
        let change = Change::new(&units[unit].code, &row.column, Op::Set, 0.0);
        let mut scenario = Scenario::new(model, &change.into())?;
        let start = row.column_from.unwrap_or(f64::NAN);
        let Some(to) = self.reach(&mut scenario, start, target) else { return Ok(()) };
        let after = scenario.scores(period)?;
        let (rank, score) = (self.subject.rank_in(after), after.node(node)[unit]);
        row.to = some(self.figure(scenario.values(), unit));
        row.column_to = Some(to);
        row.change_percent = some(100.0 * (to - start) / start);
        (row.rank, row.score) = (some(rank), some(score));
        row.gained = some(row.rank_before.unwrap_or(f64::NAN) - rank);
        let moved = scenario.moved(period)?;
        row.moved = named_figures(&scenario, &moved);
        row.interval = interval(&mut scenario)?.map(|(low, high)| vec![low, high]);
        Ok(())
    }

    /// The figure of the column with which the indicator is at a target or, by rounding, just beyond it; none where the
    /// accounts refuse it. Numerator and denominator are linear in the column (a part moves its total too), so the indicator
    /// is a quotient of two lines.
    fn reach(&self, scenario: &mut Scenario, start: f64, target: f64) -> Option<f64> {
        let Subject { period, unit, .. } = *self.subject;
        let line = self.line(scenario, start)?;
        let value = line.value(target).filter(|_| line.is_straight())?;
        let mut beyond = 0.0;
        for nth in 0..40 {
            let to = value + beyond * (value - start).signum();
            scenario.set_value(0, to).ok()?;
            scenario.evaluate(period).ok()?;
            let is_short = (target - self.figure(scenario.values(), unit)) * self.direction > 0.0;
            if !is_short {
                return Some(to);
            }
            beyond = value.abs() * f64::EPSILON * f64::from(1 << nth.min(20));
        }
        None
    }

    /// The indicator as a quotient of two lines, from three samples.
    fn line(&self, scenario: &mut Scenario, start: f64) -> Option<Line> {
        let Subject { model, period, at, unit, .. } = *self.subject;
        let mut line = Line::of(model.inner(), self.leaf);
        let step = if start == 0.0 { 1.0 } else { start.abs() * 1e-2 };
        for nth in 0..3 {
            let value = start + step * nth as f64;
            // Downwards where the accounts allow no step upwards.
            for value in [value, start - step * nth as f64] {
                scenario.set_value(0, value).ok()?;
                if scenario.evaluate(period).is_ok() {
                    line.sample(nth, value, Columns::with(model.panel(), scenario.values()), at, unit);
                    break;
                }
            }
        }
        Some(line)
    }
}
