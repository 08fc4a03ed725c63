//! A table on its way: a `LazyFrame` of keys and figures, and what is known of its columns.

use super::plan::Territories;
use super::shared::Shared;
use super::words::Words;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::territory::{self, Place};
use innodex_panel::text::{tidy, whole, Text};
use polars::prelude::*;
use std::collections::BTreeMap;

/// What the steps call the column of the units, whatever its header.
pub(super) const UNIT: &str = "unit";
/// What the steps call the column of the periods.
pub(super) const PERIOD: &str = "period";

/// What polars calls a column. A header may be anything, and polars takes `*` or `^a.*$` for many columns: behind a colon
/// they are names like others, and none of those that the steps use in passing.
pub(super) fn own(name: &str) -> String {
    format!(":{name}")
}

/// A column.
pub(super) fn column(name: &str) -> Expr {
    col(own(name))
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Numbers of the codes of units in the run's dictionary, as `u32`.
    Unit,
    /// Ordinals of periods, as `i32`.
    Period,
    /// Numbers of words, as `u32`.
    Word,
    /// Figures, as `f64`; what is missing is a NaN that knows why.
    Figure,
}

#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What is known of a figure.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) id: String,
    pub(super) measure: String,
    pub(super) source: String,
    pub(super) table: String,
}

/// Rows of keys and figures.
#[derive(Clone)]
pub(super) struct Frame {
    /// The table that it began as.
    pub(super) name: String,
    pub(super) lazy: LazyFrame,
    pub(super) keys: Vec<Key>,
    pub(super) figures: Vec<Figure>,
    pub(super) territory: Territories,
    /// The unit of measure of figures that a key names, by its words.
    pub(super) measures: BTreeMap<String, String>,
}

