//! A unit beside its group, indicator by indicator.

use super::{given, question};
use crate::group::{Group, GroupSpec, Mark, Place, Spread};
use crate::index::{Columns, Model, NodeKind, Scores, Source};
use crate::reason::Reason;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Whose profile, beside which group and in which period.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileRequest {
    /// The unit, by code or name.
    pub unit: String,
    /// The group: a region, a parent or a group of the data by name, a list of units, or a unit with those alike; all units
    /// where left out.
    #[serde(default)]
    pub group: Option<GroupSpec>,
    /// The period; the newest complete one where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(ProfileRequest { unit, group, period });

/// A unit beside its group.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The period.
    pub period: String,
    /// How many units are in the group.
    pub size: usize,
    /// The codes of the units of the group.
    pub group: Vec<String>,
    /// Whether the unit is one of them. Where it is not, a rank is the one that it would have among them.
    pub member: bool,
    /// An indicator a row, in the order of the tree.
    pub rows: Vec<ProfileRow>,
    /// The indicators that are strengths, the best rank first.
    pub strengths: Vec<String>,
    /// The indicators that are weaknesses, the worst rank first.
    pub weaknesses: Vec<String>,
}

/// An indicator of a unit beside its group.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileRow {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The indicator.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// The dimension that it belongs to: the child of the index above it.
    pub dimension: String,
    /// The dimension's name.
    pub dimension_name: Text,
    /// Unit of measure.
    pub measure: String,
    /// 1: more is better; -1: less is better.
    pub direction: i8,
    /// The figure, as published or as a ratio.
    pub value: Option<f64>,
    /// Its rank within the group, 1 for the best; those that tie share the best of their places.
    pub rank: Option<f64>,
    /// How many figures the rank is among.
    pub among: usize,
    /// Its rank among all units.
    pub rank_all: Option<f64>,
    /// How many figures that rank is among.
    pub among_all: usize,
    /// The least figure of the group.
    pub least: Option<f64>,
    /// Its lower quartile.
    pub lower_quartile: Option<f64>,
    /// Its median.
    pub median: Option<f64>,
    /// Its upper quartile.
    pub upper_quartile: Option<f64>,
    /// Its greatest figure.
    pub greatest: Option<f64>,
    /// In the upper or lower quarter of the group by rank.
    #[ts(type = "\"strength\" | \"weakness\" | null")]
    pub mark: Option<Mark>,
    /// Why there is no figure or no rank, or, beside a rank, why there can be no mark.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

crate::json::shown!(Profile { code, unit, period, size, group, member, rows, strengths, weaknesses });
crate::json::shown!(ProfileRow {
    code,
    unit,
    indicator,
    name,
    dimension,
    dimension_name,
    measure,
    direction,
    value,
    rank,
    among,
    rank_all,
    among_all,
    least,
    lower_quartile,
    median,
    upper_quartile,
    greatest,
    mark,
    reason,
});

question!(
    /// The row of the question.
    PROFILE = "profile",
    ("某一单位各项指标在组内的位置、优势和短板。", "A unit beside its group in every indicator, with strengths and weaknesses."),
    ProfileRequest,
    profile
);

/// So many figures have quarters.
const QUARTERS: usize = 4;

