//! Figures: an integer is found by halving what is still possible. Several guesses at it, each with
//! its usual error, have an opinion on which half it is in; the opinions are mixed.

use super::arithmetic::{log, Coder, Mixer, Numbers};
use super::Corrupt;

/// A block (an indicator in a period) has 0 to 22 decimals, or is one of these.
const RAW: u64 = 23;
const EMPTY: u64 = 24;
/// Larger integers are not exact as f64.
const MOST_BITS: u64 = 53;

/// The columns just before, which often grow alike.
const NEIGHBOURS: usize = 3;
const GUESSES: usize = 4 + NEIGHBOURS;
const REMAINDER: usize = GUESSES - 1;
type Guesses = [f64; GUESSES];

/// Contexts of [`Numbers`]; those below belong to the panel's header.
const BITS: u64 = 3;
const SIGNED: u64 = 4;
const GAPS: u64 = 5;
const GAP: u64 = 6;
const BYTE: u64 = 8;
const FORM: u64 = 9;

/// Codes the figures, one indicator after another, period after period.
pub(super) fn code<C: Coder>(
    coder: &mut C,
    numbers: &mut Numbers,
    [units, periods, ids]: [usize; 3],
    given: &[f64],
) -> Result<Vec<f64>, Corrupt> {
    // By how wide the possible is, in octaves of the smallest spread.
    let mut mixers = vec![Mixer([0.2; GUESSES]); 64];
    let mut read = Read { units, periods, values: Vec::new() };
    for id in 0..ids {
        let column = part(given, id, periods * units);
        let (bits, signed) = told::<C, _>(|| extent(column, units));
        let bits = numbers.code(coder, BITS, 6, bits);
        let signed = numbers.code(coder, SIGNED, 1, signed.into()) == 1;
        if bits > MOST_BITS {
            return Err(Corrupt);
        }
        let range = (if signed { -1 << bits } else { 0 }, 1 << bits);
        let mut errors = Errors::new(units);
        let mut known = vec![Known::default(); units];
        let mut form = EMPTY;
        for period in 0..periods {
            let block = part(column, period, units);
            form = numbers.code(coder, FORM + form, 5, told::<C, _>(|| form_of(block)));
            if form > EMPTY || coder.is_exhausted() {
                return Err(Corrupt);
            }
            if form == EMPTY {
                read.values.extend(std::iter::repeat_n(f64::NAN, units));
                continue;
            }
            let gaps = told::<C, _>(|| block.iter().any(|value| value.is_nan()));
            let gaps = numbers.code(coder, GAPS, 1, gaps.into()) == 1;
            let scale = power_of_ten(form);
            let mut sums = Sums::default();
            for (unit, known) in known.iter_mut().enumerate() {
                let given = block.get(unit).copied().unwrap_or(0.0);
                let context = GAP + u64::from(known.last.is_none());
                if gaps && numbers.code(coder, context, 1, given.is_nan().into()) == 1 {
                    read.values.push(f64::NAN);
                    continue;
                }
                let value = if form == RAW {
                    raw(coder, numbers, given)
                } else {
                    let centres = read.guesses(id, period, unit, *known, &sums).map(|guess| guess * scale);
                    let spreads = errors.spreads(unit, &centres);
                    let opinions = Opinions { centres, spreads };
                    let integer = (given * scale).round() as i64;
                    let integer = opinions.search(coder, &mut mixers, range, integer) as f64;
                    errors.learn(unit, &centres, integer);
                    integer / scale
                };
                sums.add(value, &read, id, period, unit, *known);
                *known = Known { last: Some(period), before: known.last };
                read.values.push(value);
                if coder.is_exhausted() {
                    return Err(Corrupt);
                }
            }
        }
    }
    Ok(read.values)
}

/// What only a writer knows; a reader neither needs it nor carries the code that finds it.
fn told<C: Coder, T: Default>(find: impl FnOnce() -> T) -> T {
    if C::WRITES {
        find()
    } else {
        T::default()
    }
}

/// The `index`th piece of so many values; nothing when reading.
fn part(values: &[f64], index: usize, length: usize) -> &[f64] {
    values.get(index * length..(index + 1) * length).unwrap_or_default()
}

