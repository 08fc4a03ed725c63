//! Allocation: the split of a budget over units or programmes that moves an objective most, with floors, caps and returns that
//! diminish.
//!
//! The index is no sum of separate parts: money that makes a unit the new maximum of an indicator lowers everybody else. So
//! there are three steps, and each is said in the result:
//! 1. Every unit has the curve of its score at best over its own money (`response`); these curves are separate, and concave
//!    where returns do not increase. The split that is best for them is found exactly (`separate`, `concave`: equal marginal
//!    values, a linear programme where they are straight, one level where the lowest score counts). Its value is the `bound`.
//! 2. From that split, and from many others, the best is searched for by the objective as the index computes it (`search`,
//!    `ascent`), past kinks too, where several recipients must have more at once. That is `achieved`.
//! 3. `gap` is the difference: what a better split could at most add. Where it is zero, nothing is searched for.
//!
//! Where a method gives no bound (z-scores, weights found in the figures, a treatment of outliers, two programmes in one
//! unit), step 1 takes the objective with one recipient funded at a time in place of the curves, and there is no bound: a
//! search over tops of which there may be many is no proof, and the notes say so.

mod ascent;
mod concave;
mod exact_objective;
mod linear;
mod recipients;
mod report;
mod response;
mod search;
mod separable;
mod spec;

pub use spec::{Allocation, Amounts, Budget, Given, Objective, Programme, Standing};

use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::panel::Panel;
use crate::period::Period;
use crate::scenario::Scenario;
use crate::text::Text;
use ascent::{Ground, Split};
use concave::{split, Curve};
use exact_objective::{Aim, Truth};
use recipients::{named, recipients, Recipient};
use report::report;
use response::Response;
use search::allowance;
use separable::separate;

fn bad(place: &str, zh: &str, en: &str) -> Error {
    Error::new(Code::BadParameter, place, Text::new(zh, en), Text::new("请修改该项。", "Mend this member."))
}

/// Splits a budget so that the objective is as high as it can be, in a period.
///
/// Where there is a `bound`, nothing is higher than it. Without one the split is the best of a search, which has found nothing
/// better from many starts; the same problem has the same answer.
///
/// # Errors
/// `unknown_period`, `unknown_unit`, `unknown_column`, `unknown_node`, `ratio_not_changeable`, `bad_parameter`,
/// `duplicate_id`: at the member that is wrong; `account_exceeded` where the accounts refuse what follows from money.
pub fn allocate(model: &Model, period: Period, budget: &Budget) -> Result<Allocation> {
    let panel = model.panel();
    let at = panel.find_period(period)?;
    let node = budget.node.as_deref().map_or(Ok(0), |id| model.node(id)).map_err(|e| e.member("node").within("$"))?;
    if !budget.budget.is_finite() || budget.budget <= 0.0 {
        return Err(bad("$.budget", "预算须为正数。", "The budget must be above zero."));
    }
    let (recipients, spec) = recipients(model, budget, at)?;
    let funded: Vec<usize> = recipients.iter().flat_map(|r| r.units.iter().copied()).collect();
    let shared = (1..funded.len()).any(|i| funded[..i].contains(&funded[i]));
    let aim = aim(panel, budget, &recipients, shared)?;
    let mut scenario = Scenario::new(model, &spec).map_err(|e| named(e, budget.programmes.is_some()))?;
    scenario.evaluate_before(period)?;
    let mut truth = Truth { scenario, period, node, aim };
    let floors: Vec<f64> = recipients.iter().map(|r| r.floor).collect();
    let scored = count(truth.scores(&recipients, &floors)?);

    let mut notes = Vec::new();
    let mut starts = vec![floors.clone(), equal(&recipients, budget.budget)];
    let mut bound = None;
    match if shared { None } else { Response::of(model, node, at) } {
        Some(response) => {
            let best = separate(model, response, &recipients, &spec, at, &truth.aim, budget.budget, scored)?;
            starts.push(best.0);
            bound = best.1;
            if bound.is_none() {
                notes.push(Text::new(
                    "资金的作用并非处处递减，无法给出上限：结果由数值搜索得到，未发现更优方案。",
                    "No upper bound: returns are not diminishing everywhere. The split is the best of a numerical search.",
                ));
            }
        }
        None => notes.push(Text::new(
            "按该指标体系的方法或资金安排，各接受方的得分相互影响，无法给出上限：结果由数值搜索得到，未发现更优方案。",
            "No upper bound: under these methods, or with two programmes in one unit, recipients' scores depend on each other. The \
             split is the best of a numerical search.",
        )),
    }
    if truth.aim == Aim::Mean || bound.is_none() {
        starts.push(one_at_a_time(&mut truth, &recipients, budget.budget)?);
    }
    let figures = panel.units().len() * model.inner().nodes.len();
    let left = allowance(figures, recipients.len());
    let mut ground = Ground { truth: &mut truth, recipients: &recipients, budget: budget.budget, left, step: 0.0 };
    let best = ground.best(starts, bound)?;
    let best = ground.trim(best)?;
    let best = settled(&mut ground, best)?;
    report(ground, best, model, at, budget, spec, bound, notes)
}

