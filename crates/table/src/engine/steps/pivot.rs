//! `pivot`: makes a figure of every word of a key.

use crate::engine::frame::{collected, column, failed, numbers, own, Figure, Frame, Kind};
use crate::engine::shared::Shared;
use crate::step::Pivot;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::text::Text;
use polars::prelude::*;

/// A column that no header can have.
const ROW: &str = "\0row";

impl Pivot {
    pub(in crate::engine) fn apply(&self, frame: Frame, shared: &mut Shared) -> Result<Frame> {
        if frame.kind(&self.names).map_err(|e| e.within(".names"))? != Kind::Word {
            return Err(json::expected("一个分类列", "a key other than unit and period").within(".names"));
        }
        let values = self.figures(&frame)?;
        let ids: Vec<String> = values.iter().map(|figure| figure.id.clone()).collect();
        shared.notes.pivoted(self, &ids, &mut shared.words);
        let (frame, rows) = frame.collect()?;
        let keys: Vec<String> = frame.keys.iter().map(|k| k.name.clone()).collect();
        if let Some(twice) = frame.twice(&rows, &keys, &shared.words)? {
            let cell = frame.describe(&twice, &keys, shared);
            return Err(Error::new(
                Code::PivotConflict,
                "",
                Text::new(format!("{} 有两个数值。", cell.zh), format!("There are two values for {}.", cell.en)),
                Text::new("请先用 group_by 汇总或用 filter 筛选。", "First group_by or filter."),
            ));
        }
        let placed = self.placed(&frame, &keys)?;
        let mut wide = placed.wide.clone();
        let mut figures = Vec::new();
        for value in &values {
            for (name, figures_of) in placed.order.iter().zip(placed.spread(value)?) {
                let word = shared.words.word(*name as u32).to_owned();
                let id = if values.len() == 1 { word.clone() } else { format!("{word} {}", value.id) };
                wide.with_column(Column::new(own(&id).into(), figures_of)).map_err(failed)?;
                let measure = frame.measures.get(&word).unwrap_or(&value.measure).clone();
                figures.push(Figure { id, measure, ..value.clone() });
            }
        }
        let mut keys = frame.keys;
        keys.retain(|k| k.name != self.names);
        let pivoted = Frame { lazy: wide.lazy(), keys, figures, ..frame };
        pivoted.distinct()?;
        Ok(pivoted)
    }

    /// The figures that are spread.
    fn figures(&self, frame: &Frame) -> Result<Vec<Figure>> {
        let Some(ids) = &self.values else { return Ok(frame.figures.clone()) };
        let figure = |(at, id): (usize, &String)| frame.figure(id).cloned().map_err(|e| e.item(at).within(".values"));
        ids.iter().enumerate().map(figure).collect()
    }

    /// Where each cell goes to. polars says it; its own pivot would be 80 kB of wasm, compressed.
    fn placed(&self, frame: &Frame, keys: &[String]) -> Result<Placed> {
        let index: Vec<Expr> = keys.iter().filter(|k| **k != self.names).map(|k| column(k)).collect();
        let places = frame.lazy.clone().select(index.clone()).unique_stable(None, UniqueKeepStrategy::First);
        let places = collected(places.with_row_index(ROW, None))?;
        let left = JoinArgs::new(JoinType::Left);
        let cells = collected(frame.lazy.clone().join(places.clone().lazy(), index.clone(), index, left))?;
        let names: Vec<usize> = numbers(&cells, &own(&self.names))?;
        // In the order in which the files have them, whatever the order of the rows is by now.
        let mut order = names.clone();
        order.sort_unstable();
        order.dedup();
        Ok(Placed { wide: places.drop(ROW).map_err(failed)?, rows: numbers(&cells, ROW)?, cells, names, order })
    }
}

/// The cells of a table with the rows that they go to.
struct Placed {
    /// The rows of the new table, without figures.
    wide: DataFrame,
    cells: DataFrame,
    /// The row of the new table of each cell.
    rows: Vec<usize>,
    /// The word that names its figure.
    names: Vec<usize>,
    /// The words, each once.
    order: Vec<usize>,
}

impl Placed {
    /// A figure spread over the words: a column each.
    fn spread(&self, value: &Figure) -> Result<Vec<Vec<f64>>> {
        let mut column_of = vec![0; self.order.last().map_or(0, |most| most + 1)];
        self.order.iter().enumerate().for_each(|(at, name)| column_of[*name] = at);
        let column = self.cells.column(&own(&value.id)).and_then(|c| c.f64()).map_err(failed)?;
        let mut spread = vec![vec![f64::NAN; self.wide.height()]; self.order.len()];
        for ((figure, to), name) in column.into_no_null_iter().zip(&self.rows).zip(&self.names) {
            spread[column_of[*name]][*to] = figure;
        }
        Ok(spread)
    }
}
