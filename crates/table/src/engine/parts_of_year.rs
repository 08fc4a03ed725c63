//! Parts of a year as tables write them without the year: 一季度, 9月, 1-9月, 上半年, 前三季度. Figures of 1-9月 are those of all
//! nine months together: the period is the last of them, and the figure is called 累计.

use innodex_panel::panel::half_width;
use innodex_panel::period::{Frequency, Period};

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartOfYear {
    pub(crate) frequency: Frequency,
    /// The last quarter or month of it; the first of a year is 1.
    pub(crate) last: u8,
    /// Whether it begins with the year: 1-9月.
    pub(crate) cumulative: bool,
}

/// What a figure is called that counts from the beginning of the year.
pub(crate) const CUMULATIVE: &str = "累计";
/// What may follow a part of a year in a head that says no more.
const AFTER: [&str; 5] = ["累计", "份", "合计", "末", "底"];
const DASHES: &str = "-–—－~～〜至到";

impl PartOfYear {
    /// The period that it is in a year.
    pub(crate) fn of(self, year: i32) -> Period {
        Period::of(self.frequency, year * self.frequency.per_year() + i32::from(self.last) - 1)
    }

    /// The months to the end of the last quarter.
    pub(crate) fn in_months(self) -> PartOfYear {
        let last = match self.frequency {
            Frequency::Quarter => 3 * self.last,
            Frequency::Month | Frequency::Year => self.last,
        };
        PartOfYear { frequency: Frequency::Month, last, ..self }
    }
}

/// The part of a year that a text is.
pub(crate) fn part_of_year(text: &str) -> Option<PartOfYear> {
    let (part, rest) = begins_with_part(text)?;
    rest.trim().is_empty().then_some(part)
}

/// A part of a year as a plain text says it.
pub(crate) fn written(part: PartOfYear) -> String {
    match part.frequency {
        Frequency::Quarter => format!("{}季度", part.last),
        Frequency::Month | Frequency::Year => format!("{}月", part.last),
    }
}

/// The year of a text and the part of it that follows: 2023年1-9月.
pub(crate) fn dated(text: &str) -> Option<(i32, PartOfYear)> {
    let (year, rest) = text.trim().split_once('年')?;
    let year: String = year.trim().chars().map(half_width).collect();
    let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    Some((year.parse().ok().filter(|_| digits)?, part_of_year(rest)?))
}

/// The year that a line speaks of and the part of it that follows at once: 2023年1-9月各市主要指标.
pub(crate) fn spoken_of(line: &str) -> Option<(i32, PartOfYear)> {
    line.match_indices('年').find_map(|(at, sign)| {
        let before: Vec<char> = line[..at].chars().rev().take(4).map(half_width).collect();
        let year: i32 = before.iter().rev().collect::<String>().parse().ok().filter(|_| before.len() == 4)?;
        let (part, _) = begins_with_part(&line[at + sign.len()..])?;
        ((1949..=2100).contains(&year)).then_some((year, part))
    })
}

/// The part of a year that a text begins with, and the rest of it: 1-9月GDP.
pub(crate) fn begins_with_part(text: &str) -> Option<(PartOfYear, String)> {
    let text: String = text.trim().chars().map(half_width).collect();
    let (part, rest) = named(&text).or_else(|| quarter(&text)).or_else(|| months(&text))?;
    let rest = rest.trim_start();
    let (cumulative, rest) = match AFTER.iter().find_map(|after| Some((after, rest.strip_prefix(after)?))) {
        // 份额 is a share, 末 may begin a name.
        Some((after, rest)) if *after == "累计" || *after == "合计" || rest.is_empty() => {
            (*after == "累计" || part.cumulative, rest)
        }
        _ => (part.cumulative, rest),
    };
    Some((PartOfYear { cumulative, ..part }, rest.trim_start_matches(['_', '-', ' ', '　', ':']).to_owned()))
}

/// 上半年, 前三季度.
fn named(text: &str) -> Option<(PartOfYear, &str)> {
    let names = [("上半年", 2), ("前三季度", 3), ("前3季度", 3), ("前两季度", 2), ("前二季度", 2)];
    let (rest, last) = names.iter().find_map(|(name, last)| Some((text.strip_prefix(name)?, *last)))?;
    Some((PartOfYear { frequency: Frequency::Quarter, last, cumulative: true }, rest))
}

