//! A file as it was understood: rows of units, periods, words and figures, and everything to be said about them.

use super::cells::Reader;
use super::checks::leaves_out_ragged;
use super::file::File;
use super::footnotes::Footnotes;
use super::layout::{self, Beside};
use super::plan::{Plan, Role, SheetNames, SkipReason, Source, Territories};
use super::read::{Rows, Words};
use super::registers::{LookUp, Registers};
use super::remarks::Remarks;
use super::roles::Roles;
use super::sheets::spread;
use super::understood::{Apart, ColumnSeen, FigureSeen, Form, LineSeen, Remark, Skipped, Understood};
use super::units::{Units, Whom};
use super::written;
use innodex_panel::error::{Code, Error, Severity};
use innodex_panel::json::Members;
use innodex_panel::period::Period;
use innodex_panel::text::Text;

/// What became of a file.
pub(super) struct Reading {
    pub(super) understood: Understood,
    /// Nothing, where something has to be settled first.
    pub(super) rows: Option<Rows>,
    /// What is known from the lines beside the table.
    pub(super) beside: Beside,
    /// The rows of totals, as written.
    pub(super) set_apart: Option<Apart>,
    /// Their numbers.
    pub(super) totals: Vec<usize>,
    /// The numbers of the rows that were read.
    pub(super) kept: Vec<usize>,
    /// What the plan says of every file and has no effect on this one.
    pub(super) of_plan: Vec<Remark>,
}

impl File {
    /// What the file is understood as, with what a plan says of it.
    pub fn understand(&self, plan: &Plan) -> Understood {
        self.understand_with(plan, &Registers::default())
    }

    /// As [`File::understand`], with the registers that units are looked up in.
    pub fn understand_with(&self, plan: &Plan, registers: &Registers) -> Understood {
        let plan = &spread(plan, &[self]).plan;
        self.reading(plan, plan.name_of(self), registers).understood
    }

    /// Reads the file as a source of a plan.
    pub(super) fn reading(&self, plan: &Plan, name: &str, registers: &Registers) -> Reading {
        let source = plan.source(name);
        let laid = self.laid_out(&source);
        let mut reading = laid.reading_as_laid(&source, &plan.keys(), registers);
        if let Some(own) = plan.sources.get(name) {
            let idle = laid.without_effect(own, &reading.understood);
            reading.understood.remarks.extend(idle);
        }
        reading.of_plan = laid.without_effect(&plan.of_every_file(), &reading.understood);
        reading
    }

    /// As [`File::reading`], of a file that is laid out as the source says.
    pub(super) fn reading_as_laid(&self, source: &Source, keys: &[&str], registers: &Registers) -> Reading {
        let mut remarks = Remarks::default();
        let look_up = self.look_up(source, registers, &mut remarks);
        let source: &Source = &look_up.source;
        let roles = Roles::of(self, source, keys);
        let (mut kept, mut skipped) = (vec![true; self.lines.len()], self.skipped.clone());
        self.leave_out(source, &mut kept, &mut skipped);
        let beside = Beside::of(&skipped);
        self.check_ragged(source, &mut remarks);
        self.check_second_header(source, &roles, &kept, &mut remarks);

        let units = Units::of(self, &look_up, &roles, &kept, &mut remarks);
        let totals = units.as_ref().map(|units| units.set_apart(&mut kept)).unwrap_or_default();
        let rows: Vec<usize> = (0..kept.len()).filter(|row| kept[*row]).collect();
        let footnotes = Footnotes::of(&skipped);
        let reader = Reader { file: self, source, roles: &roles, rows: &rows, remarks: &mut remarks, footnotes };
        let read = reader.rows(units.as_ref(), &beside);
        let stated: Vec<String> = read.figures.iter().map(|(_, measure, _)| measure.clone()).collect();
        let read = self.checked(read, source, &roles, &rows, &mut remarks);
        if let Some(units) = &units {
            units.remark(&mut remarks);
            self.check_sums(&roles, units.territory, &rows, &totals, &stated, &mut remarks);
        }
        remarks.settle(self.sheet.as_deref());
        let lines = self.lines_seen(&roles, &skipped, &totals);
        let understood = self.describe(&look_up, &roles, &beside, &read, units.as_ref(), skipped, lines, remarks);
        let usable = understood.remarks.iter().all(|r| r.severity != Severity::Error);
        let set_apart = (!totals.is_empty()).then(|| Apart::of(self, &totals));
        Reading { understood, rows: usable.then_some(read), beside, set_apart, totals, kept: rows, of_plan: Vec::new() }
    }

