//! From a sheet to a panel, in phases: the columns that name unit and period, the rows, their units and periods, the figures.

use super::sheet::Sheet;
use super::table::Table;
use super::units::{set_totals_apart, Named, UnitColumns, BESIDE};
use super::{defined, room, Findings};
use crate::error::{Code, Error, Finding};
use crate::panel::{Indicator, Panel, SetApart, Unit};
use crate::period::Period;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Builds the panel of a sheet; none where a finding says why not.
pub(super) fn build(sheet: &Sheet, definitions: Vec<Indicator>, findings: &mut Findings) -> Option<Panel> {
    let (who, when) = key_columns(sheet, findings)?;
    let columns = sheet.columns_but(&[&[who.province, who.code, who.unit, Some(when)][..], &who.beside].concat());
    sheet.text.ragged.iter().for_each(|error| findings.error(error.clone()));
    let rows = Rows::read(sheet, &who, when, columns.clone(), findings);
    let axes = Axes::of(&rows.rows, &sheet.text, when, findings)?;
    let (values, set_apart) = rows.arrange(&axes, findings)?;
    if axes.units.is_empty() && !findings.has_error() {
        findings.error(only_totals());
    }
    let indicators = defined(definitions, columns.iter().map(|c| sheet.name(*c)));
    let panel = Panel::new(axes.units, axes.periods, indicators, values).map_err(|e| findings.error(e)).ok()?;
    Some(Panel { set_apart, ..panel })
}

/// The columns of the unit, and that of the period; none where one is missing or there twice.
fn key_columns(sheet: &Sheet, findings: &mut Findings) -> Option<(UnitColumns, usize)> {
    let table = &sheet.text;
    let province = table.column("province");
    let who = UnitColumns {
        province,
        code: table.column("code"),
        unit: table.column("unit"),
        beside: BESIDE.map(|name| table.column(name).filter(|_| province.is_none())),
    };
    let when = table.column("year").or(table.column("period"));
    if who.province.is_none() && who.code.is_none() && who.unit.is_none() {
        findings.error(missing_column("province"));
    }
    if when.is_none() {
        findings.error(missing_column("year"));
    }
    if let (Some(_), Some(second)) = (table.column("year"), table.column("period")) {
        findings.error(one_too_many(sheet, second, ["year", "period"]));
    }
    // With `province`, a column `unit` would be a second name for the same thing: its meaning is not ours to guess.
    if let (Some(_), Some(second)) = (who.province, who.unit) {
        findings.error(one_too_many(sheet, second, ["province", "unit"]));
    }
    let when = when.filter(|_| findings.0.is_empty())?;
    Some((who, when))
}

fn missing_column(name: &str) -> Error {
    Error::new(
        Code::MissingColumn,
        "row 1",
        Text::new(format!("缺少列：{name}。"), format!("A column is missing: {name}.")),
        Text::new(
            "表头须有单位（province，或 code、unit）和时期（year 或 period）。",
            "The header needs the unit (province, or code, unit) and the period (year or period).",
        ),
    )
}

/// Two columns that say the same; the error is at the second.
fn one_too_many(sheet: &Sheet, second: usize, [a, b]: [&str; 2]) -> Error {
    Error::new(
        Code::DuplicateColumn,
        &sheet.heading(second),
        Text::new(format!("{a} 和 {b} 只能有一列。"), format!("There are both {a} and {b}.")),
        Text::new("请删去其一。", "Delete one of them."),
    )
}

/// A row whose unit and period are known.
struct Row {
    /// As the file counts it.
    number: usize,
    named: Named,
    period: Period,
}

/// The rows of a table.
struct Rows<'a> {
    rows: Vec<Row>,
    sheet: &'a Sheet<'a>,
    /// The columns of figures.
    columns: Vec<usize>,
    /// The figures that were written as text, `[row][column]`; those that are numbers already stay where they are.
    written: Vec<f64>,
    /// Of each column where it stands in a row of `written`, and how many of these there are.
    places: Vec<Option<usize>>,
    width: usize,
}

