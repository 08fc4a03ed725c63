//! Maximises the lowest of several planes within bounds and a budget: a linear programme, solved by the simplex method.
//!
//! Dantzig (1951), on a condensed tableau: the slacks are the first basis. After a degenerate step, rows and columns are chosen
//! by Bland's rule (1977), which cannot cycle.

/// A plane over steps: its value without a step, and its slope.
#[derive(Debug, Clone)]
pub(super) struct Plane {
    pub value: f64,
    pub slope: Vec<f64>,
}

/// The bounds of a step: each member lies between `lower` (at most 0) and `upper` (at least 0), their sum is at most `left`.
#[derive(Debug, Clone)]
pub(super) struct StepBounds {
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub left: f64,
}

/// Below this, of figures that are around 1, a number is rounding.
const NOISE: f64 = 1e-11;

impl Plane {
    pub fn at(&self, step: &[f64]) -> f64 {
        self.value + self.slope.iter().zip(step).map(|(g, d)| g * d).sum::<f64>()
    }
}

/// The planes that may be the lowest where the lowest is maximal: a plane that is above every reachable value is left out.
fn within_reach(planes: &[Plane], bounds: &StepBounds) -> Vec<Plane> {
    let ends = |plane: &Plane| {
        let mut ends = (plane.value, plane.value);
        for (g, (low, high)) in plane.slope.iter().zip(bounds.lower.iter().zip(&bounds.upper)) {
            ends.0 += (g * low).min(g * high);
            ends.1 += (g * low).max(g * high);
        }
        ends
    };
    let all: Vec<(f64, f64)> = planes.iter().map(ends).collect();
    let most = all.iter().fold(f64::INFINITY, |most, (_, high)| most.min(*high));
    planes.iter().zip(&all).filter(|(_, (low, _))| *low <= most).map(|(plane, _)| plane.clone()).collect()
}

fn lowest(planes: &[Plane], step: &[f64]) -> f64 {
    planes.iter().map(|p| p.at(step)).fold(f64::INFINITY, f64::min)
}

/// The step that maximises the lowest plane, and the value there.
pub(super) fn maximise_lowest(planes: &[Plane], bounds: &StepBounds) -> (Vec<f64>, f64) {
    let n = bounds.lower.len();
    let steepest = planes.iter().flat_map(|p| &p.slope).fold(0.0_f64, |most, g| most.max(g.abs()));
    let still = (vec![0.0; n], lowest(planes, &vec![0.0; n]));
    if steepest == 0.0 || !steepest.is_finite() {
        return still;
    }
    let mut tableau = Tableau::of(&within_reach(planes, bounds), bounds, steepest);
    tableau.solve();
    let x = tableau.solution(n);
    let step: Vec<f64> = (0..n).map(|i| (bounds.lower[i] + x[i]).clamp(bounds.lower[i], bounds.upper[i])).collect();
    let top = lowest(planes, &step);
    if top > still.1 {
        (step, top)
    } else {
        still
    }
}

/// Rows `basic + sum of a nonbasic = right`, and what the objective gains by each nonbasic.
struct Tableau {
    rows: Vec<Vec<f64>>,
    right: Vec<f64>,
    gains: Vec<f64>,
    /// The unknowns by number: first those of the step, then the height, then slacks.
    basic: Vec<usize>,
    nonbasic: Vec<usize>,
}

impl Tableau {
    /// The step is counted from its lower bounds, the height from that of the lowest plane there, in units of the steepest
    /// slope: then every right side is zero or more.
    fn of(planes: &[Plane], bounds: &StepBounds, steepest: f64) -> Tableau {
        let n = bounds.lower.len();
        let base = lowest(planes, &bounds.lower);
        let mut rows = Vec::with_capacity(planes.len() + n + 1);
        let mut right = Vec::with_capacity(planes.len() + n + 1);
        for plane in planes {
            let mut row: Vec<f64> = plane.slope.iter().map(|g| -g / steepest).collect();
            row.push(1.0);
            rows.push(row);
            right.push(((plane.at(&bounds.lower) - base) / steepest).max(0.0));
        }
        for i in 0..n {
            let mut row = vec![0.0; n + 1];
            row[i] = 1.0;
            rows.push(row);
            right.push((bounds.upper[i] - bounds.lower[i]).max(0.0));
        }
        let mut all = vec![1.0; n + 1];
        all[n] = 0.0;
        rows.push(all);
        right.push((bounds.left - bounds.lower.iter().sum::<f64>()).max(0.0));
        let mut gains = vec![0.0; n + 1];
        gains[n] = 1.0;
        let basic = (n + 1..n + 1 + rows.len()).collect();
        Tableau { rows, right, gains, basic, nonbasic: (0..=n).collect() }
    }

