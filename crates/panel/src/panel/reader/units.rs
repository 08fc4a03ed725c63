//! Whom a row is about: a province looked up by its name, or a unit of free text.

use super::table::Table;
use crate::error::{Code, Error, Result};
use crate::level::Level;
use crate::panel::{Parent, Unit};
use crate::territory::{self, Place, Unresolved};
use crate::text::{tidy, whole, Text};

/// How the units of a table are named.
pub(super) struct UnitColumns {
    pub(super) province: Option<usize>,
    pub(super) code: Option<usize>,
    pub(super) unit: Option<usize>,
    /// What a panel of divisions, or of one's own register, knows of its units: see [`BESIDE`].
    pub(super) beside: [Option<usize>; 4],
}

/// The columns of [`UnitColumns::beside`]: level, code and name of the parent, group.
pub(super) const BESIDE: [&str; 4] = ["unit_level", "unit_parent", "unit_parent_name", "unit_group"];

pub(super) enum Named {
    Unit(Unit),
    Total(String),
}

impl UnitColumns {
    pub(super) fn name(&self, table: &Table, row: usize, record: &csv::StringRecord) -> Result<Named> {
        let cell = |column: Option<usize>| column.map(|c| record[c].trim()).filter(|s| !s.is_empty());
        if let Some(column) = self.province {
            let place = table.place(row, column);
            let Some(written) = cell(self.province).or(cell(self.code)) else {
                return Err(missing_unit(place));
            };
            let resolved = match territory::resolve(written) {
                Ok(Place::Province(t)) => t,
                Ok(Place::Total(_)) => return Ok(Named::Total(written.to_owned())),
                Err(unresolved) => return Err(refused(&place, written, &unresolved)),
            };
            if let Some(code) = cell(self.code) {
                let agrees = matches!(territory::resolve(code), Ok(Place::Province(t)) if t.code == resolved.code);
                if !agrees {
                    return Err(Error::new(
                        Code::CodeMismatch,
                        &table.place(row, self.code.unwrap_or(column)),
                        Text::new(
                            format!("代码“{code}”不是{}的代码。", resolved.zh),
                            format!("\"{code}\" is not the code of {}.", resolved.en),
                        ),
                        Text::new(
                            format!("{}的代码是 {}。", resolved.zh, resolved.code),
                            format!("The code of {} is {}.", resolved.en, resolved.code),
                        ),
                    ));
                }
            }
            return Ok(Named::Unit(Unit::of(resolved)));
        }
        match (cell(self.code), cell(self.unit)) {
            (None, None) => Err(missing_unit(format!("row {row}"))),
            (code, unit) => {
                let (code, unit) = (code.map(whole), unit.map(|name| tidy(whole(name))));
                let name = unit.as_deref().or(code).unwrap_or_default();
                let unit = Unit::named(code.unwrap_or(name), name);
                self.placed(unit, table, row, record).map(Named::Unit)
            }
        }
    }

    /// A unit with its level, parent and group.
    fn placed(&self, unit: Unit, table: &Table, row: usize, record: &csv::StringRecord) -> Result<Unit> {
        let [level, parent, name, group] =
            self.beside.map(|column| column.map(|c| record[c].trim()).filter(|cell| !cell.is_empty()));
        let unknown = |column: usize, written: &str| {
            Error::new(
                Code::BadParameter,
                &table.place(row, column),
                Text::new(format!("没有“{written}”这一级别。"), format!("Unknown level \"{written}\".")),
                Text::new(
                    "可选：province（省级）、prefecture（地级）、county（县级）、zone（开发区）。",
                    "Choose one of: province, prefecture, county, zone.",
                ),
            )
        };
        let read =
            |written: &str| Level::from_id(written).ok_or_else(|| unknown(self.beside[0].unwrap_or_default(), written));
        let level = level.map(read).transpose()?;
        let parent = parent.map(|code| {
            let code = whole(code);
            let known = territory::by_code(code).map(|t| Text::new(t.zh, t.en));
            Parent { code: code.to_owned(), name: known.unwrap_or_else(|| Text::same(name.unwrap_or(code))) }
        });
        Ok(Unit { level, parent, group: group.map(str::to_owned), ..unit })
    }
}

/// Sets totals among free units apart. A total of nothing else is what the table is about, and stays.
pub(super) fn set_totals_apart<'a>(named: impl Iterator<Item = &'a mut Named> + 'a) {
    let is_total = |named: &Named| match named {
        Named::Unit(unit) => !unit.provincial && territory::is_total(&unit.name.zh),
        Named::Total(_) => true,
    };
    let mut named: Vec<&mut Named> = named.collect();
    let total: Vec<bool> = named.iter().map(|named| is_total(named)).collect();
    if total.iter().all(|total| *total) {
        return;
    }
    for (named, _) in named.iter_mut().zip(&total).filter(|(_, total)| **total) {
        if let Named::Unit(unit) = &**named {
            **named = Named::Total(unit.name.zh.clone());
        }
    }
}

fn missing_unit(place: String) -> Error {
    Error::new(
        Code::MissingUnit,
        &place,
        Text::new("本行没有单位名称。", "The row names no unit."),
        Text::new("请填写省份或单位，或删去本行。", "Name the unit or delete the row."),
    )
}

/// The error for a name that is no province.
pub fn refused(place: &str, written: &str, unresolved: &Unresolved) -> Error {
    let (code, zh, en, hint) = match unresolved {
        Unresolved::Misread { suggestion } => (
            Code::MisreadProvince,
            format!("“{written}”可能是“{suggestion}”的误写。"),
            format!("\"{written}\" looks like a misreading of {suggestion}."),
            Text::new(
                format!("如确为{suggestion}，请改写为“{suggestion}”。"),
                format!("If it is {suggestion}, write {suggestion}."),
            ),
        ),
        Unresolved::Ambiguous { candidates } => (
            Code::AmbiguousProvince,
            format!("“{written}”可能是{}。", candidates.join("、")),
            format!("\"{written}\" could be {}.", candidates.join(", ")),
            Text::new("请写全称或代码。", "Write the full name or the code."),
        ),
        Unresolved::Unknown { suggestions } => (
            Code::UnknownProvince,
            format!("没有名为“{written}”的省级行政区。"),
            format!("There is no provincial unit \"{written}\"."),
            if suggestions.is_empty() {
                Text::new(
                    "请写省级行政区的名称或两位代码；其他单位请改用 unit 列。",
                    "Write the name or the two-digit code of a provincial unit; for other units use a column named unit.",
                )
            } else {
                Text::new(format!("是否为{}？", suggestions.join("、")), format!("Is it {}?", suggestions.join(", ")))
            },
        ),
    };
    Error::new(code, place, Text::new(zh, en), hint)
}