impl<'a> Rows<'a> {
    /// Reads all rows, until there are too many findings. A row without a unit or a period is left out: it has an error.
    fn read(
        sheet: &'a Sheet,
        who: &UnitColumns,
        when: usize,
        columns: Vec<usize>,
        findings: &mut Findings,
    ) -> Rows<'a> {
        let table = &sheet.text;
        let infinite = sheet.has_infinite();
        let (mut places, mut read) = (Vec::with_capacity(columns.len()), Vec::new());
        for &column in &columns {
            let by_row = infinite || sheet.is_text(column);
            places.push(by_row.then_some(read.len()));
            read.extend(by_row.then_some(column));
        }
        let width = read.len();
        let mut rows: Vec<Row> = Vec::with_capacity(table.rows.len());
        let mut written: Vec<f64> = Vec::with_capacity(table.rows.len() * width);
        let mut rewritten = Rewritten::default();
        for (number, record) in &table.rows {
            if findings.full() {
                break;
            }
            let named = who.name(table, *number, record).map_err(|e| findings.error(e)).ok();
            let period = crate::text::whole(record[when].trim()).parse::<Period>();
            let period = period.map_err(|e| findings.error(e.within(&table.place(*number, when)))).ok();
            for &column in &read {
                written.push(sheet.figure(*number, record, column).unwrap_or_else(|(code, message, hint)| {
                    let place = format!("row {number}, column {}", sheet.name(column));
                    findings.error(Error::new(code, &place, message, hint));
                    f64::NAN
                }));
            }
            if let (Some(named), Some(period)) = (named, period) {
                rewritten.period(table, *number, when, record, period);
                rewritten.unit(table, *number, who, record, &named);
                rows.push(Row { number: *number, named, period });
            }
            written.truncate(rows.len() * width);
        }
        findings.0.extend(rewritten.into_findings());
        if who.province.is_none() {
            set_totals_apart(rows.iter_mut().map(|row| &mut row.named));
        }
        Rows { rows, sheet, columns, written, places, width }
    }

    /// A figure, by the number of its row among `rows` and of its column among `columns`.
    fn figure(&self, at: usize, column: usize) -> f64 {
        match self.places[column] {
            Some(place) => self.written[at * self.width + place],
            None => self.sheet.held(self.rows[at].number, self.columns[column]),
        }
    }

    /// The figures of the panel, `[column][period][unit]`, and the totals, which are none of it. A unit has one row a period.
    fn arrange(&self, axes: &Axes, findings: &mut Findings) -> Option<(Vec<f64>, Vec<SetApart>)> {
        let (n, t) = (axes.units.len(), axes.periods.len());
        let size = room(n, t, self.columns.len()).map_err(|e| findings.error(e)).ok()?;
        // Of each row that has a unit: its number, and its place in a column of the panel.
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(self.rows.len());
        let mut seen: Vec<usize> = vec![0; n * t];
        let mut set_apart = Vec::new();
        let mut units = axes.of_rows.iter();
        for (at, Row { number, named, period }) in self.rows.iter().enumerate() {
            let unit = match named {
                Named::Unit(unit) => unit,
                Named::Total(name) => {
                    findings.0.push(Finding::warning(total_set_apart(*number, name)));
                    let values = (0..self.columns.len()).map(|column| self.figure(at, column)).collect();
                    let name = name.clone();
                    set_apart.push(SetApart { row: *number, name, period: *period, values });
                    continue;
                }
            };
            let (p, u) = (axes.periods.binary_search(period).ok()?, units.next()?);
            let earlier = std::mem::replace(&mut seen[p * n + u], *number);
            if earlier > 0 {
                findings.error(duplicate_row(*number, earlier, unit, *period));
            }
            places.push((at, p * n + u));
        }
        // Column by column: one column of many units fits the processor's cache, all of them do not.
        let mut values = vec![f64::NAN; size];
        for (i, column) in values.chunks_exact_mut((n * t).max(1)).enumerate() {
            for (at, place) in &places {
                column[*place] = self.figure(*at, i);
            }
        }
        Some((values, set_apart))
    }
}

/// The units, by code, and the periods of a panel.
struct Axes {
    units: Vec<Unit>,
    periods: Vec<Period>,
    /// The unit of each row that has one.
    of_rows: Vec<usize>,
}

impl Axes {
    /// Collects the units and periods of rows; none where periods are of two kinds.
    fn of(rows: &[Row], table: &Table, when: usize, findings: &mut Findings) -> Option<Axes> {
        // By code: the unit, and the number under which rows know it until all are there.
        let mut units: BTreeMap<&str, (&Unit, usize)> = BTreeMap::new();
        let mut codes_of_names: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        let mut of_rows: Vec<usize> = Vec::with_capacity(rows.len());
        let mut periods: BTreeSet<Period> = BTreeSet::new();
        for Row { number, named, period } in rows {
            if periods.first().is_some_and(|first| first.frequency() != period.frequency()) {
                findings.error(mixed_periods(&table.place(*number, when)));
                return None;
            }
            periods.insert(*period);
            let Named::Unit(unit) = named else { continue };
            let next = units.len();
            let (known, numbered) = *units.entry(&unit.code).or_insert((unit, next));
            // Two districts of one name are in two cities.
            let parent = unit.parent.as_ref().map_or("", |parent| parent.code.as_str());
            let code = *codes_of_names.entry((&unit.name.zh, parent)).or_insert(&unit.code);
            of_rows.push(numbered);
            if known.name != unit.name || code != unit.code {
                findings.error(unit_conflict(*number, unit));
            } else if known != unit {
                findings.error(other_parent(*number, unit));
            }
        }
        let mut places = vec![0; units.len()];
        units.values().enumerate().for_each(|(place, (_, numbered))| places[*numbered] = place);
        of_rows.iter_mut().for_each(|unit| *unit = places[*unit]);
        let units = units.into_values().map(|(unit, _)| unit.clone()).collect();
        Some(Axes { units, periods: periods.into_iter().collect(), of_rows })
    }
}

