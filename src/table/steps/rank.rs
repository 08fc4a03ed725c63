//! `rank`: a new figure, the rank within groups.

use crate::error::Result;
use crate::json;
use crate::ranking::Ties;
#[cfg(feature = "table")]
use crate::table::{
    frame::{elementwise, Figure, Frame, PERIOD, UNIT},
    missing,
    run::Run,
};
#[cfg(feature = "table")]
use polars::prelude::*;
use serde::Serialize;

/// A new figure: the rank of each row within its group, the highest first. What is missing has no rank.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// The id of the new figure.
    pub id: String,
    /// The figure that is ranked by.
    pub column: String,
    /// The keys that make a group; the period where it is not said.
    #[serde(default)]
    pub over: Option<Vec<String>>,
    /// What ties get.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<Ties>", optional))]
    pub ties: Ties,
    /// 1: more is better; -1: less is better.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(default = "one", extend("enum" = [1, -1])), ts(type = "1 | -1", optional))]
    pub direction: i8,
}

#[cfg(feature = "schema")]
fn one() -> i8 {
    1
}

json::readable!(Rank { id, column, over, ties = Ties::default(), direction = 1 });

/// A column that no header can have.
#[cfg(feature = "table")]
const KEY: &str = "\0key";

#[cfg(feature = "table")]
impl Rank {
    pub(super) fn apply(&self, mut frame: Frame, run: &mut Run<'_>) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let of = frame.figure(&self.column).map_err(|e| e.within(".column"))?.clone();
        if self.direction.abs() != 1 {
            return Err(json::expected("1 或 -1", "1 or -1").within(".direction"));
        }
        let over: Vec<Expr> = match &self.over {
            None => frame.keys.iter().filter(|k| k.name == PERIOD).map(|k| col(k.name.as_str())).collect(),
            Some(over) => {
                let key = |(at, name): (usize, &String)| {
                    frame.key(name).map(|_| col(name.as_str())).map_err(|e| e.item(at).within(".over"))
                };
                over.iter().enumerate().map(key).collect::<Result<_>>()?
            }
        };
        let method = match self.ties {
            Ties::Competition => RankMethod::Min,
            Ties::Modified => RankMethod::Max,
            Ties::Dense => RankMethod::Dense,
            Ties::Ordinal => RankMethod::Ordinal,
            Ties::Fractional => RankMethod::Average,
        };
        if self.ties == Ties::Ordinal && frame.is_key(UNIT) {
            // Equal ones stand in the order of their rows: by unit, as the rule promises.
            frame = frame.by_unit_code(run)?;
        }
        let options = RankOptions { method, descending: self.direction > 0 };
        // polars ranks NaN above all, and leaves null alone.
        let key = when(col(self.column.as_str()).is_nan()).then(lit(NULL)).otherwise(col(self.column.as_str()));
        let rank = col(KEY).rank(options, None).cast(DataType::Float64);
        let ranked = if over.is_empty() { rank } else { rank.over(over) };
        frame.lazy = frame
            .lazy
            .with_columns([key.alias(KEY)])
            .with_columns([ranked.alias(KEY)])
            .with_columns([elementwise(&self.id, [KEY, &self.column], |rank, x| {
                missing::reason(x).map_or(rank, missing::of)
            })])
            .drop(by_name([KEY], true));
        frame.figures.push(Figure { id: self.id.clone(), measure: String::new(), ..of });
        Ok(frame)
    }
}
