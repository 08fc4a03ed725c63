//! Whom each row is about: a unit, a total that is set apart, or a name that is refused.

mod free;
mod listed;
mod provinces;
mod refusals;
mod registered;
mod tally;
mod unknown;

use super::file::File;
use super::plan::{Role, Source, Territories};
use super::registers::LookUp;
use super::remarks::Remarks;
use super::roles::Roles;
use super::understood::{Listed, UnitSeen};
use innodex_panel::error::{Code, Error};
use innodex_panel::panel::Unit;
use innodex_panel::territory::{self, Place};
use innodex_panel::text::Text;

/// Whom a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    /// The unit of this number.
    Unit(u32),
    /// A total.
    Total,
    /// Nobody that could be found; the row waits.
    Refused,
}

/// The units of a file.
pub(super) struct Units {
    pub(super) territory: Territories,
    pub(super) units: Vec<Unit>,
    /// One a row of the file.
    pub(super) whom: Vec<Whom>,
    pub(super) seen: Vec<UnitSeen>,
    pub(super) totals: Vec<Listed>,
    pub(super) refused: Vec<Listed>,
    /// Names that the plan accepts: as written, as meant.
    accepted: Vec<(String, String)>,
}

/// The rows of a file that are looked at, and the column that names their units.
#[derive(Clone, Copy)]
struct Input<'a> {
    file: &'a File,
    source: &'a Source,
    column: usize,
    kept: &'a [bool],
}

impl Units {
    /// Looks up the units of the kept rows; none where no column names units.
    pub(super) fn of(
        file: &File,
        look_up: &LookUp<'_>,
        roles: &Roles,
        kept: &[bool],
        remarks: &mut Remarks,
    ) -> Option<Units> {
        if file.laid.as_ref().is_some_and(|laid| laid.facts.without_unit) {
            return None; // said already
        }
        let source = &look_up.source;
        let named = roles.column(Role::Unit);
        let coded = roles.column(Role::Code);
        let Some(column) = named.or(coded) else {
            remarks.warn(
                Code::NoUnits,
                &format!("row {}", file.header_row),
                Text::new(
                    "没有地区或单位列，只能与其他表连接。",
                    "No column names units: the table can only be joined to another.",
                ),
            );
            return None;
        };
        let provinces = roles.provinces || (named.is_none() && all_codes(file, column));
        let territory = source.territory.unwrap_or(if provinces { Territories::China } else { Territories::Free });
        let mut units = Units {
            territory,
            units: Vec::new(),
            whom: vec![Whom::Refused; kept.len()],
            seen: Vec::new(),
            totals: Vec::new(),
            refused: Vec::new(),
            accepted: Vec::new(),
        };
        let code = coded.filter(|c| *c != column);
        let input = Input { file, source, column, kept };
        match (territory, look_up.register) {
            (Territories::China, _) => units.provinces(&input, code, remarks),
            (Territories::Divisions | Territories::Register, Some(register)) => {
                units.registered(&input, register, code, roles, remarks);
            }
            // A register that was not given has been asked for.
            (Territories::Divisions | Territories::Register | Territories::Free, _) => {
                units.free(&input, code, remarks)
            }
        }
        Some(units)
    }
}

/// Whether every cell is the code of a province.
fn all_codes(file: &File, column: usize) -> bool {
    let (_, words) = file.columns[column].as_words();
    words.all().iter().filter(|w| !w.is_empty()).all(|w| matches!(territory::resolve(w), Ok(Place::Province(_))))
}

/// The error for a code that is another unit's.
fn other_code(place: &str, written: &str, own: &Unit) -> Error {
    Error::new(
        Code::CodeMismatch,
        place,
        Text::new(
            format!("代码“{written}”不是{}的代码。", own.name.zh),
            format!("\"{written}\" is not the code of {}.", own.name.en),
        ),
        Text::new(
            format!("{}的代码是 {}。", own.name.zh, own.code),
            format!("The code of {} is {}.", own.name.en, own.code),
        ),
    )
}

fn two_names(place: &str, code: &str, one: &str, other: &str) -> Error {
    Error::new(
        Code::UnitConflict,
        place,
        Text::new(
            format!("代码 {code} 有两个名称：“{one}”和“{other}”。"),
            format!("Code {code} has two names: \"{one}\" and \"{other}\"."),
        ),
        Text::new("一个单位须用同一代码和名称。", "A unit keeps one code and one name."),
    )
}

fn missing_unit(place: &str, rows: usize) -> Error {
    Error::new(
        Code::MissingUnit,
        place,
        Text::new(format!("有{rows}行没有单位名称。"), format!("{rows} rows name no unit.")),
        Text::new(
            "请填写单位（合并的单元格须逐行填写），或删去这些行。",
            "Name the unit in every row (merged cells too), or delete the rows.",
        ),
    )
}

/// The unit of a table that the seen list shows.
fn seen(unit: &Unit) -> UnitSeen {
    UnitSeen { code: unit.code.clone(), name: unit.name.clone(), written: Vec::new(), rows: 0 }
}
