//! A table of several header lines, of indicators as rows or of units as columns, unfolded: a row a unit and period, a column
//! an indicator. Every figure keeps the row and column of the sheet that it stands in.

use super::grid::Grid;
use super::heads::{Head, Label, Stub};
use super::parts::{about_section, canonical, sections, About, Part, Rows};
use super::stubs::{called, named, Named};
use super::Known;
use crate::engine::parts_of_year::{self, PartOfYear, CUMULATIVE};
use crate::engine::written;
use crate::plan::Role;
use crate::understood::CellTaken;
use innodex_panel::period::Frequency;
use std::collections::HashMap;

/// A cell of the sheet: its row in the grid, its column.
pub(crate) type Spot = (usize, usize);

/// An unfolded table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Made {
    pub(crate) header: Vec<String>,
    /// What columns are for certain.
    pub(crate) roles: Vec<Option<Role>>,
    pub(crate) rows: Vec<MadeRow>,
    /// How many of the columns are labels; figures follow.
    pub(crate) labels: usize,
    /// The unit that the table is about, and where it was taken from, where no cell of it says so.
    pub(crate) unit_from: Option<(String, Option<usize>)>,
    /// Whether a unit is still to be named.
    pub(crate) without_unit: bool,
    /// Columns of figures that are of no period among those that are, with their heads.
    pub(crate) timeless: Vec<(usize, String)>,
    /// The first column of figures that count from the beginning of the year.
    pub(crate) counted: Option<usize>,
    /// Those that are taken to be of the one part of a year that the others are of.
    pub(crate) lent: Vec<(usize, String)>,
    /// Labels that were filled down.
    pub(crate) filled: Vec<Spot>,
    /// Rows of words that say nothing of those below them.
    pub(crate) idle: Vec<usize>,
    /// Columns of labels that are none of the table's: first and last row, column, and what it holds.
    pub(crate) held: Vec<(usize, usize, usize, CellTaken)>,
}

/// A row of an unfolded table.
#[derive(Debug, Clone, Default)]
pub(crate) struct MadeRow {
    /// The row of the grid.
    pub(crate) row: usize,
    /// Text, and where it stands.
    pub(crate) labels: Vec<(String, Option<Spot>)>,
    pub(crate) figures: Vec<Option<Spot>>,
}

/// Gathers the figures of all tables of a sheet.
pub(crate) fn unfold(grid: &Grid, parts: &[Part<'_>], known: &Known) -> Made {
    let mut gathering = Gathering {
        grid,
        made: Made::default(),
        labels: Vec::new(),
        figures: HashMap::new(),
        rows: HashMap::new(),
        known,
    };
    gathering.plan_labels(parts);
    for part in parts {
        gathering.part(part);
    }
    gathering.finish()
}

/// What a column of labels of the made table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Axis {
    /// The unit.
    Unit(String),
    Period,
    /// Other labels, by their head.
    Other(String),
}

struct Gathering<'a> {
    grid: &'a Grid,
    made: Made,
    labels: Vec<Axis>,
    /// The number of each column of figures, by name and unit of measure.
    figures: HashMap<(String, String), usize>,
    rows: HashMap<Vec<String>, usize>,
    known: &'a Known,
}

impl<'a> Gathering<'a> {
    /// Which columns of labels the made table has: those of the tables, and the period where columns or sections say it.
    fn plan_labels(&mut self, parts: &[Part<'_>]) {
        let mut add = |label: Axis| {
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        };
        for part in parts {
            match part.rows {
                Rows::Units => part.heads.stubs.iter().filter(|stub| stub.label != Label::Measure).for_each(|stub| {
                    match stub.label {
                        Label::Period => add(Axis::Period),
                        _ => add(Axis::Other(stub.head.clone())),
                    }
                }),
                Rows::Indicators | Rows::Periods => {
                    let unit = part.heads.stubs.iter().find(|stub| stub.label == Label::Unit);
                    add(Axis::Unit(unit.map_or("地区", |stub| stub.head.as_str()).to_owned()));
                    for stub in part.heads.stubs.iter().filter(|stub| stub.label == Label::Code && unit.is_some()) {
                        add(Axis::Other(stub.head.clone()));
                    }
                }
            }
        }
        let dated = |part: &Part<'_>| {
            let sections = sections(self.grid, part.block).any(|(_, cell)| written::likely_header(cell));
            part.rows == Rows::Periods
                || sections
                || part.about.period.is_some()
                || part.heads.figures.iter().any(Head::is_dated)
                || part.heads.stubs.iter().any(|stub| stub.label == Label::Period)
        };
        if parts.iter().any(dated) {
            add(Axis::Period);
        }
    }

