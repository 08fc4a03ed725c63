//! A sheet laid out: from its cells to the table that is read, with everything that was found on the way.

use super::find::{find, Line, Told};
use super::grid::{letters, Grid};
use super::kinds::place_at_start;
use super::unfold::{parts, unfold, Made, Spot};
use super::Known;
use crate::columns::Cells;
use crate::file::File;
use crate::plan::{Role, SkipReason, Source};
use crate::understood::Skipped;
use std::sync::Arc;

/// How a file was laid out, and where its cells come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Laid {
    /// What each row of the grid is.
    pub(crate) lines: Vec<Line>,
    /// The roles that the layout gives to columns.
    pub(crate) roles: Vec<Option<Role>>,
    /// Where each cell of the table stands on the sheet, column by column.
    pub(crate) spots: Vec<Vec<Option<Spot>>>,
    pub(crate) facts: Facts,
}

/// What is to be said of a layout.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// The unit that was taken from a title or from the sheet's name, and the title's line.
    pub(crate) unit_from: Option<(String, Option<usize>)>,
    pub(crate) without_unit: bool,
    /// Columns of figures that are of no period: column and head.
    pub(crate) timeless: Vec<(usize, String)>,
    /// Labels that were filled down: row and column.
    pub(crate) filled: Vec<Spot>,
    /// Lines of words that say nothing of those below them, with what they say.
    pub(crate) idle: Vec<(usize, String)>,
}

impl File {
    /// The file as a plan has it laid out; itself where the plan says nothing of it.
    pub(crate) fn laid_out(&self, source: &Source) -> std::borrow::Cow<'_, File> {
        let Some(grid) = &self.grid else { return std::borrow::Cow::Borrowed(self) };
        let skips = self.laid.is_some() && !source.skip.is_empty();
        if !source.says_layout() && !skips {
            return std::borrow::Cow::Borrowed(self);
        }
        match laid(self, grid, source, true) {
            Some(file) => std::borrow::Cow::Owned(file),
            None => std::borrow::Cow::Borrowed(self),
        }
    }

    /// The file laid out as its cells say, where that is more than one line of names over rows of units.
    pub(crate) fn found(&self, grid: &Arc<Grid>) -> Option<File> {
        laid(self, grid, &Source::default(), false)
    }
}

/// The rows that a plan names.
fn told(grid: &Grid, source: &Source) -> Told {
    let first =
        |row: usize| grid.cells(row).iter().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("").to_owned();
    let rows = || 0..grid.len();
    let header = source.header.iter().filter_map(|named| rows().find(|row| named.is(grid.line(*row), &first(*row))));
    let left_out = rows().filter(|row| source.leaves_out(grid.line(*row), &first(*row)));
    let mut told = Told { header: header.collect(), left_out: left_out.collect() };
    told.header.sort_unstable();
    told
}

/// Lays out a file; nothing where its layout is the plain one and nobody says otherwise.
fn laid(file: &File, grid: &Arc<Grid>, source: &Source, insisted: bool) -> Option<File> {
    let told = told(grid, source);
    let lines = find(grid, &told);
    let parts = parts(grid, &lines, source.orientation);
    // Without a header nothing is known of the columns: the plain reading says so.
    let headless = parts.first().is_none_or(|part| part.is_headless());
    if headless || (!insisted && parts.len() == 1 && parts[0].is_plain(grid, &lines.lines)) {
        return None;
    }
    let titles = || lines.blocks.iter().take(1).flat_map(|block| &block.titles);
    let titled = || {
        titles().find_map(|row| {
            let cell = grid.cells(*row).iter().find(|cell| !cell.trim().is_empty())?;
            Some((place_at_start(cell)?, Some(*row)))
        })
    };
    let sheet = file.sheet.as_deref().and_then(place_at_start).map(|unit| (unit, None));
    let known = Known {
        unit: source.unit.clone(),
        unit_beside: titled().or(sheet),
        name: source.name.clone().unwrap_or_else(|| file.stem().to_owned()),
    };
    let made = unfold(grid, &parts, &known);
    let first = parts.first().map(|part| part.header_line(grid)).unwrap_or_default();
    Some(built(file, grid, lines.lines, made, first))
}

/// The file that a made table is.
fn built(file: &File, grid: &Arc<Grid>, lines: Vec<Line>, made: Made, header_row: usize) -> File {
    let mut columns = vec![Cells::new(); made.header.len()];
    let mut spots: Vec<Vec<Option<Spot>>> = vec![Vec::with_capacity(made.rows.len()); made.header.len()];
    for row in &made.rows {
        for (at, (text, spot)) in row.labels.iter().enumerate() {
            columns[at].push(text);
            spots[at].push(*spot);
        }
        for (at, spot) in row.figures.iter().enumerate() {
            let cell = spot.map_or("", |(row, column)| grid.cell(row, column));
            columns[made.labels + at].push(cell);
            spots[made.labels + at].push(*spot);
        }
    }
    File {
        header_row,
        header: made.header,
        columns,
        lines: made.rows.iter().map(|row| grid.line(row.row) as u32).collect(),
        skipped: skipped(grid, &lines),
        ragged: Vec::new(),
        preview: Vec::new(),
        grid: Some(Arc::clone(grid)),
        laid: Some(Arc::new(Laid {
            lines,
            roles: made.roles,
            spots,
            facts: Facts {
                unit_from: made.unit_from.map(|(unit, row)| (unit, row.map(|row| grid.line(row)))),
                without_unit: made.without_unit,
                timeless: made.timeless,
                filled: made.filled,
                idle: made.idle.iter().map(|row| (grid.line(*row), text_of(grid, *row, " "))).collect(),
            },
        })),
        name: file.name.clone(),
        sheet: file.sheet.clone(),
        ..*file
    }
}

/// The lines that are none of the table's.
fn skipped(grid: &Grid, lines: &[Line]) -> Vec<Skipped> {
    let why = |line: &Line| match line {
        Line::Title | Line::Measure | Line::Numbering => Some(SkipReason::Title),
        Line::Note => Some(SkipReason::Footnote),
        Line::LeftOut => Some(SkipReason::Plan),
        Line::Empty | Line::Header | Line::Body | Line::Section => None,
    };
    let of = |(row, line): (usize, &Line)| {
        Some(Skipped { row: grid.line(row), text: text_of(grid, row, "\t"), why: why(line)? })
    };
    lines.iter().enumerate().filter_map(of).collect()
}

/// The filled cells of a row.
fn text_of(grid: &Grid, row: usize, between: &str) -> String {
    let cells: Vec<&str> = grid.cells(row).iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells.join(between)
}

impl Laid {
    /// Where a cell of the table stands on the sheet: its line and the letters of its column.
    pub(crate) fn spot(&self, grid: &Grid, row: usize, column: usize) -> Option<(usize, String)> {
        let (row, column) = (*self.spots.get(column)?.get(row)?)?;
        Some((grid.line(row), letters(column)))
    }
}
