//! Goal seek: the smallest change of one figure, or the least money, with which a unit reaches a rank or a score.
//!
//! The figure takes every value between zero and `limit` times the present one, everything that its accounts tie to it moves
//! along, and all units are scored again. The index need not rise with a figure (R&D personnel is also what patents are
//! divided by), so the nearest answer on either side is searched for from the present outwards, with proofs that nothing
//! nearer was missed (see `response_curve` and `branch_and_bound`). An answer is exact to 1e-12 of the present value, on the
//! side that satisfies the goal: the change that is given reaches it.

use super::branch_and_bound::{improvements, Improvement};
use super::response_curve::{Guarantee, Point, ResponseCurve};
use super::spec::{Goal, GoalAnswer, MovedFigure, Reach, ReachedRank};
use super::unwanted::is_unwanted;
use crate::error::{Code, Error, Problem, Result};
use crate::index::Model;
use crate::panel::IndicatorKind;
use crate::period::Period;
use crate::reason::Reason;
use crate::scenario::{Change, Moved, Op, Scenario, ScenarioSpec};
use crate::text::Text;

/// How far from an exact answer one may be, of the present value.
const TOLERANCE: f64 = 1e-12;

fn bad(place: &str, zh: &str, en: &str) -> Error {
    let hint = Text::new("请修改该项。", "Correct this field.");
    Error::new(Code::BadParameter, place, Text::new(zh, en), hint)
}

/// What is to be reached.
#[derive(Debug, Clone, Copy)]
enum Target {
    Rank(f64),
    Score(f64),
}

impl Target {
    fn of(goal: &Goal) -> Result<Target> {
        match (goal.rank, goal.score) {
            (Some(rank), None) if rank >= 1.0 => Ok(Target::Rank(rank)),
            (Some(_), None) => Err(bad("$.rank", "名次须不小于 1。", "The rank must be at least 1.")),
            (None, Some(score)) if score.is_finite() => Ok(Target::Score(score)),
            (None, Some(_)) => Err(bad("$.score", "得分须为有限的数。", "The score must be a finite number.")),
            _ => Err(bad("$", "须写 rank 或 score，二者取一。", "A goal is either a rank or a score.")),
        }
    }

    fn is_reached(self, curve: &ResponseCurve, point: &Point) -> bool {
        match self {
            Target::Score(score) => point.scores[curve.unit] >= score,
            Target::Rank(rank) => curve.rank(point) <= rank,
        }
    }
}

/// A goal, its names looked up.
struct ResolvedGoal {
    curve: ResponseCurve,
    indicator: usize,
    /// The figure at present.
    present: f64,
    /// The value of the change at which nothing changes.
    start: f64,
    period: Period,
    /// The number of the period that is viewed.
    viewed: usize,
}

impl ResolvedGoal {
    fn of(model: &Model, goal: &Goal) -> Result<ResolvedGoal> {
        let panel = model.panel();
        let member = |name: &'static str| move |e: Error| e.member(name).within("$");
        let parsed = |text: &str| -> Result<(Period, usize)> {
            let period = text.parse()?;
            Ok((period, panel.find_period(period)?))
        };
        let (period, viewed) = parsed(&goal.period).map_err(member("period"))?;
        let paid = goal.paid.as_deref().map(parsed).transpose().map_err(member("paid"))?;
        let unit = panel.find_unit(&goal.unit).map_err(member("unit"))?;
        let node = goal.node.as_deref().map_or(Ok(0), |id| model.node(id)).map_err(member("node"))?;
        if !goal.limit.is_finite() || goal.limit < 1.0 {
            return Err(bad("$.limit", "limit 须不小于 1。", "The limit must be a number from 1 upwards."));
        }
        if paid.is_some() && goal.fund.is_none() {
            return Err(bad("$.paid", "只有资金才有投入时期。", "Only money has a period in which it is given."));
        }
        let area = goal.region.as_deref().map(|written| panel.area(written)).transpose().map_err(member("region"))?;
        let spec = scenario_of(goal, &panel.units()[unit].code, paid.map(|(p, _)| p));
        let curve = ResponseCurve::new(model, &spec, unit, period, node, area).map_err(|e| at_the_goal(&e))?;
        let indicator = panel.indicator(&goal.indicator).unwrap_or_default();
        let changed_in = paid.map_or(viewed, |(_, at)| at);
        let present = panel.values()[panel.cell(indicator, changed_in, unit)];
        let start = if goal.fund.is_some() { 0.0 } else { present };
        Ok(ResolvedGoal { curve, indicator, present, start, period, viewed })
    }

