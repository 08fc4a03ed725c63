//! Scores and ranks over periods.

use super::comparison::why_not;
use super::{given, question};
use crate::area::Area;
use crate::index::scale::ScoreScale;
use crate::index::{Model, Ranking, Scores};
use crate::period::Period;
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::scenario::OneOrMany;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose scores and ranks, by which node and in which periods.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryRequest {
    /// A unit or several, by code or name; all where left out.
    #[serde(default)]
    pub unit: Option<OneOrMany>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The periods; all where left out. Each is compared with the one before it in this list.
    #[serde(default)]
    pub periods: Option<Vec<String>>,
    /// Ranks within a part of the units only.
    #[serde(default)]
    pub region: Option<String>,
}

crate::json::readable!(HistoryRequest { unit, node, periods, region });

/// Scores and ranks over periods.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    /// The node ranked by.
    pub node: String,
    /// Its name.
    pub name: Text,
    /// What a change of its score means.
    pub scale: ScoreScale,
    /// The periods in the order of time.
    pub periods: Vec<HistoryPeriod>,
    /// A row for every unit and period: units in the order of codes, of each the periods in the order of time.
    pub rows: Vec<HistoryRow>,
    /// The same by the children of the node: of each unit the children in the order of the tree. None of an indicator.
    pub dimensions: Vec<HistoryRow>,
}

/// A period, and whether it compares with the one before.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryPeriod {
    /// The period.
    pub period: String,
    /// The period that it is compared with: the one before it of those asked for. None for the first.
    pub before: Option<String>,
    /// Whether every indicator below the node has a figure of some unit.
    pub complete: bool,
    /// The indicators below the node, by id, of which no unit has a figure.
    pub missing: Vec<String>,
    /// Whether both have the same indicators; none for the first.
    pub comparable: Option<bool>,
    /// Why not: which indicators the one lacks and the other has.
    pub why: Option<Text>,
}

/// A node's score of a unit in a period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The node, by id.
    pub node: String,
    /// The period.
    pub period: String,
    /// Its score; none where there is a reason.
    pub score: Option<f64>,
    /// Its rank, 1 for the best.
    pub rank: Option<f64>,
    /// The period compared with: the one before it of those asked for.
    pub before: Option<String>,
    /// The score less that before.
    pub score_change: Option<f64>,
    /// The same as a fraction of that before (0.05 is 5 %): where the node is on a ratio scale, of a score above zero.
    pub score_growth: Option<f64>,
    /// The rank less that before: below zero the unit has risen.
    pub rank_change: Option<f64>,
    /// Whether every indicator below the node has a figure of some unit in the period.
    pub complete: bool,
    /// Indicators below the node of which this unit has no figure.
    pub missing: usize,
    /// Why there is no score.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
    /// Why there is no change: why there is no score in one of the two, or that they have other indicators. None beside a
    /// change, and for the first period.
    #[ts(type = "string | null")]
    pub change_reason: Option<Reason>,
}

crate::json::shown!(History { node, name, scale, periods, rows, dimensions });
crate::json::shown!(HistoryPeriod { period, before, complete, missing, comparable, why });
crate::json::shown!(HistoryRow {
    code,
    unit,
    node,
    period,
    score,
    rank,
    before,
    score_change,
    score_growth,
    rank_change,
    complete,
    missing,
    reason,
    change_reason,
});

question!(
    /// The row of the question.
    HISTORY = "history",
    (
        "各地区历年的得分、名次及其变动；两期指标不同的不作比较。",
        "Scores and ranks of units over the periods, with their changes where two periods have the same indicators."
    ),
    HistoryRequest,
    history
);

