//! Allocation: the split of a budget over units or programmes that moves an objective most, with floors, caps and returns that
//! diminish.
//!
//! The index is no sum of separate parts: money that makes a unit the new maximum of an indicator lowers everybody else. So
//! there are three steps, and each is said in the result:
//! 1. Every unit has the curve of its score at best over its own money (`response`); these curves are separate, and concave
//!    where returns do not increase. The split that is best for them is found exactly (`concave`: equal marginal values, a
//!    linear programme where they are straight, one level where the lowest score counts). Its value is the `bound`.
//! 2. From that split, and from others, money is moved as long as that raises the objective as the index computes it
//!    (`truth`). That is `achieved`.
//! 3. `gap` is the difference: what a better split could at most add.
//!
//! Where a method gives no bound (z-scores, weights found in the figures, a treatment of outliers, two programmes in one
//! unit), step 1 takes the objective with one recipient funded at a time in place of the curves, and there is no bound.

mod concave;
mod recipients;
mod response;
mod spec;
mod truth;

pub use spec::{Allocation, Amounts, Budget, Given, Objective, Programme, Standing};

use super::adjust::Scenario;
use super::ScenarioSpec;
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::ranking::{rank, Ties};
use crate::text::Text;
use concave::{level, split, Curve};
use recipients::{money_measure, named, recipients, Recipient};
use response::Response;
use truth::{Aim, Truth};

/// Rounds of moving money.
const ROUNDS: usize = 24;

fn bad(place: &str, zh: &str, en: &str) -> Error {
    Error::new(Code::BadParameter, place, Text::new(zh, en), Text::new("请修改该项。", "Mend this member."))
}

