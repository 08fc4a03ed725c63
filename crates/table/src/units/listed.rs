//! What is said of the totals among the units, and of the names that a plan accepts.

use super::Units;
use crate::plan::Territories;
use crate::remarks::Remarks;
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
                format!("无需处理；如确为一个单位，请写 \"accept\": {{\"{name}\": \"{name}\"}}。"),
                format!("Nothing to do; if it is a unit after all, say \"accept\": {{\"{name}\": \"{name}\"}}."),
            );
            match free {
                true => remarks.tell(Error::new(Code::TotalSetApart, &place, message, hint)),
                false => remarks.warn(Code::TotalSetApart, &place, message),
            }
        }
        // Where most are provinces, none is the total of others.
        for (name, row) in self.provinces.iter().filter(|_| 2 * self.provinces.len() < self.units.len()) {
            remarks.tell(Error::new(
                Code::PossibleTotal,
                &format!("row {row}"),
                Text::new(
                    format!("“{name}”是省级行政区，其他各行不是：它可能是其他各行的合计，现作为一个单位。"),
                    format!("\"{name}\" is a province, and the others are not: it may be their total; it is taken as a unit."),
                ),
                Text::new(
                    format!("如是合计，请写 \"skip\": [{row}]（每一行都要写）。"),
                    format!("If it is a total, say \"skip\": [{row}], with every such row."),
                ),
            ));
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
