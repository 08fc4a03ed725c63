//! Step 6 of the Handbook: combine the children of a group into one figure a unit.
//!
//! Weights of the children present are renormalised; a group is missing where fewer than the minimum share of its
//! children are there (by count, exactly equal is kept), or where only children of weight zero are. Figures equal to 12
//! digits are equal, and a sum that cancels to no more than that of its terms is zero.

#[cfg(feature = "methods")]
mod across;
#[cfg(feature = "methods")]
mod rows;
#[cfg(feature = "methods")]
mod rule;

#[cfg(feature = "methods")]
pub use rule::{ChainGap, Combine, CombineOrName, Penalty, TopsisScale};

use crate::ranking::EQUAL;
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

/// How children become a group. w are the weights of the children present, x their figures, of one unit. Handbook
/// (2008), step 6; COINr's names in brackets.
///
/// Where a child is missing, the weights of the others count, down to the `minimum_share` of children; below it the
/// group is missing (`too_few_children`). A child of weight zero has no say. A group without any child with a
/// weight is missing, whatever the method. The examples are of equal weights.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// Sum of w x / sum of w: full compensation; any values, the result among them \[a_amean\]. Of 2, 8: 5.
    Arithmetic,
    /// exp(sum of w ln x / sum of w), among the children: a zero makes it zero, a negative child makes it missing
    /// (`negative`) \[a_gmean, which refuses zeros\]. Of 2, 8: 4.
    Geometric,
    /// Sum of w / sum of (w / x), among the children: a zero makes it zero, a negative child makes it missing
    /// (`negative`) \[a_hmean, which refuses zeros\]. Of 2, 8: 3.2.
    #[cfg(feature = "methods")]
    Harmonic,
    /// (sum of w x^p / sum of w)^(1/p), `p` other than zero, among the children: 1 is arithmetic, -1 harmonic. A
    /// negative child makes it missing (`negative`); below zero of p, a zero makes it zero \[a_genmean, which loses a
    /// unit with any gap\]. Of 2, 14 with `p` 2: 10.
    #[cfg(feature = "methods")]
    Power,
    /// Units compared two by two: o(u, v) is the weight of the children in which u is above v, and half of that in
    /// which they are equal (to 12 digits of the child's largest); the score is the number of units that u outranks (o above one half) minus those that
    /// outrank it. From -(n - 1) to n - 1. Two units are compared by the children that both have. Copeland (1951)
    /// \[a_copeland\]. Of the units (3, 3), (2, 2), (1, 4): 1, -1, 0.
    #[cfg(feature = "methods")]
    Copeland,
    /// M - s^2 / M, or plus with `penalty: "plus"` (where more is worse): M the mean, s the standard deviation (n - 1)
    /// of the unit's children; with unequal weights their weighted variance x n / (n - 1), n the children with a weight.
    /// At most M (with plus at least), for M above zero. Penalises imbalance; meant for z-scores with mean 100 and
    /// deviation 10. A mean of zero (to 12 digits of the largest child) leaves it missing (`zero_mean`). Mazziotta, Pareto
    /// (2013) \[Compind ci_mpi\]. Of 80, 120: 92.
    #[cfg(feature = "methods")]
    MazziottaPareto,
    /// The same with the deviation over n, meant for figures normalised by `around_reference`: comparable over time.
    /// Mazziotta, Pareto (2016) \[Compind ci_ampi\]. Of 80, 120: 96.
    #[cfg(feature = "methods")]
    AdjustedMazziottaPareto,
    /// M - a (sqrt((M - min)^2 + b^2) - b): from the mean (a = 0) to the worst child (a = 1, b = 0); any values.
    /// Casadio Tarabusi, Guarini (2013) \[Compind ci_mean_min\]. Of 2, 8 with `a` 0.5 and `b` 4: 4.5.
    #[cfg(feature = "methods")]
    MeanMin,
    /// D- / (D+ + D-): D+ and D- are the distances, weighted, to the best and the worst that any unit has that is not left
    /// out. From 0 to 1; any values. A child that is equal for all (to 12 digits) has no say; where all are, it is missing
    /// (`constant`). Hwang, Yoon (1981). `scale` says how children are
    /// made comparable first: `vector` (x / root of the sum of squares), `min_max`, or `none`. Of the units (0, 0), (3,
    /// 4), (3, 0) with `scale` `none`: 0, 1, 0.428571.
    #[cfg(feature = "methods")]
    Topsis,
    /// Every unit with the weights that are best for it: the largest sum of w x for which no unit with the same weights
    /// is above 1. From 0 to 1. `low` and `high` bound a child's share of the unit's score. A child of weight zero is left
    /// out, other weights do not matter. Needs figures from zero upwards; a unit with a gap is missing. Melyn, Moesen (1991); Cherchye and others (2007) \[Compind ci_bod,
    /// ci_bod_constr\]. Of the units (1, 2), (2, 1), (1, 1): 1, 1, 0.666667.
    #[cfg(feature = "methods")]
    BenefitOfTheDoubt,
    /// From 100 in the period `base`, I_t = I_(t-1) (2 + V) / (2 - V), V the mean of the children's symmetric growth
    /// since the period before (a child of which less is better counts with the opposite sign). From zero upwards.
    /// Children are indicators. A child whose growth is missing, as that from or to a negative figure is, has no say in that
    /// period. A period in which V is missing breaks the chain (`chain_broken`), and so does one that the data do not have:
    /// 2017 after 2015 is not one year's growth. With `gap` `average_rate` the chain goes on behind it by the average growth
    /// a period. It has nothing before its base. NBS, China Innovation Index. Of the children (100, 110), (100, 100): 100,
    /// 104.878049.
    #[cfg(feature = "methods")]
    Chained,
}

