//! A number with its unit: what stands there, before it is known what it says.

use super::aside::{self, Aside};
use super::found::{Found, Quantity};
use super::grammar::Rule;
use super::numeral::{number, Number};
use super::plain::Line;
use super::qualifier;
use super::rules::Rules;
use super::unit::{scale, unit, Measure, Unit};

/// What begins there.
pub(super) fn read(line: &Line, at: usize) -> Found {
    if let Some(found) = fraction(line, at).or_else(|| doubling(line, at)) {
        return Found::Quantity(found);
    }
    let Some(first) = number(line, at) else { return Found::Nothing(at + 1) };
    if line.named[at] {
        return Found::Aside(Aside { end: first.end, rule: Rule::Name, period: None });
    }
    if let Some(found) = aside::read(line, at, &first) {
        return Found::Aside(found);
    }
    if let Some(found) = structure(line, at, &first).or_else(|| ratio(line, at, &first)) {
        return Found::Quantity(found);
    }
    if line.at(first.end) == '个' && !line.has(first.end, "个百分点") {
        if let Some(found) = listed(line, at, &first) {
            return Found::Quantity(found);
        }
    }
    let Some(found) = measured(line, at, &first) else { return without_unit(line, at, &first) };
    if first.value.is_nan() {
        return Found::Aside(Aside { end: found.end, rule: Rule::Bare, period: None });
    }
    match super::accept::refused(line, &first, &found) {
        Some(rule) => Found::Aside(Aside { end: found.end, rule, period: None }),
        None => Found::Quantity(found),
    }
}

/// What stands between the ends of a range.
fn dash(line: &Line, at: usize) -> Option<usize> {
    let one = matches!(line.at(at), '-' | '~' | '至' | '到');
    let two = matches!(line.at(at), '-' | '~') && line.at(at + 1) == line.at(at);
    one.then_some(at + 1 + usize::from(two))
}

/// A power of ten with what stands between it and the number: 30余万.
struct Scaled {
    factor: f64,
    word: String,
    end: usize,
    infix: Option<usize>,
}

fn infix(line: &Line, at: usize) -> Option<usize> {
    let c = line.at(at);
    let stands = match c {
        '余' | '多' => true,
        '几' | '来' => unit(line, at + 1).is_some() || scale(line, at + 1).1 > at + 1,
        _ => false,
    };
    stands.then_some(at)
}

fn scaled(line: &Line, first: &Number) -> Scaled {
    let own = first.scale.and_then(super::numeral::power).unwrap_or(1.0);
    let before = infix(line, first.end);
    let from = first.end + usize::from(before.is_some());
    let (factor, end) = scale(line, from);
    let own_word = line.half_width(first.end - usize::from(first.scale.is_some()), first.end);
    let word = own_word + &line.half_width(from, end);
    let after = if before.is_none() { infix(line, end) } else { None };
    Scaled { factor: own * factor, word, end: end + usize::from(after.is_some()), infix: before.or(after) }
}

/// A number with what is measured.
fn measured(line: &Line, at: usize, first: &Number) -> Option<Quantity> {
    let low = scaled(line, first);
    let single = unit(line, low.end);
    let from = single.as_ref().map_or(low.end, |unit| unit.end);
    if let Some(found) = range(line, at, first, &low, single.as_ref(), from) {
        return Some(found);
    }
    let Some(unit) = single else { return compound(line, at, first, &low) };
    let mut rules = number_rules(first, &low);
    rules.add(unit.rule);
    let half = (unit.measure == Measure::Tenth).then(|| super::numeral::digit(line.at(unit.end))).flatten();
    let unit = Unit { end: unit.end + usize::from(half.is_some()), ..unit };
    let value = first.value + half.unwrap_or(0.0) / 10.0;
    let negative = is_negative(line, at, unit.measure);
    if negative {
        rules.add(Rule::Negative);
    }
    Some(Quantity {
        start: at - usize::from(negative),
        end: unit.end,
        value: if negative { -value } else { value },
        high: first.high,
        decimals: first.decimals + usize::from(half.is_some()),
        infix: low.infix,
        unit: with_scale(unit, &low),
        rules,
    })
}

