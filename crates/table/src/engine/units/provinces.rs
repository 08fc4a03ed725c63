//! Provinces by their names.

use super::tally::Tally;
use super::unknown::{self, Guess, Likely};
use super::{missing_unit, seen, Input, Units, Whom};
use crate::engine::marks::bare_name;
use crate::engine::remarks::Remarks;
use crate::plan::Source;
use crate::understood::{Ask, Listed};
use innodex_panel::error::{Code, Error};
use innodex_panel::panel::{refused_name, Unit};
use innodex_panel::territory::{self, Place, Territory, Unresolved};
use innodex_panel::text::Text;
use polars::prelude::{InitHashMaps, PlHashMap};

/// What a written name turned out to be.
enum Found {
    Province(&'static Territory),
    Total,
    Refused(Unresolved),
    Nothing,
}

impl Units {
    /// Provinces by their names, each different name looked up once.
    pub(super) fn provinces(&mut self, input: &Input<'_>, code: Option<usize>, remarks: &mut Remarks) {
        let Input { file, source, column, kept } = *input;
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
        self.seen = self.units.iter().map(seen).collect();
        self.list_provinces(input, &found, &listed, &unit_of, remarks);
        if let Some(code) = code {
            self.check_codes(input, code, remarks);
        }
        check_accepted(source, |written| words.find(written).is_some(), remarks);
    }

    /// Lists what each word turned out to be, and asks about those that are no province.
    fn list_provinces(
        &mut self,
        input: &Input<'_>,
        found: &[Found],
        listed: &Tally,
        unit_of: &PlHashMap<&'static str, u32>,
        remarks: &mut Remarks,
    ) {
        let Input { file, source, column, .. } = *input;
        let (_, words) = file.columns[column].as_words();
        let mut asked = Remarks::default();
        let mut guesses = Vec::new();
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
                    let meant = refuse(&place, word, why, &mut asked);
                    guesses.push(Guess { word: word.clone(), likely: likely(why), meant: meant.clone() });
                    self.refused.push(line(meant));
                }
            }
        }
        match self.refused.first().filter(|_| self.units.is_empty() && guesses.len() >= unknown::MANY) {
            Some(Listed { first, .. }) => {
                let row = file.lines.iter().position(|line| *line as usize == *first).unwrap_or(0);
                let list = Text::new("省级行政区名称", "list of provincial units");
                let all = guesses.len();
                unknown::ask(Code::UnknownProvince, &file.place(row, column), &list, guesses, all, remarks);
            }
            None => remarks.append(asked),
        }
    }

    /// Codes beside the names must be theirs.
    fn check_codes(&self, input: &Input<'_>, column: usize, remarks: &mut Remarks) {
        let Input { file, kept, .. } = *input;
        let (numbers, words) = file.columns[column].as_words();
        let code = |word: &String| match territory::resolve(word) {
            Ok(Place::Province(territory)) => Some(territory.code),
            _ => None,
        };
        let codes: Vec<Option<&str>> = words.all().iter().map(code).collect();
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
            remarks.error(super::other_code(&file.place(row, column), written, own), None);
        }
    }
}

/// Of the accepted names of the file, those whose meaning is none itself.
fn check_accepted(source: &Source, is_written: impl Fn(&str) -> bool, remarks: &mut Remarks) {
    for (written, meant) in &source.accept.0 {
        if territory::resolve(meant).is_err() && is_written(written) {
            let error = Error::new(
                Code::UnknownProvince,
                &format!(".accept.{written}"),
                Text::new(format!("“{meant}”也不是省级行政区。"), format!("\"{meant}\" is no provincial unit either.")),
                Text::new("请写省级行政区的名称或代码。", "Write the name or code of a provincial unit."),
            );
            remarks.error(error, None);
        }
    }
}

/// Asks what a name means, and gives what it could mean.
fn refuse(place: &str, word: &str, why: &Unresolved, remarks: &mut Remarks) -> Vec<String> {
    let meant: Vec<String> = candidates(why).iter().map(|c| (*c).to_owned()).collect();
    let error = match &meant[..] {
        [only] => suggested(place, word, only, why),
        _ => refused_name(place, word, why),
    };
    let ask = Ask { member: "accept".to_owned(), of: Some(word.to_owned()), choices: meant.clone() };
    remarks.ask(error, ask);
    meant
}

fn look_up(word: &str, source: &Source) -> Found {
    if word.is_empty() {
        return Found::Nothing;
    }
    match territory::resolve(source.accept.get(word).map_or_else(|| bare_name(word).0, String::as_str)) {
        Ok(Place::Province(territory)) => Found::Province(territory),
        Ok(Place::Total(_)) => Found::Total,
        Err(_) if is_group(word, source) => Found::Total,
        Err(why) => Found::Refused(why),
    }
}

/// Whether a name is that of a group of places, and the plan does not say otherwise.
fn is_group(word: &str, source: &Source) -> bool {
    source.accept.get(word).is_none()
        && source.totals.get(word) != Some(&false)
        && territory::is_group(bare_name(word).0)
}

/// The total that a name means.
fn total_of(word: &str, source: &Source) -> String {
    match territory::resolve(source.accept.get(word).map_or_else(|| bare_name(word).0, String::as_str)) {
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

fn likely(why: &Unresolved) -> Likely {
    match why {
        Unresolved::Misread { .. } => Likely::Misread,
        Unresolved::Ambiguous { .. } => Likely::Ambiguous,
        Unresolved::Unknown { suggestions } if suggestions.is_empty() => Likely::Unknown,
        Unresolved::Unknown { .. } => Likely::Near,
    }
}

fn candidates(why: &Unresolved) -> &[&'static str] {
    match why {
        Unresolved::Misread { suggestion } => std::slice::from_ref(suggestion),
        Unresolved::Ambiguous { candidates } => candidates,
        Unresolved::Unknown { suggestions } => suggestions,
    }
}
