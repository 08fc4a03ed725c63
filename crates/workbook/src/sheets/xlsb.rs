//! XLSB (MS-XLSB): the parts of a package, in records.

use super::biff::{error, number, packed, truth, wide};
use super::compound::{f64_at, u16_at, u32_at};
use super::form::Form;
use super::grid::{Grid, MOST_TEXT};
use super::package::{damaged, Parts};
use super::relations::{part_of, relations};
use innodex_panel::error::Result;
use innodex_panel::sheet::{Range, Sheet};
use std::collections::BTreeMap;

/// Kinds of records.
mod record {
    pub(super) const ROW: u32 = 0;
    pub(super) const PACKED_NUMBER: u32 = 2;
    pub(super) const RESULT_ERROR: u32 = 11;
    pub(super) const SHARED_ITEM: u32 = 19;
    pub(super) const FORMAT: u32 = 44;
    pub(super) const STYLE: u32 = 47;
    pub(super) const COLUMNS: u32 = 60;
    pub(super) const RICH_TEXT: u32 = 62;
    pub(super) const BEGIN_CELLS: u32 = 145;
    pub(super) const END_CELLS: u32 = 146;
    pub(super) const PROPERTIES: u32 = 153;
    pub(super) const SHEET: u32 = 156;
    pub(super) const MERGED: u32 = 176;
    pub(super) const BEGIN_STYLES: u32 = 617;
    pub(super) const END_STYLES: u32 = 618;
}

/// What the cells of all sheets point to.
struct Shared {
    texts: Vec<String>,
    forms: Vec<Form>,
    from_1904: bool,
}

struct Named {
    name: String,
    hidden: bool,
    id: String,
}

/// The worksheets of a workbook, in its order.
pub(super) fn read(mut parts: Parts, workbook: &str, progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let leads = relations(&mut parts, workbook)?;
    let (named, from_1904) = sheets(&mut parts, workbook)?;
    let texts = texts(&mut parts, part_of(&leads, "sharedStrings", "xl/sharedStrings.bin"))?;
    let forms = forms(&mut parts, part_of(&leads, "styles", "xl/styles.bin"))?;
    let shared = Shared { texts, forms, from_1904 };
    let mut room = MOST_TEXT;
    let mut found = Vec::new();
    for (at, Named { name, hidden, id }) in named.iter().enumerate() {
        let Some(lead) = leads.iter().find(|lead| lead.id == *id && lead.kind == "worksheet") else { continue };
        let bytes = parts.whole(&lead.part)?.ok_or_else(|| damaged(name))?;
        let sheet = sheet(Grid::new(name, *hidden, room), &bytes, &shared)?;
        room -= sheet.cells.len();
        found.push(sheet);
        progress((at + 1) as f64 / named.len() as f64);
    }
    Ok(found)
}

/// Tells of every record; false where one is cut off or not as it should be.
fn each(bytes: &[u8], mut told: impl FnMut(u32, &[u8]) -> Option<()>) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let mut varying = |most: u32| -> Option<u32> {
            let mut value = 0;
            for n in 0..most {
                let byte = *bytes.get(at)?;
                at += 1;
                value |= u32::from(byte & 0x7f) << (7 * n);
                if byte & 0x80 == 0 {
                    return Some(value);
                }
            }
            Some(value)
        };
        let (Some(kind), Some(length)) = (varying(2), varying(4)) else { return false };
        let Some(data) = bytes.get(at..at + length as usize) else { return false };
        at += length as usize;
        if told(kind, data).is_none() {
            return false;
        }
    }
    true
}

/// A text after its length, and where it ends.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let count = u32_at(data, at)? as usize;
    // No text at all.
    if count == 0xffff_ffff {
        return Some((String::new(), at + 4));
    }
    let end = count.checked_mul(2)?.checked_add(at + 4)?;
    Some((wide(data.get(at + 4..end)?), end))
}

/// All records of a part that has to be well.
fn part(parts: &mut Parts, name: &str, told: impl FnMut(u32, &[u8]) -> Option<()>) -> Result<bool> {
    let Some(bytes) = parts.whole(name)? else { return Ok(false) };
    match each(&bytes, told) {
        true => Ok(true),
        false => Err(damaged(name)),
    }
}