/// Exact up to 10^22.
fn power_of_ten(decimals: u64) -> f64 {
    (0..decimals).fold(1.0, |scale, _| scale * 10.0)
}

/// Any f64 by its bytes.
fn raw<C: Coder>(coder: &mut C, numbers: &mut Numbers, given: f64) -> f64 {
    let bytes = given.to_le_bytes();
    f64::from_le_bytes(bytes.map(|byte| numbers.code(coder, BYTE, 8, byte.into()) as u8))
}

/// How a block is written: the fewest decimals that give every figure back to the last bit.
fn form_of(block: &[f64]) -> u64 {
    let figures = || block.iter().copied().filter(|value| !value.is_nan());
    if figures().next().is_none() {
        return EMPTY;
    }
    let exact = |decimals: &u64| {
        let scale = power_of_ten(*decimals);
        figures().all(|value| {
            let integer = (value * scale).round();
            integer.abs() < (1u64 << MOST_BITS) as f64 && (integer as i64 as f64 / scale).to_bits() == value.to_bits()
        })
    };
    (0..RAW).find(exact).unwrap_or(RAW)
}

/// How many bits the integers of a column take, and whether one is negative.
fn extent(column: &[f64], units: usize) -> (u64, bool) {
    let mut most = 0i64;
    let mut signed = false;
    for block in column.chunks(units.max(1)) {
        let form = form_of(block);
        if form < RAW {
            let scale = power_of_ten(form);
            for value in block.iter().filter(|value| !value.is_nan()) {
                let integer = (value * scale).round() as i64;
                most = most.max(integer.abs());
                signed |= integer < 0;
            }
        }
    }
    (u64::from(64 - most.leading_zeros()), signed)
}

/// The figures so far.
struct Read {
    units: usize,
    periods: usize,
    values: Vec<f64>,
}

/// The last two periods in which a unit has a figure of the indicator.
#[derive(Clone, Copy, Default)]
struct Known {
    last: Option<usize>,
    before: Option<usize>,
}

impl Read {
    fn at(&self, id: usize, period: usize, unit: usize) -> f64 {
        self.values[(id * self.periods + period) * self.units + unit]
    }

    /// The same cell so many columns before.
    fn neighbour(&self, id: usize, back: usize, period: usize, unit: usize) -> f64 {
        if (1..=id).contains(&back) {
            self.at(id - back, period, unit)
        } else {
            f64::NAN
        }
    }

    /// Guesses at a figure; NaN or infinite where there is none.
    fn guesses(&self, id: usize, period: usize, unit: usize, known: Known, sums: &Sums) -> Guesses {
        let mut guesses = [f64::NAN; GUESSES];
        let near = |back, period| self.neighbour(id, back, period, unit);
        if let Some((then, last)) =
            known.last.map(|then| (then, self.at(id, then, unit))).filter(|(_, last)| *last != 0.0)
        {
            // As the units before it grew, as it grew before, as its neighbours and the first column grew.
            guesses[0] = last * sums.growth();
            guesses[1] = known.before.map_or(f64::NAN, |before| last * (last / self.at(id, before, unit)));
            for back in 1..=NEIGHBOURS {
                guesses[1 + back] = last * (near(back, period) / near(back, then));
            }
            guesses[2 + NEIGHBOURS] = last * (near(id, period) / near(id, then));
        } else {
            // Half the mean of the units before it, or as large beside its neighbours as they are.
            guesses[0] = sums.mean() / 2.0;
            for back in 1..=NEIGHBOURS {
                guesses[1 + back] = near(back, period) * sums.ratio(back);
            }
        }
        // A total with three parts: what the other two leave to the last.
        guesses[REMAINDER] = near(3, period) - near(2, period) - near(1, period);
        guesses
    }
}

/// Sums over the units of the block that are read already.
#[derive(Default)]
struct Sums {
    count: f64,
    total: f64,
    /// Now and last time, of the units that had a figure last time.
    growth: (f64, f64),
    /// Here and there, of the units that have a figure in a neighbouring column.
    beside: [(f64, f64); NEIGHBOURS],
}