    /// Where the units are looked up, with what there is to say before a row is read.
    fn look_up<'a>(&self, source: &'a Source, registers: &'a Registers, remarks: &mut Remarks) -> LookUp<'a> {
        let facts = self.laid.as_ref().map(|laid| &laid.facts);
        self.check_area(source, remarks);
        layout::remarks::remark(facts, self.grid.as_deref(), self.header_row, remarks);
        let look_up = LookUp::of(self, source, registers);
        look_up.ask(registers, remarks);
        self.check_names(&look_up.source, remarks);
        self.check_lines(&look_up.source, remarks);
        look_up
    }

    /// The rows, once it is clear that no figure stands twice and years are one figure in one unit of measure.
    fn checked(&self, read: Rows, source: &Source, roles: &Roles, rows: &[usize], remarks: &mut Remarks) -> Rows {
        let mut read = read;
        if roles.form != Form::Records && !remarks.has_errors() {
            self.check_twice(&read, rows, remarks);
        }
        if roles.form == Form::Years {
            self.check_measures_of_years(roles, &read, remarks);
            read = years(self, roles, source, read);
        }
        if read.figures.is_empty() {
            let error = Error::new(
                Code::NoFigures,
                "",
                Text::new("没有找到数值列。", "There is no column of figures."),
                Text::new("请在 columns 中写明各列的含义。", "Say in \"columns\" what the columns are."),
            );
            remarks.error(error, None);
        }
        read
    }

    /// Leaves out the rows that the plan names; where the table was laid out they are none of it any more.
    fn leave_out(&self, source: &Source, kept: &mut [bool], skipped: &mut Vec<Skipped>) {
        if self.laid.is_some() || source.skip.is_empty() {
            return;
        }
        let first =
            |row: usize| self.columns.iter().map(|c| c.text(row)).find(|cell| !cell.is_empty()).unwrap_or_default();
        for (row, keep) in kept.iter_mut().enumerate() {
            let line = self.lines[row] as usize;
            if source.leaves_out(line, &first(row)) {
                *keep = false;
                let cells: Vec<_> = self.columns.iter().map(|c| c.text(row)).collect();
                skipped.push(Skipped { row: line, text: cells.join(" "), why: SkipReason::Plan });
            }
        }
        // A line beside the table says nothing of it any more.
        let beside = skipped.iter_mut().filter(|line| {
            let first = line.text.split(char::from(self.separator)).next().unwrap_or("");
            source.leaves_out(line.row, first)
        });
        beside.for_each(|line| line.why = SkipReason::Plan);
        for (row, cells) in self.ragged.iter().filter(|(row, cells)| leaves_out_ragged(source, *row, cells)) {
            skipped.push(Skipped { row: *row, text: cells.join(" "), why: SkipReason::Plan });
        }
        skipped.sort_by_key(|s| s.row);
    }

