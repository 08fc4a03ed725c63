//! Doing what a plan says.

use super::effects::{of_plan, unused_source};
use super::file::File;
use super::frame::{failed, own, refused, Figure, Frame, Key, Kind, PERIOD, UNIT};
use super::plan::{Plan, Territories};
use super::read::Rows;
use super::reading::Reading;
use super::registers::Registers;
use super::result::Outcome;
use super::room::by_sql;
use super::shared::Shared;
use super::sheets::{spread, Spread};
use super::step::{Pivot, Step};
use super::steps::Tables;
use super::understood::{Apart, Remark};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;
use polars::prelude::*;

/// A file by the name that the plan gives it, as it was read until a table is made of it.
type Named<'a> = (String, &'a File, Option<Reading>);

/// The files of a run, and what it has met so far.
struct Run<'a> {
    plan: &'a Plan,
    registers: &'a Registers,
    sources: Vec<Named<'a>>,
    shared: Shared,
    set_apart: Vec<Apart>,
    /// The tables being made, to find one that needs itself.
    open: Vec<String>,
}

/// Does what a plan says with some files; `progress` is told the share that is done, from 0 to 1.
///
/// # Errors
/// The first thing that is wrong in a file (its place begins with the file's name) or in the plan (a JSON path).
pub fn run(plan: &Plan, files: &[&File], progress: &mut dyn FnMut(f64)) -> Result<Outcome> {
    run_with(plan, files, &Registers::default(), progress)
}

/// As [`run`], with the registers that units are looked up in.
///
/// # Errors
/// As [`run`], `missing_file` for a register of the plan's that was not given, `needs_register` where the host gives that of
/// divisions on request.
pub fn run_with(plan: &Plan, files: &[&File], registers: &Registers, progress: &mut dyn FnMut(f64)) -> Result<Outcome> {
    registers.check(plan)?;
    // What is wrong in a source's own steps stands there, whoever asked for its table.
    made(plan, files, registers, progress).map_err(|error| error.from_last("$.sources"))
}

fn made(plan: &Plan, files: &[&File], registers: &Registers, progress: &mut dyn FnMut(f64)) -> Result<Outcome> {
    let Spread { plan, added, fault } = spread(plan, files);
    if let Some(fault) = fault {
        return Err(fault);
    }
    let plan: &Plan = &plan;
    let sources = read_all(plan, files, registers)?;
    let read = sources.iter().filter_map(|(.., reading)| reading.as_ref());
    let idle = of_plan(plan, &read.map(|reading| (&reading.understood, &reading.of_plan[..])).collect::<Vec<_>>());
    let mut run = Run { plan, registers, sources, shared: Shared::default(), set_apart: Vec::new(), open: Vec::new() };
    let frames = run.frames(&added, progress)?;
    let unused = run.sources.iter().filter(|(name, _, reading)| reading.is_some() && !added.contains(name));
    let unused: Vec<Remark> = unused.map(|(name, ..)| unused_source(name)).collect();
    idle.into_iter().chain(unused).for_each(|remark| run.shared.remarks.push(remark));
    let outcome = Outcome::of(frames, &mut run.shared, plan)?;
    progress(1.0);
    Ok(Outcome { remarks: run.shared.remarks.into_list(), set_apart: run.set_apart, ..outcome })
}

/// Reads the files as the sources of a plan: everything that a reader has to settle first, in all files, before anything is
/// done.
fn read_all<'a>(plan: &Plan, files: &[&'a File], registers: &Registers) -> Result<Vec<Named<'a>>> {
    let mut sources = Vec::new();
    for (name, file) in matched(plan, files)? {
        if file.sample {
            return Err(sampled().in_file(&file.name));
        }
        let reading = file.reading(plan, &name, registers);
        match reading.understood.fault(&name) {
            Some(fault) => return Err(fault),
            None => sources.push((name, file, Some(reading))),
        }
    }
    Ok(sources)
}

/// The error for a file of which only the beginning is there.
fn sampled() -> Error {
    Error::new(
        Code::TooLarge,
        "",
        Text::new(
            "文件太大，只读了开头，不能在此计算。",
            "The file is too large: only its beginning was read, and nothing is computed of it here.",
        ),
        by_sql(),
    )
}

