//! Where a figure of a panel stands in the files: sheet and cell, or the cells that it was computed of. Nothing is kept for this.
//! When somebody asks, the plan is followed back from the figure to the cells.

use super::file::File;
use super::file_name::base;
use super::layout::grid::letters;
use super::notes::named;
use super::plan::{Plan, Role};
use super::read::Rows;
use super::reading::Reading;
use super::registers::Registers;
use super::run::matched;
use super::sheets::{spread, Spread};
use super::step::{Filter, GroupBy, Pivot, Rename, Step, Value, Values};
use super::understood::{Form, Origin, Origins};
use innodex_panel::error::Result;
use innodex_panel::period::{Frequency, Period};
use std::borrow::Cow;
use std::collections::VecDeque;

/// So many cells are listed; of a sum over more the others are counted.
const LISTED: usize = 50;

/// The cells that a figure of the panel is, or was computed of: unit by code or name. None where no cell is about it.
///
/// # Errors
/// `bad_period`, and what [`super::run_with`] refuses of the plan and the files.
pub fn origin(
    plan: &Plan,
    files: &[&File],
    registers: &Registers,
    (unit, period, indicator): (&str, &str, &str),
) -> Result<Origins> {
    registers.check(plan)?;
    let period: Period = period.parse()?;
    let Spread { plan, added, fault } = spread(plan, files);
    if let Some(fault) = fault {
        return Err(fault);
    }
    let plan: &Plan = &plan;
    let sources = matched(plan, files)?;
    let mut back = Back {
        plan,
        registers,
        sources,
        unit,
        frequency: period.frequency(),
        read: Vec::new(),
        wanted: VecDeque::new(),
        found: Origins::default(),
    };
    let trace = Trace {
        of: Of::Figure(indicator.to_owned()),
        ordinal: period.ordinal(),
        words: Vec::new(),
        filters: Vec::new(),
        several: false,
        through: Vec::new(),
    };
    let own = |(name, _): &&(String, &File)| !added.contains(name);
    match (&plan.from, plan.steps.is_empty()) {
        (None, true) => {
            let names: Vec<String> = back.sources.iter().filter(own).map(|(name, _)| name.clone()).collect();
            back.wanted.extend(names.into_iter().map(|name| (name, trace.clone())));
            back.follow()?;
        }
        (from, _) => {
            let only = back.sources.first().map(|(name, _)| name.clone());
            let Some(first) = from.clone().or(only) else { return Ok(back.found) };
            let traces = back.steps(&plan.steps, trace);
            let joined: Vec<(String, Trace)> = back.wanted.drain(..).collect();
            back.wanted.extend(traces.into_iter().map(|trace| (first.clone(), trace)).chain(joined));
            back.follow()?;
        }
    }
    Ok(back.found)
}

/// A figure on its way back.
#[derive(Clone)]
struct Trace {
    of: Of,
    /// Its period.
    ordinal: i32,
    /// Words of further keys, each with its column.
    words: Vec<(String, String)>,
    /// What rows had to be to get there.
    filters: Vec<Filter>,
    /// Whether the table had other figures too.
    several: bool,
    /// The tables that it went through: into none twice.
    through: Vec<String>,
}

/// What a figure is called.
#[derive(Clone)]
enum Of {
    Figure(String),
    /// By the word of a key, with the name of the figure behind it where there are several.
    Named {
        key: String,
        id: String,
    },
}

impl Trace {
    fn with(&self, column: &str) -> Trace {
        Trace { of: Of::Figure(column.to_owned()), several: true, ..self.clone() }
    }

    /// The figure that it is, where it is this one of some.
    fn if_is(&self, id: &str, only: bool) -> Option<Trace> {
        match &self.of {
            Of::Figure(own) => (own == id).then(|| self.clone()),
            Of::Named { key, id: whole } => {
                let word = if only { Some(whole.as_str()) } else { whole.strip_suffix(id)?.strip_suffix(' ') };
                let mut trace = self.with(id);
                trace.words.push((key.clone(), word?.to_owned()));
                Some(trace)
            }
        }
    }

