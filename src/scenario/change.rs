//! A change whose names have been looked up, and what it does to a figure.

use super::accounts::Ledger;
use super::figures::{ChangedFigure, Figures};
use super::Op;
use crate::error::{Code, Error, Result};
use crate::panel::{Indicator, IndicatorKind};
use crate::text::Text;
use std::fmt::Debug;
use std::sync::Arc;

/// A change whose names have been looked up.
#[derive(Debug, Clone)]
pub(super) struct ResolvedChange {
    pub units: Vec<usize>,
    pub indicators: Vec<usize>,
    /// None where the change is made in the period that is viewed.
    pub period: Option<usize>,
    pub op: Op,
    pub value: f64,
    pub keep: Vec<usize>,
    pub fund: Option<Arc<dyn Funded>>,
}

/// What follows from money.
pub(super) trait Funded: Debug + Send + Sync {
    /// The input after `money`; NaN where it is missing, or where returns that depend on it find none.
    fn input(&self, x: f64, money: f64) -> f64;

    /// Whether everything that follows rises with the money.
    fn rises(&self) -> bool;

    /// Moves what follows from an input that went `from_to`, as seen from the period `viewed`.
    fn follow(
        &self,
        figures: &mut Figures,
        input: ChangedFigure,
        from_to: (f64, f64),
        keep: &[usize],
        viewed: usize,
    ) -> Result<()>;
}

impl ResolvedChange {
    /// Makes the change of one unit's indicator, as seen from the period `viewed`.
    pub fn apply(&self, figures: &mut Figures, at: ChangedFigure, viewed: usize) -> Result<()> {
        let accounts = figures.accounts;
        let mut row = figures.of_unit(at.unit, at.period);
        let from = row.get(at.indicator);
        let to = match self.op {
            Op::Set => self.value,
            Op::Add => from + self.value,
            Op::Multiply => from * self.value,
            Op::Fund => self.fund.as_ref().map_or(f64::NAN, |fund| fund.input(from, self.value)),
        };
        if to.is_nan() {
            row.stuck(at.indicator, at.indicator);
            return Ok(());
        }
        if to.is_infinite() {
            return Err(not_a_value());
        }
        accounts.change(&mut row, at.indicator, to, &self.keep)?;
        match &self.fund {
            Some(fund) => fund.follow(figures, at, (from, to), &self.keep, viewed),
            None => Ok(()),
        }
    }
}

pub(super) fn not_a_value() -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new("变化的数值无效。", "The value of the change is not a finite number."),
        Text::new("请填写有限的数。", "Give a finite number."),
    )
}

/// Refuses a ratio: only the columns that it is made of can change.
pub(super) fn changeable(indicator: &Indicator) -> Result<()> {
    if indicator.kind != IndicatorKind::Ratio {
        return Ok(());
    }
    let name = indicator.name();
    Err(Error::new(
        Code::RatioNotChangeable,
        "",
        Text::new(
            format!("“{}”是比率，不能直接改变。", name.zh),
            format!("\"{}\" is a ratio and cannot be changed.", name.en),
        ),
        Text::new("请改变其分子或分母。", "Change its numerator or its denominator."),
    ))
}
