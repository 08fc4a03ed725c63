//! `rank`: a new figure, the rank within groups, with the ties of every other ranking ([`innodex_panel::ranking::rank`]).

use crate::engine::frame::{column, elementwise, Figure, Frame, PERIOD, UNIT};
use crate::engine::missing;
use crate::engine::shared::Shared;
use crate::step::Rank;
use innodex_panel::error::Result;
use innodex_panel::ranking::{self, Ties};
use polars::prelude::*;

/// A column that no header can have.
const KEY: &str = "\0key";

impl Rank {
    pub(super) fn apply(&self, mut frame: Frame, shared: &mut Shared) -> Result<Frame> {
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
        if self.ties == Ties::Ordinal && frame.is_key(UNIT) {
            // Equal ones stand in the order of their rows: by unit, as the rule promises.
            frame = frame.by_unit_code(shared)?;
        }
        let (ties, direction) = (self.ties, f64::from(self.direction));
        let ranks = move |figures: Column| {
            let figures = figures.as_materialized_series().f64()?;
            let scores: Vec<f64> = figures.iter().map(|x| direction * x.unwrap_or(f64::NAN)).collect();
            Ok(Column::new(KEY.into(), ranking::rank(&scores, ties)))
        };
        let float = |_: &Schema, figures: &Field| Ok(Field::new(figures.name().clone(), DataType::Float64));
        let rank = column(&self.column).apply(ranks, float);
        let rank = if over.is_empty() { rank } else { rank.over(over) };
        frame.lazy = frame
            .lazy
            .with_columns([rank.alias(KEY)])
            .with_columns([elementwise(&self.id, [col(KEY), column(&self.column)], |rank, x| {
                missing::reason(x).map_or(rank, missing::of)
            })])
            .drop(by_name([KEY], true));
        frame.figures.push(Figure { id: self.id.clone(), measure: String::new(), ..of });
        Ok(frame)
    }
}
