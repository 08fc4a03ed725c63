//! The index while one change takes all values of a range: a point is everybody's score at one of them. A path also knows what
//! can be proved about the scores between two points, which the search in `nearest` stands on.
//!
//! Between two bends (values at which a minimum, a maximum or a clamp changes hands) the normalised figure of every unit
//! rises or falls only. A group that is a mean rises with its children. So the figures at two ends bound every score between
//! them. Where all groups are arithmetic, more holds: what each indicator adds to the distance of two units is a ratio of two
//! lines, which is convex or concave, so that its slope lies between the slopes on both sides of it.

mod line;
mod order_proof;

pub(super) use line::Line;
pub(super) use order_proof::{Cell, Rival, Standing};

use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Mean, Rule, Workspace};
use crate::index::normalise::{Normalisation, Shape};
use crate::index::{Columns, Inner, Model, NodeKind, ResolvedScope};
use crate::period::Period;
use crate::ranking::{rank_of, slack};
use crate::region::Region;
use crate::scenario::{Scenario, ScenarioSpec};

/// Everybody's score at one value.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub at: f64,
    /// One a unit, NaN where missing.
    pub scores: Vec<f64>,
    /// `[leaf that moves][unit]`, at the end of the steps.
    pub figures: Vec<f64>,
}

/// What can be proved about the scores between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Distances of two units are sums of ratios of two lines.
    Fractions,
    /// Scores rise with the figures, which rise or fall only.
    Order,
    /// Nothing: points say what is at points.
    Nothing,
}

/// The index along one change.
pub(super) struct Path {
    scenario: Scenario,
    period: Period,
    node: usize,
    /// The unit that moves.
    pub unit: usize,
    pub proof: Proof,
    /// Leaves below the node that move.
    leaves: Vec<usize>,
    /// Groups between them and the node, children first.
    groups: Vec<usize>,
    rivals: Vec<usize>,
    /// Values at which the shape of a figure changes.
    bends: Vec<f64>,
    /// What a leaf adds to the node, `[leaf that moves][unit]`, while these figures are missing.
    shares: (Vec<bool>, Vec<f64>),
    /// Room for climbing: the figures of all nodes before the change.
    nodes: Vec<f64>,
    workspace: Workspace,
}

impl Path {
    /// A path of the only change of a scenario, which is of one unit.
    ///
    /// # Errors
    /// As [`Scenario::new`], and `unknown_period`.
    pub fn new(
        model: &Model,
        spec: &ScenarioSpec,
        unit: usize,
        period: Period,
        node: usize,
        region: Option<Region>,
    ) -> Result<Path> {
        let mut scenario = Scenario::new(model, spec)?;
        let units = model.panel().units();
        let rivals = (0..units.len()).filter(|u| *u != unit && (region.is_none() || units[*u].region == region));
        scenario.evaluate_before(period)?;
        let nodes = (0..model.inner().nodes.len()).flat_map(|n| scenario.node_before(n).to_vec()).collect();
        Ok(Path {
            scenario,
            period,
            node,
            unit,
            proof: Proof::Nothing,
            leaves: Vec::new(),
            groups: Vec::new(),
            rivals: rivals.collect(),
            bends: Vec::new(),
            shares: (Vec::new(), Vec::new()),
            nodes,
            workspace: Workspace::default(),
        })
    }

    /// The scenario, as it was last looked at.
    pub fn scenario(&mut self) -> &mut Scenario {
        &mut self.scenario
    }

    /// The units compared with.
    pub fn rivals(&self) -> &[usize] {
        &self.rivals
    }

    /// Whether any figure below the node moves.
    pub fn moves(&self) -> bool {
        !self.leaves.is_empty()
    }

    /// Bends, ascending.
    pub fn bends(&self) -> &[f64] {
        &self.bends
    }

    /// The point at a value; none where the accounts refuse it.
    ///
    /// # Errors
    /// What is wrong with more than the value.
    pub fn point(&mut self, at: f64) -> Result<Option<Point>> {
        self.scenario.set_value(0, at)?;
        match self.scenario.evaluate(self.period) {
            Ok(()) => {}
            Err(refused) if refuses(&refused) => return Ok(None),
            Err(error) => return Err(error),
        }
        let evaluation = self.scenario.evaluation();
        let stage = self.scenario.model().inner().steps.len();
        let figures = self.leaves.iter().flat_map(|l| evaluation.stage(stage, *l)).copied().collect();
        Ok(Some(Point { at, scores: evaluation.node(self.node).to_vec(), figures }))
    }

    /// What is there before the change.
    pub fn unmoved(&self) -> Point {
        Point { at: f64::NAN, scores: self.scenario.node_before(self.node).to_vec(), figures: Vec::new() }
    }

    /// How far behind another unit one may be at a point and still share its rank.
    pub fn tie(&self, point: &Point) -> f64 {
        let ranked = self.rivals.iter().chain(std::iter::once(&self.unit));
        slack(ranked.map(|unit| point.scores[*unit]))
    }

    /// The rank of the unit at a point, by competition; NaN where it has no score.
    pub fn rank(&self, point: &Point) -> f64 {
        rank_of(point.scores[self.unit], self.rivals.iter().map(|r| point.scores[*r]))
    }

