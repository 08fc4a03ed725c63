//! Figures of work reports. An answer is one row of numbers a figure and one text of words, which `www/report/glue.js` takes apart: a
//! report of ten megabytes has a hundred thousand figures, and as objects of JavaScript they would take longer to hand over than to
//! read.

use innodex::report::{self, Bound, Figure, Kind, Reading, Rule};
use innodex_panel::error::Result;
use innodex_panel::json::{object, Json, Show};
use innodex_panel::pack::{self, answer};
use wasm_bindgen::prelude::*;

/// Numbers of a figure, and words: www/report/glue.js has the same order.
const NUMBERS: usize = 16;

/// What was read of a text.
#[wasm_bindgen]
pub struct ReportReading(Reading);

/// Reads the figures of a text.
#[wasm_bindgen]
pub fn read_report(text: &str) -> ReportReading {
    ReportReading(report::read(text))
}

/// The text of a document (DOCX, ODT, a web page, plain text), one paragraph a line.
#[wasm_bindgen]
pub fn document_text(bytes: &[u8]) -> Result<String> {
    innodex_workbook::document(bytes)
}

/// The figures of a text, the numbers that are none, and the questions, packed (see `flat.rs`).
#[wasm_bindgen]
pub fn flat_report(text: &str) -> Vec<u8> {
    answer(Ok(report::read(text).show()), pack::value)
}

/// Every rule: `[{name, group, text, example}]`, as JSON that `www/report/glue.js` reads.
#[wasm_bindgen]
pub fn report_rules() -> JsValue {
    innodex_panel::js::object(&Json::List(Rule::ALL.iter().map(|rule| rule_shown(*rule)).collect()))
}

fn rule_shown(rule: Rule) -> Json {
    object(&[("name", &rule.id()), ("group", &rule.group()), ("text", &rule.sentence()), ("example", &rule.example())])
}

fn or_nan(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

fn kind(kind: Kind) -> f64 {
    f64::from(kind as u8)
}

fn bound(bound: Bound) -> f64 {
    f64::from(bound as u8)
}

fn row(figure: &Figure) -> [f64; NUMBERS] {
    let [low, high] = figure.rules.bits().map(f64::from);
    [
        figure.start as f64,
        figure.end as f64,
        figure.utf16[0] as f64,
        figure.utf16[1] as f64,
        figure.value,
        or_nan(figure.high),
        figure.normalised,
        or_nan(figure.normalised_high),
        kind(figure.kind),
        or_nan(figure.target_of.map(kind)),
        or_nan(figure.bound.map(bound)),
        or_nan(figure.part_of.map(|at| at as f64)),
        figure.paragraph as f64,
        f64::from(figure.rule as u8),
        low,
        high,
    ]
}

#[wasm_bindgen]
impl ReportReading {
    /// The numbers of all figures, one row after the other.
    pub fn numbers(&self) -> Vec<f64> {
        self.0.figures.iter().flat_map(row).collect()
    }

    /// Eight words of every figure, each on a line: phrase, subject, unit, base unit, qualifier, period, region, what it is compared
    /// with. None of them has a line break, for a figure stands on one line.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for figure in &self.0.figures {
            let own = [&figure.phrase, &figure.subject, &figure.unit, &figure.normalised_unit];
            let others = [&figure.qualifier, &figure.period, &figure.region, &figure.compared_with];
            for word in own.into_iter().map(Some).chain(others.into_iter().map(Option::as_ref)) {
                words.push_str(word.map_or("", String::as_str));
                words.push('\n');
            }
        }
        words
    }

    /// Of every number that is no figure: where it begins and ends, in characters and in UTF-16 units, and why.
    pub fn skipped(&self) -> Vec<f64> {
        let row = |found: &report::Skipped| {
            let at = [found.start, found.end, found.utf16[0], found.utf16[1]].map(|at| at as f64);
            at.into_iter().chain([f64::from(found.rule as u8)])
        };
        self.0.skipped.iter().flat_map(row).collect()
    }

    /// The questions: `[{check, figures, message}]`.
    pub fn questions(&self) -> JsValue {
        innodex_panel::js::object(&self.0.questions)
    }
}
