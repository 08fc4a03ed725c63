//! Whether one unit provably outranks another over an interval of the input.

use super::{Guarantee, LeafShares, Point, ResponseCurve};
use crate::error::Result;
use crate::index::NodeKind;

/// The order of the unit and a competitor over an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::goal) enum Order {
    /// The competitor is ahead everywhere.
    Behind,
    /// The competitor is ahead nowhere.
    Ahead,
    /// Not proved. The lead changes sign once at most where it is monotone.
    Undecided { monotone: bool },
}

/// What the unit is compared with.
#[derive(Debug, Clone, Copy)]
pub(in crate::goal) enum Competitor {
    /// Another unit.
    Unit(usize),
    /// A score to be reached.
    Threshold(f64),
}

impl Competitor {
    /// How far behind the unit may be and still count as equal: `tie` for a unit, nothing for a threshold.
    pub fn slack(self, tie: f64) -> f64 {
        match self {
            Competitor::Unit(_) => tie,
            Competitor::Threshold(_) => 0.0,
        }
    }
}

/// An interval without breakpoints, from `a` to `b`, and points beside it with no breakpoint between.
#[derive(Debug, Clone, Copy)]
pub(in crate::goal) struct Interval<'a> {
    pub a: &'a Point,
    pub b: &'a Point,
    pub before: Option<&'a Point>,
    pub after: Option<&'a Point>,
}

impl Interval<'_> {
    /// Whether the same figures are missing at both ends, and so in between.
    pub fn has_same_gaps(&self) -> bool {
        self.a.figures.iter().zip(&self.b.figures).all(|(x, y)| x.is_nan() == y.is_nan())
    }
}

impl ResponseCurve {
    /// By how much the unit is ahead of a competitor at a point; NaN where either has no score.
    pub fn lead(&self, point: &Point, competitor: Competitor) -> f64 {
        point.scores[self.unit]
            - match competitor {
                Competitor::Unit(unit) => point.scores[unit],
                Competitor::Threshold(score) => score,
            }
    }

    /// The order of the unit and every competitor; none where the unit has no score anywhere in the interval.
    ///
    /// # Errors
    /// As [`ResponseCurve::point`].
    pub fn orders(&mut self, interval: Interval, competitors: &[Competitor]) -> Result<Option<Vec<Order>>> {
        // Where a figure is missing at one end only, nothing follows from the ends.
        if self.guarantee == Guarantee::None || !interval.has_same_gaps() {
            return Ok(Some(vec![Order::Undecided { monotone: false }; competitors.len()]));
        }
        let tie = self.tie(interval.a);
        if self.guarantee == Guarantee::Rational {
            self.update_shares(interval.a)?;
            let scored = !interval.a.scores[self.unit].is_nan();
            return Ok(scored.then(|| competitors.iter().map(|r| self.order_by_slopes(interval, *r, tie)).collect()));
        }
        let pairs = || interval.a.figures.iter().zip(&interval.b.figures);
        let ends = |least: bool| pairs().map(|(x, y)| if (x < y) == least { *x } else { *y }).collect::<Vec<f64>>();
        let (low, high) = (self.scores_with(&ends(true)), self.scores_with(&ends(false)));
        if !low.has_same_gaps(&high, self.unit) {
            return Ok(Some(vec![Order::Undecided { monotone: false }; competitors.len()]));
        }
        if low.scores[self.unit].is_nan() {
            return Ok(None);
        }
        Ok(Some(competitors.iter().map(|r| self.order_by_bounds(interval, *r, tie, &low, &high)).collect()))
    }

    /// The order by bounds of the scores.
    fn order_by_bounds(
        &self,
        interval: Interval,
        competitor: Competitor,
        tie: f64,
        low: &BoundScores,
        high: &BoundScores,
    ) -> Order {
        let (least, most) = match competitor {
            Competitor::Unit(unit) if !low.has_same_gaps(high, unit) => return Order::Undecided { monotone: false },
            Competitor::Unit(unit) if low.scores[unit].is_nan() => return Order::Ahead,
            Competitor::Unit(unit) => (low.scores[unit], high.scores[unit]),
            Competitor::Threshold(score) => (score, score),
        };
        if most <= low.scores[self.unit] {
            return Order::Ahead;
        }
        if least - high.scores[self.unit] > competitor.slack(tie) {
            return Order::Behind;
        }
        let n = interval.a.scores.len();
        let moves = |unit: usize| {
            (0..self.leaves.len()).map(move |l| interval.b.figures[l * n + unit] - interval.a.figures[l * n + unit])
        };
        let lead_moves = |sign: f64| {
            let theirs = match competitor {
                Competitor::Unit(unit) => moves(unit).all(|m| m.is_nan() || m * sign <= 0.0),
                Competitor::Threshold(_) => true,
            };
            theirs && moves(self.unit).all(|m| m.is_nan() || m * sign >= 0.0)
        };
        Order::Undecided { monotone: lead_moves(1.0) || lead_moves(-1.0) }
    }

