//! MessagePack, as much of it as results need: numbers go out as they are, to the bit. (Written as JSON, floats would need
//! std's printing of them, kilobytes that nothing else here does.)
//!
//! Lists of texts, and of objects with the same members, are extensions: columns, which Python takes apart by the column.

use crate::error::Result;
use crate::value::{Json, Show};
use std::borrow::Borrow;

/// The extensions: a list of texts, how many characters each has and then all of them; a list of objects with the same
/// members, their names and then for each a list.
const TEXTS: u8 = 1;
const TABLE: u8 = 2;

/// An answer: `[true, result]` or `[false, {code, place, message, hint}]`.
pub fn answer<T: Borrow<P>, P: ?Sized>(result: Result<T>, append: fn(&P, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = vec![0x92, 0xc2 + u8::from(result.is_ok())];
    match &result {
        Ok(made) => append(made.borrow(), &mut out),
        Err(error) => value(&error.show(), &mut out),
    }
    out
}

/// Appends a value.
pub fn value(json: &Json, out: &mut Vec<u8>) {
    match json {
        Json::Null => out.push(0xc0),
        Json::Bool(value) => out.push(0xc2 + u8::from(*value)),
        Json::Number(value) => {
            out.push(0xcb);
            out.extend(value.to_be_bytes());
        }
        Json::Text(value) => text(value, out),
        Json::List(items) => list(&items.iter().collect::<Vec<_>>(), out),
        Json::Object(members) => {
            head(0xdf, members.len(), out);
            for (name, member) in members {
                text(name, out);
                value(member, out);
            }
        }
    }
}

/// Appends numbers as a run of bytes, each little-endian.
pub fn floats(values: &[f64], out: &mut Vec<u8>) {
    head(0xc6, 8 * values.len(), out);
    values.iter().for_each(|value| out.extend(value.to_le_bytes()));
}

fn list(items: &[&Json], out: &mut Vec<u8>) {
    if let Some(texts) = all(items, |item| if let Json::Text(text) = item { Some(text) } else { None }) {
        return extension(TEXTS, out, |out| {
            out.extend((texts.len() as u32).to_le_bytes());
            texts.iter().for_each(|text| out.extend((text.chars().count() as u32).to_le_bytes()));
            texts.iter().for_each(|text| out.extend(text.as_bytes()));
        });
    }
    match all(items, |item| if let Json::Object(members) = item { Some(members) } else { None }) {
        Some(rows) if alike(&rows) => extension(TABLE, out, |out| {
            head(0xdd, rows[0].len(), out);
            rows[0].iter().for_each(|(name, _)| text(name, out));
            (0..rows[0].len()).for_each(|at| list(&rows.iter().map(|row| &row[at].1).collect::<Vec<_>>(), out));
        }),
        _ => {
            head(0xdd, items.len(), out);
            items.iter().for_each(|item| value(item, out));
        }
    }
}

/// What each item is, where there are items and all are of one kind.
fn all<'a, T>(items: &[&'a Json], of: impl Fn(&'a Json) -> Option<&'a T>) -> Option<Vec<&'a T>> {
    items.iter().map(|item| of(item)).collect::<Option<Vec<_>>>().filter(|found| !found.is_empty())
}

/// Whether objects have the same members, in the same order.
fn alike(rows: &[&Vec<(String, Json)>]) -> bool {
    let names =
        |row: &[(String, Json)], other: &[(String, Json)]| row.iter().map(|m| &m.0).eq(other.iter().map(|m| &m.0));
    !rows[0].is_empty() && rows.iter().all(|row| names(row, rows[0]))
}

fn extension(kind: u8, out: &mut Vec<u8>, content: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    head(0xc9, 0, out);
    out.push(kind);
    let begin = out.len();
    content(out);
    let length = (out.len() - begin) as u32;
    out[start + 1..start + 5].copy_from_slice(&length.to_be_bytes());
}

fn text(text: &str, out: &mut Vec<u8>) {
    head(0xdb, text.len(), out);
    out.extend(text.as_bytes());
}

fn head(kind: u8, length: usize, out: &mut Vec<u8>) {
    out.push(kind);
    out.extend((length as u32).to_be_bytes());
}
