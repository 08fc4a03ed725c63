//! How well labelled reports are read. Labels are JSON lines: start, end (characters), value, unit, base_value, kind, and where
//! they say so high, qualifier, subject.

use innodex::report::{read, Figure};
use serde_json::Value;

/// The score of one text.
#[derive(Debug, Default)]
pub struct Score {
    /// Labelled figures.
    pub labelled: usize,
    /// Of them, read with the right value and unit.
    pub found: usize,
    /// Of them, read with the right kind as well.
    pub kinds: usize,
    /// Figures that nobody labelled.
    pub invented: usize,
    /// Where the label has a qualifier or none: the same was read.
    pub qualifiers: usize,
    /// The subject is the label's, to the character.
    pub subjects: usize,
    /// What was missed, and how.
    pub misses: Vec<String>,
}

impl Score {
    /// A share of the labelled figures in per cent.
    pub fn percent(&self, part: usize) -> f64 {
        100.0 * part as f64 / self.labelled.max(1) as f64
    }
}

fn unit_of(unit: &str) -> &str {
    match unit {
        "百分点" => "个百分点",
        other => other,
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1e-9)
}

/// Whether value and unit are the label's.
fn agrees(figure: &Figure, label: &Value) -> bool {
    let number = |name: &str| label[name].as_f64();
    let value = number("value").is_some_and(|value| close(figure.value, value));
    let base = number("base_value").is_none_or(|value| close(figure.normalised, value));
    let high = label.get("high").is_none_or(|high| match (high.as_f64(), figure.high) {
        (Some(high), Some(read)) => close(read, high),
        (high, read) => high.is_none() && read.is_none(),
    });
    value && base && high && unit_of(&figure.unit) == unit_of(label["unit"].as_str().unwrap_or(""))
}

/// Scores a text by its labels.
pub fn score(text: &str, labels: &str) -> Score {
    let labels: Vec<Value> =
        labels.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect();
    let reading = read(text);
    let mut score = Score { labelled: labels.len(), ..Score::default() };
    let mut used = vec![false; reading.figures.len()];
    for label in &labels {
        let at = |name: &str| label[name].as_u64().unwrap() as usize;
        let overlaps = |figure: &Figure| figure.start < at("end") && at("start") < figure.end;
        let here: Vec<usize> = (0..used.len()).filter(|i| !used[*i] && overlaps(&reading.figures[*i])).collect();
        let best = here.iter().copied().find(|i| agrees(&reading.figures[*i], label)).or(here.first().copied());
        let written: String = text
            .chars()
            .skip(at("start").saturating_sub(14))
            .take(at("end") - at("start").saturating_sub(14))
            .collect();
        let Some(best) = best else {
            score
                .misses
                .push(format!("not found: {} {} {} in \"{written}\"", label["value"], label["unit"], label["kind"]));
            continue;
        };
        used[best] = true;
        judge(&mut score, &reading.figures[best], label, &written);
    }
    for (figure, _) in reading.figures.iter().zip(&used).filter(|(_, used)| !**used) {
        score.invented += 1;
        score.misses.push(format!(
            "invented: \"{}{}\" {} {} ({})",
            figure.phrase,
            figure.text,
            figure.value,
            figure.unit,
            figure.kind.id()
        ));
    }
    score
}

fn judge(score: &mut Score, figure: &Figure, label: &Value, written: &str) {
    if !agrees(figure, label) {
        score.misses.push(format!(
            "value: {} {} ({:?}) where {} {} ({}) is, in \"{written}\"",
            figure.value, figure.unit, figure.normalised, label["value"], label["unit"], label["base_value"]
        ));
        return;
    }
    score.found += 1;
    let kind = label["kind"].as_str().unwrap_or("");
    if figure.kind.id() == kind {
        score.kinds += 1;
    } else {
        score.misses.push(format!(
            "kind: {} ({}) where {kind} is, in \"{written}\"",
            figure.kind.id(),
            figure.rule.id()
        ));
    }
    if figure.qualifier.as_deref() != label["qualifier"].as_str() {
        score
            .misses
            .push(format!("qualifier: {:?} where {} is, in \"{written}\"", figure.qualifier, label["qualifier"]));
    }
    score.qualifiers += usize::from(figure.qualifier.as_deref() == label["qualifier"].as_str());
    score.subjects += usize::from(Some(&*figure.subject) == label["subject"].as_str());
}
