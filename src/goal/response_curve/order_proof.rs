//! Where the unit that moves stands to the others between two points of a path: proved, or open.

use super::{Path, Point, Proof};
use crate::error::Result;
use crate::index::NodeKind;

/// Where a unit stands to a rival between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::goal) enum Standing {
    /// The rival is ahead everywhere.
    Behind,
    /// The rival is ahead nowhere.
    Ahead,
    /// It may change; once at most where it is monotone.
    Open { monotone: bool },
}

/// Whom the unit is compared with.
#[derive(Debug, Clone, Copy)]
pub(in crate::goal) enum Rival {
    /// Another unit.
    Unit(usize),
    /// A score.
    Mark(f64),
}

impl Rival {
    /// How far behind it counts as level, where units may be so far behind; a mark is a mark.
    pub fn slack(self, tie: f64) -> f64 {
        match self {
            Rival::Unit(_) => tie,
            Rival::Mark(_) => 0.0,
        }
    }
}

/// Two points of one piece of a path, and points of the same piece on both sides of them.
#[derive(Debug, Clone, Copy)]
pub(in crate::goal) struct Cell<'a> {
    pub a: &'a Point,
    pub b: &'a Point,
    pub before: Option<&'a Point>,
    pub after: Option<&'a Point>,
}

impl Cell<'_> {
    /// Whether the same figures are missing at both ends, and so in between.
    pub fn is_whole(&self) -> bool {
        self.a.figures.iter().zip(&self.b.figures).all(|(x, y)| x.is_nan() == y.is_nan())
    }
}

impl Path {
    /// By how much the unit is ahead of a rival at a point; NaN where either has no score.
    pub fn lead(&self, point: &Point, rival: Rival) -> f64 {
        point.scores[self.unit]
            - match rival {
                Rival::Unit(unit) => point.scores[unit],
                Rival::Mark(score) => score,
            }
    }

    /// Where the unit stands to every rival between two points; none where it has no score anywhere between them.
    ///
    /// # Errors
    /// As [`Path::point`].
    pub fn standings(&mut self, cell: Cell, rivals: &[Rival]) -> Result<Option<Vec<Standing>>> {
        // Where a figure goes missing in between, nothing follows from the ends.
        if self.proof == Proof::Nothing || !cell.is_whole() {
            return Ok(Some(vec![Standing::Open { monotone: false }; rivals.len()]));
        }
        let tie = self.tie(cell.a);
        if self.proof == Proof::Fractions {
            self.share(cell.a)?;
            let scored = !cell.a.scores[self.unit].is_nan();
            return Ok(scored.then(|| rivals.iter().map(|r| self.by_parts(cell, *r, tie)).collect()));
        }
        let pairs = || cell.a.figures.iter().zip(&cell.b.figures);
        let ends = |least: bool| pairs().map(|(x, y)| if (x < y) == least { *x } else { *y }).collect::<Vec<f64>>();
        let (low, high) = (self.climb(&ends(true)), self.climb(&ends(false)));
        if !low.steady(&high, self.unit) {
            return Ok(Some(vec![Standing::Open { monotone: false }; rivals.len()]));
        }
        if low.scores[self.unit].is_nan() {
            return Ok(None);
        }
        Ok(Some(rivals.iter().map(|r| self.by_order(cell, *r, tie, &low, &high)).collect()))
    }

    /// From bounds of the scores.
    fn by_order(&self, cell: Cell, rival: Rival, tie: f64, low: &Climbed, high: &Climbed) -> Standing {
        let (least, most) = match rival {
            Rival::Unit(unit) if !low.steady(high, unit) => return Standing::Open { monotone: false },
            Rival::Unit(unit) if low.scores[unit].is_nan() => return Standing::Ahead,
            Rival::Unit(unit) => (low.scores[unit], high.scores[unit]),
            Rival::Mark(score) => (score, score),
        };
        if most <= low.scores[self.unit] {
            return Standing::Ahead;
        }
        if least - high.scores[self.unit] > rival.slack(tie) {
            return Standing::Behind;
        }
        let n = cell.a.scores.len();
        let moves = |unit: usize| {
            (0..self.leaves.len()).map(move |l| cell.b.figures[l * n + unit] - cell.a.figures[l * n + unit])
        };
        let way = |sign: f64| {
            let theirs = match rival {
                Rival::Unit(unit) => moves(unit).all(|m| m.is_nan() || m * sign <= 0.0),
                Rival::Mark(_) => true,
            };
            theirs && moves(self.unit).all(|m| m.is_nan() || m * sign >= 0.0)
        };
        Standing::Open { monotone: way(1.0) || way(-1.0) }
    }

