//! The ranking by every combination of chosen methods.

use super::{given, question};
use crate::error::Error;
use crate::index::Model;
use crate::json::{Json, Members, Read, Show};
use crate::robustness::{all_combinations, Combination, UncertaintySpec};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// The alternatives of every step; what the framework's `uncertainty` says where all are left out.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CombinationsRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// Normalisations, a name or an object with parameters each.
    #[serde(default)]
    #[schemars(
        with = "Option<Vec<crate::robustness::NamedOr<crate::index::normalise::Method, crate::index::normalise::Parameters>>>"
    )]
    #[ts(
        as = "Option<Vec<crate::robustness::NamedOr<crate::index::normalise::Method, crate::index::normalise::Parameters>>>"
    )]
    pub normalise: Option<Json>,
    /// Aggregations, likewise.
    #[serde(default)]
    #[schemars(with = "Option<Vec<crate::index::aggregate::CombineOrName>>")]
    #[ts(as = "Option<Vec<crate::index::aggregate::CombineOrName>>")]
    pub aggregate: Option<Json>,
    /// Treatments of outliers, likewise.
    #[serde(default)]
    #[schemars(
        with = "Option<Vec<crate::robustness::NamedOr<crate::index::treat::Treatment, crate::index::treat::TreatSpec>>>"
    )]
    #[ts(
        as = "Option<Vec<crate::robustness::NamedOr<crate::index::treat::Treatment, crate::index::treat::TreatSpec>>>"
    )]
    pub treat: Option<Json>,
    /// Imputations, likewise.
    #[serde(default)]
    #[schemars(
        with = "Option<Vec<crate::robustness::NamedOr<crate::index::impute::Imputation, crate::index::impute::ImputeSpec>>>"
    )]
    #[ts(
        as = "Option<Vec<crate::robustness::NamedOr<crate::index::impute::Imputation, crate::index::impute::ImputeSpec>>>"
    )]
    pub impute: Option<Json>,
}

crate::json::readable!(CombinationsRequest { period, normalise, aggregate, treat, impute });

/// The ranks by every combination.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CombinationsAnswer {
    /// A row for every unit, in the order of codes, with a column for every combination.
    #[ts(
        type = "({ code: string, unit: Text, nominal: number | null, best: number | null, worst: number | null, mean: number | null } & Record<string, number | null>)[]"
    )]
    pub rows: Vec<CombinationRow>,
    /// What the columns stand for.
    pub combinations: Vec<CombinationOf>,
}

/// A unit by every combination.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CombinationRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank by the framework as it is.
    pub nominal: Option<f64>,
    /// Its best rank by any combination.
    pub best: Option<f64>,
    /// Its worst.
    pub worst: Option<f64>,
    /// The mean of its ranks.
    pub mean: Option<f64>,
    /// Its rank by each combination.
    pub ranks: Members<Option<f64>>,
}

impl Show for CombinationRow {
    fn show(&self) -> Json {
        let CombinationRow { code, unit, nominal, best, worst, mean, ranks } = self;
        let named: [(&str, &dyn Show); 6] =
            [("code", code), ("unit", unit), ("nominal", nominal), ("best", best), ("worst", worst), ("mean", mean)];
        let own = named.into_iter().map(|(name, value)| (name.to_owned(), value.show()));
        Json::Object(own.chain(ranks.0.iter().map(|(name, rank)| (name.clone(), rank.show()))).collect())
    }
}

/// A combination of methods.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CombinationOf {
    /// The name of its column.
    pub column: String,
    /// The treatment; none where it is the framework's own.
    pub treat: Option<String>,
    /// The imputation.
    pub impute: Option<String>,
    /// The normalisation.
    pub normalise: Option<String>,
    /// The aggregation.
    pub aggregate: Option<String>,
    /// The mean of |rank - rank by the framework as it is|.
    pub mean_shift: Option<f64>,
}

crate::json::shown!(CombinationsAnswer { rows, combinations });
crate::json::shown!(CombinationOf { column, treat, impute, normalise, aggregate, mean_shift });

question!(
    /// The row of the question.
    COMBINATIONS = "combinations",
    (
        "所选标准化方法与合成方法的全部组合下的名次，合为一表。",
        "The ranks by every combination of chosen normalisations, aggregations and other methods, as one table."
    ),
    CombinationsRequest,
    combinations
);

/// See [`all_combinations`].
///
/// # Errors
/// As there, at the place in the request.
pub fn combinations(model: &Model, request: &CombinationsRequest) -> Result<CombinationsAnswer> {
    let period = given::period(model, request.period.as_deref())?;
    let (spec, place) = spec_of(model, request)?;
    let (nominal, found) = all_combinations(model, &spec, period).map_err(|e: Error| e.relocated("$", place))?;
    let columns = columns(&spec, &found);
    let rank = |rank: u32| Some(f64::from(rank)).filter(|rank| *rank > 0.0);
    let row = |unit: &usize| {
        let ranks: Vec<Option<f64>> = found.iter().map(|each| rank(each.ranks[*unit])).collect();
        let there: Vec<f64> = ranks.iter().flatten().copied().collect();
        CombinationRow {
            code: model.panel().units()[*unit].code.clone(),
            unit: model.panel().units()[*unit].name.clone(),
            nominal: rank(nominal[*unit]),
            best: there.iter().copied().reduce(f64::min),
            worst: there.iter().copied().reduce(f64::max),
            mean: (!there.is_empty()).then(|| crate::statistics::mean(&there)),
            ranks: Members(columns.iter().map(|each| each.column.clone()).zip(ranks).collect()),
        }
    };
    Ok(CombinationsAnswer { rows: model.inner().by_code.iter().map(row).collect(), combinations: columns })
}

/// What the request says, and where it is said.
fn spec_of(model: &Model, request: &CombinationsRequest) -> Result<(UncertaintySpec, &'static str)> {
    let CombinationsRequest { normalise, aggregate, treat, impute, .. } = request;
    let named = [("normalise", normalise), ("aggregate", aggregate), ("treat", treat), ("impute", impute)];
    let said: Vec<(String, Json)> =
        named.into_iter().filter_map(|(name, list)| Some((name.to_owned(), list.clone()?))).collect();
    match said.is_empty() {
        true => Ok((UncertaintySpec::of(model.framework())?, "$.uncertainty")),
        false => Ok((UncertaintySpec::read(&Json::Object(said))?, "$")),
    }
}

/// The columns of all combinations: the methods by name, of the steps that have alternatives.
fn columns(spec: &UncertaintySpec, found: &[Combination]) -> Vec<CombinationOf> {
    let lists = [
        given::alternatives(&spec.treat),
        given::alternatives(&spec.impute),
        given::alternatives(&spec.normalise),
        given::alternatives(&spec.aggregate),
    ];
    let column = |each: &Combination| {
        let [treat, impute, normalise, aggregate]: [Option<String>; 4] =
            std::array::from_fn(|step| lists[step].get(each.chosen[step]).cloned());
        let words = [&treat, &impute, &normalise, &aggregate];
        let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
        let mean_shift = Some(each.mean_shift).filter(|shift| !shift.is_nan());
        CombinationOf { column: words.join("·"), treat, impute, normalise, aggregate, mean_shift }
    };
    found.iter().map(column).collect()
}
