//! What is said of the totals among the units, and of the names that a plan accepts.

use super::Units;
use crate::engine::marks::bare_name;
use crate::engine::remarks::{fix, Remarks};
use crate::plan::Territories;
use crate::understood::Listed;
use innodex_panel::error::{Code, Error};
use innodex_panel::json::Json;
use innodex_panel::territory::{self, Place};
use innodex_panel::text::Text;

impl Units {
    /// Lists what was set apart and what was accepted.
    pub(crate) fn remark(&self, remarks: &mut Remarks) {
        self.totals.iter().for_each(|total| self.remark_total(total, remarks));
        for (written, meant) in &self.accepted {
            remarks.warn(
                Code::NameAccepted,
                "",
                Text::new(
                    format!("按方案，“{written}”读作“{meant}”。"),
                    format!("As the plan says, \"{written}\" is read as {meant}."),
                ),
            );
        }
    }

    /// Says that a total was set apart, and what a plan would say of who knows better: only the name tells that it is one.
    fn remark_total(&self, total: &Listed, remarks: &mut Remarks) {
        let (name, rows, place) = (&total.written, total.rows, format!("row {}", total.first));
        let others: Vec<&str> = self.seen.iter().flat_map(|unit| &unit.written).map(String::as_str).collect();
        let group = territory::is_group(bare_name(name).0) || territory::is_put_together(name, others.into_iter());
        let (zh, en) = match group {
            true => ("是几个地区的合称", "is a group of places"),
            false => ("是合计", "is a total"),
        };
        let message = Text::new(
            format!("“{name}”{zh}，不参加排名，已单独存放（{rows}行）。"),
            format!("\"{name}\" {en}: it is set apart and not ranked ({rows} rows)."),
        );
        if matches!(territory::named(name), Some(Place::Total(_))) && self.territory == Territories::China {
            return remarks.warn(Code::TotalSetApart, &place, message);
        }
        let hint = Text::new(
            format!("无需处理；如确为一个单位，请写 \"totals\": {{\"{name}\": false}}。"),
            format!("Nothing to do; if it is a unit after all, say \"totals\": {{\"{name}\": false}}."),
        );
        let unit = Json::Object(vec![(name.clone(), Json::Bool(false))]);
        remarks.tell_with(Error::new(Code::TotalSetApart, &place, message, hint), fix("totals", unit));
    }
}
