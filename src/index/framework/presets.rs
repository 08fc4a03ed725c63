//! Named weights that travel with a framework: its member `presets`, as it is written.

use crate::json::Members;
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// Weights under a name: `{ "id": "experts", "name": { "zh": "专家权重", "en": "Experts" }, "weights": { "input": 2 } }`. Nodes that
/// it does not name keep the weight of the preset it is based on, or of the framework.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// A short name in Latin letters.
    pub id: String,
    /// Its name; the id where left out.
    #[serde(default)]
    pub name: Option<Text>,
    /// Another preset by id, whose weights it has where it says nothing.
    #[serde(default)]
    pub based_on: Option<String>,
    /// Weights by the id of a node, relative within its group.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, f64>")]
    #[ts(type = "Record<string, number>")]
    pub weights: Members<f64>,
}

crate::json::readable!(Preset { id, name, based_on, weights });
