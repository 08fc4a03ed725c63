//! The search for the best split, by the index itself: many starts, the best of them improved a little, then leaps from the best
//! known (the objective has as many tops as there are units that may become the largest of an indicator), and at last the best
//! improved as far as it goes. Nothing is drawn by chance: the same problem has the same answer everywhere.

use super::ascent::{Ground, Split};
use super::recipients::Recipient;
use crate::error::Result;
use crate::random::Stream;
use crate::ranking::ascending;

/// Evaluations are worth so many figures: in wasm some 100 ms.
const FIGURES: usize = 3_000_000;
/// Evaluations, whatever the figures.
const LEAST: usize = 1_200;
/// Evaluations that the last improvement may take, whatever is left.
const LAST: usize = 6_000;
const MOST: usize = 40_000;
/// Starts that are improved a little.
const IMPROVED: usize = 6;
/// A first distance, and the finest, of an improvement by a little; of the budget.
const COARSE: (f64, f64) = (0.25, 1e-3);
/// The same of the last improvement.
const FINE: (f64, f64) = (0.05, 1e-10);

/// How often the index may be asked, where it has so many figures.
pub(super) fn allowance(figures: usize, recipients: usize) -> usize {
    // A step asks once a recipient: some hundred steps there must be.
    (FIGURES / figures.max(1)).clamp(LEAST.max(40 * recipients), MOST.max(40 * recipients))
}

