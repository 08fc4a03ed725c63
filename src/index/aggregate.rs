//! Step 6 of the Handbook: combine the children of a group into one figure a unit.
//!
//! Weights of the children present are renormalised; a group is missing where fewer than the minimum share of its
//! children are there (by count, exactly equal is kept), or where only children of weight zero are. Figures equal to 12
//! digits are equal, and a sum that cancels to no more than that of its terms is zero.
//!
//! An aggregation is one file of this folder and one row of [`ALL`]. One of your own is a row that you add:
//!
//! ```
//! use innodex::index::aggregate::{Aggregation, PerUnit, Resolve};
//! use innodex::{Framework, Methods, Model, Panel, Period};
//! use std::sync::Arc;
//!
//! static MEDIAN: Aggregation = Aggregation {
//!     word: "median",
//!     docs: "The child in the middle, or the lower of two; weights do not matter.",
//!     parameters: &[],
//!     resolve: Resolve::PerUnit(|_| Ok(Arc::new(Median))),
//!     called: ("中位数", "the median"),
//! };
//!
//! #[derive(Debug)]
//! struct Median;
//!
//! impl PerUnit for Median {
//!     fn combine(&self, children: &[(f64, f64)]) -> f64 {
//!         let mut figures: Vec<f64> = children.iter().map(|(_, figure)| *figure).collect();
//!         figures.sort_by(f64::total_cmp);
//!         figures[(figures.len() - 1) / 2]
//!     }
//! }
//!
//! # fn main() -> innodex::Result<()> {
//! let mut methods = Methods::all();
//! methods.aggregations.push(&MEDIAN);
//! let framework = r#"{
//!   "id": "own", "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }, { "id": "z", "direction": 1 }],
//!   "tree": { "id": "index", "children": [{ "id": "x" }, { "id": "y" }, { "id": "z" }] },
//!   "steps": [{ "step": "aggregate", "method": "median" }]
//! }"#;
//! let panel = Panel::from_csv(b"code,year,x,y,z\na,2022,3,9,4\nb,2022,5,,7\n", None)?;
//! let model = Model::new_with(panel, Framework::from_json_with(framework, &methods)?, &methods)?;
//! assert_eq!(model.scores(Period::year(2022))?.node(0), [4.0, 5.0]);
//! # Ok(())
//! # }
//! ```

pub mod adjusted_mazziotta_pareto;
pub mod arithmetic;
pub mod benefit_of_the_doubt;
pub mod chained;
mod combine;
pub mod copeland;
mod cross_unit;
pub mod geometric;
pub mod harmonic;
pub mod mazziotta_pareto;
mod mean;
pub mod mean_min;
mod over_periods;
mod per_unit;
pub mod power;
pub mod topsis;

pub use benefit_of_the_doubt::benefit_of_the_doubt;
pub use chained::ChainGap;
pub use combine::Combine;
#[cfg(feature = "schema")]
pub use combine::CombineOrName;
use combine::{finite, within};
pub use cross_unit::CrossUnit;
pub use mazziotta_pareto::Penalty;
pub use mean::Mean;
pub use over_periods::{History, OverPeriods};
pub use per_unit::PerUnit;
pub use topsis::TopsisScale;

use crate::index::methods::{rows, AnyParameter, Family, Fault};
use crate::panel::Panel;
use crate::reason::Reason;
use std::sync::Arc;

/// What a first ranking needs.
pub static FIRST: &[&Aggregation] = &[&arithmetic::ARITHMETIC, &geometric::GEOMETRIC];

/// Every aggregation.
pub static ALL: &[&Aggregation] = &[
    &arithmetic::ARITHMETIC,
    &geometric::GEOMETRIC,
    &harmonic::HARMONIC,
    &power::POWER,
    &copeland::COPELAND,
    &mazziotta_pareto::MAZZIOTTA_PARETO,
    &adjusted_mazziotta_pareto::ADJUSTED_MAZZIOTTA_PARETO,
    &mean_min::MEAN_MIN,
    &topsis::TOPSIS,
    &benefit_of_the_doubt::BENEFIT_OF_THE_DOUBT,
    &chained::CHAINED,
];

/// A way to combine.
pub struct Aggregation {
    /// Its name in JSON.
    pub word: &'static str,
    /// Its description: formula, range, what is missing, COINr's name in brackets, and an example.
    pub docs: &'static str,
    /// What a framework may give it.
    pub parameters: &'static [&'static dyn AnyParameter],
    /// What it looks at, and how its parameters make a rule.
    pub resolve: Resolve,
    /// What the method note calls it, in Chinese and English.
    pub called: (&'static str, &'static str),
}

