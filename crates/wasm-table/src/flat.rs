//! Flat functions, for hosts that have no JavaScript objects (Python, by wasmtime): as `crates/wasm/src/flat.rs`.

use innodex_panel::decode;
use innodex_panel::error::{Error, Result};
use innodex_panel::json::{self, Show};
use innodex_panel::pack::{self, answer};
use innodex_panel::sheet::{Range, Sheet};
use innodex_table::{self as table, File, Outcome, Plan, Registers};
use wasm_bindgen::prelude::*;

/// Opened files.
#[wasm_bindgen]
#[derive(Default)]
pub struct FlatTables(Vec<File>, Registers);

#[wasm_bindgen]
impl FlatTables {
    /// No file yet.
    pub fn empty() -> FlatTables {
        let mut tables = FlatTables::default();
        tables.1.set_on_request(true);
        tables
    }

    /// Opens a file. `text` is what the host makes of bytes that are not UTF-8: by their mark, or as GB18030.
    pub fn open(&mut self, name: &str, bytes: &[u8], text: Option<String>) -> Vec<u8> {
        decode::give(text);
        let file = File::read(name, bytes, &mut |_| {}).map_err(|e| e.in_file(name));
        answer(file.map(|file| self.0.push(file)).map(|()| true.show()), pack::value)
    }

    /// Opens a sheet of a workbook, as module workbook-read packs it: `layout` is a JSON list of numbers, how many merged cells
    /// there are, four for each, how many hidden rows, their numbers, and those of hidden columns.
    pub fn open_sheet(&mut self, name: &str, sheet: &str, cells: String, layout: &str) -> Vec<u8> {
        let read = || {
            let sheet = laid(sheet, cells, &json::read::<Vec<usize>>(layout)?);
            File::of_sheet(name, &sheet, &mut |_| {}).map_err(|e| e.in_file(name))
        };
        answer(read().map(|file| self.0.push(file)).map(|()| true.show()), pack::value)
    }

    /// Forgets the files of a name.
    pub fn close(&mut self, name: &str) {
        self.0.retain(|file| file.name() != name);
    }

    /// Takes the register of divisions, which a table has asked for with the error `needs_register`.
    pub fn divisions(&mut self, bytes: &[u8]) -> Vec<u8> {
        answer(self.1.set_divisions(bytes).map(|()| true.show()), pack::value)
    }

    /// Takes an office's own register. `text` as in [`FlatTables::open`].
    pub fn register(&mut self, name: &str, bytes: &[u8], text: Option<String>) -> Vec<u8> {
        decode::give(text);
        answer(self.1.set_own(name, bytes).map(|()| true.show()), pack::value)
    }

    /// What an opened file is understood as, with what a plan says of it.
    pub fn understand(&self, name: &str, plan: &str) -> Vec<u8> {
        let understood = || -> Result<_> {
            let plan = Plan::from_json(plan)?;
            let file = self.0.iter().find(|file| file.name() == name).ok_or_else(|| super::closed(name))?;
            Ok(file.understand_with(&plan, &self.1).show())
        };
        answer(understood(), pack::value)
    }

    /// What a plan makes of the files.
    pub fn run(&self, plan: &str) -> FlatMade {
        let files: Vec<&File> = self.0.iter().collect();
        FlatMade(Plan::from_json(plan).and_then(|plan| table::run_with(&plan, &files, &self.1, &mut |_| {})))
    }

    /// Which cells of the files a figure of the plan's panel is, or was computed of.
    pub fn origin(&self, plan: &str, unit: &str, period: &str, indicator: &str) -> Vec<u8> {
        let files: Vec<&File> = self.0.iter().collect();
        let asked = (unit, period, indicator);
        let found = Plan::from_json(plan).and_then(|plan| table::origin(&plan, &files, &self.1, asked));
        answer(found.map(|found| found.show()), pack::value)
    }

    /// See `innodex_table::resolve_samples`.
    pub fn resolve(&self, plan: &str, samples: &str) -> Vec<u8> {
        let resolved = Plan::from_json(plan).and_then(|plan| table::resolve_samples(&plan, samples, &self.0, &self.1));
        answer(resolved.map(|tables| tables.show()), pack::value)
    }
}

/// A sheet of its parts.
fn laid(name: &str, cells: String, layout: &[usize]) -> Sheet {
    let numbers: Vec<u32> = layout.iter().map(|number| *number as u32).collect();
    let counted = |from: &[u32], each: usize| {
        let many = from.first().map_or(0, |many| each * *many as usize);
        let rest = from.get(1..).unwrap_or_default();
        let (taken, rest) = rest.split_at(many.min(rest.len()));
        (taken.to_vec(), rest.to_vec())
    };
    let (merged, rest) = counted(&numbers, 4);
    let (hidden_rows, hidden_columns) = counted(&rest, 1);
    let range = |four: &[u32]| Range { top: four[0], left: four[1], bottom: four[2], right: four[3] };
    let merged = merged.chunks_exact(4).map(range).collect();
    Sheet { name: name.to_owned(), hidden: false, cells, merged, hidden_rows, hidden_columns }
}

/// What a plan made, or why it did not.
#[wasm_bindgen]
pub struct FlatMade(Result<Outcome>);

#[wasm_bindgen]
impl FlatMade {
    /// Everything about it but its figures.
    pub fn describe(&self) -> Vec<u8> {
        answer(self.there().map(|made| made.about().show()), pack::value)
    }

    /// The figures, `[indicator][period][unit]`.
    pub fn values(&self) -> Vec<u8> {
        answer(self.there().map(|made| made.values()), pack::floats)
    }

    /// Why figures are missing, by the numbers of the reasons.
    pub fn reasons(&self) -> Vec<u8> {
        let reasons = |made: &Outcome| made.reasons().into_iter().map(f64::from).collect::<Vec<f64>>();
        answer(self.there().map(reasons), pack::floats)
    }

    /// The figures with a note: of each its place among the figures, and the number of the note.
    pub fn noted(&self) -> Vec<u8> {
        let noted = |made: &Outcome| made.noted().into_iter().map(f64::from).collect::<Vec<f64>>();
        answer(self.there().map(noted), pack::floats)
    }

    fn there(&self) -> Result<&Outcome> {
        self.0.as_ref().map_err(Error::clone)
    }
}
