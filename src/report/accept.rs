//! Whether a number with its unit is a figure.

use super::found::Quantity;
use super::grammar::Rule;
use super::numeral::Number;
use super::plain::Line;
use super::qualifier;
use super::unit::Measure;
use super::words::{words, Class};

/// Whether a phrase ends there: a mark, the end, or a word that joins.
pub(super) fn ends_phrase(line: &Line, at: usize) -> bool {
    let c = line.at(at);
    !(super::plain::is_word(c) || matches!(c, '%' | '“' | '《' | '‘' | '('))
        || c == ' '
        || line.any(at, &["和", "及", "与", "以上", "以下", "左右", "以内", "以及", "、", "的", "上下", "等"]).is_some()
}

/// Nouns after 以上 or 以下 that leave it a figure.
const LEVELS: &[&str] =
    &["的目标", "的水平", "的规模", "目标", "水平", "的增速", "的增长", "增长", "的速度", "的比例", "的要求"];

/// Nouns of fixed phrases with a small number before.
const PHRASES: &[&str] = &[
    "方面",
    "维护",
    "意识",
    "机制",
    "导向",
    "坚持",
    "层面",
    "环节",
    "阶段",
    "重点",
    "原则",
    "关键",
    "转变",
    "全面",
    "确保",
    "不变",
    "自信",
    "问题导向",
    "提升年",
    "体系",
    "目标",
    "抓手",
    "着力",
    "聚焦",
    "结合",
    "统筹",
    "突出",
    "到位",
    "务必",
    "角度",
    "维度",
    "第一",
    "优先",
    "百",
    "千",
    "万",
    "基本",
    "专项行动",
    "文明",
    "一批",
    "梯队",
    "清单",
    "领域",
    "板块",
    "台阶",
    "新台阶",
    "整体",
    "国家",
    "时期",
    "月",
    "星期",
    "共同体",
    "人民",
    "字",
    "建设",
    "最",
    "更",
    "必须",
    "进一步",
    "“",
];

/// Why a number with its unit is no figure.
pub(super) fn refused(line: &Line, first: &Number, found: &Quantity) -> Option<Rule> {
    if line.before(found.start) == '第' || line.at(first.end) == '届' {
        return Some(Rule::Ordinal);
    }
    if found.unit.plain == "番" && !(found.unit.word == "番" && found.value < 64.0) {
        return Some(Rule::Name);
    }
    if line.at(found.end) == '级' || line.has(found.end, "制式") {
        return Some(Rule::Threshold);
    }
    if is_threshold(line, found) {
        return Some(Rule::Threshold);
    }
    if !first.chinese || matches!(found.unit.measure, Measure::Percent | Measure::Points | Measure::Times) {
        return None;
    }
    if first.bare {
        return bare_power(line, found);
    }
    small_numeral(line, first, found)
}

/// 500万元以上项目, 100人以上的企业: the figure is part of a name. A percentage is not.
fn is_threshold(line: &Line, found: &Quantity) -> bool {
    let Some((_, end, _)) = qualifier::after(line, found.end) else { return false };
    let measured = matches!(found.unit.measure, Measure::Money | Measure::Count | Measure::Physical | Measure::Bare);
    let noun = line.at(end + usize::from(line.at(end) == '的'));
    let goes_on = super::plain::is_word(noun) && !noun.is_ascii() && line.any(end, LEVELS).is_none();
    let verb = words().longest(&line.plain, end).is_some_and(|(class, _)| {
        matches!(class, Class::Up | Class::Down | Class::To | Class::All | Class::Share) || (class == Class::Adverb)
    });
    measured && goes_on && !verb
}

/// 近百家, 百余项; not 百亿企业, 千家万户.
fn bare_power(line: &Line, found: &Quantity) -> Option<Rule> {
    let said = found.infix.is_some() || qualifier::before(line, found.start).is_some();
    let counted = matches!(found.unit.measure, Measure::Count | Measure::Physical);
    let whole = counted || ends_phrase(line, found.end) || line.has(found.end, "大关");
    (!said || !whole).then_some(Rule::Name)
}

/// A numeral of one character: a figure where it ends its phrase after a noun, or follows a verb of adding.
fn small_numeral(line: &Line, first: &Number, found: &Quantity) -> Option<Rule> {
    if line.any(found.end, PHRASES).is_some() {
        return Some(Rule::OneOf);
    }
    if first.value >= 10.0 || first.high.is_some() || found.unit.measure != Measure::Count || found.unit.factor != 1.0 {
        return None;
    }
    let before = line.before(found.start);
    let after_noun = super::plain::is_word(before)
        && !before.is_ascii()
        && !matches!(
            before,
            '这' | '那'
                | '每'
                | '另'
                | '同'
                | '了'
                | '前'
                | '后'
                | '有'
                | '为'
                | '是'
                | '以'
                | '在'
                | '用'
                | '由'
                | '的'
                | '任'
        );
    if after_noun && ends_phrase(line, found.end) && line.at(found.end) != '的' && found.unit.plain != "次" {
        return None;
    }
    let one = first.value == 1.0 || matches!(&*found.unit.plain, "批" | "次" | "级" | "种" | "类" | "条" | "期");
    let adding = [
        "新增",
        "引进",
        "新建",
        "获批",
        "建成",
        "新认定",
        "净增",
        "新设",
        "增加",
        "入选",
        "培育",
        "共",
        "累计",
        "完成",
        "不少于",
        "至少",
        "超过",
        "约",
        "近",
        "仅",
        "达",
    ];
    match !one && line.any_before(found.start, &adding).is_some() {
        true => None,
        false => Some(Rule::OneOf),
    }
}