    fn part(&mut self, part: &Part<'_>) {
        let groups = self.groups(part);
        let indicator = part.heads.stubs.iter().find(|stub| stub.label == Label::Indicator);
        let words = || part.heads.stubs.iter().find(|stub| matches!(stub.label, Label::Words | Label::Unit));
        let naming = match part.rows {
            Rows::Indicators => indicator.or_else(words),
            Rows::Units | Rows::Periods => None,
        };
        let names: Vec<Vec<Named>> = match naming {
            Some(stub) => groups.iter().map(|(_, rows)| named(self.grid, stub, rows)).collect(),
            None => Vec::new(),
        };
        self.hold(part, naming);
        let called = called(&names);
        for (at, (about, rows)) in groups.iter().enumerate() {
            let mut before: HashMap<usize, Spot> = HashMap::new();
            for (place, row) in rows.iter().enumerate() {
                let mut about = about.clone();
                if let Some(name) = names.get(at).map(|names| &names[place]) {
                    about.indicator = Some(called[at][place].clone());
                    about.measure = name.measure.clone().or(about.measure);
                }
                self.row(part, *row, about, naming, &mut before);
            }
        }
    }

    /// Notes the columns that say what a row is about without being columns of the made table.
    fn hold(&mut self, part: &Part<'_>, naming: Option<&Stub>) {
        let (Some(first), Some(last)) = (part.block.body.first(), part.block.body.last()) else { return };
        for stub in &part.heads.stubs {
            let taken = match stub.label {
                _ if naming.is_some_and(|naming| naming.column == stub.column) => CellTaken::Indicator,
                Label::Measure => CellTaken::Measure,
                _ => continue,
            };
            self.made.held.push((*first, *last, stub.column, taken));
        }
    }

    /// The rows of a table, section by section, with what each section says.
    fn groups(&mut self, part: &Part<'_>) -> Vec<(About, Vec<usize>)> {
        let sections: Vec<(usize, &str)> = sections(self.grid, part.block).collect();
        let unit = part.heads.stubs.iter().find(|stub| stub.label == Label::Unit && part.rows == Rows::Indicators);
        let mut groups = vec![(part.about.clone(), Vec::new())];
        for row in &part.block.body {
            match sections.iter().find(|(section, _)| section == row) {
                Some((_, cell)) => {
                    let own = about_section(cell, part.rows);
                    if own.says_nothing() {
                        self.made.idle.push(*row);
                    }
                    groups.push((own.or(&part.about), Vec::new()));
                }
                None => {
                    // Another unit in a column of units begins another group too.
                    let named = unit.is_some_and(|stub| !self.grid.cell(*row, stub.column).is_empty());
                    let (about, rows) = groups.last_mut().expect("there is one from the beginning");
                    match named && !rows.is_empty() {
                        true => {
                            let about = about.clone();
                            groups.push((about, vec![*row]));
                        }
                        false => rows.push(*row),
                    }
                }
            }
        }
        groups
    }

