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

    fn wrong(&self, code: Code, row: usize, column: usize, zh: String, en: String, hint: (&str, &str)) -> Error {
        let place = format!("{}: {}", self.name, self.table.place(row, column));
        Error::new(code, &place, Text::new(zh, en), Text::new(hint.0, hint.1))
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
        number(cell).map_err(|(code, message, hint)| {
            let place = format!("{}: {}", self.name, self.table.place(self.line(row), column));
            Error::new(code, &place, message, hint)
        })
    }
}

/// What a column of iData is.
#[derive(Clone, Copy, PartialEq)]
enum ColumnKind {
    Figures,
    Group,
    Other,
}

/// Reads both tables.
///
/// # Errors
/// With file, row and column: columns that are missing, cells that are no numbers, duplicate units, times or codes, columns of
/// iData that iMeta does not name and the other way round, groups that are missing, levels that do not lead up one by one,
/// directions other than 1 and -1, no index or more than one at the top.
pub fn read(data: &[u8], meta: &[u8]) -> Result<Tables> {
    let (data, meta) = (Sheet::read("iData", data)?, Sheet::read("iMeta", meta)?);
    let (elements, columns) = read_meta(&meta)?;
    let (panel, groups) = read_data(&data, &elements, &columns)?;
    Ok(Tables { panel, elements, groups })
}

type Kinds = Vec<(String, ColumnKind)>;

/// The tree, and what every column of iData is.
fn read_meta(meta: &Sheet) -> Result<(Vec<Element>, Kinds)> {
    let mut read = Meta::new(meta)?;
    for row in 0..meta.table.rows.len() {
        read.add(row)?;
    }
    for (row, element) in &read.elements {
        read.check_parent(*row, element)?;
        read.check_denominator(*row, element)?;
    }
    if read.elements.is_empty() {
        return Err(Error::new(
            Code::NoRows,
            "iMeta",
            Text::new("没有指标。", "There is no indicator."),
            Text::new("请填写 Type 为 Indicator 的行。", "Add rows of the type Indicator."),
        ));
    }
    Ok((read.elements.into_iter().map(|(_, e)| e).collect(), read.columns))
}

/// iMeta as far as it has been read.
struct Meta<'a> {
    sheet: &'a Sheet,
    code: usize,
    kind: usize,
    level: usize,
    parent: usize,
    weight: usize,
    direction: usize,
    /// Indicators and groups, each with its row.
    elements: Vec<(usize, Element)>,
    columns: Kinds,
}

impl<'a> Meta<'a> {
    fn new(sheet: &'a Sheet) -> Result<Self> {
        Ok(Meta {
            sheet,
            code: sheet.needed("iCode")?,
            kind: sheet.needed("Type")?,
            level: sheet.needed("Level")?,
            parent: sheet.needed("Parent")?,
            weight: sheet.needed("Weight")?,
            direction: sheet.needed("Direction")?,
            elements: Vec::new(),
            columns: Vec::new(),
        })
    }

    fn wrong(&self, row: usize, column: usize, zh: &str, en: &str, hint: (&str, &str)) -> Error {
        self.error(Code::BadParameter, row, column, zh, en, hint)
    }

    fn error(&self, code: Code, row: usize, column: usize, zh: &str, en: &str, hint: (&str, &str)) -> Error {
        self.sheet.wrong(code, self.sheet.line(row), column, zh.to_owned(), en.to_owned(), hint)
    }

    /// Reads a row: an indicator, a group, or a column beside the tree.
    fn add(&mut self, row: usize) -> Result<()> {
        let id = self.id(row)?.to_owned();
        if let Some(kind) = self.kind_beside_tree(row)? {
            self.columns.push((id, kind));
            return Ok(());
        }
        let level = self.level(row)?;
        let direction = self.direction(row, level)?;
        if level == 1 {
            self.columns.push((id.clone(), ColumnKind::Figures));
        }
        let parent = self.sheet.cell(row, self.parent).map(str::to_owned);
        let weight = self.weight(row, parent.is_none())?;
        let element = Element {
            name: self.optional(row, "iName").unwrap_or_else(|| id.clone()),
            unit: self.optional(row, "Unit").unwrap_or_default(),
            denominator: self.optional(row, "Denominator").filter(|_| level == 1),
            code: id,
            level,
            parent,
            weight,
            direction,
        };
        self.elements.push((row, element));
        Ok(())
    }

