//! Reading JSON with the place of every fault, and without letting anything pass unseen.
//!
//! serde's readers are not used for what comes in: derived ones do not say where in the file a fault is and let a repeated
//! member pass; with paths tracked they were 36 of the 190 kB that the module then had, compressed. Types say what they
//! read with the two macros below; the JSON Schemas are derived from the same types, and tests hold the two together.

mod parser;
mod written;

pub use crate::value::{object, Json, Members, Show};
pub use crate::{readable, shown, words};
pub use parser::parse;
pub use written::{written, Refused};

use crate::error::{Code, Error, Result};
use crate::text::Text;

crate::readable!(Text { zh, en });

impl Read for Json {
    fn read(json: &Json) -> Result<Self> {
        Ok(json.clone())
    }
}

/// Parses and reads.
pub fn read<T: Read>(json: &str) -> Result<T> {
    T::read(&parse(json)?).map_err(|e| e.within("$"))
}

/// What can be read from JSON. The place of a fault is relative to the value: `.tree.children[0]`.
pub trait Read: Sized {
    /// The value, or where and why it is none.
    fn read(json: &Json) -> Result<Self>;

    /// What it is when its member is left out.
    fn absent() -> Option<Self> {
        None
    }
}

/// A fault: what should stand here.
pub fn expected(zh: &str, en: &str) -> Error {
    Error::new(
        Code::BadJson,
        "",
        Text::new(format!("此处应为{zh}。"), format!("Expected {en}.")),
        Text::new("请对照 JSON Schema 修改此处。", "Correct this field; the JSON Schema says what belongs there."),
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
        items_by(json, T::read)
    }
}

impl<T: Read> Read for Members<T> {
    fn read(json: &Json) -> Result<Self> {
        members_by(json, T::read)
    }

    fn absent() -> Option<Self> {
        Some(Members::default())
    }
}

/// The members of an object.
pub fn members(json: &Json) -> Result<&[(String, Json)]> {
    match json {
        Json::Object(members) => Ok(members),
        _ => Err(expected("对象 { }", "an object { }")),
    }
}

/// One member of an object; where it is left out, its default.
pub fn member<T: Read>(json: &Json, name: &str) -> Result<T> {
    match find(json, name)? {
        Some(value) => T::read(value).map_err(|e| e.member(name)),
        None => T::absent().ok_or_else(|| missing(name)),
    }
}

/// One member of an object, where there is one and it is not null, as `read` has it.
pub fn member_by<T>(json: &Json, name: &str, read: impl Fn(&Json) -> Result<T>) -> Result<Option<T>> {
    match find(json, name)? {
        None | Some(Json::Null) => Ok(None),
        Some(value) => read(value).map(Some).map_err(|e| e.member(name)),
    }
}

/// One member of an object, which has to be there, as `read` has it.
pub fn needed_by<T>(json: &Json, name: &str, read: impl Fn(&Json) -> Result<T>) -> Result<T> {
    let value = find(json, name)?.ok_or_else(|| missing(name))?;
    read(value).map_err(|e| e.member(name))
}

/// Every item of a list, as `read` has it.
pub fn items_by<T>(json: &Json, read: impl Fn(&Json) -> Result<T>) -> Result<Vec<T>> {
    let Json::List(items) = json else { return Err(expected("列表 [ ]", "a list [ ]")) };
    items.iter().enumerate().map(|(at, json)| read(json).map_err(|e: Error| e.item(at))).collect()
}

/// Every member of an object, as `read` has it.
pub fn members_by<T>(json: &Json, read: impl Fn(&Json) -> Result<T>) -> Result<Members<T>> {
    let one = |(name, json): &(String, Json)| Ok((name.clone(), read(json).map_err(|e| e.member(name))?));
    Ok(Members(members(json)?.iter().map(one).collect::<Result<_>>()?))
}

fn find<'a>(json: &'a Json, name: &str) -> Result<Option<&'a Json>> {
    Ok(members(json)?.iter().find(|(known, _)| known == name).map(|(_, value)| value))
}

fn missing(name: &str) -> Error {
    Error::new(
        Code::BadJson,
        "",
        Text::new(format!("缺少“{name}”。"), format!("The member \"{name}\" is missing.")),
        Text::new("请补上该项。", "Add it."),
    )
}

/// One member of an object, or what it is when left out. Null is not left out: it would be a number or a list lost.
pub fn member_or<T: Read>(json: &Json, name: &str, default: impl FnOnce() -> T) -> Result<T> {
    match members(json)?.iter().any(|(known, _)| known == name) {
        true => member(json, name),
        false => Ok(default()),
    }
}

/// Refuses members that a type does not have: a misspelt one would otherwise be lost.
pub fn only(json: &Json, known: &[&str]) -> Result<()> {
    match members(json)?.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some((name, _)) => Err(Error::new(
            Code::BadJson,
            &format!(".{name}"),
            Text::new(format!("没有“{name}”这一项。"), format!("There is no member \"{name}\".")),
            Text::new(format!("可用的有：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
        )),
    }
}

/// What one of several words stands for.
pub fn word<T: Copy>(json: &Json, words: &[(&str, T)]) -> Result<T> {
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    Ok(words[word_at(json, &known)?].1)
}

/// Which of several words it is.
pub fn word_at(json: &Json, words: &[&str]) -> Result<usize> {
    let text = String::read(json)?;
    words.iter().position(|word| *word == text).ok_or_else(|| {
        Error::new(
            Code::BadJson,
            "",
            Text::new(format!("没有“{text}”这一选项。"), format!("Unknown option \"{text}\".")),
            Text::new(format!("可选：{}。", words.join("、")), format!("Choose one of: {}.", words.join(", "))),
        )
    })
}

/// Lets a struct be read member by member; `member = value` says what it is when left out. Unknown members are refused
/// unless the list ends with `..`; `members` leaves it to the type to say what else it can be.
#[macro_export]
macro_rules! readable {
    (members $type:ident { $($(#[$when:meta])? $member:ident $(= $default:expr)?),* $(,)? }) => {
        impl $type {
            /// The members that it reads.
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

/// Gives an enum its words: `id()`, `from_id()`, and reading from JSON.
#[macro_export]
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

/// The default that the JSON Schemas state for weights and factors.
#[cfg(feature = "schema")]
pub fn one() -> f64 {
    1.0
}
