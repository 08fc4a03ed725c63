//! Which of the two forms a workbook has, and both against each other where it has both.

pub(super) mod database;
pub(super) mod form;
pub(super) mod package;
pub(super) mod sheet;
pub(super) mod xml;

use super::tool::{Group, Indicator, Tool, Unit};
use crate::places::row;
use crate::tool;
use innodex_panel::coinr;
use innodex_panel::coinr::cell::{csv, label, number};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
use package::{Package, MOST_CELLS};
use sheet::{is_missing, Cell, Sheet};

/// How far figures may lie apart that are the same: some spreadsheets save fifteen digits.
const SAME: f64 = 1e-12;

/// COINr's iData and iMeta of a workbook, both CSV: of its sheets Database and Framework as the COIN Tool has them (see
/// [`workbook`](super)), with its codes; or of its sheets iData and iMeta. Where it has all four they must say the same.
///
/// # Errors
/// With sheet and cell (`Database!F18`): `not_a_number` for cells that are neither figures nor missing, formulas that failed
/// or were never computed; `bad_parameter`, `bad_weight`, `bad_direction`, `duplicate_id`, `unknown_node`, `empty_group`,
/// `no_rows`, `missing_column` for what is wrong with the index; `ragged_row` for a cell beside iData or iMeta, in a column
/// without a name; those of [`coinr::read`]; `unknown_form` for what is no such workbook or is damaged (also where a part or
/// a cell is there twice); and `too_large` beyond 100 MB; unpacked beyond 200 times the file (16 MB in any case) or 256 MB;
/// beyond two million cells of a sheet, empty ones of iData and iMeta included; beyond as many that are not empty as the
/// file has bytes (200,000 in any case); beyond 64 MB of its texts or 32,767 characters of
/// one.
///
/// ```no_run
/// let (data, meta) = innodex_workbook::read(&std::fs::read("COIN_Tool.xlsm")?)?;
/// let tables = innodex::coinr::read(data.as_bytes(), meta.as_bytes())?;
/// println!("{} indicators", tables.elements.iter().filter(|e| e.level == 1).count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<(String, String)> {
    let mut package = Package::open(bytes)?;
    let names: Vec<String> = package.sheets().map(str::to_owned).collect();
    let mut both = |one: &str, two: &str| -> Result<Option<(Sheet, Sheet)>> {
        let named = |wanted: &str| names.iter().find(|name| name.eq_ignore_ascii_case(wanted));
        let (Some(one), Some(two)) = (named(one), named(two)) else { return Ok(None) };
        let one = Sheet::read(&mut package, one)?;
        Ok(Some((one, Sheet::read(&mut package, two)?)))
    };
    let tables = both("iData", "iMeta")?;
    let tool = both("Database", "Framework")?;
    match (tables, tool) {
        (None, Some((data, framework))) => Ok(database::read(&data, &framework)?.tables()),
        (Some((data, meta)), tool) => {
            let (data, meta) = (as_csv(&data)?, as_csv(&meta)?);
            let read = coinr::read(data.as_bytes(), meta.as_bytes())?;
            if let Some((sheet, framework)) = tool {
                let theirs = database::read(&sheet, &framework)?;
                let ours = Tool::of_tables(&read, data.as_bytes(), meta.as_bytes())?;
                if let Some(what) = difference(&theirs, &ours) {
                    return Err(differ(&what));
                }
            }
            Ok((data, meta))
        }
        (None, None) => Err(Error::new(
            Code::UnknownForm,
            "",
            Text::new(
                format!("没有 Database 和 Framework 工作表，也没有 iData 和 iMeta。现有：{}。", names.join("、")),
                format!(
                    "There are no sheets Database and Framework, nor iData and iMeta. There are: {}.",
                    names.join(", ")
                ),
            ),
            Text::new(
                "请选择 COIN Tool 的工作簿，或 COINr 的表。",
                "Choose a workbook of the COIN Tool, or COINr's tables.",
            ),
        )),
    }
}

/// A sheet of which the first row is a header: as many columns as that has, rows to the last one that has anything.
fn as_csv(sheet: &Sheet) -> Result<String> {
    let said = |(at, cell): (&(u32, u32), &Cell)| match cell {
        Cell::Text(text) if text.trim().is_empty() => None,
        _ => Some(*at),
    };
    let header = sheet.cells.range((1, 0)..(2, 0)).filter_map(said).next_back().map_or(0, |(_, column)| column);
    // A note beside the table belongs to no column, and nothing is left out without a word.
    if let Some((row, column)) = sheet.cells.iter().filter_map(said).find(|(_, column)| *column > header) {
        return Err(beside(sheet, row, column));
    }
    let last = sheet.cells.iter().filter_map(said).next_back().map_or(0, |(row, _)| row);
    if u64::from(last) * u64::from(header) > MOST_CELLS as u64 {
        return Err(too_far(sheet, last, header));
    }
    if let Some(column) = (1..=header).find(|column| !sheet.cells.contains_key(&(1, *column))) {
        return Err(unnamed(sheet, column));
    }
    let mut rows = Vec::new();
    for row in 1..=last {
        let empty = sheet.cells.range((row, 0)..(row + 1, 0)).next().is_none();
        let cell = |column: u32| -> Result<String> {
            // A row of nothing stays one, so that the places of errors are those of the sheet.
            let missing = if empty { "" } else { "NA" };
            Ok(match sheet.cells.get(&(row, column)) {
                Some(Cell::Number(value)) => number(*value),
                Some(Cell::Other(word @ ("TRUE" | "FALSE"))) => (*word).to_owned(),
                _ => match sheet.text(row, column)? {
                    Some(text) if !is_missing(&text) => label(&text),
                    _ => missing.to_owned(),
                },
            })
        };
        rows.push((1..=header).map(cell).collect::<Result<Vec<_>>>()?);
    }
    Ok(csv(&rows))
}

