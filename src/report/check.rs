//! Questions that the figures of a text raise: what cannot be, or can be read in two ways.

use super::{Figure, Kind, Question};
use innodex_panel::text::Text;

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
    questions
}

fn question(check: &'static str, figures: Vec<usize>, zh: String, en: String) -> Question {
    Question { check, figures, message: Text::new(zh, en) }
}

/// A count and its growth over the year before imply a base; one that no whole number is near cannot be.
fn base(figures: &[Figure], at: usize, growth: &Figure) -> Option<Question> {
    let of = growth.of.filter(|_| growth.kind == Kind::Growth && growth.unit == "%" && growth.high.is_none())?;
    let level = figures.get(of)?;
    let counted =
        level.normalised.fract() == 0.0 && level.unit == level.normalised_unit && COUNTED.contains(&&*level.unit);
    if !counted
        || level.qualifier.as_deref().is_some_and(|said| said != "达" && said != "达到")
        || growth.bound.is_some()
    {
        return None;
    }
    let half = 0.5 / super::numeral::ten_to(growth.decimals);
    let [low, high] = [growth.value + half, growth.value - half].map(|rate| level.normalised / (1.0 + rate / 100.0));
    if !(low.is_finite() && high.is_finite()) || low <= 0.0 || high.floor() >= low - 1e-9 {
        return None;
    }
    let (level_text, rate, low, high) = (&level.text, &growth.text, hundredths(low), hundredths(high));
    Some(question(
        "base_not_whole",
        vec![of, at],
        format!("“{level_text}”与增长率“{rate}”推算的上年数在{low}至{high}之间，没有整数。请核对两数。"),
        format!("\"{level_text}\" and the growth of \"{rate}\" imply between {low} and {high} the year before: no whole number. Which of the two is right?"),
    ))
}

/// A number with two decimals. (std's printing of floats is kilobytes of a module.)
fn hundredths(value: f64) -> String {
    let all = (value * 100.0).round() as u64;
    format!("{}.{:02}", all / 100, all % 100)
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
    (
        &["资金", "经费", "金额", "投资额", "产值", "增加值", "总值", "财政收入", "营业收入", "税收"],
        &["元", "美元", "欧元", "港元", "港币", "日元", "笔", "项"],
    ),
    (&["面积"], &["平方米", "亩", "公顷"]),
];

/// A unit that does not fit what is counted.
fn noun(at: usize, figure: &Figure) -> Option<Question> {
    if matches!(figure.kind, Kind::Growth | Kind::Points | Kind::Rank | Kind::Share)
        || matches!(&*figure.normalised_unit, "1" | "倍" | "位")
    {
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
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); figures.len()];
    for (at, figure) in figures.iter().enumerate() {
        let Some(whole) = figure.part_of else { continue };
        let change = matches!(figure.kind, Kind::Growth | Kind::Points | Kind::Rank | Kind::Share);
        if figure.normalised_unit == figures[whole].normalised_unit && !change {
            of[whole].push(at);
        }
    }
    let above = |(whole, parts): (usize, Vec<usize>)| {
        let total = &figures[whole];
        let sum: f64 = parts.iter().map(|at| figures[*at].normalised).sum();
        let most = total.normalised_high.unwrap_or(total.normalised).max(total.normalised);
        let open = total.bound == Some(super::Bound::Above);
        (!open && !parts.is_empty() && sum > most * (1.0 + 1e-9)).then(|| {
            question(
                "parts_above_total",
                std::iter::once(whole).chain(parts).collect(),
                format!("各部分之和大于总数“{}”。", total.text),
                format!("The parts sum to more than their total \"{}\".", total.text),
            )
        })
    };
    of.into_iter().enumerate().filter_map(above).collect()
}

/// Figures of one subject and unit.
struct Group {
    key: Vec<char>,
    unit: usize,
    figures: Vec<usize>,
}

/// One subject with two values.
fn values(figures: &[Figure]) -> Vec<Question> {
    // A table of groups by a hash of their keys. (std's maps are kilobytes of a module.)
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); (2 * figures.len()).next_power_of_two()];
    let mut groups: Vec<Group> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let absolute = matches!(figure.kind, Kind::Level | Kind::New | Kind::Cumulative) && figure.part_of.is_none();
        let key = if absolute && figure.normalised_unit != "1" { key(&figure.subject) } else { Vec::new() };
        if key.len() < 4 {
            continue;
        }
        let last = rows.len() - 1;
        let row = &mut rows[hash(&key) & last];
        let same = |group: &&usize| {
            let group = &groups[**group];
            group.key == key && figures[group.unit].normalised_unit == figure.normalised_unit
        };
        match row.iter().find(same).copied() {
            None => {
                row.push(groups.len());
                groups.push(Group { key, unit: at, figures: vec![at] });
            }
            Some(group) => {
                let seen = &mut groups[group].figures;
                if seen.len() < 8 && differs(figures, seen, figure) {
                    seen.push(at);
                }
            }
        }
    }
    groups.into_iter().filter(|group| group.figures.len() > 1).map(|group| several(figures, group.figures)).collect()
}

/// FNV-1a, over characters.
fn hash(key: &[char]) -> usize {
    key.iter().fold(0x811c_9dc5_u32, |hash, c| (hash ^ *c as u32).wrapping_mul(0x0100_0193)) as usize
}

fn several(figures: &[Figure], places: Vec<usize>) -> Question {
    let (mut zh, mut en) = (String::new(), String::new());
    for (i, at) in places.iter().enumerate() {
        zh.push_str(if i > 0 { "、" } else { "" });
        en.push_str(if i > 0 { ", " } else { "" });
        zh.push_str(&figures[*at].text);
        en.push_str(&figures[*at].text);
    }
    let subject = &figures[places[0]].subject;
    let message_zh = format!("“{subject}”有不同的数值：{zh}。哪个是当年新增，哪个是累计？");
    let message_en = format!("\"{subject}\" has several values: {en}. Which is of the year, which is the stock?");
    question("two_values", places, message_zh, message_en)
}

/// Whether a figure is of the same time and place as those seen, and has another value.
fn differs(figures: &[Figure], seen: &[usize], figure: &Figure) -> bool {
    seen.iter().all(|at| {
        let other = &figures[*at];
        let agrees = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        agrees(&other.period, &figure.period)
            && agrees(&other.region, &figure.region)
            && other.normalised != figure.normalised
    })
}

/// What is left of a subject when the words are taken away that only say how it came about.
fn key(subject: &str) -> Vec<char> {
    const DROPPED: &[&str] = &[
        "全国",
        "全省",
        "全市",
        "全区",
        "首批",
        "入库",
        "入选",
        "新认定",
        "新增",
        "备案",
        "名录",
        "库",
        "年",
        "“",
        "”",
        "有效",
    ];
    let chars: Vec<char> = subject.chars().collect();
    let (mut key, mut at) = (Vec::with_capacity(chars.len()), 0);
    while at < chars.len() {
        let dropped = DROPPED.iter().find(|word| word.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c)));
        match dropped {
            Some(word) => at += word.chars().count(),
            None => {
                if !chars[at].is_ascii_digit() && chars[at] != ' ' {
                    key.push(chars[at]);
                }
                at += 1;
            }
        }
    }
    while key.ends_with(&['企', '业', '企', '业']) {
        key.truncate(key.len() - 2);
    }
    key
}
