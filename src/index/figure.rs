//! What a figure knows: its value, every step on the way, what it was made of, its source, and why it is missing.

use super::columns::Columns;
use super::evaluation::Evaluation;
use super::{NodeKind, ResolvedModel, Scores, Source};
use crate::error::Result;
use crate::panel::Panel;
use crate::reason::Reason;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// One figure, unfolded down to what was published.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Node, indicator or column.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The unit's code.
    pub code: String,
    /// The unit's name.
    pub unit: Text,
    /// The period.
    pub period: String,
    /// The value; none where missing. Of an indicator of the framework: before normalising.
    pub value: Option<f64>,
    /// Unit of measure.
    pub measure: String,
    /// Why it is missing.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
    /// Of an indicator of the framework: raw, then each step.
    pub steps: Vec<StepValue>,
    /// Numerator and denominator of a ratio; children of a group.
    pub parts: Vec<Figure>,
    /// Who publishes it.
    pub source: String,
    /// The table of the source.
    pub table: String,
    /// What a reader should know, of the indicator or of this figure.
    pub note: String,
    /// Of a ratio: value = numerator x scale / denominator, the first and second of `parts`.
    pub scale: Option<f64>,
}

/// A figure after one step.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepValue {
    /// `raw` or the step's name.
    pub step: &'static str,
    /// The value.
    pub value: Option<f64>,
    /// Why it is missing.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

crate::json::shown!(Figure {
    id,
    name,
    code,
    unit,
    period,
    value,
    measure,
    reason,
    steps,
    parts,
    source,
    table,
    note,
    scale,
});
crate::json::shown!(StepValue { step, value, reason });

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| !v.is_nan())
}

/// A view of one period's figures that can say why one is missing.
pub(crate) struct Explainer<'a> {
    pub inner: &'a ResolvedModel,
    pub evaluation: &'a Evaluation,
    pub columns: Columns<'a>,
}

