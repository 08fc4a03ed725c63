//! The best split of a budget over concave curves (water filling): the marginal values of all amounts between their least and
//! their most are equal. On polylines the solution is exact: the pieces are filled, steepest first, until the money is spent,
//! which solves the linear programme. A smooth curve is sampled more closely where the solution lies, until the Lagrangian bound
//! is met: no split exceeds the sum of max (r(m) - price m), plus the price of the budget.

use crate::error::Result;
use crate::ranking::ascending;

/// Samples of a curve, by amount.
#[derive(Debug, Clone, Default)]
pub(super) struct Curve {
    points: Vec<(f64, f64)>,
}

/// A split.
#[derive(Debug, Clone)]
pub(super) struct Solution {
    pub amounts: Vec<f64>,
    /// What no split can exceed, where all curves are concave.
    pub bound: f64,
}

/// Samples that a curve begins with.
const FIRST: usize = 8;

impl Curve {
    /// Samples a function between two amounts.
    pub fn of(from: f64, to: f64, value: &mut dyn FnMut(f64) -> Result<f64>) -> Result<Curve> {
        let mut curve = Curve::default();
        let count = if to > from { FIRST } else { 0 };
        for nth in 0..=count {
            let at = if nth == count { to } else { from + (to - from) * nth as f64 / count as f64 };
            curve.points.push((at, value(at)?));
        }
        Ok(curve)
    }

    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// Adds a sample, where there is none yet.
    pub fn add(&mut self, at: f64, value: &mut dyn FnMut(f64) -> Result<f64>) -> Result<bool> {
        let place = self.points.partition_point(|(m, _)| *m < at);
        let near = |other: Option<&(f64, f64)>| other.is_some_and(|(m, _)| (m - at).abs() <= 1e-14 * at.abs());
        if near(self.points.get(place)) || place > 0 && near(self.points.get(place - 1)) {
            return Ok(false);
        }
        self.points.insert(place, (at, value(at)?));
        Ok(true)
    }

    /// The vertices of the least concave polyline above the samples.
    fn hull(&self) -> Vec<usize> {
        let mut hull: Vec<usize> = Vec::new();
        for (at, point) in self.points.iter().enumerate() {
            while let [.., a, b] = hull[..] {
                if slope(self.points[a], self.points[b]) > slope(self.points[b], *point) {
                    break;
                }
                hull.pop();
            }
            hull.push(at);
        }
        hull
    }

    /// Whether no sample is below the one before it, to rounding.
    pub fn is_rising(&self) -> bool {
        self.points.windows(2).all(|w| w[1].1 >= w[0].1 - 1e-12 * w[0].1.abs())
    }

    /// Whether no sample is below the line of its neighbours, to rounding.
    pub fn is_concave(&self) -> bool {
        let size = self.points.iter().fold(0.0_f64, |size, (_, v)| size.max(v.abs()));
        self.points.windows(3).all(|w| {
            let line = w[0].1 + (w[2].1 - w[0].1) * (w[1].0 - w[0].0) / (w[2].0 - w[0].0);
            w[1].1 >= line - 1e-12 * size
        })
    }

    /// The most that r(m) - price m can be for a concave r with these samples, and the amount there: between two samples r is
    /// below the lines of the pieces on both sides.
    fn most(&self, price: f64) -> (f64, f64) {
        let net = |(m, v): (f64, f64)| (v - price * m, m);
        let mut best = self.points.iter().map(|p| net(*p)).reduce(|a, b| if b.0 > a.0 { b } else { a });
        for at in 1..self.points.len() {
            let (p, q) = (self.points[at - 1], self.points[at]);
            // Between two near samples the slope is known up to rounding only: the bound takes the higher value.
            let before = (at >= 2).then(|| slope(self.points[at - 2], p) + rounding(self.points[at - 2], p));
            let after = self.points.get(at + 1).map(|r| slope(q, *r) - rounding(q, *r));
            let corner = match (before, after) {
                (Some(s), Some(t)) if s > t => {
                    let m = ((q.1 - t * q.0) - (p.1 - s * p.0)) / (s - t);
                    let m = m.clamp(p.0, q.0);
                    (m, p.1 + s * (m - p.0))
                }
                // Along one line, nothing is above it.
                (Some(_), Some(_)) => continue,
                (Some(s), None) => (q.0, p.1 + s * (q.0 - p.0)),
                (None, Some(t)) => (p.0, q.1 + t * (p.0 - q.0)),
                (None, None) => continue,
            };
            let corner = net(corner);
            if best.is_none_or(|b| corner.0 > b.0) {
                // The next sample is taken in the middle of the piece.
                best = Some((corner.0, p.0 + (q.0 - p.0) / 2.0));
            }
        }
        best.unwrap_or((0.0, 0.0))
    }
}

