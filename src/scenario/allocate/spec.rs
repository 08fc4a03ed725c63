//! A budget to be split, as it is written, and what came of it.

use super::super::{AssumptionUsed, Assumptions, OneOrMany, ScenarioSpec};
use crate::error::Result;
use crate::json::{self, Json, Members, Read};
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// A budget and who may have of it: either `units` (with `indicator`), each a recipient, or `programmes`.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The money there is, in the unit of measure of the (first) indicator that is funded. It need not all be spent: money that
    /// would lower the objective stays.
    pub budget: f64,
    /// What is to be as high as it can be; `mean` where it is left out.
    #[serde(default)]
    #[ts(as = "Option<Objective>", optional)]
    pub objective: Objective,
    /// The input that is funded: a column of the panel.
    #[serde(default)]
    pub indicator: Option<String>,
    /// The units that may have money: codes or names, or `"*"`.
    #[serde(default)]
    pub units: Option<OneOrMany>,
    /// In place of `units`: programmes that may have money.
    #[serde(default)]
    pub programmes: Option<Vec<Programme>>,
    /// The least that each unit gets: one amount, or amounts by code; 0 where it is left out.
    #[serde(default)]
    pub floor: Option<Amounts>,
    /// The most that each unit gets: one amount, or amounts by code; the budget where it is left out.
    #[serde(default)]
    pub cap: Option<Amounts>,
    /// What follows from money (`op: "fund"`): additionality, returns that diminish, elasticities.
    #[serde(default)]
    pub assumptions: Option<Assumptions>,
    /// The node of the framework's tree whose scores count; the whole index where it is left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The period in which the money is given; the one that is looked at where it is left out.
    #[serde(default)]
    pub paid: Option<String>,
}

/// Something that money can be given to.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// A short name.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<Text>,
    /// The units that it funds: a code or name, several, or `"*"`; what it gets is split in proportion to their inputs.
    pub unit: OneOrMany,
    /// The input that it funds: a column of the panel.
    pub indicator: String,
    /// The least that it gets.
    #[serde(default)]
    #[ts(as = "Option<f64>", optional)]
    pub floor: f64,
    /// The most that it gets; the budget where it is left out.
    #[serde(default)]
    pub cap: Option<f64>,
    /// money x factor is in the unit of measure of the input; needed where that is not the first programme's.
    #[serde(default)]
    pub factor: Option<f64>,
    /// What is taken for granted here in place of what the budget says, member by member.
    #[serde(default)]
    pub assumptions: Option<Assumptions>,
}

/// What is to be as high as it can be.
#[schema]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// The mean score of all units that have one, those too that may have no money.
    #[default]
    Mean,
    /// The lowest score among the units that may have money: equity. Others do not count.
    Minimum,
    /// The score of one unit.
    Unit(String),
}

/// One amount for all, or amounts by the codes of units.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Amounts {
    /// For every unit.
    All(f64),
    /// By code; a unit that is not named has none.
    Each(
        #[schemars(with = "std::collections::BTreeMap<String, f64>")]
        #[ts(as = "std::collections::BTreeMap<String, f64>")]
        Members<f64>,
    ),
}

json::readable!(Budget {
    name,
    budget,
    objective = Objective::Mean,
    indicator,
    units,
    programmes,
    floor,
    cap,
    assumptions,
    node,
    paid,
});
json::readable!(Programme { id, name, unit, indicator, floor = 0.0, cap, factor, assumptions });

impl Read for Objective {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Object(_) => {
                json::only(json, &["unit"])?;
                json::member(json, "unit").map(Objective::Unit)
            }
            _ => json::word(json, &[("mean", false), ("minimum", true)]).map(|minimum| match minimum {
                true => Objective::Minimum,
                false => Objective::Mean,
            }),
        }
    }
}

impl Read for Amounts {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Object(_) => Members::read(json).map(Amounts::Each),
            Json::Number(all) => Ok(Amounts::All(*all)),
            _ => Err(json::expected("一个数，或按代码列出的数", "an amount, or amounts by code")),
        }
    }
}

impl Budget {
    /// Reads a budget; what it says is checked when it meets a model.
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        json::read(json)
    }
}

/// Where a recipient's amount stands.
#[typescript]
#[ts(rename = "ShareStanding")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// At its least.
    Floor,
    /// In between.
    Inside,
    /// At its most.
    Cap,
}

json::words!(Standing { Floor = "floor", Inside = "inside", Cap = "cap" });

/// What one recipient gets.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given {
    /// The code of the unit, or the id of the programme.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The money.
    pub amount: f64,
    /// The least that it could have got.
    pub floor: f64,
    /// The most that it could have got.
    pub cap: f64,
    /// Where the amount stands.
    pub at: Standing,
    /// By how much one more unit of money for this recipient alone would change the objective, as the index computes it; at the
    /// cap, what it would if there were room. Where several are lowest together, more for one alone raises nothing.
    pub marginal: Option<f64>,
    /// Of a single unit: its score before.
    pub score_before: Option<f64>,
    /// Of a single unit: its score after.
    pub score: Option<f64>,
    /// Of a single unit: its rank before.
    pub rank_before: Option<f64>,
    /// Of a single unit: its rank after.
    pub rank: Option<f64>,
}

/// A budget, split.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Allocation {
    /// The objective without any money.
    pub before: Option<f64>,
    /// The objective with the money split so, as the index computes it: the highest that there is where `gap` is zero, else the
    /// highest that was found.
    pub achieved: Option<f64>,
    /// The objective with the money split equally, as far as floors and caps allow.
    pub equal: Option<f64>,
    /// What no split of the budget can exceed; none where that cannot be shown (see `notes`).
    pub bound: Option<f64>,
    /// bound - achieved: what a better split could at most add.
    pub gap: Option<f64>,
    /// By how much one more unit of money would raise the objective, split as is best, the rest of the split changing with it;
    /// zero where money is left, or where all are at their caps.
    pub shadow_price: Option<f64>,
    /// The money that is spent.
    pub spent: f64,
    /// The money that would not raise the objective by any use that was found, or for which there is no room.
    pub unspent: f64,
    /// The unit of measure of money.
    pub measure: String,
    /// What each recipient gets, in the order in which they were named.
    pub recipients: Vec<Given>,
    /// The split as a scenario.
    #[ts(as = "crate::scenario::ScenarioSpec")]
    pub scenario: ScenarioSpec,
    /// What it takes for granted.
    pub assumptions: Vec<AssumptionUsed>,
    /// What a reader should know: what could not move, why there is no bound.
    pub notes: Vec<Text>,
}

json::shown!(Given { id, name, amount, floor, cap, at, marginal, score_before, score, rank_before, rank });
json::shown!(Allocation {
    before,
    achieved,
    equal,
    bound,
    gap,
    shadow_price,
    spent,
    unspent,
    measure,
    recipients,
    scenario,
    assumptions,
    notes,
});

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_those_of_the_types() {
        super::Standing::words_agree();
    }
}
