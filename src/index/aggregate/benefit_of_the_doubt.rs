//! Benefit of the doubt: every unit is weighed as suits it best, and compared with the best of all by those weights.

mod simplex;

use super::{finite, within, Aggregation, Combine, CrossUnit, Resolve};
use crate::index::methods::{documented, Fault, Parameter};
use crate::ranking::ascending;
use crate::reason::Reason;
use simplex::{LinearProgram, NOISE};
use std::sync::Arc;

documented! {
    /// Every unit with the weights that are best for it: the largest sum of w x for which no unit with the same weights
    /// is above 1. From 0 to 1. `low` and `high` bound a child's share of the unit's score. A child of weight zero is left
    /// out, other weights do not matter. Needs figures from zero upwards; a unit with a gap is missing. Melyn, Moesen (1991); Cherchye and others (2007) \[Compind ci_bod,
    /// ci_bod_constr\]. Of the units (1, 2), (2, 1), (1, 1): 1, 1, 0.666667.
    pub static BENEFIT_OF_THE_DOUBT: Aggregation = Aggregation {
        word: "benefit_of_the_doubt",
        parameters: &[&LOW, &HIGH],
        resolve: Resolve::CrossUnit(resolve),
        called: ("“疑利”法（各地区取对自己最有利的权重）", "the benefit of the doubt (every unit with the weights best for it)"),
    };
}

documented! {
    /// `benefit_of_the_doubt`: the least share of a child in the unit's score, from 0 to 1.
    pub static LOW: Parameter<f64> = "low";
    /// `benefit_of_the_doubt`: the largest share of a child in the unit's score, from 0 to 1.
    pub static HIGH: Parameter<f64> = "high";
}

fn resolve(written: &Combine) -> Result<Arc<dyn CrossUnit>, Fault> {
    let low = within("low", finite("low", written.get(&LOW), 0.0)?, 1.0)?;
    let high = within("high", finite("high", written.get(&HIGH), 1.0)?, 1.0)?;
    match low > high {
        true => Err(("high", "不得小于 low", "must not be less than low")),
        false => Ok(Arc::new(BenefitOfTheDoubt { low, high })),
    }
}

/// The best weights for every unit.
#[derive(Debug)]
struct BenefitOfTheDoubt {
    /// The least share of a child.
    low: f64,
    /// The largest share of a child.
    high: f64,
}

impl CrossUnit for BenefitOfTheDoubt {
    fn combine(&self, children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]) {
        // A child of weight zero has no say here either; other weights are what the method finds. Who has too few children is
        // nobody's peer.
        let weighed = children.iter().filter(|(w, _)| *w > 0.0);
        let columns: Vec<Vec<f64>> = weighed.map(|(_, column)| units.iter().map(|u| column[*u]).collect()).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let bounds = (self.low > 0.0 || self.high < 1.0).then_some((self.low, self.high));
        for (unit, score) in units.iter().zip(benefit_of_the_doubt(&columns, bounds)) {
            out[*unit] = score;
        }
    }

    fn reason(&self, children: &[(f64, f64)]) -> Reason {
        match children.iter().any(|(w, x)| *w > 0.0 && *x < 0.0) {
            true => Reason::Negative,
            false => Reason::TooFewChildren,
        }
    }
}

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
/// above 1/k or high below 1/k, of k columns) leave all without a score; without columns there are no units. Scores do not change with a column's unit of
/// measure, but do with its zero. Only scores are given: the weights behind one are often not unique.
///
/// Solves one linear program per unit by constraint generation: start with the peers that were binding for earlier units, then
/// add every peer that the solution violates, until none is. The time is that of reading all figures some twice a unit.
/// A score that is not within 1e-11 of what duality says it cannot exceed is computed again from all peers at once.
///
/// Source: Handbook, step 6; Melyn and Moesen (1991), Cherchye, L. et al. (2007), Social Indicators Research 82
/// \[Compind's ci_bod and ci_bod_constr\].
///
/// ```
/// use innodex::index::aggregate::benefit_of_the_doubt;
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
    let units: Vec<usize> = (0..units).filter(known).collect();
    let mut peers = Peers::new(columns, &units);
    for (at, unit) in units.into_iter().enumerate() {
        let score = peers.score(at, low, high);
        scores[unit] = if score > ONE { 1.0 } else { score };
    }
    scores
}

