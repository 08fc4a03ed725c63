//! Which of the two forms a workbook has, and both against each other where it has both.

use super::package::{damaged, Package};
use super::sheet::{is_missing, Cell, Sheet};
use super::tool::{Group, Indicator, Tool, Unit};
use super::{database, place};
use crate::coinr;
use crate::coinr::cell::{csv, label, number};
use crate::error::{Code, Error, Result};
use crate::text::Text;
use calamine::{Reader, Xlsx};
use std::io::Cursor;

/// How far figures may lie apart that are the same: some spreadsheets save fifteen digits.
const SAME: f64 = 1e-12;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// COINr's iData and iMeta of a workbook, both CSV: of its sheets Database and Framework as the COIN Tool has them (see
/// [`workbook`](super)), with its codes; or of its sheets iData and iMeta. Where it has all four they must say the same.
///
/// # Errors
/// With sheet and cell (`Database!F18`): `not_a_number` for cells that are neither figures nor missing, formulas that failed
/// or were never computed; `bad_parameter`, `bad_weight`, `bad_direction`, `duplicate_id`, `unknown_node`, `empty_group`,
/// `no_rows`, `missing_column` for what is wrong with the index; those of [`coinr::read`]; `unknown_form` for what is no such
/// workbook, and `too_large` beyond 100 MB, 256 MB unpacked or two million cells of a sheet.
///
/// ```no_run
/// let (data, meta) = innodex::workbook::read(&std::fs::read("COIN_Tool.xlsm")?)?;
/// let tables = innodex::coinr::read(data.as_bytes(), meta.as_bytes())?;
/// println!("{} indicators", tables.elements.iter().filter(|e| e.level == 1).count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<(String, String)> {
    let mut package = Package::open(bytes)?;
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged(""))?;
    let names: Vec<String> = package.sheets().map(str::to_owned).collect();
    let mut both = |one: &str, two: &str| -> Result<Option<(Sheet, Sheet)>> {
        let named = |wanted: &str| names.iter().find(|name| name.eq_ignore_ascii_case(wanted));
        let (Some(one), Some(two)) = (named(one), named(two)) else { return Ok(None) };
        let one = Sheet::read(&mut package, &mut book, one)?;
        Ok(Some((one, Sheet::read(&mut package, &mut book, two)?)))
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

/// A sheet of which the first row is a header.
fn as_csv(sheet: &Sheet) -> Result<String> {
    let last = |keep: &dyn Fn(&(u32, u32)) -> Option<u32>| sheet.cells.keys().filter_map(keep).max().unwrap_or(0);
    let header = last(&|(row, column)| (*row == 1).then_some(*column));
    let mut rows = Vec::new();
    for row in 1..=last(&|(row, _)| Some(*row)) {
        let width = sheet.cells.range((row, 0)..(row + 1, 0)).map(|((_, column), _)| *column).max().unwrap_or(0);
        let cell = |column: u32| -> Result<String> {
            // A row of nothing stays one, so that the places of errors are those of the sheet.
            let missing = if width == 0 || row == 1 { "" } else { "NA" };
            Ok(match sheet.cells.get(&(row, column)) {
                Some(Cell::Number(value)) => number(*value),
                Some(Cell::Other(word @ ("TRUE" | "FALSE"))) => (*word).to_owned(),
                _ => match sheet.text(row, column)? {
                    Some(text) if !is_missing(&text) => label(&text),
                    _ => missing.to_owned(),
                },
            })
        };
        rows.push((1..=header.max(width)).map(cell).collect::<Result<Vec<_>>>()?);
    }
    Ok(csv(&rows))
}

/// The first thing that is not the same, by the cell of Database where it has one.
fn difference(theirs: &Tool, ours: &Tool) -> Option<String> {
    let at = |row: usize, column: usize| place("Database", super::row::CODE + row as u32, 4 + column as u32);
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
