//! What units with missing figures could have at best and at worst.

use super::{given, question};
use crate::index::Model;
use crate::reason::Reason;
use crate::robustness::bounds::{bounds as analyse, Bounds};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Of which unit, and by which node.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BoundsRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// A unit by code or name; every one with missing figures where left out.
    #[serde(default)]
    pub unit: Option<String>,
}

crate::json::readable!(BoundsRequest { period, node, unit });

/// What units with missing figures could have.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundsAnswer {
    /// A row for every unit with missing figures, or for the one asked for.
    pub rows: Vec<BoundsRow>,
    /// The missing figures, with what stood in for them.
    pub figures: Vec<BoundFigure>,
}

/// A unit with what it could have.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundsRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// How many of its figures are missing that another unit has.
    pub missing: usize,
    /// Its rank as it is.
    pub rank: Option<f64>,
    /// Its score as it is.
    pub score: Option<f64>,
    /// Its rank if each missing figure were the best of the other units.
    pub best_rank: Option<f64>,
    /// Its score then.
    pub best_score: Option<f64>,
    /// Its rank if each were the worst of the other units.
    pub worst_rank: Option<f64>,
    /// Its score then.
    pub worst_score: Option<f64>,
    /// Why it has no score as it is.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

/// A missing figure.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundFigure {
    /// The unit's code.
    pub code: String,
    /// The indicator, by id.
    pub id: String,
    /// The best that another unit has.
    pub best: f64,
    /// The worst.
    pub worst: f64,
}

crate::json::shown!(BoundsAnswer { rows, figures });
crate::json::shown!(BoundsRow {
    code,
    unit,
    missing,
    rank,
    score,
    best_rank,
    best_score,
    worst_rank,
    worst_score,
    reason
});
crate::json::shown!(BoundFigure { code, id, best, worst });

question!(
    /// The row of the question.
    BOUNDS = "bounds",
    (
        "缺失数据的地区最好和最差可能的名次：缺失值分别取其他地区当期的最优值和最差值。",
        "Best and worst possible rank of units with missing figures, each taken as the best and as the worst of the others."
    ),
    BoundsRequest,
    bounds
);

/// See [`bounds`](crate::robustness::bounds::bounds()).
///
/// # Errors
/// `unknown_period`, `unknown_node`, `unknown_unit`.
pub fn bounds(model: &Model, request: &BoundsRequest) -> Result<BoundsAnswer> {
    let period = given::period(model, request.period.as_deref())?;
    let node = given::node(model, request.node.as_deref())?;
    let inner = model.inner();
    let asked = request.unit.as_deref().map(|named| given::unit(model, named)).transpose()?;
    let ranking = model.scores(period)?.ranking(node, None, crate::ranking::Ties::Competition);
    let mut answer = BoundsAnswer { rows: Vec::new(), figures: Vec::new() };
    for unit in inner.by_code.iter().copied().filter(|unit| asked.is_none_or(|asked| asked == *unit)) {
        let found = analyse(model, period, node, unit)?;
        if found.missing.is_empty() && asked.is_none() {
            continue;
        }
        let code = &model.panel().units()[unit].code;
        answer.figures.extend(found.missing.iter().map(|missing| BoundFigure {
            code: code.clone(),
            id: inner.nodes[missing.node].id.clone(),
            best: missing.best,
            worst: missing.worst,
        }));
        answer.rows.push(row(model, &found, ranking.reasons[unit]));
    }
    Ok(answer)
}

fn row(model: &Model, found: &Bounds, reason: Option<Reason>) -> BoundsRow {
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    BoundsRow {
        code: model.panel().units()[found.unit].code.clone(),
        unit: model.panel().units()[found.unit].name.clone(),
        missing: found.missing.len(),
        rank: there(found.now.rank),
        score: there(found.now.score),
        best_rank: there(found.best.rank),
        best_score: there(found.best.score),
        worst_rank: there(found.worst.rank),
        worst_score: there(found.worst.score),
        reason,
    }
}