/// The objective, its names looked up.
fn aim(panel: &Panel, budget: &Budget, recipients: &[Recipient], shared: bool) -> Result<Aim> {
    match &budget.objective {
        Objective::Mean => Ok(Aim::Mean),
        Objective::Unit(code) => panel.find_unit(code).map(Aim::Unit).map_err(|e| e.within("$.objective.unit")),
        Objective::Minimum if shared || recipients.iter().any(|r| r.units.len() != 1) => Err(bad(
            "$.objective",
            "以最低得分为目标时，每个资金接受方须为一个地区，且不得重复。",
            "For the lowest score, every recipient must be one unit, and no unit may be named twice.",
        )),
        Objective::Minimum => Ok(Aim::Minimum(recipients.iter().map(|r| r.units[0]).collect())),
    }
}

/// How many have a score.
fn count(scores: &[f64]) -> f64 {
    scores.iter().filter(|s| !s.is_nan()).count() as f64
}

/// The split that is best if what one recipient's money does were not changed by that of others: it sees what money in one
/// unit does to all, as the index computes it.
fn one_at_a_time(truth: &mut Truth, recipients: &[Recipient], budget: f64) -> Result<Vec<f64>> {
    let floors: Vec<f64> = recipients.iter().map(|r| r.floor).collect();
    let mut alone = |i: usize, m: f64| -> Result<f64> {
        let mut amounts = floors.clone();
        amounts[i] = m;
        Ok(truth.parts(recipients, &amounts)?.into_iter().fold(f64::NAN, f64::min))
    };
    let mut curves = Vec::new();
    for (i, recipient) in recipients.iter().enumerate() {
        curves.push(Curve::of(recipient.floor, recipient.cap, &mut |m| alone(i, m))?);
    }
    let base = alone(0, floors[0])?;
    let gain = &mut |i: usize, m: f64| alone(i, m).map(|v| v - base);
    Ok(split(&mut curves, budget, gain)?.amounts)
}

/// What is within a billionth of an end is at it.
fn settled(ground: &mut Ground, mut best: Split) -> Result<Split> {
    for (amount, recipient) in best.amounts.iter_mut().zip(ground.recipients) {
        for end in [recipient.floor, recipient.cap] {
            if (*amount - end).abs() <= 1e-9 * ground.budget {
                *amount = end;
            }
        }
    }
    ground.split(best.amounts)
}

/// The same for all, as far as floors and caps allow.
fn equal(recipients: &[Recipient], budget: f64) -> Vec<f64> {
    let at = |each: f64| -> Vec<f64> { recipients.iter().map(|r| each.clamp(r.floor, r.cap)).collect() };
    let (mut low, mut high) = (0.0, budget);
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        match at(middle).iter().sum::<f64>() <= budget {
            true => low = middle,
            false => high = middle,
        }
    }
    at(low)
}
