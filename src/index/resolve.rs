//! From the framework as it is written to one that can be computed: everything wrong is found here.

use super::coverage::has_figure;
use super::methods::Methods;
use super::normalise::{Normalisation, Parameters};
use super::{Columns, Inner, Leaf, LeafStep, Node, NodeKind, ResolvedScope, Source};
use crate::error::{Code, Error, Result};
#[cfg(feature = "methods")]
use crate::framework::uncertainty::UncertaintySpec;
use crate::framework::{Framework, IndicatorSpec, NodeSpec, Step};
use crate::index::aggregate::{Aggregation, Combine, Rule};
#[cfg(feature = "methods")]
use crate::index::impute::Impute;
use crate::index::normalise::Scope;
use crate::index::treat::{Treat, TreatSpec};
use crate::json::Members;
use crate::panel::Panel;
use crate::ranking::natural;
use crate::text::Text;

pub(super) fn resolve(panel: Panel, framework: Framework, methods: &Methods) -> Result<Inner> {
    let mut leaves: Vec<Leaf> = Vec::with_capacity(framework.indicators.len());
    for (at, spec) in framework.indicators.iter().enumerate() {
        if leaves.iter().any(|l| l.id == spec.id) {
            return Err(duplicate(&spec.id).member("id").item(at).within("$.indicators"));
        }
        leaves.push(leaf(spec, &panel).map_err(|e| e.item(at).within("$.indicators"))?);
    }
    let resolved = steps(&framework, &leaves, &panel)?;
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
    #[cfg(feature = "methods")]
    {
        levels(&framework, &nodes)?;
        let uncertainty =
            framework.uncertainty.is_some().then(|| UncertaintySpec::of_with(&framework, methods)).transpose()?;
        let checked = uncertainty.map_or(Ok(()), |spec| spec.check(&framework, super::height(&nodes, 0)));
        checked.map_err(|e| e.within("$.uncertainty"))?;
    }
    #[cfg(feature = "methods")]
    let notes = super::notes::read(&framework, &nodes)?;
    Ok(Inner {
        by_code: natural(panel.units().iter().map(|u| u.code.as_str())),
        panel,
        framework,
        methods: methods.clone(),
        leaves,
        nodes,
        steps: resolved.steps,
        minimum_share: resolved.minimum_share,
        #[cfg(feature = "methods")]
        weigh: resolved.weigh,
        #[cfg(feature = "methods")]
        notes,
        newest_complete,
    })
}

/// An aggregation that fits, at its place.
fn rule(combine: &Combine, panel: &Panel, place: &str) -> Result<(&'static Aggregation, Rule)> {
    let bad = |(member, zh, en): super::methods::Fault| {
        Error::new(
            Code::BadParameter,
            &format!("{place}.{member}"),
            Text::new(format!("{member} {zh}。"), format!("{member} {en}.")),
            Text::new("请修改该参数。", "Mend this parameter."),
        )
    };
    let rule = combine.resolve(panel).map_err(|e| e.within(place))?.map_err(bad)?;
    Ok((combine.row(), rule))
}

