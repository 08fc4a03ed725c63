//! The figures that scores rest on, and how many of them have a standard error.

use crate::index::aggregate::Rule;
use crate::index::{LeafStep, NodeKind, ResolvedModel, ResolvedScope, Source};
use crate::panel::Panel;

/// The cells of the panel that the scores of a node in a period rest on: figures of that period, and of others where the
/// scale is taken over them, gaps are filled from them or growth is chained from them.
pub(super) fn cells(inner: &ResolvedModel, node: usize, period: usize) -> Vec<usize> {
    let panel = &inner.panel;
    let over_time = inner.steps.iter().any(|s| s.impute().is_some_and(|impute| !impute.method.is_across_units()));
    let mut used = vec![false; panel.values().len()];
    for leaf in inner.leaves_below(node) {
        for p in periods(inner, leaf, period) {
            for unit in 0..panel.units().len() {
                let gap = columns(inner, leaf).any(|column| panel.column(column, p)[unit].is_nan());
                let seen = if gap && over_time { 0..panel.periods().len() } else { p..p + 1 };
                for (column, p) in columns(inner, leaf).flat_map(|column| seen.clone().map(move |p| (column, p))) {
                    let cell = panel.cell(column, p, unit);
                    used[cell] |= !panel.values()[cell].is_nan();
                }
            }
        }
    }
    (0..used.len()).filter(|cell| used[*cell]).collect()
}

/// The columns that an indicator is made of.
pub(super) fn columns(inner: &ResolvedModel, leaf: usize) -> impl Iterator<Item = usize> {
    let (first, second) = match inner.leaves[leaf].source {
        Source::Column(column) => (column, None),
        Source::Ratio { numerator, denominator, .. } => (numerator, Some(denominator)),
    };
    std::iter::once(first).chain(second)
}

/// The periods of which an indicator's figures have a part in the score of one.
fn periods(inner: &ResolvedModel, leaf: usize, period: usize) -> Vec<usize> {
    let mut used = vec![false; inner.panel.periods().len()];
    used[period] = true;
    for step in &inner.steps {
        let scope = match step {
            LeafStep::Normalise { scope, leaves } if leaves[leaf].needs_scope() => *scope,
            LeafStep::Treat { scope, leaves } if !leaves[leaf].is_pointwise() => *scope,
            _ => continue,
        };
        match scope {
            ResolvedScope::All => used.fill(true),
            ResolvedScope::Base(base) => used[base] = true,
            ResolvedScope::Period => {}
        }
    }
    let own = |kind: &NodeKind| matches!(kind, NodeKind::Leaf(l) if *l == leaf);
    for node in &inner.nodes {
        let NodeKind::Group { rule: Rule::OverPeriods(rule), children, .. } = &node.kind else { continue };
        if children.iter().any(|c| own(&inner.nodes[*c].kind)) && rule.since() < period {
            used[rule.since()..period].fill(true);
        }
    }
    (0..used.len()).filter(|p| used[*p]).collect()
}

/// The standard error that is known of a cell; zero is one.
pub(super) fn standard_error(panel: &Panel, cell: usize) -> Option<f64> {
    let (units, periods) = (panel.units().len(), panel.periods().len());
    panel.note(cell / units / periods, cell / units % periods, cell % units).and_then(|note| note.standard_error)
}
