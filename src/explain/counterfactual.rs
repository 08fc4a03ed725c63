//! Evaluating states of which each part is from the one or the other of two.

use super::{refused, Decomposition, Explanation, IndicatorPart, NodePart, Part, Request, State, OTHERS, OWN};
use crate::error::{Code, Error, Result};
use crate::framework::{Framework, IndicatorSpec, NodeSpec};
use crate::index::{Columns, Elsewhere, LeafStep, Model, NodeKind, Scores};
use crate::panel::Panel;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::region::Region;
use crate::text::Text;
use std::cell::RefCell;

const WEIGHTS: usize = 2;
const METHOD: usize = 3;
const ALL: usize = 0b1111;

/// Rank and score of the unit in a hybrid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub rank: f64,
    pub score: f64,
    pub missing: Option<Reason>,
}

impl Cell {
    pub fn there(&self) -> Option<&Cell> {
        self.missing.is_none().then_some(self)
    }
}

/// All hybrids of two states.
pub(super) struct Hybrids {
    /// `[weights][method]`
    models: [[Model; 2]; 2],
    /// The figures of each state.
    tables: [Vec<f64>; 2],
    /// The same with the unit's row of the other.
    mixed: [Vec<f64>; 2],
    periods: [usize; 2],
    unit: usize,
    /// By the tree.
    nodes: [usize; 2],
    region: Option<Region>,
    ties: Ties,
    /// Which of the four differ.
    differing: usize,
    known: RefCell<[Option<Cell>; 16]>,
}

impl Hybrids {
    pub fn new(from: &State, to: &State, unit: &str, request: &Request) -> Result<Hybrids> {
        let states = [from, to];
        let [a, b] = states.map(|s| s.model.framework());
        same_indicators(a, b)?;
        let united = united(from.model.panel(), to.model.panel())?;
        let model = |state: &State, framework: Option<Framework>| match (&united, framework) {
            (None, None) => Ok(state.model.clone()),
            (shape, framework) => {
                let shape = shape.as_ref().unwrap_or(state.model.panel());
                Model::new(shape.clone(), framework.unwrap_or_else(|| state.model.framework().clone()))
            }
        };
        let (other_weights, other_method) = (!same_tree(&a.tree, &b.tree), !same_method(a, b));
        let whole = model(from, None)?;
        let with = |weights: bool, method: bool| match (weights && other_weights, method && other_method) {
            (false, false) => Ok(whole.clone()),
            (true, true) => model(to, None),
            (false, true) if !other_weights => model(to, None),
            (true, false) if !other_method => model(to, None),
            (weights, _) => {
                let crossed = if weights { crossed(b, a) } else { crossed(a, b) };
                model(from, Some(crossed)).map_err(|e| does_not_fit(&e))
            }
        };
        let models = [[with(false, false)?, with(false, true)?], [with(true, false)?, with(true, true)?]];

        let panel = whole.panel();
        let tables = states.map(|s| spread(s.model.panel(), s.values(), panel));
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
        if request.region.is_some() && panel.units()[unit].region != request.region {
            let Text { zh, en } = &panel.units()[unit].name;
            return Err(refused(
                format!("“{zh}”不在该地区。"),
                format!("\"{en}\" is not in that region."),
                Text::new("请换用它所在的地区，或不限地区。", "Name its own region, or none."),
            ));
        }
        let n = panel.units().len();
        let moved = |own: bool| {
            let pairs = tables[0].iter().zip(&tables[1]).enumerate();
            let mut of = pairs.filter(|(cell, _)| (cell % n == unit) == own);
            periods[0] != periods[1] || of.any(|(_, (a, b))| a.to_bits() != b.to_bits())
        };
        let differing = usize::from(moved(true)) << OWN
            | usize::from(moved(false)) << OTHERS
            | usize::from(other_weights) << WEIGHTS
            | usize::from(other_method) << METHOD;
        let mixed = [0, 1].map(|x: usize| {
            let mut table = tables[x].clone();
            table
                .iter_mut()
                .skip(unit)
                .step_by(n)
                .zip(tables[1 - x].iter().skip(unit).step_by(n))
                .for_each(|(here, there)| *here = *there);
            table
        });
        let hybrids = Hybrids {
            models,
            tables,
            mixed,
            periods,
            unit,
            nodes,
            region: request.region,
            ties: request.ties,
            differing,
            known: RefCell::new([None; 16]),
        };
        if united.is_some() {
            hybrids.ends_are_states(states)?;
        }
        Ok(hybrids)
    }

