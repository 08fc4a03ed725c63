//! What requests have in common: nodes, units, periods and parts of the units, found in a model with the member that named them.

use crate::area::Area;
use crate::error::{Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::robustness::{Uncertainty, UncertaintySpec};

/// The number of a node; of the index where none is named.
pub(super) fn node(model: &Model, named: Option<&str>) -> Result<usize> {
    named.map_or(Ok(0), |id| model.node(id)).map_err(|error| error.member("node"))
}

/// The number of a unit, by its code or name.
pub(super) fn unit(model: &Model, named: &str) -> Result<usize> {
    model.panel().find_unit(named).map_err(|error| error.member("unit"))
}

/// A period of the panel; the newest in which every indicator has figures, or the newest of all, where none is named.
pub(super) fn period(model: &Model, named: Option<&str>) -> Result<Period> {
    let Some(written) = named else {
        let newest = || model.panel().periods().last().copied();
        return Ok(model.newest_complete().or_else(newest).unwrap_or(Period::year(0)));
    };
    period_of(model, written, "period")
}

/// The period of the panel that a member names.
pub(super) fn period_of(model: &Model, written: &str, member: &str) -> Result<Period> {
    let found = || {
        let period = written.parse()?;
        model.panel().find_period(period)?;
        Ok(period)
    };
    found().map_err(|error: Error| error.member(member))
}

/// Draws by a specification, or by what the framework says; draws and seed win over what either says.
pub(super) fn uncertainty(
    model: &Model,
    period: Period,
    spec: Option<&UncertaintySpec>,
    draws: Option<usize>,
    seed: Option<usize>,
) -> Result<Uncertainty> {
    let (mut spec, place) = match spec {
        Some(spec) => (spec.clone(), "$.spec"),
        None => (UncertaintySpec::of(model.framework())?, "$.uncertainty"),
    };
    spec.draws = draws.or(spec.draws);
    spec.seed = seed.or(spec.seed);
    Uncertainty::new(model, &spec, period).map_err(|error| error.relocated("$", place))
}

/// The part of the units that is asked for; all where none is.
pub(super) fn area(model: &Model, named: Option<&str>) -> Result<Option<Area>> {
    named.map(|written| model.panel().area(written)).transpose().map_err(|error: Error| error.member("region"))
}

/// The periods that are named, each of the panel, in the order of time and each once; all where none is.
pub(super) fn periods(model: &Model, named: Option<&[String]>) -> Result<Vec<Period>> {
    let Some(named) = named else { return Ok(model.panel().periods().to_vec()) };
    let period = |(at, written): (usize, &String)| -> Result<Period> {
        let period = written.parse()?;
        model.panel().find_period(period)?;
        Ok(period).map_err(|error: Error| error.item(at))
    };
    let mut periods: Vec<Period> =
        named.iter().enumerate().map(period).collect::<Result<_>>().map_err(|error| error.member("periods"))?;
    periods.sort_unstable();
    periods.dedup();
    Ok(periods)
}