/// What lies above is 1.
const ONE: f64 = 1.0 - 1e-10;

/// How much of the best, at most, may be missing from a score.
const CERTAIN: f64 = 1e-11;

/// How many of the peers that were binding for others are looked at first.
const FEW: usize = 60;

/// What peers may have where the program goes on from a vertex when they join.
const FAR: f64 = 10.0;

/// The units that are compared.
struct Peers {
    /// Their figures by column, the largest of each 1 (or 0).
    columns: Vec<Vec<f64>>,
    /// Peers that were binding for somebody, the last ones in front: few are for everybody.
    known: Vec<usize>,
}

/// A unit's program in terms of the peers' columns.
struct Terms {
    /// The columns that count.
    columns: Vec<usize>,
    /// By what they are multiplied, so that sizes are around 1.
    factors: Vec<f64>,
    /// The unit's own figures then.
    own: Vec<f64>,
}

impl Peers {
    fn new(columns: &[&[f64]], units: &[usize]) -> Peers {
        let scaled = |column: &&[f64]| {
            let largest = units.iter().fold(0.0_f64, |l, u| l.max(column[*u]));
            let scale = if largest > 0.0 { largest } else { 1.0 };
            units.iter().map(|u| column[*u] / scale).collect()
        };
        Peers { columns: columns.iter().map(scaled).collect(), known: Vec::new() }
    }

    /// The score of one unit: by some peers first, to which those join that turn out to be above 1.
    fn score(&mut self, unit: usize, low: f64, high: f64) -> f64 {
        let Some(terms) = self.terms(unit, low, high) else { return 0.0 };
        let start = |peers: &[usize]| LinearProgram::new(self.rows(&terms, peers), terms.own.clone(), low, high);
        let mut peers = vec![unit];
        peers.extend(self.known.iter().copied().filter(|p| *p != unit).take(FEW));
        let first = peers.len();
        let mut program = start(&peers);
        let score = loop {
            program.maximise();
            let (score, activity) = self.at(&terms, &program.vertex());
            let above = activity.iter().enumerate().filter(|(p, f)| **f > 1.0 + NOISE && !peers.contains(p));
            let mut worst = ascending(above.map(|(p, _)| p), &|p| -activity[p]);
            if worst.is_empty() {
                // Of some peers the best is not less than of all: what can be had and reaches it is the best of all.
                let bound = program.dual_bound();
                if score > ONE || (score - bound).abs() <= CERTAIN * bound {
                    break score;
                }
                // Figures of very different sizes, and rounding led astray: from the beginning, all peers at once.
                let mut all = start(&(0..activity.len()).collect::<Vec<_>>());
                all.maximise();
                let most = bound.min(all.dual_bound());
                let had = if score > most { 0.0 } else { score };
                break self.at(&terms, &all.vertex()).0.max(had).min(most);
            }
            worst.truncate(terms.columns.len());
            // Far from there sizes would not be around 1 any more.
            let near = activity[worst[0]] < FAR;
            let more = self.rows(&terms, &worst);
            peers.append(&mut worst);
            if !(near && program.add_constraints(&more)) {
                program = start(&peers);
            }
        };
        let binding = &peers[first..];
        self.known.retain(|p| !binding.contains(p));
        self.known.splice(0..0, binding.iter().copied());
        score
    }

