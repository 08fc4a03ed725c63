//! Uncertainty analysis: the ranks of every draw.

mod changes;
mod combinations;

use super::choice::Choice;
use super::draws::{Chosen, Factors, STEPS};
use super::ranks::Ranker;
use super::summary::Summary;
use crate::area::Area;
use crate::error::{Code, Error, Problem, Result};
use crate::index::aggregate::{Combine, Rule};
use crate::index::framework::uncertainty::{Distribution, UncertaintySpec};
use crate::index::{Columns, Model, NodeKind, Ranking, ResolvedModel, Scores};
use crate::period::Period;
use crate::random::named;
use crate::ranking::Ties;
use crate::text::Text;
use combinations::Combination;

/// An uncertainty analysis of one period: draws are made a few at a time, and what is known so far can be asked for at any
/// time. The model is untouched; weights and figures may be changed between, and draws then start anew with the same random
/// numbers.
#[derive(Debug, Clone)]
pub struct Uncertainty {
    model: Model,
    spec: UncertaintySpec,
    period: usize,
    /// The node whose ranks are drawn.
    node: usize,
    /// The scores without any variation.
    nominal: Scores,
    nominal_ranks: Vec<u32>,
    /// Other weights, by node.
    weights: Vec<Option<f64>>,
    /// Other figures, in the panel's shape, and the leaves that follow from what differs.
    values: Option<Vec<f64>>,
    touched: Vec<bool>,
    factors: Factors,
    /// Nodes of the leaves that may be left out, in the order of the tree.
    leaves: Vec<usize>,
    /// For each of them, 0 where the figures without it are those with it; else which set of combinations has them: a screen
    /// then leaves out other units.
    sets: Vec<usize>,
    varies: Vec<bool>,
    rules: Vec<Option<Combine>>,
    /// `[set][combination]`
    combinations: Vec<Option<Combination>>,
    chosen: Vec<Chosen>,
    /// `[draw][weight that varies]`
    multipliers: Vec<f64>,
    /// `[draw][unit]`, 0 where there is no rank.
    ranks: Vec<u32>,
    done: usize,
    /// The units that are ranked; none where all are.
    ranked: Option<Vec<bool>>,
    ranker: Ranker,
    /// The weights of a draw, by node.
    scratch: Vec<f64>,
}

/// What a draw is made of: the number of the alternative of each step, what is left out, and by how much weights are off.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// Of the treatments.
    pub treat: usize,
    /// Of the imputations.
    pub impute: usize,
    /// Of the sets of imputed figures.
    pub replicate: usize,
    /// Of the normalisations.
    pub normalise: usize,
    /// Of the aggregations.
    pub aggregate: usize,
    /// The indicator that is left out.
    pub left_out: Option<String>,
    /// By what each weight that varies is multiplied.
    pub multipliers: Vec<(String, f64)>,
}

impl Uncertainty {
    /// Whether draws can differ: by a weight (of a group with others in it) with noise above zero, by one of several
    /// alternatives, by noise on imputed figures or by an indicator left out.
    pub fn varies(&self) -> bool {
        let inner = self.model.inner();
        let among_others =
            |child: usize| inner.nodes[child].parent.is_some_and(|parent| inner.children(parent).len() > 1);
        let weights =
            self.factors.noise > 0.0 && self.factors.groups.iter().flatten().any(|(child, _)| among_others(*child));
        let imputed = self.spec.imputation_noise.as_ref().is_some_and(|n| n.noise > 0.0);
        let lists =
            [self.spec.treat.len(), self.spec.impute.len(), self.spec.normalise.len(), self.spec.aggregate.len()];
        weights || imputed || self.factors.leaves > 0 || lists.iter().any(|n| *n > 1)
    }

    /// What is to be known before the draws are quoted: that nothing varies. Such an analysis is allowed, and says of ranks
    /// only what a ranking by the same choices says.
    pub fn warnings(&self) -> Vec<Text> {
        match self.varies() {
            true => Vec::new(),
            false => vec![Text::new(
                "没有任何设置在变动：每次抽取的结果都相同，名次区间不反映不确定性。",
                "Nothing varies: every draw is the same, and the intervals say nothing of uncertainty.",
            )],
        }
    }

