//! Where on a sheet the tables are: their titles, headers, rows and notes. Found by what stands in the lines, or told by the
//! plan.

use super::areas::columns_of_sides;
use super::grid::Grid;
use super::kinds::{is_stub_head, states_measure, Kind};
use crate::engine::headers::is_measure_head;
use crate::engine::written;
use std::ops::{Range, RangeInclusive};

/// What a line is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Empty,
    /// Above a table, or between two: what it is about.
    Title,
    /// States the unit of measure.
    Measure,
    Header,
    /// Counts the columns: 甲 1 2 3.
    Numbering,
    Body,
    /// Names what the rows below it are about.
    Section,
    Note,
    /// The plan leaves it out.
    LeftOut,
}

/// One table of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// The columns of the sheet that it stands in, those without any cell left out.
    pub(crate) columns: Vec<usize>,
    /// The rows above it that belong to it.
    pub(crate) titles: Vec<usize>,
    /// The rows of its header.
    pub(crate) header: Vec<usize>,
    /// The rows of its body, sections among them.
    pub(crate) body: Vec<usize>,
}

/// What the lines of a sheet are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines {
    /// One a row of the grid.
    pub(crate) lines: Vec<Line>,
    pub(crate) blocks: Vec<Block>,
    /// How many of the blocks are below each other in the same columns, from left to right.
    pub(crate) sides: Vec<usize>,
}

/// What a plan says of the lines of a sheet: rows of the grid.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) header: Vec<usize>,
    pub(crate) left_out: Vec<usize>,
    /// The columns that the table stands in.
    pub(crate) area: Option<RangeInclusive<usize>>,
}

/// What stands in a row.
struct Seen {
    /// The first filled column, by its number in the block.
    first: usize,
    filled: usize,
    words: usize,
    periods: usize,
    measures: usize,
    figures: usize,
    marks: usize,
}

/// Looks at the rows of some columns of a grid.
struct Looking<'a> {
    grid: &'a Grid,
    columns: &'a [usize],
    told: &'a Told,
    lines: Vec<Line>,
    seen: Vec<Seen>,
}

/// Finds the tables of a sheet.
pub(crate) fn find(grid: &Grid, told: &Told) -> Lines {
    let mut all = Lines { lines: vec![Line::Empty; grid.len()], ..Lines::default() };
    for columns in columns_of_sides(grid, told.area.as_ref()) {
        let mut looking = Looking::at(grid, &columns, told);
        let blocks = looking.blocks();
        for (known, line) in all.lines.iter_mut().zip(&looking.lines) {
            // Of two tables side by side the rows of one may be beside the notes of the other.
            *known = if rank(*line) > rank(*known) { *line } else { *known };
        }
        all.sides.push(blocks.len());
        all.blocks.extend(blocks);
    }
    if told.area.is_some() {
        all.take_in(grid, told);
    }
    all
}

impl Lines {
    /// Takes in the lines that stand beside the columns of the table, alone in their rows: a title over all tables, a note
    /// below them.
    fn take_in(&mut self, grid: &Grid, told: &Told) {
        let Some(first) = self.blocks.first_mut() else { return };
        let top = first.header.first().or(first.body.first()).copied().unwrap_or(0);
        for row in 0..grid.len() {
            let mut filled = grid.cells(row).iter().map(str::trim).filter(|cell| !cell.is_empty());
            let (Some(cell), None) = (filled.next(), filled.next()) else { continue };
            if self.lines[row] != Line::Empty || told.left_out.contains(&row) {
                continue;
            }
            self.lines[row] = if row < top { line_above(cell) } else { Line::Note };
            if matches!(self.lines[row], Line::Title | Line::Measure) {
                first.titles.push(row);
            }
        }
        first.titles.sort_unstable();
    }
}

/// What a line above a table is that says but one thing.
fn line_above(cell: &str) -> Line {
    match cell {
        _ if written::is_footnote(cell) => Line::Note,
        _ if states_measure(cell) => Line::Measure,
        _ => Line::Title,
    }
}

fn rank(line: Line) -> usize {
    use Line::{Body, Empty, Header, LeftOut, Measure, Note, Numbering, Section, Title};
    [Empty, Note, Title, Measure, Section, Numbering, Body, Header, LeftOut]
        .iter()
        .position(|l| *l == line)
        .unwrap_or(0)
}

impl<'a> Looking<'a> {
    fn at(grid: &'a Grid, columns: &'a [usize], told: &'a Told) -> Self {
        let seen = (0..grid.len()).map(|row| seen(grid, row, columns)).collect();
        Looking { grid, columns, told, lines: vec![Line::Empty; grid.len()], seen }
    }

    fn cell(&self, row: usize, at: usize) -> &str {
        self.grid.cell(row, self.columns[at])
    }

    /// The one cell of a row that has no other.
    fn alone(&self, row: usize) -> Option<&str> {
        (self.seen[row].filled == 1).then(|| self.cell(row, self.seen[row].first))
    }

