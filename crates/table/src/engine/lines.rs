//! The lines of a file as they stand, with what each line and cell was taken for: for people to look at, and to point at.

use super::file::File;
use super::layout::find::Line;
use super::layout::grid::Grid;
use super::layout::kinds::{kind, looks_like_place, Kind};
use super::plan::{Role, SkipReason};
use super::roles::Roles;
use super::understood::{CellSeen, CellTaken, LineSeen, LineTaken, Skipped};
use std::collections::BTreeMap;

/// How many lines are shown of the head, of the tail, and in all.
const HEAD: usize = 24;
const TAIL: usize = 6;
const MOST: usize = 200;
/// How many cells of a line are shown.
const WIDE: usize = 60;

/// What lines and cells are taken for, by the rows of the grid.
struct Taken<'a> {
    file: &'a File,
    roles: &'a Roles,
    lines: BTreeMap<usize, LineTaken>,
    cells: BTreeMap<(usize, usize), CellTaken>,
}

impl File {
    /// The lines to be shown; `apart` are the rows of totals, `skipped` what is no row of the table.
    pub(super) fn lines_seen(&self, roles: &Roles, skipped: &[Skipped], apart: &[usize]) -> Vec<LineSeen> {
        let Some(grid) = &self.grid else { return self.first_lines(roles, skipped) };
        let mut taken = Taken { file: self, roles, lines: BTreeMap::new(), cells: BTreeMap::new() };
        match &self.laid {
            Some(laid) => taken.lines.extend(laid.lines.iter().map(|line| line_taken(*line)).enumerate()),
            None => taken.plain(grid, skipped),
        }
        taken.totals(grid, apart);
        let plain =
            |row: &usize| taken.lines.get(row).is_none_or(|line| matches!(line, LineTaken::Body | LineTaken::Empty));
        let near = |row: &usize| *row < HEAD || *row + TAIL >= grid.len();
        let rows: Vec<usize> = (0..grid.len()).filter(|row| near(row) || !plain(row)).take(MOST).collect();
        taken.cells(&rows);
        rows.into_iter().map(|row| taken.line(grid, row)).collect()
    }

    /// Of a large file: what was skipped, the header and the first rows.
    fn first_lines(&self, roles: &Roles, skipped: &[Skipped]) -> Vec<LineSeen> {
        let cell = |text: &str, taken| CellSeen { text: text.to_owned(), taken };
        let beside = skipped.iter().take(MOST).map(|line| LineSeen {
            row: line.row,
            taken: skip_taken(line.why),
            cells: vec![cell(&line.text, None)],
        });
        let named = |(c, name): (usize, &String)| cell(name, head_taken(name, roles.roles[c] == Role::Figure));
        let header = LineSeen {
            row: self.header_row,
            taken: LineTaken::Header,
            cells: self.header.iter().enumerate().take(WIDE).map(named).collect(),
        };
        let body = self.preview.iter().zip(&self.lines).map(|(cells, line)| LineSeen {
            row: *line as usize,
            taken: LineTaken::Body,
            cells: cells
                .iter()
                .take(WIDE)
                .enumerate()
                .map(|(c, text)| cell(text, role_taken(roles.roles[c])))
                .collect(),
        });
        let mut all: Vec<LineSeen> = beside.chain([header]).chain(body).collect();
        all.sort_by_key(|line| line.row);
        all
    }
}

