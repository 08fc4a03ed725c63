//! The linear programme of one unit, by a simplex method that goes from corner to corner of what is allowed.

use super::ONE;
use crate::ranking::ascending;

/// Maximise the sum of v, v_j = g_j w_j, where no peer's sum of w z is above 1, and low <= v_j / sum of v <= high.
///
/// The unknowns w are weights, v what each column gives to the unit's own score. A corner is where as many of these rows as
/// there are columns hold with equality. Row r of a peer is z w <= 1; of a bound, with nothing on the right,
/// `low` sum of v - w_j <= 0 or v_j - `high` sum of v <= 0. Rows are lower bounds, then upper ones (none where `high` is 1,
/// for that is no bound), then peers.
pub(super) struct Programme {
    /// Figures of the peers by column, divided by `scale`: then the sum of v is 1 to begin with.
    peers: Vec<Vec<f64>>,
    scale: f64,
    /// g: all 1 where `low` is above 0.
    gives: Vec<f64>,
    low: f64,
    high: f64,
    /// The corner.
    w: Vec<f64>,
    /// What each row has left.
    slack: Vec<f64>,
    /// The rows that hold with equality.
    active: Vec<usize>,
    /// For each of them the direction in which it alone grows, by one: columns of the inverse of their matrix.
    edges: Vec<Vec<f64>>,
    /// The last step led nowhere: until one leads on, rows are chosen by Bland's rule, which cannot go in circles.
    stuck: bool,
}

/// Below this a gain or what a row has left is noise: by the scale of [`Programme::peers`] sizes are around 1.
pub(super) const NOISE: f64 = 1e-12;

/// How many rows bounds have.
fn bounds(columns: usize, high: f64) -> usize {
    if high < 1.0 {
        2 * columns
    } else {
        columns
    }
}

impl Programme {
    /// Starts at a corner: the columns in which the unit is best have what the bounds allow them, up to the nearest peer.
    pub fn new(peers: Vec<Vec<f64>>, gives: Vec<f64>, low: f64, high: f64) -> Programme {
        let k = peers.len();
        let first = bounds(k, high);
        let most = |j: usize| peers[j].iter().fold(0.0_f64, |l, z| l.max(*z)) / gives[j];
        let mut shares = vec![low; k];
        let mut at_high = vec![false; k];
        let mut left = 1.0 - low * k as f64;
        let mut between = 0;
        for j in ascending(0..k, &most) {
            between = j;
            let more = left.min(high - low);
            shares[j] += more;
            left -= more;
            if left <= 0.0 {
                break;
            }
            at_high[j] = true;
        }
        let mut programme = Programme {
            peers,
            scale: 1.0,
            w: shares.iter().zip(&gives).map(|(v, g)| v / g).collect(),
            gives,
            low,
            high,
            slack: Vec::new(),
            active: Vec::new(),
            edges: Vec::new(),
            stuck: false,
        };
        let filled = programme.filled(&programme.w);
        let nearest = (first..filled.len()).fold(first, |l, r| if filled[r] > filled[l] { r } else { l });
        programme.scale = filled[nearest];
        programme.peers.iter_mut().flatten().for_each(|z| *z /= programme.scale);
        // The nearest peer's, by what a column gives.
        let price = |j: usize| programme.peers[j][nearest - first] / programme.gives[j];
        for j in 0..k {
            if j == between {
                programme.active.push(nearest);
                programme.edges.push(programme.w.clone());
                continue;
            }
            let sign = if at_high[j] { -1.0 } else { 1.0 };
            programme.active.push(if at_high[j] { k + j } else { j });
            // The column gives up some (or takes it), the one between its bounds makes up for it, and all shrink or grow
            // until the nearest peer is at 1 again.
            let some = sign * if at_high[j] { 1.0 } else { programme.gives[j] };
            let change = some * (price(between) - price(j));
            let mut edge: Vec<f64> = programme.w.iter().map(|w| -w * change).collect();
            edge[j] -= some / programme.gives[j];
            edge[between] += some / programme.gives[between];
            programme.edges.push(edge);
        }
        programme.slack = programme.filled(&programme.w);
        for (r, slack) in programme.slack.iter_mut().enumerate() {
            let right = if r < first { 0.0 } else { 1.0 };
            *slack = (right - *slack).max(0.0);
        }
        for r in &programme.active {
            programme.slack[*r] = 0.0;
        }
        programme
    }

