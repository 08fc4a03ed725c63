//! The exact shares of one node at which units pass each other in the ranking.
//!
//! A node has the share s of its group, the others the rest, in proportion to their weights. Of a unit with all figures
//! the score is then a line in s; with children missing, weights are renormalised over those present, and it is a ratio of
//! lines. Either way the shares at which two units are equal are roots in closed form.
//!
//! With r = s / (1 - s), the score of a unit is (p + q r) / (w + r): w is the part of the others' weight that is present, q
//! the score at s = 1, and p / w that at s = 0. Two of them are equal where
//! (q - q') r^2 + (p - p' + q w' - q' w) r + p w' - p' w = 0: a line where w = w'.

mod score_curve;

use crate::error::{Code, Error, Result};
use crate::index::aggregate::{enough, Mean, Rule};
use crate::index::{Evaluation, NodeKind, ResolvedModel, Scores};
use crate::ranking::{rank, Ties};
use crate::text::Text;
use score_curve::{ScoreCurve, NEAR};

/// One unit passes another while the share grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The share, between 0 and 1, at which they are equal.
    pub share: f64,
    /// The unit that is above from there on.
    pub above: usize,
    /// The unit that is below from there on.
    pub below: usize,
}

/// The crossings of scores while the share of a node goes from 0 to 1.
#[derive(Debug, Clone)]
pub struct Crossings {
    /// The node's share of its group now: its weight over the sum of the group's.
    pub share: f64,
    /// The crossings within (0, 1), by share; of one unit, where one was asked for. Units that only touch, or are equal
    /// throughout, do not cross.
    pub events: Vec<Crossing>,
    /// None for a unit without a score, or that is not ranked.
    curves: Vec<Option<ScoreCurve>>,
    /// The scores now.
    scores: Vec<f64>,
}

/// Where units pass each other while the share of a node in its group goes from 0 to 1, the others keeping their
/// proportions: of all units with each other, or of one with the others.
///
/// Every group from the node's own up to the index must be an arithmetic mean; those below may be anything. Weights are
/// those in force, given or found; a step that finds weights is not run again. A unit whose score is missing takes no part;
/// one that lacks the node, or all the others, stays where it is. Units n: time n² (n for one unit).
///
/// # Errors
/// `unknown_node`, `unknown_unit`; `bad_parameter` where the node is the index, no other node of its group has a weight, or
/// a group is combined otherwise, which is named.
pub fn crossings(scores: &Scores, node: usize, unit: Option<usize>) -> Result<Crossings> {
    let inner = scores.model().inner();
    inner.one_set_of_weights(("权重变动时的名次交叉", "a share that moves for all units"))?;
    let units = inner.panel.units().len();
    if let Some(unit) = unit.filter(|unit| *unit >= units) {
        return Err(no_such_unit(unit, units));
    }
    let share = MovingShare::of(scores, node)?;
    let mut found = Crossings {
        share: share.present(),
        events: Vec::new(),
        curves: (0..units).map(|unit| share.curve(unit).filter(|_| !share.inner.is_reference(unit))).collect(),
        scores: share.inner.ranked(scores.node(0)),
    };
    let mut events = Vec::new();
    match unit {
        Some(unit) => found.of(unit, &mut events, 0),
        None => (0..units).for_each(|unit| found.of(unit, &mut events, unit + 1)),
    }
    let pair = |e: &Crossing| (e.above, e.below);
    events.sort_unstable_by(|a, b| a.share.total_cmp(&b.share).then(pair(a).cmp(&pair(b))));
    found.events = events;
    Ok(found)
}

/// A node whose share of its group moves.
struct MovingShare<'a> {
    inner: &'a ResolvedModel,
    now: &'a Evaluation,
    node: usize,
    /// The node's group, the group of that, and so on up to the index.
    groups: Vec<usize>,
    /// The other nodes of the group.
    others: Vec<usize>,
    /// The sum of their weights.
    rest: f64,
}

/// A score as the share moves, (start (1 - s) + end s) / (weight (1 - s) + s): start, end and weight.
type Quotient = [f64; 3];

