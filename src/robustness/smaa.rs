//! Stochastic multicriteria acceptability analysis: ranks under all weights that are possible.
//!
//! Sources: Lahdelma, Hokkanen, Salminen (1998), SMAA - Stochastic multiobjective acceptability analysis, European Journal of
//! Operational Research 106(1), 137-143; Lahdelma, Salminen (2001), SMAA-2: stochastic multicriteria acceptability analysis for
//! group decision making, Operations Research 49(3), 444-454.

mod order;

pub use order::Order;

use super::confidence::figures::Noise;
use crate::error::Result;
use crate::index::{Columns, Evaluation, Model, ResolvedModel};
use crate::period::Period;
use crate::random::{factor, Stream};
use crate::ranking::{rank, Ties};

/// What is weighted, and how often it is drawn.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The node whose scores are ranked.
    pub node: usize,
    /// The nodes whose weights are drawn: children of the node, or all indicators below it.
    pub weighted: &'a [usize],
    /// What is known of their weights, by their places in `weighted`.
    pub order: &'a Order,
    /// Whether figures are drawn too, within their standard errors.
    pub errors: bool,
    /// How many draws.
    pub draws: usize,
    /// Where they begin.
    pub seed: u64,
}

/// Ranks under all possible weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Smaa {
    /// How many units there are.
    pub units: usize,
    /// The share of draws in which each unit has each rank: `[unit][rank - 1]`. Units that tie share their ranks in equal parts,
    /// so that the shares of a rank sum to 1 where somebody has it in every draw.
    pub acceptability: Vec<f64>,
    /// The mean of the weights with which a unit is first, one for each node weighted; `None` where it never is.
    pub central: Vec<Option<Vec<f64>>>,
    /// The share of draws in which a unit is first with its central weights: 0 or 1 (or a part, of a tie) where figures are
    /// exact. `None` where it never is first.
    pub confidence: Vec<Option<f64>>,
    /// The share of draws in which a unit has no rank.
    pub missing: Vec<f64>,
}

/// Draws weights and ranks the units by them.
///
/// Weights are uniform on the simplex: all that are not negative and sum to 1 are equally likely, of those that the order
/// allows. All other weights are as the framework has them, or as it finds them. Where weights of all indicators below a node are
/// drawn, a group has the sum of those of its indicators. A share of n draws is off by at most 0.5 / sqrt(n), one standard
/// error: 0.5 % of 10,000.
///
/// # Errors
/// `unknown_period`.
pub fn smaa(model: &Model, period: Period, options: &Options) -> Result<Smaa> {
    model.inner().one_set_of_weights(("SMAA", "SMAA"))?;
    let mut draws = Draws::new(model, period, options)?;
    let units = model.panel().units().len();
    let mut firsts = vec![(0.0, vec![0.0; options.weighted.len()]); units];
    let mut found = Smaa {
        units,
        acceptability: vec![0.0; units * units],
        central: Vec::new(),
        confidence: Vec::new(),
        missing: vec![0.0; units],
    };
    for draw in 0..options.draws {
        let weights = draws.weights(draw as u32);
        let ranks = draws.ranks(draw as u32, &weights);
        found.count(&ranks);
        for (unit, share) in first(&ranks) {
            firsts[unit].0 += share;
            firsts[unit].1.iter_mut().zip(&weights).for_each(|(sum, w)| *sum += share * w);
        }
    }
    let n = options.draws as f64;
    found.acceptability.iter_mut().chain(&mut found.missing).for_each(|count| *count /= n);
    for (unit, (share, sums)) in firsts.into_iter().enumerate() {
        let central: Option<Vec<f64>> = (share > 0.0).then(|| sums.iter().map(|sum| sum / share).collect());
        found.confidence.push(central.as_ref().map(|weights| draws.confidence(unit, weights)));
        found.central.push(central);
    }
    Ok(found)
}

impl Smaa {
    /// The shares of a unit's ranks.
    pub fn ranks(&self, unit: usize) -> &[f64] {
        &self.acceptability[unit * self.units..(unit + 1) * self.units]
    }

    /// Adds the ranks of a draw.
    fn count(&mut self, ranks: &[f64]) {
        for (unit, rank) in ranks.iter().enumerate() {
            if rank.is_nan() {
                self.missing[unit] += 1.0;
                continue;
            }
            let tied = ranks.iter().filter(|other| *other == rank).count();
            let start = unit * self.units + *rank as usize - 1;
            self.acceptability[start..start + tied].iter_mut().for_each(|share| *share += 1.0 / tied as f64);
        }
    }
}

