//! What makes a file as a whole unusable, or a row of it none.

use super::columns::Cells;
use super::file::File;
use super::layout::FULL_WIDTH;
use super::plan::{Role, Source};
use super::read::{Rows, Words};
use super::remarks::{fix, Remarks};
use super::roles::Roles;
use innodex_panel::measure;

pub(super) use super::measures::mixed_measures;
use super::written;
use innodex_panel::error::{Code, Error};
use innodex_panel::json::Json;
use innodex_panel::panel::plain_number;
use innodex_panel::territory;
use innodex_panel::text::Text;
use polars::prelude::{InitHashMaps, PlHashMap};

impl File {
    /// Columns without a name, or of one name, and columns of the plan that are not there.
    pub(super) fn check_names(&self, source: &Source, remarks: &mut Remarks) {
        let merged = self.header_goes_on(source);
        if merged {
            remarks.error(self.two_rows_of_header(), None);
        }
        for (c, name) in self.header.iter().enumerate() {
            let place = format!("row {}, column {}", self.header_row, c + 1);
            let has_cells = (0..self.lines.len()).any(|row| !self.columns[c].text(row).is_empty());
            if name.is_empty() && has_cells && !merged {
                let error = Error::new(
                    Code::UnnamedColumn,
                    &place,
                    Text::new("表头有空单元格。", "A header cell is empty."),
                    Text::new("请为该列命名或删去该列。", "Name the column or delete it."),
                );
                remarks.error(error, None);
            }
            if !name.is_empty() && self.header[..c].contains(name) {
                let error = Error::new(
                    Code::DuplicateColumn,
                    &place,
                    Text::new(format!("列名“{name}”重复。"), format!("Two columns are named \"{name}\".")),
                    Text::new("请改名或删去其一。", "Rename or delete one of them."),
                );
                remarks.error(error, None);
            }
        }
        for (name, _) in source.columns.0.iter().filter(|(name, _)| !self.header.contains(name)) {
            let error = Error::new(
                Code::UnknownColumn,
                &format!(".columns.{name}"),
                Text::new(format!("表头中没有“{name}”。"), format!("The header has no \"{name}\".")),
                Text::new(
                    format!("表头有：{}。", self.header.join("、")),
                    format!("The header has: {}.", self.header.join(", ")),
                ),
            );
            remarks.error(error, None);
        }
    }

    /// Whether the row below the header goes on with it, as where cells above were merged: the header has empty cells, and
    /// below it stand names or periods, without a unit.
    fn header_goes_on(&self, source: &Source) -> bool {
        let row = 0;
        if self.lines.len() < 2 || source.leaves_out(self.lines[row] as usize, &self.columns[0].text(row)) {
            return false;
        }
        let cells: Vec<_> = self.columns.iter().map(|column| column.text(row)).collect();
        let name = |cell: &str| {
            written::period(cell).is_some() || (plain_number(cell).is_none() && !written::means_missing(cell))
        };
        let below = |c: usize| (1..self.lines.len()).any(|row| plain_number(&self.columns[c].text(row)).is_some());
        let unnamed = (0..cells.len()).any(|c| self.header[c].is_empty() && !cells[c].is_empty() && below(c));
        let filled = || cells.iter().filter(|cell| !cell.is_empty());
        let first = cells.iter().zip(&self.header).next();
        let no_unit = first.is_some_and(|(cell, header)| cell.is_empty() || **cell == **header);
        unnamed && no_unit && filled().all(|cell| name(cell))
    }

    /// The error for a header of two rows.
    fn two_rows_of_header(&self) -> Error {
        let (above, row) = (self.header_row, self.lines[0]);
        let upper = self.header.iter().rev().find(|name| !name.is_empty()).map_or("", String::as_str);
        let lower = self.columns.iter().rev().map(|column| column.text(0)).find(|cell| !cell.is_empty());
        let lower = lower.unwrap_or_default();
        Error::new(
            Code::TwoHeaders,
            &format!("row {row}"),
            Text::new(
                format!("第{above}行和第{row}行都是表头（合并单元格）。"),
                format!("Rows {above} and {row} are both the header (cells were merged)."),
            ),
            Text::new(
                format!("请合成一行，每列一个名称，如“{upper} {lower}”；或每个时期一张表。"),
                format!(
                    "Make them one row with a name for each column, such as \"{upper} {lower}\", or a table a period."
                ),
            ),
        )
    }

    pub(super) fn check_ragged(&self, source: &Source, remarks: &mut Remarks) {
        for (line, cells) in self.ragged.iter().filter(|(line, cells)| !leaves_out_ragged(source, *line, cells)) {
            let (found, wanted) = (cells.len(), self.header.len());
            let typed = FULL_WIDTH.iter().find(|(sign, _)| cells.iter().any(|cell| cell.contains(*sign)));
            let (zh, en) = typed.filter(|_| found < wanted).map_or_else(Default::default, |(sign, plain)| {
                (
                    format!("本行有全角的“{sign}”，不分列；"),
                    format!("A full-width \"{sign}\" parts no cells (\"{plain}\" does). "),
                )
            });
            let error = Error::new(
                Code::RaggedRow,
                &format!("row {line}"),
                Text::new(
                    format!("本行有{found}个单元格，表头有{wanted}个。"),
                    format!("The row has {found} cells, the header {wanted}."),
                ),
                Text::new(
                    format!("{zh}请补齐或删去多余的单元格；含逗号的文字须加双引号。"),
                    format!("{en}Add or delete cells; text with a comma needs double quotes."),
                ),
            );
            remarks.error(error, None);
        }
    }