impl<'a> MovingShare<'a> {
    fn of(scores: &'a Scores, node: usize) -> Result<Self> {
        let (inner, now) = (scores.model().inner(), scores.evaluation());
        let Some(moved) = inner.nodes.get(node) else { return Err(no_such_node(node)) };
        let Some(group) = moved.parent else { return Err(is_the_index(&moved.id)) };
        let groups: Vec<usize> = std::iter::successors(Some(group), |at| inner.nodes[*at].parent).collect();
        for group in groups.iter().map(|at| &inner.nodes[*at]) {
            if !matches!(&group.kind, NodeKind::Group { rule: Rule::Mean(Mean::Arithmetic), .. }) {
                return Err(not_arithmetic(&group.id));
            }
        }
        let others: Vec<usize> = inner.children(group).iter().copied().filter(|c| *c != node).collect();
        let rest: f64 = others.iter().map(|c| now.weight(*c)).sum();
        if rest <= 0.0 {
            return Err(no_other_weight(&moved.id));
        }
        Ok(MovingShare { inner, now, node, groups, others, rest })
    }

    /// The node's share of its group now.
    fn present(&self) -> f64 {
        self.now.weight(self.node) / (self.now.weight(self.node) + self.rest)
    }

    /// The score of a unit as the share moves; none where it has no score.
    fn curve(&self, unit: usize) -> Option<ScoreCurve> {
        let own = Some(self.now.node(self.node)[unit]).filter(|x| !x.is_nan());
        let (mut present, mut weight, mut sum) = (u32::from(own.is_some()), 0.0, 0.0);
        for other in self.others.iter().filter(|c| !self.now.node(**c)[unit].is_nan()) {
            present += 1;
            weight += self.now.weight(*other);
            sum += self.now.weight(*other) * self.now.node(*other)[unit];
        }
        let has_enough = enough(present, self.others.len() as f64 + 1.0, self.inner.minimum_share);
        let without_group = self.index(unit, None).map_or(f64::NAN, |[score, ..]| score);
        // Where a unit has the node alone, lacks it, or lacks the group, its score does not depend on the share.
        let (group, at_ends) = match own.filter(|_| has_enough) {
            Some(x) if weight > 0.0 => (Some([sum / self.rest, x, weight / self.rest]), [None, None]),
            Some(x) => (Some([x, x, 1.0]), [Some(without_group), None]),
            None if has_enough && weight > 0.0 => {
                (Some([sum / weight, sum / weight, 1.0]), [None, Some(without_group)])
            }
            None => (None, [None, None]),
        };
        let [start, end, weight] = self.index(unit, group)?;
        // Points do not depend on the share; who is not ranked because of them has no curve.
        let points = self.now.points(self.inner).map_or(0.0, |points| points[unit]);
        let at_ends = [at_ends[0].unwrap_or(start / weight) + points, at_ends[1].unwrap_or(end) + points];
        let (start, end) = (start + points * weight, end + points);
        (start.is_finite() && end.is_finite()).then_some(ScoreCurve { start, end, weight, at_ends })
    }

    /// The index, given the node's group, or with that missing; none where the index is missing.
    fn index(&self, unit: usize, group: Option<Quotient>) -> Option<Quotient> {
        self.groups.windows(2).fold(group, |child, pair| self.parent(unit, pair[0], child, pair[1]))
    }

    /// A group, given one of its children or with that missing; none where the group is missing.
    fn parent(&self, unit: usize, child: usize, value: Option<Quotient>, group: usize) -> Option<Quotient> {
        let siblings = self.inner.children(group);
        let (mut present, mut weights, mut sum) = match value {
            Some(_) => (1, self.now.weight(child), 0.0),
            None => (0, 0.0, 0.0),
        };
        let own = weights;
        for sibling in siblings.iter().filter(|c| **c != child && !self.now.node(**c)[unit].is_nan()) {
            present += 1;
            weights += self.now.weight(*sibling);
            sum += self.now.weight(*sibling) * self.now.node(*sibling)[unit];
        }
        let has_score = weights > 0.0 && enough(present, siblings.len() as f64, self.inner.minimum_share);
        has_score.then(|| {
            let [start, end, weight] = value.unwrap_or([0.0, 0.0, 1.0]);
            [(own * start + sum * weight) / weights, (own * end + sum) / weights, weight]
        })
    }
}

