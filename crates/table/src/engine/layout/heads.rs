//! What the columns of a table are about: the levels of its header, with merged cells spread over what they cover.

use super::find::Block;
use super::grid::Grid;
use super::kinds::{is_whole, looks_like_place, parted, stated_measure, Kind};
use crate::engine::headers::{
    is_code_head, is_counter, is_indicator_head, is_measure_head, is_period_head, is_unit_head,
};
use crate::engine::marks::bare_name;
use crate::engine::parts_of_year::{begins_with_part, part_of_year, PartOfYear};
use crate::engine::written;
use innodex_panel::measure;
use innodex_panel::period::Frequency;
use innodex_panel::text::tidy;

/// What a column of labels says of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    Unit,
    Indicator,
    Measure,
    Period,
    Code,
    /// Only counts the rows.
    Counter,
    /// Words that nothing says more of.
    Words,
}

/// A column of labels.
#[derive(Debug, Clone)]
pub(crate) struct Stub {
    pub(crate) column: usize,
    pub(crate) head: String,
    pub(crate) label: Label,
}

/// What the header says of a column of figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) column: usize,
    pub(crate) period: Option<String>,
    /// The part of a year, whose year the head says too, or something else does: a section, the row, the title.
    pub(crate) part: Option<PartOfYear>,
    pub(crate) place: Option<String>,
    pub(crate) words: Vec<String>,
    /// The footnote's mark behind a word of the header, with the word.
    pub(crate) marks: Vec<(String, String)>,
    pub(crate) measure: Option<String>,
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heads {
    pub(crate) stubs: Vec<Stub>,
    pub(crate) figures: Vec<Head>,
    /// Words over all columns of figures, which tell nothing apart.
    pub(crate) over_all: Vec<String>,
}

/// What the columns of a table are.
pub(crate) fn heads(grid: &Grid, block: &Block) -> Heads {
    let body: Vec<usize> = block.body.iter().copied().filter(|row| filled(grid, *row, &block.columns) > 1).collect();
    let mut heads = Heads::default();
    let mut figures: Vec<usize> = Vec::new();
    for column in &block.columns {
        let head = lowest(grid, block, *column);
        let (mut numbers, mut words, mut periods) = (0, 0, 0);
        for row in &body {
            match grid.kind(*row, *column) {
                Kind::Empty => {}
                Kind::Figure | Kind::Mark => numbers += 1,
                Kind::Period => periods += 1,
                Kind::Measure | Kind::Word => words += 1,
            }
        }
        let stub = figures.is_empty() && (is_counter(&head) || is_code_head(&head) || is_period_head(&head));
        let dated = figures.is_empty() && periods > 0 && numbers == 0 && words == 0 && written::period(&head).is_none();
        let labels = stub || (dated && head.is_empty()) || words > numbers + periods;
        let nothing = numbers + periods + words == 0;
        match () {
            () if labels || (nothing && figures.is_empty()) => {
                let of = |is: fn(Kind) -> bool| body.iter().filter(|row| is(grid.kind(**row, *column))).count();
                let measures = words > 0 && of(|kind| kind == Kind::Measure) == words;
                heads.stubs.push(Stub { column: *column, label: label(&head, measures, dated), head });
            }
            () if nothing && levels_of(grid, block, *column).iter().all(String::is_empty) => {}
            () => figures.push(*column),
        }
    }
    heads.figures = of_figures(grid, block, &figures);
    of_one_count(&mut heads.figures);
    spread_places(&mut heads);
    drop_over_all(&mut heads);
    heads
}

fn label(head: &str, measures: bool, dated: bool) -> Label {
    match () {
        () if is_counter(head) => Label::Counter,
        () if is_code_head(head) => Label::Code,
        () if is_period_head(head) || dated => Label::Period,
        () if measures => Label::Measure,
        () if is_indicator_head(head) => Label::Indicator,
        () if is_unit_head(head) => Label::Unit,
        () if is_measure_head(head) => Label::Measure,
        () => Label::Words,
    }
}

fn filled(grid: &Grid, row: usize, columns: &[usize]) -> usize {
    columns.iter().filter(|c| !grid.cell(row, **c).is_empty()).count()
}

/// The cells of a header above a column, as written, merged ones in all that they cover.
fn levels_of(grid: &Grid, block: &Block, column: usize) -> Vec<String> {
    let of = |row: &usize| {
        let (row, column) = grid.origin(*row, column);
        grid.cell(row, column).to_owned()
    };
    block.header.iter().map(of).collect()
}

/// The lowest name above a column.
fn lowest(grid: &Grid, block: &Block, column: usize) -> String {
    let levels = levels_of(grid, block, column);
    let named = levels.iter().rev().find(|level| !level.is_empty() && stated_measure(level).is_none());
    tidy(bare_name(named.or(levels.iter().rev().find(|level| !level.is_empty())).map_or("", String::as_str)).0)
        .into_owned()
}

