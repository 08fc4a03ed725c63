//! One error type: what is wrong, where, and what to do, in Chinese and English.

mod place;

pub use place::Segment;

use crate::text::{shown, Text};
use innodex_schema::typescript;
use serde::Serialize;
use std::fmt;

/// Characters of a part of a place, such as the name of a column, and of whom an error is about.
const LONGEST_PLACE: usize = 200;
const LONGEST_NAME: usize = 60;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $id:literal,)*) => {
        /// The stable code of an error. Codes are never renamed; new ones may be added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])* $variant,)* }

        impl Code {
            /// The code as it is written in JSON, CSV and JavaScript.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)* }
            }
        }
    };
}

codes! {
    /// The bytes are not UTF-8.
    EncodingNotUtf8 = "encoding_not_utf8",
    /// The file holds nothing.
    EmptyFile = "empty_file",
    /// A header without a row below it.
    NoRows = "no_rows",
    /// A column that the form needs is not there.
    MissingColumn = "missing_column",
    /// A header cell is empty.
    UnnamedColumn = "unnamed_column",
    /// Two columns have one name.
    DuplicateColumn = "duplicate_column",
    /// A row with more or fewer cells than the header.
    RaggedRow = "ragged_row",
    /// A row that names no unit.
    MissingUnit = "missing_unit",
    /// No provincial unit has that name.
    UnknownProvince = "unknown_province",
    /// Several provincial units could be meant.
    AmbiguousProvince = "ambiguous_province",
    /// A name that looks like a misreading of another.
    MisreadProvince = "misread_province",
    /// The code of a row is not the code of its province.
    CodeMismatch = "code_mismatch",
    /// A unit has two names, or a name two codes.
    UnitConflict = "unit_conflict",
    /// Not a year, quarter or month.
    BadPeriod = "bad_period",
    /// Years, quarters and months in one panel.
    MixedPeriods = "mixed_periods",
    /// A period that the panel does not have.
    UnknownPeriod = "unknown_period",
    /// Two rows for one unit and period.
    DuplicateRow = "duplicate_row",
    /// A cell that is not a number.
    NotANumber = "not_a_number",
    /// A number with separators of thousands.
    ThousandsSeparator = "thousands_separator",
    /// A number in full-width digits.
    FullWidthDigits = "full_width_digits",
    /// A number that is infinite or not a number.
    NotFinite = "not_finite",
    /// Not JSON, or not of the form.
    BadJson = "bad_json",
    /// A file of none of the known kinds.
    UnknownForm = "unknown_form",
    /// The embedded data are damaged.
    CorruptData = "corrupt_data",
    /// No ready framework has that id.
    UnknownFramework = "unknown_framework",
    /// An indicator that is not there.
    UnknownIndicator = "unknown_indicator",
    /// A column that the panel does not have.
    UnknownColumn = "unknown_column",
    /// An id that stands twice.
    DuplicateId = "duplicate_id",
    /// An indicator of the framework that the tree does not use.
    UnusedIndicator = "unused_indicator",
    /// A group within itself.
    Cycle = "cycle",
    /// A group without children.
    EmptyGroup = "empty_group",
    /// A weight that is negative or not finite, or a group of zeros.
    BadWeight = "bad_weight",
    /// A direction other than 1 and -1.
    BadDirection = "bad_direction",
    /// A parameter that is missing, out of range or of another method.
    BadParameter = "bad_parameter",
    /// Steps missing, or in an order that has no sense.
    BadSteps = "bad_steps",
    /// An id that no node of the framework has.
    UnknownNode = "unknown_node",
    /// A unit that the panel does not have.
    UnknownUnit = "unknown_unit",
    /// An account whose total or part is not there, or that is part of itself.
    BadAccount = "bad_account",
    /// A ratio follows from its parts and cannot be changed.
    RatioNotChangeable = "ratio_not_changeable",
    /// A change would make a part exceed its total, or a figure of an account negative.
    AccountExceeded = "account_exceeded",
    /// A change would make a figure negative, in a column that is nowhere below zero.
    NegativeFigure = "negative_figure",
    /// The indicator to be changed is also to be kept.
    KeepConflict = "keep_conflict",
    /// A warning: figures of an account do not add up.
    AccountsDiffer = "accounts_differ",
    /// A warning: a total stands among the units and is set apart.
    TotalSetApart = "total_set_apart",
    /// More bytes, cells or figures than a file of its kind may have.
    TooLarge = "too_large",
    /// A workbook with a password.
    Locked = "locked",
    /// A workbook, a web page, a picture: no table of text.
    NotATable = "not_a_table",
    /// Partly UTF-8, partly GB18030.
    MixedEncodings = "mixed_encodings",
    /// Neither UTF-8 nor GB18030.
    UnknownEncoding = "unknown_encoding",
    /// No separator was found.
    OneColumn = "one_column",
    /// The first row holds figures.
    NoHeader = "no_header",
    /// A second row of names.
    TwoHeaders = "two_headers",
    /// The header names provinces.
    UnitsAsColumns = "units_as_columns",
    /// No column, and not the plan either, says which period the figures are of.
    MissingPeriod = "missing_period",
    /// A mark that may mean that there is no figure.
    MissingMark = "missing_mark",
    /// No column of figures.
    NoFigures = "no_figures",
    /// One figure in two units of measure.
    MixedMeasures = "mixed_measures",
    /// Units of measure that do not fit.
    BadMeasure = "bad_measure",
    /// Two values for one cell.
    PivotConflict = "pivot_conflict",
    /// A join that would multiply rows.
    JoinMultiplies = "join_multiplies",
    /// A key that is neither unit nor period at the end of a plan.
    LeftoverKey = "leftover_key",
    /// A value that no row has.
    UnknownValue = "unknown_value",
    /// A table that the plan does not have.
    UnknownTable = "unknown_table",
    /// A file that the plan names and nobody gave.
    MissingFile = "missing_file",
    /// A file that the plan does not use.
    UnusedFile = "unused_file",
    /// The engine of raw tables failed, where nothing should.
    TableFailed = "table_failed",
    /// Several units of the register have that name.
    AmbiguousUnit = "ambiguous_unit",
    /// A name that looks like a misreading of a unit's.
    MisreadUnit = "misread_unit",
    /// The unit is in the register, but not where the table says.
    UnitElsewhere = "unit_elsewhere",
    /// A unit that is no more, and equal to none that is.
    FormerUnit = "former_unit",
    /// The register in which the units are to be looked up was not given.
    NeedsRegister = "needs_register",
    /// A warning: several units have that name, and the other names of the table tell which is meant.
    UnitInferred = "unit_inferred",
    /// A warning: no column names units.
    NoUnits = "no_units",
    /// A warning: a column is not used.
    ColumnLeftOut = "column_left_out",
    /// A warning: periods are written in a way of their own.
    PeriodRewritten = "period_rewritten",
    /// A warning: names or codes of units are written in a way of their own.
    NameRewritten = "name_rewritten",
    /// A warning: one row may be the total of others.
    PossibleTotal = "possible_total",
    /// A warning: the cells of a column carry their unit of measure.
    MeasureInCells = "measure_in_cells",
    /// A warning: commas are read as decimal points.
    DecimalComma = "decimal_comma",
    /// A warning: a name is read as the plan says.
    NameAccepted = "name_accepted",
    /// A warning: the unit of a table is taken from its title or the name of its sheet.
    UnitFromTitle = "unit_from_title",
    /// A warning: an empty cell is taken as merged with the name above.
    LabelFilled = "label_filled",
    /// A warning: a line of a table is not used.
    LineLeftOut = "line_left_out",
    /// Tables stand side by side, and nothing says which is meant.
    SideBySide = "side_by_side",
    /// A warning: what a plan says has no effect on this file.
    NoEffect = "no_effect",
    /// A warning: figures carry a mark that a note explains.
    FigureMarked = "figure_marked",
    /// A warning: the file hides rows or columns; they are read.
    HiddenCells = "hidden_cells",
    /// A warning: rows that found nothing in a join.
    JoinUnmatched = "join_unmatched",
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// What is wrong, where, and what to do. One word wide, so that results stay small; its parts are read through it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Error(Box<Problem>);

/// The parts of an [`Error`].
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The stable code.
    #[ts(type = "string")]
    pub code: Code,
    /// Row and column of a table (`row 3, column gdp`) or a JSON path (`$.tree.children[0].weight`); may be empty.
    pub place: String,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub hint: Text,
}

