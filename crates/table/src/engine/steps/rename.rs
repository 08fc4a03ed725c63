//! `rename`: gives columns other names.

use crate::engine::frame::{column, own, refused, Frame, Kind};
use crate::engine::shared::Shared;
use crate::step::Rename;
use innodex_panel::error::Result;
use polars::prelude::*;

impl Rename {
    pub(super) fn apply(&self, mut frame: Frame, shared: &mut Shared) -> Result<Frame> {
        for (old, _) in &self.columns.0 {
            let fixed = match frame.kind(old).map_err(|e| e.member(old).within(".columns"))? {
                Kind::Unit | Kind::Period => true,
                Kind::Word | Kind::Figure => false,
            };
            if fixed {
                let refused = refused(
                    "单位列和时期列不能改名。",
                    "Unit and period keep their names.",
                    "请去掉这一项。",
                    "Leave it out.",
                );
                return Err(refused.member(old).within(".columns"));
            }
        }
        shared.notes.renamed(self, &mut shared.words);
        let new = |old: &str| self.columns.get(old).map_or(old, String::as_str).to_owned();
        let columns: Vec<Expr> = frame.names().map(|name| column(name).alias(own(&new(name)))).collect();
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
