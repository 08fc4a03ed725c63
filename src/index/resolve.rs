//! From the framework as it is written to one that can be computed: everything wrong is found here.

use super::coverage::has_figure;
use super::steps::{self, Methods};
use super::{Columns, Node, NodeKind, ResolvedIndicator, ResolvedModel, Source};
use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Aggregation, Rule};
use crate::index::framework::{Framework, IndicatorSpec, NodeSpec};
use crate::index::EVERY_METHOD;
use crate::panel::Panel;
use crate::ranking::natural;
use crate::text::Text;

pub(super) fn resolve(panel: Panel, framework: Framework, methods: &Methods) -> Result<ResolvedModel> {
    let mut leaves: Vec<ResolvedIndicator> = Vec::with_capacity(framework.indicators.len());
    for (at, spec) in framework.indicators.iter().enumerate() {
        if leaves.iter().any(|l| l.id == spec.id) {
            return Err(duplicate(&spec.id).member("id").item(at).within("$.indicators"));
        }
        leaves.push(leaf(spec, &panel).map_err(|e| e.item(at).within("$.indicators"))?);
    }
    let resolved = steps::resolve(&framework, &leaves, &panel, methods)?;
    let mut tree = Tree { leaves: &leaves, panel: &panel, default: resolved.rule, nodes: Vec::new(), path: Vec::new() };
    tree.add(&framework.tree, None, "$.tree")?;
    let nodes = tree.nodes;
    for (at, leaf) in leaves.iter().enumerate() {
        if !nodes.iter().any(|n| matches!(n.kind, NodeKind::Leaf(l) if l == at)) {
            return Err(unused(at, &leaf.id));
        }
    }
    let complete = |p: &usize| leaves.iter().all(|l| has_figure(Columns::of(&panel), l, *p));
    let newest_complete = (0..panel.periods().len()).rev().find(complete);
    let mut model = ResolvedModel {
        by_code: natural(panel.units().iter().map(|u| u.code.as_str())),
        panel,
        framework,
        methods: methods.clone(),
        leaves,
        nodes,
        steps: resolved.steps,
        minimum_share: resolved.minimum_share,
        weigh: resolved.weigh,
        newest_complete,
        reference: None,
    };
    if EVERY_METHOD {
        methods.checks.iter().try_for_each(|check| check(&mut model))?;
    }
    Ok(model)
}

fn unused(at: usize, id: &str) -> Error {
    Error::new(
        Code::UnusedIndicator,
        &format!("$.indicators[{at}]"),
        Text::new(format!("指标“{id}”没有用在指标树中。"), format!("Indicator \"{id}\" is not used in the tree.")),
        Text::new("请加入 tree，或从 indicators 中删去。", "Put it into the tree, or delete it from indicators."),
    )
}

fn leaf(spec: &IndicatorSpec, panel: &Panel) -> Result<ResolvedIndicator> {
    if spec.direction != 1 && spec.direction != -1 {
        return Err(Error::new(
            Code::BadDirection,
            ".direction",
            Text::new("方向须为 1 或 -1。", "The direction must be 1 or -1."),
            Text::new("越大越好写 1，越小越好写 -1。", "1 where more is better, -1 where less is better."),
        ));
    }
    let source = source(spec, panel)?;
    let own = match source {
        Source::Column(i) => Some(&panel.indicators()[i]),
        Source::Ratio { .. } => None,
    };
    Ok(ResolvedIndicator {
        id: spec.id.clone(),
        name: spec.name.clone().unwrap_or_else(|| own.map_or_else(|| Text::same(&spec.id), |i| i.name())),
        measure: spec.unit.clone().unwrap_or_else(|| own.map_or_else(String::new, |i| i.unit.clone())),
        direction: spec.direction,
        source,
    })
}

/// Where the figures of an indicator come from: a column, or a ratio of two.
fn source(spec: &IndicatorSpec, panel: &Panel) -> Result<Source> {
    let column =
        |place: &str, id: &str| panel.indicator(id).ok_or_else(|| crate::panel::unknown_column(id).within(place));
    match (&spec.numerator, &spec.denominator) {
        (Some(_), Some(_)) if spec.column.is_some() => {
            Err(no_source(".column", "column 与 numerator 不能并用。", "column and numerator exclude each other."))
        }
        (Some(numerator), Some(denominator)) => {
            let scale = spec.scale.unwrap_or(1.0);
            if !scale.is_finite() || scale == 0.0 {
                return Err(no_source(".scale", "scale 须为非零的有限数。", "scale must be finite and not zero."));
            }
            let (numerator, denominator) = (column(".numerator", numerator)?, column(".denominator", denominator)?);
            Ok(Source::Ratio { numerator, denominator, scale })
        }
        (None, None) if spec.scale.is_some() => {
            Err(no_source(".scale", "scale 只用于比率。", "scale belongs to a ratio."))
        }
        (None, None) => Ok(Source::Column(match &spec.column {
            Some(id) => column(".column", id)?,
            None => column(".id", &spec.id)?,
        })),
        (Some(_), None) => Err(no_source(".numerator", "缺少 denominator。", "denominator is missing.")),
        (None, Some(_)) => Err(no_source(".denominator", "缺少 numerator。", "numerator is missing.")),
    }
}

fn no_source(place: &str, zh: &str, en: &str) -> Error {
    Error::new(
        Code::BadParameter,
        place,
        Text::new(zh, en),
        Text::new(
            "一个指标或取自一列（column），或为两列之比（numerator、denominator、scale）。",
            "An indicator is a column, or a ratio of numerator and denominator with a scale.",
        ),
    )
}

