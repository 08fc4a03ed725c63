//! The nearest point of a path at which a rank is reached: from the present outwards, cell by cell. A cell in which nothing
//! better can be is left; one in which every lead crosses zero once at most is solved; any other is halved, nearer half first,
//! until it is as small as the tolerance. So the first answer found is the nearest, to the tolerance, where the path can
//! prove what it says; where it cannot, samples are taken, and that is said.

use super::response_curve::{Cell, Path, Point, Proof, Rival, Standing};
use crate::error::Result;

/// The first place, from the present outwards, at which a rank better than all before is reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    pub at: f64,
    pub rank: f64,
}

/// Samples of a path of which nothing can be proved.
const SAMPLES: usize = 96;

/// Cells looked at before a proof is given up: a hundred times what the worst of the ready frameworks takes.
const CELLS: usize = 50_000;

/// The steps from a point to a value, the rank getting better from each to the next. Against a mark, the rank is 1 from that
/// score upwards and 2 below it.
///
/// # Errors
/// As [`Path::point`].
pub(super) fn steps(path: &mut Path, start: &Point, to: f64, mark: Option<f64>, tolerance: f64) -> Result<Vec<Step>> {
    let rivals = match mark {
        Some(score) => vec![Rival::Mark(score)],
        None => path.rivals().iter().map(|r| Rival::Unit(*r)).collect(),
    };
    let mut walk = Walk { path, rivals, tolerance, best: f64::INFINITY, steps: Vec::new(), left: CELLS };
    let best = walk.rank(start);
    walk.best = best;
    let Some(end) = walk.last(start.at, to)? else { return Ok(Vec::new()) };
    walk.path.study(start.at, end.at)?;
    // Where the accounts end they forgive a rounding, and a figure stands still at zero: the last piece before that is
    // walked, and of the rest the end is looked at.
    let mut reach = end.at;
    let mut back = 1e-9 * end.at.abs().max(start.at.abs());
    while walk.path.proof == Proof::Nothing && end.at != to && back < 1e-2 * (end.at - start.at).abs() {
        reach = end.at - back * (end.at - start.at).signum();
        walk.path.study(start.at, reach)?;
        back *= 8.0;
    }
    if !walk.path.moves() {
        return Ok(Vec::new());
    }
    // The points so far were seen before it was known which figures move.
    let ends = (walk.path.point(start.at)?, walk.path.point(reach)?, walk.path.point(end.at)?);
    let (Some(start), Some(last), Some(end)) = ends else { return Ok(Vec::new()) };
    if walk.path.proof == Proof::Nothing {
        walk.sample(start, end)?;
        return Ok(walk.steps);
    }
    let outwards = (end.at - start.at).signum();
    let inside = |b: &f64| (b - start.at) * outwards > tolerance && (last.at - b) * outwards > tolerance;
    let mut stops: Vec<f64> = walk.path.bends().iter().copied().filter(inside).collect();
    if outwards < 0.0 {
        stops.reverse();
    }
    let mut a = start.clone();
    for stop in stops.into_iter().chain([last.at]) {
        let Some(b) = walk.path.point(stop)? else { continue };
        walk.piece(&a, &b)?;
        a = b;
    }
    walk.consider(&end);
    if walk.left == 0 {
        walk.path.proof = Proof::Nothing;
        (walk.steps, walk.best) = (Vec::new(), best);
        walk.sample(start, end)?;
    }
    Ok(walk.steps)
}

struct Walk<'a> {
    path: &'a mut Path,
    rivals: Vec<Rival>,
    tolerance: f64,
    best: f64,
    steps: Vec<Step>,
    /// Cells that may still be looked at.
    left: usize,
}