    /// The values at which the search ends, on either side.
    fn ends(&self, limit: f64) -> Vec<f64> {
        let far = limit * self.present;
        if self.start == 0.0 && self.present != 0.0 {
            vec![far.abs()]
        } else if self.present > 0.0 {
            // Upwards first: an increase is preferred.
            vec![far, 0.0]
        } else {
            vec![0.0, far]
        }
    }

    /// The improvements on either side, of the rank or towards a score (`threshold`), and whether they are proved.
    fn improvements(&mut self, limit: f64, threshold: Option<f64>) -> Result<(Vec<Vec<Improvement>>, bool)> {
        let tolerance = TOLERANCE * self.present.abs();
        let mut certain = true;
        let mut sides = Vec::new();
        for end in self.ends(limit) {
            let Some(start) = self.curve.point(self.start)? else { continue };
            if end != self.start {
                sides.push(improvements(&mut self.curve, &start, end, threshold, tolerance)?);
                certain &= self.curve.guarantee != Guarantee::None || !self.curve.moves();
            }
        }
        Ok((sides, certain))
    }

    /// The nearest improvement, on any side, to a rank.
    fn nearest(&self, sides: &[Vec<Improvement>], rank: f64) -> Option<Improvement> {
        let reached = |side: &Vec<Improvement>| side.iter().find(|s| s.rank <= rank).copied();
        let distance = |found: Improvement| (found.at - self.start).abs();
        // Equal to twelve digits is a tie, and the first side is the increase.
        let tie = 4.0 * TOLERANCE * self.present.abs();
        sides
            .iter()
            .filter_map(reached)
            .reduce(|best, found| if distance(found) < distance(best) - tie { found } else { best })
    }

    /// The nearest value such that the change and the percentage, as they are printed, reach the target too.
    fn refine(&mut self, found: Improvement, target: Target) -> Result<Improvement> {
        let outwards = (found.at - self.start).signum();
        for nth in 0..12 {
            let aside = if nth == 0 { 0.0 } else { TOLERANCE / 8.0 * f64::from(1 << nth) };
            let at = found.at + outwards * aside * self.present.abs();
            let percent = 100.0 * (at - self.present) / self.present;
            let mut all = true;
            for written in [at, self.present + (at - self.present), self.present * (1.0 + percent / 100.0)] {
                let point = self.curve.point(written)?;
                all &= point.is_some_and(|point| target.is_reached(&self.curve, &point));
            }
            if all {
                return Ok(Improvement { at, rank: found.rank });
            }
        }
        Ok(found)
    }

    /// Why there is nothing to be reached: a reference unit has no rank, and a figure that is zero or missing at present has
    /// no multiple.
    fn obstacle(&self, model: &Model, target: Target) -> Option<Reason> {
        if matches!(target, Target::Rank(_)) && !self.curve.is_ranked() {
            return Some(Reason::ReferenceUnit);
        }
        if self.present.is_nan() {
            return Some(model.panel().reason(self.indicator, self.viewed, self.curve.unit));
        }
        (self.present == 0.0).then_some(Reason::BaseZero)
    }

    /// The answer before anything is searched for.
    fn unanswered(&mut self, model: &Model, before: &Point, target: Target) -> GoalAnswer {
        let rank_before = some(self.curve.rank(before));
        GoalAnswer {
            reachable: false,
            rank: None,
            from: None,
            to: None,
            change: None,
            change_percent: None,
            unwanted: false,
            best_rank: rank_before,
            moved: Vec::new(),
            score: None,
            money: None,
            measure: model.panel().indicators()[self.indicator].unit.clone(),
            rank_before,
            score_before: some(before.scores[self.curve.unit]),
            certain: true,
            reason: self.obstacle(model, target),
            assumptions: self.curve.scenario().assumptions(),
        }
    }
}

