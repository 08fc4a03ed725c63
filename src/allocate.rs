//! Allocation: the split of a budget over units or programmes that raises an objective most, with floors, caps and diminishing
//! returns.
//!
//! The index is no sum of separate parts: money that makes a unit the new maximum of an indicator lowers all others. So there
//! are three steps, and each is stated in the result:
//! 1. An upper bound. Every unit has the curve of its score at best over its own money (`response`). These curves do not depend
//!    on each other, and they are concave where returns do not increase. The split that is best for them is found exactly
//!    (`separable`, `concave`: equal marginal values, a linear programme where they are straight, one level where the lowest
//!    score counts). Its value is the `bound`.
//! 2. A search. From that split and from many others, the best is searched for by the objective as the index computes it
//!    (`search`, `ascent`), past kinks too, where several recipients must have more at once. That is `achieved`.
//! 3. `gap` is the difference: what a better split could at most add. Where it is zero, nothing is searched for.
//!
//! Some methods give no bound: z-scores, weights found in the figures, a treatment of outliers, two programmes in one unit. Then
//! step 1 takes the objective with one recipient funded at a time in place of the curves. A search that may stop at a local
//! maximum is no proof, and the notes say so.

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

pub use spec::{Allocation, AmountPosition, Amounts, Budget, Given, Objective, Programme};

use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::scenario::{Scenario, ScenarioSpec};
use crate::text::Text;
use ascent::{Search, Split};
use concave::{split, Curve};
use exact_objective::{ExactObjective, ResolvedObjective};
use recipients::{at_the_budget, recipients, Recipient};
use report::report;
use response::Response;
use search::allowance;
use separable::separable_bound;

fn bad(place: &str, zh: &str, en: &str) -> Error {
    Error::new(Code::BadParameter, place, Text::new(zh, en), Text::new("请修改该项。", "Correct this field."))
}

/// An allocation, its names looked up.
struct Resolved<'a> {
    model: &'a Model,
    /// The number of the period.
    period: usize,
    node: usize,
    budget: &'a Budget,
    recipients: Vec<Recipient>,
    /// A `fund` for every unit of every recipient.
    spec: ScenarioSpec,
    objective: ResolvedObjective,
    /// Whether a unit belongs to two recipients.
    shared: bool,
}

/// Splits a budget so that the objective is as high as it can be, in a period.
///
/// Where there is a `bound`, nothing is higher than it. Without one the split is the best that a search from many starts found.
/// The same allocation always has the same answer.
///
/// # Errors
/// `unknown_period`, `unknown_unit`, `unknown_column`, `unknown_node`, `ratio_not_changeable`, `bad_parameter`,
/// `duplicate_id`: at the member that is wrong; `account_exceeded` where the accounts refuse what follows from money.
pub fn allocate(model: &Model, period: Period, budget: &Budget) -> Result<Allocation> {
    let resolved = Resolved::of(model, period, budget)?;
    let mut exact = resolved.exact(period)?;
    let mut notes = Vec::new();
    let (starts, bound) = resolved.starts(&mut exact, &mut notes)?;
    let figures = model.panel().units().len() * model.inner().nodes.len();
    let left = allowance(figures, resolved.recipients.len());
    let mut search =
        Search { exact: &mut exact, recipients: &resolved.recipients, budget: budget.budget, left, step: 0.0 };
    let best = search.best(starts, bound)?;
    let best = search.trim(best)?;
    let best = snap_to_ends(&mut search, best)?;
    report(search, best, &resolved, bound, notes)
}

impl<'a> Resolved<'a> {
    fn of(model: &'a Model, period: Period, budget: &'a Budget) -> Result<Self> {
        let period = model.panel().find_period(period)?;
        let node = budget.node.as_deref().map_or(Ok(0), |id| model.node(id));
        let node = node.map_err(|e| e.member("node").within("$"))?;
        if !budget.budget.is_finite() || budget.budget <= 0.0 {
            return Err(bad("$.budget", "预算须为正数。", "The budget must be above zero."));
        }
        let (recipients, spec) = recipients(model, budget, period)?;
        let funded: Vec<usize> = recipients.iter().flat_map(|r| r.units.iter().copied()).collect();
        let shared = (1..funded.len()).any(|i| funded[..i].contains(&funded[i]));
        let objective = objective(model, budget, &recipients, shared)?;
        Ok(Resolved { model, period, node, budget, recipients, spec, objective, shared })
    }

