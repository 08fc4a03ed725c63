//! `rank`: a new figure, the rank within groups.

use crate::error::Result;
use crate::ranking::Ties;
use crate::table::frame::{column, elementwise, is_missing, Figure, Frame, PERIOD, UNIT};
use crate::table::missing;
use crate::table::run::Run;
use crate::table::step::Rank;
use polars::prelude::*;

/// A column that no header can have.
const KEY: &str = "\0key";

impl Rank {
    pub(super) fn apply(&self, mut frame: Frame, run: &mut Run<'_>) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let of = frame.figure(&self.column).map_err(|e| e.within(".column"))?.clone();
        let over: Vec<Expr> = match &self.over {
            None => frame.keys.iter().filter(|k| k.name == PERIOD).map(|k| column(&k.name)).collect(),
            Some(over) => {
                let key = |(at, name): (usize, &String)| {
                    frame.key(name).map(|_| column(name)).map_err(|e| e.item(at).within(".over"))
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
        let key = when(is_missing(&self.column)).then(lit(NULL)).otherwise(column(&self.column));
        let rank = col(KEY).rank(options, None).cast(DataType::Float64);
        let ranked = if over.is_empty() { rank } else { rank.over(over) };
        frame.lazy = frame
            .lazy
            .with_columns([key.alias(KEY)])
            .with_columns([ranked.alias(KEY)])
            .with_columns([elementwise(&self.id, [col(KEY), column(&self.column)], |rank, x| {
                missing::reason(x).map_or(rank, missing::of)
            })])
            .drop(by_name([KEY], true));
        frame.figures.push(Figure { id: self.id.clone(), measure: String::new(), ..of });
        Ok(frame)
    }
}
