//! Finds weights.

use super::StepKind;
use crate::error::{Code, Error, Result};
use crate::index::framework::Step;
use crate::index::weigh::Weigh;
use crate::index::{height, ResolvedModel};
use crate::text::Text;

/// Finds weights.
pub static WEIGH: StepKind = StepKind {
    word: "weigh",
    read: |json, methods| Weigh::read(json, &methods.weightings).map(Step::Weigh),
    resolve: |step, resolver| {
        let Step::Weigh(weigh) = step else { return Ok(()) };
        resolver.weigh = Some(Box::new(weigh.clone()));
        Ok(())
    },
};

/// Whether there are nodes at the levels that are to be weighed.
pub(crate) fn levels_exist(model: &mut ResolvedModel) -> Result<()> {
    let (framework, nodes) = (&model.framework, &model.nodes);
    for (at, step) in framework.steps.iter().enumerate() {
        let Step::Weigh(weigh) = step else { continue };
        let top = height(nodes, 0);
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
    Ok(())
}