/// 3亿5千万元: two powers of ten, each with a number.
fn compound(line: &Line, at: usize, first: &Number, low: &Scaled) -> Option<Quantity> {
    let second = number(line, low.end).filter(|second| !second.chinese && !first.chinese && !low.word.is_empty())?;
    let rest = scaled(line, &second);
    let unit = unit(line, rest.end).filter(|unit| matches!(unit.measure, Measure::Money | Measure::Count))?;
    let share = rest.factor / low.factor;
    let value = first.value + second.value * share;
    if share >= 1.0 || rest.infix.is_some() || !value.is_finite() {
        return None;
    }
    let mut rules = number_rules(first, low);
    rules.add(unit.rule);
    let unit = with_scale(unit, low);
    Some(Quantity { start: at, end: unit.end, value, high: None, decimals: 8, unit, infix: None, rules })
}

fn number_rules(first: &Number, low: &Scaled) -> Rules {
    let mut rules = Rules::of(if first.chinese { Rule::ChineseNumeral } else { Rule::Digits });
    if first.bare {
        rules.add(Rule::BarePower);
    }
    if first.high.is_some() {
        rules.add(Rule::SideBySide);
    }
    if low.infix.is_some() {
        rules.add(Rule::InfixAbout);
    }
    if low.factor != 1.0 {
        rules.add(Rule::Scale);
    }
    rules
}

fn with_scale(unit: Unit, scale: &Scaled) -> Unit {
    Unit { word: scale.word.clone() + &unit.word, factor: unit.factor * scale.factor, ..unit }
}

/// A minus that is no dash: directly before a percentage or points, after neither a number nor a letter.
fn is_negative(line: &Line, at: usize, measure: Measure) -> bool {
    let sign = matches!(line.before(at), '-' | '负');
    let free =
        at < 2 || !(line.at(at - 2).is_ascii_alphanumeric() || matches!(line.at(at - 2), '%' | '-' | '月' | '年'));
    sign && free && matches!(measure, Measure::Percent | Measure::Points | Measure::Bare | Measure::Money)
}

/// The upper end of a range: 3-5家, 10%-12%, 500万至1亿元.
fn range(line: &Line, at: usize, first: &Number, low: &Scaled, single: Option<&Unit>, from: usize) -> Option<Quantity> {
    let second = dash(line, from).and_then(|next| number(line, next))?;
    let high = scaled(line, &second);
    let top = unit(line, high.end)?;
    let fits = |unit: &Unit| unit.measure == top.measure && unit.base == top.base;
    if !single.is_none_or(fits) || second.value.is_nan() || second.chinese != first.chinese {
        return None;
    }
    // A power of ten that only the upper end has is that of both.
    let own = if low.word.is_empty() && single.is_none() { &high } else { low };
    let unit = single.unwrap_or(&top).clone();
    let factor = unit.factor * own.factor;
    let upper = second.value * top.factor * high.factor / factor;
    // 三至五千 is three thousand to five thousand.
    let shared = shared_power(line, first, &second, dash(line, from).unwrap_or(from));
    let lower = first.value * shared;
    if upper <= lower {
        return None;
    }
    let mut rules = number_rules(first, own);
    rules.add(top.rule);
    rules.add(Rule::Range);
    Some(Quantity {
        start: at,
        end: top.end,
        value: lower,
        high: Some(upper),
        decimals: first.decimals,
        infix: low.infix.or(high.infix),
        unit: with_scale(unit, own),
        rules,
    })
}

/// The power of ten that a digit shares with the end of its range: 三至五千.
fn shared_power(line: &Line, first: &Number, second: &Number, at: usize) -> f64 {
    let single = first.chinese && first.value < 10.0 && !first.bare && second.end == at + 2;
    let power = super::numeral::power(line.at(at + 1)).filter(|power| *power < 1e4 && *power > 10.0);
    power.filter(|_| single).unwrap_or(1.0)
}

fn plain_unit(word: &str, base: &str, measure: Measure, factor: f64, end: usize, rule: Rule) -> Unit {
    Unit { measure, word: word.to_owned(), plain: word.to_owned(), base: base.to_owned(), factor, end, rule }
}