fn mixed_periods() -> Error {
    Error::new(
        Code::MixedPeriods,
        "",
        Text::new("各文件的时期种类不同（年、季、月）。", "The files have years, quarters and months mixed."),
        Text::new("请分别处理。", "Use them one by one."),
    )
}

/// Which file is which source.
pub(super) fn matched<'a>(plan: &Plan, files: &[&'a File]) -> Result<Vec<(String, &'a File)>> {
    if files.is_empty() {
        return Err(Error::new(
            Code::MissingFile,
            "",
            Text::new("没有给出文件。", "No file was given."),
            Text::new("请给出至少一个表格文件。", "Give one table at least."),
        ));
    }
    if plan.sources.0.is_empty() {
        let mut named: Vec<(String, &File)> = Vec::new();
        for file in files {
            // Files of one name from two folders are two sources.
            let alike = named.iter().filter(|(_, other)| other.stem() == file.stem()).count();
            let name = if alike == 0 { file.stem().to_owned() } else { format!("{} {}", file.stem(), alike + 1) };
            named.push((name, file));
        }
        return Ok(named);
    }
    let mut named = Vec::new();
    for (name, source) in &plan.sources.0 {
        let is_it = |file: &&&File| source.is_of(name, file);
        // A plan of one source and one file needs no names.
        let only = || (plan.sources.0.len() == 1 && files.len() == 1 && source.file.is_none()).then(|| &files[0]);
        let file = files.iter().find(is_it).or_else(only).ok_or_else(|| {
            let wanted = source.file.as_deref().unwrap_or(name);
            Error::new(
                Code::MissingFile,
                &format!("$.sources.{name}"),
                Text::new(format!("缺少文件“{wanted}”。"), format!("The file \"{wanted}\" is not there.")),
                Text::new("请一并给出该文件，或在 file 中写明文件名。", "Give it too, or say its name in \"file\"."),
            )
        })?;
        named.push((name.clone(), *file));
    }
    // Of a workbook the plan may take some of the sheets.
    let used = |file: &File| named.iter().any(|(_, other): &(String, &File)| other.book() == file.book());
    match files.iter().find(|file| !used(file)) {
        None => Ok(named),
        Some(file) => Err(Error::new(
            Code::UnusedFile,
            "$.sources",
            Text::new(
                format!("方案没有用到文件“{}”。", file.name),
                format!("The plan does not use the file \"{}\".", file.name),
            ),
            Text::new("请在 sources 中写明该文件，或不要给出它。", "Name it in \"sources\", or do not give it."),
        )),
    }
}

impl Run<'_> {
    /// What the steps end in: one table, or where there are no steps the tables of all sources but those that others took in.
    fn frames(&mut self, added: &[String], progress: &mut dyn FnMut(f64)) -> Result<Vec<Frame>> {
        let plan = self.plan;
        if plan.from.is_none() && plan.steps.is_empty() {
            let own = self.sources.iter().filter(|(name, ..)| !added.contains(name));
            let names: Vec<String> = own.map(|(name, ..)| name.clone()).collect();
            return names.iter().map(|name| self.table(name)).collect();
        }
        let first = match (&plan.from, &self.sources[..]) {
            (Some(from), _) => from.clone(),
            (None, [(only, ..)]) => only.clone(),
            // The members of a JSON object have no order to rely on.
            (None, _) => {
                let error = refused(
                    "有几个表，须写明步骤从哪个表开始。",
                    "There are several tables: say which the steps begin with.",
                    "请写明 \"from\"。",
                    "Say \"from\".",
                );
                return Err(error.within("$.from"));
            }
        };
        let frame = self.table(&first).map_err(|e| e.within("$.from"))?;
        Ok(vec![self.steps(frame, &plan.steps, progress).map_err(|e| e.within("$.steps"))?])
    }
}

