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
        let u = panel.find_unit(whole(record[code].trim())).map_err(|e| e.within(&at(code)))?;
        let p = whole(record[period].trim())
            .parse()
            .and_then(|p| panel.find_period(p))
            .map_err(|e| e.within(&at(period)))?;
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
        let standard_error = error.map_err(|(code, message, hint)| {
            Error::new(code, &format!("row {row}, column standard_error"), message, hint)
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
