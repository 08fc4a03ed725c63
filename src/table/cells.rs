//! The cells of the rows that are read: periods, figures, words and units of measure.

use super::columns::Cells;
use super::file::File;
use super::layout::Beside;
use super::plan::{Role, Source};
use super::reading::Words;
use super::remarks::{fix, Remarks};
use super::roles::{names_a_value, Roles};
use super::understood::{Form, Holds};
use super::written;
use crate::error::{Code, Error};
use crate::json::Json;
use crate::panel::{number, separated_number};
use crate::period::{Frequency, Period};
use crate::text::Text;
use std::collections::BTreeMap;

/// Reads the kept rows of a file, column by column.
pub(super) struct Reader<'a> {
    pub(super) file: &'a File,
    pub(super) source: &'a Source,
    pub(super) roles: &'a Roles,
    /// The rows that are read, ascending.
    pub(super) rows: &'a [usize],
    pub(super) remarks: &'a mut Remarks,
}

impl Reader<'_> {
    /// The period of each row.
    pub(super) fn periods(&mut self) -> Option<(Frequency, Vec<i32>)> {
        if self.roles.form == Form::Years {
            let mut headers = self.roles.columns(Role::Figure).map(|c| (c, written::period(&self.file.header[c])));
            let frequency = headers.next().and_then(|(_, p)| p).map(|p| p.frequency());
            if let Some((c, _)) = headers.find(|(_, p)| p.map(|p| p.frequency()) != frequency) {
                let place = format!("row {}, column {}", self.file.header_row, self.file.header[c]);
                self.remarks.error(mixed_periods(&place), None);
            }
            return None;
        }
        let Some(column) = self.roles.column(Role::Period) else { return self.stated_period() };
        let (numbers, words) = self.file.columns[column].as_words();
        let read: Vec<Option<Period>> = words.all().iter().map(|word| written::period(word)).collect();
        let mut refused = vec![false; words.len()];
        let mut frequency = None;
        let mut ordinals = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let number = numbers[*row] as usize;
            let Some(period) = read[number] else {
                if !std::mem::replace(&mut refused[number], true) {
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

    /// The one period of a table that has no column of periods.
    fn stated_period(&mut self) -> Option<(Frequency, Vec<i32>)> {
        if let Some(stated) = &self.source.period {
            return match stated.parse::<Period>() {
                Ok(period) => Some((period.frequency(), vec![period.ordinal(); self.rows.len()])),
                Err(error) => {
                    self.remarks.error(error.within(".period"), None);
                    None
                }
            };
        }
        let year = written::year_in_name(self.file.stem());
        let mend = match year {
            Some(year) => Text::new(
                format!("文件名中有 {year}；如确为该年数据，请写 \"period\": \"{year}\"。"),
                format!("The name of the file has {year}: if that is the year, say \"period\": \"{year}\"."),
            ),
            None => Text::new("请写明时期，如 \"period\": \"2022\"。", "Say it: \"period\": \"2022\"."),
        };
        let error = Error::new(
            Code::MissingPeriod,
            &format!("row {}", self.file.header_row),
            Text::new("没有时期列，不知道是哪一年的数据。", "No column says which year the figures are of."),
            mend,
        );
        self.remarks.error(error, year.and_then(|year| fix("period", Json::Text(year.to_owned()))));
        None
    }

    /// The columns of figures.
    pub(super) fn figures(&mut self, beside: &Beside) -> Vec<(String, String, Vec<f64>)> {
        let columns: Vec<usize> = self.roles.columns(Role::Figure).collect();
        let one = |c: usize| {
            let id = self.file.id_of(c, self.source);
            let unnamed = columns.len() == 1 && names_a_value(&self.file.header[c]);
            let id = self
                .source
                .name
                .clone()
                .filter(|_| columns.len() == 1 && self.roles.form != Form::Years)
                .unwrap_or_else(|| {
                    if unnamed && self.roles.column(Role::Indicator).is_none() {
                        self.file.stem().to_owned()
                    } else {
                        id
                    }
                });
            (c, id, self.file.measure_of(c, self.source, beside))
        };
        let named: Vec<_> = columns.iter().map(|c| one(*c)).collect();
        named.into_iter().map(|(c, id, measure)| (id, measure, self.numbers(c))).collect()
    }

    /// The numbers of a column, in the kept rows.
    fn numbers(&mut self, column: usize) -> Vec<f64> {
        match &self.file.columns[column] {
            Cells::Words { numbers, words, .. } => {
                let mut firsts: Vec<Option<usize>> = vec![None; words.len()];
                for row in self.rows.iter().rev() {
                    firsts[numbers[*row] as usize] = Some(*row);
                }
                // In the order of the rows, so that the first remark is about the first of them.
                let mut order: Vec<usize> = (0..words.len()).filter(|w| firsts[*w].is_some()).collect();
                order.sort_by_key(|w| firsts[*w]);
                let mut values = vec![f64::NAN; words.len()];
                for word in order {
                    values[word] = self.cell(words.word(word as u32), firsts[word].unwrap_or(0), column);
                }
                self.rows.iter().map(|row| values[numbers[*row] as usize]).collect()
            }
            Cells::Figures { figures, odd } => {
                let mut all: Vec<f64> = self.rows.iter().map(|row| figures[*row]).collect();
                for (row, cell) in odd {
                    if let Ok(at) = self.rows.binary_search(&(*row as usize)) {
                        all[at] = self.cell(cell, *row as usize, column);
                    }
                }
                all
            }
        }
    }

    /// One cell that is not a plain number for certain.
    fn cell(&mut self, cell: &str, row: usize, column: usize) -> f64 {
        if self.source.missing.iter().any(|mark| mark == cell) {
            return f64::NAN;
        }
        let (code, message, mend) = match number(cell) {
            Ok(value) => return value,
            Err(fault) => fault,
        };
        let place = self.file.place(row, column);
        if code == Code::ThousandsSeparator || code == Code::FullWidthDigits {
            if let (true, Some(value)) = (self.source.thousands, separated_number(cell)) {
                return value;
            }
            self.remarks.error(Error::new(code, &place, message, mend), fix("thousands", Json::Bool(true)));
        } else if written::means_missing(cell) {
            let error = Error::new(
                Code::MissingMark,
                &place,
                Text::new(
                    format!("“{cell}”不是数字，可能表示没有数据。"),
                    format!("\"{cell}\" is not a number; it may mean that there is none."),
                ),
                Text::new(
                    format!("如表示没有数据，请写 \"missing\": [\"{cell}\"]。"),
                    format!("If it means that there is no figure, say \"missing\": [\"{cell}\"]."),
                ),
            );
            self.remarks.error(error, fix("missing", Json::List(vec![Json::Text(cell.to_owned())])));
        } else {
            self.remarks.error(Error::new(code, &place, message, mend), None);
        }
        f64::NAN
    }

    /// A column of words, in the kept rows.
    pub(super) fn words(&self, column: usize) -> Words {
        let (numbers, words) = self.file.columns[column].as_words();
        Words {
            name: self.file.header[column].clone(),
            words: words.all().to_vec(),
            numbers: self.rows.iter().map(|row| numbers[*row]).collect(),
        }
    }

    /// The names of the rows' figures: the words of the columns that name them, put together.
    pub(super) fn indicator(&mut self) -> Option<Words> {
        let columns: Vec<usize> = self.roles.columns(Role::Indicator).collect();
        if columns.len() == 1 {
            return Some(self.words(columns[0]));
        }
        columns.first()?;
        let mut words = super::words::Words::new();
        let cells: Vec<_> = columns.iter().map(|c| self.file.columns[*c].as_words()).collect();
        let joined = |row: &usize| cells.iter().map(|(n, w)| w.word(n[*row])).collect::<Vec<_>>().join(" ");
        let numbers = self.rows.iter().map(|row| words.number(&joined(row))).collect();
        let name = columns.iter().map(|c| self.file.header[*c].as_str()).collect::<Vec<_>>().join(" ");
        Some(Words { name, words: words.all().to_vec(), numbers })
    }

    /// The unit of measure of each name, and that it is one.
    pub(super) fn measures(&mut self, names: Option<&Words>, beside: &Beside) -> BTreeMap<String, String> {
        let mut measures = BTreeMap::new();
        let Some(column) = self.roles.column(Role::Measure) else {
            for word in names.iter().flat_map(|n| &n.words) {
                let known = self.source.measures.get(word).cloned().or_else(|| beside.measure.clone());
                measures.extend(known.map(|measure| (word.clone(), measure)));
            }
            return measures;
        };
        let (numbers, words) = self.file.columns[column].as_words();
        let mut of_name: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        let mut mixed: Vec<u32> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let name = names.map_or(0, |n| n.numbers[at]);
            let (measure, first) = *of_name.entry(name).or_insert((numbers[*row], *row));
            if measure != numbers[*row] && !mixed.contains(&name) {
                mixed.push(name);
                let (a, b) = (words.word(measure), words.word(numbers[*row]));
                let line = self.file.lines[first];
                let error = Error::new(
                    Code::MixedMeasures,
                    &self.file.place(*row, column),
                    Text::new(
                        format!("同一指标的计量单位不一：此处为“{b}”，第{line}行为“{a}”。"),
                        format!("One figure in two units of measure: here {b}, in row {line} {a}."),
                    ),
                    Text::new("请统一计量单位。", "Bring them to one unit of measure."),
                );
                self.remarks.error(error, None);
            }
        }
        for (name, (measure, _)) in of_name {
            let word = names.map_or("", |n| &n.words[name as usize]);
            let stated = self.source.measures.get(word).cloned();
            measures.insert(word.to_owned(), stated.unwrap_or_else(|| words.word(measure).to_owned()));
        }
        measures
    }

    /// Says which columns are not used.
    pub(super) fn left_out(&mut self) {
        for c in self.roles.columns(Role::LeftOut) {
            let header = &self.file.header[c];
            if self.roles.profiles[c].holds == Holds::Nothing || self.source.columns.get(header).is_some() {
                continue;
            }
            self.remarks.warn(
                Code::ColumnLeftOut,
                &format!("column {header}"),
                Text::new(
                    format!("“{header}”列不是数值，也不区分各行，未使用。"),
                    format!("Column \"{header}\" holds no figures and does not tell rows apart: it is not used."),
                ),
            );
        }
    }
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
    let mend = Text::new("请写成 2022、2022Q1 或 2022-03。", "Write 2022, 2022Q1 or 2022-03.");
    Error::new(Code::BadPeriod, place, Text::new(zh, en), mend)
}

fn mixed_periods(place: &str) -> Error {
    Error::new(
        Code::MixedPeriods,
        place,
        Text::new("年、季、月混在一个表中。", "Years, quarters and months are mixed in one table."),
        Text::new("请拆成几个文件。", "Split the file."),
    )
}
