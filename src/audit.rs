//! The self-audit: what a reviewer of composite indicators looks for, on the user's own figures.
//!
//! After the ten steps of the OECD/JRC Handbook (2008) and the statistical audits that the JRC makes of published indices:
//! coverage, outliers, correlation within and across groups, internal consistency, and weight against importance. A
//! finding is a question to the maker of the index, not a fault of the figures; thresholds are the customary ones and are
//! named with each finding.
//!
//! One period is audited. Weights found in the figures (entropy, CRITIC, components, optimised) are found anew in each, so
//! that a change of a score from one period to another mixes figures and weights; the method in words says so.

mod note;
pub(crate) mod notes;

pub use notes::FindingNote;

use crate::association::{correlation, cronbach_alpha, principal_components, Measure};
use crate::error::Result;
use crate::index::treat::shape;
use crate::index::{Inner, Model, NodeKind, Scores};
use crate::period::Period;
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// What is looked at.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// An indicator of which fewer than 65 % of the units have figures.
    IndicatorCoverage,
    /// A unit of which fewer than 65 % of the indicators have figures.
    UnitCoverage,
    /// An indicator with |skewness| above 2 and kurtosis above 3.5, after treatment where there is one.
    Outliers,
    /// Two children of a group that correlate below zero: what one gives the other takes.
    NegativeCorrelation,
    /// Two children of a group that correlate above 0.92: one thing counted twice.
    Redundancy,
    /// A child that does not correlate (below 0.3) with its own group: it has no say in it.
    WeakLink,
    /// An indicator that correlates more (by 0.05 and more) with another group than with its own.
    OtherGroup,
    /// A group with Cronbach's alpha below 0.7: its children do not measure one thing.
    Alpha,
    /// A group of which the first principal component explains less than half of the variance.
    Dimension,
    /// A child whose linear importance (squared Pearson correlation with the group, its share in the sum of these) is less
    /// than half, or more than twice, its weight. The comparison is that of Paruolo, Saisana, Saltelli (2013), JRSS A 176;
    /// their measure is the correlation ratio, of which the squared correlation is the linear part: it is as large where the
    /// group depends on the child along a line, and smaller elsewhere.
    Importance,
}

crate::json::words!(Check {
    IndicatorCoverage = "indicator_coverage",
    UnitCoverage = "unit_coverage",
    Outliers = "outliers",
    NegativeCorrelation = "negative_correlation",
    Redundancy = "redundancy",
    WeakLink = "weak_link",
    OtherGroup = "other_group",
    Alpha = "alpha",
    Dimension = "dimension",
    Importance = "importance",
});

/// One answer of the audit.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditRemark {
    /// What was looked at.
    #[ts(type = "string")]
    pub check: Check,
    /// The node, indicator or unit that it is about.
    pub place: String,
    /// The other one, of a pair.
    pub other: Option<String>,
    /// The figure found.
    pub value: f64,
    /// What it is held against.
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
    /// What should be looked at, by check, then in the order of the tree.
    pub remarks: Vec<AuditRemark>,
    /// How many things each check looked at, and how many it remarks on: also where there is nothing to remark.
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
    /// Things looked at.
    pub looked_at: usize,
    /// Things remarked on.
    pub remarked: usize,
}

crate::json::shown!(AuditRemark { check, place, other, value, threshold, message, explanation });
crate::json::shown!(Audit { period, remarks, checks, note });
crate::json::shown!(Checked { check, looked_at, remarked });

const ENOUGH: f64 = 0.65;
const SKEWED: (f64, f64) = (2.0, 3.5);
const TWICE: f64 = 0.92;
const LINKED: f64 = 0.3;
const NEARER: f64 = 0.05;
const ALPHA: f64 = 0.7;
const HALF: f64 = 0.5;

/// Collects what is looked at.
struct Looking<'a> {
    inner: &'a Inner,
    scores: &'a Scores,
    remarks: Vec<AuditRemark>,
    checks: Vec<Checked>,
}

/// Audits an index in one period.
///
/// # Errors
/// `unknown_period`.
pub fn audit(model: &Model, period: Period) -> Result<Audit> {
    let scores = model.scores(period)?;
    let checks = Check::WORDS.iter().map(|(_, check)| Checked { check: *check, looked_at: 0, remarked: 0 }).collect();
    let mut looking = Looking { inner: model.inner(), scores: &scores, remarks: Vec::new(), checks };
    looking.coverage();
    looking.outliers();
    for at in 0..looking.inner.nodes.len() {
        looking.group(at);
    }
    looking.other_groups();
    let mut remarks = looking.remarks;
    // Stable: within a check the order of the tree stays.
    remarks.sort_by_key(|r| r.check as u8);
    notes::explain(&model.inner().notes, &mut remarks);
    let note = note::note(model, &scores, &remarks);
    Ok(Audit { period: period.to_string(), remarks, checks: looking.checks, note })
}

