//! What a model is made of, for those who show it: units, periods, the tree, the columns, the method.

use crate::index::framework::Step;
use crate::index::normalise::{Scope, LOWER, UPPER};
use crate::index::{Model, Node, NodeKind, ResolvedModel, Source};
use crate::json::{object, Json, Show};
use crate::level::Level;
use crate::panel::{IndicatorKind, Parent, PartOf, SameAs};
use crate::period::Frequency;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// Everything about a model but its figures.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Description {
    /// The framework's id, name and source.
    pub framework: FrameworkInfo,
    /// The units, in the order of their codes.
    pub units: Vec<UnitInfo>,
    /// Whether every unit is a provincial unit of China.
    pub provincial: bool,
    /// The periods, ascending.
    pub periods: Vec<String>,
    /// How long the periods are.
    pub frequency: Frequency,
    /// The newest period in which every indicator has at least one figure.
    pub newest_complete: Option<String>,
    /// The periods in which nobody has a figure of some indicator, ascending. Ranks of two periods compare where they lack
    /// the same.
    pub incomplete: Vec<IncompletePeriod>,
    /// The tree, parents before children; the first is the root.
    pub nodes: Vec<NodeInfo>,
    /// The columns of the panel.
    pub columns: Vec<ColumnInfo>,
    /// The method, for a line below a title.
    pub method: MethodInfo,
}

/// A period that lacks indicators.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncompletePeriod {
    /// The period.
    pub period: String,
    /// The indicators of which no unit has a figure, by id.
    pub indicators: Vec<String>,
}

/// A framework's id, name and source.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrameworkInfo {
    /// Short name in Latin letters.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Where the method comes from.
    pub source: Option<String>,
}

/// A unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitInfo {
    /// Code.
    pub code: String,
    /// Name.
    pub name: Text,
    /// East, central, west or northeast, where it is a province of one.
    #[ts(type = "\"east\" | \"central\" | \"west\" | \"northeast\" | null")]
    pub region: Option<&'static str>,
    /// Its tier, where it is a division of China that a register knows.
    #[ts(optional)]
    pub level: Option<Level>,
    /// What it is part of.
    #[ts(optional)]
    pub parent: Option<Parent>,
    /// A group that it belongs to, whatever its parent.
    #[ts(optional)]
    pub group: Option<String>,
}

/// A node of the tree.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeInfo {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// The number of the group that it is in.
    pub parent: Option<usize>,
    /// 0 for the root.
    pub depth: usize,
    /// Whether it is an indicator.
    pub leaf: bool,
    /// Its share within its group.
    pub weight: f64,
    /// The product of the shares up to the root.
    pub effective_weight: f64,
    /// Of a group: its mean.
    pub aggregate: Option<&'static crate::index::aggregate::Aggregation>,
    /// Of an indicator: unit of measure.
    pub measure: Option<String>,
    /// Of an indicator: 1, more is better; -1, less is better.
    #[ts(type = "1 | -1 | null")]
    pub direction: Option<i8>,
    /// Of an indicator that is a column of the panel.
    pub column: Option<String>,
    /// Of a ratio: the column above the line.
    pub numerator: Option<String>,
    /// Of a ratio: the column below the line.
    pub denominator: Option<String>,
    /// Of a ratio: value = numerator x scale / denominator.
    pub scale: Option<f64>,
    /// Of an indicator: how it is treated before it is normalised; none where it stays as it is.
    pub treatment: Option<&'static crate::index::treat::Treatment>,
}

/// A column of the panel.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnInfo {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Unit of measure.
    pub measure: String,
    /// Who publishes it.
    pub source: String,
    /// The table of the source.
    pub table: String,
    /// What a reader should know.
    pub note: String,
    /// A ratio cannot be changed by a scenario.
    pub kind: IndicatorKind,
    /// The total that it is a part of.
    pub part_of: Option<PartOf>,
    /// The column that it repeats.
    pub same_as: Option<SameAs>,
    /// Whether the index is read from it, or from what accounts tie it to. A change of any other column leaves the index as it is.
    pub acts: bool,
}