    fn optional(&self, row: usize, column: &str) -> Option<String> {
        self.sheet.table.column(column).and_then(|c| self.sheet.cell(row, c)).map(str::to_owned)
    }

    fn id(&self, row: usize) -> Result<&'a str> {
        let Some(id) = self.sheet.cell(row, self.code) else {
            return Err(self.wrong(row, self.code, "iCode 为空。", "iCode is empty.", ("请填写。", "Fill it in.")));
        };
        if self.columns.iter().any(|(known, _)| known == id) || self.elements.iter().any(|(_, e)| e.code == id) {
            let (zh, en) = (format!("“{id}”出现了两次。"), format!("Duplicate id \"{id}\"."));
            let hint = ("每个 iCode 只能用一次。", "Use every iCode once.");
            return Err(self.error(Code::DuplicateId, row, self.code, &zh, &en, hint));
        }
        Ok(id)
    }

    /// What a column is that does not belong to the tree; none of an indicator or a group.
    fn kind_beside_tree(&self, row: usize) -> Result<Option<ColumnKind>> {
        match self.sheet.cell(row, self.kind).unwrap_or_default() {
            "Indicator" | "Aggregate" => Ok(None),
            "Denominator" => Ok(Some(ColumnKind::Figures)),
            "Group" => Ok(Some(ColumnKind::Group)),
            "Other" => Ok(Some(ColumnKind::Other)),
            _ => Err(self.wrong(
                row,
                self.kind,
                "Type 须为 Indicator、Aggregate、Denominator、Group 或 Other。",
                "Type must be Indicator, Aggregate, Denominator, Group or Other.",
                ("请修改。", "Change it."),
            )),
        }
    }

    fn level(&self, row: usize) -> Result<u32> {
        match self.sheet.figure(row, self.level)? {
            l if (1.0..=100.0).contains(&l) && l % 1.0 == 0.0 => Ok(l as u32),
            _ => Err(self.wrong(
                row,
                self.level,
                "Level 须为从 1 起的整数。",
                "Level must be a whole number from 1.",
                ("指标为 1。", "Indicators are 1."),
            )),
        }
    }

    fn direction(&self, row: usize, level: u32) -> Result<i8> {
        match self.sheet.figure(row, self.direction)? {
            // Groups are combined of scores, of which more is better: COINr reverses indicators alone.
            d if d == -1.0 && level > 1 => Err(self.error(
                Code::BadDirection,
                row,
                self.direction,
                "分组不能反向，方向须为 1 或留空。",
                "A group is not turned round: its direction must be 1 or empty.",
                ("请改为将组内指标的方向取反。", "Turn the directions of its indicators round instead."),
            )),
            d if d == 1.0 || d == -1.0 => Ok(d as i8),
            // A group needs no direction.
            d if d.is_nan() && level > 1 => Ok(1),
            _ => Err(self.error(
                Code::BadDirection,
                row,
                self.direction,
                "方向须为 1 或 -1。",
                "The direction must be 1 or -1.",
                ("越大越好写 1，越小越好写 -1。", "1 where more is better, -1 where less is better."),
            )),
        }
    }

    /// The weight; 1 for the index where there is none, as it belongs to no group.
    fn weight(&self, row: usize, is_index: bool) -> Result<f64> {
        let given = self.sheet.figure(row, self.weight)?;
        let given = if is_index && given.is_nan() { 1.0 } else { given };
        if given.is_nan() || given < 0.0 {
            return Err(self.error(
                Code::BadWeight,
                row,
                self.weight,
                "权重缺失或为负。",
                "The weight is missing or negative.",
                ("请填写不小于零的数。", "Give a number from zero upwards."),
            ));
        }
        Ok(given)
    }

    /// Parents lead up level by level, to one index at the top.
    fn check_parent(&self, row: usize, element: &Element) -> Result<()> {
        let wrong = |column: usize, zh: String, en: String| {
            let hint = (
                "请按层级逐级填写 Parent，最上层只有一个指数。",
                "Parents lead up level by level, to one index at the top.",
            );
            Err(self.wrong(row, column, &zh, &en, hint))
        };
        let Some(parent) = &element.parent else {
            let tops = self.elements.iter().filter(|(_, e)| e.parent.is_none()).count();
            if tops > 1 || element.level == 1 {
                return wrong(
                    self.parent,
                    format!("“{}”没有所属分组，但不是唯一的指数。", element.code),
                    format!("\"{}\" has no parent, but is not the one index.", element.code),
                );
            }
            return Ok(());
        };
        let Some((_, group)) = self.elements.iter().find(|(_, e)| e.code == *parent) else {
            return wrong(self.parent, format!("没有分组“{parent}”。"), format!("There is no group \"{parent}\"."));
        };
        if group.level != element.level + 1 {
            let (code, own, above) = (&element.code, element.level, group.level);
            return wrong(
                self.level,
                format!("“{code}”在第 {own} 层，所属的“{parent}”却在第 {above} 层。"),
                format!("\"{code}\" is of level {own}, its parent \"{parent}\" of level {above}."),
            );
        }
        Ok(())
    }

    fn check_denominator(&self, row: usize, element: &Element) -> Result<()> {
        let Some(denominator) = &element.denominator else { return Ok(()) };
        if self.columns.iter().any(|(id, kind)| id == denominator && *kind == ColumnKind::Figures) {
            return Ok(());
        }
        let hint = (
            "请按层级逐级填写 Parent，最上层只有一个指数。",
            "Parents lead up level by level, to one index at the top.",
        );
        let (zh, en) = (format!("没有分母“{denominator}”。"), format!("There is no denominator \"{denominator}\"."));
        Err(self.wrong(row, self.sheet.needed("Denominator")?, &zh, &en, hint))
    }
}