/// A unit beside its group. Ranks are those of the figures, in the indicator's direction; strengths and weaknesses are those of
/// [`Place::mark`], quartiles those of [`Spread`]. A reference unit has figures and no ranks (`reference_unit`), and is in
/// no quartile. A group of fewer than four figures has no quarters (`too_few_units`).
///
/// # Errors
/// `unknown_unit`, `unknown_period`, and `bad_parameter` for an unknown group or one of fewer than two units, each with the
/// member that named it.
pub fn profile(model: &Model, request: &ProfileRequest) -> Result<Profile> {
    let scores = given::scores(model, request.period.as_deref())?;
    let unit = given::unit(model, &request.unit)?;
    let group = given::group(&scores, request.group.as_ref())?;
    let inner = model.inner();
    let beside = Beside { scores: &scores, group: &group, unit };
    let leaves = (0..inner.nodes.len()).filter(|node| matches!(inner.nodes[*node].kind, NodeKind::Leaf(_)));
    let rows: Vec<ProfileRow> = leaves.map(|node| beside.row(node)).collect();
    let mut strengths = marked(&rows, Mark::Strength);
    strengths.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut weaknesses = marked(&rows, Mark::Weakness);
    weaknesses.sort_by(|a, b| b.0.total_cmp(&a.0));
    let ids = |found: Vec<(f64, String)>| found.into_iter().map(|(_, id)| id).collect();
    let units = model.panel().units();
    Ok(Profile {
        code: units[unit].code.clone(),
        unit: units[unit].name.clone(),
        period: given::period_shown(&scores),
        size: group.units.len(),
        group: group.units.iter().map(|u| units[*u].code.clone()).collect(),
        member: group.has(unit),
        rows,
        strengths: ids(strengths),
        weaknesses: ids(weaknesses),
    })
}

/// Indicators of a mark with their ranks as shares of the figures.
fn marked(rows: &[ProfileRow], mark: Mark) -> Vec<(f64, String)> {
    let of = |row: &ProfileRow| {
        row.rank.filter(|_| row.mark == Some(mark)).map(|rank| (rank / row.among as f64, row.indicator.clone()))
    };
    rows.iter().filter_map(of).collect()
}

/// A unit beside a group.
struct Beside<'a> {
    scores: &'a Scores,
    group: &'a Group,
    unit: usize,
}

impl Beside<'_> {
    fn row(&self, node: usize) -> ProfileRow {
        let inner = self.scores.model().inner();
        let NodeKind::Leaf(leaf) = inner.nodes[node].kind else { unreachable!("a row is of an indicator") };
        let (indicator, unit) = (&inner.leaves[leaf], &inner.panel.units()[self.unit]);
        // A ratio is itself only after `denominate`, which comes first if there is one.
        let stage = usize::from(matches!(indicator.source, Source::Ratio { .. }));
        let figures = self.scores.evaluation().stage(stage, leaf);
        let ranked = inner.ranked(figures);
        let own = self.group.only(&ranked);
        let mut joined = own.clone();
        joined[self.unit] = ranked[self.unit];
        let direction = f64::from(indicator.direction);
        let (place, all) = (Place::of(&joined, self.unit, direction), Place::of(&ranked, self.unit, direction));
        let quarters = place.of >= QUARTERS;
        let [least, lower_quartile, median, upper_quartile, greatest] = Spread::of(&own).five.map(given::figure);
        let dimension = self.dimension(node);
        ProfileRow {
            code: unit.code.clone(),
            unit: unit.name.clone(),
            indicator: indicator.id.clone(),
            name: indicator.name.clone(),
            dimension: inner.nodes[dimension].id.clone(),
            dimension_name: inner.nodes[dimension].name.clone(),
            measure: indicator.measure.clone(),
            direction: indicator.direction,
            value: given::figure(figures[self.unit]),
            rank: given::figure(place.rank),
            among: place.of,
            rank_all: given::figure(all.rank),
            among_all: all.of,
            least,
            lower_quartile,
            median,
            upper_quartile,
            greatest,
            mark: place.mark().filter(|_| quarters),
            reason: self.reason(leaf, stage, figures, quarters),
        }
    }

    fn reason(&self, leaf: usize, stage: usize, figures: &[f64], quarters: bool) -> Option<Reason> {
        let inner = self.scores.model().inner();
        if figures[self.unit].is_nan() {
            let explainer = self.scores.explainer(Columns::of(&inner.panel));
            return explainer.leaf_reason(leaf, stage, self.unit).or(Some(Reason::NotPublished));
        }
        if inner.is_reference(self.unit) {
            return Some(Reason::ReferenceUnit);
        }
        (!quarters).then_some(Reason::TooFewUnits)
    }

    /// The child of the index that an indicator is below, or is.
    fn dimension(&self, node: usize) -> usize {
        let nodes = &self.scores.model().inner().nodes;
        let mut at = node;
        while let Some(above) = nodes[at].parent.filter(|above| *above != 0) {
            at = above;
        }
        at
    }
}
