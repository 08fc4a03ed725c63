//! What the steps did, in one piece for those who show it.

use super::evaluation::class::Class;
use super::screen::Screened;
use super::treat::{Shape, Treatment};
use super::{LeafStep, Model, NodeKind, Scores};
use crate::association::{correlation, cronbach_alpha, principal_components, Measure};
use crate::error::{Code, Error, Result};
use crate::reason::Reason;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// What the steps of a framework did in one period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Every unit at the step `screen`; none without such a step.
    pub screening: Option<Vec<UnitScreening>>,
    /// Every indicator at the step `treat`; empty without such a step.
    pub treatments: Vec<IndicatorTreatment>,
    /// The figures that the step `impute` put in.
    pub imputed: Vec<ImputedFigure>,
    /// Every node with its weight, in tree order.
    pub weights: Vec<NodeWeight>,
    /// The classes of units that have weights of their own; empty where there are none.
    pub classes: Vec<ClassWeights>,
}

/// A unit at the step `screen`.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitScreening {
    /// The unit's code.
    pub code: String,
    /// Indicators without a figure.
    pub missing: usize,
    /// Indicators that are zero.
    pub zero: usize,
    /// Share of indicators with a figure.
    pub available: f64,
    /// Share of figures other than zero among those there.
    pub non_zero: Option<f64>,
    /// Whether the unit stays.
    pub included: bool,
}

/// An indicator at the step `treat`.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorTreatment {
    /// The indicator.
    pub indicator: String,
    /// What was done; `none` where it passed.
    #[ts(type = "string")]
    pub method: &'static Treatment,
    /// Figures that were moved by winsorising, as far as it went.
    pub points: usize,
    /// Before.
    pub before: ShapeOf,
    /// After winsorising, where it was tried.
    pub winsorised: Option<ShapeOf>,
    /// After a transformation, where one was made.
    pub transformed: Option<ShapeOf>,
}

/// Skewness and kurtosis.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShapeOf {
    /// Sample skewness; none of fewer than three figures or without spread.
    pub skewness: Option<f64>,
    /// Sample excess kurtosis; none of fewer than four figures or without spread.
    pub kurtosis: Option<f64>,
    /// Whether the rule has nothing against it.
    pub passes: bool,
}

/// A figure that was put in.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImputedFigure {
    /// The unit's code.
    pub code: String,
    /// The indicator.
    pub indicator: String,
}

/// A class of units and its weights.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassWeights {
    /// The class.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The codes of its units.
    pub units: Vec<String>,
    /// Every node with the weight that it has in the class, in tree order.
    pub weights: Vec<NodeWeight>,
}

/// A node's weight.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeWeight {
    /// The node.
    pub id: String,
    /// The product of the shares within the groups up to the root, whose own is 1.
    pub effective: f64,
    /// Why the weight, which was to be found in the figures, is the one given.
    #[ts(type = "string | null")]
    pub as_given: Option<Reason>,
}

/// How the children of a group go together, on the figures that are combined.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Association {
    /// The children, or indicators.
    pub ids: Vec<String>,
    /// Correlation of each with each, row by row; none where undefined.
    pub correlations: Vec<Option<f64>>,
    /// How many units each correlation rests on.
    pub counts: Vec<usize>,
    /// Cronbach's alpha; none of fewer than two.
    pub alpha: Option<f64>,
    /// Eigenvalues of the correlation matrix, descending; empty where there are none.
    pub eigenvalues: Vec<f64>,
    /// The loadings of each component, one after the other.
    pub loadings: Vec<f64>,
}

/// The figures after one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage<'a> {
    /// Its name.
    pub step: &'static str,
    /// Number of a node and its figures, a value a unit, NaN where missing: the indicators in the order of the tree; at
    /// `aggregate` every node.
    pub nodes: Vec<(usize, &'a [f64])>,
}

crate::json::shown!(Report { screening, treatments, imputed, weights, classes });
crate::json::shown!(ClassWeights { id, name, units, weights });
crate::json::shown!(UnitScreening { code, missing, zero, available, non_zero, included });
crate::json::shown!(IndicatorTreatment { indicator, method, points, before, winsorised, transformed });
crate::json::shown!(ShapeOf { skewness, kurtosis, passes });
crate::json::shown!(ImputedFigure { code, indicator });
crate::json::shown!(NodeWeight { id, effective, as_given });
crate::json::shown!(Association { ids, correlations, counts, alpha, eigenvalues, loadings });

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| v.is_finite())
}

impl From<Shape> for ShapeOf {
    fn from(shape: Shape) -> Self {
        ShapeOf { skewness: some(shape.skewness), kurtosis: some(shape.kurtosis), passes: shape.passes }
    }
}

impl Model {
    /// The names of the steps in their order: `raw`, the framework's steps on indicators, `aggregate`.
    pub fn step_names(&self) -> Vec<&'static str> {
        let steps = self.inner().steps.iter().map(LeafStep::name);
        std::iter::once("raw").chain(steps).chain(["aggregate"]).collect()
    }
}