type Groups = Vec<(String, Vec<Option<String>>)>;

/// The figures, and the columns of groups.
fn read_data(data: &Sheet, elements: &[Element], columns: &[(String, ColumnKind)]) -> Result<(Panel, Groups)> {
    let code = data.needed("uCode")?;
    known_columns(data, columns)?;
    let rows = Rows::of(data, code)?;
    let of_kind = |wanted: ColumnKind| columns.iter().filter(move |(_, kind)| *kind == wanted).map(|(id, _)| id);
    let figures: Vec<&String> = of_kind(ColumnKind::Figures).collect();
    let values = rows.values(data, &figures)?;
    let mut groups: Groups = Vec::new();
    for id in of_kind(ColumnKind::Group) {
        let column = data.needed(id)?;
        let mut labels = vec![None; rows.units.len()];
        for row in 0..rows.keys.len() {
            labels[rows.place(row).0] = data.cell(row, column).map(str::to_owned);
        }
        groups.push((id.clone(), labels));
    }
    let indicator = |id: &&String| match elements.iter().find(|e| e.code == **id) {
        Some(e) => Indicator { zh: e.name.clone(), en: e.name.clone(), unit: e.unit.clone(), ..Indicator::unknown(id) },
        None => Indicator::unknown(id),
    };
    let units = rows.units.iter().map(|(code, name)| Unit::named(code, name)).collect();
    Ok((Panel::new(units, rows.periods, figures.iter().map(indicator).collect(), values)?, groups))
}

