//! Writes what the package ships beside its code: the embedded panel, the ready frameworks, the JSON Schemas and the
//! TypeScript types. `cargo run --features schema --example publish -- DIRECTORY`

#[path = "common/divisions.rs"]
mod divisions;
#[path = "questions.rs"]
#[allow(dead_code)] // its own main
mod questions;

use innodex::framework::{Framework, READY};
use innodex::panel::{compact, indicators_from_json, Indicator, Panel};
use innodex::robustness::{self, UncertaintySpec};
use innodex::ScenarioSpec;
use innodex_table::{self as table, step, Plan};
use serde_json::{json, Value};
use std::error::Error;
use std::fs;
use std::path::Path;
use ts_rs::TS;

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).ok_or("usage: publish DIRECTORY")?;
    let out = Path::new(&out);
    for folder in ["frameworks", "schema", "types"] {
        fs::create_dir_all(out.join(folder))?;
    }
    fs::write(out.join("provinces.bin"), embedded()?)?;
    fs::write(out.join("divisions.bin"), divisions::register())?;
    for (id, json) in READY {
        fs::write(out.join("frameworks").join(format!("{id}.json")), serde_json::from_str::<Value>(json)?.to_string())?;
    }
    let list: Vec<&str> = READY.iter().map(|(id, _)| *id).collect();
    fs::write(out.join("frameworks/index.json"), json!(list).to_string())?;
    schema::<Framework>(out, "framework", "innodex framework")?;
    schema::<ScenarioSpec>(out, "scenario", "innodex scenario")?;
    schema::<innodex::goal::Goal>(out, "goal", "innodex goal")?;
    schema::<innodex::allocate::Budget>(out, "budget", "innodex budget to be split")?;
    schema::<UncertaintySpec>(out, "uncertainty", "innodex uncertainty analysis")?;
    schema::<Vec<Indicator>>(out, "indicators", "innodex indicators")?;
    schema::<Plan>(out, "plan", "innodex plan of raw tables")?;
    let asked = |typed: &questions::Typed| {
        let (zh, en) = typed.question.sentence;
        json!({ "word": typed.question.word, "sentence": { "zh": zh, "en": en }, "request": typed.request })
    };
    fs::write(
        out.join("schema/questions.json"),
        json!(questions::all().iter().map(asked).collect::<Vec<_>>()).to_string(),
    )?;
    fs::write(out.join("types/generated.d.ts"), types()?)?;
    Ok(())
}

/// The provincial panel with the names of its units and the definitions of its indicators, in the compact form.
fn embedded() -> Result<Vec<u8>, Box<dyn Error>> {
    let csv = include_bytes!("../data/provinces.csv");
    let panel = Panel::from_csv(csv, Some(indicators_from_json(include_str!("../data/indicators.json"))?))?;
    let periods: Vec<String> = panel.periods().iter().map(ToString::to_string).collect();
    let text = json!({ "units": panel.units(), "periods": periods, "indicators": panel.indicators() }).to_string();
    Ok(compact::encode(&text, &panel))
}

fn schema<T: schemars::JsonSchema>(out: &Path, name: &str, title: &str) -> Result<(), Box<dyn Error>> {
    let mut schema = schemars::schema_for!(T);
    schema.insert("title".to_owned(), json!(title));
    fs::write(out.join("schema").join(format!("{name}.json")), serde_json::to_string_pretty(&schema)?)?;
    Ok(())
}

