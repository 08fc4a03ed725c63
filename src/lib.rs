//! innodex turns a table of regional statistics into innovation indices, growth rates, rankings and what-if scenarios.
//!
//! A value flows one way: a [`Panel`] (units x indicators x periods, each figure with its source) and a [`Framework`]
//! (the tree, its weights and the method of every step) are resolved once into a [`Model`], where everything that can be
//! wrong is reported; from there [`Scores`], rankings, [`growth`] and [`Scenario`]s cannot fail on what a user gave. A
//! figure that cannot be computed is missing, with a [`Reason`].
//!
//! ```
//! use innodex::{Framework, Model, Panel, Period, Scenario, ScenarioSpec, ranking::Ties};
//!
//! let csv = "province,year,papers,people\n北京,2022,900,2184\n湖北,2022,700,5844\n湖南,2022,500,6604\n";
//! let framework = r#"{
//!   "id": "papers",
//!   "indicators": [{ "id": "density", "numerator": "papers", "denominator": "people", "direction": 1 }],
//!   "tree": { "id": "index", "children": [{ "id": "density" }] },
//!   "steps": [{ "step": "denominate" },
//!             { "step": "normalise", "method": "min_max" },
//!             { "step": "aggregate", "method": "arithmetic" }]
//! }"#;
//! let model = Model::new(Panel::from_csv(csv.as_bytes(), None)?, Framework::from_json(framework)?)?;
//! assert_eq!(model.scores(Period::year(2022))?.rank(Ties::Competition), [1.0, 2.0, 3.0]);
//!
//! let change = r#"{ "changes": [{ "unit": "湖南", "indicator": "papers", "op": "multiply", "value": 2 }] }"#;
//! let mut funded = Scenario::new(&model, &ScenarioSpec::from_json(change)?)?;
//! assert_eq!(funded.scores(Period::year(2022))?.rank(Ties::Competition), [1.0, 3.0, 2.0]);
//! # Ok::<(), innodex::Error>(())
//! ```

#[cfg(feature = "methods")]
pub mod allocate;
#[cfg(feature = "calculator")]
pub mod association;
#[cfg(feature = "methods")]
pub mod audit;
#[cfg(all(feature = "calculator", feature = "reader"))]
pub mod check;
#[cfg(all(feature = "reader", any(feature = "methods", feature = "workbook-tables")))]
pub mod coinr;
#[cfg(feature = "calculator")]
mod describe;
mod error;
#[cfg(feature = "methods")]
pub mod explain;
#[cfg(feature = "calculator")]
pub mod framework;
#[cfg(feature = "methods")]
pub mod goal;
#[cfg(any(feature = "calculator", feature = "table"))]
pub mod growth;
mod host;
#[cfg(feature = "calculator")]
pub mod index;
mod json;
#[cfg(feature = "reader")]
#[cfg_attr(not(feature = "table"), allow(dead_code))]
mod measure;
pub mod panel;
mod period;
mod places;
#[cfg(feature = "methods")]
pub mod random;
pub mod ranking;
mod reason;
mod region;
#[cfg(feature = "methods")]
pub mod robustness;
#[cfg(feature = "calculator")]
pub mod scenario;
#[cfg(feature = "methods")]
mod share;
#[cfg(any(feature = "table", feature = "schema"))]
pub mod table;
#[cfg(feature = "reader")]
pub mod territory;
mod text;
#[cfg(feature = "workbook-tables")]
pub mod workbook;

#[cfg(all(target_arch = "wasm32", any(feature = "calculator", feature = "table", feature = "workbook-tables")))]
mod wasm;

#[cfg(feature = "calculator")]
pub use describe::{ColumnInfo, Description, FrameworkInfo, IncompletePeriod, MethodInfo, NodeInfo, UnitInfo};
pub use error::{Code, Error, Finding, Problem, Result, Severity};
#[cfg(feature = "calculator")]
pub use framework::Framework;
#[cfg(feature = "calculator")]
pub use index::methods::{Methods, Parameter};
#[cfg(feature = "calculator")]
pub use index::{Figure, Model, RankRow, Ranking, Scores, StepValue};
pub use json::{Json, Members, Show};
pub use panel::Panel;
pub use period::{Frequency, Period};
pub use reason::Reason;
pub use region::Region;
#[cfg(feature = "calculator")]
pub use scenario::{Scenario, ScenarioSpec};
pub use text::Text;
