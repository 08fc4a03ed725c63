//! The tiers of the administration.

use innodex_schema::typescript;

/// Which tier of the administration a unit is of.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 省级.
    Province,
    /// 地级, and what a province has under itself: 仙桃, 神农架.
    Prefecture,
    /// 县级.
    County,
    /// A development zone: no division, but counted beside counties.
    Zone,
}

crate::json::words!(Level { Province = "province", Prefecture = "prefecture", County = "county", Zone = "zone" });
