//! The remarks on a file, as they come.

use super::understood::{Ask, Remark};
use innodex_panel::error::{Code, Error, Severity};
use innodex_panel::json::Json;
use innodex_panel::text::Text;

/// After so many a file is not remarked upon further.
const MOST_REMARKS: usize = 100;

/// What there is to say, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Remarks(pub(super) Vec<Remark>);

impl Remarks {
    /// Something to be settled, with what would settle it.
    pub(super) fn error(&mut self, error: Error, fix: Option<Json>) {
        if self.0.len() < MOST_REMARKS {
            self.0.push(Remark { severity: Severity::Error, error: error.problem(), fix, ask: None });
        }
    }

    /// Something to be settled by a word; of one choice, a fix suggests it.
    pub(super) fn ask(&mut self, error: Error, ask: Ask) {
        let fix = match (&ask.choices[..], &ask.of) {
            ([only], None) => fix(&ask.member, Json::Text(only.clone())),
            ([only], Some(of)) => fix(&ask.member, Json::Object(vec![(of.clone(), Json::Text(only.clone()))])),
            _ => None,
        };
        if self.0.len() < MOST_REMARKS {
            self.0.push(Remark { severity: Severity::Error, error: error.problem(), fix, ask: Some(ask) });
        }
    }

    /// Something to know.
    pub(super) fn warn(&mut self, code: Code, place: &str, message: Text) {
        let nothing =
            Text::new("无需处理；如不妥，请在方案中写明。", "Nothing to do; if it is wrong, say so in the plan.");
        self.tell(Error::new(code, place, message, nothing));
    }

    /// Something to know that has a hint of its own.
    pub(super) fn tell(&mut self, error: Error) {
        if self.0.len() < MOST_REMARKS {
            self.0.push(Remark { severity: Severity::Warning, error: error.problem(), fix: None, ask: None });
        }
    }

    /// Says of what is at a row or column in which sheet it is.
    pub(super) fn in_sheet(&mut self, sheet: Option<&str>) {
        let Some(sheet) = sheet.filter(|name| !name.is_empty()) else { return };
        for remark in &mut self.0 {
            let place = &mut remark.error.place;
            if place.is_empty() || place.starts_with("row ") || place.starts_with("column ") {
                let between = if place.is_empty() { "" } else { ", " };
                place.insert_str(0, &format!("sheet {sheet}{between}"));
            }
        }
    }

    pub(super) fn has_errors(&self) -> bool {
        self.0.iter().any(|r| r.severity == Severity::Error)
    }
}

/// A fix: one member of a source.
pub(super) fn fix(member: &str, value: Json) -> Option<Json> {
    Some(Json::Object(vec![(member.to_owned(), value)]))
}