/// The result of everything that can fail on what a user gives.
pub type Result<T> = std::result::Result<T, Error>;

crate::shown!(Problem { code, place, message, hint });

impl crate::value::Show for Code {
    fn show(&self) -> crate::value::Json {
        self.id().show()
    }
}

impl Problem {
    /// Where it is, in words: 第3行“年份”列.
    pub fn location(&self) -> Text {
        place::in_words(&place::parse(&self.place))
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Error(Box::new(problem))
    }
}

impl std::ops::Deref for Error {
    type Target = Problem;

    fn deref(&self) -> &Problem {
        &self.0
    }
}

impl Error {
    /// Where it is, from the whole inwards. The place is kept as it is written, which says the same: segments beside it were
    /// 4.5 kB more, compressed, in a module that never asks for them.
    pub fn segments(&self) -> Vec<Segment> {
        place::parse(&self.place)
    }

    /// Where it is, in words: 第3行“年份”列.
    pub fn location(&self) -> Text {
        self.0.location()
    }

    /// The same for a file: `name: row 3`.
    pub fn in_file(self, name: &str) -> Self {
        let between = if self.place.is_empty() { "" } else { ": " };
        self.within(&format!("{name}{between}"))
    }

    /// Its parts.
    pub fn problem(self) -> Problem {
        *self.0
    }