    /// One row of the sheet.
    fn row(
        &mut self,
        part: &Part<'_>,
        row: usize,
        mut about: About,
        naming: Option<&Stub>,
        before: &mut HashMap<usize, Spot>,
    ) {
        let grid = self.grid;
        let spot = |stub: &Stub, before: &HashMap<usize, Spot>| match grid.cell(row, stub.column) {
            "" => before.get(&stub.column).copied(),
            _ => Some((row, stub.column)),
        };
        let mut spots: Vec<(String, Label, Option<Spot>)> = Vec::new();
        for stub in part.heads.stubs.iter().filter(|stub| naming.is_none_or(|naming| naming.column != stub.column)) {
            let own = (!grid.cell(row, stub.column).is_empty()).then_some((row, stub.column));
            // A unit beside several indicators is written once, as merged cells are.
            let filled =
                (naming.is_some() && stub.label == Label::Unit) || grid.origin(row, stub.column) != (row, stub.column);
            let merged = Some(grid.origin(row, stub.column)).filter(|(r, c)| !grid.cell(*r, *c).is_empty());
            let at = own.or(merged).or_else(|| spot(stub, before).filter(|_| filled));
            if own.is_none() && at.is_some() {
                self.made.filled.push((row, stub.column));
            }
            if let Some(at) = at {
                before.insert(stub.column, at);
            }
            let text = at.map_or("", |(row, column)| grid.cell(row, column));
            match stub.label {
                Label::Measure if !text.is_empty() => {
                    about.measure = Some(super::kinds::stated_measure(text).unwrap_or(text).to_owned());
                }
                Label::Period => about.period = Some(text.to_owned()),
                Label::Unit if part.rows != Rows::Units => about.unit = Some(text.to_owned()),
                _ => {}
            }
            spots.push((stub.head.clone(), stub.label, at));
        }
        self.figures_of(part, row, &about, &spots);
    }

    /// The figures of one row. Beside columns of periods one of none is not used; beside columns of one part of a year it is of
    /// that too.
    fn figures_of(&mut self, part: &Part<'_>, row: usize, about: &About, spots: &[(String, Label, Option<Spot>)]) {
        let dated: Vec<&Head> = part.heads.figures.iter().filter(|head| head.is_dated()).collect();
        let common = dated.first().filter(|first| {
            first.part.is_some() && dated.iter().all(|head| head.period == first.period && head.part == first.part)
        });
        for head in &part.heads.figures {
            let timeless = !head.is_dated() && !dated.is_empty() && about.period.is_none();
            let of = |list: &mut Vec<(usize, String)>| {
                if !list.iter().any(|(column, _)| *column == head.column) {
                    list.push((head.column, head.words.join(" ")));
                }
            };
            match common.filter(|_| timeless) {
                Some(common) => {
                    of(&mut self.made.lent);
                    let part_of_year = common.part.map(|part| PartOfYear { cumulative: false, ..part });
                    let lent = Head { period: common.period.clone(), part: part_of_year, ..head.clone() };
                    self.figure(part, row, &lent, about, spots);
                }
                None if timeless => of(&mut self.made.timeless),
                None => self.figure(part, row, head, about, spots),
            }
        }
    }

    /// One figure: finds its row and column in the made table, and puts it there.
    fn figure(
        &mut self,
        part: &Part<'_>,
        row: usize,
        head: &Head,
        about: &About,
        spots: &[(String, Label, Option<Spot>)],
    ) {
        let of_table = |this: &mut Self| (part.rows != Rows::Units).then(|| this.unit_of_table()).flatten();
        let unit = head.place.clone().or_else(|| about.unit.clone()).or_else(|| of_table(self));
        let period = period_of(head, about);
        let mut words: Vec<&str> = about.indicator.iter().map(String::as_str).collect();
        words.extend(head.words.iter().map(String::as_str));
        words.dedup();
        if head.part.is_some_and(|part| part.cumulative) {
            self.made.counted.get_or_insert(head.column);
            words.extend(words.is_empty().then_some(self.known.name.as_str()));
            words.push(CUMULATIVE);
        }
        let measure = head.measure.clone().or_else(|| about.measure.clone()).unwrap_or_default();
        let labels: Vec<(String, Option<Spot>)> = self
            .labels
            .iter()
            .map(|label| match label {
                Axis::Unit(_) if part.rows == Rows::Units => {
                    let stub = spots.iter().find(|(_, label, _)| matches!(label, Label::Unit | Label::Words));
                    of_spot(self.grid, stub.and_then(|(_, _, spot)| *spot))
                }
                Axis::Unit(_) => {
                    let stub = spots.iter().find(|(_, label, _)| *label == Label::Unit).and_then(|(_, _, spot)| *spot);
                    (unit.clone().unwrap_or_default(), stub)
                }
                Axis::Period => {
                    let stub =
                        spots.iter().find(|(_, label, _)| *label == Label::Period).and_then(|(_, _, spot)| *spot);
                    (period.clone().unwrap_or_default(), stub)
                }
                Axis::Other(name) => {
                    of_spot(self.grid, spots.iter().find(|(head, ..)| head == name).and_then(|(_, _, spot)| *spot))
                }
            })
            .collect();
        self.made.without_unit |= part.rows != Rows::Units && unit.as_deref().is_none_or(str::is_empty);
        let next = self.figures.len();
        let figure = *self.figures.entry((words.join(" "), measure)).or_insert(next);
        self.put(row, labels, figure, (row, head.column));
    }

