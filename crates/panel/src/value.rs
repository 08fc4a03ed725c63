//! JSON values, and the one way out for every type that is shown as JSON.

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

/// An object whose members are all of one kind, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Members<T>(pub Vec<(String, T)>);

impl<T> Members<T> {
    /// The member of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

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
#[macro_export]
macro_rules! shown {
    ($type:ident { $($member:ident),* $(,)? }) => {
        impl $crate::value::Show for $type {
            fn show(&self) -> $crate::value::Json {
                $crate::value::object(&[$((stringify!($member), &self.$member as &dyn $crate::value::Show)),*])
            }
        }
    };
}

/// An object of named values.
pub fn object(members: &[(&str, &dyn Show)]) -> Json {
    Json::Object(members.iter().map(|(name, value)| ((*name).to_owned(), value.show())).collect())
}

crate::shown!(Text { zh, en });
