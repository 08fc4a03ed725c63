//! A sheet as it is: every cell as written, with its row and column of the sheet.

use super::kinds::{kind, Kind};
use innodex_panel::sheet::{Range, Sheet};
use std::sync::OnceLock;

/// The cells of a sheet or of a text file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    rows: Vec<Row>,
    /// How many columns the widest row has.
    pub(crate) width: usize,
    /// Merged cells; none in a text, where they are empty cells.
    merged: Vec<Range>,
    /// Lines that the file hides.
    pub(crate) hidden_lines: Vec<usize>,
    /// Columns that the file hides.
    pub(crate) hidden_columns: Vec<usize>,
    /// What each cell looks like, row by row: found once, when the first is asked for.
    kinds: OnceLock<Vec<Box<[Kind]>>>,
}

/// A row and where it stands.
#[derive(Debug, Clone)]
struct Row {
    line: usize,
    cells: csv::StringRecord,
}

impl Grid {
    /// Adds a record that stands in a line.
    pub(crate) fn push(&mut self, line: usize, cells: csv::StringRecord) {
        let filled = (0..cells.len()).rev().find(|at| cells.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
        self.width = self.width.max(filled.map_or(0, |last| last + 1));
        self.rows.push(Row { line, cells });
    }

    /// Takes over what a sheet knows beside its cells.
    pub(crate) fn knows(&mut self, sheet: &Sheet) {
        self.merged.clone_from(&sheet.merged);
        self.hidden_lines = sheet.hidden_rows.iter().map(|row| *row as usize + 1).collect();
        self.hidden_columns = sheet.hidden_columns.iter().map(|column| *column as usize).collect();
    }

    /// How many rows there are; empty lines of a text are none.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The line of a row; the first of the sheet is 1.
    pub(crate) fn line(&self, row: usize) -> usize {
        self.rows[row].line
    }

    /// The row that stands in a line.
    pub(crate) fn row_of(&self, line: usize) -> Option<usize> {
        self.rows.binary_search_by_key(&line, |row| row.line).ok()
    }

    /// What a cell looks like.
    pub(crate) fn kind(&self, row: usize, column: usize) -> Kind {
        let of_row = |row: &Row| row.cells.iter().map(|cell| kind(cell.trim())).collect();
        let all = self.kinds.get_or_init(|| self.rows.iter().map(of_row).collect());
        all[row].get(column).copied().unwrap_or(Kind::Empty)
    }

    /// A cell as it is written, without the spaces around.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.written(row, column).trim()
    }

    /// A cell as it is written.
    pub(crate) fn written(&self, row: usize, column: usize) -> &str {
        self.rows[row].cells.get(column).unwrap_or("")
    }

    /// The cells of a row, as written.
    pub(crate) fn cells(&self, row: usize) -> &csv::StringRecord {
        &self.rows[row].cells
    }

    /// How far a filled cell is merged: the last row and column that it covers.
    pub(crate) fn reach(&self, row: usize, column: usize) -> (usize, usize) {
        let line = self.line(row) - 1;
        let begins = |range: &&Range| range.top as usize == line && range.left as usize == column;
        match self.merged.iter().find(begins) {
            Some(range) => (self.row_of(range.bottom as usize + 1).unwrap_or(row), range.right as usize),
            None => (row, column),
        }
    }

    /// The first cell of the merged cells that a cell belongs to.
    pub(crate) fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        let line = self.line(row) - 1;
        let within = |range: &&Range| {
            (range.top as usize..=range.bottom as usize).contains(&line)
                && (range.left as usize..=range.right as usize).contains(&column)
        };
        let first = self.merged.iter().find(within);
        first
            .and_then(|range| Some((self.row_of(range.top as usize + 1)?, range.left as usize)))
            .unwrap_or((row, column))
    }
}

/// The letters of a column, as spreadsheets name it: A, B, ... Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }
}
