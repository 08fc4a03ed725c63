//! When two scores share a rank: within 1e-12 of the largest score ranked, in absolute value. What is below that is the rounding
//! of sums in one order or another.

/// How far apart scores may be that share a rank, among all those that are ranked.
pub(super) fn tie_tolerance(ranked: impl Iterator<Item = f64>) -> f64 {
    1e-12 * ranked.filter(|s| s.is_finite()).fold(0.0_f64, |most, s| most.max(s.abs()))
}
