//! From the framework as it is written to one that can be computed: everything wrong is found here.

use super::normalise::Normalisation;
use super::{Inner, Leaf, LeafStep, Node, NodeKind, ResolvedScope, Source};
use crate::error::{Code, Error, Result};
use crate::framework::{Framework, IndicatorSpec, NodeSpec, Step};
use crate::index::aggregate::Mean;
use crate::panel::Panel;
use crate::text::Text;

pub(super) fn resolve(panel: Panel, framework: Framework) -> Result<Inner> {
    let mut leaves: Vec<Leaf> = Vec::with_capacity(framework.indicators.len());
    for (at, spec) in framework.indicators.iter().enumerate() {
        if leaves.iter().any(|l| l.id == spec.id) {
            return Err(duplicate(&spec.id).member("id").item(at).within("$.indicators"));
        }
        leaves.push(leaf(spec, &panel).map_err(|e| e.item(at).within("$.indicators"))?);
    }
    let (steps, mean, minimum_share) = steps(&framework, &leaves, &panel)?;
    let mut tree = Tree { leaves: &leaves, default: mean, nodes: Vec::new(), path: Vec::new() };
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
    let newest_complete = (0..panel.periods().len()).rev().find(|p| leaves.iter().all(|l| has_figure(&panel, l, *p)));
    Ok(Inner { panel, framework, leaves, nodes, steps, minimum_share, newest_complete })
}

fn has_figure(panel: &Panel, leaf: &Leaf, period: usize) -> bool {
    match leaf.source {
        Source::Column(column) => panel.column(column, period).iter().any(|v| !v.is_nan()),
        Source::Ratio { numerator, denominator, .. } => {
            let below = panel.column(denominator, period);
            panel.column(numerator, period).iter().zip(below).any(|(n, d)| !n.is_nan() && !d.is_nan() && *d != 0.0)
        }
    }
}

fn leaf(spec: &IndicatorSpec, panel: &Panel) -> Result<Leaf> {
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
    Ok(Leaf {
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
        Text::new(format!("“{id}”出现了两次。"), format!("\"{id}\" stands twice.")),
        Text::new("每个 id 只能用一次。", "Use every id once."),
    )
}

struct Tree<'a> {
    leaves: &'a [Leaf],
    default: Mean,
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
                let mean = spec.aggregate.unwrap_or(self.default);
                let name = spec.name.clone().unwrap_or_else(|| Text::same(id));
                (NodeKind::Group { mean, children: Vec::new() }, name)
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

fn steps(framework: &Framework, leaves: &[Leaf], panel: &Panel) -> Result<(Vec<LeafStep>, Mean, f64)> {
    let wrong = |at: usize, zh: &str, en: &str| {
        Error::new(
            Code::BadSteps,
            &format!("$.steps[{at}]"),
            Text::new(zh, en),
            Text::new(
                "步骤依次为 denominate（有比率时）、normalise、aggregate；aggregate 只有一步，且在最后。",
                "Steps are denominate (where there are ratios), normalise, aggregate; aggregate stands once, and last.",
            ),
        )
    };
    let mut resolved = Vec::new();
    for (at, step) in framework.steps.iter().enumerate() {
        let last = at + 1 == framework.steps.len();
        match step {
            Step::Denominate {} => {
                if !resolved.is_empty() {
                    return Err(wrong(
                        at,
                        "denominate 须为第一步，且只有一步。",
                        "denominate must come first, and once.",
                    ));
                }
                resolved.push(LeafStep::Denominate);
            }
            Step::Normalise { scope, .. } => {
                let leaves = normalisations(step, leaves).map_err(|e| e.item(at).within("$.steps"))?;
                let scope =
                    ResolvedScope::resolve(scope, panel).map_err(|e| e.member("scope").item(at).within("$.steps"))?;
                resolved.push(LeafStep::Normalise { scope, leaves });
            }
            Step::Aggregate { method, minimum_share } => {
                if !last {
                    return Err(wrong(at, "aggregate 之后不能再有步骤。", "No step may follow aggregate."));
                }
                if !(0.0..=1.0).contains(minimum_share) {
                    return Err(Error::new(
                        Code::BadParameter,
                        &format!("$.steps[{at}].minimum_share"),
                        Text::new("minimum_share 须在 0 与 1 之间。", "minimum_share must lie between 0 and 1."),
                        Text::new(
                            "例如 0.5：至少一半的下级有数据。",
                            "For example 0.5: at least half of the children have figures.",
                        ),
                    ));
                }
                let ratio = leaves.iter().position(|l| matches!(l.source, Source::Ratio { .. }));
                if let (Some(ratio), false) = (ratio, matches!(resolved.first(), Some(LeafStep::Denominate))) {
                    let id = &leaves[ratio].id;
                    return Err(wrong(
                        at,
                        &format!("指标“{id}”是比率，但没有 denominate 步骤。"),
                        &format!("Indicator \"{id}\" is a ratio, but there is no step denominate."),
                    ));
                }
                return Ok((resolved, *method, *minimum_share));
            }
        }
    }
    Err(wrong(framework.steps.len(), "缺少 aggregate 步骤。", "The step aggregate is missing."))
}

fn normalisations(step: &Step, leaves: &[Leaf]) -> Result<Vec<Normalisation>> {
    let Step::Normalise { parameters: general, overrides, .. } = step else {
        return Ok(Vec::new());
    };
    if let Some(id) = overrides.0.iter().map(|(id, _)| id).find(|id| !leaves.iter().any(|l| l.id == **id)) {
        return Err(Error::new(
            Code::UnknownIndicator,
            &format!(".overrides.{id}"),
            Text::new(format!("没有指标“{id}”。"), format!("There is no indicator \"{id}\".")),
            Text::new("请使用 indicators 中的 id。", "Use an id of indicators."),
        ));
    }
    let one = |leaf: &Leaf| {
        let own = overrides.get(&leaf.id);
        let parameters = own.map_or_else(|| general.clone(), |o| o.or(general));
        Normalisation::resolve(&parameters, f64::from(leaf.direction)).map_err(|(name, zh, en)| {
            let id = &leaf.id;
            let place = if own.is_some() { format!(".overrides.{id}.{name}") } else { format!(".{name}") };
            Error::new(
                Code::BadParameter,
                &place,
                Text::new(format!("指标“{id}”：{name} {zh}。"), format!("Indicator \"{id}\": {name} {en}.")),
                Text::new("请修改该参数。", "Mend this parameter."),
            )
        })
    };
    leaves.iter().map(one).collect()
}