/// The change of a goal as a scenario; money is a `fund`.
fn scenario_of(goal: &Goal, unit: &str, paid: Option<Period>) -> ScenarioSpec {
    let op = if goal.fund.is_some() { Op::Fund } else { Op::Set };
    let change = Change::new(unit, &goal.indicator, op, 0.0);
    let change = Change { period: paid.map(|p| p.to_string()), keep: goal.keep.clone(), ..change };
    ScenarioSpec { assumptions: goal.fund.clone(), ..change.into() }
}

/// Puts an error of the change where the goal says it.
fn at_the_goal(error: &Error) -> Error {
    let mut problem = Problem::clone(error);
    for (theirs, ours) in [("$.changes[0]", "$"), ("$.assumptions", "$.fund")] {
        if let Some(rest) = problem.place.strip_prefix(theirs) {
            problem.place = format!("{ours}{rest}");
        }
    }
    problem.into()
}

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| !v.is_nan())
}

/// The best rank that improvements reach; infinite where there is none.
fn best_rank(sides: &[Vec<Improvement>]) -> f64 {
    sides.iter().flatten().map(|s| s.rank).fold(f64::INFINITY, f64::min)
}

/// The smallest change in absolute value, an increase preferred on ties, with which a unit reaches a rank or a score. Where it
/// has reached it already the change is zero. A figure that is zero or missing at present has no multiples: `reason` says so.
///
/// ```
/// use innodex::goal::{seek, Goal};
/// use innodex::{Framework, Model, Panel};
/// let panel = Panel::from_csv("code,year,x,y\na,2022,1,0\nb,2022,4,0\nc,2022,5,1\n".as_bytes(), None)?;
/// let framework = Framework::of_columns(&panel);
/// let model = Model::new(panel, framework)?;
/// let second = Goal { rank: Some(2.0), ..Goal::new("2022", "a", "x") };
/// let answer = seek(&model, &second)?;
/// assert_eq!((answer.to, answer.change_percent), (Some(4.0), Some(300.0))); // a tie counts
/// # Ok::<(), innodex::Error>(())
/// ```
///
/// # Errors
/// `bad_period`, `unknown_period`, `unknown_unit`, `unknown_node`, `unknown_column`, `ratio_not_changeable`,
/// `keep_conflict`, `bad_parameter`: at the member that is wrong.
pub fn seek(model: &Model, goal: &Goal) -> Result<GoalAnswer> {
    let target = Target::of(goal)?;
    let mut resolved = ResolvedGoal::of(model, goal)?;
    let before = resolved.curve.unmoved();
    let mut answer = resolved.unanswered(model, &before, target);
    let found = if target.is_reached(&resolved.curve, &before) {
        Some(Improvement { at: resolved.start, rank: resolved.curve.rank(&before) })
    } else {
        None
    };
    let found = match answer.reason {
        None => search(&mut resolved, goal, target, found, &mut answer)?,
        Some(_) => found,
    };
    if let Some(found) = found {
        answer.reachable = true;
        fill(&mut answer, &mut resolved, found, goal.fund.is_some())?;
    }
    Ok(answer)
}

/// Searches both sides: for the best rank, and for the target where it is not reached at present.
fn search(
    resolved: &mut ResolvedGoal,
    goal: &Goal,
    target: Target,
    present: Option<Improvement>,
    answer: &mut GoalAnswer,
) -> Result<Option<Improvement>> {
    let (ranks, certain) = resolved.improvements(goal.limit, None)?;
    answer.certain = certain;
    let best = best_rank(&ranks).min(answer.rank_before.unwrap_or(f64::INFINITY));
    answer.best_rank = some(best).filter(|b| b.is_finite());
    if present.is_some() {
        return Ok(present);
    }
    let nearest = match target {
        Target::Rank(rank) => resolved.nearest(&ranks, rank),
        Target::Score(score) => {
            let sides = resolved.improvements(goal.limit, Some(score))?.0;
            resolved.nearest(&sides, 1.0)
        }
    };
    match nearest {
        Some(found) if goal.fund.is_none() => resolved.refine(found, target).map(Some),
        found => Ok(found),
    }
}