/// One declaration file of everything that crosses to JavaScript.
fn types() -> Result<String, Box<dyn Error>> {
    let mut text = String::from("// Generated from the Rust types by examples/publish.rs.\n");
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            let config = ts_rs::Config::default();
            $(text += &format!("\n{}export {}\n", docs::<$type>(), <$type as TS>::decl(&config));)*
        };
    }
    declare!(
        innodex::Text,
        innodex::Region,
        innodex::Frequency,
        innodex::ranking::Ties,
        innodex::ranking::PerformanceGroup,
        innodex::growth::Rate,
        innodex::index::aggregate::Aggregation,
        innodex::index::aggregate::Combine,
        innodex::index::aggregate::CombineOrName,
        innodex::index::aggregate::ChainGap,
        innodex::index::aggregate::Penalty,
        innodex::index::aggregate::TopsisScale,
        innodex::index::normalise::Method,
        innodex::index::normalise::Scope,
        innodex::index::normalise::PostScale,
        innodex::index::normalise::Constant,
        innodex::index::normalise::Centre,
        innodex::index::normalise::Parameters,
        innodex::index::screen::Screen,
        innodex::index::impute::Imputation,
        innodex::index::impute::GroupName,
        innodex::index::impute::Group,
        innodex::index::impute::ImputeSpec,
        innodex::index::treat::Treatment,
        innodex::index::treat::TreatSpec,
        innodex::index::weigh::Weighting,
        innodex::index::weigh::Weigh,
        innodex::association::Measure,
        innodex::audit::Audit,
        innodex::audit::AuditFinding,
        innodex::audit::Check,
        innodex::audit::Checked,
        innodex::audit::FindingNote,
        innodex::question::history::HistoryRequest,
        innodex::question::history::History,
        innodex::question::history::HistoryPeriod,
        innodex::question::history::HistoryRow,
        innodex::index::scale::ScoreScale,
        innodex::question::changes::ChangesRequest,
        innodex::question::changes::Changes,
        innodex::question::changes::ChangesRow,
        innodex::group::GroupSpec,
        innodex::group::AlikeSpec,
        innodex::group::Mark,
        innodex::framework::reference::ReferenceSpec,
        innodex::question::within::WithinRequest,
        innodex::question::within::Within,
        innodex::question::within::WithinRow,
        innodex::question::within::WithinSummary,
        innodex::question::profile::ProfileRequest,
        innodex::question::profile::Profile,
        innodex::question::profile::ProfileRow,
        innodex::question::alike::AlikeRequest,
        innodex::question::alike::Alike,
        innodex::question::alike::AlikeRow,
        innodex::question::alike::LeftOut,
        innodex::question::alike::NotCompared,
        innodex::question::tiers::TiersRequest,
        innodex::question::tiers::Tiers,
        innodex::question::tiers::TierRow,
        innodex::question::contributions::ContributionsRequest,
        innodex::question::contributions::Contributions,
        innodex::question::contributions::ContributionOf,
        innodex::question::performance::PerformanceRequest,
        innodex::question::figure::FigureRequest,
        innodex::question::explain::ExplainRequest,
        innodex::question::report::ReportRequest,
        innodex::question::audit::AuditRequest,
        innodex::question::association::AssociationRequest,
        innodex::question::uncertainty::UncertaintyRequest,
        innodex::question::uncertainty::RankIntervals,
        innodex::question::uncertainty::UnitInterval,
        innodex::question::sensitivity::SensitivityRequest,
        innodex::question::sensitivity::SensitivityIndices,
        innodex::question::sensitivity::FactorSensitivity,
        innodex::question::crossings::CrossingsRequest,
        innodex::question::crossings::CrossingTable,
        innodex::question::crossings::CrossingOf,
        innodex::question::compare::CompareRequest,
        innodex::question::goal::ReachRequest,
        innodex::question::goal::Reached,
        innodex::question::least_data::LeastDataRequest,
        innodex::question::least_data::LeastData,
        innodex::question::tornado::TornadoRequest,
        innodex::question::tornado::Tornado,
        innodex::question::allocate::AllocateRequest,
        innodex::question::ahp::AhpRequest,
        innodex::question::ahp::Judgement,
        innodex::question::ahp::ExpertJudgements,
        innodex::question::ahp::AhpMethod,
        innodex::question::ahp::Ahp,
        innodex::question::ahp::AhpRow,
        innodex::question::ahp::AhpConsistency,
        innodex::question::ahp::Contradiction,
        innodex::question::ahp::JudgedPair,
        innodex::question::budget_weights::BudgetRequest,
        innodex::question::budget_weights::ExpertPoints,
        innodex::question::budget_weights::BudgetWeights,
        innodex::question::budget_weights::BudgetRow,
        innodex::question::presets::PresetsRequest,
        innodex::question::presets::PresetsAnswer,
        innodex::question::presets::PresetRow,
        innodex::question::presets::PresetWeights,
        innodex::question::with_weights::WithWeightsRequest,
        innodex::question::with_weights::WithWeights,
        innodex::question::with_weights::WeightRow,
        innodex::question::smaa::SmaaRequest,
        innodex::question::smaa::SmaaAnswer,
        innodex::question::smaa::SmaaRow,
        innodex::question::smaa::RankShare,
        innodex::question::smaa::CentralWeight,
        innodex::question::combinations::CombinationsRequest,
        innodex::question::combinations::CombinationsAnswer,
        innodex::question::combinations::CombinationOf,
        innodex::question::leave_one_out::LeaveOneOutRequest,
        innodex::question::leave_one_out::LeaveOneOutAnswer,
        innodex::question::leave_one_out::LeftOutRow,
        innodex::question::leave_one_out::LeftOutNode,
        innodex::question::reversals::ReversalsRequest,
        innodex::question::reversals::Reversals,
        innodex::question::reversals::Reversal,
        innodex::question::reversals::RemovedUnit,
        innodex::question::bounds::BoundsRequest,
        innodex::question::bounds::BoundsAnswer,
        innodex::question::bounds::BoundsRow,
        innodex::question::bounds::BoundFigure,
        innodex::question::confidence::ConfidenceRequest,
        innodex::question::confidence::ConfidenceAnswer,
        innodex::question::confidence::ConfidenceRow,
        innodex::question::draws::DrawsRequest,
        innodex::question::draws::DrawTable,
        innodex::question::obstacles::ObstaclesRequest,
        innodex::question::obstacles::Obstacles,
        innodex::question::obstacles::ObstacleRow,
        innodex::question::obstacles::DimensionObstacle,
        innodex::coupling::CouplingForm,
        innodex::question::coupling::CouplingRequest,
        innodex::question::coupling::CouplingAnswer,
        innodex::question::coupling::CouplingRow,
        innodex::question::measured::UnitLeftOut,
        innodex::question::disparity::DisparityRequest,
        innodex::question::disparity::Disparity,
        innodex::question::disparity::DisparityRow,
        innodex::question::disparity::GroupRow,
        innodex::question::disparity::PairRow,
        innodex::question::sigma_convergence::SigmaRequest,
        innodex::question::sigma_convergence::SigmaConvergence,
        innodex::question::sigma_convergence::SigmaRow,
        innodex::question::sigma_convergence::TrendRow,
        innodex::question::beta_convergence::BetaRequest,
        innodex::question::beta_convergence::BetaConvergence,
        innodex::question::beta_convergence::CoefficientRow,
        innodex::framework::points::PointsSpec,
        innodex::framework::points::PointRule,
        innodex::question::points::PointsRequest,
        innodex::question::points::PointsAnswer,
        innodex::question::points::RuleRow,
        innodex::question::points::PointsRow,
        innodex::explain::Decomposition,
        innodex::explain::Explanation,
        innodex::explain::UnitState,
        innodex::explain::ChangePart,
        innodex::explain::ChangeParts,
        innodex::explain::NodePart,
        innodex::explain::IndicatorPart,
        innodex::index::performance::Performance,
        innodex::index::performance::UnitPerformance,
        innodex::index::report::Report,
        innodex::index::report::UnitScreening,
        innodex::index::report::IndicatorTreatment,
        innodex::index::report::ShapeOf,
        innodex::index::report::ImputedFigure,
        innodex::index::report::ClassWeights,
        innodex::index::report::NodeWeight,
        innodex::index::report::Association,
        robustness::Distribution,
        robustness::WeightNoise,
        robustness::confidence::ConfidenceKind,
        robustness::confidence::WithoutError,
        robustness::confidence::RankConfidence,
        robustness::confidence::UnitConfidence,
        robustness::ImputationNoise,
        robustness::NamedOr<innodex::index::normalise::Method, innodex::index::normalise::Parameters>,
        UncertaintySpec,
        innodex::framework::classes::ClassSpec,
        innodex::framework::classes::ClassGroup,
        innodex::framework::presets::Preset,
        innodex::framework::IndicatorSpec,
        innodex::framework::NodeSpec,
        innodex::framework::Step,
        Framework,
        innodex::scenario::OneOrMany,
        innodex::scenario::Op,
        innodex::scenario::Change,
        innodex::scenario::assumptions::Stated,
        innodex::scenario::assumptions::StatedReturns,
        innodex::scenario::assumptions::Elasticity,
        innodex::scenario::assumptions::StatedOrNumber,
        innodex::scenario::assumptions::AssumptionsOrNote,
        innodex::scenario::Assumptions,
        ScenarioSpec,
        innodex::goal::Goal,
        innodex::goal::GoalAnswer,
        innodex::goal::MovedFigure,
        innodex::goal::Reach,
        innodex::goal::ReachedRank,
        innodex::goal::Raised,
        innodex::goal::Bar,
        innodex::goal::Swayed,
        innodex::scenario::Slope,
        innodex::scenario::Comparison,
        innodex::allocate::Objective,
        innodex::allocate::Amounts,
        innodex::allocate::Programme,
        innodex::allocate::Budget,
        innodex::allocate::AmountPosition,
        innodex::allocate::Given,
        innodex::allocate::Allocation,
        innodex::scenario::AssumptionKind,
        innodex::scenario::StatedAssumption,
        innodex::scenario::Why,
        innodex::panel::IndicatorKind,
        innodex::panel::PartOf,
        innodex::panel::SameAs,
        Indicator,
        innodex::Description,
        innodex::IncompletePeriod,
        innodex::FrameworkInfo,
        innodex::UnitInfo,
        innodex::NodeInfo,
        innodex::ColumnInfo,
        innodex::MethodInfo,
        innodex::RankRow,
        innodex::Figure,
        innodex::StepValue,
        innodex::Problem,
        innodex::Severity,
        innodex::Finding,
        innodex::panel::Unit,
        innodex::panel::Parent,
        innodex_panel::level::Level,
        table::Role,
        table::Territories,
        table::OwnRegister,
        table::Chosen,
        step::Value,
        step::Values,
        step::Filter,
        step::How,
        step::Join,
        step::Stack,
        step::Summary,
        step::GroupBy,
        step::Pivot,
        step::Ratio,
        step::Growth,
        step::Rank,
        step::Rename,
        step::Step,
        table::SheetNames,
        table::LineNamed,
        table::Orientation,
        table::Source,
        Plan,
        table::Form,
        table::Holds,
        table::SkipReason,
        table::ColumnSeen,
        table::LineTaken,
        table::CellTaken,
        table::CellSeen,
        table::LineSeen,
        table::Skipped,
        table::UnitSeen,
        table::Listed,
        table::FigureSeen,
        table::Ask,
        table::Remark,
        table::Understood,
        table::Apart,
        table::TableNote,
        table::Origin,
        table::Origins,
        table::About,
    );
    Ok(text)
}

fn docs<T: TS>() -> String {
    T::docs().unwrap_or_default()
}
