//! The audit of an index: what a reviewer of composite indicators looks for, on the user's own figures.
//!
//! It follows the ten steps of the OECD/JRC Handbook (2008) and the JRC's statistical audits of published indices: coverage,
//! outliers, correlation within and across groups, internal consistency, and weight against importance. A finding is a
//! question to the maker of the index, not an error in the figures. Thresholds are the customary ones and are named with each
//! finding.
//!
//! One period is audited. Weights that are found in the figures (entropy, CRITIC, components, optimised) are found anew in each
//! period, so a change of a score between periods mixes figures and weights; the method note says so.

mod checks;
pub(crate) mod measures;
mod method_note;

pub use crate::index::framework::notes::{Check, FindingNote};

use crate::error::Result;
use crate::index::Model;
use crate::period::Period;
use crate::text::Text;
use checks::Auditor;
use innodex_schema::typescript;
use serde::Serialize;

/// One finding of the audit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditFinding {
    /// The check.
    #[ts(type = "string")]
    pub check: Check,
    /// The node, indicator or unit that it is about.
    pub place: String,
    /// The other one, of a pair.
    pub other: Option<String>,
    /// The figure found.
    pub value: f64,
    /// The threshold that it is compared with.
    pub threshold: f64,
    /// In words.
    pub message: Text,
    /// What the framework's `notes` say of it; nothing where they do not.
    pub explanation: Option<Text>,
}

/// The audit of one period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Audit {
    /// The period.
    pub period: String,
    /// The findings, by check, then in the order of the tree.
    pub remarks: Vec<AuditFinding>,
    /// How many things each check looked at and how many findings it has, also where there is none.
    pub checks: Vec<Checked>,
    /// The method in words, generated from the framework's settings, to be pasted into a publication.
    pub note: Text,
}

/// A check, and how often it applied.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    /// The check.
    #[ts(type = "string")]
    pub check: Check,
    /// How many indicators, units, groups or pairs were checked.
    pub looked_at: usize,
    /// How many of them have a finding.
    pub remarked: usize,
}

crate::json::shown!(AuditFinding { check, place, other, value, threshold, message, explanation });
crate::json::shown!(Audit { period, remarks, checks, note });
crate::json::shown!(Checked { check, looked_at, remarked });

/// Audits an index in one period.
///
/// # Errors
/// `unknown_period`.
pub fn audit(model: &Model, period: Period) -> Result<Audit> {
    let scores = model.scores(period)?;
    let mut auditor = Auditor::new(model.inner(), &scores);
    auditor.run();
    let (mut findings, checks) = (auditor.findings, auditor.checks);
    // Stable: within a check the order of the tree stays.
    findings.sort_by_key(|f| f.check as u8);
    explain(&model.inner().notes(), &mut findings);
    let note = method_note::method_note(model, &scores, &findings);
    Ok(Audit { period: period.to_string(), remarks: findings, checks, note })
}

/// Puts the framework's notes beside the findings that they explain.
fn explain(notes: &[FindingNote], findings: &mut [AuditFinding]) {
    for finding in findings {
        let about = |id: &String| finding.place == *id || finding.other.as_ref() == Some(id);
        let fitting = notes.iter().filter(|n| n.finding == finding.check && n.at.iter().all(about));
        let best = fitting.reduce(|best, note| if note.at.len() > best.at.len() { note } else { best });
        finding.explanation = best.map(|n| Text::new(&n.zh, &n.en));
    }
}

/// A share in words: 12 %.
fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}
