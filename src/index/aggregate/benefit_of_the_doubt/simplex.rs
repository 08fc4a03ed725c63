//! The linear program of one unit: primal simplex on the vertices of the feasible region, with Bland's rule after a degenerate
//! step.

use super::ONE;
use crate::ranking::ascending;

/// Maximise the sum of v, v_j = g_j w_j, where no peer's sum of w z is above 1, and low <= v_j / sum of v <= high.
///
/// The unknowns w are weights, v what each column gives to the unit's own score. At a vertex as many of these rows as there
/// are columns hold with equality. Row r of a peer is z w <= 1; of a bound, with nothing on the right,
/// `low` sum of v - w_j <= 0 or v_j - `high` sum of v <= 0. Rows are lower bounds, then upper ones (none where `high` is 1,
/// for that is no bound), then peers.
pub(super) struct LinearProgram {
    /// Figures of the peers by column, divided by `scale`: then the sum of v is 1 to begin with.
    peers: Vec<Vec<f64>>,
    scale: f64,
    /// g, the objective: all 1 where `low` is above 0.
    objective: Vec<f64>,
    low: f64,
    high: f64,
    /// The vertex.
    w: Vec<f64>,
    /// What each row has left.
    slack: Vec<f64>,
    /// The rows that hold with equality.
    active: Vec<usize>,
    /// Columns of the inverse of the active-constraint matrix (edge directions).
    inverse: Vec<Vec<f64>>,
    /// Whether the last step had no length: until one has, rows are chosen by Bland's rule, which cannot cycle.
    degenerate: bool,
}

/// Below this a gain or what a row has left is noise: by the scale of [`LinearProgram::peers`] sizes are around 1.
pub(super) const NOISE: f64 = 1e-12;

/// How many rows bounds have.
fn bounds(columns: usize, high: f64) -> usize {
    if high < 1.0 {
        2 * columns
    } else {
        columns
    }
}

/// The vertex at which the search starts.
struct Start {
    /// v of each column: `high` in those in which the unit is best, `low` in the others.
    shares: Vec<f64>,
    /// Which columns are at `high`.
    at_high: Vec<bool>,
    /// The column that takes what is left between the two.
    between: usize,
}

impl Start {
    fn of(peers: &[Vec<f64>], objective: &[f64], low: f64, high: f64) -> Start {
        let k = peers.len();
        let most = |j: usize| peers[j].iter().fold(0.0_f64, |l, z| l.max(*z)) / objective[j];
        let mut start = Start { shares: vec![low; k], at_high: vec![false; k], between: 0 };
        let mut left = 1.0 - low * k as f64;
        for j in ascending(0..k, &most) {
            start.between = j;
            let more = left.min(high - low);
            start.shares[j] += more;
            left -= more;
            if left <= 0.0 {
                break;
            }
            start.at_high[j] = true;
        }
        start
    }
}

impl LinearProgram {
    /// Starts at a vertex: the columns in which the unit is best have what the bounds allow them, up to the nearest peer.
    pub fn new(peers: Vec<Vec<f64>>, objective: Vec<f64>, low: f64, high: f64) -> LinearProgram {
        let start = Start::of(&peers, &objective, low, high);
        let mut program = LinearProgram {
            peers,
            scale: 1.0,
            w: start.shares.iter().zip(&objective).map(|(v, g)| v / g).collect(),
            objective,
            low,
            high,
            slack: Vec::new(),
            active: Vec::new(),
            inverse: Vec::new(),
            degenerate: false,
        };
        let first = bounds(program.w.len(), high);
        let activity = program.row_activity(&program.w);
        let nearest = (first..activity.len()).fold(first, |l, r| if activity[r] > activity[l] { r } else { l });
        program.scale = activity[nearest];
        program.peers.iter_mut().flatten().for_each(|z| *z /= program.scale);
        program.activate(&start, nearest);
        program.slack = program.row_activity(&program.w);
        for (r, slack) in program.slack.iter_mut().enumerate() {
            let right = if r < first { 0.0 } else { 1.0 };
            *slack = (right - *slack).max(0.0);
        }
        for r in &program.active {
            program.slack[*r] = 0.0;
        }
        program
    }