/// 百分之五十, 三分之一.
fn fraction(line: &Line, at: usize) -> Option<Quantity> {
    let made = |end: usize, value: f64, decimals: usize, unit: Unit| {
        let rules = [Rule::Fraction].into_iter().collect();
        let finite = value.is_finite() && !line.named[at];
        finite.then_some(Quantity { start: at, end, value, high: None, decimals, infix: None, unit, rules })
    };
    for (word, sign, factor) in [("百分之", "%", 0.01), ("千分之", "‰", 0.001)] {
        if line.has(at, word) {
            let found = number(line, at + 3)?;
            return made(
                found.end,
                found.value,
                found.decimals,
                plain_unit(sign, "1", Measure::Percent, factor, found.end, Rule::Fraction),
            );
        }
    }
    let below = number(line, at).filter(|below| line.has(below.end, "分之") && below.decimals == 0)?;
    let above = number(line, below.end + 2)?;
    let unit = plain_unit("比", "1", Measure::Percent, 1.0, above.end, Rule::Fraction);
    made(above.end, above.value / below.value, 4, unit).filter(|_| below.value > 0.0)
}

/// 翻番, 翻一番, 翻了两番.
fn doubling(line: &Line, at: usize) -> Option<Quantity> {
    if line.named[at] {
        return None;
    }
    let unit = |end| plain_unit("番", "1", Measure::Times, 1.0, end, Rule::Doubling);
    let rules = [Rule::Doubling].into_iter().collect();
    let made =
        |value, end| Quantity { start: at, end, value, high: None, decimals: 0, infix: None, unit: unit(end), rules };
    if line.has(at, "倍增") {
        let name = line.any(at + 2, &["计划", "行动", "工程", "效应", "器", "战略", "”"]).is_some();
        return (!name).then(|| made(1.0, at + 2));
    }
    if line.at(at) != '翻' {
        return None;
    }
    let from = at + 1 + usize::from(line.at(at + 1) == '了');
    let times = number(line, from);
    let end = times.map_or(from, |times| times.end);
    let value = times.map_or(1.0, |times| times.value);
    (line.at(end) == '番' && value > 0.0 && value < 64.0).then(|| made(value, end + 1))
}

/// Longest way back to the word that says what numbers with colons are.
const STRUCTURE: usize = 40;

/// 三次产业结构为7.2:38.9:53.9: shares, in per cent.
fn structure(line: &Line, at: usize, first: &Number) -> Option<Quantity> {
    let follows = line.at(first.end) == ':' && line.at(first.end + 1).is_ascii_digit();
    if first.chinese || !(follows || line.before(at) == ':') {
        return None;
    }
    let mut begin = at;
    while begin > 0 && at - begin < STRUCTURE && matches!(line.before(begin), '0'..='9' | '.' | ':') {
        begin -= 1;
    }
    let (_, from) = line.any_before(begin, &["调整为", "优化为", "调整到", "由", "为", "是", "达到"])?;
    line.any_before(from, &["结构", "构成", "结构比", "比例", "比重", "结构比例"])?;
    let several =
        line.plain[begin..(first.end + STRUCTURE).min(line.plain.len())].iter().filter(|c| **c == ':').count() > 1;
    let unit = plain_unit("%", "1", Measure::Percent, 0.01, first.end, Rule::Structure);
    let rules = [Rule::Structure, Rule::Digits].into_iter().collect();
    several.then_some(Quantity {
        start: at,
        end: first.end,
        value: first.value,
        high: None,
        decimals: first.decimals,
        infix: None,
        unit,
        rules,
    })
}

/// What says that two numbers with a colon between are a ratio.
const RATIO: &[&str] =
    &["比例", "之比", "比", "比值", "比为", "按", "按照", "比例为", "之比为", "约为", "配比", "达到", "达", "为"];

/// 1:3, 1∶1.5.
fn ratio(line: &Line, at: usize, first: &Number) -> Option<Quantity> {
    if line.at(first.end) != ':' || first.chinese {
        return None;
    }
    let second = number(line, first.end + 1).filter(|second| !second.chinese && second.value > 0.0)?;
    let said =
        line.any_before(at, RATIO).is_some() || line.any(second.end, &["的比例", "比例", "的比", "配套"]).is_some();
    let free = line.at(second.end) != ':' && unit(line, second.end).is_none();
    let unit = plain_unit("比", "1", Measure::Percent, 1.0, second.end, Rule::Ratio);
    let rules = [Rule::Ratio, Rule::Digits].into_iter().collect();
    let value = first.value / second.value;
    (said && free && value.is_finite()).then_some(Quantity {
        start: at,
        end: second.end,
        value,
        high: None,
        decimals: 4,
        infix: None,
        unit,
        rules,
    })
}

