//! Numbers that are no figures: dates, spans of time, ordinals, numbers of documents, names.

use super::grammar::Rule;
use super::numeral::{number, Number};
use super::period::Stated;
use super::plain::Line;

/// A number that is no figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Aside {
    /// Where it ends.
    pub end: usize,
    /// Why it is none.
    pub rule: Rule,
    /// The period that it says.
    pub period: Option<Stated>,
}

fn aside(end: usize, rule: Rule) -> Option<Aside> {
    Some(Aside { end, rule, period: None })
}

/// A number that begins there and is no figure.
pub(super) fn read(line: &Line, at: usize, first: &Number) -> Option<Aside> {
    date(line, at, first).or_else(|| named(line, at, first)).or_else(|| span(line, first))
}

/// A year from 1900 to 2099 in four digits.
fn year(line: &Line, at: usize) -> Option<(u16, usize)> {
    let found = number(line, at)?;
    let whole = found.end - at == 4 && found.decimals == 0 && found.scale.is_none();
    (whole && (1900.0..2100.0).contains(&found.value)).then_some((found.value as u16, found.end))
}

/// A number of at most two digits up to a bound, and where it ends.
fn small(line: &Line, at: usize, most: f64) -> Option<(u8, usize)> {
    let found = number(line, at)?;
    let fits = found.decimals == 0 && found.scale.is_none() && (1.0..=most).contains(&found.value);
    (fits && found.end - at <= 3).then_some((found.value as u8, found.end))
}

/// What stands between the ends of a range of dates.
fn dash(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    while matches!(line.at(end), '-' | '~' | '至' | '到' | '/') && end < at + 2 {
        end += 1;
    }
    (end > at).then_some(end)
}

fn stated(end: usize, period: Stated) -> Option<Aside> {
    Some(Aside { end, rule: Rule::Date, period: Some(period) })
}

/// 一一四年度, 民国113年: years of the Republic of China calendar.
fn republic(line: &Line, at: usize, first: &Number) -> Option<Aside> {
    let named = line.any_before(at, &["民国"]).is_some() || line.has(first.end, "年度");
    let years = first.decimals == 0 && first.end - at == 3 && (90.0..150.0).contains(&first.value);
    let end = first.end + if line.has(first.end, "年度") { 2 } else { 1 };
    (named && years && line.at(first.end) == '年').then_some(())?;
    stated(end, Stated::Year(first.value as u16 + 1911))
}

fn date(line: &Line, at: usize, first: &Number) -> Option<Aside> {
    if let Some(found) = republic(line, at, first) {
        return Some(found);
    }
    if let Some((from, end)) = year(line, at) {
        return dated(line, from, end);
    }
    // 24年 is a year in digits only with a month after it.
    if let Some((month, end)) = small(line, at, 12.0) {
        if let Some(found) = months(line, month, end, None) {
            return Some(found);
        }
        if line.has(end, "季度") && (1..=4).contains(&month) {
            return stated(end + 2, Stated::Quarter(None, month));
        }
    }
    let whole = first.decimals == 0 && first.scale.is_none();
    if whole && first.value <= 31.0 && matches!(line.at(first.end), '日' | '号') && line.before(at) != '第' {
        return aside(first.end + 1, if line.at(first.end) == '日' { Rule::Date } else { Rule::DocumentNumber });
    }
    clock(line, at, first)
}

/// What follows a year: 年, a month, a quarter, another year.
fn dated(line: &Line, year_of: u16, end: usize) -> Option<Aside> {
    if line.at(end) == '年' {
        let next = end + 1 + usize::from(matches!(line.at(end + 1), '度' | '底' | '末' | '初'));
        if let Some(found) = within(line, next, Some(year_of)) {
            return Some(found);
        }
        if let Some((until, last)) = dash(line, next).and_then(|next| year(line, next)) {
            let end = last + usize::from(line.at(last) == '年');
            return stated(end, Stated::Years(year_of, until));
        }
        return stated(next, Stated::Year(year_of));
    }
    if let Some((until, last)) = dash(line, end).and_then(|next| year(line, next)) {
        let end = last + usize::from(line.at(last) == '年') + usize::from(line.has(last, "年度"));
        return stated(end, Stated::Years(year_of, until));
    }
    // 2024-06-15, 2024.6, 2024/6
    if matches!(line.at(end), '-' | '.' | '/') {
        if let Some((month, next)) = small(line, end + 1, 12.0) {
            let day = matches!(line.at(next), '-' | '.' | '/').then(|| small(line, next + 1, 31.0)).flatten();
            return stated(day.map_or(next, |(_, end)| end), Stated::Month(Some(year_of), month));
        }
    }
    None
}

/// A part of a year that stands there: 1-9月, 3月15日, 上半年, 前三季度.
pub(super) fn within(line: &Line, at: usize, year_of: Option<u16>) -> Option<Aside> {
    let parts: &[(&str, u8, u8)] = &[
        ("上半年", 1, 6),
        ("下半年", 7, 12),
        ("前三季度", 1, 9),
        ("前3季度", 1, 9),
        ("一季度", 1, 3),
        ("全年", 1, 12),
    ];
    for (word, from, to) in parts {
        if line.has(at, word) {
            let end = at + word.chars().count();
            return match (*from, *to) {
                (1, 12) => year_of.and_then(|year| stated(end, Stated::Year(year))),
                (1, 3) => stated(end, Stated::Quarter(year_of, 1)),
                _ => stated(end, Stated::Months(year_of, *from, *to)),
            };
        }
    }
    let at = at + usize::from(line.at(at) == '第');
    let (month, end) = small(line, at, 12.0)?;
    if line.has(end, "季度") {
        return stated(end + 2, Stated::Quarter(year_of, month.min(4)));
    }
    months(line, month, end, year_of)
}

