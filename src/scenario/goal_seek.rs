//! What would it take: the smallest change of one figure, or the least money, with which a unit reaches a rank or a score.
//!
//! The figure takes every value between zero and `limit` times the present one, everything that its accounts tie to it moves
//! along, and everybody is scored again at each. The index need not rise with a figure (R&D personnel is also what patents are
//! divided by), so the nearest answer on either side is searched for from the present outwards, with proofs that nothing nearer
//! was missed (see `path` and `nearest`). An answer is exact to 1e-12 of the present value, on the side that satisfies the
//! goal: whoever applies it gets what was asked for.

use super::adjust::{Moved, Scenario};
use super::goal::{Goal, GoalAnswer, MovedFigure, Reach, ReachedRank};
use super::nearest::{steps, Step};
use super::path::{Path, Proof};
use super::{Change, OneOrMany, Op, ScenarioSpec};
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::panel::IndicatorKind;
use crate::period::Period;
use crate::reason::Reason;
use crate::text::Text;

/// How far from an exact answer one may be, of the present value.
const TOLERANCE: f64 = 1e-12;

fn bad(place: &str, zh: &str, en: &str) -> Error {
    let mend = Text::new("请修改该项。", "Mend this member.");
    Error::new(Code::BadParameter, place, Text::new(zh, en), mend)
}

/// A goal with its names looked up.
struct Sought {
    path: Path,
    unit: usize,
    indicator: usize,
    /// The figure at present, and the value of the change at which nothing changes.
    present: f64,
    start: f64,
    period: Period,
}

impl Sought {
    fn of(model: &Model, goal: &Goal) -> Result<Sought> {
        let panel = model.panel();
        let member = |name: &'static str| move |e: Error| e.member(name).within("$");
        let parsed = |text: &str| -> Result<(Period, usize)> {
            let period = text.parse()?;
            Ok((period, panel.find_period(period)?))
        };
        let (period, at) = parsed(&goal.period).map_err(member("period"))?;
        let paid = goal.paid.as_deref().map(parsed).transpose().map_err(member("paid"))?;
        let unit = panel.find_unit(&goal.unit).map_err(member("unit"))?;
        let node = goal.node.as_deref().map_or(Ok(0), |id| model.node(id)).map_err(member("node"))?;
        if !goal.limit.is_finite() || goal.limit < 1.0 {
            return Err(bad("$.limit", "limit 须不小于 1。", "The limit must be a number from 1 upwards."));
        }
        if paid.is_some() && goal.fund.is_none() {
            return Err(bad("$.paid", "只有资金才有投入时期。", "Only money has a period in which it is given."));
        }
        let spec = ScenarioSpec {
            changes: vec![Change {
                unit: OneOrMany::One(panel.units()[unit].code.clone()),
                indicator: OneOrMany::One(goal.indicator.clone()),
                period: paid.as_ref().map(|(p, _)| p.to_string()),
                op: if goal.fund.is_some() { Op::Fund } else { Op::Set },
                value: 0.0,
                keep: goal.keep.clone(),
                assumptions: None,
            }],
            assumptions: goal.fund.clone(),
            ..ScenarioSpec::default()
        };
        // What is wrong with the change is wrong with the goal.
        let own = |error: Error| error.relocated("$.changes[0]", "$").relocated("$.assumptions", "$.fund");
        let path = Path::new(model, &spec, unit, period, node, goal.region).map_err(own)?;
        let indicator = panel.indicator(&goal.indicator).unwrap_or_default();
        let present = panel.values()[panel.cell(indicator, paid.map_or(at, |(_, at)| at), unit)];
        let start = if goal.fund.is_some() { 0.0 } else { present };
        Ok(Sought { path, unit, indicator, present, start, period })
    }

    /// The values that are tried, on either side.
    fn ends(&self, limit: f64) -> Vec<f64> {
        let far = limit * self.present;
        match self.start == 0.0 && self.present != 0.0 {
            true => vec![far.abs()],
            // Upwards first: an increase is preferred.
            false if self.present > 0.0 => vec![far, 0.0],
            false => vec![0.0, far],
        }
    }

