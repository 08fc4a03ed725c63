//! XLSX and XLSM: sheets of the parts of the package.

use super::form::{decimal, is_shortest, percent, Form};
use super::grid::{Grid, MOST_TEXT};
use super::package::{address, attribute, content, damaged, unescaped, whole, Parts, Phrase, LAST_COLUMN, LAST_ROW};
use super::relations::{part_of, relations, Relation};
use super::xml;
use innodex_panel::error::Result;
use innodex_panel::sheet::{Range, Sheet};
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;
use std::collections::BTreeMap;

/// What the cells of all sheets point to.
struct Shared {
    texts: Vec<String>,
    forms: Vec<Form>,
    from_1904: bool,
}

/// A sheet as the workbook names it.
struct Named {
    name: String,
    hidden: bool,
    id: String,
}

/// The worksheets of a workbook, in its order.
pub(super) fn read(mut parts: Parts, workbook: &str, progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let leads = relations(&mut parts, workbook)?;
    let (named, from_1904) = sheets(&mut parts, workbook)?;
    let texts = parts.texts(part_of(&leads, "sharedStrings", "xl/sharedStrings.xml"))?;
    let forms = parts.forms(part_of(&leads, "styles", "xl/styles.xml"))?;
    let shared = Shared { texts, forms, from_1904 };
    let mut room = MOST_TEXT;
    let mut found = Vec::new();
    let all = named.len().max(1) as f64;
    for (at, Named { name, hidden, id }) in named.iter().enumerate() {
        // Sheets of charts and dialogs hold no cells.
        let Some(Relation { part, .. }) = leads.iter().find(|lead| lead.id == *id && lead.kind == "worksheet") else {
            continue;
        };
        let bytes = parts.whole(part)?.ok_or_else(|| damaged(name))?;
        let mut told = |share: f64| progress((at as f64 + share) / all);
        let sheet = sheet(Grid::new(name, *hidden, room), &bytes, &shared, &mut told)?;
        room -= sheet.cells.len();
        found.push(sheet);
    }
    Ok(found)
}

/// The names of the sheets, and whether dates are counted from 1904 on.
fn sheets(parts: &mut Parts, workbook: &str) -> Result<(Vec<Named>, bool)> {
    let (mut named, mut from_1904) = (Vec::new(), false);
    let found = parts.events(workbook, |event| {
        let Event::Start(e) = event else { return Ok(()) };
        let value = |name: &[u8]| attribute(e, name).ok_or_else(|| damaged(workbook));
        match e.local_name().as_ref() {
            b"sheet" => {
                let hidden = value(b"state")?.is_some_and(|state| state != "visible");
                let (name, id) = (value(b"name")?.unwrap_or_default(), value(b"id")?.unwrap_or_default());
                named.push(Named { name, hidden, id });
            }
            b"workbookPr" => from_1904 = value(b"date1904")?.is_some_and(|set| set == "1" || set == "true"),
            _ => {}
        }
        Ok(())
    })?;
    match found {
        true => Ok((named, from_1904)),
        false => Err(damaged(workbook)),
    }
}

/// Tells how far it is every so many events.
const STRIDE: usize = 1 << 16;

fn sheet(grid: Grid, bytes: &[u8], shared: &Shared, told: &mut dyn FnMut(f64)) -> Result<Sheet> {
    let name = grid.name().to_owned();
    let text = xml::text(bytes).ok_or_else(|| damaged(&name))?;
    let mut xml = Reader::from_reader(text.as_ref());
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    let mut reading =
        Reading { grid, shared, part: Part::Before, row: 0, column: 0, open: None, masters: BTreeMap::new() };
    for count in 0.. {
        if count % STRIDE == STRIDE - 1 {
            told(xml.buffer_position() as f64 / text.len() as f64);
        }
        match xml.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => reading.hears(&event)?,
            Err(_) => return Err(reading.damaged()),
        }
    }
    match reading.part {
        Part::After => reading.grid.finish(),
        _ => Err(damaged(&name)),
    }
}

/// Where in the part of a sheet: only what stands in `<sheetData>` are cells.
enum Part {
    Before,
    Cells,
    After,
}

/// A sheet while it is read. Rows and columns count from 1, as the file has them.
struct Reading<'a> {
    grid: Grid,
    shared: &'a Shared,
    part: Part,
    row: u32,
    column: u32,
    open: Option<Open>,
    /// Formulas that further cells share, by their number.
    masters: BTreeMap<String, String>,
}

