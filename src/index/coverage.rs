//! Which indicators a period has: ranks of two periods compare where both have the same.

use super::{Columns, Model, ResolvedIndicator, ResolvedModel, Source};
use crate::error::Result;
use crate::period::Period;
use crate::text::Text;

/// Whether any unit has a figure of a leaf in a period; a ratio has one where both of its figures are there and it is not
/// divided by zero.
pub(super) fn has_figure(columns: Columns, leaf: &ResolvedIndicator, period: usize) -> bool {
    has_figure_of(columns, leaf, period, |_| true)
}

/// The same of the units that are looked at.
fn has_figure_of(columns: Columns, leaf: &ResolvedIndicator, period: usize, counts: impl Fn(usize) -> bool) -> bool {
    match leaf.source {
        Source::Column(column) => {
            columns.column(column, period).iter().enumerate().any(|(unit, v)| !v.is_nan() && counts(unit))
        }
        Source::Ratio { numerator, denominator, .. } => {
            let below = columns.column(denominator, period);
            let there = |(n, d): (&f64, &f64)| !n.is_nan() && !d.is_nan() && *d != 0.0;
            let mut units = columns.column(numerator, period).iter().zip(below).enumerate();
            units.any(|(unit, both)| there(both) && counts(unit))
        }
    }
}

impl ResolvedModel {
    /// The leaves below a node that nobody has in a period; reference units that do not count are nobody.
    pub(crate) fn lacking(&self, node: usize, columns: Columns, period: usize) -> Vec<usize> {
        let mut leaves = self.leaves_below(node);
        leaves.retain(|leaf| !has_figure_of(columns, &self.leaves[*leaf], period, |unit| self.counts(unit)));
        leaves
    }
}

impl Model {
    /// The indicators below a node, by id, of which no unit has a figure in a period. Reference units that do not count are
    /// left aside.
    ///
    /// # Errors
    /// `unknown_period`.
    pub fn lacking(&self, node: usize, period: Period) -> Result<Vec<&str>> {
        let (inner, period) = (self.inner(), self.panel().find_period(period)?);
        let leaves = inner.lacking(node, Columns::of(&inner.panel), period);
        Ok(leaves.into_iter().map(|leaf| inner.leaves[leaf].id.as_str()).collect())
    }

    /// Whether two periods have the same indicators below a node. Where one lacks an indicator that the other has, for
    /// everybody, a rank that changed between them may have changed for that alone: the two are not compared.
    ///
    /// # Errors
    /// `unknown_period`.
    pub fn comparable(&self, node: usize, one: Period, other: Period) -> Result<bool> {
        Ok(self.lacking(node, one)? == self.lacking(node, other)?)
    }

    /// The names of indicators, by id.
    pub(crate) fn indicator_names(&self, ids: &[&str]) -> Vec<Text> {
        let name = |id: &&str| self.inner().leaves.iter().find(|leaf| leaf.id == *id).map(|leaf| leaf.name.clone());
        ids.iter().filter_map(name).collect()
    }
}
