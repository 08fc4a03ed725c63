//! Of two columns: how far one rises with the other. Of a group: how far its columns say the same.

use super::{dot, is_constant, standardise};
use crate::ranking::{rank, Ties};
use serde::Serialize;

/// A measure of correlation, from -1 to 1. OECD/JRC Handbook (2008), step 4; \[get_corr\].
///
/// Over the units of which both figures are there; missing where there are fewer than two or a column is the same for
/// all. Zeros and negative figures are figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Of the figures: sum of dx dy / sqrt(sum of dx² x sum of dy²), d the distance from the mean. Linear. Of 1, 2, 3,
    /// 4 and 1, 3, 2, 4: 0.8.
    #[default]
    Pearson,
    /// Pearson's of the ranks, ties at the mean of their places. Monotonic. Spearman (1904). Of 1, 2, 3, 4 and 1, 3, 2,
    /// 9: 0.8.
    Spearman,
    /// tau-b: (pairs of units in the same order - in opposite order) / sqrt(pairs untied in x x pairs untied in y).
    /// Kendall (1945). Of 1, 2, 3, 4 and 1, 3, 2, 4: 0.666667.
    Kendall,
}

crate::json::words!(Measure { Pearson = "pearson", Spearman = "spearman", Kendall = "kendall" });

/// A correlation and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
pub struct Correlation {
    /// From -1 to 1; NaN where there are fewer than two units, or one column is constant over them.
    pub value: f64,
    /// The units of which both figures are there.
    pub n: usize,
}

crate::json::shown!(Correlation { value, n });

/// Correlates two columns (a value a unit) over the units of which both are there; ranks are taken among these.
///
/// In \[-1, 1\]; NaN where a column is the same (to 12 digits) for all of them. Zeros and negative figures are figures.
/// Time n, for Spearman n log n, for Kendall n².
///
/// Source: Handbook, step 4 \[get_corr, with R's `pairwise.complete.obs`\]; Kendall, M. (1945), tau-b.
///
/// ```
/// use innodex::association::{correlation, Measure};
/// let (x, y) = ([1.0, 2.0, 3.0, 4.0, f64::NAN], [1.0, 3.0, 2.0, 4.0, 9.0]);
/// let of = |measure| correlation(measure, &x, &y).value;
/// assert!((of(Measure::Pearson) - 0.8).abs() < 1e-15);
/// assert!((of(Measure::Spearman) - 0.8).abs() < 1e-15);
/// assert_eq!(of(Measure::Kendall), 4.0 / 6.0); // five pairs of units in the same order, one in the opposite
/// assert_eq!(correlation(Measure::Pearson, &x, &y).n, 4);
/// ```
pub fn correlation(measure: Measure, x: &[f64], y: &[f64]) -> Correlation {
    let (x, y) = complete(x, y);
    let n = x.len();
    // Asked before ranks are taken: they would make a spread of the noise in the last digits.
    let value = match measure {
        _ if is_constant(&x) || is_constant(&y) => f64::NAN,
        Measure::Pearson => pearson(x, y),
        Measure::Spearman => pearson(rank(&x, Ties::Fractional), rank(&y, Ties::Fractional)),
        Measure::Kendall => tau_b(&x, &y),
    };
    // Rounding may lead beyond 1 by a last digit; NaN stays.
    Correlation { value: value.clamp(-1.0, 1.0), n }
}

/// The figures of the units that have both.
fn complete(x: &[f64], y: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut both = (Vec::new(), Vec::new());
    for (x, y) in x.iter().zip(y).filter(|(x, y)| !x.is_nan() && !y.is_nan()) {
        both.0.push(*x);
        both.1.push(*y);
    }
    both
}

fn pearson(mut x: Vec<f64>, mut y: Vec<f64>) -> f64 {
    match standardise(&mut x) && standardise(&mut y) {
        true => dot(&x, &y),
        false => f64::NAN,
    }
}

fn tau_b(x: &[f64], y: &[f64]) -> f64 {
    let order = |a: f64, b: f64| i32::from(a > b) - i32::from(a < b);
    let (mut agree, mut untied_x, mut untied_y) = (0.0_f64, 0.0_f64, 0.0_f64);
    for (at, (a, b)) in x.iter().zip(y).enumerate() {
        // Counted whole for one unit, so that the inner loop has no floating point.
        let (mut s, mut in_x, mut in_y) = (0, 0, 0);
        for (c, d) in x.iter().zip(y).take(at) {
            let (of_x, of_y) = (order(*a, *c), order(*b, *d));
            s += of_x * of_y;
            in_x += of_x * of_x;
            in_y += of_y * of_y;
        }
        agree += f64::from(s);
        untied_x += f64::from(in_x);
        untied_y += f64::from(in_y);
    }
    agree / (untied_x * untied_y).sqrt()
}

/// Cronbach's alpha, raw: k / (k - 1) x (1 - sum of variances / sum of all covariances), k the columns.
///
/// At most 1 where no figure is missing; negative where columns work against each other. Each covariance (n - 1) is taken
/// over the units that have both figures. A constant column counts, with a variance of zero. NaN with fewer than two
/// columns, where two columns have fewer than two units in common, and where the sum of the columns does not vary.
///
/// Source: Handbook, step 4; Cronbach, L. (1951) \[get_cronbach\].
///
/// ```
/// let alpha = innodex::association::cronbach_alpha(&[&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]]);
/// assert!((alpha - 2.0 / 3.0).abs() < 1e-15); // variances 1 and 1, covariance 1/2: 2 x (1 - 2/3)
/// ```
pub fn cronbach_alpha(columns: &[&[f64]]) -> f64 {
    let k = columns.len() as f64;
    let (mut variances, mut all) = (0.0, 0.0);
    for (i, x) in columns.iter().enumerate() {
        for (j, y) in columns.iter().enumerate() {
            let covariance = covariance(x, y);
            all += covariance;
            if i == j {
                variances += covariance;
            }
        }
    }
    // Columns that cancel out leave a sum of noise, of either sign.
    match columns.len() >= 2 && all > 1e-12 * variances {
        true => k / (k - 1.0) * (1.0 - variances / all),
        false => f64::NAN,
    }
}

fn covariance(x: &[f64], y: &[f64]) -> f64 {
    let (x, y) = complete(x, y);
    let n = x.len() as f64;
    let (mean_x, mean_y) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    x.iter().zip(&y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / (n - 1.0)
}
