//! A group as it is written, the same on every face.

use crate::error::Result;
use crate::json::{expected, Json, Read, Show};
use innodex_schema::schema;
use serde::Serialize;

/// A group of units: a text, a list or an object.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum GroupSpec {
    /// A region of provinces (`east`, `central`, `west`, `northeast`), the code or name of a parent, or a group of the column
    /// `unit_group`.
    Named(String),
    /// Units by code or name.
    Listed(Vec<String>),
    /// A unit with those that are most alike.
    Alike(AlikeSpec),
}

/// A unit with those that are most alike.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlikeSpec {
    /// The unit, by code or name.
    pub alike: String,
    /// How many others; 5 unless said. Those that tie with the last are in it too.
    #[serde(default)]
    pub count: Option<usize>,
    /// The indicators of the framework by which units are alike; all that the unit has where left out.
    #[serde(default)]
    pub by: Option<Vec<String>>,
}

crate::json::readable!(AlikeSpec { alike, count, by });
crate::json::shown!(AlikeSpec { alike, count, by });

impl Read for GroupSpec {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(text) => Ok(GroupSpec::Named(text.clone())),
            Json::List(_) => Vec::read(json).map(GroupSpec::Listed),
            Json::Object(_) => AlikeSpec::read(json).map(GroupSpec::Alike),
            _ => Err(expected(
                "组名、单位列表或 {\"alike\": 单位}",
                "the name of a group, a list of units or { \"alike\": unit }",
            )),
        }
    }
}

impl Show for GroupSpec {
    fn show(&self) -> Json {
        match self {
            GroupSpec::Named(name) => name.show(),
            GroupSpec::Listed(listed) => listed.show(),
            GroupSpec::Alike(alike) => alike.show(),
        }
    }
}
