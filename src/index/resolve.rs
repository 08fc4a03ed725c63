//! From the framework as it is written to one that can be computed: everything wrong is found here.

use super::coverage::has_figure;
use super::methods::Methods;
use super::steps;
use super::{Columns, Node, NodeKind, ResolvedIndicator, ResolvedModel, Source};
use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Aggregation, Rule};
use crate::index::framework::{Framework, IndicatorSpec, NodeSpec};
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
            return Err(Error::new(
                Code::UnusedIndicator,
                &format!("$.indicators[{at}]"),
                Text::new(
                    format!("指标“{}”没有用在指标树中。", leaf.id),
                    format!("Indicator \"{}\" is not used in the tree.", leaf.id),
                ),
                Text::new(
                    "请加入 tree，或从 indicators 中删去。",
                    "Put it into the tree, or delete it from indicators.",
                ),
            ));
        }
    }
    let complete = |p: &usize| leaves.iter().all(|l| has_figure(Columns::of(&panel), l, *p));
    let newest_complete = (0..panel.periods().len()).rev().find(complete);
    for check in methods.checks {
        check(&framework, &nodes, methods)?;
    }
    Ok(ResolvedModel {
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
    })
}

fn leaf(spec: &IndicatorSpec, panel: &Panel) -> Result<ResolvedIndicator> {
    let column =
        |place: &str, id: &str| panel.indicator(id).ok_or_else(|| crate::panel::unknown_column(id).within(place));
    if spec.direction != 1 && spec.direction != -1 {
        return Err(Error::new(
            Code::BadDirection,
            ".direction",
            Text::new("方向须为 1 或 -1。", "The direction must be 1 or -1."),
            Text::new("越大越好写 1，越小越好写 -1。", "1 where more is better, -1 where less is better."),
        ));
    }
    let conflict = |place: &str, zh: &str, en: &str| {
        Error::new(
            Code::BadParameter,
            place,
            Text::new(zh, en),
            Text::new(
                "一个指标或取自一列（column），或为两列之比（numerator、denominator、scale）。",
                "An indicator is a column, or a ratio of numerator and denominator with a scale.",
            ),
        )
    };
    let source = match (&spec.numerator, &spec.denominator) {
        (Some(numerator), Some(denominator)) => {
            if spec.column.is_some() {
                return Err(conflict(
                    ".column",
                    "column 与 numerator 不能并用。",
                    "column and numerator exclude each other.",
                ));
            }
            let scale = spec.scale.unwrap_or(1.0);
            if !scale.is_finite() || scale == 0.0 {
                return Err(conflict(".scale", "scale 须为非零的有限数。", "scale must be finite and not zero."));
            }
            Source::Ratio {
                numerator: column(".numerator", numerator)?,
                denominator: column(".denominator", denominator)?,
                scale,
            }
        }
        (None, None) if spec.scale.is_some() => {
            return Err(conflict(".scale", "scale 只用于比率。", "scale belongs to a ratio."));
        }
        (None, None) => match &spec.column {
            Some(id) => Source::Column(column(".column", id)?),
            None => Source::Column(column(".id", &spec.id)?),
        },
        (Some(_), None) => return Err(conflict(".numerator", "缺少 denominator。", "denominator is missing.")),
        (None, Some(_)) => return Err(conflict(".denominator", "缺少 numerator。", "numerator is missing.")),
    };
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
    fn add(&mut self, spec: &NodeSpec, parent: Option<usize>, place: &str) -> Result<usize> {
        let id = &spec.id;
        if self.path.contains(id) {
            return Err(Error::new(
                Code::Cycle,
                &format!("{place}.id"),
                Text::new(format!("“{id}”包含了它自身。"), format!("\"{id}\" contains itself.")),
                Text::new("请改名，或移出该分组。", "Rename it, or move it out of the group."),
            ));
        }
        if self.nodes.iter().any(|n| n.id == *id) {
            return Err(duplicate(id).member("id").within(place));
        }
        let leaf = self.leaves.iter().position(|l| l.id == *id);
        let at = self.nodes.len();
        let (kind, name) = match (leaf, &spec.children) {
            (Some(leaf), None) => (NodeKind::Leaf(leaf), self.leaves[leaf].name.clone()),
            (None, None) => {
                return Err(Error::new(
                    Code::UnknownIndicator,
                    &format!("{place}.id"),
                    Text::new(
                        format!("indicators 中没有指标“{id}”。"),
                        format!("There is no indicator \"{id}\" in indicators."),
                    ),
                    Text::new(
                        "请在 indicators 中定义它，或为分组填写 children。",
                        "Define it in indicators, or give the group children.",
                    ),
                ));
            }
            (Some(_), Some(_)) => return Err(duplicate(id).member("id").within(place)),
            (None, Some(children)) if children.is_empty() => {
                return Err(Error::new(
                    Code::EmptyGroup,
                    &format!("{place}.children"),
                    Text::new(format!("分组“{id}”没有下级。"), format!("The group \"{id}\" has no children.")),
                    Text::new("请加入指标，或删去该分组。", "Add indicators or delete the group."),
                ));
            }
            (None, Some(children)) => {
                weights(children, place)?;
                let (aggregation, rule) = match &spec.aggregate {
                    Some(own) => steps::rule(own, self.panel, &format!("{place}.aggregate"))?,
                    None => self.default.clone(),
                };
                let name = spec.name.clone().unwrap_or_else(|| Text::same(id));
                (NodeKind::Group { aggregation, rule, children: Vec::new() }, name)
            }
        };
        if parent.is_none() && matches!(kind, NodeKind::Leaf(_)) {
            return Err(Error::new(
                Code::EmptyGroup,
                place,
                Text::new("指标树的根须为分组。", "The root of the tree must be a group."),
                Text::new("请为根填写 children。", "Give the root children."),
            ));
        }
        self.nodes.push(Node { id: id.clone(), name, parent, depth: self.path.len(), weight: spec.weight, kind });
        self.path.push(id.clone());
        for (i, child) in spec.children.iter().flatten().enumerate() {
            let child = self.add(child, Some(at), &format!("{place}.children[{i}]"))?;
            if let NodeKind::Group { children, .. } = &mut self.nodes[at].kind {
                children.push(child);
            }
        }
        self.path.pop();
        Ok(at)
    }
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
