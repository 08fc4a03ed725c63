//! A line as tokens: figures, numbers that are none, words of the vocabulary, marks.

use super::aside;
use super::found::{Found, Quantity};
use super::grammar::Rule;
use super::period::Stated;
use super::plain::Line;
use super::quantity;
use super::rank::{self, Ranked};
use super::words::{words, Class};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A number with its unit.
    Quantity(Box<Quantity>),
    /// A rank.
    Rank(Box<Ranked>),
    /// A number that is no figure, with the period that it says.
    Aside(Rule, Option<Stated>),
    /// A word.
    Word(Class),
    /// A mark: of a clause, a sentence, a bracket.
    Mark(char),
}

/// A token, from where to where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The tokens of a line, in the storage of those before.
pub(super) fn tokens(line: &Line, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    while at < line.plain.len() {
        let (kind, start, end) = token(line, at);
        debug_assert!(end > at);
        if let Some(kind) = kind {
            // A scope belongs to its rank.
            while tokens.last().is_some_and(|last| last.end > start && start < at) {
                tokens.pop();
            }
            tokens.push(Token { kind, start, end });
        }
        at = end.max(at + 1);
    }
}

/// The token that begins there, if any, and where the next may begin. A rank begins with its scope, which lies before.
fn token(line: &Line, at: usize) -> (Option<Kind>, usize, usize) {
    let c = line.plain[at];
    if matches!(c, ',' | ';' | '。' | ':' | '!' | '?' | '(' | ')' | '\n') {
        return (Some(Kind::Mark(c)), at, at + 1);
    }
    if matches!(c, '第' | '首' | '前' | '榜') {
        match rank::read(line, at) {
            Ok(rank) => {
                let (start, end) = (rank.start, rank.end);
                return (Some(Kind::Rank(Box::new(rank))), start, end);
            }
            Err(Some(end)) => return ordinal(line, at, end),
            Err(None) => {}
        }
    }
    if let Some(found) = period_word(line, at) {
        return found;
    }
    if c.is_ascii_digit()
        || matches!(c, '翻' | '倍')
        || super::numeral::digit(c).is_some()
        || super::numeral::power(c).is_some()
    {
        let fixed = words().longest(&line.plain, at).filter(|_| !c.is_ascii_digit() && !matches!(c, '翻' | '倍'));
        match fixed {
            Some((class, end)) => return (Some(Kind::Word(class)), at, end),
            None => return numeric(line, at),
        }
    }
    match words().longest(&line.plain, at) {
        Some((class, end)) => (Some(Kind::Word(class)), at, end),
        None => (None, at, at + 1),
    }
}

fn numeric(line: &Line, at: usize) -> (Option<Kind>, usize, usize) {
    match quantity::read(line, at) {
        Found::Quantity(found) => {
            let (start, end) = (found.start, found.end);
            (Some(Kind::Quantity(Box::new(found))), start, end)
        }
        Found::Aside(found) => (Some(Kind::Aside(found.rule, found.period)), at, found.end),
        Found::Nothing(end) => (None, at, end),
    }
}

/// 第二批, 第三季度.
fn ordinal(line: &Line, at: usize, end: usize) -> (Option<Kind>, usize, usize) {
    if let Some(found) = aside::within(line, at, None) {
        return (Some(Kind::Aside(Rule::Date, found.period)), at, found.end);
    }
    let rule = match line.at(end) {
        '条' | '章' | '款' | '节' | '页' | '号' => Rule::DocumentNumber,
        _ => Rule::Ordinal,
    };
    (Some(Kind::Aside(rule, None)), at, end)
}

/// 上半年, 前三季度; 去年 and the like are words.
fn period_word(line: &Line, at: usize) -> Option<(Option<Kind>, usize, usize)> {
    if !matches!(line.at(at), '上' | '下' | '前') {
        return None;
    }
    let found = aside::within(line, at, None)?;
    Some((Some(Kind::Aside(Rule::Date, found.period)), at, found.end))
}
