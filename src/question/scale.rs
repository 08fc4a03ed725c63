//! The scale on which normalised figures and scores are: what a full score is.

use crate::error::{Code, Error, Result};
use crate::index::framework::Step;
use crate::index::normalise::{Parameters, MIN_MAX, UPPER};
use crate::index::Model;
use crate::text::Text;

/// What a full score is by the framework, one an indicator: the upper end of the scale of its normalisation, 1 where that
/// states none.
pub(super) fn full(model: &Model, given: Option<f64>) -> Result<Vec<f64>> {
    let ids = || model.inner().leaves.iter().map(|leaf| leaf.id.as_str());
    if let Some(given) = given {
        return match given.is_finite() && given > 0.0 {
            true => Ok(ids().map(|_| given).collect()),
            false => Err(wrong("满分须为大于零的数。", "A full score is a number above zero.")),
        };
    }
    let last = model.framework().steps.iter().rev().find_map(|step| match step {
        Step::Normalise { parameters, overrides, .. } => Some((parameters, overrides)),
        _ => None,
    });
    Ok(ids()
        .map(|id| match last {
            Some((step, overrides)) => upper(&overrides.get(id).map_or_else(|| step.clone(), |own| own.or(step))),
            None => 1.0,
        })
        .collect())
}

/// The full score of nodes, where all indicators below have the same.
pub(super) fn full_of(model: &Model, nodes: &[usize], given: Option<f64>) -> Result<f64> {
    let all = full(model, given)?;
    let below: Vec<usize> = nodes.iter().flat_map(|node| model.inner().leaves_below(*node)).collect();
    let first = below.first().map_or(1.0, |leaf| all[*leaf]);
    match below.iter().all(|leaf| all[*leaf] == first) {
        true => Ok(first),
        false => Err(wrong(
            "各指标标准化后的满分不同，无法确定得分的满分。",
            "The indicators are not on one scale, so that nothing says what a full score is.",
        )),
    }
}

fn upper(chosen: &Parameters) -> f64 {
    let method = chosen.method.unwrap_or(&MIN_MAX);
    let has_ends = method.parameters.iter().any(|parameter| parameter.name() == "upper");
    let written = chosen.get(&UPPER).filter(|_| has_ends);
    written.or(method.ends.map(|(_, upper)| upper)).unwrap_or(1.0)
}

fn wrong(zh: &str, en: &str) -> Error {
    let hint = Text::new("请写明 full，例如 100。", "State full, for example 100.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint).member("full")
}
