//! What the tables of a run share: their words and units, the kind of their periods, and what there is to say.

use super::measures::Conversion;
use super::notes::Notes;
use super::remarks::Remarks;
use super::words::Words;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::panel::Unit;
use innodex_panel::period::{Frequency, Period};
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// What the tables of a run share.
#[derive(Default)]
pub(super) struct Shared {
    /// Every text that polars knows by a number only.
    pub(super) words: Words,
    pub(super) units: BTreeMap<String, Unit>,
    pub(super) frequency: Option<Frequency>,
    pub(super) remarks: Remarks,
    /// Notes of single figures.
    pub(super) notes: Notes,
}

impl Shared {
    /// Something that was done and has to be listed.
    pub(super) fn note(&mut self, code: Code, message: Text) {
        self.remarks.warn(code, "", message);
    }

    /// Says that figures were brought to another unit of measure, however much was said before; their notes go with them.
    pub(super) fn converted(&mut self, figure: &str, conversion: Conversion, said: Error) {
        self.remarks.insist(said);
        self.notes.converted(self.words.find(figure), conversion);
    }

    /// The ordinal of a period, of the kind that the tables have.
    pub(super) fn ordinal(&self, written: &str) -> Result<i32> {
        let period: Period = written.parse()?;
        match self.frequency {
            Some(frequency) if frequency != period.frequency() => Err(Error::new(
                Code::MixedPeriods,
                "",
                Text::new(
                    format!("{period} 与表中的时期种类不同。"),
                    format!("{period} is not of the kind that the table has."),
                ),
                Text::new("请写同一种类的时期。", "Write one of the same kind."),
            )),
            _ => Ok(period.ordinal()),
        }
    }

    /// The period of an ordinal.
    pub(super) fn period(&self, ordinal: i32) -> Period {
        Period::of(self.frequency.unwrap_or(Frequency::Year), ordinal)
    }

    /// The name of a unit, by its number.
    pub(super) fn name_of(&self, unit: u32) -> Text {
        let code = self.words.word(unit);
        self.units.get(code).map_or_else(|| Text::same(code), |u| u.name.clone())
    }
}
