//! A sheet while it is read: cells come in as they stand in the file, and go out as CSV.

use super::package::damaged;
use super::place;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::sheet::{Range, Sheet};
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// Bytes of the CSV of all sheets.
pub(super) const MOST_TEXT: usize = 128_000_000;
/// Cells of a sheet that have something.
const MOST_CELLS: usize = 8_000_000;
/// Merged cells of a sheet.
const MOST_MERGED: usize = 200_000;
/// Rows and columns as spreadsheets have them.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A cell: where it stands, and where its text ends among the texts.
struct Cell {
    row: u32,
    column: u32,
    begin: u32,
    end: u32,
}

/// A sheet while it is read. Rows and columns count from 0.
pub(super) struct Grid {
    sheet: Sheet,
    cells: Vec<Cell>,
    /// The texts of all cells, as they stand in CSV.
    text: String,
    /// First and last column of what is hidden.
    hidden_columns: Vec<(u32, u32)>,
    /// Bytes that the CSV may have.
    room: usize,
    in_order: bool,
}

impl Grid {
    pub(super) fn new(name: &str, hidden: bool, room: usize) -> Grid {
        let sheet = Sheet { name: name.to_owned(), hidden, ..Sheet::default() };
        Grid { sheet, cells: Vec::new(), text: String::new(), hidden_columns: Vec::new(), room, in_order: true }
    }

    pub(super) fn name(&self) -> &str {
        &self.sheet.name
    }

    /// Where a cell is, for an error.
    pub(super) fn place(&self, row: u32, column: u32) -> String {
        match self.sheet.name.as_str() {
            "" => place("", row + 1, column + 1).trim_start_matches('!').to_owned(),
            name => place(name, row + 1, column + 1),
        }
    }

    /// Puts a text into a cell; an empty one is none.
    pub(super) fn text(&mut self, row: u32, column: u32, text: &str) -> Result<()> {
        self.written(row, column, |to| match text.bytes().any(|b| matches!(b, b'"' | b',' | b'\n' | b'\r')) {
            false => to.push_str(text),
            true => {
                to.push('"');
                for (at, piece) in text.split('"').enumerate() {
                    to.push_str(if at > 0 { "\"\"" } else { "" });
                    to.push_str(piece);
                }
                to.push('"');
            }
        })
    }

    /// Puts what is written into a cell: nothing that CSV would quote.
    pub(super) fn written(&mut self, row: u32, column: u32, write: impl FnOnce(&mut String)) -> Result<()> {
        let begin = self.text.len();
        write(&mut self.text);
        let end = self.text.len();
        if begin == end {
            return Ok(());
        }
        if row >= ROWS || column >= COLUMNS {
            return Err(damaged(&self.place(row, column)));
        }
        if end > self.room || self.cells.len() >= MOST_CELLS {
            return Err(self.too_much(row, column));
        }
        self.in_order &= self.cells.last().is_none_or(|last| (last.row, last.column) < (row, column));
        self.cells.push(Cell { row, column, begin: begin as u32, end: end as u32 });
        Ok(())
    }

    /// How many cells have something.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Puts the cells of a row, from one of the cells on, once more into the row below it, so many times.
    pub(super) fn repeat(&mut self, from: usize, times: u32) -> Result<()> {
        let pattern: Vec<(u32, u32, u32, u32)> =
            self.cells[from.min(self.cells.len())..].iter().map(|c| (c.row, c.column, c.begin, c.end)).collect();
        for down in 1..=times {
            for (row, column, begin, end) in &pattern {
                let text = self.text[*begin as usize..*end as usize].to_owned();
                self.written(row + down, *column, |to| to.push_str(&text))?;
            }
        }
        Ok(())
    }

    pub(super) fn merge(&mut self, range: Range) -> Result<()> {
        if range.top > range.bottom || range.left > range.right || range.bottom >= ROWS || range.right >= COLUMNS {
            return Err(damaged(self.name()));
        }
        if self.sheet.merged.len() >= MOST_MERGED {
            return Err(self.too_much(range.top, range.left));
        }
        if range.top < range.bottom || range.left < range.right {
            self.sheet.merged.push(range);
        }
        Ok(())
    }