/// Who is first, with the share of the rank.
fn first(ranks: &[f64]) -> impl Iterator<Item = (usize, f64)> + '_ {
    let tied = ranks.iter().filter(|rank| **rank == 1.0).count();
    let units = ranks.iter().enumerate().filter(|(_, rank)| **rank == 1.0);
    units.map(move |(unit, _)| (unit, 1.0 / tied as f64))
}

/// Scores by weights that are drawn, and by figures where they are drawn too.
struct Draws<'a> {
    model: &'a Model,
    options: &'a Options<'a>,
    /// The nodes whose weights follow from those drawn, with the places of the latter that they are the sum of.
    sums: Vec<(usize, Vec<usize>)>,
    noise: Option<Noise>,
    values: Vec<f64>,
    evaluation: Evaluation,
}

impl<'a> Draws<'a> {
    fn new(model: &'a Model, period: Period, options: &'a Options<'a>) -> Result<Self> {
        let (inner, panel) = (model.inner(), model.panel());
        let p = panel.find_period(period)?;
        let mut evaluation = Evaluation::new(inner, p);
        evaluation.compute(inner, Columns::of(panel), None);
        let noise = options.errors.then(|| Noise::of(inner, options.node, p)).flatten();
        let values = panel.values().to_vec();
        Ok(Draws { model, options, sums: sums(inner, options), noise, values, evaluation })
    }

    /// The weights of a draw.
    fn weights(&self, draw: u32) -> Vec<f64> {
        let mut stream = Stream::new(self.options.seed, draw, factor("smaa:weights"));
        // The intervals of a Poisson process, by their sum, are uniform on the simplex.
        let parts: Vec<f64> = self.options.weighted.iter().map(|_| -libm::log(1.0 - stream.uniform())).collect();
        let sum: f64 = parts.iter().sum();
        let mut weights: Vec<f64> = parts.iter().map(|part| part / sum).collect();
        self.options.order.arrange(&mut weights, &mut stream);
        weights
    }

    /// The ranks by these weights, and by the figures of a draw.
    fn ranks(&mut self, draw: u32, weights: &[f64]) -> Vec<f64> {
        let (inner, panel) = (self.model.inner(), self.model.panel());
        let (nodes, sums): (Vec<usize>, Vec<f64>) =
            self.sums.iter().map(|(node, places)| (*node, places.iter().map(|at| weights[*at]).sum::<f64>())).unzip();
        if let Some(noise) = &self.noise {
            noise.draw(self.options.seed, draw, &mut self.values);
            let columns = Columns::with(panel, &self.values);
            self.evaluation.compute(inner, columns, Some(noise.leaves()));
        }
        self.evaluation.reweigh(inner, Columns::with(panel, &self.values), &nodes, &sums);
        rank(&inner.ranked(self.evaluation.node(self.options.node)), Ties::Competition)
    }

    /// The share of draws in which a unit is first with these weights.
    fn confidence(&mut self, unit: usize, weights: &[f64]) -> f64 {
        let draws = if self.noise.is_some() { self.options.draws } else { 1 };
        let mut share = 0.0;
        for draw in 0..draws {
            let ranks = self.ranks(draw as u32, weights);
            share += first(&ranks).filter(|(first, _)| *first == unit).map(|(_, share)| share).sum::<f64>();
        }
        share / draws as f64
    }
}

/// The nodes whose weights follow from those drawn: these themselves, and the groups between them and the node.
fn sums(inner: &ResolvedModel, options: &Options) -> Vec<(usize, Vec<usize>)> {
    let mut sums: Vec<(usize, Vec<usize>)> =
        options.weighted.iter().enumerate().map(|(at, n)| (*n, vec![at])).collect();
    for (at, node) in options.weighted.iter().enumerate() {
        let mut above = inner.nodes[*node].parent;
        while let Some(group) = above.filter(|group| *group != options.node) {
            match sums.iter_mut().find(|(known, _)| *known == group) {
                Some((_, places)) => places.push(at),
                None => sums.push((group, vec![at])),
            }
            above = inner.nodes[group].parent;
        }
    }
    sums
}
