//! What requests have in common: nodes, units, periods and parts of the units, found in a model with the member that named them.

use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::group::{Group, GroupSpec};
use crate::index::{Model, Scores};
use crate::json::Members;
use crate::period::Period;
use crate::robustness::{Uncertainty, UncertaintySpec};
use crate::text::Text;

/// The number of a node; of the index where none is named.
pub(super) fn node(model: &Model, named: Option<&str>) -> Result<usize> {
    named.map_or(Ok(0), |id| model.node(id)).map_err(|error| error.member("node"))
}

/// The number of a unit, by its code or name.
pub(super) fn unit(model: &Model, named: &str) -> Result<usize> {
    model.panel().find_unit(named).map_err(|error| error.member("unit"))
}

/// A period of the panel; the newest in which every indicator has figures, or the newest of all, where none is named.
pub(super) fn period(model: &Model, named: Option<&str>) -> Result<Period> {
    let Some(written) = named else {
        let newest = || model.panel().periods().last().copied();
        return Ok(model.newest_complete().or_else(newest).unwrap_or(Period::year(0)));
    };
    period_of(model, written, "period")
}

/// The period of the panel that a member names.
pub(super) fn period_of(model: &Model, written: &str, member: &str) -> Result<Period> {
    let found = || {
        let period = written.parse()?;
        model.panel().find_period(period)?;
        Ok(period)
    };
    found().map_err(|error: Error| error.member(member))
}

/// Draws by a specification, or by what the framework says; draws and seed win over what either says.
pub(super) fn uncertainty(
    model: &Model,
    period: Period,
    spec: Option<&UncertaintySpec>,
    draws: Option<usize>,
    seed: Option<usize>,
) -> Result<Uncertainty> {
    let (mut spec, place) = match spec {
        Some(spec) => (spec.clone(), "$.spec"),
        None => (UncertaintySpec::of(model.framework())?, "$.uncertainty"),
    };
    spec.draws = draws.or(spec.draws);
    spec.seed = seed.or(spec.seed);
    Uncertainty::new(model, &spec, period).map_err(|error| error.relocated("$", place))
}

/// The part of the units that is asked for; all where none is.
pub(super) fn area(model: &Model, named: Option<&str>) -> Result<Option<Area>> {
    named.map(|written| model.panel().area(written)).transpose().map_err(|error: Error| error.member("region"))
}

/// The periods that are named, each of the panel, in the order of time and each once; all where none is.
pub(super) fn periods(model: &Model, named: Option<&[String]>) -> Result<Vec<Period>> {
    let Some(named) = named else { return Ok(model.panel().periods().to_vec()) };
    let mut periods = Vec::with_capacity(named.len());
    for (at, written) in named.iter().enumerate() {
        let there = |period: Period| model.panel().find_period(period).map(|_| period);
        let period = written.parse().and_then(there);
        periods.push(period.map_err(|error: Error| error.item(at).member("periods"))?);
    }
    periods.sort_unstable();
    periods.dedup();
    Ok(periods)
}

/// The scores of a period; of the newest in which every indicator has figures where none is named.
pub(super) fn scores(model: &Model, named: Option<&str>) -> Result<Scores> {
    model.scores(period(model, named)?)
}

/// The period of scores, as it is written.
pub(super) fn period_shown(scores: &Scores) -> String {
    scores.model().panel().periods()[scores.period()].to_string()
}

/// The group that is asked for, of two units at least; all units where none is.
pub(super) fn group(scores: &Scores, named: Option<&GroupSpec>) -> Result<Group> {
    let group = Group::of(scores, named).and_then(|group| group.of_several(scores.model()));
    group.map_err(|error| error.member("group"))
}

/// A figure that may be missing.
pub(super) fn figure(value: f64) -> Option<f64> {
    Some(value).filter(|value| !value.is_nan())
}

/// The children of a node.
pub(super) struct Children {
    pub nodes: Vec<usize>,
    pub ids: Vec<String>,
    pub names: Vec<Text>,
}

impl Children {
    /// Those of a group; of the index where no node is named.
    ///
    /// # Errors
    /// `unknown_node`; `bad_parameter` for an indicator, which has none.
    pub fn of(model: &Model, named: Option<&str>) -> Result<Children> {
        let at = node(model, named)?;
        let inner = model.inner();
        let nodes = inner.children(at).to_vec();
        if nodes.is_empty() {
            let message = Text::new(
                format!("“{}”是指标，没有下级。", inner.nodes[at].id),
                format!("\"{}\" is an indicator and has no children.", inner.nodes[at].id),
            );
            let hint = Text::new("请使用一个分组的 id。", "Use the id of a group.");
            return Err(Error::new(Code::BadParameter, "", message, hint).member("node"));
        }
        let ids = nodes.iter().map(|at| inner.nodes[*at].id.clone()).collect();
        let names = nodes.iter().map(|at| inner.nodes[*at].name.clone()).collect();
        Ok(Children { nodes, ids, names })
    }

    /// The place of a child among them.
    pub fn child(&self, id: &str) -> Result<usize> {
        self.ids.iter().position(|known| known == id).ok_or_else(|| {
            Error::new(
                Code::UnknownNode,
                "",
                Text::new(format!("该节点没有下级“{id}”。"), format!("The node has no child \"{id}\".")),
                Text::new(
                    format!("可选：{}。", self.ids.join("、")),
                    format!("Choose one of: {}.", self.ids.join(", ")),
                ),
            )
        })
    }

    /// The name of a child.
    pub fn name(&self, id: &str) -> Text {
        self.ids.iter().position(|known| known == id).map_or_else(|| Text::same(id), |at| self.names[at].clone())
    }

    /// Figures by id.
    pub fn by_id(&self, figures: &[f64]) -> Members<f64> {
        Members(self.ids.iter().cloned().zip(figures.iter().copied()).collect())
    }
}

/// The names of people, a number where one has none; each once.
///
/// # Errors
/// `duplicate_id` with the place of a name that stands twice.
pub(super) fn names<'a>(named: impl Iterator<Item = Option<&'a str>>) -> Result<Vec<Text>> {
    let mut names: Vec<Text> = Vec::new();
    for (at, name) in named.enumerate() {
        let number = at + 1;
        let name = match name.map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => Text::same(name),
            None => Text::new(format!("专家{number}"), format!("Expert {number}")),
        };
        if names.contains(&name) {
            let message = Text::new(format!("专家“{}”重复。", name.zh), format!("Duplicate expert \"{}\".", name.en));
            let hint = Text::new("请为每位专家取不同的名称。", "Give each a name of their own.");
            return Err(Error::new(Code::DuplicateId, "", message, hint).member("name").item(at).member("experts"));
        }
        names.push(name);
    }
    Ok(names)
}