    /// The two states.
    pub fn ends(&self) -> [Cell; 2] {
        [self.cell(0), self.cell(ALL)]
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
                part.add(weight, &self.cell(mask), &self.cell(mask | 1 << factor))?;
            }
        }
        Ok(parts)
    }

    /// The hybrids before a factor changes, each with its weight; those of one state but for what does not differ are one.
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
                let cells = self.walk(mask, &ids, order);
                for (leaf, pair) in order.iter().zip(cells.windows(2)) {
                    parts[*leaf].add(weight / 2.0, &pair[0], &pair[1])?;
                }
            }
        }
        Ok(parts)
    }

    /// Puts the parts of indicators, and what they add up to, under their names.
    pub fn name(&self, explanation: &mut Explanation, leaves: &[Part], grains: &[i64]) {
        let [w, m] = self.framework(ALL);
        let (inner, top) = (self.models[w][m].inner(), self.nodes[w]);
        let depth = inner.nodes[top].depth;
        let below = |at: usize| at > top && inner.nodes[top + 1..=at].iter().all(|n| n.depth > depth);
        let children: Vec<usize> = inner.children(top).to_vec();
        let mut sums = vec![(0i64, 0.0); children.len()];
        let mut at_leaf = 0;
        for (at, node) in inner.nodes.iter().enumerate() {
            if !matches!(node.kind, NodeKind::Leaf(_)) {
                continue;
            }
            let (part, rank) = (leaves[at_leaf], grains[at_leaf]);
            at_leaf += 1;
            let child = below(at).then(|| children.iter().rposition(|c| *c <= at)).flatten();
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

    /// Which tree and which method a hybrid has.
    fn framework(&self, mask: usize) -> [usize; 2] {
        let mask = mask & self.differing;
        [mask >> WEIGHTS & 1, mask >> METHOD & 1]
    }

    fn cell(&self, mask: usize) -> Cell {
        // What does not differ is the first state's: the hybrid is the same.
        let mask = mask & self.differing;
        if let Some(cell) = self.known.borrow()[mask] {
            return cell;
        }
        let mut view = View::new(self, mask);
        view.own.fill(mask >> OWN & 1);
        let cell = view.compute(None);
        self.known.borrow_mut()[mask] = Some(cell);
        cell
    }

    /// The hybrids on the way from the first state's own data to the second's, one indicator after the other.
    fn walk(&self, mask: usize, ids: &[&str], order: &[usize]) -> Vec<Cell> {
        let mut view = View::new(self, mask);
        let mut cells = vec![view.compute(None)];
        for at in order {
            let leaf = view.leaf(ids[*at]);
            view.own[leaf] = 1;
            cells.push(view.compute(Some(leaf)));
        }
        cells
    }

    /// Refuses states that are not what they were in the table that has the periods and columns of both.
    fn ends_are_states(&self, states: [&State; 2]) -> Result<()> {
        for ((state, cell), at) in states.into_iter().zip(self.ends()).zip(0..) {
            let panel = state.model.panel();
            let mut scores = Scores::new(&state.model, panel.find_period(state.period)?);
            let columns = Columns::with(panel, state.values());
            scores.evaluation_mut().compute(state.model.inner(), columns, None);
            let node = match self.nodes[at] {
                0 => 0,
                node => state.model.node(&self.models[at][0].inner().nodes[node].id)?,
            };
            let (rank, score) = (scores.ranks(node, self.region, self.ties)[self.unit], scores.node(node)[self.unit]);
            let near = (score - cell.score).abs() <= 1e-9 * score.abs();
            if !(score.is_nan() && cell.score.is_nan() || near && rank == cell.rank) {
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

/// One hybrid, computed again where an indicator changes.
struct View<'a> {
    hybrids: &'a Hybrids,
    model: &'a Model,
    /// The state of the others.
    others: usize,
    node: usize,
    /// The state of each of the unit's indicators.
    own: Vec<usize>,
    scores: Scores,
}

impl<'a> View<'a> {
    fn new(hybrids: &'a Hybrids, mask: usize) -> Self {
        let [w, m] = hybrids.framework(mask);
        let (model, others) = (&hybrids.models[w][m], mask >> OTHERS & 1);
        View {
            hybrids,
            model,
            others,
            node: hybrids.nodes[w],
            own: vec![0; model.inner().leaves.len()],
            scores: Scores::new(model, hybrids.periods[others]),
        }
    }

    fn leaf(&self, id: &str) -> usize {
        self.model.inner().leaves.iter().position(|l| l.id == id).expect("both frameworks have the same indicators")
    }

    /// Computes everything, or what follows from one indicator.
    fn compute(&mut self, changed: Option<usize>) -> Cell {
        let (inner, hybrids) = (self.model.inner(), self.hybrids);
        let leaves: Vec<bool> = self.own.iter().map(|own| *own != self.others).collect();
        let elsewhere = Elsewhere {
            values: &hybrids.mixed[self.others],
            unit: hybrids.unit,
            period: hybrids.periods[1 - self.others],
            leaves: &leaves,
        };
        let columns = Columns::mixed(&inner.panel, &hybrids.tables[self.others], elsewhere);
        // Who is left out in other periods follows from all indicators.
        let screened = inner.steps.iter().any(|s| matches!(s, LeafStep::Screen(_)));
        let touched =
            changed.filter(|_| !screened).map(|leaf| (0..leaves.len()).map(|l| l == leaf).collect::<Vec<_>>());
        self.scores.evaluation_mut().compute(inner, columns, touched.as_deref());
        Cell {
            rank: self.scores.ranks(self.node, hybrids.region, hybrids.ties)[hybrids.unit],
            score: self.scores.node(self.node)[hybrids.unit],
            missing: self.scores.explainer(columns).node_reason(self.node, hybrids.unit),
        }
    }
}

impl Part {
    fn add(&mut self, weight: f64, from: &Cell, to: &Cell) -> std::result::Result<(), Reason> {
        if let Some(reason) = from.missing.or(to.missing) {
            return Err(reason);
        }
        self.rank += weight * (to.rank - from.rank);
        self.score += weight * (to.score - from.score);
        Ok(())
    }
}

/// The weight in 24ths of what a factor changes where those of `mask` have changed before it.
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

/// The tree of one framework with everything else of another.
fn crossed(tree: &Framework, method: &Framework) -> Framework {
    fn combined(node: &NodeSpec, method: &NodeSpec) -> NodeSpec {
        NodeSpec {
            aggregate: find(method, &node.id).and_then(|n| n.aggregate.clone()),
            children: node.children.as_ref().map(|all| all.iter().map(|c| combined(c, method)).collect()),
            ..node.clone()
        }
    }
    // The notes speak of groups that the tree need not have.
    Framework { tree: combined(&tree.tree, &method.tree), notes: Vec::new(), ..method.clone() }
}

fn find<'a>(node: &'a NodeSpec, id: &str) -> Option<&'a NodeSpec> {
    match node.id == id {
        true => Some(node),
        false => node.children.iter().flatten().find_map(|child| find(child, id)),
    }
}

/// Whether two trees have the same groups and weights, whatever they are called and however combined.
fn same_tree(a: &NodeSpec, b: &NodeSpec) -> bool {
    let (below_a, below_b) = (a.children.as_deref().unwrap_or_default(), b.children.as_deref().unwrap_or_default());
    a.id == b.id
        && a.weight == b.weight
        && below_a.len() == below_b.len()
        && below_a.iter().zip(below_b).all(|(a, b)| same_tree(a, b))
}

/// Whether all but the trees is the same.
fn same_method(a: &Framework, b: &Framework) -> bool {
    let bare = |spec: &IndicatorSpec| IndicatorSpec { name: None, unit: None, ..spec.clone() };
    let indicators = |f: &Framework| f.indicators.iter().map(bare).collect::<Vec<_>>();
    let alike = |id: &str| {
        let rule = |f: &Framework| find(&f.tree, id).and_then(|n| n.aggregate.clone());
        rule(a) == rule(b)
    };
    fn all(node: &NodeSpec, alike: &dyn Fn(&str) -> bool) -> bool {
        alike(&node.id) && node.children.iter().flatten().all(|c| all(c, alike))
    }
    a.steps == b.steps && indicators(a) == indicators(b) && all(&a.tree, &alike) && all(&b.tree, &alike)
}

fn same_indicators(a: &Framework, b: &Framework) -> Result<()> {
    let lacking = |a: &Framework, b: &Framework| {
        a.indicators.iter().find(|i| b.indicators.iter().all(|other| other.id != i.id)).map(|i| i.id.clone())
    };
    let Some(id) = lacking(a, b).or_else(|| lacking(b, a)) else { return Ok(()) };
    Err(Error::new(
        Code::UnknownIndicator,
        "",
        Text::new(
            format!("只有一个指标体系有指标“{id}”。"),
            format!("Only one of the two frameworks has the indicator \"{id}\"."),
        ),
        Text::new(
            "请比较指标相同的指标体系；若只是不用某项指标，可把其权重设为 0。",
            "Compare frameworks of the same indicators; one that is not to count can have the weight 0.",
        ),
    ))
}

/// A panel without figures that has the periods and columns of both; none where they are the same.
fn united(a: &Panel, b: &Panel) -> Result<Option<Panel>> {
    if let Some(code) = only_one(a, b).or_else(|| only_one(b, a)) {
        return Err(refused(
            format!("只有一份数据有单位“{code}”。"),
            format!("Only one of the two tables has the unit \"{code}\"."),
            Text::new("请使两份数据的单位相同。", "Give both tables the same units."),
        ));
    }
    let same_columns = a.indicators().iter().map(|i| &i.id).eq(b.indicators().iter().map(|i| &i.id));
    if a.periods() == b.periods() && same_columns {
        return Ok(None);
    }
    if a.frequency() != b.frequency() {
        return Err(refused(
            "两份数据的时期种类（年、季、月）不同。",
            "The two tables have periods of different kinds (years, quarters, months).",
            Text::new("请使两份数据的时期为同一种类。", "Give both tables periods of one kind."),
        ));
    }
    let mut periods = [a.periods(), b.periods()].concat();
    periods.sort_unstable();
    periods.dedup();
    let mut indicators = a.indicators().to_vec();
    indicators.extend(b.indicators().iter().filter(|i| a.indicator(&i.id).is_none()).cloned());
    let values = vec![f64::NAN; a.units().len() * periods.len() * indicators.len()];
    Panel::new(a.units().to_vec(), periods, indicators, values).map(Some)
}

fn only_one<'a>(a: &'a Panel, b: &Panel) -> Option<&'a str> {
    a.units().iter().map(|u| u.code.as_str()).find(|code| b.unit(code).is_none())
}

/// Figures in the shape of another panel that has all their periods and columns.
fn spread(panel: &Panel, values: &[f64], shape: &Panel) -> Vec<f64> {
    let n = panel.units().len();
    let mut out = vec![f64::NAN; shape.values().len()];
    for (i, indicator) in panel.indicators().iter().enumerate() {
        for (p, period) in panel.periods().iter().enumerate() {
            if let (Some(to), Ok(at)) = (shape.indicator(&indicator.id), shape.find_period(*period)) {
                let (from, to) = (panel.cell(i, p, 0), shape.cell(to, at, 0));
                out[to..to + n].copy_from_slice(&values[from..from + n]);
            }
        }
    }
    out
}

fn does_not_fit(error: &Error) -> Error {
    let Text { zh, en } = &error.message;
    refused(
        format!("一个指标体系的方法不适用于另一个的指标树：{zh}"),
        format!("The method of one framework does not fit the tree of the other: {en}"),
        Text::new(
            "请分两步比较：先换权重，再换方法。",
            "Compare in two steps: first other weights, then another method.",
        ),
    )
}
