//! The checks of the audit.

use super::{percent, AuditFinding, Check, Checked};
use crate::association::{correlation, cronbach_alpha, principal_components, Correlation, Measure};
use crate::index::treat::shape;
use crate::index::{NodeKind, ResolvedModel, Scores};
use crate::text::Text;

/// The least share of units with a figure of an indicator, and of indicators with a figure of a unit: COINr's `get_stats`
/// (`t_avail = 0.65`).
const MIN_COVERAGE: f64 = 0.65;
/// The largest |skewness| and kurtosis without outliers; both must be exceeded. COINr's `get_stats` (`t_skew = 2`,
/// `t_kurt = 3.5`).
const MAX_SKEW_KURTOSIS: (f64, f64) = (2.0, 3.5);
/// Two children of a group that correlate more than this measure one thing twice. innodex's own choice: COINr's
/// `get_corr_flags` flags from 0.9 (`cor_thresh = 0.9`). That the JRC's audits use 0.92 is said, and was not found in a text
/// that we could read.
const DUPLICATE_CORRELATION: f64 = 0.92;
/// A child that correlates less than this with its group has little influence on it: innodex's own choice. That the JRC's
/// audits use 0.3 is said, and was not found in a text that we could read.
const MIN_CORRELATION: f64 = 0.3;
/// By how much the correlation with another group must exceed that with the own one: innodex's own choice, so that ties in two
/// digits are not found.
const MISPLACED_MARGIN: f64 = 0.05;
/// The least Cronbach's alpha of a group. Handbook, step 4: "Nunnally (1978) suggests 0.7 as an acceptable reliability
/// threshold"; others take 0.6 to 0.8.
const MIN_ALPHA: f64 = 0.7;
/// The least share of the variance that the first principal component of a group explains: innodex's own choice, that one
/// component explains more than all others together.
const MIN_FIRST_COMPONENT: f64 = 0.5;
/// The least and the largest ratio of a child's importance to its weight: innodex's own choice.
const IMPORTANCE_TO_WEIGHT: (f64, f64) = (0.5, 2.0);

/// The size from which a correlation of so many units is more than chance: tanh(1.96 / sqrt(n - 3)), two-sided at 5 % by
/// Fisher's z (Fisher, R. A. 1921, On the "probable error" of a coefficient of correlation, Metron 1). Of three units none is.
fn beyond_chance(n: usize) -> f64 {
    match n {
        0..=3 => 1.0,
        _ => (1.96 / ((n - 3) as f64).sqrt()).tanh(),
    }
}

/// Checks an index and collects the findings.
pub(super) struct Auditor<'a> {
    inner: &'a ResolvedModel,
    scores: &'a Scores,
    pub findings: Vec<AuditFinding>,
    pub checks: Vec<Checked>,
}

/// What a finding says beside where it is: the words in Chinese and English.
type Words = (&'static str, &'static str);

impl<'a> Auditor<'a> {
    pub fn new(inner: &'a ResolvedModel, scores: &'a Scores) -> Self {
        let checks = Check::all().map(|check| Checked { check, looked_at: 0, remarked: 0 }).collect();
        Auditor { inner, scores, findings: Vec::new(), checks }
    }

    pub fn run(&mut self) {
        self.indicator_coverage();
        self.unit_coverage();
        self.outliers();
        for at in 0..self.inner.nodes.len() {
            self.group(at);
        }
        self.other_groups();
    }

    /// Counts what was checked, and takes its finding where there is one.
    fn count(&mut self, check: Check, finding: Option<AuditFinding>) {
        let counted = &mut self.checks[check as usize];
        counted.looked_at += 1;
        counted.remarked += usize::from(finding.is_some());
        self.findings.extend(finding);
    }

