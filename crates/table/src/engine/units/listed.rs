//! What is said of the totals among the units, and of the names that a plan accepts.

use super::Units;
use crate::engine::remarks::Remarks;
use crate::plan::Territories;
use innodex_panel::error::{Code, Error};
use innodex_panel::text::Text;

impl Units {
    /// Lists what was set apart and what was accepted.
    pub(crate) fn remark(&self, remarks: &mut Remarks) {
        let free = self.territory == Territories::Free;
        for total in &self.totals {
            let (name, rows, place) = (&total.written, total.rows, format!("row {}", total.first));
            let message = Text::new(
                format!("“{name}”是合计，不参加排名，已单独存放（{rows}行）。"),
                format!("\"{name}\" is a total: it is set apart and not ranked ({rows} rows)."),
            );
            // Only a name says that it is one: who knows better can say so.
            let hint = Text::new(
                format!("无需处理；如确为一个单位，请写 \"totals\": {{\"{name}\": false}}。"),
                format!("Nothing to do; if it is a unit after all, say \"totals\": {{\"{name}\": false}}."),
            );
            match free {
                true => remarks.tell(Error::new(Code::TotalSetApart, &place, message, hint)),
                false => remarks.warn(Code::TotalSetApart, &place, message),
            }
        }
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
}
