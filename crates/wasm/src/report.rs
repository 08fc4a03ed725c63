//! Figures of work reports, as bytes that `www/report/glue.js` and `python/innodex/reports.py` take apart: a report of ten megabytes has
//! a hundred thousand figures, and as objects of JavaScript they would take longer to hand over than to read.
//!
//! Five numbers of four bytes, and four bytes of nothing: how many figures, how many numbers that are none, and the bytes of
//! three texts. Then sixteen numbers of eight bytes for each figure, five for each number that is none, and the texts: eight
//! lines of words for each figure, four for each question, five for each rule. All little-endian.

use innodex::report::{self, Figure, Kind, Reading, Rule};
use innodex_panel::text::Text;
use wasm_bindgen::prelude::*;

/// Reads the figures of a text.
#[wasm_bindgen]
pub fn read_report(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    append(&report::read(text), &mut out);
    out
}

/// The same for hosts that have no JavaScript objects (see `flat.rs`): one run of bytes, a multiple of eight. Nothing in a text
/// is an error.
#[wasm_bindgen]
pub fn flat_report(text: &str) -> Vec<u8> {
    let mut out = vec![0x92, 0xc3, 0xc6, 0, 0, 0, 0];
    let begin = out.len();
    append(&report::read(text), &mut out);
    while (out.len() - begin) % 8 != 0 {
        out.push(0);
    }
    let length = ((out.len() - begin) as u32).to_be_bytes();
    out[3..7].copy_from_slice(&length);
    out
}

fn append(reading: &Reading, out: &mut Vec<u8>) {
    let texts = [words(reading), questions(reading), rules()];
    let counts = [reading.figures.len(), reading.skipped.len(), texts[0].len(), texts[1].len(), texts[2].len(), 0];
    counts.iter().for_each(|count| out.extend((*count as u32).to_le_bytes()));
    for figure in &reading.figures {
        row(figure).iter().for_each(|number| out.extend(number.to_le_bytes()));
    }
    for found in &reading.skipped {
        let places = [found.start, found.end, found.utf16[0], found.utf16[1], found.rule as usize];
        places.iter().for_each(|place| out.extend((*place as f64).to_le_bytes()));
    }
    texts.iter().for_each(|text| out.extend(text.as_bytes()));
}

fn or_nan(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

fn row(figure: &Figure) -> [f64; 16] {
    let [low, high] = figure.rules.bits().map(f64::from);
    let kind = |kind: Kind| f64::from(kind as u8);
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
        or_nan(figure.bound.map(|bound| f64::from(bound as u8))),
        or_nan(figure.part_of.map(|at| at as f64)),
        figure.paragraph as f64,
        f64::from(figure.rule as u8),
        low,
        high,
    ]
}

fn add(lines: &mut String, line: &str) {
    lines.extend(line.chars().map(|c| if c == '\n' { ' ' } else { c }));
    lines.push('\n');
}

/// Phrase, subject, unit, base unit, qualifier, period, region, what it is compared with. None of them has a line break, for a
/// figure stands on one line.
fn words(reading: &Reading) -> String {
    let mut words = String::new();
    for figure in &reading.figures {
        let own = [&figure.phrase, &figure.subject, &figure.unit, &figure.normalised_unit];
        let others = [&figure.qualifier, &figure.period, &figure.region, &figure.compared_with];
        for word in own.into_iter().map(Some).chain(others.into_iter().map(Option::as_ref)) {
            words.push_str(word.map_or("", String::as_str));
            words.push('\n');
        }
    }
    words
}

/// Which check asks, the figures, what is asked in Chinese and in English.
fn questions(reading: &Reading) -> String {
    let mut lines = String::new();
    for question in &reading.questions {
        let mut figures = String::new();
        for at in &question.figures {
            figures.push_str(if figures.is_empty() { "" } else { " " });
            figures.push_str(&at.to_string());
        }
        let Text { zh, en } = &question.message;
        [question.check, &figures, zh, en].iter().for_each(|line| add(&mut lines, line));
    }
    lines
}

/// Name, group, what it says in Chinese and in English, an example.
fn rules() -> String {
    let mut lines = String::new();
    for rule in Rule::ALL {
        let Text { zh, en } = rule.sentence();
        [rule.id(), rule.group(), &zh, &en, rule.example()].iter().for_each(|line| add(&mut lines, line));
    }
    lines
}