/// 一季度, 第1季度, Q1; 1-3季度.
fn quarter(text: &str) -> Option<(PartOfYear, &str)> {
    let part = |last, cumulative| PartOfYear { frequency: Frequency::Quarter, last, cumulative };
    if let Some(rest) = text.strip_prefix(['Q', 'q']) {
        let last = rest.chars().next()?.to_digit(10).filter(|last| (1..=4).contains(last))? as u8;
        let rest = &rest[1..];
        return (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some((part(last, false), rest));
    }
    let text = text.strip_prefix('第').unwrap_or(text);
    let digit = |c: char| match c {
        '一' | '二' | '三' | '四' => "一二三四".chars().position(|d| d == c).map(|at| at as u8 + 1),
        '1'..='4' => c.to_digit(10).map(|d| d as u8),
        _ => None,
    };
    let mut characters = text.chars();
    let first = digit(characters.next()?)?;
    let rest = characters.as_str();
    let (last, rest) = match rest.strip_prefix(|c| DASHES.contains(c)) {
        Some(rest) => {
            let mut characters = rest.chars();
            (digit(characters.next()?)?, characters.as_str())
        }
        None => (first, rest),
    };
    let rest = rest.strip_prefix("季度")?;
    match (first == last, first) {
        (true, _) => Some((part(last, false), rest)),
        (false, 1) => Some((part(last, true), rest)),
        (false, _) => None,
    }
}

/// 9月, 09月; 1-9月, 1月-9月.
fn months(text: &str) -> Option<(PartOfYear, &str)> {
    let (first, rest) = number(text)?;
    let dashed = rest.strip_prefix('月').unwrap_or(rest).trim_start();
    let (last, rest) = match dashed.strip_prefix(|c| DASHES.contains(c)) {
        Some(rest) => number(rest.trim_start())?,
        None => (first, rest),
    };
    let rest = rest.strip_prefix('月')?;
    let part = |cumulative| PartOfYear { frequency: Frequency::Month, last, cumulative };
    match (first, last) {
        (_, last) if !(1..=12).contains(&last) || first > last => None,
        (first, last) if first == last => Some((part(false), rest)),
        (1, _) => Some((part(true), rest)),
        // 3-5月 is no period that ends a count from the beginning.
        _ => None,
    }
}

fn number(text: &str) -> Option<(u8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok().filter(|_| end <= 2)?;
    Some((number, text[end..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::{begins_with_part, part_of_year, PartOfYear};
    use innodex_panel::period::Frequency::{Month, Quarter};

    #[test]
    fn parts_of_a_year() {
        for (text, frequency, last, cumulative) in [
            ("一季度", Quarter, 1, false),
            ("第四季度", Quarter, 4, false),
            ("2季度", Quarter, 2, false),
            ("Q3", Quarter, 3, false),
            ("1-3季度", Quarter, 3, true),
            ("上半年", Quarter, 2, true),
            ("前三季度", Quarter, 3, true),
            ("9月", Month, 9, false),
            ("09月份", Month, 9, false),
            ("1-2月", Month, 2, true),
            ("1—9月", Month, 9, true),
            ("1月至12月", Month, 12, true),
            ("１～５月", Month, 5, true),
            ("1-9月累计", Month, 9, true),
            ("9月累计", Month, 9, true),
        ] {
            assert_eq!(part_of_year(text), Some(PartOfYear { frequency, last, cumulative }), "{text}");
        }
        for text in [
            "",
            "1",
            "季度",
            "五季度",
            "5季度",
            "13月",
            "0月",
            "3-5月",
            "9-1月",
            "1-2月GDP",
            "Q5",
            "Q10",
            "下半年",
            "2022年",
        ] {
            assert_eq!(part_of_year(text), None, "{text}");
        }
        let rest = |text| begins_with_part(text).map(|(_, rest)| rest);
        assert_eq!(rest("1-9月GDP").as_deref(), Some("GDP"));
        assert_eq!(rest("上半年累计GDP").as_deref(), Some("GDP"));
        assert_eq!(rest("GDP"), None);
        assert_eq!(part_of_year("1-9月").unwrap().of(2023).to_string(), "2023-09");
        assert_eq!(part_of_year("上半年").unwrap().of(2023).to_string(), "2023Q2");
        assert_eq!(part_of_year("上半年").unwrap().in_months().of(2023).to_string(), "2023-06");
    }
}
