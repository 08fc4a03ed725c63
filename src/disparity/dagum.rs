//! Dagum's decomposition of Gini's coefficient by groups.

use super::Part;

/// Gini's coefficient in three parts, which sum to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dagum {
    /// Within groups: sum of p_j s_j G_jj.
    pub within: f64,
    /// The net difference between groups: sum of (p_j s_h + p_h s_j) G_jh D_jh over the pairs.
    pub between: f64,
    /// Where groups overlap, the intensity of transvariation: sum of (p_j s_h + p_h s_j) G_jh (1 - D_jh).
    pub transvariation: f64,
    /// What each group adds to `within`.
    pub parts: Vec<f64>,
    /// Every pair of groups, in their order.
    pub pairs: Vec<Pair>,
}

/// Two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The number of the first group.
    pub first: usize,
    /// The number of the second.
    pub second: usize,
    /// Gini's coefficient between them: the mean of |x - y|, x in one and y in the other, over the sum of their means.
    pub gini: f64,
    /// The relative economic affluence D_jh = (d_jh - p_jh) / (d_jh + p_jh), from 0 (they overlap) to 1 (they do not); none
    /// where all figures of both are equal.
    pub distance: Option<f64>,
}

/// Decomposes Gini's coefficient; p_j is a group's share of the weight (of the units, where all weigh 1), s_j of the sum of
/// weight x figure.
///
/// d_jh is the mean of x - y over the pairs with x above y, x in the group with the larger mean, and p_jh that of y - x over
/// the others: their difference is that of the two means, their sum the mean of |x - y|, so neither is computed by itself.
///
/// Range: `within`, `between` and `transvariation` from 0, together Gini's coefficient. A group of one has G_jj = 0.
///
/// Source: Dagum (1997), A new approach to the decomposition of the Gini income inequality ratio, Empirical Economics 22,
/// 515-531. Checked against the paper's double sums over pairs of units (tests/golden/disparity.py).
pub fn dagum(parts: &[Part]) -> Dagum {
    let own: Vec<f64> = parts.iter().map(|part| part.weight_share * part.sum_share * part.sample.gini()).collect();
    let mut found =
        Dagum { within: own.iter().sum(), between: 0.0, transvariation: 0.0, parts: own, pairs: Vec::new() };
    for (first, a) in parts.iter().enumerate() {
        for (second, b) in parts.iter().enumerate().skip(first + 1) {
            let apart = a.sample.difference(&b.sample);
            let gini = apart / (a.sample.mean + b.sample.mean);
            // Rounding may lead beyond 1 by a last digit.
            let distance = (apart > 0.0).then(|| ((a.sample.mean - b.sample.mean).abs() / apart).min(1.0));
            let share = (a.weight_share * b.sum_share + b.weight_share * a.sum_share) * gini;
            let net = share * distance.unwrap_or(0.0);
            found.between += net;
            found.transvariation += share - net;
            found.pairs.push(Pair { first, second, gini, distance });
        }
    }
    found
}
