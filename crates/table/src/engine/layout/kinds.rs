//! What a single cell looks like, wherever it stands: a figure, a period, a unit of measure, a place, a word.

use crate::engine::carried::nearly_number;
use crate::engine::headers::{is_indicator_head, is_unit_head};
use crate::engine::written;
use innodex_panel::measure::{self, Measure};
use innodex_panel::panel::plain_number;
use innodex_panel::territory::{self, Place};

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    /// A number, perhaps with a mark or its unit of measure.
    Figure,
    /// A year, quarter or month; where it stands says whether it is a figure after all.
    Period,
    /// A mark for "no figure".
    Mark,
    /// A unit of measure: 亿元, （亿元）.
    Measure,
    Word,
}

/// What a cell looks like.
pub(crate) fn kind(cell: &str) -> Kind {
    match cell {
        "" => Kind::Empty,
        _ if written::likely_header(cell) => Kind::Period,
        _ if is_figure(cell) => Kind::Figure,
        _ if written::means_missing(cell) => Kind::Mark,
        _ if stated_measure(cell).is_some() => Kind::Measure,
        _ => Kind::Word,
    }
}

/// Whether a cell is a number, or one but for its separators, unit of measure or mark.
fn is_figure(cell: &str) -> bool {
    // Most cells that are no plain number have no digit at all.
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    plain_number(cell.trim()).is_some() || (cell.contains(digits) && nearly_number(cell))
}

/// The unit of measure that a cell is, with brackets, 单位： or without.
pub(crate) fn stated_measure(cell: &str) -> Option<&str> {
    let inside = cell.trim().trim_start_matches(['（', '(', '[', '【']).trim_end_matches(['）', ')', ']', '】']).trim();
    let bare = ["计量单位：", "计量单位:", "单位：", "单位:"].iter().find_map(|sign| inside.strip_prefix(sign));
    let bare = bare.unwrap_or(inside).trim();
    Measure::parse(bare).map(|_| bare)
}

/// Whether a line does nothing but state the unit of measure, or says the year beside it.
pub(crate) fn states_measure(cell: &str) -> bool {
    measure::states_unit(cell)
}

/// What ends the name of a place below the province.
const PLACES: [&str; 16] = [
    "市",
    "县",
    "区",
    "自治州",
    "州",
    "盟",
    "旗",
    "地区",
    "新区",
    "开发区",
    "林区",
    "园区",
    "高新区",
    "示范区",
    "街道",
    "镇",
];
/// What ends in the same way and is no place.
const OTHERS: &str = "城区 市区 郊区 地区 各区 各市 各县 全市 全区 全县 市 县 区 州 盟 旗 镇 社区 超市 上市 城市 县市 市州 区县 市县 股市 功能区 园区 开发区";

/// Whether a word names a place for certain enough to tell rows of places from rows of indicators.
pub(crate) fn looks_like_place(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    if bare.is_empty() || plain_number(&bare).is_some() {
        return false;
    }
    if matches!(territory::named(&bare), Some(Place::Province(_))) {
        return true;
    }
    let other = OTHERS.split_ascii_whitespace().any(|other| other == bare);
    let signs = bare.contains(['（', '(', '：', ':', '、', '，', '%', '/']) || bare.chars().any(|c| c.is_ascii_digit());
    let length = bare.chars().count();
    let other = other || bare.starts_with(['各', '全', '按', '分', '其']);
    !other && !signs && (2..=14).contains(&length) && PLACES.iter().any(|end| bare.ends_with(end))
}

/// Whether a word is a total, a subtotal or what is left of a whole.
pub(crate) fn is_whole(word: &str) -> bool {
    territory::is_total(word) || matches!(territory::named(word), Some(Place::Total(_)))
}

/// Whether a word heads the labels of rows: 地区, 指标, 年份.
pub(crate) fn is_stub_head(cell: &str) -> bool {
    is_unit_head(cell) || is_indicator_head(cell)
}

