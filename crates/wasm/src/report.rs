//! Figures of work reports. An answer is one row of numbers a figure and one text of words, which `www/report/glue.js` takes apart: a
//! report of ten megabytes has a hundred thousand figures, and as objects of JavaScript they would take longer to hand over than to
//! read.

use innodex::report::{self, Bound, Figure, Kind, Reading, Rule};
use innodex_panel::json::Show;
use innodex_panel::pack;
use innodex_panel::text::Text;
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

/// The figures of a text, the numbers that are none, and the questions, packed (see `flat.rs`). Nothing in a text is an error.
#[wasm_bindgen]
pub fn flat_report(text: &str) -> Vec<u8> {
    let mut out = vec![0x92, 0xc3];
    pack::value(&report::read(text).show(), &mut out);
    out
}

/// Every rule, five lines each: its name, its group, what it says in Chinese and in English, an example.
#[wasm_bindgen]
pub fn report_rules() -> String {
    let mut lines = String::new();
    for rule in Rule::ALL {
        let Text { zh, en } = rule.sentence();
        [rule.id(), rule.group(), &zh, &en, rule.example()].iter().for_each(|line| add(&mut lines, line));
    }
    lines
}

fn add(lines: &mut String, line: &str) {
    lines.extend(line.chars().map(|c| if c == '\n' { ' ' } else { c }));
    lines.push('\n');
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

    /// The questions, four lines each: which check asks, the figures, what is asked in Chinese and in English.
    pub fn questions(&self) -> String {
        let mut lines = String::new();
        for question in &self.0.questions {
            let mut figures = String::new();
            for (i, at) in question.figures.iter().enumerate() {
                figures.push_str(if i > 0 { " " } else { "" });
                figures.push_str(&at.to_string());
            }
            let Text { zh, en } = &question.message;
            [question.check, &figures, zh, en].iter().for_each(|line| add(&mut lines, line));
        }
        lines
    }
}
