//! The compact form of a panel: how the embedded data travels (`provinces.bin`).
//!
//! A figure as published is a decimal, hence an integer and a number of decimals. `figures` and
//! `text` turn everything into yes-or-no questions, each with a probability that what was read
//! before gives; `arithmetic` spends on each answer only what it was worth. The file is as small
//! as it gets without the server's help: gzip and brotli find nothing more in it.
//!
//! The same model runs on both sides, so it is written once: the writer is told the answers, the
//! reader finds them out. It uses only +, -, *, / and square roots, which IEEE 754 fixes to the last
//! bit, so that every machine guesses the same; a checksum proves it.
//!
//! Layout: `MAGIC`, a checksum (4 bytes), the arithmetic code of counts, lengths, text and figures.

use std::fmt;

mod arithmetic;
mod figures;
mod text;

#[cfg(not(target_arch = "wasm32"))]
use arithmetic::Writer;
use arithmetic::{Coder, Numbers, Reader};

const MAGIC: &[u8] = b"\x89IXP";
const HEADER: usize = 8;
/// Limits against headers that lie; the embedded panel has 13,950 cells and 12 kB of text.
const MOST_CELLS: usize = 1 << 22;
const MOST_TEXT: usize = 1 << 20;

/// A panel in plain columns, as it is packed and unpacked.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    /// Any text: here the indicators as JSON.
    pub meta: String,
    /// Codes of the units.
    pub units: Vec<String>,
    /// The periods as written, ascending.
    pub periods: Vec<String>,
    /// Ids of the indicators.
    pub ids: Vec<String>,
    /// The figures, by indicator, then period, then unit; NaN = missing.
    pub values: Vec<f64>,
}

/// The bytes are not a compact panel, or not a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrupt;

impl fmt::Display for Corrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("damaged compact panel")
    }
}

impl std::error::Error for Corrupt {}

/// Do the bytes begin as a compact panel does?
pub fn is_compact(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Unpacks a compact panel. Any bytes whatever give a panel or [`Corrupt`].
pub fn decode(bytes: &[u8]) -> Result<Plain, Corrupt> {
    if !is_compact(bytes) || bytes.len() < HEADER {
        return Err(Corrupt);
    }
    let mut reader = Reader::new(&bytes[HEADER..]);
    let plain = panel(&mut reader, &Plain::default())?;
    if reader.is_at_end() && checksum(&plain).to_le_bytes() == bytes[MAGIC.len()..HEADER] {
        Ok(plain)
    } else {
        Err(Corrupt)
    }
}

/// Packs a panel; [`decode`] gives it back, every figure to the last bit.
///
/// # Panics
/// If there are not as many values as indicators x periods x units, more than 65,535 of one of
/// them, four million cells or a million bytes of text.
#[cfg(not(target_arch = "wasm32"))]
pub fn encode(plain: &Plain) -> Vec<u8> {
    let lists = [&plain.units, &plain.periods, &plain.ids];
    let cells: usize = lists.iter().map(|list| list.len()).product();
    assert_eq!(plain.values.len(), cells, "one value a cell");
    assert!(lists.iter().all(|list| list.len() < 1 << 16), "too many");
    let mut writer = Writer::new([MAGIC, &checksum(plain).to_le_bytes()].concat());
    panel(&mut writer, plain).expect("a panel within the limits");
    writer.finish()
}

/// Codes a whole panel: the one given when writing; when reading, `given` is empty.
fn panel<C: Coder>(coder: &mut C, given: &Plain) -> Result<Plain, Corrupt> {
    let mut numbers = Numbers::new();
    let lists = [&given.units, &given.periods, &given.ids];
    let counts = lists.map(|list| numbers.code(coder, 0, 16, list.len() as u64) as usize);
    let cells = counts.iter().map(|&count| count.max(1) as u64);
    if cells.product::<u64>() > MOST_CELLS as u64 {
        return Err(Corrupt);
    }

    let names = 1 + counts.iter().sum::<usize>();
    let mut given_texts = [&given.meta].into_iter().chain(lists.into_iter().flatten());
    let mut all = String::new();
    let mut lengths = Vec::new();
    for name in 0..names {
        let text = given_texts.next().map_or("", String::as_str);
        all.push_str(text);
        let context = if name == 0 { 1 } else { 2 };
        lengths.push(numbers.code(coder, context, 20, text.len() as u64) as usize);
    }
    let length = lengths.iter().sum();
    if length > MOST_TEXT || coder.is_exhausted() || C::WRITES && length != all.len() {
        return Err(Corrupt);
    }

    let text = text::code(coder, all.as_bytes(), length)?;
    let text = String::from_utf8(text).map_err(|_| Corrupt)?;
    let mut texts = Vec::new();
    let mut rest = text.as_str();
    for length in lengths {
        let (head, tail) = rest.split_at_checked(length).ok_or(Corrupt)?;
        texts.push(head.to_string());
        rest = tail;
    }
    let ids = texts.split_off(1 + counts[0] + counts[1]);
    let periods = texts.split_off(1 + counts[0]);
    let units = texts.split_off(1);
    let values = figures::code(coder, &mut numbers, counts, &given.values)?;
    Ok(Plain { meta: texts.swap_remove(0), units, periods, ids, values })
}

/// FNV-1a of everything a panel holds.
fn checksum(plain: &Plain) -> u32 {
    let add =
        |sum: u32, bytes: &[u8]| bytes.iter().fold(sum, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let lists = [&plain.units, &plain.periods, &plain.ids];
    let texts = [&plain.meta].into_iter().chain(lists.into_iter().flatten());
    let sum = texts.fold(0x811c_9dc5, |sum, text| add(sum, text.as_bytes()));
    plain.values.iter().fold(sum, |sum, value| {
        // A missing value is one value, whatever the bits of its NaN.
        let bits = if value.is_nan() { 1 } else { value.to_bits() };
        add(sum, &bits.to_le_bytes())
    })
}

#[cfg(test)]
mod tests;