/// Splits a budget so that the objective is as high as it can be, in a period.
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
    let aim = match &budget.objective {
        Objective::Mean => Aim::Mean,
        Objective::Unit(code) => Aim::Unit(panel.find_unit(code).map_err(|e| e.within("$.objective.unit"))?),
        Objective::Minimum => {
            if shared || recipients.iter().any(|r| r.units.len() != 1) {
                return Err(bad(
                    "$.objective",
                    "以最低得分为目标时，每个资金接受方须为一个地区，且不得重复。",
                    "For the lowest score, every recipient must be one unit, and no unit may be named twice.",
                ));
            }
            Aim::Minimum(funded.clone())
        }
    };
    let mut scenario = Scenario::new(model, &spec).map_err(|e| named(e, budget.programmes.is_some()))?;
    let before_scores = model.scores(period)?.node(node).to_vec();
    let assumptions = scenario.assumptions().to_vec();
    scenario.before(period)?;
    let mut truth = Truth { scenario, period, node, aim };
    let floors: Vec<f64> = recipients.iter().map(|r| r.floor).collect();
    let floors_scored = truth.scores(&recipients, &floors)?.to_vec();

    let mut notes = Vec::new();
    let mut starts = vec![floors.clone(), equal(&recipients, budget.budget)];
    let mut bound = None;
    let curves = if shared { None } else { Response::of(model, node, at) };
    let count = |scores: &[f64]| scores.iter().filter(|s| !s.is_nan()).count() as f64;
    match curves {
        Some(response) => {
            let best = separate(model, response, &recipients, &spec, at, &truth.aim, budget.budget, count(&floors_scored))?;
            bound = best.1;
            starts.push(best.0);
            if bound.is_none() {
                notes.push(Text::new(
                    "资金的作用并非处处递减，无法给出上限：结果为逐次改进所得。",
                    "What money does is not of diminishing returns everywhere, so there is no bound: the split was found by \
                     improving it step by step.",
                ));
            }
        }
        None => notes.push(Text::new(
            "该指标体系的方法或资金安排使各接受方相互影响，无法给出上限：结果为逐次改进所得。",
            "By the methods of this framework, or with two programmes in one unit, recipients affect each other in ways that \
             give no bound: the split was found by improving it step by step.",
        )),
    }
    // One recipient at a time, as the index computes it: it sees what money in one unit does to all others.
    if truth.aim == Aim::Mean || bound.is_none() {
        let alone = &mut |i: usize, m: f64| -> Result<f64> {
            let mut amounts = floors.clone();
            amounts[i] = m;
            truth.value(&recipients, &amounts)
        };
        let mut curves = Vec::new();
        for (i, recipient) in recipients.iter().enumerate() {
            curves.push(Curve::of(recipient.floor, recipient.cap, &mut |m| alone(i, m))?);
        }
        let base = alone(0, floors[0])?;
        let moved = |m: usize, v: f64, f: &mut dyn FnMut(usize, f64) -> Result<f64>| f(m, v).map(|v| v - base);
        starts.push(split(&mut curves, budget.budget, &mut |i, m| moved(i, m, alone))?.amounts);
    }
    let mut best: Option<(Vec<f64>, f64)> = None;
    for start in starts {
        let value = truth.value(&recipients, &start)?;
        if best.as_ref().is_none_or(|(_, known)| value > *known) {
            best = Some((start, value));
        }
    }
    let start = best.map_or(floors.clone(), |(start, _)| start);
    let (mut amounts, _) = truth.improve(&recipients, start, budget.budget, ROUNDS)?;
    for (amount, recipient) in amounts.iter_mut().zip(&recipients) {
        // What is within a billionth of an end is at it.
        for end in [recipient.floor, recipient.cap] {
            if (*amount - end).abs() <= 1e-9 * budget.budget {
                *amount = end;
            }
        }
    }
    let equal_value = truth.value(&recipients, &equal(&recipients, budget.budget))?;
    let achieved = truth.value(&recipients, &amounts)?;
    let step = budget.budget * 1e-6;
    let marginals = truth.marginals(&recipients, &amounts, achieved, step)?;
    let after = truth.scores(&recipients, &amounts)?.to_vec();
    if bound.is_some() && count(&after) != count(&before_scores) {
        bound = None;
        notes.push(Text::new(
            "有得分的地区数随资金变化，无法给出上限。",
            "Who has a score changes with the money: there is no bound.",
        ));
    }
    let (ranks_before, ranks) = (rank(&before_scores, Ties::Competition), rank(&after, Ties::Competition));
    let some = |value: f64| Some(value).filter(|v| !v.is_nan());
    let given = |(i, r): (usize, &Recipient)| {
        let single = |values: &[f64]| if r.units.len() == 1 { some(values[r.units[0]]) } else { None };
        let standing = match amounts[i] {
            m if m >= r.cap => Standing::Cap,
            m if m <= r.floor => Standing::Floor,
            _ => Standing::Inside,
        };
        Given {
            id: r.id.clone(),
            name: r.name.clone(),
            amount: amounts[i],
            floor: r.floor,
            cap: r.cap,
            at: standing,
            marginal: some(marginals[i]),
            score_before: single(&before_scores),
            score: single(&after),
            rank_before: single(&ranks_before),
            rank: single(&ranks),
        }
    };
    let given: Vec<Given> = recipients.iter().enumerate().map(given).collect();
    let room = given.iter().filter(|g| g.at != Standing::Cap).filter_map(|g| g.marginal);
    let spent: f64 = amounts.iter().sum();
    let before = truth.aim.of(&before_scores);
    let mut spec = spec;
    for (recipient, amount) in recipients.iter().zip(&amounts) {
        for (change, share) in &recipient.changes {
            spec.changes[*change].value = amount * share * recipient.factor;
        }
    }
    spec.changes.retain(|c| c.value != 0.0);
    let stuck = truth.scenario.stuck(period)?.to_vec();
    for s in stuck {
        let (unit, figure) = (&panel.units()[s.unit].name, panel.indicators()[s.indicator].name());
        notes.push(Text::new(
            format!("{}：{}缺失或为零，未随资金变动。", unit.zh, figure.zh),
            format!("{}: {} is missing or zero and did not move.", unit.en, figure.en),
        ));
    }
    Ok(Allocation {
        before: some(before),
        achieved: some(achieved),
        equal: some(equal_value),
        bound,
        gap: bound.map(|b| (b - achieved).max(0.0)),
        shadow_price: some(room.fold(0.0, f64::max)),
        spent,
        unspent: (budget.budget - spent).max(0.0),
        measure: money_measure(model, budget),
        recipients: given,
        scenario: spec,
        assumptions,
        notes,
    })
}

