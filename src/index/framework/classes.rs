//! Weights of their own for classes of units: the member `classes` of a framework, as it is written.

use crate::error::Result;
use crate::json::{expected, Json, Members, Read};
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// A class of units with weights of its own (分类考评): `{ "id": "mountain", "group": ["A", "B"], "weights": { "input": 2,
/// "output": 1 } }`. Units of no class have the weights of the tree.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClassSpec {
    /// A short name in Latin letters.
    pub id: String,
    /// Its name; the id where left out.
    #[serde(default)]
    pub name: Option<Text>,
    /// Its units: two at least, none of which is in another class.
    pub group: ClassGroup,
    /// Weights by the id of a node, relative within its group: of all children of a group, or of none, which then have those of
    /// the tree.
    #[schemars(with = "std::collections::BTreeMap<String, f64>")]
    #[ts(type = "Record<string, number>")]
    pub weights: Members<f64>,
}

/// The units of a class.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ClassGroup {
    /// A region of provinces (`east`, `central`, `west`, `northeast`), the code or name of a parent, or a group of the column
    /// `unit_group`.
    Named(String),
    /// Units by code or name.
    Listed(Vec<String>),
}

crate::json::readable!(ClassSpec { id, name, group, weights });

impl Read for ClassGroup {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Text(text) => Ok(ClassGroup::Named(text.clone())),
            Json::List(_) => Vec::read(json).map(ClassGroup::Listed),
            _ => Err(expected("组名或单位列表", "the name of a group or a list of units")),
        }
    }
}
