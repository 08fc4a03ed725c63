//! Skewness and kurtosis, and the rule that they are judged by.

use crate::index::methods::{documented, Given, Parameter};
use crate::ranking::{is_constant, EQUAL};

documented! {
    /// `winsorise`: below it an indicator passes; 2 unless said.
    pub static SKEWNESS: Parameter<f64> = "skewness";
    /// `winsorise`: below it an indicator passes; 3.5 unless said.
    pub static KURTOSIS: Parameter<f64> = "kurtosis";
}

/// Skewness and kurtosis of an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Sample skewness G1; NaN where there are fewer than three figures or no spread.
    pub skewness: f64,
    /// Sample excess kurtosis G2; NaN where there are fewer than four figures or no spread.
    pub kurtosis: f64,
    /// Whether the rule has nothing against it.
    pub passes: bool,
}

/// Skewness G1 and excess kurtosis G2 of the figures present, as Excel's SKEW and KURT and COINr have them. With d = x -
/// mean: G1 = sqrt(n) sum d^3 / (sum d^2)^1.5 x sqrt(n (n - 1)) / (n - 2); G2 = (n - 1) / ((n - 2) (n - 3)) x ((n + 1)
/// (n sum d^4 / (sum d^2)^2 - 3) + 6). NaN where there are too few figures (three, four) or no spread
/// (equal to 12 digits). Joanes, Gill (1998).
///
/// ```
/// let (skewness, kurtosis) = innodex::index::treat::shape(&[1.0, 2.0, 3.0, 4.0, 10.0]);
/// assert!((skewness - 1.697056274847714).abs() < 1e-12 && (kurtosis - 3.152).abs() < 1e-12);
/// ```
pub fn shape(x: &[f64]) -> (f64, f64) {
    let present = || x.iter().copied().filter(|v| !v.is_nan());
    let n = present().count() as f64;
    let mean = present().sum::<f64>() / n;
    let (mut two, mut three, mut four) = (0.0, 0.0, 0.0);
    for d in present().map(|v| v - mean) {
        two += d * d;
        three += d * d * d;
        four += d * d * d * d;
    }
    let skewness = n.sqrt() * three / (two * two.sqrt()) * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * (n * four / (two * two) - 3.0) + 6.0);
    let spread = !is_constant(x);
    let known = |value: f64, least: f64| if spread && n >= least && value.is_finite() { value } else { f64::NAN };
    (known(skewness, 3.0), known(kurtosis, 4.0))
}

/// Whether skewness or kurtosis is at a limit or over it. They are of the size of 1, and known to 12 digits of it: of three
/// equal figures and another the skewness is exactly 2.
pub(super) fn reaches(value: f64, limit: f64) -> bool {
    value >= limit - EQUAL * limit.abs().max(1.0)
}

/// The limits from which an indicator has outliers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Of the absolute skewness.
    pub skewness: f64,
    /// Of the kurtosis.
    pub kurtosis: f64,
}

impl Limits {
    pub(super) fn of(given: &Given) -> Limits {
        Limits { skewness: given.get(&SKEWNESS).unwrap_or(2.0), kurtosis: given.get(&KURTOSIS).unwrap_or(3.5) }
    }

    /// The shape of some figures.
    pub fn shape(self, x: &[f64]) -> Shape {
        let (skewness, kurtosis) = shape(x);
        // Without a figure for either there is nothing against it.
        let passes = !(reaches(skewness.abs(), self.skewness) && reaches(kurtosis, self.kurtosis));
        Shape { skewness, kurtosis, passes }
    }
}
