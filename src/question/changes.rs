//! Whether a change of rank is more than the choices of method.

use super::comparison::why_not;
use super::{given, question};
use crate::error::{Code, Error};
use crate::index::{Model, Ranking};
use crate::period::Period;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::robustness::{Moves, RankChanges, UncertaintySpec};
use crate::scenario::OneOrMany;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// A change is firm where at least this share of the draws agrees.
const FIRM: f64 = 0.9;

/// Between which periods, and what is drawn.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesRequest {
    /// The later period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The earlier period; the one before it in the data where left out.
    #[serde(default)]
    pub since: Option<String>,
    /// A unit or several, by code or name; all where left out.
    #[serde(default)]
    pub unit: Option<OneOrMany>,
    /// The node of the tree by id, such as a dimension; the whole index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// Ranks within a part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// What varies; what the framework says, or its default, where left out.
    #[serde(default)]
    pub spec: Option<UncertaintySpec>,
    /// How many draws; what the specification says, or 1,000, where left out.
    #[serde(default)]
    pub draws: Option<usize>,
    /// Which random numbers: the same seed gives the same draws.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(ChangesRequest { period, since, unit, node, region, spec, draws, seed });

/// Changes of rank by a node between two periods, each with the share of draws that agrees. A draw is one set of weights
/// and methods and ranks both periods.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The node ranked by.
    pub node: String,
    /// Its name.
    pub name: Text,
    /// The earlier period.
    pub since: String,
    /// The later period.
    pub period: String,
    /// Whether both have the same indicators. Where not, nothing is drawn.
    pub comparable: bool,
    /// Why not: which indicators the one lacks and the other has.
    pub why: Option<Text>,
    /// How many draws were made.
    pub draws: usize,
    /// Their seed.
    pub seed: usize,
    /// The share of draws from which a change is firm: 0.9.
    pub threshold: f64,
    /// What is to be known before shares are quoted: that nothing varies.
    pub warnings: Vec<Text>,
    /// A row for every unit, in the order of codes.
    pub rows: Vec<ChangesRow>,
}

/// A unit's change of rank.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangesRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank in the earlier period.
    pub rank_before: Option<f64>,
    /// In the later one.
    pub rank: Option<f64>,
    /// The rank less that before: below zero the unit has risen.
    pub rank_change: Option<f64>,
    /// The share of draws in which it rose, of those in which it has a rank in both periods, as all shares here.
    pub rose: Option<f64>,
    /// In which it fell.
    pub fell: Option<f64>,
    /// In which it kept its rank.
    pub same: Option<f64>,
    /// The share of all draws in which it has no rank in one of the two.
    pub missing: Option<f64>,
    /// The share of draws that agrees with the change: in which it rose too, fell too, or kept its rank too.
    pub agreeing: Option<f64>,
    /// Whether that is nine in ten or more.
    pub firm: Option<bool>,
    /// Why there is no change, or no share.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

crate::json::shown!(Changes { node, name, since, period, comparable, why, draws, seed, threshold, warnings, rows });
crate::json::shown!(ChangesRow {
    code,
    unit,
    rank_before,
    rank,
    rank_change,
    rose,
    fell,
    same,
    missing,
    agreeing,
    firm,
    reason,
});

question!(
    /// The row of the question.
    CHANGES = "changes",
    (
        "两期之间名次变动的稳健性：在两期共用的模拟中，名次上升、下降、不变各占多少，是否达到90%。",
        "Whether changes of rank between two periods are robust: the share of draws, common to both, in which a unit rose or fell."
    ),
    ChangesRequest,
    changes
);

