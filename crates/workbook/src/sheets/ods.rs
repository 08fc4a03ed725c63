//! ODS (OpenDocument 1.x): the tables of `content.xml`.

use super::form::{decimal, is_shortest, percent, Form};
use super::grid::{Grid, MOST_TEXT};
use super::kinds::locked;
use super::ods_styles::{value, Styles};
use super::package::{content, damaged, Parts};
use super::xml;
use innodex_panel::error::Result;
use innodex_panel::sheet::{Range, Sheet};
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;

/// Parts of a table that hold no cells of it, though paragraphs and tables may stand in them.
const ASIDE: [&[u8]; 6] = [
    b"office:annotation",
    b"table:shapes",
    b"table:tracked-changes",
    b"table:dde-links",
    b"draw:frame",
    b"text:ruby-text",
];
const PART: &str = "content.xml";
/// Tells how far it is every so many events.
const STRIDE: usize = 1 << 16;

/// Refuses an OpenDocument package that a password protects.
#[inline(never)]
pub(super) fn unlocked(parts: &mut Parts) -> Result<()> {
    let mut encrypted = false;
    parts.each_event("META-INF/manifest.xml", &mut |event| {
        encrypted |= matches!(event, Event::Start(e) if e.local_name().as_ref() == b"encryption-data");
        Ok(())
    })?;
    match encrypted {
        true => Err(locked()),
        false => Ok(()),
    }
}

/// The sheets of a workbook, in its order.
pub(super) fn read(mut parts: Parts, progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    unlocked(&mut parts)?;
    let mut styles = Styles::default();
    styles.read(&mut parts, "styles.xml")?;
    let bytes = parts.whole(PART)?.ok_or_else(|| damaged(PART))?;
    let text = xml::text(&bytes).ok_or_else(|| damaged(PART))?;
    let mut xml = Reader::from_reader(text.as_ref());
    xml.config_mut().expand_empty_elements = true;
    let mut reading = Reading { styles, room: MOST_TEXT, ..Reading::default() };
    for count in 0.. {
        if count % STRIDE == STRIDE - 1 {
            progress(xml.buffer_position() as f64 / text.len() as f64);
        }
        match xml.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => reading.hears(&event)?,
            Err(_) => return Err(reading.damaged()),
        }
    }
    match reading.ended && reading.grid.is_none() {
        true => Ok(reading.sheets),
        false => Err(damaged(PART)),
    }
}

/// Tables while they are read.
#[derive(Default)]
struct Reading {
    styles: Styles,
    sheets: Vec<Sheet>,
    room: usize,
    grid: Option<Grid>,
    row: u32,
    column: u32,
    /// How often the row stands there.
    rows: u32,
    /// How many cells there were before the row.
    before: usize,
    /// Columns that the file has described, and the style of their cells: up to which column it goes.
    described: u32,
    styled: Vec<(u32, Option<String>)>,
    cell: Option<Cell>,
    /// The part aside that is passed over, and how many of its name are open.
    aside: Option<(Vec<u8>, usize)>,
    ended: bool,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    covered: bool,
    times: u32,
    /// Rows and columns that it spans.
    span: [u32; 2],
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    failed: bool,
    form: Form,
    text: String,
    paragraphs: usize,
    open: bool,
}

