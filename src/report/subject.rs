//! Whom or what a figure is about.

use super::grammar::Rule;
use super::item::Item;
use super::lex::{Kind, Token};
use super::plain::Line;
use super::qualifier;
use super::words::{words, Class};

/// Longest subject.
const LONGEST: usize = 60;

/// What may stand between a subject and its figure.
const TRAILING: &[&str] = &[
    "数量", "平均", "总共", "共有", "分别", "合计", "共计", "总计", "为", "达", "是", "共", "有", "计", "了", "均",
    "都", "各", "约", "至", "到", "的", "在", "于", "已", "仅", "就", "由", "从", "自", "：", ":", " ",
];

/// The subject that stands before a figure; empty where none does.
pub(super) fn before(item: &Item) -> String {
    let mut end = item.end;
    // What it is compared with is no part of it.
    let cut = item.tokens.iter().find(|token| {
        token.start >= item.noun
            && matches!(
                token.kind,
                Kind::Word(
                    Class::Than
                        | Class::OverYear
                        | Class::OverPeriod
                        | Class::Above
                        | Class::Below
                        | Class::Each
                        | Class::All
                )
            )
            && (token.end - token.start > 1 || matches!(item.line.at(token.start), '比' | '较' | '均' | '都' | '皆'))
    });
    end = cut.map_or(end, |token| token.start);
    end = trimmed(item, end);
    let start = item.noun.max(end.saturating_sub(LONGEST));
    cleaned(item.line, start, end)
}

/// Leaves out verbs and what joins them to the figure, from the end.
fn trimmed(item: &Item, mut end: usize) -> usize {
    for _ in 0..8 {
        let last = item.tokens.iter().rev().find(|token| token.end == end && token.start >= item.noun);
        let verb = last.filter(|token| {
            matches!(token.kind, Kind::Aside(Rule::Date, _))
                || matches!(
                    token.kind,
                    Kind::Word(
                        Class::Up
                            | Class::Down
                            | Class::To
                            | Class::New
                            | Class::Cumulative
                            | Class::Rank
                            | Class::Target
                            | Class::Each
                            | Class::All
                    )
                )
                || matches!(token.kind, Kind::Word(Class::Act | Class::Adverb))
                    && token.end - token.start > 1
                    && token.start > item.noun
                    && !is_noun(item.line, token)
        });
        end = match (verb, item.line.any_before(end, TRAILING)) {
            (Some(token), _) => token.start,
            (None, Some((_, start))) if start >= item.noun => start,
            _ => break,
        };
    }
    end.max(item.noun)
}

/// Verbs that are nouns at the end of a subject: 收入, 支出, 投资.
fn is_noun(line: &Line, token: &Token) -> bool {
    line.any(
        token.start,
        &[
            "收入", "支出", "投资", "融资", "贷款", "就业", "出口", "进口", "协议", "建设", "改造", "授权", "登记",
            "成交", "培训", "服务", "生产", "销售",
        ],
    )
    .is_some()
}

/// A noun without brackets, marks and white space around it.
fn cleaned(line: &Line, start: usize, end: usize) -> String {
    let (mut text, mut depth) = (String::new(), 0_usize);
    for at in start..end.min(line.written.len()) {
        match line.plain[at] {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(line.written[at]),
            _ => {}
        }
    }
    text.trim_matches(|c: char| {
        matches!(c, '、' | '，' | ',' | ' ' | '：' | ':' | '；' | '\u{3000}' | '。' | '的' | '-' | '—')
            || c.is_whitespace()
    })
    .to_owned()
}

/// The subject that follows a figure: 8项关键技术攻关需求.
pub(super) fn after(line: &Line, end: usize) -> String {
    let mut start = qualifier::after(line, end).map_or(end, |(_, end, _)| end);
    start += usize::from(line.at(start) == '的');
    let mut at = start;
    while at < line.plain.len() && at - start < 30 {
        let c = line.plain[at];
        if matches!(c, ',' | '。' | ';' | ':' | '、' | '(' | ')' | '!' | '?' | '\n')
            || (c.is_ascii_digit() && at == start)
        {
            break;
        }
        match words().longest(&line.plain, at) {
            Some((
                Class::New
                | Class::Up
                | Class::Down
                | Class::To
                | Class::Rank
                | Class::All
                | Class::Part
                | Class::Than
                | Class::OverYear,
                _,
            )) => break,
            Some((_, next)) => at = next,
            None => at += 1,
        }
    }
    let noun = cleaned(line, start, at.min(start + 30));
    // A verb or a particle is none.
    match words().longest(&line.plain, start) {
        Some((Class::Adverb | Class::Above | Class::Below | Class::Share, _)) => String::new(),
        _ => noun,
    }
}

/// Names that stand beside each other: A、B和C.
pub(super) fn names(text: &str) -> Vec<String> {
    let (mut names, mut name) = (Vec::new(), String::new());
    for c in text.chars().chain(['、']) {
        match c {
            '、' | '和' | '与' | '及' | '，' | '與' => {
                // 以及
                if c == '及' && name.ends_with('以') {
                    name.pop();
                }
                if !name.trim().is_empty() {
                    names.push(name.trim().to_owned());
                }
                name.clear();
            }
            c => name.push(c),
        }
    }
    names
}

/// What is left of a noun that needs another, and whether it adds anything: 协议金额 does, 总数 does not.
pub(super) fn attribute(subject: &str) -> Option<bool> {
    let chars: Vec<char> = subject.chars().collect();
    match words().longest(&chars, 0) {
        Some((Class::Attribute, end)) if end == chars.len() => {
            Some(!matches!(subject, "总数" | "总量" | "数量" | "总计" | "合计" | "总数达"))
        }
        Some((Class::Share, _)) if chars[0] == '占' => Some(true),
        _ => None,
    }
}