fn sheets(parts: &mut Parts, workbook: &str) -> Result<(Vec<Named>, bool)> {
    let (mut named, mut from_1904) = (Vec::new(), false);
    let found = part(parts, workbook, |kind, data| {
        match kind {
            record::PROPERTIES => from_1904 = u32_at(data, 0)? & 1 == 1,
            record::SHEET => {
                let (id, end) = text(data, 8)?;
                named.push(Named { hidden: u32_at(data, 0)? != 0, id, name: text(data, end)?.0 });
            }
            _ => {}
        }
        Some(())
    })?;
    match found {
        true => Ok((named, from_1904)),
        false => Err(damaged(workbook)),
    }
}

fn texts(parts: &mut Parts, name: &str) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    part(parts, name, |kind, data| {
        if kind == record::SHARED_ITEM {
            texts.push(text(data, 1)?.0);
        }
        Some(())
    })?;
    Ok(texts)
}

fn forms(parts: &mut Parts, name: &str) -> Result<Vec<Form>> {
    let (mut own, mut forms, mut inside) = (BTreeMap::new(), Vec::new(), false);
    part(parts, name, |kind, data| {
        match kind {
            record::FORMAT => drop(own.insert(u16_at(data, 0)?, Form::of_code(&text(data, 2)?.0))),
            record::BEGIN_STYLES => inside = true,
            record::END_STYLES => inside = false,
            record::STYLE if inside => {
                let id = u16_at(data, 2)?;
                forms.push(own.get(&id).copied().unwrap_or_else(|| Form::of_id(u32::from(id))));
            }
            _ => {}
        }
        Some(())
    })?;
    Ok(forms)
}

fn sheet(mut grid: Grid, bytes: &[u8], shared: &Shared) -> Result<Sheet> {
    let (mut row, mut inside, mut ended) = (0, false, false);
    let mut refused = None;
    let well = each(bytes, |kind, data| {
        match kind {
            record::BEGIN_CELLS => inside = true,
            record::END_CELLS => (inside, ended) = (false, true),
            record::ROW if inside => {
                row = u32_at(data, 0)?;
                if data.get(11)? & 0x10 != 0 {
                    grid.hide_row(row);
                }
            }
            record::COLUMNS if !ended && u16_at(data, 16)? & 1 == 1 => {
                grid.hide_columns(u32_at(data, 0)?, u32_at(data, 4)?)
            }
            record::MERGED => {
                let at = |n: usize| u32_at(data, 4 * n);
                let range = Range { top: at(0)?, bottom: at(1)?, left: at(2)?, right: at(3)? };
                if let Err(error) = grid.merge(range) {
                    refused = Some(error);
                    return None;
                }
            }
            record::PACKED_NUMBER..=record::RESULT_ERROR | record::RICH_TEXT if inside => {
                if let Err(error) = cell(&mut grid, kind, row, data, shared)? {
                    refused = Some(error);
                    return None;
                }
            }
            _ => {}
        }
        Some(())
    });
    match refused {
        Some(error) => Err(error),
        None if well && ended => grid.finish(),
        None => Err(damaged(&grid.place(row, 0))),
    }
}

/// A cell, or what a formula gave; none where it is damaged.
fn cell(grid: &mut Grid, kind: u32, row: u32, data: &[u8], shared: &Shared) -> Option<Result<()>> {
    let column = u32_at(data, 0)?;
    let form = || shared.forms.get((u32_at(data, 4)? & 0x00ff_ffff) as usize).copied();
    Some(match kind {
        2 => number(grid, row, column, packed(data, 8)?, form().unwrap_or_default(), shared.from_1904),
        5 | 9 => number(grid, row, column, f64_at(data, 8)?, form().unwrap_or_default(), shared.from_1904),
        3 | 11 => grid.text(row, column, error(*data.get(8)?)),
        4 | 10 => grid.text(row, column, truth(*data.get(8)?)),
        6 | 8 => grid.text(row, column, &text(data, 8)?.0),
        7 => grid.text(row, column, shared.texts.get(u32_at(data, 8)? as usize)?),
        _ => grid.text(row, column, &text(data, 9)?.0),
    })
}