crate::json::words!(Aggregation {
    Arithmetic = "arithmetic",
    Geometric = "geometric",
    #[cfg(feature = "methods")]
    Harmonic = "harmonic",
    #[cfg(feature = "methods")]
    Power = "power",
    #[cfg(feature = "methods")]
    Copeland = "copeland",
    #[cfg(feature = "methods")]
    MazziottaPareto = "mazziotta_pareto",
    #[cfg(feature = "methods")]
    AdjustedMazziottaPareto = "adjusted_mazziotta_pareto",
    #[cfg(feature = "methods")]
    MeanMin = "mean_min",
    #[cfg(feature = "methods")]
    Topsis = "topsis",
    #[cfg(feature = "methods")]
    BenefitOfTheDoubt = "benefit_of_the_doubt",
    #[cfg(feature = "methods")]
    Chained = "chained",
});

/// An aggregation as it is written: its name alone, where there are no parameters to be given.
#[cfg(not(feature = "methods"))]
pub type Combine = Aggregation;

/// An aggregation with all that it needs: computing it cannot fail, only leave figures missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Sums over the children of one unit.
    Mean(Mean),
    /// Any function of the children of one unit.
    #[cfg(feature = "methods")]
    Row(rows::Row),
    /// Units compared with each other.
    #[cfg(feature = "methods")]
    Across(across::Across),
    /// Over periods; computed where other periods are known.
    #[cfg(feature = "methods")]
    Chained {
        /// The number of the base period.
        base: usize,
        /// What a period without growth does.
        gap: ChainGap,
    },
}

/// f^-1(sum of w f(x) / sum of w).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mean {
    /// f(x) = x
    Arithmetic,
    /// f(x) = ln x
    Geometric,
    /// f(x) = x^p
    #[cfg(feature = "methods")]
    Power(f64),
}

impl Mean {
    pub(crate) fn forth(self, x: f64) -> f64 {
        match self {
            Mean::Arithmetic => x,
            Mean::Geometric => libm::log(x),
            #[cfg(feature = "methods")]
            Mean::Power(p) => rows::power(x, p),
        }
    }

    /// Whether a sum is zero but for the noise of its terms, of which absolute values sum to `size`. Of logarithms and powers
    /// nothing depends on that; a mean may be what another takes the logarithm of.
    #[inline]
    pub(crate) fn cancels(self, sum: f64, size: f64) -> bool {
        self == Mean::Arithmetic && sum.abs() < EQUAL * size
    }

    pub(crate) fn back(self, mean: f64) -> f64 {
        match self {
            Mean::Arithmetic => mean,
            Mean::Geometric => libm::exp(mean),
            #[cfg(feature = "methods")]
            Mean::Power(p) => rows::power(mean, 1.0 / p),
        }
    }
}

