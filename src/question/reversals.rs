//! Pairs that change their order when a unit is left out.

use super::{given, question};
use crate::error::{Code, Error};
use crate::index::Model;
use crate::robustness::rank_reversals::{without_unit, Removal, REMOVAL};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Which unit is left out, and by which node the others are ranked.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReversalsRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The unit that is left out, by code or name; each, one at a time, where none is named.
    #[serde(default)]
    pub unit: Option<String>,
}

crate::json::readable!(ReversalsRequest { period, node, unit });

/// Pairs that change their order.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reversals {
    /// A row for every pair that is reversed by leaving out a unit; empty where none is.
    pub rows: Vec<Reversal>,
    /// The units left out, with how many pairs each reverses.
    pub removed: Vec<RemovedUnit>,
}

/// A pair that is in another order without a unit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reversal {
    /// The code of the unit left out.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The code of the unit that was above, and is below.
    pub falls: String,
    /// The code of the other.
    pub rises: String,
    /// The ranks among the others as it was: of the one that falls.
    pub falls_before: f64,
    /// Without the unit.
    pub falls_after: f64,
    /// Of the one that rises.
    pub rises_before: f64,
    /// Without the unit.
    pub rises_after: f64,
}

/// A unit that was left out.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RemovedUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// How many pairs change their order; none where the framework cannot be computed without it.
    pub pairs: Option<usize>,
    /// Why it cannot.
    pub problem: Option<Text>,
}

crate::json::shown!(Reversals { rows, removed });
crate::json::shown!(Reversal { code, unit, falls, rises, falls_before, falls_after, rises_before, rises_after });
crate::json::shown!(RemovedUnit { code, unit, pairs, problem });

question!(
    /// The row of the question.
    REVERSALS = "reversals",
    (
        "剔除一个地区后次序颠倒的地区对（逆序）。",
        "Rank reversals: the pairs of units that change their order when another unit is left out."
    ),
    ReversalsRequest,
    reversals
);

/// Units that are left out one at a time, at most: for each all is computed, and every pair is looked at.
const MOST: usize = 400;

/// See [`without_unit`].
///
/// # Errors
/// `unknown_period`, `unknown_node`, `unknown_unit`; `bad_parameter` where there are more than 400 units and none is named.
pub fn reversals(model: &Model, request: &ReversalsRequest) -> Result<Reversals> {
    let period = given::period(model, request.period.as_deref())?;
    let node = given::node(model, request.node.as_deref())?;
    let inner = model.inner();
    inner.one_set_of_weights(REMOVAL)?;
    let units = match request.unit.as_deref() {
        Some(named) => vec![given::unit(model, named)?],
        None if inner.by_code.len() > MOST => return Err(too_many()),
        None => inner.by_code.clone(),
    };
    let mut answer = Reversals { rows: Vec::new(), removed: Vec::new() };
    let unit_of = |unit: usize| &model.panel().units()[unit];
    for unit in units {
        let (pairs, problem) = match without_unit(model, period, node, unit) {
            Ok(removal) => {
                answer.rows.extend(removal.pairs.iter().map(|pair| row(model, &removal, *pair)));
                (Some(removal.pairs.len()), None)
            }
            Err(fault) => (None, Some(fault.message.clone())),
        };
        let (code, unit) = (unit_of(unit).code.clone(), unit_of(unit).name.clone());
        answer.removed.push(RemovedUnit { code, unit, pairs, problem });
    }
    Ok(answer)
}

fn row(model: &Model, removal: &Removal, (falls, rises): (usize, usize)) -> Reversal {
    let unit = |at: usize| &model.panel().units()[at];
    Reversal {
        code: unit(removal.unit).code.clone(),
        unit: unit(removal.unit).name.clone(),
        falls: unit(falls).code.clone(),
        rises: unit(rises).code.clone(),
        falls_before: removal.before[falls],
        falls_after: removal.after[falls],
        rises_before: removal.before[rises],
        rises_after: removal.after[rises],
    }
}

fn too_many() -> Error {
    Error::new(
        Code::BadParameter,
        ".unit",
        Text::new(format!("地区超过{MOST}个，不逐一剔除。"), format!("There are more than {MOST} units to leave out.")),
        Text::new("请指明要剔除的地区。", "Name the unit to leave out."),
    )
}
