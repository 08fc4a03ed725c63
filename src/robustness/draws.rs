//! The factors of every draw: which alternatives, and by how much each weight is off. Found once a draw and kept.

use crate::index::framework::uncertainty::Distribution;
use crate::random::{factor, uniform, Stream};

/// What is drawn from.
#[derive(Debug, Clone)]
pub(super) struct Factors {
    pub seed: u64,
    /// How many alternatives each step has, `draws::STEPS` of them; 1 where it does not vary.
    pub counts: [usize; STEPS],
    /// How many indicators may be left out; 0 where none is.
    pub leaves: usize,
    pub noise: f64,
    pub distribution: Distribution,
    /// The nodes whose weights vary, by group: number of the node, and the factor that its number is.
    pub groups: Vec<Vec<(usize, u32)>>,
}

/// Treatment, imputation, set of imputed figures, normalisation, aggregation.
pub(super) const STEPS: usize = 5;

const CHOICES: [&str; STEPS] =
    ["choice:treat", "choice:impute", "choice:imputed figures", "choice:normalise", "choice:aggregate"];
const LEFT_OUT: &str = "choice:leave out";

/// The discrete choices of a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub steps: [u16; STEPS],
    /// The indicator (in the order of the tree) that is left out.
    pub left_out: Option<u16>,
}

impl Factors {
    /// How many weights vary.
    pub fn width(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    pub fn chosen(&self, draw: u32) -> Chosen {
        let step = |at: usize| match self.counts[at] {
            1 => 0,
            n => (uniform(self.seed, draw, factor(CHOICES[at])) * n as f64) as u16,
        };
        let left_out = match self.leaves {
            0 => None,
            n => ((uniform(self.seed, draw, factor(LEFT_OUT)) * (n + 1) as f64) as u16).checked_sub(1),
        };
        Chosen { steps: std::array::from_fn(step), left_out }
    }

    /// Multiplies the weights that vary, of the weights of all nodes.
    pub fn multiply(&self, weights: &mut [f64], multipliers: &[f64]) {
        for ((node, _), multiplier) in self.groups.iter().flatten().zip(multipliers) {
            weights[*node] *= multiplier;
        }
    }

    /// By how much each weight that varies is multiplied, with `base` the weights of all nodes.
    pub fn multipliers(&self, draw: u32, base: &[f64], out: &mut [f64]) {
        let mut out = out.iter_mut();
        for group in &self.groups {
            match self.distribution {
                Distribution::Uniform => {
                    for ((_, factor), out) in group.iter().zip(&mut out) {
                        *out = 1.0 + self.noise * (2.0 * uniform(self.seed, draw, *factor) - 1.0);
                    }
                }
                Distribution::Dirichlet => self.dirichlet(draw, group, base, &mut out),
            }
        }
    }

    /// Shares of gamma numbers, as multiples of the shares as they are.
    fn dirichlet<'a>(
        &self,
        draw: u32,
        group: &[(usize, u32)],
        base: &[f64],
        out: &mut impl Iterator<Item = &'a mut f64>,
    ) {
        let total: f64 = group.iter().map(|(node, _)| base[*node]).sum();
        let weighed = group.iter().filter(|(node, _)| base[*node] > 0.0).count();
        // With one child, or no noise, there is nothing to share out otherwise.
        let k = match weighed > 1 && self.noise > 0.0 {
            true => 3.0 * (weighed - 1) as f64 / (self.noise * self.noise) - 1.0,
            false => f64::INFINITY,
        };
        let mut sum = 0.0;
        let shares: Vec<f64> = group
            .iter()
            .map(|(node, factor)| {
                let share = base[*node] / total;
                let gamma = match share > 0.0 && k.is_finite() {
                    true => gamma(k * share, &mut Stream::new(self.seed, draw, *factor)),
                    false => share,
                };
                sum += gamma;
                gamma
            })
            .collect();
        for ((node, _), gamma) in group.iter().zip(shares) {
            if let Some(out) = out.next() {
                let multiple = gamma / sum / (base[*node] / total);
                *out = if multiple.is_finite() { multiple } else { 1.0 };
            }
        }
    }
}