/// Scores and ranks over periods: each period's are those of [`Scores::ranking`]. A change is that from the period before, of those
/// asked for, where both have the same indicators ([`Model::comparable`]).
///
/// # Errors
/// `unknown_node`, `unknown_unit`, `unknown_period`, `unknown_region`, each with the member that named it; `bad_parameter` where a
/// unit is not of the region.
pub fn history(model: &Model, request: &HistoryRequest) -> Result<History> {
    let node = given::node(model, request.node.as_deref())?;
    let area = given::area(model, request.region.as_deref())?;
    let named = given::units(model, request.unit.as_ref(), area)?;
    let periods = given::periods(model, request.periods.as_deref())?;
    let scores: Vec<Scores> = periods.iter().map(|period| model.scores(*period)).collect::<Result<_>>()?;
    let (inner, panel) = (model.inner(), model.panel());
    let asked = |u: &usize| named.as_ref().map_or(panel.is_in(*u, area), |units| units.contains(u));
    let units: Vec<usize> = inner.by_code.iter().copied().filter(asked).collect();

    let series = |node: &usize| Series::new(model, *node, area, &periods, &scores);
    let (whole, children) = (series(&node)?, inner.children(node).iter().map(series).collect::<Result<Vec<_>>>()?);
    let each = |of: &[Series]| {
        let rows =
            units.iter().flat_map(|u| of.iter().flat_map(|series| (0..periods.len()).map(|p| series.row(*u, p))));
        rows.collect()
    };
    Ok(History {
        node: inner.nodes[node].id.clone(),
        name: inner.nodes[node].name.clone(),
        scale: model.score_scale(node),
        periods: described(model, node, &periods)?,
        dimensions: each(&children),
        rows: each(&[whole]),
    })
}

/// The periods, each with the one before it.
fn described(model: &Model, node: usize, periods: &[Period]) -> Result<Vec<HistoryPeriod>> {
    let one = |(at, period): (usize, &Period)| {
        let before = at.checked_sub(1).map(|before| periods[before]);
        let missing: Vec<String> = model.lacking(node, *period)?.into_iter().map(str::to_owned).collect();
        let why = before.map(|before| why_not(model, node, before, *period)).transpose()?.flatten();
        Ok(HistoryPeriod {
            period: period.to_string(),
            before: before.map(|before| before.to_string()),
            complete: missing.is_empty(),
            missing,
            comparable: before.map(|_| why.is_none()),
            why,
        })
    };
    periods.iter().enumerate().map(one).collect()
}

/// A node in every period.
struct Series<'a> {
    model: &'a Model,
    node: usize,
    periods: &'a [Period],
    rankings: Vec<Ranking>,
    /// Whether the node is on a ratio scale.
    ratio: bool,
    complete: Vec<bool>,
    /// Whether a period compares with the one before; the first does not.
    comparable: Vec<bool>,
}

impl<'a> Series<'a> {
    fn new(
        model: &'a Model,
        node: usize,
        area: Option<Area>,
        periods: &'a [Period],
        scores: &[Scores],
    ) -> Result<Series<'a>> {
        let complete = |period: &Period| Ok(model.lacking(node, *period)?.is_empty());
        let compares = |at: usize| match at.checked_sub(1) {
            Some(before) => model.comparable(node, periods[before], periods[at]),
            None => Ok(false),
        };
        Ok(Series {
            model,
            node,
            periods,
            rankings: scores.iter().map(|scores| scores.ranking(node, area, Ties::Competition)).collect(),
            ratio: model.score_scale(node).ratio,
            complete: periods.iter().map(complete).collect::<Result<_>>()?,
            comparable: (0..periods.len()).map(compares).collect::<Result<_>>()?,
        })
    }

    /// A unit in a period, with what changed since the one before.
    fn row(&self, u: usize, p: usize) -> HistoryRow {
        let unit = &self.model.panel().units()[u];
        let some = |value: f64| Some(value).filter(|value| !value.is_nan());
        let of = |p: usize| (some(self.rankings[p].scores[u]), some(self.rankings[p].ranks[u]));
        let (score, rank) = of(p);
        let before = p.checked_sub(1);
        let compared = before.filter(|_| self.comparable[p]);
        let (score_before, rank_before) = compared.map_or((None, None), of);
        let from = |now: Option<f64>, before: Option<f64>| now.zip(before).map(|(now, before)| now - before);
        let score_change = from(score, score_before);
        let share = |(change, before): (f64, f64)| (self.ratio && before > 0.0).then_some(change / before);
        let why = |before: usize| match compared {
            _ if score.is_none() => self.rankings[p].reasons[u],
            None if of(before).0.is_some() => Some(Reason::OtherIndicators),
            _ => self.rankings[before].reasons[u],
        };
        HistoryRow {
            code: unit.code.clone(),
            unit: unit.name.clone(),
            node: self.model.inner().nodes[self.node].id.clone(),
            period: self.periods[p].to_string(),
            score,
            rank,
            before: before.map(|before| self.periods[before].to_string()),
            score_change,
            score_growth: score_change.zip(score_before).and_then(share),
            rank_change: from(rank, rank_before),
            complete: self.complete[p],
            missing: self.rankings[p].missing[u] as usize,
            reason: self.rankings[p].reasons[u],
            change_reason: before.filter(|_| score_change.is_none()).and_then(why),
        }
    }
}
