//! Reading JSON with the place of every fault, and without letting anything pass unseen.
//!
//! serde's readers are not used for what comes in: derived ones do not say where in the file a fault is and let a repeated
//! member pass; with paths tracked they were 36 of the 190 kB that the module then had, compressed. Types say what they
//! read with the two macros below; the JSON Schemas are derived from the same types, and tests hold the two together.

mod parser;

pub(crate) use parser::parse;

use crate::error::{Code, Error, Result};
use crate::text::Text;
use serde::{Serialize, Serializer};

/// A JSON value; the members of an object in their order, each name once.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Members in their order.
    Object(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(value) => serializer.serialize_f64(*value),
            Json::Text(value) => serializer.serialize_str(value),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl Read for Json {
    fn read(json: &Json) -> Result<Self> {
        Ok(json.clone())
    }
}

/// Parses and reads.
pub(crate) fn read<T: Read>(json: &str) -> Result<T> {
    T::read(&parse(json)?).map_err(|e| e.within("$"))
}

/// What can be read from JSON. The place of a fault is relative to the value: `.tree.children[0]`.
pub(crate) trait Read: Sized {
    fn read(json: &Json) -> Result<Self>;

    /// What it is when its member is left out.
    fn absent() -> Option<Self> {
        None
    }
}

/// A fault: what should stand here.
pub(crate) fn expected(zh: &str, en: &str) -> Error {
    Error::new(
        Code::BadJson,
        "",
        Text::new(format!("此处应为{zh}。"), format!("Here must stand {en}.")),
        Text::new("请对照 JSON Schema 修改此处。", "Mend this place; the JSON Schema says what belongs there."),
    )
}

impl Read for f64 {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Number(value) => Ok(*value),
            _ => Err(expected("数字", "a number")),
        }
    }
}

impl Read for i8 {
    /// A small whole number; anything else becomes 0, which no member that is one allows.
    fn read(json: &Json) -> Result<Self> {
        let value = f64::read(json)?;
        Ok(if value == f64::from(value as i8) { value as i8 } else { 0 })
    }
}

impl Read for usize {
    fn read(json: &Json) -> Result<Self> {
        match f64::read(json)? {
            whole if whole >= 0.0 && whole == f64::from(whole as u32) => Ok(whole as usize),
            _ => Err(expected("整数", "a whole number")),
        }
    }
}

impl Read for bool {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Bool(value) => Ok(*value),
            _ => Err(expected(" true 或 false", "true or false")),
        }
    }
}

impl Read for String {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(value) => Ok(value.clone()),
            _ => Err(expected("文字（加双引号）", "text in double quotes")),
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json) -> Result<Self> {
        let Json::List(items) = json else { return Err(expected("列表 [ ]", "a list [ ]")) };
        let item = |(at, json)| T::read(json).map_err(|e: Error| e.item(at));
        items.iter().enumerate().map(item).collect()
    }
}

/// An object whose members are all of one kind, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Members<T>(pub Vec<(String, T)>);

impl<T> Members<T> {
    /// The member of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

#[cfg(any(feature = "table", feature = "schema"))]
impl<T: Show> Show for Members<T> {
    fn show(&self) -> Json {
        Json::Object(self.0.iter().map(|(name, value)| (name.clone(), value.show())).collect())
    }
}

impl<T> Default for Members<T> {
    fn default() -> Self {
        Members(Vec::new())
    }
}

impl<T: Serialize> Serialize for Members<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<T: Read> Read for Members<T> {
    fn read(json: &Json) -> Result<Self> {
        let mut read = Vec::new();
        for (name, json) in members(json)? {
            read.push((name.clone(), T::read(json).map_err(|e| e.member(name))?));
        }
        Ok(Members(read))
    }

