//! The tables of a sheet with their columns understood: what rows are, and what titles and sections say of them.

use super::find::{Block, Line, Lines};
use super::grid::Grid;
use super::heads::{heads, Heads, Label, Stub};
use super::kinds::{is_whole, looks_like_place, place_at_start};
use crate::engine::marks::bare_name;
use crate::engine::written;
use crate::plan::Orientation;
use innodex_panel::measure;
use innodex_panel::text::tidy;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Units,
    Indicators,
    Periods,
}

/// One table with its columns understood.
pub(crate) struct Part<'a> {
    pub(super) block: &'a Block,
    pub(super) heads: Heads,
    pub(super) rows: Rows,
    /// What the titles right above it say, where there are several tables.
    pub(super) about: About,
}

/// What is known of all rows below a title or section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct About {
    pub(super) unit: Option<String>,
    pub(super) period: Option<String>,
    pub(super) indicator: Option<String>,
    pub(super) measure: Option<String>,
}

impl About {
    pub(super) fn says_nothing(&self) -> bool {
        self.unit.is_none() && self.period.is_none() && self.indicator.is_none() && self.measure.is_none()
    }

    /// What is said more closely counts.
    pub(super) fn or(&self, wider: &About) -> About {
        let first = |own: &Option<String>, other: &Option<String>| own.clone().or_else(|| other.clone());
        About {
            unit: first(&self.unit, &wider.unit),
            period: first(&self.period, &wider.period),
            indicator: first(&self.indicator, &wider.indicator),
            measure: first(&self.measure, &wider.measure),
        }
    }
}

/// The tables of a sheet with their columns understood; `in_parts` where those beside each other are one.
pub(crate) fn parts<'a>(
    grid: &Grid,
    lines: &'a Lines,
    orientation: Option<Orientation>,
    in_parts: bool,
) -> Vec<Part<'a>> {
    let several = lines.blocks.len() > 1;
    let of = |block: &'a Block| {
        let heads = heads(grid, block);
        let rows = rows_of(grid, block, &heads, orientation);
        Part { block, rows, about: about_block(grid, block, rows, several), heads }
    };
    let mut parts: Vec<Part<'a>> = lines.blocks.iter().map(of).collect();
    let (mut firsts, mut first) = (Vec::new(), 0);
    for blocks in &lines.sides {
        (first + 1..first + blocks).for_each(|next| go_on(grid, &mut parts, next));
        firsts.push(first);
        first += blocks;
    }
    if in_parts {
        let all: Vec<About> =
            firsts.iter().filter_map(|first: &usize| Some(parts.get(*first)?.about.clone())).collect();
        let said = all.iter().fold(About::default(), |said, about| said.or(about));
        parts.iter_mut().for_each(|part| part.about = part.about.or(&said));
    }
    parts
}

/// What is said above a table holds for the one below it that goes on with it: under 续表, or under the same header without a
/// title.
fn go_on(grid: &Grid, parts: &mut [Part<'_>], next: usize) {
    let (before, after) = parts.split_at_mut(next);
    let (Some(last), Some(part)) = (before.last(), after.first_mut()) else { return };
    let header = |part: &Part<'_>| -> Vec<Vec<String>> {
        let cells = |row: &usize| part.block.columns.iter().map(|c| grid.cell(*row, *c).to_owned()).collect();
        part.block.header.iter().map(cells).collect()
    };
    let same = header(last) == header(part);
    let mut titles = part.block.titles.iter().flat_map(|row| part.block.columns.iter().map(|c| grid.cell(*row, *c)));
    let continued = titles.any(is_continuation);
    if continued || (same && part.block.titles.is_empty()) {
        let indicator = last.about.indicator.clone().filter(|_| same);
        part.about = part.about.or(&About { indicator, ..last.about.clone() });
    }
}

/// Whether a title says that its table goes on with the one before: 续表, 续表3-2, 表3-2（续）, 表3-2续.
fn is_continuation(title: &str) -> bool {
    let bare = title.trim().trim_matches(['（', '）', '(', ')', '【', '】', '[', ']', ' ', '　']);
    bare.starts_with('续')
        || bare.ends_with('续')
        || bare.ends_with("续表")
        || ["（续", "(续"].iter().any(|sign| title.contains(sign))
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
    let dated = !heads.figures.is_empty() && heads.figures.iter().all(|head| head.is_dated() && head.words.is_empty());
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
pub(super) fn sections<'a>(grid: &'a Grid, block: &'a Block) -> impl Iterator<Item = (usize, &'a str)> {
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
pub(super) fn about_section(cell: &str, rows: Rows) -> About {
    let (bare, mark) = bare_name(cell);
    let text = tidy(bare).into_owned();
    let mut about = About { measure: measure::in_remark(cell), ..About::default() };
    if written::likely_header(&text) {
        about.period = Some(canonical(&text));
    } else if rows != Rows::Units {
        // A mark behind the name of the unit stays with it.
        let marked = |place: String| if place == text { place + mark.unwrap_or_default() } else { place };
        about.unit = place_at_start(&text).map(marked);
    } else if let Some((name, own)) = measure::in_header(&text) {
        about.indicator = Some(name.to_owned());
        about.measure = Some(own.to_owned());
    }
    about
}

impl Part<'_> {
    /// Takes a table of nothing but years and figures for one of the unit that its title or the plan names.
    pub(crate) fn take_as_series(&mut self) {
        let periods = |stub: &Stub| matches!(stub.label, Label::Period | Label::Counter);
        let dated = self.heads.stubs.iter().any(|stub| stub.label == Label::Period);
        let heads = self.heads.figures.iter().all(|head| head.place.is_none() && !head.is_dated());
        if self.rows == Rows::Units && dated && heads && self.heads.stubs.iter().all(periods) {
            self.rows = Rows::Periods;
        }
    }

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
        if header.iter().any(marked) || self.heads.figures.iter().any(|head| head.part.is_some()) {
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

/// A period as it is written everywhere.
pub(super) fn canonical(period: &str) -> String {
    written::header_period(period).map_or_else(|| period.to_owned(), |period| period.to_string())
}
