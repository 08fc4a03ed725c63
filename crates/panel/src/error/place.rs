//! Where something is wrong: segments, from the whole inwards.

use crate::text::Text;

/// A part of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A file, or a table of several: `name: `.
    File(String),
    /// A sheet of a workbook: `sheet 2022年`.
    Sheet(String),
    /// A JSON document: `$`.
    Document,
    /// A member of an object: `.name`.
    Member(String),
    /// An item of a list, from 0: `[3]`; of a pattern, any: `[]`.
    Item(Option<usize>),
    /// A row of a table, from 1: `row 3`.
    Row(usize),
    /// A column of a table, by its name: `column gdp`.
    Column(String),
    /// What is none of these: `line 2, column 14` of a text, `iData!B3` of a workbook.
    Other(String),
}

use Segment::{Column, Document, File, Item, Member, Other, Row, Sheet};

/// The segments of a place as it is written. Any text is one: what is not understood is [`Segment::Other`].
pub(super) fn parse(mut text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    if let Some((name, inside)) = text.split_once(": ") {
        if ["row ", "column ", "sheet ", "$"].iter().any(|begin| inside.starts_with(begin)) {
            segments.push(File(name.to_owned()));
            text = inside;
        }
    }
    if let Some(inside) = text.strip_prefix("sheet ") {
        // The name of a sheet may have commas, what follows it begins with a row or a column.
        let end = [", row ", ", column "].iter().filter_map(|next| inside.rfind(next)).min().unwrap_or(inside.len());
        segments.push(Sheet(inside[..end].to_owned()));
        text = &inside[end..];
        if let Some((row @ Row(_), rest)) = text.strip_prefix(", ").and_then(first) {
            segments.push(row);
            text = rest;
        }
    } else if let Some(name) = text.strip_prefix("column ") {
        segments.push(Column(name.to_owned()));
        text = "";
    }
    if segments.is_empty() && text.starts_with(", column ") {
        return vec![Other(text.to_owned())];
    }
    while let Some((segment, rest)) = first(text) {
        segments.push(segment);
        text = rest;
    }
    if !text.is_empty() {
        segments.push(Other(text.to_owned()));
    }
    segments
}

/// The first segment of a JSON path or of a cell, and what follows it.
fn first(text: &str) -> Option<(Segment, &str)> {
    if let Some(rest) = text.strip_prefix('$') {
        return Some((Document, rest));
    }
    if let Some(rest) = text.strip_prefix('.') {
        // A `$` begins a document that stands in another.
        let end = rest.find(['.', '[', '$']).unwrap_or(rest.len());
        return Some((Member(rest[..end].to_owned()), &rest[end..]));
    }
    if let Some((at, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let at = if at.is_empty() { None } else { Some(number(at)?) };
        return Some((Item(at), rest));
    }
    if let Some(rest) = text.strip_prefix("row ") {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        return Some((Row(number(&rest[..end])?), &rest[end..]));
    }
    let name = text.strip_prefix(", column ")?;
    Some((Column(name.to_owned()), ""))
}

/// A number as it would be written.
fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number: &usize| number.to_string() == text)
}

/// The place as it is written.
pub(super) fn written(segments: &[Segment]) -> String {
    let mut text = String::new();
    for (at, segment) in segments.iter().enumerate() {
        match segment {
            File(name) if at + 1 == segments.len() => text += name,
            File(name) => [name, ": "].iter().for_each(|part| text += part),
            Document => text.push('$'),
            Member(name) => [".", name].iter().for_each(|part| text += part),
            Item(None) => text += "[]",
            Item(Some(at)) => ["[", &at.to_string(), "]"].iter().for_each(|part| text += part),
            Sheet(name) => ["sheet ", name].iter().for_each(|part| text += part),
            Row(row) if at > 0 && matches!(segments[at - 1], Sheet(_)) => {
                [", row ", &row.to_string()].iter().for_each(|part| text += part)
            }
            Row(row) => ["row ", &row.to_string()].iter().for_each(|part| text += part),
            Column(name) if at == 0 || matches!(segments[at - 1], File(_)) => {
                ["column ", name].iter().for_each(|part| text += part)
            }
            Column(name) => [", column ", name].iter().for_each(|part| text += part),
            Other(words) => text += words,
        }
    }
    text
}

