//! Questions that the figures of a text raise: what cannot be, or can be read in two ways.

use super::{Figure, Kind, Question};
use innodex_panel::text::Text;
use std::collections::HashMap;

/// The questions, by check.
pub(super) fn questions(figures: &[Figure]) -> Vec<Question> {
    let mut questions = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        questions.extend(base(figures, at, figure));
        questions.extend(scope(at, figure));
        questions.extend(noun(at, figure));
    }
    questions.extend(parts(figures));
    questions.extend(values(figures));
    questions.sort_by_key(|question| question.figures.first().copied());
    questions
}

fn question(check: &'static str, figures: Vec<usize>, zh: String, en: String) -> Question {
    Question { check, figures, message: Text::new(zh, en) }
}

/// A count and its growth over the year before imply a base; one that no whole number is near cannot be.
fn base(figures: &[Figure], at: usize, growth: &Figure) -> Option<Question> {
    let of = growth.of.filter(|_| growth.kind == Kind::Growth && growth.unit == "%" && growth.high.is_none())?;
    let level = figures.get(of)?;
    let counted = level.normalised.fract() == 0.0 && level.unit == level.normalised_unit && COUNTED.contains(&&*level.unit);
    if !counted || level.qualifier.as_deref().is_some_and(|said| said != "达" && said != "达到") || growth.bound.is_some() {
        return None;
    }
    let half = 0.5 / super::numeral::ten_to(growth.decimals);
    let [low, high] = [growth.value + half, growth.value - half].map(|rate| level.normalised / (1.0 + rate / 100.0));
    if !(low.is_finite() && high.is_finite()) || low <= 0.0 || high.floor() >= low - 1e-9 {
        return None;
    }
    let (level_text, rate) = (&level.text, &growth.text);
    Some(question(
        "base_not_whole",
        vec![of, at],
        format!("“{level_text}”与增长率“{rate}”推算的上年数在{low:.2}至{high:.2}之间，没有整数。请核对两数。"),
        format!("\"{level_text}\" and the growth of \"{rate}\" imply between {low:.2} and {high:.2} the year before: no whole number. Which of the two is right?"),
    ))
}

/// Units of what is counted whole.
const COUNTED: &[&str] = &["家", "个", "项", "件", "人", "名", "户", "所", "座", "篇", "场", "台", "辆"];

/// A rank among whom?
fn scope(at: usize, figure: &Figure) -> Option<Question> {
    (figure.rule == super::Rule::Rank && figure.compared_with.is_none()).then(|| {
        question(
            "rank_without_scope",
            vec![at],
            format!("“{}”没有写明在什么范围内排名。", figure.text),
            format!("\"{}\" does not say among whom.", figure.text),
        )
    })
}

/// Nouns with the units that fit them.
const NOUNS: &[(&[&str], &[&str])] = &[
    (&["企业", "公司"], &["家", "户", "个", "名"]),
    (&["论文"], &["篇", "项", "件"]),
    (&["专利", "商标"], &["件", "项", "个"]),
    (&["人才", "院士", "专家", "人员", "学生", "教师"], &["人", "名", "位", "个", "人次", "户", "类"]),
    (&["资金", "经费", "金额", "投资额", "产值", "增加值", "总值", "财政收入", "营业收入", "税收"], &["元", "美元", "欧元", "港元", "港币", "日元", "笔", "项"]),
    (&["面积"], &["平方米", "亩", "公顷"]),
];