    /// Prepares an analysis; nothing is drawn yet.
    ///
    /// # Errors
    /// `unknown_period`; `bad_parameter` and what else can be wrong with an alternative, at its JSON path in the specification.
    pub fn new(model: &Model, spec: &UncertaintySpec, period: Period) -> Result<Uncertainty> {
        let inner = model.inner();
        spec.check(&inner.framework, inner.height(0)).map_err(|e| e.within("$"))?;
        let nominal = model.scores(period)?;
        let (count, units) = (inner.nodes.len(), inner.panel.units().len());
        let leaves = if spec.leave_out { leaves_that_may_be_left_out(inner) } else { Vec::new() };
        let varies = varying_weights(inner, spec);
        let factors = factors(inner, spec, &varies, leaves.len());
        let rules =
            if spec.aggregate.is_empty() { vec![None] } else { spec.aggregate.iter().cloned().map(Some).collect() };
        let combinations = factors.counts[..STEPS - 1].iter().product();
        let mut analysis = Uncertainty {
            model: model.clone(),
            spec: spec.clone(),
            period: nominal.period(),
            node: 0,
            nominal_ranks: Vec::new(),
            nominal,
            weights: vec![None; count],
            values: None,
            touched: vec![false; inner.leaves.len()],
            leaves,
            sets: Vec::new(),
            varies,
            rules,
            combinations: vec![None; combinations],
            chosen: Vec::new(),
            multipliers: Vec::new(),
            ranks: Vec::new(),
            done: 0,
            ranked: inner.references().is_some().then(|| (0..units).map(|u| !inner.is_reference(u)).collect()),
            ranker: Ranker::default(),
            scratch: vec![0.0; count],
            factors,
        };
        analysis.check_alternatives()?;
        analysis.find_sets();
        analysis.rank_nominal();
        Ok(analysis)
    }

    /// The same with ranks within a group of units: the others have none, in no draw. Scores are those of all units.
    pub fn within(mut self, units: &[usize]) -> Uncertainty {
        let inner = self.model.inner();
        let ranked = (0..inner.panel.units().len()).map(|u| units.contains(&u) && !inner.is_reference(u));
        self.ranked = Some(ranked.collect());
        self.done = 0;
        self.rank_nominal();
        self
    }

    /// The same with ranks by a node, in place of the whole index. An indicator is never left out of itself.
    pub fn by_node(mut self, node: usize) -> Uncertainty {
        self.node = node;
        self.restart(true);
        self
    }

    /// Checks each alternative by itself; an error has its place in the specification.
    fn check_alternatives(&self) -> Result<()> {
        let inner = self.model.inner();
        let here = |error: Error, list: &str, at: usize| {
            let place = format!("$.{list}[{at}]");
            match error.lies_within("$.steps[]") {
                true => error.relocated("$.steps[]", &place),
                false => Error::from(Problem { place, ..(*error).clone() }),
            }
        };
        let fits = |choice: Choice| inner.with_framework(choice.applied_to(&inner.framework)).map(|_| ());
        for (at, own) in self.spec.treat.iter().enumerate() {
            fits(Choice { treat: Some(own), ..Choice::default() }).map_err(|e| here(e, "treat", at))?;
        }
        for (at, own) in self.spec.impute.iter().enumerate() {
            fits(Choice { impute: Some(own), ..Choice::default() }).map_err(|e| here(e, "impute", at))?;
        }
        for (at, own) in self.spec.normalise.iter().enumerate() {
            fits(Choice { normalise: Some(own), ..Choice::default() }).map_err(|e| here(e, "normalise", at))?;
        }
        for (at, own) in self.spec.aggregate.iter().enumerate() {
            let place = format!("$.aggregate[{at}]");
            own.resolve(&inner.panel).map_err(|e| e.within(&place))?.map_err(|(member, zh, en)| {
                Error::new(
                    Code::BadParameter,
                    &format!("{place}.{member}"),
                    Text::new(format!("{member} {zh}。"), format!("{member} {en}.")),
                    Text::new("请修改该参数。", "Correct this parameter."),
                )
            })?;
        }
        Ok(())
    }

