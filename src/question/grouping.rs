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