    /// Before the rows were put together.
    fn before_group(mut self, step: &GroupBy) -> Vec<Trace> {
        self.filters.retain(|filter| step.by.contains(&filter.column));
        let only = step.figures.0.len() == 1;
        let of = |(id, summary): &(String, super::step::Summary)| Some(self.if_is(id, only)?.with(summary.column()));
        step.figures.0.iter().filter_map(of).collect()
    }

    /// Before words of a key became figures.
    fn before_pivot(&self, step: &Pivot) -> Vec<Trace> {
        let Of::Figure(id) = &self.of else { return Vec::new() };
        let pending = Trace { of: Of::Named { key: step.names.clone(), id: id.clone() }, ..self.clone() };
        match &step.values {
            None => vec![Trace { several: false, ..pending }],
            Some(values) => values.iter().filter_map(|value| pending.if_is(value, values.len() == 1)).collect(),
        }
    }

    /// Before columns had other names.
    fn before_rename(mut self, step: &Rename) -> Trace {
        let old = |name: &mut String| {
            if let Some((old, _)) = step.columns.0.iter().find(|(_, new)| new == name) {
                name.clone_from(old);
            }
        };
        match &mut self.of {
            Of::Figure(name) | Of::Named { key: name, .. } => old(name),
        }
        self.words.iter_mut().for_each(|(key, _)| old(key));
        self.filters.iter_mut().for_each(|filter| old(&mut filter.column));
        self
    }
}

/// A file as it was read for a source.
struct Read<'a> {
    name: String,
    file: Cow<'a, File>,
    reading: Reading,
}

/// The way back.
struct Back<'a> {
    plan: &'a Plan,
    registers: &'a Registers,
    sources: Vec<(String, &'a File)>,
    unit: &'a str,
    frequency: Frequency,
    read: Vec<Read<'a>>,
    /// The figures that are looked for in tables, in this order.
    wanted: VecDeque<(String, Trace)>,
    found: Origins,
}