    /// From what every indicator adds to the lead.
    fn by_parts(&self, cell: Cell, rival: Rival, tie: f64) -> Standing {
        let n = cell.a.scores.len();
        let of = |point: &Point, l: usize, unit: usize| match point.figures[l * n + unit] {
            x if x.is_nan() => 0.0,
            x => self.shares.1[l * n + unit] * x,
        };
        let part = |point: &Point, l: usize| match rival {
            Rival::Unit(unit) => of(point, l, self.unit) - of(point, l, unit),
            Rival::Mark(_) => of(point, l, self.unit),
        };
        if matches!(rival, Rival::Unit(unit) if cell.a.scores[unit].is_nan()) {
            return Standing::Ahead;
        }
        let lead = self.lead(cell.a, rival);
        let (mut low, mut high) = (lead, lead);
        let (mut up, mut down) = (true, true);
        // Bounds of the slope, and how much of it may be rounding.
        let (mut least, mut most, mut slack) = (0.0, 0.0, 0.0);
        for l in 0..self.leaves.len() {
            let (at_a, at_b) = (part(cell.a, l), part(cell.b, l));
            let noise = 1e-14 * (at_a.abs() + at_b.abs());
            low += (at_b - at_a).min(0.0);
            high += (at_b - at_a).max(0.0);
            up &= at_b - at_a >= -noise;
            down &= at_b - at_a <= noise;
            if let (Some(before), Some(after)) = (cell.before, cell.after) {
                let one = (at_a - part(before, l)) / (cell.a.at - before.at);
                let two = (part(after, l) - at_b) / (after.at - cell.b.at);
                least += one.min(two);
                most += one.max(two);
                let span = (cell.a.at - before.at).abs().min((after.at - cell.b.at).abs());
                slack += 1e-9 * one.abs().max(two.abs()) + 4.0 * noise / span;
            }
        }
        if high < -rival.slack(tie) {
            Standing::Behind
        } else if low >= 0.0 {
            Standing::Ahead
        } else {
            let inner = cell.before.is_some() && cell.after.is_some();
            Standing::Open { monotone: up || down || inner && (least > slack || most < -slack) }
        }
    }

    /// The shares of the leaves in the node, where the figures are missing that are missing at a point.
    fn share(&mut self, point: &Point) -> Result<()> {
        let missing: Vec<bool> = point.figures.iter().map(|x| x.is_nan()).collect();
        if self.shares.0 == missing && !self.shares.1.is_empty() {
            return Ok(());
        }
        self.point(point.at)?;
        let model = self.scenario.model().clone();
        let (inner, evaluation) = (model.inner(), self.scenario.evaluation());
        let n = point.scores.len();
        let mut shares = vec![f64::NAN; inner.nodes.len() * n];
        shares[self.node * n..][..n].fill(1.0);
        let mut of_leaves = vec![0.0; self.leaves.len() * n];
        for at in self.node..inner.nodes.len() {
            match &inner.nodes[at].kind {
                NodeKind::Leaf(leaf) => {
                    if let Some(l) = self.leaves.iter().position(|l| l == leaf) {
                        of_leaves[l * n..][..n].copy_from_slice(&shares[at * n..][..n]);
                    }
                }
                NodeKind::Group { children, .. } => {
                    for unit in 0..n {
                        let there = |c: &&usize| !evaluation.node(**c)[unit].is_nan();
                        let sum: f64 = children.iter().filter(there).map(|c| inner.nodes[*c].weight).sum();
                        for child in children {
                            shares[child * n + unit] = shares[at * n + unit] * inner.nodes[*child].weight / sum;
                        }
                    }
                }
            }
        }
        self.shares = (missing, of_leaves);
        Ok(())
    }

    /// The scores of the node with other figures of the leaves that move.
    fn climb(&mut self, figures: &[f64]) -> Climbed {
        let model = self.scenario.model().clone();
        let inner = model.inner();
        let n = inner.panel.units().len();
        for (at, node) in inner.nodes.iter().enumerate() {
            if let NodeKind::Leaf(leaf) = node.kind {
                if let Some(l) = self.leaves.iter().position(|l| *l == leaf) {
                    self.nodes[at * n..][..n].copy_from_slice(&figures[l * n..][..n]);
                }
            }
        }
        let mut gaps = Vec::with_capacity(self.groups.len() * n);
        for at in &self.groups {
            let NodeKind::Group { rule, children, .. } = &inner.nodes[*at].kind else { continue };
            let (head, tail) = self.nodes.split_at_mut((at + 1) * n);
            let columns = children.iter().map(|c| (inner.nodes[*c].weight, &tail[(c - at - 1) * n..][..n]));
            self.workspace.aggregate(*rule, columns, inner.minimum_share, &mut head[at * n..]);
            gaps.extend(head[at * n..].iter().map(|x| x.is_nan()));
        }
        Climbed { scores: self.nodes[self.node * n..][..n].to_vec(), gaps }
    }
}

/// Scores with figures that bound all of a cell.
struct Climbed {
    scores: Vec<f64>,
    /// `[group on the way up][unit]`: whether it is missing, as a geometric mean of something negative is.
    gaps: Vec<bool>,
}

impl Climbed {
    /// Whether the same groups of a unit are missing with the lowest and with the highest figures, and so in between.
    fn steady(&self, other: &Climbed, unit: usize) -> bool {
        let n = self.scores.len();
        let of = |climbed: &'_ Climbed| climbed.gaps.iter().skip(unit).step_by(n).copied().collect::<Vec<bool>>();
        of(self) == of(other)
    }
}
