//! What requests have in common: nodes, units, periods and parts of the units, found in a model with the member that named them.

use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::scenario::OneOrMany;
use crate::text::Text;

/// The number of a node; of the index where none is named.
pub(super) fn node(model: &Model, named: Option<&str>) -> Result<usize> {
    named.map_or(Ok(0), |id| model.node(id)).map_err(|error| error.member("node"))
}

/// The numbers of the units that are named, by code or name, each once; none where all are meant. Each has to be in the area.
pub(super) fn units(model: &Model, named: Option<&OneOrMany>, area: Option<Area>) -> Result<Option<Vec<usize>>> {
    let one = |written: &String| {
        let unit = model.panel().find_unit(written)?;
        match model.panel().is_in(unit, area) {
            true => Ok(unit),
            false => Err(outside(written)),
        }
    };
    let found = match named {
        None => return Ok(None),
        Some(OneOrMany::One(written)) => one(written).map(|unit| vec![unit]),
        Some(OneOrMany::Many(list)) => {
            list.iter().enumerate().map(|(at, each)| one(each).map_err(|error| error.item(at))).collect()
        }
    };
    let mut units: Vec<usize> = found.map_err(|error: Error| error.member("unit"))?;
    units.sort_unstable();
    units.dedup();
    Ok(Some(units))
}

fn outside(written: &str) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(
            format!("“{written}”不在所选范围（region）内。"),
            format!("\"{written}\" is not of the region asked for."),
        ),
        Text::new("请改选该地区所在的范围，或不写 region。", "Name a region that it is in, or leave out region."),
    )
}

/// The part of the units that is asked for; all where none is.
pub(super) fn area(model: &Model, named: Option<&str>) -> Result<Option<Area>> {
    named.map(|written| model.panel().area(written)).transpose().map_err(|error: Error| error.member("region"))
}

/// A period of the panel.
pub(super) fn period(model: &Model, written: &str) -> Result<Period> {
    let period = written.parse()?;
    model.panel().find_period(period)?;
    Ok(period)
}

/// The periods that are named, each of the panel, in the order of time and each once; all where none is.
pub(super) fn periods(model: &Model, named: Option<&[String]>) -> Result<Vec<Period>> {
    let Some(named) = named else { return Ok(model.panel().periods().to_vec()) };
    let one = |(at, written): (usize, &String)| period(model, written).map_err(|error: Error| error.item(at));
    let mut periods: Vec<Period> =
        named.iter().enumerate().map(one).collect::<Result<_>>().map_err(|error| error.member("periods"))?;
    periods.sort_unstable();
    periods.dedup();
    Ok(periods)
}
