//! Evaluates counterfactual states: own data, data of the others, weights and method are each taken from state A or state B.

use super::mixed::{aligned_values, merged_panel, same_indicators, Models};
use super::{refused, Decomposition, Explanation, IndicatorPart, NodePart, Part, Request, State, OTHERS, OWN};
use crate::area::Area;
use crate::error::{Error, Result};
use crate::index::{subtree, Columns, Model, NodeKind, Scores, UnitOverride};
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::text::Text;
use std::cell::RefCell;

const WEIGHTS: usize = 2;
const METHOD: usize = 3;
const ALL: usize = 0b1111;

/// Rank and score of the unit in a counterfactual.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outcome {
    pub rank: f64,
    pub score: f64,
    pub missing: Option<Reason>,
}

impl Outcome {
    /// The outcome, where the unit has a score.
    pub fn scored(&self) -> Option<&Outcome> {
        self.missing.is_none().then_some(self)
    }
}

/// All counterfactuals between two states.
pub(super) struct Counterfactuals {
    /// `[weights][method]`
    models: [[Model; 2]; 2],
    /// The figures of each state.
    tables: [Vec<f64>; 2],
    /// The same with the unit's own row of the other state.
    with_own_row_swapped: [Vec<f64>; 2],
    periods: [usize; 2],
    unit: usize,
    /// The node ranked by, in each tree.
    nodes: [usize; 2],
    region: Option<Area>,
    ties: Ties,
    /// Which of the four factors differ, as bits.
    differing: usize,
    /// The counterfactuals that have been evaluated.
    known: RefCell<[Option<Outcome>; 16]>,
}

impl Counterfactuals {
    pub fn new(from: &State, to: &State, unit: &str, request: &Request) -> Result<Counterfactuals> {
        let states = [from, to];
        same_indicators(from.model.framework(), to.model.framework())?;
        let merged = merged_panel(from.model.panel(), to.model.panel())?;
        let Models { models, other_weights, other_method } = Models::of(from, to, merged.as_ref())?;
        let panel = models[0][0].panel();
        let tables = states.map(|s| aligned_values(s.model.panel(), s.values(), panel));
        let (mut periods, mut nodes) = ([0; 2], [0; 2]);
        for (at, state) in states.into_iter().enumerate() {
            state.model.panel().find_unit(unit)?;
            periods[at] = panel.find_period(state.period)?;
            if let Some(id) = request.node {
                state.model.node(id)?;
                nodes[at] = models[at][0].node(id)?;
            }
        }
        let unit = panel.find_unit(unit)?;
        if !panel.is_in(unit, request.region) {
            return Err(not_in_region(&panel.units()[unit].name));
        }
        let n = panel.units().len();
        let rows = [0, 1].map(|own| rows_differ(&tables, unit, n, own == 0) || periods[0] != periods[1]);
        let differing = usize::from(rows[0]) << OWN
            | usize::from(rows[1]) << OTHERS
            | usize::from(other_weights) << WEIGHTS
            | usize::from(other_method) << METHOD;
        let with_own_row_swapped = [0, 1].map(|x: usize| swap_row(&tables[x], &tables[1 - x], unit, n));
        let counterfactuals = Counterfactuals {
            models,
            tables,
            with_own_row_swapped,
            periods,
            unit,
            nodes,
            region: request.region,
            ties: request.ties,
            differing,
            known: RefCell::new([None; 16]),
        };
        if merged.is_some() {
            counterfactuals.check_ends(states)?;
        }
        Ok(counterfactuals)
    }

    /// The two states.
    pub fn ends(&self) -> [Outcome; 2] {
        [self.outcome(0), self.outcome(ALL)]
    }

    pub fn node_id(&self) -> &str {
        let [w, m] = self.framework(ALL);
        &self.models[w][m].inner().nodes[self.nodes[w]].id
    }

    /// The four parts.
    pub fn factors(&self, by: Decomposition) -> std::result::Result<[Part; 4], Reason> {
        let mut parts = [Part::default(); 4];
        for (factor, part) in parts.iter_mut().enumerate().filter(|(f, _)| self.differing >> f & 1 == 1) {
            for (mask, weight) in self.weights(by, factor) {
                part.add(weight, &self.outcome(mask), &self.outcome(mask | 1 << factor))?;
            }
        }
        Ok(parts)
    }

    /// The counterfactuals before a factor changes, each with its weight. Those that differ only in factors that are the same in
    /// both states are one.
    fn weights(&self, by: Decomposition, factor: usize) -> impl Iterator<Item = (usize, f64)> {
        let mut of_24 = [0.0; 16];
        for mask in 0..=ALL {
            of_24[mask & self.differing] += weight(by, factor, mask);
        }
        of_24.into_iter().enumerate().filter(|(_, weight)| *weight != 0.0).map(|(mask, weight)| (mask, weight / 24.0))
    }