    /// The sum of v.
    fn sum(&self, w: &[f64]) -> f64 {
        self.gives.iter().zip(w).map(|(g, w)| g * w).sum()
    }

    /// The left side of every row.
    fn filled(&self, w: &[f64]) -> Vec<f64> {
        let sum = self.sum(w);
        let mut filled: Vec<f64> = w.iter().map(|w| self.low * sum - w).collect();
        if self.high < 1.0 {
            filled.extend(w.iter().zip(&self.gives).map(|(w, g)| g * w - self.high * sum));
        }
        let first = filled.len();
        filled.resize(first + self.peers[0].len(), 0.0);
        for (z, w) in self.peers.iter().zip(w) {
            filled[first..].iter_mut().zip(z).for_each(|(sum, z)| *sum += z * w);
        }
        filled
    }

    /// The corner, by the scale of the figures that were given; what is beyond its bounds by rounding is brought back.
    pub fn corner(&self) -> Vec<f64> {
        let mut w = self.w.clone();
        // Twice, for the first time moves the sum, by which the bounds go.
        for _ in 0..2 {
            let sum = self.sum(&w);
            let within = |(w, g): (&mut f64, &f64)| *w = (*w * g).max(self.low * sum).min(self.high * sum) / g;
            w.iter_mut().zip(&self.gives).for_each(within);
        }
        w.iter().map(|w| w / self.scale).collect()
    }

    /// What the score cannot exceed, by the rows that hold at the best corner: with weights that are not below zero they
    /// add up to the sum of v, and each is at most what is on its right (weak duality).
    pub fn ceiling(&self) -> f64 {
        let (k, first) = (self.w.len(), bounds(self.w.len(), self.high));
        let mut left = self.gives.clone();
        let (mut right, mut astray) = (0.0, 0.0_f64);
        for (r, edge) in self.active.iter().zip(&self.edges) {
            let weight = self.sum(edge);
            for (j, left) in left.iter_mut().enumerate() {
                let own = |owner: usize| f64::from(u8::from(owner == j));
                *left -= weight
                    * match *r {
                        r if r < k => self.low * self.gives[j] - own(r),
                        r if r < first => self.gives[j] * (own(r - k) - self.high),
                        r => self.peers[j][r - first],
                    };
            }
            match *r < first {
                true => astray += (-weight).max(0.0),
                false => right += weight.max(0.0),
            }
        }
        // What rounding left over is a share of the sum of v itself.
        astray += left.iter().zip(&self.gives).fold(0.0_f64, |l, (x, g)| l.max(x / g));
        match astray < 0.5 {
            true => right / (1.0 - astray) / self.scale,
            false => f64::INFINITY,
        }
    }

    /// Goes from corner to better corner, up to the best.
    pub fn climb(&mut self) {
        // Far more than is ever needed; each corner on the way is a score that can be had, so stopping is safe.
        for _ in 0..100 * (self.w.len() + 10) {
            // More than 1 there is not, whatever steps are left.
            if self.sum(&self.w) > ONE * self.scale || !self.step() {
                break;
            }
        }
    }