    pub(super) fn hide_row(&mut self, row: u32) {
        self.sheet.hidden_rows.push(row);
    }

    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.push((first, last));
    }

    /// The sheet.
    ///
    /// # Errors
    /// `unknown_form` where a cell stands twice or merged cells overlap, `too_large`.
    pub(super) fn finish(mut self) -> Result<Sheet> {
        if !self.in_order {
            self.cells.sort_by_key(|cell| (cell.row, cell.column));
            let twice = |two: &&[Cell]| (two[0].row, two[0].column) == (two[1].row, two[1].column);
            if let Some(two) = self.cells.windows(2).find(twice) {
                return Err(damaged(&self.place(two[0].row, two[0].column)));
            }
        }
        self.sheet.merged.sort_by_key(|range| (range.top, range.left));
        self.uncover()?;
        let height = self.cells.last().map_or(0, |cell| cell.row + 1);
        let width = self.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
        self.sheet.cells = self.csv(height, width)?;
        let Sheet { merged, hidden_rows, hidden_columns, .. } = &mut self.sheet;
        // Of what lies beyond the last cell nothing is said.
        merged.retain_mut(|range| {
            (range.bottom, range.right) = (range.bottom.min(height.max(1) - 1), range.right.min(width.max(1) - 1));
            (range.top < range.bottom || range.left < range.right)
                && range.top <= range.bottom
                && range.left <= range.right
        });
        hidden_rows.retain(|row| *row < height);
        hidden_rows.sort_unstable();
        hidden_rows.dedup();
        let mut columns = vec![false; width as usize];
        for (first, last) in self.hidden_columns {
            columns
                .iter_mut()
                .take(last.saturating_add(1) as usize)
                .skip(first as usize)
                .for_each(|hidden| *hidden = true);
        }
        hidden_columns.extend((0..width).filter(|column| columns[*column as usize]));
        Ok(self.sheet)
    }

    /// Takes away what merged cells cover where it says what their first cell says, as some programs write it. Anything else
    /// stays: it would be lost.
    fn uncover(&mut self) -> Result<()> {
        if self.sheet.merged.is_empty() {
            return Ok(());
        }
        let mut covering = Covering::default();
        let mut next = self.sheet.merged.iter().peekable();
        let mut kept = Vec::with_capacity(self.cells.len());
        let mut firsts: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for cell in std::mem::take(&mut self.cells) {
            while let Some(range) = next.next_if(|range| range.top <= cell.row) {
                covering.add(*range).ok_or_else(|| damaged(&self.place(range.top, range.left)))?;
            }
            let text = |(begin, end): (u32, u32)| &self.text[begin as usize..end as usize];
            if let Some(range) = covering.of(cell.row, cell.column) {
                if (range.top, range.left) == (cell.row, cell.column) {
                    firsts.insert((cell.row, cell.column), (cell.begin, cell.end));
                } else if firsts
                    .get(&(range.top, range.left))
                    .is_some_and(|first| text(*first) == text((cell.begin, cell.end)))
                {
                    continue;
                }
            }
            kept.push(cell);
        }
        for range in next {
            covering.add(*range).ok_or_else(|| damaged(&self.place(range.top, range.left)))?;
        }
        self.cells = kept;
        Ok(())
    }

    /// One record for each row, each with a field for each column.
    fn csv(&mut self, height: u32, width: u32) -> Result<String> {
        let between = height as usize * width as usize;
        if self.text.len() + between > self.room {
            // The cell that stretches the table farthest.
            let far = self.cells.iter().max_by_key(|cell| cell.column).map_or((0, 0), |cell| (cell.row, cell.column));
            return Err(self.too_far(far.0, far.1, height, width));
        }
        let mut csv = String::with_capacity(self.text.len() + between);
        let (mut row, mut column) = (0, 0);
        let end_row = |csv: &mut String, column: u32| match width {
            1 if column == 0 => csv.push_str(if csv.is_empty() || csv.ends_with('\n') { "\"\"\n" } else { "\n" }),
            _ => {
                csv.extend(std::iter::repeat_n(',', (width - 1 - column) as usize));
                csv.push('\n');
            }
        };
        for cell in &self.cells {
            while row < cell.row {
                end_row(&mut csv, column);
                (row, column) = (row + 1, 0);
            }
            while column < cell.column {
                csv.push(',');
                column += 1;
            }
            csv.push_str(&self.text[cell.begin as usize..cell.end as usize]);
        }
        if height > 0 {
            end_row(&mut csv, column);
        }
        Ok(csv)
    }

    #[cold]
    fn too_much(&self, row: u32, column: u32) -> Error {
        Error::new(
            Code::TooLarge,
            &self.place(row, column),
            Text::new("工作表的内容过多。", "There is too much in the sheet."),
            Text::new(
                "各工作表转为文本后合计不得超过 128 MB。请删去不需要的工作表、行或列，或另存为“CSV UTF-8”。",
                "As text all sheets together may have 128 MB. Delete sheets, rows or columns that are not needed, or save the table as \"CSV UTF-8\".",
            ),
        )
    }

    #[cold]
    fn too_far(&self, row: u32, column: u32, height: u32, width: u32) -> Error {
        Error::new(
            Code::TooLarge,
            &self.place(row, column),
            Text::new(
                format!("工作表共 {height} 行、{width} 列，过大；此单元格在最右一列。"),
                format!("The sheet has {height} rows of {width} columns, which is too large; this cell stands in the last column."),
            ),
            Text::new(
                "如该单元格不属于本表，请删去其所在的列；否则请拆分工作表。",
                "Delete its column where it is no part of the table; else split the sheet.",
            ),
        )
    }
}

/// The merged cells that a row meets, by their first column; none of them overlap.
#[derive(Default)]
struct Covering {
    by_column: BTreeMap<u32, Range>,
}

impl Covering {
    /// None where it overlaps another.
    fn add(&mut self, range: Range) -> Option<()> {
        loop {
            let other = self.by_column.range(..=range.right).next_back().map(|(_, other)| *other);
            match other.filter(|other| other.right >= range.left) {
                None => break,
                Some(other) if other.bottom < range.top => drop(self.by_column.remove(&other.left)),
                Some(_) => return None,
            }
        }
        self.by_column.insert(range.left, range);
        Some(())
    }

    fn of(&self, row: u32, column: u32) -> Option<Range> {
        let (_, range) = self.by_column.range(..=column).next_back()?;
        Some(*range).filter(|range| range.right >= column && (range.top..=range.bottom).contains(&row))
    }
}