/// The method in short.
#[typescript]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MethodInfo {
    /// The normalisation of most indicators; empty where there is none.
    #[ts(type = "string")]
    pub normalise: Option<&'static crate::index::normalise::Method>,
    /// The lower end of the scale, where it is said.
    pub lower: Option<f64>,
    /// The upper end of the scale, where it is said.
    pub upper: Option<f64>,
    /// `period`, `all`, or the base period.
    pub scope: String,
    /// The mean of most groups.
    pub aggregate: Option<&'static crate::index::aggregate::Aggregation>,
    /// Children present / children that a group needs.
    pub minimum_share: f64,
}

crate::json::shown!(Description {
    framework,
    units,
    provincial,
    periods,
    frequency,
    newest_complete,
    incomplete,
    nodes,
    columns,
    method,
});
crate::json::shown!(IncompletePeriod { period, indicators });
crate::json::shown!(FrameworkInfo { id, name, source });

impl Show for UnitInfo {
    /// What divisions and an office's own units alone have is there where it is known: of 100,000 other units it would be half of
    /// all values.
    fn show(&self) -> Json {
        let mut members: Vec<(&str, &dyn Show)> =
            vec![("code", &self.code), ("name", &self.name), ("region", &self.region)];
        if self.level.is_some() {
            members.push(("level", &self.level));
        }
        if self.parent.is_some() {
            members.push(("parent", &self.parent));
        }
        if self.group.is_some() {
            members.push(("group", &self.group));
        }
        object(&members)
    }
}

crate::json::shown!(NodeInfo {
    id,
    name,
    parent,
    depth,
    leaf,
    weight,
    effective_weight,
    aggregate,
    measure,
    direction,
    column,
    numerator,
    denominator,
    scale,
    treatment,
});
crate::json::shown!(ColumnInfo { id, name, measure, source, table, note, kind, part_of, same_as, acts });
crate::json::shown!(MethodInfo { normalise, lower, upper, scope, aggregate, minimum_share });

impl Model {
    /// What the model is made of.
    pub fn describe(&self) -> Description {
        let (inner, panel, framework) = (self.inner(), self.panel(), self.framework());
        let incomplete = |period: &crate::period::Period| {
            let indicators: Vec<String> = self.lacking(0, *period).ok()?.into_iter().map(str::to_owned).collect();
            (!indicators.is_empty()).then(|| IncompletePeriod { period: period.to_string(), indicators })
        };
        Description {
            framework: FrameworkInfo {
                id: framework.id.clone(),
                name: framework.title(),
                source: framework.source.clone(),
            },
            units: panel
                .units()
                .iter()
                .map(|u| UnitInfo {
                    code: u.code.clone(),
                    name: u.name.clone(),
                    region: u.region.map(|r| r.id()),
                    level: u.level,
                    parent: u.parent.clone(),
                    group: u.group.clone(),
                })
                .collect(),
            provincial: panel.is_provincial(),
            periods: panel.periods().iter().map(|p| p.to_string()).collect(),
            frequency: panel.frequency(),
            newest_complete: self.newest_complete().map(|p| p.to_string()),
            incomplete: panel.periods().iter().filter_map(incomplete).collect(),
            nodes: nodes(inner),
            columns: inner.acting().into_iter().enumerate().map(|(at, acts)| column(inner, at, acts)).collect(),
            method: method(&framework.steps),
        }
    }
}

/// The nodes of the tree, each with its share of its group and of the index.
fn nodes(inner: &ResolvedModel) -> Vec<NodeInfo> {
    let mut effective: Vec<f64> = Vec::with_capacity(inner.nodes.len());
    let node = |(at, node): (usize, &Node)| {
        let (share, above) = node.parent.map_or((1.0, 1.0), |parent| {
            let sum: f64 = inner.children(parent).iter().map(|c| inner.nodes[*c].weight).sum();
            // Parents stand before their children.
            (node.weight / sum, effective[parent])
        });
        effective.push(above * share);
        node_info(inner, at, share, above * share)
    };
    inner.nodes.iter().enumerate().map(node).collect()
}

