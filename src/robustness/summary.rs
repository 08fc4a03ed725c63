//! Results of the draws: rank intervals, histogram, pairwise probabilities and tiers.

/// The ranks of all draws so far.
#[derive(Debug, Clone, Copy)]
pub struct Summary<'a> {
    nominal: &'a [u32],
    /// `[draw][unit]`
    ranks: &'a [u32],
}

/// Ranks of one unit over the draws; all NaN where it never had one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitRanks {
    /// Without any variation.
    pub nominal: f64,
    /// Over the draws in which it has a rank, as all that follow.
    pub mean: f64,
    /// The 50 % quantile. Quantiles are of the type asked for, [`Quantiles`].
    pub median: f64,
    /// The 5 % quantile.
    pub q5: f64,
    /// The 95 % quantile.
    pub q95: f64,
    /// The share of draws in which it has no rank, from 0 to 1.
    pub missing: f64,
}

/// How quantiles of n ranks are taken. Hyndman, Fan (1996), Sample quantiles in statistical packages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quantiles {
    /// Type 3, as SAS: the rank whose place is nearest to n p, the even place of two. A rank that was drawn, never one between
    /// two; type 1 would take the next place above n p, and so lean downwards in the list.
    #[default]
    Nearest,
    /// Type 7, as R and COINr: with h = (n - 1) p, linear between the ranks at the places floor(h) and the next. Can be 8.5.
    Linear,
}

impl<'a> Summary<'a> {
    pub(super) fn of(nominal: &'a [u32], ranks: &'a [u32]) -> Self {
        Summary { nominal, ranks }
    }

    /// Units.
    fn units(&self) -> usize {
        self.nominal.len()
    }

    /// How many draws there are.
    pub fn draws(&self) -> usize {
        self.ranks.len() / self.units().max(1)
    }