/// What the header says of the columns of figures.
fn of_figures(grid: &Grid, block: &Block, figures: &[usize]) -> Vec<Head> {
    let mut paths: Vec<Vec<String>> = figures.iter().map(|column| levels_of(grid, block, *column)).collect();
    for level in 0..block.header.len() {
        for at in 1..paths.len() {
            let (before, after) = paths.split_at_mut(at);
            let (left, own) = (&before[at - 1], &mut after[0]);
            // A cell that was merged: empty beside a filled one, under the same head, with names of its own below.
            let below = own[level + 1..].iter().any(|cell| !cell.is_empty());
            if own[level].is_empty() && below && left[..level] == own[..level] {
                own[level].clone_from(&left[level]);
            }
        }
    }
    figures.iter().zip(paths).map(|(column, path)| head(*column, path)).collect()
}

/// What the levels above one column say.
fn head(column: usize, mut path: Vec<String>) -> Head {
    path.dedup();
    let mut head = Head { column, ..Head::default() };
    for level in path.iter().filter(|level| !level.is_empty()) {
        let (bare, mark) = bare_name(level);
        let text = tidy(bare).into_owned();
        head.take(&text);
        head.marks.extend(mark.map(|mark| (text, mark.to_owned())));
    }
    head
}

impl Head {
    /// Whether it says when its figures are of.
    pub(crate) fn is_dated(&self) -> bool {
        self.period.is_some() || self.part.is_some()
    }

    /// Takes what one level says.
    fn take(&mut self, text: &str) {
        if let Some(measure) = stated_measure(text) {
            self.measure = Some(measure.to_owned());
            return;
        }
        let (name, measure) = measure::in_header(text).map_or((text, None), |(name, own)| (name, Some(own.to_owned())));
        let whole = |part: &PartOfYear| part.cumulative || part.frequency == Frequency::Quarter;
        if written::likely_header(name) {
            self.period = Some(name.to_owned());
            self.measure = measure.or(self.measure.take());
        } else if let Some(part) = part_of_year(name) {
            self.part = Some(part);
            self.measure = measure.or(self.measure.take());
        } else if let Some((part, rest)) = begins_with_part(text).filter(|(part, _)| whole(part)) {
            self.part = Some(part);
            self.take(&rest);
        } else if let Some((period, rest)) = parted(text) {
            self.period = Some(period);
            self.take(&rest);
        } else {
            self.measure = measure.or(self.measure.take());
            self.words.push(name.to_owned());
        }
    }
}

/// Quarters and months beside counts from the beginning of the year are such counts where they can be: 一季度 beside 上半年, 1月
/// beside 1-2月. Beside months counts are of months.
fn of_one_count(figures: &mut [Head]) {
    let parts: Vec<PartOfYear> = figures.iter().filter_map(|head| head.part).collect();
    let any = |is: &dyn Fn(&PartOfYear) -> bool| parts.iter().any(is);
    let counted = any(&|part| part.cumulative);
    let months = any(&|part| part.frequency == Frequency::Month);
    for head in figures {
        if counted && head.part.is_none() && head.words == ["全年"] {
            head.words.clear();
            head.part = Some(PartOfYear { frequency: Frequency::Quarter, last: 4, cumulative: true });
        }
        let Some(part) = &mut head.part else { continue };
        let single = any(&|other| other.frequency == part.frequency && !other.cumulative && other.last > 1);
        part.cumulative |= part.last == 1 && counted && !single;
        if months && part.frequency == Frequency::Quarter && (part.cumulative || part.last == 1) {
            *part = PartOfYear { cumulative: true, ..part.in_months() };
        }
    }
}

/// Where most columns have the name of a place at one level, the columns are places.
fn spread_places(heads: &mut Heads) {
    let place = |word: &String| looks_like_place(word) || is_whole(word);
    let certain = |head: &Head| head.words.iter().any(|word| looks_like_place(word));
    let named = heads.figures.iter().filter(|head| head.words.iter().any(place)).count();
    let sure = heads.figures.iter().filter(|head| certain(head)).count();
    if sure < 2 || 3 * named < 2 * heads.figures.len() {
        return;
    }
    for head in &mut heads.figures {
        // A name among places that looks like none is one too, where it is all that the header says.
        let at = head.words.iter().position(place).or((head.words.len() == 1).then_some(0));
        // The mark stays: what it says is a note of the unit's figures.
        let marked = |word: String| {
            let mark = head.marks.iter().find(|(marked, _)| *marked == word).map_or("", |(_, mark)| mark);
            word.clone() + mark
        };
        head.place = at.map(|at| head.words.remove(at)).map(marked);
    }
}

/// Takes away the words that stand over all columns.
fn drop_over_all(heads: &mut Heads) {
    while let Some(first) = heads.figures.first().and_then(|head| head.words.first()).cloned() {
        let common = heads.figures.iter().all(|head| head.words.first() == Some(&first));
        let more = heads.figures.iter().all(|head| head.words.len() > 1);
        if heads.figures.len() < 2 || !common || !more {
            return;
        }
        heads.figures.iter_mut().for_each(|head| drop(head.words.remove(0)));
        heads.over_all.push(first);
    }
}
