//! Workbooks of Excel 2003 as XML (SpreadsheetML), often under the name of an XLS.

use super::form::{decimal, is_shortest, percent, Form};
use super::grid::{Grid, MOST_TEXT};
use super::kinds::no_table;
use super::package::{attribute, content, damaged};
use super::xml;
use innodex_panel::error::{Error, Result};
use innodex_panel::sheet::{Range, Sheet};
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;
use std::collections::BTreeMap;

/// The worksheets, in their order.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let text = xml::text(bytes).ok_or_else(|| damaged(""))?;
    let mut xml = Reader::from_reader(text.as_ref());
    xml.config_mut().expand_empty_elements = true;
    let mut reading = Reading { room: MOST_TEXT, ..Reading::default() };
    loop {
        match xml.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => reading.hears(&event)?,
            Err(_) if reading.workbook => return Err(reading.damaged()),
            Err(_) => return Err(no_workbook()),
        }
    }
    match (reading.workbook, reading.ended) {
        (true, true) => Ok(reading.sheets),
        (true, false) => Err(reading.damaged()),
        _ => Err(no_workbook()),
    }
}

#[cold]
fn no_workbook() -> Error {
    no_table("这是 XML 文件，但不是 Excel 2003 的 XML 表格", "This is XML, but no XML spreadsheet of Excel 2003")
}

/// A workbook while it is read. Rows and columns count from 0.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    room: usize,
    workbook: bool,
    ended: bool,
    /// What a style makes of a number, by its id.
    forms: BTreeMap<String, Form>,
    style: Option<String>,
    grid: Option<Grid>,
    row: u32,
    column: u32,
    described: u32,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    form: Form,
    kind: String,
    text: String,
    formula: Option<String>,
    data: bool,
    seen: bool,
}

impl Reading {
    fn hears(&mut self, event: &Event) -> Result<()> {
        match event {
            Event::Start(e) => self.begins(e).ok_or_else(|| self.damaged())?,
            Event::End(e) => self.ends(e.local_name().as_ref()),
            other => match self.cell.as_mut().filter(|cell| cell.data) {
                Some(cell) => content(other, &mut cell.text).ok_or_else(|| damaged("")),
                None => Ok(()),
            },
        }
    }

    /// None where it is damaged.
    fn begins(&mut self, tag: &BytesStart) -> Option<Result<()>> {
        let number = |name: &[u8]| attribute(tag, name).map(|n| n.and_then(|n| n.parse::<u32>().ok()));
        let hidden = || attribute(tag, b"Hidden").map(|set| set.is_some_and(|set| set == "1"));
        match (tag.local_name().as_ref(), &mut self.grid) {
            (b"Workbook", _) => self.workbook = true,
            (b"Style", None) => self.style = attribute(tag, b"ID")?,
            (b"NumberFormat", None) => {
                if let (Some(style), Some(code)) = (self.style.clone(), attribute(tag, b"Format")?) {
                    self.forms.insert(style, form(&code));
                }
            }
            (b"Worksheet", grid) => {
                *grid = Some(Grid::new(&attribute(tag, b"Name")?.unwrap_or_default(), false, self.room));
                (self.row, self.described) = (0, 0);
            }
            (b"Column", Some(grid)) => {
                let first = number(b"Index")?.map_or(self.described, |index| index.saturating_sub(1));
                let last = first.saturating_add(number(b"Span")?.unwrap_or(0));
                if hidden()? {
                    grid.hide_columns(first, last);
                }
                self.described = last.saturating_add(1);
            }
            (b"Row", Some(grid)) => {
                self.row = number(b"Index")?.map_or(self.row, |index| index.saturating_sub(1));
                self.column = 0;
                let span = number(b"Span")?.unwrap_or(0).min(1 << 20);
                if hidden()? {
                    (self.row..=self.row.saturating_add(span)).for_each(|row| grid.hide_row(row));
                }
                self.row = self.row.saturating_add(span);
            }
            (b"Cell", Some(grid)) => {
                self.column = number(b"Index")?.map_or(self.column, |index| index.saturating_sub(1));
                let (across, down) = (number(b"MergeAcross")?.unwrap_or(0), number(b"MergeDown")?.unwrap_or(0));
                let form =
                    attribute(tag, b"StyleID")?.and_then(|style| self.forms.get(&style).copied()).unwrap_or_default();
                self.cell = Some(Cell { form, formula: attribute(tag, b"Formula")?, ..Cell::default() });
                if (across, down) != (0, 0) {
                    let (bottom, right) = (self.row.saturating_add(down), self.column.saturating_add(across));
                    return Some(grid.merge(Range { top: self.row, left: self.column, bottom, right }));
                }
            }
            (b"Data", _) => {
                let kind = attribute(tag, b"Type")?.unwrap_or_default();
                if let Some(cell) = &mut self.cell {
                    (cell.kind, cell.data, cell.seen) = (kind, true, true);
                }
            }
            _ => {}
        }
        Some(Ok(()))
    }

    fn ends(&mut self, name: &[u8]) -> Result<()> {
        match name {
            b"Data" => {
                if let Some(cell) = &mut self.cell {
                    cell.data = false;
                }
            }
            b"Cell" => {
                if let (Some(cell), Some(grid)) = (self.cell.take(), &mut self.grid) {
                    grid.text(self.row, self.column, &cell.written())?;
                    self.column = self.column.saturating_add(1);
                }
            }
            b"Row" => self.row = self.row.saturating_add(1),
            b"Worksheet" => {
                if let Some(grid) = self.grid.take() {
                    let sheet = grid.finish()?;
                    self.room = self.room.saturating_sub(sheet.cells.len());
                    self.sheets.push(sheet);
                }
            }
            b"Workbook" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn damaged(&self) -> Error {
        damaged(&self.grid.as_ref().map_or(String::new(), |grid| grid.place(self.row, self.column)))
    }
}

/// Formats have words of their own here, beside those of all workbooks.
fn form(code: &str) -> Form {
    match code {
        "Percent" => Form::Percent,
        "Short Date" | "Long Date" | "Medium Date" | "General Date" => Form::Day,
        "Short Time" | "Long Time" | "Medium Time" => Form::Time,
        "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Scientific" | "Yes/No"
        | "True/False" | "On/Off" => Form::Plain,
        code => Form::of_code(code),
    }
}

impl Cell {
    fn written(&self) -> String {
        let mut text = String::new();
        match (self.kind.as_str(), self.text.trim().parse::<f64>()) {
            ("Number", Ok(value)) if self.form == Form::Percent => percent(value, &mut text),
            ("Number", Ok(_)) if is_shortest(self.text.trim().as_bytes()) => text.push_str(self.text.trim()),
            ("Number", Ok(value)) => decimal(value, &mut text),
            ("DateTime", _) => text = date(self.text.trim(), self.form),
            ("Boolean", _) => text.push_str(if self.text.trim() == "0" { "FALSE" } else { "TRUE" }),
            _ if !self.seen => text.push_str(self.formula.as_deref().unwrap_or_default()),
            _ => text.push_str(&self.text),
        }
        text
    }
}

/// A date as far as its cell shows it; the day before the first one stands for a time alone.
fn date(written: &str, form: Form) -> String {
    let text = xml::date(written);
    match form {
        Form::Year => text.strip_suffix("-01-01").map_or(text.clone(), str::to_owned),
        Form::Month if text.len() == 10 => text.strip_suffix("-01").map_or(text.clone(), str::to_owned),
        Form::Time => text.strip_prefix("1899-12-31 ").map_or(text.clone(), str::to_owned),
        _ => text,
    }
}