fn mixed_periods(place: &str) -> Error {
    Error::new(
        Code::MixedPeriods,
        place,
        Text::new("年、季、月混在一个面板中。", "Years, quarters and months are mixed in one panel."),
        Text::new("请拆成几个文件。", "Split the file."),
    )
}

fn unit_conflict(row: usize, unit: &Unit) -> Error {
    Error::new(
        Code::UnitConflict,
        &format!("row {row}"),
        Text::new(
            format!("代码 {} 与名称“{}”前后不一致。", unit.code, unit.name.zh),
            format!("Code {} and name \"{}\" do not agree with an earlier row.", unit.code, unit.name.en),
        ),
        Text::new("一个单位须用同一代码和名称。", "A unit keeps one code and one name."),
    )
}

fn other_parent(row: usize, unit: &Unit) -> Error {
    Error::new(
        Code::UnitConflict,
        &format!("row {row}"),
        Text::new(
            format!("“{}”的级别、上级或分组前后不一致。", unit.name.zh),
            format!("Level, parent or group of \"{}\" do not agree with an earlier row.", unit.name.en),
        ),
        Text::new("一个单位的各行须写同一级别、上级和分组。", "Write the same in all rows of a unit."),
    )
}

fn duplicate_row(row: usize, earlier: usize, unit: &Unit, period: Period) -> Error {
    Error::new(
        Code::DuplicateRow,
        &format!("row {row}"),
        Text::new(
            format!("{} {period} 在第{earlier}行已有数据。", unit.name.zh),
            format!("{} {period} already stands in row {earlier}.", unit.name.en),
        ),
        Text::new("请删去其一。", "Delete one of the two rows."),
    )
}

fn only_totals() -> Error {
    Error::new(
        Code::NoRows,
        "row 2",
        Text::new("没有可排名的单位，只有合计。", "There are totals but no unit."),
        Text::new("请填写各单位的数据。", "Give the figures of units."),
    )
}

fn total_set_apart(row: usize, name: &str) -> Error {
    Error::new(
        Code::TotalSetApart,
        &format!("row {row}"),
        Text::new(
            format!("“{name}”是合计，不参加排名，已单独存放。"),
            format!("\"{name}\" is a total: it is set apart and not ranked."),
        ),
        Text::new(
            "无需处理；如确为一个单位，请写全称。",
            "Nothing to do; if it is a unit after all, write its full name.",
        ),
    )
}

/// The first period and the first name that are written in a way of their own: each is said once a file.
#[derive(Default)]
struct Rewritten {
    period: Option<Error>,
    name: Option<Error>,
}

impl Rewritten {
    fn period(&mut self, table: &Table, row: usize, column: usize, record: &csv::StringRecord, period: Period) {
        let (written, read) = (record[column].trim(), period.to_string());
        if self.period.is_none() && !written.eq_ignore_ascii_case(&read) {
            self.period = Some(read_as(Code::PeriodRewritten, &table.place(row, column), written, &read));
        }
    }

    fn unit(&mut self, table: &Table, row: usize, who: &UnitColumns, record: &csv::StringRecord, named: &Named) {
        let Named::Unit(unit) = named else { return };
        if self.name.is_some() || unit.provincial {
            return;
        }
        let other = |column: Option<usize>, read: &str| {
            let column = column.filter(|c| !record[*c].trim().is_empty() && record[*c].trim() != read)?;
            Some(read_as(Code::NameRewritten, &table.place(row, column), record[column].trim(), read))
        };
        self.name = other(who.code, &unit.code).or_else(|| other(who.unit, &unit.name.zh));
    }

    fn into_findings(self) -> impl Iterator<Item = Finding> {
        self.name.into_iter().chain(self.period).map(Finding::warning)
    }
}

fn read_as(code: Code, place: &str, written: &str, read: &str) -> Error {
    Error::new(
        code,
        place,
        Text::new(format!("“{written}”读作“{read}”。"), format!("\"{written}\" is read as {read}.")),
        Text::new("其他同样写法照此处理。", "So is everything that is written alike."),
    )
}
