//! One method, one file.
//!
//! A method that a framework can choose is one file with one row: a `static` that holds everything anybody asks of it.
//! The row of min-max, [`normalise::MIN_MAX`], is in `src/index/normalise/min_max.rs`:
//!
//! - `word`: its name in JSON. Its doc comment is its entry in docs/methods.md, the JSON Schema and the TypeScript types;
//!   the example at the end of it is computed by a test.
//! - `parameters`: what a framework may give it. A [`Parameter`] says its name, type and description once, in the file of
//!   the method, or beside the table where several methods share it.
//! - `resolve`: checks the parameters and makes what computes the figures: a value of a small type of its own, that holds
//!   the numbers and implements the trait of its family ([`normalise::Normalise`]).
//! - what the method note calls it, in Chinese and English.
//!
//! A family of methods (normalisations, treatments, ...) has a table of rows: `FIRST` holds what a first ranking needs,
//! `ALL` all of them. Nothing else in the crate names a row, so that adding a method adds a file and a line of a table.
//!
//! [`Methods`] holds a table of every family. [`Framework::from_json_with`] looks words up in it, and puts the row where
//! the word was ([`Chosen`]). The wasm module of a first ranking passes [`Methods::first`], all else [`Methods::all`]: what
//! the small module does not name, the linker leaves out of it, without a `cfg`.
//!
//! A row of your own:
//!
//! ```
//! use innodex::index::normalise::{Figures, Method, Normalise};
//! use innodex::{Framework, Methods, Model, Panel, Parameter, Reason};
//!
//! /// `share_of_sum`: how many of them make a whole.
//! static WHOLE: Parameter<f64> = Parameter::new("whole", "`share_of_sum`: what all units together are.");
//!
//! static SHARE_OF_SUM: Method = Method {
//!     word: "share_of_sum",
//!     docs: "x / sum of x, times `whole` (100 unless said).",
//!     parameters: &[&WHOLE],
//!     resolve: |written| Ok(Box::new(ShareOfSum { whole: written.get(&WHOLE).unwrap_or(100.0) })),
//!     called: ("占比法", "shares of the sum"),
//!     ends: None,
//! };
//!
//! struct ShareOfSum {
//!     whole: f64,
//! }
//!
//! impl Normalise for ShareOfSum {
//!     fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
//!         let sum: f64 = figures.scope.iter().filter(|x| !x.is_nan()).sum();
//!         figures.each(out, |x| x / sum * self.whole);
//!         None
//!     }
//!
//!     fn middle(&self) -> f64 {
//!         self.whole / 2.0
//!     }
//! }
//!
//! # fn main() -> innodex::Result<()> {
//! let mut methods = Methods::all();
//! methods.normalisations.push(&SHARE_OF_SUM);
//! let framework = Framework::from_json_with(
//!     r#"{ "id": "shares", "indicators": [{ "id": "patents", "direction": 1 }],
//!          "tree": { "id": "index", "children": [{ "id": "patents" }] },
//!          "steps": [{ "step": "normalise", "method": "share_of_sum", "whole": 1 },
//!                    { "step": "aggregate", "method": "arithmetic" }] }"#,
//!     &methods,
//! )?;
//! let panel = Panel::from_csv(b"code,year,patents\na,2022,30\nb,2022,10\n", None)?;
//! let scores = Model::new_with(panel, framework, &methods)?.scores("2022".parse()?)?;
//! assert_eq!(scores.node(0), [0.75, 0.25]);
//! # Ok(())
//! # }
//! ```
//!
//! [`normalise::MIN_MAX`]: super::normalise::MIN_MAX
//! [`normalise::Normalise`]: super::normalise::Normalise
//! [`Methods`]: crate::Methods
//! [`Methods::first`]: crate::Methods::first
//! [`Methods::all`]: crate::Methods::all
//! [`Framework::from_json_with`]: crate::Framework::from_json_with

#[cfg(feature = "schema")]
pub(crate) mod schema;

use crate::error::Result;
use crate::json::{self, Json, Members, Read, Show};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::marker::PhantomData;

