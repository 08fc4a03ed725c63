//! Puts figures in place of those that are missing.

use super::StepKind;
use crate::index::framework::Step;
use crate::index::impute::{Impute, ImputeSpec};
use crate::index::LeafStep;

/// Imputes.
pub static IMPUTE: StepKind = StepKind {
    word: "impute",
    read: |json, methods| ImputeSpec::read(json, &methods.imputations, &["step"], true).map(Step::Impute),
    resolve: |step, resolver| {
        let Step::Impute(chosen) = step else { return Ok(()) };
        let impute = Impute::resolve(chosen, resolver.panel, &resolver.framework.references(resolver.panel))
            .map_err(|e| resolver.within(e))?;
        resolver.steps.push(LeafStep::Wide(Box::new(impute)));
        Ok(())
    },
};
