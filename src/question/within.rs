//! Ranks within a group, beside the means of the group.

use super::{given, question};
use crate::group::{Group, GroupSpec, Spread};
use crate::index::{Model, Scores};
use crate::ranking::{ascending, rank, Ties};
use crate::reason::Reason;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Which group, by which node and in which period.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WithinRequest {
    /// The group: a region, a parent or a group of the data by name, a list of units, or a unit with those alike.
    pub group: GroupSpec,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The period; the newest complete one where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// What ties get; `competition` unless said.
    #[serde(default)]
    pub ties: Option<Ties>,
}

crate::json::readable!(WithinRequest { group, node, period, ties });

/// Ranks within a group.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Within {
    /// The period.
    pub period: String,
    /// How many units are in the group.
    pub size: usize,
    /// How many of them are ranked.
    pub ranked: usize,
    /// The units of the group by rank, then code; those that are not ranked last.
    pub rows: Vec<WithinRow>,
    /// The node, then its children: what the ranked units of the group have.
    pub summary: Vec<WithinSummary>,
}

/// A unit of a group.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithinRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its rank within the group.
    pub rank: Option<f64>,
    /// Its rank among all.
    pub rank_all: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
    /// The score less the mean of the group.
    pub above_mean: Option<f64>,
    /// Why there is no score, or no rank.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

/// A node among the ranked units of a group.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithinSummary {
    /// The node.
    pub node: String,
    /// Its name.
    pub name: Text,
    /// How many of the group have a score.
    pub count: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// Their median.
    pub median: Option<f64>,
    /// The mean of all units that are ranked.
    pub mean_all: Option<f64>,
    /// The median of all units that are ranked.
    pub median_all: Option<f64>,
}

crate::json::shown!(Within { period, size, ranked, rows, summary });
crate::json::shown!(WithinRow { code, unit, rank, rank_all, score, above_mean, reason });
crate::json::shown!(WithinSummary { node, name, count, mean, median, mean_all, median_all });

question!(
    /// The row of the question.
    WITHIN = "within",
    ("组内排名，以及本组得分的均值和中位数。", "Ranks within a group, with the group's means and medians."),
    WithinRequest,
    within
);

/// Ranks within a group: those of [`rank`] among the units of the group that are ranked. Means are arithmetic, without
/// weights; medians of an even number are the mean of the middle two.
///
/// # Errors
/// `unknown_node`, `unknown_period`, `unknown_unit`, and `bad_parameter` for an unknown group or one of fewer than two units,
/// each with the member that named it.
pub fn within(model: &Model, request: &WithinRequest) -> Result<Within> {
    let node = given::node(model, request.node.as_deref())?;
    let scores = given::scores(model, request.period.as_deref())?;
    let group = given::group(&scores, Some(&request.group))?;
    let inner = model.inner();
    let own = group.only(&inner.ranked(scores.node(node)));
    let nodes = std::iter::once(node).chain(inner.children(node).iter().copied());
    let summary: Vec<WithinSummary> = nodes.map(|node| summary(&scores, &group, node)).collect();
    Ok(Within {
        period: given::period_shown(&scores),
        size: group.units.len(),
        ranked: own.iter().filter(|score| !score.is_nan()).count(),
        rows: rows(&scores, &group, node, &own, request.ties.unwrap_or_default()),
        summary,
    })
}

fn rows(scores: &Scores, group: &Group, node: usize, own: &[f64], ties: Ties) -> Vec<WithinRow> {
    let inner = scores.model().inner();
    // In the order of codes, which decides among equals where one is to be before the other.
    let by_code: Vec<usize> = inner.by_code.iter().copied().filter(|u| group.has(*u)).collect();
    let ranks = rank(&by_code.iter().map(|u| own[*u]).collect::<Vec<_>>(), ties);
    let all = scores.ranking(node, None, ties);
    let mean = Spread::of(own).mean;
    let row = |at: usize| {
        let unit = by_code[at];
        WithinRow {
            code: inner.panel.units()[unit].code.clone(),
            unit: inner.panel.units()[unit].name.clone(),
            rank: given::figure(ranks[at]),
            rank_all: given::figure(all.ranks[unit]),
            score: given::figure(all.scores[unit]),
            above_mean: given::figure(all.scores[unit] - mean),
            reason: all.reasons[unit],
        }
    };
    ascending(0..by_code.len(), &|at| ranks[at]).into_iter().map(row).collect()
}

fn summary(scores: &Scores, group: &Group, node: usize) -> WithinSummary {
    let inner = scores.model().inner();
    let ranked = inner.ranked(scores.node(node));
    let (own, all) = (Spread::of(&group.only(&ranked)), Spread::of(&ranked));
    WithinSummary {
        node: inner.nodes[node].id.clone(),
        name: inner.nodes[node].name.clone(),
        count: own.count,
        mean: given::figure(own.mean),
        median: given::figure(own.five[2]),
        mean_all: given::figure(all.mean),
        median_all: given::figure(all.five[2]),
    }
}
