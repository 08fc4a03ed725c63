//! The response curve: the scores of all units while one change takes all values of a range. A point is the scores at one value.
//!
//! Breakpoints are values at which a minimum, a maximum or a clamp changes hands. Between two of them the normalised figure of
//! every unit is monotone, and a mean is monotone in its children. So the figures at two ends bound every score between them.
//! Where all groups are arithmetic, the contribution of each indicator to the difference of two scores is a ratio of two
//! lines, which is convex or concave: its slope lies between the slopes on both sides. Branch and bound relies on both.

mod line;
mod order_proof;

pub(super) use line::Line;
pub(super) use order_proof::{Competitor, Interval, Order};

use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Mean, Workspace};
use crate::index::normalise::{Normalisation, Piece};
use crate::index::{fold_tree, subtree, Columns, Model, NodeKind, ResolvedModel, ResolvedScope};
use crate::period::Period;
use crate::ranking::{rank_of, slack};
use crate::scenario::{Scenario, ScenarioSpec};

/// The scores of all units at one value.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub at: f64,
    /// One per unit, NaN where missing.
    pub scores: Vec<f64>,
    /// `[indicator that moves][unit]`, at the end of the steps.
    pub figures: Vec<f64>,
}

/// What is known of the scores between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guarantee {
    /// Differences of two scores are sums of ratios of two lines.
    Rational,
    /// Scores rise with the figures, which are monotone.
    Monotone,
    /// Nothing but the scores at points.
    None,
}

/// The index as a function of the value of one change.
pub(super) struct ResponseCurve {
    scenario: Scenario,
    period: Period,
    node: usize,
    /// The unit that moves.
    pub unit: usize,
    pub guarantee: Guarantee,
    /// The indicators below the node that move.
    leaves: Vec<usize>,
    /// The groups between them and the node, children first.
    groups: Vec<usize>,
    competitors: Vec<usize>,
    /// Values at which a normalised figure may turn, ascending.
    breakpoints: Vec<f64>,
    shares: LeafShares,
    /// Scratch for aggregation, `[node][unit]`: all nodes before the change.
    nodes: Vec<f64>,
    workspace: Workspace,
}

/// The share of each indicator that moves in the node, `[indicator][unit]`, while the figures in `missing` are missing.
#[derive(Default)]
pub(super) struct LeafShares {
    missing: Vec<bool>,
    shares: Vec<f64>,
}

impl ResponseCurve {
    /// The curve of the only change of a scenario, which is of one unit.
    ///
    /// # Errors
    /// As [`Scenario::new`], and `unknown_period`.
    pub fn new(
        model: &Model,
        spec: &ScenarioSpec,
        unit: usize,
        period: Period,
        node: usize,
        region: Option<Area>,
    ) -> Result<ResponseCurve> {
        let mut scenario = Scenario::new(model, spec)?;
        let units = model.panel().units();
        let competitors = (0..units.len())
            .filter(|u| *u != unit && model.panel().is_in(*u, region) && !model.inner().is_reference(*u));
        scenario.evaluate_before(period)?;
        let nodes = (0..model.inner().nodes.len()).flat_map(|n| scenario.node_before(n).to_vec()).collect();
        Ok(ResponseCurve {
            scenario,
            period,
            node,
            unit,
            guarantee: Guarantee::None,
            leaves: Vec::new(),
            groups: Vec::new(),
            competitors: competitors.collect(),
            breakpoints: Vec::new(),
            shares: LeafShares::default(),
            nodes,
            workspace: Workspace::default(),
        })
    }

    /// The scenario, as it was last evaluated.
    pub fn scenario(&mut self) -> &mut Scenario {
        &mut self.scenario
    }

    /// The units compared with.
    pub fn competitors(&self) -> &[usize] {
        &self.competitors
    }

    /// Whether any figure below the node moves.
    pub fn moves(&self) -> bool {
        !self.leaves.is_empty()
    }

