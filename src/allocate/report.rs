//! The result of an allocation: the split that was found and what it does.

use super::ascent::{Search, Split};
use super::exact_objective::ExactObjective;
use super::recipients::{money_measure, Recipient};
use super::{count_scored, equal, Allocation, AmountPosition, Given, Resolved};
use crate::error::Result;
use crate::index::Model;
use crate::ranking::{rank, Ties};
use crate::scenario::ScenarioSpec;
use crate::text::Text;

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| v.is_finite())
}

/// The allocation of the best split.
pub(super) fn report(
    mut search: Search,
    best: Split,
    resolved: &Resolved,
    mut bound: Option<f64>,
    mut notes: Vec<Text>,
) -> Result<Allocation> {
    let Resolved { model, period, budget, .. } = *resolved;
    let (recipients, amounts) = (search.recipients, &best.amounts);
    let equal_value = search.split(equal(recipients, budget.budget))?.value;
    let marginals = search.exact.marginals(recipients, amounts, best.value, budget.budget * 1e-6)?;
    let price = search.price(&best, &marginals)?;
    let exact = search.exact;
    let after = exact.scores(recipients, amounts)?.to_vec();
    let before = model.scores(model.panel().periods()[period])?.node(exact.node).to_vec();
    let achieved = exact.objective.of(&after);
    if bound.is_some() && count_scored(model, &after) != count_scored(model, &before) {
        bound = None;
        notes.push(Text::new(
            "有得分的地区数随资金变化，无法给出上限。",
            "No upper bound: the set of scored units depends on the split.",
        ));
    }
    let spent: f64 = amounts.iter().sum();
    notes.extend(stuck(model, exact)?);
    Ok(Allocation {
        before: some(exact.objective.of(&before)),
        achieved: some(achieved),
        equal: some(equal_value),
        bound,
        gap: bound.map(|b| (b - achieved).max(0.0)),
        shadow_price: some(price),
        spent,
        unspent: (budget.budget - spent).max(0.0),
        measure: money_measure(model, budget),
        recipients: given(model, recipients, amounts, &marginals, [&before, &after]),
        scenario: scenario(resolved.spec.clone(), recipients, amounts),
        assumptions: exact.scenario.assumptions(),
        notes,
    })
}

/// What each recipient gets.
fn given(
    model: &Model,
    recipients: &[Recipient],
    amounts: &[f64],
    marginals: &[f64],
    [before, after]: [&[f64]; 2],
) -> Vec<Given> {
    let ranks = |scores: &[f64]| rank(&model.inner().ranked(scores), Ties::Competition);
    let (ranks_before, ranks) = (ranks(before), ranks(after));
    let one = |(i, r): (usize, &Recipient)| {
        let single = |values: &[f64]| if r.units.len() == 1 { some(values[r.units[0]]) } else { None };
        Given {
            id: r.id.clone(),
            name: r.name.clone(),
            amount: amounts[i],
            floor: r.floor,
            cap: r.cap,
            at: match amounts[i] {
                m if m >= r.cap => AmountPosition::Cap,
                m if m <= r.floor => AmountPosition::Floor,
                _ => AmountPosition::Inside,
            },
            marginal: some(marginals[i]),
            score_before: single(before),
            score: single(after),
            rank_before: single(&ranks_before),
            rank: single(&ranks),
        }
    };
    recipients.iter().enumerate().map(one).collect()
}

/// The split as a scenario, without those that get nothing.
fn scenario(mut spec: ScenarioSpec, recipients: &[Recipient], amounts: &[f64]) -> ScenarioSpec {
    for (recipient, amount) in recipients.iter().zip(amounts) {
        for (change, share) in &recipient.changes {
            spec.changes[*change].value = amount * share * recipient.factor;
        }
    }
    spec.changes.retain(|c| c.value != 0.0);
    spec
}

/// Figures that should have moved and could not.
fn stuck(model: &Model, exact: &mut ExactObjective) -> Result<Vec<Text>> {
    let panel = model.panel();
    let said = |s: &crate::scenario::Stuck| {
        let (unit, figure) = (&panel.units()[s.unit].name, panel.indicators()[s.indicator].name());
        Text::new(
            format!("{}：{}缺失或为零，未随资金变动。", unit.zh, figure.zh),
            format!("{}: {} is missing or zero and did not move.", unit.en, figure.en),
        )
    };
    Ok(exact.scenario.stuck(exact.period)?.iter().map(said).collect())
}