    /// Makes the rows of the first vertex active, with their edges: that of the nearest peer, and a bound of every column but
    /// the one between its bounds.
    fn activate(&mut self, start: &Start, nearest: usize) {
        let (k, between) = (self.w.len(), start.between);
        let first = bounds(k, self.high);
        // The nearest peer's, by what a column gives.
        let price = |j: usize| self.peers[j][nearest - first] / self.objective[j];
        for (j, at_high) in start.at_high.iter().enumerate() {
            if j == between {
                self.active.push(nearest);
                self.inverse.push(self.w.clone());
                continue;
            }
            let sign = if *at_high { -1.0 } else { 1.0 };
            self.active.push(if *at_high { k + j } else { j });
            // The column gives up some (or takes it), the one between its bounds makes up for it, and all shrink or grow
            // until the nearest peer is at 1 again.
            let some = sign * if *at_high { 1.0 } else { self.objective[j] };
            let change = some * (price(between) - price(j));
            let mut edge: Vec<f64> = self.w.iter().map(|w| -w * change).collect();
            edge[j] -= some / self.objective[j];
            edge[between] += some / self.objective[between];
            self.inverse.push(edge);
        }
    }

    /// The sum of v.
    fn sum(&self, w: &[f64]) -> f64 {
        self.objective.iter().zip(w).map(|(g, w)| g * w).sum()
    }

    /// The left side of every row.
    fn row_activity(&self, w: &[f64]) -> Vec<f64> {
        let sum = self.sum(w);
        let mut activity: Vec<f64> = w.iter().map(|w| self.low * sum - w).collect();
        if self.high < 1.0 {
            activity.extend(w.iter().zip(&self.objective).map(|(w, g)| g * w - self.high * sum));
        }
        let first = activity.len();
        activity.resize(first + self.peers[0].len(), 0.0);
        for (z, w) in self.peers.iter().zip(w) {
            activity[first..].iter_mut().zip(z).for_each(|(sum, z)| *sum += z * w);
        }
        activity
    }

    /// The vertex, by the scale of the figures that were given; what rounding moved beyond its bounds is brought back.
    pub fn vertex(&self) -> Vec<f64> {
        let mut w = self.w.clone();
        // Twice, for the first time moves the sum, by which the bounds go.
        for _ in 0..2 {
            let sum = self.sum(&w);
            let within = |(w, g): (&mut f64, &f64)| *w = (*w * g).max(self.low * sum).min(self.high * sum) / g;
            w.iter_mut().zip(&self.objective).for_each(within);
        }
        w.iter().map(|w| w / self.scale).collect()
    }

    /// What the score cannot exceed, by the rows that hold at the best vertex: with weights that are not below zero they
    /// add up to the sum of v, and each is at most what is on its right (weak duality).
    pub fn dual_bound(&self) -> f64 {
        let (k, first) = (self.w.len(), bounds(self.w.len(), self.high));
        let mut left = self.objective.clone();
        let (mut right, mut astray) = (0.0, 0.0_f64);
        for (r, edge) in self.active.iter().zip(&self.inverse) {
            let weight = self.sum(edge);
            for (j, left) in left.iter_mut().enumerate() {
                let own = |owner: usize| f64::from(u8::from(owner == j));
                *left -= weight
                    * match *r {
                        r if r < k => self.low * self.objective[j] - own(r),
                        r if r < first => self.objective[j] * (own(r - k) - self.high),
                        r => self.peers[j][r - first],
                    };
            }
            match *r < first {
                true => astray += (-weight).max(0.0),
                false => right += weight.max(0.0),
            }
        }
        // What rounding left over is a share of the sum of v itself.
        astray += left.iter().zip(&self.objective).fold(0.0_f64, |l, (x, g)| l.max(x / g));
        match astray < 0.5 {
            true => right / (1.0 - astray) / self.scale,
            false => f64::INFINITY,
        }
    }

    /// Goes from vertex to better vertex, up to the best.
    pub fn maximise(&mut self) {
        // Far more than is ever needed; each vertex on the way is a score that can be had, so stopping is safe.
        for _ in 0..100 * (self.w.len() + 10) {
            // More than 1 there is not, whatever steps are left.
            if self.sum(&self.w) > ONE * self.scale || !self.step() {
                break;
            }
        }
    }