    fn of_unit(&self, unit: usize) -> impl Iterator<Item = u32> + 'a {
        self.ranks.iter().skip(unit).step_by(self.units()).copied()
    }

    /// Ranks of every unit, in the order of the panel.
    pub fn units_ranks(&self) -> Vec<UnitRanks> {
        self.units_ranks_by(Quantiles::Nearest)
    }

    /// The same with quantiles of a type.
    pub fn units_ranks_by(&self, quantiles: Quantiles) -> Vec<UnitRanks> {
        let n = self.units();
        // A block of units at a time, so that a draw's ranks are read in a row.
        let block = if n <= 256 { n.max(1) } else { 64 };
        let mut counts = vec![0_u32; block * (n + 1)];
        let mut all = Vec::with_capacity(n);
        for start in (0..n).step_by(block) {
            let end = (start + block).min(n);
            counts.fill(0);
            for ranks in self.ranks.chunks_exact(n) {
                for (at, rank) in ranks[start..end].iter().enumerate() {
                    counts[at * (n + 1) + *rank as usize] += 1;
                }
            }
            all.extend((start..end).map(|u| self.counted(u, &counts[(u - start) * (n + 1)..][..n + 1], quantiles)));
        }
        all
    }

    /// Ranks of one unit.
    pub fn unit_ranks(&self, unit: usize) -> UnitRanks {
        let mut counts = vec![0_u32; self.units() + 1];
        self.of_unit(unit).for_each(|rank| counts[rank as usize] += 1);
        self.counted(unit, &counts, Quantiles::Nearest)
    }

    fn counted(&self, unit: usize, counts: &[u32], by: Quantiles) -> UnitRanks {
        let there = u64::from(self.draws() as u32 - counts[0]);
        let sum: u64 = counts.iter().enumerate().map(|(rank, c)| rank as u64 * u64::from(*c)).sum();
        let [q5, median, q95] = [5, 50, 95].map(|percent| quantile(by, percent, counts, there));
        UnitRanks {
            nominal: rank_or_nan(self.nominal[unit]),
            mean: sum as f64 / there as f64,
            median,
            q5,
            q95,
            missing: f64::from(counts[0]) / self.draws() as f64,
        }
    }

    /// How often each unit has each rank: `[unit][rank - 1]`, shares of all draws. What is left to one is the share of draws in
    /// which it has none. Rank acceptability (Lahdelma, Salminen 2001).
    pub fn histogram(&self) -> Vec<f64> {
        self.binned(1)
    }

    /// The same with `width` (at least 1) ranks together, `[unit][(rank - 1) / width]`: of many units, one rank each is more than
    /// anybody can look at, or hold.
    pub fn binned(&self, width: usize) -> Vec<f64> {
        let n = self.units();
        let bins = n.div_ceil(width.max(1));
        let mut shares = vec![0.0; n * bins];
        for ranks in self.ranks.chunks_exact(n.max(1)) {
            for (unit, rank) in ranks.iter().enumerate().filter(|(_, rank)| **rank > 0) {
                shares[unit * bins + (*rank as usize - 1) / width.max(1)] += 1.0;
            }
        }
        let draws = self.draws() as f64;
        shares.iter_mut().for_each(|s| *s /= draws);
        shares
    }

    /// The share of draws in which each unit is among the first k.
    pub fn top(&self, k: u32) -> Vec<f64> {
        let mut counts = vec![0.0; self.units()];
        for ranks in self.ranks.chunks_exact(self.units().max(1)) {
            for (count, rank) in counts.iter_mut().zip(ranks) {
                *count += f64::from(u8::from(*rank > 0 && *rank <= k));
            }
        }
        let draws = self.draws() as f64;
        counts.iter().map(|c| c / draws).collect()
    }

    /// P(u above v) of the units named, `[u][v]`: of the draws in which both have a rank, the share in which u is above, a tie
    /// counting half; NaN where there is no such draw, and on the diagonal.
    pub fn pairwise(&self, units: &[usize]) -> Vec<f64> {
        let m = units.len();
        let (mut above, mut both) = (vec![0_u32; m * m], vec![0_u32; m * m]);
        let mut own = vec![0; m];
        for ranks in self.ranks.chunks_exact(self.units().max(1)) {
            for (own, unit) in own.iter_mut().zip(units) {
                *own = ranks[*unit];
            }
            for (u, a) in own.iter().enumerate().filter(|(_, a)| **a > 0) {
                let row = u * m..(u + 1) * m;
                for ((above, both), b) in above[row.clone()].iter_mut().zip(&mut both[row]).zip(&own) {
                    *both += u32::from(*b > 0);
                    *above += 2 * u32::from(a < b) + u32::from(a == b);
                }
            }
        }
        let share = |at: usize| match both[at] {
            0 => f64::NAN,
            _ if at / m == at % m => f64::NAN,
            n => f64::from(above[at]) / (2.0 * f64::from(n)),
        };
        (0..m * m).map(share).collect()
    }

    /// Tiers: 1 for the best, 0 where there is no nominal rank. In the order of the nominal ranks, a unit opens a tier when the
    /// first of the tier before is above it in at least `certainty` (as 0.95) of the draws. So no unit of a tier can be told
    /// apart from its first; two others of it may well be: one may be above the other in every draw.
    pub fn tiers(&self, certainty: f64) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.units()).filter(|u| self.nominal[*u] > 0).collect();
        order.sort_by_key(|u| self.nominal[*u]);
        let mut tiers = vec![0; self.units()];
        let Some(mut first) = order.first().copied() else { return tiers };
        let mut tier = 1;
        for unit in order {
            if unit != first && self.nominal[unit] != self.nominal[first] && self.above(first, unit) >= certainty {
                tier += 1;
                first = unit;
            }
            tiers[unit] = tier;
        }
        tiers
    }

    /// P(u above v), a tie counting half; NaN where never both have a rank.
    pub fn above(&self, u: usize, v: usize) -> f64 {
        let (mut above, mut both) = (0, 0);
        for (a, b) in self.of_unit(u).zip(self.of_unit(v)).filter(|(a, b)| *a > 0 && *b > 0) {
            above += 2 * u32::from(a < b) + u32::from(a == b);
            both += 1;
        }
        f64::from(above) / (2.0 * f64::from(both))
    }

    /// The mean over units of |rank - nominal rank| in a draw, over the units that have both.
    pub fn shift(&self, draw: usize) -> f64 {
        shift(self.nominal, &self.ranks[draw * self.units()..(draw + 1) * self.units()])
    }
}

/// The mean absolute difference of two rankings, over the units that have both ranks; NaN without any.
pub(super) fn shift(nominal: &[u32], ranks: &[u32]) -> f64 {
    let both = nominal.iter().zip(ranks).filter(|(a, b)| **a > 0 && **b > 0);
    let (sum, n) = both.fold((0_u64, 0_u32), |(sum, n), (a, b)| (sum + u64::from(a.abs_diff(*b)), n + 1));
    sum as f64 / f64::from(n)
}

fn rank_or_nan(rank: u32) -> f64 {
    if rank == 0 {
        f64::NAN
    } else {
        f64::from(rank)
    }
}

