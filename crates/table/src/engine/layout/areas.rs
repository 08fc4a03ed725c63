//! The columns of a sheet: how a range of them is written, and where a table begins beside another.

use super::grid::{letters, Grid};
use super::kinds::{is_stub_head, is_whole, kind, Kind};
use crate::engine::headers::{is_code_head, is_counter, is_period_head};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// So many rows tell what a column holds, and so many of them may have its head.
const LOOKED_AT: usize = 200;
const HEADS_WITHIN: usize = 30;

/// The columns that an area names: `A:C`, or `B` alone.
pub(crate) fn area(written: &str) -> Option<RangeInclusive<usize>> {
    let written = written.trim().replace('：', ":");
    let (first, last) = written.split_once(':').unwrap_or((&written, &written));
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first..=last)
}

/// The number of a column by its letters; that of A is 0.
fn number(letters: &str) -> Option<usize> {
    let letters = letters.trim();
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let of = |sum: usize, byte: u8| sum * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1;
    Some(letters.bytes().fold(0, of) - 1)
}

/// How an area is written.
pub(crate) fn written(columns: &RangeInclusive<usize>) -> String {
    format!("{}:{}", letters(*columns.start()), letters(*columns.end()))
}

/// What a column holds, as far as it tells where a table begins.
struct Column<'a> {
    number: usize,
    /// Whether the column before it has no cell.
    parted: bool,
    head: &'a str,
    /// Whether it names rows: words, or periods below the head of periods.
    names: bool,
    figures: bool,
    /// The words in it, its head and totals apart.
    words: BTreeSet<&'a str>,
}

