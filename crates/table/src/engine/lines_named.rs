//! Lines that a plan names, `header` and `skip`: each has to be there.

use super::file::File;
use super::layout::areas::area;
use super::layout::laid::first_cell;
use super::plan::{LineNamed, Source};
use super::remarks::Remarks;
use super::text::LARGE;
use innodex_panel::error::{Code, Error};
use innodex_panel::text::Text;

/// So many lines are shown as what there is.
const SHOWN: usize = 8;
/// So many characters of each.
const BEGINNING: usize = 20;

impl Source {
    /// The lines that it names: the member that does, its number there, and the line.
    pub(super) fn named_lines(&self) -> impl Iterator<Item = (&'static str, usize, &LineNamed)> {
        let of = |member: &'static str, named: &'_ [LineNamed]| (0..named.len()).map(move |at| (member, at));
        let header = of("header", &self.header).map(|(member, at)| (member, at, &self.header[at]));
        header.chain(of("skip", &self.skip).map(|(member, at)| (member, at, &self.skip[at])))
    }
}

impl File {
    /// Refuses names of lines that the file does not have, and a layout for a file that is not held as a whole.
    pub(super) fn check_lines(&self, source: &Source, remarks: &mut Remarks) {
        if self.grid.is_none() {
            let said = [
                ("header", !source.header.is_empty()),
                ("area", source.area.is_some()),
                ("orientation", source.orientation.is_some()),
                ("unit", source.unit.is_some()),
            ];
            said.iter().filter(|(_, said)| *said).for_each(|(member, _)| remarks.error(too_large_for(member), None));
        }
        // A beginning may lack what the file has.
        if self.sample {
            return;
        }
        for (member, at, named) in source.named_lines() {
            let place = format!(".{member}[{at}]");
            let streamed = self.grid.is_none() && member == "header";
            let first = self.header.iter().find(|name| !name.is_empty()).map_or("", String::as_str);
            if !streamed && !self.has_line(member, named) {
                remarks.error(self.no_line(named).within(&place), None);
            } else if member == "skip" && self.laid.is_none() && named.is(self.header_row, first) {
                remarks.error(self.only_header(&place), None);
            } else if member == "skip" && source.header.contains(named) {
                remarks.error(header_left_out(&place), None);
            }
        }
    }

    /// The error for a header that is left out while nothing else is one.
    fn only_header(&self, place: &str) -> Error {
        let row = self.header_row;
        let hint = match self.grid {
            Some(_) => Text::new(
                "请去掉此项，或用 \"header\" 指明表头所在的行。",
                "Leave this out, or say in \"header\" which lines are the header.",
            ),
            None => Text::new(
                "文件较大，按原样读取：请去掉此项，或先在文件中删去该行。",
                "The file is large and read as it stands: leave this out, or delete the line in the file.",
            ),
        };
        Error::new(
            Code::BadParameter,
            place,
            Text::new(
                format!("第{row}行是表头，略去后没有可用的表头。"),
                format!("Line {row} is the header; without it there is none."),
            ),
            hint,
        )
    }

    /// Refuses an area that is none, or in which no table stands.
    pub(super) fn check_area(&self, source: &Source, remarks: &mut Remarks) {
        let Some(written) = source.area.as_ref().filter(|_| self.grid.is_some()) else { return };
        let message = match area(written) {
            _ if self.laid.as_ref().is_some_and(|laid| laid.area.as_ref() == Some(written)) => return,
            None => Text::new(format!("“{written}”不是列的范围。"), format!("\"{written}\" is no range of columns.")),
            Some(_) => Text::new(
                format!("{written}列中没有带表头的表。"),
                format!("In the columns {written} there is no table with a header."),
            ),
        };
        let hint = Text::new(
            "请按表格软件的列标写明，如 \"area\": \"A:C\"。",
            "Write the letters of the first and the last column: \"area\": \"A:C\".",
        );
        remarks.error(Error::new(Code::BadParameter, ".area", message, hint), None);
    }