/// A quantile, in per cent, of ranks that are counted; NaN of none.
fn quantile(by: Quantiles, percent: u64, counts: &[u32], n: u64) -> f64 {
    // The rank at a place, counted from 0.
    let at = |place: u64| {
        let mut sum = 0;
        let reached = |c: &u32| {
            sum += u64::from(*c);
            sum > place
        };
        counts[1..].iter().position(reached).map_or(f64::NAN, |rank| (rank + 1) as f64)
    };
    if n == 0 {
        return f64::NAN;
    }
    match by {
        Quantiles::Nearest => {
            // In integers, so that half a place is exact.
            let (below, rest) = (n * percent / 100, n * percent % 100);
            let place = if rest > 50 || (rest == 50 && below % 2 == 1) { below + 1 } else { below };
            at(place.clamp(1, n) - 1)
        }
        Quantiles::Linear => {
            let h = (n - 1) as f64 * (percent as f64 / 100.0);
            let (low, part) = (at(h as u64), h - h.floor());
            if part > 0.0 {
                low + (at(h as u64 + 1) - low) * part
            } else {
                low
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_four_draws_of_three_units_say() {
        let ranks = [1, 2, 3, 1, 3, 2, 2, 1, 3, 1, 1, 0];
        let summary = Summary::of(&[1, 2, 3], &ranks);
        let units = summary.units_ranks_by(Quantiles::Linear);
        assert_eq!((units[0].nominal, units[0].mean, units[0].median, units[0].q5), (1.0, 1.25, 1.0, 1.0));
        assert!((units[0].q95 - 1.85).abs() < 1e-12 && units[0].missing == 0.0);
        // Of 1, 1, 2, 3: h = 2.85 of type 7.
        assert_eq!((units[1].median, units[1].mean), (1.5, 1.75));
        assert!((units[1].q95 - 2.85).abs() < 1e-12);
        // Of 2, 3, 3.
        assert_eq!((units[2].median, units[2].missing), (3.0, 0.25));
        assert!((units[2].q5 - 2.1).abs() < 1e-12);
        let units = summary.units_ranks();
        // Type 3 of 1, 1, 1, 2 and of 1, 1, 2, 3: the places 0 (the first), 2 and 4.
        assert_eq!((units[0].q5, units[0].median, units[0].q95), (1.0, 1.0, 2.0));
        assert_eq!((units[1].q5, units[1].median, units[1].q95), (1.0, 1.0, 3.0));
        // Of 2, 3, 3 half a place: the even one of 1 and 2.
        assert_eq!((units[2].q5, units[2].median, units[2].q95), (2.0, 3.0, 3.0));
        assert!((0..3).all(|u| summary.unit_ranks(u) == units[u]));
        assert_eq!(summary.histogram(), [0.75, 0.25, 0.0, 0.5, 0.25, 0.25, 0.0, 0.25, 0.5]);
        assert_eq!(summary.binned(2), [1.0, 0.0, 0.75, 0.25, 0.25, 0.5]);
        assert_eq!(summary.binned(3), [1.0, 1.0, 0.75]);
        assert_eq!(summary.top(2), [1.0, 0.75, 0.25]);
        let pairs = summary.pairwise(&[0, 1, 2]);
        assert_eq!(pairs[1], 2.5 / 4.0);
        assert_eq!(pairs[3], 1.5 / 4.0);
        assert_eq!((pairs[2], pairs[5]), (1.0, 2.0 / 3.0));
        assert!(pairs[0].is_nan());
        assert_eq!(summary.tiers(0.95), [1, 1, 2]);
        assert_eq!(summary.shift(1), 2.0 / 3.0);
    }

    /// Of the ranks 1 to n the place is the rank: n p to the nearest whole number, of two the even one, by hand.
    #[test]
    fn quantiles_of_ranks_are_those_of_type_3() {
        let known = [
            (10, [1.0, 5.0, 10.0]),
            (11, [1.0, 6.0, 10.0]),
            (13, [1.0, 6.0, 12.0]),
            (30, [2.0, 15.0, 28.0]),
            (50, [2.0, 25.0, 48.0]),
            (1000, [50.0, 500.0, 950.0]),
        ];
        for (n, quantiles) in known {
            let counts: Vec<u32> = (0..=n).map(|rank| u32::from(rank > 0)).collect();
            let found = [5, 50, 95].map(|percent| quantile(Quantiles::Nearest, percent, &counts, n));
            assert_eq!(found, quantiles, "{n}");
        }
    }
}