impl Scores {
    /// The figures after every step of [`Model::step_names`]. In `raw`, a ratio is its numerator.
    pub fn stages(&self) -> Vec<Stage<'_>> {
        let (inner, evaluation) = (self.model().inner(), self.evaluation());
        let leaf = |node: usize| match inner.nodes[node].kind {
            NodeKind::Leaf(leaf) => Some((node, leaf)),
            NodeKind::Group { .. } => None,
        };
        let leaves: Vec<(usize, usize)> = (0..inner.nodes.len()).filter_map(leaf).collect();
        let after = |(stage, step): (usize, &'static str)| Stage {
            step,
            nodes: match stage <= inner.steps.len() {
                true => leaves.iter().map(|(node, leaf)| (*node, evaluation.stage(stage, *leaf))).collect(),
                false => (0..inner.nodes.len()).map(|node| (node, self.node(node))).collect(),
            },
        };
        self.model().step_names().into_iter().enumerate().map(after).collect()
    }

    /// What the steps did.
    pub fn report(&self) -> Report {
        let inner = self.model().inner();
        let units = inner.panel.units();
        let unit = |(u, s): (usize, Screened)| UnitScreening {
            code: units[u].code.clone(),
            missing: s.missing as usize,
            zero: s.zero as usize,
            available: s.available,
            non_zero: some(s.non_zero),
            included: s.included,
        };
        let (mut treatments, mut imputed) = (Vec::new(), Vec::new());
        for leaf in &inner.leaves {
            if let Some(done) = self.treatment(&leaf.id) {
                let [before, winsorised, transformed] = done.shape;
                treatments.extend(before.map(|before| IndicatorTreatment {
                    indicator: leaf.id.clone(),
                    method: done.method,
                    points: done.points as usize,
                    before: before.into(),
                    winsorised: winsorised.map(ShapeOf::from),
                    transformed: transformed.map(ShapeOf::from),
                }));
            }
            let put_in = self.imputed(&leaf.id).unwrap_or_default();
            imputed.extend(
                units
                    .iter()
                    .zip(put_in)
                    .filter(|(_, put_in)| *put_in)
                    .map(|(unit, _)| ImputedFigure { code: unit.code.clone(), indicator: leaf.id.clone() }),
            );
        }
        let as_given = self.weights_as_given();
        let weight = |(at, effective): (usize, f64)| NodeWeight {
            id: inner.nodes[at].id.clone(),
            effective,
            as_given: as_given.iter().find(|(node, _)| *node == at).map(|(_, reason)| *reason),
        };
        Report {
            screening: self.screening().map(|all| all.into_iter().enumerate().map(unit).collect()),
            treatments,
            imputed,
            weights: self.effective_weights().into_iter().enumerate().map(weight).collect(),
            classes: inner
                .classes()
                .iter()
                .flat_map(|classes| &classes.all)
                .map(|class| self.class_weights(class))
                .collect(),
        }
    }

    fn class_weights(&self, class: &Class) -> ClassWeights {
        let inner = self.model().inner();
        let effective = class.units.first().map_or_else(Vec::new, |unit| self.effective_weights_of(*unit));
        let weight =
            |(at, effective): (usize, f64)| NodeWeight { id: inner.nodes[at].id.clone(), effective, as_given: None };
        ClassWeights {
            id: class.id.clone(),
            name: class.name.clone(),
            units: class.units.iter().map(|unit| inner.panel.units()[*unit].code.clone()).collect(),
            weights: effective.into_iter().enumerate().map(weight).collect(),
        }
    }

    /// How the children of a group go together; of the whole index with `leaves`, how all its indicators do.
    ///
    /// # Errors
    /// `unknown_node`, where there is no such group.
    pub fn association(&self, measure: Measure, group: &str, leaves: bool) -> Result<Association> {
        let model = self.model();
        let (at, inner) = (model.node(group)?, model.inner());
        let nodes: Vec<usize> = match (&inner.nodes[at].kind, leaves) {
            (NodeKind::Leaf(_), _) => {
                return Err(Error::new(
                    Code::UnknownNode,
                    "",
                    Text::new(
                        format!("“{group}”是指标，不是分组。"),
                        format!("\"{group}\" is an indicator, not a group."),
                    ),
                    Text::new("请使用分组的 id。", "Use the id of a group."),
                ));
            }
            (NodeKind::Group { children, .. }, false) => children.clone(),
            (NodeKind::Group { .. }, true) => {
                let depth = inner.nodes[at].depth;
                let below = (at + 1..inner.nodes.len()).take_while(|n| inner.nodes[*n].depth > depth);
                below.filter(|n| matches!(inner.nodes[*n].kind, NodeKind::Leaf(_))).collect()
            }
        };
        let counted: Vec<Vec<f64>> = nodes.iter().map(|n| inner.counted(self.node(*n))).collect();
        let columns: Vec<&[f64]> = counted.iter().map(Vec::as_slice).collect();
        let (mut correlations, mut counts) = (Vec::new(), Vec::new());
        for x in &columns {
            for y in &columns {
                let found = correlation(measure, x, y);
                correlations.push(some(found.value));
                counts.push(found.n);
            }
        }
        let components = principal_components(&columns);
        Ok(Association {
            ids: nodes.iter().map(|n| inner.nodes[*n].id.clone()).collect(),
            correlations,
            counts,
            alpha: some(cronbach_alpha(&columns)),
            eigenvalues: components.as_ref().map(|c| c.eigenvalues.clone()).unwrap_or_default(),
            loadings: components.map(|c| c.loadings.concat()).unwrap_or_default(),
        })
    }
}
