//! The regions that provinces are ranked within.

use innodex_schema::typescript;

/// The four regions of the National Bureau of Statistics.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// 东部: ten units.
    East,
    /// 中部: six units.
    Central,
    /// 西部: twelve units.
    West,
    /// 东北: three units.
    Northeast,
}

crate::json::words!(Region { East = "east", Central = "central", West = "west", Northeast = "northeast" });

impl Region {
    /// All four.
    pub const ALL: [Region; 4] = [Region::East, Region::Central, Region::West, Region::Northeast];

    /// Chinese name: 东部.
    pub fn zh(self) -> &'static str {
        match self {
            Region::East => "东部",
            Region::Central => "中部",
            Region::West => "西部",
            Region::Northeast => "东北",
        }
    }

    /// English name: "East".
    pub fn en(self) -> &'static str {
        match self {
            Region::East => "East",
            Region::Central => "Central",
            Region::West => "West",
            Region::Northeast => "Northeast",
        }
    }
}