/// The place that a title begins with: 武汉市 of 武汉市2022年主要经济指标, and of 湖北省武汉市主要经济指标.
pub(crate) fn place_at_start(text: &str) -> Option<String> {
    let numbering = |c: char| c.is_ascii_digit() || "一二三四五六七八九十、.-—（）() 　".contains(c);
    let text = text.trim().trim_start_matches(numbering);
    let mut rest = text.split(['2', '1']).next().unwrap_or(text).trim();
    if looks_like_place(rest) {
        return Some(rest.to_owned());
    }
    let mut place = None;
    while let Some(end) = first_place(rest) {
        place = Some(rest[..end].to_owned());
        rest = rest[end..].strip_prefix('省').unwrap_or(&rest[end..]);
    }
    place
}

/// Where the place that a text begins with ends.
fn first_place(text: &str) -> Option<usize> {
    let mut ends = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]).take(13);
    ends.find(|end| looks_like_place(&text[..*end]) && !is_whole(&text[..*end]))
}

/// The period that begins or ends a head, and the rest of it: 2022年R&D经费(亿元), R&D经费(亿元)2022年.
pub(crate) fn parted(head: &str) -> Option<(String, String)> {
    let head = head.trim();
    let period = |text: &str| text.contains('年') && written::likely_header(text);
    let ends: Vec<usize> = head.char_indices().map(|(at, _)| at).skip(1).collect();
    let front = ends.iter().rev().find(|at| period(&head[..**at]));
    let found = front.map(|at| head.split_at(*at)).or_else(|| {
        let back =
            ends.iter().find(|at| period(&head[**at..]) && !head[..**at].ends_with(|c: char| c.is_ascii_digit()));
        back.map(|at| (&head[*at..], &head[..*at]))
    });
    let (period, rest) = found?;
    let rest = rest.trim().trim_matches(['_', '-', '－', '—', ' ', '　']);
    // 2022年底, 2022年末: the end is part of the period's name.
    let rest = ["底", "末"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest).trim();
    (!rest.is_empty()).then(|| (period.trim().to_owned(), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_cells() {
        for (cell, is) in [
            ("", Kind::Empty),
            ("12.5", Kind::Figure),
            ("1,234", Kind::Figure),
            ("1255①", Kind::Figure),
            ("2.33%", Kind::Figure),
            ("2022", Kind::Period),
            ("2022年", Kind::Period),
            ("2022年（亿元）", Kind::Period),
            ("…", Kind::Mark),
            ("-", Kind::Mark),
            ("亿元", Kind::Measure),
            ("（亿元）", Kind::Measure),
            ("单位：万人", Kind::Measure),
            ("武汉市", Kind::Word),
            ("地区生产总值", Kind::Word),
        ] {
            assert_eq!(kind(cell), is, "{cell}");
        }
    }

    #[test]
    fn places_and_what_is_none() {
        for word in
            ["武汉市", "江岸区", "湖北", "恩施土家族苗族自治州", "恩施州", "东湖高新区", "神农架林区", "麻 城 市"]
        {
            assert!(looks_like_place(word), "{word}");
        }
        for word in ["", "地区生产总值", "市", "全市", "城市", "人口（万人）", "R&D经费", "5", "各市"]
        {
            assert!(!looks_like_place(word), "{word}");
        }
        assert_eq!(place_at_start("武汉市2022年主要经济指标").as_deref(), Some("武汉市"));
        assert_eq!(place_at_start("江岸区主要经济指标").as_deref(), Some("江岸区"));
        assert_eq!(place_at_start("湖北省武汉市主要经济指标").as_deref(), Some("武汉市"));
        assert_eq!(place_at_start("一、江岸区").as_deref(), Some("江岸区"));
        assert_eq!(place_at_start("主要经济指标"), None);
        assert_eq!(place_at_start("各市州R&D经费"), None);
    }

    #[test]
    fn heads_with_a_period() {
        let of = |head| parted(head).map(|(period, rest)| format!("{period}|{rest}"));
        assert_eq!(of("2022年R&D经费(亿元)").as_deref(), Some("2022年|R&D经费(亿元)"));
        assert_eq!(of("R&D经费(亿元)2022年").as_deref(), Some("2022年|R&D经费(亿元)"));
        assert_eq!(of("2022年第1季度产值").as_deref(), Some("2022年第1季度|产值"));
        assert_eq!(of("2022年末常住人口").as_deref(), Some("2022年|常住人口"));
        for head in ["2022年", "R&D经费", "12年级人数", "5年均值"] {
            assert_eq!(of(head), None, "{head}");
        }
    }
}