    /// The part of own data by indicators, in the order of the second state's tree.
    pub fn leaves(&self, by: Decomposition) -> std::result::Result<Vec<Part>, Reason> {
        let ids = self.ids();
        let mut parts = vec![Part::default(); ids.len()];
        if self.differing >> OWN & 1 == 0 {
            return Ok(parts);
        }
        let forwards: Vec<usize> = (0..ids.len()).collect();
        let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
        for (mask, weight) in self.weights(by, OWN) {
            for order in [&forwards, &backwards] {
                let outcomes = self.steps(mask, &ids, order);
                for (leaf, pair) in order.iter().zip(outcomes.windows(2)) {
                    parts[*leaf].add(weight / 2.0, &pair[0], &pair[1])?;
                }
            }
        }
        Ok(parts)
    }

    /// Fills in the parts of indicators, and their sums by the children of the node.
    pub fn name(&self, explanation: &mut Explanation, leaves: &[Part], ticks: &[i64]) {
        let [w, m] = self.framework(ALL);
        let (inner, top) = (self.models[w][m].inner(), self.nodes[w]);
        let below = subtree(&inner.nodes, top);
        let children: Vec<usize> = inner.children(top).to_vec();
        let mut sums = vec![(0i64, 0.0); children.len()];
        let mut at_leaf = 0;
        for (at, node) in inner.nodes.iter().enumerate() {
            if !matches!(node.kind, NodeKind::Leaf(_)) {
                continue;
            }
            let (part, rank) = (leaves[at_leaf], ticks[at_leaf]);
            at_leaf += 1;
            let child = children.iter().rposition(|c| *c <= at).filter(|_| below.contains(&at));
            if let Some(child) = child {
                sums[child].0 += rank;
                sums[child].1 += part.score;
            } else if at != top && rank == 0 && part.score == 0.0 {
                continue;
            }
            explanation.indicators.push(IndicatorPart {
                id: node.id.clone(),
                name: node.name.clone(),
                dimension: child.map(|c| inner.nodes[children[c]].id.clone()),
                rank: super::places(rank),
                score: part.score,
            });
        }
        let named = |(child, (rank, score)): (&usize, (i64, f64))| NodePart {
            id: inner.nodes[*child].id.clone(),
            name: inner.nodes[*child].name.clone(),
            rank: super::places(rank),
            score,
        };
        explanation.dimensions = children.iter().zip(sums).map(named).collect();
    }

    /// The indicators, in the order of the second state's tree.
    fn ids(&self) -> Vec<&str> {
        let [w, m] = self.framework(ALL);
        let nodes = &self.models[w][m].inner().nodes;
        nodes.iter().filter(|n| matches!(n.kind, NodeKind::Leaf(_))).map(|n| n.id.as_str()).collect()
    }

    /// Which tree and which method a counterfactual has.
    fn framework(&self, mask: usize) -> [usize; 2] {
        let mask = mask & self.differing;
        [mask >> WEIGHTS & 1, mask >> METHOD & 1]
    }

    fn outcome(&self, mask: usize) -> Outcome {
        // Factors that do not differ are taken from the first state.
        let mask = mask & self.differing;
        if let Some(outcome) = self.known.borrow()[mask] {
            return outcome;
        }
        let mut view = View::new(self, mask);
        view.own.fill(mask >> OWN & 1);
        let outcome = view.compute(None);
        self.known.borrow_mut()[mask] = Some(outcome);
        outcome
    }

    /// The counterfactuals between the first state's own data and the second's, one indicator after the other.
    fn steps(&self, mask: usize, ids: &[&str], order: &[usize]) -> Vec<Outcome> {
        let mut view = View::new(self, mask);
        let mut outcomes = vec![view.compute(None)];
        for at in order {
            let leaf = view.leaf(ids[*at]);
            view.own[leaf] = 1;
            outcomes.push(view.compute(Some(leaf)));
        }
        outcomes
    }

