//! Brings indicators to a common scale.

use super::{each_leaf, StepKind};
use crate::index::framework::Step;
use crate::index::normalise::{Normalisation, Parameters, Scope};
use crate::index::{LeafStep, ResolvedIndicator, ResolvedScope};
use crate::json;

/// Normalises.
pub static NORMALISE: StepKind = StepKind {
    word: "normalise",
    read: |json, methods| {
        let rows = &methods.normalisations;
        Ok(Step::Normalise {
            parameters: Parameters::read(json, rows, &["step", "scope", "overrides"], true)?,
            scope: json::member_or(json, "scope", Scope::default)?,
            overrides: Parameters::read_overrides(json, rows)?,
        })
    },
    resolve: |step, resolver| {
        let Step::Normalise { parameters, scope, overrides } = step else { return Ok(()) };
        let one = |leaf: &ResolvedIndicator, own: &Parameters| {
            Normalisation::resolve(own, f64::from(leaf.direction), scope, resolver.panel)
        };
        let leaves = each_leaf(parameters, overrides, resolver.leaves, one).map_err(|e| resolver.within(e))?;
        let scope = ResolvedScope::resolve(scope, resolver.panel).map_err(|e| resolver.within(e.member("scope")))?;
        resolver.steps.push(LeafStep::Normalise { scope, leaves });
        Ok(())
    },
};
