//! Benefit of the doubt: every unit is weighed as suits it best, and compared with the best of all by those weights.

use crate::ranking::ascending;

/// Scores by the benefit of the doubt: the most that w x can be for the unit, where no unit's is above 1 and no weight
/// below 0.
///
/// `columns` hold a value a unit, higher is better, none negative. With `bounds` (low, high), each column's share of the
/// unit's own score, w_j x_j / w x, stays within them; without, it may be anything from 0 to 1.
///
/// In \[0, 1\]; without bounds at least one unit has 1, unless all figures are zero. What lies within 1e-10 of 1, which is
/// as far as arithmetic can tell, is 1, so that the units on the frontier tie. A unit with a figure that is missing,
/// negative or infinite has no score (NaN) and is nobody's peer. A unit with a zero where bounds ask for a share scores 0,
/// the limit as the figure goes to zero; so does one of which all figures are zero. Bounds that no weights can meet (low
/// above 1/k or high below 1/k, of k columns) leave all without a score. Scores do not change with a column's unit of
/// measure, but do with its zero. Only scores are given: the weights behind one are often not unique.
///
/// One linear programme a unit, by a simplex method that goes from corner to corner of what is allowed: a step takes the
/// time of reading all figures once, and a unit takes some two steps a column.
///
/// Source: Handbook, step 6; Melyn and Moesen (1991), Cherchye, L. et al. (2007), Social Indicators Research 82
/// \[Compind's ci_bod and ci_bod_constr\].
///
/// ```
/// use innodex::index::doubt::benefit_of_the_doubt;
/// // With 1/5 a column the third has 4/5, and both of the others 1; with bounds each must show half by half.
/// let (x, y) = ([4.0, 1.0, 2.0], [1.0, 4.0, 2.0]);
/// let close = |scores: Vec<f64>, known: [f64; 3]| scores.iter().zip(known).all(|(s, k)| (s - k).abs() < 1e-12);
/// assert!(close(benefit_of_the_doubt(&[&x, &y], None), [1.0, 1.0, 0.8]));
/// // The first unit's weights are as 1/4 to 1: the second's figures then weigh 17/8 as much as its own.
/// assert!(close(benefit_of_the_doubt(&[&x, &y], Some((0.5, 0.5))), [8.0 / 17.0, 8.0 / 17.0, 0.8]));
/// ```
pub fn benefit_of_the_doubt(columns: &[&[f64]], bounds: Option<(f64, f64)>) -> Vec<f64> {
    let units = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    let mut scores = vec![f64::NAN; units];
    let (low, high) = bounds.unwrap_or((0.0, 1.0));
    let k = columns.len() as f64;
    // 1/3 is not quite a third: thrice a bound may miss 1 by a last digit.
    let possible = low >= 0.0 && low <= high && low * k <= 1.0 + 1e-12 && high * k >= 1.0 - 1e-12;
    if !possible {
        return scores;
    }
    let known = |u: &usize| columns.iter().all(|c| c[*u] >= 0.0 && c[*u].is_finite());
    let mut peers: Vec<usize> = (0..units).filter(known).collect();
    for unit in peers.clone() {
        let score = score(columns, &peers, unit, low, high);
        scores[unit] = if score > ONE { 1.0 } else { score };
        // Who stays below others whatever the weights bars nobody's way. (Bounds are each unit's own: behind them it might.)
        if bounds.is_none() && score <= ONE {
            peers.retain(|peer| *peer != unit);
        }
    }
    scores
}

/// What lies above is 1.
const ONE: f64 = 1.0 - 1e-10;

/// The score of one unit.
///
/// The unknowns are v_j = w_j x_j, what each column gives to the unit's own score: then the score is their sum, a peer's is
/// the sum of v_j z_j with z its figures divided by the unit's, and bounds are on v_j / sum of v. A column in which the
/// unit has zero gives nothing whatever its weight: without a lower bound its best weight is 0, and it is left out.
fn score(columns: &[&[f64]], peers: &[usize], unit: usize, low: f64, high: f64) -> f64 {
    let used: Vec<&[f64]> = columns.iter().filter(|c| c[unit] > 0.0).copied().collect();
    let none = used.is_empty() || (low > 0.0 && used.len() < columns.len());
    if none || high * (used.len() as f64) < 1.0 - 1e-12 {
        return 0.0;
    }
    let ratios: Vec<Vec<f64>> = used.iter().map(|c| peers.iter().map(|p| c[*p] / c[unit]).collect()).collect();
    if ratios.iter().flatten().any(|z| !z.is_finite()) {
        // The unit's figure is as good as zero beside a peer's.
        return 0.0;
    }
    let columns = ratios.len();
    let mut programme = Programme::new(ratios, low, high);
    // Far more than is ever needed; each corner on the way is a score that can be had, so stopping is safe.
    for _ in 0..100 * (columns + 10) {
        // More than 1 there is not, whatever steps are left.
        if programme.v.iter().sum::<f64>() > ONE * programme.scale || !programme.step() {
            break;
        }
    }
    programme.score()
}

