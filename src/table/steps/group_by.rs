//! `group_by`: makes one row of all that have the same keys.

use crate::error::Result;
use crate::json::{self, Json, Members, Read};
#[cfg(feature = "table")]
use crate::{
    reason::Reason,
    table::{
        frame::{Figure, Frame},
        missing,
        run::Run,
    },
};
#[cfg(feature = "table")]
use polars::prelude::*;
use serde::Serialize;

/// Makes one row of all that have the same keys.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct GroupBy {
    /// The keys that stay: `unit`, `period`, others.
    pub by: Vec<String>,
    /// The figures that stay, each with what is made of it.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, Summary>"))]
    #[cfg_attr(feature = "schema", ts(as = "std::collections::BTreeMap<String, Summary>"))]
    pub figures: Members<Summary>,
    /// Whether a figure that is missing in some row is left out of the summary. If not, the summary is missing: the sum of
    /// what is there is not the sum.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<bool>", optional))]
    pub skip_missing: bool,
}

/// What is made of a group's figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Summary {
    /// Their sum.
    Sum(String),
    /// Their arithmetic mean.
    Mean(String),
    /// The least.
    Min(String),
    /// The greatest.
    Max(String),
    /// How many there are; what is missing does not count.
    Count(String),
}

json::readable!(GroupBy { by, figures, skip_missing = false });

impl Read for Summary {
    fn read(json: &Json) -> Result<Self> {
        let words: [(&str, fn(String) -> Summary); 5] = [
            ("sum", Summary::Sum),
            ("mean", Summary::Mean),
            ("min", Summary::Min),
            ("max", Summary::Max),
            ("count", Summary::Count),
        ];
        match json::members(json)? {
            [(name, column)] => {
                let make = json::word(&Json::Text(name.clone()), &words)?;
                String::read(column).map(make).map_err(|e| e.member(name))
            }
            _ => Err(json::expected("一种汇总方式，如 {\"sum\": \"gdp\"}", "one summary, such as {\"sum\": \"gdp\"}")),
        }
    }
}

#[cfg(feature = "table")]
impl GroupBy {
    pub(super) fn apply(&self, mut frame: Frame, _run: &mut Run<'_>) -> Result<Frame> {
        for (at, name) in self.by.iter().enumerate() {
            frame.key(name).map_err(|e| e.item(at).within(".by"))?;
        }
        let mut figures = Vec::new();
        let mut summaries = Vec::new();
        for (id, summary) in &self.figures.0 {
            let column = summary.column();
            let of = frame.figure(column).map_err(|e| e.member(id).within(".figures"))?;
            // polars knows null, not our NaN, as missing.
            let there = when(col(column).is_nan()).then(lit(NULL)).otherwise(col(column));
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
            summaries.push(made.alias(id.as_str()));
            let measure = match summary {
                Summary::Count(_) => String::new(),
                _ => of.measure.clone(),
            };
            figures.push(Figure { id: id.clone(), measure, ..of.clone() });
        }
        let by: Vec<Expr> = self.by.iter().map(|k| col(k.as_str())).collect();
        frame.lazy = frame.lazy.group_by(by).agg(summaries);
        frame.keys.retain(|k| self.by.contains(&k.name));
        frame.figures = figures;
        Ok(frame)
    }
}

#[cfg(feature = "table")]
impl Summary {
    fn column(&self) -> &str {
        match self {
            Summary::Sum(column)
            | Summary::Mean(column)
            | Summary::Min(column)
            | Summary::Max(column)
            | Summary::Count(column) => column,
        }
    }
}
