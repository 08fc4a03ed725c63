//! Beta convergence: whether units that are behind grow faster.

use super::regression::{fit, NoRegression, Regression};

/// A cross-section regression of growth on the initial level.
#[derive(Debug, Clone, PartialEq)]
pub struct Beta {
    /// The constant, b of the logarithm of the initial level, then those of the controls.
    pub regression: Regression,
    /// The speed of convergence a year: -ln(1 + b T) / T. None where 1 + b T is not above zero.
    pub speed: Option<f64>,
    /// The years in which half of the distance is made up: ln 2 / speed. None where there is no convergence.
    pub half_life: Option<f64>,
}

/// Fits ln(x_T / x_0) / T = a + b ln x_0 + c_1 z_1 + ... over the units, T years apart. Absolute convergence is b below zero
/// without controls z; conditional convergence is the same with them.
///
/// Range: b below zero is convergence. Missing: figures have to be there, and above zero, in both periods.
///
/// Source: Barro, Sala-i-Martin (1992), Convergence, Journal of Political Economy 100(2); speed and half-life as in
/// `betaconv.speed` of the R package REAT.
///
/// # Errors
/// [`NoRegression`]: no more units than coefficients, a control that is constant or follows from the others, or units that
/// are all alike at first.
pub fn beta(first: &[f64], last: &[f64], controls: &[Vec<f64>], years: f64) -> Result<Beta, NoRegression> {
    let growth: Vec<f64> = first.iter().zip(last).map(|(a, b)| libm::log(b / a) / years).collect();
    let mut columns = vec![first.iter().map(|x| libm::log(*x)).collect::<Vec<f64>>()];
    columns.extend(controls.iter().cloned());
    let regression = fit(&growth, &columns)?;
    let left = 1.0 + regression.coefficients[1].value * years;
    let speed = (left > 0.0).then(|| -libm::log(left) / years);
    let half_life = speed.filter(|speed| *speed > 0.0).map(|speed| std::f64::consts::LN_2 / speed);
    Ok(Beta { regression, speed, half_life })
}