#[cold]
fn unnamed(sheet: &Sheet, column: u32) -> Error {
    let message = Text::new("表头有空单元格。", "A header cell is empty.");
    sheet.wrong(Code::UnnamedColumn, 1, column, message, ("请为该列命名或删去该列。", "Name the column, or delete it."))
}

#[cold]
fn beside(sheet: &Sheet, row: u32, column: u32) -> Error {
    sheet.wrong(
        Code::RaggedRow,
        row,
        column,
        Text::new(
            "该单元格所在的列没有列名，不属于本表。",
            "The cell stands in a column without a name, beside the table.",
        ),
        (
            "如为说明文字，请移到其他工作表；如为数据，请在第1行填写列名。",
            "Move a note to another sheet; give a column of figures a name in row 1.",
        ),
    )
}

#[cold]
fn too_far(sheet: &Sheet, rows: u32, columns: u32) -> Error {
    let first = sheet.cells.range((rows, 0)..).next().map_or(1, |((_, column), _)| *column);
    sheet.wrong(
        Code::TooLarge,
        rows,
        first,
        Text::new(
            format!("表格到此共 {rows} 行 × {columns} 列，超过 {MOST_CELLS} 个单元格。"),
            format!("Down to here the table has {rows} rows of {columns} columns, more than {MOST_CELLS} cells."),
        ),
        (
            "如该单元格不属于本表，请删去；否则请拆分。",
            "Delete the cell where it is no part of the table; else split the table.",
        ),
    )
}

/// The first thing that is not the same, by the cell of Database where it has one.
fn difference(theirs: &Tool, ours: &Tool) -> Option<String> {
    let at = |row: usize, column: usize| place("Database", row::CODE + row as u32, 4 + column as u32);
    let apart = |a: f64, b: f64| a.is_nan() != b.is_nan() || (a - b).abs() > SAME * a.abs().max(b.abs());
    for n in 0..theirs.indicators.len().max(ours.indicators.len()) {
        let same = |a: &Indicator, b: &Indicator| {
            let goalposts = (0..2).all(|side| !apart(a.goalposts[side], b.goalposts[side]));
            let words = a.code == b.code && a.name == b.name && a.groups == b.groups;
            words && goalposts && a.direction == b.direction && !apart(a.weight, b.weight)
        };
        if !matches!((theirs.indicators.get(n), ours.indicators.get(n)), (Some(a), Some(b)) if same(a, b)) {
            return Some(at(0, n + 1));
        }
    }
    for n in 0..theirs.units.len().max(ours.units.len()) {
        let (Some(a), Some(b)) = (theirs.units.get(n), ours.units.get(n)) else { return Some(at(n + 1, 0)) };
        let Unit { name, code, figures } = a;
        if *name != b.name || *code != b.code {
            return Some(at(n + 1, 0));
        }
        if let Some(column) = figures.iter().zip(&b.figures).position(|(a, b)| apart(*a, *b)) {
            return Some(at(n + 1, column + 1));
        }
    }
    let same = |a: &Group, b: &Group| a.code == b.code && a.name == b.name && !apart(a.weight, b.weight);
    let groups =
        theirs.groups.len() == ours.groups.len() && theirs.groups.iter().zip(&ours.groups).all(|(a, b)| same(a, b));
    (!groups).then(|| "Framework".to_owned())
}

#[cold]
fn differ(what: &str) -> Error {
    Error::new(
        Code::BadParameter,
        what,
        Text::new(
            "工作表 Database、Framework 与 iData、iMeta 的内容不一致。",
            "The sheets Database and Framework do not say what iData and iMeta say.",
        ),
        Text::new("请删去已过时的两张表。", "Delete the two that are out of date."),
    )
}

impl Tool {
    /// Whether a level is used: its indicators are not all in one group. The index always is.
    pub(super) fn used(&self) -> [bool; 4] {
        let apart = |at: usize| self.indicators.windows(2).any(|two| two[0].groups[at] != two[1].groups[at]);
        [apart(0), apart(1), apart(2), true]
    }
}

/// A cell by its name in spreadsheets: `Database!F18`.
pub(crate) fn place(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}{row}", letters(column))
}

/// The letters of a column, from 1.
pub(crate) fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut left = column;
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters
}
