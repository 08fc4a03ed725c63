//! Groups of units that a request names.

use crate::error::{Code, Error, Result};
use crate::index::impute::{Group, GroupName};
use crate::index::Model;
use crate::text::Text;

/// Groups by name, and the number of every unit's group, of those that are asked for.
pub(super) struct Groups {
    pub names: Vec<Text>,
    pub of: Vec<Option<usize>>,
}

/// Puts the units that are asked for into groups, in the order in which they come up.
///
/// # Errors
/// `bad_parameter`: a unit without a group, a group for a unit that is not there.
pub(super) fn groups(model: &Model, grouping: &Group, asked: &[usize]) -> Result<Groups> {
    let units = model.panel().units();
    if let Group::Listed(listed) = grouping {
        if let Some((code, _)) = listed.0.iter().find(|(code, _)| model.panel().unit(code).is_none()) {
            return Err(wrong(format!("数据中没有“{code}”。"), format!("\"{code}\" is not in the data.")));
        }
    }
    let mut found = Groups { names: Vec::new(), of: vec![None; units.len()] };
    // Two parents of one name are told apart by their codes.
    let mut keys: Vec<(String, Text)> = Vec::new();
    for unit in asked {
        let own = match grouping {
            Group::Named(GroupName::Region) => units[*unit].region.map(|region| Text::new(region.zh(), region.en())),
            Group::Named(GroupName::UnitGroup) => units[*unit].group.as_deref().map(Text::same),
            Group::Named(GroupName::Parent) => units[*unit].parent.as_ref().map(|parent| parent.name.clone()),
            Group::Listed(listed) => listed.get(&units[*unit].code).map(|name| Text::same(name)),
        };
        let Some(own) = own else {
            let (code, name) = (&units[*unit].code, &units[*unit].name);
            let (zh, en) = (&name.zh, if name.en.is_empty() { &name.zh } else { &name.en });
            return Err(wrong(format!("“{zh}”（{code}）没有分组。"), format!("\"{en}\" ({code}) has no group.")));
        };
        let parent = units[*unit].parent.as_ref().filter(|_| matches!(grouping, Group::Named(GroupName::Parent)));
        let key = (parent.map_or_else(String::new, |parent| parent.code.clone()), own);
        let at = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            keys.push(key);
            keys.len() - 1
        });
        found.of[*unit] = Some(at);
    }
    found.names = keys.iter().map(|key| name_of(key, &keys)).collect();
    Ok(found)
}

/// The name of a group; with its code where another has the same name.
fn name_of((code, name): &(String, Text), all: &[(String, Text)]) -> Text {
    match all.iter().filter(|(_, other)| other == name).count() {
        0 | 1 => name.clone(),
        _ if name.en.is_empty() => Text::new(format!("{}（{code}）", name.zh), ""),
        _ => Text::new(format!("{}（{code}）", name.zh), format!("{} ({code})", name.en)),
    }
}

fn wrong(zh: impl AsRef<str>, en: impl AsRef<str>) -> Error {
    let hint = Text::new("请为每个单位写明分组，或删去 groups。", "Give every unit a group, or leave groups out.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint).member("groups")
}