/// Whether there are nodes at the levels that are to be weighed, and chains stand on indicators.
#[cfg(feature = "methods")]
fn levels(framework: &Framework, nodes: &[Node]) -> Result<()> {
    let height = |at: usize| super::height(nodes, at);
    for (at, step) in framework.steps.iter().enumerate() {
        let Step::Weigh(weigh) = step else { continue };
        let top = height(0);
        if let Some(wrong) = weigh.levels.iter().flatten().find(|l| **l == 0 || **l >= top) {
            return Err(Error::new(
                Code::BadParameter,
                &format!("$.steps[{at}].levels"),
                Text::new(
                    format!("没有第 {wrong} 层：指标为第 1 层，指数为第 {top} 层。"),
                    format!("There is no level {wrong}: indicators are level 1, the index is level {top}."),
                ),
                Text::new("请使用指数以下的层。", "Use levels below the index."),
            ));
        }
    }
    for node in nodes {
        let NodeKind::Group { rule: Rule::OverPeriods(_), children, .. } = &node.kind else { continue };
        if children.iter().any(|c| matches!(nodes[*c].kind, NodeKind::Group { .. })) {
            return Err(Error::new(
                Code::BadParameter,
                "$.tree",
                Text::new(
                    format!("“{}”按环比连乘（chained），其下级须为指标。", node.id),
                    format!("\"{}\" is chained, so its children must be indicators.", node.id),
                ),
                Text::new("请换用别的 aggregate，或调整指标树。", "Use another aggregate, or change the tree."),
            ));
        }
    }
    Ok(())
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
                    Some(own) => rule(own, self.panel, &format!("{place}.aggregate"))?,
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

/// The steps, resolved.
struct Steps {
    steps: Vec<LeafStep>,
    rule: (&'static Aggregation, Rule),
    minimum_share: f64,
    #[cfg(feature = "methods")]
    weigh: Option<super::weigh::Weigh>,
}

fn steps(framework: &Framework, leaves: &[Leaf], panel: &Panel) -> Result<Steps> {
    let wrong = |at: usize, zh: &str, en: &str| {
        Error::new(
            Code::BadSteps,
            &format!("$.steps[{at}]"),
            Text::new(zh, en),
            Text::new(
                "denominate（有比率时）在最前，aggregate 只有一步，且在最后；其余步骤按所写顺序进行。",
                "denominate (where there are ratios) comes first, aggregate once and last; others run as they stand.",
            ),
        )
    };
    let mut resolved: Vec<LeafStep> = Vec::new();
    #[cfg(feature = "methods")]
    let mut weigh = None;
    for (at, step) in framework.steps.iter().enumerate() {
        let last = at + 1 == framework.steps.len();
        let within = |e: Error| e.item(at).within("$.steps");
        #[cfg(feature = "methods")]
        if weigh.is_some() && !last {
            return Err(wrong(at, "weigh 之后只能是 aggregate。", "Only aggregate may follow weigh."));
        }
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
            #[cfg(feature = "methods")]
            Step::Screen(screen) => {
                for (name, threshold) in [("available", screen.available), ("non_zero", screen.non_zero)] {
                    if threshold.is_some_and(|t| !(0.0..=1.0).contains(&t)) {
                        return Err(share(&format!("$.steps[{at}].{name}"), name));
                    }
                }
                if resolved.iter().any(|s| matches!(s, LeafStep::Screen(_))) {
                    return Err(wrong(at, "screen 只能有一步。", "screen may stand once."));
                }
                resolved.push(LeafStep::Screen(*screen));
            }
            #[cfg(feature = "methods")]
            Step::Impute(parameters) => {
                resolved.push(LeafStep::Impute(Impute::resolve(parameters, panel).map_err(within)?));
            }
            Step::Treat { parameters, scope, overrides } => {
                let one = |own: Option<&TreatSpec>| {
                    Treat::resolve(&own.map_or_else(|| parameters.clone(), |o| o.or(parameters)))
                };
                let leaves = each_leaf(overrides, leaves, |_, own| one(own)).map_err(within)?;
                let scope = scope.as_ref().unwrap_or_else(|| scope_after(&framework.steps[at..]));
                let scope = ResolvedScope::resolve(scope, panel).map_err(|e| within(e.member("scope")))?;
                resolved.push(LeafStep::Treat { scope, leaves });
            }
            #[cfg(feature = "methods")]
            Step::Weigh(found) => weigh = Some(found.clone()),
            Step::Normalise { scope, parameters, overrides } => {
                let one = |leaf: &Leaf, own: Option<&Parameters>| {
                    let parameters = own.map_or_else(|| parameters.clone(), |o| o.or(parameters));
                    Normalisation::resolve(&parameters, f64::from(leaf.direction), scope, panel)
                };
                let leaves = each_leaf(overrides, leaves, one).map_err(within)?;
                let scope = ResolvedScope::resolve(scope, panel).map_err(|e| within(e.member("scope")))?;
                resolved.push(LeafStep::Normalise { scope, leaves });
            }
            Step::Aggregate { method, minimum_share } => {
                if !last {
                    return Err(wrong(at, "aggregate 之后不能再有步骤。", "No step may follow aggregate."));
                }
                if !(0.0..=1.0).contains(minimum_share) {
                    return Err(share(&format!("$.steps[{at}].minimum_share"), "minimum_share"));
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
                return Ok(Steps {
                    steps: resolved,
                    rule: rule(method, panel, &format!("$.steps[{at}]"))?,
                    minimum_share: *minimum_share,
                    #[cfg(feature = "methods")]
                    weigh,
                });
            }
        }
    }
    Err(wrong(framework.steps.len(), "缺少 aggregate 步骤。", "The step aggregate is missing."))
}

/// The scope of the next step `normalise`: whose figures make the scale, decide what is done with them before.
fn scope_after(steps: &[Step]) -> &Scope {
    let next = steps.iter().find_map(|step| match step {
        Step::Normalise { scope, .. } => Some(scope),
        _ => None,
    });
    next.unwrap_or(&Scope::Period)
}

fn share(place: &str, name: &str) -> Error {
    Error::new(
        Code::BadParameter,
        place,
        Text::new(format!("{name} 须在 0 与 1 之间。"), format!("{name} must lie between 0 and 1.")),
        Text::new("例如 0.5：至少一半有数据。", "For example 0.5: at least half of them have figures."),
    )
}

/// A step's method of every leaf, with its own parameters where it has some.
fn each_leaf<P, M>(
    overrides: &Members<P>,
    leaves: &[Leaf],
    one: impl Fn(&Leaf, Option<&P>) -> std::result::Result<M, super::methods::Fault>,
) -> Result<Vec<M>> {
    if let Some(id) = overrides.0.iter().map(|(id, _)| id).find(|id| !leaves.iter().any(|l| l.id == **id)) {
        return Err(Error::new(
            Code::UnknownIndicator,
            &format!(".overrides.{id}"),
            Text::new(format!("没有指标“{id}”。"), format!("There is no indicator \"{id}\".")),
            Text::new("请使用 indicators 中的 id。", "Use an id of indicators."),
        ));
    }
    let of = |leaf: &Leaf| {
        let own = overrides.get(&leaf.id);
        one(leaf, own).map_err(|(name, zh, en)| {
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
    leaves.iter().map(of).collect()
}