    /// The order by the contribution of every indicator to the lead.
    fn order_by_slopes(&self, interval: Interval, competitor: Competitor, tie: f64) -> Order {
        let n = interval.a.scores.len();
        let of = |point: &Point, l: usize, unit: usize| match point.figures[l * n + unit] {
            x if x.is_nan() => 0.0,
            x => self.shares.shares[l * n + unit] * x,
        };
        let part = |point: &Point, l: usize| match competitor {
            Competitor::Unit(unit) => of(point, l, self.unit) - of(point, l, unit),
            Competitor::Threshold(_) => of(point, l, self.unit),
        };
        if matches!(competitor, Competitor::Unit(unit) if interval.a.scores[unit].is_nan()) {
            return Order::Ahead;
        }
        let lead = self.lead(interval.a, competitor);
        let (mut low, mut high) = (lead, lead);
        let (mut up, mut down) = (true, true);
        // Bounds of the slope, and how much of it may be rounding.
        let (mut least, mut most, mut slack) = (0.0, 0.0, 0.0);
        for l in 0..self.leaves.len() {
            let (at_a, at_b) = (part(interval.a, l), part(interval.b, l));
            let noise = 1e-14 * (at_a.abs() + at_b.abs());
            low += (at_b - at_a).min(0.0);
            high += (at_b - at_a).max(0.0);
            up &= at_b - at_a >= -noise;
            down &= at_b - at_a <= noise;
            if let (Some(before), Some(after)) = (interval.before, interval.after) {
                let one = (at_a - part(before, l)) / (interval.a.at - before.at);
                let two = (part(after, l) - at_b) / (after.at - interval.b.at);
                least += one.min(two);
                most += one.max(two);
                let span = (interval.a.at - before.at).abs().min((after.at - interval.b.at).abs());
                slack += 1e-9 * one.abs().max(two.abs()) + 4.0 * noise / span;
            }
        }
        if high < -competitor.slack(tie) {
            Order::Behind
        } else if low >= 0.0 {
            Order::Ahead
        } else {
            let inner = interval.before.is_some() && interval.after.is_some();
            Order::Undecided { monotone: up || down || inner && (least > slack || most < -slack) }
        }
    }

    /// Computes the shares of the indicators in the node while the figures are missing that are missing at a point.
    fn update_shares(&mut self, point: &Point) -> Result<()> {
        let missing: Vec<bool> = point.figures.iter().map(|x| x.is_nan()).collect();
        if self.shares.missing == missing && !self.shares.shares.is_empty() {
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
        self.shares = LeafShares { missing, shares: of_leaves };
        Ok(())
    }

    /// The scores of the node with other figures of the indicators that move.
    fn scores_with(&mut self, figures: &[f64]) -> BoundScores {
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
            self.workspace.aggregate(rule, columns, inner.minimum_share, &mut head[at * n..]);
            gaps.extend(head[at * n..].iter().map(|x| x.is_nan()));
        }
        BoundScores { scores: self.nodes[self.node * n..][..n].to_vec(), gaps }
    }
}

/// Scores with figures that bound all of an interval.
struct BoundScores {
    scores: Vec<f64>,
    /// `[group][unit]`: whether it is missing, as a geometric mean of a negative figure is.
    gaps: Vec<bool>,
}

impl BoundScores {
    /// Whether the same groups of a unit are missing with the lowest and with the highest figures, and so in between.
    fn has_same_gaps(&self, other: &BoundScores, unit: usize) -> bool {
        let n = self.scores.len();
        let of = |scores: &'_ BoundScores| scores.gaps.iter().skip(unit).step_by(n).copied().collect::<Vec<bool>>();
        of(self) == of(other)
    }
}
