//! The sheets Database and Framework, read.

use super::sheet::{is_missing, Cell, Sheet};
use super::tool::{Group, Indicator, Tool, Unit};
use crate::places::{column, framework, row, PREFIXES};
use innodex_panel::coinr::cell::{csv, label, number};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;

/// Both sheets as one.
///
/// # Errors
/// With the cell: see [`read`](super::read).
pub(crate) fn read(database: &Sheet, framework: &Sheet) -> Result<Tool> {
    beyond(database)?;
    let columns = used_columns(database)?;
    let mut indicators = Vec::new();
    for at in &columns {
        let indicator = indicator(database, *at)?;
        if indicators.iter().any(|known: &Indicator| known.code == indicator.code) {
            return Err(twice(database, row::CODE, *at, &indicator.code));
        }
        indicators.push(indicator);
    }
    if indicators.is_empty() {
        return Err(database.wrong(
            Code::NoRows,
            row::CODE,
            column::FIRST_INDICATOR,
            Text::new("没有指标。", "There is no indicator."),
            ("请在第16行填写指标代码。", "Codes of indicators stand in row 16."),
        ));
    }
    let units = units(database, &columns)?;
    let mut tool = Tool { units, indicators, groups: Vec::new() };
    tool.groups = groups(framework)?;
    let used = tool.used();
    lead_up(database, framework, &columns, &tool, used)?;
    Ok(tool)
}

impl Tool {
    /// COINr's iData and iMeta, as its `import_coin_tool` makes them.
    pub(crate) fn tables(&self) -> (String, String) {
        let mut data = vec![vec!["uName".to_owned(), "uCode".to_owned()]];
        data[0].extend(self.indicators.iter().map(|i| label(&i.code)));
        for unit in &self.units {
            let mut cells = vec![label(&unit.name), label(&unit.code)];
            cells.extend(unit.figures.iter().map(|v| number(*v)));
            data.push(cells);
        }
        let header = ["iCode", "iName", "GPupper", "GPlower", "Direction", "Weight", "Parent", "Level", "Type"];
        let mut meta = vec![header.map(str::to_owned).to_vec()];
        let used = self.used();
        let levels: Vec<usize> = (0..4).filter(|at| used[*at]).collect();
        for indicator in &self.indicators {
            let Indicator { code, name, direction, weight, goalposts: [lower, upper], groups } = indicator;
            meta.push(vec![
                label(code),
                label(name),
                number(*upper),
                number(*lower),
                direction.to_string(),
                number(*weight),
                label(&groups[levels[0]]),
                "1".to_owned(),
                "Indicator".to_owned(),
            ]);
        }
        for group in self.groups.iter().filter(|group| used[group.level]) {
            let at = levels.iter().position(|level| *level == group.level).unwrap_or(0);
            let parent = levels.get(at + 1).and_then(|above| {
                let member = self.indicators.iter().find(|i| i.groups[group.level] == group.code)?;
                Some(label(&member.groups[*above]))
            });
            let missing = || "NA".to_owned();
            meta.push(vec![
                label(&group.code),
                label(&group.name),
                missing(),
                missing(),
                "1".to_owned(),
                number(group.weight),
                parent.unwrap_or_else(missing),
                (at + 2).to_string(),
                "Aggregate".to_owned(),
            ]);
        }
        (csv(&data), csv(&meta))
    }
}

/// What the sheet has no place for is not passed over.
fn beyond(sheet: &Sheet) -> Result<()> {
    let outside = |(r, c): &(u32, u32)| {
        let unit = *r > row::LAST_UNIT && *c == column::CODE;
        unit || (*c > column::LAST_INDICATOR && *r == row::CODE)
    };
    match sheet.cells.keys().find(|at| outside(at)) {
        None => Ok(()),
        Some((r, c)) => Err(sheet.wrong(
            Code::BadParameter,
            *r,
            *c,
            Text::new(
                "COIN Tool 工作簿最多容纳 299 个单位、99 个指标。",
                "The COIN Tool's workbook has room for 299 units and 99 indicators.",
            ),
            ("请移出多余的行列，或改用 CSV。", "Move away what is beyond C315 or CY16, or keep the tables as CSV."),
        )),
    }
}

/// Columns with a name, or with a figure.
fn used_columns(sheet: &Sheet) -> Result<Vec<u32>> {
    let mut columns = Vec::new();
    for at in column::FIRST_INDICATOR..=column::LAST_INDICATOR {
        let figures = (row::FIRST_UNIT..=row::LAST_UNIT).any(|r| says(sheet, r, at));
        if figures || sheet.word(row::NAME, at)?.is_some() {
            columns.push(at);
        }
    }
    Ok(columns)
}