impl Looking<'_> {
    /// Counts a thing looked at, and remarks on it if asked to.
    fn look(&mut self, check: Check, remark: Option<AuditRemark>) {
        let counted = &mut self.checks[check as usize];
        counted.looked_at += 1;
        counted.remarked += usize::from(remark.is_some());
        self.remarks.extend(remark);
    }

    fn name(&self, node: usize) -> &Text {
        &self.inner.nodes[node].name
    }

    fn coverage(&mut self) {
        let (inner, scores) = (self.inner, self.scores);
        let units = inner.panel.units();
        // Before anything is filled in: as the figures were given, ratios once they are made.
        let first = usize::from(matches!(inner.steps.first(), Some(s) if s.name() == "denominate"));
        let there = |leaf: usize, unit: usize| !scores.evaluation().stage(first, leaf)[unit].is_nan();
        for (at, leaf) in inner.leaves.iter().enumerate() {
            let share = (0..units.len()).filter(|u| there(at, *u)).count() as f64 / units.len() as f64;
            let remark = (share < ENOUGH).then(|| AuditRemark {
                check: Check::IndicatorCoverage,
                place: leaf.id.clone(),
                other: None,
                value: share,
                threshold: ENOUGH,
                message: Text::new(
                    format!("“{}”只有{}的地区有数据。", leaf.name.zh, percent(share)),
                    format!("Only {} of the units have a figure of \"{}\".", percent(share), leaf.name.en),
                ),
                explanation: None,
            });
            self.look(Check::IndicatorCoverage, remark);
        }
        for (u, unit) in units.iter().enumerate() {
            let n = inner.leaves.len() as f64;
            let share = (0..inner.leaves.len()).filter(|l| there(*l, u)).count() as f64 / n;
            let remark = (share < ENOUGH).then(|| AuditRemark {
                check: Check::UnitCoverage,
                place: unit.code.clone(),
                other: None,
                value: share,
                threshold: ENOUGH,
                message: Text::new(
                    format!("{}只有{}的指标有数据。", unit.name.zh, percent(share)),
                    format!("{} has figures for only {} of the indicators.", unit.name.en, percent(share)),
                ),
                explanation: None,
            });
            self.look(Check::UnitCoverage, remark);
        }
    }

    fn outliers(&mut self) {
        let (inner, scores) = (self.inner, self.scores);
        // After the last step before the scale is changed.
        let stage = inner.steps.iter().position(|s| s.name() == "normalise").unwrap_or(inner.steps.len());
        for (at, leaf) in inner.leaves.iter().enumerate() {
            let (skewness, kurtosis) = shape(scores.evaluation().stage(stage, at));
            let remark = (skewness.abs() > SKEWED.0 && kurtosis > SKEWED.1).then(|| AuditRemark {
                check: Check::Outliers,
                place: leaf.id.clone(),
                other: None,
                value: skewness,
                threshold: SKEWED.0,
                message: Text::new(
                    format!("“{}”有离群值：偏度{skewness:.1}，峰度{kurtosis:.1}。", leaf.name.zh),
                    format!("\"{}\" has outliers: skewness {skewness:.1}, kurtosis {kurtosis:.1}.", leaf.name.en),
                ),
                explanation: None,
            });
            self.look(Check::Outliers, remark);
        }
    }

    /// The children of a group with each other and with the group.
    fn group(&mut self, at: usize) {
        let (inner, scores) = (self.inner, self.scores);
        let NodeKind::Group { children, .. } = &inner.nodes[at].kind else { return };
        if children.len() < 2 {
            return;
        }
        let with = |x: usize, y: usize| correlation(Measure::Pearson, scores.node(x), scores.node(y)).value;
        let pair = |check, a: usize, b: usize, value: f64, threshold: f64, zh: &str, en: &str| {
            let (one, other) = (&inner.nodes[a], &inner.nodes[b]);
            AuditRemark {
                check,
                place: one.id.clone(),
                other: Some(other.id.clone()),
                value,
                threshold,
                message: Text::new(
                    format!("“{}”与“{}”的相关系数为{value:.2}，{zh}。", one.name.zh, other.name.zh),
                    format!("\"{}\" and \"{}\" correlate by {value:.2}: {en}.", one.name.en, other.name.en),
                ),
                explanation: None,
            }
        };
        for (i, a) in children.iter().enumerate() {
            for b in &children[i + 1..] {
                let r = with(*a, *b);
                if r.is_nan() {
                    continue;
                }
                let negative = Check::NegativeCorrelation;
                let remark =
                    (r < 0.0).then(|| pair(negative, *a, *b, r, 0.0, "此长彼消", "what one gives the other takes"));
                self.look(negative, remark);
                let twice = Check::Redundancy;
                let remark =
                    (r > TWICE).then(|| pair(twice, *a, *b, r, TWICE, "近乎重复计算", "nearly the same counted twice"));
                self.look(twice, remark);
            }
        }
        let links: Vec<f64> = children.iter().map(|c| with(*c, at)).collect();
        for (child, r) in children.iter().zip(&links).filter(|(_, r)| !r.is_nan()) {
            let weak = Check::WeakLink;
            let remark = (*r < LINKED).then(|| {
                pair(weak, *child, at, *r, LINKED, "对所在分组几乎没有影响", "it has hardly a say in its group")
            });
            self.look(weak, remark);
        }
        self.importance(at, children, &links);
        let columns: Vec<&[f64]> = children.iter().map(|c| scores.node(*c)).collect();
        let whole = |check, value: f64, threshold: f64, zh: &str, en: &str| {
            let node = &inner.nodes[at];
            (value < threshold).then(|| AuditRemark {
                check,
                place: node.id.clone(),
                other: None,
                value,
                threshold,
                message: Text::new(
                    format!("“{}”{zh}{value:.2}。", node.name.zh),
                    format!("\"{}\": {en} {value:.2}.", node.name.en),
                ),
                explanation: None,
            })
        };
        let alpha = cronbach_alpha(&columns);
        if !alpha.is_nan() {
            let remark = whole(
                Check::Alpha,
                alpha,
                ALPHA,
                "各项一致性偏低，克朗巴哈系数为",
                "its parts do not measure one thing, Cronbach's alpha is",
            );
            self.look(Check::Alpha, remark);
        }
        if let Some(components) = principal_components(&columns) {
            let first = components.explained[0];
            let remark = whole(
                Check::Dimension,
                first,
                HALF,
                "各项不止一个维度，第一主成分只解释方差的",
                "it has more than one dimension, the first component explains of the variance only",
            );
            self.look(Check::Dimension, remark);
        }
    }

    /// Whether the children's linear importance is what their weights say.
    fn importance(&mut self, at: usize, children: &[usize], links: &[f64]) {
        let (inner, scores) = (self.inner, self.scores);
        let squares: f64 = links.iter().filter(|r| !r.is_nan()).map(|r| r * r).sum();
        let weights: f64 = children.iter().map(|c| scores.evaluation().weight(*c)).sum();
        if links.iter().any(|r| r.is_nan()) || squares == 0.0 {
            return;
        }
        for (child, r) in children.iter().zip(links) {
            let (weight, importance) = (scores.evaluation().weight(*child) / weights, r * r / squares);
            if weight == 0.0 {
                continue;
            }
            let ratio = importance / weight;
            let remark = (!(0.5..=2.0).contains(&ratio)).then(|| AuditRemark {
                check: Check::Importance,
                place: inner.nodes[*child].id.clone(),
                other: Some(inner.nodes[at].id.clone()),
                value: importance,
                threshold: weight,
                message: Text::new(
                    format!(
                        "“{}”在“{}”中的权重为{}，而线性影响（与该组相关系数平方的占比）为{}。",
                        self.name(*child).zh,
                        self.name(at).zh,
                        percent(weight),
                        percent(importance)
                    ),
                    format!(
                        "\"{}\" has a weight of {} in \"{}\", but a linear importance of {} (its share of the squared correlations).",
                        self.name(*child).en,
                        percent(weight),
                        self.name(at).en,
                        percent(importance)
                    ),
                ),
                explanation: None,
            });
            self.look(Check::Importance, remark);
        }
    }

    /// Indicators against every group that stands directly above indicators.
    fn other_groups(&mut self) {
        let (inner, scores) = (self.inner, self.scores);
        let over = |n: &usize| inner.children(*n).iter().any(|c| matches!(inner.nodes[*c].kind, NodeKind::Leaf(_)));
        let groups: Vec<usize> = (0..inner.nodes.len()).filter(over).collect();
        if groups.len() < 2 {
            return;
        }
        for own in &groups {
            for child in inner.children(*own) {
                let with =
                    |group: &usize| correlation(Measure::Pearson, scores.node(*child), scores.node(*group)).value;
                let r = with(own);
                if r.is_nan() {
                    continue;
                }
                let nearest = groups.iter().filter(|g| *g != own).map(|g| (g, with(g))).filter(|(_, r)| !r.is_nan());
                let nearest = nearest.fold(None, |best: Option<(&usize, f64)>, (g, r)| match best {
                    Some((_, most)) if most >= r => best,
                    _ => Some((g, r)),
                });
                let remark = nearest.filter(|(_, other)| *other >= r + NEARER).map(|(group, other)| AuditRemark {
                    check: Check::OtherGroup,
                    place: inner.nodes[*child].id.clone(),
                    other: Some(inner.nodes[*group].id.clone()),
                    value: other,
                    threshold: r,
                    message: Text::new(
                        format!(
                            "“{}”与“{}”的相关系数（{other:.2}）高于与所在的“{}”（{r:.2}）。",
                            self.name(*child).zh,
                            self.name(*group).zh,
                            self.name(*own).zh
                        ),
                        format!(
                            "\"{}\" correlates more with \"{}\" ({other:.2}) than with its own \"{}\" ({r:.2}).",
                            self.name(*child).en,
                            self.name(*group).en,
                            self.name(*own).en
                        ),
                    ),
                    explanation: None,
                });
                self.look(Check::OtherGroup, remark);
            }
        }
    }
}

/// A share in words: 12 %.
fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}
