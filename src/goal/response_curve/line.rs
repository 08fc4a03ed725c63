//! The figure of an indicator along a response curve, as a quotient of two lines through three samples.

use crate::index::{Columns, LeafStep, ResolvedModel, Source};

/// The figure of an indicator as a quotient of two lines.
pub(in crate::goal) struct Line {
    source: Source,
    /// Value, numerator and denominator (1 for a column).
    samples: [(f64, f64, f64); 3],
    scale: f64,
}

impl Line {
    pub fn of(inner: &ResolvedModel, leaf: usize) -> Line {
        let source = inner.leaves[leaf].source;
        // Without the step, a ratio is its numerator.
        let divided = inner.steps.iter().any(|s| matches!(s, LeafStep::Denominate));
        let (source, scale) = match source {
            Source::Ratio { scale, .. } if divided => (source, scale),
            Source::Ratio { numerator, .. } => (Source::Column(numerator), 1.0),
            Source::Column(_) => (source, 1.0),
        };
        Line { source, samples: [(f64::NAN, f64::NAN, 1.0); 3], scale }
    }

    /// Takes one of the three samples.
    pub fn sample(&mut self, nth: usize, at: f64, columns: Columns, period: usize, unit: usize) {
        let figure = |column: usize| columns.column(column, period)[unit];
        self.samples[nth] = match self.source {
            Source::Column(column) => (at, figure(column), 1.0),
            Source::Ratio { numerator, denominator, .. } => (at, figure(numerator), figure(denominator)),
        };
    }

    /// Whether both columns are lines, to nine digits.
    pub fn is_straight(&self) -> bool {
        let line = |y: [f64; 3]| {
            let [(a, ..), (b, ..), (c, ..)] = self.samples;
            let expected = y[0] + (y[2] - y[0]) * (b - a) / (c - a);
            same(expected, y[1], 1e-9 * y[0].abs().max(y[2].abs()))
        };
        line(self.samples.map(|s| s.1)) && line(self.samples.map(|s| s.2))
    }

    /// Whether only one of the two columns moves, or the quotient does not.
    pub fn is_one_sided(&self) -> bool {
        let still = |y: [f64; 3]| y.iter().all(|v| same(*v, y[0], 1e-12 * y[0].abs()));
        let quotient = self.samples.map(|s| s.1 / s.2);
        still(self.samples.map(|s| s.1)) || still(self.samples.map(|s| s.2)) || still(quotient)
    }

    /// The value at which the figure is x; none where it never is.
    pub fn value(&self, x: f64) -> Option<f64> {
        let [(a, n0, d0), _, (c, n1, d1)] = self.samples;
        let slope = |from: f64, to: f64| (to - from) / (c - a);
        // scale (n0 + n v) = x (d0 + d v)
        let (n, d) = (slope(n0, n1), slope(d0, d1));
        let v = a + (x * d0 - self.scale * n0) / (self.scale * n - x * d);
        Some(v).filter(|v| v.is_finite())
    }
}

/// Whether two figures are equal within `slack`. A missing one equals any: nothing is computed with it.
fn same(a: f64, b: f64, slack: f64) -> bool {
    (a - b).is_nan() || (a - b).abs() <= slack
}