/// Fills in what there is only where the goal is reached.
fn fill(answer: &mut GoalAnswer, resolved: &mut ResolvedGoal, found: Improvement, money: bool) -> Result<()> {
    let still = resolved.present.is_nan() || found.at == resolved.start;
    let point = if still { None } else { resolved.curve.point(found.at)? };
    let point = point.unwrap_or_else(|| resolved.curve.unmoved());
    answer.rank = some(resolved.curve.rank(&point));
    answer.score = some(point.scores[resolved.curve.unit]);
    answer.from = some(resolved.present);
    answer.to = answer.from;
    answer.change = Some(0.0);
    answer.change_percent = Some(0.0);
    answer.money = money.then_some(0.0);
    if still {
        return Ok(());
    }
    let moved = resolved.curve.scenario().moved(resolved.period)?;
    let own = moved.iter().find(|m| m.indicator == resolved.indicator && m.unit == resolved.curve.unit);
    let to = if money { own.map_or(resolved.present, |m| m.to) } else { found.at };
    answer.to = Some(to);
    answer.change = Some(to - resolved.present);
    answer.change_percent = Some(100.0 * (to - resolved.present) / resolved.present);
    answer.unwanted = is_unwanted(resolved.curve.scenario().model(), resolved.indicator, to - resolved.present);
    answer.money = money.then_some(found.at);
    answer.moved = named_figures(resolved.curve.scenario(), &moved);
    Ok(())
}

/// Figures that moved, with their names.
pub(super) fn named_figures(scenario: &Scenario, moved: &[Moved]) -> Vec<MovedFigure> {
    let panel = scenario.model().panel();
    let one = |m: &Moved| {
        let (unit, indicator) = (&panel.units()[m.unit], &panel.indicators()[m.indicator]);
        MovedFigure {
            code: unit.code.clone(),
            unit: unit.name.clone(),
            indicator: indicator.id.clone(),
            name: indicator.name(),
            measure: indicator.unit.clone(),
            period: panel.periods()[m.period].to_string(),
            from: some(m.from),
            to: m.to,
            why: m.why,
        }
    };
    moved.iter().map(one).collect()
}

/// Every column of the panel that can change the rank of a unit, each with the smallest change for every rank that it can
/// reach. Each column is searched once for all ranks. The goal's indicator, rank and score are not read.
///
/// # Errors
/// As [`seek`].
pub fn reach(model: &Model, goal: &Goal) -> Result<Vec<Reach>> {
    let mut rows = Vec::new();
    for indicator in model.panel().indicators().iter().filter(|i| i.kind == IndicatorKind::Stock) {
        let mut resolved = ResolvedGoal::of(model, &Goal { indicator: indicator.id.clone(), ..goal.clone() })?;
        let present = resolved.present;
        if present.is_nan() || present == 0.0 || !resolved.curve.is_ranked() {
            continue;
        }
        let (sides, certain) = resolved.improvements(goal.limit, None)?;
        if !resolved.curve.moves() {
            continue;
        }
        let before = resolved.curve.unmoved();
        let rank = some(resolved.curve.rank(&before));
        let best = best_rank(&sides);
        let mut ranks = Vec::new();
        let mut next = rank.unwrap_or(resolved.curve.competitors().len() as f64 + 2.0) - 1.0;
        while next >= best {
            if let Some(found) = resolved.nearest(&sides, next) {
                let change = found.at - present;
                let unwanted = is_unwanted(model, resolved.indicator, change);
                let change_percent = 100.0 * change / present;
                ranks.push(ReachedRank { rank: next, to: found.at, change, change_percent, unwanted });
            }
            next -= 1.0;
        }
        rows.push(Reach {
            indicator: indicator.id.clone(),
            name: indicator.name(),
            measure: indicator.unit.clone(),
            from: some(present),
            rank,
            ranks,
            certain,
        });
    }
    Ok(rows)
}
