//! The objective as the index computes it, for any split.

use super::Recipient;
use crate::error::{Code, Result};
use crate::period::Period;
use crate::scenario::Scenario;

/// What is to be as high as it can be, its names looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Aim {
    Mean,
    /// The lowest of these units.
    Minimum(Vec<usize>),
    Unit(usize),
}

impl Aim {
    /// What the objective is the lowest of: one score a unit, or the objective itself. NaN where nobody has a score.
    pub fn parts(&self, scores: &[f64]) -> Vec<f64> {
        match self {
            Aim::Mean => {
                let there = || scores.iter().filter(|s| !s.is_nan());
                vec![there().sum::<f64>() / there().count() as f64]
            }
            Aim::Minimum(units) => units.iter().map(|u| scores[*u]).collect(),
            Aim::Unit(unit) => vec![scores[*unit]],
        }
    }

    /// The objective of scores; NaN where nobody has one.
    pub fn of(&self, scores: &[f64]) -> f64 {
        self.parts(scores).into_iter().fold(f64::NAN, f64::min)
    }
}

/// The index, as splits change it.
pub(super) struct Truth {
    pub scenario: Scenario,
    pub period: Period,
    pub node: usize,
    pub aim: Aim,
}

impl Truth {
    /// Splits the money so.
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

    /// What the objective of a split is the lowest of; all missing where the accounts refuse it.
    ///
    /// # Errors
    /// What else is wrong with it.
    pub fn parts(&mut self, recipients: &[Recipient], amounts: &[f64]) -> Result<Vec<f64>> {
        let aim = self.aim.clone();
        match self.scores(recipients, amounts) {
            Ok(scores) => Ok(aim.parts(scores)),
            Err(refused) if matches!(refused.code, Code::AccountExceeded | Code::NegativeFigure) => Ok(vec![f64::NAN]),
            Err(error) => Err(error),
        }
    }

    /// The objective of a split.
    ///
    /// # Errors
    /// As [`Truth::scores`].
    pub fn value(&mut self, recipients: &[Recipient], amounts: &[f64]) -> Result<f64> {
        let aim = self.aim.clone();
        Ok(aim.of(self.scores(recipients, amounts)?))
    }

    /// By how much one more unit of money changes the objective, a recipient each, from a split with this objective.
    ///
    /// # Errors
    /// As [`Truth::scores`].
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
