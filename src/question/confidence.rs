//! The ranks that the standard errors of figures leave open.

use super::{given, question};
use crate::index::Model;
use crate::period::Period;
use crate::ranking::Ties;
use crate::robustness::confidence::{
    figures_behind, ConfidenceKind, Options, RankConfidence, ScoreErrors, UnitConfidence, WithoutError,
};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// How sure, and what figures without a standard error are taken for.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ConfidenceRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The confidence, between 0 and 1; 0.95 where left out.
    #[serde(default)]
    pub coverage: Option<f64>,
    /// Of one unit or of all at once; `simultaneous` where left out.
    #[serde(default)]
    pub kind: Option<ConfidenceKind>,
    /// What figures without a standard error are taken for; `exact` where left out.
    #[serde(default)]
    pub without: Option<WithoutError>,
    /// How many draws, at least 2 and at most 1,000,000, for the errors of scores and the critical values alike; 10,000 and 1,000
    /// where left out.
    #[serde(default)]
    pub draws: Option<usize>,
    /// The seed; 1 where left out.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(ConfidenceRequest { period, node, coverage, kind, without, draws, seed });

/// The ranks that standard errors leave open.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfidenceAnswer {
    /// A row for every unit, in the order of codes.
    pub rows: Vec<ConfidenceRow>,
    /// The figures that the scores rest on.
    pub figures: usize,
    /// How many of them have a standard error, zero included.
    pub with_error: usize,
    /// What the others are taken for.
    pub without: WithoutError,
    /// How many draws were made.
    pub draws: usize,
    /// Draws left out, since a unit had no score in them.
    pub left_out: usize,
    /// What is to be known before the sets are quoted.
    pub warnings: Vec<Text>,
}

/// The ranks that a unit may have.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfidenceRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank.
    pub rank: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
    /// The standard error of the score.
    pub standard_error: Option<f64>,
    /// The best rank that the errors leave open.
    pub lower: Option<usize>,
    /// The worst.
    pub upper: Option<usize>,
}

crate::json::shown!(ConfidenceAnswer { rows, figures, with_error, without, draws, left_out, warnings });
crate::json::shown!(ConfidenceRow { code, unit, rank, score, standard_error, lower, upper });

question!(
    /// The row of the question.
    CONFIDENCE = "confidence",
    (
        "数值的标准误所容许的名次范围（名次置信集）。",
        "The ranks that the standard errors of figures leave open (confidence sets)."
    ),
    ConfidenceRequest,
    confidence
);

/// See [`ScoreErrors`].
///
/// # Errors
/// As there. Where no figure has a standard error nothing is known of the ranks: there are no sets, and a warning.
pub fn confidence(model: &Model, request: &ConfidenceRequest) -> Result<ConfidenceAnswer> {
    let period = given::period(model, request.period.as_deref())?;
    let node = given::node(model, request.node.as_deref())?;
    let seed = request.seed.unwrap_or(1) as u64;
    let without = request.without.unwrap_or_default();
    let draws = given::draws(request.draws, 10_000)?;
    let standard = Options::default();
    let (coverage, kind) = (request.coverage.unwrap_or(standard.coverage), request.kind.unwrap_or_default());
    let options = Options { coverage, kind, draws: request.draws.unwrap_or(standard.draws), seed, ..standard };
    let found = match ScoreErrors::with(model, period, node, seed, without)? {
        Some(mut errors) => {
            errors.advance(draws);
            errors.rank_confidence(&options).map_err(|e| e.within("."))?
        }
        None => nothing_known(model, period, node, without)?,
    };
    let ranking = model.scores(period)?.ranking(node, None, Ties::Competition);
    let there = |value: f64| Some(value).filter(|value| !value.is_nan());
    let row = |unit: &usize| ConfidenceRow {
        code: model.panel().units()[*unit].code.clone(),
        unit: model.panel().units()[*unit].name.clone(),
        rank: there(ranking.ranks[*unit]),
        score: there(ranking.scores[*unit]),
        standard_error: found.sets[*unit].standard_error,
        lower: found.sets[*unit].lower,
        upper: found.sets[*unit].upper,
    };
    Ok(ConfidenceAnswer {
        rows: model.inner().by_code.iter().map(row).collect(),
        figures: found.figures,
        with_error: found.with_error,
        without,
        draws: found.draws,
        left_out: found.left_out,
        warnings: found.warnings,
    })
}

/// Where no figure has a standard error.
fn nothing_known(model: &Model, period: Period, node: usize, without: WithoutError) -> Result<RankConfidence> {
    let none = UnitConfidence { standard_error: None, lower: None, upper: None };
    Ok(RankConfidence {
        figures: figures_behind(model, period, node)?,
        with_error: 0,
        without,
        draws: 0,
        left_out: 0,
        warnings: vec![given::no_errors().message.clone()],
        sets: vec![none; model.panel().units().len()],
    })
}
