//! Reading iData and iMeta: everything wrong is found here, with file, row and column.

use super::{Element, Tables};
use crate::error::{Code, Error, Result};
use crate::panel::{number, room, Indicator, Panel, Table, Unit};
use crate::period::Period;
use crate::text::Text;

/// One of the two files, with words for what is wrong in it.
struct Sheet {
    name: &'static str,
    table: Table,
}

impl Sheet {
    fn read(name: &'static str, bytes: &[u8]) -> Result<Sheet> {
        let of = |e: Error| e.within(&format!("{name}: "));
        let mut table = Table::read(bytes).map_err(of)?;
        match table.ragged.is_empty() {
            true => Ok(Sheet { name, table }),
            false => Err(of(table.ragged.remove(0))),
        }
    }

    fn wrong(&self, code: Code, row: usize, column: usize, zh: String, en: String, mend: (&str, &str)) -> Error {
        let place = format!("{}: {}", self.name, self.table.place(row, column));
        Error::new(code, &place, Text::new(zh, en), Text::new(mend.0, mend.1))
    }

    /// The number of a column that there must be.
    fn needed(&self, column: &str) -> Result<usize> {
        self.table.column(column).ok_or_else(|| {
            Error::new(
                Code::MissingColumn,
                self.name,
                Text::new(format!("缺少“{column}”列。"), format!("The column \"{column}\" is missing.")),
                Text::new("请按 COINr 的 iData、iMeta 表补上该列。", "Add it, as COINr's iData and iMeta have it."),
            )
        })
    }

    /// A cell, nothing where it is empty or NA.
    fn cell(&self, row: usize, column: usize) -> Option<&str> {
        Some(self.table.rows[row].1[column].trim()).filter(|cell| !cell.is_empty() && *cell != "NA")
    }

    fn line(&self, row: usize) -> usize {
        self.table.rows[row].0
    }

    /// A figure; NaN where there is none.
    fn figure(&self, row: usize, column: usize) -> Result<f64> {
        let Some(cell) = self.cell(row, column) else { return Ok(f64::NAN) };
        number(cell).map_err(|(code, message, mend)| {
            let place = format!("{}: {}", self.name, self.table.place(self.line(row), column));
            Error::new(code, &place, message, mend)
        })
    }
}

/// What a column of iData is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Figures,
    Group,
    Other,
}

/// Reads both tables.
///
/// # Errors
/// With file, row and column: columns that are missing, cells that are no numbers, units, times or codes that stand twice,
/// columns of iData that iMeta does not name and the other way round, groups that are not there, levels that do not lead
/// up one by one, directions other than 1 and -1, no index or more than one at the top.
pub fn read(data: &[u8], meta: &[u8]) -> Result<Tables> {
    let (data, meta) = (Sheet::read("iData", data)?, Sheet::read("iMeta", meta)?);
    let (elements, columns) = read_meta(&meta)?;
    let (panel, groups) = read_data(&data, &elements, &columns)?;
    Ok(Tables { panel, elements, groups })
}

type Kinds = Vec<(String, Kind)>;

