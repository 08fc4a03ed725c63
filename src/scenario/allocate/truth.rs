//! The objective as the index computes it, for any split; and a search from a good split to a better one.

use super::super::adjust::Scenario;
use super::Recipient;
use crate::error::Result;
use crate::period::Period;
use crate::ranking::ascending;

/// What is to be as high as it can be, its names looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Aim {
    Mean,
    /// The lowest of these units.
    Minimum(Vec<usize>),
    Unit(usize),
}

impl Aim {
    /// The objective of scores; NaN where nobody has one.
    pub fn of(&self, scores: &[f64]) -> f64 {
        match self {
            Aim::Mean => {
                let there = || scores.iter().filter(|s| !s.is_nan());
                there().sum::<f64>() / there().count() as f64
            }
            Aim::Minimum(units) => {
                let there = units.iter().map(|u| scores[*u]).filter(|s| !s.is_nan());
                Some(there.fold(f64::INFINITY, f64::min)).filter(|m| m.is_finite()).unwrap_or(f64::NAN)
            }
            Aim::Unit(unit) => scores[*unit],
        }
    }
}

/// How often everything is taken from somebody on an edge, at most.
const LEAPS: usize = 6;

/// Whose loss by a little less exceeds the gain by a little more by this share is on an edge: where returns diminish smoothly,
/// both are alike.
const EDGE: f64 = 0.1;

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

    /// Climbs from a split; then, from the top, takes everything from one of those that stand on an edge, and climbs again.
    ///
    /// Where a unit's figure has become the largest of all, a little more and a little less are both worse, and it holds money
    /// that others would make more of: no small step finds that.
    ///
    /// # Errors
    /// As [`Truth::scores`].
    pub fn improve(
        &mut self,
        recipients: &[Recipient],
        amounts: Vec<f64>,
        budget: f64,
        rounds: usize,
    ) -> Result<(Vec<f64>, f64)> {
        let mut best = self.climb(recipients, amounts, budget, rounds)?;
        'leaps: for _ in 0..LEAPS {
            let (amounts, now) = &best;
            let (gains, losses) = self.slopes(recipients, amounts, *now, budget * 1e-5)?;
            let edge = |at: usize| losses[at].is_finite() && losses[at] - gains[at] > EDGE * losses[at].abs();
            for at in ascending((0..amounts.len()).filter(|at| edge(*at)), &|at| gains[at]) {
                let mut without = amounts.clone();
                without[at] = recipients[at].floor;
                let found = self.climb(recipients, without, budget, rounds)?;
                if found.1 > now + 1e-12 * now.abs() {
                    best = found;
                    continue 'leaps;
                }
            }
            break;
        }
        Ok(best)
    }

    /// What a little more adds and a little less takes away, a unit of money, a recipient each; a loss is infinite where there is
    /// nothing to take.
    fn slopes(
        &mut self,
        recipients: &[Recipient],
        amounts: &[f64],
        now: f64,
        step: f64,
    ) -> Result<(Vec<f64>, Vec<f64>)> {
        let gains = self.marginals(recipients, amounts, now, step)?;
        let mut losses = Vec::with_capacity(amounts.len());
        let mut with = amounts.to_vec();
        for (at, recipient) in recipients.iter().enumerate() {
            let less = (amounts[at] - step).max(recipient.floor);
            losses.push(if less < amounts[at] {
                with[at] = less;
                let loss = (now - self.value(recipients, &with)?) / (amounts[at] - less);
                with[at] = amounts[at];
                loss
            } else {
                f64::INFINITY
            });
        }
        Ok((gains, losses))
    }

    /// Moves money from where it does least to where it does most, the unspent money too, as long as that raises the
    /// objective. Gives the split and its objective.
    fn climb(
        &mut self,
        recipients: &[Recipient],
        mut amounts: Vec<f64>,
        budget: f64,
        rounds: usize,
    ) -> Result<(Vec<f64>, f64)> {
        let mut now = self.value(recipients, &amounts)?;
        let step = budget * 1e-5;
        for _ in 0..rounds {
            let (gains, losses) = self.slopes(recipients, &amounts, now, step)?;
            let left = budget - amounts.iter().sum::<f64>();
            // Nobody is one who takes and gives for nothing: the money that is not spent.
            let nobody = amounts.len();
            let room = |at: usize| if at == nobody { f64::INFINITY } else { recipients[at].cap - amounts[at] };
            let purse = |at: usize| if at == nobody { left } else { amounts[at] - recipients[at].floor };
            let gain = |at: usize| if at == nobody { 0.0 } else { gains[at] };
            let loss = |at: usize| if at == nobody { 0.0 } else { losses[at] };
            let enough = budget * 1e-9;
            let takers = ascending((0..=nobody).filter(|at| room(*at) > enough), &|at| -gain(at));
            let givers = ascending((0..=nobody).filter(|at| purse(*at) > enough), &|at| loss(at));
            let mut better = None;
            'pairs: for taker in takers.iter().take(3).copied() {
                for giver in givers.iter().take(3).copied().filter(|g| *g != taker) {
                    if gain(taker) <= loss(giver) + 1e-9 * gain(taker).abs() {
                        continue;
                    }
                    let most = room(taker).min(purse(giver));
                    better = self.transfer(recipients, &amounts, (giver, taker), most, now)?;
                    if better.is_some() {
                        break 'pairs;
                    }
                }
            }
            let Some((split, value)) = better else { break };
            let small = value - now <= 1e-10 * now.abs();
            (amounts, now) = (split, value);
            if small {
                break;
            }
        }
        Ok((amounts, now))
    }

    /// The best of halved transfers from one to another, where one of them is better than none.
    fn transfer(
        &mut self,
        recipients: &[Recipient],
        amounts: &[f64],
        (giver, taker): (usize, usize),
        most: f64,
        now: f64,
    ) -> Result<Option<(Vec<f64>, f64)>> {
        let mut best: Option<(Vec<f64>, f64)> = None;
        let mut size = most;
        for _ in 0..24 {
            let mut split = amounts.to_vec();
            if let Some(taken) = split.get_mut(taker) {
                *taken += size;
            }
            if let Some(given) = split.get_mut(giver) {
                *given -= size;
            }
            let value = self.value(recipients, &split)?;
            let known = best.as_ref().map_or(now, |b| b.1);
            if value > known {
                best = Some((split, value));
            } else if best.is_some() {
                break;
            }
            size /= 2.0;
        }
        Ok(best)
    }
}
