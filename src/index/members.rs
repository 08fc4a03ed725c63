//! Who is in a group: what is refused wherever one is written.

use crate::error::{Code, Error, Result};
use crate::panel::Panel;
use crate::text::Text;

/// Whether units are two at least.
pub(crate) fn several(panel: &Panel, group: &[usize]) -> Result<()> {
    let text = match group {
        [] => Text::new("该组没有任何单位。", "The group has no units."),
        [one] => {
            let name = &panel.units()[*one].name;
            Text::new(
                format!("该组只有一个单位（{}），无从比较。", name.zh),
                format!("The group has one unit only ({}), and nothing to compare it with.", name.en),
            )
        }
        _ => return Ok(()),
    };
    let hint = Text::new("请选择至少有两个单位的组。", "Choose a group of two units at least.");
    Err(Error::new(Code::BadParameter, "", text, hint))
}

/// The error without the place that it has elsewhere; where a list was written as one text, it says how a list is written.
pub(crate) fn named_by_list(error: Error, written: &str) -> Error {
    let mut problem = error.problem();
    problem.place.clear();
    if written.contains([',', '，', '、']) {
        problem.hint =
            Text::new("多个单位请写成列表：[\"42\", \"43\"]。", "Write several units as a list: [\"42\", \"43\"].");
    }
    problem.into()
}
