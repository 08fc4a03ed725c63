//! `rename`: only names; the columns of the CTE stay.

use crate::sql::frame::{refused, Frame, Kind};
use crate::sql::Writer;
use crate::step::Rename;
use innodex_panel::error::Result;

impl Rename {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>) -> Result<Frame> {
        for (old, _) in &self.columns.0 {
            let kind = frame.kind(old).map_err(|e| e.member(old).within(".columns"))?;
            if kind == Kind::Figure {
                frame.figure(old, writer)?;
            }
            if matches!(kind, Kind::Unit | Kind::Period) {
                let refused = refused(
                    "单位列和时期列不能改名。",
                    "Unit and period keep their names.",
                    "请去掉这一项。",
                    "Leave it out.",
                );
                return Err(refused.member(old).within(".columns"));
            }
        }
        let new = |old: &str| self.columns.get(old).map_or(old, String::as_str).to_owned();
        frame.keys.iter_mut().for_each(|key| key.name = new(&key.name));
        frame.figures.iter_mut().for_each(|figure| figure.id = new(&figure.id));
        frame.distinct().map_err(|e| e.within(".columns"))?;
        Ok(frame)
    }
}
