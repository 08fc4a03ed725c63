//! Reading a scenario, with the operations that there are.

use super::{Assumptions, Change, Ops, ScenarioSpec};
use crate::error::Result;
use crate::json::{self, Json, Read};

impl ScenarioSpec {
    /// Reads a scenario; what it says is checked when it meets a panel, in [`Scenario::new`](super::Scenario::new).
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        ScenarioSpec::from_json_with(json, &Ops::all())
    }

    /// As [`ScenarioSpec::from_json`], with some of the operations.
    ///
    /// # Errors
    /// As there.
    pub fn from_json_with(json: &str, ops: &Ops) -> Result<Self> {
        ScenarioSpec::read_with(&json::parse(json)?, ops).map_err(|e| e.within("$"))
    }

    fn read_with(json: &Json, ops: &Ops) -> Result<Self> {
        json::only(json, &["name", "changes", "assumptions"])?;
        let changes = |json: &Json| json::items_by(json, |change| Change::read_with(change, ops));
        Ok(ScenarioSpec {
            name: json::member(json, "name")?,
            changes: json::needed_by(json, "changes", changes)?,
            assumptions: assumptions(json, ops)?,
        })
    }
}

impl Read for ScenarioSpec {
    fn read(json: &Json) -> Result<Self> {
        ScenarioSpec::read_with(json, &Ops::all())
    }
}

impl Change {
    fn read_with(json: &Json, ops: &Ops) -> Result<Self> {
        let known = &["unit", "indicator", "period", "op", "value", "keep", "assumptions"];
        json::only(json, if ops.funds.is_some() { known } else { &known[..6] })?;
        Ok(Change {
            unit: json::member(json, "unit")?,
            indicator: json::member(json, "indicator")?,
            period: json::member(json, "period")?,
            op: json::needed_by(json, "op", |op| json::word(op, ops.words))?,
            value: json::member(json, "value")?,
            keep: json::member_or(json, "keep", Vec::new)?,
            assumptions: assumptions(json, ops)?,
        })
    }
}

/// The member `assumptions`, where there is something that computes with it.
fn assumptions(json: &Json, ops: &Ops) -> Result<Option<Assumptions>> {
    match &ops.funds {
        Some(funds) => json::member_by(json, "assumptions", funds.read),
        None => Ok(None),
    }
}