fn slope(a: (f64, f64), b: (f64, f64)) -> f64 {
    (b.1 - a.1) / (b.0 - a.0)
}

/// How far the slope between two samples may be off.
fn rounding(a: (f64, f64), b: (f64, f64)) -> f64 {
    2e-15 * a.1.abs().max(b.1.abs()) / (b.0 - a.0)
}

/// Splits a budget over polylines from their first samples upwards; gives the amounts, and the price: the slope of the first
/// piece that is not filled, zero where none that rises is left.
fn fill(curves: &[Curve], budget: f64) -> (Vec<f64>, f64) {
    let mut amounts: Vec<f64> = curves.iter().map(|c| c.points.first().map_or(0.0, |p| p.0)).collect();
    let mut left = budget - amounts.iter().sum::<f64>();
    let mut pieces: Vec<(usize, f64, f64)> = Vec::new();
    for (at, curve) in curves.iter().enumerate() {
        for corners in curve.hull().windows(2) {
            let (a, b) = (curve.points[corners[0]], curve.points[corners[1]]);
            if slope(a, b) > 0.0 {
                pieces.push((at, slope(a, b), b.0 - a.0));
            }
        }
    }
    for piece in ascending(0..pieces.len(), &|p| -pieces[p].1) {
        let (at, slope, length) = pieces[piece];
        let taken = length.min(left);
        amounts[at] += taken;
        left -= taken;
        if taken < length {
            return (amounts, slope);
        }
    }
    (amounts, 0.0)
}

/// Splits a budget over curves so that the sum of their values is as high as it can be.
///
/// # Errors
/// What the curves' functions give.
pub(super) fn split(
    curves: &mut [Curve],
    budget: f64,
    value: &mut dyn FnMut(usize, f64) -> Result<f64>,
) -> Result<Solution> {
    let size = curves.iter().flat_map(|c| &c.points).fold(0.0_f64, |size, (_, v)| size.max(v.abs()));
    let tolerance = 1e-12 * size * curves.len() as f64;
    let mut best: Option<(f64, Vec<f64>)> = None;
    let mut bound = f64::INFINITY;
    for _ in 0..60 {
        let (amounts, price) = fill(curves, budget);
        let mut dual = price * budget;
        let mut reached = 0.0;
        let mut added = false;
        for (at, curve) in curves.iter_mut().enumerate() {
            let (most, where_to) = curve.most(price);
            dual += most;
            let mut of = |m: f64| value(at, m);
            added |= curve.refine(amounts[at], where_to, budget, &mut of)?;
            reached += curve.known(amounts[at]);
        }
        bound = bound.min(dual);
        if best.as_ref().is_none_or(|(known, _)| reached > *known) {
            best = Some((reached, amounts));
        }
        if !added || best.as_ref().is_some_and(|(reached, _)| bound - reached <= tolerance) {
            break;
        }
    }
    let (_, mut amounts) = best.unwrap_or_default();
    for (at, curve) in curves.iter().enumerate() {
        amounts[at] = curve.least(amounts[at], budget, &mut |m| value(at, m))?;
    }
    Ok(Solution { amounts, bound })
}

impl Curve {
    /// Adds samples where a split lies, where the bound lies, and on both sides of the split.
    fn refine(
        &mut self,
        amount: f64,
        bound_at: f64,
        budget: f64,
        value: &mut dyn FnMut(f64) -> Result<f64>,
    ) -> Result<bool> {
        let mut added = self.add(amount, value)?;
        added |= self.add(bound_at, value)?;
        let place = self.points.partition_point(|(m, _)| *m < amount).min(self.points.len() - 1);
        for (p, q) in [(place.wrapping_sub(1), place), (place, place + 1)] {
            if let (Some(a), Some(b)) = (self.points.get(p).copied(), self.points.get(q).copied()) {
                if b.0 - a.0 > 1e-10 * budget.abs() {
                    added |= self.add(a.0 + (b.0 - a.0) / 2.0, value)?;
                }
            }
        }
        Ok(added)
    }

    /// The value at an amount that has a sample.
    fn known(&self, amount: f64) -> f64 {
        let near = |(m, _): &&(f64, f64)| (m - amount).abs() <= 1e-14 * amount.abs();
        self.points.iter().find(near).map_or(f64::NAN, |(_, v)| *v)
    }