fn node_info(inner: &ResolvedModel, at: usize, weight: f64, effective_weight: f64) -> NodeInfo {
    let node = &inner.nodes[at];
    let id = |column: usize| Some(inner.panel.indicators()[column].id.clone());
    let (leaf, aggregate) = match &node.kind {
        NodeKind::Leaf(leaf) => (Some(&inner.leaves[*leaf]), None),
        NodeKind::Group { aggregation, .. } => (None, Some(*aggregation)),
    };
    let (column, numerator, denominator, scale) = match leaf.map(|l| l.source) {
        Some(Source::Column(c)) => (id(c), None, None, None),
        Some(Source::Ratio { numerator, denominator, scale }) => (None, id(numerator), id(denominator), Some(scale)),
        None => (None, None, None, None),
    };
    NodeInfo {
        id: node.id.clone(),
        name: node.name.clone(),
        parent: node.parent,
        depth: node.depth,
        leaf: leaf.is_some(),
        weight,
        effective_weight,
        aggregate,
        measure: leaf.map(|l| l.measure.clone()),
        direction: leaf.map(|l| l.direction),
        column,
        numerator,
        denominator,
        scale,
        treatment: leaf.and_then(|leaf| inner.treatment(&leaf.id)),
    }
}

fn column(inner: &ResolvedModel, at: usize, acts: bool) -> ColumnInfo {
    let i = &inner.panel.indicators()[at];
    let (name, measure) = inner.column_words(at);
    ColumnInfo {
        id: i.id.clone(),
        name,
        measure: measure.to_owned(),
        source: i.source.clone(),
        table: i.table.clone(),
        note: i.note.clone(),
        kind: i.kind,
        part_of: i.part_of.clone(),
        same_as: i.same_as.clone(),
        acts,
    }
}

impl ResolvedModel {
    /// The columns whose change can move the index: those it is read from, and those tied to them by accounts.
    fn acting(&self) -> Vec<bool> {
        let columns = self.panel.indicators();
        let mut acting = vec![false; columns.len()];
        for leaf in &self.leaves {
            match leaf.source {
                Source::Column(column) => acting[column] = true,
                Source::Ratio { numerator, denominator, .. } => {
                    (acting[numerator], acting[denominator]) = (true, true);
                }
            }
        }
        // Ties go both ways, and on: until nothing is new.
        let mut before = 0;
        loop {
            for at in 0..columns.len() {
                let total = columns[at].part_of.as_ref().map(|part| &part.total);
                let same = columns[at].same_as.as_ref().map(|same| &same.indicator);
                for id in total.into_iter().chain(same) {
                    if let Some(other) = columns.iter().position(|column| column.id == *id) {
                        let either = acting[at] || acting[other];
                        (acting[at], acting[other]) = (either, either);
                    }
                }
            }
            let count = acting.iter().filter(|acts| **acts).count();
            if count == before {
                return acting;
            }
            before = count;
        }
    }
}

fn method(steps: &[Step]) -> MethodInfo {
    let mut info = MethodInfo::default();
    for step in steps {
        match step {
            Step::Denominate {} => {}
            Step::Normalise { parameters, scope, .. } => {
                info.normalise = parameters.method;
                (info.lower, info.upper) = (parameters.get(&LOWER), parameters.get(&UPPER));
                info.scope = match scope {
                    Scope::Period => "period".to_owned(),
                    Scope::All => "all".to_owned(),
                    Scope::Base(period) => period.clone(),
                };
            }
            Step::Treat { .. } => {}
            Step::Screen(_) | Step::Impute(_) | Step::Weigh(_) => {}
            Step::Aggregate { method, minimum_share } => {
                info.aggregate = Some(method.row());
                info.minimum_share = *minimum_share;
            }
        }
    }
    info
}