    /// The steps on either side, and whether they are proved.
    fn steps(&mut self, limit: f64, mark: Option<f64>) -> Result<(Vec<Vec<Step>>, bool)> {
        let tolerance = TOLERANCE * self.present.abs();
        let mut certain = true;
        let mut sides = Vec::new();
        for end in self.ends(limit) {
            let Some(start) = self.path.point(self.start)? else { continue };
            if end != self.start {
                sides.push(steps(&mut self.path, &start, end, mark, tolerance)?);
                certain &= self.path.proof != Proof::Nothing || !self.path.moves();
            }
        }
        Ok((sides, certain))
    }

    /// The nearest step, on any side, at which a rank is reached.
    fn nearest(&self, sides: &[Vec<Step>], rank: f64) -> Option<Step> {
        let reached = |side: &Vec<Step>| side.iter().find(|s| s.rank <= rank).copied();
        let distance = |step: Step| (step.at - self.start).abs();
        // Equal to twelve digits is a tie, and the first side is the increase.
        let tie = 4.0 * TOLERANCE * self.present.abs();
        sides
            .iter()
            .filter_map(reached)
            .reduce(|best, step| if distance(step) < distance(best) - tie { step } else { best })
    }

    /// As near as it is to be, and such that the change and the percentage that are printed reach the goal too.
    fn settle(&mut self, step: Step, mark: Option<f64>, rank: f64) -> Result<Step> {
        let outwards = (step.at - self.start).signum();
        for nth in 0..12 {
            let aside = if nth == 0 { 0.0 } else { TOLERANCE / 8.0 * f64::from(1 << nth) };
            let at = step.at + outwards * aside * self.present.abs();
            let percent = 100.0 * (at - self.present) / self.present;
            let mut all = true;
            for written in [at, self.present + (at - self.present), self.present * (1.0 + percent / 100.0)] {
                all &= match self.path.point(written)? {
                    Some(point) => match mark {
                        Some(score) => point.scores[self.unit] >= score,
                        None => self.path.rank(&point) <= rank,
                    },
                    None => false,
                };
            }
            if all {
                return Ok(Step { at, rank: step.rank });
            }
        }
        Ok(step)
    }
}

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| !v.is_nan())
}

/// The smallest change in absolute value, an increase preferred on ties, with which a unit reaches a rank or a score. Already
/// there: no change. Zero or missing at present: there is no multiple of it to try.
///
/// ```
/// use innodex::scenario::{goal, Goal};
/// use innodex::{Framework, Model, Panel};
/// let panel = Panel::from_csv("code,year,x,y\na,2022,1,0\nb,2022,4,0\nc,2022,5,1\n".as_bytes(), None)?;
/// let framework = Framework::of_columns(&panel);
/// let model = Model::new(panel, framework)?;
/// let second = Goal { rank: Some(2.0), ..Goal::new("2022", "a", "x") };
/// let answer = goal(&model, &second)?;
/// assert_eq!((answer.to, answer.change_percent), (Some(4.0), Some(300.0))); // a tie counts
/// # Ok::<(), innodex::Error>(())
/// ```
///
/// # Errors
/// `bad_period`, `unknown_period`, `unknown_unit`, `unknown_node`, `unknown_column`, `ratio_not_changeable`,
/// `keep_conflict`, `bad_parameter`: at the member that is wrong.
pub fn goal(model: &Model, goal: &Goal) -> Result<GoalAnswer> {
    let (rank, mark) = match (goal.rank, goal.score) {
        (Some(rank), None) if rank >= 1.0 => (rank, None),
        (Some(_), None) => return Err(bad("$.rank", "名次须不小于 1。", "The rank must be at least 1.")),
        (None, Some(score)) if score.is_finite() => (1.0, Some(score)),
        (None, Some(_)) => return Err(bad("$.score", "得分须为有限的数。", "The score must be a finite number.")),
        _ => return Err(bad("$", "须写 rank 或 score，二者取一。", "A goal is either a rank or a score.")),
    };
    let mut sought = Sought::of(model, goal)?;
    let panel = model.panel();
    let measure = panel.indicators()[sought.indicator].unit.clone();
    let mut answer = GoalAnswer {
        reachable: false,
        rank: None,
        from: None,
        to: None,
        change: None,
        change_percent: None,
        best_rank: None,
        moved: Vec::new(),
        score: None,
        money: None,
        measure,
        rank_before: None,
        score_before: None,
        certain: true,
        reason: None,
        assumptions: sought.path.scenario().assumptions().to_vec(),
    };
    let before = sought.path.unmoved();
    answer.rank_before = some(sought.path.rank(&before));
    answer.score_before = some(before.scores[sought.unit]);
    answer.best_rank = answer.rank_before;
    let there = match mark {
        Some(score) => before.scores[sought.unit] >= score,
        None => sought.path.rank(&before) <= rank,
    };
    let missing = sought.present.is_nan();
    if missing || sought.present == 0.0 {
        let period = panel.find_period(sought.period).unwrap_or_default();
        answer.reason = Some(match missing {
            true => panel.reason(sought.indicator, period, sought.unit),
            false => Reason::BaseZero,
        });
    }
    let mut reached = there.then_some(Step { at: sought.start, rank: sought.path.rank(&before) });
    if answer.reason.is_none() {
        let (ranks, certain) = sought.steps(goal.limit, None)?;
        answer.certain = certain;
        let best = ranks.iter().flatten().map(|s| s.rank).fold(f64::INFINITY, f64::min);
        answer.best_rank = some(best.min(answer.rank_before.unwrap_or(f64::INFINITY))).filter(|b| b.is_finite());
        if !there {
            let sides = match mark {
                Some(_) => sought.steps(goal.limit, mark)?.0,
                None => ranks,
            };
            if let Some(step) = sought.nearest(&sides, rank) {
                let money = goal.fund.is_some();
                reached = Some(if money { step } else { sought.settle(step, mark, rank)? });
            }
        }
    }
    if let Some(step) = reached {
        answer.reachable = true;
        fill(&mut answer, &mut sought, step, goal.fund.is_some())?;
    }
    Ok(answer)
}

