//! Ratios: every indicator with a denominator is divided by it.

use super::StepKind;
use crate::index::framework::Step;
use crate::index::LeafStep;
use crate::json;

/// Divides by another indicator.
pub static DENOMINATE: StepKind = StepKind {
    word: "denominate",
    read: |json, _| json::only(json, &["step"]).map(|()| Step::Denominate {}),
    resolve: |_, resolver| {
        if !resolver.steps.is_empty() {
            return Err(resolver.wrong("denominate 须为第一步，且只有一步。", "denominate must come first, and once."));
        }
        resolver.steps.push(LeafStep::Denominate);
        Ok(())
    },
};
