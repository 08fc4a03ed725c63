//! What a unit with missing figures could have at best and at worst.

use crate::error::Result;
use crate::index::{Columns, Evaluation, Model, NodeKind, ResolvedModel};
use crate::period::Period;
use crate::ranking::{rank, Ties};

/// A figure that is missing, and between what it is taken to lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MissingFigure {
    /// The indicator, as a node.
    pub node: usize,
    /// The one that is least good of those that the other units have in the period.
    pub worst: f64,
    /// The best of them.
    pub best: f64,
}

/// Score and rank of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// The score; NaN where there is none.
    pub score: f64,
    /// The rank by competition; NaN where there is none.
    pub rank: f64,
}

/// A unit with what it could have.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// The unit, by number.
    pub unit: usize,
    /// Its missing figures that another unit has.
    pub missing: Vec<MissingFigure>,
    /// As it is: without them, or with what is imputed.
    pub now: Position,
    /// With all of them at their worst.
    pub worst: Position,
    /// With all of them at their best.
    pub best: Position,
}

/// The score and rank by a node that a unit has, and would have if each of its missing figures were the best, or the worst,
/// that another unit has for this indicator in the period.
///
/// Figures are those of the framework's indicators, ratios being ratios: the best is the greatest where more is better, else
/// the least. They are put in where a panel's figure would be, before any screen, imputation, treatment and normalisation; of a
/// ratio after it is divided. The missing figures of other units stay as they are. A score that rises and falls with a figure
/// (a target in the middle) may lie outside of the two.
///
/// # Errors
/// `unknown_period`.
pub fn bounds(model: &Model, period: Period, node: usize, unit: usize) -> Result<Bounds> {
    let (inner, panel) = (model.inner(), model.panel());
    let p = panel.find_period(period)?;
    let missing = missing(inner, node, p, unit);
    let mut evaluation = Evaluation::new(inner, p);
    let mut position = |figure: fn(&MissingFigure) -> f64| {
        let planted: Vec<(usize, f64)> =
            missing.iter().filter_map(|each| Some((leaf_of(inner, each.node)?, figure(each)))).collect();
        evaluation.compute_planted(inner, Columns::of(panel), unit, &planted);
        let ranks = rank(&inner.ranked(evaluation.node(node)), Ties::Competition);
        Position { score: evaluation.node(node)[unit], rank: ranks[unit] }
    };
    let (worst, best, now) = (position(|m| m.worst), position(|m| m.best), position(|_| f64::NAN));
    Ok(Bounds { unit, now, worst, best, missing })
}

fn leaf_of(inner: &ResolvedModel, node: usize) -> Option<usize> {
    match inner.nodes[node].kind {
        NodeKind::Leaf(leaf) => Some(leaf),
        NodeKind::Group { .. } => None,
    }
}

/// The figures that a unit lacks below a node, and another has.
fn missing(inner: &ResolvedModel, node: usize, period: usize, unit: usize) -> Vec<MissingFigure> {
    let n = inner.panel.units().len();
    let range = crate::index::subtree(&inner.nodes, node);
    let lacking = |at: usize| {
        let leaf = leaf_of(inner, at)?;
        let series = inner.leaf_series(&inner.leaves[leaf].id)?;
        let figures = &series[period * n..(period + 1) * n];
        let there = || figures.iter().copied().filter(|x| !x.is_nan());
        let (least, greatest) = (there().reduce(f64::min)?, there().reduce(f64::max)?);
        let (worst, best) = if inner.leaves[leaf].direction < 0 { (greatest, least) } else { (least, greatest) };
        figures[unit].is_nan().then_some(MissingFigure { node: at, worst, best })
    };
    range.filter_map(lacking).collect()
}
