//! Groups of units that a request names.

use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::json::{Json, Members, Read, Show};
use crate::panel::Unit;
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// How units are put into groups.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Grouping {
    /// By what is known of the units.
    Named(GroupedBy),
    /// The group of every unit, by its code.
    Listed(
        #[schemars(with = "std::collections::BTreeMap<String, String>")]
        #[ts(as = "std::collections::BTreeMap<String, String>")]
        Members<String>,
    ),
}

/// What units are grouped by.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupedBy {
    /// East, central, west and northeast, of provinces.
    Region,
    /// The group that the data give each, in the column `unit_group`.
    Group,
    /// What each is part of.
    Parent,
}

crate::json::words!(GroupedBy { Region = "region", Group = "group", Parent = "parent" });

impl Read for Grouping {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Object(_) => Members::read(json).map(Grouping::Listed),
            _ => GroupedBy::read(json).map(Grouping::Named),
        }
    }
}

impl Show for Grouping {
    fn show(&self) -> Json {
        match self {
            Grouping::Named(name) => name.show(),
            Grouping::Listed(listed) => listed.show(),
        }
    }
}

impl GroupedBy {
    fn of(self, unit: &Unit) -> Option<Text> {
        match self {
            GroupedBy::Region => unit.region.map(|region| Text::new(region.zh(), region.en())),
            GroupedBy::Group => unit.group.as_deref().map(Text::same),
            GroupedBy::Parent => unit.parent.as_ref().map(|parent| parent.name.clone()),
        }
    }
}

/// Groups by name, and the number of every unit's group, of those that are asked for.
pub(super) struct Groups {
    pub names: Vec<Text>,
    pub of: Vec<Option<usize>>,
}

/// Puts the units that are asked for into groups, in the order in which they come up.
///
/// # Errors
/// `bad_parameter`: a unit without a group, a group for a unit that is not there.
pub(super) fn groups(model: &Model, grouping: &Grouping, asked: &[usize]) -> Result<Groups> {
    let units = model.panel().units();
    if let Grouping::Listed(listed) = grouping {
        if let Some((code, _)) = listed.0.iter().find(|(code, _)| model.panel().unit(code).is_none()) {
            return Err(wrong(format!("数据中没有“{code}”。"), format!("\"{code}\" is not in the data.")));
        }
    }
    let mut found = Groups { names: Vec::new(), of: vec![None; units.len()] };
    for unit in asked {
        let own = match grouping {
            Grouping::Named(by) => by.of(&units[*unit]),
            Grouping::Listed(listed) => listed.get(&units[*unit].code).map(|name| Text::same(name)),
        };
        let Some(own) = own else {
            let (code, name) = (&units[*unit].code, &units[*unit].name);
            let (zh, en) = (&name.zh, if name.en.is_empty() { &name.zh } else { &name.en });
            return Err(wrong(format!("“{zh}”（{code}）没有分组。"), format!("\"{en}\" ({code}) has no group.")));
        };
        let at = found.names.iter().position(|name| *name == own).unwrap_or_else(|| {
            found.names.push(own);
            found.names.len() - 1
        });
        found.of[*unit] = Some(at);
    }
    Ok(found)
}

fn wrong(zh: impl AsRef<str>, en: impl AsRef<str>) -> Error {
    let hint = Text::new("请为每个单位写明分组，或删去 groups。", "Give every unit a group, or leave groups out.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint).member("groups")
}
