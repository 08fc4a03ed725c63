//! The units that are most alike a given one.

use crate::error::{Code, Error, Result};
use crate::index::{Columns, NodeKind, Scores};
use crate::ranking::{ascending, slack};
use crate::reason::Reason;
use crate::statistics::Moments;
use crate::text::Text;

/// How many are alike unless it is said.
const COUNT: usize = 5;

/// A unit with its distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// The number of the unit.
    pub unit: usize,
    /// Its distance.
    pub distance: f64,
}

/// The other units by their distance from one.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// Those that have a distance, the nearest first; by code among equals.
    pub neighbours: Vec<Neighbour>,
    /// The nodes of the indicators that were compared.
    pub by: Vec<usize>,
    /// The indicators that were not, each with the reason.
    pub left_out: Vec<(usize, Reason)>,
    /// The units that have no distance, each with the indicator that it lacks and the reason.
    pub missing: Vec<(usize, usize, Reason)>,
}

/// The other units by their distance from a unit: the standardised Euclidean distance of the indicators as the framework
/// normalises them.
///
/// Formula: d(a, b) = sqrt(sum over j of (x_aj - x_bj)² / v_j), where x_j is the indicator after the last step and v_j its
/// sample variance (n - 1) over all units that are ranked and have it. As scipy's `seuclidean`.
///
/// Range: from 0, of units that are equal in all indicators. Missing: without a list of indicators those that the unit lacks
/// are left out; one that is named and that the unit lacks is an error. Another unit that lacks one of those compared has no
/// distance. An indicator without spread (to 12 digits) says nothing and is left out (`constant`).
///
/// Source: OECD/JRC Handbook (2008), step 2, cluster analysis: distances of standardised indicators.
///
/// # Errors
/// `unknown_indicator`; `bad_parameter` where the unit lacks an indicator that is named, or none is left.
pub fn nearest(scores: &Scores, unit: usize, by: Option<&[String]>) -> Result<Nearest> {
    let mut found = Nearest { neighbours: Vec::new(), by: Vec::new(), left_out: Vec::new(), missing: Vec::new() };
    let mut variances = Vec::new();
    for (at, node) in nodes(scores, by)?.into_iter().enumerate() {
        let own = scores.explainer(Columns::of(scores.model().panel())).node_reason(node, unit);
        if let (Some(reason), Some(_)) = (own, by) {
            return Err(lacks(scores, node, reason).item(at).within(".by"));
        }
        let figures = scores.model().inner().ranked(scores.node(node));
        match own.or(crate::ranking::is_constant(&figures).then_some(Reason::Constant)) {
            Some(reason) => found.left_out.push((node, reason)),
            None => {
                found.by.push(node);
                variances.push(Moments::of(&figures).variance());
            }
        }
    }
    if found.by.is_empty() {
        return Err(nothing_to_compare());
    }
    measure(scores, unit, &variances, &mut found);
    Ok(found)
}

/// Measures the distance of every other unit that is ranked.
fn measure(scores: &Scores, unit: usize, variances: &[f64], found: &mut Nearest) {
    let inner = scores.model().inner();
    let explainer = scores.explainer(Columns::of(&inner.panel));
    for &other in inner.by_code.iter().filter(|u| **u != unit && !inner.is_reference(**u)) {
        let lacking = found.by.iter().find_map(|node| Some((*node, explainer.node_reason(*node, other)?)));
        if let Some((node, reason)) = lacking {
            found.missing.push((other, node, reason));
            continue;
        }
        let term = |(node, variance): (&usize, &f64)| {
            let x = scores.node(*node);
            (x[unit] - x[other]) * (x[unit] - x[other]) / variance
        };
        let distance = found.by.iter().zip(variances).map(term).sum::<f64>().sqrt();
        found.neighbours.push(Neighbour { unit: other, distance });
    }
    let order = ascending(0..found.neighbours.len(), &|at| found.neighbours[at].distance);
    found.neighbours = order.into_iter().map(|at| found.neighbours[at]).collect();
}

/// The nodes of the indicators that are named; of all where none are.
fn nodes(scores: &Scores, by: Option<&[String]>) -> Result<Vec<usize>> {
    let inner = scores.model().inner();
    let is_leaf = |node: &usize| matches!(inner.nodes[*node].kind, NodeKind::Leaf(_));
    let Some(named) = by else { return Ok((0..inner.nodes.len()).filter(is_leaf).collect()) };
    let find = |(at, id): (usize, &String)| {
        let node = scores.model().node(id).ok().filter(is_leaf);
        node.ok_or_else(|| {
            Error::new(
                Code::UnknownIndicator,
                "",
                Text::new(format!("没有指标“{id}”。"), format!("There is no indicator \"{id}\".")),
                Text::new("请使用 indicators 中的 id。", "Use an id of indicators."),
            )
            .item(at)
            .within(".by")
        })
    };
    let mut found: Vec<usize> = named.iter().enumerate().map(find).collect::<Result<_>>()?;
    let mut seen = vec![false; inner.nodes.len()];
    found.retain(|node| !std::mem::replace(&mut seen[*node], true));
    Ok(found)
}

impl Nearest {
    /// So many of the nearest, 5 unless said, and those that tie with the last of them (to 12 digits).
    ///
    /// # Errors
    /// `bad_parameter` for none, or for more than there are.
    pub fn first(&self, count: Option<usize>) -> Result<&[Neighbour]> {
        let there = self.neighbours.len();
        let count = match count {
            None => COUNT.min(there),
            Some(count) if count == 0 || count > there => return Err(no_such_count(count, there)),
            Some(count) => count,
        };
        let Some(last) = self.neighbours[..count].last() else { return Ok(&[]) };
        let near = |n: &&Neighbour| n.distance - last.distance <= slack([n.distance, last.distance].into_iter());
        let tied = self.neighbours[count..].iter().take_while(near).count();
        Ok(&self.neighbours[..count + tied])
    }
}

#[cold]
fn no_such_count(count: usize, there: usize) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("不能取{count}个相近的单位：除该单位外，可计算距离的单位有{there}个。"),
            format!("There are no {count} nearest units: {there} others have a distance."),
        ),
        Text::new(format!("请写 1 至 {there} 之间的整数。"), format!("Give a whole number from 1 to {there}.")),
    )
    .member("count")
}

#[cold]
fn nothing_to_compare() -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            "没有可比较的指标：该单位缺少数据，或各单位数值相同。",
            "No indicator can be compared: the unit has no figures, or all units have the same.",
        ),
        Text::new("请选择该单位有数据的时期。", "Choose a period in which the unit has figures."),
    )
}

#[cold]
fn lacks(scores: &Scores, node: usize, reason: Reason) -> Error {
    let (name, reason) = (&scores.model().inner().nodes[node].name, reason.text());
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("该单位没有指标“{}”的数值：{}。", name.zh, reason.zh),
            format!("The unit has no figure of \"{}\": {}.", name.en, reason.en),
        ),
        Text::new("请去掉该指标。", "Leave this indicator out."),
    )
}