    /// Refuses states whose scores are others in the merged panel.
    fn check_ends(&self, states: [&State; 2]) -> Result<()> {
        for ((state, outcome), at) in states.into_iter().zip(self.ends()).zip(0..) {
            let panel = state.model.panel();
            let mut scores = Scores::new(&state.model, panel.find_period(state.period)?);
            let columns = Columns::with(panel, state.values());
            scores.evaluation_mut().compute(state.model.inner(), columns, None);
            let node = match self.nodes[at] {
                0 => 0,
                node => state.model.node(&self.models[at][0].inner().nodes[node].id)?,
            };
            let (rank, score) = (scores.ranks(node, self.region, self.ties)[self.unit], scores.node(node)[self.unit]);
            let near = (score - outcome.score).abs() <= 1e-9 * score.abs();
            if !(score.is_nan() && outcome.score.is_nan() || near && rank == outcome.rank) {
                return Err(refused(
                    "两种状态的数据时期或列不同，而得分取决于这些时期或列，无法比较。",
                    "The data of the two states have other periods or columns, and the scores depend on which there are.",
                    Text::new(
                        "请使两份数据的时期和列相同，或把它们合成一份。",
                        "Give both the same periods and columns, or make one table of them.",
                    ),
                ));
            }
        }
        Ok(())
    }
}

/// One counterfactual, of which single indicators can be changed.
struct View<'a> {
    states: &'a Counterfactuals,
    model: &'a Model,
    /// The state of the others.
    others: usize,
    node: usize,
    /// The state of each of the unit's indicators.
    own: Vec<usize>,
    scores: Scores,
}

impl<'a> View<'a> {
    fn new(states: &'a Counterfactuals, mask: usize) -> Self {
        let [w, m] = states.framework(mask);
        let (model, others) = (&states.models[w][m], mask >> OTHERS & 1);
        View {
            states,
            model,
            others,
            node: states.nodes[w],
            own: vec![0; model.inner().leaves.len()],
            scores: Scores::new(model, states.periods[others]),
        }
    }

    fn leaf(&self, id: &str) -> usize {
        self.model.inner().leaves.iter().position(|l| l.id == id).expect("both frameworks have the same indicators")
    }

    /// Computes everything, or what follows from one indicator.
    fn compute(&mut self, changed: Option<usize>) -> Outcome {
        let (inner, states) = (self.model.inner(), self.states);
        let leaves: Vec<bool> = self.own.iter().map(|own| *own != self.others).collect();
        let elsewhere = UnitOverride {
            values: &states.with_own_row_swapped[self.others],
            unit: states.unit,
            period: states.periods[1 - self.others],
            leaves: &leaves,
        };
        let columns = Columns::mixed(&inner.panel, &states.tables[self.others], elsewhere);
        // Which units are screened out in other periods depends on all indicators.
        let screened = inner.steps.iter().any(|s| s.screen().is_some());
        let touched =
            changed.filter(|_| !screened).map(|leaf| (0..leaves.len()).map(|l| l == leaf).collect::<Vec<_>>());
        self.scores.evaluation_mut().compute(inner, columns, touched.as_deref());
        Outcome {
            rank: self.scores.ranks(self.node, states.region, states.ties)[states.unit],
            score: self.scores.node(self.node)[states.unit],
            missing: self.scores.explainer(columns).node_reason(self.node, states.unit),
        }
    }
}

impl Part {
    fn add(&mut self, weight: f64, from: &Outcome, to: &Outcome) -> std::result::Result<(), Reason> {
        if let Some(reason) = from.missing.or(to.missing) {
            return Err(reason);
        }
        self.rank += weight * (to.rank - from.rank);
        self.score += weight * (to.score - from.score);
        Ok(())
    }
}

/// The weight, in 24ths, of the effect of a factor after those in `mask` have changed.
fn weight(by: Decomposition, factor: usize, mask: usize) -> f64 {
    if mask >> factor & 1 == 1 {
        return 0.0;
    }
    match by {
        Decomposition::Shapley => [6.0, 2.0, 2.0, 6.0][mask.count_ones() as usize],
        Decomposition::Ordered if mask + 1 == 1 << factor => 24.0,
        Decomposition::Ordered => 0.0,
    }
}

/// Whether the unit's own row (or any other row) differs between two tables of `n` units.
fn rows_differ(tables: &[Vec<f64>; 2], unit: usize, n: usize, own: bool) -> bool {
    let pairs = tables[0].iter().zip(&tables[1]).enumerate();
    let mut rows = pairs.filter(|(cell, _)| (cell % n == unit) == own);
    rows.any(|(_, (a, b))| a.to_bits() != b.to_bits())
}

/// A table with one unit's row of another.
fn swap_row(table: &[f64], other: &[f64], unit: usize, n: usize) -> Vec<f64> {
    let mut swapped = table.to_vec();
    let theirs = other.iter().skip(unit).step_by(n);
    swapped.iter_mut().skip(unit).step_by(n).zip(theirs).for_each(|(here, there)| *here = *there);
    swapped
}

fn not_in_region(name: &Text) -> Error {
    refused(
        format!("“{}”不在该地区。", name.zh),
        format!("\"{}\" is not in that region.", name.en),
        Text::new("请换用它所在的地区，或不限地区。", "Name its own region, or none."),
    )
}