impl Reading {
    fn hears(&mut self, event: &Event) -> Result<()> {
        if let Some((name, depth)) = &mut self.aside {
            match event {
                Event::Start(e) if e.name().as_ref() == name.as_slice() => *depth += 1,
                Event::End(e) if e.name().as_ref() == name.as_slice() => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.aside = None;
            }
            return Ok(());
        }
        if self.grid.is_none() {
            self.styles.hears(event);
        }
        match event {
            Event::Start(e) if ASIDE.contains(&e.name().as_ref()) => self.aside = Some((e.name().as_ref().to_vec(), 1)),
            Event::Start(e) => return self.begins(e),
            Event::End(e) => return self.ends(e.name().as_ref()),
            other => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.open) {
                    let mut text = String::new();
                    content(other, &mut text).ok_or_else(|| damaged(PART))?;
                    cell.says(&text);
                }
            }
        }
        Ok(())
    }

    fn begins(&mut self, tag: &BytesStart) -> Result<()> {
        let times = |name: &[u8]| times(tag, name);
        let hidden = || value(tag, b"table:visibility").is_some_and(|seen| seen == "collapse" || seen == "filter");
        match (tag.name().as_ref(), &mut self.grid, &mut self.cell) {
            (b"table:table", None, _) => {
                let name = value(tag, b"table:name").unwrap_or_default();
                let hides = self.styles.hides(value(tag, b"table:style-name").as_deref());
                self.grid = Some(Grid::new(&name, hides, self.room));
                (self.row, self.described) = (0, 0);
                self.styled.clear();
            }
            (b"table:table", Some(_), _) => return Err(self.damaged()),
            (b"table:table-column", Some(grid), None) => {
                let count = times(b"table:number-columns-repeated");
                if hidden() {
                    grid.hide_columns(self.described, self.described.saturating_add(count - 1));
                }
                self.described = self.described.saturating_add(count);
                self.styled.push((self.described, value(tag, b"table:default-cell-style-name")));
            }
            (b"table:table-row", Some(grid), None) => {
                (self.column, self.before, self.rows) = (0, grid.len(), times(b"table:number-rows-repeated"));
                if hidden() {
                    // Of a million rows to the end of the sheet, no more than could hold anything.
                    (self.row..self.row.saturating_add(self.rows).min(1 << 20)).for_each(|row| grid.hide_row(row));
                }
            }
            (b"table:table-cell" | b"table:covered-table-cell", Some(_), None) => {
                self.cell = Some(self.cell_of(tag));
            }
            (name, _, Some(cell)) => cell.begins(name, times(b"text:c")),
            _ => {}
        }
        Ok(())
    }

    /// A cell as its tag states it.
    fn cell_of(&self, tag: &BytesStart) -> Cell {
        let kind = value(tag, b"office:value-type").unwrap_or_default();
        let stated = match kind.as_str() {
            "date" => b"office:date-value".as_slice(),
            "time" => b"office:time-value",
            "boolean" => b"office:boolean-value",
            "string" => b"office:string-value",
            _ => b"office:value",
        };
        let form = match kind.as_str() {
            "date" => self.form(value(tag, b"table:style-name")),
            _ => Form::Plain,
        };
        Cell {
            covered: tag.name().as_ref() == b"table:covered-table-cell",
            times: times(tag, b"table:number-columns-repeated"),
            span: [b"table:number-rows-spanned".as_slice(), b"table:number-columns-spanned"]
                .map(|name| times(tag, name)),
            value: value(tag, stated),
            formula: value(tag, b"table:formula"),
            failed: value(tag, b"calcext:value-type").as_deref() == Some("error"),
            form,
            kind,
            ..Cell::default()
        }
    }

    fn ends(&mut self, name: &[u8]) -> Result<()> {
        match name {
            b"text:p" | b"text:h" => {
                if let Some(cell) = &mut self.cell {
                    cell.open = false;
                }
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.put(&cell)?;
                }
            }
            b"table:table-row" => {
                if let Some(grid) = &mut self.grid {
                    grid.repeat(self.before, self.rows - 1)?;
                    self.row = self.row.saturating_add(self.rows);
                }
            }
            b"table:table" => {
                if let Some(grid) = self.grid.take() {
                    let sheet = grid.finish()?;
                    self.room -= sheet.cells.len();
                    self.sheets.push(sheet);
                }
            }
            b"office:document-content" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    /// What the style of a date shows: its own, or that of its column.
    fn form(&self, own: Option<String>) -> Form {
        let of_column = || self.styled.iter().find(|(end, _)| *end > self.column).and_then(|(_, style)| style.clone());
        self.styles.form(own.or_else(of_column).as_deref())
    }

    fn put(&mut self, cell: &Cell) -> Result<()> {
        let Some(grid) = &mut self.grid else { return Ok(()) };
        let text = cell.written();
        let [rows, columns] = cell.span;
        if (rows, columns) != (1, 1) && !cell.covered {
            let (bottom, right) = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            grid.merge(Range { top: self.row, left: self.column, bottom, right })?;
        }
        if !text.is_empty() {
            for at in 0..cell.times {
                grid.text(self.row, self.column.saturating_add(at), &text)?;
            }
        }
        self.column = self.column.saturating_add(cell.times);
        Ok(())
    }

    fn damaged(&self) -> innodex_panel::error::Error {
        damaged(&match &self.grid {
            Some(grid) => grid.place(self.row, self.column),
            None => PART.to_owned(),
        })
    }
}

