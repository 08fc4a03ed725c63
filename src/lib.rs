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

pub mod allocate;
pub mod association;
pub mod audit;
pub mod check;
pub mod coinr;
pub mod convergence;
pub mod coupling;
mod describe;
pub mod disparity;
pub mod elicitation;
pub mod explain;
pub mod goal;
pub mod group;
pub mod growth;
pub mod index;
pub mod obstacle;
pub mod question;
pub mod report;
pub mod robustness;
pub mod scenario;
mod share;

pub use innodex_panel::{
    area, error, json, level, panel, period, places, random, ranking, reason, region, register, statistics, territory,
    text,
};

pub use describe::{ColumnInfo, Description, FrameworkInfo, IncompletePeriod, MethodInfo, NodeInfo, UnitInfo};
pub use index::framework::{self, Framework};
pub use index::methods::Parameter;
pub use index::steps::Methods;
pub use index::{Figure, Model, RankRow, Ranking, Scores, StepValue};
pub use innodex_panel::{
    Area, Code, Error, Finding, Frequency, Json, Members, Panel, Period, Problem, Reason, Region, Result, Segment,
    Severity, Show, Text,
};
pub use scenario::{Scenario, ScenarioSpec};

#[cfg(test)]
mod tests {
    /// An enum that is not called here fails the lint: its `words_agree` would be dead.
    #[test]
    fn words_are_those_of_the_schemas() {
        crate::association::Measure::words_agree();
        crate::report::Kind::words_agree();
        crate::audit::Check::words_agree();
        crate::group::Mark::words_agree();
        crate::index::aggregate::ChainGap::words_agree();
        crate::index::aggregate::Penalty::words_agree();
        crate::index::aggregate::TopsisScale::words_agree();
        crate::index::impute::GroupName::words_agree();
        crate::index::normalise::Centre::words_agree();
        crate::index::normalise::Constant::words_agree();
        crate::index::normalise::PostScale::words_agree();
        crate::robustness::Distribution::words_agree();
        crate::robustness::confidence::ConfidenceKind::words_agree();
        crate::robustness::confidence::WithoutError::words_agree();
        crate::question::ahp::AhpMethod::words_agree();
        crate::robustness::Factor::words_agree();
        crate::scenario::Op::words_agree();
        crate::scenario::Why::words_agree();
    }
}
