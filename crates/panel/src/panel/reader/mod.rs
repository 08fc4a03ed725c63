//! The calculator's own table reader: UTF-8 CSV of the panel's form, small and strict.
//! Everything else (other encodings, long tables, units in headers) is the table module's.

mod cells;
mod number;
mod sheet;
mod table;
mod units;

pub(super) use cells::read_cells;

use super::{by_id, Indicator, Panel, SetApart, Unit};
use crate::error::{Code, Error, Finding, Result, Severity};
use crate::period::Period;
use crate::text::Text;
pub use number::number;
pub use number::{comma_number, half_width, plain_number, separated_number};
use sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};
pub use table::Table;
pub use units::refused as refused_name;
use units::{set_totals_apart, Named, UnitColumns, BESIDE};

/// After so many errors a file is not read further: nobody corrects from line 101.
const MOST_FINDINGS: usize = 100;

/// A panel if the file can be used, and everything that was found on the way.
#[derive(Debug)]
pub struct Reading {
    /// The panel, unless there was an error.
    pub panel: Option<Panel>,
    /// Errors and warnings, in the order of the file.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// The panel, or the first error.
    pub(super) fn into_result(self) -> Result<Panel> {
        let error = || self.findings.into_iter().find(|f| f.severity == Severity::Error).map(|f| f.error.into());
        self.panel.ok_or_else(|| error().expect("a reading without a panel has an error"))
    }
}

/// Reads a wide CSV and lists all that is wrong with it, up to a hundred findings.
pub fn read_panel(csv: &[u8], indicators: Option<Vec<Indicator>>) -> Reading {
    reading(Table::read(csv).map(Sheet::of_text), indicators)
}

/// Reads the columns of a frame as [`read_panel`] reads a CSV; see [`Sheet::of_columns`].
pub(super) fn read_columns(
    csv: &[u8],
    names: &[Option<String>],
    figures: &[f64],
    indicators: Option<Vec<Indicator>>,
) -> Reading {
    reading(Sheet::of_columns(csv, names, figures), indicators)
}

fn reading(sheet: Result<Sheet>, indicators: Option<Vec<Indicator>>) -> Reading {
    let mut findings = Findings::default();
    let panel = match sheet {
        Ok(sheet) => build(&sheet, indicators.unwrap_or_default(), &mut findings),
        Err(error) => {
            findings.error(error);
            None
        }
    };
    let failed = findings.0.iter().any(|f| f.severity == Severity::Error);
    Reading { panel: panel.filter(|_| !failed), findings: findings.0 }
}

/// Whether a header is one of a table of cells.
pub fn looks_like_cells(header: &[&str]) -> bool {
    ["code", "period", "indicator"].iter().all(|k| header.contains(k))
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, error: Error) {
        self.0.push(Finding::error(error));
    }
    fn full(&self) -> bool {
        self.0.iter().filter(|f| f.severity == Severity::Error).count() >= MOST_FINDINGS
    }
}