    fn name(&self, node: usize) -> &'a Text {
        &self.inner.nodes[node].name
    }

    fn correlation(&self, x: usize, y: usize) -> f64 {
        self.correlated(x, y).value
    }

    fn correlated(&self, x: usize, y: usize) -> Correlation {
        let column = |node: usize| self.inner.counted(self.scores.node(node));
        correlation(Measure::Pearson, &column(x), &column(y))
    }

    /// Whether a unit has a figure of an indicator before anything is imputed; ratios once they are made.
    fn has_figure(&self, leaf: usize, unit: usize) -> bool {
        let first = usize::from(matches!(self.inner.steps.first(), Some(s) if s.name() == "denominate"));
        !self.scores.evaluation().stage(first, leaf)[unit].is_nan()
    }

    fn indicator_coverage(&mut self) {
        let units: Vec<usize> = (0..self.inner.panel.units().len()).filter(|u| self.inner.counts(*u)).collect();
        for (at, leaf) in self.inner.leaves.iter().enumerate() {
            let share = units.iter().filter(|u| self.has_figure(at, **u)).count() as f64 / units.len() as f64;
            let finding = (share < MIN_COVERAGE).then(|| AuditFinding {
                check: Check::IndicatorCoverage,
                place: leaf.id.clone(),
                other: None,
                value: share,
                threshold: MIN_COVERAGE,
                message: Text::new(
                    format!("“{}”只有{}的地区有数据。", leaf.name.zh, percent(share)),
                    format!("Only {} of the units have a figure of \"{}\".", percent(share), leaf.name.en),
                ),
                explanation: None,
            });
            self.count(Check::IndicatorCoverage, finding);
        }
    }

    fn unit_coverage(&mut self) {
        let indicators = self.inner.leaves.len();
        let all = self.inner.panel.units().iter().enumerate();
        for (u, unit) in all.filter(|(u, _)| self.inner.counts(*u)) {
            let share = (0..indicators).filter(|l| self.has_figure(*l, u)).count() as f64 / indicators as f64;
            let finding = (share < MIN_COVERAGE).then(|| AuditFinding {
                check: Check::UnitCoverage,
                place: unit.code.clone(),
                other: None,
                value: share,
                threshold: MIN_COVERAGE,
                message: Text::new(
                    format!("{}只有{}的指标有数据。", unit.name.zh, percent(share)),
                    format!("{} has figures for only {} of the indicators.", unit.name.en, percent(share)),
                ),
                explanation: None,
            });
            self.count(Check::UnitCoverage, finding);
        }
    }

    /// Skewness and kurtosis of every indicator after treatment, before normalisation.
    fn outliers(&mut self) {
        let steps = &self.inner.steps;
        let stage = steps.iter().position(|s| s.name() == "normalise").unwrap_or(steps.len());
        let (max_skewness, max_kurtosis) = MAX_SKEW_KURTOSIS;
        for (at, leaf) in self.inner.leaves.iter().enumerate() {
            let (skewness, kurtosis) = shape(&self.inner.counted(self.scores.evaluation().stage(stage, at)));
            let finding = (skewness.abs() > max_skewness && kurtosis > max_kurtosis).then(|| AuditFinding {
                check: Check::Outliers,
                place: leaf.id.clone(),
                other: None,
                value: skewness,
                threshold: max_skewness,
                message: Text::new(
                    format!("“{}”有离群值：偏度{skewness:.1}，峰度{kurtosis:.1}。", leaf.name.zh),
                    format!("\"{}\" has outliers: skewness {skewness:.1}, kurtosis {kurtosis:.1}.", leaf.name.en),
                ),
                explanation: None,
            });
            self.count(Check::Outliers, finding);
        }
    }

    /// The children of a group, with each other and with the group.
    fn group(&mut self, at: usize) {
        let NodeKind::Group { children, .. } = &self.inner.nodes[at].kind else { return };
        if children.len() < 2 {
            return;
        }
        self.mixed(at);
        self.pairs(children);
        let links: Vec<f64> = children.iter().map(|c| self.correlation(*c, at)).collect();
        for (child, r) in children.iter().zip(&links).filter(|(_, r)| !r.is_nan()) {
            let words = ("对所在分组几乎没有影响", "it has little influence on its group");
            let finding =
                (*r < MIN_CORRELATION).then(|| self.pair(Check::WeakLink, (*child, at), *r, MIN_CORRELATION, words));
            self.count(Check::WeakLink, finding);
        }
        self.importance(at, children, &links);
        self.consistency(at, children);
    }

    /// Units of measure that are put together as they are.
    fn mixed(&mut self, at: usize) {
        let found = super::measures::mixed(self.inner, at);
        let finding = (found.len() > 1).then(|| AuditFinding {
            check: Check::MixedMeasures,
            place: self.inner.nodes[at].id.clone(),
            other: None,
            value: found.len() as f64,
            threshold: 1.0,
            message: super::measures::message(self.name(at), &found),
            explanation: None,
        });
        self.count(Check::MixedMeasures, finding);
    }

    /// Every two children of a group.
    fn pairs(&mut self, children: &[usize]) {
        for (i, a) in children.iter().enumerate() {
            for b in &children[i + 1..] {
                let Correlation { value: r, n } = self.correlated(*a, *b);
                if r.is_nan() {
                    continue;
                }
                let words = ("此长彼消", "they offset each other");
                let least = -beyond_chance(n);
                let finding = (r < least).then(|| self.pair(Check::NegativeCorrelation, (*a, *b), r, least, words));
                self.count(Check::NegativeCorrelation, finding);
                let words = ("近乎重复计算", "nearly the same thing counted twice");
                let finding = (r > DUPLICATE_CORRELATION)
                    .then(|| self.pair(Check::Redundancy, (*a, *b), r, DUPLICATE_CORRELATION, words));
                self.count(Check::Redundancy, finding);
            }
        }
    }

    /// A finding on two nodes and their correlation.
    fn pair(&self, check: Check, (a, b): (usize, usize), value: f64, threshold: f64, (zh, en): Words) -> AuditFinding {
        let (one, other) = (&self.inner.nodes[a], &self.inner.nodes[b]);
        AuditFinding {
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
    }

    /// Whether the children of a group measure one thing: Cronbach's alpha and the first principal component.
    fn consistency(&mut self, at: usize, children: &[usize]) {
        let counted: Vec<Vec<f64>> = children.iter().map(|c| self.inner.counted(self.scores.node(*c))).collect();
        let columns: Vec<&[f64]> = counted.iter().map(Vec::as_slice).collect();
        let alpha = cronbach_alpha(&columns);
        if !alpha.is_nan() {
            let words = ("各项一致性偏低，克朗巴哈系数为", "internal consistency is low, Cronbach's alpha is");
            let finding = self.whole_group(Check::Alpha, at, alpha, MIN_ALPHA, words);
            self.count(Check::Alpha, finding);
        }
        if let Some(components) = principal_components(&columns) {
            let words = (
                "各项不止一个维度，第一主成分只解释方差的",
                "more than one dimension, the share of the variance that the first component explains is only",
            );
            let finding = self.whole_group(Check::Dimension, at, components.explained[0], MIN_FIRST_COMPONENT, words);
            self.count(Check::Dimension, finding);
        }
    }

    /// A finding on a group whose value is below the threshold.
    fn whole_group(
        &self,
        check: Check,
        at: usize,
        value: f64,
        threshold: f64,
        (zh, en): Words,
    ) -> Option<AuditFinding> {
        let node = &self.inner.nodes[at];
        (value < threshold).then(|| AuditFinding {
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
    }

    /// Whether the linear importance of the children agrees with their weights.
    fn importance(&mut self, at: usize, children: &[usize], links: &[f64]) {
        let squares: f64 = links.iter().filter(|r| !r.is_nan()).map(|r| r * r).sum();
        let weights: f64 = children.iter().map(|c| self.scores.evaluation().weight(*c)).sum();
        if links.iter().any(|r| r.is_nan()) || squares == 0.0 {
            return;
        }
        for (child, r) in children.iter().zip(links) {
            let (weight, importance) = (self.scores.evaluation().weight(*child) / weights, r * r / squares);
            if weight == 0.0 {
                continue;
            }
            let (least, most) = IMPORTANCE_TO_WEIGHT;
            let finding = (!(least..=most).contains(&(importance / weight)))
                .then(|| self.misweighted(*child, at, weight, importance));
            self.count(Check::Importance, finding);
        }
    }

    fn misweighted(&self, child: usize, group: usize, weight: f64, importance: f64) -> AuditFinding {
        let (name, own) = (self.name(child), self.name(group));
        let (said, found) = (percent(weight), percent(importance));
        AuditFinding {
            check: Check::Importance,
            place: self.inner.nodes[child].id.clone(),
            other: Some(self.inner.nodes[group].id.clone()),
            value: importance,
            threshold: weight,
            message: Text::new(
                format!(
                    "“{}”在“{}”中的权重为{said}，而线性影响（与该组相关系数平方的占比）为{found}。",
                    name.zh, own.zh
                ),
                format!(
                    "\"{}\" has a weight of {said} in \"{}\", but a linear importance of {found} (its share of the squared \
                     correlations).",
                    name.en, own.en
                ),
            ),
            explanation: None,
        }
    }

    /// Indicators against every group that stands directly above indicators.
    fn other_groups(&mut self) {
        let inner = self.inner;
        let is_leaf = |node: &usize| matches!(inner.nodes[*node].kind, NodeKind::Leaf(_));
        let groups: Vec<usize> = (0..inner.nodes.len()).filter(|n| inner.children(*n).iter().any(is_leaf)).collect();
        if groups.len() < 2 {
            return;
        }
        for own in groups.iter().copied() {
            for child in inner.children(own).iter().copied() {
                let r = self.correlation(child, own);
                if !r.is_nan() {
                    let nearest = self.nearest_group(child, groups.iter().copied().filter(|g| *g != own));
                    let finding = nearest
                        .filter(|(_, other)| *other >= r + MISPLACED_MARGIN)
                        .map(|(group, other)| self.misplaced(child, (own, r), (group, other)));
                    self.count(Check::OtherGroup, finding);
                }
            }
        }
    }

    /// The group that a node correlates with most; of equals the first.
    fn nearest_group(&self, node: usize, groups: impl Iterator<Item = usize>) -> Option<(usize, f64)> {
        let correlated = groups.map(|group| (group, self.correlation(node, group))).filter(|(_, r)| !r.is_nan());
        correlated.reduce(|best, other| if best.1 >= other.1 { best } else { other })
    }

    fn misplaced(&self, child: usize, (own, r): (usize, f64), (group, other): (usize, f64)) -> AuditFinding {
        let [name, own, with] = [child, own, group].map(|node| self.name(node));
        AuditFinding {
            check: Check::OtherGroup,
            place: self.inner.nodes[child].id.clone(),
            other: Some(self.inner.nodes[group].id.clone()),
            value: other,
            threshold: r,
            message: Text::new(
                format!("“{}”与“{}”的相关系数（{other:.2}）高于与所在的“{}”（{r:.2}）。", name.zh, with.zh, own.zh),
                format!(
                    "\"{}\" correlates more with \"{}\" ({other:.2}) than with its own \"{}\" ({r:.2}).",
                    name.en, with.en, own.en
                ),
            ),
            explanation: None,
        }
    }
}