impl Back<'_> {
    /// Into a source, before its own steps, to its cells; and into those that were joined to it.
    fn follow(&mut self) -> Result<()> {
        while let Some((name, mut trace)) = self.wanted.pop_front() {
            if trace.through.contains(&name) {
                continue;
            }
            trace.through.push(name.clone());
            let steps = self.plan.source(&name).steps;
            for trace in self.steps(&steps, trace) {
                self.cells(&name, &trace)?;
            }
        }
        Ok(())
    }

    /// Before some steps.
    fn steps(&mut self, steps: &[Step], trace: Trace) -> Vec<Trace> {
        let before = |traces: Vec<Trace>, step| traces.into_iter().flat_map(|trace| self.before(step, trace)).collect();
        steps.iter().rev().fold(vec![trace], before)
    }

    fn before(&mut self, step: &Step, mut trace: Trace) -> Vec<Trace> {
        let of = |id: &str| trace.if_is(id, false);
        match step {
            Step::Filter(filter) => {
                trace.filters.push(filter.clone());
                vec![trace]
            }
            // The figure may be the other table's.
            Step::Join(join) => {
                trace.several = true;
                self.wanted.push_back((join.with.clone(), trace.clone()));
                vec![trace]
            }
            Step::Stack(stack) => {
                self.wanted.push_back((stack.with.clone(), trace.clone()));
                vec![trace]
            }
            Step::GroupBy(group) => trace.before_group(group),
            Step::Pivot(pivot) => trace.before_pivot(pivot),
            Step::Rename(rename) => vec![trace.before_rename(rename)],
            Step::Ratio(ratio) => match of(&ratio.id) {
                Some(made) => vec![made.with(&ratio.numerator), made.with(&ratio.denominator)],
                None => vec![Trace { several: true, ..trace }],
            },
            Step::Rank(rank) => {
                vec![of(&rank.id).map_or(Trace { several: true, ..trace }, |made| made.with(&rank.column))]
            }
            Step::Growth(growth) => match of(&growth.id) {
                Some(made) => {
                    let lag = growth.lag.map_or(self.frequency.per_year(), |lag| lag as i32);
                    let now = made.with(&growth.column);
                    vec![Trace { ordinal: now.ordinal.saturating_sub(lag), ..now.clone() }, now]
                }
                None => vec![Trace { several: true, ..trace }],
            },
        }
    }

    /// The file of a source, as it was read.
    fn reading(&mut self, name: &str) -> Result<Option<usize>> {
        if let Some(at) = self.read.iter().position(|read| read.name == name) {
            return Ok(Some(at));
        }
        let Some((_, file)) = self.sources.iter().find(|(known, _)| known == name) else { return Ok(None) };
        let source = self.plan.source(name);
        let file = file.laid_out(&source);
        let reading = file.reading_as_laid(&source, &self.plan.keys(), self.registers);
        if let Some(fault) = reading.understood.fault(name) {
            return Err(fault);
        }
        self.read.push(Read { name: name.to_owned(), file, reading });
        Ok(Some(self.read.len() - 1))
    }

    /// Lists the cells of a source that a figure is.
    fn cells(&mut self, name: &str, trace: &Trace) -> Result<()> {
        let Some(at) = self.reading(name)? else { return Ok(()) };
        let Read { file, reading, .. } = &self.read[at];
        let Some(rows) = &reading.rows else { return Ok(()) };
        let all = names(rows);
        let only = all.len() == 1 && !trace.several;
        for (id, figure, word) in &all {
            let Some(trace) = trace.if_is(id, only) else { continue };
            let Some(wanted) = Wanted::of(rows, &trace, self.unit, *word) else { continue };
            for row in (0..rows.figures[*figure].2.len()).filter(|row| wanted.is(rows, *row)) {
                self.found.all += 1;
                if self.found.cells.len() < LISTED {
                    self.found.cells.extend(cell(
                        file,
                        reading,
                        rows,
                        (row, *figure),
                        id,
                        self.frequency,
                        trace.ordinal,
                    ));
                }
            }
        }
        Ok(())
    }
}

/// What the figures of a source are called, each with its column and the word that names it.
fn names(rows: &Rows) -> Vec<(String, usize, Option<u32>)> {
    let many = rows.figures.len();
    let of = |at: usize, word: Option<u32>| (named(rows.word(word), &rows.figures[at].0, many), at, word);
    match &rows.indicator {
        None => (0..many).map(|at| of(at, None)).collect(),
        Some(names) => {
            (0..names.words.len()).flat_map(|word| (0..many).map(move |at| of(at, Some(word as u32)))).collect()
        }
    }
}

/// What the rows of a figure are.
struct Wanted {
    units: Option<Vec<bool>>,
    ordinal: i32,
    word: Option<u32>,
    /// Of further keys: the words that may be.
    keys: Vec<(usize, Vec<bool>)>,
    /// Of figures: the bounds.
    figures: Vec<(usize, Filter)>,
}

impl Wanted {
    /// Nothing where no row can be it.
    fn of(rows: &Rows, trace: &Trace, unit: &str, word: Option<u32>) -> Option<Wanted> {
        let is =
            |known: &innodex_panel::panel::Unit| known.code == unit || known.name.zh == unit || known.name.en == unit;
        let units = rows.unit.as_ref().map(|_| rows.units.iter().map(is).collect::<Vec<bool>>());
        if units.as_ref().is_some_and(|units| !units.contains(&true)) {
            return None;
        }
        let key = |name: &String| rows.keys.iter().position(|key| key.name == *name);
        let mut keys: Vec<(usize, Vec<bool>)> = Vec::new();
        for (name, wanted) in &trace.words {
            let Some(at) = key(name) else { continue };
            keys.push((at, rows.keys[at].words.iter().map(|word| word == wanted).collect()));
        }
        let mut figures = Vec::new();
        for filter in &trace.filters {
            if let Some(at) = key(&filter.column) {
                keys.push((at, rows.keys[at].words.iter().map(|word| passes_word(filter, word)).collect()));
            } else if let Some(at) = rows.figures.iter().position(|(id, ..)| *id == filter.column) {
                figures.push((at, filter.clone()));
            }
        }
        Some(Wanted { units, ordinal: trace.ordinal, word, keys, figures })
    }