    /// What varies.
    pub fn spec(&self) -> &UncertaintySpec {
        &self.spec
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Its period.
    pub fn period(&self) -> Period {
        self.model.panel().periods()[self.period]
    }

    /// The scores without any variation, with the weights and figures as they are now.
    pub fn nominal(&self) -> &Scores {
        &self.nominal
    }

    /// How many draws there are to be.
    pub fn draws(&self) -> usize {
        self.spec.draws.unwrap_or(1000)
    }

    /// How many have been made.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Makes up to `draws` more; says how many have been made.
    pub fn advance(&mut self, draws: usize) -> usize {
        let units = self.model.panel().units().len();
        let end = self.done.saturating_add(draws).min(self.draws());
        self.draw_factors(end);
        if self.ranks.len() < end * units {
            self.ranks.resize(end * units, 0);
        }
        let width = self.factors.width();
        let multipliers = std::mem::take(&mut self.multipliers);
        let mut ranks = std::mem::take(&mut self.ranks);
        for draw in self.done..end {
            let multipliers = &multipliers[draw * width..(draw + 1) * width];
            self.one(self.chosen[draw], multipliers, &mut ranks[draw * units..(draw + 1) * units]);
        }
        (self.multipliers, self.ranks) = (multipliers, ranks);
        self.done = end;
        end
    }

    /// The ranks of the draws from `first` up to `end`, a row a draw, as [`Uncertainty::advance`] finds them. None of them counts
    /// as made: it is for hosts that share the draws out.
    pub fn ranks_between(&mut self, first: usize, end: usize) -> Vec<u32> {
        let units = self.model.panel().units().len();
        let base = self.base_weights();
        let mut multipliers = vec![1.0; self.factors.width()];
        let mut ranks = vec![0; end.saturating_sub(first) * units];
        for (draw, ranks) in (first..end).zip(ranks.chunks_exact_mut(units.max(1))) {
            self.factors.multipliers(draw as u32, &base, &mut multipliers);
            self.one(self.factors.chosen(draw as u32), &multipliers, ranks);
        }
        ranks
    }

    /// Takes ranks, a row a draw, for those of the draws from the first on.
    pub fn set_ranks(&mut self, ranks: Vec<u32>) {
        self.done = ranks.len() / self.model.panel().units().len().max(1);
        self.ranks = ranks;
    }

    /// Finds the factors of the draws up to `end`, where they are not known yet.
    fn draw_factors(&mut self, end: usize) {
        let width = self.factors.width();
        let known = self.chosen.len();
        // What a slider asks for again and again, a few draws at a time.
        if end <= known {
            return;
        }
        let base = self.base_weights();
        self.multipliers.resize(end * width, 1.0);
        for draw in known..end {
            self.chosen.push(self.factors.chosen(draw as u32));
            self.factors.multipliers(draw as u32, &base, &mut self.multipliers[draw * width..(draw + 1) * width]);
        }
    }

    fn base_weights(&self) -> Vec<f64> {
        (0..self.weights.len()).map(|node| self.nominal.evaluation().weight(node)).collect()
    }

    /// The ranks of one combination of factors.
    pub(super) fn one(&mut self, chosen: Chosen, multipliers: &[f64], ranks: &mut [u32]) {
        let at = (0..STEPS - 1).fold(0, |at, step| at * self.factors.counts[step] + chosen.steps[step] as usize);
        let set = chosen.left_out.map_or(0, |leaf| self.sets[usize::from(leaf)]);
        let at = set * self.combinations_of_a_set() + at;
        let aggregation = chosen.steps[STEPS - 1] as usize;
        if self.combinations[at].as_ref().is_none_or(|c| c.kernels[aggregation].is_none()) {
            self.compile(at, chosen, aggregation);
        }
        let Some(Combination { evaluation, kernels, .. }) = &mut self.combinations[at] else { return };
        let Some(kernel) = &mut kernels[aggregation] else { return };
        for (node, (weight, own)) in self.scratch.iter_mut().zip(&self.weights).enumerate() {
            *weight = own.unwrap_or_else(|| evaluation.weight(node));
        }
        for ((node, _), multiplier) in self.factors.groups.iter().flatten().zip(multipliers) {
            self.scratch[*node] *= multiplier;
        }
        let left_out = chosen.left_out.map(|at| self.leaves[usize::from(at)]);
        let logs = kernel.in_logs();
        let scores = kernel.scores(&mut self.scratch, left_out);
        match &self.ranked {
            None => self.ranker.rank(scores, logs, ranks),
            Some(ranked) => self.ranker.rank(&only(ranked, scores), logs, ranks),
        }
    }

    fn columns(&self) -> Columns<'_> {
        match &self.values {
            Some(values) => Columns::with(self.model.panel(), values),
            None => Columns::of(self.model.panel()),
        }
    }

    /// The ranking of a node without variation, with the weights and figures as they are now.
    pub fn ranking(&self, node: usize, region: Option<Area>, ties: Ties) -> Ranking {
        self.nominal.ranking_with(self.columns(), node, region, ties)
    }

    /// How many alternatives each step has, how many weights vary, how many indicators may be left out.
    pub(super) fn varying(&self) -> ([usize; STEPS], usize, usize) {
        (self.factors.counts, self.factors.width(), self.leaves.len())
    }

    pub(super) fn seed(&self) -> u64 {
        self.factors.seed
    }

    pub(super) fn nominal_ranks(&self) -> &[u32] {
        &self.nominal_ranks
    }

    pub(super) fn multipliers(&self, draw: u32, out: &mut [f64]) {
        self.factors.multipliers(draw, &self.base_weights(), out);
    }

    /// The same with nothing drawn.
    pub(super) fn without_draws(&self) -> Uncertainty {
        let (chosen, multipliers, ranks) = (Vec::new(), Vec::new(), Vec::new());
        Uncertainty { chosen, multipliers, ranks, done: 0, ..self.clone() }
    }

