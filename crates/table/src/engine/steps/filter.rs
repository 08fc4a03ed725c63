//! `filter`: keeps the rows of some units, periods, words or figures.

use crate::engine::frame::{column, is_missing, refused, Frame, Kind};
use crate::engine::shared::Shared;
use crate::step::{Filter, Value, Values};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::text::Text;
use polars::prelude::*;

impl Filter {
    pub(super) fn apply(&self, mut frame: Frame, shared: &mut Shared) -> Result<Frame> {
        let kind = frame.kind(&self.column).map_err(|e| e.within(".column"))?;
        let mut keep = lit(true);
        if let Some(values) = &self.is {
            keep = keep.and(self.any_of(values, kind, &frame, shared).map_err(|e| e.within(".is"))?);
        }
        if let Some(values) = &self.not {
            keep = keep.and(self.any_of(values, kind, &frame, shared).map_err(|e| e.within(".not"))?.not());
        }
        // NaN is beyond every number for polars: a figure that is missing has to be told apart.
        let there = || if kind == Kind::Figure { is_missing(&self.column).not() } else { lit(true) };
        let this = || column(&self.column);
        if let Some(from) = &self.from {
            let from = bound(from, kind, shared).map_err(|e| e.within(".from"))?;
            keep = keep.and(there()).and(this().gt_eq(from));
        }
        if let Some(to) = &self.to {
            let to = bound(to, kind, shared).map_err(|e| e.within(".to"))?;
            keep = keep.and(there()).and(this().lt_eq(to));
        }
        if self.present {
            keep = keep.and(there());
        }
        frame.lazy = frame.lazy.filter(keep);
        Ok(frame)
    }

    /// Whether the column is one of the values.
    fn any_of(&self, values: &Values, kind: Kind, frame: &Frame, shared: &mut Shared) -> Result<Expr> {
        let one = std::slice::from_ref;
        let values: &[Value] = match values {
            Values::One(value) => one(value),
            Values::Many(values) => values,
        };
        let mut any = lit(false);
        for (at, value) in values.iter().enumerate() {
            let literal = match (kind, value) {
                (Kind::Unit, Value::Word(written)) => lit(frame.unit(written, shared).map_err(|e| e.item(at))?),
                (Kind::Unit, Value::Number(code)) => {
                    lit(frame.unit(&code.to_string(), shared).map_err(|e| e.item(at))?)
                }
                (Kind::Word, Value::Word(word)) => {
                    lit(shared.words.find(word).ok_or_else(|| unknown(word).item(at))?)
                }
                (Kind::Word, Value::Number(number)) => {
                    let word = number.to_string();
                    lit(shared.words.find(&word).ok_or_else(|| unknown(&word).item(at))?)
                }
                _ => bound(value, kind, shared).map_err(|e| e.item(at))?,
            };
            any = any.or(column(&self.column).eq(literal));
        }
        Ok(any)
    }
}

/// A value that a column can be compared with.
fn bound(value: &Value, kind: Kind, shared: &Shared) -> Result<Expr> {
    match (kind, value) {
        (Kind::Figure, Value::Number(number)) => Ok(lit(*number)),
        (Kind::Period, Value::Word(period)) => shared.ordinal(period).map(lit),
        (Kind::Period, Value::Number(year)) => shared.ordinal(&year.to_string()).map(lit),
        (Kind::Figure, Value::Word(_)) => Err(json::expected("数字", "a number")),
        _ => Err(refused(
            "该列是文字，只能用 is 或 not。",
            "The column is text: only \"is\" and \"not\" can be said of it.",
            "请改用 is 或 not。",
            "Use \"is\" or \"not\".",
        )),
    }
}

fn unknown(word: &str) -> Error {
    Error::new(
        Code::UnknownValue,
        "",
        Text::new(format!("数据中没有“{word}”。"), format!("The data have no \"{word}\".")),
        Text::new("请核对写法。", "Check how it is written."),
    )
}
