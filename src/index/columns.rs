//! The figures that an evaluation reads.

use crate::panel::Panel;

/// The figures of a panel, or of a scenario's copy of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns<'a> {
    values: &'a [f64],
    units: usize,
    periods: usize,
    pub(super) unit_override: Option<UnitOverride<'a>>,
    /// The leaves that are left out, one a leaf; they are there, and nothing is decided by them.
    without: Option<&'a [bool]>,
}

/// Overrides one unit: the listed indicators are read from `values` at `period` instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitOverride<'a> {
    /// The other table, in the shape of the panel; of the other units it has the figures that are here.
    pub values: &'a [f64],
    pub unit: usize,
    pub period: usize,
    /// One an indicator.
    pub leaves: &'a [bool],
}

impl<'a> Columns<'a> {
    pub fn of(panel: &'a Panel) -> Self {
        Columns::with(panel, panel.values())
    }

    /// Other figures in the shape of a panel.
    pub fn with(panel: &Panel, values: &'a [f64]) -> Self {
        Columns {
            values,
            units: panel.units().len(),
            periods: panel.periods().len(),
            unit_override: None,
            without: None,
        }
    }

    pub fn column(&self, indicator: usize, period: usize) -> &'a [f64] {
        let start = (indicator * self.periods + period) * self.units;
        &self.values[start..start + self.units]
    }

    /// Other figures in the shape of a panel, with one unit in another state.
    pub fn mixed(panel: &Panel, values: &'a [f64], unit_override: UnitOverride<'a>) -> Self {
        Columns { unit_override: Some(unit_override), ..Columns::with(panel, values) }
    }

    /// The same figures, some leaves being left out.
    pub fn without(self, leaves: &'a [bool]) -> Self {
        Columns { without: Some(leaves), ..self }
    }

    pub(super) fn has(&self, leaf: usize) -> bool {
        self.without.is_none_or(|leaves| !leaves[leaf])
    }

    /// The table that an indicator has its figures in.
    pub(super) fn of_leaf(self, leaf: usize) -> Self {
        match self.unit_override {
            Some(other) if other.leaves[leaf] => Columns { values: other.values, ..self },
            _ => self,
        }
    }

    /// The table and period that a unit is seen in: by a leaf, or, of what is no leaf, where all of them are.
    pub(crate) fn of_unit(self, leaf: Option<usize>, unit: usize, period: usize) -> (Self, usize) {
        match self.unit_override {
            Some(other)
                if other.unit == unit && leaf.map_or_else(|| other.leaves.iter().all(|l| *l), |l| other.leaves[l]) =>
            {
                (Columns { values: other.values, ..self }, other.period)
            }
            _ => (self, period),
        }
    }

    /// The period that an indicator of a unit is seen from, where the others are seen from `period`.
    pub(crate) fn seen(&self, leaf: usize, unit: usize, period: usize) -> usize {
        match self.unit_override {
            Some(other) if other.unit == unit && other.leaves[leaf] => other.period,
            _ => period,
        }
    }
}