    /// Whether a row could be one of a header: names, periods or units of measure, no figures.
    fn is_names(&self, row: usize) -> bool {
        let seen = &self.seen[row];
        let stating = (0..self.columns.len()).any(|at| states_measure(self.cell(row, at)));
        // 制表单位：…, 日期：… beside each other are no names of columns.
        let told = 2 * seen.filled <= self.columns.len() && (0..self.columns.len()).any(|at| tells(self.cell(row, at)));
        seen.filled > 1 && seen.figures == 0 && seen.marks == 0 && !stating && !told
    }

    /// Whether a row of names with years in it is a header, and not a row of figures that look like years.
    fn is_dated(&self, row: usize) -> bool {
        let named = |row: usize| self.is_names(row) && self.seen[row].periods == 0;
        let first = self.cell(row, 0);
        let written = (0..self.columns.len()).any(|at| self.cell(row, at).contains('年'));
        let below_names = row > 0 && named(row - 1) && self.seen[row - 1].filled == self.columns.len();
        first.is_empty() || written || is_stub_head(first) || is_measure_head(first) || !below_names
    }

    fn is_header(&self, row: usize) -> bool {
        self.is_names(row)
            && (self.seen[row].periods == 0
                || (self.seen[row].periods > 1 && self.is_dated(row))
                || self.is_dated_head(row))
    }

    /// A single period beside names, written as one: 指标, 2022年.
    fn is_dated_head(&self, row: usize) -> bool {
        let written =
            |at: usize| self.grid.kind(row, self.columns[at]) == Kind::Period && self.cell(row, at).contains('年');
        (0..self.columns.len()).any(written) || is_stub_head(self.cell(row, 0))
    }

    /// Whether a row has figures.
    fn is_body(&self, row: usize) -> bool {
        let seen = &self.seen[row];
        let figures = seen.figures > 0 || (seen.periods > 0 && !self.is_header(row));
        seen.filled > 1 && (figures || (seen.marks > 0 && seen.words > 0)) && !self.is_numbering(row)
    }

    /// A row that counts the columns: 甲, 乙, 1, 2, 3.
    fn is_numbering(&self, row: usize) -> bool {
        let cells: Vec<&str> = (0..self.columns.len()).map(|at| self.cell(row, at)).filter(|c| !c.is_empty()).collect();
        let stems = cells.iter().take_while(|cell| "甲乙丙丁".contains(**cell)).count();
        let counts = cells[stems..].iter().enumerate().all(|(at, cell)| *cell == (at + 1).to_string());
        counts && cells.len() - stems > 1 && (stems > 0 || self.cell(row, 0).is_empty())
    }