    /// Puts a figure into the row of its labels; where it has one already, into one more, which will be called twice.
    fn put(&mut self, row: usize, labels: Vec<(String, Option<Spot>)>, figure: usize, spot: Spot) {
        let key: Vec<String> = labels.iter().map(|(text, _)| text.clone()).collect();
        let rows = &mut self.made.rows;
        let known = self.rows.get(&key).copied().filter(|at| rows[*at].figures.get(figure).is_none_or(Option::is_none));
        let at = known.unwrap_or_else(|| {
            rows.push(MadeRow { row, labels, figures: Vec::new() });
            self.rows.insert(key, rows.len() - 1);
            rows.len() - 1
        });
        let figures = &mut rows[at].figures;
        figures.resize(figures.len().max(figure + 1), None);
        figures[figure] = Some(spot);
    }

    /// The unit of a table that names none in its cells: as the plan says, or the sheet's name or a title does.
    fn unit_of_table(&mut self) -> Option<String> {
        if let Some(unit) = &self.known.unit {
            return Some(unit.clone());
        }
        let (unit, row) = self.known.unit_beside.clone()?;
        self.made.unit_from = Some((unit.clone(), row));
        Some(unit)
    }

    fn finish(mut self) -> Made {
        let mut named: Vec<((String, String), usize)> = self.figures.into_iter().collect();
        named.sort_by_key(|(_, at)| *at);
        let known = |label: &Axis| match label {
            Axis::Unit(head) => (head.clone(), Some(Role::Unit)),
            Axis::Period => ("时期".to_owned(), Some(Role::Period)),
            Axis::Other(head) => (head.clone(), None),
        };
        let unnamed = self.known.name.clone();
        let column = |((name, measure), _): ((String, String), usize)| {
            let name = if name.is_empty() { unnamed.clone() } else { name };
            let header = if measure.is_empty() { name } else { format!("{name}（{measure}）") };
            (header, Some(Role::Figure))
        };
        self.made.labels = self.labels.len();
        let width = named.len();
        (self.made.header, self.made.roles) =
            self.labels.iter().map(known).chain(named.into_iter().map(column)).unzip();
        self.made.rows.iter_mut().for_each(|row| row.figures.resize(width, None));
        self.made
    }
}

/// When a figure is of, as its head says and, where that leaves it open, its row or section; a part of a year whose year they
/// do not say as it is.
fn period_of(head: &Head, about: &About) -> Option<String> {
    let Some(part) = head.part else {
        return head.period.as_ref().map(|period| canonical(period)).or_else(|| about.period.clone());
    };
    let of_year = |period: &Option<String>| {
        written::header_period(period.as_deref()?).filter(|period| period.frequency() == Frequency::Year)
    };
    let year = of_year(&head.period).or_else(|| of_year(&about.period));
    Some(year.map_or_else(|| parts_of_year::written(part), |year| part.of(year.ordinal()).to_string()))
}

fn of_spot(grid: &Grid, spot: Option<Spot>) -> (String, Option<Spot>) {
    (spot.map_or("", |(row, column)| grid.cell(row, column)).to_owned(), spot)
}