/// What a family of methods is called and what its schemas say.
pub trait Family: Sync + 'static {
    /// What the family is called in the JSON Schemas and the TypeScript types.
    const NAME: &'static str;
    /// What is to be said of all methods of the family.
    const DOCS: &'static str;
    /// The name and description of a method with its parameters, and the description of its member `method`.
    const CHOSEN: [&'static str; 3];
    /// Parameters of all methods of the family.
    const SHARED: &'static [&'static dyn AnyParameter] = &[];
    /// Whether `method` has to be said.
    const NEEDED: bool;
    /// Whether the schema of a method with its parameters refuses other members.
    const CLOSED: bool = !Self::NEEDED;
}

/// A row of a table: what is the same in every family.
pub trait Row: Family {
    /// Every method of the family, which the schemas show.
    fn all() -> &'static [&'static Self];
    /// Its name in JSON.
    fn word(&self) -> &'static str;
    /// Its description; empty but in builds that write the schemas.
    fn docs(&self) -> &'static str;
    /// What a framework may give it.
    fn parameters(&self) -> &'static [&'static dyn AnyParameter] {
        &[]
    }
}

/// Why parameters do not make a method: which one, and what is wrong (Chinese, English).
pub type Fault = (&'static str, &'static str, &'static str);

/// The row of a word.
pub(crate) fn row<M: Row>(json: &Json, rows: &[&'static M]) -> Result<&'static M> {
    Ok(rows[json::word_at(json, &words(rows))?])
}

/// A parameter of methods, with values of type `T`.
pub struct Parameter<T> {
    name: &'static str,
    docs: &'static str,
    of: PhantomData<fn() -> T>,
}

impl<T: Value> Parameter<T> {
    /// A parameter by its name in JSON and its description.
    pub const fn new(name: &'static str, docs: &'static str) -> Self {
        Parameter { name, docs: described(docs), of: PhantomData }
    }

    /// Its description; empty but in builds that write the schemas.
    pub fn docs(&self) -> &'static str {
        self.docs
    }
}

/// A description, in builds that write the schemas; others do not carry it.
pub const fn described(docs: &'static str) -> &'static str {
    if cfg!(feature = "schema") {
        docs
    } else {
        ""
    }
}

/// What a parameter can be: a number, a truth value, a text, a word of a list, ...
#[cfg(not(feature = "schema"))]
pub trait Value: Read + Show {}
#[cfg(not(feature = "schema"))]
impl<T: Read + Show> Value for T {}

/// What a parameter can be: a number, a truth value, a text, a word of a list, ...
#[cfg(feature = "schema")]
pub trait Value: Read + Show + schemars::JsonSchema + ts_rs::TS {}
#[cfg(feature = "schema")]
impl<T: Read + Show + schemars::JsonSchema + ts_rs::TS> Value for T {}

/// A parameter, whatever the type of its values.
pub trait AnyParameter: Sync {
    /// Its name in JSON.
    fn name(&self) -> &'static str;

    /// Whether a value is of the parameter's type.
    ///
    /// # Errors
    /// `bad_json`, at the value.
    fn check(&self, value: &Json) -> Result<()>;

    /// Its schema.
    #[cfg(feature = "schema")]
    fn schema(&self, generator: &mut schemars::SchemaGenerator) -> schemars::Schema;

    /// Its line in a TypeScript type.
    #[cfg(feature = "schema")]
    fn typescript(&self, config: &ts_rs::Config) -> String;
}

impl<T: Value> AnyParameter for Parameter<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn check(&self, value: &Json) -> Result<()> {
        T::read(value).map(|_| ())
    }

    #[cfg(feature = "schema")]
    fn schema(&self, generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schema::optional::<T>(self.docs, generator)
    }

    #[cfg(feature = "schema")]
    fn typescript(&self, config: &ts_rs::Config) -> String {
        schema::optional_member(self.docs, self.name, &T::name(config))
    }
}

/// A method and its parameters as they are written; what is not said of a single indicator is as in the step.
pub struct Chosen<M: Row> {
    /// The method.
    pub method: Option<&'static M>,
    /// Its parameters.
    pub given: Given,
}

/// The parameters that are given, by name. Each value is of its parameter's type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given(Vec<(&'static str, Json)>);

impl Given {
    #[inline(never)]
    fn find(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value of a parameter, where it is given.
    pub fn get<T: Value>(&self, parameter: &Parameter<T>) -> Option<T> {
        self.find(parameter.name).and_then(|value| T::read(value).ok())
    }

    /// Gives a parameter a value.
    pub fn set<T: Value>(&mut self, parameter: &Parameter<T>, value: T) {
        self.0.retain(|(name, _)| *name != parameter.name);
        self.0.push((parameter.name, value.show()));
    }

    /// These, and where they say nothing, others.
    fn or(&self, others: &Given) -> Given {
        let mut merged = self.clone();
        merged.0.extend(others.0.iter().filter(|(name, _)| !self.0.iter().any(|(own, _)| own == name)).cloned());
        merged
    }

    /// A number that is not finite, by name.
    pub(crate) fn infinite(&self) -> Option<&'static str> {
        let infinite = |value: &Json| matches!(value, Json::Number(x) if !x.is_finite());
        self.0.iter().find(|(_, value)| infinite(value)).map(|(name, _)| *name)
    }
}

impl<M: Row> Chosen<M> {
    /// A method without parameters.
    pub fn of(method: &'static M) -> Self {
        Chosen { method: Some(method), given: Given::default() }
    }

    /// With a value of a parameter.
    pub fn with<T: Value>(mut self, parameter: &Parameter<T>, value: T) -> Self {
        self.given.set(parameter, value);
        self
    }

    /// The value of a parameter, where it is given.
    pub fn get<T: Value>(&self, parameter: &Parameter<T>) -> Option<T> {
        self.given.get(parameter)
    }

    /// These, and where they say nothing, the step's.
    pub(crate) fn or(&self, step: &Self) -> Self {
        Chosen { method: self.method.or(step.method), given: self.given.or(&step.given) }
    }

    /// Reads the members of an object that may have `others`; the method has to be said, where its family needs one.
    pub(crate) fn read(json: &Json, rows: &[&'static M], others: &[&str], needed: bool) -> Result<Self> {
        let (at, given) = read(json, &words(rows), &lists(rows), others, needed)?;
        Ok(Chosen { method: at.map(|at| rows[at]), given })
    }

    /// Reads the member `overrides` of a step: what indicators have for themselves, by id.
    pub(crate) fn read_overrides(json: &Json, rows: &[&'static M]) -> Result<Members<Self>> {
        let read = |json: &Json| json::members_by(json, |own| Self::read(own, rows, &[], false));
        match json::members(json)?.iter().any(|(name, _)| name == "overrides") {
            true => json::needed_by(json, "overrides", read),
            false => Ok(Members::default()),
        }
    }

    /// The method of an object in which it has to be said.
    pub(crate) fn method_of(json: &Json, rows: &[&'static M]) -> Result<&'static M> {
        json::needed_by(json, "method", |json| row(json, rows))
    }
}

/// Parameters of a method.
pub(crate) type Parameters = &'static [&'static dyn AnyParameter];

fn words<M: Row>(rows: &[&'static M]) -> Vec<&'static str> {
    rows.iter().map(|row| row.word()).collect()
}

/// The parameters of each row, and those that all share.
fn lists<M: Row>(rows: &[&'static M]) -> Vec<Parameters> {
    rows.iter().map(|row| row.parameters()).chain([M::SHARED]).collect()
}

/// Every parameter once.
pub(crate) fn each_once(lists: &[Parameters]) -> Vec<&'static dyn AnyParameter> {
    let mut found: Vec<&'static dyn AnyParameter> = Vec::new();
    for parameter in lists.iter().copied().flatten() {
        if !found.iter().any(|known| known.name() == parameter.name()) {
            found.push(*parameter);
        }
    }
    found
}

/// Which of the words is the method, and the parameters that are given. Unknown members are refused.
fn read(
    json: &Json,
    words: &[&str],
    lists: &[Parameters],
    others: &[&str],
    needed: bool,
) -> Result<(Option<usize>, Given)> {
    let parameters = each_once(lists);
    let mut known = others.to_vec();
    known.push("method");
    known.extend(parameters.iter().map(|parameter| parameter.name()));
    json::only(json, &known)?;
    let at = match needed {
        true => Some(json::needed_by(json, "method", |json| json::word_at(json, words))?),
        false => json::member_by(json, "method", |json| json::word_at(json, words))?,
    };
    let mut given = Vec::new();
    for parameter in parameters {
        let name = parameter.name();
        let value = json::member_by(json, name, |value| parameter.check(value).map(|()| value.clone()))?;
        given.extend(value.map(|value| (name, value)));
    }
    Ok((at, Given(given)))
}

impl<M: Row> Clone for Chosen<M> {
    fn clone(&self) -> Self {
        Chosen { method: self.method, given: self.given.clone() }
    }
}

impl<M: Row> Default for Chosen<M> {
    fn default() -> Self {
        Chosen { method: None, given: Given::default() }
    }
}

impl<M: Row> PartialEq for Chosen<M> {
    fn eq(&self, other: &Self) -> bool {
        self.method.map(Row::word) == other.method.map(Row::word) && self.given == other.given
    }
}

impl<M: Row> std::fmt::Debug for Chosen<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Chosen").field(&self.method.map(Row::word)).field(&self.given).finish()
    }
}

impl<M: Row> Serialize for Chosen<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        if let Some(method) = self.method {
            members.serialize_entry("method", method.word())?;
        }
        for (name, value) in &self.given.0 {
            members.serialize_entry(name, value)?;
        }
        members.end()
    }
}

/// What is the same of the rows of every family, whose table is `ALL`: they are their words. A family without parameters does
/// not name their field.
macro_rules! rows {
    ($row:ty $(, $parameters:ident)?) => {
        impl $crate::index::methods::Row for $row {
            fn all() -> &'static [&'static Self] {
                ALL
            }

            fn word(&self) -> &'static str {
                self.word
            }

            fn docs(&self) -> &'static str {
                self.docs
            }

            $(fn parameters(&self) -> &'static [&'static dyn $crate::index::methods::AnyParameter] {
                self.$parameters
            })?
        }

        impl PartialEq for $row {
            fn eq(&self, other: &Self) -> bool {
                self.word == other.word
            }
        }

        impl std::fmt::Debug for $row {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word)
            }
        }

        impl serde::Serialize for $row {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word)
            }
        }

        impl $crate::json::Show for &'static $row {
            fn show(&self) -> $crate::json::Json {
                self.word.show()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $row {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$row as $crate::index::methods::Family>::NAME.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::index::methods::schema::words::<$row>()
            }
        }

        #[cfg(feature = "schema")]
        impl ts_rs::TS for $row {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn docs() -> Option<String> {
                $crate::index::methods::schema::family::<$row>()
            }

            fn name(_: &ts_rs::Config) -> String {
                <$row as $crate::index::methods::Family>::NAME.to_owned()
            }

            fn decl(config: &ts_rs::Config) -> String {
                format!("type {} = {};", Self::name(config), Self::inline(config))
            }

            fn inline(_: &ts_rs::Config) -> String {
                $crate::index::methods::schema::union::<$row>()
            }
        }
    };
}

/// A row whose description is its doc comment, or parameters by their names.
macro_rules! documented {
    ($(#[doc = $line:literal])* $visible:vis static $name:ident: $type:ty = $row:ident { $($member:tt)* };) => {
        $(#[doc = $line])*
        $visible static $name: $type =
            $row { docs: $crate::index::methods::described(concat!($($line, "\n"),*)), $($member)* };
    };
    ($($(#[doc = $line:literal])* $visible:vis static $name:ident: $type:ty = $word:literal;)*) => {$(
        $(#[doc = $line])*
        $visible static $name: $type = $crate::index::methods::Parameter::new($word, concat!($($line, "\n"),*));
    )*};
}

pub(crate) use {documented, rows};
