//! From what a database says of its tables to what the SQL of a plan needs to know: a sample of the rows, in which every
//! different word stands, is understood as a file is. What its words mean there they mean in all rows.

use super::file::File;
use super::file_name::base;
use super::plan::{LineNamed, Plan, Role, Source};
use super::read::{Rows, Words};
use super::reading::Reading;
use super::registers::Registers;
use super::remarks::Remarks;
use super::sql::{Cells, Column, Dialect, Key, Kind, Lookup, Meant, Odd, Table, Tables};
use super::understood::{Form, Remark};
use super::written;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json::{self, Members};
use innodex_panel::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// What a database says of one of its tables.
#[derive(Debug)]
pub struct Sample<'a> {
    /// What the plan calls the table.
    pub name: String,
    /// What the database calls it: SQL.
    pub relation: String,
    /// Its columns, in the order of the file's.
    pub columns: Vec<Column>,
    /// The columns, by their numbers, of which some words may not be in the file.
    pub unknown: Vec<usize>,
    /// Rows of it.
    pub file: &'a File,
    /// Whether these are all rows.
    pub complete: bool,
}

/// Understands the tables of a plan by their samples.
///
/// # Errors
/// The first thing that has to be settled, as [`crate::engine::run`] has it.
pub fn resolve(plan: &Plan, samples: &[Sample<'_>]) -> Result<Tables> {
    resolve_with(plan, samples, &Registers::default())
}

/// As [`resolve`], with the registers that units are looked up in.
///
/// # Errors
/// As [`crate::engine::run_with`].
pub fn resolve_with(plan: &Plan, samples: &[Sample<'_>], registers: &Registers) -> Result<Tables> {
    registers.check(plan)?;
    let mut tables = Vec::new();
    let mut remarks = Vec::new();
    for sample in samples {
        let source = plan.source(&sample.name);
        if let Some(line) = source.skip.first() {
            return Err(no_lines(line).within(&format!("$.sources.{}.skip", sample.name)));
        }
        let laid = source.says_layout() || sample.file.laid.is_some();
        if laid || sample.file.header().len() != sample.columns.len() {
            return Err(no_layout(sample.file.header_row).within(&format!("$.sources.{}", sample.name)));
        }
        let reading = sample.file.reading(plan, &sample.name, registers);
        if let Some(fault) = reading.understood.fault(&sample.name) {
            return Err(fault);
        }
        for remark in &reading.understood.remarks {
            remarks.push(remark.clone().in_file(sample.file.name()));
        }
        let Some(rows) = &reading.rows else { continue };
        let table = Resolving { sample, source: &source, reading: &reading, rows };
        table.check_known()?;
        tables.push(table.table());
    }
    Ok(Tables { tables, remarks })
}

/// Samples by JSON: `[{name, file, relation, columns, unknown, complete}]`, of files that were opened by these names.
///
/// # Errors
/// `bad_json`, and those of [`resolve_with`].
pub fn resolve_samples(plan: &Plan, samples: &str, files: &[File], registers: &Registers) -> Result<Tables> {
    let given: Vec<Given> = json::read(samples)?;
    let sample = |given: Given| {
        let file = files.iter().find(|file| file.name() == given.file);
        let file = file.ok_or_else(|| missing(&given.file).within(&format!("$.sources.{}", given.name)))?;
        Ok(Sample {
            name: given.name,
            relation: given.relation,
            columns: given.columns,
            unknown: given.unknown,
            file,
            complete: given.complete,
        })
    };
    resolve_with(plan, &given.into_iter().map(sample).collect::<Result<Vec<_>>>()?, registers)
}

/// Files that are tables of a database, each of one name with its table, or samples of tables, each named like its source.
/// A table without a file is as the plan states it.
///
/// # Errors
/// `missing_file` where the plan does not state a table, and those of [`resolve_with`].
pub fn resolve_files(plan: &Plan, files: &[&File], registers: &Registers) -> Result<Tables> {
    let sources: Vec<String> = match plan.sources.0.is_empty() {
        true => files.iter().map(|file| file.stem().to_owned()).collect(),
        false => plan.sources.0.iter().map(|(name, _)| name.clone()).collect(),
    };
    let mut made = Tables { tables: Vec::new(), remarks: Vec::new() };
    for name in &sources {
        let wanted = base(plan.file_of(name));
        let is_it = |file: &&&File| base(file.name()) == wanted || file.stem() == name;
        let only = || (sources.len() == 1 && files.len() == 1).then(|| &files[0]);
        match files.iter().find(is_it).or_else(only) {
            Some(file) => {
                let one = resolve_with(plan, &[Sample::of(name, file, wanted)], registers)?;
                made.tables.extend(one.tables);
                made.remarks.extend(one.remarks);
            }
            None => {
                let stated = Table::stated(plan, name);
                made.tables.push(stated.ok_or_else(|| missing(name).within(&format!("$.sources.{name}")))?);
                made.remarks.push(not_seen(name));
            }
        }
    }
    Ok(made)
}

impl<'a> Sample<'a> {
    /// A file as the table that a plan wants, or a sample of it.
    fn of(name: &str, file: &'a File, wanted: &str) -> Self {
        let complete = base(file.name()) == wanted || file.stem() == wanted;
        let numbers =
            |c: usize| (0..file.lines.len()).map(|row| file.columns[c].text(row)).all(|x| x.is_empty() || is_plain(&x));
        // What types the columns have is not known, but that a CSV is read as text.
        let holds = |c: usize| match () {
            () if complete && Dialect::Duckdb.relation(file.name()).starts_with("read_csv") => Kind::Text,
            () if numbers(c) => Kind::Exact,
            () => Kind::Other,
        };
        let column = |(c, name): (usize, &String)| Column { name: name.clone(), holds: holds(c), padded: false };
        Sample {
            name: name.to_owned(),
            relation: String::new(),
            columns: file.header().iter().enumerate().map(column).collect(),
            unknown: if complete { Vec::new() } else { (0..file.header().len()).collect() },
            file,
            complete,
        }
    }
}

/// A sample as JSON has it.
struct Given {
    name: String,
    file: String,
    relation: String,
    columns: Vec<Column>,
    unknown: Vec<usize>,
    complete: bool,
}

json::readable!(Given { name, file, relation, columns, unknown, complete });

/// What is taken for granted of a table that nobody has looked at.
fn not_seen(name: &str) -> Remark {
    let mut remarks = Remarks::default();
    remarks.warn(
        Code::MissingFile,
        &format!("$.sources.{name}"),
        Text::new(
            format!("“{name}”未经读取：单位按原样，时期须为年份，数值须为数字。"),
            format!("\"{name}\" was not looked at: units are as written, periods have to be years, figures numbers."),
        ),
    );
    remarks.settle(None);
    remarks.into_list().remove(0)
}

fn missing(file: &str) -> Error {
    Error::new(
        Code::MissingFile,
        "",
        Text::new(format!("缺少文件“{file}”。"), format!("The file \"{file}\" is not there.")),
        Text::new("请一并给出该文件，或在 file 中写明文件名。", "Give it too, or say its name in \"file\"."),
    )
}

/// A table on the way to being known.
struct Resolving<'a> {
    sample: &'a Sample<'a>,
    source: &'a Source,
    reading: &'a Reading,
    rows: &'a Rows,
}

impl<'a> Resolving<'a> {
    fn table(&self) -> Table {
        let Rows { units, keys, indicator, measures, period, .. } = self.rows;
        let seen = &self.reading.understood;
        let role = |role| self.columns(role).next();
        let of_key = |words: &Words, columns: Vec<usize>| {
            let used: BTreeSet<u32> = words.numbers.iter().copied().collect();
            let apart = |at: &usize| !used.contains(&(*at as u32));
            Key {
                name: words.name.clone(),
                complete: !columns.iter().any(|c| self.sample.unknown.contains(c)),
                columns: columns.into_iter().map(|c| self.name(c)).collect(),
                apart: (0..words.words.len()).filter(apart).map(|at| words.words[at].clone()).collect(),
                words: words.words.clone(),
            }
        };
        Table {
            name: self.sample.name.clone(),
            relation: self.sample.relation.clone(),
            columns: self.sample.columns.clone(),
            territory: seen.territory,
            source: self.reading.beside.source.clone(),
            // What a part of the rows shows need not be so in all.
            unique: self.sample.complete && seen.form != Form::Records,
            complete: self.sample.complete,
            frequency: period.as_ref().map(|(frequency, _)| *frequency),
            units: units.clone(),
            unit: role(Role::Unit).or(role(Role::Code)).map(|column| self.units(column, role(Role::Code))),
            period: self.periods(role(Role::Period)),
            keys: keys.iter().zip(self.columns(Role::Key)).map(|(words, c)| of_key(words, vec![c])).collect(),
            indicator: indicator.as_ref().map(|words| of_key(words, self.columns(Role::Indicator).collect())),
            figures: self.figures(seen.form),
            measures: Members(measures.iter().map(|(word, measure)| (word.clone(), measure.clone())).collect()),
        }
    }

    /// Refuses units and periods of which not every word is known, in a table that is known otherwise.
    fn check_known(&self) -> Result<()> {
        let unknown = |role| self.columns(role).find(|c| self.sample.unknown.contains(c));
        let all = self.sample.unknown.len() == self.sample.columns.len();
        match unknown(Role::Unit).or(unknown(Role::Period)).filter(|_| !all) {
            Some(column) => Err(too_many(&self.name(column)).within(&format!("$.sources.{}", self.sample.name))),
            None => Ok(()),
        }
    }

    fn columns(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        let columns = &self.reading.understood.columns;
        (0..columns.len()).filter(move |c| columns[*c].role == role)
    }

    /// What the database calls a column.
    fn name(&self, column: usize) -> String {
        self.sample.columns.get(column).map_or_else(|| self.sample.file.header[column].clone(), |c| c.name.clone())
    }

    fn text(&self, row: usize, column: usize) -> String {
        self.sample.file.columns[column].text(row).into_owned()
    }

    /// Whom the words of the units, with the codes beside them, mean.
    fn units(&self, column: usize, code: Option<usize>) -> Lookup {
        // Provinces are found by their names alone; other units by what stands beside them too.
        let beside = self.reading.understood.territory != crate::Territories::China;
        let parents = self.columns(Role::Parent);
        let others = code.into_iter().filter(|c| *c != column).chain(parents).filter(|_| beside);
        let columns: Vec<usize> = std::iter::once(column).chain(others).collect();
        let written = |row: usize| columns.iter().map(|c| self.text(row, *c)).collect::<Vec<_>>();
        let mut meant: BTreeMap<Vec<String>, Option<String>> = BTreeMap::new();
        for row in &self.reading.totals {
            meant.insert(written(*row), None);
        }
        for (row, unit) in self.reading.kept.iter().zip(self.rows.unit.iter().flatten()) {
            meant.insert(written(*row), self.rows.units.get(*unit as usize).map(|u| u.code.clone()));
        }
        let words = meant.into_iter().map(|(written, meant)| Meant { written, meant }).collect();
        Lookup { columns: columns.into_iter().map(|c| self.name(c)).collect(), words }
    }

    /// The ordinals of the periods; one where the plan says it for all rows.
    fn periods(&self, column: Option<usize>) -> Option<Lookup> {
        let (_, ordinals) = self.rows.period.as_ref()?;
        let Some(column) = column.filter(|_| self.reading.understood.form != Form::Years) else {
            let meant = Some(ordinals.first()?.to_string());
            return Some(Lookup { columns: Vec::new(), words: vec![Meant { written: Vec::new(), meant }] });
        };
        let read = self.reading.kept.iter().zip(ordinals).map(|(row, ordinal)| (self.text(*row, column), *ordinal));
        let meant: BTreeMap<String, i32> = read.collect();
        let word =
            |(written, ordinal): (String, i32)| Meant { written: vec![written], meant: Some(ordinal.to_string()) };
        Some(Lookup { columns: vec![self.name(column)], words: meant.into_iter().map(word).collect() })
    }

    /// The columns of figures, with what their cells are where they are no plain numbers.
    fn figures(&self, form: Form) -> Vec<Cells> {
        let columns: Vec<usize> = self.columns(Role::Figure).collect();
        let cells = |at: usize, column: usize, figures: &[f64]| {
            let period =
                (form == Form::Years).then(|| written::header_period(&self.sample.file.header[column])).flatten();
            let (id, measure, _) = &self.rows.figures[at];
            Cells {
                id: id.clone(),
                measure: measure.clone(),
                column: self.name(column),
                odd: self.odd(column, figures),
                period: period.map(|p| f64::from(p.ordinal())),
            }
        };
        if form == Form::Years {
            // One figure, a column's rows behind the other's.
            let Some((_, _, all)) = self.rows.figures.first() else { return Vec::new() };
            let rows = self.reading.kept.len();
            let of =
                |(at, column): (usize, &usize)| cells(0, *column, all.get(at * rows..(at + 1) * rows).unwrap_or(&[]));
            return columns.iter().enumerate().map(of).collect();
        }
        columns
            .iter()
            .zip(&self.rows.figures)
            .enumerate()
            .map(|(at, (column, (_, _, f)))| cells(at, *column, f))
            .collect()
    }

    /// Cells that are not a plain number as written.
    fn odd(&self, column: usize, figures: &[f64]) -> Vec<Odd> {
        let mut odd: BTreeMap<String, Option<f64>> = BTreeMap::new();
        for (row, figure) in self.reading.kept.iter().zip(figures) {
            let text = self.text(*row, column);
            let plain = is_plain(&text) && text.parse() == Ok(*figure);
            if !text.is_empty() && !plain {
                odd.insert(text, (!figure.is_nan()).then_some(*figure));
            }
        }
        if self.sample.columns.get(column).is_some_and(|c| c.holds != Kind::Text) {
            // Of numbers not every one is in the sample.
            odd.retain(|_, number| number.is_none());
            let marks = self.source.missing.iter().filter(|mark| is_plain(mark));
            odd.extend(marks.map(|mark| (mark.clone(), None)));
        }
        odd.into_iter().map(|(written, number)| Odd { written, number }).collect()
    }
}

/// Whether every database reads it as the number that it is.
fn is_plain(cell: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    let (mantissa, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    !whole.is_empty() && digits(whole) && digits(part) && !power.is_empty() && digits(power)
}

fn too_many(column: &str) -> Error {
    let most = super::sql::MOST_WORDS;
    Error::new(
        Code::TooLarge,
        "",
        Text::new(
            format!("“{column}”列有 {most} 个以上的名称。"),
            format!("Column \"{column}\" has more than {most} names."),
        ),
        Text::new(
            "请先在数据库中汇总，或在 columns 中指明其他列为单位（unit）。",
            "Group the rows in the database first, or say in \"columns\" that another column is the unit.",
        ),
    )
}

/// The error for a table of which the first line is not all of the header.
fn no_layout(header: usize) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("数据库中的表须以列名为表头、每行一个单位（此表读作另一种版式，表头在第{header}行）。"),
            format!("A table of a database has its columns' names for a header, and a row a unit: this one reads otherwise (header in row {header})."),
        ),
        Text::new(
            "请去掉 header、area、orientation、unit，或在数据库中先整理该表。",
            "Leave out header, area, orientation and unit, or bring the table into that form in the database first.",
        ),
    )
}

fn no_lines(line: &LineNamed) -> Error {
    let line = match line {
        LineNamed::Number(number) => number.to_string(),
        LineNamed::Text(text) => text.clone(),
    };
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("数据库中的表没有固定的行次，不能跳过指定的行（{line}）。"),
            format!("Rows of a database have no order: line {line} cannot be skipped."),
        ),
        Text::new("请改用 filter。", "Use a filter instead."),
    )
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn plain_numbers() {
        for cell in ["0", "-3", "12.5", "1.", "1e5", "1.5E-7", "007"] {
            assert!(is_plain(cell), "{cell}");
        }
        for cell in ["", "-", ".5", "+5", "1,234", "1e", "12%", "１２", "1.2.3", "inf", "nan", "0x1"] {
            assert!(!is_plain(cell), "{cell}");
        }
    }
}