/// What an index or a coefficient is called.
const INDEX: &[&str] = &[
    "指数",
    "系数",
    "得分",
    "评分",
    "总分",
    "强度",
    "密度",
    "水平",
    "均值",
    "综合值",
    "分值",
    "贝塔",
    "PMI",
    "比",
    "排放因子",
    "弹性",
    "次数",
];
/// What stands between it and its number.
const IS: &[&str] = &["为", "达到", "达", "是", "至", "到", "升至", "提高到", "提升至", "约为"];

/// Numbers of a list that may share the unit of the last.
const LIST: usize = 8;

/// The unit that the last number of a list has for all: 12、8和5家; 2.3个和1.8个百分点.
fn listed(line: &Line, at: usize, first: &Number) -> Option<Quantity> {
    let own = usize::from(line.at(first.end) == '个');
    let before = line.before(at);
    let within = before == '、' && at > 1 && line.at(at - 2).is_ascii_digit();
    if !within && (at == 0 || matches!(before, '第' | ' ' | '(' | '、')) {
        return None;
    }
    let mut end = first.end + own;
    for _ in 0..LIST {
        let joins = matches!(line.at(end), '、' | '和' | '与' | '及') && line.at(end + 1).is_ascii_digit();
        let next = number(line, end + 1).filter(|next| joins && !next.chinese)?;
        let found = measured(line, end + 1, &next).filter(|found| found.start == end + 1 && found.high.is_none());
        match found.filter(|found| found.unit.plain != "番" && (own == 0 || found.unit.plain == "个百分点")) {
            Some(found) => {
                let rules = [Rule::Digits, Rule::SharedUnit].into_iter().collect();
                let unit = Unit { end: first.end + own, ..found.unit };
                let (value, decimals) = (first.value, first.decimals);
                return Some(Quantity {
                    start: at,
                    end: unit.end,
                    value,
                    decimals,
                    unit,
                    rules,
                    high: None,
                    infix: None,
                });
            }
            None => end = next.end + usize::from(line.at(next.end) == '个' && own == 1),
        }
    }
    None
}

/// A number that no unit follows: with a power of ten, an index, or no figure.
fn without_unit(line: &Line, at: usize, first: &Number) -> Found {
    let low = scaled(line, first);
    let aside = |end, rule| Found::Aside(Aside { end, rule, period: None });
    if first.value.is_nan() {
        return if first.chinese { Found::Nothing(first.end) } else { aside(first.end, Rule::Bare) };
    }
    let mut rules = number_rules(first, &low);
    let made = |unit: Unit, rules: Rules| Quantity {
        start: at,
        end: unit.end,
        value: first.value,
        high: None,
        decimals: first.decimals,
        infix: low.infix,
        unit,
        rules,
    };
    if !low.word.is_empty() {
        let unit = plain_unit(&low.word, "1", Measure::Bare, low.factor, low.end, Rule::Scale);
        let ends = super::accept::ends_phrase(line, low.end) || line.has(low.end, "大关");
        return match first.chinese && !(ends && qualifier::before(line, at).is_some()) || line.at(low.end) == '级' {
            true if first.chinese => Found::Nothing(low.end),
            true => aside(low.end, Rule::Threshold),
            false => Found::Quantity(made(unit, rules)),
        };
    }
    if first.chinese {
        return Found::Nothing(first.end);
    }
    if let Some(found) = listed(line, at, first) {
        return Found::Quantity(found);
    }
    let is_index = line.any_before(at, IS).is_some_and(|(_, from)| line.any_before(from, INDEX).is_some())
        || line.any_before(at, &INDEX[..5]).is_some();
    if is_index && super::accept::ends_phrase(line, first.end) {
        rules.add(Rule::NoUnit);
        return Found::Quantity(made(plain_unit("", "1", Measure::Bare, 1.0, first.end, Rule::NoUnit), rules));
    }
    aside(first.end, Rule::Bare)
}
