//! `rename`: gives columns other names.

use crate::error::Result;
use crate::json::{self, Members};
#[cfg(feature = "table")]
use crate::table::{frame::Frame, run::Run};
#[cfg(feature = "table")]
use polars::prelude::*;
use serde::Serialize;

/// Gives columns other names; those that are not named keep theirs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// The new names, by the old ones.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, String>"))]
    #[cfg_attr(feature = "schema", ts(as = "std::collections::BTreeMap<String, String>"))]
    pub columns: Members<String>,
}

json::readable!(Rename { columns });

#[cfg(feature = "table")]
impl Rename {
    pub(super) fn apply(&self, mut frame: Frame, _run: &mut Run<'_>) -> Result<Frame> {
        for (old, _) in &self.columns.0 {
            frame.kind(old).map_err(|e| e.member(old).within(".columns"))?;
        }
        let new = |old: &str| self.columns.get(old).map_or(old, String::as_str).to_owned();
        let columns: Vec<Expr> = frame.names().map(|name| col(name).alias(new(name).as_str())).collect();
        frame.lazy = frame.lazy.select(columns);
        for key in &mut frame.keys {
            key.name = new(&key.name);
        }
        for figure in &mut frame.figures {
            figure.id = new(&figure.id);
        }
        frame.distinct().map_err(|e| e.within(".columns"))?;
        Ok(frame)
    }
}
