//! The compact form of a panel: how the embedded data travels (`provinces.bin`).
//!
//! Every figure is a decimal, hence an integer and a number of decimals, and an integer is a row of
//! yes-or-no questions: "is it at least the middle of what is still possible?" Several guesses at the
//! figure (the unit's last figure times the growth of the units already read, times its own growth,
//! times the growth of neighbouring columns, what a total leaves to its last part) each give a
//! probability of yes. They are mixed, the mixture learns from every answer, and an arithmetic coder
//! spends on each answer what it was worth. The names and notes are read the same way, bit by bit,
//! guessed from the bytes before them.
//!
//! The file is therefore as small as it gets without any help from the server: gzip and brotli find
//! nothing more in it. The guesses use only +, -, *, / and square roots, which IEEE 754 fixes to the
//! last bit, so that every machine makes the same ones; a checksum says so.
//!
//! Layout: `MAGIC`, a four-byte checksum of the contents, the arithmetic code.

use std::fmt;

const MAGIC: &[u8] = b"\x89IXP";
const HEADER: usize = 8;
/// Limits against headers that lie; the embedded panel has 13,950 cells and 11 kB of text.
const MOST_CELLS: usize = 1 << 22;
const MOST_TEXT: usize = 1 << 22;
const SLOTS: usize = 1 << 18;
/// A block (an indicator in a period) has 0 to 22 decimals, or one of these marks.
const RAW: u64 = 23;
const EMPTY: u64 = 24;
const GUESSES: usize = 7;
const ORDERS: usize = 6;

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
    let mut reader = Reader {
        code: 0,
        low: 0,
        high: u32::MAX,
        rest: bytes[HEADER..].iter(),
        beyond: 0,
    };
    for _ in 0..4 {
        reader.shift();
    }
    let plain = Model::new(reader).panel(&Plain::default())?;
    if checksum(&plain).to_le_bytes() == bytes[MAGIC.len()..HEADER] {
        Ok(plain)
    } else {
        Err(Corrupt)
    }
}

/// Packs a panel; [`decode`] gives it back, every figure to the last bit.
///
/// # Panics
/// If there are not as many values as indicators x periods x units, or more than four million cells
/// or bytes of text.
#[cfg(not(target_arch = "wasm32"))]
pub fn encode(plain: &Plain) -> Vec<u8> {
    let cells = plain.ids.len() * plain.periods.len() * plain.units.len();
    assert_eq!(plain.values.len(), cells, "one value a cell");
    let writer = Writer {
        low: 0,
        high: u32::MAX,
        out: [MAGIC, &checksum(plain).to_le_bytes()].concat(),
    };
    let mut model = Model::new(writer);
    model.panel(plain).expect("a panel within the limits");
    model.coder.finish()
}

/// FNV-1a of everything a panel holds.
fn checksum(plain: &Plain) -> u32 {
    let lists = [&plain.units, &plain.periods, &plain.ids];
    let texts = lists.into_iter().flatten().chain([&plain.meta]);
    let figures = plain.values.iter().map(|value| match value.is_nan() {
        true => 1,
        false => value.to_bits(),
    });
    let bytes = texts.flat_map(|text| text.bytes().chain([0]));
    bytes
        .chain(figures.flat_map(u64::to_le_bytes))
        .fold(0x811c_9dc5, |sum, byte| {
            (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
}

/// One side of the arithmetic code. The model is the same on both sides: the writer is told each bit,
/// the reader finds it out and takes no notice of what it is told.
trait Coder {
    /// Codes one bit that is set with the given probability.
    fn code(&mut self, bit: bool, probability: f64) -> bool;
    /// Has more been read than there was?
    fn exhausted(&self) -> bool;
}

/// Where the interval `low..=high` is cut: at or below it the bit is set.
fn cut(low: u32, high: u32, probability: f64) -> u32 {
    low + (f64::from(high - low) * probability) as u32
}

struct Reader<'a> {
    code: u32,
    low: u32,
    high: u32,
    rest: std::slice::Iter<'a, u8>,
    beyond: u32,
}

impl Reader<'_> {
    fn shift(&mut self) {
        let byte = self.rest.next().copied().unwrap_or_else(|| {
            self.beyond += 1;
            0
        });
        self.code = self.code << 8 | u32::from(byte);
    }
}

impl Coder for Reader<'_> {
    fn code(&mut self, _: bool, probability: f64) -> bool {
        let cut = cut(self.low, self.high, probability);
        let bit = self.code <= cut;
        if bit {
            self.high = cut;
        } else {
            self.low = cut + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.low <<= 8;
            self.high = self.high << 8 | 255;
            self.shift();
        }
        bit
    }

    fn exhausted(&self) -> bool {
        self.beyond > 4
    }
}

