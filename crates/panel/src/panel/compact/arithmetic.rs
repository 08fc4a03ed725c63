//! Arithmetic code: a row of bits, each with its probability, as one long binary fraction; and the
//! two ways to a probability: counting, and mixing several opinions.

/// One side of the code. The writer is told each bit; the reader finds it out and takes no notice
/// of what it is told.
pub(super) trait Coder {
    /// Is there anything to be told?
    const WRITES: bool;

    /// Codes one bit that is set with the given probability, 0 < probability < 1.
    fn code(&mut self, bit: bool, probability: f64) -> bool;

    /// Has more been read than was ever written?
    fn is_exhausted(&self) -> bool;
}

/// What is still possible, `low..=high`, always with different leading bytes.
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    const ALL: Interval = Interval { low: 0, high: u32::MAX };

    /// A set bit takes the part up to here.
    fn cut(&self, probability: f64) -> u32 {
        self.low + (f64::from(self.high - self.low) * probability) as u32
    }

    fn narrow(&mut self, cut: u32, bit: bool) {
        if bit {
            self.high = cut;
        } else {
            self.low = cut + 1;
        }
    }

    /// The leading byte once it is settled, making room for the next.
    fn settled(&mut self) -> Option<u8> {
        let byte = (self.low >> 24) as u8;
        if self.high >> 24 != u32::from(byte) {
            return None;
        }
        self.low <<= 8;
        self.high = self.high << 8 | 255;
        Some(byte)
    }
}

pub(super) struct Reader<'a> {
    interval: Interval,
    code: u32,
    rest: std::slice::Iter<'a, u8>,
    beyond: u32,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Reader { interval: Interval::ALL, code: 0, rest: bytes.iter(), beyond: 0 };
        (0..4).for_each(|_| reader.shift());
        reader
    }

    /// After the last byte come zeros, as [`Writer::finish`] supposes.
    fn shift(&mut self) {
        let byte = self.rest.next();
        self.beyond += u32::from(byte.is_none());
        self.code = self.code << 8 | u32::from(byte.copied().unwrap_or(0));
    }

    /// Is what is left just what [`Writer::finish`] writes? Of the four bytes in view three are missing.
    pub fn is_at_end(&self) -> bool {
        self.beyond == 3 && self.code >> 24 == (self.interval.low >> 24) + 1
    }
}

impl Coder for Reader<'_> {
    const WRITES: bool = false;

    fn code(&mut self, _: bool, probability: f64) -> bool {
        let cut = self.interval.cut(probability);
        let bit = self.code <= cut;
        self.interval.narrow(cut, bit);
        while self.interval.settled().is_some() {
            self.shift();
        }
        bit
    }

    fn is_exhausted(&self) -> bool {
        self.beyond > 3
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) struct Writer {
    interval: Interval,
    out: Vec<u8>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// The code is appended to what is there.
    pub fn new(out: Vec<u8>) -> Self {
        Writer { interval: Interval::ALL, out }
    }

    /// One more byte, followed by zeros, lies within the last interval.
    pub fn finish(mut self) -> Vec<u8> {
        self.out.push((self.interval.low >> 24) as u8 + 1);
        self.out
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Coder for Writer {
    const WRITES: bool = true;

    fn code(&mut self, bit: bool, probability: f64) -> bool {
        let cut = self.interval.cut(probability);
        self.interval.narrow(cut, bit);
        while let Some(byte) = self.interval.settled() {
            self.out.push(byte);
        }
        bit
    }

    fn is_exhausted(&self) -> bool {
        false
    }
}

/// How often a bit was set: the first answers count most.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub set: f64,
    pub seen: f64,
}

impl Share {
    pub fn learn(&mut self, bit: bool) {
        self.set += (f64::from(u8::from(bit)) - self.set) / (self.seen + 1.3);
        self.seen = (self.seen + 1.0).min(250.0);
    }
}

/// Small numbers, bit by bit from the highest, each bit by what it was before in the same place.
pub(super) struct Numbers(Vec<Share>);

impl Numbers {
    const SLOTS: usize = 1 << 14;

    pub fn new() -> Self {
        let unknown = Share { set: 0.5, seen: 0.0 };
        Numbers(vec![unknown; Self::SLOTS])
    }

    /// Codes a number below 2^bits that depends on a context. Places may coincide: no harm but size.
    pub fn code<C: Coder>(&mut self, coder: &mut C, context: u64, bits: u32, number: u64) -> u64 {
        let mut node = 1;
        for i in (0..bits).rev() {
            let place = (context * 257 + node) as usize % Self::SLOTS;
            let share = &mut self.0[place];
            let bit = coder.code(number >> i & 1 == 1, share.set.clamp(0.001, 0.999));
            share.learn(bit);
            node = node << 1 | u64::from(bit);
        }
        node ^ 1 << bits
    }
}

/// A logarithm to base 2, straight between powers of two: needs no library, so the same everywhere.
pub(super) fn log(x: f64) -> f64 {
    x.to_bits() as f64 / (1u64 << 52) as f64 - 1023.0
}

/// A probability as log odds.
pub(super) fn log_odds(p: f64) -> f64 {
    log(p / (1.0 - p))
}

/// [`log_odds`] undone.
fn probability(log_odds: f64) -> f64 {
    let bits = (log_odds.clamp(-12.0, 12.0) + 1023.0) * (1u64 << 52) as f64;
    let odds = f64::from_bits(bits as u64);
    odds / (1.0 + odds)
}

/// Weights under which several opinions, as log odds, become one; they learn from each answer.
#[derive(Clone)]
pub(super) struct Mixer<const N: usize>(pub [f64; N]);

impl<const N: usize> Mixer<N> {
    pub fn code<C: Coder>(&mut self, coder: &mut C, opinions: &[f64; N], rate: f64, bit: bool) -> bool {
        let mixed = self.0.iter().zip(opinions).map(|(w, o)| w * o).sum();
        let expected = probability(mixed);
        let bit = coder.code(bit, expected);
        let error = f64::from(u8::from(bit)) - expected;
        for (weight, opinion) in self.0.iter_mut().zip(opinions) {
            *weight += rate * error * opinion;
        }
        bit
    }
}