/// The best split of separate curves, and what no split can exceed.
#[allow(clippy::too_many_arguments)] // the parts of an allocation at work
fn separate(
    model: &Model,
    mut response: Response,
    recipients: &[Recipient],
    spec: &ScenarioSpec,
    at: usize,
    aim: &Aim,
    budget: f64,
    count: f64,
) -> Result<(Vec<f64>, Option<f64>)> {
    let panel = model.panel();
    let mut alone = Vec::new();
    let mut elsewhere = false;
    // Of every recipient, the figures of each of its units at its least and at its most.
    let mut ends: Vec<Vec<(Vec<f64>, Vec<f64>)>> = Vec::new();
    for recipient in recipients {
        let changes = recipient.changes.iter().map(|(c, _)| spec.changes[*c].clone()).collect();
        let mut scenario = Scenario::new(model, &ScenarioSpec { changes, ..spec.clone() })?;
        let mut own: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        for nth in 0..=4 {
            let amount = recipient.floor + (recipient.cap - recipient.floor) * f64::from(nth) / 4.0;
            apply(&mut scenario, recipient, amount, at)?;
            let (n, t) = (panel.units().len(), panel.periods().len());
            elsewhere |= scenario.book.moved.iter().any(|(cell, _)| cell / n % t != at);
            for (which, unit) in recipient.units.iter().enumerate() {
                let figures = response.figures(&scenario, *unit);
                if nth == 0 {
                    response.start(*unit, &figures);
                    own.push((figures.clone(), figures));
                } else {
                    response.see(*unit, &figures);
                    own[which].1 = figures;
                }
            }
        }
        alone.push(scenario);
        ends.push(own);
    }
    let funded = |unit: usize| recipients.iter().any(|r| r.units.contains(&unit));
    // Those without money, at best.
    let untouched = Scenario::new(model, &ScenarioSpec::default())?;
    let mut rest = 0.0;
    for unit in (0..panel.units().len()).filter(|u| !funded(*u)) {
        let score = response.score(unit, &response.figures(&untouched, unit));
        match aim {
            Aim::Mean if !score.is_nan() => rest += score / count,
            Aim::Unit(one) if *one == unit => rest = score,
            _ => {}
        }
    }
    let valid = !elsewhere || !response.has_other_periods();
    let mut forgiving = vec![false; recipients.len()];
    let floors: Vec<f64> = recipients.iter().map(|r| r.floor).collect();
    loop {
        let mut value = |i: usize, amount: f64| -> Result<f64> {
            apply(&mut alone[i], &recipients[i], amount, at)?;
            let mut sum = 0.0;
            let (least, most) = (recipients[i].floor, recipients[i].cap);
            let share = if most > least { (amount - least) / (most - least) } else { 0.0 };
            for (which, unit) in recipients[i].units.iter().enumerate() {
                if matches!(aim, Aim::Unit(one) if one != unit) {
                    continue;
                }
                let figures = response.figures(&alone[i], *unit);
                let (first, last) = &ends[i][which];
                let score = match forgiving[i] {
                    true => response.majorant(*unit, &figures, (first, last), share),
                    false => response.score(*unit, &figures),
                };
                sum += match aim {
                    Aim::Mean if score.is_nan() => 0.0,
                    Aim::Mean => score / count,
                    _ => score,
                };
            }
            Ok(sum)
        };
        let mut curves = Vec::new();
        for (i, recipient) in recipients.iter().enumerate() {
            curves.push(Curve::of(recipient.floor, recipient.cap, &mut |m| value(i, m))?);
        }
        if curves.iter().any(|c| c.points().iter().any(|(_, v)| v.is_nan())) {
            // Somebody has no score.
            return Ok((floors, None));
        }
        if let Aim::Minimum(_) = aim {
            let valid = valid && curves.iter().all(Curve::is_rising);
            let (amounts, lowest) = level(&mut curves, budget, &mut value)?;
            return Ok((amounts, Some(lowest).filter(|_| valid)));
        }
        let filled = split(&mut curves, budget, &mut value)?;
        let bent: Vec<usize> = (0..curves.len()).filter(|i| !curves[*i].is_concave()).collect();
        if bent.iter().all(|i| forgiving[*i]) {
            let concave = valid && bent.is_empty();
            return Ok((filled.amounts, Some(filled.bound + rest).filter(|b| concave && b.is_finite())));
        }
        bent.into_iter().for_each(|i| forgiving[i] = true);
    }
}

/// What one recipient's money makes of the figures.
fn apply(scenario: &mut Scenario, recipient: &Recipient, amount: f64, at: usize) -> Result<()> {
    for (nth, (_, share)) in recipient.changes.iter().enumerate() {
        scenario.set_value(nth, amount * share * recipient.factor)?;
    }
    scenario.apply_alone(at)
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
