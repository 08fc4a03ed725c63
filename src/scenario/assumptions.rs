//! What a `fund` takes for granted, as it is written: each number with its source, or the word "assumed".

use crate::error::{Code, Error, Result};
use crate::json::{self, Json, Members, Read};
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// The source of a number that is given none.
pub const ASSUMED: &str = "assumed";

/// The longest lag of an elasticity, in periods: more than 80 years of months, and far from where a number wraps.
pub const LONGEST_LAG: usize = 1000;

/// What is taken for granted when money is added (`op: "fund"`). Members of other names are the reader's own notes: they
/// are shown beside the result, not computed with.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Assumptions {
    /// By how much one unit of money changes the input; 1 where it is not stated.
    #[serde(default)]
    #[schemars(with = "Option<StatedOrNumber>")]
    #[ts(as = "Option<StatedOrNumber>", optional)]
    pub additionality: Option<Stated>,
    /// How money counts less the more there is of it; every unit in full where they are not stated.
    #[serde(default)]
    pub returns: Option<StatedReturns>,
    /// What moves along with the input; nothing where they are not stated.
    #[serde(default)]
    pub elasticities: Option<Vec<Elasticity>>,
    /// The reader's own notes.
    #[serde(flatten)]
    #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
    #[ts(skip)]
    pub notes: Members<Json>,
}

/// A number and where it comes from.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The number.
    pub value: f64,
    /// Its source, or "assumed".
    #[serde(default)]
    pub source: Option<String>,
}

/// Diminishing returns: h(v), what v of money counts for, beside an input x. Either `exponent` or `limit`; money that is taken
/// away counts in full.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatedReturns {
    /// e above 0, at most 1: h(v) = x ((1 + v / x)^e - 1) / e. The first unit of money counts in full, one on top of as much
    /// as x by 2^(e - 1).
    #[serde(default)]
    pub exponent: Option<f64>,
    /// s above 0: h(v) = v / (1 + v / (s x)). The first unit counts in full, and no sum for more than s x.
    #[serde(default)]
    pub limit: Option<f64>,
    /// Its source, or "assumed".
    #[serde(default)]
    pub source: Option<String>,
}

/// Another indicator y of the same unit moves with the input x: y' = y (x' / x)^value, `lag` periods after the money.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Elasticity {
    /// The input; any that is funded where it is left out.
    #[serde(default)]
    pub from: Option<String>,
    /// The column of the panel that moves along.
    pub to: String,
    /// The elasticity: per cent of change by one per cent of the input.
    pub value: f64,
    /// In periods, at most 1,000; 0 where it is left out.
    #[serde(default)]
    #[ts(as = "Option<usize>", optional)]
    pub lag: usize,
    /// Its source, or "assumed".
    #[serde(default)]
    pub source: Option<String>,
}

/// An assumption as it may be written.
#[schema]
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum StatedOrNumber {
    /// A number that is assumed.
    Number(f64),
    /// With its source.
    Stated(Stated),
}

/// Assumptions as they may be written: notes alone may be text or a list.
#[schema]
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum AssumptionsOrNote {
    /// What is computed with, and notes.
    Assumptions(Assumptions),
    /// A note.
    Note(String),
    /// Notes.
    Notes(
        #[schemars(with = "Vec<serde_json::Value>")]
        #[ts(type = "unknown[]")]
        Vec<Json>,
    ),
}

json::readable!(Elasticity { from, to, value, lag = 0, source });
json::readable!(members Stated { value, source });
json::readable!(StatedReturns { exponent, limit, source });
json::shown!(Stated { value, source });
json::shown!(StatedReturns { exponent, limit, source });
json::shown!(Elasticity { from, to, value, lag, source });

impl Read for Stated {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Number(value) => Ok(Stated { value: *value, source: None }),
            _ => {
                json::only(json, Stated::MEMBERS)?;
                Stated::members_of(json)
            }
        }
    }
}

