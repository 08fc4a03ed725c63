//! Sigma convergence: whether the dispersion among units falls over time.

use super::regression::{fit, Coefficient, NoRegression};
use crate::disparity::{NoDisparity, Sample};

/// The dispersion among units in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// The coefficient of variation, with n.
    pub variation: f64,
    /// The standard deviation of natural logarithms, with n; none where a figure is zero.
    pub sd_log: Option<f64>,
}

/// The dispersion of figures of which none is missing: [`Sample::variation`], and sigma = sqrt(mean of (ln x - mean of
/// ln x)²).
///
/// Range: both from 0. Source: Barro, Sala-i-Martin (1992), Convergence, Journal of Political Economy 100(2). Of 1, e²: sd of
/// logarithms 1.
///
/// # Errors
/// [`NoDisparity`], where there is no coefficient of variation.
pub fn dispersion(figures: &[f64]) -> Result<Dispersion, NoDisparity> {
    let sample = Sample::new(&figures.iter().map(|x| (*x, 1.0)).collect::<Vec<_>>())?;
    let count = figures.len() as f64;
    let sd_log = figures.iter().all(|x| *x > 0.0).then(|| {
        let logs: Vec<f64> = figures.iter().map(|x| libm::log(*x)).collect();
        let mean = logs.iter().sum::<f64>() / count;
        (logs.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count).sqrt()
    });
    Ok(Dispersion { variation: sample.variation(), sd_log })
}

/// The trend of a dispersion: the slope of its regression on time in years, with its test. Below zero, with a small p, is
/// sigma convergence.
///
/// # Errors
/// [`NoRegression`]: fewer than three periods have it.
pub fn trend(years: &[f64], dispersion: &[f64]) -> Result<Coefficient, NoRegression> {
    Ok(fit(dispersion, &[years.to_vec()])?.coefficients[1])
}
