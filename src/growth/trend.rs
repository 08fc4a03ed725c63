//! A trend that one outlier does not bend, and whether there is one: Theil-Sen slope and Mann-Kendall test.

use crate::ranking::ascending;
use crate::reason::Reason;

/// The trend of one series: its slope, and the Mann-Kendall test of whether it rises or falls at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Figures used.
    pub n: usize,
    /// Theil-Sen slope: the median of (x_j - x_i) / (t_j - t_i) over all pairs, in the series' unit per unit of time.
    pub slope: f64,
    /// S: pairs that rise minus pairs that fall.
    pub s: f64,
    /// Variance of S where there is no trend: (n (n - 1) (2n + 5) - sum of g (g - 1) (2g + 5)) / 18, g the sizes of the
    /// groups of equal figures.
    pub variance: f64,
    /// (S - 1) / sd where S is above zero, (S + 1) / sd where it is below, else 0.
    pub z: f64,
    /// Two-sided, by the normal distribution: the chance of a z as far from 0 without a trend, 0 to 1. Below ten figures
    /// it is a rough guide.
    pub p: f64,
    /// Kendall's tau-b of figures and time, -1 to 1: S / sqrt(n (n - 1) / 2 x pairs of different figures). NaN where all
    /// figures are equal. (pymannkendall's `Tau` is S / (n (n - 1) / 2), the same where no figures are equal.)
    pub tau: f64,
    /// Why there is no trend, where slope and test are NaN.
    pub reason: Option<Reason>,
}

/// Theil-Sen slope and Mann-Kendall test of a series: `x` at the times `t`, which ascend and are as many; NaN is left out.
///
/// Two figures are needed (`too_few_points`). A series of equal figures has slope 0 and p = 1. Slopes that no number holds
/// are missing (`overflow`). Figures must be independent from one time to the next; the test is not corrected for
/// autocorrelation. n squared.
///
/// Theil (1950), Sen (1968); Mann (1945), Kendall (1975), with the correction for ties of Gilbert (1987), 16.4.
///
/// ```
/// use innodex::growth::trend;
/// let found = trend(&[2018.0, 2019.0, 2020.0, 2021.0, 2022.0], &[100.0, 104.0, 111.0, 108.0, 125.0]);
/// assert_eq!((found.slope, found.s), (5.875, 8.0)); // of ten slopes the middle two are 5.5 and 6.25
/// assert!((found.p - 0.086411).abs() < 1e-6);
/// ```
pub fn trend(t: &[f64], x: &[f64]) -> Trend {
    let (t, x): (Vec<f64>, Vec<f64>) = t.iter().zip(x).filter(|(_, x)| !x.is_nan()).unzip();
    let n = x.len();
    let nan = f64::NAN;
    let none = |reason| Trend { n, slope: nan, s: nan, variance: nan, z: nan, p: nan, tau: nan, reason: Some(reason) };
    if n < 2 {
        return none(Reason::TooFewPoints);
    }
    let slope = slope(&t, &x);
    if !slope.is_finite() {
        return none(Reason::Overflow);
    }
    let (mut s, mut differ) = (0.0, 0.0);
    for j in 0..n {
        for i in 0..j {
            s += f64::from(i8::from(x[j] > x[i]) - i8::from(x[j] < x[i]));
            differ += f64::from(u8::from(x[j] != x[i]));
        }
    }
    let order = ascending(0..n, &|u| x[u]);
    let ties: f64 = order.chunk_by(|a, b| x[*a] == x[*b]).map(|group| spread(group.len())).sum();
    let variance = (spread(n) - ties) / 18.0;
    let z = match s {
        // Of equal figures alone, whose variance is zero, S is zero too.
        0.0 => 0.0,
        s => (s - s.signum()) / variance.sqrt(),
    };
    let pairs = (n * (n - 1)) as f64 / 2.0;
    Trend {
        n,
        slope,
        s,
        variance,
        z,
        p: libm::erfc(z.abs() / std::f64::consts::SQRT_2),
        tau: s / (pairs * differ).sqrt(),
        reason: None,
    }
}

/// n (n - 1) (2n + 5)
fn spread(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) * (2.0 * n + 5.0)
}

/// The median slope of all pairs of two or more points without gaps.
pub(super) fn slope(t: &[f64], x: &[f64]) -> f64 {
    let mut slopes = Vec::with_capacity(x.len() * (x.len() - 1) / 2);
    for j in 0..x.len() {
        for i in 0..j {
            slopes.push((x[j] - x[i]) / (t[j] - t[i]));
        }
    }
    let order = ascending(0..slopes.len(), &|at| slopes[at]);
    let middle = slopes.len() / 2;
    match slopes.len() % 2 {
        0 => slopes[order[middle - 1]] / 2.0 + slopes[order[middle]] / 2.0,
        _ => slopes[order[middle]],
    }
}
