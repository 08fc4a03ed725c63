//! Bonuses, deductions and vetoes of units, each beside the score with its rule.

use super::measured::{period, some};
use super::{given, question};
use crate::error::{Code, Error, Result};
use crate::index::framework::points::PointRule;
use crate::index::{Columns, Effect, Model, Points};
use crate::ranking::{rank, Ties};
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose points, and in which period.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PointsRequest {
    /// The period; the newest in which every indicator has a figure where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// A unit by code or name; all where left out.
    #[serde(default)]
    pub unit: Option<String>,
    /// A part of the units only, and ranks within it.
    #[serde(default)]
    pub region: Option<String>,
}

crate::json::readable!(PointsRequest { period, unit, region });

/// The points of units by rule.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointsAnswer {
    /// The period.
    pub period: String,
    /// A row for every unit and rule: units in the order of codes, rules in that of the framework.
    pub rows: Vec<RuleRow>,
    /// A row for every unit: its score with points and without.
    pub scores: Vec<PointsRow>,
}

/// A rule of a unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The rule.
    pub rule: Text,
    /// The indicator or column that it looks at.
    pub indicator: String,
    /// Its figure, or, of a rule on growth, its growth.
    pub figure: Option<f64>,
    /// Whether the rule holds.
    pub holds: bool,
    /// The points that it gives, below zero where they are taken off, before caps; zero where it does not hold.
    pub points: f64,
    /// Whether it keeps the unit from being ranked.
    pub veto: bool,
    /// Why there is no figure.
    pub reason: Option<Text>,
}

/// The score of a unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointsRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its score with points; none where it has none, or a veto holds.
    pub score: Option<f64>,
    /// Its rank by that.
    pub rank: Option<f64>,
    /// Its score without points.
    pub score_without: Option<f64>,
    /// Its rank by that, among all who have one.
    pub rank_without: Option<f64>,
    /// Its bonuses, capped.
    pub bonus: f64,
    /// Its deductions, capped.
    pub deduction: f64,
    /// Whether a veto holds.
    pub vetoed: bool,
    /// Why it has no score.
    pub reason: Option<Text>,
}

crate::json::shown!(PointsAnswer { period, rows, scores });
crate::json::shown!(RuleRow { code, unit, rule, indicator, figure, holds, points, veto, reason });
crate::json::shown!(PointsRow {
    code,
    unit,
    score,
    rank,
    score_without,
    rank_without,
    bonus,
    deduction,
    vetoed,
    reason
});

question!(
    /// The row of the question.
    POINTS = "points",
    (
        "各单位按规则的加分、扣分和一票否决，以及加减分前后的得分和名次。",
        "Bonuses, deductions and vetoes of units by rule, with scores and ranks with and without them."
    ),
    PointsRequest,
    points
);

/// The points of units by rule.
///
/// # Errors
/// `bad_parameter` where the framework has no `points`; `unknown_unit`, `unknown_period`, `bad_parameter` (`region`), each
/// with the member that named it.
pub fn points(model: &Model, request: &PointsRequest) -> Result<PointsAnswer> {
    let rules = model.inner().points().ok_or_else(none)?;
    let area = given::area(model, request.region.as_deref())?;
    let only = request.unit.as_deref().map(|unit| given::unit(model, unit)).transpose();
    let only = only.map_err(|error| error.member("unit"))?;
    let period = period(model, request.period.as_deref())?;
    let (scores, inner) = (model.scores(period)?, model.inner());
    let without = scores.evaluation().without_points(inner, 0).to_vec();
    let ranked = inner.ranked(&without);
    let there = |unit: usize| inner.panel.is_in(unit, area);
    let asked = ranked.iter().enumerate().map(|(unit, x)| if there(unit) { *x } else { f64::NAN });
    let ranks = [scores.ranks(0, area, Ties::Competition), rank(&asked.collect::<Vec<_>>(), Ties::Competition)];
    let mut found = PointsAnswer { period: period.to_string(), rows: Vec::new(), scores: Vec::new() };
    let columns = Columns::of(&inner.panel);
    let explainer = scores.explainer(columns);
    for unit in inner.by_code.iter().copied().filter(|unit| there(*unit) && only.is_none_or(|only| only == *unit)) {
        found.rows.extend(rows(model, rules, scores.period(), unit));
        let sum = rules.sum(&inner.panel, columns, scores.period(), unit);
        let about = &inner.panel.units()[unit];
        found.scores.push(PointsRow {
            code: about.code.clone(),
            unit: about.name.clone(),
            score: some(scores.node(0)[unit]),
            rank: some(ranks[0][unit]),
            score_without: some(without[unit]),
            rank_without: some(ranks[1][unit]),
            bonus: sum.bonus,
            deduction: sum.deduction,
            vetoed: sum.vetoed,
            reason: explainer.node_reason(0, unit).map(|reason| reason.text()),
        });
    }
    Ok(found)
}

