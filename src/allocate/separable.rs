//! Every unit's curve over its own money at best, the split that is best for them, and what no split can exceed.

use super::concave::{level, split, Curve};
use super::exact_objective::Aim;
use super::recipients::Recipient;
use super::response::Response;
use crate::error::Result;
use crate::index::Model;
use crate::scenario::Scenario;
use crate::scenario::ScenarioSpec;

/// The best split of separate curves, and what no split can exceed.
#[allow(clippy::too_many_arguments)] // the parts of an allocation at work
pub(super) fn separate(
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
            elsewhere |= scenario.moved_cells().any(|cell| cell / n % t != at);
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
    scenario.apply_without_scoring(at)
}
