//! The steps of a plan, as they are written; `steps/` does them, a file a step.

use innodex_panel::error::Result;
use innodex_panel::growth::Rate;
use innodex_panel::json::{self, Json, Members, Read};
use innodex_panel::ranking::Ties;
use innodex_schema::schema;
use serde::Serialize;

/// A step: it takes the table so far and gives another.
#[schema]
#[ts(rename = "PlanStep")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Keeps some rows.
    Filter(Filter),
    /// Puts the figures of another table beside those of this one.
    Join(Join),
    /// Puts the rows of another table below those of this one.
    Stack(Stack),
    /// Makes one row of all that have the same keys.
    GroupBy(GroupBy),
    /// Makes a figure of every word of a key.
    Pivot(Pivot),
    /// A new figure: one divided by another.
    Ratio(Ratio),
    /// A new figure: the growth of one against an earlier period.
    Growth(Growth),
    /// A new figure: the rank within groups.
    Rank(Rank),
    /// Gives columns other names.
    Rename(Rename),
}

impl Step {
    /// The columns by which it tells rows apart.
    pub(super) fn keys(&self) -> Vec<&str> {
        match self {
            Step::Filter(filter) => vec![&filter.column],
            Step::Join(Join { on: Some(names), .. }) | Step::Rank(Rank { over: Some(names), .. }) => {
                names.iter().map(String::as_str).collect()
            }
            Step::GroupBy(group) => group.by.iter().map(String::as_str).collect(),
            Step::Pivot(pivot) => vec![&pivot.names],
            Step::Join(_) | Step::Rank(_) | Step::Stack(_) | Step::Ratio(_) | Step::Growth(_) | Step::Rename(_) => {
                vec![]
            }
        }
    }
}

/// What a step has to be beyond its members.
trait Whole: Sized {
    /// Refuses what its members allow one by one and not together, or what only looks left out.
    fn whole(self, _json: &Json) -> Result<Self> {
        Ok(self)
    }
}

impl Whole for Filter {}
impl Whole for Join {}
impl Whole for Stack {}
impl Whole for Pivot {}
impl Whole for Ratio {}
impl Whole for Growth {}

impl Whole for GroupBy {
    fn whole(self, json: &Json) -> Result<Self> {
        json::member::<Json>(json, "figures").map(|_| self)
    }
}

impl Whole for Rename {
    fn whole(self, json: &Json) -> Result<Self> {
        json::member::<Json>(json, "columns").map(|_| self)
    }
}

impl Whole for Rank {
    fn whole(self, _json: &Json) -> Result<Self> {
        match self.direction {
            1 | -1 => Ok(self),
            _ => Err(json::expected("1 或 -1", "1 or -1").within(".direction")),
        }
    }
}

/// Steps by their names, a line a step.
macro_rules! named {
    ($($variant:ident = $name:literal),* $(,)?) => {
        impl Read for Step {
            fn read(json: &Json) -> Result<Self> {
                #[derive(Clone, Copy)]
                enum Name { $($variant),* }
                let step = json::members(json)?.iter().find(|(name, _)| name == "step");
                let step = step.map_or(&Json::Null, |(_, step)| step);
                match json::word(step, &[$(($name, Name::$variant)),*]).map_err(|e| e.within(".step"))? {
                    $(Name::$variant => {
                        let mut known = vec!["step"];
                        known.extend($variant::MEMBERS);
                        json::only(json, &known)?;
                        $variant::members_of(json)?.whole(json).map(Step::$variant)
                    })*
                }
            }
        }
    };
}

named! {
    Filter = "filter",
    Join = "join",
    Stack = "stack",
    GroupBy = "group_by",
    Pivot = "pivot",
    Ratio = "ratio",
    Growth = "growth",
    Rank = "rank",
    Rename = "rename",
}

/// Keeps the rows for which all that is said is true. A missing figure is neither equal to anything nor beyond anything.
#[schema]
#[ts(rename = "FilterStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// `unit`, `period`, another key, or a figure.
    pub column: String,
    /// Only these. A unit by code or name.
    #[serde(default)]
    pub is: Option<Values>,
    /// All but these.
    #[serde(default)]
    pub not: Option<Values>,
    /// From this period or figure on.
    #[serde(default)]
    pub from: Option<Value>,
    /// Up to this period or figure, with it.
    #[serde(default)]
    pub to: Option<Value>,
    /// Only rows that have the figure.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub present: bool,
}

/// A word or a number.
#[schema]
#[ts(rename = "FilterValue")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A word, or a period.
    Word(String),
    /// A number.
    Number(f64),
}

/// One or several.
#[schema]
#[ts(rename = "FilterValues")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Values {
    /// One.
    One(Value),
    /// Several.
    Many(Vec<Value>),
}

json::readable!(Filter { column, is, not, from, to, present = false });

impl Read for Value {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(word) => Ok(Value::Word(word.clone())),
            Json::Number(number) => Ok(Value::Number(*number)),
            _ => Err(json::expected("文字或数字", "a word or a number")),
        }
    }
}

impl Read for Values {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::List(_) => Vec::read(json).map(Values::Many),
            _ => Value::read(json).map(Values::One),
        }
    }
}