/// Every rule of a unit.
fn rows<'a>(model: &'a Model, rules: &'a Points, period: usize, unit: usize) -> impl Iterator<Item = RuleRow> + 'a {
    let panel = model.panel();
    rules.rules.iter().map(move |rule| {
        let outcome = rule.outcome(panel, Columns::of(panel), period, unit);
        let points = match rule.effect {
            Effect::Bonus(points) => points,
            Effect::Deduction(points) => -points,
            Effect::Veto => 0.0,
        };
        RuleRow {
            code: panel.units()[unit].code.clone(),
            unit: panel.units()[unit].name.clone(),
            rule: rule.spec.name.clone().unwrap_or_else(|| in_words(model, &rule.spec)),
            indicator: rule.spec.indicator.clone(),
            figure: some(outcome.figure),
            holds: outcome.holds,
            points: if outcome.holds { points } else { 0.0 },
            veto: outcome.holds && rule.effect == Effect::Veto,
            reason: outcome.reason.map(|reason| reason.text()),
        }
    })
}

/// A rule that has no name of its own: its condition and effect.
fn in_words(model: &Model, rule: &PointRule) -> Text {
    let leaf = model.inner().leaves.iter().find(|leaf| leaf.id == rule.indicator).map(|leaf| leaf.name.clone());
    let column = || model.panel().indicator(&rule.indicator).map(|at| model.panel().indicators()[at].name());
    let name = leaf.or_else(column).unwrap_or_else(|| Text::same(&rule.indicator));
    let bound = |bound: Option<f64>, zh: &str, en: &str, growth: bool| {
        bound.map(|bound| match growth {
            true => {
                Text::new(format!("{}{zh}{}%", name.zh, bound * 100.0), format!("{} {en} {}%", name.en, bound * 100.0))
            }
            false => Text::new(format!("{}{zh}{bound}", name.zh), format!("{} {en} {bound}", name.en)),
        })
    };
    let condition = bound(rule.at_least, "不低于", "at least", false)
        .or_else(|| bound(rule.at_most, "不高于", "at most", false))
        .or_else(|| bound(rule.growth_at_least, "增长率不低于", "growth at least", true))
        .or_else(|| bound(rule.growth_at_most, "增长率不高于", "growth at most", true))
        .unwrap_or_default();
    let effect = match (rule.bonus, rule.deduction) {
        (Some(points), _) => Text::new(format!("加{points}分"), format!("{points} points added")),
        (_, Some(points)) => Text::new(format!("扣{points}分"), format!("{points} points taken off")),
        _ => Text::new("一票否决", "not ranked"),
    };
    Text::new(format!("{}：{}", condition.zh, effect.zh), format!("{}: {}", condition.en, effect.en))
}

fn none() -> Error {
    Error::new(
        Code::BadParameter,
        "points",
        Text::new("指标体系没有加减分规则。", "The framework has no points by rule."),
        Text::new("请在指标体系中写明 points。", "Write points in the framework."),
    )
}
