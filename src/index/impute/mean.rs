//! The mean of other units.

use super::{Fill, Imputation, GROUP};
use crate::index::methods::documented;

documented! {
    /// The mean of the units that have one, of the same group where there are groups \[i_mean, i_mean_grp\]. A group
    /// without any stays missing. Of 2, missing, 6, 7: 2, 5, 6, 7.
    pub static MEAN: Imputation = Imputation {
        word: "mean",
        parameters: &[&GROUP],
        fill: Fill::AcrossUnits(|figures| mean(figures)),
        called: ("的均值", "the mean"),
    };
}

/// The mean of the values, among them to the last digit; NaN of none. What a first sum is off by is taken off again, as R's
/// `mean` does: the sum of 0.1, 0.1, 0.1 is not three times 0.1.
fn mean(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    // Divided first, so that no sum is too large for a number.
    let first: f64 = values.iter().map(|v| v / n).sum();
    match values.is_empty() {
        true => f64::NAN,
        false => first + values.iter().map(|v| (v - first) / n).sum::<f64>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Few different figures, of any size: a plain sum, divided, is beyond them in one case of five.
        #[test]
        fn a_mean_lies_among_its_figures(
            figures in prop::collection::vec(0..3_usize, 1..40),
            of in prop::collection::vec(prop_oneof![-1e6..1e6_f64, Just(0.1), Just(1e300), Just(-1e-300)], 3),
        ) {
            let figures: Vec<f64> = figures.iter().map(|at| of[*at]).collect();
            let (low, high) = figures.iter().fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
            let mean = mean(&figures);
            prop_assert!(low <= mean && mean <= high, "{mean} of {figures:?}");
        }
    }

    #[test]
    fn the_mean_of_equal_figures_is_that_figure() {
        // numpy's mean of these is 0.10000000000000002; R's, with its second pass, 0.1.
        assert_eq!(mean(&[0.1; 3]), 0.1);
        assert_eq!(mean(&[2.0, 6.0, 7.0]), 5.0);
        assert!(mean(&[]).is_nan());
    }
}
