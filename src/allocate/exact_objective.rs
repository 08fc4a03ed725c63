//! The objective as the index computes it, for any split.

use super::Recipient;
use crate::error::{Code, Result};
use crate::period::Period;
use crate::scenario::Scenario;

/// The objective, its names looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ResolvedObjective {
    /// The mean of these units: all but reference units that do not count.
    Mean(Vec<usize>),
    /// The lowest of these units.
    Minimum(Vec<usize>),
    Unit(usize),
}

impl ResolvedObjective {
    /// The parts of which the objective is the lowest: one score per unit, or the objective itself. NaN without any score.
    pub fn parts(&self, scores: &[f64]) -> Vec<f64> {
        match self {
            ResolvedObjective::Mean(units) => {
                let there = || units.iter().map(|u| scores[*u]).filter(|s| !s.is_nan());
                vec![there().sum::<f64>() / there().count() as f64]
            }
            ResolvedObjective::Minimum(units) => units.iter().map(|u| scores[*u]).collect(),
            ResolvedObjective::Unit(unit) => vec![scores[*unit]],
        }
    }

    /// The objective of scores; NaN without any score.
    pub fn of(&self, scores: &[f64]) -> f64 {
        self.parts(scores).into_iter().fold(f64::NAN, f64::min)
    }
}

/// The index as a function of the split.
pub(super) struct ExactObjective {
    pub scenario: Scenario,
    pub period: Period,
    pub node: usize,
    pub objective: ResolvedObjective,
}

impl ExactObjective {
    /// Sets the changes to a split.
    fn give(&mut self, recipients: &[Recipient], amounts: &[f64]) -> Result<()> {
        for (recipient, amount) in recipients.iter().zip(amounts) {
            for (change, share) in &recipient.changes {
                self.scenario.set_value(*change, amount * share * recipient.factor)?;
            }
        }
        Ok(())
    }

    /// The scores of a split.
    ///
    /// # Errors
    /// What the accounts refuse.
    pub fn scores(&mut self, recipients: &[Recipient], amounts: &[f64]) -> Result<&[f64]> {
        self.give(recipients, amounts)?;
        let node = self.node;
        Ok(self.scenario.scores(self.period)?.node(node))
    }

    /// The parts of which the objective of a split is the lowest; missing where the accounts refuse the split.
    ///
    /// # Errors
    /// Any other error of the split.
    pub fn parts(&mut self, recipients: &[Recipient], amounts: &[f64]) -> Result<Vec<f64>> {
        let objective = self.objective.clone();
        match self.scores(recipients, amounts) {
            Ok(scores) => Ok(objective.parts(scores)),
            Err(refused) if matches!(refused.code, Code::AccountExceeded | Code::NegativeFigure) => Ok(vec![f64::NAN]),
            Err(error) => Err(error),
        }
    }

    /// The objective of a split.
    ///
    /// # Errors
    /// As [`ExactObjective::scores`].
    pub fn value(&mut self, recipients: &[Recipient], amounts: &[f64]) -> Result<f64> {
        let objective = self.objective.clone();
        Ok(objective.of(self.scores(recipients, amounts)?))
    }

    /// The change of the objective by one more unit of money for each recipient, from a split with the objective `now`.
    ///
    /// # Errors
    /// As [`ExactObjective::scores`].
    pub fn marginals(&mut self, recipients: &[Recipient], amounts: &[f64], now: f64, step: f64) -> Result<Vec<f64>> {
        let mut with = amounts.to_vec();
        let mut marginals = Vec::with_capacity(amounts.len());
        for at in 0..amounts.len() {
            with[at] = amounts[at] + step;
            marginals.push((self.value(recipients, &with)? - now) / step);
            with[at] = amounts[at];
        }
        Ok(marginals)
    }
}
