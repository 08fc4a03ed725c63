//! The periods of rows: as a column says, as columns are named, or one for the whole table.

use super::cells::Reader;
use super::layout::Beside;
use super::parts_of_year::{dated, part_of_year};
use super::plan::Role;
use super::remarks::fix;
use super::understood::{Ask, Form};
use super::written;
use innodex_panel::error::{Code, Error};
use innodex_panel::json::Json;
use innodex_panel::period::{Frequency, Period};
use innodex_panel::text::Text;

impl Reader<'_> {
    /// The period of each row.
    pub(super) fn periods(&mut self, beside: &Beside) -> Option<(Frequency, Vec<i32>)> {
        if self.roles.form == Form::Years {
            self.years();
            return None;
        }
        let Some(column) = self.roles.column(Role::Period) else { return self.stated_period(beside) };
        let (numbers, words) = self.file.columns[column].as_words();
        let read = self.read_periods(words.all(), beside);
        let (read, waits) = (read.periods, read.waits);
        let mut refused = vec![false; words.len()];
        let mut frequency = None;
        let mut ordinals = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let number = numbers[*row] as usize;
            let Some(period) = read[number] else {
                if !waits[number] && !std::mem::replace(&mut refused[number], true) {
                    self.remarks.error(bad_period(&self.file.place(*row, column), words.word(number as u32)), None);
                }
                continue;
            };
            if *frequency.get_or_insert(period.frequency()) != period.frequency() && !refused[number] {
                refused[number] = true;
                self.remarks.error(mixed_periods(&self.file.place(*row, column)), None);
            }
            ordinals.push(period.ordinal());
        }
        let rewritten = words.all().iter().zip(&read).find(|(word, p)| p.is_some_and(|p| p.to_string() != **word));
        if let Some((word, Some(period))) = rewritten {
            self.remarks.warn(
                Code::PeriodRewritten,
                &format!("column {}", self.file.header[column]),
                Text::new(
                    format!("时期“{word}”读作 {period}。"),
                    format!("Periods such as \"{word}\" are read as {period}."),
                ),
            );
        }
        frequency.map(|f| (f, ordinals))
    }

    /// The periods that words say; a part of a year takes its year from the plan, a title or the name of the sheet or file.
    fn read_periods(&mut self, words: &[String], beside: &Beside) -> ReadPeriods {
        let part = |word: &String| part_of_year(word).filter(|_| written::period(word).is_none());
        let waits: Vec<bool> = words.iter().map(|word| part(word).is_some()).collect();
        let year = match waits.contains(&true) {
            true => self.year_of_parts(beside),
            false => None,
        };
        let of = |word: &String| {
            let said = written::period(word).or_else(|| dated(word).map(|(year, part)| part.of(year)));
            said.or_else(|| Some(part(word)?.of(year?)))
        };
        self.check_counts(words);
        ReadPeriods { periods: words.iter().map(of).collect(), waits }
    }

    /// The year of parts of a year; asked for where nothing says it.
    fn year_of_parts(&mut self, beside: &Beside) -> Option<i32> {
        let of = |period: Period| period.in_years().floor() as i32;
        if let Some(stated) = &self.source.period {
            let year = stated.parse::<Period>().ok().filter(|period| period.frequency() == Frequency::Year);
            if year.is_none() {
                let error = Error::new(
                    Code::BadPeriod,
                    ".period",
                    Text::new(
                        format!("表中只写了月份或季度，“{stated}”不是它们的年份。"),
                        format!("The table says months or quarters alone, and \"{stated}\" is not their year."),
                    ),
                    Text::new("请写年份，如 \"period\": \"2022\"。", "Write the year: \"period\": \"2022\"."),
                );
                self.remarks.error(error, None);
            }
            return year.map(of);
        }
        let titled = beside.period.as_ref().filter(|_| beside.certain);
        let titled = titled
            .and_then(|(period, row)| Some((of(period.parse().ok()?), format!("第{row}行"), format!("row {row}"))));
        let sheet = self.file.sheet_period().map(|(sheet, period)| {
            (of(period), format!("工作表名称“{sheet}”"), format!("the name of the sheet, \"{sheet}\""))
        });
        let Some((year, zh, en)) = titled.or(sheet) else {
            self.ask_year(beside);
            return None;
        };
        self.remarks.warn(
            Code::PeriodRewritten,
            "",
            Text::new(
                format!("表中只写了月份或季度，年份取自{zh}：{year}。"),
                format!("The table says months or quarters alone; their year is taken from {en}: {year}."),
            ),
        );
        Some(year)
    }

    /// Asks of which year months and quarters are.
    fn ask_year(&mut self, beside: &Beside) {
        let error = Error::new(
            Code::MissingPeriod,
            &format!("row {}", self.file.header_row),
            Text::new(
                "表中只写了月份或季度，不知道是哪一年的数据。",
                "The table says months or quarters alone, and not of which year.",
            ),
            Text::new("请写明年份，如 \"period\": \"2022\"。", "Say the year: \"period\": \"2022\"."),
        );
        let year = |period: &str| period.get(..4).map(str::to_owned);
        let titled = beside.period.as_ref().and_then(|(period, _)| year(period));
        let named = written::year_in_name(self.file.stem()).map(str::to_owned);
        let mut choices: Vec<String> = titled.into_iter().chain(named).collect();
        choices.dedup();
        self.remarks.ask(error, Ask { member: "period".to_owned(), of: None, choices });
    }

    /// Counts from the beginning of the year and figures of single months are two things; in a column of periods nothing tells
    /// them apart but the period itself.
    fn check_counts(&mut self, words: &[String]) {
        let part = |word: &&String| dated(word).map(|(_, part)| part).or_else(|| part_of_year(word));
        let Some(counted) = words.iter().find(|word| part(word).is_some_and(|part| part.cumulative)) else { return };
        let single = words.iter().find(|word| {
            part(word).map_or_else(
                || written::period(word).is_some_and(|period| period.frequency() != Frequency::Year),
                |part| !part.cumulative && part.last > 1,
            )
        });
        let column = self.roles.column(Role::Period).unwrap_or_default();
        let place = format!("column {}", self.file.header[column]);
        match single {
            Some(single) => self.remarks.error(mixed_counts(&place, counted, single), None),
            None => self.remarks.warn(
                Code::PeriodRewritten,
                &place,
                Text::new(
                    format!("“{counted}”等是年初以来的累计数，时期记作其末月（季）。"),
                    format!("Figures such as of \"{counted}\" count from the beginning of the year: the period is the last month or quarter."),
                ),
            ),
        }
    }

    /// Columns that are years must all be, and all of one kind.
    fn years(&mut self) {
        let headers: Vec<(usize, Option<Period>)> =
            self.roles.columns(Role::Figure).map(|c| (c, written::header_period(&self.file.header[c]))).collect();
        let frequency = headers.iter().find_map(|(_, p)| *p).map(Period::frequency);
        for (c, period) in headers {
            let header = &self.file.header[c];
            let place = format!("row {}, column {header}", self.file.header_row);
            match period {
                None => {
                    let role = Json::Object(vec![(header.clone(), Json::Text("left_out".to_owned()))]);
                    let error = Error::new(
                        Code::BadPeriod,
                        &place,
                        Text::new(
                            format!("“{header}”不是时期，不能与各时期的列并列。"),
                            format!("\"{header}\" is no period, and stands beside columns of periods."),
                        ),
                        Text::new(
                            format!("请写 \"columns\": {{\"{header}\": \"left_out\"}}，或另存为一个表。"),
                            format!("Say \"columns\": {{\"{header}\": \"left_out\"}}, or make it a table of its own."),
                        ),
                    );
                    self.remarks.error(error, fix("columns", role));
                }
                Some(period) if Some(period.frequency()) != frequency => {
                    self.remarks.error(mixed_periods(&place), None);
                    return;
                }
                Some(_) => {}
            }
        }
    }

    /// The one period of a table that has no column of periods.
    fn stated_period(&mut self, beside: &Beside) -> Option<(Frequency, Vec<i32>)> {
        if let Some(stated) = &self.source.period {
            return match stated.parse::<Period>() {
                Ok(period) => Some((period.frequency(), vec![period.ordinal(); self.rows.len()])),
                Err(error) => {
                    self.remarks.error(error.within(".period"), None);
                    None
                }
            };
        }
        let (sheet, year) = (self.file.sheet_period(), written::year_in_name(self.file.stem()));
        if let Some((period, from)) = taken(beside, sheet.as_ref(), year) {
            self.remarks.warn(Code::PeriodRewritten, "", from);
            return Some((period.frequency(), vec![period.ordinal(); self.rows.len()]));
        }
        let hint = match (&beside.period, year) {
            (Some((period, row)), _) => Text::new(
                format!("第{row}行写有 {period}；如确为该时期数据，请写 \"period\": \"{period}\"。"),
                format!("Row {row} has {period}: if that is the period, say \"period\": \"{period}\"."),
            ),
            (None, Some(year)) => Text::new(
                format!("文件名中有 {year}；如确为该年数据，请写 \"period\": \"{year}\"。"),
                format!("The name of the file has {year}: if that is the year, say \"period\": \"{year}\"."),
            ),
            (None, None) => Text::new("请写明时期，如 \"period\": \"2022\"。", "Say it: \"period\": \"2022\"."),
        };
        let error = Error::new(
            Code::MissingPeriod,
            &format!("row {}", self.file.header_row),
            Text::new("没有时期列，不知道是哪一年的数据。", "No column says which year the figures are of."),
            hint,
        );
        let titled = beside.period.as_ref().map(|(period, _)| period.clone());
        let mut choices: Vec<String> = titled
            .into_iter()
            .chain(sheet.map(|(_, period)| period.to_string()))
            .chain(year.map(str::to_owned))
            .collect();
        choices.dedup();
        self.remarks.ask(error, Ask { member: "period".to_owned(), of: None, choices });
        None
    }
}