#[cfg(not(target_arch = "wasm32"))]
struct Writer {
    low: u32,
    high: u32,
    out: Vec<u8>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// One byte decides within the last interval; the reader takes what follows for zeros.
    fn finish(mut self) -> Vec<u8> {
        self.out.push((self.low >> 24) as u8 + 1);
        self.out
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Coder for Writer {
    fn code(&mut self, bit: bool, probability: f64) -> bool {
        let cut = cut(self.low, self.high, probability);
        if bit {
            self.high = cut;
        } else {
            self.low = cut + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.out.push((self.high >> 24) as u8);
            self.low <<= 8;
            self.high = self.high << 8 | 255;
        }
        bit
    }

    fn exhausted(&self) -> bool {
        false
    }
}

/// A logarithm to base 2, straight between powers of two: no library's `ln`, so the same everywhere.
fn log(x: f64) -> f64 {
    x.to_bits() as f64 / (1u64 << 52) as f64 - 1023.0
}

/// A probability as log odds.
fn stretch(p: f64) -> f64 {
    log(p / (1.0 - p))
}

/// Log odds as a probability: [`stretch`] undone exactly.
fn squash(s: f64) -> f64 {
    let odds = f64::from_bits(((s.clamp(-16.0, 16.0) + 1023.0) * (1u64 << 52) as f64) as u64);
    odds / (1.0 + odds)
}

/// Student's t distribution with two degrees of freedom: heavy tails, and only a square root.
fn distribution(x: f64) -> f64 {
    0.5 + 0.5 * x / (1.0 + x * x).sqrt()
}

/// Weights under which guesses (as log odds) become one probability.
#[derive(Clone)]
struct Mixer<const N: usize>([f64; N]);

impl<const N: usize> Mixer<N> {
    /// Codes one bit and learns from it.
    fn code<C: Coder>(&mut self, coder: &mut C, inputs: &[f64; N], rate: f64, bit: bool) -> bool {
        let sum = (0..N).map(|i| self.0[i] * inputs[i]).sum();
        let probability = squash(sum);
        let bit = coder.code(bit, probability);
        let error = f64::from(u8::from(bit)) - probability;
        for (weight, input) in self.0.iter_mut().zip(inputs) {
            *weight += rate * error * input;
        }
        bit
    }
}

/// How often a bit was set after a context.
#[derive(Clone, Copy)]
struct Slot {
    probability: f32,
    seen: f32,
}

impl Slot {
    fn learn(&mut self, bit: bool) {
        let target = f32::from(u8::from(bit));
        self.probability += (target - self.probability) / (self.seen + 1.5);
        self.seen = (self.seen + 1.0).min(60.0);
    }
}

/// Where a context is kept.
fn slot(context: u32, node: u32) -> usize {
    let hash = (context ^ node.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
    (hash ^ hash >> 15) as usize % SLOTS
}

/// What both sides know of the panel so far.
struct Model<C> {
    coder: C,
    slots: Vec<Slot>,
}

impl<C: Coder> Model<C> {
    fn new(coder: C) -> Self {
        let unknown = Slot {
            probability: 0.5,
            seen: 0.0,
        };
        Model {
            coder,
            slots: vec![unknown; SLOTS],
        }
    }

    /// Codes a number of so many bits, highest first.
    fn number(&mut self, context: u64, bits: u32, number: u64) -> u64 {
        let mut node = 1;
        for i in (0..bits).rev() {
            let slot = &mut self.slots[slot(context as u32 + 1, node as u32)];
            let p = f64::from(slot.probability).clamp(1e-4, 1.0 - 1e-4);
            let bit = self.coder.code(number >> i & 1 == 1, p);
            slot.learn(bit);
            node = node << 1 | u64::from(bit);
        }
        node ^ 1 << bits
    }

    /// Codes bytes, each bit guessed from the bytes before it.
    fn text(&mut self, lengths: &[usize], given: &[u8]) -> Result<Vec<u8>, Corrupt> {
        let length: usize = lengths.iter().sum();
        let mut mixers = vec![Mixer([0.3; ORDERS]); ORDERS + 1];
        let mut text = Vec::new();
        let mut before = 0u64;
        while text.len() < length {
            let byte = given.get(text.len()).copied().unwrap_or(0);
            let mut node = 1u32;
            for i in (0..8).rev() {
                let places: [usize; ORDERS] = std::array::from_fn(|order| {
                    let kept = before & ((1u64 << (8 * order)) - 1);
                    let context = (kept.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32;
                    slot(context.wrapping_add(order as u32 * 0x3d4d_51cb + 77), node)
                });
                let inputs = places.map(|place| stretch(f64::from(self.slots[place].probability)));
                let known = places.iter().filter(|p| self.slots[**p].seen > 0.0).count();
                let bit = mixers[known].code(&mut self.coder, &inputs, 0.02, byte >> i & 1 == 1);
                for place in places {
                    self.slots[place].learn(bit);
                }
                node = node << 1 | u32::from(bit);
            }
            text.push(node as u8);
            before = before << 8 | u64::from(node as u8);
            if self.coder.exhausted() {
                return Err(Corrupt);
            }
        }
        Ok(text)
    }

    /// Codes the whole panel: on the writer's side the one given, on the reader's side an empty one.
    fn panel(&mut self, given: &Plain) -> Result<Plain, Corrupt> {
        let lists = [&given.units, &given.periods, &given.ids];
        let counts = lists.map(|list| self.number(1, 24, list.len() as u64) as usize);
        let cells = counts.iter().try_fold(1usize, |n, &count| n.checked_mul(count));
        let total: usize = counts.iter().sum();
        if cells.is_none_or(|cells| cells > MOST_CELLS) || total > MOST_TEXT {
            return Err(Corrupt);
        }
        let mut lengths = vec![self.number(2, 24, given.meta.len() as u64) as usize];
        let mut names = lists.into_iter().flatten();
        for _ in 0..total {
            let length = names.next().map_or(0, String::len);
            lengths.push(self.number(3, 24, length as u64) as usize);
        }
        if lengths.iter().sum::<usize>() > MOST_TEXT {
            return Err(Corrupt);
        }
        let all: String = std::iter::once(&given.meta).chain(lists.into_iter().flatten()).map(String::as_str).collect();
        let text = String::from_utf8(self.text(&lengths, all.as_bytes())?).map_err(|_| Corrupt)?;
        let mut rest = text.as_str();
        let mut texts = Vec::new();
        for length in lengths {
            let (head, tail) = rest.split_at_checked(length).ok_or(Corrupt)?;
            texts.push(head.to_string());
            rest = tail;
        }
        let ids = texts.split_off(1 + counts[0] + counts[1]);
        let periods = texts.split_off(1 + counts[0]);
        let units = texts.split_off(1);
        let meta = texts.swap_remove(0);
        let values = self.values(counts, &given.values)?;
        Ok(Plain { meta, units, periods, ids, values })
    }

    /// Codes the figures, an indicator after another, a period after another.
    fn values(&mut self, [units, periods, ids]: [usize; 3], given: &[f64]) -> Result<Vec<f64>, Corrupt> {
        let mut values = Vec::new();
        let mut mixers = vec![Mixer([0.2; GUESSES]); 64];
        for id in 0..ids {
            let column = given.get(id * periods * units..(id + 1) * periods * units).unwrap_or(&[]);
            let bits = self.number(4, 6, bits_needed(column, units)) as u32;
            let signed = self.number(5, 1, u64::from(column.iter().any(|v| *v < 0.0)));
            let mut errors = vec![[0.3; GUESSES]; units + 1];
            let mut last_form = EMPTY;
            for period in 0..periods {
                let block = column.get(period * units..(period + 1) * units).unwrap_or(&[]);
                let form = self.number(100 + last_form, 5, form_of(block));
                last_form = form;
                let gaps = form != EMPTY && self.number(6, 1, u64::from(block.iter().any(|v| v.is_nan()))) == 1;
                let scale = (0..form).fold(1.0, |scale, _| scale * 10.0);
                let (mut now, mut then) = (0.0, 0.0);
                for unit in 0..units {
                    if self.coder.exhausted() { return Err(Corrupt); }
                    let given = block.get(unit).copied().unwrap_or(0.0);
                    let last = (0..period).rev().map(|p| values[(id * periods + p) * units + unit]).find(|v: &f64| !v.is_nan()).unwrap_or(f64::NAN);
                    if form == EMPTY || gaps && self.number(7 + u64::from(last.is_nan()), 1, u64::from(given.is_nan())) == 1 {
                        values.push(f64::NAN);
                        continue;
                    }
                    if form == RAW {
                        values.push(f64::from_bits((0..8).fold(0, |bits, i| bits | self.number(9, 8, given.to_bits() >> (8 * i) & 255) << (8 * i))));
                        continue;
                    }
                    let guesses = guesses(&values, [units, periods, ids], [unit, period, id], now / then);
                    let centre = guesses.map(|g| g * scale);
                    let (all, own) = errors.split_at_mut(1);
                    let (all, own) = (&mut all[0], &mut own[unit]);
                    let spread: [f64; GUESSES] = std::array::from_fn(|i| (centre[i].abs() * (all[i] * own[i]).sqrt()).max(0.15));
                    let chance = |i: usize, edge: i64| distribution((edge as f64 - 0.5 - centre[i]) / spread[i]);
                    let finest = spread.iter().fold(f64::MAX, |a, b| a.min(*b));
                    let mantissa = (given * scale).round() as i64;
                    let (mut low, mut high) = (if signed == 1 { -1i64 << bits } else { 0 }, 1i64 << bits);
                    let mut below: [f64; GUESSES] = std::array::from_fn(|i| chance(i, low));
                    let mut above: [f64; GUESSES] = std::array::from_fn(|i| chance(i, high));
                    while high - low > 1 {
                        let middle = low + (high - low) / 2;
                        let at: [f64; GUESSES] = std::array::from_fn(|i| chance(i, middle));
                        let inputs: [f64; GUESSES] = std::array::from_fn(|i| {
                            let all = above[i] - below[i];
                            if all > 1e-13 { stretch(((above[i] - at[i]) / all).clamp(1e-5, 1.0 - 1e-5)).clamp(-8.0,8.0) } else { 0.0 }
                        });
                        let octave = (log((high - low) as f64 / finest) + 32.0).clamp(0.0, 63.0) as usize;
                        if mixers[octave].code(&mut self.coder, &inputs, 0.01, mantissa >= middle) {
                            (low, below) = (middle, at);
                        } else {
                            (high, above) = (middle, at);
                        }
                    }
                    let value = low as f64 / scale;
                    for i in 0..GUESSES {
                        let error = ((low as f64 - centre[i]).abs() / (centre[i].abs() + 1e-9)).min(2.0) + 1e-6;
                        if error.is_finite() {
                        all[i] += (error - all[i]) / 3.0;
                        own[i] += (error - own[i]) / 3.0;
                        }
                    }
                    if last.abs() > 0.0 { now += value.abs(); then += last.abs(); }
                    values.push(value);
                }
            }
        }
        Ok(values)
    }
}

fn guesses(values: &[f64], [units, periods, _]: [usize; 3], [unit, period, id]: [usize; 3], growth: f64) -> [f64; GUESSES] {
    let at = |id: usize, period: usize| values[(id * periods + period) * units + unit];
    let mut guesses = [f64::NAN; GUESSES];
    let mut earlier = (0..period).rev().filter(|p| !at(id, *p).is_nan());
    let l = earlier.next();
    if let Some(p) = l.filter(|p| at(id, *p) != 0.0) {
        let last = at(id, p);
        guesses[0] = last * if growth.is_finite() && growth > 0.0 { growth } else { 1.0 };
        if let Some(q) = earlier.next() { guesses[1] = last * (last / at(id, q)); }
        for back in 1..=3 {
            if id >= back { guesses[1 + back] = last * (at(id - back, period) / at(id - back, p)); }
        }
        if id > 3 { guesses[5] = last * (at(0, period) / at(0, p)); }
    } else {
        let row = &values[values.len() - unit..];
        let (mut s, mut n) = (0.0, 0.0);
        for v in row.iter().filter(|v| !v.is_nan()) { s += v; n += 1.0; }
        guesses[0] = if n > 0.0 { 0.5 * s / n } else { 500.0 };
        for back in 1..=3 {
            if id >= back {
                let (mut a, mut b) = (0.0, 0.0);
                for (u, v) in row.iter().enumerate() { let w = values[((id - back) * periods + period) * units + u]; if !v.is_nan() && !w.is_nan() { a += v; b += w; } }
                guesses[1 + back] = at(id - back, period) * (a / b);
            }
        }
    }
    if id >= 3 { guesses[6] = at(id - 3, period) - at(id - 2, period) - at(id - 1, period); }
    guesses.map(|g| if g.is_finite() { g } else { f64::NAN })
}

fn form_of(block: &[f64]) -> u64 {
    let exact = |decimals: u64| {
        let scale = (0..decimals).fold(1.0, |s, _| s * 10.0);
        block.iter().filter(|v| !v.is_nan()).all(|v| { let m = (v * scale).round(); m.abs() < (1u64 << 53) as f64 && ((m as i64) as f64 / scale).to_bits() == v.to_bits() })
    };
    if block.iter().all(|v| v.is_nan()) { EMPTY } else { (0..RAW).find(|d| exact(*d)).unwrap_or(RAW) }
}

fn bits_needed(column: &[f64], units: usize) -> u64 {
    let mut bits = 0;
    for block in column.chunks(units.max(1)) {
        let form = form_of(block);
        if form >= RAW { continue }
        let scale = (0..form).fold(1.0, |s, _| s * 10.0);
        for v in block.iter().filter(|v| !v.is_nan()) { let m = (v * scale).round().abs() as u64; bits = bits.max(64 - u64::from(m.leading_zeros())); }
    }
    bits
}
