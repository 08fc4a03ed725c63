//! A goal as it is written, and what the answer says.

use crate::error::Result;
use crate::json;
use crate::reason::Reason;
use crate::scenario::{Assumptions, StatedAssumption, Why};
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// A goal, as it is written: either `rank` or `score`.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The period that is viewed.
    pub period: String,
    /// The code (or name) of the unit that is to get there.
    pub unit: String,
    /// The column of the panel that is to change.
    pub indicator: String,
    /// The rank, by competition, that it is to have or to better; a tie counts.
    #[serde(default)]
    pub rank: Option<f64>,
    /// The score that it is to have at least.
    #[serde(default)]
    pub score: Option<f64>,
    /// How many times the present value is the most that is tried, from 1; 10 where it is left out. The least is zero: no
    /// amount is tried below it.
    #[serde(default)]
    #[ts(as = "Option<f64>", optional)]
    pub limit: f64,
    /// The node of the framework's tree that is ranked; the index where it is left out.
    #[serde(default)]
    pub node: Option<String>,
    /// Rank within a region, a parent or a group only: its id, code or name.
    #[serde(default)]
    pub region: Option<String>,
    /// Columns that stay as they are.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub keep: Vec<String>,
    /// Where it is there, the change is money (`op: "fund"`) under these assumptions, and the answer is the least money.
    #[serde(default)]
    pub fund: Option<Assumptions>,
    /// Of money: the period in which it is given; the viewed one where it is left out.
    #[serde(default)]
    pub paid: Option<String>,
}

json::readable!(Goal {
    period,
    unit,
    indicator,
    rank,
    score,
    limit = 10.0,
    node,
    region,
    keep = Vec::new(),
    fund,
    paid,
});

/// A figure that moved, with its names.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MovedFigure {
    /// The unit's code.
    pub code: String,
    /// The unit's name.
    pub unit: Text,
    /// The column of the panel.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Its unit of measure.
    pub measure: String,
    /// The period.
    pub period: String,
    /// Before; none where it was missing.
    pub from: Option<f64>,
    /// After.
    pub to: f64,
    /// Why it moved.
    pub why: Why,
}

json::shown!(MovedFigure { code, unit, indicator, name, measure, period, from, to, why });

/// What it takes. What there is only where the goal is reached is null elsewhere.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalAnswer {
    /// Whether the goal can be reached within the limit.
    pub reachable: bool,
    /// The rank that is reached.
    pub rank: Option<f64>,
    /// The figure before.
    pub from: Option<f64>,
    /// The figure after: with it the goal is reached.
    pub to: Option<f64>,
    /// to - from
    pub change: Option<f64>,
    /// 100 (to - from) / from
    pub change_percent: Option<f64>,
    /// Whether the change lowers a column of which no indicator wants less (GDP, population): it only makes the denominators of
    /// ratios smaller, which is true arithmetic and no advice.
    pub unwanted: bool,
    /// The best rank within the limit.
    pub best_rank: Option<f64>,
    /// Everything that moves.
    pub moved: Vec<MovedFigure>,
    /// The score that is reached.
    pub score: Option<f64>,
    /// Of a goal of money: how much, in the unit of measure of the indicator.
    pub money: Option<f64>,
    /// The unit of measure of the indicator, and of money.
    pub measure: String,
    /// The rank at present.
    pub rank_before: Option<f64>,
    /// The score at present.
    pub score_before: Option<f64>,
    /// Whether it is proved that nothing nearer was missed; else samples were taken.
    pub certain: bool,
    /// Why the figure cannot be changed.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
    /// What a goal of money takes for granted.
    pub assumptions: Vec<StatedAssumption>,
}

json::shown!(GoalAnswer {
    reachable,
    rank,
    from,
    to,
    change,
    change_percent,
    unwanted,
    best_rank,
    moved,
    score,
    money,
    measure,
    rank_before,
    score_before,
    certain,
    reason,
    assumptions,
});

/// What one indicator can do for a unit: the smallest change for every rank that it can reach.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reach {
    /// The column of the panel.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Its unit of measure.
    pub measure: String,
    /// The figure at present.
    pub from: Option<f64>,
    /// The rank at present.
    pub rank: Option<f64>,
    /// One a rank, from the next better to the best that can be reached.
    pub ranks: Vec<ReachedRank>,
    /// Whether it is proved that nothing nearer was missed.
    pub certain: bool,
}

/// What it takes to be at a rank, or better.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ReachedRank {
    /// The rank.
    pub rank: f64,
    /// The figure with which it is reached.
    pub to: f64,
    /// to - from
    pub change: f64,
    /// 100 (to - from) / from
    pub change_percent: f64,
    /// As that of [`GoalAnswer`].
    pub unwanted: bool,
}

json::shown!(Reach { indicator, name, measure, from, rank, ranks, certain });
json::shown!(ReachedRank { rank, to, change, change_percent, unwanted });

impl Goal {
    /// A goal that is neither rank nor score yet, within ten times the present value.
    pub fn new(period: &str, unit: &str, indicator: &str) -> Goal {
        Goal {
            period: period.to_owned(),
            unit: unit.to_owned(),
            indicator: indicator.to_owned(),
            limit: 10.0,
            ..Goal::default()
        }
    }

    /// Reads a goal; what it says is checked when it meets a model.
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        json::read(json)
    }
}