    /// The least amount with the same value: where a curve is level, as from a clamp on, less money is enough.
    fn least(&self, amount: f64, budget: f64, value: &mut dyn FnMut(f64) -> Result<f64>) -> Result<f64> {
        let first = self.points.first().map_or(0.0, |p| p.0);
        let top = value(amount)?;
        let slack = 1e-14 * top.abs();
        let (mut low, mut high) = (first, amount);
        if high - low <= 1e-9 * budget || value(high - 1e-9 * budget)? < top - slack {
            return Ok(amount);
        }
        for _ in 0..60 {
            let middle = low + (high - low) / 2.0;
            if value(middle)? < top - slack {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }
}

/// Raises the lowest of rising curves: the level to which a budget lifts all of them, but those at their most. What is left when
/// all are at their most is not spent.
///
/// The bound needs no level to be found exactly. Of amounts that together exceed the budget no split can exceed each: one
/// recipient has no more than there, so its value is no higher than there. Nor is the lowest value above any curve's most.
///
/// # Errors
/// What the curves' functions give.
pub(super) fn level(
    curves: &mut [Curve],
    budget: f64,
    value: &mut dyn FnMut(usize, f64) -> Result<f64>,
) -> Result<Solution> {
    let mut best = (Vec::new(), f64::NEG_INFINITY);
    let mut bound = curves.iter().filter_map(|c| c.points.last()).fold(f64::INFINITY, |least, (_, v)| least.min(*v));
    for _ in 0..60 {
        let Levels { affordable, beyond, size } = affordable_level(curves, budget);
        // Both before a sample is added: then the polylines are others.
        let (amounts, more) = (needs(curves, affordable), beyond.map(|level| needs(curves, level)));
        let lowest = sampled(curves, &amounts, budget, value)?.into_iter().fold(f64::INFINITY, f64::min);
        if let Some(more) = more {
            let values = sampled(curves, &more, budget, value)?;
            // Nobody can have less than the floor: whoever is there decides nothing.
            let above = curves.iter().zip(&more).map(|(c, m)| c.points.first().is_some_and(|(floor, _)| m > floor));
            let highest = values.iter().zip(above).filter(|(_, above)| *above).map(|(v, _)| *v);
            bound = bound.min(highest.reduce(f64::max).unwrap_or(f64::INFINITY));
        }
        if lowest > best.1 || best.0.is_empty() {
            best = (amounts, lowest);
        }
        if bound - best.1 <= 1e-12 * size {
            break;
        }
    }
    Ok(Solution { amounts: best.0, bound })
}

/// The values of all curves at some amounts, each of which becomes a sample, with one in the middle of the pieces beside it.
fn sampled(
    curves: &mut [Curve],
    amounts: &[f64],
    budget: f64,
    value: &mut dyn FnMut(usize, f64) -> Result<f64>,
) -> Result<Vec<f64>> {
    let mut values = Vec::with_capacity(curves.len());
    for (at, (curve, amount)) in curves.iter_mut().zip(amounts).enumerate() {
        curve.refine(*amount, *amount, budget, &mut |m| value(at, m))?;
        values.push(curve.known(*amount));
    }
    Ok(values)
}

/// The amounts that lift all curves to a level.
fn needs(curves: &[Curve], level: f64) -> Vec<f64> {
    curves.iter().map(|c| c.need(level)).collect()
}

/// The levels between which the budget ends.
struct Levels {
    /// The highest that it can pay for, along the polylines.
    affordable: f64,
    /// The next above it; none where it can pay for the highest of all.
    beyond: Option<f64>,
    /// The size of the values.
    size: f64,
}

fn affordable_level(curves: &[Curve], budget: f64) -> Levels {
    let values = curves.iter().flat_map(|c| &c.points).map(|p| p.1);
    let (mut low, mut high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    let size = low.abs().max(high.abs());
    let is_affordable = |level: f64| needs(curves, level).iter().sum::<f64>() <= budget;
    if is_affordable(high) {
        return Levels { affordable: high, beyond: None, size };
    }
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle == low || middle == high {
            break;
        }
        if is_affordable(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Levels { affordable: low, beyond: Some(high), size }
}

impl Curve {
    /// The least amount with which a level is reached, along the polyline; the most where it never is.
    fn need(&self, level: f64) -> f64 {
        let Some(at) = self.points.iter().position(|(_, v)| *v >= level) else {
            return self.points.last().map_or(0.0, |(m, _)| *m);
        };
        if at == 0 {
            return self.points[0].0;
        }
        let (a, b) = (self.points[at - 1], self.points[at]);
        a.0 + (b.0 - a.0) * (level - a.1) / (b.1 - a.1)
    }
}
