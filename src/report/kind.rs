//! What kind of figure it is.

use super::grammar::Rule;
use super::item::Item;
use super::lex::Token;
use super::plain::Line;
use super::unit::Measure;
use super::words::Class;
use super::Kind;

/// The kind of a figure, why, and whether its value falls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Decided {
    /// The kind.
    pub kind: Kind,
    /// Why.
    pub rule: Rule,
    /// Whether it is a fall.
    pub falls: bool,
    /// Whether the figure's own words say it, so that what follows in a list may inherit it.
    pub own: bool,
}

/// Furthest from a word of change to its figure.
const FAR: usize = 6;

/// Nouns of growth: what is said of them is a rate of growth.
const RATES: &[&str] = &[
    "增速",
    "增幅",
    "增长率",
    "增长速度",
    "涨幅",
    "降幅",
    "跌幅",
    "升幅",
    "增长幅度",
    "平均增速",
    "年均增速",
    "减幅",
    "负增长",
];

fn decided(kind: Kind, rule: Rule, falls: bool) -> Decided {
    Decided { kind, rule, falls, own: true }
}

/// The kind by the words before a figure and after it.
pub(super) fn of(item: &Item, measure: Measure, unit: &str, end: usize) -> Decided {
    match measure {
        Measure::Points if unit != "分" && unit != "点" => points(item),
        Measure::Percent | Measure::Times | Measure::Tenth => rate(item, unit, end),
        _ => amount(item, measure, unit),
    }
}

fn is_change(class: Class) -> bool {
    matches!(class, Class::Up | Class::Down | Class::Above | Class::Below)
}

/// The last word of change that is near enough: one of a single character stands beside its figure.
fn change<'a>(item: &Item<'a>) -> Option<(Class, &'a Token)> {
    item.last(is_change).filter(|(_, token)| {
        let gap = item.gap(token);
        gap == 0 || token.end - token.start > 1 && gap <= FAR
    })
}

fn falls(class: Class) -> bool {
    matches!(class, Class::Down | Class::Below)
}

fn points(item: &Item) -> Decided {
    let word = item.last(is_change);
    Decided { own: word.is_some(), ..decided(Kind::Points, Rule::Points, word.is_some_and(|(class, _)| falls(class))) }
}

/// A noun of growth in the item, and whether it is one of a fall.
fn rate_noun(item: &Item) -> Option<bool> {
    let (_, token) =
        item.last(|class| matches!(class, Class::Up | Class::Down | Class::Attribute)).filter(|(_, token)| {
            let word: String = item.line.plain[token.start..token.end].iter().collect();
            RATES.contains(&&*word)
        })?;
    let c = item.line.at(token.start);
    Some(matches!(c, '降' | '跌' | '减' | '负'))
}

fn rate(item: &Item, unit: &str, end: usize) -> Decided {
    if unit == "番" {
        return decided(Kind::Growth, Rule::Doubling, false);
    }
    if let Some(falls) = rate_noun(item) {
        return decided(Kind::Growth, if falls { Rule::Decrease } else { Rule::Growth }, falls);
    }
    let ending = item.last(|class| matches!(class, Class::To | Class::Share));
    let change = change(item).filter(|(_, token)| ending.is_none_or(|(_, other)| other.start < token.start));
    if let Some((class, _)) = change {
        let falls = falls(class);
        return decided(Kind::Growth, if falls { Rule::Decrease } else { Rule::Growth }, falls);
    }
    if unit != "比" && grows_after(item.line, end) {
        return decided(Kind::Growth, Rule::GrowthAfter, false);
    }
    if unit == "倍" {
        return Decided { own: true, ..decided(Kind::Share, Rule::Share, false) };
    }
    Decided { own: ending.is_some(), ..decided(Kind::Share, Rule::Share, false) }
}

/// 8%的增长, 5%以上的增速.
fn grows_after(line: &Line, end: usize) -> bool {
    let end = super::qualifier::after(line, end).map_or(end, |(_, end, _)| end);
    let after = line.any(end, &["的年均", "的同比", "的平均", "的较快", "的高", "的"]).map(|(_, end)| end);
    after.is_some_and(|at| line.any(at, &["增速", "增长", "增幅", "速度", "高速增长", "涨幅"]).is_some())
}

fn amount(item: &Item, measure: Measure, unit: &str) -> Decided {
    let adjacent = |of: fn(Class) -> bool| item.last(of).filter(|(_, token)| item.gap(token) == 0);
    if let Some((class, _)) = adjacent(is_change).filter(|(class, _)| matches!(class, Class::Up | Class::Down)) {
        let falls = falls(class);
        return match unit {
            "位" | "个位次" | "名" => decided(Kind::Points, Rule::RankChange, falls),
            // A score that rises by so much changes by points.
            "分" | "点" => decided(Kind::Points, Rule::Points, falls),
            _ => decided(Kind::New, if falls { Rule::Decrease } else { Rule::Increase }, falls),
        };
    }
    if let Some((_, token)) = adjacent(|class| class == Class::To) {
        if !item.line.has(token.start, "达到") {
            return decided(Kind::Level, Rule::ChangedTo, false);
        }
    }
    if item.verb == Some(Class::Cumulative) || item.has(Class::Cumulative) {
        return decided(Kind::Cumulative, Rule::Cumulative, false);
    }
    // Money is new where the verb says so, not where a fund is set up.
    let begins = item.verb == Some(Class::New) && measure != Measure::Money;
    let beside = adjacent(|class| class == Class::New).is_some_and(|(_, token)| !is_stock(item, token))
        && measure != Measure::Money;
    if begins || beside || newly(item) {
        return decided(Kind::New, Rule::New, false);
    }
    Decided { own: item.verb.is_some(), ..decided(Kind::Level, Rule::Level, false) }
}

/// Verbs that say after their noun what is there: 科技型中小企业入库1862家.
fn is_stock(item: &Item, token: &Token) -> bool {
    item.line.any(token.start, &["入库", "备案", "建成", "列入", "纳入", "入统", "建立", "挂牌"]).is_some()
        && token.start > item.noun
}

/// A verb of adding that cannot be mistaken: 新增, 净增, somewhere before the figure.
fn newly(item: &Item) -> bool {
    let certain = |class, token: &Token| {
        class == Class::New && matches!(item.line.at(token.start), '新' | '净') && token.start >= item.begin
    };
    item.last(|class| class == Class::New).is_some_and(|(class, token)| certain(class, token))
}
