//! Footnotes of single figures: a figure with a mark that a line below the table explains is a figure with a note. What
//! nobody explains waits.

use super::file::File;
use super::marks::marked_figure;
use super::plan::SkipReason;
use super::remarks::Remarks;
use super::understood::Skipped;
use innodex_panel::error::Code;
use innodex_panel::panel::{number, separated_number};
use innodex_panel::text::Text;

/// The notes of a table, and the figures that they are about.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// The lines that may explain a mark.
    lines: Vec<String>,
    /// Marks that were met: the mark, what it says, the cells with it as written, the first place.
    met: Vec<Met>,
    /// The figures with a note: the number of the row and of the column of figures, and the note.
    pub(super) figures: Vec<(usize, usize, String)>,
}

#[derive(Debug)]
struct Met {
    mark: String,
    says: String,
    cells: Vec<String>,
    place: String,
    figures: usize,
}

impl Footnotes {
    pub(super) fn of(skipped: &[Skipped]) -> Self {
        let beside = |line: &&Skipped| matches!(line.why, SkipReason::Footnote | SkipReason::Title);
        Footnotes { lines: skipped.iter().filter(beside).map(|line| line.text.clone()).collect(), ..Self::default() }
    }

    /// What a line below the table says of a mark.
    fn explanation(&self, mark: &str) -> Option<String> {
        let signs = signs(mark);
        self.lines.iter().find_map(|line| {
            let (at, sign) = signs.iter().filter_map(|sign| Some((line.find(sign.as_str())?, sign))).min()?;
            let after = &line[at + sign.len()..];
            let end = after
                .find(|c: char| matches!(c, '①'..='⑳' | '*' | '＊' | '#' | '＃' | '[' | '［'))
                .unwrap_or(after.len());
            let trimmed = |c: char| c.is_whitespace() || "：:；;。.，,、\"”“表示为系指]］".contains(c);
            let said = after[..end].trim_matches(trimmed);
            // A mark in the middle of a sentence is explained by the sentence.
            Some(if said.is_empty() { line.trim().to_owned() } else { said.to_owned() })
        })
    }

    /// The figure of a cell that carries a mark which is explained.
    pub(super) fn marked(&mut self, cell: &str, place: &str, thousands: bool) -> Option<f64> {
        let (figure, mark) = marked_figure(cell)?;
        let separated = || separated_number(figure).filter(|_| thousands);
        let value = number(figure).ok().filter(|value| !value.is_nan()).or_else(separated)?;
        let says = self.explanation(&mark)?;
        match self.met.iter_mut().find(|met| met.mark == mark) {
            Some(met) => met.cells.push(cell.to_owned()),
            None => {
                self.met.push(Met { mark, says, cells: vec![cell.to_owned()], place: place.to_owned(), figures: 0 })
            }
        }
        Some(value)
    }

    /// Finds all figures that carry an explained mark, in some rows of the columns of figures.
    pub(super) fn spread(&mut self, file: &File, rows: &[usize], columns: &[usize]) {
        if self.met.is_empty() {
            return;
        }
        for (figure, column) in columns.iter().enumerate() {
            for (at, row) in rows.iter().enumerate() {
                let cell = file.columns[*column].text(*row);
                if let Some(met) = self.met.iter_mut().find(|met| met.cells.iter().any(|known| *known == *cell)) {
                    met.figures += 1;
                    self.figures.push((at, figure, met.says.clone()));
                }
            }
        }
    }

    /// Lists the marks.
    pub(super) fn remark(&self, remarks: &mut Remarks) {
        for Met { mark, says, place, figures, .. } in self.met.iter().filter(|met| met.figures > 0) {
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