/// The place in words: 工作表“2022年”第3行B列; sheet 2022年, row 3, column B. Of a JSON document it stays as it is written.
pub(super) fn in_words(segments: &[Segment]) -> Text {
    let (mut zh, mut en) = (String::new(), written(segments));
    if segments.iter().any(|segment| matches!(segment, Document | Member(_) | Item(_))) {
        return Text::same(&en);
    }
    for segment in segments {
        match segment {
            File(name) => zh += &format!("文件“{name}”"),
            Sheet(name) => zh += &format!("工作表“{name}”"),
            Row(row) => zh += &format!("第{row}行"),
            // The letters of a sheet's column need no quotes.
            Column(name) if is_letters(name) => zh += &format!("{name}列"),
            Column(name) if name.is_empty() => zh += "未命名的列",
            Column(name) => zh += &format!("“{name}”列"),
            Other(words) => zh += &lines_in_words(words),
            Document | Member(_) | Item(_) => {}
        }
    }
    if en.ends_with(", column ") {
        en += "without a name";
    }
    Text { zh, en }
}

fn is_letters(name: &str) -> bool {
    (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// `line 2, column 14` of a text, and the byte of a file that is no text.
fn lines_in_words(words: &str) -> String {
    let at = |text: &str| text.parse::<usize>().ok();
    let line = words.strip_prefix("line ").and_then(|rest| rest.split_once(", column "));
    match (line, words.strip_prefix(", byte ").and_then(at)) {
        (Some((line, column)), _) if at(line).is_some() && at(column).is_some() => {
            format!("第{line}行第{column}个字符")
        }
        (_, Some(byte)) => format!("第{byte}字节"),
        _ => words.to_owned(),
    }
}

/// Whether a place lies within one that may have items of any number.
pub(super) fn lies_within(place: &[Segment], pattern: &[Segment]) -> bool {
    let fits = |(segment, pattern): (&Segment, &Segment)| {
        segment == pattern || matches!((segment, pattern), (Item(_), Item(None)))
    };
    place.len() >= pattern.len() && place.iter().zip(pattern).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_fall_into_segments() {
        let member = |name: &str| Member(name.to_owned());
        let cases = [
            ("$", vec![Document]),
            (
                "$.tree.children[0].weight",
                vec![Document, member("tree"), member("children"), Item(Some(0)), member("weight")],
            ),
            ("$.programmes[].cap", vec![Document, member("programmes"), Item(None), member("cap")]),
            ("$.from$.sources", vec![Document, member("from"), Document, member("sources")]),
            ("row 3, column a.b, c", vec![Row(3), Column("a.b, c".to_owned())]),
            ("gdp.csv: row 3", vec![File("gdp.csv".to_owned()), Row(3)]),
            (
                "a.xls: sheet 2022年, row 3, column B",
                vec![File("a.xls".to_owned()), Sheet("2022年".to_owned()), Row(3), Column("B".to_owned())],
            ),
            ("sheet a, b", vec![Sheet("a, b".to_owned())]),
            ("sheet x, column B", vec![Sheet("x".to_owned()), Column("B".to_owned())]),
            ("column 年份", vec![Column("年份".to_owned())]),
            ("row 2, byte 7", vec![Row(2), Other(", byte 7".to_owned())]),
            ("line 2, column 14", vec![Other("line 2, column 14".to_owned())]),
            ("iData!B3", vec![Other("iData!B3".to_owned())]),
            ("", vec![]),
        ];
        for (text, segments) in cases {
            assert_eq!(parse(text), segments, "{text}");
        }
    }

    #[test]
    fn places_in_words() {
        for (place, zh, en) in [
            ("row 2, column ", "第2行未命名的列", "row 2, column without a name"),
            ("row 3, column GDP", "第3行GDP列", "row 3, column GDP"),
            ("row 3, column 年份", "第3行“年份”列", "row 3, column 年份"),
            ("column 年份", "“年份”列", "column 年份"),
            (
                "a.xls: sheet 2022年, row 3, column B",
                "文件“a.xls”工作表“2022年”第3行B列",
                "a.xls: sheet 2022年, row 3, column B",
            ),
            ("row 2, byte 7", "第2行第7字节", "row 2, byte 7"),
            ("line 2, column 14", "第2行第14个字符", "line 2, column 14"),
            ("$.sources.t.period", "$.sources.t.period", "$.sources.t.period"),
            ("", "", ""),
        ] {
            assert_eq!(in_words(&parse(place)), Text::new(zh, en), "{place}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_it_was_read(text in r"(\$|\.|\[|\]|[0-9]{1,3}|row |, row |column |, column |sheet |: |[a-b中]){0,12}|.*") {
            prop_assert_eq!(written(&parse(&text)), text);
        }
    }

    #[test]
    fn a_pattern_holds_items_of_any_number() {
        let within = |place: &str, pattern: &str| lies_within(&parse(place), &parse(pattern));
        assert!(within("$.steps[2].sd", "$.steps[]") && within("$.steps[2]", "$.steps[2]"));
        assert!(
            !within("$.steps[2]", "$.steps[1]") && !within("$.steps", "$.steps[]") && !within("$.stepsize", "$.steps")
        );
    }
}