/// What the words of a column of periods say.
struct ReadPeriods {
    periods: Vec<Option<Period>>,
    /// Whether a word is a part of a year whose year is asked for where nothing says it.
    waits: Vec<bool>,
}

fn mixed_counts(place: &str, counted: &str, single: &str) -> Error {
    Error::new(
        Code::MixedPeriods,
        place,
        Text::new(
            format!("“{counted}”是年初以来的累计数，“{single}”是单月（季）的数，不能放在同一列。"),
            format!(
                "\"{counted}\" counts from the beginning of the year and \"{single}\" does not: they are two figures."
            ),
        ),
        Text::new("请分成两个文件，或只留一种。", "Make them two files, or leave one kind out."),
    )
}

fn bad_period(place: &str, word: &str) -> Error {
    let day = word.len() >= 8 && word.chars().filter(|c| c.is_ascii_digit()).count() >= 6;
    let (zh, en) = match day {
        true => (
            format!("“{word}”是日期，不是年份、季度或月份。"),
            format!("\"{word}\" is a date, not a year, quarter or month."),
        ),
        false => (format!("“{word}”不是年份、季度或月份。"), format!("\"{word}\" is not a year, quarter or month.")),
    };
    let hint = Text::new("请写成 2022、2022Q1 或 2022-03。", "Write 2022, 2022Q1 or 2022-03.");
    Error::new(Code::BadPeriod, place, Text::new(zh, en), hint)
}