/// Makes a rule of the parameters as they are written, or says which of them is wrong.
#[derive(Clone, Copy)]
pub enum Resolve {
    /// Sums over the children of one unit. Goal seek and allocation have proofs for these.
    Mean(fn(&Combine) -> Result<Mean, Fault>),
    /// Any function of the children of one unit.
    PerUnit(fn(&Combine) -> Result<Arc<dyn PerUnit>, Fault>),
    /// Units compared with each other.
    CrossUnit(fn(&Combine) -> Result<Arc<dyn CrossUnit>, Fault>),
    /// Over periods.
    OverPeriods(fn(&Combine, &Panel) -> crate::error::Result<Arc<dyn OverPeriods>>),
}

impl Family for Aggregation {
    const NAME: &'static str = "Aggregation";
    const DOCS: &'static str = r#"How children become a group. w are the weights of the children present, x their figures, of one unit. Handbook
        (2008), step 6; COINr's names in brackets.

        Where a child is missing, the weights of the others count, down to the `minimum_share` of children; below it the
        group is missing (`too_few_children`). A child of weight zero has no say. A group without any child with a
        weight is missing, whatever the method. The examples are of equal weights."#;
    const CHOSEN: [&'static str; 3] = [
        "Combine",
        "An aggregation and its parameters. Without parameters its name alone will do.",
        "The aggregation.",
    ];
    const NEEDED: bool = true;
    const CLOSED: bool = true;
}

rows!(Aggregation, parameters);

/// An aggregation with all that it needs: computing it cannot fail, only leave figures missing.
#[derive(Debug, Clone)]
pub enum Rule {
    /// Sums over the children of one unit.
    Mean(Mean),
    /// Any function of the children of one unit.
    PerUnit(Arc<dyn PerUnit>),
    /// Units compared with each other.
    CrossUnit(Arc<dyn CrossUnit>),
    /// Over periods; computed where other periods are known.
    OverPeriods(Arc<dyn OverPeriods>),
}

impl Rule {
    /// The mean, where it is one.
    pub(crate) fn mean(&self) -> Option<Mean> {
        match self {
            Rule::Mean(mean) => Some(*mean),
            _ => None,
        }
    }

    /// Why a group is missing, given weight and figure of its children of one unit.
    pub(crate) fn reason(&self, children: &[(f64, f64)], minimum_share: f64) -> Reason {
        let present = children.iter().filter(|(_, x)| !x.is_nan()).count() as u32;
        let mut weighed = children.iter().filter(|(w, x)| *w > 0.0 && !x.is_nan()).map(|(_, x)| *x).peekable();
        if !enough(present, children.len() as f64, minimum_share) || weighed.peek().is_none() {
            return Reason::TooFewChildren;
        }
        match self {
            Rule::Mean(Mean::Arithmetic) => Reason::Overflow,
            Rule::Mean(_) if weighed.any(|x| x < 0.0) => Reason::Negative,
            Rule::Mean(_) => Reason::Overflow,
            Rule::PerUnit(rule) => rule.reason(children),
            Rule::CrossUnit(rule) => rule.reason(children),
            Rule::OverPeriods(rule) => rule.reason(children),
        }
    }

    /// The slope of a unit's result in each of its children, given with their weights; all of them are there. `None` where
    /// the rule has no parts that sum to its result.
    pub(crate) fn slopes(&self, children: &[(f64, f64)], result: f64) -> Option<Vec<f64>> {
        match self {
            Rule::Mean(mean) => Some(mean.slopes(children, result)),
            Rule::PerUnit(rule) => rule.slopes(children, result),
            Rule::CrossUnit(_) | Rule::OverPeriods(_) => None,
        }
    }
}

/// Storage for one aggregation over all units, kept between calls so that a step of a slider allocates nothing.
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
        rule: &Rule,
        children: impl Iterator<Item = (f64, &'a [f64])>,
        minimum_share: f64,
        out: &mut [f64],
    ) {
        match rule {
            Rule::Mean(mean) => self.mean(*mean, children, minimum_share, out),
            Rule::PerUnit(rule) => rule.combine_units(&children.collect::<Vec<_>>(), minimum_share, out),
            Rule::CrossUnit(rule) => rule.combine_units(&children.collect::<Vec<_>>(), minimum_share, out),
            Rule::OverPeriods(_) => out.fill(f64::NAN),
        }
    }

    /// f^-1 of the weighted mean of f of the children present.
    fn mean<'a>(
        &mut self,
        mean: Mean,
        children: impl Iterator<Item = (f64, &'a [f64])>,
        minimum_share: f64,
        out: &mut [f64],
    ) {
        let n = out.len();
        let mut count = 0.0;
        for column in [&mut self.sums, &mut self.sizes, &mut self.weights] {
            column.clear();
            column.resize(n, 0.0);
        }
        self.present.clear();
        self.present.resize(n, 0);
        for (weight, column) in children {
            count += 1.0;
            let units = self.sums.iter_mut().zip(&mut self.sizes).zip(&mut self.weights).zip(&mut self.present);
            for ((((sum, size), weights), present), x) in units.zip(column) {
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
        let units = self.sums.iter().zip(&self.sizes).zip(&self.weights).zip(&self.present);
        for (out, (((sum, size), weights), present)) in out.iter_mut().zip(units) {
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
