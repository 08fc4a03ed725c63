//! Footnotes of single figures: a figure with a mark that a line below the table explains is a figure with a note. What
//! nobody explains waits.

use super::columns::Cells;
use super::file::File;
use super::marks::{marked_figure, spaced_figure};
use super::plan::{SkipReason, Source};
use super::remarks::Remarks;
use super::understood::{Skipped, TableNote};

use innodex_panel::error::Code;
use innodex_panel::panel::{number, separated_number};
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// The notes of a table, and the figures that they are about.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// The lines that may explain a mark.
    lines: Vec<String>,
    /// Marks that were met.
    met: Vec<Met>,
    /// The cells with a mark, as written, each with the number of the mark.
    cells: BTreeMap<String, u32>,
    /// The figures with a note: the number of the row and of the column of figures, and that of the mark.
    pub(super) figures: Vec<(usize, usize, u32)>,
}

#[derive(Debug)]
struct Met {
    note: TableNote,
    place: String,
    /// Whether it stands in the place of a figure.
    alone: bool,
    /// Whether it stands behind the names of units.
    of_unit: bool,
    figures: usize,
}

impl Footnotes {
    pub(super) fn of(skipped: &[Skipped]) -> Self {
        let beside = |line: &&Skipped| matches!(line.why, SkipReason::Footnote | SkipReason::Title);
        Footnotes { lines: skipped.iter().filter(beside).map(|line| line.text.clone()).collect(), ..Self::default() }
    }

    /// What a line below the table says of a mark.
    pub(super) fn explanation(&self, mark: &str) -> Option<String> {
        let signs = signs(mark);
        self.lines.iter().find_map(|line| {
            let (at, sign) = signs.iter().filter_map(|sign| Some((line.find(sign.as_str())?, sign))).min()?;
            let after = &line[at + sign.len()..];
            let begins = |c: char| matches!(c, '①'..='⑳' | '*' | '＊' | '#' | '＃' | '[' | '［');
            // “…”表示 is about another mark, “光谷” is not.
            let quoted = after
                .match_indices('“')
                .find(|(at, quote)| !after[at + quote.len()..].starts_with(char::is_alphanumeric));
            let end = after.find(begins).unwrap_or(after.len()).min(quoted.map_or(after.len(), |(at, _)| at));
            let trimmed = |c: char| c.is_whitespace() || "：:；;。.，,、\"”“表示为系指]］".contains(c);
            let said = after[..end].trim_matches(trimmed);
            // A mark in the middle of a sentence is explained by the sentence.
            Some(if said.is_empty() { line.trim().to_owned() } else { said.to_owned() })
        })
    }

