//! The compact form of a panel: how the embedded data travels (`provinces.bin`).
//!
//! The file does not compress: the host sends it in brotli or gzip, and it is laid out so that either finds much to save.
//! A figure as published is a decimal, hence an integer and a number of decimals. Of the integer the file holds the
//! difference from the same unit's figure before. High bytes of differences are mostly zero, so all lowest bytes come
//! first, then all second bytes, and so on.
//!
//! ```text
//! magic      4 bytes   89 49 58 50
//! version    1 byte    2
//! checksum   4 bytes   FNV-1a of everything after it
//! length     4 bytes   of the text
//! text                 JSON, {units, periods, indicators}: their numbers are the shape of the figures
//! forms      2 bytes for each block (an indicator in a period), by indicator, then period:
//!                      decimals (0 to 22, or 255: the figures are the bits of f64), width (1 to 8)
//! planes               plane k (0 to 7) holds byte k of the codes of every block that is wider than k, unit by unit
//! ```
//!
//! Integers are little endian. A code is 0 where the figure is missing, else 1 + zigzag(integer - expected), where
//! integer = figure x 10^decimals and expected = last x 10^decimals without its fraction. `last` is the unit's last figure of
//! the indicator that is not missing; 0 where there is none, or where its integer would have more than 53 bits.

use super::Panel;
use crate::error::{Code, Error, Result};
use crate::text::Text;

const MAGIC: &[u8] = b"\x89IXP";
const VERSION: u8 = 2;
/// The place of `decimals` in a block that holds the bits of its figures.
const BITS: u8 = 255;
/// Powers of ten up to this one are exact in f64.
const MOST_DECIMALS: u8 = 22;
/// Larger integers are not exact in f64.
const MOST: f64 = (1u64 << 53) as f64;

/// Do the bytes begin as a compact panel does?
pub fn is_compact(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// How many there are of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub units: usize,
    pub periods: usize,
    pub indicators: usize,
}

/// Packs the figures of a panel, and a text that describes it: `{units, periods, indicators}` as JSON.
/// [`Panel::from_compact`] gives every figure back to the last bit. Notes of single figures are not in it.
///
/// # Panics
/// If the text has 4 GB.
pub fn encode(text: &str, panel: &Panel) -> Vec<u8> {
    let shape = Shape { units: panel.units.len(), periods: panel.periods.len(), indicators: panel.indicators.len() };
    pack(text, &panel.values, shape)
}

fn pack(text: &str, values: &[f64], shape: Shape) -> Vec<u8> {
    let length = u32::try_from(text.len()).expect("a text of less than 4 GB");
    let mut body = [&length.to_le_bytes(), text.as_bytes()].concat();
    let blocks = blocks(values, shape);
    body.extend(blocks.iter().flat_map(|block| [block.form.decimals, block.form.width]));
    for plane in 0..8 {
        for block in blocks.iter().filter(|block| plane < block.form.width) {
            body.extend(block.codes.iter().map(|code| (code >> (8 * plane)) as u8));
        }
    }
    [MAGIC, &[VERSION], &checksum(&body).to_le_bytes(), &body].concat()
}

/// The text of a compact panel, and what [`figures`] reads.
pub(super) fn open(bytes: &[u8]) -> Result<(&str, &[u8])> {
    let (version, rest) = bytes.strip_prefix(MAGIC).and_then(<[u8]>::split_first).ok_or_else(damaged)?;
    if *version != VERSION {
        return Err(another_version());
    }
    let whole = || {
        let (_, body) = integer(rest).filter(|(sum, body)| *sum == checksum(body))?;
        let (length, rest) = integer(body)?;
        let (text, figures) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        Some((std::str::from_utf8(text).ok()?, figures))
    };
    whole().ok_or_else(damaged)
}

/// The figures of a compact panel. Every figure takes a byte of the file at least, so what is allocated is at most a small
/// multiple of it.
pub(super) fn figures(bytes: &[u8], shape: Shape) -> Result<Vec<f64>> {
    decode(bytes, shape).ok_or_else(damaged)
}

fn decode(bytes: &[u8], shape: Shape) -> Option<Vec<f64>> {
    let blocks = shape.periods.checked_mul(shape.indicators)?;
    let (forms, planes) = bytes.split_at_checked(blocks.checked_mul(2)?)?;
    let forms: Vec<Form> = forms.chunks_exact(2).map(|form| Form::new(form[0], form[1])).collect::<Option<_>>()?;
    let codes = read_codes(planes, &forms, shape.units)?;
    let mut values = Vec::with_capacity(codes.len());
    let mut last = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        if at % shape.periods == 0 {
            last = vec![0.0; shape.units];
        }
        let scale = power_of_ten(form.decimals);
        for (code, last) in codes[at * shape.units..].iter().zip(&mut last) {
            let value = form.value(*code, scale, *last);
            if !value.is_nan() {
                *last = value;
            }
            values.push(value);
        }
    }
    Some(values)
}

