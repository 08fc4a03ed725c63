//! Writes what asks the questions (src/question.rs) in JavaScript and in Python.
//! `cargo run --features schema --example questions`, from the root of the repository.

use innodex::allocate::Allocation;
use innodex::audit::Audit;
use innodex::explain::Explanation;
use innodex::goal::{Goal, GoalAnswer};
use innodex::index::performance::Performance;
use innodex::index::report::{Association, Report};
use innodex::index::Figure;
use innodex::question::*;
use innodex::scenario::Comparison;
use schemars::{schema_for, JsonSchema, Schema};
use std::fs;

/// A question with its types: the schema of its request, the name of its answer.
pub struct Typed {
    /// Its row.
    pub question: &'static Question,
    /// What the request may say.
    pub request: Schema,
    /// The names of the types of request and answer.
    pub names: [String; 2],
}

fn typed<R: JsonSchema + ts_rs::TS, A: ts_rs::TS>(question: &'static Question) -> Typed {
    let config = ts_rs::Config::default();
    Typed { question, request: schema_for!(R), names: [R::name(&config), A::name(&config)] }
}

/// Every question: the one list beside [`question::ALL`].
pub fn all() -> Vec<Typed> {
    vec![
        typed::<history::HistoryRequest, history::History>(&history::HISTORY),
        typed::<changes::ChangesRequest, changes::Changes>(&changes::CHANGES),
        typed::<within::WithinRequest, within::Within>(&within::WITHIN),
        typed::<profile::ProfileRequest, profile::Profile>(&profile::PROFILE),
        typed::<alike::AlikeRequest, alike::Alike>(&alike::ALIKE),
        typed::<tiers::TiersRequest, tiers::Tiers>(&tiers::TIERS),
        typed::<contributions::ContributionsRequest, contributions::Contributions>(&contributions::CONTRIBUTIONS),
        typed::<performance::PerformanceRequest, Performance>(&performance::PERFORMANCE),
        typed::<figure::FigureRequest, Figure>(&figure::FIGURE),
        typed::<explain::ExplainRequest, Explanation>(&explain::EXPLAIN),
        typed::<report::ReportRequest, Report>(&report::REPORT),
        typed::<audit::AuditRequest, Audit>(&audit::AUDIT),
        typed::<association::AssociationRequest, Association>(&association::ASSOCIATION),
        typed::<uncertainty::UncertaintyRequest, uncertainty::RankIntervals>(&uncertainty::UNCERTAINTY),
        typed::<sensitivity::SensitivityRequest, sensitivity::SensitivityIndices>(&sensitivity::SENSITIVITY),
        typed::<crossings::CrossingsRequest, crossings::CrossingTable>(&crossings::CROSSINGS),
        typed::<compare::CompareRequest, Comparison>(&compare::COMPARE),
        typed::<Goal, GoalAnswer>(&goal::GOAL),
        typed::<goal::ReachRequest, goal::Reached>(&goal::REACH),
        typed::<least_data::LeastDataRequest, least_data::LeastData>(&least_data::LEAST_DATA),
        typed::<tornado::TornadoRequest, tornado::Tornado>(&tornado::TORNADO),
        typed::<allocate::AllocateRequest, Allocation>(&allocate::ALLOCATE),
        typed::<ahp::AhpRequest, ahp::Ahp>(&ahp::AHP),
        typed::<budget_weights::BudgetRequest, budget_weights::BudgetWeights>(&budget_weights::BUDGET_WEIGHTS),
        typed::<presets::PresetsRequest, presets::PresetsAnswer>(&presets::PRESETS),
        typed::<with_weights::WithWeightsRequest, with_weights::WithWeights>(&with_weights::WITH_WEIGHTS),
        typed::<smaa::SmaaRequest, smaa::SmaaAnswer>(&smaa::SMAA),
        typed::<combinations::CombinationsRequest, combinations::CombinationsAnswer>(&combinations::COMBINATIONS),
        typed::<leave_one_out::LeaveOneOutRequest, leave_one_out::LeaveOneOutAnswer>(&leave_one_out::LEAVE_ONE_OUT),
        typed::<reversals::ReversalsRequest, reversals::Reversals>(&reversals::REVERSALS),
        typed::<bounds::BoundsRequest, bounds::BoundsAnswer>(&bounds::BOUNDS),
        typed::<confidence::ConfidenceRequest, confidence::ConfidenceAnswer>(&confidence::CONFIDENCE),
        typed::<draws::DrawsRequest, draws::DrawTable>(&draws::DRAWS),
        typed::<obstacles::ObstaclesRequest, obstacles::Obstacles>(&obstacles::OBSTACLES),
        typed::<coupling::CouplingRequest, coupling::CouplingAnswer>(&coupling::COUPLING),
        typed::<disparity::DisparityRequest, disparity::Disparity>(&disparity::DISPARITY),
        typed::<sigma_convergence::SigmaRequest, sigma_convergence::SigmaConvergence>(
            &sigma_convergence::SIGMA_CONVERGENCE,
        ),
        typed::<beta_convergence::BetaRequest, beta_convergence::BetaConvergence>(&beta_convergence::BETA_CONVERGENCE),
        typed::<points::PointsRequest, points::PointsAnswer>(&points::POINTS),
    ]
}