impl Ground<'_> {
    /// The best split that is found, from these starts; `bound`, where it is known, is what none exceeds.
    pub fn best(&mut self, starts: Vec<Vec<f64>>, bound: Option<f64>) -> Result<Split> {
        let all = self.left;
        let mut pool = Vec::new();
        for amounts in starts {
            pool.push(self.split(amounts)?);
        }
        let before = pool.iter().map(|s| s.value).filter(|v| v.is_finite()).fold(f64::INFINITY, f64::min);
        let mut best = highest_of(&pool).unwrap_or_else(|| pool[0].clone());
        self.set_step(best.value, best.value - before);
        let closed = |best: &Split| bound.is_some_and(|b| b - best.value <= 1e-9 * (b - before).abs());
        if closed(&best) {
            return self.polish_at_last(best);
        }
        for amounts in self.further_starts() {
            pool.push(self.split(amounts)?);
        }
        let order = ascending(0..pool.len(), &|at| -pool[at].value);
        for at in order.into_iter().take(IMPROVED) {
            if self.left < all / 2 {
                break;
            }
            let found = self.ascend(pool[at].clone(), COARSE.0, COARSE.1)?;
            if found.value > best.value {
                best = found;
            }
        }
        self.set_step(best.value, best.value - before);
        best = self.polish(best)?;
        let mut stream = Stream::new(0, 0, 0);
        let mut kind = 0;
        while self.left > all / 6 && !closed(&best) {
            let leap = self.leap(&best.amounts, kind, &mut stream);
            kind += 1;
            let start = self.split(leap)?;
            let found = self.ascend(start, COARSE.0, COARSE.1)?;
            let near = 1e-3 * (best.value - before);
            if found.value > best.value - near {
                let found = self.polish(found)?;
                if found.value > best.value {
                    best = found;
                }
            }
        }
        self.polish_at_last(best)
    }

    /// As far as it goes, whatever has been asked before.
    fn polish_at_last(&mut self, best: Split) -> Result<Split> {
        self.left = self.left.max(LAST);
        self.polish(best)
    }

    /// As far as it goes: by planes, and by moving money between two.
    fn polish(&mut self, from: Split) -> Result<Split> {
        let mut best = from;
        for _ in 0..4 {
            let known = best.value;
            best = self.ascend(best, FINE.0, FINE.1)?;
            best = self.exchange(best)?;
            if best.value - known <= 1e-13 * known.abs() {
                break;
            }
        }
        Ok(best)
    }

    /// All to one, to two, to all but one, and what the stream gives; each all of the budget or half of it.
    fn further_starts(&self) -> Vec<Vec<f64>> {
        let n = self.recipients.len();
        let mut weights: Vec<Vec<f64>> = Vec::new();
        let only =
            |chosen: &dyn Fn(usize) -> bool| (0..n).map(|i| f64::from(u8::from(chosen(i)))).collect::<Vec<f64>>();
        for i in 0..n {
            weights.push(only(&|j| j == i));
            weights.push(only(&|j| j != i));
        }
        if n <= 8 {
            weights.extend((0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(a, b)| only(&|k| k == a || k == b)));
        }
        let mut stream = Stream::new(0, 0, 1);
        let draws = (self.left / 8).min(30 * n);
        weights.extend((0..draws).map(|_| exponential(n, &mut stream)));
        let shares = [1.0, 0.5];
        weights
            .iter()
            .enumerate()
            .flat_map(|(at, w)| {
                let of = if at < 2 * n { &shares[..] } else { &shares[..1] };
                of.iter().map(|share| self.in_proportion(w, share * self.budget)).collect::<Vec<_>>()
            })
            .collect()
    }

    /// A sum beyond the floors in proportion to weights, as far as caps allow.
    fn in_proportion(&self, weights: &[f64], money: f64) -> Vec<f64> {
        let mut amounts: Vec<f64> = self.recipients.iter().map(|r| r.floor).collect();
        let mut left = money - amounts.iter().sum::<f64>();
        // Once a recipient is full the others share the rest: at most so often.
        for _ in 0..=amounts.len() {
            let open: Vec<usize> =
                (0..amounts.len()).filter(|i| weights[*i] > 0.0 && amounts[*i] < self.recipients[*i].cap).collect();
            let sum: f64 = open.iter().map(|i| weights[*i]).sum();
            if open.is_empty() || left <= 1e-12 * self.budget {
                break;
            }
            let share = left / sum;
            for i in open {
                let more = (share * weights[i]).min(self.recipients[i].cap - amounts[i]);
                amounts[i] += more;
                left -= more;
            }
        }
        amounts
    }

    /// A split far from the best known that shares something with it.
    fn leap(&self, best: &[f64], kind: usize, stream: &mut Stream) -> Vec<f64> {
        let n = best.len();
        let mut pick = || stream.below(n);
        let spare: Vec<f64> = best.iter().zip(self.recipients).map(|(m, r)| m - r.floor).collect();
        let (one, two) = (pick(), pick());
        let spent: f64 = best.iter().sum();
        match kind % 4 {
            // One gives all that it has to another.
            0 | 1 => {
                let mut weights = spare;
                let rich = (0..n).map(|k| (one + k) % n).find(|i| weights[*i] > 0.0).unwrap_or(one);
                let given = std::mem::take(&mut weights[rich]);
                if kind % 4 == 0 && two != rich {
                    weights[two] += given;
                    self.in_proportion(&weights, spent)
                } else {
                    // To nobody yet.
                    self.in_proportion(&weights, spent - given)
                }
            }
            // One gets a good part of all.
            2 => {
                let mut weights = spare;
                weights[one] += self.budget * (0.2 + stream.uniform());
                self.in_proportion(&weights, self.budget)
            }
            // Anything, among some.
            _ => {
                let mut weights = exponential(n, stream);
                for weight in weights.iter_mut() {
                    if stream.uniform() < 0.4 {
                        *weight = 0.0;
                    }
                }
                let share = if stream.uniform() < 0.3 { stream.uniform() } else { 1.0 };
                self.in_proportion(&weights, share * self.budget)
            }
        }
    }

    /// Moves money between two, or to and from what is not spent, halving the sum, as long as that raises the objective: steps
    /// of any length, which scales of ranks need and planes do not see.
    fn exchange(&mut self, from: Split) -> Result<Split> {
        let n = self.recipients.len();
        let mut best = from;
        let mut size = self.budget / 4.0;
        // The money that is not spent is one more to take from and to give to.
        while size > 1e-7 * self.budget && self.left > 0 {
            let known = best.value;
            if n <= 8 {
                for giver in 0..=n {
                    for taker in (0..=n).filter(|t| *t != giver) {
                        best = self.transfer(best, giver, taker, size)?;
                    }
                }
            }
            if best.value <= known {
                size /= 4.0;
            }
        }
        Ok(best)
    }

    fn transfer(&mut self, best: Split, giver: usize, taker: usize, size: f64) -> Result<Split> {
        let left = self.budget - best.amounts.iter().sum::<f64>();
        let purse = self.recipients.get(giver).map_or(left, |r| best.amounts[giver] - r.floor);
        let room = self.recipients.get(taker).map_or(f64::INFINITY, |r| r.cap - best.amounts[taker]);
        let sum = size.min(purse).min(room);
        if sum <= 0.0 || self.left == 0 {
            return Ok(best);
        }
        let mut amounts = best.amounts.clone();
        if let Some(given) = amounts.get_mut(giver) {
            *given -= sum;
        }
        if let Some(taken) = amounts.get_mut(taker) {
            *taken += sum;
        }
        let other = self.split(amounts)?;
        Ok(if other.value > best.value { other } else { best })
    }

    /// The same objective with the least money: what raises nothing is not spent.
    pub fn trim(&mut self, best: Split) -> Result<Split> {
        let slack = 1e-14 * best.value.abs();
        let mut trimmed = best.clone();
        let reaches = |ground: &mut Self, amounts: &[f64], i: usize, m: f64| -> Result<bool> {
            let mut with = amounts.to_vec();
            with[i] = m;
            Ok(ground.split(with)?.value >= best.value - slack)
        };
        for i in 0..best.amounts.len() {
            let (floor, amount) = (self.recipients[i].floor, trimmed.amounts[i]);
            let less = amount - 1e-6 * self.budget;
            if less <= floor || !reaches(self, &trimmed.amounts, i, less)? {
                continue;
            }
            if reaches(self, &trimmed.amounts, i, floor)? {
                trimmed.amounts[i] = floor;
                continue;
            }
            let (mut low, mut high) = (floor, less);
            while high - low > 1e-9 * self.budget {
                let middle = low + (high - low) / 2.0;
                match reaches(self, &trimmed.amounts, i, middle)? {
                    true => high = middle,
                    false => low = middle,
                }
            }
            trimmed.amounts[i] = high;
        }
        self.split(trimmed.amounts)
    }

    /// By how much one more unit of money would raise the objective, spent as is best, the split being changed for it: zero
    /// where money is left, or where all are at their caps.
    pub fn price(&mut self, best: &Split, marginals: &[f64]) -> Result<f64> {
        if self.budget - best.amounts.iter().sum::<f64>() > 1e-9 * self.budget {
            return Ok(0.0);
        }
        let more = 1e-5 * self.budget;
        // A cap that is the budget is no cap.
        let grown = |r: &Recipient| Recipient {
            cap: if r.cap < self.budget { r.cap } else { self.budget + more },
            ..r.clone()
        };
        let recipients: Vec<Recipient> = self.recipients.iter().map(grown).collect();
        let room = |i: &usize| best.amounts[*i] < recipients[*i].cap;
        let alone = (0..marginals.len()).filter(room).map(|i| marginals[i]).fold(0.0, f64::max);
        let left = 12 * (best.amounts.len() + 1);
        let (budget, step) = (self.budget + more, self.step);
        let mut richer = Ground { truth: self.truth, recipients: &recipients, budget, left, step };
        let found = richer.ascend(best.clone(), 2e-5, 1e-9)?;
        Ok(alone.max((found.value - best.value) / more))
    }
}

fn highest_of(pool: &[Split]) -> Option<Split> {
    pool.iter().reduce(|best, other| if other.value > best.value { other } else { best }).cloned()
}

/// Weights that are uniform among all that sum to one, once they are divided by their sum.
fn exponential(n: usize, stream: &mut Stream) -> Vec<f64> {
    (0..n).map(|_| -libm::log(1.0 - stream.uniform())).collect()
}
