//! Figures in work reports: a text in Chinese to figures with subject, unit, kind and what qualifies them.
//!
//! Rules, not a model: [`Rule`] lists them, docs/report-grammar.md is made of that list. A line is matched in one form (`plain`),
//! taken apart into numbers with units, dates, words and marks (`lex`), and read from left to right (`reader`): what stands
//! between two figures says what the second is. Reading takes time in proportion to the text.
//!
//! ```
//! let reading = innodex::report::read("全区新认定高新技术企业130家，同比增长约12%。");
//! let [firms, growth] = &reading.figures[..] else { panic!() };
//! assert_eq!((firms.value, &*firms.unit, firms.kind.id()), (130.0, "家", "new"));
//! assert_eq!((growth.normalised, growth.kind.id(), growth.qualifier.as_deref()), (0.12, "growth", Some("约")));
//! assert_eq!(growth.subject, "高新技术企业");
//! ```

mod accept;
mod aside;
mod check;
mod compare;
mod context;
mod each;
mod found;
mod grammar;
mod item;
mod kind;
mod lex;
mod lexicon;
mod list;
mod numeral;
mod period;
mod plain;
mod qualifier;
mod quantity;
mod rank;
mod reader;
mod rules;
mod sentence;
mod subject;
mod unit;
mod words;

pub use grammar::Rule;
pub use rules::Rules;

use innodex_panel::text::Text;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// A stock, or a flow of the period.
    #[default]
    Level,
    /// Newly added in the period.
    New,
    /// Added up over periods.
    Cumulative,
    /// A rate of growth; negative where it falls.
    Growth,
    /// A change in percentage points, points of a score, or places of a rank.
    Points,
    /// A rank.
    Rank,
    /// A part of a whole, or another percentage that is no growth.
    Share,
    /// What is aimed at.
    Target,
}

impl Kind {
    /// Its word.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Level => "level",
            Kind::New => "new",
            Kind::Cumulative => "cumulative",
            Kind::Growth => "growth",
            Kind::Points => "points",
            Kind::Rank => "rank",
            Kind::Share => "share",
            Kind::Target => "target",
        }
    }
}

/// What a qualifier says of the true value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Near it, on either side.
    About,
    /// At least as stated.
    Above,
    /// At most as stated.
    Below,
}

impl Bound {
    /// Its word.
    pub fn id(self) -> &'static str {
        match self {
            Bound::About => "about",
            Bound::Above => "above",
            Bound::Below => "below",
        }
    }
}

/// A figure of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figure {
    /// Where it begins, in characters of the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The same in UTF-16 units, as JavaScript counts.
    pub utf16: [usize; 2],
    /// As it is written, with its unit.
    pub text: String,
    /// Whom or what it is about.
    pub subject: String,
    /// The words before it, from the beginning of its item.
    pub phrase: String,
    /// Its value in its unit; of a range the lower end; negative where it is a fall.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Its unit, with its power of ten: 亿元.
    pub unit: String,
    /// Its value in base units; of a percentage the fraction.
    pub normalised: f64,
    /// The upper end of a range in base units.
    pub normalised_high: Option<f64>,
    /// The base unit; `1` of what has none.
    pub normalised_unit: String,
    /// What it is.
    pub kind: Kind,
    /// What a target would be if it were reached.
    pub target_of: Option<Kind>,
    /// The word that qualifies it, as it is written.
    pub qualifier: Option<String>,
    /// What the qualifier says of the true value.
    pub bound: Option<Bound>,
    /// Its period, as panels write it.
    pub period: Option<String>,
    /// The region that the text names for it.
    pub region: Option<String>,
    /// What it is compared with; of a rank, among whom.
    pub compared_with: Option<String>,
    /// The figure whose part it is, by its place in the list.
    pub part_of: Option<usize>,
    /// The line that it stands in, from 1.
    pub paragraph: usize,
    /// The rule of its kind.
    pub rule: Rule,
    /// Every rule that took part.
    pub rules: Rules,
    /// Digits after the point.
    pub(crate) decimals: usize,
    /// The level that a growth is of.
    pub(crate) of: Option<usize>,
    /// Its place in the list.
    pub(crate) index: usize,
}

/// A number that is no figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    /// Where it begins, in characters of the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The same in UTF-16 units.
    pub utf16: [usize; 2],
    /// As it is written.
    pub text: String,
    /// Why it is none.
    pub rule: Rule,
}

/// A question that figures raise; no fault.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Which check asks.
    pub check: &'static str,
    /// The figures, by their places in the list.
    pub figures: Vec<usize>,
    /// What is asked.
    pub message: Text,
}

/// What was read of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its figures, in their order.
    pub figures: Vec<Figure>,
    /// Numbers that are none.
    pub skipped: Vec<Skipped>,
    /// What the figures raise.
    pub questions: Vec<Question>,
}

/// Reads the figures of a text. Nothing is an error: what is no figure is passed over, with the rule that says why.
pub fn read(text: &str) -> Reading {
    let mut reader = reader::Reader::default();
    text.split('\n').for_each(|line| reader.line(line));
    let reader::Read { figures, skipped } = reader.read;
    let questions = check::questions(&figures);
    Reading { figures, skipped, questions }
}
