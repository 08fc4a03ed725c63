//! Plain columns, as the table module hands a panel over: units may be in any order, and notes of single figures come as pairs.

use super::{Indicator, Panel, Unit};
use crate::error::Result;
use crate::period::Period;

/// What a panel of plain columns says beside its figures.
pub(super) struct Columns {
    pub(super) units: Vec<Unit>,
    pub(super) periods: Vec<String>,
    pub(super) indicators: Vec<Indicator>,
}

impl Columns {
    /// The same with the units in the order of their codes, and where each of them was; nothing where they are in order.
    pub(super) fn sorted(mut self) -> (Columns, Vec<usize>) {
        if self.units.is_sorted_by(|one, other| one.code <= other.code) {
            return (self, Vec::new());
        }
        let mut places: Vec<usize> = (0..self.units.len()).collect();
        places.sort_by(|one, other| self.units[*one].code.cmp(&self.units[*other].code));
        self.units = places.iter().map(|place| self.units[*place].clone()).collect();
        (self, places)
    }

    pub(super) fn with(self, values: Vec<f64>) -> Result<Panel> {
        let periods = self.periods.iter().map(|p| p.parse()).collect::<Result<Vec<Period>>>()?;
        Panel::new(self.units, periods, self.indicators, values)
    }
}

/// Columns with their units brought from some places; one of another length is left as it is, and refused later.
pub(super) fn brought<T: Copy>(places: &[usize], columns: Vec<T>) -> Vec<T> {
    match places.is_empty() || columns.len() % places.len() > 0 {
        true => columns,
        false => columns.chunks(places.len()).flat_map(|column| places.iter().map(|place| column[*place])).collect(),
    }
}

/// The pairs of a figure's number and that of its note, ascending, with the units brought from some places.
pub(super) fn pairs(places: &[usize], noted: &[usize]) -> Vec<[usize; 2]> {
    let units = places.len().max(1);
    let mut now = vec![0; units];
    places.iter().enumerate().for_each(|(at, place)| now[*place] = at);
    let pair = |pair: &[usize]| [pair[0] - pair[0] % units + now[pair[0] % units], pair[1]];
    let mut pairs: Vec<[usize; 2]> = noted.chunks_exact(2).map(pair).collect();
    pairs.sort_unstable();
    pairs
}

/// The same with notes of single figures: what marks say, and by pairs of numbers which figure has which.
pub(super) struct Noted {
    pub(super) units: Vec<Unit>,
    pub(super) periods: Vec<String>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) notes: Vec<Note>,
    pub(super) noted: Vec<usize>,
}

/// What a mark says; only that, where nobody says it.
pub(super) struct Note {
    pub(super) mark: String,
    pub(super) text: String,
}

impl Note {
    pub(super) fn shown(&self) -> String {
        if self.text.is_empty() { &self.mark } else { &self.text }.clone()
    }
}

crate::json::readable!(Columns { units, periods, indicators });
crate::json::readable!(Noted { units, periods, indicators, notes = Vec::new(), noted = Vec::new() });
crate::json::readable!(Note { mark, text });
