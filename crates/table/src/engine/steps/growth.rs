//! `growth`: a new figure, the growth of one against an earlier period.

use crate::engine::frame::{column, elementwise, own, Figure, Frame, PERIOD};
use crate::engine::missing;
use crate::engine::shared::Shared;
use crate::step::Growth;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::growth::{between, Rate};
use innodex_panel::json;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use polars::prelude::*;

/// A column that no header can have.
const BASE: &str = "\0base";

impl Growth {
    pub(super) fn apply(&self, frame: Frame, shared: &mut Shared) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let of = frame.figure(&self.column).map_err(|e| e.within(".column"))?.clone();
        let measure = match self.rate {
            Rate::Difference => of.measure.clone(),
            Rate::Simple | Rate::Log | Rate::Symmetric => String::new(),
            _ => return Err(unfit(self.rate).within(".rate")),
        };
        frame.key(PERIOD).map_err(|e| e.within(".step"))?;
        let lag = match self.lag {
            Some(lag) if (1..=10_000).contains(&lag) => lag as i32,
            Some(_) => {
                return Err(json::expected("1 至 10000 的整数", "a whole number from 1 to 10,000").within(".lag"))
            }
            None => shared.frequency.map_or(1, |f| f.per_year()),
        };
        let (mut frame, rows) = frame.collect()?;
        let keys: Vec<String> = frame.keys.iter().map(|k| k.name.clone()).collect();
        if let Some(twice) = frame.twice(&rows, &keys, &shared.words)? {
            let row = frame.describe(&twice, &keys, shared);
            return Err(Error::new(
                Code::DuplicateRow,
                "",
                Text::new(
                    format!("{} 有多行，无法计算增长。", row.zh),
                    format!("There are several rows for {}.", row.en),
                ),
                Text::new("请先用 group_by 汇总。", "First group_by."),
            ));
        }
        let by: Vec<Expr> = keys.iter().map(|k| column(k)).collect();
        let later = |k: &Expr| if *k == column(PERIOD) { (k.clone() + lit(lag)).alias(own(PERIOD)) } else { k.clone() };
        let before = frame
            .lazy
            .clone()
            .select(by.iter().map(later).chain([column(&self.column).alias(BASE)]).collect::<Vec<_>>());
        let rate = self.rate;
        frame.lazy =
            frame
                .lazy
                .join(before, by.clone(), by, JoinArgs::new(JoinType::Left))
                .with_columns([col(BASE).fill_null(lit(missing::of(Reason::BaseMissing)))])
                .with_columns([elementwise(&self.id, [column(&self.column), col(BASE)], move |x, base| {
                    match missing::reason(x) {
                        Some(reason) => missing::of(reason),
                        None => between(rate, x, base, f64::NAN).unwrap_or_else(missing::of),
                    }
                })])
                .drop(by_name([BASE], true));
        frame.figures.push(Figure { id: self.id.clone(), measure, ..of });
        Ok(frame)
    }
}

fn unfit(rate: Rate) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(format!("“{}”不能在此计算。", rate.id()), format!("\"{}\" cannot be computed here.", rate.id())),
        Text::new(
            "请用 simple、log、symmetric 或 difference；其余由增长表计算。",
            "Use simple, log, symmetric or difference; the growth table computes the others.",
        ),
    )
}
