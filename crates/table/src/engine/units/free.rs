//! Units that are looked up nowhere, by code and name as they are written but for white space that means nothing.

use super::tally::Tally;
use super::{missing_unit, seen, two_names, Input, Units, Whom};
use crate::engine::marks::bare_name;
use crate::engine::remarks::Remarks;
use crate::engine::words::Words;
use crate::plan::Source;
use crate::understood::{Listed, UnitSeen};
use innodex_panel::error::{Code, Error};
use innodex_panel::panel::Unit;
use innodex_panel::territory::{self, is_put_together};
use innodex_panel::text::{tidy, whole, Text};
use std::borrow::Cow;

/// The column of names: what stands in each row, what it is read as, and whether it is a total.
struct Names<'a> {
    numbers: Cow<'a, [u32]>,
    words: Cow<'a, Words>,
    read: Vec<String>,
    total: Vec<bool>,
}

impl<'a> Names<'a> {
    fn of(input: &Input<'a>) -> Names<'a> {
        let (numbers, words) = input.file.columns[input.column].as_words();
        let read = words.all().iter().map(|word| name_of(word, input.source)).collect();
        let told = |word: &String| input.source.totals.get(word).copied();
        let is_total = |word: &String| input.source.accept.get(word).is_none() && territory::is_total(word);
        let mut total: Vec<bool> = words.all().iter().map(|word| told(word).unwrap_or(is_total(word))).collect();
        put_together(input, &words, &mut total);
        whole_provinces(input, &numbers, &words, &mut total);
        // The total of nothing else is what the table is about.
        let alone = |row: usize| total[numbers[row] as usize] || words.word(numbers[row]).is_empty();
        if (0..input.kept.len()).filter(|row| input.kept[*row]).all(alone) {
            total.fill(false);
        }
        Names { numbers, words, read, total }
    }
}

/// A name that the first characters of others make up is that of a group of them, unless the plan says that it is none.
fn put_together(input: &Input<'_>, words: &Words, total: &mut [bool]) {
    let known = |word: &str| input.source.accept.get(word).is_some() || input.source.totals.get(word).is_some();
    let together = |word: &String| is_put_together(word, words.all().iter().map(String::as_str));
    for (at, word) in words.all().iter().enumerate() {
        total[at] |= !total[at] && !known(word) && together(word);
    }
}

/// A province among cities is their total, unless the plan says that it is none. Where most are provinces, none is.
fn whole_provinces(input: &Input<'_>, numbers: &[u32], words: &Words, total: &mut [bool]) {
    let mut kept = vec![false; words.len()];
    (0..numbers.len()).filter(|row| input.kept[*row]).for_each(|row| kept[numbers[row] as usize] = true);
    let units: Vec<usize> = (0..words.len()).filter(|at| kept[*at] && !total[*at]).collect();
    let known = |word: &str| input.source.accept.get(word).is_some() || input.source.totals.get(word).is_some();
    let whole = |at: &usize| territory::is_whole_province(words.word(*at as u32));
    let provinces: Vec<usize> = units.iter().copied().filter(whole).collect();
    if 2 * provinces.len() < units.len() && units.len() > 2 {
        provinces.into_iter().filter(|at| !known(words.word(*at as u32))).for_each(|at| total[at] = true);
    }
}

/// What is met on the way through the rows.
struct Met {
    listed: Tally,
    known: Words,
    /// The first row without a unit, and how many there are.
    without: Option<(usize, usize)>,
    /// The first name or code that is read otherwise than it is written: row, column, what it is read as.
    rewritten: Option<(usize, usize, String)>,
}

impl Units {
    /// Takes every different code, or name where there is no code, as a unit.
    pub(super) fn free(&mut self, input: &Input<'_>, code: Option<usize>, remarks: &mut Remarks) {
        let names = Names::of(input);
        let codes = code.map(|column| (column, input.file.columns[column].as_words()));
        let mut met =
            Met { listed: Tally::new(names.words.len()), known: Words::new(), without: None, rewritten: None };
        for row in (0..input.kept.len()).filter(|row| input.kept[*row]) {
            let beside = codes.as_ref().map(|(column, (numbers, words))| (*column, words.word(numbers[row])));
            self.free_row(input, &names, row, beside.filter(|(_, code)| !code.is_empty()), &mut met, remarks);
        }
        self.free_words(input, &names, &met.listed, code.is_some(), remarks);
        if let Some((column, (numbers, words))) = &codes {
            let odd = (0..input.kept.len()).find(|row| input.kept[*row] && is_rounded(words.word(numbers[*row])));
            if let Some(row) = odd {
                remarks.error(rounded(&input.file.place(row, *column), words.word(numbers[row])), None);
            }
        }
        if let Some((row, rows)) = met.without {
            remarks.error(missing_unit(&input.file.place(row, input.column), rows), None);
        }
        if let Some((row, column, read)) = met.rewritten {
            let written = input.file.columns[column].text(row);
            remarks.warn(
                Code::NameRewritten,
                &input.file.place(row, column),
                Text::new(
                    format!("“{written}”读作“{read}”，同样写法照此处理。"),
                    format!("\"{written}\" is read as {read}, and so is what is written alike."),
                ),
            );
        }
    }

