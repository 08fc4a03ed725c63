//! `stack`: puts the rows of another table below those of this one.

use crate::engine::frame::{column, failed, own, Frame};
use crate::engine::missing;
use crate::engine::shared::Shared;
use crate::measures::brought;
use crate::step::Stack;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use polars::prelude::*;

impl Stack {
    pub(super) fn apply(&self, mut frame: Frame, mut other: Frame, shared: &mut Shared) -> Result<Frame> {
        let differs = |a: &Frame, b: &Frame| a.keys.iter().find(|k| !b.is_key(&k.name)).map(|k| k.name.clone());
        if let Some(key) = differs(&frame, &other).or_else(|| differs(&other, &frame)) {
            return Err(Error::new(
                Code::UnknownColumn,
                ".with",
                Text::new(format!("只有一个表有“{key}”列。"), format!("Only one of the tables has the key \"{key}\".")),
                Text::new("请先用 group_by 或 rename 使两表一致。", "Make them alike first, by group_by or rename."),
            ));
        }
        self.convert(&frame, &mut other, shared)?;
        let all: Vec<_> =
            frame.figures.iter().chain(other.figures.iter().filter(|f| !frame.knows(&f.id))).cloned().collect();
        for table in [&mut frame, &mut other] {
            let absent: Vec<Expr> = all
                .iter()
                .filter(|f| !table.knows(&f.id))
                .map(|f| lit(missing::of(Reason::NotPublished)).alias(own(&f.id)))
                .collect();
            table.lazy = table.lazy.clone().with_columns(absent);
        }
        let columns: Vec<Expr> =
            frame.keys.iter().map(|k| &k.name).chain(all.iter().map(|f| &f.id)).map(|name| column(name)).collect();
        let rows = |table: &Frame| table.lazy.clone().select(columns.clone());
        frame.lazy = concat([rows(&frame), rows(&other)], UnionArgs::default()).map_err(failed)?;
        frame.figures = all;
        Ok(frame)
    }

    /// Brings the other table's figures to the units of measure of this one.
    fn convert(&self, frame: &Frame, other: &mut Frame, shared: &mut Shared) -> Result<()> {
        let mut converted = Vec::new();
        for figure in &other.figures {
            let Ok(own) = frame.figure(&figure.id) else { continue };
            let named = |table: &str| format!("{table} {}", figure.id);
            let (one, two) = (named(&frame.name), named(&self.with));
            let brought = brought(".with", (&one, &own.measure), (&two, &figure.measure))?;
            if let Some((conversion, said)) = brought {
                shared.converted(&figure.id, conversion, said);
                let each = move |column: Column| {
                    Ok(column.f64()?.apply_values(|figure| conversion.of_figure(figure)).into_column())
                };
                converted.push(column(&figure.id).map(each, |_, field| Ok(field.clone())));
            }
        }
        if !converted.is_empty() {
            other.lazy = other.lazy.clone().with_columns(converted);
        }
        Ok(())
    }
}
