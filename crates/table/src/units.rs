//! Whom each row is about: a unit, a total that is set apart, or a name that is refused.

use super::file::File;
use super::plan::{Role, Source, Territories};
use super::remarks::Remarks;
use super::roles::Roles;
use super::understood::{Ask, Listed, UnitSeen};
use super::words::Words;
use innodex_panel::error::{Code, Error};
use innodex_panel::json::Json;
use innodex_panel::panel::{refused_name, Unit};
use innodex_panel::territory::{self, Place, Territory, Unresolved};
use innodex_panel::text::{tidy, whole, Text};
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
    /// Whole provinces among other units, and the first row of each.
    provinces: Vec<(String, usize)>,
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
        if file.laid.as_ref().is_some_and(|laid| laid.facts.without_unit) {
            return None; // said already
        }
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
            provinces: Vec::new(),
        };
        let code = coded.filter(|c| *c != column);
        match territory {
            Territories::China => units.provinces(file, source, column, code, kept, remarks),
            Territories::Free => units.free(file, source, column, code, kept, remarks),
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
                    let error = match &meant[..] {
                        [only] => suggested(&place, word, only, why),
                        _ => refused_name(&place, word, why),
                    };
                    let ask = Ask { member: "accept".to_owned(), of: Some(word.clone()), choices: meant.clone() };
                    remarks.ask(error, ask);
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

    /// Units that are looked up nowhere, by code and name as they are written but for white space that means nothing.
    fn free(
        &mut self,
        file: &File,
        source: &Source,
        column: usize,
        code: Option<usize>,
        kept: &[bool],
        remarks: &mut Remarks,
    ) {
        let (names, words) = file.columns[column].as_words();
        let read: Vec<String> = words.all().iter().map(|word| name_of(word, source)).collect();
        let is_total = |word: &String| source.accept.get(word).is_none() && territory::is_total(word);
        let mut total: Vec<bool> = words.all().iter().map(is_total).collect();
        // The total of nothing else is what the table is about.
        let alone = |row: usize| total[names[row] as usize] || words.word(names[row]).is_empty();
        if (0..kept.len()).filter(|row| kept[*row]).all(alone) {
            total.fill(false);
        }
        let codes = code.map(|c| file.columns[c].as_words());
        let mut listed = Tally::new(words.len());
        let mut known = Words::new();
        let mut without: Option<(usize, usize)> = None;
        let mut rewritten: Option<(usize, usize, String)> = None;
        for row in (0..kept.len()).filter(|row| kept[*row]) {
            let (name, written) = (&*read[names[row] as usize], words.word(names[row]));
            let beside = codes.as_ref().map(|(n, w)| w.word(n[row])).filter(|code| !code.is_empty());
            let unit = beside.map_or(name, whole);
            if unit.is_empty() {
                without = Some((without.map_or(row, |(first, _)| first), without.map_or(0, |(_, n)| n) + 1));
                continue;
            }
            listed.count(names[row], row);
            if total[names[row] as usize] {
                self.whom[row] = Whom::Total;
                continue;
            }
            for (c, written, read) in
                [(code.unwrap_or(column), beside.unwrap_or(written), unit), (column, written, name)]
            {
                if rewritten.is_none() && written != read && source.accept.get(written).is_none() {
                    rewritten = Some((row, c, read.to_owned()));
                }
            }
            let number = known.number(unit);
            if number as usize == self.units.len() {
                self.units.push(Unit::named(unit, if name.is_empty() { unit } else { name }));
                self.seen.push(UnitSeen { written: vec![], ..super::reading::seen(&self.units[number as usize]) });
            }
            self.whom[row] = Whom::Unit(number);
            let seen = &mut self.seen[number as usize];
            seen.rows += 1;
            if seen.written.iter().all(|other| other != written) {
                let other = seen.written.first().filter(|first| name_of(first, source) != name).cloned();
                seen.written.push(written.to_owned());
                if let Some(other) = other {
                    remarks.error(two_names(&file.place(row, column), unit, &other, written), None);
                }
            }
        }
        for (at, word) in words.all().iter().enumerate().filter(|(at, _)| listed.rows[*at] > 0) {
            let (row, first) = (listed.first[at], file.lines[listed.first[at]] as usize);
            if total[at] {
                let meant = vec![read[at].clone()];
                self.totals.push(Listed { written: word.clone(), meant, rows: listed.rows[at], first });
            } else if let Some(meant) = source.accept.get(word) {
                self.accepted.push((word.clone(), meant.clone()));
            } else if territory::is_whole_province(word) {
                self.provinces.push((word.clone(), first));
            }
            if is_rounded(word) && code.is_none() {
                remarks.error(rounded(&file.place(row, column), word), None);
            }
        }
        if let Some((n, w)) = &codes {
            let odd = (0..kept.len()).find(|row| kept[*row] && is_rounded(w.word(n[*row])));
            if let (Some(row), Some(c)) = (odd, code) {
                remarks.error(rounded(&file.place(row, c), w.word(n[row])), None);
            }
        }
        if let Some((row, rows)) = without {
            remarks.error(missing_unit(&file.place(row, column), rows), None);
        }
        if let Some((row, c, read)) = rewritten {
            let written = file.columns[c].text(row);
            remarks.warn(
                Code::NameRewritten,
                &file.place(row, c),
                Text::new(
                    format!("“{written}”读作“{read}”，同样写法照此处理。"),
                    format!("\"{written}\" is read as {read}, and so is what is written alike."),
                ),
            );
        }
    }

    /// Lists what was set apart and what was accepted.
    pub(super) fn remark(&self, remarks: &mut Remarks) {
        let free = self.territory == Territories::Free;
        for total in &self.totals {
            let (name, rows, place) = (&total.written, total.rows, format!("row {}", total.first));
            let message = Text::new(
                format!("“{name}”是合计，不参加排名，已单独存放（{rows}行）。"),
                format!("\"{name}\" is a total: it is set apart and not ranked ({rows} rows)."),
            );
            // Only a name says that it is one: who knows better can say so.
            let hint = Text::new(
                format!("无需处理；如确为一个单位，请写 \"accept\": {{\"{name}\": \"{name}\"}}。"),
                format!("Nothing to do; if it is a unit after all, say \"accept\": {{\"{name}\": \"{name}\"}}."),
            );
            match free {
                true => remarks.tell(Error::new(Code::TotalSetApart, &place, message, hint)),
                false => remarks.warn(Code::TotalSetApart, &place, message),
            }
        }
        // Where most are provinces, none is the total of others.
        for (name, row) in self.provinces.iter().filter(|_| 2 * self.provinces.len() < self.units.len()) {
            remarks.tell(Error::new(
                Code::PossibleTotal,
                &format!("row {row}"),
                Text::new(
                    format!("“{name}”是省级行政区，其他各行不是：它可能是其他各行的合计，现作为一个单位。"),
                    format!("\"{name}\" is a province, and the others are not: it may be their total; it is taken as a unit."),
                ),
                Text::new(
                    format!("如是合计，请写 \"skip\": [{row}]（每一行都要写）。"),
                    format!("If it is a total, say \"skip\": [{row}], with every such row."),
                ),
            ));
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

/// The error for a name that only one is near to: also how a plan accepts it.
fn suggested(place: &str, written: &str, meant: &str, why: &Unresolved) -> Error {
    let mut problem = refused_name(place, written, why).problem();
    problem.hint.zh += &format!("或在方案中写明 \"accept\": {{\"{written}\": \"{meant}\"}}。");
    problem.hint.en += &format!(" Or let the plan accept it: \"accept\": {{\"{written}\": \"{meant}\"}}.");
    problem.into()
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

/// What a name of a free unit is read as.
fn name_of(word: &str, source: &Source) -> String {
    tidy(whole(source.accept.get(word).map_or(word, String::as_str))).into_owned()
}

/// Whether a code is a number that a spreadsheet has shortened: 4.201E+11.
fn is_rounded(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    word.split_once(['E', 'e'])
        .is_some_and(|(figure, power)| digits(figure) && power.strip_prefix('+').is_some_and(digits))
}

fn rounded(place: &str, word: &str) -> Error {
    Error::new(
        Code::UnknownUnit,
        place,
        Text::new(
            format!("“{word}”是表格软件缩写的长代码，末几位已失去。"),
            format!("\"{word}\" is a long code that a spreadsheet has shortened: its last digits are lost."),
        ),
        Text::new("请在原表中把该列设为文本，再导出。", "Make the column text where it was made, and export it again."),
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
