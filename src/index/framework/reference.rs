//! Reference units as a framework names them.

use super::Framework;
use crate::json::Read;
use crate::panel::Panel;
use innodex_schema::schema;
use serde::Serialize;

/// Units that are scored and not ranked.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceSpec {
    /// Units by code or name, or totals that stand among the rows (全国).
    pub units: Vec<String>,
    /// Whether they count in every method that looks at other units: bounds, means, ranks, imputation, weights.
    pub counted: bool,
}

crate::json::readable!(ReferenceSpec { units, counted });

impl Framework {
    /// The reference units that are named, as far as a panel has them.
    pub(crate) fn references(&self, panel: &Panel) -> Vec<usize> {
        let units = self.reference.as_ref().and_then(|written| written.get("units"));
        let names: Vec<String> = units.and_then(|units| Read::read(units).ok()).unwrap_or_default();
        names.iter().filter_map(|name| panel.find_unit(name).ok()).collect()
    }
}
