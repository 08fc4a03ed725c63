//! What requests have in common: nodes, units, periods and parts of the units, found in a model with the member that named them.

use crate::area::Area;
use crate::error::{Error, Result};
use crate::index::Model;
use crate::period::Period;

/// The number of a node; of the index where none is named.
pub(super) fn node(model: &Model, named: Option<&str>) -> Result<usize> {
    named.map_or(Ok(0), |id| model.node(id)).map_err(|error| error.member("node"))
}

/// The number of a unit, by its code or name.
pub(super) fn unit(model: &Model, named: &str) -> Result<usize> {
    model.panel().find_unit(named)
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
