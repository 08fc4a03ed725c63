//! Where in a text or on a sheet the table is: its separator, the lines above it, its header; and, where that is of several
//! lines, or the rows are no units, the way from its cells to a table that has one line of names and a row a unit and period.
//!
//! [`grid`] holds the cells as they are, [`find`] says what each line is, [`heads`] and [`stubs`] what columns and rows are
//! about, and [`unfold`] makes the table. What is found says why, and the plan may say otherwise.

pub(crate) mod areas;
pub(crate) mod find;
pub(crate) mod grid;
mod heads;
pub(crate) mod kinds;
pub(crate) mod laid;
mod parts;
pub(crate) mod remarks;
pub(crate) mod sides;
mod stubs;
pub(crate) mod unfold;

use super::parts_of_year::spoken_of;
use super::plan::SkipReason;
use super::understood::Skipped;
use super::written;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::measure;
use innodex_panel::panel::plain_number;
use innodex_panel::territory::{self, Place};
use innodex_panel::text::Text;

/// What the plan, the sheet's name and the titles say of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The unit, as the plan says.
    pub(crate) unit: Option<String>,
    /// The unit that the sheet's name or a title begins with, and the row of the title.
    pub(crate) unit_beside: Option<(String, Option<usize>)>,
    /// What figures are called that nothing names.
    pub(crate) name: String,
}

/// How much of a text is looked at to find the separator.
const LOOKED_AT: usize = 100;
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The separator that cuts most lines into the same number of cells.
pub(super) fn separator(text: &str) -> Result<u8> {
    let lines: Vec<&str> =
        text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).take(LOOKED_AT).collect();
    let alike = |separator: u8| {
        let counts: Vec<usize> = lines.iter().map(|l| outside_quotes(l, separator)).filter(|n| *n > 0).collect();
        let most = counts.iter().copied().max_by_key(|n| (counts.iter().filter(|m| *m == n).count(), *n)).unwrap_or(0);
        (counts.iter().filter(|n| **n == most).count(), most)
    };
    let found = SEPARATORS.into_iter().rev().max_by_key(|s| alike(*s)).filter(|s| alike(*s).1 > 0);
    let cut = found.map_or(0, |s| lines.iter().filter(|l| outside_quotes(l, s) > 0).count());
    let wide = |sign: &char| lines.iter().filter(|l| l.contains(*sign)).count();
    let typed = FULL_WIDTH.into_iter().max_by_key(|(sign, _)| wide(sign)).filter(|(sign, _)| wide(sign) > cut);
    if let Some((sign, plain)) = typed.filter(|(sign, _)| 2 * wide(sign) > lines.len()) {
        return Err(full_width(sign, plain));
    }
    found.ok_or_else(|| match lines.is_empty() {
        true => Error::new(
            Code::EmptyFile,
            "",
            Text::new("文件为空。", "The file is empty."),
            Text::new("请选择含表头和数据的 CSV 文件。", "Choose a CSV file with a header and rows."),
        ),
        false => Error::new(
            Code::OneColumn,
            "row 1",
            Text::new("文件只有一列，找不到列分隔符。", "The file has one column: no separator was found."),
            Text::new(
                "表格至少需要单位和数值两列，用逗号、制表符或分号分隔。",
                "A table needs a unit and a figure at least, parted by commas, tabs or semicolons.",
            ),
        ),
    })
}

/// Separators as a Chinese input method types them, and what they should be.
pub(super) const FULL_WIDTH: [(char, char); 4] = [('，', ','), ('；', ';'), ('、', ','), ('｜', '|')];

fn full_width(sign: char, plain: char) -> Error {
    Error::new(
        Code::OneColumn,
        "row 1",
        Text::new(
            format!("各列之间是全角的“{sign}”，不是半角的“{plain}”，无法分列。"),
            format!("The cells are parted by the full-width sign \"{sign}\", which is no separator; \"{plain}\" is."),
        ),
        Text::new(
            format!("请把列之间的“{sign}”全部替换为“{plain}”。"),
            format!("Replace every \"{sign}\" between cells by \"{plain}\"."),
        ),
    )
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(byte == separator && !quoted);
    }
    count
}

/// What a line above the header is, if it is not the header: a comment, a title in one cell, or remarks such as the unit of
/// measure in some cells. A header may begin with a column called `#`.
pub(super) fn above_header(record: &csv::StringRecord) -> Option<SkipReason> {
    let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let counter = record.get(0).is_some_and(|first| matches!(first.trim(), "#" | "＃")) && filled > 1;
    match record.get(0) {
        Some(first) if first.trim_start().starts_with('#') && !counter => Some(SkipReason::Comment),
        _ if filled == 1 => Some(SkipReason::Title),
        _ if record.iter().any(measure::states_unit) => Some(SkipReason::Title),
        _ => None,
    }
}

/// Whether a line of the table is none of its rows.
pub(super) fn below_header(record: &csv::StringRecord) -> Option<SkipReason> {
    let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
    match record.get(0)?.trim() {
        first if filled == 1 && first.starts_with('#') => Some(SkipReason::Comment),
        first if filled == 1 && written::is_footnote(first) => Some(SkipReason::Footnote),
        _ => None,
    }
}