    /// Values at which a normalised figure may turn, ascending.
    pub fn breakpoints(&self) -> &[f64] {
        &self.breakpoints
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

    /// The scores before the change.
    pub fn unmoved(&self) -> Point {
        Point { at: f64::NAN, scores: self.scenario.node_before(self.node).to_vec(), figures: Vec::new() }
    }

    /// The difference of scores at a point up to which two units share a rank.
    pub fn tie(&self, point: &Point) -> f64 {
        let ranked = self.competitors.iter().chain(std::iter::once(&self.unit));
        slack(ranked.map(|unit| point.scores[*unit]))
    }

    /// Whether the unit is ranked: a reference unit is not.
    pub fn is_ranked(&self) -> bool {
        !self.scenario.model().inner().is_reference(self.unit)
    }

    /// The rank of the unit at a point, by competition; NaN where it has no score, or is not ranked.
    pub fn rank(&self, point: &Point) -> f64 {
        if !self.is_ranked() {
            return f64::NAN;
        }
        rank_of(point.scores[self.unit], self.competitors.iter().map(|r| point.scores[*r]))
    }

    /// Finds out which indicators move between two values, and what the curve guarantees there.
    ///
    /// # Errors
    /// As [`ResponseCurve::point`].
    pub fn analyse(&mut self, from: f64, to: f64) -> Result<()> {
        let model = self.scenario.model().clone();
        let inner = model.inner();
        let mut lines: Vec<Line> = Vec::new();
        let mut elsewhere = false;
        for (nth, share) in [0.31, 0.64, 1.0].into_iter().enumerate() {
            let at = if share == 1.0 { to } else { from + (to - from) * share };
            if self.point(at)?.is_none() {
                return Ok(());
            }
            if nth == 0 {
                let touched = self.scenario.touched(inner);
                self.leaves = inner.leaves_below(self.node).into_iter().filter(|l| touched[*l]).collect();
                lines = self.leaves.iter().map(|l| Line::of(inner, *l)).collect();
            }
            elsewhere |= self.moves_elsewhere(inner);
            let period = self.scenario.evaluation().period();
            let columns = Columns::with(&inner.panel, self.scenario.values());
            for line in &mut lines {
                line.sample(nth, at, columns, period, self.unit);
            }
        }
        self.find_groups(inner);
        self.prove(inner, &lines, elsewhere);
        self.shares.missing.clear();
        Ok(())
    }

    /// Whether figures of other units or periods move.
    fn moves_elsewhere(&self, inner: &ResolvedModel) -> bool {
        let (n, t) = (inner.panel.units().len(), inner.panel.periods().len());
        let period = self.scenario.evaluation().period();
        self.scenario.moved_cells().any(|cell| cell / n % t != period || cell % n != self.unit)
    }

    /// Finds the groups between the indicators that move and the node: every group with a child that moves.
    fn find_groups(&mut self, inner: &ResolvedModel) {
        let moving = fold_tree(&inner.nodes, self.node, false, |at, moving| match &inner.nodes[at].kind {
            NodeKind::Leaf(leaf) => self.leaves.contains(leaf),
            NodeKind::Group { children, .. } => children.iter().any(|c| moving[*c]),
        });
        let is_group = |at: usize| matches!(inner.nodes[at].kind, NodeKind::Group { .. });
        let nodes = subtree(&inner.nodes, self.node).rev();
        self.groups = nodes.filter(|at| moving[*at] && is_group(*at)).collect();
    }

    /// Finds what the curve guarantees, and its breakpoints.
    fn prove(&mut self, inner: &ResolvedModel, lines: &[Line], elsewhere: bool) {
        self.guarantee = Guarantee::None;
        self.breakpoints.clear();
        let rules = || {
            self.groups.iter().map(|g| match &inner.nodes[*g].kind {
                NodeKind::Group { rule, .. } => rule.mean(),
                NodeKind::Leaf(_) => Some(Mean::Arithmetic),
            })
        };
        if inner.weigh.is_some() || !rules().all(|r| r.is_some()) {
            return;
        }
        let arithmetic = rules().all(|r| r == Some(Mean::Arithmetic));
        let Some(plain) = inner.plain_steps() else { return };
        let normalise = plain.normalise(inner);
        let own_period = matches!(normalise, None | Some((_, ResolvedScope::Period, _)));
        if elsewhere && !own_period {
            return;
        }
        let straight = lines.iter().all(Line::is_straight);
        if !straight {
            // Without straight lines every figure must be monotone: one side of each ratio moves, in one direction.
            let rising = self.scenario.only_rises();
            let monotone = |l: &usize| normalise.is_none_or(|(_, _, all)| all[*l].monotonicity().monotone);
            if !rising || !lines.iter().all(Line::is_one_sided) || !self.leaves.iter().all(monotone) {
                return;
            }
        }
        // A logarithm or a root is monotone, but no ratio of lines.
        let treated = |l: &usize| plain.treatment(inner, *l);
        let mut rational = arithmetic && straight && !self.leaves.iter().any(|l| treated(l).is_some());
        if let Some((at, scope, all)) = normalise {
            let period = self.scenario.evaluation().period();
            for (leaf, line) in self.leaves.iter().zip(lines) {
                rational &= all[*leaf].monotonicity().piece == Piece::Rational;
                if straight {
                    let figures = breakpoints(inner, *leaf, at, scope, period, self.unit, &all[*leaf]);
                    let untreated = |x: f64| treated(leaf).map_or(x, |treat| treat.back(x));
                    self.breakpoints.extend(figures.into_iter().filter_map(|x| line.value(untreated(x))));
                }
            }
        }
        self.breakpoints.sort_by(f64::total_cmp);
        self.breakpoints.dedup();
        self.guarantee = if rational { Guarantee::Rational } else { Guarantee::Monotone };
    }
}

/// Whether the accounts, or the numbers, refuse a value.
fn refuses(error: &Error) -> bool {
    matches!(error.code, Code::AccountExceeded | Code::NegativeFigure | Code::BadParameter)
}

/// The figures of a unit's indicator, before the step `at` normalises it, at which normalised figures may turn.
fn breakpoints(
    inner: &ResolvedModel,
    leaf: usize,
    at: usize,
    scope: ResolvedScope,
    period: usize,
    unit: usize,
    method: &Normalisation,
) -> Vec<f64> {
    let figures = |period: usize| {
        let mut x = Vec::new();
        crate::index::before(inner, Columns::of(&inner.panel), leaf, at, period, &mut x);
        inner.counted(&x)
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
    method.breakpoints(&pool, &here, &mut found);
    found
}
