//! An item: what stands before a figure back to the figure or the mark before it.

use super::grammar::Rule;
use super::lex::{Kind, Token};
use super::plain::Line;
use super::qualifier;
use super::words::Class;

/// What stands before a figure.
pub(super) struct Item<'a> {
    /// The line.
    pub line: &'a Line,
    /// The tokens before the figure, from the item's beginning.
    pub tokens: &'a [Token],
    /// Where it begins: after what joins it to the item before, and after what stands before its verb.
    pub begin: usize,
    /// Where its noun begins: after its verb.
    pub noun: usize,
    /// Where it ends: before the word that qualifies the figure.
    pub end: usize,
    /// Where the figure begins.
    pub figure: usize,
    /// The verb that it begins with.
    pub verb: Option<Class>,
}

/// How far back an item is read.
const FAR: usize = 90;

/// Characters that make a noun of a verb before them: 服务业, 销售额.
const NOUN: &str = "业额量率值者员费总数品地权站厅局所型性器机余单物力商方户面税";

/// What may stand between items, and around them.
const BETWEEN: &[char] =
    &['、', ',', ' ', '的', ':', ';', '(', ')', '·', '.', '及', '和', '与', '·', '、', '了', '\u{3000}'];

impl<'a> Item<'a> {
    /// The item of a figure that begins at `end`, of the tokens from its beginning at `start`.
    pub(super) fn new(line: &'a Line, tokens: &'a [Token], start: usize, end: usize) -> Self {
        let start = start.max(end.saturating_sub(FAR));
        let tokens = &tokens[tokens.iter().position(|token| token.start >= start).unwrap_or(tokens.len())..];
        let mut item = Item { line, tokens, begin: start, noun: start, end, figure: end, verb: None };
        item.qualifier();
        item.open(start);
        item
    }

    /// Leaves out the words that qualify the figure.
    fn qualifier(&mut self) {
        for _ in 0..2 {
            match qualifier::before(self.line, self.end) {
                Some((_, start, _)) if start >= self.begin => self.end = start,
                _ => break,
            }
        }
    }

    /// Leaves out what stands before the verb, and the verb.
    fn open(&mut self, start: usize) {
        let mut at = start;
        let mut begun = false;
        loop {
            while at < self.end
                && BETWEEN.contains(&self.line.at(at))
                && !(begun && self.verb.is_none() && self.line.at(at) == '“')
            {
                at += 1;
            }
            if self.verb.is_none() {
                self.begin = at;
            }
            self.noun = at;
            let Some(token) = self.tokens.iter().find(|token| token.start >= at).filter(|token| token.start == at)
            else {
                return;
            };
            match &token.kind {
                Kind::Aside(Rule::Date | Rule::Duration | Rule::DocumentNumber, _) => {}
                Kind::Word(class) if is_opening(*class) || *class == Class::To => {}
                Kind::Word(class @ (Class::New | Class::Cumulative | Class::Act)) if self.is_verb(token, *class) => {
                    self.verb = Some(stronger(self.verb, *class));
                }
                _ => return,
            }
            begun = true;
            at = token.end;
        }
    }

    /// Whether a verb is none of a noun: 服务业, 销售额.
    fn is_verb(&self, token: &Token, class: Class) -> bool {
        // 招聘会 after 举办: what is left would be no noun.
        let left = self.end.saturating_sub(token.end);
        class != Class::Act
            || token.end >= self.end
            || !(NOUN.contains(self.line.at(token.end)) || left == 1 && self.verb.is_some())
    }

    /// The last word of some classes, with where it stands.
    pub(super) fn last(&self, of: impl Fn(Class) -> bool) -> Option<(Class, &'a Token)> {
        self.tokens.iter().rev().find_map(|token| match token.kind {
            Kind::Word(class) if of(class) && token.end <= self.end.max(token.start) => Some((class, token)),
            _ => None,
        })
    }

    /// Whether a word of a class is among its tokens.
    pub(super) fn has(&self, class: Class) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Word(class))
    }

    /// Characters between a token and the figure, without those that say nothing.
    pub(super) fn gap(&self, token: &Token) -> usize {
        let end = self.end.max(token.end);
        (token.end..end)
            .filter(|at| !matches!(self.line.at(*at), '了' | '为' | '达' | '到' | '约' | ' ' | '率' | '是'))
            .count()
    }

    /// What is written in it.
    pub(super) fn phrase(&self) -> String {
        self.line.text(self.begin, self.end.max(self.begin)).trim().to_owned()
    }
}

/// Words before a verb that say nothing of the figure's kind, or say it by themselves.
fn is_opening(class: Class) -> bool {
    use Class::*;
    matches!(
        class,
        Adverb
            | Done
            | Scope
            | Part
            | Each
            | All
            | ThisYear
            | LastYear
            | NextYear
            | Target
            | Plan
            | OverYear
            | OverPeriod
            | Rank
    )
}

/// Of two verbs in a row the one that says more.
fn stronger(first: Option<Class>, second: Class) -> Class {
    match (first, second) {
        (Some(Class::Cumulative), _) | (_, Class::Cumulative) => Class::Cumulative,
        (Some(Class::New), _) | (_, Class::New) => Class::New,
        _ => Class::Act,
    }
}
