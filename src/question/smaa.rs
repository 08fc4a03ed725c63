//! Ranks under all weights that are possible.

use super::{given, question};
use crate::error::Error;
use crate::index::Model;
use crate::ranking::Ties;
use crate::robustness::confidence::ScoreErrors;
use crate::robustness::smaa::{smaa as analyse, Options, Order, Smaa};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Which weights, and what is known of them.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SmaaRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node by id whose scores are ranked; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// Whether the weights of all indicators below the node vary together; those of its children unless said.
    #[serde(default)]
    pub all_indicators: Option<bool>,
    /// What is known of the weights, by id: in each list every one is at least as heavy as the next.
    #[serde(default)]
    pub order: Option<Vec<Vec<String>>>,
    /// Whether figures vary too, within their standard errors; not unless said.
    #[serde(default)]
    pub errors: Option<bool>,
    /// How many draws, at most 1,000,000; 10,000 where left out.
    #[serde(default)]
    pub draws: Option<usize>,
    /// The seed; 1 where left out.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(SmaaRequest { period, node, all_indicators, order, errors, draws, seed });

/// Ranks under all weights that are possible.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SmaaAnswer {
    /// A row for every unit, by the ranking as it is.
    pub rows: Vec<SmaaRow>,
    /// How often each unit has each rank, where it ever has.
    pub acceptability: Vec<RankShare>,
    /// The weights with which a unit is first: a row for every unit that ever is, and every weight.
    pub central_weights: Vec<CentralWeight>,
    /// How many draws were made.
    pub draws: usize,
}

/// A unit under all weights.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SmaaRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank with the weights as they are.
    pub nominal: Option<f64>,
    /// The share of draws in which it is first (rank acceptability of 1).
    pub first: f64,
    /// The mean of its ranks; none where it has none in any draw.
    pub mean: Option<f64>,
    /// The best that it had.
    pub best: Option<f64>,
    /// The worst.
    pub worst: Option<f64>,
    /// The share in which it is first with its central weights (confidence factor); none where it never is first.
    pub confidence: Option<f64>,
    /// The share of draws in which it has no rank.
    pub missing: f64,
}

/// How often a unit has a rank.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankShare {
    /// The unit's code.
    pub code: String,
    /// The rank.
    pub rank: f64,
    /// The share of draws; units that tie share their ranks.
    pub share: f64,
}

/// A weight with which a unit is first.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CentralWeight {
    /// The unit's code.
    pub code: String,
    /// The node weighted, by id.
    pub id: String,
    /// The mean of its weights in the draws in which the unit is first; all of a unit sum to 1.
    pub weight: f64,
}

crate::json::shown!(SmaaAnswer { rows, acceptability, central_weights, draws });
crate::json::shown!(SmaaRow { code, unit, nominal, first, mean, best, worst, confidence, missing });
crate::json::shown!(RankShare { code, rank, share });
crate::json::shown!(CentralWeight { code, id, weight });

question!(
    /// The row of the question.
    SMAA = "smaa",
    (
        "一切可能权重下的名次（SMAA）：名次可接受度、中心权重、置信因子；可给出权重的大小次序。",
        "Ranks under all possible weights (SMAA): acceptabilities, central weights, confidence; also under a stated order of weights."
    ),
    SmaaRequest,
    smaa
);

/// See [`smaa`](crate::robustness::smaa::smaa()).
///
/// # Errors
/// As there; what is wrong with the request, at its place.
pub fn smaa(model: &Model, request: &SmaaRequest) -> Result<SmaaAnswer> {
    let period = given::period(model, request.period.as_deref())?;
    let group = given::Children::of(model, request.node.as_deref())?;
    let node = given::node(model, request.node.as_deref())?;
    let group = match request.all_indicators.unwrap_or(false) {
        true => group.with_nodes(model, model.indicators_below(node)),
        false => group,
    };
    let draws = given::draws(request.draws, 10_000)?;
    let order = order_of(&group, request.order.as_deref().unwrap_or(&[]))?;
    let errors = request.errors.unwrap_or(false);
    if errors && ScoreErrors::new(model, period, node, 1)?.is_none() {
        return Err(given::no_errors().member("errors"));
    }
    let seed = request.seed.unwrap_or(1) as u64;
    let options = Options { node, weighted: &group.nodes, order: &order, errors, draws, seed };
    let found = analyse(model, period, &options)?;
    let ranking = model.scores(period)?.ranking(node, None, Ties::Competition);
    Ok(SmaaAnswer {
        rows: ranking.order.iter().map(|unit| row(model, &found, &ranking.ranks, *unit)).collect(),
        acceptability: ranking.order.iter().flat_map(|unit| shares(model, &found, *unit)).collect(),
        central_weights: ranking.order.iter().flat_map(|unit| central(model, &group, &found, *unit)).collect(),
        draws,
    })
}

/// The order that lists state.
fn order_of(group: &given::Children, lists: &[Vec<String>]) -> Result<Order> {
    let mut pairs = Vec::new();
    let mut lists_of = Vec::new();
    for (list, ids) in lists.iter().enumerate() {
        let places: Vec<usize> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| group.child(id).map_err(|e| e.item(at).item(list).member("order")))
            .collect::<Result<_>>()?;
        for pair in places.windows(2) {
            pairs.push((pair[0], pair[1]));
            lists_of.push(list);
        }
    }
    Order::new(group.ids.len(), &pairs).map_err(|fault| {
        let list = fault.segments().iter().find_map(|segment| match segment {
            crate::error::Segment::Item(Some(pair)) => lists_of.get(*pair).copied(),
            _ => None,
        });
        let place = list.map_or_else(|| ".order".to_owned(), |list| format!(".order[{list}]"));
        Error::new(fault.code, &place, fault.message.clone(), fault.hint.clone())
    })
}

fn row(model: &Model, found: &Smaa, nominal: &[f64], unit: usize) -> SmaaRow {
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let shares = found.ranks(unit);
    let ranked: f64 = shares.iter().sum();
    let sum: f64 = shares.iter().enumerate().map(|(at, share)| (at + 1) as f64 * share).sum();
    SmaaRow {
        code: model.panel().units()[unit].code.clone(),
        unit: model.panel().units()[unit].name.clone(),
        nominal: there(nominal[unit]),
        first: shares.first().copied().unwrap_or(0.0),
        mean: there(sum / ranked),
        best: shares.iter().position(|share| *share > 0.0).map(|at| (at + 1) as f64),
        worst: shares.iter().rposition(|share| *share > 0.0).map(|at| (at + 1) as f64),
        confidence: found.confidence[unit],
        missing: found.missing[unit],
    }
}

fn shares<'a>(model: &'a Model, found: &'a Smaa, unit: usize) -> impl Iterator<Item = RankShare> + 'a {
    let shares = found.ranks(unit).iter().enumerate().filter(|(_, share)| **share > 0.0);
    let code = move || model.panel().units()[unit].code.clone();
    shares.map(move |(at, share)| RankShare { code: code(), rank: (at + 1) as f64, share: *share })
}

fn central<'a>(
    model: &'a Model,
    group: &'a given::Children,
    found: &'a Smaa,
    unit: usize,
) -> impl Iterator<Item = CentralWeight> + 'a {
    let weights = found.central[unit].iter().flatten();
    let code = move || model.panel().units()[unit].code.clone();
    group.ids.iter().zip(weights).map(move |(id, weight)| CentralWeight {
        code: code(),
        id: id.clone(),
        weight: *weight,
    })
}
