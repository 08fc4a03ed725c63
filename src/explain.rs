//! Why a rank changed: the change between two states, split into the unit's own data, the data of the others, the weights and
//! the method.
//!
//! A [`State`] is a model in a period, or a scenario on it. Between two of them four things may differ, and a state may be
//! thought of that has each of the four from the one or the other: 16 counterfactuals, of which the two states are the first
//! and the last. What a counterfactual is made of:
//!
//! - *own data*: the unit's row, in every period. In the period that is viewed it has its figures of its own state's period.
//! - *data of the others*: the rows of all other units, in the same way.
//! - *weights*: the tree, its groups and the weights given in it. (Weights that a step `weigh` finds follow from the method and
//!   the figures.)
//! - *method*: everything else of the framework. The steps, how groups are combined (by the id of the group), and how
//!   indicators are made of columns.
//!
//! Minima, means and so on over all periods or a base period (`scope`) are taken from those periods as the tables have them:
//! a unit's own row stays in them when it is viewed in another period. What is imputed from a unit's own other periods, and a
//! chained index, end in the period of its own state.

mod counterfactual;
mod mixed;

use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::index::{Columns, Model};
use crate::json;
use crate::period::Period;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::scenario::Scenario;
use crate::text::Text;
use counterfactual::{Counterfactuals, Outcome};
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// How the change is split. v(S) is the rank, or the score, of the counterfactual that has the things in S from the second state and
/// the rest from the first.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decomposition {
    /// Shapley values: the part of f is the mean of v(S and f) - v(S) over all orders in which the four may change, so no
    /// order is preferred. Each S without f has the weight s! (3 - s)! / 4!, s its size: multiples of 1/24. Shapley (1953);
    /// of indices: Shorrocks (2013). Where v is 10 in the first state, 14 with own data alone from the second, 11 with
    /// those of the others alone and 17 with both: own data (4 + 6) / 2 = 5, others 2.
    #[default]
    Shapley,
    /// One after the other: own data, then others, weights, method; the part of each is what v changes by. It depends on
    /// that order: in the same case own data 4, others 3.
    Ordered,
}

json::words!(Decomposition { Shapley = "shapley", Ordered = "ordered" });

/// One of two states of a unit.
#[derive(Debug, Clone)]
pub struct State {
    model: Model,
    period: Period,
    /// Where they are not the panel's.
    values: Option<Vec<f64>>,
}

impl State {
    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// A model in a period.
    ///
    /// # Errors
    /// `unknown_period`.
    pub fn new(model: &Model, period: Period) -> Result<State> {
        model.panel().find_period(period)?;
        Ok(State { model: model.clone(), period, values: None })
    }

    /// A scenario, as it is now, in a period.
    ///
    /// # Errors
    /// As [`Scenario::scores`].
    pub fn of_scenario(scenario: &mut Scenario, period: Period) -> Result<State> {
        let values = Some(scenario.figures(period)?.0.to_vec());
        Ok(State { model: scenario.model().clone(), period, values })
    }

    fn values(&self) -> &[f64] {
        self.values.as_deref().unwrap_or(self.model.panel().values())
    }

    /// The indicators below a node that no unit has, in the order of their ids.
    fn lacking(&self, node: Option<&str>) -> Result<Vec<&str>> {
        let (inner, panel) = (self.model.inner(), self.model.panel());
        let (node, period) = (node.map_or(Ok(0), |id| self.model.node(id))?, panel.find_period(self.period)?);
        let leaves = inner.lacking(node, Columns::with(panel, self.values()), period);
        let mut ids: Vec<&str> = leaves.into_iter().map(|leaf| inner.leaves[leaf].id.as_str()).collect();
        ids.sort_unstable();
        Ok(ids)
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Request<'a> {
    /// The node ranked by; the index where left out.
    pub node: Option<&'a str>,
    /// Ranks within a region only.
    pub region: Option<Area>,
    /// What ties get.
    pub ties: Ties,
    /// How the change is split.
    pub decomposition: Decomposition,
}

/// A change between two states, and its parts.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The node ranked by.
    pub node: String,
    /// How the change is split.
    pub decomposition: Decomposition,
    /// The first state.
    pub from: UnitState,
    /// The second.
    pub to: UnitState,
    /// The second less the first: below zero the unit has risen. None where it has no rank in one of them, or they have
    /// other indicators.
    pub rank: Option<f64>,
    /// The second less the first.
    pub score: Option<f64>,
    /// The change by what caused it; none where a counterfactual has no score.
    pub parts: Option<ChangeParts>,
    /// Why there are no parts: why the unit has no score in a state or a counterfactual, or that the states have other indicators.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
    /// The part of own data by the children of the node: what the indicators below each add up to. Empty where the node is
    /// an indicator, or `own_reason` says why there is none.
    pub dimensions: Vec<NodePart>,
    /// The part of own data by indicators, in the order of the second state's tree. Those outside the node are left out where
    /// they do nothing.
    pub indicators: Vec<IndicatorPart>,
    /// Why the part of own data is not split: why the unit has no score on the way.
    #[ts(type = "string | null")]
    pub own_reason: Option<Reason>,
}