/// What there is only where the goal is reached.
fn fill(answer: &mut GoalAnswer, sought: &mut Sought, step: Step, money: bool) -> Result<()> {
    let still = sought.present.is_nan() || step.at == sought.start;
    let point = match still {
        true => sought.path.unmoved(),
        false => match sought.path.point(step.at)? {
            Some(point) => point,
            None => sought.path.unmoved(),
        },
    };
    answer.rank = some(sought.path.rank(&point));
    answer.score = some(point.scores[sought.unit]);
    answer.from = some(sought.present);
    answer.to = answer.from;
    answer.change = Some(0.0);
    answer.change_percent = Some(0.0);
    answer.money = money.then_some(0.0);
    if still {
        return Ok(());
    }
    let moved = sought.path.scenario().moved(sought.period)?;
    let own = moved.iter().find(|m| m.indicator == sought.indicator && m.unit == sought.unit);
    let to = if money { own.map_or(sought.present, |m| m.to) } else { step.at };
    answer.to = Some(to);
    answer.change = Some(to - sought.present);
    answer.change_percent = Some(100.0 * (to - sought.present) / sought.present);
    answer.money = money.then_some(step.at);
    answer.moved = named(sought.path.scenario(), &moved);
    Ok(())
}

/// Figures that moved, with their names.
pub(super) fn named(scenario: &Scenario, moved: &[Moved]) -> Vec<MovedFigure> {
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
/// reach: one walk along each column serves all ranks. `goal` says everything but the indicator; its rank or score is not read.
///
/// # Errors
/// As [`goal`].
pub fn reach(model: &Model, goal: &Goal) -> Result<Vec<Reach>> {
    let mut rows = Vec::new();
    for indicator in model.panel().indicators().iter().filter(|i| i.kind == IndicatorKind::Stock) {
        let mut sought = Sought::of(model, &Goal { indicator: indicator.id.clone(), ..goal.clone() })?;
        let present = sought.present;
        if present.is_nan() || present == 0.0 {
            continue;
        }
        let (sides, certain) = sought.steps(goal.limit, None)?;
        if !sought.path.moves() {
            continue;
        }
        let before = sought.path.unmoved();
        let rank = some(sought.path.rank(&before));
        let best = sides.iter().flatten().map(|s| s.rank).fold(f64::INFINITY, f64::min);
        let mut ranks = Vec::new();
        let mut next = rank.unwrap_or(sought.path.rivals().len() as f64 + 2.0) - 1.0;
        while next >= best {
            if let Some(step) = sought.nearest(&sides, next) {
                let change = step.at - present;
                ranks.push(ReachedRank { rank: next, to: step.at, change, change_percent: 100.0 * change / present });
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