    /// A second row of names below the header, or the header once more further down.
    pub(super) fn check_second_header(&self, source: &Source, roles: &Roles, kept: &[bool], remarks: &mut Remarks) {
        let figures: Vec<usize> = roles.columns(Role::Figure).collect();
        let is_name = |row: usize, c: &usize| {
            let cell = self.columns[*c].text(row);
            let word = !cell.contains(|c: char| c.is_ascii_digit()) || written::likely_period(&cell);
            !cell.is_empty() && word && !written::means_missing(&cell)
        };
        let cell_of = |role, row| roles.column(role).map(|c| self.columns[c].text(row));
        // A row with a unit and a period is one of the table, whatever stands in it.
        let is_row = |row: usize| {
            let province = |cell: &str| !roles.provinces || territory::resolve(cell).is_ok();
            let unit = cell_of(Role::Unit, row).is_none_or(|cell| !cell.is_empty() && province(&cell));
            unit && cell_of(Role::Period, row).is_none_or(|cell| written::period(&cell).is_some())
        };
        let repeats = |row: usize| self.header.iter().zip(&self.columns).all(|(name, c)| *name == c.text(row));
        let first = (self.lines.len() > 1 && kept[0] && !is_row(0))
            .then_some(0)
            .filter(|row| figures.iter().filter(|c| is_name(*row, c)).count() * 2 > figures.len())
            .filter(|_| !self.header_goes_on(source));
        let of_periods = |row: usize| figures.iter().any(|c| written::likely_period(&self.columns[*c].text(row)));
        if first.is_some_and(of_periods) {
            remarks.error(self.two_rows_of_header(), None);
        }
        let first = first.filter(|row| !of_periods(*row));
        // Only where figures are words can a header stand: no need to look at the rest of a million rows.
        let odd = |c: &usize| match &self.columns[*c] {
            Cells::Figures { odd, .. } => odd.iter().map(|(row, _)| *row as usize).collect::<Vec<_>>(),
            Cells::Words { numbers, words, .. } => {
                let again = words.find(&self.header[*c]);
                (0..numbers.len()).filter(|row| Some(numbers[*row]) == again).collect()
            }
        };
        let again = figures.first().map(odd).unwrap_or_default().into_iter().filter(|row| kept[*row] && repeats(*row));
        let mut rows: Vec<usize> = first.into_iter().chain(again).collect();
        rows.dedup();
        for row in rows {
            let line = self.lines[row];
            let error = Error::new(
                Code::TwoHeaders,
                &format!("row {line}"),
                Text::new("本行也是列名，不是数据。", "This row too holds names, not figures."),
                Text::new(
                    "请删去本行；如是计量单位，请写进列名，如“产值（亿元）”。",
                    "Leave the row out; if it holds units of measure, write them behind the names: \"output (亿元)\".",
                ),
            );
            remarks.error(error, fix("skip", Json::List(vec![Json::Number(f64::from(line))])));
        }
    }

    /// Columns that are periods hold one figure: in one unit of measure.
    pub(super) fn check_measures_of_years(&self, roles: &Roles, read: &Rows, remarks: &mut Remarks) {
        let measured: Vec<(usize, &String)> =
            roles.columns(Role::Figure).zip(&read.figures).map(|(c, (_, measure, _))| (c, measure)).collect();
        let Some((first, one)) = measured.first() else { return };
        let Some((c, other)) = measured.iter().find(|(_, other)| !measure::agree(one, other)) else { return };
        let (first, column) = (&self.header[*first], &self.header[*c]);
        remarks.error(mixed_measures(&format!("column {column}"), (first, one), (column, other)), None);
    }

    /// Two rows for one figure.
    pub(super) fn check_twice(&self, read: &Rows, rows: &[usize], remarks: &mut Remarks) {
        let mut seen: PlHashMap<(u32, i32, Vec<u32>), usize> = PlHashMap::with_capacity(rows.len());
        for at in 0..rows.len() {
            let word = |words: &Words| words.numbers[at];
            let others = read.keys.iter().chain(&read.indicator).map(word).collect();
            let unit = read.unit.as_ref().map_or(0, |u| u[at]);
            let key = (unit, read.period.as_ref().map_or(0, |(_, p)| p[at]), others);
            if let Some(earlier) = seen.insert(key, at) {
                let name = read.units.get(unit as usize).map(|u| u.name.clone()).unwrap_or_default();
                let earlier = self.lines[rows[earlier]];
                let error = Error::new(
                    if read.indicator.is_some() { Code::PivotConflict } else { Code::DuplicateRow },
                    &format!("row {}", self.lines[rows[at]]),
                    Text::new(
                        format!("{}的这一项在第{earlier}行已有数值。", name.zh),
                        format!("{} already has this figure in row {earlier}.", name.en),
                    ),
                    Text::new(
                        "请删去其一，或把区分两行的列设为分类（key）。",
                        "Delete one of the two, or make the column that tells them apart a key.",
                    ),
                );
                remarks.error(error, None);
            }
        }
    }
}

/// Whether a plan leaves out a row that has more or fewer cells than the header.
pub(super) fn leaves_out_ragged(source: &Source, line: usize, cells: &[String]) -> bool {
    source.leaves_out(line, cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or(""))
}