impl Sums {
    fn add(&mut self, value: f64, read: &Read, id: usize, period: usize, unit: usize, known: Known) {
        self.count += 1.0;
        self.total += value;
        if let Some(then) = known.last {
            self.growth.0 += value;
            self.growth.1 += read.at(id, then, unit);
        }
        for (sums, back) in self.beside.iter_mut().zip(1..) {
            let other = read.neighbour(id, back, period, unit);
            if !other.is_nan() {
                sums.0 += value;
                sums.1 += other;
            }
        }
    }

    fn mean(&self) -> f64 {
        if self.count > 0.0 {
            self.total / self.count
        } else {
            1000.0
        }
    }

    fn growth(&self) -> f64 {
        let growth = self.growth.0 / self.growth.1;
        if growth > 0.0 {
            growth
        } else {
            1.0
        }
    }

    fn ratio(&self, back: usize) -> f64 {
        let (here, there) = self.beside[back - 1];
        here / there
    }
}

/// The usual error of each guess in a column, as a share of the guess: of late, and for each unit.
struct Errors {
    late: Guesses,
    own: Vec<Guesses>,
}

impl Errors {
    fn new(units: usize) -> Self {
        Errors { late: [0.1; GUESSES], own: vec![[0.1; GUESSES]; units] }
    }

    /// Never below the rounding of an integer.
    fn spreads(&self, unit: usize, centres: &Guesses) -> Guesses {
        std::array::from_fn(|i| {
            let error = if i == REMAINDER { self.late[i] } else { (self.late[i] * self.own[unit][i]).sqrt() };
            (centres[i].abs() * error).max(0.15)
        })
    }

    fn learn(&mut self, unit: usize, centres: &Guesses, integer: f64) {
        for (i, centre) in centres.iter().enumerate() {
            if is_guess(*centre) {
                let error = (integer - centre).abs() / (centre.abs() + 1e-9);
                let error = error.min(2.0) + 1e-6;
                self.late[i] += (error - self.late[i]) / 2.0;
                self.own[unit][i] += (error - self.own[unit][i]) / 2.0;
            }
        }
    }
}

/// Neither missing nor so large that its square would overflow.
fn is_guess(centre: f64) -> bool {
    centre.abs() < 1e18
}

/// What the guesses say of one integer.
struct Opinions {
    centres: Guesses,
    spreads: Guesses,
}

impl Opinions {
    /// Twice the chance of each guess that the integer is below the edge, less one: Student's t distribution with two
    /// degrees of freedom (up to scale), heavy in the tails and only a square root.
    fn below(&self, edge: i64) -> Guesses {
        std::array::from_fn(|i| {
            let x = edge as f64 - 0.5 - self.centres[i];
            x / (self.spreads[i] * self.spreads[i] + x * x).sqrt()
        })
    }

    /// Halves the range until one integer is left.
    fn search<C: Coder>(
        &self,
        coder: &mut C,
        mixers: &mut [Mixer<GUESSES>],
        (mut low, mut high): (i64, i64),
        integer: i64,
    ) -> i64 {
        let finest = self.spreads.iter().copied().fold(f64::MAX, f64::min);
        let (mut below_low, mut below_high) = (self.below(low), self.below(high));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let octave = log((high - low) as f64 / finest) + 4.0;
            if octave < 0.0 {
                // Far finer than the guesses: as likely as not.
                if coder.code(integer >= middle, 0.5) {
                    low = middle;
                } else {
                    high = middle;
                }
                continue;
            }
            let below = self.below(middle);
            let opinions = std::array::from_fn(|i| {
                let (above, under) = (below_high[i] - below[i], below[i] - below_low[i]);
                if is_guess(self.centres[i]) && above + under > 2e-13 {
                    log((above / under).clamp(1.0 / 332.0, 332.0))
                } else {
                    0.0
                }
            });
            let mixer = &mut mixers[octave.min(63.0) as usize];
            if mixer.code(coder, &opinions, 0.015, integer >= middle) {
                (low, below_low) = (middle, below);
            } else {
                (high, below_high) = (middle, below);
            }
        }
        low
    }
}
