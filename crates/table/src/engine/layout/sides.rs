//! Tables beside each other: one table that was printed in parts, or several of which the plan has to say which is meant.

use super::find::{Block, Lines};
use super::grid::Grid;
use super::kinds::is_whole;
use super::parts::{parts, Part};
use crate::plan::Orientation;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Tables that stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sides {
    /// The columns of each, from the first to the last, with the names of its columns.
    pub(crate) tables: Vec<(RangeInclusive<usize>, Vec<String>)>,
    /// The row of the header of the second.
    pub(crate) row: usize,
    pub(crate) how: How,
}

/// How tables beside each other are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// They are one table, printed in parts: below each other.
    InParts,
    /// The plan has to say which is meant; whether it may also be all, a row for each name.
    Asked { together: bool },
}

impl Sides {
    /// How the tables of a sheet stand beside each other; nothing where there is but one in a row.
    pub(crate) fn of(grid: &Grid, lines: &Lines, orientation: Option<Orientation>) -> Option<Sides> {
        if lines.sides.len() < 2 {
            return None;
        }
        let parts = parts(grid, lines, orientation, false);
        let mut from = 0;
        let mut firsts: Vec<&Part<'_>> = Vec::new();
        for blocks in &lines.sides {
            firsts.extend(parts.get(from).filter(|_| *blocks > 0));
            from += blocks;
        }
        let second = firsts.get(1)?;
        let named = |part: &&Part<'_>| {
            let columns = &part.block.columns;
            let heads = columns.iter().map(|column| head(grid, part.block, *column)).filter(|head| !head.is_empty());
            Some((*columns.first()?..=*columns.last()?, heads.collect()))
        };
        Some(Sides {
            tables: firsts.iter().filter_map(named).collect(),
            row: second.block.header.first().or(second.block.body.first()).copied().unwrap_or(0),
            how: how(grid, &firsts),
        })
    }

    /// The columns from the first table to the last.
    pub(crate) fn all(&self) -> RangeInclusive<usize> {
        let ends =
            |end: fn(&RangeInclusive<usize>) -> &usize| self.tables.iter().map(move |(columns, _)| *end(columns));
        ends(RangeInclusive::start).min().unwrap_or(0)..=ends(RangeInclusive::end).max().unwrap_or(0)
    }
}

/// The lowest name above a column.
fn head(grid: &Grid, block: &Block, column: usize) -> String {
    let cells = block.header.iter().rev().map(|row| grid.cell(*row, column));
    cells.into_iter().find(|cell| !cell.is_empty()).unwrap_or("").to_owned()
}

/// Parts of one table have the same header, and rows or titles that tell them apart.
fn how(grid: &Grid, sides: &[&Part<'_>]) -> How {
    let header = |part: &Part<'_>| -> Vec<Vec<String>> {
        let cells = |row: &usize| part.block.columns.iter().map(|c| grid.cell(*row, *c).to_owned()).collect();
        part.block.header.iter().map(cells).collect()
    };
    let rows = |part: &Part<'_>| -> BTreeSet<Vec<String>> {
        let stubs = |row: &usize| part.heads.stubs.iter().map(|s| grid.cell(*row, s.column).to_owned()).collect();
        let all = part.block.body.iter().map(stubs);
        all.filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty() && !is_whole(cell))).collect()
    };
    let pairs = || (1..sides.len()).flat_map(|at| (0..at).map(move |other| (sides[other], sides[at])));
    let alike = pairs().all(|(one, other)| !one.is_headless() && header(one) == header(other));
    let apart = |(one, other): (&Part<'_>, &Part<'_>)| one.about != other.about || rows(one).is_disjoint(&rows(other));
    if alike && pairs().all(apart) {
        return How::InParts;
    }
    let label = |part: &Part<'_>| part.heads.stubs.first().map(|stub| (stub.label, stub.head.clone()));
    let joined = |(one, other): (&Part<'_>, &Part<'_>)| {
        let same = one.heads.figures.iter().any(|head| {
            let of = |other: &super::heads::Head| {
                (&other.period, &other.part, &other.words) == (&head.period, &head.part, &head.words)
            };
            other.heads.figures.iter().any(of)
        });
        label(one) == label(other) && one.rows == other.rows && !same
    };
    How::Asked { together: pairs().all(joined) }
}
