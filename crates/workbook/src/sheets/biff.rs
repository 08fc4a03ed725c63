//! What the binary workbooks, XLS and XLSB, have in common.

use super::compound::u32_at;
use super::form::{decimal, percent, Form};
use super::grid::Grid;
use innodex_panel::error::Result;

/// A number in four bytes: of 30 bits, perhaps divided by a hundred.
pub(super) fn packed(bytes: &[u8], at: usize) -> Option<f64> {
    let bits = u32_at(bytes, at)?;
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits as i32 >> 2),
    };
    Some(if bits & 1 == 1 { value / 100.0 } else { value })
}

/// An error as spreadsheets show it.
pub(super) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2b => "#GETTING_DATA",
        _ => "#N/A",
    }
}

/// True or false as spreadsheets show it.
pub(super) fn truth(value: u8) -> &'static str {
    match value {
        0 => "FALSE",
        _ => "TRUE",
    }
}

/// Puts a number into a cell, as its style shows it.
pub(super) fn number(grid: &mut Grid, row: u32, column: u32, value: f64, form: Form, from_1904: bool) -> Result<()> {
    grid.written(row, column, |to| match form {
        Form::Plain => decimal(value, to),
        Form::Percent => percent(value, to),
        form => form.write(value, from_1904, to),
    })
}

/// Text of units of two bytes.
pub(super) fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    String::from_utf16_lossy(&units)
}