impl Explainer<'_> {
    /// Why a leaf is missing after a stage: what happened at the first stage where it was.
    pub(crate) fn leaf_reason(&self, leaf: usize, stage: usize, unit: usize) -> Option<Reason> {
        let panel = &self.inner.panel;
        let period = self.evaluation.period();
        // Since when: a gap may have been filled in between, and a unit left out later.
        let missing = |s: &usize| self.evaluation.stage(*s, leaf)[unit].is_nan();
        let stage = (0..=stage).rev().take_while(missing).last()?;
        let given = |column: usize| panel.reason(column, period, unit);
        Some(match (stage, self.inner.leaves[leaf].source) {
            (0, Source::Column(column) | Source::Ratio { numerator: column, .. }) => given(column),
            (_, Source::Ratio { denominator, .. }) if self.inner.steps[stage - 1].name() == "denominate" => {
                panel.ratio_reason(self.columns.column(denominator, period)[unit], denominator, period, unit)
            }
            _ => self.evaluation.leaf_reason(stage, leaf).unwrap_or_else(|| match &self.inner.steps[stage - 1] {
                super::LeafStep::Normalise { leaves, .. } => leaves[leaf].reason_of_one(),
                super::LeafStep::Denominate => Reason::Overflow,
                super::LeafStep::Treat { leaves, .. } => leaves[leaf].reason_of_one(),
                super::LeafStep::Wide(step) => step.reason(),
            }),
        })
    }

    /// Why a node is missing for a unit.
    pub fn node_reason(&self, node: usize, unit: usize) -> Option<Reason> {
        if !self.evaluation.node(node)[unit].is_nan() {
            return None;
        }
        match &self.inner.nodes[node].kind {
            NodeKind::Leaf(leaf) => self.leaf_reason(*leaf, self.inner.steps.len(), unit),
            NodeKind::Group { rule, children, .. } => {
                if let Some(reason) = self.left_out(unit) {
                    return Some(reason);
                }
                if node == 0 && self.is_vetoed(unit) {
                    return Some(Reason::Vetoed);
                }
                let child =
                    |c: &usize| (self.evaluation.weight_of(self.inner, *c, unit), self.evaluation.node(*c)[unit]);
                let children: Vec<(f64, f64)> = children.iter().map(child).collect();
                Some(rule.reason(&children, self.inner.minimum_share))
            }
        }
    }

    /// Whether a unit was left out for want of figures.
    fn left_out(&self, unit: usize) -> Option<Reason> {
        let screen = self.inner.steps.iter().position(|s| s.screen().is_some())?;
        let gone = |leaf: usize| {
            self.evaluation.stage(screen + 1, leaf)[unit].is_nan() || self.evaluation.stage(screen, leaf)[unit].is_nan()
        };
        (0..self.inner.leaves.len()).all(gone).then_some(Reason::ScreenedOut)
    }

    /// Whether a rule keeps a unit from being ranked, that would have a score.
    fn is_vetoed(&self, unit: usize) -> bool {
        self.inner.points().is_some() && !self.evaluation.without_points(self.inner, 0)[unit].is_nan()
    }

    fn node_figure(&self, node: usize, unit: usize) -> Figure {
        let spec = &self.inner.nodes[node];
        let panel = &self.inner.panel;
        let mut figure = blank(panel, self.evaluation.period(), unit);
        figure.id = spec.id.clone();
        figure.name = spec.name.clone();
        match &spec.kind {
            NodeKind::Group { children, .. } => {
                figure.value = some(self.evaluation.node(node)[unit]);
                figure.reason = self.node_reason(node, unit);
                figure.parts = children.iter().map(|c| self.node_figure(*c, unit)).collect();
            }
            NodeKind::Leaf(leaf) => {
                let spec = &self.inner.leaves[*leaf];
                let names = std::iter::once("raw").chain(self.inner.steps.iter().map(|s| s.name()));
                figure.steps = names
                    .enumerate()
                    .map(|(stage, step)| StepValue {
                        step,
                        value: some(self.evaluation.stage(stage, *leaf)[unit]),
                        reason: self.leaf_reason(*leaf, stage, unit),
                    })
                    .collect();
                figure.measure = spec.measure.clone();
                // A ratio is itself only after `denominate`, which comes first if there is one.
                let own = match spec.source {
                    Source::Column(column) => {
                        let published = self.column_figure(column, unit);
                        figure.source = published.source;
                        figure.table = published.table;
                        figure.note = published.note;
                        0
                    }
                    Source::Ratio { numerator, denominator, scale } => {
                        figure.parts = vec![self.column_figure(numerator, unit), self.column_figure(denominator, unit)];
                        figure.scale = Some(scale);
                        1
                    }
                };
                figure.value = figure.steps[own].value;
                figure.reason = figure.steps[own].reason.or_else(|| self.node_reason(node, unit));
            }
        }
        figure
    }

    fn column_figure(&self, column: usize, unit: usize) -> Figure {
        let panel = &self.inner.panel;
        let period = self.evaluation.period();
        let known = &panel.indicators()[column];
        let value = self.columns.column(column, period)[unit];
        let mut figure = blank(panel, period, unit);
        figure.id = known.id.clone();
        figure.name = known.name();
        figure.value = some(value);
        figure.reason = value.is_nan().then(|| panel.reason(column, period, unit));
        figure.measure = known.unit.clone();
        figure.source = known.source.clone();
        figure.table = known.table.clone();
        let own = panel.note(column, period, unit).map_or("", |n| n.note.as_str());
        figure.note =
            [own, known.note.as_str()].iter().filter(|s| !s.is_empty()).copied().collect::<Vec<_>>().join("; ");
        figure
    }
}

fn blank(panel: &Panel, period: usize, unit: usize) -> Figure {
    let known = &panel.units()[unit];
    Figure {
        id: String::new(),
        name: Text::default(),
        code: known.code.clone(),
        unit: known.name.clone(),
        period: panel.periods()[period].to_string(),
        value: None,
        measure: String::new(),
        reason: None,
        steps: Vec::new(),
        parts: Vec::new(),
        source: String::new(),
        table: String::new(),
        note: String::new(),
        scale: None,
    }
}

impl Scores {
    /// Unfolds a figure: a node or indicator of the framework, or a column of the panel, of one unit (code or name).
    ///
    /// # Errors
    /// `unknown_unit`, `unknown_node`.
    pub fn figure(&self, id: &str, unit: &str) -> Result<Figure> {
        let panel = self.model().panel();
        let unit = panel.find_unit(unit)?;
        let explainer = self.explainer(Columns::of(panel));
        match (self.model().node(id), panel.indicator(id)) {
            (Ok(node), _) => Ok(explainer.node_figure(node, unit)),
            (Err(_), Some(column)) => Ok(explainer.column_figure(column, unit)),
            (Err(error), None) => Err(error),
        }
    }

    pub(crate) fn explainer<'a>(&'a self, columns: Columns<'a>) -> Explainer<'a> {
        Explainer { inner: self.model.inner(), evaluation: &self.evaluation, columns }
    }
}
