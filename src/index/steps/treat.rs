//! Brings outliers in.

use super::{each_leaf, StepKind};
use crate::index::framework::Step;
use crate::index::normalise::Scope;
use crate::index::treat::{Treat, TreatSpec};
use crate::index::{LeafStep, ResolvedScope};
use crate::json;

/// Treats.
pub static TREAT: StepKind = StepKind {
    word: "treat",
    read: |json, methods| {
        let rows = &methods.treatments;
        Ok(Step::Treat {
            parameters: TreatSpec::read(json, rows, &["step", "scope", "overrides"], false)?,
            scope: json::member(json, "scope")?,
            overrides: TreatSpec::read_overrides(json, rows)?,
        })
    },
    resolve: |step, resolver| {
        let Step::Treat { parameters, scope, overrides } = step else { return Ok(()) };
        let one = |_: &_, own: &TreatSpec| Treat::resolve(own);
        let leaves = each_leaf(parameters, overrides, resolver.leaves, one).map_err(|e| resolver.within(e))?;
        let scope = scope.as_ref().unwrap_or_else(|| scope_after(&resolver.framework.steps[resolver.at..]));
        let scope = ResolvedScope::resolve(scope, resolver.panel).map_err(|e| resolver.within(e.member("scope")))?;
        resolver.steps.push(LeafStep::Treat { scope, leaves });
        Ok(())
    },
};

/// The scope of the next step `normalise`: whose figures make the scale, decide what is done with them before.
fn scope_after(steps: &[Step]) -> &Scope {
    let next = steps.iter().find_map(|step| match step {
        Step::Normalise { scope, .. } => Some(scope),
        _ => None,
    });
    next.unwrap_or(&Scope::Period)
}
