//! Of two columns: how far one rises with the other. Of a group: how far its columns say the same.

use super::{dot, is_constant, standardise};
use crate::ranking::{ascending, rank, Ties};
use crate::statistics::covariance;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// A measure of correlation, from -1 to 1. OECD/JRC Handbook (2008), step 4; \[get_corr\].
///
/// Over the units of which both figures are there; missing where there are fewer than two or a column is the same for
/// all. Zeros and negative figures are figures.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
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
/// Time n, for Spearman and Kendall n log n.
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
        // Figures that tie are one, as they are for ranks.
        Measure::Kendall => tau_b(&rank(&x, Ties::Dense), &rank(&y, Ties::Dense)),
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

/// By sorting: Knight, W. (1966), Journal of the American Statistical Association 61. All counts are whole numbers.
fn tau_b(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len();
    let by_y = ascending(0..n, &|u| y[u]);
    // By x, and among equal x by y.
    let order: Vec<usize> = ascending(0..n, &|at| x[by_y[at]]).into_iter().map(|at| by_y[at]).collect();
    let same = |of: &[f64], order: &[usize], at: usize| of[order[at]] == of[order[at - 1]];
    let tied_x = pairs_in_runs(n, &|at| same(x, &order, at));
    let tied_y = pairs_in_runs(n, &|at| same(y, &by_y, at));
    let tied_both = pairs_in_runs(n, &|at| same(x, &order, at) && same(y, &order, at));
    let all = pairs_in_runs(n, &|_| true);
    let opposite = inversions(order.into_iter().map(|u| y[u]).collect());
    let agree = all + tied_both - tied_x - tied_y - 2 * opposite;
    agree as f64 / ((all - tied_x) as f64 * (all - tied_y) as f64).sqrt()
}

/// The pairs within runs of n things, of which `same` says whether one is like that before it.
fn pairs_in_runs(n: usize, same: &dyn Fn(usize) -> bool) -> i64 {
    let (mut pairs, mut before) = (0, 0);
    for at in 1..n {
        before = if same(at) { before + 1 } else { 0 };
        pairs += before;
    }
    pairs
}

/// The pairs of which the first is the larger one: what merging ever longer runs, each in order, moves over each other.
fn inversions(mut values: Vec<f64>) -> i64 {
    let (mut count, mut run) = (0, 1);
    while run < values.len() {
        let mut merged = Vec::with_capacity(values.len());
        for both in values.chunks(2 * run) {
            let (mut left, mut right) = both.split_at(run.min(both.len()));
            while let ([l, ..], [r, ..]) = (left, right) {
                if l <= r {
                    merged.push(*l);
                    left = &left[1..];
                } else {
                    merged.push(*r);
                    right = &right[1..];
                    count += left.len() as i64;
                }
            }
            merged.extend(left.iter().chain(right));
        }
        values = merged;
        run *= 2;
    }
    count
}

/// Cronbach's alpha, raw: k / (k - 1) x (1 - sum of variances / sum of all covariances), k the columns.
///
/// At most 1 where no figure is missing; negative where columns work against each other. Each covariance (n - 1) is taken
/// over the units that have both figures. A constant column counts, with a variance of zero. NaN with fewer than two
/// columns, where two columns have fewer than two units in common (a column without figures has none), and where the sum of the columns does not vary.
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
            let (shared_x, shared_y) = complete(x, y);
            let covariance = covariance(&shared_x, &shared_y);
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
