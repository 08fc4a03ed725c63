//! Which choice causes the spread of ranks: variance-based indices of an uncertainty analysis.

use super::draws::{Chosen, STEPS};
use super::sensitivity::{Indices, Sensitivity};
use super::summary::shift;
use super::Uncertainty;
use crate::error::Result;
use innodex_schema::typescript;
use serde::Serialize;

/// A choice that varies.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// All weights that vary, together.
    Weights,
    /// The treatment.
    Treat,
    /// The imputation, and the set of imputed figures.
    Impute,
    /// The normalisation.
    Normalise,
    /// The aggregation.
    Aggregate,
    /// What is left out.
    LeaveOut,
}

crate::json::words!(Factor {
    Weights = "weights",
    Treat = "treat",
    Impute = "impute",
    Normalise = "normalise",
    Aggregate = "aggregate",
    LeaveOut = "leave_out",
});

/// A sensitivity analysis under way: n (d + 2) runs for n base points and d factors, made a few at a time.
#[derive(Debug, Clone)]
pub struct RankSensitivity {
    analysis: Uncertainty,
    factors: Vec<Factor>,
    runs: Sensitivity,
    /// The unit whose rank is the result; the mean absolute shift against the nominal ranks where there is none.
    unit: Option<usize>,
    multipliers: Vec<f64>,
    ranks: Vec<u32>,
}

/// Sets of weights that a coordinate chooses from, apart from those of the draws \[COINr does the same\].
const WEIGHTS: u32 = 1 << 31;
const SETS: f64 = (1 << 24) as f64;

impl RankSensitivity {
    /// Of the choices that vary in an uncertainty analysis, with its weights and figures as they are now. The result is the mean
    /// over units of |rank - nominal rank| \[COINr's SA\], or the rank of one unit.
    ///
    /// # Errors
    /// `bad_parameter`, where nothing varies, or for no base point or too many.
    pub fn new(analysis: &Uncertainty, points: usize, unit: Option<usize>) -> Result<RankSensitivity> {
        let (counts, width, leaves) = analysis.varying();
        let varies = [
            (Factor::Weights, width > 0),
            (Factor::Treat, counts[0] > 1),
            (Factor::Impute, counts[1] * counts[2] > 1),
            (Factor::Normalise, counts[3] > 1),
            (Factor::Aggregate, counts[4] > 1),
            (Factor::LeaveOut, leaves > 0),
        ];
        let factors: Vec<Factor> = varies.into_iter().filter_map(|(factor, varies)| varies.then_some(factor)).collect();
        let analysis = analysis.without_draws();
        let runs = Sensitivity::new(factors.len(), points, analysis.seed())?;
        let units = analysis.model().panel().units().len();
        Ok(RankSensitivity { analysis, factors, runs, unit, multipliers: vec![1.0; width], ranks: vec![0; units] })
    }

    /// The factors, in the order of the indices.
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// All runs.
    pub fn runs(&self) -> usize {
        self.runs.runs()
    }

    /// The runs made.
    pub fn done(&self) -> usize {
        self.runs.done()
    }

    /// Makes up to so many runs more; whether there are more to make.
    pub fn advance(&mut self, runs: usize) -> bool {
        for _ in 0..runs {
            let Some(point) = self.runs.next_point() else { return false };
            let mut chosen = Chosen { steps: [0; STEPS], left_out: None };
            let (counts, _, leaves) = self.analysis.varying();
            for (factor, u) in self.factors.iter().zip(point) {
                let of = |n: usize| ((u * n as f64) as usize).min(n - 1);
                match factor {
                    Factor::Weights => {
                        self.analysis.multipliers(WEIGHTS | (u * SETS) as u32, &mut self.multipliers);
                    }
                    Factor::Treat => chosen.steps[0] = of(counts[0]) as u16,
                    Factor::Impute => {
                        let both = of(counts[1] * counts[2]);
                        chosen.steps[1] = (both / counts[2]) as u16;
                        chosen.steps[2] = (both % counts[2]) as u16;
                    }
                    Factor::Normalise => chosen.steps[3] = of(counts[3]) as u16,
                    Factor::Aggregate => chosen.steps[4] = of(counts[4]) as u16,
                    Factor::LeaveOut => chosen.left_out = of(leaves + 1).checked_sub(1).map(|leaf| leaf as u16),
                }
            }
            self.analysis.one(chosen, &self.multipliers, &mut self.ranks);
            let result = match self.unit {
                Some(unit) if self.ranks[unit] == 0 => f64::NAN,
                Some(unit) => f64::from(self.ranks[unit]),
                None => shift(self.analysis.nominal_ranks(), &self.ranks),
            };
            self.runs.push(result);
        }
        self.runs.done() < self.runs.runs()
    }

    /// The indices by the base points that are complete, with intervals from 5 % to 95 % by so many bootstraps.
    pub fn indices(&self, bootstraps: usize) -> Indices {
        self.runs.indices(bootstraps)
    }
}
