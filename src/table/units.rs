//! Whom each row is about: a unit, a total that is set apart, or a name that is refused.

use super::file::File;
use super::plan::{Role, Source, Territories};
use super::remarks::{fix, Remarks};
use super::roles::Roles;
use super::understood::{Listed, UnitSeen};
use super::words::Words;
use crate::error::{Code, Error};
use crate::json::Json;
use crate::panel::{refused_name, Unit};
use crate::territory::{self, Place, Territory, Unresolved};
use crate::text::Text;
use polars::prelude::{InitHashMaps, PlHashMap};

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

/// What a written name turned out to be.
enum Found {
    Province(&'static Territory),
    Total,
    Refused(Unresolved),
    Nothing,
}

impl Units {
    /// Looks up the units of the kept rows; none where no column names units.
    pub(super) fn of(
        file: &File,
        source: &Source,
        roles: &Roles,
        kept: &[bool],
        remarks: &mut Remarks,
    ) -> Option<Units> {
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
        match territory {
            Territories::China => units.provinces(file, source, column, code, kept, remarks),
            Territories::Free => units.free(file, column, code, kept, remarks),
        }
        Some(units)
    }

    /// Provinces by their names, each different name looked up once.
    fn provinces(
        &mut self,
        file: &File,
        source: &Source,
        column: usize,
        code: Option<usize>,
        kept: &[bool],
        remarks: &mut Remarks,
    ) {
        let (numbers, words) = file.columns[column].as_words();
        let found: Vec<Found> = words.all().iter().map(|word| look_up(word, source)).collect();
        let mut listed = Tally::new(words.len());
        let mut unit_of: PlHashMap<&'static str, u32> = PlHashMap::new();
        for (row, number) in numbers.iter().enumerate().filter(|(row, _)| kept[*row]) {
            listed.count(*number, row);
            self.whom[row] = match &found[*number as usize] {
                Found::Province(territory) => Whom::Unit(*unit_of.entry(territory.code).or_insert_with(|| {
                    self.units.push(Unit::of(territory));
                    self.units.len() as u32 - 1
                })),
                Found::Total => Whom::Total,
                Found::Refused(_) | Found::Nothing => Whom::Refused,
            };
        }
        self.seen = self.units.iter().map(super::reading::seen).collect();
        for (at, word) in words.all().iter().enumerate().filter(|(at, _)| listed.rows[*at] > 0) {
            let (rows, first) = (listed.rows[at], file.lines[listed.first[at]] as usize);
            let place = file.place(listed.first[at], column);
            let line = |meant| Listed { written: word.clone(), meant, rows, first };
            if let Some(meant) = source.accept.get(word) {
                self.accepted.push((word.clone(), meant.clone()));
            }
            match &found[at] {
                Found::Province(territory) => {
                    let seen = &mut self.seen[unit_of[territory.code] as usize];
                    seen.written.push(word.clone());
                    seen.rows += rows;
                }
                Found::Total => self.totals.push(line(vec![total_of(word, source)])),
                Found::Nothing => remarks.error(missing_unit(&place, rows), None),
                Found::Refused(why) => {
                    let meant: Vec<String> = candidates(why).iter().map(|c| (*c).to_owned()).collect();
                    let only = if meant.len() == 1 { Some(meant[0].clone()) } else { None };
                    let accept = |meant| Json::Object(vec![(word.clone(), Json::Text(meant))]);
                    remarks.error(refused_name(&place, word, why), only.and_then(|m| fix("accept", accept(m))));
                    self.refused.push(line(meant));
                }
            }
        }
        if let Some(code) = code {
            self.check_codes(file, code, kept, remarks);
        }
        // Of the accepted, those whose meaning is none itself.
        for (written, meant) in &source.accept.0 {
            if territory::resolve(meant).is_err() && words.find(written).is_some() {
                let error = Error::new(
                    Code::UnknownProvince,
                    &format!(".accept.{written}"),
                    Text::new(
                        format!("“{meant}”也不是省级行政区。"),
                        format!("\"{meant}\" is no provincial unit either."),
                    ),
                    Text::new("请写省级行政区的名称或代码。", "Write the name or code of a provincial unit."),
                );
                remarks.error(error, None);
            }
        }
    }

    /// Codes beside the names must be theirs.
    fn check_codes(&self, file: &File, column: usize, kept: &[bool], remarks: &mut Remarks) {
        let (numbers, words) = file.columns[column].as_words();
        let codes: Vec<Option<&str>> = words
            .all()
            .iter()
            .map(|word| match territory::resolve(word) {
                Ok(Place::Province(territory)) => Some(territory.code),
                _ => None,
            })
            .collect();
        let mut told: Vec<(u32, u32)> = Vec::new();
        for row in (0..kept.len()).filter(|row| kept[*row]) {
            let Whom::Unit(unit) = self.whom[row] else { continue };
            let (number, own) = (numbers[row], &self.units[unit as usize]);
            let written = words.word(number);
            if written.is_empty() || codes[number as usize] == Some(own.code.as_str()) || told.contains(&(number, unit))
            {
                continue;
            }
            told.push((number, unit));
            let error = Error::new(
                Code::CodeMismatch,
                &file.place(row, column),
                Text::new(
                    format!("代码“{written}”不是{}的代码。", own.name.zh),
                    format!("\"{written}\" is not the code of {}.", own.name.en),
                ),
                Text::new(
                    format!("{}的代码是 {}。", own.name.zh, own.code),
                    format!("The code of {} is {}.", own.name.en, own.code),
                ),
            );
            remarks.error(error, None);
        }
    }

