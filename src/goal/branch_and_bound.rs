//! Branch and bound along a response curve: the nearest points, from the present outwards, at which a rank is reached.
//!
//! An interval in which the rank cannot improve is pruned. One in which every lead changes sign once at most is solved by root
//! finding. Any other is bisected, the nearer half first, down to the tolerance. So the first answer found is the nearest, to
//! the tolerance, where the curve guarantees something between two points. Where it guarantees nothing, samples are taken.

use super::response_curve::{Competitor, Guarantee, Interval, Order, Point, ResponseCurve};
use crate::error::Result;

/// The first value, from the present outwards, at which a rank better than all before is reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Improvement {
    pub at: f64,
    pub rank: f64,
}

/// Samples of a curve that guarantees nothing.
const SAMPLES: usize = 96;

/// Intervals evaluated before a proof is given up: a hundred times what the worst of the ready frameworks takes.
const MAX_INTERVALS: usize = 50_000;

/// The improvements from a point to a value, each with a better rank than the one before. Against a threshold, the rank is 1
/// from that score upwards and 2 below it.
///
/// # Errors
/// As [`ResponseCurve::point`].
pub(super) fn improvements(
    curve: &mut ResponseCurve,
    start: &Point,
    to: f64,
    threshold: Option<f64>,
    tolerance: f64,
) -> Result<Vec<Improvement>> {
    let competitors = match threshold {
        Some(score) => vec![Competitor::Threshold(score)],
        None => curve.competitors().iter().map(|r| Competitor::Unit(*r)).collect(),
    };
    let mut search =
        Search { curve, competitors, tolerance, best: f64::INFINITY, found: Vec::new(), left: MAX_INTERVALS };
    search.best = search.rank(start);
    search.run(start, to)?;
    Ok(search.found)
}

struct Search<'a> {
    curve: &'a mut ResponseCurve,
    competitors: Vec<Competitor>,
    tolerance: f64,
    /// The best rank so far.
    best: f64,
    found: Vec<Improvement>,
    /// Intervals that may still be evaluated.
    left: usize,
}

