//! A plan: what is done with raw tables until they are a panel, as a person writes it down.

use super::step::Step;
use innodex_panel::error::Result;
use innodex_panel::json::{self, Json, Members, Read, Show};
use innodex_panel::panel::Indicator;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// What is done with files until they are a panel. An empty plan takes each file as it is understood and puts their
/// figures side by side.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Names that are not written as they should be, each with the one that is meant: of every file.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, String>>", optional)]
    pub accept: Members<String>,
    /// Marks that stand for "no figure", such as "…": of every file.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub missing: Vec<String>,
    /// The period of files that do not say theirs.
    #[serde(default)]
    pub period: Option<String>,
    /// Whether "1,234.5" is a number: in every file.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub thousands: bool,
    /// Whether "3,13" is 3.13: in every file.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub decimal_comma: bool,
    /// The register of one's own that units are looked up in, where the tables are not about provinces.
    #[serde(default)]
    pub register: Option<OwnRegister>,
    /// The tables, by a name that the steps use. Where there are none, each file is one, named like the file.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, Source>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, Source>>", optional)]
    pub sources: Members<Source>,
    /// The table that the steps begin with; needed where there are several.
    #[serde(default)]
    pub from: Option<String>,
    /// What is done, in this order. Without steps the figures of all tables come together in one panel.
    #[serde(default)]
    #[ts(as = "Option<Vec<Step>>", optional)]
    pub steps: Vec<Step>,
    /// The figures that the panel takes, in this order, with what is known of them; all where it is not said.
    #[serde(default)]
    pub indicators: Option<Vec<Chosen>>,
}

/// A register of one's own: firms, parks, schools, countries.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRegister {
    /// The name of its file: a CSV with the columns code, name, parent and group, or any table with a column of names.
    pub file: String,
}

/// A figure that the panel takes: its id, or an indicator with name, unit of measure and source.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant)] // a plan has a handful of them
pub enum Chosen {
    /// As it is.
    Id(String),
    /// With more than the file says.
    Known(Indicator),
}

/// How one file is read. What is not said is found out; [`crate::Understood::source`] says what was found.
#[schema]
#[ts(rename = "PlanSource", optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name of the file, without folders; where it is not said, the source's name without its ending.
    #[serde(default)]
    pub file: Option<String>,
    /// The sheet of a workbook, or several of one form, which are read as one table: below each other where their names are
    /// periods, side by side else. Where it is not said, all sheets with a table.
    #[serde(default)]
    pub sheet: Option<SheetNames>,
    /// What columns are, by the names in the header.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, Role>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, Role>>", optional)]
    pub columns: Members<Role>,
    /// Whether units are looked up among the provinces of China, among all its divisions or in a register of one's own, or
    /// taken as they are written.
    #[serde(default)]
    pub territory: Option<Territories>,
    /// The unit that all units of the table are in, by name or code: which 鼓楼区 is meant.
    #[serde(default)]
    pub within: Option<String>,
    /// The id of the figures of a table that has only one and does not name it.
    #[serde(default)]
    pub name: Option<String>,
    /// Units of measure, by the id of the figure.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, String>>", optional)]
    pub measures: Members<String>,
    /// Names that are not written as they should be, each with the one that is meant.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, String>>", optional)]
    pub accept: Members<String>,
    /// Marks that stand for "no figure"; `=` stands for all formulas of which no result is stored.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub missing: Vec<String>,
    /// What marks at figures mean, where no line of the file says so: ①, *, [ ] or what stands in the place of a figure.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, String>>", optional)]
    pub marks: Members<String>,
    /// The period, where no column says it.
    #[serde(default)]
    pub period: Option<String>,
    /// Whether "1,234.5" is a number.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub thousands: bool,
    /// Whether "3,13" is 3.13. In a file whose cells are parted by semicolons it is, unless `thousands` says otherwise.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub decimal_comma: bool,
    /// Lines of the file to leave out: their numbers, counted from 1, or what their first filled cell says.
    #[serde(default)]
    #[ts(as = "Option<Vec<LineNamed>>", optional)]
    pub skip: Vec<LineNamed>,
    /// The lines of the header, from the first to the last: their numbers, or what their first filled cell says.
    #[serde(default)]
    #[ts(as = "Option<Vec<LineNamed>>", optional)]
    pub header: Vec<LineNamed>,
    /// The columns of the sheet that the table stands in, such as `A:C`, where another stands beside it.
    #[serde(default)]
    pub area: Option<String>,
    /// What rows and columns are; found out where it is not said.
    #[serde(default)]
    pub orientation: Option<Orientation>,
    /// The unit that the whole table is about, where no cell names it.
    #[serde(default)]
    pub unit: Option<String>,
    /// Names that are totals (true) or units (false), whatever they look like.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, bool>")]
    #[ts(as = "Option<std::collections::BTreeMap<String, bool>>", optional)]
    pub totals: Members<bool>,
    /// What is done with this table before others see it.
    #[serde(default)]
    #[ts(as = "Option<Vec<Step>>", optional)]
    pub steps: Vec<Step>,
}

