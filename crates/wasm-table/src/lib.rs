//! `Tables`: raw files, and what a plan makes of them.

mod flat;

use innodex_panel::js::object;
use innodex_panel::sheet::{Range, Sheet};
use innodex_panel::Result;
use innodex_panel::{Code, Error, Text};
use innodex_table::{self as table, File, Next, Outcome, Plan, Reader, Registers};
use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Refuses a file that is held as a whole and too large for that, before it is read.
#[wasm_bindgen]
pub fn refuse_size(name: &str, bytes: f64) -> Result<()> {
    table::check_size(bytes as usize).map_err(|e| e.in_file(name))
}

/// What a ratio of figures in two units of measure is in, and the factor that brings it there: `[measure, factor]`, nothing
/// where they do not fit.
#[wasm_bindgen]
pub fn quotient(above: &str, below: &str, wanted: Option<String>) -> Option<js_sys::Array> {
    let (measure, factor) = table::quotient(above, below, wanted.as_deref())?;
    Some([JsValue::from(measure), factor.into()].iter().collect())
}

/// Refuses what is no plan; whether it fits the files is found when it meets them.
#[wasm_bindgen]
pub fn check_plan(plan: &str) -> Result<()> {
    Plan::from_json(plan).map(|_| ())
}

/// Opened files, and the one that is being read.
#[wasm_bindgen]
#[derive(Default)]
pub struct Tables {
    files: Vec<File>,
    registers: Registers,
    reader: Option<(String, Reader)>,
}