    /// The tables, one below the other.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut from = 0;
        while let Some(first) = (from..self.seen.len()).find(|row| self.is_first(*row)) {
            let header = self.header_above(from, first);
            let top = header.first().copied().unwrap_or(first);
            let end = self.end_of_body(&header, first);
            let titles = (from..top).filter(|row| self.seen[*row].filled > 0).collect::<Vec<_>>();
            let block = Block {
                columns: self.columns.to_vec(),
                titles: self.mark_titles(titles),
                body: self.mark_body(header.last().map_or(first, |last| last + 1)..end),
                header,
            };
            from = end;
            blocks.push(block);
        }
        for row in from..self.seen.len() {
            if self.seen[row].filled > 0 {
                self.mark(row, Line::Note);
            }
        }
        blocks
    }

    /// Whether the body of a table begins here.
    fn is_first(&self, row: usize) -> bool {
        match self.told.header.last() {
            Some(last) if row <= *last => false,
            _ => !self.told.left_out.contains(&row) && self.is_body(row),
        }
    }

    fn mark(&mut self, row: usize, line: Line) {
        self.lines[row] = if self.told.left_out.contains(&row) { Line::LeftOut } else { line };
    }

    fn mark_titles(&mut self, titles: Vec<usize>) -> Vec<usize> {
        for row in &titles {
            let stating = (0..self.columns.len()).any(|at| states_measure(self.cell(*row, at)));
            let note = self.alone(*row).is_some_and(written::is_footnote);
            let line = match () {
                () if note => Line::Note,
                () if stating => Line::Measure,
                () => Line::Title,
            };
            self.mark(*row, line);
        }
        titles.into_iter().filter(|row| matches!(self.lines[*row], Line::Title | Line::Measure)).collect()
    }

    /// Marks the rows of a body, and gives those that are read.
    fn mark_body(&mut self, rows: Range<usize>) -> Vec<usize> {
        let mut body = Vec::new();
        for row in rows {
            let line = match self.alone(row) {
                _ if self.seen[row].filled == 0 => Line::Empty,
                _ if self.is_numbering(row) => Line::Numbering,
                Some(cell) if written::is_footnote(cell) => Line::Note,
                Some(cell) if states_measure(cell) => Line::Measure,
                // A line below a note goes on with it.
                Some(_) if row > 0 && self.lines[row - 1] == Line::Note => Line::Note,
                Some(_) if self.seen[row].first == 0 => Line::Section,
                _ => Line::Body,
            };
            self.mark(row, line);
            if matches!(self.lines[row], Line::Body | Line::Section) {
                body.push(row);
            }
        }
        body
    }

    /// The rows of the header above the first row of a body.
    fn header_above(&mut self, from: usize, first: usize) -> Vec<usize> {
        let mut header: Vec<usize> = Vec::new();
        if !self.told.header.is_empty() {
            header = self.told.header.iter().copied().filter(|row| (from..first).contains(row)).collect();
        }
        let mut row = first;
        while self.told.header.is_empty() && row > from {
            row -= 1;
            if self.told.left_out.contains(&row) || self.seen[row].filled == 0 || self.is_numbering(row) {
                continue;
            }
            // Between header and body a section may stand; above the header one is a title.
            let section = header.is_empty() && self.is_section(row) && self.has_header(from, row);
            if section {
                continue;
            }
            if !(self.is_header(row) || self.is_level(row, first)) {
                break;
            }
            header.insert(0, row);
        }
        header.iter().for_each(|row| self.mark(*row, Line::Header));
        header
    }

    fn is_section(&self, row: usize) -> bool {
        self.seen[row].filled == 1 && self.seen[row].first == 0
    }

    /// Whether right above a row, sections apart, a header stands.
    fn has_header(&self, from: usize, row: usize) -> bool {
        let above = (from..row).rev().find(|row| self.seen[*row].filled > 1);
        above.is_some_and(|row| self.is_header(row) || self.is_numbering(row))
    }

    /// Whether a row with one cell is a level of a header: over columns of figures, with names below or above it.
    fn is_level(&self, row: usize, first: usize) -> bool {
        let Some(cell) = self.alone(row) else { return false };
        let beside = |other: usize| other < first && self.is_header(other);
        if states_measure(cell) || written::is_footnote(cell) {
            return false;
        }
        match self.seen[row].first {
            0 => is_stub_head(cell) && beside(row + 1),
            // A name right below another goes on with it.
            at if row > 0 && beside(row - 1) && !self.cell(row - 1, at).is_empty() => true,
            at => (beside(row + 1) || (row > 0 && beside(row - 1))) && self.spans(row, at),
        }
    }

    /// Whether a cell that stands alone in its row is over more than its own column, or says what only a header says.
    fn spans(&self, row: usize, at: usize) -> bool {
        let (_, right) = self.grid.reach(row, self.columns[at]);
        right > self.columns[at]
            || at + 1 < self.columns.len()
            || matches!(self.grid.kind(row, self.columns[at]), Kind::Period | Kind::Measure)
    }

    /// The row behind the last of a body: where another header begins, with what stands above it, or only notes follow.
    fn end_of_body(&self, header: &[usize], first: usize) -> usize {
        let mut last = first;
        for row in first..self.seen.len() {
            if row > first && self.begins_another(header, row) {
                break;
            }
            if self.is_body(row) || (self.seen[row].filled > 1 && !self.is_note(row)) {
                last = row;
            }
        }
        last + 1
    }

    fn is_note(&self, row: usize) -> bool {
        (0..self.columns.len()).any(|at| written::is_footnote(self.cell(row, at)))
    }

    /// Whether the header of another table stands in a row.
    fn begins_another(&self, header: &[usize], row: usize) -> bool {
        let repeats = header
            .first()
            .is_some_and(|top| (0..self.columns.len()).all(|at| self.cell(row, at) == self.cell(*top, at)));
        let seen = &self.seen[row];
        let heads = is_stub_head(self.cell(row, 0)) && seen.filled > 1;
        let dated = seen.periods > 1 && self.cell(row, 0).is_empty();
        self.is_header(row) && (repeats || heads || dated)
    }
}

/// Whether a cell tells something of the whole table: 制表单位：统计局.
fn tells(cell: &str) -> bool {
    let told = cell.split_once(['：', ':']);
    told.is_some_and(|(what, said)| what.chars().count() > 1 && !what.ends_with("其中") && !said.trim().is_empty())
}

fn seen(grid: &Grid, row: usize, columns: &[usize]) -> Seen {
    let mut seen = Seen { first: 0, filled: 0, words: 0, periods: 0, measures: 0, figures: 0, marks: 0 };
    for (at, column) in columns.iter().enumerate() {
        let kind = grid.kind(row, *column);
        if kind != Kind::Empty && seen.filled == 0 {
            seen.first = at;
        }
        seen.filled += usize::from(kind != Kind::Empty);
        let count = match kind {
            Kind::Empty => continue,
            Kind::Word => &mut seen.words,
            Kind::Period => &mut seen.periods,
            Kind::Measure => &mut seen.measures,
            Kind::Figure => &mut seen.figures,
            Kind::Mark => &mut seen.marks,
        };
        *count += 1;
    }
    seen
}
