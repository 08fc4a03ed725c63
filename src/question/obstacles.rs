//! The obstacle degree of every indicator and dimension (障碍度).

use super::measured::{period, some};
use super::{given, question, scale};
use crate::index::{Columns, Model, NodeKind, Scores};
use crate::obstacle::obstacles as degrees;
use crate::panel::Unit;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose obstacles, below which node and in which period.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ObstaclesRequest {
    /// The period; the newest in which every indicator has a figure where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// A unit by code or name; all where left out.
    #[serde(default)]
    pub unit: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// How many of each unit's indicators, from the largest obstacle; all where left out.
    #[serde(default)]
    pub top: Option<usize>,
    /// What a full score is: normalised values are divided by it. The upper end of the scale of the normalisation where left
    /// out.
    #[serde(default)]
    pub full: Option<f64>,
}

crate::json::readable!(ObstaclesRequest { period, unit, node, region, top, full });

/// The obstacle degrees of units.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Obstacles {
    /// The period.
    pub period: String,
    /// A row for every unit and indicator: units in the order of codes, of each the largest obstacle first.
    pub rows: Vec<ObstacleRow>,
    /// The same for the children of the node, each with the sum of its indicators.
    pub dimensions: Vec<DimensionObstacle>,
}

/// An indicator of a unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObstacleRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its place among the unit's indicators, from the largest obstacle.
    pub place: Option<usize>,
    /// The indicator.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// The child of the node that it is below.
    pub dimension: String,
    /// F, its factor contribution: its weight below the node, from 0 to 1.
    pub contribution: f64,
    /// I, its deviation: 1 less the normalised value.
    pub deviation: Option<f64>,
    /// O, its obstacle degree in per cent.
    pub obstacle: Option<f64>,
    /// Why there is none.
    pub reason: Option<Text>,
}

/// A dimension of a unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionObstacle {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its place among the unit's dimensions, from the largest obstacle.
    pub place: Option<usize>,
    /// The dimension.
    pub dimension: String,
    /// Its name.
    pub name: Text,
    /// Its obstacle degree in per cent; none where no indicator of it has one.
    pub obstacle: Option<f64>,
}

crate::json::shown!(Obstacles { period, rows, dimensions });
crate::json::shown!(ObstacleRow {
    code,
    unit,
    place,
    indicator,
    name,
    dimension,
    contribution,
    deviation,
    obstacle,
    reason
});
crate::json::shown!(DimensionObstacle { code, unit, place, dimension, name, obstacle });

question!(
    /// The row of the question.
    OBSTACLES = "obstacles",
    ("各单位各指标、各维度的障碍度。", "The obstacle degrees of units, by indicator and dimension."),
    ObstaclesRequest,
    obstacles
);

/// The obstacle degrees of units: [`crate::obstacle::obstacles`] of the normalised values, with the weights as the index has
/// them, those that a step `weigh` finds included.
///
/// # Errors
/// `unknown_node`, `unknown_unit`, `unknown_period`, `bad_parameter` (`full`, `region`), each with the member that named it.
pub fn obstacles(model: &Model, request: &ObstaclesRequest) -> Result<Obstacles> {
    let node = given::node(model, request.node.as_deref())?;
    let area = given::area(model, request.region.as_deref())?;
    let only = request.unit.as_deref().map(|unit| given::unit(model, unit)).transpose();
    let only = only.map_err(|error| error.member("unit"))?;
    let period = period(model, request.period.as_deref())?;
    let scores = model.scores(period)?;
    let below = Below::of(&scores, node, &scale::full(model, request.full)?);
    let mut found = Obstacles { period: period.to_string(), rows: Vec::new(), dimensions: Vec::new() };
    for unit in model.inner().by_code.iter().copied() {
        if model.panel().is_in(unit, area) && only.is_none_or(|only| only == unit) {
            below.unit(unit, request.top.unwrap_or(usize::MAX), &mut found);
        }
    }
    Ok(found)
}