    fn absent() -> Option<Self> {
        Some(Members::default())
    }
}

/// The members of an object.
pub(crate) fn members(json: &Json) -> Result<&[(String, Json)]> {
    match json {
        Json::Object(members) => Ok(members),
        _ => Err(expected("对象 { }", "an object { }")),
    }
}

/// One member of an object; where it is left out, its default.
pub(crate) fn member<T: Read>(json: &Json, name: &str) -> Result<T> {
    match members(json)?.iter().find(|(known, _)| known == name) {
        Some((_, value)) => T::read(value).map_err(|e| e.member(name)),
        None => T::absent().ok_or_else(|| {
            Error::new(
                Code::BadJson,
                "",
                Text::new(format!("缺少“{name}”。"), format!("The member \"{name}\" is missing.")),
                Text::new("请补上该项。", "Add it."),
            )
        }),
    }
}

/// One member of an object, or what it is when left out. Null is not left out: it would be a number or a list lost.
pub(crate) fn member_or<T: Read>(json: &Json, name: &str, default: impl FnOnce() -> T) -> Result<T> {
    match members(json)?.iter().any(|(known, _)| known == name) {
        true => member(json, name),
        false => Ok(default()),
    }
}

/// Refuses members that a type does not have: a misspelt one would otherwise be lost.
pub(crate) fn only(json: &Json, known: &[&str]) -> Result<()> {
    match members(json)?.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some((name, _)) => Err(Error::new(
            Code::BadJson,
            &format!(".{name}"),
            Text::new(format!("没有“{name}”这一项。"), format!("There is no member \"{name}\".")),
            Text::new(format!("可用的有：{}。", known.join("、")), format!("Known are: {}.", known.join(", "))),
        )),
    }
}

/// One of several words.
pub(crate) fn word<T: Copy>(json: &Json, words: &[(&str, T)]) -> Result<T> {
    let text = String::read(json)?;
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Error::new(
            Code::BadJson,
            "",
            Text::new(format!("没有“{text}”这一选项。"), format!("There is no choice \"{text}\".")),
            Text::new(format!("可选：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
        )
    })
}