impl Frame {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|k| k.name.as_str()).chain(self.figures.iter().map(|f| f.id.as_str()))
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    pub(super) fn is_key(&self, name: &str) -> bool {
        self.keys.iter().any(|k| k.name == name)
    }

    /// What a column holds.
    pub(super) fn kind(&self, name: &str) -> Result<Kind> {
        let key = self.keys.iter().find(|k| k.name == name).map(|k| k.kind);
        let figure = || self.figures.iter().any(|f| f.id == name).then_some(Kind::Figure);
        key.or_else(figure).ok_or_else(|| self.unknown(name))
    }

    pub(super) fn key(&self, name: &str) -> Result<&Key> {
        self.keys.iter().find(|k| k.name == name).ok_or_else(|| self.unknown(name))
    }

    pub(super) fn figure(&self, id: &str) -> Result<&Figure> {
        self.figures.iter().find(|f| f.id == id).ok_or_else(|| self.unknown(id))
    }

    fn unknown(&self, name: &str) -> Error {
        let known: Vec<&str> = self.names().take(30).collect();
        Error::new(
            Code::UnknownColumn,
            "",
            Text::new(format!("表中没有“{name}”列。"), format!("The table has no column \"{name}\".")),
            Text::new(format!("可用的有：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
        )
    }

    /// Refuses a name that stands already.
    pub(super) fn is_new(&self, name: &str) -> Result<()> {
        if self.knows(name) || name.is_empty() {
            return Err(duplicate(name));
        }
        Ok(())
    }

    /// Refuses two columns of one name.
    pub(super) fn distinct(&self) -> Result<()> {
        let names: Vec<&str> = self.names().collect();
        match (1..names.len()).find(|at| names[..*at].contains(&names[*at])) {
            Some(at) => Err(duplicate(names[at])),
            None => Ok(()),
        }
    }

    /// Does what has been put off, and goes on from there.
    pub(super) fn collect(self) -> Result<(Frame, DataFrame)> {
        let rows = collected(self.lazy)?;
        Ok((Frame { lazy: rows.clone().lazy(), ..self }, rows))
    }

    /// The keys of a row as numbers, for grouping and joining: nearly always one, in which each key has its bits.
    ///
    /// polars takes several keys as bytes, which is half as fast. (And one or two plain columns it would group by its
    /// streaming engine, which 0.52 does not have on wasm, and panic.)
    pub(super) fn codes(&self, keys: &[String], words: &Words) -> Result<Vec<Expr>> {
        let width = |kind| match kind {
            Kind::Period => PERIOD_BITS,
            Kind::Unit | Kind::Word | Kind::Figure => usize::BITS - words.len().leading_zeros(),
        };
        let kinds = keys.iter().map(|name| self.key(name).map(|k| k.kind)).collect::<Result<Vec<Kind>>>()?;
        let mut codes = Vec::new();
        let mut begin = 0;
        while begin < keys.len() {
            let mut bits = 0;
            let fit = kinds[begin..].iter().take_while(|kind| {
                bits += width(**kind);
                bits <= u64::BITS
            });
            let end = begin + fit.count();
            let parts: Vec<(String, u32)> = (begin..end).map(|k| (keys[k].clone(), width(kinds[k]))).collect();
            codes.push(code(parts).alias(format!("{CODE}{begin}")));
            begin = end;
        }
        Ok(if codes.is_empty() { vec![lit(0_u32).alias(CODE)] } else { codes })
    }

    /// The first keys, in their order, that stand in several rows.
    pub(super) fn twice(&self, rows: &DataFrame, keys: &[String], words: &Words) -> Result<Option<DataFrame>> {
        let by: Vec<Expr> = keys.iter().map(|k| column(k)).collect();
        let counted: Vec<Expr> = by.iter().map(|key| key.clone().first()).chain([len().alias(COUNT)]).collect();
        let several = rows.clone().lazy().group_by(self.codes(keys, words)?).agg(counted);
        let several = several.filter(col(COUNT).gt(lit(1_u32))).sort_by_exprs(by, SortMultipleOptions::default());
        let twice = collected(several.limit(1))?;
        Ok((twice.height() > 0).then_some(twice))
    }

    /// The keys of the first row, in words.
    pub(super) fn describe(&self, row: &DataFrame, keys: &[String], shared: &Shared) -> Text {
        let mut words: Vec<Text> = Vec::new();
        for key in self.keys.iter().filter(|k| keys.contains(&k.name)) {
            let Some(value) = row.column(&own(&key.name)).ok().and_then(|c| c.get(0).ok()?.extract::<i64>()) else {
                continue;
            };
            words.push(match key.kind {
                Kind::Unit => shared.name_of(value as u32),
                Kind::Period => Text::same(&shared.period(value as i32).to_string()),
                Kind::Word | Kind::Figure => Text::same(shared.words.word(value as u32)),
            });
        }
        let joined = |word: fn(&Text) -> &String| words.iter().map(|t| word(t).as_str()).collect::<Vec<_>>().join(" ");
        Text::new(joined(|t| &t.zh), joined(|t| &t.en))
    }

    /// The number of a unit, by what may be written for it.
    pub(super) fn unit(&self, written: &str, shared: &Shared) -> Result<u32> {
        let tidied = tidy(whole(written));
        let code = match (self.territory, territory::resolve(written)) {
            (Territories::China, Ok(Place::Province(territory))) => territory.code,
            _ => &tidied,
        };
        let words = &shared.words;
        // Looked up in a register, units are known by their codes.
        let named = || {
            let mut named = shared.units.values().filter(|unit| unit.level.is_some() || unit.parent.is_some());
            words.find(&named.find(|unit| unit.name.zh == *tidied)?.code)
        };
        words.find(code).or_else(|| words.find(written)).or_else(named).ok_or_else(|| {
            Error::new(
                Code::UnknownUnit,
                "",
                Text::new(format!("表中没有“{written}”。"), format!("The table has no \"{written}\".")),
                Text::new("请使用表中的单位名称或代码。", "Use a name or code of the table."),
            )
        })
    }

    /// The rows by the codes of their units, and those of one unit by their other keys: always in the same order.
    pub(super) fn by_unit_code(mut self, shared: &Shared) -> Result<Frame> {
        let mut codes: Vec<usize> = (0..shared.words.len()).collect();
        codes.sort_by_key(|number| shared.words.word(*number as u32));
        let mut places = vec![0_u32; codes.len()];
        for (place, number) in codes.into_iter().enumerate() {
            places[number] = place as u32;
        }
        let places = std::sync::Arc::new(places);
        let rest = self.keys.iter().filter(|k| k.name != UNIT);
        let keys: Vec<&Key> = self.keys.iter().filter(|k| k.name == UNIT).chain(rest).collect();
        let name = |at: usize| format!("\0order{at}");
        let order = |(at, key): (usize, &&Key)| {
            let places = std::sync::Arc::clone(&places);
            let placed = move |column: Column| {
                let placed: Vec<u32> =
                    column.u32()?.into_no_null_iter().map(|number| places[number as usize]).collect();
                Ok(Column::new(column.name().clone(), placed))
            };
            match key.kind {
                Kind::Period => column(&key.name),
                Kind::Unit | Kind::Word | Kind::Figure => column(&key.name).map(placed, |_, field| Ok(field.clone())),
            }
            .alias(name(at))
        };
        let orders: Vec<Expr> = keys.iter().enumerate().map(order).collect();
        let names: Vec<String> = (0..keys.len()).map(name).collect();
        let by: Vec<Expr> = names.iter().map(|name| col(name.as_str())).collect();
        self.lazy = self
            .lazy
            .with_columns(orders)
            .sort_by_exprs(by, SortMultipleOptions::default().with_maintain_order(true))
            .drop(by_name(names.iter().map(String::as_str), true));
        Ok(self)
    }
}

const COUNT: &str = "\0count";
const CODE: &str = "\0code";
/// Enough for months to the year 9999, and a lag of 10,000.
const PERIOD_BITS: u32 = 17;

/// The keys of a row side by side in one number, each with its bits.
fn code(parts: Vec<(String, u32)>) -> Expr {
    let of: Vec<Expr> = parts.iter().map(|(name, _)| column(name)).collect();
    let apply = move |columns: &mut [Column]| {
        let mut codes: Vec<u64> = vec![0; columns[0].len()];
        for (column, (_, bits)) in columns.iter().zip(&parts) {
            let mut push = |at: usize, key: u64| codes[at] = codes[at] << bits | key;
            match column.i32() {
                Ok(ordinals) => ordinals.into_no_null_iter().enumerate().for_each(|(at, key)| push(at, key as u64)),
                Err(_) => column.u32()?.into_no_null_iter().enumerate().for_each(|(at, key)| push(at, u64::from(key))),
            }
        }
        Ok(Column::new(CODE.into(), codes))
    };
    of[0].clone().map_many(apply, &of[1..], |_, _| Ok(Field::new(CODE.into(), DataType::UInt64)))
}

/// Runs a query.
pub(super) fn collected(lazy: LazyFrame) -> Result<DataFrame> {
    lazy.collect().map_err(failed)
}

/// A column of whole numbers.
pub(super) fn numbers(rows: &DataFrame, name: &str) -> Result<Vec<usize>> {
    let numbers = rows.column(name).and_then(|c| c.u32()).map_err(failed)?;
    Ok(numbers.into_no_null_iter().map(|number| number as usize).collect())
}

/// Whether a figure is missing.
pub(super) fn is_missing(figure: &str) -> Expr {
    column(figure).is_nan()
}

/// A new figure of two, row by row.
pub(super) fn elementwise(id: &str, of: [Expr; 2], function: impl Fn(f64, f64) -> f64 + Send + Sync + 'static) -> Expr {
    let apply = move |columns: &mut [Column]| {
        let rows = columns.iter().map(Column::len).max().unwrap_or(0);
        // A column of equal values may come as one of them.
        let figures = |at: usize| columns[at].as_materialized_series().f64().cloned();
        let (a, b) = (figures(0)?, figures(1)?);
        let at = |column: &Float64Chunked, row: usize| {
            let row = if column.len() == 1 { 0 } else { row };
            column.get(row).unwrap_or(f64::NAN)
        };
        let made: Vec<f64> = match (a.cont_slice(), b.cont_slice()) {
            (Ok(a), Ok(b)) if a.len() == b.len() => a.iter().zip(b).map(|(x, y)| function(*x, *y)).collect(),
            _ => (0..rows).map(|row| function(at(&a, row), at(&b, row))).collect(),
        };
        Ok(Column::new(columns[0].name().clone(), made))
    };
    let float = |_: &Schema, fields: &[Field]| Ok(Field::new(fields[0].name().clone(), DataType::Float64));
    let [a, b] = of;
    a.map_many(apply, &[b], float).alias(own(id))
}

/// An error of a kind that only words tell apart.
pub(super) fn refused(zh: &str, en: &str, hint_zh: &str, hint_en: &str) -> Error {
    Error::new(Code::BadParameter, "", Text::new(zh, en), Text::new(hint_zh, hint_en))
}

/// What polars refuses although everything was checked before: a fault of ours, said with its own words.
pub(super) fn failed(fault: PolarsError) -> Error {
    Error::new(
        Code::TableFailed,
        "",
        Text::new(format!("表格计算出错：{fault}。"), format!("The table could not be computed: {fault}.")),
        Text::new(
            "请连同方案和文件告知本软件的作者。",
            "Please tell the makers of this software, with the plan and the file.",
        ),
    )
}

fn duplicate(name: &str) -> Error {
    Error::new(
        Code::DuplicateColumn,
        "",
        Text::new(format!("列名“{name}”重复。"), format!("Two columns are named \"{name}\".")),
        Text::new("请换一个名称。", "Take another name."),
    )
}
