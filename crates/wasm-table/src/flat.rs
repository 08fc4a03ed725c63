//! Flat functions, for hosts that have no JavaScript objects (Python, by wasmtime): as `crates/wasm/src/flat.rs`.

use innodex_panel::decode;
use innodex_panel::error::{Error, Result};
use innodex_panel::json::Show;
use innodex_panel::pack::{self, answer};
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

    /// See `innodex_table::resolve_samples`.
    pub fn resolve(&self, plan: &str, samples: &str) -> Vec<u8> {
        let resolved = Plan::from_json(plan).and_then(|plan| table::resolve_samples(&plan, samples, &self.0, &self.1));
        answer(resolved.map(|tables| tables.show()), pack::value)
    }
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

    fn there(&self) -> Result<&Outcome> {
        self.0.as_ref().map_err(Error::clone)
    }
}
