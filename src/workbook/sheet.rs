//! A sheet: its cells, and what they are read as.

use super::package::{damaged, Package};
use super::place;
use crate::coinr::cell::number as written;
use crate::error::{Code, Error, Result};
use crate::panel::number;
use crate::text::Text;
use calamine::{CellErrorType, DataRef, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// What is not empty, of one sheet.
const MOST_CELLS: usize = 2_000_000;

/// What stands in a cell; of a formula, what was computed of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Number(f64),
    Text(String),
    /// A date, a time, true or false: nothing that belongs into these sheets as a figure.
    Other(&'static str),
    /// `#DIV/0!` and the like, save `#N/A`, which is an empty cell.
    Fault(String),
    /// A formula that was never computed.
    Waiting,
}

pub(super) struct Sheet {
    pub(super) name: String,
    /// By row and column from 1.
    pub(super) cells: BTreeMap<(u32, u32), Cell>,
}

impl Sheet {
    /// # Errors
    /// `too_large`, `unknown_form`.
    pub(super) fn read(package: &mut Package, book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet> {
        let mut cells = BTreeMap::new();
        for at in package.check(name)? {
            cells.insert(at, Cell::Waiting);
        }
        let mut reader = book.worksheet_cells_reader(name).map_err(|_| damaged(name))?;
        while let Some(cell) = reader.next_cell().map_err(|_| damaged(name))? {
            let (row, column) = cell.get_position();
            if let Some(value) = of(cell.get_value()) {
                cells.insert((row.saturating_add(1), column.saturating_add(1)), value);
            }
            if cells.len() > MOST_CELLS {
                return Err(Error::new(
                    Code::TooLarge,
                    name,
                    Text::new("工作表的单元格过多。", "The sheet has too many cells."),
                    Text::new("不得超过 200 万个。", "There may be two million."),
                ));
            }
        }
        Ok(Sheet { name: name.to_owned(), cells })
    }

    pub(super) fn place(&self, row: u32, column: u32) -> String {
        place(&self.name, row, column)
    }

    pub(super) fn wrong(&self, code: Code, row: u32, column: u32, message: Text, mend: (&str, &str)) -> Error {
        Error::new(code, &self.place(row, column), message, Text::new(mend.0, mend.1))
    }

    /// A cell as text, numbers at their shortest; none where it is empty.
    ///
    /// # Errors
    /// `not_a_number` for what is neither.
    pub(super) fn text(&self, row: u32, column: u32) -> Result<Option<String>> {
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
    pub(super) fn word(&self, row: u32, column: u32) -> Result<Option<String>> {
        Ok(self.text(row, column)?.filter(|text| !is_missing(text)))
    }

    /// A figure; NaN where there is none.
    ///
    /// # Errors
    /// `not_a_number` and the like.
    pub(super) fn figure(&self, row: u32, column: u32) -> Result<f64> {
        match self.cells.get(&(row, column)) {
            None => Ok(f64::NAN),
            Some(Cell::Number(value)) => Ok(*value),
            Some(Cell::Text(text)) if is_missing(text.trim()) || text.trim() == "NA" => Ok(f64::NAN),
            Some(Cell::Text(text)) => {
                let of = |(code, message, mend)| Error::new(code, &self.place(row, column), message, mend);
                number(text.trim()).map_err(of)
            }
            Some(_) => Err(self.no_figure(row, column)),
        }
    }

    fn no_figure(&self, row: u32, column: u32) -> Error {
        let (zh, en, mend) = match self.cells.get(&(row, column)) {
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
        self.wrong(Code::NotANumber, row, column, Text::new(zh, en), mend)
    }
}

/// Whether a text says that there is nothing.
pub(super) fn is_missing(text: &str) -> bool {
    matches!(text, "" | "-" | "--") || text.eq_ignore_ascii_case("n/a")
}

fn of(value: &DataRef) -> Option<Cell> {
    Some(match value {
        DataRef::Float(v) if v.is_finite() => Cell::Number(*v),
        DataRef::Float(_) => Cell::Fault("#NUM!".to_owned()),
        DataRef::Int(v) => Cell::Number(*v as f64),
        DataRef::String(text) if text.is_empty() => return None,
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString("") => return None,
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(true) => Cell::Other("TRUE"),
        DataRef::Bool(false) => Cell::Other("FALSE"),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) => Cell::Other("date"),
        DataRef::DurationIso(_) => Cell::Other("time"),
        DataRef::Error(CellErrorType::NA) | DataRef::Empty => return None,
        DataRef::Error(fault) => Cell::Fault(fault.to_string()),
    })
}