/// Changes of rank by a node, or by the whole index, between two periods, and the share of draws in which they hold.
///
/// # Errors
/// `unknown_unit`, `unknown_node`, `unknown_period`, `unknown_region`, each with the member that named it; `bad_parameter` where the periods are not
/// one before the other, where there is none before, and for what is wrong in the specification.
pub fn changes(model: &Model, request: &ChangesRequest) -> Result<Changes> {
    let node = given::node(model, request.node.as_deref())?;
    let area = given::area(model, request.region.as_deref())?;
    let named = given::units(model, request.unit.as_ref(), area)?;
    let (since, period) = ends(model, request)?;
    let why = why_not(model, node, since, period)?;
    let analysis = |period| {
        let found = given::uncertainty(model, period, request.spec.as_ref(), request.draws, request.seed);
        // The number that a member says wins over the specification's, and is to blame.
        found.map_err(|error| match request.draws {
            Some(_) => error.relocated("$.uncertainty.draws", "$.draws").relocated("$.spec.draws", "$.draws"),
            None => error,
        })
    };
    let drawn = match why {
        None => Some(RankChanges::of(analysis(since)?.by_node(node), analysis(period)?.by_node(node))),
        Some(_) => None,
    };
    let moves = drawn.as_ref().map(|drawn| drawn.moves(area));
    let ranking = |period| Ok(model.scores(period)?.ranking(node, area, Ties::Competition));
    let [first, second]: [Result<Ranking>; 2] = [since, period].map(ranking);
    let (first, second) = (first?, second?);
    let panel = model.panel();
    let asked = |u: &&usize| named.as_ref().map_or(panel.is_in(**u, area), |units| units.contains(u));
    let row = |u: &usize| {
        let u = *u;
        let some = |value: f64| Some(value).filter(|value| !value.is_nan());
        let (rank_before, rank) = (some(first.ranks[u]), some(second.ranks[u]));
        let reason = second.reasons[u].or(first.reasons[u]);
        ChangesRow {
            reason: reason.or(why.is_some().then_some(Reason::OtherIndicators)),
            ..ChangesRow::of(panel.units()[u].clone(), rank_before, rank, moves.as_ref().map(|moves| moves[u]))
        }
    };
    let of_node = &model.inner().nodes[node];
    Ok(Changes {
        node: of_node.id.clone(),
        name: of_node.name.clone(),
        since: since.to_string(),
        period: period.to_string(),
        comparable: why.is_none(),
        draws: drawn.as_ref().map_or(0, |drawn| drawn.now().done()),
        seed: drawn.as_ref().and_then(|drawn| drawn.now().spec().seed).or(request.seed).unwrap_or(1),
        threshold: FIRM,
        warnings: drawn.as_ref().map(|drawn| drawn.now().warnings()).unwrap_or_default(),
        rows: model.inner().by_code.iter().filter(asked).map(row).collect(),
        why,
    })
}

impl ChangesRow {
    /// A unit with its ranks, and what they did over the draws, where there are any.
    fn of(unit: crate::panel::Unit, before: Option<f64>, rank: Option<f64>, moves: Option<Moves>) -> ChangesRow {
        let change = rank.zip(before).filter(|_| moves.is_some()).map(|(rank, before)| rank - before);
        // A share of no draws is none.
        let share = |count: fn(Moves) -> usize| {
            moves.filter(|moves| moves.ranked() > 0).map(|moves| count(moves) as f64 / moves.ranked() as f64)
        };
        let (rose, fell, same) = (share(|m| m.rose), share(|m| m.fell), share(|m| m.same));
        let agreeing = change.and_then(|change| match change {
            change if change < 0.0 => rose,
            change if change > 0.0 => fell,
            _ => same,
        });
        ChangesRow {
            code: unit.code,
            unit: unit.name,
            rank_before: before,
            rank,
            rank_change: change,
            rose,
            fell,
            same,
            missing: moves.map(|moves| moves.missing as f64 / (moves.missing + moves.ranked()) as f64),
            agreeing,
            firm: agreeing.map(|share| share >= FIRM),
            reason: None,
        }
    }
}

/// The two periods, the earlier first.
fn ends(model: &Model, request: &ChangesRequest) -> Result<(Period, Period)> {
    let period = given::period(model, request.period.as_deref())?;
    let since = match &request.since {
        Some(written) => given::period_of(model, written, "since")?,
        None => *model.panel().periods().iter().rev().find(|each| **each < period).ok_or_else(|| {
            let message = Text::new(
                format!("数据中没有早于{period}的时期，无从比较。"),
                format!("The data have no period before {period} to compare with."),
            );
            refused(message, "请改用较晚的时期。", "Name a later period.").member("period")
        })?,
    };
    if since < period {
        return Ok((since, period));
    }
    let message = Text::new(
        format!("since（{since}）须早于 period（{period}）。"),
        format!("since ({since}) must be earlier than period ({period})."),
    );
    let hint = ("请对调两个时期，或改用较早的时期。", "Swap the two, or name an earlier one.");
    Err(refused(message, hint.0, hint.1).member("since"))
}

fn refused(message: Text, zh: &str, en: &str) -> Error {
    Error::new(Code::BadParameter, "", message, Text::new(zh, en))
}