    /// What a draw is made of.
    pub fn draw(&self, draw: u32) -> Draw {
        let inner = self.model.inner();
        let chosen = self.factors.chosen(draw);
        let [treat, impute, replicate, normalise, aggregate] = chosen.steps.map(usize::from);
        let mut multipliers = vec![1.0; self.factors.width()];
        self.factors.multipliers(draw, &self.base_weights(), &mut multipliers);
        let nodes = self.factors.groups.iter().flatten().map(|(node, _)| inner.nodes[*node].id.clone());
        Draw {
            treat,
            impute,
            replicate,
            normalise,
            aggregate,
            left_out: chosen.left_out.map(|at| inner.nodes[self.leaves[at as usize]].id.clone()),
            multipliers: nodes.zip(multipliers).collect(),
        }
    }

    /// The weights of a draw that vary, by node, as shares of their group; 0 of an indicator that is left out.
    pub fn weights(&mut self, draw: u32) -> Vec<(usize, f64)> {
        let mut multipliers = vec![1.0; self.factors.width()];
        self.multipliers(draw, &mut multipliers);
        let mut ranks = vec![0; self.nominal_ranks.len()];
        self.one(self.factors.chosen(draw), &multipliers, &mut ranks);
        let inner = self.model.inner();
        let share = |node: usize| {
            let group = inner.nodes[node].parent.map_or(&[][..], |parent| inner.children(parent));
            let sum: f64 = group.iter().map(|child| self.scratch[*child]).sum();
            (node, if sum > 0.0 { self.scratch[node] / sum } else { 0.0 })
        };
        self.factors.groups.iter().flatten().map(|(node, _)| share(*node)).collect()
    }

    /// The ranks of a draw that has been made, one a unit of the panel; 0 where it has none.
    pub fn ranks(&self, draw: usize) -> &[u32] {
        let units = self.model.panel().units().len();
        &self.ranks[draw * units..(draw + 1) * units]
    }

    /// What is known after the draws made so far.
    pub fn summary(&self) -> Summary<'_> {
        let units = self.model.panel().units().len();
        Summary::of(&self.nominal_ranks, &self.ranks[..self.done * units])
    }
}

/// The scores of the units that are ranked; those of others are missing.
fn only(ranked: &[bool], scores: &[f64]) -> Vec<f64> {
    scores.iter().zip(ranked).map(|(score, ranked)| if *ranked { *score } else { f64::NAN }).collect()
}

/// Whether a node is a chained group: its index is not combined from levels, so weights inside it do not vary.
fn is_chained(inner: &ResolvedModel, node: usize) -> bool {
    matches!(inner.nodes[node].kind, NodeKind::Group { rule: Rule::OverPeriods(_), .. })
}

/// Whether a node belongs to a group that is not chained.
fn is_combined(inner: &ResolvedModel, node: usize) -> bool {
    inner.nodes[node].parent.is_some_and(|parent| !is_chained(inner, parent))
}

/// The nodes whose weights vary: those of the levels that the specification names.
fn varying_weights(inner: &ResolvedModel, spec: &UncertaintySpec) -> Vec<bool> {
    let levels = spec.weights.as_ref().map(|w| w.levels.as_deref());
    let named = |node: usize| match levels {
        None => false,
        Some(None) => true,
        Some(Some(levels)) => levels.contains(&inner.height(node)),
    };
    (0..inner.nodes.len()).map(|node| is_combined(inner, node) && named(node)).collect()
}

/// The nodes of the indicators that a draw may leave out, in the order of the tree.
fn leaves_that_may_be_left_out(inner: &ResolvedModel) -> Vec<usize> {
    let is_leaf = |node: usize| matches!(inner.nodes[node].kind, NodeKind::Leaf(_));
    (0..inner.nodes.len()).filter(|node| is_leaf(*node) && is_combined(inner, *node)).collect()
}

/// What is drawn from, `leaves` indicators among it that may be left out.
fn factors(inner: &ResolvedModel, spec: &UncertaintySpec, varies: &[bool], leaves: usize) -> Factors {
    let groups = (0..inner.nodes.len()).map(|node| {
        let children = inner.children(node).iter().copied().filter(|c| varies[*c]);
        children.map(|c| (c, named(&["weight:", &inner.nodes[c].id]))).collect::<Vec<_>>()
    });
    let noise = spec.weights.as_ref();
    let replicates = spec.imputation_noise.as_ref().map_or(1, |n| n.replicates.unwrap_or(10));
    Factors {
        seed: spec.seed.unwrap_or(1) as u64,
        counts: [
            spec.treat.len().max(1),
            spec.impute.len().max(1),
            replicates,
            spec.normalise.len().max(1),
            spec.aggregate.len().max(1),
        ],
        leaves,
        noise: noise.map_or(0.0, |n| n.noise),
        distribution: noise.and_then(|n| n.distribution).unwrap_or(Distribution::Uniform),
        groups: groups.filter(|g| !g.is_empty()).collect(),
    }
}