/// Refuses a header that is a row of figures, or that names units; `above` are the lines that were skipped before it.
pub(super) fn check_header(header: &[String], row: usize, above: &[Skipped]) -> Result<()> {
    let place = format!("row {row}");
    let is_place = |cell: &&String| {
        !cell.is_empty() && cell.parse::<f64>().is_err() && matches!(territory::resolve(cell), Ok(Place::Province(_)))
    };
    let places = header.iter().filter(is_place).count();
    let figure = header.iter().find(|cell| plain_number(cell).is_some() && written::period(cell).is_none());
    if places > 2 && figure.is_none() {
        return Err(Error::new(
            Code::UnitsAsColumns,
            &place,
            Text::new(
                "表头是地区名称：各地区是列而不是行。",
                "The header names provinces: units are columns, not rows.",
            ),
            Text::new(
                "请在表格软件中转置（复制后“选择性粘贴—转置”）。",
                "Transpose it in a spreadsheet (copy, then \"paste special, transpose\").",
            ),
        ));
    }
    if places > 0 || figure.is_some() {
        let hint = lost_header(header.len(), above)
            .unwrap_or_else(|| Text::new("请在数据上方加一行列名。", "Add a row of column names above."));
        let message = Text::new("没有表头：第一行已是数据。", "There is no header: the first row holds figures.");
        return Err(Error::new(Code::NoHeader, &place, message, hint));
    }
    Ok(())
}

/// What to do about a header that was skipped: as a comment, or because other signs part its cells.
fn lost_header(width: usize, above: &[Skipped]) -> Option<Text> {
    let last = above.last()?;
    let (row, cells) = (last.row, |sign: char| last.text.split(sign).count());
    if last.why == SkipReason::Comment && SEPARATORS.iter().any(|s| cells(char::from(*s)) == width) {
        return Some(Text::new(
            format!("第{row}行以 # 开头，已作为注释跳过；如是表头，请去掉 #。"),
            format!("Row {row} begins with # and was skipped as a comment: if it is the header, take the # away."),
        ));
    }
    let (sign, plain) = FULL_WIDTH.into_iter().find(|(sign, _)| cells(*sign) == width)?;
    Some(Text::new(
        format!("第{row}行各列之间是全角的“{sign}”；如是表头，请改为“{plain}”。"),
        format!("The cells of row {row} are parted by \"{sign}\": if it is the header, write \"{plain}\" there."),
    ))
}

/// What is known of the whole table from the lines beside it: unit of measure, source, and perhaps the period.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    pub(super) measure: Option<String>,
    pub(super) source: String,
    /// The period that a line above the table speaks of, and the line.
    pub(super) period: Option<(String, usize)>,
    /// Whether that is the period of the figures: no other line speaks of another one, and none of a yearbook, whose year is
    /// that of its print.
    pub(super) certain: bool,
}

impl Beside {
    pub(super) fn of(skipped: &[Skipped]) -> Self {
        // What the plan leaves out says nothing.
        let skipped: Vec<&Skipped> = skipped.iter().filter(|line| line.why != SkipReason::Plan).collect();
        let source = |line: &Skipped| {
            let text = line.text.trim_start_matches('#').trim();
            ["资料来源", "数据来源", "来源", "Source", "source"]
                .iter()
                .find_map(|word| text.strip_prefix(word))
                .map(|rest| rest.trim_start_matches([':', '：']).trim().trim_end_matches('。').to_owned())
        };
        // A comment that ends in the unit of measure is the source's own; the rest of it says where it is from.
        let comment = |line: &Skipped| {
            let (rest, _) = measure::at_end_of_comment(&line.text)?;
            Some(rest.trim_start_matches('#').trim().to_owned()).filter(|rest| !rest.is_empty())
        };
        let title = |line: &&&Skipped| line.why == SkipReason::Title;
        let period = |line: &Skipped| {
            let cell = line.text.split(['\t', ',', ';', '|', ' ', '　']).find_map(written::period);
            let part = || spoken_of(&line.text).map(|(year, part)| part.of(year).to_string());
            let year = || written::year_in_name(&line.text).map(str::to_owned);
            Some((cell.map(|p| p.to_string()).or_else(part).or_else(year)?, line.row))
        };
        let measures: Vec<String> = skipped.iter().filter_map(|line| stated(&line.text)).collect();
        let alike = measures.iter().all(|measure| measure::agree(measure, &measures[0]));
        let titled: Vec<(String, usize)> = skipped.iter().filter(title).filter_map(|line| period(line)).collect();
        let printed = |line: &Skipped| ["年鉴", "公报", "earbook"].iter().any(|word| line.text.contains(word));
        let agreed = titled.iter().all(|(period, _)| *period == titled[0].0);
        Beside {
            certain: agreed && !skipped.iter().filter(title).any(|line| printed(line)),
            // Of two nobody knows which figures they are of.
            measure: measures.first().filter(|_| alike).cloned().or_else(|| titled_measure(&skipped)),
            source: skipped.iter().find_map(|line| source(line).or_else(|| comment(line))).unwrap_or_default(),
            period: titled.into_iter().next(),
        }
    }
}

/// The unit of measure that a line states, in Chinese with English beside it too: 单位：亿元 (100 million yuan).
fn stated(line: &str) -> Option<String> {
    let english = |at: &usize| line[*at..].contains(|c: char| c.is_ascii_alphabetic());
    let beside =
        line.find([',', '\t']).filter(|at| line[at + 1..].trim_start().starts_with(['(', '（'])).filter(english);
    measure::in_remark(line).or_else(|| measure::in_remark(&line[..beside?]))
}

/// The unit of measure in brackets behind the title of a table, where no line states one: 各区R&D经费（亿元）.
fn titled_measure(skipped: &[&Skipped]) -> Option<String> {
    let titles = skipped.iter().filter(|line| line.why == SkipReason::Title);
    let mut measures = titles.filter_map(|line| measure::in_header(line.text.trim()).map(|(_, own)| own.to_owned()));
    let first = measures.next()?;
    measures.all(|other| measure::agree(&first, &other)).then_some(first)
}