/// Maximise the sum of v where no peer's sum of v z is above 1, and low <= v_j / sum of v <= high.
///
/// A corner is where as many of these rows as there are columns hold with equality. Row r of a peer is z v <= 1; of a
/// bound, with nothing on the right, `low` sum of v - v_j <= 0 or v_j - `high` sum of v <= 0.
struct Programme {
    /// Figures of the peers by column, divided by the unit's own, and by `scale`: then the sum of v is 1 to begin with.
    ratios: Vec<Vec<f64>>,
    scale: f64,
    low: f64,
    high: f64,
    /// The corner.
    v: Vec<f64>,
    /// What each row has left: peers, then lower bounds, then upper ones (none where `high` is 1, for that is no bound).
    slack: Vec<f64>,
    /// The rows that hold with equality.
    active: Vec<usize>,
    /// For each of them the direction in which it alone grows, by one: columns of the inverse of their matrix.
    edges: Vec<Vec<f64>>,
    /// The last step led nowhere: until one leads on, rows are chosen by Bland's rule, which cannot go in circles.
    stuck: bool,
}

/// Below this a gain or what a row has left is noise: by the scale of [`Programme::ratios`] sizes are around 1.
const NOISE: f64 = 1e-12;

impl Programme {
    /// Starts at a corner: the columns in which the unit is best have what the bounds allow them, up to the nearest peer.
    fn new(ratios: Vec<Vec<f64>>, low: f64, high: f64) -> Programme {
        let k = ratios.len();
        let n = ratios[0].len();
        let most = |j: usize| ratios[j].iter().fold(0.0_f64, |l, z| l.max(*z));
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
            ratios,
            scale: 1.0,
            low,
            high,
            v: shares,
            slack: Vec::new(),
            active: Vec::new(),
            edges: Vec::new(),
            stuck: false,
        };
        let peers = programme.filled(&programme.v);
        let nearest = (0..n).fold(0, |l, r| if peers[r] > peers[l] { r } else { l });
        programme.scale = peers[nearest];
        programme.ratios.iter_mut().flatten().for_each(|z| *z /= programme.scale);
        let ray = programme.v.clone();
        for j in 0..k {
            if j == between {
                programme.active.push(nearest);
                programme.edges.push(ray.clone());
                continue;
            }
            let sign = if at_high[j] { -1.0 } else { 1.0 };
            programme.active.push(if at_high[j] { n + k + j } else { n + j });
            // The column gives up one (or takes it), the one between its bounds makes up for it, and all shrink or grow
            // until the nearest peer is at 1 again.
            let change = sign * (programme.ratios[between][nearest] - programme.ratios[j][nearest]);
            let mut edge: Vec<f64> = ray.iter().map(|v| -v * change).collect();
            edge[j] -= sign;
            edge[between] += sign;
            programme.edges.push(edge);
        }
        programme.slack = programme.filled(&programme.v);
        for (r, slack) in programme.slack.iter_mut().enumerate() {
            let right = if r < n { 1.0 } else { 0.0 };
            *slack = (right - *slack).max(0.0);
        }
        for r in &programme.active {
            programme.slack[*r] = 0.0;
        }
        programme
    }

    /// The left side of every row.
    fn filled(&self, v: &[f64]) -> Vec<f64> {
        let mut filled = vec![0.0; self.ratios[0].len()];
        for (z, v) in self.ratios.iter().zip(v) {
            filled.iter_mut().zip(z).for_each(|(sum, z)| *sum += z * v);
        }
        let sum: f64 = v.iter().sum();
        filled.extend(v.iter().map(|v| self.low * sum - v));
        if self.high < 1.0 {
            filled.extend(v.iter().map(|v| v - self.high * sum));
        }
        filled
    }

    /// Goes to a better corner beside this one; false where there is none.
    fn step(&mut self) -> bool {
        // What the score gains by leaving each row.
        let gains: Vec<f64> = self.edges.iter().map(|edge| -edge.iter().sum::<f64>()).collect();
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
        let fills = || (0..filled.len()).filter(|r| filled[*r] > noise);
        let shortest = fills().map(|r| self.slack[r] / filled[r]).fold(f64::INFINITY, f64::min);
        // Of the rows that are full then, the one that fills fastest keeps the numbers small.
        let mut entering: Option<usize> = None;
        for r in fills().filter(|r| self.slack[*r] - shortest * filled[*r] <= NOISE) {
            if entering.is_none_or(|e| !self.stuck && filled[r] > filled[e]) {
                entering = Some(r);
            }
        }
        let Some(r) = entering else { return false };
        for (slack, filled) in self.slack.iter_mut().zip(&filled) {
            *slack = (*slack - shortest * filled).max(0.0);
        }
        self.v.iter_mut().zip(&direction).for_each(|(v, d)| *v += shortest * d);
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
    fn row(&self, r: usize, v: &[f64]) -> f64 {
        let (n, k) = (self.ratios[0].len(), v.len());
        let sum = || v.iter().sum::<f64>();
        match r {
            r if r < n => self.ratios.iter().zip(v).map(|(z, v)| z[r] * v).sum(),
            r if r < n + k => self.low * sum() - v[r - n],
            r => v[r - n - k] - self.high * sum(),
        }
    }

    /// The score at the corner, moved along its ray to where the best peer has exactly 1: the steps' rounding is gone.
    fn score(&self) -> f64 {
        let filled = self.filled(&self.v);
        let most = filled[..self.ratios[0].len()].iter().fold(0.0_f64, |l, f| l.max(*f));
        self.v.iter().sum::<f64>() / (most * self.scale)
    }
}
