//! The names of a scenario's changes, looked up in the panel.

use super::change::{changeable, not_a_value, ResolvedChange};
use super::{Change, OneOrMany, Ops, ScenarioSpec};
use crate::error::{Code, Error, Result};
use crate::json::{self, Show};
use crate::panel::{unknown_column, Panel};
use crate::text::Text;

/// All changes of a scenario.
///
/// # Errors
/// At the JSON path of the change: `unknown_unit`, `unknown_column`, `unknown_period`, `ratio_not_changeable`, `keep_conflict`,
/// `bad_parameter`; `bad_json`, where an operation is none of `ops`.
pub(super) fn resolve(panel: &Panel, spec: &ScenarioSpec, ops: &Ops) -> Result<Vec<ResolvedChange>> {
    let resolved = |(at, change): (usize, &Change)| {
        let resolved = resolve_one(panel, change, ops).map_err(|e| e.item(at).within("$.changes"))?;
        Ok(match &ops.funds {
            Some(funds) => ResolvedChange { fund: (funds.resolve)(panel, spec, at, &resolved)?, ..resolved },
            None => resolved,
        })
    };
    spec.changes.iter().enumerate().map(resolved).collect()
}

/// A change, without what follows from it as a `fund`; places of errors are relative to the change.
fn resolve_one(panel: &Panel, change: &Change, ops: &Ops) -> Result<ResolvedChange> {
    let column = |id: &String| panel.indicator(id).ok_or_else(|| unknown_column(id));
    let columns = |ids: &[String], member: &str| -> Result<Vec<usize>> {
        ids.iter().map(column).collect::<Result<_>>().map_err(|e| e.member(member))
    };
    let units = units(panel, &change.unit).map_err(|e| e.member("unit"))?;
    let indicators = columns(change.indicator.ids(), "indicator")?;
    let keep = columns(&change.keep, "keep")?;
    for at in &indicators {
        changeable(&panel.indicators()[*at]).map_err(|e| e.member("indicator"))?;
        if keep.contains(at) {
            return Err(both_changed_and_kept(&panel.indicators()[*at].id));
        }
    }
    let period = change.period.as_ref().map(|p| p.parse().and_then(|p| panel.find_period(p)));
    let period = period.transpose().map_err(|e| e.member("period"))?;
    json::word(&change.op.show(), ops.words).map_err(|e| e.member("op"))?;
    if !change.value.is_finite() {
        return Err(not_a_value().member("value"));
    }
    Ok(ResolvedChange { units, indicators, period, op: change.op, value: change.value, keep, fund: None })
}

/// The units that are named; all of them for `"*"`.
fn units(panel: &Panel, named: &OneOrMany) -> Result<Vec<usize>> {
    match named {
        OneOrMany::One(all) if all == "*" => Ok((0..panel.units().len()).collect()),
        units => units.ids().iter().map(|code| panel.find_unit(code)).collect(),
    }
}

fn both_changed_and_kept(id: &str) -> Error {
    Error::new(
        Code::KeepConflict,
        ".keep",
        Text::new(format!("“{id}”既要改变又要固定。"), format!("\"{id}\" is both changed and kept.")),
        Text::new("请从 keep 中删去它。", "Take it out of keep."),
    )
}
