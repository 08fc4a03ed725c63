//! Figures that carry their unit of measure in the cell: 2.33%, 12.5亿, 3万人. A column of them is one of figures, in that
//! unit; where cells disagree they wait.

use super::columns::Cells;
use super::marks::marked_figure;
use super::plan::Source;
use super::written;
use innodex_panel::measure::Measure;
use innodex_panel::panel::{comma_number, plain_number, separated_number};
use std::collections::BTreeMap;

/// Multiples that stand for themselves behind a figure.
const MULTIPLES: [&str; 8] = ["万亿", "亿", "千万", "百万", "十万", "万", "千", "百"];
/// What is counted in words rather than measured: 3月, 12日, 2期.
const ORDINALS: &str = "年 月 日 天 期 次 位 名 起 度 岁";

/// A figure and the unit of measure behind it.
pub(super) fn split(cell: &str) -> Option<(&str, &str)> {
    let cell = cell.trim();
    let end = cell.find(|c: char| !(c.is_ascii_digit() || "+-., '_".contains(c)))?;
    let (figure, unit) = (cell[..end].trim_end(), cell[end..].trim());
    let measured = || Measure::parse(unit).is_some() && !ORDINALS.split_ascii_whitespace().any(|word| word == unit);
    let is_figure = figure.bytes().any(|b| b.is_ascii_digit());
    (is_figure && (MULTIPLES.contains(&unit) || measured())).then_some((figure, unit))
}

/// A cell without the unit of measure that it carries.
pub(super) fn figure(cell: &str) -> &str {
    split(cell).map_or(cell, |(figure, _)| figure)
}

/// Whether a cell is a figure with something more: a unit of measure, a footnote, a word such as 约. It waits in a column of
/// figures, and is no reason to take the column for one of words.
pub(super) fn is_marked(cell: &str) -> bool {
    let cell = cell.trim();
    if marked_figure(cell).is_some_and(|(figure, _)| plain_number(figure.trim()).is_some()) {
        return true;
    }
    let currency = ["US$", "HK$", "USD", "RMB", "CNY", "EUR"].iter().find_map(|sign| cell.strip_prefix(sign));
    let bare = currency
        .unwrap_or(cell)
        .trim_start_matches(['约', '近', '≈', '~', '＜', '＞', '<', '>', '≤', '≥', '￥', '¥', '$', '€', '£']);
    let bare = bare.trim();
    let end = bare.find(|c: char| !(c.is_ascii_digit() || "+-., '".contains(c))).unwrap_or(bare.len());
    let (figure, tail) = (bare[..end].trim(), bare[end..].trim());
    // Of "1255 1" the first is the figure.
    let first = figure.split(' ').next().unwrap_or_default().trim_end_matches([',', '.']);
    let footnoted = figure.split(' ').skip(1).all(|rest| rest.len() <= 2);
    let is_figure = plain_number(first.trim()).is_some() || plain_number(figure).is_some();
    let mark = |c: char| {
        matches!(c, '*' | '^' | '#' | '+' | '†' | '‡' | '§' | '①'..='⑳' | '⁰'..='⁹' | '¹' | '²' | '³' | '(' | ')' | '（' | '）' | '[' | ']')
            || c.is_ascii_digit()
    };
    let marks = tail.chars().all(mark) && (tail.is_empty() || !tail.starts_with(|c: char| c.is_ascii_digit()));
    let words = ["左右", "以上", "以下", "余", "多", "p", "e", "r", "(p)", "(e)", "(r)"].contains(&tail);
    // 12.5bn; 1.1 Input is a name.
    let close = bare.len() == figure.len() + tail.len() && tail.len() <= 4;
    let unknown = figure.contains('.') && close && tail.bytes().all(|b| b.is_ascii_alphabetic());
    let changed = bare.len() != cell.len() || !tail.is_empty() || figure.contains(' ');
    (changed && is_figure && footnoted && (marks || words || unknown)) || split(cell).is_some()
}

/// Whether text is a number but for its separators, full-width digits, unit of measure or a mark behind it.
pub(super) fn nearly_number(word: &str) -> bool {
    let separated = || plain_number(word.trim()).is_none() && separated_number(word).is_some();
    word.contains(|c: char| c.is_ascii_digit() || c > '\u{7f}')
        && (separated() || comma_number(word).is_some() || is_marked(word))
        || is_formula(word)
        || is_fault(word)
}

/// What `missing` of a plan says of formulas without a result, all of them.
pub(super) const FORMULA: &str = "=";

/// Whether a cell stands for "no figure", as the plan says.
pub(super) fn says_missing(source: &Source, cell: &str) -> bool {
    source.missing.iter().any(|mark| mark == cell || (mark == FORMULA && is_formula(cell)))
}