impl Tables for Run<'_> {
    /// The table of a source, after its own steps.
    fn table(&mut self, name: &str) -> Result<Frame> {
        if self.open.iter().any(|open| open == name) {
            return Err(Error::new(
                Code::Cycle,
                "",
                Text::new(format!("“{name}”用到它自身。"), format!("\"{name}\" needs itself.")),
                Text::new("请修改 sources 中的步骤。", "Change the steps in \"sources\"."),
            ));
        }
        let Some((_, file, reading)) = self.sources.iter_mut().find(|(known, ..)| known == name) else {
            let known: Vec<&str> = self.sources.iter().map(|(name, ..)| name.as_str()).collect();
            return Err(Error::new(
                Code::UnknownTable,
                "",
                Text::new(format!("没有名为“{name}”的表。"), format!("There is no table \"{name}\".")),
                Text::new(format!("可用的有：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
            ));
        };
        let file = *file;
        let source = self.plan.source(name);
        let reading = reading.take().unwrap_or_else(|| file.reading(self.plan, name, self.registers));
        let territory = reading.understood.territory;
        let beside = reading.beside;
        for remark in reading.understood.remarks {
            self.shared.remarks.push(remark.of_source(name, &file.name));
        }
        if let Some(apart) = reading.set_apart.filter(|_| self.set_apart.iter().all(|apart| apart.file != file.name)) {
            self.set_apart.push(apart);
        }
        let rows = reading
            .rows
            .ok_or_else(|| refused("表格无法使用。", "The table cannot be used.", "请核对。", "Check it."))?;
        let Shared { notes, words, .. } = &mut self.shared;
        notes.take(&rows, words);
        self.open.push(name.to_owned());
        let frame = self.frame(name, rows, territory, &beside.source)?;
        let steps = self.steps(frame, &source.steps, &mut |_| {});
        self.open.pop();
        steps.map_err(|e| e.within(&format!("$.sources.{name}.steps")))
    }

    fn shared(&mut self) -> &mut Shared {
        &mut self.shared
    }
}

impl Run<'_> {
    fn steps(&mut self, mut frame: Frame, steps: &[Step], progress: &mut dyn FnMut(f64)) -> Result<Frame> {
        for (at, step) in steps.iter().enumerate() {
            progress(at as f64 / (steps.len() + 1) as f64);
            frame = step.apply(frame, self).map_err(|e| e.item(at))?;
        }
        Ok(frame)
    }

    /// Rows as polars has them.
    fn frame(&mut self, name: &str, rows: Rows, territory: Territories, source: &str) -> Result<Frame> {
        let mut columns: Vec<Column> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        let mut add = |name: &str, kind, column: Column| {
            keys.push(Key { name: name.to_owned(), kind });
            columns.push(column);
        };
        if let Some(unit) = rows.unit {
            let numbers: Vec<u32> = rows.units.iter().map(|u| self.shared.words.number(&u.code)).collect();
            add(
                UNIT,
                Kind::Unit,
                Column::new(own(UNIT).into(), unit.iter().map(|u| numbers[*u as usize]).collect::<Vec<_>>()),
            );
            for unit in rows.units {
                self.shared.units.entry(unit.code.clone()).or_insert(unit);
            }
        }
        if let Some((frequency, ordinals)) = rows.period {
            if *self.shared.frequency.get_or_insert(frequency) != frequency {
                return Err(mixed_periods());
            }
            add(PERIOD, Kind::Period, Column::new(own(PERIOD).into(), ordinals));
        }
        let indicator = rows.indicator.as_ref().map(|i| i.name.clone());
        for words in rows.keys.into_iter().chain(rows.indicator) {
            let numbers: Vec<u32> = words.words.iter().map(|word| self.shared.words.number(word)).collect();
            add(
                &words.name,
                Kind::Word,
                Column::new(
                    own(&words.name).into(),
                    words.numbers.iter().map(|n| numbers[*n as usize]).collect::<Vec<_>>(),
                ),
            );
        }
        let mut figures = Vec::new();
        for (id, measure, values) in rows.figures {
            let measure = if rows.measures.contains_key("") { rows.measures[""].clone() } else { measure };
            columns.push(Column::new(own(&id).into(), values));
            figures.push(Figure { id, measure, source: source.to_owned(), table: String::new() });
        }
        let (name, measures) = (name.to_owned(), rows.measures);
        let frame = Frame { name, lazy: LazyFrame::default(), keys, figures, territory, measures };
        frame.distinct()?;
        let frame = Frame { lazy: DataFrame::new(columns).map_err(failed)?.lazy(), ..frame };
        match indicator {
            Some(names) => Pivot { names, values: None }.apply(frame, &mut self.shared),
            None => Ok(frame),
        }
    }
}
