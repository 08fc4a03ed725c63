//! Step 6 of the Handbook, its first half: weights of a group that come from the figures, or from the tree, instead of from a
//! decision.
//!
//! Columns hold a value a unit, higher is better, and a missing one (NaN) is left out. Weights are in the order of the
//! columns, none below zero; a group of one has the weight 1. Where figures give no weights the answer is the [`Reason`].
//! A statistical weight says how a column varies, not how much it matters: the Handbook warns of taking one for the other.
//!
//! A weighting is one file of this folder and one row of [`ALL`]. One of your own is a row that you add:
//!
//! ```
//! use innodex::index::weigh::{Find, Weighting};
//! use innodex::{Framework, Methods, Model, Panel, Period, Reason};
//!
//! /// A child weighs as much as its largest figure.
//! static LARGEST: Weighting = Weighting {
//!     word: "largest",
//!     docs: "The largest figure of a child.",
//!     find: Find::Figures(|columns| {
//!         let largest = |column: &&[f64]| column.iter().copied().fold(f64::NAN, f64::max);
//!         let weights: Vec<f64> = columns.iter().map(largest).collect();
//!         if weights.iter().all(|w| *w >= 0.0) { Ok(weights) } else { Err(Reason::NoShares) }
//!     }),
//!     sentence: ("取各项的最大值", "are the largest figures"),
//! };
//!
//! # fn main() -> innodex::Result<()> {
//! let mut methods = Methods::all();
//! methods.weightings.push(&LARGEST);
//! let framework = r#"{
//!   "id": "own", "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
//!   "tree": { "id": "index", "children": [{ "id": "x" }, { "id": "y" }] },
//!   "steps": [{ "step": "weigh", "method": "largest" }, { "step": "aggregate", "method": "arithmetic" }]
//! }"#;
//! let panel = Panel::from_csv(b"code,year,x,y\na,2022,3,0\nb,2022,0,1\n", None)?;
//! let model = Model::new_with(panel, Framework::from_json_with(framework, &methods)?, &methods)?;
//! let scores = model.scores(Period::year(2022))?;
//! assert_eq!(scores.effective_weights(), [1.0, 0.75, 0.25]);
//! assert_eq!(scores.node(0), [2.25, 0.25]);
//! # Ok(())
//! # }
//! ```

pub mod critic;
pub mod entropy;
pub mod equal;
pub mod equal_leaves;
pub mod merec;
pub mod optimised;
pub mod pca;
pub mod pca_coinr;

pub use critic::critic;
pub use entropy::entropy;
pub use optimised::{optimised, Optimised};
pub use pca::components;
pub use pca_coinr::components_coinr;

use crate::error;
use crate::index::methods::{row, rows, Family};
use crate::json::{self, Json};
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

/// Every weighting.
pub static ALL: &[&Weighting] = &[
    &equal::EQUAL,
    &equal_leaves::EQUAL_LEAVES,
    &entropy::ENTROPY,
    &critic::CRITIC,
    &pca::PCA,
    &pca_coinr::PCA_COINR,
    &optimised::OPTIMISED,
    &merec::MEREC,
];

/// A way to find weights.
pub struct Weighting {
    /// Its name in JSON.
    pub word: &'static str,
    /// Its description: formula, what is missing, COINr's name in brackets, and an example.
    pub docs: &'static str,
    /// How weights are found.
    pub find: Find,
    /// Its sentence in the method note, in Chinese after "权重", in English after "Weights".
    pub sentence: (&'static str, &'static str),
}

/// Weights in the order of what they are of, or why there are none.
pub type Found = Result<Vec<f64>, Reason>;

/// Gives, for weights of the nodes that are weighed, each node's correlation with the index.
pub type Correlations<'a> = dyn FnMut(&[f64]) -> Vec<f64> + 'a;

/// What weights are found in.
#[derive(Clone, Copy)]
pub enum Find {
    /// The tree: from the number of indicators below each child of a group.
    Tree(fn(&[usize]) -> Vec<f64>),
    /// The figures of a group: from the columns of its children.
    Figures(fn(&[&[f64]]) -> Found),
    /// The whole index: from the importance given to all nodes that are weighed, and their correlations with the index for
    /// weights that are tried.
    Index(fn(&[f64], &mut Correlations) -> Found),
}

impl Family for Weighting {
    const NAME: &'static str = "Weighting";
    const DOCS: &'static str = r#"How the weights of a group's children are found. Columns are the children's figures, a unit a row. Handbook (2008),
        step 6; COINr's names in brackets.

        Weights count within their group, none is below zero, and a group of one has the weight 1. A missing figure is left
        out: of the column, of the pair that is compared (`critic`, `optimised`), or with its whole row (`pca`). Where the
        figures give no weights, the children have those given, and the reason is said."#;
    const CHOSEN: [&'static str; 3] = ["Weigh", "A weighting as it is written.", "How."];
    const NEEDED: bool = true;
}

rows!(Weighting);

/// A weighting as it is written.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weigh {
    /// How.
    pub method: &'static Weighting,
    /// Of which levels the weights are found, counted from the indicators (1); 1 unless said, all levels below the index
    /// for `equal` and `equal_leaves`.
    #[serde(default)]
    pub levels: Option<Vec<usize>>,
}

impl Weigh {
    /// Reads the step.
    pub(crate) fn read(json: &Json, rows: &[&'static Weighting]) -> error::Result<Self> {
        json::only(json, &["step", "method", "levels"])?;
        Ok(Weigh {
            method: json::needed_by(json, "method", |json| row(json, rows))?,
            levels: json::member(json, "levels")?,
        })
    }

    /// Whether the weights of a level are found.
    pub(crate) fn reaches(&self, level: usize) -> bool {
        match (&self.levels, self.method.find) {
            (Some(levels), _) => levels.contains(&level),
            (None, Find::Tree(_)) => true,
            (None, _) => level == 1,
        }
    }
}

/// Weights divided by their sum, or why there is none.
fn to_one(weights: Vec<f64>, none: Reason) -> Result<Vec<f64>, Reason> {
    let sum: f64 = weights.iter().sum();
    match sum {
        _ if !sum.is_finite() => Err(Reason::Overflow),
        _ if sum > 0.0 => Ok(weights.iter().map(|w| w / sum).collect()),
        _ => Err(none),
    }
}