    #[allow(clippy::too_many_arguments)] // everything that was found, put together once
    fn describe(
        &self,
        look_up: &LookUp<'_>,
        roles: &Roles,
        beside: &Beside,
        read: &Rows,
        units: Option<&Units>,
        skipped: Vec<Skipped>,
        lines: Vec<LineSeen>,
        remarks: Remarks,
    ) -> Understood {
        let source: &Source = &look_up.source;
        let periods = read.period.as_ref().map(|(_, ordinals)| different(ordinals)).unwrap_or_default();
        let frequency = read.period.as_ref().map(|(f, _)| *f);
        let figures = figures_seen(read);
        Understood {
            file: self.name.clone(),
            encoding: self.encoding.label(),
            separator: char::from(self.separator).to_string(),
            form: roles.form,
            header_row: self.header_row,
            rows: self.lines.len(),
            columns: self.columns_seen(source, roles, beside),
            skipped,
            territory: units.map_or(Territories::Free, |u| u.territory),
            needs_register: look_up.needs_register,
            units: units.map(|u| u.seen.clone()).unwrap_or_default(),
            set_apart: units.map(|u| u.totals.clone()).unwrap_or_default(),
            refused: units.map(|u| u.refused.clone()).unwrap_or_default(),
            periods: frequency
                .map(|f| periods.iter().map(|p| Period::of(f, *p).to_string()).collect())
                .unwrap_or_default(),
            preview: self.preview.clone(),
            lines,
            source: self.source_seen(source, roles, units, &figures),
            figures,
            remarks: remarks.into_list(),
        }
    }

    /// What each column is taken for.
    fn columns_seen(&self, source: &Source, roles: &Roles, beside: &Beside) -> Vec<ColumnSeen> {
        let column = |(c, name): (usize, &String)| ColumnSeen {
            name: name.clone(),
            letters: self.letters_of(c),
            role: roles.roles[c],
            holds: roles.profiles[c].holds,
            measure: match roles.roles[c] {
                Role::Figure => self.measure_of(c, source, beside),
                _ => String::new(),
            },
            distinct: roles.profiles[c].distinct,
            empty: roles.profiles[c].empty,
        };
        self.header.iter().enumerate().map(column).collect()
    }

    /// What a plan would say to read the file just so.
    fn source_seen(&self, source: &Source, roles: &Roles, units: Option<&Units>, figures: &[FigureSeen]) -> Source {
        let named = |(name, role): (&String, &Role)| (name.clone(), *role);
        let measured = figures.iter().filter(|f| !f.measure.is_empty()).map(|f| (f.id.clone(), f.measure.clone()));
        Source {
            file: Some(self.book().to_owned()),
            sheet: self.of_several().map(|(_, sheet)| SheetNames::One(sheet.to_owned())),
            columns: Members(self.header.iter().zip(&roles.roles).map(named).collect()),
            territory: units.map(|u| u.territory),
            name: source.name.clone(),
            measures: Members(measured.collect()),
            ..source.clone()
        }
    }
}

impl Units {
    /// Keeps the rows of units, and gives those of totals.
    fn set_apart(&self, kept: &mut [bool]) -> Vec<usize> {
        let mut totals = Vec::new();
        for (row, keep) in kept.iter_mut().enumerate().filter(|(_, keep)| **keep) {
            if let Whom::Total = self.whom[row] {
                totals.push(row);
            }
            *keep = matches!(self.whom[row], Whom::Unit(_));
        }
        totals
    }

    /// The unit of each of some rows.
    fn of_rows(&self, rows: &[usize]) -> Vec<u32> {
        let of = |row: &usize| match self.whom[*row] {
            Whom::Unit(number) => number,
            Whom::Total | Whom::Refused => unreachable!("only rows of units are kept"),
        };
        rows.iter().map(of).collect()
    }
}