/// Lets a struct be read member by member; `member = value` says what it is when left out. Unknown members are refused
/// unless the list ends with `..`; `members` leaves it to the type to say what else it can be.
macro_rules! readable {
    (members $type:ident { $($(#[$when:meta])? $member:ident $(= $default:expr)?),* $(,)? }) => {
        impl $type {
            pub(crate) const MEMBERS: &'static [&'static str] = &[$($(#[$when])? stringify!($member)),*];

            /// These members of an object that may have others.
            pub(crate) fn members_of(json: &$crate::json::Json) -> $crate::error::Result<Self> {
                Ok($type { $($(#[$when])? $member: $crate::json::readable!(@ json, $member $(, $default)?)),* })
            }
        }
    };
    ($type:ident { $($(#[$when:meta])? $member:ident $(= $default:expr)?),* $(,)? }) => {
        $crate::json::readable!(members $type { $($(#[$when])? $member $(= $default)?),* });

        impl $crate::json::Read for $type {
            fn read(json: &$crate::json::Json) -> $crate::error::Result<Self> {
                $crate::json::only(json, Self::MEMBERS)?;
                Self::members_of(json)
            }
        }
    };
    ($type:ident { $($member:ident $(= $default:expr)?),*, .. }) => {
        impl $crate::json::Read for $type {
            fn read(json: &$crate::json::Json) -> $crate::error::Result<Self> {
                Ok($type { $($member: $crate::json::readable!(@ json, $member $(, $default)?)),* })
            }
        }
    };
    (@ $json:ident, $member:ident) => { $crate::json::member($json, stringify!($member))? };
    (@ $json:ident, $member:ident, $default:expr) => {
        $crate::json::member_or($json, stringify!($member), || $default)?
    };
}

/// What can be shown as JSON: the way out to JavaScript, one for all types. (A derived serde writer for each type was 2.3 kB
/// more, compressed.)
pub trait Show {
    /// The value as JSON, missing as null.
    fn show(&self) -> Json;
}

impl Show for f64 {
    fn show(&self) -> Json {
        Json::Number(*self)
    }
}

impl Show for bool {
    fn show(&self) -> Json {
        Json::Bool(*self)
    }
}

#[cfg(any(feature = "table", feature = "schema"))]
impl Show for Json {
    fn show(&self) -> Json {
        self.clone()
    }
}

impl Show for String {
    fn show(&self) -> Json {
        Json::Text(self.clone())
    }
}

impl Show for &'static str {
    fn show(&self) -> Json {
        Json::Text((*self).to_owned())
    }
}

macro_rules! whole_numbers {
    ($($type:ty),*) => { $(impl Show for $type {
        fn show(&self) -> Json {
            Json::Number(*self as f64)
        }
    })* };
}
whole_numbers!(usize, i8);

impl<T: Show> Show for Option<T> {
    fn show(&self) -> Json {
        self.as_ref().map_or(Json::Null, Show::show)
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self) -> Json {
        Json::List(self.iter().map(Show::show).collect())
    }
}

/// Lets a struct be shown member by member.
macro_rules! shown {
    ($type:ident { $($member:ident),* $(,)? }) => {
        impl $crate::json::Show for $type {
            fn show(&self) -> $crate::json::Json {
                $crate::json::object(&[$((stringify!($member), &self.$member as &dyn $crate::json::Show)),*])
            }
        }
    };
}

/// An object of named values.
pub(crate) fn object(members: &[(&str, &dyn Show)]) -> Json {
    Json::Object(members.iter().map(|(name, value)| ((*name).to_owned(), value.show())).collect())
}

/// Gives an enum its words: `id()`, `from_id()`, and reading from JSON.
macro_rules! words {
    ($type:ident { $($(#[$when:meta])? $variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            const WORDS: &'static [(&'static str, $type)] = &[$($(#[$when])? ($word, $type::$variant)),*];

            /// Its word in JSON.
            pub fn id(self) -> &'static str {
                match self { $($(#[$when])? $type::$variant => $word),* }
            }

            /// The one of a word.
            pub fn from_id(id: &str) -> Option<$type> {
                Self::WORDS.iter().find(|(word, _)| *word == id).map(|(_, value)| *value)
            }
        }

        impl $crate::json::Read for $type {
            fn read(json: &$crate::json::Json) -> $crate::error::Result<Self> {
                $crate::json::word(json, Self::WORDS)
            }
        }

        impl $crate::json::Show for $type {
            fn show(&self) -> $crate::json::Json {
                self.id().show()
            }
        }

        #[cfg(test)]
        impl $type {
            /// The words are those that serde, and so the JSON Schema, gives its variants.
            pub(crate) fn words_agree() {
                for (word, value) in Self::WORDS {
                    assert_eq!(serde_json::to_value(value).unwrap(), *word);
                    assert_eq!(value.id(), *word);
                }
            }
        }
    };
}

pub(crate) use {readable, shown, words};

/// The default that the JSON Schemas state for weights and factors.
#[cfg(feature = "schema")]
pub(crate) fn one() -> f64 {
    1.0
}

#[cfg(test)]
mod tests {
    /// An enum that is not called here fails the lint: its `words_agree` would be dead.
    #[test]
    fn words_are_those_of_the_schemas() {
        crate::error::Severity::words_agree();
        crate::growth::Rate::words_agree();
        crate::index::aggregate::Aggregation::words_agree();
        crate::index::normalise::Constant::words_agree();
        crate::index::normalise::Method::words_agree();
        crate::index::normalise::PostScale::words_agree();
        crate::panel::IndicatorKind::words_agree();
        crate::period::Frequency::words_agree();
        crate::ranking::Ties::words_agree();
        #[cfg(feature = "methods")]
        crate::ranking::PerformanceGroup::words_agree();
        crate::region::Region::words_agree();
        crate::scenario::Op::words_agree();
        crate::scenario::Why::words_agree();
        #[cfg(feature = "methods")]
        {
            crate::association::Measure::words_agree();
            crate::audit::Check::words_agree();
            crate::index::aggregate::ChainGap::words_agree();
            crate::index::aggregate::Penalty::words_agree();
            crate::index::aggregate::TopsisScale::words_agree();
            crate::index::impute::GroupName::words_agree();
            crate::index::impute::Imputation::words_agree();
            crate::index::normalise::Centre::words_agree();
            crate::index::treat::Treatment::words_agree();
            crate::index::weighting::Weighting::words_agree();
            crate::robustness::Distribution::words_agree();
            crate::robustness::confidence::Kind::words_agree();
            crate::robustness::Factor::words_agree();
        }
        #[cfg(feature = "table")]
        {
            crate::table::Form::words_agree();
            crate::table::Holds::words_agree();
            crate::table::Role::words_agree();
            crate::table::SkipReason::words_agree();
            crate::table::Territories::words_agree();
            crate::table::step::How::words_agree();
        }
    }
}