/// What the value of a cell is.
#[derive(Clone, Copy, PartialEq, Default)]
enum Kind {
    #[default]
    Number,
    Shared,
    /// A text that a formula gave.
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    kind: Kind,
    form: Form,
    value: Vec<u8>,
    inside_value: bool,
    formula: Option<String>,
    inside_formula: bool,
    /// The number of a formula that further cells share.
    sharing: Option<String>,
    /// What stands in `<is>`.
    phrase: Option<Phrase>,
}

impl Reading<'_> {
    fn hears(&mut self, event: &Event) -> Result<()> {
        let known = match (&self.part, event) {
            (Part::Cells, Event::End(e)) if e.local_name().as_ref() == b"sheetData" => {
                self.part = Part::After;
                self.open.is_none().then_some(())
            }
            (Part::Cells, event) => return self.hears_cells(event),
            (Part::Before, Event::Start(e)) if e.local_name().as_ref() == b"sheetData" => {
                self.part = Part::Cells;
                Some(())
            }
            (Part::Before, Event::Start(e)) if e.local_name().as_ref() == b"col" => self.columns(e),
            (Part::After, Event::Start(e)) if e.local_name().as_ref() == b"mergeCell" => return self.merges(e),
            _ => Some(()),
        };
        known.ok_or_else(|| self.damaged())
    }

    fn columns(&mut self, tag: &BytesStart) -> Option<()> {
        if is_set(attribute(tag, b"hidden")?) {
            let bound = |name: &[u8]| whole(&attribute(tag, name)??).filter(|column| *column >= 1);
            self.grid.hide_columns(bound(b"min")? - 1, bound(b"max")?.min(LAST_COLUMN) - 1);
        }
        Some(())
    }

    fn merges(&mut self, tag: &BytesStart) -> Result<()> {
        let range = || {
            let written = attribute(tag, b"ref")??;
            let (from, to) = written.split_once(':').unwrap_or((&written, &written));
            let ((top, left), (bottom, right)) = (address(from)?, address(to)?);
            let positive = [top, left, bottom, right].iter().all(|n| *n >= 1);
            positive.then(|| Range { top: top - 1, left: left - 1, bottom: bottom - 1, right: right - 1 })
        };
        let range = range().ok_or_else(|| damaged(self.grid.name()))?;
        self.grid.merge(range)
    }

    fn hears_cells(&mut self, event: &Event) -> Result<()> {
        let known = match (&mut self.open, event) {
            (None, Event::Start(e)) => self.begins(e),
            (Some(_), Event::End(e)) if e.local_name().as_ref() == b"c" => return self.ends(),
            (Some(open), event) => open.hears(event),
            (None, _) => Some(()),
        };
        known.ok_or_else(|| self.damaged())
    }

    /// A row or a cell begins: where it is, and what it says of itself.
    fn begins(&mut self, tag: &BytesStart) -> Option<()> {
        match tag.local_name().as_ref() {
            b"row" => {
                (self.row, self.column) = (self.row + 1, 0);
                let (mut seen, mut hidden) = (false, false);
                for attribute in tag.attributes().with_checks(false) {
                    let attribute = attribute.ok()?;
                    match attribute.key.as_ref() {
                        b"r" if seen => return None,
                        b"r" => (self.row, seen) = (number(&attribute.value)?, true),
                        b"hidden" => hidden = matches!(attribute.value.as_ref(), b"1" | b"true"),
                        _ => {}
                    }
                }
                if hidden {
                    self.grid.hide_row(self.row.checked_sub(1)?);
                }
                (1..=LAST_ROW).contains(&self.row).then_some(())
            }
            b"c" => self.cell_begins(tag),
            _ => Some(()),
        }
    }

    fn cell_begins(&mut self, tag: &BytesStart) -> Option<()> {
        let mut open = Open::default();
        self.column += 1;
        let (mut placed, mut kinds) = (false, false);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                b"r" if placed => return None,
                b"r" => ((self.row, self.column), placed) = (address(std::str::from_utf8(value).ok()?)?, true),
                b"t" if kinds => return None,
                b"t" => (open.kind, kinds) = (Kind::of(value)?, true),
                b"s" if value.is_empty() => {}
                b"s" => open.form = self.shared.forms.get(number(value)? as usize).copied().unwrap_or_default(),
                _ => {}
            }
        }
        self.open = Some(open);
        ((1..=LAST_ROW).contains(&self.row) && (1..=LAST_COLUMN).contains(&self.column)).then_some(())
    }

    fn ends(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let (row, column) = (self.row - 1, self.column - 1);
        if let (Some(number), Some(formula)) = (&open.sharing, &open.formula) {
            if !formula.is_empty() {
                self.masters.insert(number.clone(), formula.clone());
            }
        }
        let value = open.value.trim_ascii();
        let text = std::str::from_utf8(value).map_err(|_| self.damaged())?;
        match (open.kind, value.is_empty()) {
            // A computed text may be empty.
            (Kind::Text, _) if open.formula.is_none() || !open.value.is_empty() => {
                let text = String::from_utf8_lossy(&open.value);
                self.grid.text(row, column, &unescaped(&text))
            }
            (Kind::Text, _) => Ok(()),
            (_, true) => match (open.phrase, open.formula) {
                (Some(phrase), _) => self.grid.text(row, column, &phrase.text),
                (None, Some(formula)) => {
                    let formula = match (formula.is_empty(), open.sharing) {
                        (true, Some(number)) => self.masters.get(&number).cloned().unwrap_or_default(),
                        _ => formula,
                    };
                    self.grid.text(row, column, &format!("={formula}"))
                }
                (None, None) => Ok(()),
            },
            (Kind::Shared, _) => {
                let text = number(value).and_then(|at| self.shared.texts.get(at as usize));
                let text = text.ok_or_else(|| self.damaged())?;
                self.grid.text(row, column, text)
            }
            (Kind::Bool, _) => {
                self.grid.text(row, column, if matches!(text, "0" | "false") { "FALSE" } else { "TRUE" })
            }
            (Kind::Error, _) | (Kind::Inline, _) => self.grid.text(row, column, text),
            (Kind::Date, _) => self.grid.text(row, column, &xml::date(text)),
            (Kind::Number, _) => self.number(row, column, text, open.form),
        }
    }

    fn number(&mut self, row: u32, column: u32, text: &str, form: Form) -> Result<()> {
        if form == Form::Plain && is_shortest(text.as_bytes()) {
            return self.grid.written(row, column, |to| to.push_str(text));
        }
        // Some programs write texts without saying so.
        let Ok(value) = text.parse::<f64>() else { return self.grid.text(row, column, text) };
        let from_1904 = self.shared.from_1904;
        self.grid.written(row, column, |to| match form {
            Form::Plain => decimal(value, to),
            Form::Percent => percent(value, to),
            form => form.write(value, from_1904, to),
        })
    }

    fn damaged(&self) -> innodex_panel::error::Error {
        damaged(&match self.row {
            0 => self.grid.name().to_owned(),
            _ => self.grid.place(self.row - 1, self.column.max(1) - 1),
        })
    }
}

