//! The remarks on a file, as they come.

use super::understood::{Ask, Remark, Understood};
use innodex_panel::error::{Code, Error, Segment, Severity};
use innodex_panel::json::Json;
use innodex_panel::text::Text;

/// After so many a file is not remarked upon further.
const MOST_REMARKS: usize = 100;

/// So many places of remarks that are alike are named.
const SHOWN: usize = 3;

/// The place in words.
fn location(place: &str) -> Text {
    Error::new(Code::NotANumber, place, Text::default(), Text::default()).location()
}

/// A row or column with the sheet that it is of.
fn in_sheet(place: &str, sheet: Option<&str>) -> String {
    let Some(sheet) = sheet.filter(|name| !name.is_empty()) else { return place.to_owned() };
    match place {
        "" => format!("sheet {sheet}"),
        _ if place.starts_with("row ") || place.starts_with("column ") => format!("sheet {sheet}, {place}"),
        _ => place.to_owned(),
    }
}

/// What there is to say, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    all: Vec<Remark>,
    /// Of each remark the places of those that are alike.
    alike: Vec<Vec<String>>,
}

impl Remarks {
    /// A remark as it is, where there is room for one more.
    pub(super) fn push(&mut self, remark: Remark) {
        if self.all.len() < MOST_REMARKS {
            self.all.push(remark);
            self.alike.push(Vec::new());
        }
    }

    /// Something to be settled, with what would settle it. What one answer settles is one question.
    pub(super) fn error(&mut self, error: Error, fix: Option<Json>) {
        let same = |known: &Remark| known.error.code == error.code && known.fix.is_some() && known.fix == fix;
        match self.all.iter().position(same) {
            Some(at) => self.alike[at].push(error.place.clone()),
            None => self.push(Remark::of(Severity::Error, error, fix, None)),
        }
    }

    /// Takes over what another list says.
    pub(super) fn append(&mut self, others: Remarks) {
        self.all.extend(others.all);
        self.alike.extend(others.alike);
    }

    /// The remarks, each with the number and the first places of those that it stands for; `sheet` is where they are.
    pub(super) fn settle(&mut self, sheet: Option<&str>) {
        for (remark, places) in self.all.iter_mut().zip(&mut self.alike) {
            remark.error.place = in_sheet(&remark.error.place, sheet);
            let error = Error::from(remark.error.clone());
            remark.location = error.location();
            if places.is_empty() {
                continue;
            }
            let words: Vec<Text> = places.iter().take(SHOWN).map(|place| location(place)).collect();
            let (count, more) = (places.len() + 1, if places.len() > SHOWN { ("等", " ...") } else { ("", "") });
            let joined = |of: fn(&Text) -> &str, between| words.iter().map(of).collect::<Vec<_>>().join(between);
            let (zh, en) = (joined(|text| &text.zh, "、"), joined(|text| &text.en, "; "));
            remark.error.message.zh += &format!("同类共{count}处，另见{zh}{}。", more.0);
            remark.error.message.en += &format!(" There are {count} like it, also at {en}{}.", more.1);
            places.clear();
        }
    }

    pub(super) fn into_list(self) -> Vec<Remark> {
        self.all
    }

    /// Something to be settled by a word; of one choice, a fix suggests it.
    pub(super) fn ask(&mut self, error: Error, ask: Ask) {
        let fix = match (&ask.choices[..], &ask.of) {
            ([only], None) => fix(&ask.member, Json::Text(only.clone())),
            ([only], Some(of)) => fix(&ask.member, Json::Object(vec![(of.clone(), Json::Text(only.clone()))])),
            _ => None,
        };
        match self.all.iter().position(|known| ask.of.is_some() && known.ask.as_ref() == Some(&ask)) {
            Some(at) => self.alike[at].push(error.place.clone()),
            None => self.push(Remark::of(Severity::Error, error, fix, Some(ask))),
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
        self.push(Remark::of(Severity::Warning, error, None, None));
    }

    /// Something to know, with what a plan would say where it is otherwise.
    pub(super) fn tell_with(&mut self, error: Error, otherwise: Option<Json>) {
        self.push(Remark::of(Severity::Warning, error, otherwise, None));
    }

    /// Something that was done to figures: to know however much was said before.
    pub(super) fn insist(&mut self, error: Error) {
        self.all.push(Remark::of(Severity::Warning, error, None, None));
        self.alike.push(Vec::new());
    }

    pub(super) fn has_errors(&self) -> bool {
        self.all.iter().any(|r| r.severity == Severity::Error)
    }
}

/// A fix: one member of a source.
pub(super) fn fix(member: &str, value: Json) -> Option<Json> {
    Some(Json::Object(vec![(member.to_owned(), value)]))
}

impl Remark {
    pub(super) fn of(severity: Severity, error: Error, fix: Option<Json>, ask: Option<Ask>) -> Self {
        Remark { severity, location: error.location(), error: error.problem(), fix, ask }
    }

    /// The same of a file among others.
    pub(super) fn in_file(self, name: &str) -> Self {
        Remark::of(self.severity, Error::from(self.error).in_file(name), self.fix, self.ask)
    }

    /// The same of the plan as a whole.
    pub(super) fn of_plan(self) -> Self {
        Remark::of(self.severity, Error::from(self.error).within("$"), self.fix, self.ask)
    }

    /// The same of a source of a plan and its file.
    pub(super) fn of_source(self, source: &str, file: &str) -> Self {
        Remark::of(self.severity, of_source(Error::from(self.error), source, file), self.fix, self.ask)
    }
}

impl Understood {
    /// The first thing that has to be settled: in the file, or in what a plan says of this source.
    pub fn fault(&self, source: &str) -> Option<Error> {
        let fault = Error::from(self.remarks.iter().find(|r| r.severity == Severity::Error)?.error.clone());
        Some(of_source(fault, source, &self.file))
    }
}

/// What is wrong in a source of a plan, or in its file.
fn of_source(error: Error, source: &str, file: &str) -> Error {
    match error.segments().first() {
        Some(Segment::Member(_)) => error.within(&format!("$.sources.{source}")),
        _ => error.in_file(file),
    }
}