/// A gamma number with mean and variance `shape`: Marsaglia, Tsang (2000), A simple method for generating gamma variables.
fn gamma(shape: f64, random: &mut Stream) -> f64 {
    if shape < 1.0 {
        let u = 1.0 - random.uniform();
        return gamma(shape + 1.0, random) * libm::pow(u, 1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let radius = (-2.0 * libm::log(1.0 - random.uniform())).sqrt();
        let x = radius * libm::cos(std::f64::consts::TAU * random.uniform());
        let v = 1.0 + c * x;
        if v <= 0.0 {
            continue;
        }
        let v = v * v * v;
        if libm::log(1.0 - random.uniform()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return d * v;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::named;

    fn factors(noise: f64, distribution: Distribution, m: usize) -> Factors {
        let group = (0..m).map(|at| (at, named(&["weight:", &at.to_string()]))).collect();
        Factors { seed: 7, counts: [1; STEPS], leaves: 0, noise, distribution, groups: vec![group] }
    }

    /// Mean and standard deviation of each multiplier, renormalised, over many draws.
    fn moments(factors: &Factors, base: &[f64]) -> Vec<(f64, f64)> {
        let draws = 40_000;
        let mut sums = vec![(0.0, 0.0); base.len()];
        let mut out = vec![0.0; base.len()];
        for draw in 0..draws {
            factors.multipliers(draw, base, &mut out);
            for (sums, x) in sums.iter_mut().zip(&out) {
                *sums = (sums.0 + x, sums.1 + x * x);
            }
        }
        let n = f64::from(draws);
        sums.iter().map(|(one, two)| (one / n, (two / n - (one / n) * (one / n)).sqrt())).collect()
    }

    #[test]
    fn both_distributions_keep_the_mean_and_vary_alike() {
        // 40,000 draws: a mean is off by sd / 200, a deviation by about sd / 280; four of each.
        for (distribution, base) in [
            (Distribution::Uniform, vec![1.0, 2.0, 5.0]),
            (Distribution::Dirichlet, vec![1.0, 1.0, 1.0]),
            (Distribution::Dirichlet, vec![3.0, 1.0, 1.0]),
        ] {
            let found = moments(&factors(0.25, distribution, base.len()), &base);
            let expected = 0.25 / 3_f64.sqrt();
            for (at, (mean, sd)) in found.iter().enumerate() {
                assert!((mean - 1.0).abs() < 4.0 * sd / 200.0, "{distribution:?} {at}: mean {mean}");
                if base.iter().all(|w| *w == base[0]) || distribution == Distribution::Uniform {
                    assert!((sd / expected - 1.0).abs() < 0.02, "{distribution:?} {at}: {sd} against {expected}");
                }
            }
        }
        // Shapes below one, the other way of the generator: shares of two, with noise near one.
        let found = moments(&factors(0.99, Distribution::Dirichlet, 2), &[9.0, 1.0]);
        assert!((found[1].0 - 1.0).abs() < 4.0 * found[1].1 / 200.0, "{found:?}");
    }

    #[test]
    fn choices_are_equally_likely_and_stay_with_their_draw() {
        let mut all = factors(0.25, Distribution::Uniform, 3);
        all.counts = [1, 1, 1, 4, 2];
        all.leaves = 2;
        let mut counts = [[0; 4]; 2];
        for draw in 0..12_000 {
            let chosen = all.chosen(draw);
            counts[0][chosen.steps[3] as usize] += 1;
            counts[1][chosen.left_out.map_or(0, |l| l as usize + 1)] += 1;
        }
        // Of 12,000, a count of 3,000 has a standard deviation of 47, one of 4,000 of 52.
        assert!(counts[0].iter().all(|c| (*c - 3_000_i32).abs() < 200), "{counts:?}");
        assert!(counts[1][..3].iter().all(|c| (*c - 4_000_i32).abs() < 220), "{counts:?}");
        // Another factor more changes no other.
        let (mut few, mut many) = (vec![0.0; 3], vec![0.0; 4]);
        factors(0.25, Distribution::Uniform, 3).multipliers(5, &[1.0; 3], &mut few);
        factors(0.25, Distribution::Uniform, 4).multipliers(5, &[1.0; 4], &mut many);
        assert_eq!(few, many[..3]);
    }
}