/// The tree, and what every column of iData is.
fn read_meta(meta: &Sheet) -> Result<(Vec<Element>, Kinds)> {
    let of = |column: &str| meta.needed(column);
    let (code, kind, level, parent) = (of("iCode")?, of("Type")?, of("Level")?, of("Parent")?);
    let (weight, direction) = (of("Weight")?, of("Direction")?);
    let optional =
        |row: usize, column: &str| meta.table.column(column).and_then(|c| meta.cell(row, c)).map(str::to_owned);
    let mut elements: Vec<(usize, Element)> = Vec::new();
    let mut columns: Vec<(String, Kind)> = Vec::new();
    for row in 0..meta.table.rows.len() {
        let line = meta.line(row);
        let wrong = |column: usize, zh: &str, en: &str, mend: (&str, &str)| {
            meta.wrong(Code::BadParameter, line, column, zh.to_owned(), en.to_owned(), mend)
        };
        let Some(id) = meta.cell(row, code) else {
            return Err(wrong(code, "iCode 为空。", "iCode is empty.", ("请填写。", "Fill it in.")));
        };
        if columns.iter().any(|(known, _)| known == id) || elements.iter().any(|(_, e)| e.code == id) {
            return Err(meta.wrong(
                Code::DuplicateId,
                line,
                code,
                format!("“{id}”出现了两次。"),
                format!("\"{id}\" stands twice."),
                ("每个 iCode 只能用一次。", "Use every iCode once."),
            ));
        }
        let kind = match meta.cell(row, kind).unwrap_or_default() {
            "Indicator" | "Aggregate" => None,
            "Denominator" => Some(Kind::Figures),
            "Group" => Some(Kind::Group),
            "Other" => Some(Kind::Other),
            _ => {
                return Err(wrong(
                    kind,
                    "Type 须为 Indicator、Aggregate、Denominator、Group 或 Other。",
                    "Type must be Indicator, Aggregate, Denominator, Group or Other.",
                    ("请修改。", "Change it."),
                ));
            }
        };
        if let Some(kind) = kind {
            columns.push((id.to_owned(), kind));
            continue;
        }
        let level = match meta.figure(row, level)? {
            l if (1.0..=100.0).contains(&l) && l % 1.0 == 0.0 => l as u32,
            _ => {
                return Err(wrong(
                    level,
                    "Level 须为从 1 起的整数。",
                    "Level must be a whole number from 1.",
                    ("指标为 1。", "Indicators are 1."),
                ))
            }
        };
        let direction = match meta.figure(row, direction)? {
            // Groups are put together of scores, of which more is better: COINr turns indicators alone.
            d if d == -1.0 && level > 1 => {
                return Err(meta.wrong(
                    Code::BadDirection,
                    line,
                    direction,
                    "分组不能反向，方向须为 1 或留空。".to_owned(),
                    "A group is not turned round: its direction must be 1 or empty.".to_owned(),
                    ("请改为将组内指标的方向取反。", "Turn the directions of its indicators round instead."),
                ));
            }
            d if d == 1.0 || d == -1.0 => d as i8,
            // Of a group it says nothing.
            d if d.is_nan() && level > 1 => 1,
            _ => {
                return Err(meta.wrong(
                    Code::BadDirection,
                    line,
                    direction,
                    "方向须为 1 或 -1。".to_owned(),
                    "The direction must be 1 or -1.".to_owned(),
                    ("越大越好写 1，越小越好写 -1。", "1 where more is better, -1 where less is better."),
                ));
            }
        };
        if level == 1 {
            columns.push((id.to_owned(), Kind::Figures));
        }
        let parent = meta.cell(row, parent).map(str::to_owned);
        let given = meta.figure(row, weight)?;
        // The index stands in no group, so its weight says nothing.
        let given = if parent.is_none() && given.is_nan() { 1.0 } else { given };
        if given.is_nan() || given < 0.0 {
            return Err(meta.wrong(
                Code::BadWeight,
                line,
                weight,
                "权重缺失或为负。".to_owned(),
                "The weight is missing or negative.".to_owned(),
                ("请填写不小于零的数。", "Give a number from zero upwards."),
            ));
        }
        let element = Element {
            name: optional(row, "iName").unwrap_or_else(|| id.to_owned()),
            unit: optional(row, "Unit").unwrap_or_default(),
            denominator: optional(row, "Denominator").filter(|_| level == 1),
            code: id.to_owned(),
            level,
            parent,
            weight: given,
            direction,
        };
        elements.push((row, element));
    }
    for (row, element) in &elements {
        let wrong = |column: usize, zh: String, en: String| {
            let mend = (
                "请按层级逐级填写 Parent，最上层只有一个指数。",
                "Parents lead up level by level, to one index at the top.",
            );
            meta.wrong(Code::BadParameter, meta.line(*row), column, zh, en, mend)
        };
        let above = element.parent.as_ref().map(|p| (p, elements.iter().find(|(_, e)| e.code == *p)));
        match above {
            Some((parent, None)) => {
                return Err(wrong(
                    parent_column(meta)?,
                    format!("没有分组“{parent}”。"),
                    format!("There is no group \"{parent}\"."),
                ));
            }
            Some((parent, Some((_, group)))) if group.level != element.level + 1 => {
                return Err(wrong(
                    level,
                    format!("“{}”在第 {} 层，所属的“{parent}”却在第 {} 层。", element.code, element.level, group.level),
                    format!(
                        "\"{}\" is of level {}, its parent \"{parent}\" of level {}.",
                        element.code, element.level, group.level
                    ),
                ));
            }
            Some(_) => {}
            None if elements.iter().filter(|(_, e)| e.parent.is_none()).count() > 1 || element.level == 1 => {
                return Err(wrong(
                    parent_column(meta)?,
                    format!("“{}”没有所属分组，但不是唯一的指数。", element.code),
                    format!("\"{}\" has no parent, but is not the one index.", element.code),
                ));
            }
            None => {}
        }
        if let Some(denominator) = &element.denominator {
            if !columns.iter().any(|(id, kind)| id == denominator && *kind == Kind::Figures) {
                return Err(wrong(
                    meta.needed("Denominator")?,
                    format!("没有分母“{denominator}”。"),
                    format!("There is no denominator \"{denominator}\"."),
                ));
            }
        }
    }
    if elements.is_empty() {
        return Err(Error::new(
            Code::NoRows,
            "iMeta",
            Text::new("没有指标。", "There is no indicator."),
            Text::new("请填写 Type 为 Indicator 的行。", "Add rows of the type Indicator."),
        ));
    }
    Ok((elements.into_iter().map(|(_, e)| e).collect(), columns))
}

