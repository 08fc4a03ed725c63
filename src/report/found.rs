//! What a number is found to be.

use super::aside::Aside;
use super::rules::Rules;
use super::unit::Unit;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// Where it begins and ends.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Its value in its unit; of a range the lower end.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Digits after the point.
    pub decimals: usize,
    /// Its unit.
    pub unit: Unit,
    /// Where 余, 多, 几 or 来 stands within it.
    pub infix: Option<usize>,
    /// What it was read by.
    pub rules: Rules,
}

/// What a number is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// A number with its unit.
    Quantity(Quantity),
    /// A number that is no figure.
    Aside(Aside),
    /// Nothing, up to there.
    Nothing(usize),
}
