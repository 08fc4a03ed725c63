//! Sobol's sequence: points that fill a cube more evenly than random ones.

mod numbers;

use crate::error::{Code, Error, Result};
use crate::random::Stream;
use crate::text::Text;
use numbers::NUMBERS;

/// The bits of a coordinate; with them the sequence has 2^32 points.
const BITS: usize = 32;

/// A Sobol sequence in up to [`Sobol::MOST`] dimensions, each coordinate a multiple of 2^-32 in \[0, 1).
///
/// In the order of the Gray code (Antonov, Saleev 1979), with the direction numbers of Joe and Kuo (2008). The first point
/// is not left out, as in SciPy: it is a part of the net that every 2^k points are, and without it the mean of a smooth
/// function converges no faster than with random points (Owen 2020, On dropping the first Sobol' point). A multiple of a
/// power of two is the number of points to take.
///
/// Plain ([`Sobol::new`]) it begins with 0, then 1/2, in every dimension. Shifted ([`Sobol::shifted`]), every coordinate is
/// xored with 32 random bits of its dimension: the same even net elsewhere, without a point in which all coordinates are
/// equal, unbiased over seeds, and with another seed a check of how far a result holds.
///
/// ```
/// use innodex::robustness::sobol::Sobol;
/// let mut points = Sobol::new(2)?;
/// let first: Vec<Vec<f64>> = (0..4).filter_map(|_| points.next_point().map(<[f64]>::to_vec)).collect();
/// assert_eq!(first, [[0.0, 0.0], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75]]);
/// # Ok::<(), innodex::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sobol {
    /// `[dimension][bit]`: what a bit of the Gray code adds.
    directions: Vec<[u32; BITS]>,
    now: Vec<u32>,
    point: Vec<f64>,
    /// The number of the next point.
    next: u64,
}

impl Sobol {
    /// The most dimensions there are numbers for.
    pub const MOST: usize = NUMBERS.len() + 1;

    /// From the first point, which is zero.
    ///
    /// # Errors
    /// `bad_parameter` for no dimension, or more than [`Sobol::MOST`].
    pub fn new(dimensions: usize) -> Result<Self> {
        if !(1..=Self::MOST).contains(&dimensions) {
            return Err(Error::new(
                Code::BadParameter,
                "dimensions",
                Text::new(
                    format!("Sobol 序列须为 1 至 {} 维，而不是 {dimensions} 维。", Self::MOST),
                    format!("A Sobol sequence has 1 to {} dimensions, not {dimensions}.", Self::MOST),
                ),
                Text::new("请减少因素的个数。", "Take fewer factors."),
            ));
        }
        Ok(Sobol {
            directions: (0..dimensions).map(directions).collect(),
            now: vec![0; dimensions],
            point: vec![0.0; dimensions],
            next: 0,
        })
    }

    /// From the first point, shifted at random by a seed.
    ///
    /// # Errors
    /// As [`Sobol::new`].
    pub fn shifted(dimensions: usize, seed: u64) -> Result<Self> {
        let mut sobol = Sobol::new(dimensions)?;
        for (dimension, now) in sobol.now.iter_mut().enumerate() {
            *now = (Stream::new(seed, dimension as u32, crate::random::SHIFT).uniform() * 2_f64.powi(32)) as u32;
        }
        Ok(sobol)
    }

    /// The next point; `None` after 2^32.
    pub fn next_point(&mut self) -> Option<&[f64]> {
        if self.next >> BITS != 0 {
            return None;
        }
        for (out, now) in self.point.iter_mut().zip(&self.now) {
            *out = f64::from(*now) / 2_f64.powi(32);
        }
        self.skip(1);
        Some(&self.point)
    }

    /// Goes on as if so many more points had been taken; as quick for a million as for one.
    pub fn skip(&mut self, points: u64) {
        let gray = |number: u64| number ^ (number >> 1);
        let next = self.next.saturating_add(points).min(1 << BITS);
        // From one number to the next, the Gray code changes in one place.
        let mut changed = gray(self.next) ^ gray(next);
        self.next = next;
        while changed != 0 && changed.trailing_zeros() < BITS as u32 {
            let bit = changed.trailing_zeros() as usize;
            for (now, directions) in self.now.iter_mut().zip(&self.directions) {
                *now ^= directions[bit];
            }
            changed &= changed - 1;
        }
    }
}

/// The direction numbers of a dimension: m_k 2^(32 - k), with
/// m_k = 2 a_1 m_(k-1) ^ 4 a_2 m_(k-2) ^ ... ^ 2^s m_(k-s) ^ m_(k-s) from the (s + 1)th on.
fn directions(dimension: usize) -> [u32; BITS] {
    let mut v = [0; BITS];
    let Some([a, m @ ..]) = dimension.checked_sub(1).map(|row| NUMBERS[row]) else {
        // The first dimension: van der Corput's sequence.
        v.iter_mut().enumerate().for_each(|(bit, v)| *v = 1 << (BITS - 1 - bit));
        return v;
    };
    let degree = m.len();
    for bit in 0..BITS {
        v[bit] = match m.get(bit) {
            Some(m) => u32::from(*m) << (BITS - 1 - bit),
            None => (1..degree)
                .filter(|k| a >> (degree - 1 - k) & 1 == 1)
                .fold(v[bit - degree] ^ (v[bit - degree] >> degree), |sum, k| sum ^ v[bit - k]),
        };
    }
    v
}