/// Every file that is written, with its text.
pub fn files() -> [(&'static str, String); 2] {
    let all = all();
    [("www/api/questions.js", javascript(&all)), ("python/innodex/_questions.py", python(&all))]
}

fn main() -> std::io::Result<()> {
    assert_eq!(all().len(), ALL.len(), "every question has a line in this file");
    files().iter().try_for_each(|(path, text)| fs::write(path, text))
}

const FROM: &str = "Made of src/question.rs by examples/questions.rs; not to be edited.";

fn camel(word: &str) -> String {
    let mut up = false;
    word.chars()
        .filter_map(|c| {
            let first = std::mem::replace(&mut up, c == '_');
            (c != '_').then(|| if first { c.to_ascii_uppercase() } else { c })
        })
        .collect()
}

/// Questions that JavaScript asks by functions of its own, which were there before (www/api): their answers are packed, or made
/// a few draws at a time.
const ASKED_OTHERWISE: [&str; 18] = [
    "leave_one_out",
    "confidence",
    "contributions",
    "performance",
    "figure",
    "explain",
    "report",
    "audit",
    "association",
    "uncertainty",
    "sensitivity",
    "crossings",
    "compare",
    "goal",
    "reach",
    "least_data",
    "tornado",
    "allocate",
];

fn javascript(all: &[Typed]) -> String {
    let mut text = format!(
        "/** Questions to a model, the same in Node and in a page. {FROM} */
import {{ guarded }} from \"./error.js\";
import {{ calculatorOf }} from \"./calculator-of.js\";
import {{ jsonOf }} from \"./json.js\";

/** @typedef {{import(\"./model.js\").Model}} Model */

/**
 * The answer to any question, by its name.
 * @param {{Model}} model @param {{string}} word @param {{object | string}} [request]
 * @returns {{any}}
 */
export const ask = (model, word, request) => guarded(() => calculatorOf(model, \"ask\").ask(word, jsonOf(request) ?? \"\"));
"
    );
    let asked = all.iter().filter(|typed| !ASKED_OTHERWISE.contains(&typed.question.word));
    for Typed { question, names: [request, answer], request: schema } in asked {
        let optional = if needed(schema).is_empty() { "[request]" } else { "request" };
        text += &format!(
            "
/**
 * {}
 * @param {{Model}} model
 * @param {{import(\"./types.js\").{request}}} {optional}
 * @returns {{import(\"./types.js\").{answer}}}
 */
export const {} = (model, request) => ask(model, \"{}\", request);
",
            question.sentence.1,
            camel(question.word),
            question.word
        );
    }
    text
}

/// The members that a request has to have.
fn needed(schema: &Schema) -> Vec<String> {
    let listed = schema.get("required").and_then(|list| list.as_array()).cloned().unwrap_or_default();
    listed.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn python(all: &[Typed]) -> String {
    let mut text = format!(
        "\"\"\"Questions to a model. {FROM}\"\"\"

from __future__ import annotations

from typing import Any


class Questions:
    \"\"\"A method for each question; what it says is a member of the request, and where it says nothing the question has a default.\"\"\"

    def _asked(self, word: str, request: dict[str, Any], lang: str | None) -> Any:
        raise NotImplementedError
"
    );
    for Typed { question, request, .. } in all {
        let needed = needed(request);
        let argument = |name: &&str| match needed.iter().any(|each| each == *name) {
            true => format!("        {name}: Any,\n"),
            false => format!("        {name}: Any = None,\n"),
        };
        // What has to be said comes first.
        let (first, then): (Vec<&str>, Vec<&str>) =
            question.members.iter().partition(|name| needed.iter().any(|each| each == *name));
        let arguments: String = first.iter().chain(&then).map(argument).collect();
        let members: String =
            question.members.iter().map(|name| format!("            \"{name}\": {name},\n")).collect();
        let about: String = question.members.iter().map(|name| described(request, name)).collect();
        text += &format!(
            "
    def {word}(
        self,
        *,
{arguments}        lang: str | None = None,
    ) -> Any:
        \"\"\"{}

        Args:
{about}            lang: the language of names, ``zh`` or ``en``; that of ``innodex.options`` where left out
        \"\"\"
        request = {{
{members}        }}
        return self._asked(\"{word}\", request, lang)
",
            question.sentence.1,
            word = question.word
        );
    }
    text
}

/// A member with what its type says of it.
fn described(schema: &Schema, name: &str) -> String {
    let said = schema.pointer(&format!("/properties/{name}/description")).and_then(|text| text.as_str());
    format!("            {name}: {}\n", said.unwrap_or_default().replace('\n', "\n                "))
}

#[cfg(test)]
mod tests {
    use innodex::question::ALL;

    #[test]
    fn every_question_has_its_types() {
        let words = |words: Vec<&str>| words.join(" ");
        let typed = super::all().iter().map(|typed| typed.question.word).collect();
        assert_eq!(words(typed), words(ALL.iter().map(|question| question.word).collect()));
        for typed in super::all() {
            let properties =
                typed.request.get("properties").and_then(|all| all.as_object()).expect("a request has members");
            for member in typed.question.members {
                assert!(properties.contains_key(*member), "{}: {member}", typed.question.word);
            }
            assert_eq!(properties.len(), typed.question.members.len(), "{}", typed.question.word);
        }
    }

    #[test]
    fn files_are_those_of_the_questions() {
        for (path, text) in super::files() {
            let there = std::fs::read_to_string(path).unwrap();
            assert!(there == text, "{path} is stale: cargo run --features schema --example questions");
        }
    }
}
