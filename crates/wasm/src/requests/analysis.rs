//! What is asked of a model by a click: draws, goals, what the steps did.

use super::{area, ties_of, unknown, Order};
use innodex::association::Measure;
use innodex::explain::{Decomposition, Request};
use innodex::index::Model;
use innodex::robustness::confidence::{ConfidenceKind, Options, WithoutError};
use innodex::robustness::{Uncertainty, UncertaintySpec};
use innodex::scenario::ScenarioSpec;
use innodex_panel::area::Area;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json::{self, Read};
use innodex_panel::period::Period;
use innodex_panel::text::Text;

/// The most draws.
const MOST_DRAWS: u32 = 1_000_000;
/// The most resamplings of an interval: they are made at once, and more than this no longer move it.
const MOST_BOOTSTRAPS: u32 = 10_000;

/// A whole number, as JavaScript gives it: WebAssembly itself would make 2 of 2.5, and 4,294,967,295 of -1.
pub fn whole(name: &str, value: f64, least: u32, most: u32) -> Result<usize> {
    if value.fract() == 0.0 && (f64::from(least)..=f64::from(most)).contains(&value) {
        return Ok(value as usize);
    }
    Err(Error::new(
        Code::BadParameter,
        name,
        Text::new(
            format!("{name} 须为 {least} 至 {most} 的整数。"),
            format!("{name} must be a whole number from {least} to {most}."),
        ),
        Text::new("请修改该参数。", "Correct this parameter."),
    ))
}

/// A whole number from some least one.
pub fn count(name: &str, value: f64, least: u32) -> Result<usize> {
    whole(name, value, least, u32::MAX)
}

fn seed_of(seed: Option<f64>) -> Result<Option<usize>> {
    seed.map(|seed| count("seed", seed, 0)).transpose()
}

fn draws_of(draws: Option<f64>, least: u32) -> Result<Option<usize>> {
    draws.map(|draws| whole("draws", draws, least, MOST_DRAWS)).transpose()
}

/// Draws in a period.
pub struct UncertaintyRequest {
    period: Period,
    spec: UncertaintySpec,
    /// Where the specification stands.
    place: &'static str,
}

impl UncertaintyRequest {
    /// By a specification, or by the framework's own; draws and seed win over what either says.
    pub fn new(
        model: &Model,
        period: &str,
        spec: Option<String>,
        draws: Option<f64>,
        seed: Option<f64>,
    ) -> Result<UncertaintyRequest> {
        let (draws, seed) = (draws_of(draws, 1)?, seed_of(seed)?);
        let (mut spec, place) = match spec {
            Some(json) => (UncertaintySpec::from_json(&json)?, "$"),
            None => (UncertaintySpec::of(model.framework())?, "$.uncertainty"),
        };
        spec.draws = draws.or(spec.draws);
        spec.seed = seed.or(spec.seed);
        Ok(UncertaintyRequest { period: period.parse()?, spec, place })
    }

    /// The analysis that is asked for.
    pub fn analysis(&self, model: &Model) -> Result<Uncertainty> {
        Uncertainty::new(model, &self.spec, self.period).map_err(|e| e.relocated("$", self.place))
    }
}

/// A sensitivity analysis: of one unit's rank, or of the mean shift of all.
pub struct SensitivityRequest {
    pub points: usize,
    pub bootstraps: usize,
    pub unit: Option<usize>,
}

impl SensitivityRequest {
    pub fn new(points: f64, bootstraps: f64, unit: Option<u32>) -> Result<SensitivityRequest> {
        Ok(SensitivityRequest {
            bootstraps: whole("bootstraps", bootstraps, 0, MOST_BOOTSTRAPS)?,
            points: count("basePoints", points, 1)?,
            unit: unit.map(|unit| unit as usize),
        })
    }
}

/// The ranks that sampling error leaves open.
pub struct ConfidenceRequest {
    pub period: Period,
    pub node: usize,
    pub options: Options,
    /// How many draws the errors of scores rest on.
    pub draws: usize,
    /// What figures without a standard error are taken for.
    pub without: WithoutError,
}

