//! A framework with other methods in place of its own.

use crate::index::framework::{Framework, Step};
use crate::index::impute::ImputeSpec;
use crate::index::normalise::Parameters;
use crate::index::treat::TreatSpec;

/// One alternative of every step that varies; `None` leaves it as the framework has it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Choice<'a> {
    pub treat: Option<&'a TreatSpec>,
    pub impute: Option<&'a ImputeSpec>,
    pub normalise: Option<&'a Parameters>,
}

impl Choice<'_> {
    /// The framework with these alternatives in place of its own.
    pub fn applied_to(self, framework: &Framework) -> Framework {
        let mut framework = framework.clone();
        let steps = &mut framework.steps;
        let last = |steps: &[Step], name: &str| steps.iter().rposition(|s| s.name() == name);
        if let (Some(own), Some(at)) = (self.treat, last(steps, "treat")) {
            if let Step::Treat { parameters, .. } = &mut steps[at] {
                *parameters = own.or(parameters);
            }
        }
        if let (Some(own), Some(at)) = (self.impute, last(steps, "impute")) {
            steps[at] = Step::Impute(own.clone());
        }
        if let (Some(own), Some(at)) = (self.normalise, last(steps, "normalise")) {
            if let Step::Normalise { parameters, overrides, .. } = &mut steps[at] {
                *parameters = own.clone();
                overrides.0.clear();
            }
        }
        framework
    }
}
