//! Figures of a unit that are put in place of missing ones.

use super::{Columns, Evaluation};
use crate::index::{ResolvedModel, Source};

impl Evaluation {
    /// Computes every figure, those of a unit that are named (indicator, figure) being put in: of a ratio as it is divided, of
    /// any other as it is in the panel. A NaN puts in nothing.
    pub(crate) fn compute_planted(
        &mut self,
        model: &ResolvedModel,
        columns: Columns,
        unit: usize,
        planted: &[(usize, f64)],
    ) {
        self.compute_with(model, columns, None, |evaluation, at| {
            let (leaves, units) = (evaluation.leaves, evaluation.units);
            for (leaf, figure) in planted.iter().filter(|(_, figure)| !figure.is_nan()) {
                let divided = matches!(model.leaves[*leaf].source, Source::Ratio { .. });
                if divided == (at > 0) {
                    evaluation.stages[(at * leaves + leaf) * units + unit] = *figure;
                }
            }
        });
    }
}