fn parent_column(meta: &Sheet) -> Result<usize> {
    meta.needed("Parent")
}

type Groups = Vec<(String, Vec<Option<String>>)>;

/// The figures, and the columns of groups.
fn read_data(data: &Sheet, elements: &[Element], columns: &[(String, Kind)]) -> Result<(Panel, Groups)> {
    let code = data.needed("uCode")?;
    let (name, time) = (data.table.column("uName"), data.table.column("Time"));
    for (at, column) in data.table.header.iter().enumerate() {
        let known = ["uCode", "uName", "Time"].contains(&column.as_str()) || columns.iter().any(|(id, _)| id == column);
        if !known {
            return Err(data.wrong(
                Code::UnknownColumn,
                1,
                at,
                format!("iMeta 中没有“{column}”。"),
                format!("iMeta does not have \"{column}\"."),
                (
                    "请在 iMeta 中加一行（不用的列写 Other），或删去该列。",
                    "Add a row to iMeta (Other, where it is not used), or delete it.",
                ),
            ));
        }
    }
    let period = |row: usize| -> Result<Period> {
        let Some(time) = time else { return Ok(Period::year(0)) };
        let text = data.cell(row, time).unwrap_or_default();
        text.parse().map_err(|e: Error| e.within(&format!("iData: {} ", data.table.place(data.line(row), time))))
    };
    let mut units: Vec<(String, String)> = Vec::new();
    let mut periods: Vec<Period> = Vec::new();
    let mut rows: Vec<(String, Period)> = Vec::new();
    for row in 0..data.table.rows.len() {
        let Some(unit) = data.cell(row, code) else {
            let mend = ("请填写。", "Fill it in.");
            return Err(data.wrong(
                Code::BadParameter,
                data.line(row),
                code,
                "uCode 为空。".into(),
                "uCode is empty.".into(),
                mend,
            ));
        };
        let key = (unit.to_owned(), period(row)?);
        if rows.contains(&key) {
            return Err(data.wrong(
                Code::DuplicateRow,
                data.line(row),
                code,
                format!("“{unit}”出现了两次。"),
                format!("\"{unit}\" stands twice."),
                ("每个单位（每个时期）只能有一行。", "Keep one row a unit (and time)."),
            ));
        }
        if !units.iter().any(|(known, _)| known == unit) {
            let label = name.and_then(|n| data.cell(row, n)).unwrap_or(unit);
            units.push((unit.to_owned(), label.to_owned()));
        }
        if !periods.contains(&key.1) {
            periods.push(key.1);
        }
        rows.push(key);
    }
    units.sort();
    periods.sort();
    let figures: Vec<&String> = columns.iter().filter(|(_, kind)| *kind == Kind::Figures).map(|(id, _)| id).collect();
    let place = |row: usize| {
        let (unit, period) = &rows[row];
        let unit = units.binary_search_by(|(code, _)| code.cmp(unit)).unwrap_or(0);
        (unit, periods.binary_search(period).unwrap_or(0))
    };
    let size = room(units.len(), periods.len(), figures.len()).map_err(|e| e.within("iData"))?;
    let mut values = vec![f64::NAN; size];
    for (at, id) in figures.iter().enumerate() {
        let column = data.needed(id)?;
        for row in 0..rows.len() {
            let (unit, period) = place(row);
            values[(at * periods.len() + period) * units.len() + unit] = data.figure(row, column)?;
        }
    }
    let mut groups: Groups = Vec::new();
    for (id, _) in columns.iter().filter(|(_, kind)| *kind == Kind::Group) {
        let column = data.needed(id)?;
        let mut labels = vec![None; units.len()];
        for row in 0..rows.len() {
            labels[place(row).0] = data.cell(row, column).map(str::to_owned);
        }
        groups.push((id.clone(), labels));
    }
    let indicator = |id: &&String| match elements.iter().find(|e| e.code == **id) {
        Some(e) => Indicator { zh: e.name.clone(), en: e.name.clone(), unit: e.unit.clone(), ..Indicator::unknown(id) },
        None => Indicator::unknown(id),
    };
    let units = units.iter().map(|(code, name)| Unit::named(code, name)).collect();
    Ok((Panel::new(units, periods, figures.iter().map(indicator).collect(), values)?, groups))
}
