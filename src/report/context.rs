//! What a text says of all its figures: its year, its region, the section that a line stands in.

use super::grammar::Rule;
use super::lex::{Kind, Token};
use super::period::Stated;
use super::plain::Line;
use super::words::Class;

/// What is known before a line is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The year that the text is of: the first that its title names.
    pub year: Option<u16>,
    /// The region that its title names.
    pub region: Option<String>,
    /// Whether the section tells of what is to come.
    pub target: bool,
    /// The period of the section, where its heading names one.
    pub period: Option<Stated>,
    /// Lines that are not empty, so far.
    lines: usize,
}

/// Lines among which the title stands, and characters of a heading.
const TITLE_LINES: usize = 3;
const LONGEST_HEADING: usize = 44;

impl Context {
    /// Takes what a line says of those below it.
    pub(super) fn see(&mut self, line: &Line, tokens: &[Token]) {
        if line.plain.iter().all(|c| c.is_whitespace()) {
            return;
        }
        self.lines += 1;
        let end = heading_end(line);
        let title = self.lines <= TITLE_LINES && line.plain.len() <= LONGEST_HEADING && end == line.plain.len();
        if title {
            self.title(line, tokens);
        }
        let enumerated = level(line);
        if enumerated.is_none() && (end < line.plain.len() || end > LONGEST_HEADING || self.lines == 1) {
            return;
        }
        let head = || tokens.iter().take_while(|token| token.start < end);
        let said = |class| head().any(|token| token.kind == Kind::Word(class));
        let year = head().find_map(|token| match token.kind {
            Kind::Aside(Rule::Date, Some(period)) => Some(period),
            _ => None,
        });
        if said(Class::Plan) || said(Class::NextYear) {
            (self.target, self.period) = (true, year);
        } else if said(Class::Review) || enumerated == Some(1) {
            (self.target, self.period) = (false, year);
        }
    }

    fn title(&mut self, line: &Line, tokens: &[Token]) {
        let year = tokens.iter().find_map(|token| match token.kind {
            Kind::Aside(Rule::Date, Some(period)) => period.year(None),
            _ => None,
        });
        self.year = self.year.or(year);
        self.region = self.region.take().or_else(|| region(line));
    }
}

/// Where a heading ends: at the end of the line, or before the text that follows on the same line.
fn heading_end(line: &Line) -> usize {
    line.plain.iter().position(|c| matches!(c, '。' | ';')).unwrap_or(line.plain.len())
}

/// The level of an enumerated heading: 一、 is 1, (一) is 2.
fn level(line: &Line) -> Option<u8> {
    let at = line.plain.iter().position(|c| !c.is_whitespace())?;
    let (open, from) = (line.at(at) == '(', at + usize::from(line.at(at) == '('));
    let number = super::numeral::number(line, from).filter(|number| number.end - from <= 3)?;
    match (open, line.at(number.end), number.chinese) {
        (false, '、', true) => Some(1),
        (true, ')', true) => Some(2),
        (false, '、' | '.', false) | (true, ')', false) => Some(3),
        _ => None,
    }
}

/// A region that a title begins with: 湖北省武汉市, after a year and 关于.
fn region(line: &Line) -> Option<String> {
    let mut start = 0;
    while matches!(line.at(start), '0'..='9' | '年' | '关' | '于' | ' ' | '度') && start < line.plain.len() {
        start += 1;
    }
    let last = (start + 2..(start + 14).min(line.plain.len())).rev().find(|at| {
        matches!(line.plain[*at], '省' | '市' | '区' | '县' | '州' | '旗')
            && (start..*at).all(|i| super::plain::is_word(line.plain[i]))
    })?;
    Some(line.text(start, last + 1))
}