impl Taken<'_> {
    /// The lines of a file that is read as it stands.
    fn plain(&mut self, grid: &Grid, skipped: &[Skipped]) {
        let row_of = |line: usize| grid.row_of(line);
        self.lines.extend(skipped.iter().filter_map(|line| Some((row_of(line.row)?, skip_taken(line.why)))));
        self.lines.extend(row_of(self.file.header_row).map(|row| (row, LineTaken::Header)));
        let rows = self.file.lines.iter().filter_map(|line| row_of(*line as usize));
        for row in rows {
            self.lines.entry(row).or_insert(LineTaken::Body);
        }
    }

    /// Lines that are nothing but the figures of a total.
    fn totals(&mut self, grid: &Grid, apart: &[usize]) {
        let unit = self.roles.column(Role::Unit);
        for at in apart {
            let row = match (&self.file.laid, unit) {
                (Some(laid), Some(unit)) => laid.cell(*at, unit).map(|(row, _)| row),
                _ => grid.row_of(self.file.lines[*at] as usize),
            };
            if let Some(line) = row.and_then(|row| self.lines.get_mut(&row)).filter(|line| **line == LineTaken::Body) {
                *line = LineTaken::Total;
            }
        }
    }

    /// What the cells of some rows are, by the columns of the table that they went into.
    fn cells(&mut self, rows: &[usize]) {
        let Some(laid) = &self.file.laid else { return };
        let shown = |row: &usize| rows.binary_search(row).is_ok();
        for (column, spots) in laid.spots.iter().enumerate() {
            let Some(taken) = role_taken(self.roles.roles[column]) else { continue };
            for (row, at) in spots.iter().flatten().filter(|(row, _)| shown(row)) {
                self.cells.insert((*row, *at), taken);
            }
        }
        for (first, last, column, taken) in &laid.labels {
            for row in rows.iter().filter(|row| (first..=last).contains(row)) {
                self.cells.insert((*row, *column), *taken);
            }
        }
    }

    fn line(&self, grid: &Grid, row: usize) -> LineSeen {
        let taken = self.lines.get(&row).copied().unwrap_or(LineTaken::Empty);
        let last = (0..grid.width.min(WIDE)).rev().find(|column| !grid.cell(row, *column).is_empty());
        let cell = |column: usize| {
            let text = grid.written(row, column);
            CellSeen { text: text.to_owned(), taken: self.cell(taken, row, column, text.trim()) }
        };
        LineSeen {
            row: grid.line(row),
            taken,
            cells: last.map_or_else(Vec::new, |last| (0..=last).map(cell).collect()),
        }
    }

    fn cell(&self, line: LineTaken, row: usize, column: usize, text: &str) -> Option<CellTaken> {
        let laid = self.file.laid.is_some();
        match line {
            _ if text.is_empty() => None,
            LineTaken::Header => head_taken(text, laid || self.roles.roles.get(column) == Some(&Role::Figure)),
            LineTaken::Body | LineTaken::Total if laid => self.cells.get(&(row, column)).copied(),
            LineTaken::Body | LineTaken::Total => role_taken(*self.roles.roles.get(column)?),
            _ => None,
        }
    }
}

fn line_taken(line: Line) -> LineTaken {
    match line {
        Line::Empty => LineTaken::Empty,
        Line::Title => LineTaken::Title,
        Line::Measure => LineTaken::Measure,
        Line::Header | Line::Section => LineTaken::Header,
        Line::Body => LineTaken::Body,
        Line::Note => LineTaken::Note,
        Line::Numbering | Line::LeftOut => LineTaken::LeftOut,
    }
}

fn skip_taken(why: SkipReason) -> LineTaken {
    match why {
        SkipReason::Title => LineTaken::Title,
        SkipReason::Comment | SkipReason::Footnote => LineTaken::Note,
        SkipReason::Plan => LineTaken::LeftOut,
    }
}

fn role_taken(role: Role) -> Option<CellTaken> {
    match role {
        Role::Unit | Role::Code | Role::Parent => Some(CellTaken::Unit),
        Role::Period => Some(CellTaken::Period),
        Role::Figure => Some(CellTaken::Figure),
        Role::Indicator => Some(CellTaken::Indicator),
        Role::Measure => Some(CellTaken::Measure),
        Role::Key | Role::LeftOut => None,
    }
}

/// What a cell of a header says, above figures or above words.
fn head_taken(text: &str, figures: bool) -> Option<CellTaken> {
    match kind(text) {
        Kind::Period => Some(CellTaken::Period),
        Kind::Measure => Some(CellTaken::Measure),
        Kind::Word if looks_like_place(text) => Some(CellTaken::Unit),
        Kind::Word if figures => Some(CellTaken::Indicator),
        _ => None,
    }
}
