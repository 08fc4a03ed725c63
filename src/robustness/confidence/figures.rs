//! Figures that are drawn anew within their standard errors.

use super::basis;
use crate::error::Result;
use crate::index::{Model, ResolvedModel};
use crate::json;
use crate::period::Period;
use crate::random::{normals, FIGURES};
use crate::statistics::median;
use innodex_schema::schema;
use serde::Serialize;

/// What a figure without a standard error is taken for, where others have one.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WithoutError {
    /// As exact.
    #[default]
    Exact,
    /// Its standard error is the median of |error / figure| of the indicator's column, in all periods, times the figure; of all
    /// columns where that column has none.
    Median,
}

json::words!(WithoutError { Exact = "exact", Median = "median" });

/// How many figures the scores of a node rest on: of the period, and of others where a step looks at them; a ratio has two.
///
/// # Errors
/// `unknown_period`.
pub fn figures_behind(model: &Model, period: Period, node: usize) -> Result<usize> {
    Ok(basis::cells(model.inner(), node, model.panel().find_period(period)?).len())
}

/// The figures that are drawn, each with its error.
#[derive(Debug, Clone)]
pub(crate) struct Noise {
    /// Cells with an error above zero: place, figure, error.
    moving: Vec<(usize, f64, f64)>,
    leaves: Vec<bool>,
    /// Figures that the scores rest on, and how many of them have a standard error.
    pub(super) figures: usize,
    pub(super) with_error: usize,
}

impl Noise {
    /// Of the scores of a node in a period; what has no error is exact. `None` where no figure that they rest on has one.
    pub(crate) fn of(inner: &ResolvedModel, node: usize, period: usize) -> Option<Noise> {
        Noise::with(inner, node, period, WithoutError::Exact)
    }

    pub(super) fn with(inner: &ResolvedModel, node: usize, period: usize, without: WithoutError) -> Option<Noise> {
        let panel = &inner.panel;
        let used = basis::cells(inner, node, period);
        let known = |cell: usize| basis::standard_error(panel, cell);
        let with_error = used.iter().filter(|cell| known(**cell).is_some()).count();
        if with_error == 0 {
            return None;
        }
        let per_column = panel.units().len() * panel.periods().len();
        let shares = match without {
            WithoutError::Exact => None,
            WithoutError::Median => Some(Shares::of(panel.values(), per_column, known)),
        };
        let error = |cell: usize| {
            let figure = panel.values()[cell];
            known(cell).or_else(|| Some(shares.as_ref()?.of_column(cell / per_column)? * figure.abs()))
        };
        let uncertain = |cell: usize| Some((cell, panel.values()[cell], error(cell).filter(|e| *e > 0.0)?));
        let moving: Vec<(usize, f64, f64)> =
            (0..panel.values().len()).filter(|cell| !panel.values()[*cell].is_nan()).filter_map(uncertain).collect();
        let moves = |column: usize| moving.iter().any(|(cell, ..)| cell / per_column == column);
        let leaves = (0..inner.leaves.len()).map(|leaf| basis::columns(inner, leaf).any(moves)).collect();
        Some(Noise { moving, leaves, figures: used.len(), with_error })
    }

    /// The indicators that move, one each.
    pub(crate) fn leaves(&self) -> &[bool] {
        &self.leaves
    }

    /// Sets the figures of a draw.
    pub(crate) fn draw(&self, seed: u64, draw: u32, values: &mut [f64]) {
        for (cell, figure, error) in &self.moving {
            let z = normals(seed, draw, FIGURES, (*cell / 2) as u32)[*cell % 2];
            values[*cell] = figure + error * z;
        }
    }
}

/// Errors as shares of their figures: the medians of columns, and of all.
struct Shares {
    columns: Vec<Option<f64>>,
    all: Option<f64>,
}

impl Shares {
    fn of(values: &[f64], per_column: usize, known: impl Fn(usize) -> Option<f64>) -> Shares {
        // Of a figure of zero no error is a share.
        let share = |cell: usize| {
            let figure = values[cell].abs();
            known(cell).filter(|_| figure > 0.0).map(|error| error / figure)
        };
        let shares = |cells: std::ops::Range<usize>| -> Vec<f64> { cells.filter_map(share).collect() };
        let middle = |mut shares: Vec<f64>| Some(median(&mut shares)).filter(|share| !share.is_nan());
        let columns = (0..values.len() / per_column.max(1)).map(|c| c * per_column..(c + 1) * per_column);
        Shares { columns: columns.map(|cells| middle(shares(cells))).collect(), all: middle(shares(0..values.len())) }
    }

    fn of_column(&self, column: usize) -> Option<f64> {
        self.columns[column].or(self.all)
    }
}