/// A unit that does not fit what is counted.
fn noun(at: usize, figure: &Figure) -> Option<Question> {
    if matches!(figure.kind, Kind::Growth | Kind::Points | Kind::Rank | Kind::Share) || matches!(&*figure.normalised_unit, "1" | "倍" | "位") {
        return None;
    }
    let (_, units) = NOUNS.iter().find(|(nouns, _)| nouns.iter().any(|noun| figure.subject.ends_with(noun)))?;
    let unit = figure.normalised_unit.split('/').next().unwrap_or_default();
    let money = figure.subject.ends_with("企业") || figure.subject.ends_with("公司");
    let known = |list: &[&str]| list.contains(&unit);
    // Money after a firm is what it got, not how many there are.
    if known(units) || money && NOUNS.iter().skip(4).any(|(_, units)| known(units)) {
        return None;
    }
    Some(question(
        "unit_of_noun",
        vec![at],
        format!("“{}”以“{}”计，是否正确？", figure.subject, figure.unit),
        format!("Is \"{}\" counted in \"{}\"?", figure.subject, figure.unit),
    ))
}

/// Parts that are more than their total.
fn parts(figures: &[Figure]) -> Vec<Question> {
    let mut of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let Some(whole) = figure.part_of else { continue };
        let total = &figures[whole];
        if figure.normalised_unit == total.normalised_unit && !matches!(figure.kind, Kind::Growth | Kind::Points | Kind::Rank | Kind::Share) {
            of.entry(whole).or_default().push(at);
        }
    }
    let above = |(whole, parts): (usize, Vec<usize>)| {
        let total = &figures[whole];
        let sum: f64 = parts.iter().map(|at| figures[*at].normalised).sum();
        let most = total.normalised_high.unwrap_or(total.normalised).max(total.normalised);
        let open = total.bound == Some(super::Bound::Above);
        (!open && sum > most * (1.0 + 1e-9)).then(|| {
            question(
                "parts_above_total",
                std::iter::once(whole).chain(parts).collect(),
                format!("各部分之和大于总数“{}”。", total.text),
                format!("The parts sum to more than their total \"{}\".", total.text),
            )
        })
    };
    of.into_iter().filter_map(above).collect()
}

/// One subject with two values.
fn values(figures: &[Figure]) -> Vec<Question> {
    let mut seen: HashMap<(String, &str, Option<&str>, Option<&str>), Vec<usize>> = HashMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let absolute = matches!(figure.kind, Kind::Level | Kind::New | Kind::Cumulative) && figure.part_of.is_none();
        let name = key(&figure.subject);
        if absolute && name.chars().count() >= 4 && !figure.normalised_unit.is_empty() && figure.normalised_unit != "1" {
            let place = (name, &*figure.normalised_unit, figure.period.as_deref(), figure.region.as_deref());
            let places = seen.entry((place.0, place.1, None, None)).or_default();
            if places.len() < 8 && differs(figures, places, figure) {
                places.push(at);
            }
        }
    }
    let several = seen.into_values().filter(|places| places.len() > 1);
    several
        .map(|places| {
            let texts: Vec<&str> = places.iter().map(|at| &*figures[*at].text).collect();
            let subject = &figures[places[0]].subject;
            question(
                "two_values",
                places.clone(),
                format!("“{subject}”有不同的数值：{}。哪个是当年新增，哪个是累计？", texts.join("、")),
                format!("\"{subject}\" has several values: {}. Which is of the year, which is the stock?", texts.join(", ")),
            )
        })
        .collect()
}

/// Whether a figure is of the same time and place as those seen, and has another value.
fn differs(figures: &[Figure], seen: &[usize], figure: &Figure) -> bool {
    seen.iter().all(|at| {
        let other = &figures[*at];
        let agrees = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        agrees(&other.period, &figure.period) && agrees(&other.region, &figure.region) && other.normalised != figure.normalised
    })
}

/// What is left of a subject when the words are taken away that only say how it came about.
fn key(subject: &str) -> String {
    const DROPPED: &[&str] = &["全国", "全省", "全市", "全区", "首批", "入库", "入选", "新认定", "新增", "备案", "名录", "库", "年", "“", "”", "有效"];
    let mut key = subject.to_owned();
    DROPPED.iter().for_each(|word| key = key.replace(word, ""));
    key.retain(|c| !c.is_ascii_digit() && !c.is_whitespace());
    while key.ends_with("企业企业") {
        key.truncate(key.len() - "企业".len());
    }
    key
}