    /// Finds out what moves between two values, and what can be proved about it.
    ///
    /// # Errors
    /// As [`Path::point`].
    pub fn study(&mut self, from: f64, to: f64) -> Result<()> {
        let model = self.scenario.model().clone();
        let inner = model.inner();
        let below = inner.leaves_below(self.node);
        let samples = [0.31, 0.64, 1.0];
        let mut lines: Vec<Line> = Vec::new();
        let mut elsewhere = false;
        for (nth, share) in samples.into_iter().enumerate() {
            let at = if share == 1.0 { to } else { from + (to - from) * share };
            if self.point(at)?.is_none() {
                return Ok(());
            }
            let period = self.scenario.evaluation().period();
            if nth == 0 {
                let touched = self.scenario.touched(inner);
                self.leaves = below.iter().copied().filter(|l| touched[*l]).collect();
                lines = self.leaves.iter().map(|l| Line::of(inner, *l)).collect();
            }
            let (n, t) = (inner.panel.units().len(), inner.panel.periods().len());
            elsewhere |= self.scenario.moved_cells().any(|cell| cell / n % t != period || cell % n != self.unit);
            let columns = Columns::with(&inner.panel, self.scenario.values());
            for line in &mut lines {
                line.see(nth, at, columns, period, self.unit);
            }
        }
        // Groups on the way up: every group with a child that moves.
        let mut moving = vec![false; inner.nodes.len()];
        for at in (0..inner.nodes.len()).rev() {
            moving[at] = match &inner.nodes[at].kind {
                NodeKind::Leaf(leaf) => self.leaves.contains(leaf),
                NodeKind::Group { children, .. } => children.iter().any(|c| moving[*c]),
            };
        }
        let inside = |at: usize| at >= self.node && moving[at];
        self.groups = (0..inner.nodes.len())
            .rev()
            .filter(|at| {
                inside(*at)
                    && matches!(inner.nodes[*at].kind, NodeKind::Group { .. })
                    && is_below(inner, *at, self.node)
            })
            .collect();
        self.prove(inner, &lines, elsewhere);
        self.shares.0.clear();
        Ok(())
    }

    fn prove(&mut self, inner: &Inner, lines: &[Line], elsewhere: bool) {
        self.proof = Proof::Nothing;
        self.bends.clear();
        let mut rules = self.groups.iter().map(|g| match inner.nodes[*g].kind {
            NodeKind::Group { rule, .. } => rule,
            NodeKind::Leaf(_) => Rule::Mean(Mean::Arithmetic),
        });
        let arithmetic = rules.clone().all(|r| r == Rule::Mean(Mean::Arithmetic));
        if inner.weigh.is_some() || !rules.all(|r| matches!(r, Rule::Mean(_))) {
            return;
        }
        let Some(plain) = inner.plain_steps() else { return };
        let normalise = plain.normalise(inner);
        let own_period = matches!(normalise, None | Some((_, ResolvedScope::Period, _)));
        if elsewhere && !own_period {
            return;
        }
        let straight = lines.iter().all(Line::is_straight);
        if !straight {
            // Then it must be plain that every figure rises or falls only: one side of a ratio moves, and one way.
            let rising = self.scenario.only_rises();
            let monotone = |l: &usize| normalise.is_none_or(|(_, _, all)| all[*l].is_monotone());
            if !rising || !lines.iter().all(Line::is_one_sided) || !self.leaves.iter().all(monotone) {
                return;
            }
        }
        // A logarithm or a root rises with the figure: what holds of order holds, what holds of ratios of lines does not.
        let treated = |l: &usize| plain.treatment(inner, *l);
        let mut fractions = arithmetic && straight && !self.leaves.iter().any(|l| treated(l).is_some());
        if let Some((at, scope, all)) = normalise {
            let period = self.scenario.evaluation().period();
            for (leaf, line) in self.leaves.iter().zip(lines) {
                fractions &= all[*leaf].shape() == Shape::Fraction;
                if straight {
                    let columns = Columns::of(&inner.panel);
                    let figures = bends(inner, columns, *leaf, at, scope, period, self.unit, &all[*leaf]);
                    let back = |x: f64| treated(leaf).map_or(x, |treat| treat.back(x));
                    self.bends.extend(figures.into_iter().filter_map(|x| line.value(back(x))));
                }
            }
        }
        self.bends.sort_by(f64::total_cmp);
        self.bends.dedup();
        self.proof = if fractions { Proof::Fractions } else { Proof::Order };
    }
}

/// Whether the accounts, or the numbers, refuse a value.
fn refuses(error: &Error) -> bool {
    matches!(error.code, Code::AccountExceeded | Code::NegativeFigure | Code::BadParameter)
}

fn is_below(inner: &Inner, node: usize, above: usize) -> bool {
    std::iter::successors(Some(node), |n| inner.nodes[*n].parent).any(|n| n == above)
}

/// The figures of a unit's leaf at which the normalised figures may turn.
#[allow(clippy::too_many_arguments)] // a leaf at a step of a period, of a unit
fn bends(
    inner: &Inner,
    columns: Columns,
    leaf: usize,
    at: usize,
    scope: ResolvedScope,
    period: usize,
    unit: usize,
    one: &Normalisation,
) -> Vec<f64> {
    let figures = |period: usize| {
        let mut x = Vec::new();
        crate::index::before(inner, columns, leaf, at, period, &mut x);
        x
    };
    let others = |mut x: Vec<f64>| {
        x[unit] = f64::NAN;
        x
    };
    let here = others(figures(period));
    let pool = match scope {
        ResolvedScope::Period => here.clone(),
        ResolvedScope::Base(base) if base == period => here.clone(),
        ResolvedScope::Base(base) => figures(base),
        ResolvedScope::All => (0..inner.panel.periods().len())
            .flat_map(|p| if p == period { others(figures(p)) } else { figures(p) })
            .collect(),
    };
    let mut found = Vec::new();
    one.bends(&pool, &here, &mut found);
    found
}
