//! Money into concave curves: the sum of their values is highest where the marginal values of all that is neither at its least
//! nor at its most are equal (water filling). On polylines that is exact: their pieces, steepest first, until the money is
//! spent, which is the solution of the linear programme. A smooth curve is sampled more closely where its solution lies, until
//! the price of money proves that nothing is left (Lagrange: no split exceeds the sum of max (r(m) - price m), plus the price
//! of the budget).

use crate::error::Result;
use crate::ranking::ascending;

/// Samples of a curve, by amount.
#[derive(Debug, Clone, Default)]
pub(super) struct Curve {
    points: Vec<(f64, f64)>,
}

/// A split.
#[derive(Debug, Clone)]
pub(super) struct Filled {
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

    /// The corners of the least concave polyline above the samples.
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

    /// The most that r(m) - price m can be for a concave r with these samples: between two of them r is below the lines of
    /// the pieces on both sides. And the amount there.
    fn most(&self, price: f64) -> (f64, f64) {
        let net = |(m, v): (f64, f64)| (v - price * m, m);
        let mut best = self.points.iter().map(|p| net(*p)).reduce(|a, b| if b.0 > a.0 { b } else { a });
        for at in 1..self.points.len() {
            let (p, q) = (self.points[at - 1], self.points[at]);
            // Two samples close together know their slope by rounding only: the benefit of that is the bound's.
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
                // The sample that tells most is in the middle of the piece.
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
) -> Result<Filled> {
    let size = curves.iter().flat_map(|c| &c.points).fold(0.0_f64, |size, (_, v)| size.max(v.abs()));
    let enough = 1e-12 * size * curves.len() as f64;
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
            // Where the split lies, and where the bound lies.
            added |= curve.add(amounts[at], &mut of)?;
            added |= curve.add(where_to, &mut of)?;
            let place = curve.points.partition_point(|(m, _)| *m < amounts[at]).min(curve.points.len() - 1);
            for (p, q) in [(place.wrapping_sub(1), place), (place, place + 1)] {
                if let (Some(a), Some(b)) = (curve.points.get(p).copied(), curve.points.get(q).copied()) {
                    if b.0 - a.0 > 1e-10 * budget.abs() {
                        added |= curve.add(a.0 + (b.0 - a.0) / 2.0, &mut of)?;
                    }
                }
            }
            let here = curve.points.iter().find(|(m, _)| (m - amounts[at]).abs() <= 1e-14 * amounts[at].abs());
            reached += here.map_or(f64::NAN, |(_, v)| *v);
        }
        bound = bound.min(dual);
        if best.as_ref().is_none_or(|(known, _)| reached > *known) {
            best = Some((reached, amounts));
        }
        if !added || best.as_ref().is_some_and(|(reached, _)| bound - reached <= enough) {
            break;
        }
    }
    let (_, mut amounts) = best.unwrap_or_default();
    for (at, curve) in curves.iter().enumerate() {
        // Where a curve is level, as from a clamp on, the least money that reaches that level is enough.
        let first = curve.points.first().map_or(0.0, |p| p.0);
        let top = value(at, amounts[at])?;
        let slack = 1e-14 * top.abs();
        let (mut low, mut high) = (first, amounts[at]);
        if high - low <= 1e-9 * budget || value(at, high - 1e-9 * budget)? < top - slack {
            continue;
        }
        for _ in 0..60 {
            let middle = low + (high - low) / 2.0;
            match value(at, middle)? < top - slack {
                true => low = middle,
                false => high = middle,
            }
        }
        amounts[at] = high;
    }
    Ok(Filled { amounts, bound })
}

/// Raises the lowest of curves that rise: the level that a budget lifts all of them to, those at their most excepted. Gives
/// the amounts and the lowest value. What is left when all are at their most is not spent.
///
/// # Errors
/// What the curves' functions give.
pub(super) fn level(
    curves: &mut [Curve],
    budget: f64,
    value: &mut dyn FnMut(usize, f64) -> Result<f64>,
) -> Result<(Vec<f64>, f64)> {
    let values = |curves: &[Curve]| -> (f64, f64) {
        let all = curves.iter().flat_map(|c| &c.points).map(|p| p.1);
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)))
    };
    let mut result = (Vec::new(), f64::NEG_INFINITY);
    for _ in 0..60 {
        let (mut low, mut high) = values(curves);
        let size = low.abs().max(high.abs());
        let needs = |curves: &[Curve], level: f64| -> Vec<f64> { curves.iter().map(|c| c.need(level)).collect() };
        if needs(curves, high).iter().sum::<f64>() <= budget {
            low = high;
        }
        for _ in 0..200 {
            let middle = low + (high - low) / 2.0;
            if middle == low || middle == high {
                break;
            }
            match needs(curves, middle).iter().sum::<f64>() <= budget {
                true => low = middle,
                false => high = middle,
            }
        }
        let amounts = needs(curves, low);
        let mut lowest = f64::INFINITY;
        let mut off = 0.0_f64;
        for (at, curve) in curves.iter_mut().enumerate() {
            let mut of = |m: f64| value(at, m);
            curve.add(amounts[at], &mut of)?;
            let here = curve.points.iter().find(|(m, _)| (m - amounts[at]).abs() <= 1e-14 * amounts[at].abs());
            let here = here.map_or(f64::NAN, |(_, v)| *v);
            lowest = lowest.min(here);
            let last = curve.points.last().is_some_and(|(m, _)| *m <= amounts[at]);
            let first = curve.points.first().is_some_and(|(m, _)| *m >= amounts[at]);
            if !last && !first {
                off = off.max((here - low).abs());
            }
        }
        result = (amounts, lowest);
        if off <= 1e-12 * size {
            break;
        }
    }
    Ok(result)
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