/// The unit's rank and score in a state.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitState {
    /// The period.
    pub period: String,
    /// Its rank.
    pub rank: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
}

/// A part of the change.
#[typescript]
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct ChangePart {
    /// In places; below zero it is for the better.
    pub rank: f64,
    /// In the score's own unit.
    pub score: f64,
}

/// The four parts, which sum to the change.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChangeParts {
    /// The unit's own data.
    pub own: ChangePart,
    /// The data of the others.
    pub others: ChangePart,
    /// The tree and its weights.
    pub weights: ChangePart,
    /// Everything else of the framework.
    pub method: ChangePart,
}

/// What a child of the node has in the part of own data.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodePart {
    /// The child.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// In places.
    pub rank: f64,
    /// In the score's own unit.
    pub score: f64,
}

/// What an indicator has in the part of own data.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorPart {
    /// The indicator.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The child of the node that it is below, or is; none outside the node.
    pub dimension: Option<String>,
    /// In places.
    pub rank: f64,
    /// In the score's own unit.
    pub score: f64,
}

json::shown!(Explanation {
    code,
    unit,
    node,
    decomposition,
    from,
    to,
    rank,
    score,
    parts,
    reason,
    dimensions,
    indicators,
    own_reason,
});
json::shown!(UnitState { period, rank, score });
json::shown!(ChangePart { rank, score });
json::shown!(ChangeParts { own, others, weights, method });
json::shown!(NodePart { id, name, rank, score });
json::shown!(IndicatorPart { id, name, dimension, rank, score });

/// The factors that may differ, as bits of a counterfactual: set where it has them from the second state.
const OWN: usize = 0;
const OTHERS: usize = 1;

/// Parts of ranks are multiples of this, so that they sum to the last bit in whatever order they are added.
const RANK_ROUNDING: f64 = 1.0 / 68_719_476_736.0; // 2^-36

