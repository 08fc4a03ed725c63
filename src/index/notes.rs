//! The notes of a framework, checked against its tree.

use super::{Node, NodeKind, ResolvedModel};
use crate::error::{Code, Error, Result};
use crate::index::framework::notes::{Check, FindingNote};
use crate::index::framework::Framework;
use crate::json::{Json, Read};
use crate::text::Text;

/// What a check finds: how many places, and of which kind.
fn subjects(check: Check) -> (usize, fn(&NodeKind) -> bool) {
    let any = |_: &NodeKind| true;
    let indicator = |kind: &NodeKind| matches!(kind, NodeKind::Leaf(_));
    match check {
        Check::IndicatorCoverage | Check::Outliers => (1, indicator),
        Check::UnitCoverage => (1, any),
        Check::Alpha | Check::Dimension | Check::MixedMeasures => (1, |kind| matches!(kind, NodeKind::Group { .. })),
        Check::NegativeCorrelation | Check::Redundancy | Check::WeakLink | Check::OtherGroup | Check::Importance => {
            (2, any)
        }
    }
}

/// The notes of a framework, checked against its tree.
pub(crate) fn read(framework: &Framework, nodes: &[Node]) -> Result<Vec<FindingNote>> {
    let one = |(at, json): (usize, &Json)| {
        let note = FindingNote::read(json).and_then(|note| fits(&note, nodes).map(|()| note));
        note.map_err(|e| e.item(at).within("$.notes"))
    };
    framework.notes.iter().enumerate().map(one).collect()
}

impl ResolvedModel {
    /// The notes of the framework, which were checked when the model was made.
    pub(crate) fn notes(&self) -> Vec<FindingNote> {
        read(&self.framework, &self.nodes).unwrap_or_default()
    }
}

/// Checks the notes of a framework.
pub(crate) fn check(model: &mut ResolvedModel) -> Result<()> {
    read(&model.framework, &model.nodes).map(|_| ())
}

fn fits(note: &FindingNote, nodes: &[Node]) -> Result<()> {
    let (most, kind) = subjects(note.finding);
    if note.at.is_empty() || note.at.len() > most {
        let (zh, en) = match most {
            1 => ("一个 id", "one id"),
            _ => ("一个或两个 id", "one id or two"),
        };
        let check = note.finding.id();
        return Err(Error::new(
            Code::BadParameter,
            ".at",
            Text::new(
                format!("{check} 的说明须写明{zh}。"),
                format!("A note on {check} names {en}, what the finding is about."),
            ),
            Text::new("请修改 at。", "Correct the list at."),
        ));
    }
    if note.finding == Check::UnitCoverage {
        return Ok(());
    }
    for (at, id) in note.at.iter().enumerate() {
        let node = nodes.iter().find(|n| n.id == *id);
        let Some(node) = node else {
            return Err(unknown(id, "指标体系中没有", "The framework has no node").item(at).within(".at"));
        };
        if !kind(&node.kind) {
            let check = note.finding.id();
            let en = format!("The check {check} never finds anything of");
            return Err(unknown(id, &format!("{check} 这项检查不涉及"), &en).item(at).within(".at"));
        }
    }
    Ok(())
}

fn unknown(id: &str, zh: &str, en: &str) -> Error {
    Error::new(
        Code::UnknownNode,
        "",
        Text::new(format!("{zh}“{id}”。"), format!("{en} \"{id}\".")),
        Text::new(
            "请使用该检查所涉及的指标或分组的 id。",
            "Use the id of an indicator or group that the check is about.",
        ),
    )
}
