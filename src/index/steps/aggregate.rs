//! Combines upwards.

use super::{bad_parameter, StepKind};
use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Aggregation, Combine, Rule};
use crate::index::framework::Step;
use crate::index::{LeafStep, NodeKind, ResolvedModel, Source};
use crate::json;
use crate::panel::Panel;
use crate::text::Text;

/// Aggregates.
pub static AGGREGATE: StepKind = StepKind {
    word: "aggregate",
    read: |json, methods| {
        Ok(Step::Aggregate {
            method: Combine::read(json, &methods.aggregations, &["step", "minimum_share"], true)?,
            minimum_share: json::member_or(json, "minimum_share", f64::default)?,
        })
    },
    resolve: |step, resolver| {
        let Step::Aggregate { method, minimum_share } = step else { return Ok(()) };
        if !resolver.is_last() {
            return Err(resolver.wrong("aggregate 之后不能再有步骤。", "No step may follow aggregate."));
        }
        if !(0.0..=1.0).contains(minimum_share) {
            return Err(resolver.no_share("minimum_share"));
        }
        let ratio = resolver.leaves.iter().find(|l| matches!(l.source, Source::Ratio { .. }));
        if let (Some(leaf), false) = (ratio, matches!(resolver.steps.first(), Some(LeafStep::Denominate))) {
            let id = &leaf.id;
            return Err(resolver.wrong(
                &format!("指标“{id}”是比率，但没有 denominate 步骤。"),
                &format!("Indicator \"{id}\" is a ratio, but there is no step denominate."),
            ));
        }
        let rule = rule(method, resolver.panel, &format!("$.steps[{}]", resolver.at))?;
        resolver.aggregate = Some((rule, *minimum_share));
        Ok(())
    },
};

/// An aggregation that fits, at its place.
pub(crate) fn rule(combine: &Combine, panel: &Panel, place: &str) -> Result<(&'static Aggregation, Rule)> {
    let rule = combine.resolve(panel).map_err(|e| e.within(place))?;
    let rule = rule.map_err(|(member, zh, en)| {
        bad_parameter(&format!("{place}.{member}"), &format!("{member} {zh}。"), &format!("{member} {en}."))
    })?;
    Ok((combine.row(), rule))
}

/// Whether groups that are combined over periods have indicators as children.
pub(crate) fn children_are_indicators(model: &mut ResolvedModel) -> Result<()> {
    let nodes = &model.nodes;
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