fn duplicate(id: &str) -> Error {
    Error::new(
        Code::DuplicateId,
        "",
        Text::new(format!("“{id}”出现了两次。"), format!("Duplicate id \"{id}\".")),
        Text::new("每个 id 只能用一次。", "Use every id once."),
    )
}

struct Tree<'a> {
    leaves: &'a [ResolvedIndicator],
    panel: &'a Panel,
    default: (&'static Aggregation, Rule),
    nodes: Vec<Node>,
    /// Ids from the root to the node at hand.
    path: Vec<String>,
}

impl Tree<'_> {
    /// Adds a node and all below it, in the order of the tree.
    fn add(&mut self, spec: &NodeSpec, parent: Option<usize>, place: &str) -> Result<usize> {
        self.check_id(&spec.id, place)?;
        let (kind, name) = self.kind(spec, place)?;
        if parent.is_none() && matches!(kind, NodeKind::Leaf(_)) {
            return Err(Error::new(
                Code::EmptyGroup,
                place,
                Text::new("指标树的根须为分组。", "The root of the tree must be a group."),
                Text::new("请为根填写 children。", "Give the root children."),
            ));
        }
        let (id, at) = (spec.id.clone(), self.nodes.len());
        self.path.push(id.clone());
        self.nodes.push(Node { id, name, parent, depth: self.path.len() - 1, weight: spec.weight, kind });
        for (i, child) in spec.children.iter().flatten().enumerate() {
            let child = self.add(child, Some(at), &format!("{place}.children[{i}]"))?;
            if let NodeKind::Group { children, .. } = &mut self.nodes[at].kind {
                children.push(child);
            }
        }
        self.path.pop();
        Ok(at)
    }

    /// Refuses an id that is there already: above the node, or elsewhere.
    fn check_id(&self, id: &str, place: &str) -> Result<()> {
        if self.path.iter().any(|above| above == id) {
            return Err(Error::new(
                Code::Cycle,
                &format!("{place}.id"),
                Text::new(format!("“{id}”包含了它自身。"), format!("\"{id}\" contains itself.")),
                Text::new("请改名，或移出该分组。", "Rename it, or move it out of the group."),
            ));
        }
        match self.nodes.iter().any(|n| n.id == id) {
            true => Err(duplicate(id).member("id").within(place)),
            false => Ok(()),
        }
    }

    /// What a node is, a group still without its children, and its name.
    fn kind(&self, spec: &NodeSpec, place: &str) -> Result<(NodeKind, Text)> {
        let leaf = self.leaves.iter().position(|l| l.id == spec.id);
        match (leaf, &spec.children) {
            (Some(leaf), None) => Ok((NodeKind::Leaf(leaf), self.leaves[leaf].name.clone())),
            (Some(_), Some(_)) => Err(duplicate(&spec.id).member("id").within(place)),
            (None, None) => Err(unknown_indicator(&spec.id).member("id").within(place)),
            (None, Some(children)) if children.is_empty() => {
                Err(empty_group(&spec.id).member("children").within(place))
            }
            (None, Some(children)) => {
                weights(children, place)?;
                let (aggregation, rule) = match &spec.aggregate {
                    Some(own) => steps::rule(own, self.panel, &format!("{place}.aggregate"))?,
                    None => self.default.clone(),
                };
                let name = spec.name.clone().unwrap_or_else(|| Text::same(&spec.id));
                Ok((NodeKind::Group { aggregation, rule, children: Vec::new() }, name))
            }
        }
    }
}

fn unknown_indicator(id: &str) -> Error {
    Error::new(
        Code::UnknownIndicator,
        "",
        Text::new(format!("indicators 中没有指标“{id}”。"), format!("There is no indicator \"{id}\" in indicators.")),
        Text::new(
            "请在 indicators 中定义它，或为分组填写 children。",
            "Define it in indicators, or give the group children.",
        ),
    )
}

fn empty_group(id: &str) -> Error {
    Error::new(
        Code::EmptyGroup,
        "",
        Text::new(format!("分组“{id}”没有下级。"), format!("The group \"{id}\" has no children.")),
        Text::new("请加入指标，或删去该分组。", "Add indicators or delete the group."),
    )
}

fn weights(children: &[NodeSpec], place: &str) -> Result<()> {
    let bad = |place: String, zh: &str, en: &str| {
        Error::new(
            Code::BadWeight,
            &place,
            Text::new(zh, en),
            Text::new(
                "权重须为不小于零的数，且一组中至少一个大于零。",
                "Weights are numbers from zero upwards, at least one of a group above zero.",
            ),
        )
    };
    for (i, child) in children.iter().enumerate() {
        if !child.weight.is_finite() || child.weight < 0.0 {
            return Err(bad(
                format!("{place}.children[{i}].weight"),
                "权重为负或不是有限的数。",
                "The weight is negative or not finite.",
            ));
        }
    }
    let sum: f64 = children.iter().map(|c| c.weight).sum();
    if sum == 0.0 {
        return Err(bad(format!("{place}.children"), "一组的权重全为零。", "All weights of the group are zero."));
    }
    if !sum.is_finite() {
        return Err(bad(
            format!("{place}.children"),
            "权重之和超出数值范围。",
            "The weights sum to more than a number can hold.",
        ));
    }
    Ok(())
}
