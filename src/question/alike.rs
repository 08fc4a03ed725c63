//! The units most alike a given one.

use super::{given, question};
use crate::group::nearest;
use crate::index::{Model, Scores};
use crate::ranking::Ties;
use crate::reason::Reason;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose like, by which indicators.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlikeRequest {
    /// The unit, by code or name.
    pub unit: String,
    /// How many others; 5 unless said. Those that tie with the last are listed too.
    #[serde(default)]
    pub count: Option<usize>,
    /// The indicators of the framework by which units are alike; all that the unit has where left out.
    #[serde(default)]
    pub by: Option<Vec<String>>,
    /// The period; the newest complete one where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(AlikeRequest { unit, count, by, period });

/// The units most alike a given one.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alike {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The period.
    pub period: String,
    /// The indicators that were compared.
    pub by: Vec<String>,
    /// The indicators that were not, with the reason.
    pub left_out: Vec<LeftOut>,
    /// The nearest units, the nearest first.
    pub rows: Vec<AlikeRow>,
    /// The units that lack an indicator compared, and so have no distance.
    pub missing: Vec<NotCompared>,
}

/// A unit that is alike.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlikeRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its standardised Euclidean distance; 0 where all indicators are equal.
    pub distance: f64,
    /// Its score.
    pub score: Option<f64>,
    /// Its rank among all.
    pub rank: Option<f64>,
    /// Why there is no score.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

/// An indicator that was not compared.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The indicator.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Why.
    #[ts(type = "string")]
    pub reason: Reason,
}

/// A unit that has no distance.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotCompared {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The first indicator that it lacks.
    pub indicator: String,
    /// Why.
    #[ts(type = "string")]
    pub reason: Reason,
}

crate::json::shown!(Alike { code, unit, period, by, left_out, rows, missing });
crate::json::shown!(AlikeRow { code, unit, distance, score, rank, reason });
crate::json::shown!(LeftOut { indicator, name, reason });
crate::json::shown!(NotCompared { code, unit, indicator, reason });

question!(
    /// The row of the question.
    ALIKE = "alike",
    ("与某一单位最相近的单位及其距离。", "The units most alike a given one, with their distances."),
    AlikeRequest,
    alike
);

/// The units most alike a given one: see [`nearest`].
///
/// # Errors
/// `unknown_unit`, `unknown_period`, `unknown_indicator`, and `bad_parameter` for an indicator that the unit lacks or for more
/// units than have a distance, each with the member that named it.
pub fn alike(model: &Model, request: &AlikeRequest) -> Result<Alike> {
    let scores = given::scores(model, request.period.as_deref())?;
    let unit = given::unit(model, &request.unit)?;
    let found = nearest(&scores, unit, request.by.as_deref())?;
    let (units, nodes) = (model.panel().units(), &model.inner().nodes);
    let left_out = found.left_out.iter().map(|(node, reason)| LeftOut {
        indicator: nodes[*node].id.clone(),
        name: nodes[*node].name.clone(),
        reason: *reason,
    });
    let missing = found.missing.iter().map(|(unit, node, reason)| NotCompared {
        code: units[*unit].code.clone(),
        unit: units[*unit].name.clone(),
        indicator: nodes[*node].id.clone(),
        reason: *reason,
    });
    Ok(Alike {
        code: units[unit].code.clone(),
        unit: units[unit].name.clone(),
        period: given::period_shown(&scores),
        by: found.by.iter().map(|node| nodes[*node].id.clone()).collect(),
        left_out: left_out.collect(),
        rows: rows(&scores, found.first(request.count)?),
        missing: missing.collect(),
    })
}

fn rows(scores: &Scores, neighbours: &[crate::group::Neighbour]) -> Vec<AlikeRow> {
    let ranking = scores.ranking(0, None, Ties::Competition);
    let units = scores.model().panel().units();
    let row = |neighbour: &crate::group::Neighbour| AlikeRow {
        code: units[neighbour.unit].code.clone(),
        unit: units[neighbour.unit].name.clone(),
        distance: neighbour.distance,
        score: given::figure(ranking.scores[neighbour.unit]),
        rank: given::figure(ranking.ranks[neighbour.unit]),
        reason: ranking.reasons[neighbour.unit],
    };
    neighbours.iter().map(row).collect()
}
