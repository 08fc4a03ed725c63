//! Ranks: 全省第二, 首位, 前十.

use super::accept::ends_phrase;
use super::grammar::Rule;
use super::numeral::number;
use super::plain::Line;
use super::rules::Rules;

/// A rank that is stated.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ranked {
    /// Where it begins, with its scope, and ends.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// The rank.
    pub value: f64,
    /// Among the first so many.
    pub among: bool,
    /// Among whom; empty where the text does not say.
    pub scope: String,
    /// What it was read by.
    pub rules: Rules,
}

/// Verbs of ranks, the longest first.
const VERBS: &[&str] = &[
    "综合排名",
    "上升至",
    "上升到",
    "提升至",
    "提升到",
    "跃升至",
    "跃升到",
    "晋升至",
    "进位至",
    "前移至",
    "位居于",
    "保持在",
    "稳定在",
    "下降至",
    "下降到",
    "位居",
    "位列",
    "位于",
    "排名",
    "排在",
    "排到",
    "排行",
    "排位",
    "名列",
    "跃居",
    "稳居",
    "居于",
    "跻身",
    "进入",
    "升至",
    "升到",
    "退至",
    "保持",
    "获得",
    "荣获",
    "夺得",
    "蝉联",
    "入围",
    "挺进",
    "迈入",
    "并列",
    "入选",
    "名次",
    "位次",
    "分列",
    "列居",
    "连续居",
    "得分",
];
/// Verbs of one character, which count before a scope or the rank itself.
const SHORT: &[char] = &['居', '列', '排', '得', '获', '为', '是', '占'];
/// With what a scope begins.
const SCOPE_BEGINS: &[char] =
    &['全', '省', '市', '国', '世', '中', '同', '第', '副', '各', '亚', '东', '西', '区', '本', '前', '首'];
/// Scopes that may stand directly before a rank without a verb.
const SCOPES: &[&str] = &[
    "全国",
    "全省",
    "全市",
    "全区",
    "全县",
    "全州",
    "全球",
    "世界",
    "国内",
    "国际",
    "省内",
    "市内",
    "区内",
    "中部",
    "西部",
    "东部",
    "中西部",
    "东北",
    "西南",
    "西北",
    "华东",
    "华中",
    "华南",
    "华北",
    "同行业",
    "同类",
    "行业",
    "亚洲",
    "中国",
    "长三角",
    "中部六省",
    "全国同类城市",
    "副省级城市",
    "各市",
    "各省",
    "各区",
    "各县",
    "城市",
    "地级市",
    "县市",
    "高新区",
    "经开区",
    "开发区",
    "直辖市",
    "之",
    "中",
    "内",
];
/// Longest way from a verb to its rank.
const FAR: usize = 18;

/// Where a rank's scope begins, by the verb or the scope before `at`; nothing where neither stands there.
fn scope_start(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    while at - end < FAR {
        if let Some((_, from)) = line.any_before(end, VERBS) {
            let _ = from;
            return Some(skip(line, end, at));
        }
        let c = line.before(end);
        if SHORT.contains(&c) && SCOPE_BEGINS.contains(&line.at(end)) {
            return Some(skip(line, end, at));
        }
        if end == 0 || matches!(c, ',' | ';' | '。' | ':' | '、' | '(' | ')' | '\n') {
            break;
        }
        end -= 1;
    }
    let (_, mut start) = line.any_before(at, SCOPES)?;
    while let Some((_, before)) = line.any_before(start, SCOPES).filter(|(word, _)| word.chars().count() > 1) {
        start = before;
    }
    Some(start)
}

/// Leaves out what joins a verb to its scope: 在, 到, 至, 为.
fn skip(line: &Line, mut start: usize, end: usize) -> usize {
    while start < end && matches!(line.at(start), '在' | '到' | '至' | '为' | '了' | '于' | '列' | '居') {
        start += 1;
    }
    start
}

/// What a 第 begins: a rank, or nothing but where its number ends.
pub(super) fn read(line: &Line, at: usize) -> Result<Ranked, Option<usize>> {
    if line.named.get(at).copied().unwrap_or(false) {
        return Err(None);
    }
    match line.at(at) {
        '第' => ordinal(line, at),
        '首' => first(line, at, &["首位", "首"]).ok_or(None),
        '榜' => first(line, at, &["榜首"]).ok_or(None),
        '前' => among(line, at).ok_or(None),
        _ => Err(None),
    }
}

fn ordinal(line: &Line, at: usize) -> Result<Ranked, Option<usize>> {
    let Some(found) = number(line, at + 1).filter(|found| found.value >= 1.0 && found.decimals == 0) else {
        return Err(None);
    };
    let end = found.end;
    let unit = matches!(line.at(end), '位' | '名') && !line.has(end, "名单");
    let last = end + usize::from(unit);
    let moves = ["上升", "下降", "前移", "提升", "跃升", "升", "降", "进位"];
    let free = ends_phrase(line, last)
        || line.any(last, &moves).is_some()
        || line.any(last, &["水平", "城市", "省份", "方"]).is_some_and(|_| unit);
    let start = scope_start(line, at);
    match start {
        Some(start) if free => Ok(ranked(line, start, at, last, found.value, false)),
        None if unit && free => Ok(ranked(line, at, at, last, found.value, false)),
        _ => Err(Some(end)),
    }
}

fn ranked(line: &Line, start: usize, scope_end: usize, end: usize, value: f64, among: bool) -> Ranked {
    let rule = if among { Rule::RankAmongFirst } else { Rule::Rank };
    let scope = line.text(start, scope_end);
    Ranked { start, end, value, among, scope: scope.trim_end_matches('的').to_owned(), rules: Rules::of(rule) }
}

/// 首位, 榜首, 之首.
fn first(line: &Line, at: usize, words: &[&str]) -> Option<Ranked> {
    let (word, end) = line.any(at, words)?;
    if word == "首" && line.before(at) != '之' || !ends_phrase(line, end) {
        return None;
    }
    let start = scope_start(line, at)?;
    Some(ranked(line, start, at, end, 1.0, false))
}

/// 前十, 前10位, 前20强.
fn among(line: &Line, at: usize) -> Option<Ranked> {
    let found =
        number(line, at + 1).filter(|found| found.value >= 1.0 && found.decimals == 0 && found.scale.is_none())?;
    let unit = matches!(line.at(found.end), '位' | '名' | '强');
    let end = found.end + usize::from(unit);
    let start = scope_start(line, at)?;
    (ends_phrase(line, end) || line.has(end, "行列")).then(|| ranked(line, start, at, end, found.value, true))
}
