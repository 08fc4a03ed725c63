//! `group_by`: makes one row of all that have the same keys.

use crate::engine::frame::{collected, column, is_missing, numbers, own, Figure, Frame, Kind};
use crate::engine::missing;
use crate::engine::shared::Shared;
use crate::step::{GroupBy, Summary};
use innodex_panel::error::{Code, Result};
use innodex_panel::reason::Reason;
use innodex_panel::territory;
use innodex_panel::text::Text;
use polars::prelude::*;

impl GroupBy {
    pub(super) fn apply(&self, mut frame: Frame, shared: &mut Shared) -> Result<Frame> {
        for (at, name) in self.by.iter().enumerate() {
            frame.key(name).map_err(|e| e.item(at).within(".by"))?;
        }
        if frame.keys.iter().any(|k| k.kind == Kind::Word && !self.by.contains(&k.name)) {
            frame = frame.collect()?.0;
            self.note_totals(&frame, shared)?;
        }
        let mut figures = Vec::new();
        let mut summaries = Vec::new();
        for (id, summary) in &self.figures.0 {
            let column = summary.column();
            let of = frame.figure(column).map_err(|e| e.member(id).within(".figures"))?;
            let there = col(format!("\0there {column}"));
            let made = match summary {
                Summary::Sum(_) => there.clone().sum(),
                Summary::Mean(_) => there.clone().mean(),
                Summary::Min(_) => there.clone().min(),
                Summary::Max(_) => there.clone().max(),
                Summary::Count(_) => there.clone().count().cast(DataType::Float64),
            };
            let made = match summary {
                Summary::Count(_) => made,
                _ => {
                    let reason = |reason| lit(missing::of(reason));
                    let some = when(lit(self.skip_missing).or(there.clone().null_count().eq(lit(0_u32))))
                        .then(made)
                        .otherwise(reason(Reason::PartMissing));
                    when(there.count().eq(lit(0_u32))).then(reason(Reason::NotPublished)).otherwise(some)
                }
            };
            summaries.push(made.alias(own(id)));
            let measure = match summary {
                Summary::Count(_) => String::new(),
                _ => of.measure.clone(),
            };
            figures.push(Figure { id: id.clone(), measure, ..of.clone() });
        }
        // polars knows null, not our NaN, as missing.
        let mut columns: Vec<&str> = self.figures.0.iter().map(|(_, summary)| summary.column()).collect();
        columns.sort_unstable();
        columns.dedup();
        let there =
            |id: &&str| when(is_missing(id)).then(lit(NULL)).otherwise(column(id)).alias(format!("\0there {id}"));
        let rows = frame.lazy.clone().with_columns(columns.iter().map(there).collect::<Vec<_>>());
        let codes = frame.codes(&self.by, &shared.words)?;
        let keys = self.by.iter().map(|k| column(k));
        let made: Vec<Expr> = keys.clone().map(Expr::first).chain(summaries).collect();
        let columns: Vec<Expr> = keys.chain(figures.iter().map(|f| column(&f.id))).collect();
        frame.lazy = rows.group_by(codes).agg(made).select(columns);
        frame.keys.retain(|k| self.by.contains(&k.name));
        frame.figures = figures;
        Ok(frame)
    }
}

impl GroupBy {
    /// Says where a group takes a total together with what it is the total of: 合计 among the industries.
    fn note_totals(&self, frame: &Frame, shared: &mut Shared) -> Result<()> {
        for key in frame.keys.iter().filter(|k| k.kind == Kind::Word && !self.by.contains(&k.name)) {
            let different = collected(frame.lazy.clone().select([column(&key.name).unique()]))?;
            let numbers = numbers(&different, &own(&key.name))?;
            let total = numbers.iter().map(|n| shared.words.word(*n as u32)).find(|word| territory::is_total(word));
            let Some(total) = total.filter(|_| numbers.len() > 1).map(str::to_owned) else { continue };
            let name = &key.name;
            shared.note(
                Code::PossibleTotal,
                Text::new(
                    format!("“{name}”中的“{total}”可能是其他各项的合计，一并汇总会重复计算；可先用 filter 去掉。"),
                    format!("\"{total}\" of \"{name}\" may be the total of the others, and counts twice with them; filter it out first."),
                ),
            );
        }
        Ok(())
    }
}

impl Summary {
    pub(in crate::engine) fn column(&self) -> &str {
        match self {
            Summary::Sum(column)
            | Summary::Mean(column)
            | Summary::Min(column)
            | Summary::Max(column)
            | Summary::Count(column) => column,
        }
    }
}