    /// Whom one row is about; `beside` is its code, with the column.
    fn free_row(
        &mut self,
        input: &Input<'_>,
        names: &Names<'_>,
        row: usize,
        beside: Option<(usize, &str)>,
        met: &mut Met,
        remarks: &mut Remarks,
    ) {
        let number = names.numbers[row];
        let (name, written) = (&*names.read[number as usize], names.words.word(number));
        let unit = beside.map_or(name, |(_, code)| whole(code));
        if unit.is_empty() {
            met.without = Some((met.without.map_or(row, |(first, _)| first), met.without.map_or(0, |(_, n)| n) + 1));
            return;
        }
        met.listed.count(number, row);
        if names.total[number as usize] {
            self.whom[row] = Whom::Total;
            return;
        }
        let (column, code) = beside.unwrap_or((input.column, written));
        for (c, written, read) in [(column, code, unit), (input.column, written, name)] {
            if met.rewritten.is_none() && written != read && input.source.accept.get(written).is_none() {
                met.rewritten = Some((row, c, read.to_owned()));
            }
        }
        let number = met.known.number(unit);
        if number as usize == self.units.len() {
            self.units.push(Unit::named(unit, if name.is_empty() { unit } else { name }));
            self.seen.push(UnitSeen { written: vec![], ..seen(&self.units[number as usize]) });
        }
        self.whom[row] = Whom::Unit(number);
        let seen = &mut self.seen[number as usize];
        seen.rows += 1;
        if seen.written.iter().all(|other| other != written) {
            let other = seen.written.first().filter(|first| name_of(first, input.source) != name).cloned();
            seen.written.push(written.to_owned());
            if let Some(other) = other {
                remarks.error(two_names(&input.file.place(row, input.column), unit, &other, written), None);
            }
        }
    }

    /// Lists totals, accepted names and whole provinces, and refuses names that a spreadsheet has shortened.
    fn free_words(&mut self, input: &Input<'_>, names: &Names<'_>, listed: &Tally, coded: bool, remarks: &mut Remarks) {
        for (at, word) in names.words.all().iter().enumerate().filter(|(at, _)| listed.rows[*at] > 0) {
            let (row, first) = (listed.first[at], input.file.lines[listed.first[at]] as usize);
            if names.total[at] {
                let meant = vec![names.read[at].clone()];
                self.totals.push(Listed { written: word.clone(), meant, rows: listed.rows[at], first });
            } else if let Some(meant) = input.source.accept.get(word) {
                self.accepted.push((word.clone(), meant.clone()));
            }
            if is_rounded(word) && !coded {
                remarks.error(rounded(&input.file.place(row, input.column), word), None);
            }
        }
    }
}

/// What a name of a free unit is read as.
fn name_of(word: &str, source: &Source) -> String {
    tidy(whole(source.accept.get(word).map_or_else(|| bare_name(word).0, String::as_str))).into_owned()
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