    /// What the texts quote is cut, and made visible where it would not be.
    #[inline(never)]
    pub fn new(code: Code, place: &str, message: Text, hint: Text) -> Self {
        let (message, hint) = (message.shown(), hint.shown());
        Error(Box::new(Problem { code, place: shown(place, LONGEST_PLACE), message, hint }))
    }

    /// Puts an error found in a part where the part stands.
    #[inline(never)]
    pub fn within(mut self, place: &str) -> Self {
        self.0.place.insert_str(0, &shown(place, LONGEST_PLACE));
        self
    }

    /// The same for the member of an object: `.name`.
    #[inline(never)]
    pub fn member(self, name: &str) -> Self {
        self.within(name).within(".")
    }

    /// The same for an item of a list: `[at]`.
    #[inline(never)]
    pub fn item(self, at: usize) -> Self {
        self.within(&format!("[{at}]"))
    }

    /// Whether it is at a place or in a part of it. `[]` is an item of any number.
    pub fn lies_within(&self, pattern: &str) -> bool {
        place::lies_within(&self.segments(), &place::parse(pattern))
    }

    /// Puts an error found within `from` at the same part of `to`; where it is not within `from`, it stays.
    pub fn relocated(mut self, from: &str, to: &str) -> Self {
        let (from, segments) = (place::parse(from), self.segments());
        if place::lies_within(&segments, &from) {
            self.0.place = to.to_owned() + &place::written(&segments[from.len()..]);
        }
        self
    }

    /// The same without what stands before the last part that lies within `pattern`.
    pub fn from_last(mut self, pattern: &str) -> Self {
        let (pattern, segments) = (place::parse(pattern), self.segments());
        let begins = |at: &usize| place::lies_within(&segments[*at..], &pattern);
        if let Some(at) = (0..segments.len()).rev().find(begins) {
            self.0.place = place::written(&segments[at..]);
        }
        self
    }

    /// Says first whom it is about.
    pub fn about(mut self, name: &Text) -> Self {
        self.0.message.zh.insert_str(0, &format!("{}：", shown(&name.zh, LONGEST_NAME)));
        self.0.message.en.insert_str(0, &format!("{}: ", shown(&name.en, LONGEST_NAME)));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { code, place, message, hint } = &*self.0;
        write!(f, "{}", code.id())?;
        if !place.is_empty() {
            write!(f, " at {place}")?;
        }
        write!(f, ": {} {} / {}{}", message.en, hint.en, message.zh, hint.zh)
    }
}

impl std::error::Error for Error {}

/// How much a finding of `check` matters.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; somebody should look.
    Warning,
}

impl Severity {
    /// Its word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl crate::value::Show for Severity {
    fn show(&self) -> crate::value::Json {
        self.id().show()
    }
}

/// One line of `check`.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Error or warning.
    pub severity: Severity,
    /// What, where and what to do.
    #[serde(flatten)]
    pub error: Problem,
}

impl Finding {
    /// What makes the file useless.
    pub fn error(error: Error) -> Self {
        Finding { severity: Severity::Error, error: *error.0 }
    }

    /// What somebody should look at.
    pub fn warning(error: Error) -> Self {
        Finding { severity: Severity::Warning, error: *error.0 }
    }
}

impl crate::value::Show for Finding {
    /// The members of the problem beside the severity.
    fn show(&self) -> crate::value::Json {
        let Problem { code, place, message, hint } = &self.error;
        crate::value::object(&[
            ("severity", &self.severity),
            ("code", code),
            ("place", place),
            ("message", message),
            ("hint", hint),
        ])
    }
}
