//! A workbook of COINr's tables.

mod plain_book;

use super::places::{column, framework, row};
use super::tool::{plain, Tool};
use innodex_panel::coinr;
use innodex_panel::coinr::cell::number as written;
use innodex_panel::error::Result;
use innodex_panel::panel::{number, Table};
use plain_book::{package, Sheet};

/// Columns of the tables that are figures, and those of iData by iMeta; all others are text, codes such as 042 too.
const FIGURES: [&str; 6] = ["Level", "Direction", "Weight", "GPupper", "GPlower", "Target"];

/// COINr's iData and iMeta, both CSV, as a workbook (XLSX): the sheets Database and Framework as the COIN Tool has them (see
/// [`workbook`](super)), and both tables as they are in the sheets iData and iMeta, by which [`read`](super::read) gives
/// the same tables again.
///
/// - Codes: those of the tables where they are of the COIN Tool's kind (`ind.01`, `sp.01`), else its own, in their order.
/// - Figures with a denominator are the ratio in Database.
/// - Levels that the tree does not have get one group each, named after the index, as the COIN Tool's own example has it.
/// - Texts are written as texts, whatever they begin with; numbers to the last bit. The same tables give the same bytes.
///
/// The aggregation of a group, which the sheet Framework has a column for, is not in these tables and left empty.
///
/// # Errors
/// Those of [`coinr::read`]; `bad_parameter` for more than one time, five levels, 48 groups, 99 indicators or 299 units, which
/// the sheets have no room for, and for texts longer than a cell.
pub fn write(data: &[u8], meta: &[u8]) -> Result<Vec<u8>> {
    let tables = coinr::read(data, meta)?;
    let tool = Tool::of_tables(&tables, data, meta)?;
    let figures: Vec<&str> = tables.panel.indicators().iter().map(|i| i.id.as_str()).collect();
    let data_table = filled("iData", &Table::read(data)?, |name| figures.contains(&name) || name == "Time")?;
    let meta_table = filled("iMeta", &Table::read(meta)?, |name| FIGURES.contains(&name))?;
    package(&[database_of(&tool)?, framework_of(&tool)?, data_table, meta_table])
}

impl Sheet {
    /// A number, or the tool's word for none.
    fn figure(&mut self, row: u32, column: u32, value: f64) -> Result<()> {
        match value.is_nan() {
            true => self.text(row, column, "n/a"),
            false => self.number(row, column, value),
        }
    }
}

fn database_of(tool: &Tool) -> Result<Sheet> {
    let mut cells = Sheet::new("Database").widen(column::NAME, 28).freeze(row::CODE, column::FIRST_INDICATOR - 1);
    cells.text(1, 2, "Database")?;
    let labels =
        ["Weight", "Direction", "Lower goalpost", "Upper goalpost", "Index", "Sub-index", "Pillar", "Sub-pillar"];
    for (at, label) in labels.iter().chain(&["Name", "Code"]).enumerate() {
        cells.text(row::WEIGHT + at as u32, column::FIRST_INDICATOR - 1, label)?;
    }
    cells.text(row::CODE, column::NAME, "Unit")?;
    cells.text(row::CODE, column::CODE, "Unit code")?;
    for (at, indicator) in tool.indicators.iter().enumerate() {
        let column = column::FIRST_INDICATOR + at as u32;
        cells.number(row::WEIGHT, column, indicator.weight)?;
        cells.number(row::DIRECTION, column, f64::from(indicator.direction))?;
        cells.figure(row::LOWER, column, indicator.goalposts[0])?;
        cells.figure(row::UPPER, column, indicator.goalposts[1])?;
        for (down, group) in indicator.groups.iter().rev().enumerate() {
            cells.text(row::INDEX + down as u32, column, group)?;
        }
        cells.text(row::NAME, column, &indicator.name)?;
        cells.text(row::CODE, column, &indicator.code)?;
    }
    for (at, unit) in tool.units.iter().enumerate() {
        let row = row::FIRST_UNIT + at as u32;
        cells.text(row, column::NAME, &unit.name)?;
        cells.text(row, column::CODE, &unit.code)?;
        for (at, figure) in unit.figures.iter().enumerate() {
            cells.figure(row, column::FIRST_INDICATOR + at as u32, *figure)?;
        }
    }
    Ok(cells)
}

fn framework_of(tool: &Tool) -> Result<Sheet> {
    let mut cells = Sheet::new("Framework").widen(framework::NAME, 28);
    cells.text(2, 2, "Conceptual framework")?;
    let header = [
        "Item",
        framework::CODE_HEADER,
        "Supra-dimension",
        "Weight",
        "Aggregation",
        "Direction",
        "Name of dimension/indicator",
    ];
    for (at, name) in header.iter().enumerate() {
        cells.text(framework::HEADER, 2 + at as u32, name)?;
    }
    cells.text(framework::HEADER, 10, "Code")?;
    let items = ["Sub-pillars", "Pillars", "Sub-indices", "Index"];
    let first = framework::HEADER + 1;
    let mut before = None;
    for (at, group) in tool.groups.iter().enumerate() {
        let row = first + at as u32;
        if before.replace(group.level) != Some(group.level) {
            cells.text(row, 2, items[group.level])?;
        }
        cells.text(row, framework::CODE, &group.code)?;
        let member = tool.indicators.iter().find(|i| i.groups[group.level] == group.code);
        if let Some(above) = member.and_then(|i| i.groups.get(group.level + 1)) {
            cells.text(row, 4, above)?;
        }
        cells.number(row, framework::WEIGHT, group.weight)?;
        cells.number(row, 7, 1.0)?;
        cells.text(row, framework::NAME, &group.name)?;
        cells.text(row, 10, &group.code)?;
    }
    for row in first + tool.groups.len() as u32..first + framework::ROWS {
        cells.text(row, framework::CODE, "--")?;
    }
    for (at, indicator) in tool.indicators.iter().enumerate() {
        let row = first + framework::ROWS + at as u32;
        if at == 0 {
            cells.text(row, 2, "Indicators")?;
        }
        cells.text(row, framework::CODE, &indicator.code)?;
        cells.text(row, 4, &indicator.groups[0])?;
        cells.number(row, framework::WEIGHT, indicator.weight)?;
        cells.number(row, 7, f64::from(indicator.direction))?;
        cells.text(row, framework::NAME, &indicator.name)?;
        cells.text(row, 10, &indicator.code)?;
    }
    Ok(cells)
}

/// A table as it is: figures as numbers, all else as text, missing as empty cells.
fn filled(name: &'static str, table: &Table, figures: impl Fn(&str) -> bool) -> Result<Sheet> {
    let mut cells = Sheet::new(name).freeze(1, 0);
    for (at, name) in table.header.iter().enumerate() {
        cells.text(1, at as u32 + 1, &plain(name))?;
        for (line, (_, record)) in table.rows.iter().enumerate() {
            let (row, column) = (line as u32 + 2, at as u32 + 1);
            match record[at].trim() {
                "" | "NA" => {}
                text => match number(text).ok().filter(|v| figures(name) && v.is_finite()) {
                    // Times such as 2022Q1 are text, and years numbers.
                    Some(value) if name != "Time" || written(value) == text => cells.number(row, column, value)?,
                    _ => cells.text(row, column, &plain(text))?,
                },
            }
        }
    }
    Ok(cells)
}