    /// Adds the constraints of peers, of which some are above 1 at this vertex, and goes to a vertex where none is, with the
    /// least loss a step (the dual simplex method). False where it finds none: then there is a better one to start from.
    pub fn add_constraints(&mut self, peers: &[Vec<f64>]) -> bool {
        for (all, more) in self.peers.iter_mut().zip(peers) {
            all.extend(more.iter().map(|z| z / self.scale));
        }
        let activity = self.row_activity(&self.w);
        let known = self.slack.len();
        self.slack.extend(activity[known..].iter().map(|f| 1.0 - f));
        for _ in 0..10 * (self.w.len() + 10) {
            let violated = (0..self.slack.len()).fold(0, |l, r| if self.slack[r] < self.slack[l] { r } else { l });
            if self.slack[violated] >= -NOISE {
                self.slack.iter_mut().for_each(|slack| *slack = slack.max(0.0));
                return true;
            }
            let pace: Vec<f64> = self.inverse.iter().map(|edge| self.row(violated, edge)).collect();
            let loss = |a: usize| self.sum(&self.inverse[a]).max(0.0) / pace[a];
            let mut leaving: Option<usize> = None;
            for a in (0..pace.len()).filter(|a| pace[*a] > 1e-9) {
                if leaving.is_none_or(|l| loss(a) < loss(l)) {
                    leaving = Some(a);
                }
            }
            let Some(a) = leaving else { return false };
            let direction: Vec<f64> = self.inverse[a].iter().map(|e| -e).collect();
            self.move_along(&direction, -self.slack[violated] / pace[a]);
            self.slack[violated] = 0.0;
            self.active[a] = violated;
            self.exchange(a, violated);
        }
        false
    }

    /// Moves the vertex.
    fn move_along(&mut self, direction: &[f64], length: f64) {
        let activity = self.row_activity(direction);
        self.slack.iter_mut().zip(&activity).for_each(|(slack, activity)| *slack -= length * activity);
        self.w.iter_mut().zip(direction).for_each(|(w, d)| *w += length * d);
    }

    /// Goes to a better vertex beside this one; false where there is none.
    fn step(&mut self) -> bool {
        // What the score gains by leaving each row.
        let gains: Vec<f64> = self.inverse.iter().map(|edge| -self.sum(edge)).collect();
        let mut leaving = None;
        for (a, gain) in gains.iter().enumerate().filter(|(_, gain)| **gain > NOISE) {
            let better = |l: usize| if self.degenerate { self.active[a] < self.active[l] } else { *gain > gains[l] };
            if leaving.is_none_or(better) {
                leaving = Some(a);
            }
        }
        let Some(a) = leaving else { return false };
        let direction: Vec<f64> = self.inverse[a].iter().map(|e| -e).collect();
        let activity = self.row_activity(&direction);
        let noise = 10.0 * NOISE * activity.iter().fold(0.0_f64, |l, f| l.max(f.abs()));
        let growing = || self.slack.iter().zip(&activity).enumerate().filter(|(_, (_, activity))| **activity > noise);
        let shortest = growing().map(|(_, (slack, activity))| slack / activity).fold(f64::INFINITY, f64::min);
        // Of the rows that are full then, the one that fills fastest keeps the numbers small.
        let mut entering: Option<usize> = None;
        for (r, (slack, pace)) in growing() {
            if slack - shortest * pace <= NOISE && entering.is_none_or(|e| !self.degenerate && *pace > activity[e]) {
                entering = Some(r);
            }
        }
        let Some(r) = entering else { return false };
        for (slack, activity) in self.slack.iter_mut().zip(&activity) {
            *slack = (*slack - shortest * activity).max(0.0);
        }
        self.w.iter_mut().zip(&direction).for_each(|(w, d)| *w += shortest * d);
        self.slack[r] = 0.0;
        self.degenerate = shortest * gains[a] <= NOISE;
        self.active[a] = r;
        self.exchange(a, r);
        true
    }

    /// The inverse, now that row r is active in the place a.
    fn exchange(&mut self, a: usize, r: usize) {
        let pace: Vec<f64> = self.inverse.iter().map(|edge| self.row(r, edge)).collect();
        let new: Vec<f64> = self.inverse[a].iter().map(|e| e / pace[a]).collect();
        for ((at, edge), pace) in self.inverse.iter_mut().enumerate().zip(&pace) {
            if at != a {
                edge.iter_mut().zip(&new).for_each(|(e, new)| *e -= pace * new);
            }
        }
        self.inverse[a] = new;
    }

    /// The left side of one row.
    fn row(&self, r: usize, w: &[f64]) -> f64 {
        let (k, first) = (w.len(), bounds(w.len(), self.high));
        match r {
            r if r < k => self.low * self.sum(w) - w[r],
            r if r < first => self.objective[r - k] * w[r - k] - self.high * self.sum(w),
            r => self.peers.iter().zip(w).map(|(z, w)| z[r - first] * w).sum(),
        }
    }
}
