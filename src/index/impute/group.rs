//! Groups of units.

use crate::error::{Code, Error, Result};
use crate::index::methods::{documented, Parameter};
use crate::json::{Json, Members, Read, Show};
use crate::panel::Panel;
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

documented! {
    /// `mean` and `median`: over units of the same group.
    pub static GROUP: Parameter<Group> = "group";
}

/// How units are put into groups.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Group {
    /// `region`: east, central, west and northeast, of provinces.
    Named(GroupName),
    /// The group of every unit, by its code.
    Listed(
        #[schemars(with = "std::collections::BTreeMap<String, String>")]
        #[ts(as = "std::collections::BTreeMap<String, String>")]
        Members<String>,
    ),
}

/// Groups that are known.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupName {
    /// East, central, west and northeast.
    Region,
}

crate::json::words!(GroupName { Region = "region" });

impl Read for Group {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Object(_) => Members::read(json).map(Group::Listed),
            _ => GroupName::read(json).map(Group::Named),
        }
    }
}

impl Show for Group {
    fn show(&self) -> Json {
        match self {
            Group::Named(name) => name.show(),
            Group::Listed(listed) => listed.show(),
        }
    }
}

/// The number of every unit's group; a reference unit without one is alone.
///
/// # Errors
/// A unit without a group, a group that is given for a unit that is not there.
pub(super) fn groups(group: &Group, panel: &Panel, references: &[usize]) -> Result<Vec<usize>> {
    if let Group::Listed(listed) = group {
        if let Some((code, _)) = listed.0.iter().find(|(code, _)| panel.unit(code).is_none()) {
            return Err(wrong(format!("数据中没有“{code}”。"), format!("The data have no \"{code}\".")));
        }
    }
    let mut names: Vec<&str> = Vec::new();
    let mut groups = Vec::with_capacity(panel.units().len());
    for (at, unit) in panel.units().iter().enumerate() {
        let name = match group {
            Group::Named(GroupName::Region) => unit.region.map(|r| r.id()),
            Group::Listed(listed) => listed.get(&unit.code).map(String::as_str),
        };
        if name.is_none() && references.contains(&at) {
            groups.push(usize::MAX - at); // a group of its own
            continue;
        }
        let Some(name) = name else {
            let code = &unit.code;
            return Err(wrong(format!("“{code}”没有分组。"), format!("\"{code}\" has no group.")));
        };
        groups.push(names.iter().position(|n| *n == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        }));
    }
    Ok(groups)
}

pub(super) fn wrong(zh: impl AsRef<str>, en: impl AsRef<str>) -> Error {
    Error::new(
        Code::BadParameter,
        ".group",
        Text::new(zh, en),
        Text::new("请为每个单位写明分组，或删去 group。", "Give every unit a group, or leave group out."),
    )
}
