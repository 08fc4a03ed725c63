//! Ordinary least squares with a table of coefficients.

use super::student::two_sided;
use crate::text::Text;

/// A coefficient with its test against zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The estimate.
    pub value: f64,
    /// Its standard error: sqrt(residual variance x the diagonal of (X'X)^-1), the variance with n - k.
    pub error: f64,
    /// value / error.
    pub t: f64,
    /// The probability of a |t| as large, where the coefficient is zero: two-sided, Student's t with n - k.
    pub p: f64,
}

/// A fitted regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// Of the constant, then of every column.
    pub coefficients: Vec<Coefficient>,
    /// 1 - sum of squared residuals / sum of squared distances from the mean.
    pub r2: f64,
    /// 1 - (1 - R²) (n - 1) / (n - k).
    pub adjusted_r2: f64,
    /// n.
    pub units: usize,
}

/// Why there is no regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRegression {
    /// No more observations than coefficients.
    TooFew,
    /// A column is constant, or follows from the others.
    Collinear,
}

impl NoRegression {
    /// The words for it.
    pub fn text(self) -> Text {
        match self {
            NoRegression::TooFew => Text::new("样本数不多于待估系数", "no more observations than coefficients"),
            NoRegression::Collinear => {
                Text::new("自变量为常数或完全共线", "an explanatory variable is constant, or follows from the others")
            }
        }
    }
}

/// Columns that are the same to this share of their length are taken as dependent.
const DEPENDENT: f64 = 1e-10;

/// Fits y = b_0 + b_1 x_1 + ... by least squares, through Householder's QR decomposition of centred columns.
///
/// Standard errors assume residuals of equal variance. Range: R² from 0 to 1; NaN where y is the same for all. Where the fit
/// is exact, errors are zero and p is zero.
///
/// Source: Greene, Econometric Analysis, chapters 3 and 4; checked against statsmodels' `OLS`.
///
/// # Errors
/// [`NoRegression`].
///
/// ```
/// use innodex::convergence::regression::fit;
/// let found = fit(&[1.0, 2.0, 4.0], &[vec![0.0, 1.0, 2.0]]).unwrap();
/// assert!((found.coefficients[1].value - 1.5).abs() < 1e-12);
/// assert!((found.coefficients[0].value - 5.0 / 6.0).abs() < 1e-12);
/// ```
pub fn fit(y: &[f64], columns: &[Vec<f64>]) -> Result<Regression, NoRegression> {
    let (n, k) = (y.len(), columns.len() + 1);
    if n <= k {
        return Err(NoRegression::TooFew);
    }
    let count = n as f64;
    let mean = |x: &[f64]| x.iter().sum::<f64>() / count;
    let centred = |x: &[f64]| -> Vec<f64> { x.iter().map(|v| v - mean(x)).collect() };
    let means: Vec<f64> = columns.iter().map(|x| mean(x)).collect();
    let mut rest = centred(y);
    let total = length(&rest).powi(2);
    let mut work: Vec<Vec<f64>> = columns.iter().map(|x| centred(x)).collect();
    let sizes: Vec<f64> = columns.iter().map(|x| length(x)).collect();
    triangular(&mut work, &mut rest, &sizes)?;
    let slopes = solve(&work, &rest);
    let residual: f64 = rest[columns.len()..].iter().map(|v| v * v).sum();
    let variance = residual / (n - k) as f64;
    let inverse = inverse(&work);
    let covariance = |i: usize, j: usize| -> f64 { inverse[i].iter().zip(&inverse[j]).map(|(a, b)| a * b).sum() };
    let constant = mean(y) - slopes.iter().zip(&means).map(|(b, m)| b * m).sum::<f64>();
    let pairs = (0..means.len()).flat_map(|i| (0..means.len()).map(move |j| (i, j)));
    let spread: f64 = pairs.map(|(i, j)| means[i] * means[j] * covariance(i, j)).sum();
    let tested = |value: f64, scale: f64| {
        let error = (variance * scale).sqrt();
        let t = value / error;
        Coefficient { value, error, t, p: two_sided(t, (n - k) as f64) }
    };
    let mut coefficients = vec![tested(constant, 1.0 / count + spread)];
    coefficients.extend(slopes.iter().enumerate().map(|(at, slope)| tested(*slope, covariance(at, at))));
    let r2 = if total > 0.0 { 1.0 - residual / total } else { f64::NAN };
    let adjusted_r2 = 1.0 - (1.0 - r2) * (count - 1.0) / (n - k) as f64;
    Ok(Regression { coefficients, r2, adjusted_r2, units: n })
}

fn length(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum::<f64>().sqrt()
}

/// Makes the columns upper triangular by reflections, and reflects `y` too.
fn triangular(columns: &mut [Vec<f64>], y: &mut [f64], sizes: &[f64]) -> Result<(), NoRegression> {
    for at in 0..columns.len() {
        let tail = length(&columns[at][at..]);
        if tail <= DEPENDENT * sizes[at] {
            return Err(NoRegression::Collinear);
        }
        let mut normal = columns[at][at..].to_vec();
        normal[0] += tail.copysign(normal[0]);
        let square: f64 = normal.iter().map(|v| v * v).sum();
        let reflect = |x: &mut [f64]| {
            let along: f64 = normal.iter().zip(&x[at..]).map(|(v, x)| v * x).sum();
            for (x, v) in x[at..].iter_mut().zip(&normal) {
                *x -= 2.0 * along / square * v;
            }
        };
        columns[at..].iter_mut().for_each(|column| reflect(column));
        reflect(y);
    }
    Ok(())
}

/// The solution of the triangular system, from the last coefficient up.
fn solve(upper: &[Vec<f64>], y: &[f64]) -> Vec<f64> {
    let mut found = vec![0.0; upper.len()];
    for at in (0..upper.len()).rev() {
        let known: f64 = (at + 1..upper.len()).map(|j| upper[j][at] * found[j]).sum();
        found[at] = (y[at] - known) / upper[at][at];
    }
    found
}

/// The inverse of the triangular matrix, row by row.
fn inverse(upper: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let k = upper.len();
    let mut rows = vec![vec![0.0; k]; k];
    for at in 0..k {
        let mut unit = vec![0.0; k];
        unit[at] = 1.0;
        for (row, value) in rows.iter_mut().zip(solve(upper, &unit)) {
            row[at] = value;
        }
    }
    rows
}