/// Room for one aggregation over all units, kept between calls so that a step of a slider allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    sums: Vec<f64>,
    /// Sums of the terms' absolute values.
    sizes: Vec<f64>,
    weights: Vec<f64>,
    present: Vec<u32>,
}

impl Workspace {
    /// Combines `children` (a column each, one value a unit) with their `weights` into `out`.
    pub fn aggregate<'a>(
        &mut self,
        rule: Rule,
        children: impl Iterator<Item = (f64, &'a [f64])>,
        minimum_share: f64,
        out: &mut [f64],
    ) {
        #[cfg(feature = "methods")]
        let Rule::Mean(mean) = rule
        else {
            return rule::combine(rule, &children.collect::<Vec<_>>(), minimum_share, out);
        };
        #[cfg(not(feature = "methods"))]
        let Rule::Mean(mean) = rule;
        let n = out.len();
        let mut count = 0.0;
        for room in [&mut self.sums, &mut self.sizes, &mut self.weights] {
            room.clear();
            room.resize(n, 0.0);
        }
        self.present.clear();
        self.present.resize(n, 0);
        for (weight, column) in children {
            count += 1.0;
            let room = self.sums.iter_mut().zip(&mut self.sizes).zip(&mut self.weights).zip(&mut self.present);
            for ((((sum, size), weights), present), x) in room.zip(column) {
                if x.is_nan() {
                    continue;
                }
                *present += 1;
                // A child of weight zero counts as present but has no say, not even as ln 0.
                if weight > 0.0 {
                    let term = weight * mean.forth(*x);
                    *weights += weight;
                    *sum += term;
                    *size += term.abs();
                }
            }
        }
        let room = self.sums.iter().zip(&self.sizes).zip(&self.weights).zip(&self.present);
        for (out, (((sum, size), weights), present)) in out.iter_mut().zip(room) {
            let sum = if mean.cancels(*sum, *size) { 0.0 } else { *sum };
            let result = mean.back(sum / weights);
            // Without a weight it is 0 / 0; a sum that no number can hold is infinite.
            *out = if enough(*present, count, minimum_share) && result.is_finite() { result } else { f64::NAN };
        }
    }
}

/// Whether enough children are there. 1e-12: a share written as 0.333333333333 is met by one child of three.
pub(crate) fn enough(present: u32, count: f64, minimum_share: f64) -> bool {
    present > 0 && f64::from(present) / count >= minimum_share - 1e-12
}

/// An aggregation without parameters.
pub(crate) fn plain(aggregation: Aggregation) -> Combine {
    #[cfg(feature = "methods")]
    return aggregation.into();
    #[cfg(not(feature = "methods"))]
    aggregation
}

/// The name of an aggregation.
pub(crate) fn name(combine: &Combine) -> Aggregation {
    #[cfg(feature = "methods")]
    return combine.method;
    #[cfg(not(feature = "methods"))]
    *combine
}

#[cfg(not(feature = "methods"))]
impl Aggregation {
    pub(crate) fn mean(self) -> Mean {
        match self {
            Aggregation::Arithmetic => Mean::Arithmetic,
            Aggregation::Geometric => Mean::Geometric,
        }
    }
}

impl Rule {
    /// Why a group is missing, given weight and figure of its children of one unit.
    pub(crate) fn reason(self, children: &[(f64, f64)], minimum_share: f64) -> Reason {
        let present = children.iter().filter(|(_, x)| !x.is_nan()).count() as u32;
        let mut weighed = children.iter().filter(|(w, x)| *w > 0.0 && !x.is_nan()).map(|(_, x)| *x).peekable();
        if !enough(present, children.len() as f64, minimum_share) || weighed.peek().is_none() {
            return Reason::TooFewChildren;
        }
        match self {
            Rule::Mean(Mean::Geometric) if weighed.any(|x| x < 0.0) => Reason::Negative,
            #[cfg(feature = "methods")]
            _ => rule::reason(self, children),
            #[cfg(not(feature = "methods"))]
            _ => Reason::Overflow,
        }
    }
}
