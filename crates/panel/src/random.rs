//! Random numbers that are looked up, not drawn: a number is a function of its place and a seed alone.
//!
//! So the same seed and draw give the same factors whatever else changes (common random numbers), in any order, in slices,
//! and on every platform: all of it is whole-number arithmetic, but for [`normals`].
//!
//! Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11: Philox4x32 with ten
//! rounds, which passes BigCrush; its 2^64 keys are the seeds, its 2^128 counters the places.

/// Factors from here on are the crate's own: what a caller draws is never what a shift or a bootstrap draws.
pub const OWN: u32 = 1 << 31;
/// Shifts of a Sobol sequence.
pub const SHIFT: u32 = OWN;
/// Rows of a bootstrap.
pub const BOOTSTRAP: u32 = OWN + 1;
/// Errors of estimates.
pub const RANKS: u32 = OWN + 2;
/// Errors of figures.
pub const FIGURES: u32 = OWN + 3;

/// The four words at a place: Philox4x32-10.
///
/// ```
/// // From the known answers of Random123, the authors' own library.
/// let words = innodex_panel::random::philox([0; 4], 0);
/// assert_eq!(words, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
/// ```
#[inline]
pub fn philox(place: [u32; 4], seed: u64) -> [u32; 4] {
    let ([mut a, mut b, mut c, mut d], mut key) = (place, [seed as u32, (seed >> 32) as u32]);
    for _ in 0..10 {
        let (x, y) = (u64::from(a) * 0xd251_1f53, u64::from(c) * 0xcd9e_8d57);
        (a, b, c, d) = ((y >> 32) as u32 ^ b ^ key[0], y as u32, (x >> 32) as u32 ^ d ^ key[1], x as u32);
        key = [key[0].wrapping_add(0x9e37_79b9), key[1].wrapping_add(0xbb67_ae85)];
    }
    [a, b, c, d]
}

/// Uniform on \[0, 1), with 53 bits: the number of a factor in a draw.
#[inline]
pub fn uniform(seed: u64, draw: u32, factor: u32) -> f64 {
    pair(seed, draw, factor, 0)[0]
}

/// Two of them, independent: for factors that need more than one number, as many pairs as the counter has values.
#[inline]
pub fn pair(seed: u64, draw: u32, factor: u32, counter: u32) -> [f64; 2] {
    let [a, b, c, d] = philox([counter, factor, draw, 0], seed);
    let unit = |low: u32, high: u32| ((u64::from(high) << 32 | u64::from(low)) >> 11) as f64 / (1_u64 << 53) as f64;
    [unit(a, b), unit(c, d)]
}

/// Two standard normal numbers, independent, by Box and Muller (1958) from [`pair`]; at most 8.6 from zero. The same on
/// every platform, since the logarithm and the sine are `libm`'s.
#[inline]
pub fn normals(seed: u64, draw: u32, factor: u32, counter: u32) -> [f64; 2] {
    let [u, v] = pair(seed, draw, factor, counter);
    // 1 - u: zero has no logarithm, and u can be zero but not one.
    let radius = (-2.0 * libm::log(1.0 - u)).sqrt();
    let (sin, cos) = libm::sincos(std::f64::consts::TAU * v);
    [radius * cos, radius * sin]
}

/// Numbers of one draw and factor, one after the other.
#[derive(Debug, Clone)]
pub struct Stream {
    seed: u64,
    draw: u32,
    factor: u32,
    counter: u32,
    second: Option<f64>,
}

impl Stream {
    /// The numbers of a draw and factor, from the first: that of [`uniform`].
    pub fn new(seed: u64, draw: u32, factor: u32) -> Self {
        Stream { seed, draw, factor, counter: 0, second: None }
    }

    /// The next, uniform on \[0, 1).
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        if let Some(second) = self.second.take() {
            return second;
        }
        let [first, second] = pair(self.seed, self.draw, self.factor, self.counter);
        self.counter = self.counter.wrapping_add(1);
        self.second = Some(second);
        first
    }

    /// The next, a whole number from 0 to below `n`, each as likely as the others to within n / 2^53; 0 for `n` 0.
    #[inline]
    pub fn below(&mut self, n: usize) -> usize {
        // Below 1 - 2^-53 times n never rounds up to n for n up to 2^53.
        (self.uniform() * n as f64) as usize
    }
}

/// A factor's number follows from its name, below the crate's own: it stays the same whatever else there is.
pub fn factor(name: &str) -> u32 {
    named(&[name])
}

/// The same of a name in parts. FNV-1a, of which 31 bits.
pub fn named(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) & (OWN - 1)
}
