//! The ranking by every combination of chosen methods.

use super::draws::{Chosen, STEPS};
use super::uncertainty::Uncertainty;
use crate::error::{Code, Error, Result};
use crate::index::framework::uncertainty::UncertaintySpec;
use crate::index::Model;
use crate::period::Period;
use crate::text::Text;

/// Combinations, at most.
const MOST: usize = 1_000;

/// A combination of methods, with its ranking of the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// The alternatives of treatment, imputation, normalisation and aggregation, by number; 0 where a step has none.
    pub chosen: [usize; 4],
    /// Ranks by competition, one a unit; 0 where it has none.
    pub ranks: Vec<u32>,
    /// The mean of |rank - nominal rank| over the units that have both; NaN where none has.
    pub mean_shift: f64,
}

/// All combinations of the alternatives of a specification, the last step (aggregation) moving fastest, and the ranks by the
/// framework itself. Weights stay as they are.
///
/// # Errors
/// As [`Uncertainty::new`]; `bad_parameter` for more than 1,000 combinations.
pub fn all_combinations(model: &Model, spec: &UncertaintySpec, period: Period) -> Result<(Vec<u32>, Vec<Combination>)> {
    let spec =
        UncertaintySpec { draws: Some(1), weights: None, imputation_noise: None, leave_out: false, ..spec.clone() };
    let counts = [spec.treat.len(), spec.impute.len(), spec.normalise.len(), spec.aggregate.len()].map(|n| n.max(1));
    let count = counts.iter().try_fold(1_usize, |all, n| all.checked_mul(*n)).filter(|count| *count <= MOST);
    let count = count.ok_or_else(too_many)?;
    let mut analysis = Uncertainty::new(model, &spec, period)?;
    let nominal = analysis.nominal_ranks().to_vec();
    let mut found = Vec::with_capacity(count);
    for at in 0..count {
        let mut rest = at;
        let mut chosen = [0; 4];
        for (step, n) in counts.iter().enumerate().rev() {
            (chosen[step], rest) = (rest % n, rest / n);
        }
        let [treat, impute, normalise, aggregate] = chosen.map(|at| at as u16);
        let steps: [u16; STEPS] = [treat, impute, 0, normalise, aggregate];
        let mut ranks = vec![0; nominal.len()];
        analysis.one(Chosen { steps, left_out: None }, &[], &mut ranks);
        found.push(Combination { chosen, mean_shift: mean_shift(&nominal, &ranks), ranks });
    }
    Ok((nominal, found))
}

fn mean_shift(nominal: &[u32], ranks: &[u32]) -> f64 {
    let both = nominal.iter().zip(ranks).filter(|(a, b)| **a > 0 && **b > 0);
    let (count, sum) = both.fold((0.0, 0.0), |(count, sum), (a, b)| (count + 1.0, sum + f64::from(a.abs_diff(*b))));
    sum / count
}

fn too_many() -> Error {
    Error::new(
        Code::BadParameter,
        "$",
        Text::new(format!("组合超过{MOST}种。"), format!("There are more than {MOST} combinations.")),
        Text::new("请减少备选方法。", "Give fewer alternatives."),
    )
}