    /// The objective as the index computes it.
    fn exact(&self, period: Period) -> Result<ExactObjective> {
        let programmes = self.budget.programmes.is_some();
        let mut scenario = Scenario::new(self.model, &self.spec).map_err(|e| at_the_budget(e, programmes))?;
        scenario.evaluate_before(period)?;
        Ok(ExactObjective { scenario, period, node: self.node, objective: self.objective.clone() })
    }

    fn floors(&self) -> Vec<f64> {
        self.recipients.iter().map(|r| r.floor).collect()
    }

    /// The splits from which the search starts, and what no split exceeds, where that is known; else `notes` say why not.
    fn starts(&self, exact: &mut ExactObjective, notes: &mut Vec<Text>) -> Result<(Vec<Vec<f64>>, Option<f64>)> {
        let budget = self.budget.budget;
        let mut starts = vec![self.floors(), equal(&self.recipients, budget)];
        let scored = count_scored(self.model, exact.scores(&self.recipients, &self.floors())?);
        let response = if self.shared { None } else { Response::of(self.model, self.node, self.period) };
        let mut bound = None;
        if let Some(response) = response {
            let best = separable_bound(self, response, scored)?;
            starts.push(best.0);
            bound = best.1;
            if bound.is_none() {
                notes.push(Text::new(
                    "资金的作用并非处处递减，无法给出上限：结果由数值搜索得到，未发现更优方案。",
                    "No upper bound: returns are not diminishing everywhere. The split is the best of a numerical search.",
                ));
            }
        } else {
            notes.push(Text::new(
                "按该指标体系的方法或资金安排，各接受方的得分相互影响，无法给出上限：结果由数值搜索得到，未发现更优方案。",
                "No upper bound: under these methods, or with two programmes in one unit, recipients' scores depend on each \
                 other. The split is the best of a numerical search.",
            ));
        }
        if matches!(self.objective, ResolvedObjective::Mean(_)) || bound.is_none() {
            starts.push(one_at_a_time(exact, &self.recipients, budget)?);
        }
        Ok((starts, bound))
    }
}

/// The objective, its names looked up.
fn objective(model: &Model, budget: &Budget, recipients: &[Recipient], shared: bool) -> Result<ResolvedObjective> {
    match &budget.objective {
        Objective::Mean => {
            let units = 0..model.panel().units().len();
            Ok(ResolvedObjective::Mean(units.filter(|u| model.inner().counts(*u)).collect()))
        }
        Objective::Unit(code) => {
            let unit = model.panel().find_unit(code).map_err(|e| e.within("$.objective.unit"))?;
            Ok(ResolvedObjective::Unit(unit))
        }
        Objective::Minimum if shared || recipients.iter().any(|r| r.units.len() != 1) => Err(bad(
            "$.objective",
            "以最低得分为目标时，每个资金接受方须为一个地区，且不得重复。",
            "For the lowest score, every recipient must be one unit, and no unit may be named twice.",
        )),
        Objective::Minimum => Ok(ResolvedObjective::Minimum(recipients.iter().map(|r| r.units[0]).collect())),
    }
}

/// How many of the units that count have a score.
fn count_scored(model: &Model, scores: &[f64]) -> f64 {
    scores.iter().enumerate().filter(|(unit, s)| !s.is_nan() && model.inner().counts(*unit)).count() as f64
}

/// The split that would be best if the effects of recipients' money added up: each effect is what the index gives with that
/// recipient funded alone.
fn one_at_a_time(exact: &mut ExactObjective, recipients: &[Recipient], budget: f64) -> Result<Vec<f64>> {
    let floors: Vec<f64> = recipients.iter().map(|r| r.floor).collect();
    let mut alone = |i: usize, m: f64| -> Result<f64> {
        let mut amounts = floors.clone();
        amounts[i] = m;
        Ok(exact.parts(recipients, &amounts)?.into_iter().fold(f64::NAN, f64::min))
    };
    let mut curves = Vec::new();
    for (i, recipient) in recipients.iter().enumerate() {
        curves.push(Curve::of(recipient.floor, recipient.cap, &mut |m| alone(i, m))?);
    }
    let base = alone(0, floors[0])?;
    let gain = &mut |i: usize, m: f64| alone(i, m).map(|v| v - base);
    Ok(split(&mut curves, budget, gain)?.amounts)
}

/// Amounts within a billionth of a floor or cap become that.
fn snap_to_ends(search: &mut Search, mut best: Split) -> Result<Split> {
    for (amount, recipient) in best.amounts.iter_mut().zip(search.recipients) {
        for end in [recipient.floor, recipient.cap] {
            if (*amount - end).abs() <= 1e-9 * search.budget {
                *amount = end;
            }
        }
    }
    search.split(best.amounts)
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
