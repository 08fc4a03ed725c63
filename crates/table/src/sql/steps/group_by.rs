//! `group_by`: a GROUP BY. What SQL's own summaries skip is not skipped: a summary of a part is missing.

use crate::sql::frame::{Figure, Frame, Why};
use crate::sql::{list, Writer};
use crate::step::{GroupBy, Summary};
use innodex_panel::error::Result;
use innodex_panel::reason::Reason;

impl GroupBy {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        for (at, name) in self.by.iter().enumerate() {
            frame.key(name).map_err(|e| e.item(at).within(".by"))?;
        }
        let double = writer.dialect.double();
        let mut figures = Vec::new();
        let mut made = Vec::new();
        frame.keys.retain(|k| self.by.contains(&k.name));
        for (id, summary) in &self.figures.0 {
            let of = frame.figure(summary.of(), writer).map_err(|e| e.member(id).within(".figures"))?;
            let column = writer.name("f", id);
            let there = format!("t.{}", of.column);
            let some = |made: String| match self.skip_missing {
                true => made,
                false => format!("CASE WHEN COUNT({there}) = COUNT(*) THEN {made} END"),
            };
            let value = match summary {
                Summary::Sum(_) => some(format!("SUM({there})")),
                Summary::Mean(_) => some(format!("AVG({there})")),
                Summary::Min(_) => some(format!("MIN({there})")),
                Summary::Max(_) => some(format!("MAX({there})")),
                Summary::Count(_) => format!("CAST(COUNT({there}) AS {double})"),
            };
            made.push(format!("{value} AS {column}"));
            let counted = matches!(summary, Summary::Count(_));
            let why = match self.skip_missing || counted {
                true => Why::Always(Reason::NotPublished),
                false => {
                    let reason = writer.name("r", id);
                    let (none, part) = (Reason::NotPublished.id(), Reason::PartMissing.id());
                    made.push(format!(
                        "CASE WHEN COUNT({there}) = 0 THEN '{none}' WHEN COUNT({there}) < COUNT(*) THEN '{part}' END AS {reason}"
                    ));
                    Why::Column(reason)
                }
            };
            let measure = if counted { String::new() } else { of.measure.clone() };
            figures.push(Figure { id: id.clone(), measure, column, why, ..of });
        }
        let columns: Vec<String> = frame.key_columns("t").into_iter().chain(made).collect();
        frame.grouped(writer, "grouped", &format!("{place}: group_by {}", list(&self.by)), &columns);
        frame.figures = figures;
        Ok(frame)
    }
}

impl Summary {
    fn of(&self) -> &str {
        match self {
            Summary::Sum(column)
            | Summary::Mean(column)
            | Summary::Min(column)
            | Summary::Max(column)
            | Summary::Count(column) => column,
        }
    }
}