fn build(sheet: &Sheet, definitions: Vec<Indicator>, findings: &mut Findings) -> Option<Panel> {
    let table = &sheet.text;
    let province = table.column("province");
    let who = UnitColumns {
        province,
        code: table.column("code"),
        unit: table.column("unit"),
        beside: BESIDE.map(|name| table.column(name).filter(|_| province.is_none())),
    };
    let when = table.column("year").or(table.column("period"));
    let missing = |names: &str| {
        Error::new(
            Code::MissingColumn,
            "row 1",
            Text::new(format!("缺少列：{names}。"), format!("A column is missing: {names}.")),
            Text::new(
                "表头须有单位（province，或 code、unit）和时期（year 或 period）。",
                "The header needs the unit (province, or code, unit) and the period (year or period).",
            ),
        )
    };
    if who.province.is_none() && who.code.is_none() && who.unit.is_none() {
        findings.error(missing("province"));
    }
    if when.is_none() {
        findings.error(missing("year"));
    }
    if let (Some(_), Some(second)) = (table.column("year"), table.column("period")) {
        findings.error(Error::new(
            Code::DuplicateColumn,
            &sheet.heading(second),
            Text::new("year 和 period 只能有一列。", "There are both year and period."),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    // With `province`, a column `unit` would be a second name for the same thing: its meaning is not ours to guess.
    if let (Some(_), Some(second)) = (who.province, who.unit) {
        findings.error(Error::new(
            Code::DuplicateColumn,
            &sheet.heading(second),
            Text::new("province 和 unit 只能有一列。", "There are both province and unit."),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    let when = when.filter(|_| findings.0.is_empty())?;
    let keys = [&[who.province, who.code, who.unit, Some(when)][..], &who.beside].concat();
    let columns = sheet.columns_but(&keys);

    for error in &table.ragged {
        findings.error(error.clone());
    }
    let mut rows: Vec<(usize, Named, Period, usize)> = Vec::with_capacity(table.rows.len());
    let mut figures: Vec<f64> = Vec::with_capacity(table.rows.len() * columns.len());
    let mut rewritten = Rewritten::default();
    for (row, record) in &table.rows {
        if findings.full() {
            break;
        }
        let named = who.name(table, *row, record).map_err(|e| findings.error(e)).ok();
        let period = crate::text::whole(record[when].trim()).parse::<Period>();
        let period = period.map_err(|e| findings.error(e.within(&table.place(*row, when)))).ok();
        let first = figures.len();
        for &column in &columns {
            figures.push(sheet.figure(*row, record, column).unwrap_or_else(|(code, message, hint)| {
                let place = format!("row {row}, column {}", sheet.name(column));
                findings.error(Error::new(code, &place, message, hint));
                f64::NAN
            }));
        }
        if let (Some(named), Some(period)) = (named, period) {
            rewritten.period(table, *row, when, record, period);
            rewritten.unit(table, *row, &who, record, &named);
            rows.push((*row, named, period, first));
        }
    }
    findings.0.extend(rewritten.into_findings());
    if who.province.is_none() {
        set_totals_apart(rows.iter_mut().map(|(_, named, ..)| named));
    }

    // By code: the unit, and the number under which rows know it until all are there.
    let mut units: BTreeMap<&str, (&Unit, usize)> = BTreeMap::new();
    let mut codes_of_names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut met: Vec<usize> = Vec::with_capacity(rows.len());
    let mut periods: BTreeSet<Period> = BTreeSet::new();
    for (row, named, period, _) in &rows {
        if let Some(first) = periods.first() {
            if first.frequency() != period.frequency() {
                findings.error(Error::new(
                    Code::MixedPeriods,
                    &table.place(*row, when),
                    Text::new("年、季、月混在一个面板中。", "Years, quarters and months are mixed in one panel."),
                    Text::new("请拆成几个文件。", "Split the file."),
                ));
                return None;
            }
        }
        periods.insert(*period);
        if let Named::Unit(unit) = named {
            let next = units.len();
            let (known, number) = *units.entry(&unit.code).or_insert((unit, next));
            let code = *codes_of_names.entry(&unit.name.zh).or_insert(&unit.code);
            met.push(number);
            if code == unit.code && known.name == unit.name && known != unit {
                findings.error(Error::new(
                    Code::UnitConflict,
                    &format!("row {row}"),
                    Text::new(
                        format!("“{}”的级别、上级或分组前后不一致。", unit.name.zh),
                        format!("Level, parent or group of \"{}\" do not agree with an earlier row.", unit.name.en),
                    ),
                    Text::new("一个单位的各行须写同一级别、上级和分组。", "Write the same in all rows of a unit."),
                ));
            } else if known.name != unit.name || code != unit.code {
                findings.error(Error::new(
                    Code::UnitConflict,
                    &format!("row {row}"),
                    Text::new(
                        format!("代码 {} 与名称“{}”前后不一致。", unit.code, unit.name.zh),
                        format!("Code {} and name \"{}\" do not agree with an earlier row.", unit.code, unit.name.en),
                    ),
                    Text::new("一个单位须用同一代码和名称。", "A unit keeps one code and one name."),
                ));
            }
        }
    }
    let mut places = vec![0; units.len()];
    units.values().enumerate().for_each(|(place, (_, number))| places[*number] = place);
    let units: Vec<Unit> = units.into_values().map(|(unit, _)| unit.clone()).collect();
    let mut met = met.into_iter().map(|number| places[number]);
    let periods: Vec<Period> = periods.into_iter().collect();
    let (n, t) = (units.len(), periods.len());
    let size = room(n, t, columns.len()).map_err(|e| findings.error(e)).ok()?;
    let mut values = vec![f64::NAN; size];
    let mut seen: Vec<usize> = vec![0; n * t];
    let mut set_apart = Vec::new();
    for (row, named, period, first) in &rows {
        let (row, period) = (*row, *period);
        let figures = &figures[*first..first + columns.len()];
        let p = periods.binary_search(&period).ok()?;
        match named {
            Named::Total(name) => {
                findings.0.push(Finding::warning(total_set_apart(row, name)));
                set_apart.push(SetApart { row, name: name.clone(), period, values: figures.to_vec() });
            }
            Named::Unit(unit) => {
                let u = met.next()?;
                let earlier = std::mem::replace(&mut seen[p * n + u], row);
                if earlier > 0 {
                    findings.error(Error::new(
                        Code::DuplicateRow,
                        &format!("row {row}"),
                        Text::new(
                            format!("{} {period} 在第{earlier}行已有数据。", unit.name.zh),
                            format!("{} {period} already stands in row {earlier}.", unit.name.en),
                        ),
                        Text::new("请删去其一。", "Delete one of the two rows."),
                    ));
                }
                for (i, figure) in figures.iter().enumerate() {
                    values[(i * t + p) * n + u] = *figure;
                }
            }
        }
    }
    if n == 0 && !findings.0.iter().any(|f| f.severity == Severity::Error) {
        findings.error(Error::new(
            Code::NoRows,
            "row 2",
            Text::new("没有可排名的单位，只有合计。", "There are totals but no unit."),
            Text::new("请填写各单位的数据。", "Give the figures of units."),
        ));
    }
    let indicators = defined(definitions, columns.iter().map(|c| sheet.name(*c)));
    let panel = Panel::new(units, periods, indicators, values).map_err(|e| findings.error(e)).ok()?;
    Some(Panel { set_apart, ..panel })
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

/// Figures of a panel, missing ones included: units x periods x indicators.
pub const MOST_FIGURES: usize = 16_000_000;

/// How many figures a panel has room for; rows that each have a unit and a period of their own multiply.
///
/// # Errors
/// `too_large` above 16 million.
pub fn room(units: usize, periods: usize, columns: usize) -> std::result::Result<usize, Error> {
    let figures = units.checked_mul(periods).and_then(|cells| cells.checked_mul(columns.max(1)));
    match figures.filter(|figures| *figures <= MOST_FIGURES) {
        Some(_) => Ok(units * periods * columns),
        None => Err(Error::new(
            Code::TooLarge,
            "",
            Text::new(
                format!("{units} 个单位 × {periods} 个时期 × {columns} 列，超过 {MOST_FIGURES} 个数值。"),
                format!("{units} units x {periods} periods x {columns} columns are more than {MOST_FIGURES} figures."),
            ),
            Text::new(
                "请核对单位和时期是否写错列，或拆分文件。",
                "Check whether units and periods stand in their columns, or split the file.",
            ),
        )),
    }
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

/// The definitions of columns, each as much as its name says where there is none; a definition serves one column.
pub(super) fn defined<'a>(definitions: Vec<Indicator>, ids: impl Iterator<Item = &'a str>) -> Vec<Indicator> {
    let at = by_id(&definitions);
    let mut definitions: Vec<Option<Indicator>> = definitions.into_iter().map(Some).collect();
    ids.map(|id| at.get(id).and_then(|at| definitions[at].take()).unwrap_or_else(|| Indicator::unknown(id))).collect()
}
