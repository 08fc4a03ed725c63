//! The calculator's own table reader: UTF-8 CSV of the panel's form, small and strict.
//! Everything else (other encodings, long tables, units in headers) is the table module's.

use super::{defined, unknown_column, CellNote, Indicator, Panel, SetApart, Unit};
use crate::error::{Code, Error, Finding, Result, Severity};
use crate::host::decimal;
use crate::period::Period;
use crate::reason::Reason;
use crate::territory::{self, Place, Unresolved};
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// After so many errors a file is not read further: nobody mends from line 101.
const MOST_FINDINGS: usize = 100;

/// A panel if the file can be used, and everything that was found on the way.
#[derive(Debug)]
pub struct Reading {
    /// The panel, unless there was an error.
    pub panel: Option<Panel>,
    /// Errors and warnings, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Reads a wide CSV and lists all that is wrong with it, up to a hundred findings.
pub fn read_panel(csv: &[u8], indicators: Option<Vec<Indicator>>) -> Reading {
    let mut findings = Findings::default();
    let panel = match Table::read(csv) {
        Ok(table) => build(&table, indicators.unwrap_or_default(), &mut findings),
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

/// A table of text with a header of distinct names; every row as long as the header.
struct Table {
    header: Vec<String>,
    /// Line of the file (the header is 1) and cells.
    rows: Vec<(usize, csv::StringRecord)>,
    ragged: Vec<Error>,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Table> {
        let text = decode(bytes)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = reader.records().map(|r| r.expect("text in memory is readable UTF-8"));
        let Some(header) = records.next() else {
            return Err(Error::new(
                Code::EmptyFile,
                "",
                Text::new("文件为空。", "The file is empty."),
                Text::new("请选择含表头和数据的 CSV 文件。", "Choose a CSV file with a header and rows."),
            ));
        };
        let header: Vec<String> = header.iter().map(|c| c.trim().to_owned()).collect();
        for (at, name) in header.iter().enumerate() {
            let place = format!("row 1, column {}", at + 1);
            if name.is_empty() {
                return Err(Error::new(
                    Code::UnnamedColumn,
                    &place,
                    Text::new("表头有空单元格。", "A header cell is empty."),
                    Text::new("请为该列命名或删去该列。", "Name the column or delete it."),
                ));
            }
            if header[..at].contains(name) {
                return Err(Error::new(
                    Code::DuplicateColumn,
                    &place,
                    Text::new(format!("列名“{name}”重复。"), format!("Two columns are named \"{name}\".")),
                    Text::new("请改名或删去其一。", "Rename or delete one of them."),
                ));
            }
        }
        let mut table = Table { header, rows: Vec::new(), ragged: Vec::new() };
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        for record in records {
            let row = lines.line_of(record.position().map_or(0, |p| p.byte() as usize));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue; // a row of nothing but separators, as spreadsheets leave at the end
            }
            if record.len() != table.header.len() {
                let (found, wanted) = (record.len(), table.header.len());
                table.ragged.push(Error::new(
                    Code::RaggedRow,
                    &format!("row {row}"),
                    Text::new(
                        format!("本行有{found}个单元格，表头有{wanted}个。"),
                        format!("The row has {found} cells, the header {wanted}."),
                    ),
                    Text::new(
                        "请补齐或删去多余的单元格；含逗号的文字须加双引号。",
                        "Add or delete cells; text with a comma needs double quotes.",
                    ),
                ));
            } else {
                table.rows.push((row, record));
            }
        }
        if table.rows.is_empty() && table.ragged.is_empty() {
            return Err(Error::new(
                Code::NoRows,
                "row 2",
                Text::new("只有表头，没有数据行。", "There is a header but no row."),
                Text::new("请在表头下填写数据。", "Put rows below the header."),
            ));
        }
        Ok(table)
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }

    fn place(&self, row: usize, column: usize) -> String {
        format!("row {row}, column {}", self.header[column])
    }
}

/// Counts lines on the way through a text. The csv crate's own count is one short after CR LF and after an empty line.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that begins at, or behind the line ends at, `byte`.
    fn line_of(&mut self, byte: usize) -> usize {
        let is_end = |b: &u8| matches!(b, b'\r' | b'\n');
        let begin = byte + self.text[byte..].iter().take_while(|b| is_end(b)).count();
        while self.at < begin {
            let crlf = self.text[self.at..].starts_with(b"\r\n");
            self.line += usize::from(is_end(&self.text[self.at]) && !crlf);
            self.at += 1;
        }
        self.line
    }
}

fn decode(bytes: &[u8]) -> Result<&str> {
    let error = |place: String| {
        Error::new(
            Code::EncodingNotUtf8,
            &place,
            Text::new("文件不是 UTF-8 编码（可能是 GBK）。", "The file is not UTF-8 (perhaps GBK)."),
            Text::new(
                "请在 Excel 中“另存为”，选择“CSV UTF-8（逗号分隔）”。",
                "Save it as \"CSV UTF-8 (comma delimited)\" in Excel.",
            ),
        )
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(fault) => {
            let row = 1 + bytes[..fault.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            Err(error(format!("row {row}, byte {}", fault.valid_up_to() + 1)))
        }
    }
}

/// Whether text is a plain decimal: sign, digits with at most one point, exponent.
fn well_formed(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let sign = |s: &str| s.strip_prefix(['+', '-']).unwrap_or(s).to_owned();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (sign(mantissa), sign(exponent)),
        None => (sign(text), "0".to_owned()),
    };
    let whole = match mantissa.split_once('.') {
        Some((whole, part)) => {
            (whole.is_empty() || digits(whole)) && (part.is_empty() || digits(part)) && mantissa.len() > 1
        }
        None => digits(&mantissa),
    };
    whole && digits(&exponent)
}

/// Full-width letters, digits and signs become the usual ones.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Reads a plain decimal number: no separators, no full-width digits, finite. Empty is missing.
fn number(cell: &str) -> std::result::Result<f64, (Code, Text, Text)> {
    let text = cell.trim();
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let leave_empty =
        Text::new("请填写数字；没有数据时请留空。", "Write a number; leave the cell empty where there is none.");
    if plain(text) {
        return match well_formed(text).then(|| decimal(text)) {
            Some(value) if value.is_finite() => Ok(value),
            Some(_) => Err((
                Code::NotFinite,
                Text::new(format!("“{text}”超出数值范围。"), format!("\"{text}\" is too large for a number.")),
                Text::new("请核对该数字。", "Check the number."),
            )),
            None => Err((
                Code::NotANumber,
                Text::new(format!("“{text}”不是数字。"), format!("\"{text}\" is not a number.")),
                leave_empty,
            )),
        };
    }
    let half_width: String = text.chars().map(half_width).collect();
    let unseparated: String =
        half_width.chars().filter(|c| !matches!(c, ',' | '\'' | '_') && !c.is_whitespace()).collect();
    let reads = |s: &str| well_formed(s) && decimal(s).is_finite();
    Err(if half_width != text && reads(&unseparated) {
        (
            Code::FullWidthDigits,
            Text::new(format!("“{text}”含全角字符。"), format!("\"{text}\" has full-width characters.")),
            Text::new(format!("请改为半角：{unseparated}。"), format!("Write {unseparated}.")),
        )
    } else if reads(&unseparated) {
        (
            Code::ThousandsSeparator,
            Text::new(format!("“{text}”含千位分隔符。"), format!("\"{text}\" has separators of thousands.")),
            Text::new(format!("请改为 {unseparated}。"), format!("Write {unseparated}.")),
        )
    } else if matches!(
        text.trim_start_matches(['+', '-']).to_ascii_lowercase().as_str(),
        "inf" | "infinity" | "nan" | "∞"
    ) {
        (
            Code::NotFinite,
            Text::new(format!("“{text}”不是有限的数。"), format!("\"{text}\" is not a finite number.")),
            leave_empty,
        )
    } else {
        (
            Code::NotANumber,
            Text::new(format!("“{text}”不是数字。"), format!("\"{text}\" is not a number.")),
            leave_empty,
        )
    })
}

/// How the units of a table are named.
struct UnitColumns {
    province: Option<usize>,
    code: Option<usize>,
    unit: Option<usize>,
}

enum Named {
    Unit(Unit),
    Total(String),
}

impl UnitColumns {
    fn name(&self, table: &Table, row: usize, record: &csv::StringRecord) -> Result<Named> {
        let cell = |column: Option<usize>| column.map(|c| record[c].trim()).filter(|s| !s.is_empty());
        if let Some(column) = self.province {
            let place = table.place(row, column);
            let Some(written) = cell(self.province).or(cell(self.code)) else {
                return Err(missing_unit(place));
            };
            let resolved = match territory::resolve(written) {
                Ok(Place::Province(t)) => t,
                Ok(Place::Total(_)) => return Ok(Named::Total(written.to_owned())),
                Err(unresolved) => return Err(refused(place, written, unresolved)),
            };
            if let Some(code) = cell(self.code) {
                let agrees = matches!(territory::resolve(code), Ok(Place::Province(t)) if t.code == resolved.code);
                if !agrees {
                    return Err(Error::new(
                        Code::CodeMismatch,
                        &table.place(row, self.code.unwrap_or(column)),
                        Text::new(
                            format!("代码“{code}”不是{}的代码。", resolved.zh),
                            format!("\"{code}\" is not the code of {}.", resolved.en),
                        ),
                        Text::new(
                            format!("{}的代码是 {}。", resolved.zh, resolved.code),
                            format!("The code of {} is {}.", resolved.en, resolved.code),
                        ),
                    ));
                }
            }
            return Ok(Named::Unit(Unit::of(resolved)));
        }
        match (cell(self.code), cell(self.unit)) {
            (None, None) => Err(missing_unit(format!("row {row}"))),
            (code, unit) => {
                Ok(Named::Unit(Unit::named(code.or(unit).unwrap_or_default(), unit.or(code).unwrap_or_default())))
            }
        }
    }
}

fn missing_unit(place: String) -> Error {
    Error::new(
        Code::MissingUnit,
        &place,
        Text::new("本行没有单位名称。", "The row names no unit."),
        Text::new("请填写省份或单位，或删去本行。", "Name the unit or delete the row."),
    )
}

fn refused(place: String, written: &str, unresolved: Unresolved) -> Error {
    let (code, zh, en, mend) = match unresolved {
        Unresolved::Misread { suggestion } => (
            Code::MisreadProvince,
            format!("“{written}”可能是“{suggestion}”的误写。"),
            format!("\"{written}\" looks like a misreading of {suggestion}."),
            Text::new(
                format!("如确为{suggestion}，请改写为“{suggestion}”。"),
                format!("If it is {suggestion}, write {suggestion}."),
            ),
        ),
        Unresolved::Ambiguous { candidates } => (
            Code::AmbiguousProvince,
            format!("“{written}”可能是{}。", candidates.join("、")),
            format!("\"{written}\" could be {}.", candidates.join(", ")),
            Text::new("请写全称或代码。", "Write the full name or the code."),
        ),
        Unresolved::Unknown { suggestions } => (
            Code::UnknownProvince,
            format!("没有名为“{written}”的省级行政区。"),
            format!("There is no provincial unit \"{written}\"."),
            if suggestions.is_empty() {
                Text::new(
                    "请写省级行政区的名称或两位代码；其他单位请改用 unit 列。",
                    "Write the name or the two-digit code of a provincial unit; for other units use a column named unit.",
                )
            } else {
                Text::new(format!("是否为{}？", suggestions.join("、")), format!("Is it {}?", suggestions.join(", ")))
            },
        ),
    };
    Error::new(code, &place, Text::new(zh, en), mend)
}

fn build(table: &Table, mut definitions: Vec<Indicator>, findings: &mut Findings) -> Option<Panel> {
    let who =
        UnitColumns { province: table.column("province"), code: table.column("code"), unit: table.column("unit") };
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
            &format!("row 1, column {}", second + 1),
            Text::new("year 和 period 只能有一列。", "There are both year and period."),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    // With `province`, a column `unit` would be a second name for the same thing: its meaning is not ours to guess.
    if let (Some(_), Some(second)) = (who.province, who.unit) {
        findings.error(Error::new(
            Code::DuplicateColumn,
            &format!("row 1, column {}", second + 1),
            Text::new("province 和 unit 只能有一列。", "There are both province and unit."),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    let when = when.filter(|_| findings.0.is_empty())?;
    let keys = [who.province, who.code, who.unit, Some(when)];
    let columns: Vec<usize> = (0..table.header.len()).filter(|c| !keys.contains(&Some(*c))).collect();

    for error in &table.ragged {
        findings.error(error.clone());
    }
    let mut rows: Vec<(usize, Named, Period, Vec<f64>)> = Vec::with_capacity(table.rows.len());
    for (row, record) in &table.rows {
        if findings.full() {
            break;
        }
        let named = who.name(table, *row, record).map_err(|e| findings.error(e)).ok();
        let period =
            record[when].trim().parse::<Period>().map_err(|e| findings.error(e.within(&table.place(*row, when)))).ok();
        let mut values = Vec::with_capacity(columns.len());
        for &column in &columns {
            values.push(number(&record[column]).unwrap_or_else(|(code, message, mend)| {
                findings.error(Error::new(code, &table.place(*row, column), message, mend));
                f64::NAN
            }));
        }
        if let (Some(named), Some(period)) = (named, period) {
            rows.push((*row, named, period, values));
        }
    }

    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    let mut codes_of_names: BTreeMap<String, String> = BTreeMap::new();
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
            let known = units.entry(unit.code.clone()).or_insert_with(|| unit.clone());
            let code = codes_of_names.entry(unit.name.zh.clone()).or_insert_with(|| unit.code.clone());
            if known.name != unit.name || *code != unit.code {
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
    let units: Vec<Unit> = units.into_values().collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let (n, t) = (units.len(), periods.len());
    let mut values = vec![f64::NAN; columns.len() * n * t];
    let mut seen: Vec<usize> = vec![0; n * t];
    let mut set_apart = Vec::new();
    for (row, named, period, figures) in rows {
        let p = periods.binary_search(&period).ok()?;
        match named {
            Named::Total(name) => {
                findings.0.push(Finding::warning(total_set_apart(row, &name)));
                set_apart.push(SetApart { row, name, period, values: figures });
            }
            Named::Unit(unit) => {
                let u = units.binary_search_by(|other| other.code.cmp(&unit.code)).ok()?;
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
                for (i, figure) in figures.into_iter().enumerate() {
                    values[(i * t + p) * n + u] = figure;
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
    let indicators = columns.iter().map(|c| defined(&mut definitions, &table.header[*c])).collect();
    let panel = Panel { units, periods, indicators, values, notes: Vec::new(), set_apart };
    panel.check_shape().map_err(|e| findings.error(e)).ok()?;
    Some(panel)
}

fn total_set_apart(row: usize, name: &str) -> Error {
    Error::new(
        Code::TotalSetApart,
        &format!("row {row}"),
        Text::new(
            format!("“{name}”是合计，不参加排名，已单独存放。"),
            format!("\"{name}\" is a total: it is set apart and not ranked."),
        ),
        Text::new("无需处理。", "Nothing to do."),
    )
}

/// Reads what single figures know, against the panel that they belong to.
pub(super) fn read_cells(csv: &[u8], panel: &Panel) -> Result<BTreeMap<usize, CellNote>> {
    let table = Table::read(csv)?;
    if let Some(error) = table.ragged.first() {
        return Err(error.clone());
    }
    let need = |name: &str| {
        table.column(name).ok_or_else(|| {
            Error::new(
                Code::MissingColumn,
                "row 1",
                Text::new(format!("缺少列：{name}。"), format!("A column is missing: {name}.")),
                Text::new("须有 code、period、indicator。", "code, period and indicator are needed."),
            )
        })
    };
    let (code, period, indicator) = (need("code")?, need("period")?, need("indicator")?);
    let mut notes = BTreeMap::new();
    for (row, record) in &table.rows {
        let at = |column: usize| table.place(*row, column);
        let text = |name: &str| table.column(name).map_or("", |c| record[c].trim());
        let u = panel.find_unit(record[code].trim()).map_err(|e| e.within(&at(code)))?;
        let p = record[period].trim().parse().and_then(|p| panel.find_period(p)).map_err(|e| e.within(&at(period)))?;
        let id = record[indicator].trim();
        let i = panel.indicator(id).ok_or_else(|| unknown_column(id).within(&at(indicator)))?;
        let reason = match text("reason") {
            "" => None,
            written => Some(Reason::from_id(written).ok_or_else(|| {
                Error::new(
                    Code::BadParameter,
                    &format!("row {row}, column reason"),
                    Text::new(format!("没有原因代码“{written}”。"), format!("There is no reason \"{written}\".")),
                    Text::new("没有数据时可写 not_published。", "Write not_published where there is no figure."),
                )
            })?),
        };
        let error = number(text("standard_error")).and_then(|e| {
            if e < 0.0 {
                Err((
                    Code::BadParameter,
                    Text::new("标准误不能为负。", "A standard error cannot be negative."),
                    Text::new("请核对该数字。", "Check the number."),
                ))
            } else {
                Ok(e)
            }
        });
        let standard_error = error.map_err(|(code, message, mend)| {
            Error::new(code, &format!("row {row}, column standard_error"), message, mend)
        })?;
        let note = CellNote {
            note: text("note").to_owned(),
            reason,
            standard_error: Some(standard_error).filter(|e| !e.is_nan()),
        };
        if notes.insert(panel.cell(i, p, u), note).is_some() {
            return Err(Error::new(
                Code::DuplicateRow,
                &format!("row {row}"),
                Text::new("同一数据有两行说明。", "One figure has two rows."),
                Text::new("请删去其一。", "Delete one of them."),
            ));
        }
    }
    Ok(notes)
}
