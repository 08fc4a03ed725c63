//! Changes that are true arithmetic and no advice.

use crate::index::{Model, Source};

/// Whether a change lowers a column of which no indicator wants less, neither of it nor of a whole that it is a part of: it
/// only makes the denominators of ratios smaller.
pub(super) fn is_unwanted(model: &Model, column: usize, change: f64) -> bool {
    if change >= 0.0 {
        return false;
    }
    let (inner, columns) = (model.inner(), model.panel().indicators());
    let wanted = |column: usize| {
        inner.leaves.iter().any(|leaf| {
            let own = match leaf.source {
                Source::Column(own) => own,
                Source::Ratio { numerator, .. } => numerator,
            };
            own == column && leaf.direction < 0
        })
    };
    let mut at = Some(column);
    // A chain of wholes is no longer than there are columns.
    for _ in 0..columns.len() {
        let Some(column) = at else { break };
        if wanted(column) {
            return false;
        }
        let whole = columns[column].part_of.as_ref().map(|part| part.total.as_str());
        at = whole.and_then(|whole| columns.iter().position(|each| each.id == whole));
    }
    true
}