    /// What the lines beside the table may say of a digit that stands behind a figure: 注1, [1], (1), or a line 1. or 1、.
    pub(super) fn of_digit(&self, digit: &str) -> Option<String> {
        let bracketed = [format!("注{digit}"), format!("[{digit}]"), format!("({digit})"), format!("（{digit}）")];
        let numbered = |line: &str, sign: char| {
            let rest = line
                .trim()
                .trim_start_matches(['注', '：', ':'])
                .trim_start()
                .strip_prefix(digit)?
                .strip_prefix(sign)?;
            Some(rest.trim().to_owned())
                .filter(|rest| !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        let behind = |line: &str| {
            let rest = bracketed.iter().find_map(|sign| Some(&line[line.find(sign.as_str())? + sign.len()..]))?;
            let rest = rest.trim_matches(|c: char| c.is_whitespace() || "：:；;。.，,、".contains(c));
            Some(rest.to_owned()).filter(|rest| !rest.is_empty())
        };
        let of = |line: &String| {
            behind(line).or_else(|| ['.', '．', '、', ' '].iter().find_map(|sign| numbered(line, *sign)))
        };
        self.lines.iter().find_map(of)
    }

    /// Lists the marks.
    pub(super) fn remark(&self, remarks: &mut Remarks) {
        for Met { note: TableNote { mark, text: says }, place, figures, .. } in
            self.met.iter().filter(|met| met.figures > 0 && !met.alone)
        {
            remarks.warn(
                Code::FigureMarked,
                place,
                Text::new(
                    format!("{figures}个数值带有标记“{mark}”（{says}）：数值照读，说明附在数值上。"),
                    format!("{figures} figures carry the mark \"{mark}\" ({says}): they are read, with this note."),
                ),
            );
        }
    }
}

impl Footnotes {
    /// The number of a note of units.
    pub(super) fn note(&mut self, note: TableNote) -> u32 {
        let known = self.met.iter().position(|met| met.of_unit && met.note == note);
        known.unwrap_or_else(|| {
            self.met.push(Met { note, place: String::new(), alone: false, of_unit: true, figures: 0 });
            self.met.len() - 1
        }) as u32
    }

    /// The note of a number.
    pub(super) fn noted(&self, number: u32) -> &TableNote {
        &self.met[number as usize].note
    }

    /// What the marks say, by their numbers.
    pub(super) fn said(&self) -> Vec<TableNote> {
        self.met.iter().map(|met| met.note.clone()).collect()
    }

    /// What the lines beside the table say of a mark in the place of a figure: “…”表示不足本表最小单位数. Such marks may be signs
    /// that stand in any sentence, so that what explains them has to follow at once.
    fn meaning(&self, mark: &str) -> Option<String> {
        let quoted = |c: char| c.is_whitespace() || "\"'“”‘’「」『』".contains(c);
        let of_line = |line: &String| {
            line.match_indices(mark).find_map(|(at, sign)| {
                let after = line[at + sign.len()..].trim_start_matches(quoted);
                let says = MEANS
                    .iter()
                    .find_map(|word| after.strip_prefix(word))?
                    .trim_matches(|c| quoted(c) || ":：".contains(c));
                let end = says.find(['；', ';', '。']).unwrap_or(says.len());
                Some(says[..end].trim_end_matches(['，', ',', '.']).to_owned()).filter(|says| !says.is_empty())
            })
        };
        self.lines.iter().find_map(of_line)
    }

    /// Takes a cell with a mark.
    fn meet(&mut self, cell: &str, place: &str, mark: &str, text: impl FnOnce() -> String, alone: bool) {
        let known = self.met.iter().position(|met| met.note.mark == mark && met.alone == alone && !met.of_unit);
        let at = known.unwrap_or_else(|| {
            let note = TableNote { mark: mark.to_owned(), text: text() };
            self.met.push(Met { note, place: place.to_owned(), alone, of_unit: false, figures: 0 });
            self.met.len() - 1
        });
        self.cells.insert(cell.to_owned(), at as u32);
    }

    /// Takes a mark that stands in the place of a figure: what it says stays with the missing figure. A sign that nobody explains
    /// says nothing; a word does (无统计, ND).
    pub(super) fn meet_missing(&mut self, cell: &str, place: &str, source: &Source) {
        match source.marks.get(cell).cloned().or_else(|| self.meaning(cell)) {
            Some(text) => self.meet(cell, place, cell, || text, true),
            None if cell.contains(char::is_alphanumeric) => self.meet(cell, place, cell, String::new, true),
            None => {}
        }
    }
}

/// What follows a mark that is explained.
const MEANS: [&str; 12] = ["表示", "代表", "系", "指", "为", "是", "：", ":", "=", "＝", "means", "denotes"];

/// The ways in which a note may write a mark.
fn signs(mark: &str) -> Vec<String> {
    let mut signs = vec![mark.to_owned()];
    let superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if let Some(digit) = superscript.chars().position(|c| mark.chars().eq([c])) {
        signs.extend([format!("[{digit}]"), format!("注{digit}"), format!("({digit})"), format!("（{digit}）")]);
    }
    let inside = mark.trim_matches(['[', ']', '(', ')', '［', '］', '（', '）']);
    if inside != mark && !inside.is_empty() {
        signs.extend([
            format!("[{inside}]"),
            format!("［{inside}］"),
            format!("({inside})"),
            format!("（{inside}）"),
            format!("注{inside}"),
        ]);
    }
    match mark {
        "*" | "＊" => signs.extend(["*".to_owned(), "＊".to_owned()]),
        "#" | "＃" => signs.extend(["#".to_owned(), "＃".to_owned()]),
        "[ ]" => signs.extend(["[]".to_owned(), "［］".to_owned(), "［ ］".to_owned(), "方括号".to_owned()]),
        _ => {}
    }
    signs
}

/// The figure of a cell that carries a mark, and the mark.
pub(super) fn marked_value(text: &str, source: &Source) -> Option<(f64, String)> {
    // Digits behind a space are a mark where the plan says so.
    let told = || spaced_figure(text).filter(|(_, mark)| source.marks.get(mark).is_some());
    let (figure, mark) = marked_figure(text).or_else(told)?;
    let thousands = || separated_number(figure).filter(|_| source.thousands);
    let value = number(figure).ok().filter(|value| !value.is_nan()).or_else(thousands)?;
    Some((value, mark))
}

impl Footnotes {
    /// The figure of a cell that carries a mark which is explained; `text` is the cell without its unit of measure.
    pub(super) fn marked(&mut self, text: &str, cell: &str, place: &str, source: &Source) -> Option<f64> {
        let (value, mark) = marked_value(text, source)?;
        let told = || source.marks.get(&mark).cloned();
        let says = told().or_else(|| self.explanation(&mark))?;
        self.meet(cell, place, &mark, || says, false);
        Some(value)
    }

    /// Finds all figures that carry a mark, in some rows of the columns of figures.
    pub(super) fn spread(&mut self, file: &File, rows: &[usize], columns: &[usize]) {
        let Footnotes { met, cells, figures, .. } = self;
        if cells.is_empty() {
            return;
        }
        for (figure, column) in columns.iter().enumerate() {
            let mut found = |at: usize, mark: u32| {
                met[mark as usize].figures += 1;
                figures.push((at, figure, mark));
            };
            match &file.columns[*column] {
                Cells::Words { numbers, words, .. } => {
                    let marks: Vec<Option<u32>> = words.all().iter().map(|word| cells.get(word).copied()).collect();
                    if marks.iter().all(Option::is_none) {
                        continue;
                    }
                    let of = |row: &usize| marks[numbers[*row] as usize];
                    rows.iter().enumerate().for_each(|(at, row)| of(row).into_iter().for_each(|mark| found(at, mark)));
                }
                Cells::Figures { odd, .. } => {
                    for (row, cell) in odd {
                        let Some(mark) = cells.get(cell) else { continue };
                        rows.binary_search(&(*row as usize)).into_iter().for_each(|at| found(at, *mark));
                    }
                }
            }
        }
    }
}
