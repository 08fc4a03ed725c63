//! A sheet laid out: from its cells to the table that is read, with everything that was found on the way.

use super::find::{find, Line, Told};
use super::grid::{letters, Grid};
use super::kinds::place_at_start;
use super::unfold::{parts, unfold, Made, Part, Spot};
use super::Known;
use crate::engine::columns::Cells;
use crate::plan::{Role, SkipReason, Source};
use crate::understood::{CellTaken, Skipped};

/// How a file was laid out, and where its cells come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Laid {
    /// What each row of the grid is.
    pub(crate) lines: Vec<Line>,
    /// The roles that the layout gives to columns.
    pub(crate) roles: Vec<Option<Role>>,
    /// What columns of labels hold that are none of the table's: from a row to another, the column, and what it holds.
    pub(crate) labels: Vec<(usize, usize, usize, CellTaken)>,
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

/// The rows that a plan names.
fn told(grid: &Grid, source: &Source) -> Told {
    let rows = || 0..grid.len();
    let header =
        source.header.iter().filter_map(|named| rows().find(|row| named.is(grid.line(*row), first_cell(grid, *row))));
    let left_out = rows().filter(|row| source.leaves_out(grid.line(*row), first_cell(grid, *row)));
    let mut told = Told { header: header.collect(), left_out: left_out.collect() };
    told.header.sort_unstable();
    told
}

/// Lays out a sheet; nothing where its layout is the plain one and nobody says otherwise.
pub(crate) fn lay_out(grid: &Grid, source: &Source, sheet: Option<&str>, stem: &str) -> Option<Table> {
    let told = told(grid, source);
    let lines = find(grid, &told);
    let parts = parts(grid, &lines, source.orientation);
    // Without a header nothing is known of the columns: the plain reading says so.
    let headless = parts.first().is_none_or(Part::is_headless);
    let insisted = source.says_layout() || !source.skip.is_empty();
    if headless || (!insisted && parts.len() == 1 && parts[0].is_plain(grid, &lines.lines)) {
        return None;
    }
    let titles = lines.blocks.iter().take(1).flat_map(|block| &block.titles);
    let titled = titles.copied().find_map(|row| Some((place_at_start(first_cell(grid, row))?, Some(row))));
    let known = Known {
        unit: source.unit.clone(),
        unit_beside: titled.or_else(|| Some((place_at_start(sheet?)?, None))),
        name: source.name.clone().unwrap_or_else(|| stem.to_owned()),
    };
    let made = unfold(grid, &parts, &known);
    let header_row = parts[0].header_line(grid);
    Some(Table::of(grid, lines.lines, made, header_row))
}

/// What the first filled cell of a row says.
pub(crate) fn first_cell(grid: &Grid, row: usize) -> &str {
    grid.cells(row).iter().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("")
}

/// The table that a sheet was laid out to.
pub(crate) struct Table {
    pub(crate) header_row: usize,
    pub(crate) header: Vec<String>,
    pub(crate) columns: Vec<Cells>,
    /// The line of each row.
    pub(crate) lines: Vec<u32>,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) laid: Laid,
}

impl Table {
    fn of(grid: &Grid, lines: Vec<Line>, made: Made, header_row: usize) -> Table {
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
        let facts = Facts {
            unit_from: made.unit_from.map(|(unit, row)| (unit, row.map(|row| grid.line(row)))),
            without_unit: made.without_unit,
            timeless: made.timeless,
            filled: made.filled,
            idle: made.idle.iter().map(|row| (grid.line(*row), text_of(grid, *row, " "))).collect(),
        };
        Table {
            header_row,
            header: made.header,
            columns,
            lines: made.rows.iter().map(|row| grid.line(row.row) as u32).collect(),
            skipped: skipped(grid, &lines),
            laid: Laid { lines, roles: made.roles, labels: made.held, spots, facts },
        }
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
    /// Where a cell of the table stands on the sheet: row of the grid and column.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Option<Spot> {
        *self.spots.get(column)?.get(row)?
    }

    /// Where a cell of the table stands on the sheet: its line and the letters of its column.
    pub(crate) fn spot(&self, grid: &Grid, row: usize, column: usize) -> Option<(usize, String)> {
        let (row, column) = self.cell(row, column)?;
        Some((grid.line(row), letters(column)))
    }
}