/// One sheet of a workbook, or several.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum SheetNames {
    /// By its name.
    One(String),
    /// By their names.
    Several(Vec<String>),
}

impl SheetNames {
    /// Their names.
    pub fn names(&self) -> Vec<&str> {
        match self {
            SheetNames::One(name) => vec![name],
            SheetNames::Several(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

impl Read for SheetNames {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(name) => Ok(SheetNames::One(name.clone())),
            Json::List(_) => Read::read(json).map(SheetNames::Several),
            _ => Err(json::expected("一个工作表名或几个工作表名的列表", "the name of a sheet, or a list of names")),
        }
    }
}

impl Show for SheetNames {
    fn show(&self) -> Json {
        match self {
            SheetNames::One(name) => name.show(),
            SheetNames::Several(names) => names.show(),
        }
    }
}

/// A line of a file. What it says still names it in next year's file.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum LineNamed {
    /// By its number, the first being 1.
    Number(usize),
    /// By the text of its first filled cell.
    Text(String),
}

impl LineNamed {
    /// Whether it names a line of this number that begins with this cell.
    #[cfg(feature = "polars")]
    pub(super) fn is(&self, line: usize, first: &str) -> bool {
        match self {
            LineNamed::Number(number) => *number == line,
            LineNamed::Text(text) => text.trim() == first.trim(),
        }
    }
}

impl Read for LineNamed {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(text) => Ok(LineNamed::Text(text.clone())),
            Json::Number(_) => Read::read(json).map(LineNamed::Number),
            _ => Err(json::expected("行号，或该行的首个文字", "the number of a line, or what it begins with")),
        }
    }
}

impl Show for LineNamed {
    fn show(&self) -> Json {
        match self {
            LineNamed::Number(number) => number.show(),
            LineNamed::Text(text) => text.show(),
        }
    }
}

/// What the rows and columns of a table are.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// A row a unit.
    UnitsAsRows,
    /// A row an indicator.
    IndicatorsAsRows,
    /// A column a unit.
    UnitsAsColumns,
}

/// What a column is.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What is ranked: a province, a country, a firm. In the steps it is called `unit`.
    Unit,
    /// The code of the unit.
    Code,
    /// What the unit is part of: its province or city. It tells units of one name apart.
    Parent,
    /// The year, quarter or month. In the steps it is called `period`.
    Period,
    /// Figures.
    Figure,
    /// Says which figure the row is about: each of its names becomes a figure of its own.
    Indicator,
    /// The unit of measure of the row's figures.
    Measure,
    /// A further key that steps may filter, group or pivot by.
    Key,
    /// Not used.
    LeftOut,
}

/// Where units are looked up.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Territories {
    /// Among the 34 provincial units of China.
    China,
    /// Among China's divisions of all levels.
    Divisions,
    /// In the register that `register` of the plan names.
    Register,
    /// Nowhere: cities, countries, firms.
    Free,
}

/// Why a line of a file is not read.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// It begins with #.
    Comment,
    /// A line above the header: a title, the unit of measure.
    Title,
    /// A line below the table: notes, the source.
    Footnote,
    /// The plan says so.
    Plan,
}

