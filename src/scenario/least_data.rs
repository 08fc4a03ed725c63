//! The least that data can tell: for each indicator of the framework, the unit is raised to the next unit above it in that
//! indicator alone. What is ranks gained thereby says where a little is worth most.

use super::adjust::Scenario;
use super::goal::MovedFigure;
use super::goal_seek::named;
use super::path::Line;
use super::{Change, OneOrMany, Op, ScenarioSpec};
use crate::error::Result;
use crate::index::{Columns, Inner, Model, Scores, Source};
use crate::json;
use crate::panel::IndicatorKind;
use crate::period::Period;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// Says between which ranks the unit of a scenario lies.
pub type Likely<'a> = dyn FnMut(&mut Scenario) -> Result<Option<(f64, f64)>> + 'a;

/// What raising a unit to the next above it in one indicator does.
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
    /// The figure of the next unit above, which is taken; none where nobody is above, or it cannot be reached.
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
    /// Between which ranks it lies after in nine of ten draws; none where nobody was asked.
    #[ts(type = "[number, number] | null")]
    pub interval: Option<Vec<f64>>,
    /// Everything that moves.
    pub moved: Vec<MovedFigure>,
    /// Why there is no answer; nothing where nobody is above.
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

/// Every indicator below a node, in the order of the tree: the unit has the figure of the next unit above it (below it, where
/// less is better), by a change of the indicator's column, or of its numerator, with its account. `interval` is asked for how
/// sure the unit's rank is then ([`Uncertainty::likely`](crate::robustness::Uncertainty::likely) knows); `|_| Ok(None)` asks
/// nobody.
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
    let inner = model.inner();
    let panel = model.panel();
    let unit = panel.find_unit(unit)?;
    let at = panel.find_period(period)?;
    let before = model.scores(period)?;
    let rank_of = |scores: &Scores| scores.ranks(node, None, Ties::Competition)[unit];
    let (rank_before, score_before) = (rank_of(&before), before.node(node)[unit]);
    let mut rows = Vec::new();
    for leaf in inner.leaves_below(node) {
        let known = &inner.leaves[leaf];
        let figure = |scenario: &[f64], u: usize| -> f64 {
            let value = |column: usize| scenario[panel.cell(column, at, u)];
            match known.source {
                Source::Column(column) => value(column),
                Source::Ratio { numerator, denominator, scale } => value(numerator) * scale / value(denominator),
            }
        };
        let column = match known.source {
            Source::Column(column) | Source::Ratio { numerator: column, .. } => column,
        };
        let better = f64::from(known.direction);
        let own = figure(panel.values(), unit);
        // The nearest above; of equals the first by code.
        let next = (0..panel.units().len())
            .map(|u| (u, figure(panel.values(), u)))
            .filter(|(_, x)| x.is_finite() && (x - own) * better > 0.0)
            .reduce(|nearest, this| if (this.1 - nearest.1) * better < 0.0 { this } else { nearest });
        let mut row = Raised {
            indicator: known.id.clone(),
            name: known.name.clone(),
            measure: known.measure.clone(),
            from: some(own),
            to: None,
            next: None,
            column: panel.indicators()[column].id.clone(),
            column_from: some(panel.values()[panel.cell(column, at, unit)]),
            column_to: None,
            change_percent: None,
            rank_before: some(rank_before),
            rank: None,
            gained: None,
            score_before: some(score_before),
            score: None,
            interval: None,
            moved: Vec::new(),
            reason: None,
        };
        if !own.is_finite() {
            row.reason = Some(inner.gap(&known.id, at, unit));
        } else if let (Some((above, target)), IndicatorKind::Stock) = (next, panel.indicators()[column].kind) {
            row.next = Some(panel.units()[above].code.clone());
            let mut scenario = Scenario::new(model, &set(&panel.units()[unit].code, &row.column))?;
            let start = row.column_from.unwrap_or(f64::NAN);
            let short = |scenario: &Scenario| (target - figure(&scenario.values, unit)) * better > 0.0;
            if let Some(to) = reach(&mut scenario, inner, leaf, period, (unit, at), start, target, &short) {
                let after = scenario.scores(period)?;
                let (rank, score) = (rank_of(after), after.node(node)[unit]);
                row.to = some(figure(&scenario.values, unit));
                row.column_to = Some(to);
                row.change_percent = some(100.0 * (to - start) / start);
                (row.rank, row.score) = (some(rank), some(score));
                row.gained = some(rank_before - rank);
                let moved = scenario.moved(period)?;
                row.moved = named(&scenario, &moved);
                row.interval = interval(&mut scenario)?.map(|(low, high)| vec![low, high]);
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

fn set(unit: &str, column: &str) -> ScenarioSpec {
    ScenarioSpec {
        changes: vec![Change {
            unit: OneOrMany::One(unit.to_owned()),
            indicator: OneOrMany::One(column.to_owned()),
            period: None,
            op: Op::Set,
            value: 0.0,
            keep: Vec::new(),
            assumptions: None,
        }],
        ..ScenarioSpec::default()
    }
}

/// The figure of a column with which an indicator is at a target or, by rounding, just beyond it; none where the accounts do
/// not let it get there. Numerator and denominator move in lines (a part moves its total too), so the figure is that of a
/// quotient of two lines.
#[allow(clippy::too_many_arguments)] // an indicator of a unit in a period, and where it is to get
fn reach(
    scenario: &mut Scenario,
    inner: &Inner,
    leaf: usize,
    period: Period,
    (unit, at): (usize, usize),
    start: f64,
    target: f64,
    short: &dyn Fn(&Scenario) -> bool,
) -> Option<f64> {
    let mut line = Line::of(inner, leaf);
    let step = if start == 0.0 { 1.0 } else { start.abs() * 1e-2 };
    for nth in 0..3 {
        let value = start + step * nth as f64;
        // Where an account has no room upwards, downwards it has.
        for value in [value, start - step * nth as f64] {
            scenario.set_value(0, value).ok()?;
            if scenario.look(period).is_ok() {
                line.see(nth, value, Columns::with(&inner.panel, &scenario.values), at, unit);
                break;
            }
        }
    }
    let value = line.value(target).filter(|_| line.is_straight())?;
    let mut beyond = 0.0;
    for nth in 0..40 {
        let to = value + beyond * (value - start).signum();
        scenario.set_value(0, to).ok()?;
        scenario.look(period).ok()?;
        if !short(scenario) {
            return Some(to);
        }
        beyond = value.abs() * f64::EPSILON * f64::from(1 << nth.min(20));
    }
    None
}