    /// None where no weights give the unit anything.
    ///
    /// A column in which the unit has zero gives nothing whatever its weight: without a lower bound its best weight is 0,
    /// and it is left out. What each column gives is of one size where a lower bound keeps it so; where there is none, it is
    /// the weights that are, and columns that give little do not matter much.
    fn terms(&self, unit: usize, low: f64, high: f64) -> Option<Terms> {
        let columns: Vec<usize> = (0..self.columns.len()).filter(|j| self.columns[*j][unit] > 0.0).collect();
        let own: Vec<f64> = columns.iter().map(|j| self.columns[*j][unit]).collect();
        let largest = own.iter().fold(0.0_f64, |l, x| l.max(*x));
        let factors: Vec<f64> = own.iter().map(|x| 1.0 / if low > 0.0 { *x } else { largest }).collect();
        let none = columns.is_empty() || (low > 0.0 && columns.len() < self.columns.len());
        let too_few = high * (columns.len() as f64) < 1.0 - 1e-12;
        // A figure may be as good as zero beside a peer's.
        if none || too_few || factors.iter().any(|f| f.is_infinite()) {
            return None;
        }
        let own = own.iter().zip(&factors).map(|(x, f)| x * f).collect();
        Some(Terms { columns, factors, own })
    }

    /// Figures of some peers, by column.
    fn rows(&self, terms: &Terms, peers: &[usize]) -> Vec<Vec<f64>> {
        let row = |(j, factor): (&usize, &f64)| peers.iter().map(|p| self.columns[*j][*p] * factor).collect();
        terms.columns.iter().zip(&terms.factors).map(row).collect()
    }

    /// The score by some weights, and what every peer has by them. The score is that of the weights made smaller or larger
    /// until the best peer has exactly 1: then it can be had, and what the steps were rounded by is gone.
    fn at(&self, terms: &Terms, weights: &[f64]) -> (f64, Vec<f64>) {
        let mut activity = vec![0.0; self.columns[0].len()];
        for ((j, factor), weight) in terms.columns.iter().zip(&terms.factors).zip(weights) {
            let weight = weight * factor;
            activity.iter_mut().zip(&self.columns[*j]).for_each(|(sum, x)| *sum += weight * x);
        }
        let own: f64 = terms.own.iter().zip(weights).map(|(x, w)| x * w).sum();
        (own / activity.iter().fold(0.0_f64, |l, f| l.max(*f)), activity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The score of a unit, computed from all peers at once.
    fn from_all_peers(columns: &[&[f64]], unit: usize, (low, high): (f64, f64)) -> f64 {
        let units: Vec<usize> = (0..columns[0].len()).collect();
        let peers = Peers::new(columns, &units);
        let Some(terms) = peers.terms(unit, low, high) else { return 0.0 };
        let mut program = LinearProgram::new(peers.rows(&terms, &units), terms.own.clone(), low, high);
        program.maximise();
        let score = peers.at(&terms, &program.vertex()).0;
        if score > ONE {
            1.0
        } else {
            score
        }
    }

    /// Columns of more units than are looked at first; figures with ties and zeros, or without.
    fn columns() -> impl Strategy<Value = Vec<Vec<f64>>> {
        (2..8_usize, 20..200_usize).prop_flat_map(|(columns, units)| {
            let figure = prop_oneof![8 => 0.5..1000.0_f64, 2 => (0..6_i32).prop_map(f64::from)];
            prop::collection::vec(prop::collection::vec(figure, units), columns)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn constraint_generation_finds_the_scores_of_all_peers_at_once(columns in columns()) {
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let k = columns.len() as f64;
            for bounds in [None, Some((0.0, 0.6)), Some((0.3 / k, 1.0)), Some((0.3 / k, 1.8 / k))] {
                let scores = benefit_of_the_doubt(&columns, bounds);
                for (unit, score) in scores.iter().enumerate() {
                    let at_once = from_all_peers(&columns, unit, bounds.unwrap_or((0.0, 1.0)));
                    prop_assert!((score - at_once).abs() <= 1e-11 * at_once, "{bounds:?} {unit}: {score}, at once {at_once}");
                }
            }
        }
    }
}