/// The indicators below a node with their weights and normalised values.
struct Below<'a> {
    scores: &'a Scores,
    /// The numbers of their nodes, and of the children of the node that they are below.
    leaves: Vec<(usize, usize)>,
    dimensions: Vec<usize>,
    node: usize,
    /// `[leaf][unit]`, of which 1 is best.
    normalised: Vec<Vec<f64>>,
}

impl<'a> Below<'a> {
    fn of(scores: &'a Scores, node: usize, full: &[f64]) -> Below<'a> {
        let inner = scores.model().inner();
        let nodes = &inner.nodes;
        let own = [node];
        let dimensions = if inner.children(node).is_empty() { &own } else { inner.children(node) };
        let mut found = Below { scores, leaves: vec![], dimensions: dimensions.to_vec(), node, normalised: vec![] };
        for dimension in dimensions {
            for at in crate::index::subtree(nodes, *dimension) {
                let NodeKind::Leaf(leaf) = nodes[at].kind else { continue };
                found.leaves.push((at, *dimension));
                found.normalised.push(scores.node(at).iter().map(|x| x / full[leaf]).collect());
            }
        }
        found
    }

    /// Adds the rows of a unit.
    fn unit(&self, unit: usize, top: usize, out: &mut Obstacles) {
        let inner = self.scores.model().inner();
        let values: Vec<f64> = self.normalised.iter().map(|x| x[unit]).collect();
        let weights = self.scores.effective_weights_of(unit);
        let contributions: Vec<f64> = self.leaves.iter().map(|(leaf, _)| weights[*leaf] / weights[self.node]).collect();
        let found = degrees(&contributions, &values);
        let degrees = found.clone().unwrap_or_else(|_| vec![f64::NAN; values.len()]);
        let explainer = self.scores.explainer(Columns::of(&inner.panel));
        let Unit { code, name, .. } = &inner.panel.units()[unit];
        for (place, at) in by_size(&degrees).into_iter().take(top) {
            let (leaf, dimension) = self.leaves[at];
            let gap = || explainer.node_reason(leaf, unit).map(|reason| reason.text());
            out.rows.push(ObstacleRow {
                code: code.clone(),
                unit: name.clone(),
                place,
                indicator: inner.nodes[leaf].id.clone(),
                name: inner.nodes[leaf].name.clone(),
                dimension: inner.nodes[dimension].id.clone(),
                contribution: contributions[at],
                deviation: some(1.0 - values[at]),
                obstacle: some(degrees[at]),
                reason: gap().or_else(|| found.as_ref().err().map(|why| why.text())),
            });
        }
        let sum = |dimension: &usize| {
            let own = self.leaves.iter().zip(&degrees).filter(|((_, of), x)| of == dimension && !x.is_nan());
            own.map(|(_, x)| *x).reduce(|a, b| a + b).unwrap_or(f64::NAN)
        };
        let sums: Vec<f64> = self.dimensions.iter().map(sum).collect();
        out.dimensions.extend(by_size(&sums).into_iter().map(|(place, at)| DimensionObstacle {
            code: code.clone(),
            unit: name.clone(),
            place,
            dimension: inner.nodes[self.dimensions[at]].id.clone(),
            name: inner.nodes[self.dimensions[at]].name.clone(),
            obstacle: some(sums[at]),
        }));
    }
}

/// Numbers of degrees from the largest, each with its place; those that are missing last, without one.
fn by_size(degrees: &[f64]) -> Vec<(Option<usize>, usize)> {
    let mut order: Vec<usize> = (0..degrees.len()).filter(|at| !degrees[*at].is_nan()).collect();
    order.sort_by(|a, b| degrees[*b].total_cmp(&degrees[*a])); // stable: equal ones in the order of the tree
    let missing = (0..degrees.len()).filter(|at| degrees[*at].is_nan()).map(|at| (None, at));
    order.into_iter().enumerate().map(|(place, at)| (Some(place + 1), at)).chain(missing).collect()
}
