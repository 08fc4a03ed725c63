//! A scenario as it is written.

use super::Assumptions;
use crate::error::Result;
use crate::json::{self, Json, Read};
use innodex_schema::schema;
use serde::Serialize;

/// A what-if, as it is written.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioSpec {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Applied in order, each on the result of the one before.
    pub changes: Vec<Change>,
    /// What is taken for granted, each with its source or the word "assumed": what `fund` computes with, and notes of the
    /// reader's own, which are shown, not computed with.
    #[serde(default)]
    #[schemars(with = "Option<super::assumptions::AssumptionsOrNote>")]
    #[ts(as = "Option<super::assumptions::AssumptionsOrNote>", optional)]
    pub assumptions: Option<Assumptions>,
}

/// One change. Only columns of the panel change, never ratios; accounts are kept true. A figure does not become negative, except
/// in a column that is below zero somewhere (balances, growth): the error `negative_figure`, or `account_exceeded` in an account.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The code (or, of a province, the name) of a unit, several, or `"*"` for all.
    pub unit: OneOrMany,
    /// A column of the panel, or several, changed one after the other.
    pub indicator: OneOrMany,
    /// The period; where there is none, the period that is viewed.
    #[serde(default)]
    pub period: Option<String>,
    /// What is done.
    pub op: Op,
    /// The number that it is done with.
    pub value: f64,
    /// Columns that stay as they are.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub keep: Vec<String>,
    /// Of a `fund`: what is taken for granted here in place of what the scenario says, member by member.
    #[serde(default)]
    pub assumptions: Option<Assumptions>,
}

/// One id or a list of them.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

json::words!(Op {
    Set = "set",
    Add = "add",
    Multiply = "multiply",
    Fund = "fund",
});
json::shown!(ScenarioSpec { name, changes, assumptions });
json::shown!(Change { unit, indicator, period, op, value, keep, assumptions });

impl json::Show for OneOrMany {
    fn show(&self) -> Json {
        match self {
            OneOrMany::One(id) => id.show(),
            OneOrMany::Many(ids) => ids.show(),
        }
    }
}

impl Read for OneOrMany {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(id) => Ok(OneOrMany::One(id.clone())),
            Json::List(_) => Vec::read(json).map(OneOrMany::Many),
            _ => Err(json::expected("一个 id 或 id 列表", "an id or a list of ids")),
        }
    }
}

impl OneOrMany {
    /// The ids.
    pub fn ids(&self) -> &[String] {
        match self {
            OneOrMany::One(id) => std::slice::from_ref(id),
            OneOrMany::Many(ids) => ids,
        }
    }
}

/// What a change does with a figure x and its value v.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// v
    Set,
    /// x + v
    Add,
    /// x v
    Multiply,
    /// x + a h(v): v of money, in the unit of measure of x, is added to an input, with the additionality a (1 unless
    /// stated), the returns h (v itself unless stated), and what else the assumptions say that follows.
    Fund,
}

impl Op {
    /// Those that need no assumptions.
    pub(super) const FIRST: &'static [(&'static str, Op)] = Op::ALL.split_at(3).0;
    /// All of them.
    pub(super) const ALL: &'static [(&'static str, Op)] = Op::WORDS;
}

impl Change {
    /// A change of one column of one unit, in the period that is viewed.
    pub fn new(unit: &str, indicator: &str, op: Op, value: f64) -> Self {
        Change {
            unit: OneOrMany::One(unit.to_owned()),
            indicator: OneOrMany::One(indicator.to_owned()),
            period: None,
            op,
            value,
            keep: Vec::new(),
            assumptions: None,
        }
    }
}

impl From<Change> for ScenarioSpec {
    /// A scenario of one change.
    fn from(change: Change) -> Self {
        ScenarioSpec { changes: vec![change], ..ScenarioSpec::default() }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_those_of_the_types() {
        super::Op::words_agree();
    }
}
