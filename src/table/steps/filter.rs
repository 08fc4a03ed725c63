//! `filter`: keeps the rows of some units, periods, words or figures.

use crate::error::Result;
use crate::json::{self, Json, Read};
#[cfg(feature = "table")]
use crate::{
    error::{Code, Error},
    table::{
        frame::{is_missing, refused, Frame, Kind},
        run::Run,
    },
    text::Text,
};
#[cfg(feature = "table")]
use polars::prelude::*;
use serde::Serialize;

/// Keeps the rows for which all that is said is true. A missing figure is neither equal to anything nor beyond anything.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// `unit`, `period`, another key, or a figure.
    pub column: String,
    /// Only these. A unit by code or name.
    #[serde(default)]
    pub is: Option<Values>,
    /// All but these.
    #[serde(default)]
    pub not: Option<Values>,
    /// From this period or figure on.
    #[serde(default)]
    pub from: Option<Value>,
    /// Up to this period or figure, with it.
    #[serde(default)]
    pub to: Option<Value>,
    /// Only rows that have the figure.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<bool>", optional))]
    pub present: bool,
}

/// A word or a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(untagged)]
pub enum Value {
    /// A word, or a period.
    Word(String),
    /// A number.
    Number(f64),
}

/// One or several.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(untagged)]
pub enum Values {
    /// One.
    One(Value),
    /// Several.
    Many(Vec<Value>),
}

json::readable!(Filter { column, is, not, from, to, present = false });

impl Read for Value {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(word) => Ok(Value::Word(word.clone())),
            Json::Number(number) => Ok(Value::Number(*number)),
            _ => Err(json::expected("文字或数字", "a word or a number")),
        }
    }
}

impl Read for Values {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::List(_) => Vec::read(json).map(Values::Many),
            _ => Value::read(json).map(Values::One),
        }
    }
}

#[cfg(feature = "table")]
impl Filter {
    pub(super) fn apply(&self, mut frame: Frame, run: &mut Run<'_>) -> Result<Frame> {
        let kind = frame.kind(&self.column).map_err(|e| e.within(".column"))?;
        let mut keep = lit(true);
        if let Some(values) = &self.is {
            keep = keep.and(self.any_of(values, kind, &frame, run).map_err(|e| e.within(".is"))?);
        }
        if let Some(values) = &self.not {
            keep = keep.and(self.any_of(values, kind, &frame, run).map_err(|e| e.within(".not"))?.not());
        }
        // NaN is beyond every number for polars: a figure that is missing has to be told apart.
        let there = || if kind == Kind::Figure { is_missing(&self.column).not() } else { lit(true) };
        let column = || col(self.column.as_str());
        if let Some(from) = &self.from {
            let from = bound(from, kind, run).map_err(|e| e.within(".from"))?;
            keep = keep.and(there()).and(column().gt_eq(from));
        }
        if let Some(to) = &self.to {
            let to = bound(to, kind, run).map_err(|e| e.within(".to"))?;
            keep = keep.and(there()).and(column().lt_eq(to));
        }
        if self.present {
            keep = keep.and(there());
        }
        frame.lazy = frame.lazy.filter(keep);
        Ok(frame)
    }

    /// Whether the column is one of the values.
    fn any_of(&self, values: &Values, kind: Kind, frame: &Frame, run: &mut Run<'_>) -> Result<Expr> {
        let one = std::slice::from_ref;
        let values: &[Value] = match values {
            Values::One(value) => one(value),
            Values::Many(values) => values,
        };
        let mut any = lit(false);
        for (at, value) in values.iter().enumerate() {
            let literal = match (kind, value) {
                (Kind::Unit, Value::Word(written)) => lit(frame.unit(written, &run.words).map_err(|e| e.item(at))?),
                (Kind::Word, Value::Word(word)) => lit(run.words.find(word).ok_or_else(|| unknown(word).item(at))?),
                (Kind::Word, Value::Number(number)) => {
                    let word = number.to_string();
                    lit(run.words.find(&word).ok_or_else(|| unknown(&word).item(at))?)
                }
                _ => bound(value, kind, run).map_err(|e| e.item(at))?,
            };
            any = any.or(col(self.column.as_str()).eq(literal));
        }
        Ok(any)
    }
}

/// A value that a column can be compared with.
#[cfg(feature = "table")]
fn bound(value: &Value, kind: Kind, run: &Run<'_>) -> Result<Expr> {
    match (kind, value) {
        (Kind::Figure, Value::Number(number)) => Ok(lit(*number)),
        (Kind::Period, Value::Word(period)) => run.ordinal(period).map(lit),
        (Kind::Period, Value::Number(year)) => run.ordinal(&year.to_string()).map(lit),
        (Kind::Figure, Value::Word(_)) => Err(json::expected("数字", "a number")),
        _ => Err(refused(
            "该列是文字，只能用 is 或 not。",
            "The column is text: only \"is\" and \"not\" can be said of it.",
            "请改用 is 或 not。",
            "Use \"is\" or \"not\".",
        )),
    }
}

#[cfg(feature = "table")]
fn unknown(word: &str) -> Error {
    Error::new(
        Code::UnknownValue,
        "",
        Text::new(format!("数据中没有“{word}”。"), format!("The data have no \"{word}\".")),
        Text::new("请核对写法。", "Check how it is written."),
    )
}