/// Whether a cell says more than that there is nothing.
fn says(sheet: &Sheet, row: u32, column: u32) -> bool {
    match sheet.cells.get(&(row, column)) {
        None => false,
        Some(Cell::Text(text)) => !is_missing(text.trim()) && text.trim() != "NA",
        Some(_) => true,
    }
}

fn indicator(sheet: &Sheet, at: u32) -> Result<Indicator> {
    let code = sheet.word(row::CODE, at)?.ok_or_else(|| empty(sheet, row::CODE, at))?;
    let direction = match sheet.figure(row::DIRECTION, at)? {
        d if d == 1.0 || d == -1.0 => d as i8,
        _ => {
            return Err(sheet.wrong(
                Code::BadDirection,
                row::DIRECTION,
                at,
                Text::new("方向须为 1 或 -1。", "The direction must be 1 or -1."),
                ("越大越好写 1，越小越好写 -1。", "1 where more is better, -1 where less is better."),
            ));
        }
    };
    let mut groups = [const { String::new() }; 4];
    for (up, group) in groups.iter_mut().rev().enumerate() {
        *group = sheet.word(row::INDEX + up as u32, at)?.unwrap_or_default();
    }
    Ok(Indicator {
        name: sheet.word(row::NAME, at)?.unwrap_or_else(|| code.clone()),
        code,
        direction,
        weight: weight(sheet, row::WEIGHT, at)?,
        goalposts: [sheet.figure(row::LOWER, at)?, sheet.figure(row::UPPER, at)?],
        groups,
    })
}

fn weight(sheet: &Sheet, row: u32, at: u32) -> Result<f64> {
    let weight = sheet.figure(row, at)?;
    if weight >= 0.0 {
        return Ok(weight);
    }
    Err(sheet.wrong(
        Code::BadWeight,
        row,
        at,
        Text::new("权重缺失或为负。", "The weight is missing or negative."),
        ("请填写不小于零的数。", "Give a number from zero upwards."),
    ))
}

fn units(sheet: &Sheet, columns: &[u32]) -> Result<Vec<Unit>> {
    let mut units: Vec<Unit> = Vec::new();
    for at in row::FIRST_UNIT..=row::LAST_UNIT {
        let (name, code) = (sheet.text(at, column::NAME)?, sheet.text(at, column::CODE)?);
        if name.is_none() && code.is_none() && !columns.iter().any(|c| says(sheet, at, *c)) {
            continue;
        }
        let code = code.ok_or_else(|| empty(sheet, at, column::CODE))?;
        // Namibia's, which in CSV says that there is none.
        if code == "NA" {
            return Err(sheet.wrong(
                Code::BadParameter,
                at,
                column::CODE,
                Text::new("代码 NA 表示缺失。", "The code NA means that there is none."),
                ("请改用别的代码，如 NAM。", "Use another, such as NAM."),
            ));
        }
        if units.iter().any(|unit| unit.code == code) {
            return Err(twice(sheet, at, column::CODE, &code));
        }
        let figures = columns.iter().map(|c| sheet.figure(at, *c)).collect::<Result<_>>()?;
        units.push(Unit { name: name.unwrap_or_else(|| code.clone()), code, figures });
    }
    match units.is_empty() {
        false => Ok(units),
        true => Err(sheet.wrong(
            Code::NoRows,
            row::FIRST_UNIT,
            column::CODE,
            Text::new("没有单位。", "There is no unit."),
            ("请从第17行起填写单位。", "Units stand from row 17 on."),
        )),
    }
}

