//! Quantiles as R and NumPy take them by default.

/// The quantile of type 7 of ascending numbers without gaps: with h = (n - 1) p, linear between the numbers of the places
/// floor(h) and floor(h) + 1, counted from 0. NaN of none; `p` from 0 to 1.
///
/// Source: Hyndman, Fan (1996), Sample quantiles in statistical packages, definition 7.
///
/// ```
/// use innodex::robustness::quantile::quantile;
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
