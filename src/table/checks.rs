//! What makes a file as a whole unusable, or a row of it none.

use super::columns::Cells;
use super::file::File;
use super::plan::{Role, Source};
use super::reading::{Rows, Words};
use super::remarks::{fix, Remarks};
use super::roles::Roles;

use super::written;
use crate::error::{Code, Error};
use crate::json::Json;
use crate::territory;
use crate::text::Text;
use polars::prelude::{InitHashMaps, PlHashMap};

impl File {
    /// Columns without a name, or of one name, and columns of the plan that are not there.
    pub(super) fn check_names(&self, source: &Source, remarks: &mut Remarks) {
        for (c, name) in self.header.iter().enumerate() {
            let place = format!("row {}, column {}", self.header_row, c + 1);
            let has_cells = (0..self.lines.len()).any(|row| !self.columns[c].text(row).is_empty());
            if name.is_empty() && has_cells {
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

    pub(super) fn check_ragged(&self, source: &Source, remarks: &mut Remarks) {
        for (line, cells) in self.ragged.iter().filter(|(line, _)| !source.skip.contains(line)) {
            let (found, wanted) = (cells.len(), self.header.len());
            let error = Error::new(
                Code::RaggedRow,
                &format!("row {line}"),
                Text::new(
                    format!("本行有{found}个单元格，表头有{wanted}个。"),
                    format!("The row has {found} cells, the header {wanted}."),
                ),
                Text::new(
                    "请补齐或删去多余的单元格；含逗号的文字须加双引号。",
                    "Add or delete cells; text with a comma needs double quotes.",
                ),
            );
            remarks.error(error, None);
        }
    }

    /// A second row of names below the header, or the header once more further down.
    pub(super) fn check_second_header(&self, roles: &Roles, kept: &[bool], remarks: &mut Remarks) {
        let figures: Vec<usize> = roles.columns(Role::Figure).collect();
        let is_name = |row: usize, c: &usize| {
            let cell = self.columns[*c].text(row);
            !cell.is_empty() && !cell.contains(|c: char| c.is_ascii_digit()) && !written::means_missing(&cell)
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
            .filter(|row| figures.iter().filter(|c| is_name(*row, c)).count() * 2 > figures.len());
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