fn groups(sheet: &Sheet) -> Result<Vec<Group>> {
    let header = |r: u32| sheet.text(r, framework::CODE).map(|t| t.is_some_and(|t| t == framework::CODE_HEADER));
    let mut first = framework::HEADER;
    if !header(first)? {
        first += 1;
        if !header(first)? {
            return Err(sheet.wrong(
                Code::MissingColumn,
                framework::HEADER,
                framework::CODE,
                Text::new("缺少“Dimension/indicator”列。", "The column \"Dimension/indicator\" is missing."),
                ("请按 COIN Tool 的 Framework 表填写。", "Fill in the sheet as the COIN Tool has it."),
            ));
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for at in first + 1..=first + framework::ROWS {
        let Some(code) = sheet.word(at, framework::CODE)? else { continue };
        let Some(level) = PREFIXES.iter().position(|prefix| code.starts_with(prefix)) else { continue };
        if groups.iter().any(|known| known.code == code) {
            return Err(twice(sheet, at, framework::CODE, &code));
        }
        let name = sheet.word(at, framework::NAME)?.unwrap_or_else(|| code.clone());
        // The index stands in no group.
        let weight = match sheet.figure(at, framework::WEIGHT)?.is_nan() && level == 3 {
            true => 1.0,
            false => weight(sheet, at, framework::WEIGHT)?,
        };
        groups.push(Group { code, name, weight, level });
    }
    Ok(groups)
}

/// Checks that every indicator leads up to the one index, over groups that the other sheet has, each in one group; and that
/// no group of a level that is used is without indicators.
fn lead_up(database: &Sheet, framework: &Sheet, columns: &[u32], tool: &Tool, used: [bool; 4]) -> Result<()> {
    let levels: Vec<usize> = (0..4).filter(|level| used[*level]).collect();
    let ways = Ways { database, columns, tool, levels };
    for at in 0..tool.indicators.len() {
        (0..ways.levels.len()).try_for_each(|step| ways.check_step(at, step))?;
        if tool.indicators[at].groups[3] != tool.indicators[0].groups[3] {
            let message = Text::new("有几个指数。", "There are several indices.");
            return Err(ways.wrong(Code::BadParameter, at, 3, message));
        }
    }
    let empty_group =
        |group: &&Group| used[group.level] && !tool.indicators.iter().any(|i| i.groups[group.level] == group.code);
    match tool.groups.iter().find(empty_group) {
        None => Ok(()),
        Some(group) => Err(Error::new(
            Code::EmptyGroup,
            &framework.name,
            Text::new(format!("“{}”没有指标。", group.code), format!("There is no indicator in \"{}\".", group.code)),
            Text::new("不用的行请在 C 列写 --。", "Write -- in column C where a row is not used."),
        )),
    }
}

/// The ways from indicators up to the index.
struct Ways<'a> {
    database: &'a Sheet,
    /// The columns of the indicators.
    columns: &'a [u32],
    tool: &'a Tool,
    /// The levels that are used, from below.
    levels: Vec<usize>,
}

impl Ways<'_> {
    /// Checks a step of an indicator's way: its group is there, and in one group of the level above.
    fn check_step(&self, at: usize, step: usize) -> Result<()> {
        let (indicator, level) = (&self.tool.indicators[at], self.levels[step]);
        let group = &indicator.groups[level];
        if group.is_empty() {
            return Err(empty(self.database, row_of(level), self.columns[at]));
        }
        if !self.tool.groups.iter().any(|known| known.code == *group && known.level == level) {
            let message = Text::new(
                format!("Framework 表中没有“{group}”。"),
                format!("The sheet Framework does not have \"{group}\"."),
            );
            return Err(self.wrong(Code::UnknownNode, at, level, message));
        }
        let Some(above) = self.levels.get(step + 1) else { return Ok(()) };
        let first = self.tool.indicators.iter().find(|other| other.groups[level] == *group);
        let Some(first) = first.filter(|first| first.groups[*above] != indicator.groups[*above]) else { return Ok(()) };
        let (one, two) = (&first.groups[*above], &indicator.groups[*above]);
        let message = Text::new(
            format!("“{group}”既属于“{one}”，又属于“{two}”。"),
            format!("\"{group}\" is in \"{one}\" and in \"{two}\"."),
        );
        Err(self.wrong(Code::BadParameter, at, *above, message))
    }

    fn wrong(&self, code: Code, at: usize, level: usize, message: Text) -> Error {
        let hint = (
            "请核对 Database 第11至14行与 Framework 表。",
            "Compare rows 11 to 14 of Database with the sheet Framework.",
        );
        self.database.wrong(code, row_of(level), self.columns[at], message, hint)
    }
}

/// The row of a level on the sheet Database.
fn row_of(level: usize) -> u32 {
    row::INDEX + 3 - level as u32
}

#[cold]
fn empty(sheet: &Sheet, row: u32, column: u32) -> Error {
    let message = Text::new("单元格为空。", "The cell is empty.");
    sheet.wrong(Code::BadParameter, row, column, message, ("请填写代码。", "Give the code."))
}

#[cold]
fn twice(sheet: &Sheet, row: u32, column: u32, code: &str) -> Error {
    let message = Text::new(format!("“{code}”出现了两次。"), format!("Duplicate code \"{code}\"."));
    sheet.wrong(Code::DuplicateId, row, column, message, ("每个代码只能用一次。", "Use every code once."))
}