impl<'a> Column<'a> {
    fn of(grid: &'a Grid, number: usize, parted: bool) -> Column<'a> {
        let cells = || (0..grid.len().min(LOOKED_AT)).map(|row| grid.cell(row, number));
        let is_head = |cell: &&str| is_stub_head(cell) || is_period_head(cell);
        let head = cells().take(HEADS_WITHIN).find(is_head);
        let rows = || 0..grid.len().min(LOOKED_AT);
        let count = |wanted: Kind| rows().filter(|row| grid.kind(*row, number) == wanted).count();
        let (words, figures) = (count(Kind::Word), count(Kind::Figure));
        let dated = head.is_some_and(is_period_head) && count(Kind::Period) > 0;
        let head = head.or_else(|| cells().find(|cell| !cell.is_empty())).unwrap_or("");
        let word = |cell: &&str| kind(cell) == Kind::Word && *cell != head && !is_whole(cell);
        Column {
            number,
            parted,
            head,
            names: dated || (words > 1 && words > figures),
            figures: figures > 0 && figures >= words,
            words: cells().filter(word).collect(),
        }
    }

    /// Whether it names the rows of a table of its own, to the right of one whose rows `first` names.
    fn begins_beside(&self, first: &Column<'_>) -> bool {
        let headed = is_stub_head(self.head) || is_period_head(self.head);
        let common = self.words.intersection(&first.words).count();
        let shared = common > 1 && 2 * common >= self.words.len().min(first.words.len());
        self.names && (shared || if self.parted { headed } else { headed && self.head == first.head })
    }

    /// Whether it stands before the names of rows: 序号, 代码.
    fn leads(&self) -> bool {
        is_counter(self.head) || is_code_head(self.head)
    }
}

/// The columns that have cells, parted where another table begins beside one.
pub(super) fn columns_of_sides(grid: &Grid, area: Option<&RangeInclusive<usize>>) -> Vec<Vec<usize>> {
    let filled = filled_columns(grid, area);
    let columns: Vec<Column<'_>> =
        filled.iter().enumerate().map(|(at, c)| Column::of(grid, *c, at > 0 && filled[at - 1] + 1 < *c)).collect();
    let mut sides: Vec<Vec<usize>> = vec![Vec::new()];
    // The column that names the rows of the table that a column may belong to, and whether that has figures.
    let (mut naming, mut figures) = (None::<&Column<'_>>, false);
    for (at, column) in columns.iter().enumerate() {
        let more = || columns[at + 1..].iter().take_while(|next| !next.names).any(|next| next.figures);
        let begins = figures && naming.is_some_and(|first| column.begins_beside(first)) && more();
        let side = sides.last_mut().filter(|_| !begins);
        match side {
            Some(side) => side.push(column.number),
            None => {
                // What counts the rows of the new table stands before their names.
                let before = columns[at - 1].leads() && !column.parted;
                let lead = if before { sides.last_mut().and_then(Vec::pop) } else { None };
                sides.push(lead.into_iter().chain([column.number]).collect());
                figures = false;
            }
        }
        if column.names && (begins || naming.is_none()) {
            naming = Some(column);
        }
        figures |= column.figures && naming.is_some();
    }
    sides.retain(|side| !side.is_empty());
    sides
}

/// The columns that have cells in rows of more than one.
fn filled_columns(grid: &Grid, area: Option<&RangeInclusive<usize>>) -> Vec<usize> {
    let mut used = vec![false; grid.width];
    for row in 0..grid.len() {
        let within = |column: &usize| area.is_none_or(|area| area.contains(column));
        let mut filled = (0..grid.width).filter(within).filter(|c| !grid.cell(row, *c).is_empty());
        if let (Some(first), Some(second)) = (filled.next(), filled.next()) {
            [first, second].into_iter().chain(filled).for_each(|column| used[column] = true);
        }
    }
    (0..grid.width).filter(|column| used[*column]).collect()
}

#[cfg(test)]
mod tests {
    use super::{area, columns_of_sides, written};
    use crate::engine::layout::grid::Grid;

    #[test]
    fn areas_of_columns() {
        for (text, columns) in
            [("A:C", 0..=2), ("e：g", 4..=6), (" AA:AB ", 26..=27), ("B", 1..=1), ("A:XFD", 0..=16_383)]
        {
            assert_eq!(area(text), Some(columns), "{text}");
        }
        for text in ["", ":", "A:", "1:3", "C:A", "A1:C3", "地区", "ABCD:E"] {
            assert_eq!(area(text), None, "{text}");
        }
        assert_eq!(written(&(4..=27)), "E:AB");
    }

    fn sides(lines: &[&str]) -> Vec<Vec<usize>> {
        let mut grid = Grid::default();
        for (row, line) in lines.iter().enumerate() {
            grid.push(row + 1, csv::StringRecord::from(line.split(',').collect::<Vec<_>>()));
        }
        columns_of_sides(&grid, None)
    }

    #[test]
    fn tables_beside_each_other() {
        let two = |lines: &[&str], second: usize| {
            let found = sides(lines);
            assert_eq!((found.len(), found[1][0]), (2, second), "{lines:?} {found:?}");
        };
        two(&["城市,GDP,,城市,GDP", "武汉市,1,,宜昌市,3"], 3);
        two(&["城市,GDP,,城市,人口", "武汉市,1,,武汉市,3"], 3);
        two(&["城市,GDP,,地区,人口", "武汉市,1,,武汉市,3"], 3);
        two(&["城市,GDP,城市,人口", "武汉市,1,武汉市,3"], 2);
        two(&["序号,城市,GDP,序号,城市,GDP", "1,武汉市,9,3,宜昌市,8"], 3);
        two(&["年份,GDP,,年份,GDP", "2001,10,,2003,30", "2002,20,,2004,40"], 3);
        // The names of the second have no known head, but are those of the first.
        two(&["城市,GDP,名,人口", "武汉市,1,武汉市,3", "黄石市,2,黄石市,4"], 2);
        for one in [
            vec!["城市,GDP,,人口", "武汉市,1,,3", "黄石市,2,,4"],
            vec!["指标,2021年,2022年,指标", "GDP,1,2,GDP", "人口,3,4,Population"],
            vec!["省份,城市,GDP", "湖北省,武汉市,1", "湖北省,黄石市,2"],
            vec!["地区,GDP,单位,人口,单位", "武汉市,1,亿元,3,万人", "黄石市,2,亿元,4,万人"],
            vec!["城市,GDP,主要企业,营业收入", "武汉市,1,甲公司,3", "黄石市,2,乙公司,4"],
            vec!["城市,GDP,,备注", "武汉市,1,,初步数", "黄石市,2,,快报数"],
        ] {
            assert_eq!(sides(&one).len(), 1, "{one:?}");
        }
    }
}
