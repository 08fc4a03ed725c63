//! Statistics of figures: mean, variance, covariance, median, quantile.

/// The mean of figures of which none is missing; NaN of none.
pub fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// The mean of figures of which none is missing, never outside of them; NaN of none. What a first sum is off by is taken off
/// again, as R's `mean` does: the sum of 0.1, 0.1, 0.1 is not three times 0.1.
///
/// ```
/// assert_eq!(innodex_panel::statistics::exact_mean(&[0.1; 3]), 0.1);
/// assert_eq!(innodex_panel::statistics::exact_mean(&[2.0, 6.0, 7.0]), 5.0);
/// assert!(innodex_panel::statistics::exact_mean(&[]).is_nan());
/// ```
pub fn exact_mean(x: &[f64]) -> f64 {
    if x.is_empty() {
        return f64::NAN;
    }
    let n = x.len() as f64;
    // Divided first, so that no sum is too large for a number.
    let first: f64 = x.iter().map(|v| v / n).sum();
    first + x.iter().map(|v| (v - first) / n).sum::<f64>()
}

/// The number of figures, their mean and the sum of their squared distances from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// How many figures there are.
    pub n: f64,
    /// Their mean; NaN of none.
    pub mean: f64,
    /// The sum of (x - mean)².
    pub squares: f64,
}

impl Moments {
    /// Of the figures that are not missing (NaN).
    ///
    /// ```
    /// let moments = innodex_panel::statistics::Moments::of(&[2.0, f64::NAN, 4.0, 9.0]);
    /// assert_eq!((moments.mean, moments.variance()), (5.0, 13.0));
    /// ```
    pub fn of(x: &[f64]) -> Moments {
        let present = || x.iter().copied().filter(|v| !v.is_nan());
        let n = present().count() as f64;
        let mean = present().sum::<f64>() / n;
        Moments { n, mean, squares: present().map(|v| (v - mean) * (v - mean)).sum() }
    }

    /// With n - 1; NaN of fewer than two figures.
    pub fn variance(self) -> f64 {
        if self.n < 2.0 {
            return f64::NAN;
        }
        self.squares / (self.n - 1.0)
    }

    /// The square root of the variance.
    pub fn deviation(self) -> f64 {
        self.variance().sqrt()
    }
}

/// The covariance, with n - 1, of two columns of which no figure is missing; NaN of fewer than two pairs.
pub fn covariance(x: &[f64], y: &[f64]) -> f64 {
    if x.len() < 2 {
        return f64::NAN;
    }
    let (mean_x, mean_y) = (mean(x), mean(y));
    x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / (x.len() as f64 - 1.0)
}

/// The middle of figures of which none is missing, of an even number the mean of the middle two; NaN of none. Sorts them.
///
/// ```
/// assert_eq!(innodex_panel::statistics::median(&mut [4.0, 1.0, 2.0]), 2.0);
/// assert_eq!(innodex_panel::statistics::median(&mut [4.0, 1.0]), 2.5);
/// ```
pub fn median(x: &mut [f64]) -> f64 {
    x.sort_unstable_by(f64::total_cmp);
    match x.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => x[n / 2],
        n => (x[n / 2 - 1] + x[n / 2]) / 2.0,
    }
}

/// The quantile of type 7 of ascending numbers without gaps: with h = (n - 1) p, linear between the numbers of the places
/// floor(h) and floor(h) + 1, counted from 0. NaN of none; `p` from 0 to 1.
///
/// Source: Hyndman, Fan (1996), Sample quantiles in statistical packages, definition 7.
///
/// ```
/// use innodex_panel::statistics::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], 0.5), 3.0);
/// assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], 0.75), 5.0);
/// assert!(quantile(&[], 0.5).is_nan());
/// ```
pub fn quantile(ascending: &[f64], p: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return f64::NAN };
    let h = last as f64 * p.clamp(0.0, 1.0);
    let below = (h as usize).min(last);
    let above = (below + 1).min(last);
    ascending[below] + (h - below as f64) * (ascending[above] - ascending[below])
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
            let mean = exact_mean(&figures);
            prop_assert!(low <= mean && mean <= high, "{mean} of {figures:?}");
        }
    }
}
