//! A table of what single figures know.

use super::number::number;
use super::table::Table;
use crate::error::{Code, Error, Result};
use crate::panel::{unknown_column, CellNote, Panel};
use crate::reason::Reason;
use crate::text::{whole, Text};
use std::collections::BTreeMap;

/// Reads what single figures know, against the panel that they belong to.
pub fn read_cells(csv: &[u8], panel: &Panel) -> Result<BTreeMap<usize, CellNote>> {
    let table = Table::read(csv)?;
    if let Some(error) = table.ragged.first() {
        return Err(error.clone());
    }
    let key = [needed(&table, "code")?, needed(&table, "period")?, needed(&table, "indicator")?];
    let mut notes = BTreeMap::new();
    for (row, record) in &table.rows {
        let line = Line { table: &table, row: *row, record };
        if notes.insert(line.cell(panel, key)?, line.note()?).is_some() {
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

fn needed(table: &Table, name: &str) -> Result<usize> {
    table.column(name).ok_or_else(|| {
        Error::new(
            Code::MissingColumn,
            "row 1",
            Text::new(format!("缺少列：{name}。"), format!("A column is missing: {name}.")),
            Text::new("须有 code、period、indicator。", "code, period and indicator are needed."),
        )
    })
}

/// One row of the table.
struct Line<'a> {
    table: &'a Table,
    row: usize,
    record: &'a csv::StringRecord,
}

impl Line<'_> {
    /// What a column has; nothing where there is no such column.
    fn text(&self, name: &str) -> &str {
        self.table.column(name).map_or("", |c| self.record[c].trim())
    }

    fn error(&self, code: Code, column: &str, message: Text, hint: Text) -> Error {
        Error::new(code, &format!("row {}, column {column}", self.row), message, hint)
    }

    /// The cell of the panel that the row is about.
    fn cell(&self, panel: &Panel, [code, period, indicator]: [usize; 3]) -> Result<usize> {
        let at = |column: usize| self.table.place(self.row, column);
        let u = panel.find_unit(whole(self.record[code].trim())).map_err(|e| e.within(&at(code)))?;
        let p = whole(self.record[period].trim())
            .parse()
            .and_then(|p| panel.find_period(p))
            .map_err(|e| e.within(&at(period)))?;
        let id = self.record[indicator].trim();
        let i = panel.indicator(id).ok_or_else(|| unknown_column(id).within(&at(indicator)))?;
        Ok(panel.cell(i, p, u))
    }

    /// What the row says of it.
    fn note(&self) -> Result<CellNote> {
        let reason = match self.text("reason") {
            "" => None,
            written => Some(Reason::from_id(written).ok_or_else(|| {
                self.error(
                    Code::BadParameter,
                    "reason",
                    Text::new(format!("没有原因代码“{written}”。"), format!("There is no reason \"{written}\".")),
                    Text::new("没有数据时可写 not_published。", "Write not_published where there is no figure."),
                )
            })?),
        };
        let standard_error = match number(self.text("standard_error")) {
            Ok(error) if error < 0.0 => Err((
                Code::BadParameter,
                Text::new("标准误不能为负。", "A standard error cannot be negative."),
                Text::new("请核对该数字。", "Check the number."),
            )),
            read => read,
        };
        let standard_error =
            standard_error.map_err(|(code, message, hint)| self.error(code, "standard_error", message, hint))?;
        Ok(CellNote {
            note: self.text("note").to_owned(),
            reason,
            standard_error: Some(standard_error).filter(|e| !e.is_nan()),
        })
    }
}