/// The codes of all blocks; nothing where the planes are not as long as their forms say.
fn read_codes(planes: &[u8], forms: &[Form], units: usize) -> Option<Vec<u64>> {
    let length = forms.iter().try_fold(0usize, |sum, form| sum.checked_add(units.checked_mul(form.width.into())?));
    if length != Some(planes.len()) {
        return None;
    }
    let mut codes = vec![0; units * forms.len()];
    let mut bytes = planes.iter();
    for plane in 0..8 {
        for (at, form) in forms.iter().enumerate() {
            if plane < form.width {
                let block = &mut codes[at * units..][..units];
                block.iter_mut().zip(&mut bytes).for_each(|(code, byte)| *code |= u64::from(*byte) << (8 * plane));
            }
        }
    }
    Some(codes)
}

/// How the codes of a block are written.
#[derive(Debug, Clone, Copy)]
struct Form {
    decimals: u8,
    width: u8,
}

impl Form {
    fn new(decimals: u8, width: u8) -> Option<Form> {
        let known = (decimals <= MOST_DECIMALS || decimals == BITS) && (1..=8).contains(&width);
        known.then_some(Form { decimals, width })
    }

    fn value(self, code: u64, scale: f64, last: f64) -> f64 {
        match code {
            bits if self.decimals == BITS => f64::from_bits(bits),
            0 => f64::NAN,
            code => {
                let zigzag = code - 1;
                let difference = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
                expected(last, scale).wrapping_add(difference) as f64 / scale
            }
        }
    }
}

struct Block {
    form: Form,
    codes: Vec<u64>,
}

fn blocks(values: &[f64], shape: Shape) -> Vec<Block> {
    let mut last = Vec::new();
    let block = |at| {
        if at % shape.periods == 0 {
            last = vec![0.0; shape.units];
        }
        let values = &values[at * shape.units..][..shape.units];
        let decimals = decimals(values);
        let codes: Vec<u64> = values.iter().zip(&mut last).map(|(value, last)| code(decimals, *value, last)).collect();
        let most = codes.iter().copied().max().unwrap_or(0);
        let width = (8 - most.leading_zeros() as u8 / 8).max(1);
        Block { form: Form { decimals, width }, codes }
    };
    (0..shape.periods * shape.indicators).map(block).collect()
}

/// The code of a figure, which becomes the last one of its unit.
fn code(decimals: u8, value: f64, last: &mut f64) -> u64 {
    let before = *last;
    if !value.is_nan() {
        *last = value;
    }
    if decimals == BITS {
        return if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() };
    }
    if value.is_nan() {
        return 0;
    }
    let scale = power_of_ten(decimals);
    let difference = (value * scale).round() as i64 - expected(before, scale);
    1 + (difference << 1 ^ difference >> 63) as u64
}

/// What a unit's integer would be if its figure had not changed.
fn expected(last: f64, scale: f64) -> i64 {
    let integer = last * scale;
    if integer.abs() < MOST {
        integer as i64
    } else {
        0
    }
}

/// The fewest decimals that give every figure of a block back to the last bit.
fn decimals(block: &[f64]) -> u8 {
    let exact = |decimals: &u8| {
        let scale = power_of_ten(*decimals);
        block.iter().filter(|value| !value.is_nan()).all(|value| {
            let integer = (value * scale).round();
            integer.abs() < MOST && (integer as i64 as f64 / scale).to_bits() == value.to_bits()
        })
    };
    (0..=MOST_DECIMALS).find(exact).unwrap_or(BITS)
}

fn power_of_ten(decimals: u8) -> f64 {
    (0..decimals.min(MOST_DECIMALS)).fold(1.0, |scale, _| scale * 10.0)
}

/// An integer of four bytes, and what follows it.
fn integer(bytes: &[u8]) -> Option<(u32, &[u8])> {
    bytes.split_first_chunk().map(|(integer, rest)| (u32::from_le_bytes(*integer), rest))
}

/// FNV-1a.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

fn damaged() -> Error {
    refused(Text::new("内置数据文件已损坏。", "The embedded data file is damaged."))
}

fn another_version() -> Error {
    refused(Text::new(
        "内置数据文件与程序的版本不一致。",
        "The embedded data file is of another version of innodex than the program.",
    ))
}

fn refused(message: Text) -> Error {
    let copy = Text::new("请重新复制整个 innodex 文件夹。", "Copy the whole innodex folder again.");
    Error::new(Code::CorruptData, "", message, copy)
}

#[cfg(test)]
mod tests;
