//! The weights of a tree as they are written.

use crate::error::{Code, Error, Result};
use crate::json::{self, Json};
use crate::text::Text;

/// Refuses a group in which some weights are stated and some are not: the 1 that is meant where nobody states one means
/// something else beside a 30.
///
/// # Errors
/// `bad_json` at the weight that is left out.
pub(crate) fn stated_for_all(framework: &Json) -> Result<()> {
    json::member_by(framework, "tree", group).map(|_| ())
}

fn group(node: &Json) -> Result<()> {
    let Some(Json::List(children)) = member(node, "children") else { return Ok(()) };
    let states = |child: &Json| member(child, "weight").is_some();
    let some = children.iter().any(states);
    for (at, child) in children.iter().enumerate() {
        let checked = if some && !states(child) { Err(left_out()) } else { group(child) };
        checked.map_err(|error: Error| error.item(at).member("children"))?;
    }
    Ok(())
}

fn member<'a>(node: &'a Json, name: &str) -> Option<&'a Json> {
    let Json::Object(members) = node else { return None };
    members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn left_out() -> Error {
    Error::new(
        Code::BadJson,
        ".weight",
        Text::new("同组其他指标写了权重，此处没有。", "Others of this group have a weight, and this one has none."),
        Text::new("请补上权重，或都不写（即等权）。", "Add its weight, or leave out all of them: they are equal then."),
    )
}