/// What follows the number of a month.
fn months(line: &Line, month: u8, end: usize, year_of: Option<u16>) -> Option<Aside> {
    let own = usize::from(line.at(end) == '月');
    if let Some((until, last)) = dash(line, end + own).and_then(|next| small(line, next, 12.0)) {
        if line.at(last) == '月' && until > month {
            let end = last + 1 + usize::from(matches!(line.at(last + 1), '份' | '末' | '底'));
            return stated(end, Stated::Months(year_of, month, until));
        }
    }
    if own == 0 {
        return None;
    }
    let end = end + 1;
    let day = small(line, end, 31.0).filter(|(_, last)| matches!(line.at(*last), '日' | '号'));
    let end = match day {
        Some((_, last)) => last + 1,
        None => end + usize::from(matches!(line.at(end), '份' | '末' | '底' | '初')),
    };
    stated(end, Stated::Month(year_of, month))
}

/// A time of day: 8:30, 8时30分.
fn clock(line: &Line, at: usize, first: &Number) -> Option<Aside> {
    if first.chinese || first.decimals > 0 || first.value > 24.0 {
        return None;
    }
    let minutes = |at: usize| line.at(at).is_ascii_digit() && line.at(at + 1).is_ascii_digit();
    match line.at(first.end) {
        ':' if minutes(first.end + 1) && !line.at(first.end + 3).is_ascii_digit() && first.end - at <= 2 => {
            aside(first.end + 3, Rule::Date)
        }
        '时' | '点' if minutes(first.end + 1) && line.at(first.end + 3) == '分' => aside(first.end + 4, Rule::Date),
        '时' if !line.has(first.end, "时间") && !line.has(first.end, "时代") => aside(first.end + 1, Rule::Date),
        _ => None,
    }
}

/// A span of time: 3年, 两年, 6个月. What a unit of measure has (天, 小时) is a figure.
fn span(line: &Line, first: &Number) -> Option<Aside> {
    let mut end = first.end + usize::from(matches!(line.at(first.end), '余' | '多' | '几'));
    // 三至五年
    if let Some(next) = dash(line, end) {
        end = number(line, next).map_or(end, |second| second.end);
    }
    let (_, end) = line.any(end, &["个月", "个季度", "个年度", "个年头", "年", "周", "个星期", "个世纪", "个五年"])?;
    aside(end, Rule::Duration)
}

/// Numbers of documents and of names.
fn named(line: &Line, at: usize, first: &Number) -> Option<Aside> {
    let (before, after) = (line.before(at), line.at(first.end));
    if after == '届' {
        return aside(first.end + 1, Rule::Ordinal);
    }
    if matches!(after, '号' | '版') || line.has(first.end, "号文") || line.has(first.end, "路公交") {
        return aside(first.end + 1, Rule::DocumentNumber);
    }
    if matches!(before, '第') && matches!(after, '条' | '章' | '款' | '节' | '页') {
        return aside(first.end + 1, Rule::DocumentNumber);
    }
    if first.chinese {
        return chinese_name(line, at, first);
    }
    // 5G, PM2.5, ISO9001; not 5GW, nor RMB 5.
    if before.is_ascii_alphabetic() || (before == '-' && letters_before(line, at)) {
        return aside(end_of_name(line, first.end), Rule::Name);
    }
    if after.is_ascii_alphabetic() && super::unit::unit(line, first.end).is_none() {
        return aside(end_of_name(line, first.end), Rule::Name);
    }
    // 1+8, 1+N
    if matches!(after, '+' | '×') || matches!(before, '+' | '×') {
        return aside(first.end, Rule::Name);
    }
    line.any(first.end, &["大行动", "大工程", "大体系", "大产业", "大中心", "大基地", "大集群"])
        .and_then(|(_, end)| aside(end, Rule::Name))
}

fn letters_before(line: &Line, at: usize) -> bool {
    at >= 2 && line.at(at - 2).is_ascii_alphabetic()
}

fn end_of_name(line: &Line, mut end: usize) -> usize {
    while line.at(end).is_ascii_alphanumeric() || (line.at(end) == '.' && line.at(end + 1).is_ascii_digit()) {
        end += 1;
    }
    end
}

/// What follows a Chinese numeral in a fixed phrase, and what stands before one.
const AFTER: &[&str] = &[
    "是",
    "带",
    "体",
    "方面",
    "大",
    "化",
    "路",
    "线",
    "级",
    "五",
    "代",
    "步",
    "把手",
    "中全会",
    "届",
    "次党代会",
    "次全会",
    "批次",
    "季",
    "手",
    "力",
    "产",
    "维",
    "角",
    "环",
    "链",
    "区",
    "网",
    "库",
    "律",
    "些",
    "系列",
    "定",
    "般",
    "直",
    "时",
    "旦",
    "致",
    "起",
    "流",
    "面",
    "边",
    "端",
    "元",
    "星",
    "农",
    "公",
    "资",
    "会",
    "保",
    "免",
    "减",
    "业态",
];

fn chinese_name(line: &Line, at: usize, first: &Number) -> Option<Aside> {
    let ends_list = matches!(line.at(first.end), '、' | '.' | ')') && first.end - at <= 3;
    if ends_list && (at == 0 || matches!(line.before(at), '(' | ' ' | '。' | '第')) {
        return aside(first.end, Rule::DocumentNumber);
    }
    if matches!(line.before(at), '统' | '唯' | '专' | '万' | '如' | '进' | '单') && first.end == at + 1 {
        return aside(first.end, Rule::Name);
    }
    if super::unit::unit(line, first.end).is_some() && !line.has(first.end, "大") {
        return None;
    }
    line.any(first.end, AFTER).and_then(|_| aside(first.end, Rule::Name))
}