    /// Takes in peers, of which some are above 1 at this corner, and goes to a corner where none is, with the least loss
    /// a step (the dual simplex method). False where it finds none: then there is a better one to start from.
    pub fn bar(&mut self, peers: &[Vec<f64>]) -> bool {
        for (all, more) in self.peers.iter_mut().zip(peers) {
            all.extend(more.iter().map(|z| z / self.scale));
        }
        let filled = self.filled(&self.w);
        let known = self.slack.len();
        self.slack.extend(filled[known..].iter().map(|f| 1.0 - f));
        for _ in 0..10 * (self.w.len() + 10) {
            let fullest = (0..self.slack.len()).fold(0, |l, r| if self.slack[r] < self.slack[l] { r } else { l });
            if self.slack[fullest] >= -NOISE {
                self.slack.iter_mut().for_each(|slack| *slack = slack.max(0.0));
                return true;
            }
            let pace: Vec<f64> = self.edges.iter().map(|edge| self.row(fullest, edge)).collect();
            let loss = |a: usize| self.sum(&self.edges[a]).max(0.0) / pace[a];
            let mut leaving: Option<usize> = None;
            for a in (0..pace.len()).filter(|a| pace[*a] > 1e-9) {
                if leaving.is_none_or(|l| loss(a) < loss(l)) {
                    leaving = Some(a);
                }
            }
            let Some(a) = leaving else { return false };
            let direction: Vec<f64> = self.edges[a].iter().map(|e| -e).collect();
            self.go(&direction, -self.slack[fullest] / pace[a]);
            self.slack[fullest] = 0.0;
            self.active[a] = fullest;
            self.exchange(a, fullest);
        }
        false
    }

    /// Moves the corner.
    fn go(&mut self, direction: &[f64], length: f64) {
        let filled = self.filled(direction);
        self.slack.iter_mut().zip(&filled).for_each(|(slack, filled)| *slack -= length * filled);
        self.w.iter_mut().zip(direction).for_each(|(w, d)| *w += length * d);
    }

    /// Goes to a better corner beside this one; false where there is none.
    fn step(&mut self) -> bool {
        // What the score gains by leaving each row.
        let gains: Vec<f64> = self.edges.iter().map(|edge| -self.sum(edge)).collect();
        let mut leaving = None;
        for (a, gain) in gains.iter().enumerate().filter(|(_, gain)| **gain > NOISE) {
            let better = |l: usize| if self.stuck { self.active[a] < self.active[l] } else { *gain > gains[l] };
            if leaving.is_none_or(better) {
                leaving = Some(a);
            }
        }
        let Some(a) = leaving else { return false };
        let direction: Vec<f64> = self.edges[a].iter().map(|e| -e).collect();
        let filled = self.filled(&direction);
        let noise = 10.0 * NOISE * filled.iter().fold(0.0_f64, |l, f| l.max(f.abs()));
        let fills = || self.slack.iter().zip(&filled).enumerate().filter(|(_, (_, filled))| **filled > noise);
        let shortest = fills().map(|(_, (slack, filled))| slack / filled).fold(f64::INFINITY, f64::min);
        // Of the rows that are full then, the one that fills fastest keeps the numbers small.
        let mut entering: Option<usize> = None;
        for (r, (slack, pace)) in fills() {
            if slack - shortest * pace <= NOISE && entering.is_none_or(|e| !self.stuck && *pace > filled[e]) {
                entering = Some(r);
            }
        }
        let Some(r) = entering else { return false };
        for (slack, filled) in self.slack.iter_mut().zip(&filled) {
            *slack = (*slack - shortest * filled).max(0.0);
        }
        self.w.iter_mut().zip(&direction).for_each(|(w, d)| *w += shortest * d);
        self.slack[r] = 0.0;
        self.stuck = shortest * gains[a] <= NOISE;
        self.active[a] = r;
        self.exchange(a, r);
        true
    }

    /// Edges, now that row r is active in the place a.
    fn exchange(&mut self, a: usize, r: usize) {
        let pace: Vec<f64> = self.edges.iter().map(|edge| self.row(r, edge)).collect();
        let new: Vec<f64> = self.edges[a].iter().map(|e| e / pace[a]).collect();
        for ((at, edge), pace) in self.edges.iter_mut().enumerate().zip(&pace) {
            if at != a {
                edge.iter_mut().zip(&new).for_each(|(e, new)| *e -= pace * new);
            }
        }
        self.edges[a] = new;
    }

    /// The left side of one row.
    fn row(&self, r: usize, w: &[f64]) -> f64 {
        let (k, first) = (w.len(), bounds(w.len(), self.high));
        match r {
            r if r < k => self.low * self.sum(w) - w[r],
            r if r < first => self.gives[r - k] * w[r - k] - self.high * self.sum(w),
            r => self.peers.iter().zip(w).map(|(z, w)| z[r - first] * w).sum(),
        }
    }
}
