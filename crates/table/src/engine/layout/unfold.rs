//! A table of several header lines, of indicators as rows or of units as columns, unfolded: a row a unit and period, a column
//! an indicator. Every figure keeps the row and column of the sheet that it stands in.

use super::find::{Block, Line, Lines};
use super::grid::Grid;
use super::heads::{heads, Head, Heads, Label, Stub};
use super::kinds::{is_whole, looks_like_place, place_at_start};
use super::stubs::{called, named, Named};
use super::Known;
use crate::engine::marks::bare_name;
use crate::engine::written;
use crate::plan::{Orientation, Role};
use crate::understood::CellTaken;
use innodex_panel::measure;
use innodex_panel::text::tidy;
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

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Units,
    Indicators,
    Periods,
}

/// One table with its columns understood.
pub(crate) struct Part<'a> {
    block: &'a Block,
    heads: Heads,
    rows: Rows,
    /// What the titles right above it say, where there are several tables.
    about: About,
}

/// What is known of all rows below a title or section.
#[derive(Debug, Clone, Default)]
struct About {
    unit: Option<String>,
    period: Option<String>,
    indicator: Option<String>,
    measure: Option<String>,
}

impl About {
    fn says_nothing(&self) -> bool {
        self.unit.is_none() && self.period.is_none() && self.indicator.is_none() && self.measure.is_none()
    }

    /// What is said more closely counts.
    fn or(&self, wider: &About) -> About {
        let first = |own: &Option<String>, other: &Option<String>| own.clone().or_else(|| other.clone());
        About {
            unit: first(&self.unit, &wider.unit),
            period: first(&self.period, &wider.period),
            indicator: first(&self.indicator, &wider.indicator),
            measure: first(&self.measure, &wider.measure),
        }
    }
}

/// The tables of a sheet with their columns understood.
pub(crate) fn parts<'a>(grid: &Grid, lines: &'a Lines, orientation: Option<Orientation>) -> Vec<Part<'a>> {
    let several = lines.blocks.len() > 1;
    let of = |block: &'a Block| {
        let heads = heads(grid, block);
        let rows = rows_of(grid, block, &heads, orientation);
        Part { block, rows, about: about_block(grid, block, rows, several), heads }
    };
    lines.blocks.iter().map(of).collect()
}

/// What the rows of a table are, by its header first, then by their words.
fn rows_of(grid: &Grid, block: &Block, heads: &Heads, told: Option<Orientation>) -> Rows {
    let has = |label: Label| heads.stubs.iter().any(|stub| stub.label == label);
    match told {
        Some(Orientation::UnitsAsRows) => return Rows::Units,
        Some(Orientation::IndicatorsAsRows) => return Rows::Indicators,
        Some(Orientation::UnitsAsColumns) if has(Label::Period) && !has(Label::Indicator) => return Rows::Periods,
        Some(Orientation::UnitsAsColumns) => return Rows::Indicators,
        None => {}
    }
    let places = heads.figures.iter().filter(|head| head.place.is_some()).count() > 1;
    let dated =
        !heads.figures.is_empty() && heads.figures.iter().all(|head| head.period.is_some() && head.words.is_empty());
    let words: Vec<&str> = match heads.stubs.iter().find(|stub| matches!(stub.label, Label::Words | Label::Unit)) {
        Some(stub) => {
            block.body.iter().map(|row| grid.cell(*row, stub.column)).filter(|cell| !cell.is_empty()).collect()
        }
        None => Vec::new(),
    };
    let share = |is: &dyn Fn(&str) -> bool| 2 * words.iter().filter(|word| is(word)).count() > words.len();
    let measured = has(Label::Measure) || (!words.is_empty() && share(&|word| measure::in_header(word).is_some()));
    match () {
        () if has(Label::Indicator) => Rows::Indicators,
        () if places && has(Label::Period) && !has(Label::Words) => Rows::Periods,
        () if has(Label::Unit) && !places => Rows::Units,
        () if share(&|word| looks_like_place(word) || is_whole(word)) && !words.is_empty() => Rows::Units,
        () if places && !words.is_empty() => Rows::Indicators,
        () if dated && measured => Rows::Indicators,
        () if dated && has_unit_sections(grid, block) => Rows::Indicators,
        () => Rows::Units,
    }
}

/// The rows that say what the rows below them are about.
fn sections<'a>(grid: &'a Grid, block: &'a Block) -> impl Iterator<Item = (usize, &'a str)> {
    let alone = |row: &usize| block.columns.iter().filter(|c| !grid.cell(*row, **c).is_empty()).count() == 1;
    let of = |row: usize| {
        (row, block.columns.iter().map(|c| grid.cell(row, *c)).find(|cell| !cell.is_empty()).unwrap_or(""))
    };
    block.body.iter().copied().filter(alone).map(of)
}

fn has_unit_sections(grid: &Grid, block: &Block) -> bool {
    let all = sections(grid, block).count();
    all > 0 && 2 * sections(grid, block).filter(|(_, cell)| looks_like_place(cell)).count() > all
}

/// What the lines above one of several tables say of it; of a table alone they say no more than a suggestion.
fn about_block(grid: &Grid, block: &Block, rows: Rows, several: bool) -> About {
    let mut about = About::default();
    for row in &block.titles {
        for column in &block.columns {
            let cell = grid.cell(*row, *column);
            about = about_line(cell, rows, several).or(&about);
        }
    }
    about
}

