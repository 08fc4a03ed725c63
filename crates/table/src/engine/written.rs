//! What tables write where a period, a name or a figure should stand.

use innodex_panel::measure;
use innodex_panel::panel::half_width;
use innodex_panel::period::Period;
use innodex_panel::text::whole;
use std::borrow::Cow;

/// A period as tables write it: 2022, 2022年, 2022年3月, 2022年第1季度, 2022Q1, 2022-03, 2022.0, ２０２２. No date is taken for
/// a year.
pub(super) fn period(text: &str) -> Option<Period> {
    // Most cells are none: it begins with the four digits of a year.
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if !text.trim_start().chars().take(4).all(digit) {
        return None;
    }
    let half_width: Cow<'_, str> = match text.is_ascii() {
        true => text.into(),
        false => text.chars().map(half_width).collect(),
    };
    let text = half_width.trim();
    let plain = whole(text);
    // Most cells are none, and what is wrong with them is nobody's question.
    let year = |text: &str| text.len() >= 4 && text.bytes().take(4).all(|b| b.is_ascii_digit());
    if let Some(period) = (year(plain) && plain.len() <= 7).then(|| plain.parse().ok()).flatten() {
        return Some(period);
    }
    let (year, rest) = text.split_once('年')?;
    let rest = rest.trim().trim_start_matches('第').trim();
    let digit = |text: &str| match text {
        "一" | "1" => Some(1),
        "二" | "2" => Some(2),
        "三" | "3" => Some(3),
        "四" | "4" => Some(4),
        _ => None,
    };
    let plain = match (rest, rest.strip_suffix('月'), rest.strip_suffix("季度").or(rest.strip_suffix('季'))) {
        ("" | "度", _, _) => year.trim().to_owned(),
        (_, Some(month), _) => format!("{}-{:0>2}", year.trim(), month.trim()),
        (_, _, Some(quarter)) => format!("{}Q{}", year.trim(), digit(quarter.trim())?),
        _ => return None,
    };
    plain.parse().ok()
}

/// The period that a column is named by, with its unit of measure or without: 2022年（亿元）.
pub(super) fn header_period(header: &str) -> Option<Period> {
    let number = header.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    period(header).or_else(|| if number { None } else { period(measure::in_header(header)?.0) })
}

/// A year that makes sense in a table of statistics: a column of such numbers is one of periods.
pub(super) fn likely_period(text: &str) -> bool {
    period(text).is_some_and(makes_sense)
}

/// Whether a header is a period that makes sense in a table of statistics.
pub(super) fn likely_header(header: &str) -> bool {
    header_period(header).is_some_and(makes_sense)
}

fn makes_sense(period: Period) -> bool {
    (1900.0..2101.0).contains(&period.in_years())
}

/// The one year that the name of a file states.
pub(super) fn year_in_name(name: &str) -> Option<&str> {
    let mut years = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4 && ("1949".."2101").contains(digits));
    years.next().filter(|_| years.next().is_none())
}

/// Marks by which tables say that there is no figure.
pub(super) fn means_missing(text: &str) -> bool {
    const MARKS: [&str; 34] = [
        "无统计",
        "无数据",
        "未统计",
        "未公布",
        "暂无",
        "暂缺",
        "缺失",
        "不详",
        "nd",
        "n.d.",
        "∅",
        "…",
        "‥",
        "……",
        "...",
        "..",
        "-",
        "--",
        "—",
        "——",
        "–",
        "－",
        "/",
        "\\",
        "*",
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "null",
        "none",
        "nan",
        "无",
        "缺",
    ];
    let text = text.to_lowercase();
    MARKS.contains(&text.as_str())
}

/// The begin of a line below a table that is not a row of it.
pub(super) fn is_footnote(text: &str) -> bool {
    const WORDS: [&str; 12] =
        ["注:", "注：", "注 ", "注1", "资料来源", "数据来源", "来源:", "来源：", "说明:", "说明：", "note:", "source:"];
    let text = text.trim_start().to_lowercase();
    WORDS.iter().any(|word| text.starts_with(word)) || text == "注"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let read = |text| period(text).map(|p| p.to_string());
        for (text, expected) in [
            ("2022", "2022"),
            (" 2022年", "2022"),
            ("2022年度", "2022"),
            ("2022年3月", "2022-03"),
            ("2022年12月", "2022-12"),
            ("2022年第1季度", "2022Q1"),
            ("2022年四季度", "2022Q4"),
            ("2022q1", "2022Q1"),
            ("2022.0", "2022"),
            ("２０２２年", "2022"),
            ("2022 年", "2022"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "年", "22年", "2022年13月", "2022年5季度", "2022-03-01", "2022年3月1日", "2022.5", "2022.", "20220301"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(likely_period("1900") && likely_period("2100Q4") && !likely_period("1899") && !likely_period("9999"));
    }

    #[test]
    fn the_year_of_a_file() {
        assert_eq!(year_in_name("rd_personnel_2010_gbk.csv"), Some("2010"));
        assert_eq!(year_in_name("各地区2010年.csv"), Some("2010"));
        assert_eq!(year_in_name("patents_2013_2015.csv"), None);
        assert_eq!(year_in_name("20101231.csv"), None);
        assert_eq!(year_in_name("table_1234.csv"), None);
    }
}