impl Crossings {
    /// The crossings of a unit with the units from `from` on.
    fn of(&self, unit: usize, events: &mut Vec<Crossing>, from: usize) {
        let Some(Some(own)) = self.curves.get(unit) else { return };
        for (other, curve) in self.curves.iter().enumerate().skip(from).filter(|(other, _)| *other != unit) {
            let crossings = curve.iter().flat_map(|curve| own.crosses(*curve));
            events.extend(crossings.map(|(share, upwards)| match upwards {
                true => Crossing { share, above: unit, below: other },
                false => Crossing { share, above: other, below: unit },
            }));
        }
    }

    /// The score of a unit at a share from 0 to 1; NaN where it has none, there or at all.
    pub fn score_at(&self, unit: usize, share: f64) -> f64 {
        // As it is ranked now: the same sum in another order would break ties.
        if share == self.share {
            return self.scores.get(unit).copied().unwrap_or(f64::NAN);
        }
        self.curves.get(unit).copied().flatten().map_or(f64::NAN, |curve| curve.at(share))
    }

    /// The ranks at a share from 0 to 1, ties at the best of their places; NaN where there is no score.
    pub fn ranks_at(&self, share: f64) -> Vec<f64> {
        let scores: Vec<f64> = (0..self.curves.len()).map(|unit| self.score_at(unit, share)).collect();
        rank(&scores, Ties::Competition)
    }

    /// From which share to which the unit keeps its rank: between the nearest crossings of its own on both sides of the share
    /// now, or 0 and 1 where there is none. `None` where the unit has no score. Time n.
    pub fn range(&self, unit: usize) -> Option<(f64, f64)> {
        (*self.curves.get(unit)?)?;
        let mut events = Vec::new();
        self.of(unit, &mut events, 0);
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        for event in events {
            // Equal to another it has the better rank: that from which it will be above, or up to which it was.
            let before = match event.above == unit {
                true => event.share <= self.share + NEAR,
                false => event.share < self.share - NEAR,
            };
            if before {
                low = low.max(event.share.min(self.share));
            } else {
                high = high.min(event.share.max(self.share));
            }
        }
        Some((low, high))
    }
}

#[cold]
fn no_such_unit(unit: usize, units: usize) -> Error {
    Error::new(
        Code::UnknownUnit,
        "",
        Text::new(format!("没有第 {unit} 个单位。"), format!("There is no unit number {unit}.")),
        Text::new(format!("单位从 0 编号，共 {units} 个。"), format!("There are {units}, numbered from 0.")),
    )
}

#[cold]
fn no_such_node(node: usize) -> Error {
    Error::new(
        Code::UnknownNode,
        "",
        Text::new(format!("指标体系没有第 {node} 个节点。"), format!("The framework has no node number {node}.")),
        Text::new("请使用指标体系中的 id。", "Use an id of the framework's tree."),
    )
}

fn bad_node(zh: String, en: String, hint: Text) -> Error {
    Error::new(Code::BadParameter, "node", Text::new(zh, en), hint)
}

#[cold]
fn is_the_index(id: &str) -> Error {
    bad_node(
        format!("“{id}”是总指数，没有可变的权重。"),
        format!("\"{id}\" is the index itself and has no share to be moved."),
        Text::new("请选择其下的指标或分组。", "Choose an indicator or a group below it."),
    )
}

#[cold]
fn not_arithmetic(group: &str) -> Error {
    bad_node(
        format!("分组“{group}”不是算术平均，得分与权重之间没有这样的公式。"),
        format!("The group \"{group}\" is no arithmetic mean, so scores are no such function of a weight."),
        Text::new(
            "请选择各上级分组均为算术平均的节点。",
            "Choose a node whose groups, up to the index, are all arithmetic.",
        ),
    )
}

#[cold]
fn no_other_weight(id: &str) -> Error {
    bad_node(
        format!("“{id}”所在分组中没有其他带权重的节点。"),
        format!("No other node of the group of \"{id}\" has a weight that could be taken or given."),
        Text::new("请选择同级节点有权重的节点。", "Choose a node beside which others have a weight."),
    )
}