#[wasm_bindgen]
impl Tables {
    /// No file yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Tables {
        let mut registers = Registers::default();
        registers.set_on_request(true);
        Tables { registers, ..Tables::default() }
    }

    /// Takes the register of divisions, which a table has asked for with `needs_register`.
    pub fn set_divisions(&mut self, bytes: &[u8]) -> Result<()> {
        self.registers.set_divisions(bytes)
    }

    /// Takes an office's own register.
    pub fn set_register(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.registers.set_own(name, bytes)
    }

    /// Begins to read a file of so many bytes, in place of one of the same name; all files together may take so many bytes
    /// of memory. Of a sample only the beginning will be given.
    pub fn begin(&mut self, name: &str, size: f64, most: f64, sample: bool) {
        self.close(name);
        let taken: u64 = self.files.iter().map(File::memory).sum();
        let reader = Reader::new(name, Some(size as u64)).within((most as u64).saturating_sub(taken));
        self.reader = Some((name.to_owned(), if sample { reader.sample() } else { reader }));
    }

    /// Reads the next piece of the file; false where it is to be given from its first byte again.
    pub fn push(&mut self, piece: &[u8]) -> Result<bool> {
        let Some((name, reader)) = &mut self.reader else { return Err(closed("")) };
        let next = reader.push(piece).map_err(|e| e.in_file(name));
        if next.is_err() {
            self.reader = None;
        }
        Ok(matches!(next?, Next::Go(())))
    }

    /// Ends the file; false where it is to be given from its first byte again.
    pub fn end(&mut self) -> Result<bool> {
        let Some((name, mut reader)) = self.reader.take() else { return Err(closed("")) };
        match reader.end().map_err(|e| e.in_file(&name))? {
            Next::Go(file) => self.files.push(file),
            Next::Again => {
                self.reader = Some((name, reader));
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Leaves the file that is being read.
    pub fn leave(&mut self) {
        self.reader = None;
    }

    /// Opens a file that is there as a whole; one of the same name is replaced. `progress` is told the share that is read.
    pub fn open(&mut self, name: &str, bytes: &[u8], progress: &Function) -> Result<()> {
        self.close(name);
        let file = File::read(name, bytes, &mut told(progress)).map_err(|e| e.in_file(name))?;
        self.files.push(file);
        Ok(())
    }

    /// Opens a sheet of a workbook as a file of that name; `merged` has four numbers for each range, as module workbook-read
    /// gives them.
    #[allow(clippy::too_many_arguments)]
    pub fn open_sheet(
        &mut self,
        name: &str,
        sheet: &str,
        cells: String,
        merged: &[u32],
        hidden_rows: Vec<u32>,
        hidden_columns: Vec<u32>,
        progress: &Function,
    ) -> Result<()> {
        self.close(name);
        let range = |four: &[u32]| Range { top: four[0], left: four[1], bottom: four[2], right: four[3] };
        let merged = merged.chunks_exact(4).map(range).collect();
        let sheet = Sheet { name: sheet.to_owned(), hidden: false, cells, merged, hidden_rows, hidden_columns };
        let file = File::of_sheet(name, &sheet, &mut told(progress)).map_err(|e| e.in_file(name))?;
        self.files.push(file);
        Ok(())
    }

    /// Forgets a file.
    pub fn close(&mut self, name: &str) {
        self.files.retain(|file| file.name() != name);
    }

    /// What an opened file is understood as, with what a plan says of it.
    pub fn understand(&self, name: &str, plan: &str) -> Result<JsValue> {
        let plan = Plan::from_json(plan)?;
        let file = self.files.iter().find(|file| file.name() == name).ok_or_else(|| closed(name))?;
        Ok(object(&file.understand_with(&plan, &self.registers)))
    }

    /// What the files are to SQL, each a table or a sample of one: see `innodex_table::resolve_files`.
    pub fn resolve(&self, plan: &str) -> Result<JsValue> {
        let files: Vec<&File> = self.files.iter().collect();
        Ok(object(&table::resolve_files(&Plan::from_json(plan)?, &files, &self.registers)?))
    }

    /// Which cells of some of the files a figure of the plan's panel is, or was computed of.
    pub fn origin(&self, plan: &str, names: Vec<String>, unit: &str, period: &str, indicator: &str) -> Result<JsValue> {
        let files = self.named(&names)?;
        let asked = (unit, period, indicator);
        Ok(object(&table::origin(&Plan::from_json(plan)?, &files, &self.registers, asked)?))
    }

    /// What a plan makes of some of the files.
    pub fn run(&self, plan: &str, names: Vec<String>, progress: &Function) -> Result<Made> {
        let files = self.named(&names)?;
        let plan = Plan::from_json(plan)?;
        table::run_with(&plan, &files, &self.registers, &mut told(progress)).map(Made)
    }
}

impl Tables {
    fn named(&self, names: &[String]) -> Result<Vec<&File>> {
        let named = |name: &String| self.files.iter().find(|file| file.name() == name).ok_or_else(|| closed(name));
        names.iter().map(named).collect()
    }
}

/// What a plan made.
#[wasm_bindgen]
pub struct Made(Outcome);

#[wasm_bindgen]
impl Made {
    /// The figures, `[indicator][period][unit]`.
    pub fn values(&self) -> Vec<f64> {
        self.0.values()
    }

    /// Why figures are missing, by the numbers of the reasons; 0 where they are not, or were not published.
    pub fn reasons(&self) -> Vec<u8> {
        self.0.reasons()
    }

    /// The figures with a note: of each its place among the figures, and the number of the note.
    pub fn noted(&self) -> Vec<u32> {
        self.0.noted()
    }

    /// Everything else about it.
    pub fn describe(&self) -> JsValue {
        object(&self.0.about())
    }
}

/// Tells JavaScript how far it is.
fn told(progress: &Function) -> impl FnMut(f64) + '_ {
    move |share| {
        // What a listener throws is its own affair.
        let _ = progress.call1(&JsValue::NULL, &share.into());
    }
}

fn closed(name: &str) -> Error {
    Error::new(
        Code::MissingFile,
        "",
        Text::new(format!("文件“{name}”没有打开。"), format!("The file \"{name}\" is not open.")),
        Text::new("请先打开。", "Open it first."),
    )
}
