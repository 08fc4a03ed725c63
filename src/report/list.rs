//! Subjects of figures that stand in lists: 分别, 均, 其中.

use super::each::Each;
use super::grammar::Rule;
use super::item::Item;
use super::lex::{Kind as Lexeme, Token};
use super::plain::Line;
use super::sentence::Sentence;
use super::subject;
use super::words::Class;
use super::{Figure, Kind};

/// Figures that a list may have.
const MOST: usize = 20;

/// How many figures come after 分别 before its sentence ends or another clause begins with a word of its own.
pub(super) fn coming(tokens: &[Token], at: usize) -> usize {
    let mut count = 0;
    for token in tokens[at + 1..].iter().take(4 * MOST) {
        match token.kind {
            Lexeme::Quantity(_) | Lexeme::Rank(_) => count += 1,
            Lexeme::Mark(',') if count > 0 => break,
            Lexeme::Mark('。' | ';' | '!' | '?' | '\n') => break,
            _ => {}
        }
    }
    count
}

/// Gives a figure its subject, and the figure whose part it is.
pub(super) fn subject(
    sentence: &mut Sentence,
    figures: &[Figure],
    item: &Item,
    figure: &mut Figure,
    counted: bool,
    end: usize,
) {
    let known = &figures[sentence.first..];
    if item.has(Class::Part) && !known.is_empty() {
        figure.part_of = whole(figures, sentence.first);
        figure.rules.add(Rule::Part);
    } else if let Some(last) = known.last().filter(|_| {
        !item.line.plain[item.begin..item.end.max(item.begin)].is_empty() && item.line.before(item.begin) == '、'
    }) {
        figure.part_of = last.part_of;
    }
    let own = subject::before(item);
    if let Some(name) = sentence.each.as_mut().filter(|_| own.is_empty() || item.has(Class::Each)).and_then(Each::take)
    {
        figure.subject = name;
        figure.rules.add(Rule::Respectively);
        return;
    }
    if item.has(Class::All) && own.is_empty() && !known.is_empty() {
        figure.subject = joined(known);
        figure.rules.add(Rule::AllOf);
        return;
    }
    figure.subject = match (subject::attribute(&own), known.last()) {
        (Some(adds), Some(last)) => {
            figure.rules.add(Rule::SubjectBefore);
            let noun = if sentence.noun_subject.is_empty() { &last.subject } else { &sentence.noun_subject };
            noun.clone() + if adds { &own } else { "" }
        }
        _ if !own.is_empty() => {
            sentence.noun_subject.clone_from(&own);
            own
        }
        _ => otherwise(known, item, figure, counted, end),
    };
}

/// The subject where none stands before the figure: what follows it, or that of the figure before.
fn otherwise(known: &[Figure], item: &Item, figure: &mut Figure, counted: bool, end: usize) -> String {
    let change = matches!(figure.kind, Kind::Growth | Kind::Points | Kind::Rank | Kind::Share);
    let after = if change { String::new() } else { subject::after(item.line, end) };
    if !after.is_empty() && (counted || known.is_empty() || item.verb.is_some()) {
        figure.rules.add(Rule::SubjectAfter);
        figure.phrase.push_str(&after);
        return after;
    }
    match known.last() {
        Some(last) => {
            figure.rules.add(Rule::SubjectBefore);
            figure.of = figures_of(known, last);
            last.subject.clone()
        }
        None => after,
    }
}

/// The level that a change is of: the figure before, or that which it is of.
fn figures_of(known: &[Figure], last: &Figure) -> Option<usize> {
    let _ = known;
    match last.kind {
        Kind::Growth | Kind::Points | Kind::Rank | Kind::Share => last.of,
        _ => Some(last.index),
    }
}

/// The figure that the parts after 其中 are of: the last that is no part and no change.
fn whole(figures: &[Figure], first: usize) -> Option<usize> {
    let is_whole = |at: &usize| {
        let figure = &figures[*at];
        let change = figure.rules.has(Rule::Increase) || figure.rules.has(Rule::Decrease);
        figure.part_of.is_none()
            && !change
            && !matches!(figure.kind, Kind::Growth | Kind::Points | Kind::Rank | Kind::Share)
    };
    (first..figures.len()).rev().take(MOST).find(is_whole)
}

/// The subjects of the last figures of one unit, joined.
fn joined(known: &[Figure]) -> String {
    let Some(last) = known.last() else { return String::new() };
    let same = known
        .iter()
        .rev()
        .take(MOST)
        .take_while(|figure| figure.normalised_unit == last.normalised_unit && figure.kind != Kind::Rank);
    let mut names: Vec<&str> = same.map(|figure| &*figure.subject).filter(|name| !name.is_empty()).collect();
    names.dedup();
    names.reverse();
    if names.is_empty() {
        return last.subject.clone();
    }
    names.join("、")
}

/// Whether a verb of adding follows a figure in its clause: 19家企业入选.
pub(super) fn enters(line: &Line, tokens: &[Token], at: usize) -> bool {
    let rest = &tokens[at + 1..];
    let clause = rest
        .iter()
        .take(8)
        .take_while(|token| !matches!(token.kind, Lexeme::Mark(_) | Lexeme::Quantity(_) | Lexeme::Rank(_)));
    clause.take_while(|token| token.start < tokens[at].end + 14).any(|token| line.any(token.start, ENTERING).is_some())
}

/// Verbs of what is new after it is counted.
const ENTERING: &[&str] =
    &["入选", "上榜", "入榜", "获批", "获评", "通过认定", "获认定", "入围", "新增", "新获", "获得认定"];

/// Whether 其中 follows in the sentence: what is told of is a stock.
pub(super) fn part_follows(tokens: &[Token], at: usize) -> bool {
    let sentence = tokens[at + 1..]
        .iter()
        .take(4 * MOST)
        .take_while(|token| !matches!(token.kind, Lexeme::Mark('。' | ';' | '!' | '?')));
    sentence
        .take_while(|token| !matches!(token.kind, Lexeme::Word(Class::New | Class::Cumulative)))
        .any(|token| token.kind == Lexeme::Word(Class::Part))
}

/// Whether the verb of an item says that something is new: 新增, 净增.
pub(super) fn is_certain(item: &Item) -> bool {
    item.tokens
        .iter()
        .any(|token| token.kind == Lexeme::Word(Class::New) && matches!(item.line.at(token.start), '新' | '净' | '增'))
}
