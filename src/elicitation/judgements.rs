//! Pairwise judgements: how many times as important one element is as another.

use crate::error::{Code, Error, Result};
use crate::text::Text;

/// Saaty's scale goes from 1, equally important, to 9, extremely more important, and to their reciprocals.
const SCALE: f64 = 9.0;
/// How far a reciprocal is off that is not rounded.
const EXACT: f64 = 1e-9;
/// How far a rounded one may be off: what two decimals are, and no more than a twentieth.
const ROUNDED: (f64, f64) = (0.005 + EXACT, 0.05);

/// Pairwise judgements of n elements: positive, a_ij = 1 / a_ji, 1 on the diagonal; NaN where a pair has not been judged.
///
/// Source: Saaty (1980), The analytic hierarchy process, McGraw-Hill.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgements {
    n: usize,
    values: Vec<f64>,
    rounded: usize,
}

impl Judgements {
    /// None yet, of `n` elements.
    pub fn new(n: usize) -> Self {
        let value = |at: usize| if at / n == at % n { 1.0 } else { f64::NAN };
        Judgements { n, values: (0..n * n).map(value).collect(), rounded: 0 }
    }

    /// Those of a matrix, row by row; `None` where a pair has not been judged. One half is enough.
    ///
    /// # Errors
    /// `bad_parameter` with the place (`[0][2]`) for a row too long or too short, a diagonal that is not 1, and as
    /// [`Judgements::judge`].
    pub fn from_matrix(rows: &[Vec<Option<f64>>]) -> Result<Self> {
        let n = rows.len();
        let mut all = Judgements::new(n);
        for (i, row) in rows.iter().enumerate() {
            if row.len() != n {
                return Err(wrong(
                    format!("第{}行有{}个数，应有{n}个。", i + 1, row.len()),
                    format!("Row {} has {} figures where {n} belong.", i + 1, row.len()),
                )
                .item(i));
            }
            for (j, value) in row.iter().enumerate() {
                let Some(value) = value else { continue };
                let judged = match i == j {
                    true if *value == 1.0 => Ok(()),
                    true => {
                        Err(wrong("对角线上须为1。".to_owned(), "The diagonal of the matrix must be 1.".to_owned()))
                    }
                    false => all.judge(i, j, *value),
                };
                judged.map_err(|e| e.item(j).item(i))?;
            }
        }
        Ok(all)
    }

    /// Says that element `a` is `value` times as important as `b`; its reciprocal follows. Where both are said, they have to
    /// be reciprocal; of one that is rounded to two decimals (3 and 0.33) the one of at least 1 counts.
    ///
    /// # Errors
    /// `bad_parameter` for a value that is not positive and finite, one that is not the reciprocal of what was said before,
    /// or an element beside itself.
    pub fn judge(&mut self, a: usize, b: usize, value: f64) -> Result<()> {
        if !(value > 0.0 && value.is_finite() && (1.0 / value).is_finite()) {
            return Err(wrong(
                format!("判断值须为正数，此处为 {value}。"),
                format!("A judgement must be a positive number; this one is {value}."),
            ));
        }
        if a == b {
            let zh = "不能把一个指标与它自己比较。".to_owned();
            return Err(wrong(zh, "An indicator cannot be compared with itself.".to_owned()));
        }
        let known = self.value(a, b);
        if known.is_nan() {
            (self.values[a * self.n + b], self.values[b * self.n + a]) = (value, 1.0 / value);
            return Ok(());
        }
        if !agree(known, value) {
            return Err(wrong(
                format!("与同一对指标的另一处判断不互为倒数：此处为 {value}，按另一处应为 {known}。"),
                format!("Not the reciprocal of the other judgement of this pair: {value} here, {known} by the other."),
            ));
        }
        self.rounded += usize::from((known / value - 1.0).abs() > EXACT);
        if value >= 1.0 {
            (self.values[a * self.n + b], self.values[b * self.n + a]) = (value, 1.0 / value);
        }
        Ok(())
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// How many times as important `a` is as `b`; NaN where not judged.
    pub fn value(&self, a: usize, b: usize) -> f64 {
        self.values[a * self.n + b]
    }

    /// Pairs that were said in both directions, one of them rounded.
    pub fn rounded(&self) -> usize {
        self.rounded
    }

    /// The pairs that have been judged, the first before the second.
    pub fn judged(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        let all = (0..self.n).flat_map(move |i| (i + 1..self.n).map(move |j| (i, j, self.value(i, j))));
        all.filter(|(_, _, value)| !value.is_nan())
    }

    /// Whether every pair has been judged.
    pub fn is_complete(&self) -> bool {
        self.judged().count() == self.n * self.n.saturating_sub(1) / 2
    }

    /// Judgements beyond Saaty's scale, from 1/9 to 9.
    pub fn beyond_scale(&self) -> usize {
        self.judged().filter(|(_, _, value)| value.max(1.0 / value) > SCALE * (1.0 + EXACT)).count()
    }

    /// The first element that no chain of judgements connects with the first one; `None` where all hang together, so that
    /// weights follow.
    pub fn unconnected(&self) -> Option<usize> {
        let mut reached = vec![false; self.n];
        let mut waiting: Vec<usize> = (0..self.n.min(1)).collect();
        while let Some(at) = waiting.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                waiting.extend((0..self.n).filter(|j| !reached[*j] && !self.value(at, *j).is_nan()));
            }
        }
        reached.iter().position(|reached| !reached)
    }

    /// The judgements of several people as those of one: of every pair the geometric mean over those who judged it, the only
    /// mean that keeps them reciprocal. Source: Aczél, Saaty (1983), Procedures for synthesizing ratio judgements, Journal
    /// of Mathematical Psychology 27, 93-102.
    pub fn together(all: &[Judgements]) -> Judgements {
        let mut joint = Judgements::new(all.first().map_or(0, Judgements::len));
        for i in 0..joint.n {
            for j in i + 1..joint.n {
                let logs: Vec<f64> = all.iter().map(|one| libm::log(one.value(i, j))).filter(|x| !x.is_nan()).collect();
                let value = libm::exp(logs.iter().sum::<f64>() / logs.len() as f64);
                // One judgement stays as it is, to the last bit.
                let value = if let [_] = all { all[0].value(i, j) } else { value };
                (joint.values[i * joint.n + j], joint.values[j * joint.n + i]) = (value, 1.0 / value);
            }
        }
        joint
    }
}

/// Whether two figures for one pair, in one direction, are the same but for a reciprocal that was rounded.
fn agree(known: f64, value: f64) -> bool {
    let off = (known / value - 1.0).abs();
    let below_one = |x: f64| x.min(1.0 / x);
    off <= EXACT || off <= ROUNDED.1 && (below_one(known) - below_one(value)).abs() <= ROUNDED.0
}

fn wrong(zh: String, en: String) -> Error {
    let hint = Text::new("请核对该判断。", "Check this judgement.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint)
}
