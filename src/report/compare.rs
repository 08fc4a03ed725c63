//! What a figure is compared with.

use super::lex::{Kind, Token};
use super::plain::Line;
use super::words::Class;

/// Longest name of what is compared with.
const LONGEST: usize = 20;

/// Of 比上年, 较年初, 比全国平均水平高.
pub(super) fn with(line: &Line, tokens: &[Token], at: usize) -> Option<String> {
    let token = &tokens[at];
    let word: String = line.plain[token.start..token.end].iter().collect();
    if word.chars().count() > 1 && !matches!(&*word, "相较于" | "相比" | "相较" | "比较") {
        let name = word.trim_start_matches(['比', '较', '与', '相']).trim_end_matches("相比");
        let same = name.contains("同期");
        return Some(if same { "上年同期".to_owned() } else { name.replace("去年", "上年") });
    }
    let next = tokens[at + 1..].iter().find(|token| {
        matches!(token.kind, Kind::Word(Class::Up | Class::Down | Class::Above | Class::Below) | Kind::Quantity(_) | Kind::Mark(_))
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