impl Read for Assumptions {
    fn read(json: &Json) -> Result<Self> {
        let mut read = Assumptions::default();
        if let Json::Text(_) | Json::List(_) = json {
            read.notes.0.push(("note".to_owned(), json.clone()));
            return Ok(read);
        }
        for (name, value) in json::members(json)? {
            let within = |e: Error| e.member(name);
            match name.as_str() {
                "additionality" => read.additionality = Option::read(value).map_err(within)?,
                "returns" => read.returns = Option::read(value).map_err(within)?,
                "elasticities" => read.elasticities = Option::read(value).map_err(within)?,
                // One of these would be shown as a note, and its writer would believe that it counts.
                "elasticity" | "lag" | "return" | "additionalities" | "leverage" => {
                    let known = &["additionality", "returns", "elasticities"];
                    json::only(&Json::Object(vec![(name.clone(), Json::Null)]), known)?;
                }
                _ => read.notes.0.push((name.clone(), value.clone())),
            }
        }
        Ok(read)
    }
}

impl json::Show for Assumptions {
    fn show(&self) -> Json {
        let mut members = Vec::new();
        let mut add = |name: &str, value: Option<Json>| members.extend(value.map(|v| (name.to_owned(), v)));
        add("additionality", self.additionality.as_ref().map(json::Show::show));
        add("returns", self.returns.as_ref().map(json::Show::show));
        add("elasticities", self.elasticities.as_ref().map(json::Show::show));
        members.extend(self.notes.0.iter().cloned());
        Json::Object(members)
    }
}

/// How money counts, beside the input x that is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Returns {
    /// v
    Linear,
    /// x ((1 + v / x)^e - 1) / e
    Power(f64),
    /// v / (1 + v / (s x))
    Saturating(f64),
}

impl Returns {
    /// What v of money counts for; NaN where the input is missing, or returns that count from it find none.
    pub fn of(self, x: f64, v: f64) -> f64 {
        if v <= 0.0 || self == Returns::Linear {
            return if x.is_nan() { x } else { v };
        }
        match self {
            _ if x.is_nan() || x <= 0.0 => f64::NAN,
            Returns::Power(e) => x * (libm::pow(1.0 + v / x, e) - 1.0) / e,
            Returns::Saturating(s) => v / (1.0 + v / (s * x)),
            Returns::Linear => v,
        }
    }
}

impl StatedReturns {
    /// The form that they state.
    pub(crate) fn form(&self) -> Returns {
        match (self.exponent, self.limit) {
            (Some(1.0), _) | (None, None) => Returns::Linear,
            (Some(e), _) => Returns::Power(e),
            (None, Some(s)) => Returns::Saturating(s),
        }
    }
}

impl Assumptions {
    /// What is wrong with the numbers, whatever the panel; its place is relative to the assumptions.
    ///
    /// # Errors
    /// `bad_parameter`.
    pub(crate) fn check(&self) -> Result<()> {
        let bad = |place: &str, zh: &str, en: &str| {
            Err(Error::new(
                Code::BadParameter,
                place,
                Text::new(zh, en),
                Text::new("请修改该假设。", "Correct this assumption."),
            ))
        };
        if self.additionality.as_ref().is_some_and(|a| !a.value.is_finite() || a.value < 0.0) {
            return bad(".additionality", "须为不小于零的数。", "It must be a number from zero upwards.");
        }
        if let Some(returns) = &self.returns {
            match (returns.exponent, returns.limit) {
                (Some(e), None) if e > 0.0 && e <= 1.0 => {}
                (Some(_), None) => {
                    return bad(".returns.exponent", "须大于 0，不大于 1。", "It must be above 0 and at most 1.")
                }
                (None, Some(s)) if s > 0.0 && s.is_finite() => {}
                (None, Some(_)) => return bad(".returns.limit", "须大于零。", "It must be above zero."),
                _ => {
                    return bad(
                        ".returns",
                        "须写 exponent 或 limit，二者取一。",
                        "It must state either an exponent or a limit.",
                    )
                }
            }
        }
        let wrong = |e: &Elasticity| !e.value.is_finite();
        if let Some(at) = self.elasticities.iter().flatten().position(wrong) {
            return bad(&format!(".elasticities[{at}].value"), "须为有限的数。", "It must be a finite number.");
        }
        match self.elasticities.iter().flatten().position(|e| e.lag > LONGEST_LAG) {
            Some(at) => bad(&format!(".elasticities[{at}].lag"), "滞后至多 1000 期。", "At most 1,000 periods."),
            None => Ok(()),
        }
    }

    /// The source of a statement, or the word "assumed".
    pub(crate) fn source(stated: &Option<String>) -> String {
        match stated.as_deref().map(str::trim) {
            None | Some("") => ASSUMED.to_owned(),
            Some(source) => source.to_owned(),
        }
    }
}
