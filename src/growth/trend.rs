//! A trend that one outlier does not bend, and whether there is one: Theil-Sen slope and Mann-Kendall test.

use super::median_slope;
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
    /// Two-sided: the chance of an S as far from 0 without a trend, 0 to 1. Up to ten figures it is exact, the share of all
    /// orders of the figures, equal ones included, that have one; above, that of z by the normal distribution.
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
/// Theil (1950), Sen (1968); Mann (1945), Kendall (1975), with the correction for ties of Gilbert (1987), 16.4, and his exact
/// test for up to ten figures (table A18).
///
/// ```
/// use innodex::growth::trend;
/// let found = trend(&[2018.0, 2019.0, 2020.0, 2021.0, 2022.0], &[100.0, 104.0, 111.0, 108.0, 125.0]);
/// assert_eq!((found.slope, found.s), (5.875, 8.0)); // of ten slopes the middle two are 5.5 and 6.25
/// assert_eq!(found.p, 10.0 / 120.0); // of 120 orders, 5 rise and 5 fall as much
/// ```
pub fn trend(t: &[f64], x: &[f64]) -> Trend {
    let (t, x): (Vec<f64>, Vec<f64>) = t.iter().zip(x).filter(|(_, x)| !x.is_nan()).unzip();
    let n = x.len();
    let nan = f64::NAN;
    let none = |reason| Trend { n, slope: nan, s: nan, variance: nan, z: nan, p: nan, tau: nan, reason: Some(reason) };
    if n < 2 {
        return none(Reason::TooFewPoints);
    }
    let slope = median_slope(&t, &x);
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
    let groups: Vec<usize> = order.chunk_by(|a, b| x[*a] == x[*b]).map(<[usize]>::len).collect();
    let ties: f64 = groups.iter().map(|g| spread(*g)).sum();
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
        p: match n {
            0..=MOST_EXACT => exact(&groups, s),
            _ => libm::erfc(z.abs() / std::f64::consts::SQRT_2),
        },
        tau: s / (pairs * differ).sqrt(),
        reason: None,
    }
}

/// Figures up to which the test is exact.
const MOST_EXACT: usize = 10;

/// The share of all orders of figures, of which so many each are equal, that have an S as far from 0.
///
/// Of k inversions, among d pairs of figures that differ, S is d - 2k; the orders by their inversions have the generating
/// function of the multinomial coefficient, the product of 1 - q^i over i up to n by those over i up to the size of each group
/// (MacMahon 1913). Multiplied and divided term by term: whole numbers below 10!, so nothing is rounded.
fn exact(groups: &[usize], s: f64) -> f64 {
    let n: usize = groups.iter().sum();
    let same: usize = groups.iter().map(|g| g * (g - 1) / 2).sum();
    let differ = n * (n - 1) / 2 - same;
    let mut orders = vec![0.0; differ + 1];
    orders[0] = 1.0;
    for i in 1..=n {
        for k in (i..=differ).rev() {
            orders[k] -= orders[k - i];
        }
    }
    for i in groups.iter().flat_map(|g| 1..=*g) {
        for k in i..=differ {
            orders[k] += orders[k - i];
        }
    }
    let as_far = |k: &usize| (differ as f64 - 2.0 * *k as f64).abs() >= s.abs();
    (0..=differ).filter(as_far).map(|k| orders[k]).sum::<f64>() / orders.iter().sum::<f64>()
}

/// n (n - 1) (2n + 5)
fn spread(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) * (2.0 * n + 5.0)
}