impl Reader<'_> {
    /// Reads the kept rows.
    fn rows(mut self, units: Option<&Units>, beside: &Beside) -> Rows {
        let period = self.periods(beside);
        let figures = self.figures(beside);
        let indicator = self.indicator();
        let measures = self.measures(indicator.as_ref(), beside);
        let keys: Vec<Words> = self.roles.columns(Role::Key).map(|c| self.words(c)).collect();
        self.left_out();
        let footnotes = std::mem::take(&mut self.footnotes);
        footnotes.remark(self.remarks);
        Rows {
            units: units.map(|units| units.units.clone()).unwrap_or_default(),
            unit: units.map(|units| units.of_rows(self.rows)),
            period,
            keys,
            indicator,
            figures,
            measures,
            said: footnotes.said(),
            notes: footnotes.figures,
        }
    }
}

/// How many figures there are of each kind.
fn figures_seen(read: &Rows) -> Vec<FigureSeen> {
    let Some(names) = &read.indicator else {
        let count = |(id, measure, figures): &(String, String, Vec<f64>)| {
            let present = figures.iter().filter(|f| !f.is_nan()).count();
            FigureSeen { id: id.clone(), measure: measure.clone(), present, missing: figures.len() - present }
        };
        return read.figures.iter().map(count).collect();
    };
    // In one pass over the rows, however many names there are.
    let counted: Vec<Vec<[usize; 2]>> = read
        .figures
        .iter()
        .map(|(_, _, figures)| {
            let mut of_word = vec![[0; 2]; names.words.len()];
            names.numbers.iter().zip(figures).for_each(|(n, f)| of_word[*n as usize][usize::from(f.is_nan())] += 1);
            of_word
        })
        .collect();
    let mut seen = Vec::new();
    for (at, word) in names.words.iter().enumerate() {
        for ((id, measure, _), counted) in read.figures.iter().zip(&counted) {
            let id = if read.figures.len() == 1 { word.clone() } else { format!("{word} {id}") };
            let measure = read.measures.get(word).unwrap_or(measure).clone();
            let [present, missing] = counted[at];
            seen.push(FigureSeen { id, measure, present, missing });
        }
    }
    seen.retain(|f| f.present + f.missing > 0);
    seen
}

/// The different ones of some periods, ascending.
fn different(ordinals: &[i32]) -> Vec<i32> {
    /// As far apart as periods are, nearly always: a flag each.
    const NEAR: i64 = 1 << 16;
    let (Some(least), Some(most)) = (ordinals.iter().min(), ordinals.iter().max()) else { return Vec::new() };
    if i64::from(*most) - i64::from(*least) >= NEAR {
        let mut sorted = ordinals.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        return sorted;
    }
    let mut met = vec![false; (most - least) as usize + 1];
    ordinals.iter().for_each(|ordinal| met[(ordinal - least) as usize] = true);
    (*least..=*most).zip(met).filter(|(_, met)| *met).map(|(ordinal, _)| ordinal).collect()
}

/// Years as columns become rows.
fn years(file: &File, roles: &Roles, source: &Source, read: Rows) -> Rows {
    let periods: Vec<Period> =
        roles.columns(Role::Figure).filter_map(|c| written::header_period(&file.header[c])).collect();
    let Some(frequency) = periods.first().map(|p| p.frequency()) else { return read };
    let n = read.figures.first().map_or(0, |(_, _, f)| f.len());
    let times = periods.len();
    let again = |words: Words| Words { numbers: words.numbers.repeat(times), ..words };
    let id = source.name.clone().unwrap_or_else(|| file.stem().to_owned());
    let measure = source.measures.get(&id).or(read.figures.first().map(|(_, m, _)| m)).cloned().unwrap_or_default();
    Rows {
        unit: read.unit.map(|u| u.repeat(times)),
        period: Some((frequency, periods.iter().flat_map(|p| vec![p.ordinal(); n]).collect())),
        keys: read.keys.into_iter().map(again).collect(),
        indicator: read.indicator.map(again),
        // The columns stand one below the other now.
        notes: read.notes.into_iter().map(|(at, column, note)| (at + column * n, 0, note)).collect(),
        figures: vec![(id, measure, read.figures.into_iter().flat_map(|(_, _, f)| f).collect())],
        ..read
    }
}