    fn solve(&mut self) {
        let mut degenerate = false;
        // Far more than is ever needed; every basis on the way is a step that can be taken.
        for _ in 0..50 * (self.rows.len() + 10) {
            let rising = (0..self.gains.len()).filter(|c| self.gains[*c] > NOISE);
            let better = |a: usize, b: usize| match degenerate {
                true => self.nonbasic[b] < self.nonbasic[a],
                false => self.gains[b] > self.gains[a],
            };
            let Some(entering) = rising.reduce(|a, b| if better(a, b) { b } else { a }) else { return };
            let Some((leaving, length)) = self.leaving(entering) else { return };
            degenerate = length * self.gains[entering] <= 1e-14;
            self.pivot(leaving, entering);
        }
    }

    /// The row that limits the entering unknown first, and at which length; of several that of the first unknown.
    fn leaving(&self, entering: usize) -> Option<(usize, f64)> {
        let mut first: Option<(usize, f64)> = None;
        for (r, row) in self.rows.iter().enumerate().filter(|(_, row)| row[entering] > NOISE) {
            let length = self.right[r] / row[entering];
            let sooner =
                first.is_none_or(|(f, known)| length < known || length == known && self.basic[r] < self.basic[f]);
            if sooner {
                first = Some((r, length));
            }
        }
        first
    }

    fn pivot(&mut self, r: usize, c: usize) {
        let by = self.rows[r][c];
        let mut row = std::mem::take(&mut self.rows[r]);
        row.iter_mut().for_each(|a| *a /= by);
        row[c] = 1.0 / by;
        self.right[r] /= by;
        let right = self.right[r];
        let eliminate = |of: &mut [f64], share: f64| {
            for (at, (a, p)) in of.iter_mut().zip(&row).enumerate() {
                *a = if at == c { -share * p } else { *a - share * p };
            }
        };
        for (other, values) in self.rows.iter_mut().enumerate().filter(|(other, _)| *other != r) {
            let share = values[c];
            if share != 0.0 {
                eliminate(values, share);
                self.right[other] = (self.right[other] - share * right).max(0.0);
            }
        }
        let share = self.gains[c];
        eliminate(&mut self.gains, share);
        self.rows[r] = row;
        std::mem::swap(&mut self.basic[r], &mut self.nonbasic[c]);
    }

    /// The first unknowns.
    fn solution(&self, count: usize) -> Vec<f64> {
        let mut x = vec![0.0; count];
        for (unknown, value) in self.basic.iter().zip(&self.right) {
            if let Some(x) = x.get_mut(*unknown) {
                *x = *value;
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solved(planes: &[(f64, &[f64])], lower: &[f64], upper: &[f64], left: f64) -> (Vec<f64>, f64) {
        let planes: Vec<Plane> = planes.iter().map(|(v, g)| Plane { value: *v, slope: g.to_vec() }).collect();
        maximise_lowest(&planes, &StepBounds { lower: lower.to_vec(), upper: upper.to_vec(), left })
    }

    fn close(found: (Vec<f64>, f64), step: &[f64], top: f64) {
        assert!((found.1 - top).abs() < 1e-12, "{found:?}");
        assert!(found.0.iter().zip(step).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn two_that_are_lowest_move_together() {
        // 1 + a - b/10 and 1 + 2 b - a/10 with a + b = 3: 3.1 a ... equal at a = (1 + 2*3 - 1 + 0.3) / 3.2.
        let a = 6.3 / 3.2;
        close(
            solved(&[(1.0, &[1.0, -0.1]), (1.0, &[-0.1, 2.0])], &[0.0; 2], &[3.0; 2], 3.0),
            &[a, 3.0 - a],
            1.0 + a - (3.0 - a) / 10.0,
        );
    }

    #[test]
    fn money_goes_from_the_one_to_the_other_within_bounds() {
        close(solved(&[(5.0, &[1.0, 3.0])], &[-2.0, 0.0], &[1.0, 1.5], 0.0), &[-1.5, 1.5], 8.0);
        close(solved(&[(5.0, &[-1.0, 3.0])], &[-2.0, 0.0], &[1.0, 1.5], 9.0), &[-2.0, 1.5], 11.5);
        close(solved(&[(5.0, &[-1.0, -3.0])], &[0.0, 0.0], &[1.0, 1.5], 9.0), &[0.0, 0.0], 5.0);
        close(solved(&[(5.0, &[0.0, 0.0])], &[0.0, 0.0], &[1.0, 1.5], 9.0), &[0.0, 0.0], 5.0);
    }
}