/// How often something is repeated, or how far it reaches: once where it is not said.
fn times(tag: &BytesStart, name: &[u8]) -> u32 {
    value(tag, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).max(1)
}

impl Cell {
    /// Something within the cell begins.
    fn begins(&mut self, name: &[u8], count: u32) {
        match name {
            b"text:p" | b"text:h" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                (self.paragraphs, self.open) = (self.paragraphs + 1, true);
            }
            b"text:s" => self.text.extend(std::iter::repeat_n(' ', count.min(1000) as usize)),
            b"text:tab" => self.text.push('\t'),
            b"text:line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    /// White space in XML is one space, and at the beginning of a paragraph none.
    fn says(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' if self.text.is_empty() || self.text.ends_with([' ', '\n']) => {}
                ' ' | '\t' | '\n' | '\r' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }

    /// As a person would type it.
    fn written(&self) -> String {
        let mut text = String::new();
        let number = self.value.as_deref().unwrap_or_default();
        match (self.kind.as_str(), number.parse::<f64>()) {
            ("percentage", Ok(value)) => percent(value, &mut text),
            // LibreOffice keeps what it shows as true or false as 1 or 0.
            ("float", Ok(_)) if self.text == "TRUE" || self.text == "FALSE" => text.push_str(&self.text),
            ("float" | "currency", Ok(_)) if is_shortest(number.as_bytes()) => text.push_str(number),
            ("float" | "currency", Ok(value)) => decimal(value, &mut text),
            ("date", _) => text = date(number, self.form),
            ("time", _) => text = time(number).unwrap_or_else(|| self.text.clone()),
            ("boolean", _) => text.push_str(if number == "true" { "TRUE" } else { "FALSE" }),
            // LibreOffice writes no value where a formula gives an empty text; one without a text cannot.
            ("", _) if self.text.is_empty() => {
                if let Some(formula) = self.formula.as_ref().filter(|formula| !formula.contains('"')) {
                    text = formula_of(formula);
                }
            }
            _ if self.text.is_empty() && !self.failed => text.push_str(number),
            _ => text.push_str(&self.text),
        }
        text
    }
}

/// A date as far as its cell shows it.
fn date(written: &str, form: Form) -> String {
    let text = xml::date(written);
    match form {
        Form::Year => text.strip_suffix("-01-01").map_or(text.clone(), str::to_owned),
        Form::Month if text.len() == 10 => text.strip_suffix("-01").map_or(text.clone(), str::to_owned),
        _ => text,
    }
}

/// `PT12H30M00S` as 12:30.
fn time(written: &str) -> Option<String> {
    let (hours, rest) = written.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.strip_suffix('S')?.replace(',', ".").parse().ok()?;
    let whole = hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().ok()? * 60.0 + seconds;
    let mut text = String::new();
    Form::Hours.write(whole / 86_400.0, false, &mut text);
    Some(text)
}

/// `of:=SUM([.B2:.B4])` as other spreadsheets write it.
fn formula_of(written: &str) -> String {
    let formula = written.split_once('=').map_or(written, |(_, formula)| formula);
    let mut text = String::from("=");
    let mut rest = formula;
    while let Some((before, reference)) = rest.split_once('[') {
        let (inside, after) = reference.split_once(']').unwrap_or((reference, ""));
        text += before;
        text += &inside.replace(":.", ":").trim_start_matches('.').replace('.', "!");
        rest = after;
    }
    text += &rest.replace(';', ",");
    text
}