    /// Units that are looked up nowhere, by code and name as they are written.
    fn free(&mut self, file: &File, column: usize, code: Option<usize>, kept: &[bool], remarks: &mut Remarks) {
        let (names, words) = file.columns[column].as_words();
        let codes = code.map(|c| file.columns[c].as_words());
        let mut known = Words::new();
        let mut without: Option<(usize, usize)> = None;
        for row in (0..kept.len()).filter(|row| kept[*row]) {
            let name = words.word(names[row]);
            let code = codes.as_ref().map(|(n, w)| w.word(n[row])).filter(|code| !code.is_empty()).unwrap_or(name);
            if code.is_empty() {
                without = Some((without.map_or(row, |(first, _)| first), without.map_or(0, |(_, n)| n) + 1));
                continue;
            }
            let number = known.number(code);
            if number as usize == self.units.len() {
                self.units.push(Unit::named(code, if name.is_empty() { code } else { name }));
                self.seen.push(UnitSeen {
                    written: vec![name.to_owned()],
                    ..super::reading::seen(&self.units[number as usize])
                });
            }
            self.whom[row] = Whom::Unit(number);
            let seen = &mut self.seen[number as usize];
            seen.rows += 1;
            if seen.written.iter().all(|written| written != name) {
                seen.written.push(name.to_owned());
                let error = Error::new(
                    Code::UnitConflict,
                    &file.place(row, column),
                    Text::new(
                        format!("代码 {code} 有两个名称：“{}”和“{name}”。", seen.written[0]),
                        format!("Code {code} has two names: \"{}\" and \"{name}\".", seen.written[0]),
                    ),
                    Text::new("一个单位须用同一代码和名称。", "A unit keeps one code and one name."),
                );
                remarks.error(error, None);
            }
        }
        if let Some((row, rows)) = without {
            remarks.error(missing_unit(&file.place(row, column), rows), None);
        }
    }

    /// Lists what was set apart and what was accepted.
    pub(super) fn remark(&self, remarks: &mut Remarks) {
        for total in &self.totals {
            let (name, rows) = (&total.written, total.rows);
            remarks.warn(
                Code::TotalSetApart,
                &format!("row {}", total.first),
                Text::new(
                    format!("“{name}”是合计，不参加排名，已单独存放（{rows}行）。"),
                    format!("\"{name}\" is a total: it is set apart and not ranked ({rows} rows)."),
                ),
            );
        }
        for (written, meant) in &self.accepted {
            remarks.warn(
                Code::NameAccepted,
                "",
                Text::new(
                    format!("按方案，“{written}”读作“{meant}”。"),
                    format!("As the plan says, \"{written}\" is read as {meant}."),
                ),
            );
        }
    }
}

/// How often each word stands in the kept rows, and where first.
struct Tally {
    rows: Vec<usize>,
    first: Vec<usize>,
}

impl Tally {
    fn new(words: usize) -> Self {
        Tally { rows: vec![0; words], first: vec![0; words] }
    }

    fn count(&mut self, word: u32, row: usize) {
        let word = word as usize;
        if self.rows[word] == 0 {
            self.first[word] = row;
        }
        self.rows[word] += 1;
    }
}

fn look_up(word: &str, source: &Source) -> Found {
    if word.is_empty() {
        return Found::Nothing;
    }
    match territory::resolve(source.accept.get(word).map_or(word, String::as_str)) {
        Ok(Place::Province(territory)) => Found::Province(territory),
        Ok(Place::Total(_)) => Found::Total,
        Err(why) => Found::Refused(why),
    }
}

/// The total that a name means.
fn total_of(word: &str, source: &Source) -> String {
    match territory::resolve(source.accept.get(word).map_or(word, String::as_str)) {
        Ok(Place::Total(total)) => total.zh.to_owned(),
        _ => word.to_owned(),
    }
}

fn candidates(why: &Unresolved) -> &[&'static str] {
    match why {
        Unresolved::Misread { suggestion } => std::slice::from_ref(suggestion),
        Unresolved::Ambiguous { candidates } => candidates,
        Unresolved::Unknown { suggestions } => suggestions,
    }
}

/// Whether every cell is the code of a province.
fn all_codes(file: &File, column: usize) -> bool {
    let (_, words) = file.columns[column].as_words();
    words.all().iter().filter(|w| !w.is_empty()).all(|w| matches!(territory::resolve(w), Ok(Place::Province(_))))
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