impl Walk<'_> {
    /// The rank at a point; infinite where there is no score.
    fn rank(&self, point: &Point) -> f64 {
        match point.scores[self.path.unit].is_nan() {
            true => f64::INFINITY,
            false => {
                let tie = self.path.tie(point);
                let ahead = |r: &&Rival| self.path.lead(point, **r) < -r.slack(tie);
                1.0 + self.rivals.iter().filter(ahead).count() as f64
            }
        }
    }

    fn consider(&mut self, point: &Point) {
        let rank = self.rank(point);
        if rank < self.best {
            self.best = rank;
            self.steps.push(Step { at: point.at, rank });
        }
    }

    /// The last point towards a value that the accounts allow; none where they allow no step. What they allow is one
    /// interval: all that they ask is that lines stay on one side of lines.
    fn last(&mut self, from: f64, to: f64) -> Result<Option<Point>> {
        if let Some(point) = self.path.point(to)? {
            return Ok(Some(point));
        }
        let (mut good, mut bad, mut last) = (from, to, None);
        while (bad - good).abs() > self.tolerance {
            let middle = good + (bad - good) / 2.0;
            match self.path.point(middle)? {
                Some(point) => (good, last) = (middle, Some(point)),
                None => bad = middle,
            }
        }
        Ok(last)
    }

    /// A stretch between two bends. At a bend itself, or at zero, a figure may be missing that is there right beside it (all
    /// units alike, nothing to divide by), so the ends are looked at by themselves, and what is walked begins beside them.
    fn piece(&mut self, a: &Point, b: &Point) -> Result<()> {
        self.consider(a);
        let width = b.at - a.at;
        let beside = self.tolerance * width.signum();
        if width.abs() > 4.0 * self.tolerance {
            if let (Some(c), Some(d)) = (self.path.point(a.at + beside)?, self.path.point(b.at - beside)?) {
                self.consider(&c);
                self.open_piece(&c, &d)?;
            }
        }
        self.consider(b);
        Ok(())
    }

    /// A stretch in which every formula is one, and the same figures are missing.
    fn open_piece(&mut self, a: &Point, b: &Point) -> Result<()> {
        let whole = Cell { a, b, before: None, after: None };
        let inset = (b.at - a.at) * 1e-6;
        if self.path.proof != Proof::Fractions || inset.abs() <= self.tolerance || self.settled(whole)? {
            return self.cell(whole);
        }
        // A little inside both ends, so that slopes at the ends are known.
        let (Some(c), Some(d)) = (self.path.point(a.at + inset)?, self.path.point(b.at - inset)?) else {
            return self.cell(whole);
        };
        self.cell(Cell { a, b: &c, before: None, after: Some(&d) })?;
        self.cell(Cell { a: &c, b: &d, before: Some(a), after: Some(b) })?;
        self.cell(Cell { a: &d, b, before: Some(&c), after: None })
    }

    /// Whether a cell can be left or solved as it is.
    fn settled(&mut self, cell: Cell) -> Result<bool> {
        let Some(standings) = self.path.standings(cell, &self.rivals)? else { return Ok(true) };
        Ok(self.hopeless(&standings) || standings.iter().all(|s| *s != Standing::Open { monotone: false }))
    }

    fn hopeless(&self, standings: &[Standing]) -> bool {
        let behind = standings.iter().filter(|s| **s == Standing::Behind).count();
        1.0 + behind as f64 >= self.best
    }

    fn cell(&mut self, cell: Cell) -> Result<()> {
        let Some(standings) = self.path.standings(cell, &self.rivals)? else { return Ok(()) };
        if self.left == 0 || self.hopeless(&standings) {
            return Ok(());
        }
        self.left -= 1;
        if (cell.b.at - cell.a.at).abs() <= self.tolerance {
            self.consider(cell.b);
            return Ok(());
        }
        if standings.iter().all(|s| *s != Standing::Open { monotone: false }) {
            return self.solve(cell, &standings);
        }
        let Some(middle) = self.path.point(cell.a.at + (cell.b.at - cell.a.at) / 2.0)? else { return Ok(()) };
        self.cell(Cell { b: &middle, after: Some(cell.b), ..cell })?;
        self.cell(Cell { a: &middle, before: Some(cell.a), ..cell })
    }

    /// Every lead crosses zero once at most: finds where, and the ranks there.
    fn solve(&mut self, cell: Cell, standings: &[Standing]) -> Result<()> {
        self.consider(cell.a);
        let outwards = (cell.b.at - cell.a.at).signum();
        let mut points = vec![cell.a.clone(), cell.b.clone()];
        let mut reached: Vec<f64> = Vec::new();
        for (at, standing) in standings.iter().enumerate() {
            let rival = self.rivals[at];
            // A tie is exact where it can be; where the unit comes only within rounding of the rival, that is one.
            let level = |point: &Point| self.path.lead(point, rival) >= 0.0;
            let slack = if level(cell.a) || level(cell.b) { 0.0 } else { rival.slack(self.path.tie(cell.b)) };
            let good = |walk: &Self, point: &Point| walk.path.lead(point, rival) >= -slack;
            if *standing == Standing::Ahead || *standing == Standing::Behind {
                continue;
            }
            let (first, last) = (good(self, cell.a), good(self, cell.b));
            if first == last {
                continue;
            }
            // The points that are known already close in on it.
            let after = points.iter().position(|p| good(self, p) == last).unwrap_or(points.len() - 1).max(1);
            let found = self.close_in(&mut points, after, rival, slack)?;
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

    /// Narrows the place where a lead crosses zero, between two of the points, to the tolerance; gives the outer end. By the
    /// Illinois form of regula falsi, which a bisection helps out where it is slow.
    fn close_in(&mut self, points: &mut Vec<Point>, mut outer: usize, rival: Rival, slack: f64) -> Result<f64> {
        let lead = |walk: &Self, p: &Point| walk.path.lead(p, rival) + slack;
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
            // A little to the side that has stayed, so that both sides close in.
            at += width.signum() * f64::from(stays.signum()) * self.tolerance / 2.0;
            let edge = width.signum() * self.tolerance / 4.0;
            at = if width > 0.0 { at.clamp(a + edge, b - edge) } else { at.clamp(b - edge, a + edge) };
            let Some(point) = self.path.point(at)? else { break };
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

    /// Looks at samples, denser towards the present, and closes in on every better rank that two neighbours show.
    fn sample(&mut self, start: Point, end: Point) -> Result<()> {
        let from = start.at;
        let mut a = start;
        for k in 1..=SAMPLES {
            let share = k as f64 / SAMPLES as f64;
            let at = from + (end.at - from) * share * share;
            let Some(b) = (if k == SAMPLES { Some(end.clone()) } else { self.path.point(at)? }) else { continue };
            while self.rank(&b) < self.best {
                let (mut near, mut far) = (a.clone(), b.clone());
                while (far.at - near.at).abs() > self.tolerance {
                    let Some(middle) = self.path.point(near.at + (far.at - near.at) / 2.0)? else { break };
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