/// Puts the figures of another table beside those of this one, where the keys agree. Each row finds at most one: a join
/// that would multiply rows is refused.
#[schema]
#[ts(rename = "JoinStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The name of the other table.
    pub with: String,
    /// The keys that must agree; those that both have where it is not said.
    #[serde(default)]
    pub on: Option<Vec<String>>,
    /// What becomes of rows that find nothing.
    #[serde(default)]
    #[ts(as = "Option<How>", optional)]
    pub how: How,
}

/// What becomes of rows that find nothing in the other table; how many there are is listed.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// They stay, and the other table's figures are missing there.
    #[default]
    Left,
    /// They go.
    Inner,
}

json::words!(How { Left = "left", Inner = "inner" });
json::readable!(Join { with, on, how = How::default() });

/// Puts the rows of another table below those of this one: a file a year becomes one table. Both must have the same keys;
/// a figure that only one of them has is missing in the rows of the other.
#[schema]
#[ts(rename = "StackStep")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stack {
    /// The name of the other table.
    pub with: String,
}

json::readable!(Stack { with });

/// Makes one row of all that have the same keys.
#[schema]
#[ts(rename = "GroupByStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GroupBy {
    /// The keys that stay: `unit`, `period`, others.
    pub by: Vec<String>,
    /// The figures that stay, each with what is made of it.
    #[schemars(with = "std::collections::BTreeMap<String, Summary>")]
    #[ts(as = "std::collections::BTreeMap<String, Summary>")]
    pub figures: Members<Summary>,
    /// Whether a figure that is missing in some row is left out of the summary. If not, the summary is missing: the sum of
    /// what is there is not the sum.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub skip_missing: bool,
}

/// What is made of a group's figures.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Summary {
    /// Their sum.
    Sum(String),
    /// Their arithmetic mean.
    Mean(String),
    /// The least.
    Min(String),
    /// The greatest.
    Max(String),
    /// How many there are; what is missing does not count.
    Count(String),
}

json::readable!(GroupBy { by, figures, skip_missing = false });

impl Read for Summary {
    fn read(json: &Json) -> Result<Self> {
        type Make = fn(String) -> Summary;
        let words: [(&str, Make); 5] = [
            ("sum", Summary::Sum),
            ("mean", Summary::Mean),
            ("min", Summary::Min),
            ("max", Summary::Max),
            ("count", Summary::Count),
        ];
        match json::members(json)? {
            [(name, column)] => {
                let make = json::word(&Json::Text(name.clone()), &words)?;
                String::read(column).map(make).map_err(|e| e.member(name))
            }
            _ => Err(json::expected("一种汇总方式，如 {\"sum\": \"gdp\"}", "one summary, such as {\"sum\": \"gdp\"}")),
        }
    }
}

/// Makes a figure of every word of a key: rows become columns. Two rows for one cell are refused.
#[schema]
#[ts(rename = "PivotStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pivot {
    /// The key whose words name the new figures.
    pub names: String,
    /// The figures that are spread; all where it is not said. One gives figures named by the words alone, several
    /// `"word figure"`.
    #[serde(default)]
    pub values: Option<Vec<String>>,
}

json::readable!(Pivot { names, values });

/// A new figure: `numerator x scale / denominator`. A zero denominator gives a missing figure with that reason.
#[schema]
#[ts(rename = "RatioStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// The id of the new figure.
    pub id: String,
    /// The figure above the line.
    pub numerator: String,
    /// The figure below the line.
    pub denominator: String,
    /// Factor. Where it is not said, it is what brings the two units of measure to `measure`; 1 without `measure`.
    #[serde(default)]
    pub scale: Option<f64>,
    /// The unit of measure of the result; that of the two, as in "亿元/万人", where it is not said.
    #[serde(default)]
    pub measure: Option<String>,
}

json::readable!(Ratio { id, numerator, denominator, scale, measure });

/// A new figure: the growth of one against the period `lag` before, for every other key alone. The period before is
/// looked for by its date, so that a gap in the rows is a missing base and never another year.
#[schema]
#[ts(rename = "GrowthStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// The id of the new figure.
    pub id: String,
    /// The figure that grows.
    pub column: String,
    /// `simple`, `log`, `symmetric` or `difference`; the others look at more than two periods or at all units, and are
    /// the calculator's.
    pub rate: Rate,
    /// In periods; a year where it is not said.
    #[serde(default)]
    pub lag: Option<usize>,
}

json::readable!(Growth { id, column, rate, lag });

/// A new figure: the rank of each row within its group, the highest first. What is missing has no rank.
#[schema]
#[ts(rename = "RankStep", optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// The id of the new figure.
    pub id: String,
    /// The figure that is ranked by.
    pub column: String,
    /// The keys that make a group; the period where it is not said.
    #[serde(default)]
    pub over: Option<Vec<String>>,
    /// What ties get.
    #[serde(default)]
    #[ts(as = "Option<Ties>", optional)]
    pub ties: Ties,
    /// 1: more is better; -1: less is better.
    #[serde(default)]
    #[schemars(default = "one", extend("enum" = [1, -1]))]
    #[ts(type = "1 | -1", optional)]
    pub direction: i8,
}

#[cfg(feature = "schema")]
fn one() -> i8 {
    1
}

json::readable!(Rank { id, column, over, ties = Ties::default(), direction = 1 });

/// Gives columns other names; those that are not named keep theirs.
#[schema]
#[ts(rename = "RenameStep")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// The new names, by the old ones.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    #[ts(as = "std::collections::BTreeMap<String, String>")]
    pub columns: Members<String>,
}

json::readable!(Rename { columns });
