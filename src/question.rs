//! Questions to a model: what is asked and what is answered are JSON, so that one row of [`ALL`] brings a question to every
//! face (JavaScript, the command line, Python, a page) under one name.
//!
//! A question is one file: a request that is read from JSON, an answer that is shown as JSON, the function between them and
//! the row. An answer has its main table in `rows`, a record a line.

pub mod ahp;
pub mod alike;
pub mod allocate;
pub mod association;
pub mod audit;
pub mod beta_convergence;
pub mod bounds;
pub mod budget_weights;
pub mod changes;
pub mod combinations;
pub mod compare;
pub mod confidence;
pub mod contributions;
pub mod coupling;
pub mod crossings;
pub mod disparity;
pub mod draws;
pub mod explain;
pub mod figure;
pub mod goal;
mod grouping;
pub mod history;
pub mod least_data;
pub mod leave_one_out;
pub mod measured;
pub mod obstacles;
pub mod performance;
pub mod points;
pub mod presets;
pub mod profile;
pub mod report;
pub mod reversals;
pub mod sensitivity;
pub mod sigma_convergence;
pub mod smaa;
pub mod tiers;
pub mod tornado;
pub mod uncertainty;
pub mod with_weights;
pub mod within;

mod comparison;
mod given;
mod scale;

use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::json::{self, Json};
use crate::text::Text;

/// A question that every face can ask.
pub struct Question {
    /// Its name on every face: `history`.
    pub word: &'static str,
    /// What is answered, in a sentence: Chinese and English.
    pub sentence: (&'static str, &'static str),
    /// The members of the request.
    pub members: &'static [&'static str],
    /// The answer.
    pub answer: fn(&Model, &Json) -> Result<Json>,
}

/// All questions, in the order in which they are listed.
pub static ALL: &[&Question] = &[
    &history::HISTORY,
    &changes::CHANGES,
    &within::WITHIN,
    &profile::PROFILE,
    &alike::ALIKE,
    &tiers::TIERS,
    &contributions::CONTRIBUTIONS,
    &performance::PERFORMANCE,
    &figure::FIGURE,
    &explain::EXPLAIN,
    &report::REPORT,
    &audit::AUDIT,
    &association::ASSOCIATION,
    &uncertainty::UNCERTAINTY,
    &sensitivity::SENSITIVITY,
    &crossings::CROSSINGS,
    &compare::COMPARE,
    &goal::GOAL,
    &goal::REACH,
    &least_data::LEAST_DATA,
    &tornado::TORNADO,
    &allocate::ALLOCATE,
    &ahp::AHP,
    &budget_weights::BUDGET_WEIGHTS,
    &presets::PRESETS,
    &with_weights::WITH_WEIGHTS,
    &smaa::SMAA,
    &combinations::COMBINATIONS,
    &leave_one_out::LEAVE_ONE_OUT,
    &reversals::REVERSALS,
    &bounds::BOUNDS,
    &confidence::CONFIDENCE,
    &draws::DRAWS,
    &obstacles::OBSTACLES,
    &coupling::COUPLING,
    &disparity::DISPARITY,
    &sigma_convergence::SIGMA_CONVERGENCE,
    &beta_convergence::BETA_CONVERGENCE,
    &points::POINTS,
];

/// Makes the row of a question of its word, its sentences, its request and the function that answers.
macro_rules! question {
    ($(#[$about:meta])* $row:ident = $word:literal, ($zh:literal, $en:literal), $request:ident, $answer:path) => {
        $(#[$about])*
        pub static $row: $crate::question::Question = $crate::question::Question {
            word: $word,
            sentence: ($zh, $en),
            members: $request::MEMBERS,
            answer: |model, json| Ok($crate::json::Show::show(&$answer(model, &$crate::json::Read::read(json)?)?)),
        };
    };
}
pub(crate) use question;

/// The answer to a question; a request that is empty text asks for what the question does when nothing is said.
///
/// # Errors
/// `bad_parameter` for a word that is no question; `bad_json` with the place in the request; and what the question says.
pub fn ask(model: &Model, word: &str, request: &str) -> Result<Json> {
    let Some(question) = ALL.iter().find(|question| question.word == word) else {
        let known: Vec<&str> = ALL.iter().map(|question| question.word).collect();
        return Err(Error::new(
            Code::BadParameter,
            word,
            Text::new(format!("没有“{word}”这一问题。"), format!("Unknown question \"{word}\".")),
            Text::new(format!("可选：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
        ));
    };
    let json = if request.trim().is_empty() { Json::Object(Vec::new()) } else { json::parse(request)? };
    (question.answer)(model, &json).map_err(at_root)
}

/// A member's place begins at the request's root.
fn at_root(error: Error) -> Error {
    match error.segments().first() {
        Some(crate::error::Segment::Member(_)) => error.within("$"),
        _ => error,
    }
}
