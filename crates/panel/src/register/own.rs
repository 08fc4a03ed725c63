//! An office's own register: a CSV of codes, names, parents and groups, or simply a table with a column of names.

use super::{Division, Register};
use crate::error::{Code, Error, Result};
use crate::panel::Table;
use crate::text::{tidy, Text};
use std::collections::BTreeMap;

const CODES: &str = "code ucode adcode 代码 编码 单位代码 地区代码 行政区划代码 统一社会信用代码";
const NAMES: &str = "name names unit uname company firm school country 名称 单位 单位名称 企业 企业名称 学校 学校名称 高校 园区 园区名称 国家 地区 \
    城市 区县";
const PARENTS: &str = "parent 上级 上级代码 上级单位 所属 所属地区 所在地区 隶属";
const GROUPS: &str = "group 组 分组 组别 类别 类型";
/// So many units a register may have.
const MOST: usize = 1_000_000;

/// The columns of the file, by number.
struct Columns {
    code: Option<usize>,
    name: usize,
    parent: Option<usize>,
    group: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Result<Columns> {
        let is = |words: &str, cell: &str| {
            let cell: String = cell.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
            words.split_ascii_whitespace().any(|word| word == cell)
        };
        let find = |words: &str| header.iter().position(|cell| is(words, cell));
        let (code, parent, group) = (find(CODES), find(PARENTS), find(GROUPS));
        let name = find(NAMES).or(code).ok_or_else(no_names)?;
        Ok(Columns { code: code.filter(|c| *c != name), name, parent, group })
    }
}

impl Register {
    /// Reads an office's own register: text of a CSV with the columns `code`, `name` (further names behind `|`), `parent` (a
    /// code or name of the same file) and `group`, of which only `name` or `code` must be there. Rows that name a unit again
    /// say nothing new: any table with a column of names is a register of them.
    ///
    /// # Errors
    /// `missing_column` where no column names units, `unit_conflict` where one code has two names, `unknown_unit` for a parent
    /// that the file does not have, `cycle` where a unit is part of itself, `too_large`.
    pub fn from_csv(text: &str) -> Result<Register> {
        let table = Table::read(text.as_bytes())?;
        let columns = Columns::of(&table.header)?;
        if let Some(ragged) = table.ragged.into_iter().next() {
            return Err(ragged);
        }
        let mut register = Register::default();
        let mut parents: BTreeMap<u32, (usize, String)> = BTreeMap::new();
        for (row, record) in &table.rows {
            let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).map_or("", str::trim);
            let mut names = cell(Some(columns.name)).split('|').map(|name| tidy(name).into_owned());
            let full = names.next().unwrap_or_default();
            let code = match cell(columns.code) {
                "" => full.clone(),
                code => code.to_owned(),
            };
            if code.is_empty() {
                continue;
            }
            let full = if full.is_empty() { code.clone() } else { full };
            let unit = register.add_own(*row, code, &full, cell(columns.group))?;
            names.filter(|name| !name.is_empty()).for_each(|name| register.name(&name, unit, false));
            match cell(columns.parent) {
                "" => {}
                parent => _ = parents.entry(unit).or_insert((*row, parent.to_owned())),
            }
        }
        register.link(parents)?;
        match register.units.is_empty() {
            true => Err(no_names()),
            false => Ok(register),
        }
    }

    /// The unit of a row, a new one where its code was not met before.
    fn add_own(&mut self, row: usize, code: String, full: &str, group: &str) -> Result<u32> {
        let group = (!group.is_empty()).then(|| group.to_owned());
        if let Some(known) = self.codes.get(&code).copied() {
            let division = &mut self.units[known as usize];
            if division.full != full {
                return Err(two_names(row, &code, &division.full, full));
            }
            division.group = division.group.take().or(group);
            return Ok(known);
        }
        if self.units.len() == MOST {
            return Err(too_large());
        }
        let (name, full) = (Text::same(full), full.to_owned());
        let unit = self.add(Division { code, name, full, level: None, parent: None, group, province: None });
        let full = self.units[unit as usize].full.clone();
        self.name(&full, unit, true);
        Ok(unit)
    }

    /// Puts the units under their parents.
    fn link(&mut self, parents: BTreeMap<u32, (usize, String)>) -> Result<()> {
        for (unit, (row, written)) in &parents {
            let parent = match self.by_code(written).map_or_else(|| self.candidates(written), |unit| vec![unit])[..] {
                [only] => only,
                _ => return Err(no_parent(*row, written)),
            };
            if self.is_within(parent, *unit) {
                return Err(part_of_itself(*row, written));
            }
            self.units[*unit as usize].parent = Some(parent);
        }
        Ok(())
    }
}

fn no_names() -> Error {
    Error::new(
        Code::MissingColumn,
        "row 1",
        Text::new("名录中没有名称列。", "The register has no column of names."),
        Text::new(
            "名录须有“名称”（name）列，可另有代码（code）、上级（parent）、分组（group）各列。",
            "Give it a column \"name\", and \"code\", \"parent\" and \"group\" where there are such.",
        ),
    )
}

fn two_names(row: usize, code: &str, one: &str, other: &str) -> Error {
    Error::new(
        Code::UnitConflict,
        &format!("row {row}"),
        Text::new(
            format!("名录中代码 {code} 有两个名称：“{one}”和“{other}”。"),
            format!("In the register, code {code} has two names: \"{one}\" and \"{other}\"."),
        ),
        Text::new("同一单位的别名请用 | 分隔，写在同一格。", "Write further names of a unit in one cell, parted by |."),
    )
}

fn no_parent(row: usize, written: &str) -> Error {
    Error::new(
        Code::UnknownUnit,
        &format!("row {row}"),
        Text::new(
            format!("上级“{written}”不在名录中，或有多个同名单位。"),
            format!("The parent \"{written}\" is not in the register, or several units have this name."),
        ),
        Text::new("请把上级单位也列入名录，或改写其代码。", "List the parent as a unit too, or write its code."),
    )
}

fn part_of_itself(row: usize, written: &str) -> Error {
    Error::new(
        Code::Cycle,
        &format!("row {row}"),
        Text::new(
            format!("“{written}”直接或间接地以自身为上级。"),
            format!("\"{written}\" is, directly or not, part of itself."),
        ),
        Text::new("请核对上级一列。", "Check the column of parents."),
    )
}

fn too_large() -> Error {
    Error::new(
        Code::TooLarge,
        "",
        Text::new(format!("名录超过{MOST}个单位。"), format!("The register has more than {MOST} units.")),
        Text::new("请拆分名录。", "Split the register."),
    )
}
