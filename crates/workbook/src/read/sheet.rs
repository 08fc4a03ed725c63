//! A sheet: its cells, and what they are read as.

use super::package::{attribute, cell_number, content, damaged, row_number, Package, Phrase, Shared};
use super::place;
use innodex_panel::coinr::cell::number as written;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::panel::number;
use innodex_panel::text::Text;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Of all texts of a sheet, and of one cell, as spreadsheets have it.
const MOST_TEXT: usize = 64_000_000;
const LONGEST: usize = 32_767;

/// What stands in a cell; of a formula, what was computed of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Number(f64),
    Text(String),
    /// A date, a time, true or false: nothing that belongs into these sheets as a figure.
    Other(&'static str),
    /// `#DIV/0!` and the like, save `#N/A`, which is an empty cell.
    Fault(String),
    /// A formula that was never computed.
    Waiting,
}

pub(crate) struct Sheet {
    pub(crate) name: String,
    /// By row and column from 1.
    pub(crate) cells: BTreeMap<(u32, u32), Cell>,
}

impl Sheet {
    /// # Errors
    /// `too_large`, `unknown_form`.
    pub(crate) fn read(package: &mut Package, name: &str) -> Result<Sheet> {
        let sheet = Sheet { name: name.to_owned(), cells: BTreeMap::new() };
        let mut reading = Reading { sheet, part: Part::Before, row: 0, column: 0, open: None, text: 0 };
        package.sheet(name, |event, shared| reading.hears(event, shared))?;
        match reading.part {
            Part::After => Ok(reading.sheet),
            _ => Err(damaged(name)),
        }
    }

    pub(crate) fn place(&self, row: u32, column: u32) -> String {
        place(&self.name, row, column)
    }

    pub(crate) fn wrong(&self, code: Code, row: u32, column: u32, message: Text, hint: (&str, &str)) -> Error {
        Error::new(code, &self.place(row, column), message, Text::new(hint.0, hint.1))
    }

