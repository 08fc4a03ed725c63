//! Units of measure that an index puts together without normalising them.

use crate::index::{NodeKind, ResolvedModel};
use crate::text::Text;

/// Aggregations whose ranks do not depend on the units of measure of what they combine.
const FREE_OF_SCALE: [&str; 5] = ["geometric", "topsis", "copeland", "benefit_of_the_doubt", "chained"];

/// The units of measure that a group combines as they are, each once and in the order of its indicators; of these alone
/// something is wrong where there are two. None where the framework normalises, or the group's aggregation does not ask.
/// Indicators whose unit of measure is not known are left out.
pub(crate) fn mixed(inner: &ResolvedModel, group: usize) -> Vec<String> {
    let NodeKind::Group { aggregation, children, .. } = &inner.nodes[group].kind else { return Vec::new() };
    let normalised = inner.steps.iter().any(|step| step.name() == "normalise");
    if normalised || FREE_OF_SCALE.contains(&aggregation.word) {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    for child in children {
        if let NodeKind::Leaf(leaf) = inner.nodes[*child].kind {
            let measure = inner.leaves[leaf].measure.trim();
            if !measure.is_empty() && !found.iter().any(|known| known == measure) {
                found.push(measure.to_owned());
            }
        }
    }
    found
}

/// What is said of such a group.
pub(crate) fn message(group: &Text, measures: &[String]) -> Text {
    Text::new(
        format!("“{}”未经标准化就把{}直接合成，数值大的单位会左右结果。", group.zh, measures.join("、")),
        format!(
            "\"{}\" combines {} without normalising them: the one with the larger numbers decides.",
            group.en,
            measures.join(", ")
        ),
    )
}
