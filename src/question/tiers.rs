//! Three tiers beside a reference.

use super::{given, question};
use crate::index::{Model, Scores};
use crate::ranking::{ascending, slack, Ties};
use crate::reason::Reason;
use crate::text::Text;
use crate::{Code, Error, Result};
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Beside which reference, by which node and in which period.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TiersRequest {
    /// The unit that others are measured against, by code or name; the framework's only reference unit where left out.
    #[serde(default)]
    pub reference: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The period; the newest complete one where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(TiersRequest { reference, node, period });

/// Three tiers beside a reference.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tiers {
    /// The reference's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The period.
    pub period: String,
    /// The reference's score.
    pub score: Option<f64>,
    /// Why there are no tiers.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
    /// How many units are in the first, second and third tier.
    pub counts: Vec<usize>,
    /// The units that are ranked, by rank, then code; those without a score last.
    pub rows: Vec<TierRow>,
}

/// A unit in its tier.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TierRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// 1: above the reference; 2: from half of it to it; 3: below half of it.
    pub tier: Option<usize>,
    /// Its score.
    pub score: Option<f64>,
    /// 100 x score / score of the reference.
    pub percent: Option<f64>,
    /// Its rank.
    pub rank: Option<f64>,
    /// Why there is no tier.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

crate::json::shown!(Tiers { code, unit, period, score, reason, counts, rows });
crate::json::shown!(TierRow { code, unit, tier, score, percent, rank, reason });

question!(
    /// The row of the question.
    TIERS = "tiers",
    ("以参照单位为标准的三个梯队。", "Three tiers of units beside a reference."),
    TiersRequest,
    tiers
);

/// Three tiers beside a reference r: first x > r, second r / 2 <= x <= r, third x < r / 2, where figures that are equal to 12
/// digits are equal. So the national evaluation of regional science and technology has them, with the score of the nation as r.
///
/// Missing: a unit without a score is in no tier, with its own reason. Where the reference has no score there are no tiers, with
/// the reason that it has none; nor are there where its score is not above zero (`base_not_positive`).
///
/// Source: Ministry of Science and Technology of China, 中国区域科技创新评价报告 (three classes by the national level and half of it).
///
/// # Errors
/// `unknown_unit`, `unknown_node`, `unknown_period`, and `bad_parameter` where no reference is named and the framework does not
/// have exactly one, each with the member that named it.
pub fn tiers(model: &Model, request: &TiersRequest) -> Result<Tiers> {
    let node = given::node(model, request.node.as_deref())?;
    let scores = given::scores(model, request.period.as_deref())?;
    let reference = reference(model, request.reference.as_deref()).map_err(|error: Error| error.member("reference"))?;
    let ranking = scores.ranking(node, None, Ties::Competition);
    let against = ranking.scores[reference];
    let without_rank = Some(Reason::ReferenceUnit);
    let reason = match against {
        x if x.is_nan() => ranking.reasons[reference].filter(|reason| Some(*reason) != without_rank),
        x if x <= 0.0 => Some(Reason::BaseNotPositive),
        _ => None,
    };
    let rows = rows(&scores, node, reference, reason);
    let unit = &model.panel().units()[reference];
    Ok(Tiers {
        code: unit.code.clone(),
        unit: unit.name.clone(),
        period: given::period_shown(&scores),
        score: given::figure(against),
        reason,
        counts: (1..=3).map(|tier| rows.iter().filter(|row| row.tier == Some(tier)).count()).collect(),
        rows,
    })
}

/// The tier of a score beside that of the reference.
fn tier(score: f64, reference: f64) -> usize {
    let near = slack([score, reference].into_iter());
    match () {
        () if score - reference > near => 1,
        () if reference / 2.0 - score <= near => 2,
        () => 3,
    }
}

fn rows(scores: &Scores, node: usize, reference: usize, none: Option<Reason>) -> Vec<TierRow> {
    let inner = scores.model().inner();
    let ranking = scores.ranking(node, None, Ties::Competition);
    let against = ranking.scores[reference];
    let asked = inner.by_code.iter().copied().filter(|u| *u != reference && !inner.is_reference(*u));
    let asked: Vec<usize> = asked.collect();
    let row = |at: usize| {
        let (u, score) = (asked[at], ranking.scores[asked[at]]);
        let reason = ranking.reasons[u].or(none);
        TierRow {
            code: inner.panel.units()[u].code.clone(),
            unit: inner.panel.units()[u].name.clone(),
            tier: reason.is_none().then(|| tier(score, against)),
            score: given::figure(score),
            percent: given::figure(100.0 * score / against).filter(|_| reason.is_none()),
            rank: given::figure(ranking.ranks[u]),
            reason,
        }
    };
    ascending(0..asked.len(), &|at| ranking.ranks[asked[at]]).into_iter().map(row).collect()
}

/// The unit that others are measured against.
fn reference(model: &Model, named: Option<&str>) -> Result<usize> {
    if let Some(named) = named {
        return model.panel().find_unit(named);
    }
    let inner = model.inner();
    let found: Vec<usize> = (0..inner.panel.units().len()).filter(|u| inner.is_reference(*u)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        found => Err(Error::new(
            Code::BadParameter,
            "",
            Text::new(
                format!("未写明参照单位；指标体系中有{}个参照单位。", found.len()),
                format!("No reference is named, and the framework has {} reference units.", found.len()),
            ),
            Text::new("请写明参照单位的代码或名称。", "Name a unit by code or name."),
        )),
    }
}