impl Kind {
    fn of(word: &[u8]) -> Option<Kind> {
        Some(match word {
            b"n" => Kind::Number,
            b"s" => Kind::Shared,
            b"str" => Kind::Text,
            b"inlineStr" => Kind::Inline,
            b"b" => Kind::Bool,
            b"e" => Kind::Error,
            b"d" => Kind::Date,
            _ => return None,
        })
    }
}

impl Open {
    fn hears(&mut self, event: &Event) -> Option<()> {
        if let Some(phrase) = &mut self.phrase {
            return phrase.hears(event);
        }
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                b"row" | b"c" => return None,
                b"f" => {
                    (self.formula, self.inside_formula) = (Some(String::new()), true);
                    if attribute(e, b"t")?.is_some_and(|kind| kind == "shared") {
                        self.sharing = attribute(e, b"si")?;
                    }
                }
                b"v" => self.inside_value = true,
                b"is" => self.phrase = Some(Phrase::default()),
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                b"v" => self.inside_value = false,
                b"f" => self.inside_formula = false,
                _ => {}
            },
            Event::Text(text) if self.inside_value => {
                self.value.extend_from_slice(text.xml10_content().ok()?.as_bytes())
            }
            other if self.inside_value => {
                let mut text = String::new();
                content(other, &mut text)?;
                self.value.extend_from_slice(text.as_bytes());
            }
            other if self.inside_formula => content(other, self.formula.get_or_insert_default())?,
            _ => {}
        }
        Some(())
    }
}

/// A whole number as XML has it.
fn number(digits: &[u8]) -> Option<u32> {
    whole(std::str::from_utf8(digits).ok()?)
}

fn is_set(value: Option<String>) -> bool {
    value.is_some_and(|set| set == "1" || set == "true")
}
