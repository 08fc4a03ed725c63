//! A sheet laid out: from its cells to the table that is read, with everything that was found on the way.

use super::areas::area;
use super::find::{find, Line, Lines, Told};
use super::grid::{letters, Grid};
use super::kinds::place_at_start;
use super::parts::{parts, Part};
use super::sides::{How, Sides};
use super::unfold::{unfold, Made, Spot};
use super::Known;
use crate::engine::columns::Cells;
use crate::plan::{Role, SkipReason, Source};
use crate::understood::{CellTaken, Skipped};
use std::ops::RangeInclusive;

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
    /// The columns that the plan names, where the table was found in them.
    pub(crate) area: Option<String>,
}

/// What is to be said of a layout.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// The unit that was taken from a title or from the sheet's name, and the title's line.
    pub(crate) unit_from: Option<(String, Option<usize>)>,
    pub(crate) without_unit: bool,
    /// Columns of figures that are of no period: column and head.
    pub(crate) timeless: Vec<(usize, String)>,
    /// The first column of figures that count from the beginning of the year.
    pub(crate) counted: Option<usize>,
    /// Those that are taken to be of the one part of a year that the others are of.
    pub(crate) lent: Vec<(usize, String)>,
    /// Labels that were filled down: row and column.
    pub(crate) filled: Vec<Spot>,
    /// Lines of words that say nothing of those below them, with what they say.
    pub(crate) idle: Vec<(usize, String)>,
    /// Tables beside each other, and the line of the header of the second.
    pub(crate) sides: Option<(Sides, usize)>,
}

/// The rows that a plan names.
fn told(grid: &Grid, source: &Source) -> Told {
    let rows = || 0..grid.len();
    let header =
        source.header.iter().filter_map(|named| rows().find(|row| named.is(grid.line(*row), first_cell(grid, *row))));
    let left_out = rows().filter(|row| source.leaves_out(grid.line(*row), first_cell(grid, *row)));
    let mut told =
        Told { header: header.collect(), left_out: left_out.collect(), area: source.area.as_deref().and_then(area) };
    told.header.sort_unstable();
    told
}

/// Lays out a sheet; nothing where its layout is the plain one and nobody says otherwise.
pub(crate) fn lay_out(grid: &Grid, source: &Source, sheet: Option<&str>, stem: &str) -> Option<Table> {
    let mut told = told(grid, source);
    let mut lines = find(grid, &told);
    let sides = Sides::of(grid, &lines, source.orientation);
    // Of tables that are asked about the first is shown; where the plan names the columns it has answered.
    let sides = sides.filter(|sides| told.area.is_none() || sides.how == How::InParts);
    if let Some(Sides { tables, how: How::Asked { .. }, .. }) = &sides {
        told.area = tables.first().map(|(columns, _)| columns.clone());
        lines = find(grid, &told);
    }
    let known = known(grid, source, &lines, &told, (sheet, stem));
    let mut parts = parts(grid, &lines, source.orientation, sides.as_ref().is_some_and(|s| s.how == How::InParts));
    if source.orientation.is_none() && (known.unit.is_some() || known.unit_beside.is_some()) {
        parts.iter_mut().for_each(Part::take_as_series);
    }
    // Without a header nothing is known of the columns: the plain reading says so.
    let headless = parts.first().is_none_or(Part::is_headless);
    let insisted = source.says_layout() || !source.skip.is_empty() || sides.is_some();
    if headless || (!insisted && parts.len() == 1 && parts[0].is_plain(grid, &lines.lines)) {
        return None;
    }
    let made = unfold(grid, &parts, &known);
    let header_row = parts[0].header_line(grid);
    let mut table = Table::of(grid, made, header_row);
    table.skipped = skipped(grid, &lines.lines, told.area.as_ref());
    table.laid.facts.sides = sides.map(|sides| (grid.line(sides.row), sides)).map(|(line, sides)| (sides, line));
    table.laid.lines = lines.lines;
    table.laid.area = source.area.clone().filter(|written| area(written).is_some());
    Some(table)
}

/// What the plan, the titles and the name of the sheet say of the table.
fn known(grid: &Grid, source: &Source, lines: &Lines, told: &Told, (sheet, stem): (Option<&str>, &str)) -> Known {
    let titles = lines.blocks.iter().take(1).flat_map(|block| &block.titles);
    let first = |row: usize| cells_of(grid, row, told.area.as_ref()).next().unwrap_or("");
    let titled = titles.copied().find_map(|row| Some((place_at_start(first(row))?, Some(row))));
    Known {
        unit: source.unit.clone(),
        unit_beside: titled.or_else(|| Some((place_at_start(sheet?)?, None))),
        name: source.name.clone().unwrap_or_else(|| stem.to_owned()),
    }
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
    fn of(grid: &Grid, made: Made, header_row: usize) -> Table {
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
            counted: made.counted,
            lent: made.lent,
            filled: made.filled,
            idle: made.idle.iter().map(|row| (grid.line(*row), text_of(grid, *row, " ", None))).collect(),
            sides: None,
        };
        Table {
            header_row,
            header: made.header,
            columns,
            lines: made.rows.iter().map(|row| grid.line(row.row) as u32).collect(),
            skipped: Vec::new(),
            laid: Laid { lines: Vec::new(), roles: made.roles, labels: made.held, spots, facts, area: None },
        }
    }
}

/// The lines that are none of the table's.
fn skipped(grid: &Grid, lines: &[Line], area: Option<&RangeInclusive<usize>>) -> Vec<Skipped> {
    let why = |line: &Line| match line {
        Line::Title | Line::Measure | Line::Numbering => Some(SkipReason::Title),
        Line::Note => Some(SkipReason::Footnote),
        Line::LeftOut => Some(SkipReason::Plan),
        Line::Empty | Line::Header | Line::Body | Line::Section => None,
    };
    let of = |(row, line): (usize, &Line)| {
        Some(Skipped { row: grid.line(row), text: text_of(grid, row, "\t", area), why: why(line)? })
    };
    lines.iter().enumerate().filter_map(of).collect()
}

/// The filled cells of a row: those of the table's columns, or all where it has none of these.
fn cells_of<'a>(grid: &'a Grid, row: usize, area: Option<&RangeInclusive<usize>>) -> impl Iterator<Item = &'a str> {
    let within = area.cloned().unwrap_or(0..=usize::MAX);
    let filled = move |at: &usize| !grid.cell(row, *at).is_empty();
    let beside = !(0..grid.cells(row).len()).any(|at| within.contains(&at) && filled(&at));
    let all = (0..grid.cells(row).len()).filter(move |at| beside || within.contains(at)).filter(filled);
    all.map(move |at| grid.cell(row, at))
}

fn text_of(grid: &Grid, row: usize, between: &str, area: Option<&RangeInclusive<usize>>) -> String {
    cells_of(grid, row, area).collect::<Vec<_>>().join(between)
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