impl ConfidenceRequest {
    /// `draws` is for the errors of scores and the critical values alike; where left out, 10,000 and 1,000 (as csranks).
    #[allow(clippy::too_many_arguments)] // the model, and seven as they cross
    pub fn new(
        model: &Model,
        period: &str,
        node: &str,
        coverage: f64,
        kind: &str,
        draws: Option<f64>,
        seed: f64,
        without: &str,
    ) -> Result<ConfidenceRequest> {
        let (draws, seed) = (draws_of(draws, 1)?, count("seed", seed, 0)?);
        let kind = ConfidenceKind::from_id(kind).ok_or_else(|| unknown("kind", kind))?;
        let without = WithoutError::from_id(without).ok_or_else(|| unknown("without", without))?;
        Ok(ConfidenceRequest {
            period: period.parse()?,
            node: model.node(node)?,
            options: Options { coverage, kind, draws: draws.unwrap_or(1000), seed: seed as u64, stepdown: true },
            draws: draws.unwrap_or(10_000),
            without,
        })
    }
}

/// Where units pass each other along the share of a node; of one unit, or of all.
pub struct CrossingsRequest {
    pub node: usize,
    pub unit: Option<usize>,
}

impl CrossingsRequest {
    pub fn new(model: &Model, node: &str, unit: Option<u32>) -> Result<CrossingsRequest> {
        Ok(CrossingsRequest { node: model.node(node)?, unit: unit.map(|unit| unit as usize) })
    }
}

/// In every indicator, a unit raised to the next above.
pub struct LeastDataRequest {
    pub period: Period,
    /// The number of the unit.
    pub unit: usize,
    pub node: usize,
    /// Likely ranks of the whole index; of a group there are none.
    pub likely: Option<UncertaintyRequest>,
}

impl LeastDataRequest {
    pub fn new(
        model: &Model,
        period: &str,
        unit: &str,
        node: &str,
        spec: Option<String>,
        draws: Option<f64>,
        seed: Option<f64>,
    ) -> Result<LeastDataRequest> {
        let asked = draws_of(draws, 0)?;
        seed_of(seed)?;
        let (node, unit) = (model.node(node)?, model.panel().find_unit(unit)?);
        let likely = match node == 0 && asked != Some(0) {
            true => Some(UncertaintyRequest::new(model, period, spec, draws, seed)?),
            false => None,
        };
        Ok(LeastDataRequest { period: period.parse()?, unit, node, likely })
    }
}

/// Scenarios side by side.
pub struct CompareRequest {
    pub specs: Vec<ScenarioSpec>,
    pub period: Period,
    pub order: Order,
}

impl CompareRequest {
    /// `scenarios` is a JSON list.
    pub fn new(
        model: &Model,
        scenarios: &str,
        period: &str,
        node: &str,
        within: Option<String>,
        ties: &str,
    ) -> Result<CompareRequest> {
        let specs = Vec::read(&json::parse(scenarios)?)?;
        Ok(CompareRequest { specs, period: period.parse()?, order: Order::new(model, node, within, ties)? })
    }
}

/// How the children of a group, or all indicators below it, go together.
pub struct AssociationRequest<'a> {
    pub period: Period,
    pub group: &'a str,
    pub measure: Measure,
    pub leaves: bool,
}

impl AssociationRequest<'_> {
    pub fn new<'a>(period: &str, group: &'a str, measure: &str, leaves: bool) -> Result<AssociationRequest<'a>> {
        let measure = Measure::from_id(measure).ok_or_else(|| unknown("measure", measure))?;
        Ok(AssociationRequest { period: period.parse()?, group, measure, leaves })
    }
}

/// How every unit stands to the average.
pub struct PerformanceRequest {
    pub period: Period,
    pub node: usize,
    pub region: Option<Area>,
    pub average: Option<f64>,
}

impl PerformanceRequest {
    pub fn new(
        model: &Model,
        period: &str,
        node: &str,
        within: Option<String>,
        average: Option<f64>,
    ) -> Result<PerformanceRequest> {
        Ok(PerformanceRequest {
            period: period.parse()?,
            node: model.node(node)?,
            region: area(model, within.as_deref())?,
            average,
        })
    }
}

/// The trend of an indicator.
pub struct TrendRequest<'a> {
    pub indicator: &'a str,
    pub from: Option<Period>,
    pub period: Period,
}

impl TrendRequest<'_> {
    pub fn new<'a>(indicator: &'a str, from: Option<String>, period: &str) -> Result<TrendRequest<'a>> {
        Ok(TrendRequest { indicator, from: from.map(|from| from.parse()).transpose()?, period: period.parse()? })
    }
}

/// Why a rank changed.
pub fn explained<'a>(
    model: &Model,
    node: Option<&'a str>,
    within: Option<&str>,
    ties: &str,
    decomposition: &str,
) -> Result<Request<'a>> {
    let split = Decomposition::from_id(decomposition).ok_or_else(|| unknown("decomposition", decomposition))?;
    let (region, ties) = (area(model, within)?, ties_of(ties)?);
    Ok(Request { node, region, ties, decomposition: split })
}