/// Splits the change of a unit's rank and score between two states into its own data, the data of the others, weights and
/// method; and the part of own data by dimension and by indicator.
///
/// The parts of the rank sum to its change to the last bit (each is rounded to 2^-36, 1.5e-11; below 131,072 units), those of
/// the score to 1e-12 of the scores. What does not differ has exactly zero. Own data are split by changing indicator by
/// indicator, in the order of the tree and in its reverse, and taking the mean of both: these are the Shapley values wherever
/// no three indicators act on each other, they take two evaluations an indicator instead of 2^n, and the indicators of a
/// dimension sum to what it would have as one. A rank moves in whole places, so an indicator may have the place that several
/// together gained: the score's parts say how much each did.
///
/// Where the unit has no score in a state or a counterfactual (nothing is made of too few figures, say), `reason` says why and there
/// are no parts. Nor is there a change where no unit has an indicator in one of the states that is present in the other
/// (`other_indicators`): it would be partly that of what is measured.
///
/// # Errors
/// `unknown_unit`, `unknown_node`; `bad_parameter` where the two have other units or periods of another kind, where the unit is
/// not of the region, where the tree of the one cannot have the method of the other, or where figures depend on which periods
/// and columns the data have, and the two have others; `unknown_indicator` where their frameworks have other indicators.
///
/// ```
/// use innodex::explain::{explain, Request, State};
/// use innodex::{Framework, Model, Panel, Period};
/// let panel = Panel::from_csv(b"unit,year,x\na,2021,1\nb,2021,2\nc,2021,3\na,2022,4\nb,2022,2\nc,2022,5\n", None)?;
/// let framework = Framework::of_columns(&panel);
/// let model = Model::new(panel, framework)?;
/// let (from, to) = (State::new(&model, Period::year(2021))?, State::new(&model, Period::year(2022))?);
/// let found = explain(&from, &to, "a", &Request::default())?;
/// let parts = found.parts.unwrap();
/// // From third to second. With its own 4 it was first of the others' 2021, and c's 5 took that back.
/// assert_eq!((found.rank, found.score), (Some(-1.0), Some(3.0)));
/// assert_eq!((parts.own.rank, parts.others.rank), (-1.5, 0.5));
/// assert_eq!((parts.own.score, parts.others.score), (3.0, 0.0));
/// # Ok::<(), innodex::Error>(())
/// ```
pub fn explain(from: &State, to: &State, unit: &str, request: &Request) -> Result<Explanation> {
    let counterfactuals = Counterfactuals::new(from, to, unit, request)?;
    let panel = to.model.panel();
    let known = &panel.units()[panel.find_unit(unit)?];
    let ends = counterfactuals.ends();
    let in_state = |state: &State, outcome: &Outcome| UnitState {
        period: state.period.to_string(),
        rank: outcome.scored().map(|c| c.rank),
        score: outcome.scored().map(|c| c.score),
    };
    let both = ends[0].scored().zip(ends[1].scored());
    let mut explanation = Explanation {
        code: known.code.clone(),
        unit: known.name.clone(),
        node: counterfactuals.node_id().to_owned(),
        decomposition: request.decomposition,
        from: in_state(from, &ends[0]),
        to: in_state(to, &ends[1]),
        rank: both.map(|(a, b)| b.rank - a.rank),
        score: both.map(|(a, b)| b.score - a.score),
        parts: None,
        reason: ends[0].missing.or(ends[1].missing),
        dimensions: Vec::new(),
        indicators: Vec::new(),
        own_reason: None,
    };
    if both.is_none() {
        return Ok(explanation);
    }
    if from.lacking(request.node)? != to.lacking(request.node)? {
        let reason = Some(Reason::OtherIndicators);
        return Ok(Explanation { rank: None, score: None, reason, ..explanation });
    }
    let parts = match counterfactuals.factors(request.decomposition) {
        Ok(parts) => parts,
        Err(reason) => return Ok(Explanation { reason: Some(reason), ..explanation }),
    };
    let whole = (explanation.rank.unwrap_or(0.0) / RANK_ROUNDING) as i64;
    let ranks = to_ticks(parts.iter().map(|part| part.rank), whole);
    let [own, others, weights, method] =
        [0, 1, 2, 3].map(|f| ChangePart { rank: places(ranks[f]), score: parts[f].score });
    explanation.parts = Some(ChangeParts { own, others, weights, method });
    match counterfactuals.leaves(request.decomposition) {
        Ok(leaves) => {
            let ranks = to_ticks(leaves.iter().map(|part| part.rank), ranks[OWN]);
            counterfactuals.name(&mut explanation, &leaves, &ranks);
        }
        Err(reason) => explanation.own_reason = Some(reason),
    }
    Ok(explanation)
}

/// A part before it is rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Part {
    /// In places: a sum of few terms, each a multiple of 1/96.
    rank: f64,
    score: f64,
}

/// Parts as multiples (ticks) of [`RANK_ROUNDING`] that sum to the whole: each is rounded, the remainder goes to the largest.
fn to_ticks(parts: impl Iterator<Item = f64>, whole: i64) -> Vec<i64> {
    let mut ticks: Vec<i64> = parts.map(|part| libm::round(part / RANK_ROUNDING) as i64).collect();
    let left = whole - ticks.iter().sum::<i64>();
    // Rounding alone: half a tick per part, and the last digits of sums.
    debug_assert!(left.unsigned_abs() as usize <= 4 * ticks.len(), "{left} ticks left over");
    if let Some(largest) = (0..ticks.len()).rev().max_by_key(|at| ticks[*at].unsigned_abs()) {
        ticks[largest] += left;
    }
    ticks
}

fn places(ticks: i64) -> f64 {
    ticks as f64 * RANK_ROUNDING
}

fn refused(zh: impl AsRef<str>, en: impl AsRef<str>, hint: Text) -> Error {
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_types() {
        Decomposition::words_agree();
    }

    #[test]
    fn what_is_rounded_away_is_not_lost() {
        let thirds = to_ticks([1.0 / 3.0; 3].into_iter(), (1.0 / RANK_ROUNDING) as i64);
        let [a, b, c] = [places(thirds[0]), places(thirds[1]), places(thirds[2])];
        assert_eq!((a + b + c, c + b + a, b + (c + a)), (1.0, 1.0, 1.0));
        assert!((a - 1.0 / 3.0).abs() < 1e-10);
        assert_eq!(to_ticks([0.0, 0.0].into_iter(), 0), [0, 0]);
        // Up to the number of units that it is stated for.
        let far = to_ticks([131_000.0 + 1.0 / 96.0, -1.0 / 96.0].into_iter(), (131_000.0 / RANK_ROUNDING) as i64);
        assert_eq!(places(far[0]) + places(far[1]), 131_000.0);
    }
}
