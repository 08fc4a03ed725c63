//! What is ranked, and what it is part of.

use crate::level::Level;
use crate::region::Region;
use crate::text::Text;
use innodex_schema::typescript;

/// What is ranked: a province, a country, a firm.
#[typescript]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Unit {
    /// The code by which it is named everywhere: GB/T 2260 where it is a province.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Whether it is a provincial unit of China, looked up by its name.
    pub provincial: bool,
    /// The region that such a unit is in.
    pub region: Option<Region>,
    /// Its tier, where it is a division of China that a register knows.
    pub level: Option<Level>,
    /// What it is part of.
    pub parent: Option<Parent>,
    /// A group that it belongs to, whatever its parent.
    pub group: Option<String>,
}

/// What a unit is part of.
#[typescript]
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Parent {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
}

impl Unit {
    /// A unit of a code and a name that nothing more is known of.
    pub fn named(code: &str, name: &str) -> Self {
        Unit {
            code: code.to_owned(),
            name: Text::same(name),
            provincial: false,
            region: None,
            level: None,
            parent: None,
            group: None,
        }
    }

    /// The unit that is a province.
    pub fn of(territory: &crate::territory::Territory) -> Self {
        Unit {
            name: Text::new(territory.zh, territory.en),
            provincial: true,
            region: territory.region,
            ..Unit::named(territory.code, "")
        }
    }
}

crate::json::shown!(Unit { code, name, provincial, region, level, parent, group });
crate::json::readable!(Unit { code, name, provincial = false, region, level, parent, group });
crate::json::shown!(Parent { code, name });
crate::json::readable!(Parent { code, name });
