//! What a figure is compared with.

use super::lex::{Kind, Token};
use super::plain::Line;
use super::words::Class;

/// Longest name of what is compared with.
const LONGEST: usize = 20;

/// Of 比上年, 较年初, 比全国平均水平高.
pub(super) fn with(line: &Line, tokens: &[Token], at: usize) -> Option<String> {
    let token = &tokens[at];
    // 比上年 names it; 比 alone does not.
    if token.end - token.start > 2 {
        let start = token.start + 1;
        let end = token.end - if line.before(token.end) == '比' { 2 } else { 0 };
        let last = line.at(start) == '去';
        let name: String = if last {
            "上".chars().chain(line.plain[start + 1..end].iter().copied()).collect()
        } else {
            line.text(start, end)
        };
        let same = line.has(end.saturating_sub(2), "同期");
        return Some(if same { "上年同期".to_owned() } else { name });
    }
    let next = tokens[at + 1..].iter().find(|token| {
        matches!(
            token.kind,
            Kind::Word(Class::Up | Class::Down | Class::Above | Class::Below) | Kind::Quantity(_) | Kind::Mark(_)
        )
    })?;
    let far = next.start - token.end;
    (1..=LONGEST).contains(&far).then(|| line.text(token.end, next.start).trim().to_owned())
}

/// Of 高于全省平均水平2个百分点: what stands between the word and the figure.
pub(super) fn beside(line: &Line, token: &Token, next: Option<&Token>) -> Option<String> {
    let next = next?;
    let far = next.start.checked_sub(token.end)?;
    (1..=LONGEST).contains(&far).then(|| line.text(token.end, next.start).trim().to_owned())
}