fn mixed_periods(place: &str) -> Error {
    Error::new(
        Code::MixedPeriods,
        place,
        Text::new("年、季、月混在一个表中。", "Years, quarters and months are mixed in one table."),
        Text::new("请拆成几个文件。", "Split the file."),
    )
}

/// The period that a title or the name of the sheet says, where nothing beside the table says otherwise, and where it is from.
fn taken(beside: &Beside, sheet: Option<&(&str, Period)>, year: Option<&str>) -> Option<(Period, Text)> {
    let titled = beside.period.as_ref().and_then(|(written, row)| Some((written.parse::<Period>().ok()?, *row)));
    match (titled, sheet) {
        (Some((period, row)), sheet) => {
            let agreed = sheet.is_none_or(|(_, other)| *other == period)
                && year.is_none_or(|year| period.to_string().starts_with(year));
            let from = Text::new(
                format!("时期取自第{row}行：{period}。"),
                format!("The period is taken from row {row}: {period}."),
            );
            (beside.certain && agreed).then_some((period, from))
        }
        (None, Some((sheet, period))) => {
            let from = Text::new(
                format!("时期取自工作表名称“{sheet}”：{period}。"),
                format!("The period is taken from the name of the sheet, \"{sheet}\": {period}."),
            );
            Some((*period, from))
        }
        (None, None) => None,
    }
}