/// Whether a cell is a formula of which no result is stored: of functions, references and numbers alone, so that a name that
/// begins with a sign of equality stays a name.
pub(super) fn is_formula(cell: &str) -> bool {
    let Some(formula) = cell.strip_prefix('=') else { return false };
    let part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "+-*/^:,.()$! ".contains(c);
    formula.starts_with(|c: char| c.is_ascii_uppercase() || c == '(' || c == '$') && formula.chars().all(part)
}

/// Whether a cell is what a spreadsheet shows for a formula that failed; `#N/A` says that there is no figure.
pub(super) fn is_fault(cell: &str) -> bool {
    ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"].contains(&cell)
}

/// The unit of measure that at least half of the cells of a column carry.
pub(super) fn unit_of(cells: &Cells) -> Option<String> {
    let words: Vec<&str> = match cells {
        Cells::Words { words, .. } => words.all().iter().map(String::as_str).collect(),
        // Plain numbers are most of it.
        Cells::Figures { .. } => return None,
    };
    let filled = words.iter().filter(|word| !word.is_empty() && !written::means_missing(word)).count();
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, unit) in words.iter().filter_map(|word| split(word)) {
        *units.entry(unit).or_default() += 1;
    }
    let (unit, cells) = units.into_iter().max_by_key(|(_, cells)| *cells)?;
    (2 * cells >= filled).then(|| unit.to_owned())
}

/// The unit of measure of figures that carry one, in a column whose header, or whoever else, states one too; none where the
/// two contradict. 亿 in a column of 元 is 亿元.
pub(super) fn together(stated: &str, carried: &str) -> Option<String> {
    if stated.is_empty() || stated == carried {
        return Some(carried.to_owned());
    }
    let whole = format!("{carried}{stated}");
    let own = Measure::parse(stated)?;
    let fits =
        |unit: &str| Measure::parse(unit).is_some_and(|m| m.factor_to(&own).is_some_and(|f| (f - 1.0).abs() < 1e-12));
    if fits(carried) {
        return Some(stated.to_owned());
    }
    if !MULTIPLES.contains(&carried) {
        return None;
    }
    if own.is_plain() && Measure::parse(&whole).is_some() {
        return Some(whole); // 亿 in a column of 元
    }
    // 亿 in a column of 亿元.
    stated
        .starts_with(carried)
        .then(|| stated.to_owned())
        .filter(|_| Measure::parse(&stated[carried.len()..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_with_their_unit() {
        for (cell, figure, unit) in [
            ("2.33%", "2.33", "%"),
            ("12.5亿", "12.5", "亿"),
            ("12.5 亿元", "12.5", "亿元"),
            ("-3万人", "-3", "万人"),
            ("1,234.5万", "1,234.5", "万"),
            ("7‰", "7", "‰"),
            ("5％", "5", "％"),
        ] {
            assert_eq!(split(cell), Some((figure, unit)), "{cell}");
        }
        for cell in ["", "12.5", "%", "亿", "3月", "12日", "2022年", "1号", "12a", "约5%", "10-20人以上", "1e5"]
        {
            assert_eq!(split(cell), None, "{cell}");
        }
    }

    #[test]
    fn figures_with_something_more() {
        for cell in [
            "1255 1", "1175①", "1143*", "1152^2", "558(2)", "约5", "5左右", ">100", "2.33%", "￥12.5", "US$12.5",
            "12.5bn", "12.5p", "12 [1]",
        ] {
            assert!(is_marked(cell), "{cell}");
        }
        for cell in [
            "",
            "1255",
            "1.2.3",
            "2022-03-01",
            "1#楼",
            "3月",
            "A12",
            "10kV",
            "1类",
            "武汉",
            "*",
            "1号机组",
            "027-8888",
            "1.1 Input",
            "1.1投入",
            "2.1 R&D",
        ] {
            assert!(!is_marked(cell), "{cell}");
        }
    }

    #[test]
    fn units_stated_and_carried() {
        let of = |stated, carried| together(stated, carried);
        assert_eq!(of("", "亿"), Some("亿".into()));
        assert_eq!(of("%", "%"), Some("%".into()));
        assert_eq!(of("%", "％"), Some("%".into()));
        assert_eq!(of("元", "亿"), Some("亿元".into()));
        assert_eq!(of("亿元", "亿"), Some("亿元".into()));
        assert_eq!(of("亿元", "亿元"), Some("亿元".into()));
        for (stated, carried) in [("亿元", "万"), ("亿元", "万元"), ("%", "‰"), ("元", "%"), ("人", "亿元")]
        {
            assert_eq!(of(stated, carried), None, "{stated} {carried}");
        }
    }
}
