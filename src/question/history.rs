//! Scores and ranks over periods.

use super::{given, question};
use crate::index::Model;
use crate::ranking::Ties;
use crate::reason::Reason;
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
    /// A unit by code or name; all where left out.
    #[serde(default)]
    pub unit: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The periods; all where left out.
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
    /// A row for every unit and period: units in the order of codes, of each the periods in the order of time.
    pub rows: Vec<HistoryRow>,
}

/// A unit in a period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The period.
    pub period: String,
    /// Its score; none where there is a reason.
    pub score: Option<f64>,
    /// Its rank, 1 for the best.
    pub rank: Option<f64>,
    /// Why there is no score.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

crate::json::shown!(History { rows });
crate::json::shown!(HistoryRow { code, unit, period, score, rank, reason });

question!(
    /// The row of the question.
    HISTORY = "history",
    ("各单位历年的得分和名次。", "Scores and ranks of units over the periods."),
    HistoryRequest,
    history
);

/// Scores and ranks over periods: each period's are those of [`Scores::ranking`](crate::Scores::ranking).
///
/// # Errors
/// `unknown_node`, `unknown_unit`, `unknown_period`, each with the member that named it.
pub fn history(model: &Model, request: &HistoryRequest) -> Result<History> {
    let node = given::node(model, request.node.as_deref())?;
    let area = given::area(model, request.region.as_deref())?;
    let only = request.unit.as_deref().map(|unit| given::unit(model, unit)).transpose()?;
    let units = model.panel().units();
    let mut rows = Vec::new();
    for period in given::periods(model, request.periods.as_deref())? {
        let ranking = model.scores(period)?.ranking(node, area, Ties::Competition);
        for &u in ranking.order.iter().filter(|u| only.is_none_or(|unit| unit == **u)) {
            let figure = |value: f64| Some(value).filter(|value| !value.is_nan());
            rows.push((
                u,
                HistoryRow {
                    code: units[u].code.clone(),
                    unit: units[u].name.clone(),
                    period: period.to_string(),
                    score: figure(ranking.scores[u]),
                    rank: figure(ranking.ranks[u]),
                    reason: ranking.reasons[u],
                },
            ));
        }
    }
    rows.sort_by_key(|(unit, _)| *unit); // stable: periods stay in their order
    Ok(History { rows: rows.into_iter().map(|(_, row)| row).collect() })
}