json::words!(Role {
    Unit = "unit",
    Code = "code",
    Parent = "parent",
    Period = "period",
    Figure = "figure",
    Indicator = "indicator",
    Measure = "measure",
    Key = "key",
    LeftOut = "left_out",
});
json::words!(Orientation {
    UnitsAsRows = "units_as_rows",
    IndicatorsAsRows = "indicators_as_rows",
    UnitsAsColumns = "units_as_columns",
});
json::words!(Territories { China = "china", Divisions = "divisions", Register = "register", Free = "free" });
json::words!(SkipReason { Comment = "comment", Title = "title", Footnote = "footnote", Plan = "plan" });

json::readable!(Plan {
    accept,
    missing = Vec::new(),
    period,
    thousands = false,
    decimal_comma = false,
    register,
    sources,
    from,
    steps = Vec::new(),
    indicators,
});
json::readable!(OwnRegister { file });
json::readable!(Source {
    file,
    sheet,
    columns,
    territory,
    within,
    name,
    measures,
    accept,
    missing = Vec::new(),
    marks,
    period,
    thousands = false,
    decimal_comma = false,
    skip = Vec::new(),
    header = Vec::new(),
    area,
    orientation,
    unit,
    totals,
    steps = Vec::new(),
});

impl Read for Chosen {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(id) => Ok(Chosen::Id(id.clone())),
            Json::Object(_) => Read::read(json).map(Chosen::Known),
            _ => Err(json::expected("一个 id 或一项指标说明", "an id or an indicator")),
        }
    }
}

impl Chosen {
    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Chosen::Id(id) => id,
            Chosen::Known(indicator) => &indicator.id,
        }
    }
}

impl Plan {
    /// Reads a plan; what it says is checked when it meets the files, in [`crate::engine::run`].
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        json::read(json)
    }

    /// The file or table of a source.
    pub fn file_of<'a>(&'a self, source: &'a str) -> &'a str {
        self.sources.get(source).and_then(|s| s.file.as_deref()).unwrap_or(source)
    }

    /// The names by which steps tell rows apart. A column that a step of the plan names so is a key, whatever it looks like.
    pub(super) fn keys(&self) -> Vec<&str> {
        let all = self.sources.0.iter().flat_map(|(_, source)| &source.steps).chain(&self.steps);
        all.flat_map(Step::keys).collect()
    }

    /// The names that steps give up for others.
    pub(super) fn renamed(&self) -> impl Iterator<Item = &str> {
        let all = self.sources.0.iter().flat_map(|(_, source)| &source.steps).chain(&self.steps);
        all.flat_map(|step| match step {
            Step::Rename(rename) => rename.columns.0.iter().map(|(old, _)| old.as_str()).collect(),
            _ => Vec::new(),
        })
    }

    /// What the plan says of every file.
    #[cfg(feature = "polars")]
    pub(super) fn of_every_file(&self) -> Source {
        Source {
            accept: self.accept.clone(),
            missing: self.missing.clone(),
            period: self.period.clone(),
            thousands: self.thousands,
            decimal_comma: self.decimal_comma,
            ..Source::default()
        }
    }

    /// How a source is read: what the plan says of it, and what it says of all of them.
    pub(super) fn source(&self, name: &str) -> Source {
        let mut source = self.sources.get(name).cloned().unwrap_or_default();
        let known: Vec<String> = source.accept.0.iter().map(|(written, _)| written.clone()).collect();
        source.accept.0.extend(self.accept.0.iter().filter(|(written, _)| !known.contains(written)).cloned());
        source.missing.extend(self.missing.iter().cloned());
        source.period = source.period.or_else(|| self.period.clone());
        source.thousands |= self.thousands;
        source.decimal_comma |= self.decimal_comma;
        source
    }
}

#[cfg(feature = "polars")]
impl Source {
    /// Whether the plan leaves out a line that begins with a cell.
    pub(super) fn leaves_out(&self, line: usize, first: &str) -> bool {
        self.skip.iter().any(|named| named.is(line, first))
    }

    /// Whether the plan says where on the sheet the table is, or what its rows are.
    pub(super) fn says_layout(&self) -> bool {
        !self.header.is_empty() || self.area.is_some() || self.orientation.is_some() || self.unit.is_some()
    }
}
