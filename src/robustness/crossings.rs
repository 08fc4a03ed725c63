//! What the share of one node does to the ranking, exactly: at which shares units pass each other.
//!
//! A node has the share s of its group, the others the rest, in proportion to their weights. Of a unit with all figures
//! the score is then a line in s; with children missing, weights are renormalised over those present, and it is a ratio of
//! lines. Either way two units pass each other at roots that can be written down, and no share is tried out.
//!
//! With r = s / (1 - s), the score of a unit is (p + q r) / (w + r): w is the part of the others' weight that is present, q
//! the score at s = 1, and p / w that at s = 0. Two of them are equal where
//! (q - q') r^2 + (p - p' + q w' - q' w) r + p w' - p' w = 0: a line where w = w'.

mod path;

use crate::error::{Code, Error, Result};
use crate::index::aggregate::{enough, Mean, Rule};
use crate::index::{NodeKind, Scores};
use crate::ranking::{rank, Ties};
use crate::text::Text;
use path::{Path, NEAR};

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

/// All that happens while the share of a node goes from 0 to 1.
#[derive(Debug, Clone)]
pub struct Crossings {
    /// The node's share of its group now: its weight over the sum of the group's.
    pub share: f64,
    /// The crossings within (0, 1), by share; of one unit, where one was asked for. Units that only touch, or are equal
    /// throughout, do not cross.
    pub events: Vec<Crossing>,
    /// None for a unit without a score.
    paths: Vec<Option<Path>>,
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
    let (inner, now) = (scores.model().inner(), scores.evaluation());
    let units = inner.panel.units().len();
    if let Some(unit) = unit.filter(|unit| *unit >= units) {
        return Err(Error::new(
            Code::UnknownUnit,
            "",
            Text::new(format!("没有第 {unit} 个单位。"), format!("There is no unit number {unit}.")),
            Text::new(format!("单位从 0 编号，共 {units} 个。"), format!("There are {units}, numbered from 0.")),
        ));
    }
    let Some(moved) = inner.nodes.get(node) else {
        return Err(Error::new(
            Code::UnknownNode,
            "",
            Text::new(format!("指标体系没有第 {node} 个节点。"), format!("The framework has no node number {node}.")),
            Text::new("请使用指标体系中的 id。", "Use an id of the framework's tree."),
        ));
    };
    let refuse = |zh: String, en: String, mend: (&str, &str)| {
        Error::new(Code::BadParameter, "node", Text::new(zh, en), Text::new(mend.0, mend.1))
    };
    let Some(group) = moved.parent else {
        return Err(refuse(
            format!("“{}”是总指数，没有可变的权重。", moved.id),
            format!("\"{}\" is the index itself and has no share to be moved.", moved.id),
            ("请选择其下的指标或分组。", "Choose an indicator or a group below it."),
        ));
    };
    let mut groups = vec![group];
    while let Some(above) = inner.nodes[groups[groups.len() - 1]].parent {
        groups.push(above);
    }
    for at in &groups {
        let group = &inner.nodes[*at];
        if !matches!(&group.kind, NodeKind::Group { rule: Rule::Mean(Mean::Arithmetic), .. }) {
            return Err(refuse(
                format!("分组“{}”不是算术平均，得分与权重之间没有这样的公式。", group.id),
                format!(
                    "The group \"{}\" is no arithmetic mean, so scores are no such function of a weight.",
                    group.id
                ),
                (
                    "请选择各上级分组均为算术平均的节点。",
                    "Choose a node whose groups, up to the index, are all arithmetic.",
                ),
            ));
        }
    }
    let others: Vec<usize> = inner.children(group).iter().copied().filter(|c| *c != node).collect();
    let rest: f64 = others.iter().map(|c| now.weight(*c)).sum();
    if rest <= 0.0 {
        return Err(refuse(
            format!("“{}”所在分组中没有其他带权重的节点。", moved.id),
            format!("No other node of the group of \"{}\" has a weight that could be taken or given.", moved.id),
            ("请选择同级节点有权重的节点。", "Choose a node beside which others have a weight."),
        ));
    }
    // The index, given a group on the way up to it: a path, or missing.
    let climb = |unit: usize, group: Option<[f64; 3]>| -> Option<[f64; 3]> {
        groups.windows(2).fold(group, |group, pair| {
            let siblings = inner.children(pair[1]);
            let (mut present, mut weights, mut sum) = match group {
                Some(_) => (1, now.weight(pair[0]), 0.0),
                None => (0, 0.0, 0.0),
            };
            let own = weights;
            for sibling in siblings.iter().filter(|c| **c != pair[0] && !now.node(**c)[unit].is_nan()) {
                present += 1;
                weights += now.weight(*sibling);
                sum += now.weight(*sibling) * now.node(*sibling)[unit];
            }
            let there = weights > 0.0 && enough(present, siblings.len() as f64, inner.minimum_share);
            there.then(|| {
                let [start, end, weight] = group.unwrap_or([0.0, 0.0, 1.0]);
                [(own * start + sum * weight) / weights, (own * end + sum) / weights, weight]
            })
        })
    };
    let path = |unit: usize| -> Option<Path> {
        let own = Some(now.node(node)[unit]).filter(|x| !x.is_nan());
        let (mut present, mut weight, mut sum) = (u32::from(own.is_some()), 0.0, 0.0);
        for other in others.iter().filter(|c| !now.node(**c)[unit].is_nan()) {
            present += 1;
            weight += now.weight(*other);
            sum += now.weight(*other) * now.node(*other)[unit];
        }
        let there = enough(present, others.len() as f64 + 1.0, inner.minimum_share);
        let without = climb(unit, None).map_or(f64::NAN, |[score, ..]| score);
        // With the node alone, without it, or without the group, the share moves nothing.
        let (group, at_ends) = match own.filter(|_| there) {
            Some(x) if weight > 0.0 => (Some([sum / rest, x, weight / rest]), [None, None]),
            Some(x) => (Some([x, x, 1.0]), [Some(without), None]),
            None if there && weight > 0.0 => (Some([sum / weight, sum / weight, 1.0]), [None, Some(without)]),
            None => (None, [None, None]),
        };
        let [start, end, weight] = climb(unit, group)?;
        let at_ends = [at_ends[0].unwrap_or(start / weight), at_ends[1].unwrap_or(end)];
        (start.is_finite() && end.is_finite()).then_some(Path { start, end, weight, at_ends })
    };
    let mut found = Crossings {
        share: now.weight(node) / (now.weight(node) + rest),
        events: Vec::new(),
        paths: (0..units).map(path).collect(),
        scores: now.node(0).to_vec(),
    };
    let mut events = Vec::new();
    match unit {
        Some(unit) => found.of(unit, &mut events, 0),
        None => (0..units).for_each(|unit| found.of(unit, &mut events, unit + 1)),
    }
    let place = |e: &Crossing| (e.above, e.below);
    events.sort_unstable_by(|a, b| a.share.total_cmp(&b.share).then(place(a).cmp(&place(b))));
    found.events = events;
    Ok(found)
}

impl Crossings {
    /// The crossings of a unit with the units from `from` on.
    fn of(&self, unit: usize, events: &mut Vec<Crossing>, from: usize) {
        let Some(Some(own)) = self.paths.get(unit) else { return };
        for (other, path) in self.paths.iter().enumerate().skip(from).filter(|(other, _)| *other != unit) {
            let passes = path.iter().flat_map(|path| own.passes(*path));
            events.extend(passes.map(|(share, upwards)| match upwards {
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
        self.paths.get(unit).copied().flatten().map_or(f64::NAN, |path| path.at(share))
    }

    /// The ranks at a share from 0 to 1, ties at the best of their places; NaN where there is no score.
    pub fn ranks_at(&self, share: f64) -> Vec<f64> {
        let scores: Vec<f64> = (0..self.paths.len()).map(|unit| self.score_at(unit, share)).collect();
        rank(&scores, Ties::Competition)
    }

    /// From which share to which the unit keeps its rank: between the nearest crossings of its own on both sides of the share
    /// now, or 0 and 1 where there is none. `None` where the unit has no score. Time n.
    pub fn range(&self, unit: usize) -> Option<(f64, f64)> {
        (*self.paths.get(unit)?)?;
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
