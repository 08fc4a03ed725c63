//! What requests have in common: nodes, units, periods and parts of the units, found in a model with the member that named them.

use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::group::{Group, GroupSpec};
use crate::index::methods::{Chosen, Row};
use crate::index::{Model, Scores};
use crate::json::Members;
use crate::period::Period;
use crate::robustness::{Uncertainty, UncertaintySpec};
use crate::scenario::OneOrMany;
use crate::text::Text;

/// The number of a node; of the index where none is named.
pub(super) fn node(model: &Model, named: Option<&str>) -> Result<usize> {
    named.map_or(Ok(0), |id| model.node(id)).map_err(|error| error.member("node"))
}

/// The numbers of the units that are named, by code or name, each once; none where all are meant. Each has to be in the area.
pub(super) fn units(model: &Model, named: Option<&OneOrMany>, area: Option<Area>) -> Result<Option<Vec<usize>>> {
    let one = |written: &String| {
        let unit = model.panel().find_unit(written)?;
        match model.panel().is_in(unit, area) {
            true => Ok(unit),
            false => Err(outside(written)),
        }
    };
    let found = match named {
        None => return Ok(None),
        Some(OneOrMany::One(written)) => one(written).map(|unit| vec![unit]),
        Some(OneOrMany::Many(list)) => {
            list.iter().enumerate().map(|(at, each)| one(each).map_err(|error| error.item(at))).collect()
        }
    };
    let mut units: Vec<usize> = found.map_err(|error: Error| error.member("unit"))?;
    units.sort_unstable();
    units.dedup();
    Ok(Some(units))
}

fn outside(written: &str) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("“{written}”不在所选范围（region）内。"),
            format!("\"{written}\" is not of the region asked for."),
        ),
        Text::new("请改选该地区所在的范围，或不写 region。", "Name a region that it is in, or leave out region."),
    )
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
    // What the request says itself is wrong there, and not in the specification.
    let own = |error: &Error| match &*error.place {
        "$.draws" => draws.is_some(),
        "$.seed" => seed.is_some(),
        _ => false,
    };
    Uncertainty::new(model, &spec, period)
        .map_err(|error| if own(&error) { error } else { error.relocated("$", place) })
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
        let none = Children { nodes: Vec::new(), ids: Vec::new(), names: Vec::new() };
        Ok(none.with_nodes(model, nodes))
    }

    /// Other nodes in their place.
    pub fn with_nodes(self, model: &Model, nodes: Vec<usize>) -> Children {
        let ids = nodes.iter().map(|at| model.inner().nodes[*at].id.clone()).collect();
        let names = nodes.iter().map(|at| model.inner().nodes[*at].name.clone()).collect();
        Children { nodes, ids, names }
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

/// The names of alternatives, numbered where a method stands in the list more than once.
pub(super) fn alternatives<M: Row>(list: &[Chosen<M>]) -> Vec<String> {
    let word = |each: &Chosen<M>| each.method.map_or("", |method| method.word()).to_owned();
    let words: Vec<String> = list.iter().map(word).collect();
    let numbered = |(at, word): (usize, &String)| match words.iter().filter(|other| *other == word).count() {
        1 => word.clone(),
        _ => format!("{word}_{}", words[..=at].iter().filter(|other| *other == word).count()),
    };
    words.iter().enumerate().map(numbered).collect()
}

/// The error where standard errors are asked for and there are none.
pub(super) fn no_errors() -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new("得分所依据的数值都没有标准误。", "No figure that the scores rest on has a standard error."),
        Text::new(
            "请载入带 standard_error 列的 cells 文件；准确无误的数值写 0。",
            "Load a cells file with the column standard_error; exact figures have 0.",
        ),
    )
}

/// How many draws are asked for, from 1 to 1,000,000.
pub(super) fn draws(asked: Option<usize>, otherwise: usize) -> Result<usize> {
    let draws = asked.unwrap_or(otherwise);
    if (1..=1_000_000).contains(&draws) {
        return Ok(draws);
    }
    let message = Text::new("抽样次数不在允许范围内。", "The number of draws is out of range.");
    let hint = Text::new("请写 1 至 1000000 的整数。", "Give a whole number from 1 to 1,000,000.");
    Err(Error::new(Code::BadParameter, ".draws", message, hint))
}