    fn is(&self, rows: &Rows, row: usize) -> bool {
        let unit =
            || self.units.as_ref().zip(rows.unit.as_ref()).is_none_or(|(wanted, units)| wanted[units[row] as usize]);
        let period = || rows.period.as_ref().is_none_or(|(_, ordinals)| ordinals[row] == self.ordinal);
        let word =
            || self.word.is_none_or(|word| rows.indicator.as_ref().is_none_or(|names| names.numbers[row] == word));
        let key = |(at, wanted): &(usize, Vec<bool>)| wanted[rows.keys[*at].numbers[row] as usize];
        let figure = |(at, filter): &(usize, Filter)| passes_figure(filter, rows.figures[*at].2[row]);
        period() && unit() && word() && self.keys.iter().all(key) && self.figures.iter().all(figure)
    }
}

fn listed(values: &Values) -> &[Value] {
    match values {
        Values::One(value) => std::slice::from_ref(value),
        Values::Many(values) => values,
    }
}

fn passes_word(filter: &Filter, word: &str) -> bool {
    let is = |value: &Value| match value {
        Value::Word(wanted) => wanted == word,
        Value::Number(number) => number.to_string() == word,
    };
    let any = |values: &Values| listed(values).iter().any(is);
    filter.is.as_ref().is_none_or(any) && !filter.not.as_ref().is_some_and(any)
}

fn passes_figure(filter: &Filter, figure: f64) -> bool {
    let number = |value: &Value| if let Value::Number(number) = value { *number } else { f64::NAN };
    let any = |values: &Values| listed(values).iter().any(|value| number(value) == figure);
    filter.is.as_ref().is_none_or(any)
        && !filter.not.as_ref().is_some_and(any)
        && filter.from.as_ref().is_none_or(|from| figure >= number(from))
        && filter.to.as_ref().is_none_or(|to| figure <= number(to))
        && !(filter.present && figure.is_nan())
}

/// A cell of a file by its row and its column of figures, among the rows that were read.
fn cell(
    file: &File,
    reading: &Reading,
    rows: &Rows,
    (row, figure): (usize, usize),
    id: &str,
    frequency: Frequency,
    ordinal: i32,
) -> Option<Origin> {
    let columns: Vec<usize> = reading
        .understood
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.role == Role::Figure)
        .map(|(at, _)| at)
        .collect();
    let kept = reading.kept.len();
    // Of years as columns the rows stand one below the other, a column's behind the other's.
    let dated = reading.understood.form == Form::Years && rows.figures.len() == 1;
    let (of, column) = if dated { (row % kept, row / kept) } else { (row, figure) };
    let (of, column) = (*reading.kept.get(of)?, *columns.get(column)?);
    let laid = file.laid.as_ref().zip(file.grid.as_ref()).and_then(|(laid, grid)| laid.spot(grid, of, column));
    let (line, letters) = laid.unwrap_or_else(|| (file.lines[of] as usize, letters(column)));
    let note = rows.notes.iter().find(|(at, in_column, _)| *at == row && *in_column == figure);
    let (book, sheet) = (base(file.book()).to_owned(), file.sheet.clone().filter(|sheet| !sheet.is_empty()));
    Some(Origin {
        file: book,
        sheet,
        cell: format!("{letters}{line}"),
        row: line,
        text: file.columns[column].text(of).into_owned(),
        figure: id.to_owned(),
        period: Period::of(frequency, ordinal).to_string(),
        note: note.map(|(.., note)| rows.said[*note as usize].clone()),
    })
}