    /// Whether there is a line that a member names. An empty one can be left out, but names nothing.
    pub(super) fn has_line(&self, member: &str, named: &LineNamed) -> bool {
        let mut lines = self.beginnings();
        match named {
            LineNamed::Number(number) if member == "skip" => *number > 0 && lines.any(|(line, _)| line >= *number),
            LineNamed::Number(number) => lines.any(|(line, first)| line == *number && !first.trim().is_empty()),
            LineNamed::Text(_) => lines.any(|(line, first)| named.is(line, &first)),
        }
    }

    /// The lines of the file with what the first filled cell of each says. Those of a file that is not held as a whole come
    /// in no order.
    fn beginnings(&self) -> Box<dyn Iterator<Item = (usize, String)> + '_> {
        if let Some(grid) = &self.grid {
            return Box::new((0..grid.len()).map(|row| (grid.line(row), first_cell(grid, row).to_owned())));
        }
        let filled = |cells: &mut dyn Iterator<Item = String>| {
            cells.map(|cell| cell.trim().to_owned()).find(|cell| !cell.is_empty()).unwrap_or_default()
        };
        let header = (self.header_row, filled(&mut self.header.iter().cloned()));
        let separator = char::from(self.separator);
        let beside =
            self.skipped.iter().map(move |line| (line.row, line.text.split(separator).next().unwrap_or("").to_owned()));
        let ragged = self.ragged.iter().map(move |(line, cells)| (*line, filled(&mut cells.iter().cloned())));
        let row = move |row: usize| {
            let first = filled(&mut self.columns.iter().map(|column| column.text(row).into_owned()));
            (self.lines[row] as usize, first)
        };
        Box::new(std::iter::once(header).chain(beside).chain(ragged).chain((0..self.lines.len()).map(row)))
    }

    /// The error for a line that is not there.
    pub(super) fn no_line(&self, named: &LineNamed) -> Error {
        let last = self.beginnings().map(|(line, _)| line).max().unwrap_or(0);
        let message = match named {
            LineNamed::Text(text) => Text::new(
                format!("没有一行的首个单元格是“{text}”。"),
                format!("No line has \"{text}\" in its first filled cell."),
            ),
            LineNamed::Number(number) if (1..=last).contains(number) => {
                Text::new(format!("第{number}行是空行。"), format!("Line {number} is empty."))
            }
            LineNamed::Number(number) => Text::new(
                format!("文件没有第{number}行，最后一行是第{last}行。"),
                format!("The file has no line {number}; the last is line {last}."),
            ),
        };
        let mut first: Vec<(usize, String)> =
            self.beginnings().filter(|(_, first)| !first.trim().is_empty()).take(SHOWN).collect();
        first.sort();
        let shown = |cell: &str| cell.trim().chars().take(BEGINNING).collect::<String>();
        let each = |write: fn(usize, String) -> String, between: &str| {
            first.iter().map(|(line, cell)| write(*line, shown(cell))).collect::<Vec<_>>().join(between)
        };
        let zh = each(|line, cell| format!("第{line}行“{cell}”"), "、");
        let en = each(|line, cell| format!("{line} \"{cell}\""), ", ");
        let hint = Text::new(
            format!("前几行的开头是：{zh}。请改写，或去掉此项。"),
            format!("The first lines begin: {en}. Write one that is there, or leave this out."),
        );
        Error::new(Code::BadParameter, "", message, hint)
    }
}

/// The error for a line that is to be the header and to be left out.
fn header_left_out(place: &str) -> Error {
    Error::new(
        Code::BadParameter,
        place,
        Text::new(
            "header 也写了这一行：不能既作表头又略去。",
            "\"header\" names this line too: it cannot be left out.",
        ),
        Text::new("请去掉其一。", "Leave out one of the two."),
    )
}

/// The error for a layout of a file that is read as it stands.
fn too_large_for(member: &str) -> Error {
    let most = LARGE / 1_000_000;
    Error::new(
        Code::BadParameter,
        &format!(".{member}"),
        Text::new(
            format!("文件在 {most} MB 以上，且为一行表头、每行一个单位的形式，按原样读取，{member} 不起作用。"),
            format!(
                "The file has {most} MB or more and is one line of names over rows of units: it is read as it stands, and {member} does nothing."
            ),
        ),
        Text::new(
            format!("请去掉 {member}，或把文件拆成 {most} MB 以下的几个文件。"),
            format!("Leave out {member}, or split the file into files of less than {most} MB."),
        ),
    )
}