/// What one line above a table says: 地区：湖北省, 指标：地区生产总值(亿元), 单位：亿元, or the title of one of several tables.
fn about_line(cell: &str, rows: Rows, several: bool) -> About {
    // Of one table it is known from the lines beside it, whatever its columns say.
    let mut about = About { measure: measure::in_remark(cell).filter(|_| several), ..About::default() };
    let told = |words: [&str; 4]| {
        let (what, said) = cell.split_once(['：', ':'])?;
        words.contains(&what.trim()).then(|| said.trim().to_owned()).filter(|said| !said.is_empty())
    };
    about.unit = told(["地区", "地区名称", "行政区", "单位名称"]).filter(|_| rows != Rows::Units);
    if let Some(indicator) = told(["指标", "指标名称", "项目", "统计指标"]) {
        let (name, own) = measure::in_header(&indicator).unwrap_or((&indicator, ""));
        about.indicator = Some(name.to_owned());
        about.measure = Some(own.to_owned()).filter(|own| !own.is_empty()).or(about.measure);
    }
    if several && about.measure.is_none() && !cell.is_empty() {
        about.unit = about.unit.or_else(|| place_at_start(cell).filter(|_| rows == Rows::Indicators));
        about.period = written::year_in_name(cell).map(str::to_owned);
    }
    if let (true, Rows::Units, Some((name, own))) = (several, rows, measure::in_header(cell)) {
        let name =
            name.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十、.（）() 　".contains(c));
        about.indicator = Some(name.to_owned());
        about.measure = Some(own.to_owned());
    }
    about
}

/// What a section says of its rows: whose they are, which period they are of, or what they are.
fn about_section(cell: &str, rows: Rows) -> About {
    let text = tidy(bare_name(cell).0).into_owned();
    let mut about = About { measure: measure::in_remark(cell), ..About::default() };
    if written::likely_header(&text) {
        about.period = Some(canonical(&text));
    } else if rows != Rows::Units {
        about.unit = place_at_start(&text);
    } else if let Some((name, own)) = measure::in_header(&text) {
        about.indicator = Some(name.to_owned());
        about.measure = Some(own.to_owned());
    }
    about
}

impl Part<'_> {
    pub(crate) fn is_headless(&self) -> bool {
        self.block.header.is_empty()
    }

    /// The line of the last row of the header.
    pub(crate) fn header_line(&self, grid: &Grid) -> usize {
        self.block.header.last().or(self.block.body.first()).map_or(1, |row| grid.line(*row))
    }

    /// Whether today's reading of one header line and rows of units reads it as well.
    pub(crate) fn is_plain(&self, grid: &Grid, lines: &[Line]) -> bool {
        if lines.contains(&Line::Numbering) {
            return false;
        }
        let header = &self.block.header;
        // Marks of footnotes are no part of a head.
        let marked = |row: &usize| self.block.columns.iter().any(|c| bare_name(grid.cell(*row, *c)).1.is_some());
        if header.iter().any(marked) {
            return false;
        }
        // Names merged over several rows have to be spread.
        let merged = |row: &usize, stub: &Stub| {
            grid.cell(*row, stub.column).is_empty() && grid.origin(*row, stub.column) != (*row, stub.column)
        };
        if self.heads.stubs.iter().any(|stub| self.block.body.iter().any(|row| merged(row, stub))) {
            return false;
        }
        let one = header.len() == 1 && grid.line(header[0]) > 0;
        let contiguous = self.block.columns.first() == Some(&0) && self.block.columns.len() == grid.width;
        let section = sections(grid, self.block).any(|(_, cell)| !about_section(cell, self.rows).says_nothing());
        let dated = self.heads.figures.iter().filter(|head| head.period.is_some()).count();
        let mixed = self.heads.figures.iter().any(|head| head.period.is_some() && !head.words.is_empty());
        let has = |label| self.heads.stubs.iter().any(|stub| stub.label == label);
        let whole = |stub: &Stub| self.block.body.iter().all(|row| !grid.cell(*row, stub.column).is_empty());
        let listed =
            has(Label::Indicator) && self.heads.stubs.iter().any(|stub| stub.label == Label::Unit && whole(stub));
        let rows =
            self.rows == Rows::Units || (self.rows == Rows::Indicators && listed && dated == self.heads.figures.len());
        let rows = rows || (self.rows == Rows::Indicators && listed && dated == 0);
        one && contiguous
            && !section
            && !mixed
            && rows
            && self.about.indicator.is_none()
            && self.heads.over_all.is_empty()
    }
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
                || part.heads.figures.iter().any(|head| head.period.is_some())
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
        let periods = part.heads.figures.iter().filter(|head| head.period.is_some()).count();
        for head in &part.heads.figures {
            if head.period.is_none() && periods > 0 && about.period.is_none() {
                if !self.made.timeless.iter().any(|(column, _)| *column == head.column) {
                    self.made.timeless.push((head.column, head.words.join(" ")));
                }
                continue;
            }
            self.figure(part, row, head, &about, &spots);
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
        let period = head.period.as_ref().map(|period| canonical(period)).or_else(|| about.period.clone());
        let mut words: Vec<&str> = about.indicator.iter().map(String::as_str).collect();
        words.extend(head.words.iter().map(String::as_str));
        words.dedup();
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

/// A period as it is written everywhere.
fn canonical(period: &str) -> String {
    written::header_period(period).map_or_else(|| period.to_owned(), |period| period.to_string())
}

fn of_spot(grid: &Grid, spot: Option<Spot>) -> (String, Option<Spot>) {
    (spot.map_or("", |(row, column)| grid.cell(row, column)).to_owned(), spot)
}
