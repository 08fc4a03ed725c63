//! Which indicators a period has: ranks of two periods compare where both have the same.

use super::{Columns, Model, ResolvedIndicator, ResolvedModel, Source};
use crate::error::Result;
use crate::period::Period;
use crate::text::Text;

/// Whether any unit has a figure of a leaf in a period; a ratio has one where both of its figures are there and it is not
/// divided by zero.
pub(super) fn has_figure(columns: Columns, leaf: &ResolvedIndicator, period: usize) -> bool {
    match leaf.source {
        Source::Column(column) => columns.column(column, period).iter().any(|v| !v.is_nan()),
        Source::Ratio { numerator, denominator, .. } => {
            let below = columns.column(denominator, period);
            columns.column(numerator, period).iter().zip(below).any(|(n, d)| !n.is_nan() && !d.is_nan() && *d != 0.0)
        }
    }
}

impl ResolvedModel {
    /// The leaves below a node that nobody has in a period.
    pub(crate) fn lacking(&self, node: usize, columns: Columns, period: usize) -> Vec<usize> {
        let mut leaves = self.leaves_below(node);
        leaves.retain(|leaf| !has_figure(columns, &self.leaves[*leaf], period));
        leaves
    }
}

impl Model {
    /// The indicators below a node, by id, of which no unit has a figure in a period.
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
