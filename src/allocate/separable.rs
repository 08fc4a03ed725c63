//! The bound by separable curves: every unit's score at best over its own money, and the split that is best for these curves.

use super::concave::{level, split, Curve, Solution};
use super::exact_objective::ResolvedObjective;
use super::recipients::Recipient;
use super::response::Response;
use super::Resolved;
use crate::error::Result;
use crate::scenario::{Scenario, ScenarioSpec};

/// A split, and what no split can exceed, where that is known.
type Bounded = (Vec<f64>, Option<f64>);

/// The best split of separable curves, and what no split can exceed; `scored` is the number of units that have a score.
pub(super) fn separable_bound(allocation: &Resolved, response: Response, scored: f64) -> Result<Bounded> {
    let mut curves = Separable::of(allocation, response, scored)?;
    let rest = curves.without_money()?;
    // A bound needs the figures of other periods, where scores depend on them, to stay.
    let valid = !curves.elsewhere || !curves.response.has_other_periods();
    loop {
        let mut sampled = curves.sample()?;
        if sampled.iter().any(|c| c.points().iter().any(|(_, v)| v.is_nan())) {
            // A unit has no score.
            return Ok((allocation.floors(), None));
        }
        let budget = allocation.budget.budget;
        let mut value = |i: usize, amount: f64| curves.value(i, amount);
        if let ResolvedObjective::Minimum(_) = allocation.objective {
            let Solution { amounts, bound } = level(&mut sampled, budget, &mut value)?;
            let valid = valid && sampled.iter().all(Curve::is_rising);
            return Ok((amounts, Some(bound).filter(|_| valid)));
        }
        let solution = split(&mut sampled, budget, &mut value)?;
        let non_concave: Vec<usize> = (0..sampled.len()).filter(|i| !sampled[*i].is_concave()).collect();
        if non_concave.iter().all(|i| curves.use_majorant[*i]) {
            let concave = valid && non_concave.is_empty();
            return Ok((solution.amounts, Some(solution.bound + rest).filter(|b| concave && b.is_finite())));
        }
        non_concave.into_iter().for_each(|i| curves.use_majorant[i] = true);
    }
}

/// The figures of a unit at its recipient's floor and at its cap.
type Ends = (Vec<f64>, Vec<f64>);

/// The value of each recipient's money to the objective, all others' figures being at worst.
struct Separable<'a> {
    allocation: &'a Resolved<'a>,
    response: Response,
    scored: f64,
    /// One per recipient: the scenario of its money alone.
    alone: Vec<Scenario>,
    /// `[recipient][unit of the recipient]`
    ends: Vec<Vec<Ends>>,
    /// Whether money moves figures of other periods.
    elsewhere: bool,
    /// Whether a recipient's curve is replaced by one that is above it and more often concave.
    use_majorant: Vec<bool>,
}

impl<'a> Separable<'a> {
    fn of(allocation: &'a Resolved<'a>, response: Response, scored: f64) -> Result<Self> {
        let use_majorant = vec![false; allocation.recipients.len()];
        let (alone, ends, elsewhere) = (Vec::new(), Vec::new(), false);
        let mut curves = Separable { allocation, response, scored, alone, ends, elsewhere, use_majorant };
        for recipient in &allocation.recipients {
            curves.add(recipient)?;
        }
        Ok(curves)
    }

    /// Adds a recipient: what its money can make of its units' figures, from samples between floor and cap.
    fn add(&mut self, recipient: &Recipient) -> Result<()> {
        let Resolved { model, period, ref spec, .. } = *self.allocation;
        let panel = model.panel();
        let changes = recipient.changes.iter().map(|(c, _)| spec.changes[*c].clone()).collect();
        let mut scenario = Scenario::new(model, &ScenarioSpec { changes, ..spec.clone() })?;
        let mut ends: Vec<Ends> = Vec::new();
        for nth in 0..=4 {
            let amount = recipient.floor + (recipient.cap - recipient.floor) * f64::from(nth) / 4.0;
            fund(&mut scenario, recipient, amount, period)?;
            let (n, t) = (panel.units().len(), panel.periods().len());
            self.elsewhere |= scenario.moved_cells().any(|cell| cell / n % t != period);
            for (which, unit) in recipient.units.iter().enumerate() {
                let figures = self.response.figures(&scenario, *unit);
                if nth == 0 {
                    self.response.begin_range(*unit, &figures);
                    ends.push((figures.clone(), figures));
                } else {
                    self.response.extend_range(*unit, &figures);
                    ends[which].1 = figures;
                }
            }
        }
        self.alone.push(scenario);
        self.ends.push(ends);
        Ok(())
    }

    /// What the units that may have no money add to the objective, at best.
    fn without_money(&mut self) -> Result<f64> {
        let Resolved { model, ref recipients, ref objective, .. } = *self.allocation;
        let funded = |unit: usize| recipients.iter().any(|r| r.units.contains(&unit));
        let unchanged = Scenario::new(model, &ScenarioSpec::default())?;
        let mut rest = 0.0;
        for unit in (0..model.panel().units().len()).filter(|u| !funded(*u)) {
            let score = self.response.score(unit, &self.response.figures(&unchanged, unit));
            match objective {
                ResolvedObjective::Mean(units) if !score.is_nan() && units.contains(&unit) => {
                    rest += score / self.scored
                }
                ResolvedObjective::Unit(one) if *one == unit => rest = score,
                _ => {}
            }
        }
        Ok(rest)
    }

    /// The curves of all recipients, sampled.
    fn sample(&mut self) -> Result<Vec<Curve>> {
        let allocation = self.allocation;
        let recipients = allocation.recipients.iter().enumerate();
        recipients.map(|(i, r)| Curve::of(r.floor, r.cap, &mut |m| self.value(i, m))).collect()
    }

    /// What a recipient's money adds to the objective.
    fn value(&mut self, i: usize, amount: f64) -> Result<f64> {
        let Resolved { period, ref recipients, ref objective, .. } = *self.allocation;
        let recipient = &recipients[i];
        fund(&mut self.alone[i], recipient, amount, period)?;
        let (least, most) = (recipient.floor, recipient.cap);
        let share = if most > least { (amount - least) / (most - least) } else { 0.0 };
        let mut sum = 0.0;
        for (which, unit) in recipient.units.iter().enumerate() {
            if matches!(objective, ResolvedObjective::Unit(one) if one != unit) {
                continue;
            }
            let figures = self.response.figures(&self.alone[i], *unit);
            let (first, last) = &self.ends[i][which];
            let score = if self.use_majorant[i] {
                self.response.majorant(*unit, &figures, (first, last), share)
            } else {
                self.response.score(*unit, &figures)
            };
            sum += match objective {
                ResolvedObjective::Mean(units) if score.is_nan() || !units.contains(unit) => 0.0,
                ResolvedObjective::Mean(_) => score / self.scored,
                _ => score,
            };
        }
        Ok(sum)
    }
}

/// Applies one recipient's money to its scenario.
fn fund(scenario: &mut Scenario, recipient: &Recipient, amount: f64, period: usize) -> Result<()> {
    for (nth, (_, share)) in recipient.changes.iter().enumerate() {
        scenario.set_value(nth, amount * share * recipient.factor)?;
    }
    scenario.apply_without_scoring(period)
}
