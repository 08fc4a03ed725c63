//! The figures of a scenario while its changes are applied, and what is said of them.

use super::accounts::{Accounts, Ledger, Why};
use crate::error::{Code, Error};
use crate::panel::Panel;
use crate::text::Text;

/// A figure that should have moved and could not, because it is missing or what it depends on is zero or missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck {
    /// The number of the unit.
    pub unit: usize,
    /// The figure that stayed.
    pub indicator: usize,
    /// The figure that changed.
    pub because_of: usize,
}

/// An effect that is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// The number of the change.
    pub change: usize,
    /// The number of the elasticity in its list.
    pub elasticity: usize,
    /// How many periods after the viewed period the effect falls; none where the panel ends before it.
    pub periods: Option<i32>,
}

/// What the changes did.
#[derive(Debug, Clone, Default)]
pub(super) struct ChangeLog {
    /// The figures that moved, by their place in the panel's values.
    pub moved: Vec<(usize, Why)>,
    /// One flag per figure: whether it is in `moved`.
    pub marked: Vec<bool>,
    pub stuck: Vec<Stuck>,
    pub unseen: Vec<Unseen>,
}

/// The figures of a scenario while its changes are applied.
pub(super) struct Figures<'a> {
    pub panel: &'a Panel,
    pub accounts: &'a Accounts,
    pub values: &'a mut [f64],
    pub log: &'a mut ChangeLog,
}

/// The figures of one unit in one period.
pub(super) struct UnitFigures<'a> {
    panel: &'a Panel,
    values: &'a mut [f64],
    log: &'a mut ChangeLog,
    unit: usize,
    period: usize,
}

impl Figures<'_> {
    pub fn of_unit(&mut self, unit: usize, period: usize) -> UnitFigures<'_> {
        UnitFigures { panel: self.panel, values: self.values, log: self.log, unit, period }
    }

    /// Logs an effect that is not seen, once.
    pub fn log_unseen(&mut self, unseen: Unseen) {
        if !self.log.unseen.contains(&unseen) {
            self.log.unseen.push(unseen);
        }
    }
}

/// A figure that a change names.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChangedFigure {
    /// The number of the change.
    pub change: usize,
    pub unit: usize,
    pub indicator: usize,
    pub period: usize,
}

impl Ledger for UnitFigures<'_> {
    fn get(&self, indicator: usize) -> f64 {
        self.values[self.panel.cell(indicator, self.period, self.unit)]
    }

    fn set(&mut self, indicator: usize, value: f64, why: Why) {
        let cell = self.panel.cell(indicator, self.period, self.unit);
        self.values[cell] = value;
        if !std::mem::replace(&mut self.log.marked[cell], true) {
            self.log.moved.push((cell, why));
        }
    }

    fn stuck(&mut self, indicator: usize, because_of: usize) {
        self.log.stuck.push(Stuck { unit: self.unit, indicator, because_of });
    }

    fn goes_below_zero(&self, indicator: usize) -> bool {
        let size = self.panel.units().len() * self.panel.periods().len();
        self.panel.values()[indicator * size..][..size].iter().any(|x| *x < 0.0)
    }

    fn negative(&self, indicator: usize) -> Error {
        let name = self.panel.indicators()[indicator].name();
        Error::new(
            Code::NegativeFigure,
            ".value",
            Text::new(
                format!("“{}”将变为负数，而该列数据均不为负。", name.zh),
                format!("\"{}\" would fall below zero, and no figure of its column does.", name.en),
            ),
            Text::new("请减小变化幅度，最低为 0。", "Change less: it cannot fall below 0."),
        )
    }
}