    /// A cell as text, numbers at their shortest; none where it is empty.
    ///
    /// # Errors
    /// `not_a_number` for what is neither.
    pub(crate) fn text(&self, row: u32, column: u32) -> Result<Option<String>> {
        Ok(match self.cells.get(&(row, column)) {
            None => None,
            Some(Cell::Text(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Some(Cell::Number(value)) => Some(written(*value)),
            Some(_) => return Err(self.no_figure(row, column)),
        })
    }

    /// The same, where `-`, `--` and `n/a` are none.
    ///
    /// # Errors
    /// See [`Sheet::text`].
    pub(crate) fn word(&self, row: u32, column: u32) -> Result<Option<String>> {
        Ok(self.text(row, column)?.filter(|text| !is_missing(text)))
    }

    /// A figure; NaN where there is none.
    ///
    /// # Errors
    /// `not_a_number` and the like.
    pub(crate) fn figure(&self, row: u32, column: u32) -> Result<f64> {
        match self.cells.get(&(row, column)) {
            None => Ok(f64::NAN),
            Some(Cell::Number(value)) => Ok(*value),
            Some(Cell::Text(text)) if is_missing(text.trim()) || text.trim() == "NA" => Ok(f64::NAN),
            Some(Cell::Text(text)) => {
                let of = |(code, message, hint)| Error::new(code, &self.place(row, column), message, hint);
                number(text.trim()).map_err(of)
            }
            Some(_) => Err(self.no_figure(row, column)),
        }
    }

    fn no_figure(&self, row: u32, column: u32) -> Error {
        let (zh, en, hint) = match self.cells.get(&(row, column)) {
            Some(Cell::Fault(fault)) => (
                format!("单元格的公式出错：{fault}。"),
                format!("The formula of the cell has failed: {fault}."),
                ("请修正公式；没有数据时写 n/a。", "Mend the formula; write n/a where there is no figure."),
            ),
            Some(Cell::Waiting) => (
                "单元格的公式尚未计算。".to_owned(),
                "The formula of the cell was never computed.".to_owned(),
                ("请用电子表格软件打开并保存。", "Open the workbook in a spreadsheet and save it."),
            ),
            Some(Cell::Other(kind)) => (
                format!("单元格是日期、时间或真假值（{kind}）。"),
                format!("The cell is a {kind}."),
                ("请改为数字或文字。", "Make it a number, or text."),
            ),
            _ => (String::new(), String::new(), ("", "")),
        };
        self.wrong(Code::NotANumber, row, column, Text::new(zh, en), hint)
    }
}

/// Whether a text says that there is nothing.
pub(crate) fn is_missing(text: &str) -> bool {
    matches!(text, "" | "-" | "--") || text.eq_ignore_ascii_case("n/a")
}

/// Where in the part of a sheet: only what stands in `<sheetData>` are cells.
enum Part {
    Before,
    Cells,
    After,
}

/// A sheet while it is read.
struct Reading {
    sheet: Sheet,
    part: Part,
    row: u32,
    column: u32,
    open: Option<Open>,
    /// Bytes of all texts so far.
    text: usize,
}

/// A cell while it is read.
#[derive(Default)]
struct Open {
    /// What its value is: `s` is a text of the table, `n`, or nothing, a number.
    kind: Option<String>,
    style: Option<String>,
    formula: bool,
    /// What stands in `<v>`.
    value: Option<String>,
    inside_value: bool,
    /// What stands in `<is>`.
    phrase: Option<Phrase>,
}

impl Reading {
    fn hears(&mut self, event: &Event, shared: &Shared) -> Result<()> {
        match (&self.part, event) {
            (Part::Before, Event::Start(e)) if e.local_name().as_ref() == b"sheetData" => self.part = Part::Cells,
            (Part::Cells, Event::End(e)) if e.local_name().as_ref() == b"sheetData" => {
                self.part = Part::After;
                if self.open.is_some() {
                    return Err(self.damaged());
                }
            }
            (Part::Cells, event) => return self.hears_cells(event, shared),
            _ => {}
        }
        Ok(())
    }

    fn hears_cells(&mut self, event: &Event, shared: &Shared) -> Result<()> {
        let known = match (&mut self.open, event) {
            (None, Event::Start(e)) => self.begins(e),
            (Some(_), Event::End(e)) if e.local_name().as_ref() == b"c" => return self.ends(shared),
            (Some(open), event) => open.hears(event),
            (None, _) => Some(()),
        };
        known.ok_or_else(|| self.damaged())
    }

    fn begins(&mut self, tag: &BytesStart) -> Option<()> {
        match tag.local_name().as_ref() {
            b"row" => (self.row, self.column) = (row_number(tag, self.row)?, 0),
            b"c" => {
                (self.row, self.column) = cell_number(tag, self.row, self.column)?;
                self.open = Some(Open { kind: attribute(tag, b"t")?, style: attribute(tag, b"s")?, ..Open::default() });
            }
            _ => {}
        }
        Some(())
    }

    /// Keeps the cell, where there is anything in it.
    fn ends(&mut self, shared: &Shared) -> Result<()> {
        let open = self.open.take().unwrap_or_default();
        let Some(cell) = open.cell(shared).ok_or_else(|| self.damaged())? else { return Ok(()) };
        if let Cell::Text(text) = &cell {
            self.text += text.len();
            // Characters are counted only where there could be too many.
            if text.len() > LONGEST && text.chars().count() > LONGEST {
                return Err(self.too_much("单元格的文字过长。", "The text of the cell is too long."));
            }
        }
        if self.sheet.cells.len() >= shared.most_cells || self.text > MOST_TEXT {
            return Err(self.too_much("工作表的内容过多。", "There is too much in the sheet."));
        }
        // One place has one cell: a second would take the place of the first without a word.
        match self.sheet.cells.insert((self.row, self.column), cell) {
            None => Ok(()),
            Some(_) => Err(self.damaged()),
        }
    }

    fn damaged(&self) -> Error {
        damaged(&match self.row {
            0 => self.sheet.name.clone(),
            _ => self.sheet.place(self.row, self.column.max(1)),
        })
    }

    fn too_much(&self, zh: &str, en: &str) -> Error {
        self.sheet.wrong(
            Code::TooLarge,
            self.row,
            self.column,
            Text::new(zh, en),
            (
                "每个工作表的非空单元格数不得超过文件字节数（20 万以内不限）和 200 万，文字不得超过 64 MB，每个单元格不得超过 32767 个字符。",
                "A sheet may have as many cells that are not empty as the file has bytes (200,000 in any case), and two million; 64 MB \
                 of text; a cell 32,767 characters.",
            ),
        )
    }
}

impl Open {
    fn hears(&mut self, event: &Event) -> Option<()> {
        if let Some(phrase) = &mut self.phrase {
            phrase.hears(event)?;
        }
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                b"row" | b"c" => return None,
                b"f" => self.formula = true,
                b"v" => (self.value, self.inside_value) = (Some(String::new()), true),
                b"is" => self.phrase = Some(Phrase::default()),
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == b"v" => self.inside_value = false,
            other if self.inside_value => content(other, self.value.get_or_insert_default())?,
            _ => {}
        }
        Some(())
    }

    /// What it is; the outer `None` where it is damaged.
    fn cell(self, shared: &Shared) -> Option<Option<Cell>> {
        let Open { kind, style, formula, value, phrase, .. } = self;
        let value = value.unwrap_or_default();
        let text = |text: String| (!text.is_empty()).then_some(Cell::Text(text));
        Some(match (kind.as_deref(), value.trim()) {
            // A computed text may be empty.
            (Some("str"), _) => text(value),
            (Some("inlineStr"), _) => text(phrase.unwrap_or_default().text),
            (_, "") => match phrase {
                Some(phrase) => text(phrase.text),
                None if formula => Some(Cell::Waiting),
                None => None,
            },
            (Some("s"), at) => text(shared.text(at)?.to_owned()),
            (Some("b"), "0" | "false") => Some(Cell::Other("FALSE")),
            (Some("b"), _) => Some(Cell::Other("TRUE")),
            (Some("d"), _) => Some(Cell::Other("date")),
            (Some("e"), "#N/A") => None,
            (Some("e"), fault) => Some(Cell::Fault(fault.to_owned())),
            (None | Some("n"), number) => match number.parse::<f64>() {
                Ok(v) if !v.is_finite() => Some(Cell::Fault("#NUM!".to_owned())),
                Ok(_) if shared.shows_date(style.as_deref()) => Some(Cell::Other("date")),
                Ok(v) => Some(Cell::Number(v)),
                Err(_) if kind.is_none() => text(value),
                Err(_) => return None,
            },
            _ => return None,
        })
    }
}