/// Refuses columns that iMeta does not name.
fn known_columns(data: &Sheet, columns: &[(String, ColumnKind)]) -> Result<()> {
    let is_known = |column: &String| {
        ["uCode", "uName", "Time"].contains(&column.as_str()) || columns.iter().any(|(id, _)| id == column)
    };
    let Some((at, column)) = data.table.header.iter().enumerate().find(|(_, column)| !is_known(column)) else {
        return Ok(());
    };
    Err(data.wrong(
        Code::UnknownColumn,
        1,
        at,
        format!("iMeta 中没有“{column}”。"),
        format!("iMeta does not have \"{column}\"."),
        (
            "请在 iMeta 中加一行（不用的列写 Other），或删去该列。",
            "Add a row to iMeta (Other, where it is not used), or delete it.",
        ),
    ))
}

/// The units and periods of the rows.
struct Rows {
    /// Code and name, by code.
    units: Vec<(String, String)>,
    periods: Vec<Period>,
    /// The unit and the period of every row.
    keys: Vec<(String, Period)>,
}

impl Rows {
    /// Reads the rows; `code` is the column of unit codes.
    fn of(data: &Sheet, code: usize) -> Result<Rows> {
        let (name, time) = (data.table.column("uName"), data.table.column("Time"));
        let mut rows = Rows { units: Vec::new(), periods: Vec::new(), keys: Vec::new() };
        for row in 0..data.table.rows.len() {
            let wrong = |kind: Code, zh: String, en: String, hint: (&str, &str)| {
                Err(data.wrong(kind, data.line(row), code, zh, en, hint))
            };
            let Some(unit) = data.cell(row, code) else {
                let hint = ("请填写。", "Fill it in.");
                return wrong(Code::BadParameter, "uCode 为空。".into(), "uCode is empty.".into(), hint);
            };
            let key = (unit.to_owned(), period(data, row, time)?);
            if rows.keys.contains(&key) {
                let hint = ("每个单位（每个时期）只能有一行。", "Keep one row per unit (and time).");
                let (zh, en) = (format!("“{unit}”出现了两次。"), format!("Duplicate unit \"{unit}\"."));
                return wrong(Code::DuplicateRow, zh, en, hint);
            }
            if !rows.units.iter().any(|(known, _)| known == unit) {
                let label = name.and_then(|n| data.cell(row, n)).unwrap_or(unit);
                rows.units.push((unit.to_owned(), label.to_owned()));
            }
            if !rows.periods.contains(&key.1) {
                rows.periods.push(key.1);
            }
            rows.keys.push(key);
        }
        rows.units.sort();
        rows.periods.sort();
        Ok(rows)
    }

    /// The number of the unit and of the period of a row.
    fn place(&self, row: usize) -> (usize, usize) {
        let (unit, period) = &self.keys[row];
        let unit = self.units.binary_search_by(|(code, _)| code.cmp(unit)).unwrap_or(0);
        (unit, self.periods.binary_search(period).unwrap_or(0))
    }

    /// The figures of columns, in the panel's shape.
    fn values(&self, data: &Sheet, columns: &[&String]) -> Result<Vec<f64>> {
        let (units, periods) = (self.units.len(), self.periods.len());
        let size = room(units, periods, columns.len()).map_err(|e| e.within("iData"))?;
        let mut values = vec![f64::NAN; size];
        for (at, id) in columns.iter().enumerate() {
            let column = data.needed(id)?;
            for row in 0..self.keys.len() {
                let (unit, period) = self.place(row);
                values[(at * periods + period) * units + unit] = data.figure(row, column)?;
            }
        }
        Ok(values)
    }
}

/// The period of a row; the year 0 where there is no column of times.
fn period(data: &Sheet, row: usize, time: Option<usize>) -> Result<Period> {
    let Some(time) = time else { return Ok(Period::year(0)) };
    let text = data.cell(row, time).unwrap_or_default();
    text.parse().map_err(|e: Error| e.within(&format!("iData: {} ", data.table.place(data.line(row), time))))
}