impl Search<'_> {
    fn run(&mut self, start: &Point, to: f64) -> Result<()> {
        let present = self.best;
        let Some(end) = self.last(start.at, to)? else { return Ok(()) };
        let reach = self.analyse(start.at, end.at, to)?;
        if !self.curve.moves() {
            return Ok(());
        }
        // Points have figures only of the indicators that move, which is known by now.
        let ends = (self.curve.point(start.at)?, self.curve.point(reach)?, self.curve.point(end.at)?);
        let (Some(start), Some(last), Some(end)) = ends else { return Ok(()) };
        if self.curve.guarantee == Guarantee::None {
            return self.sample(start, end);
        }
        self.segments(&start, &last)?;
        self.consider(&end);
        if self.left == 0 {
            self.curve.guarantee = Guarantee::None;
            (self.found, self.best) = (Vec::new(), present);
            self.sample(start, end)?;
        }
        Ok(())
    }

    /// Analyses the curve up to its end, and gives the value up to which it guarantees something. Near the end of what the
    /// accounts allow they tolerate a rounding error, and a figure stays at zero: there the analysis ends a little earlier.
    fn analyse(&mut self, start: f64, end: f64, to: f64) -> Result<f64> {
        self.curve.analyse(start, end)?;
        let mut reach = end;
        let mut back = 1e-9 * end.abs().max(start.abs());
        while self.curve.guarantee == Guarantee::None && end != to && back < 1e-2 * (end - start).abs() {
            reach = end - back * (end - start).signum();
            self.curve.analyse(start, reach)?;
            back *= 8.0;
        }
        Ok(reach)
    }

    /// Searches the segments between breakpoints, from the start outwards.
    fn segments(&mut self, start: &Point, last: &Point) -> Result<()> {
        let outwards = (last.at - start.at).signum();
        let tolerance = self.tolerance;
        let inside = |b: &f64| (b - start.at) * outwards > tolerance && (last.at - b) * outwards > tolerance;
        let mut breakpoints: Vec<f64> = self.curve.breakpoints().iter().copied().filter(inside).collect();
        if outwards < 0.0 {
            breakpoints.reverse();
        }
        let mut a = start.clone();
        for at in breakpoints.into_iter().chain([last.at]) {
            let Some(b) = self.curve.point(at)? else { continue };
            self.segment(&a, &b)?;
            a = b;
        }
        Ok(())
    }

    /// The rank at a point; infinite where there is no score.
    fn rank(&self, point: &Point) -> f64 {
        if point.scores[self.curve.unit].is_nan() {
            return f64::INFINITY;
        }
        let tie = self.curve.tie(point);
        let ahead = |c: &&Competitor| self.curve.lead(point, **c) < -c.slack(tie);
        1.0 + self.competitors.iter().filter(ahead).count() as f64
    }

    /// Records a point whose rank is better than all before.
    fn consider(&mut self, point: &Point) {
        let rank = self.rank(point);
        if rank < self.best {
            self.best = rank;
            self.found.push(Improvement { at: point.at, rank });
        }
    }

    /// The last point towards a value that the accounts allow; none where they allow no change. The values that they allow are
    /// one interval, since all their conditions are linear inequalities.
    fn last(&mut self, from: f64, to: f64) -> Result<Option<Point>> {
        if let Some(point) = self.curve.point(to)? {
            return Ok(Some(point));
        }
        let (mut good, mut bad, mut last) = (from, to, None);
        while (bad - good).abs() > self.tolerance {
            let middle = good + (bad - good) / 2.0;
            match self.curve.point(middle)? {
                Some(point) => (good, last) = (middle, Some(point)),
                None => bad = middle,
            }
        }
        Ok(last)
    }

    /// Searches a segment between two breakpoints. At a breakpoint, or at zero, a figure may be missing that is present right
    /// beside it (all units are equal, or a denominator is zero). So the ends are considered by themselves, and the interior
    /// begins beside them.
    fn segment(&mut self, a: &Point, b: &Point) -> Result<()> {
        self.consider(a);
        let width = b.at - a.at;
        let beside = self.tolerance * width.signum();
        if width.abs() > 4.0 * self.tolerance {
            if let (Some(c), Some(d)) = (self.curve.point(a.at + beside)?, self.curve.point(b.at - beside)?) {
                self.consider(&c);
                self.interior(&c, &d)?;
            }
        }
        self.consider(b);
        Ok(())
    }

    /// Searches the interior of a segment, in which no formula changes and the same figures are missing.
    fn interior(&mut self, a: &Point, b: &Point) -> Result<()> {
        let all = Interval { a, b, before: None, after: None };
        let inset = (b.at - a.at) * 1e-6;
        if self.curve.guarantee != Guarantee::Rational || inset.abs() <= self.tolerance || self.is_resolved(all)? {
            return self.interval(all);
        }
        // Two inner points give the slopes at the ends.
        let (Some(c), Some(d)) = (self.curve.point(a.at + inset)?, self.curve.point(b.at - inset)?) else {
            return self.interval(all);
        };
        self.interval(Interval { a, b: &c, before: None, after: Some(&d) })?;
        self.interval(Interval { a: &c, b: &d, before: Some(a), after: Some(b) })?;
        self.interval(Interval { a: &d, b, before: Some(&c), after: None })
    }

    /// Whether an interval can be pruned or solved as it is.
    fn is_resolved(&mut self, interval: Interval) -> Result<bool> {
        let Some(orders) = self.curve.orders(interval, &self.competitors)? else { return Ok(true) };
        Ok(self.is_pruned(&orders) || orders.iter().all(|s| *s != Order::Undecided { monotone: false }))
    }

    /// Whether the rank cannot improve.
    fn is_pruned(&self, orders: &[Order]) -> bool {
        let behind = orders.iter().filter(|s| **s == Order::Behind).count();
        1.0 + behind as f64 >= self.best
    }

    /// Prunes, solves or bisects an interval.
    fn interval(&mut self, interval: Interval) -> Result<()> {
        let Some(orders) = self.curve.orders(interval, &self.competitors)? else { return Ok(()) };
        if self.left == 0 || self.is_pruned(&orders) {
            return Ok(());
        }
        self.left -= 1;
        if (interval.b.at - interval.a.at).abs() <= self.tolerance {
            self.consider(interval.b);
            return Ok(());
        }
        if orders.iter().all(|s| *s != Order::Undecided { monotone: false }) {
            return self.solve(interval, &orders);
        }
        let Some(middle) = self.curve.point(interval.a.at + (interval.b.at - interval.a.at) / 2.0)? else {
            return Ok(());
        };
        self.interval(Interval { b: &middle, after: Some(interval.b), ..interval })?;
        self.interval(Interval { a: &middle, before: Some(interval.a), ..interval })
    }

    /// Finds where the leads change sign, which each does once at most, and considers the ranks there.
    fn solve(&mut self, interval: Interval, orders: &[Order]) -> Result<()> {
        self.consider(interval.a);
        let outwards = (interval.b.at - interval.a.at).signum();
        let mut points = vec![interval.a.clone(), interval.b.clone()];
        let mut reached: Vec<f64> = Vec::new();
        for (at, order) in orders.iter().enumerate() {
            let competitor = self.competitors[at];
            // A tie is exact where it can be; where the unit comes only within rounding of the competitor, that is a tie.
            let level = |point: &Point| self.curve.lead(point, competitor) >= 0.0;
            let slack =
                if level(interval.a) || level(interval.b) { 0.0 } else { competitor.slack(self.curve.tie(interval.b)) };
            let good = |search: &Self, point: &Point| search.curve.lead(point, competitor) >= -slack;
            if *order == Order::Ahead || *order == Order::Behind {
                continue;
            }
            let (first, last) = (good(self, interval.a), good(self, interval.b));
            if first == last {
                continue;
            }
            // The points that are known already bracket it.
            let after = points.iter().position(|p| good(self, p) == last).unwrap_or(points.len() - 1).max(1);
            let found = self.find_root(&mut points, after, competitor, slack)?;
            if last {
                reached.push(found);
            }
        }
        // Nearest first.
        let order = crate::ranking::ascending(0..reached.len(), &|r| reached[r] * outwards);
        for at in order {
            if let Some(point) = points.iter().find(|p| p.at == reached[at]).cloned() {
                self.consider(&point);
            }
        }
        Ok(())
    }

    /// Brackets the value at which a lead changes sign, between two of the points, to the tolerance; gives the outer end. Regula
    /// falsi in its Illinois form, with bisection where that is slow.
    fn find_root(
        &mut self,
        points: &mut Vec<Point>,
        mut outer: usize,
        competitor: Competitor,
        slack: f64,
    ) -> Result<f64> {
        let lead = |search: &Self, p: &Point| search.curve.lead(p, competitor) + slack;
        let (mut low, mut high) = (lead(self, &points[outer - 1]), lead(self, &points[outer]));
        let first = low >= 0.0;
        let (mut slow, mut last_width) = (0, f64::INFINITY);
        let mut stays: i32 = 0;
        for _ in 0..200 {
            let (a, b) = (points[outer - 1].at, points[outer].at);
            let width = b - a;
            if width.abs() <= self.tolerance {
                break;
            }
            slow = if width.abs() > last_width / 2.0 { slow + 1 } else { 0 };
            last_width = width.abs();
            let share = -low / (high - low);
            let mut at = if slow > 2 || !(0.0..=1.0).contains(&share) { a + width / 2.0 } else { a + width * share };
            // A little to the side that has stayed, so that both ends move.
            at += width.signum() * f64::from(stays.signum()) * self.tolerance / 2.0;
            let edge = width.signum() * self.tolerance / 4.0;
            at = if width > 0.0 { at.clamp(a + edge, b - edge) } else { at.clamp(b - edge, a + edge) };
            let Some(point) = self.curve.point(at)? else { break };
            let here = lead(self, &point);
            points.insert(outer, point);
            if (here >= 0.0) == first {
                // The outer end has stayed.
                low = here;
                high = if stays > 0 { high / 2.0 } else { lead(self, &points[outer + 1]) };
                stays = 1;
                outer += 1;
            } else {
                high = here;
                low = if stays < 0 { low / 2.0 } else { lead(self, &points[outer - 1]) };
                stays = -1;
            }
        }
        Ok(points[outer].at)
    }

    /// Takes samples, denser towards the present, and bisects between two neighbours with different ranks.
    fn sample(&mut self, start: Point, end: Point) -> Result<()> {
        let from = start.at;
        let mut a = start;
        for k in 1..=SAMPLES {
            let share = k as f64 / SAMPLES as f64;
            let at = from + (end.at - from) * share * share;
            let Some(b) = (if k == SAMPLES { Some(end.clone()) } else { self.curve.point(at)? }) else { continue };
            while self.rank(&b) < self.best {
                let (mut near, mut far) = (a.clone(), b.clone());
                while (far.at - near.at).abs() > self.tolerance {
                    let Some(middle) = self.curve.point(near.at + (far.at - near.at) / 2.0)? else { break };
                    if self.rank(&middle) < self.best {
                        far = middle;
                    } else {
                        near = middle;
                    }
                }
                self.consider(&far);
            }
            a = b;
        }
        Ok(())
    }
}
