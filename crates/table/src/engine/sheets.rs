//! Sheets of a workbook as the sources of a plan: which file is which, and the same form on many sheets read in one go.

use super::file::File;
use super::file_name::{base, stem};
use super::plan::{LineNamed, Plan, SheetNames, Source};
use super::step::{How, Join, Stack, Step};
use super::written;
use innodex_panel::error::Error;
use std::borrow::Cow;

impl File {
    /// The name of the workbook, where the file is one of its sheets (`book.xlsx#2022年`); else that of the file.
    pub(super) fn book(&self) -> &str {
        self.of_several().map_or(self.name(), |(book, _)| book)
    }

    /// Workbook and sheet, where the workbook has several tables.
    pub(super) fn of_several(&self) -> Option<(&str, &str)> {
        let sheet = self.sheet.as_deref().filter(|sheet| !sheet.is_empty())?;
        let book = self.name().strip_suffix(sheet)?.strip_suffix('#')?;
        Some((book, &self.name()[book.len() + 1..]))
    }

    /// The period that the sheet is named by, where its name is nothing else.
    pub(super) fn sheet_period(&self) -> Option<(&str, innodex_panel::Period)> {
        let sheet = self.sheet.as_deref()?;
        Some((sheet, written::period(sheet).filter(|_| written::likely_period(sheet))?))
    }
}

impl Plan {
    /// What the plan calls a file.
    pub(super) fn name_of<'a>(&'a self, file: &'a File) -> &'a str {
        self.sources.0.iter().find(|(name, source)| source.is_of(name, file)).map_or(file.stem(), |(name, _)| name)
    }
}

impl Source {
    /// Whether a file is that of a source of this name.
    pub(super) fn is_of(&self, name: &str, file: &File) -> bool {
        let wanted = base(self.file.as_deref().unwrap_or(name));
        let whole = wanted == base(file.name());
        let book = wanted == base(file.book());
        let stem = self.file.is_none() && (name == file.stem() || name == stem(file.book()));
        let sheet = match (&self.sheet, &file.sheet) {
            (None, _) => true,
            (Some(wanted), Some(sheet)) => wanted.names().contains(&sheet.as_str()),
            (Some(_), None) => false,
        };
        (whole || book || stem) && sheet
    }
}

/// A plan in which each sheet is a source of its own, and the sources that the plan itself does not name.
pub(super) struct Spread<'a> {
    pub(super) plan: Cow<'a, Plan>,
    pub(super) added: Vec<String>,
    /// A line that the plan names and no sheet has.
    pub(super) fault: Option<Error>,
}

/// A source of several sheets becomes the first of them, and steps that take in the others: below each other where the sheets
/// are named by periods, side by side else.
pub(super) fn spread<'a>(plan: &'a Plan, files: &[&File]) -> Spread<'a> {
    let mut sources = Vec::new();
    let mut added = Vec::new();
    let mut fault = None;
    for (name, source) in &plan.sources.0 {
        let sheets = sheets_of(name, source, files);
        if sheets.len() < 2 {
            sources.push((name.clone(), source.clone()));
            continue;
        }
        let periods = sheets.iter().all(|sheet| written::likely_period(sheet));
        let of_it = files.iter().find(|file| source.is_of(name, file));
        let book = of_it.map_or(source.file.as_deref().unwrap_or(name), |file| base(file.book())).to_owned();
        let of_sheets: Vec<&File> = files.iter().copied().filter(|file| source.is_of(name, file)).collect();
        fault =
            fault.or_else(|| Some(lost_line(source, &of_sheets, sheets.len())?.within(&format!("$.sources.{name}"))));
        let one = |sheet: &String| Source {
            file: Some(book.clone()),
            sheet: Some(SheetNames::One(sheet.clone())),
            name: source.name.clone().filter(|_| periods),
            ..with_lines_of(source, of_sheets.iter().find(|file| file.sheet.as_ref() == Some(sheet)))
        };
        let others: Vec<String> = sheets[1..].iter().map(|sheet| format!("{name}#{sheet}")).collect();
        let take = |other: &String| match periods {
            true => Step::Stack(Stack { with: other.clone() }),
            false => Step::Join(Join { with: other.clone(), on: None, how: How::Left }),
        };
        let steps = others.iter().map(take).chain(source.steps.iter().cloned()).collect();
        sources.push((name.clone(), Source { steps, ..one(&sheets[0]) }));
        for (other, sheet) in others.iter().zip(&sheets[1..]) {
            sources.push((other.clone(), Source { steps: Vec::new(), ..one(sheet) }));
        }
        added.extend(others);
    }
    if added.is_empty() {
        return Spread { plan: Cow::Borrowed(plan), added, fault };
    }
    let only = match plan.sources.0.as_slice() {
        [(only, _)] if !plan.steps.is_empty() => Some(only.clone()),
        _ => None,
    };
    let mut spread = plan.clone();
    spread.from = spread.from.or(only);
    spread.sources.0 = sources;
    Spread { plan: Cow::Owned(spread), added, fault }
}

/// The error for a line that a source names and none of its sheets has, where all are there.
fn lost_line(source: &Source, sheets: &[&File], all: usize) -> Option<Error> {
    let first = sheets.first().filter(|_| sheets.len() == all)?;
    let lost = |(member, _, named): &(&str, usize, &LineNamed)| !sheets.iter().any(|file| file.has_line(member, named));
    let (member, at, named) = source.named_lines().find(lost)?;
    Some(first.no_line(named).within(&format!(".{member}[{at}]")))
}

/// A source with those of its lines that a sheet has: of many sheets of one form, one may lack a note.
fn with_lines_of(source: &Source, sheet: Option<&&File>) -> Source {
    let mut source = source.clone();
    if let Some(sheet) = sheet {
        source.header.retain(|named| sheet.has_line("header", named));
        source.skip.retain(|named| sheet.has_line("skip", named));
    }
    source
}

/// The sheets of a source: those that it names, or all that are open of its workbook.
fn sheets_of(name: &str, source: &Source, files: &[&File]) -> Vec<String> {
    match &source.sheet {
        Some(named) => named.names().iter().map(|name| (*name).to_owned()).collect(),
        None => {
            let of_it = files.iter().filter(|file| source.is_of(name, file));
            let exact = |file: &&&File| base(source.file.as_deref().unwrap_or(name)) == base(file.name());
            match of_it.clone().any(|file| exact(&file)) {
                true => Vec::new(),
                false => of_it.filter_map(|file| Some(file.of_several()?.1.to_owned())).collect(),
            }
        }
    }
}
