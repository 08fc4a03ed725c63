//! What the makers of a framework say of the audit's findings: its member `notes`, as it is written.

use innodex_schema::schema;
use serde::Serialize;

/// A check of the audit.
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
    /// A group without normalisation whose indicators have different units of measure: 万元 and % are averaged as they are.
    MixedMeasures,
    /// Two children of a group that correlate below zero by more than chance has it in so few units (Fisher's z, two-sided at
    /// 5 %; r < -0.35 of 31): what one gives the other takes.
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
    MixedMeasures = "mixed_measures",
    NegativeCorrelation = "negative_correlation",
    Redundancy = "redundancy",
    WeakLink = "weak_link",
    OtherGroup = "other_group",
    Alpha = "alpha",
    Dimension = "dimension",
    Importance = "importance",
});

impl Check {
    /// All checks, in the order in which the audit lists its findings.
    pub(crate) fn all() -> impl Iterator<Item = Check> {
        Check::WORDS.iter().map(|(_, check)| *check)
    }
}

/// An explanation of what the audit finds, shown beside it: `{ "finding": "weak_link", "at": ["patents"], "zh": …, "en": … }`.
/// It belongs to every finding of that check whose places (an indicator, a group, a unit; two of a pair, in any order)
/// hold all of `at`; of several that fit, the one that names most places is shown, then the first.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FindingNote {
    /// The check whose findings it explains.
    pub finding: Check,
    /// Of what: one id, or the two of a pair. Indicators and groups of the framework; for `unit_coverage` the code of a
    /// unit, which is not looked up, since a framework serves other units too.
    #[schemars(length(min = 1, max = 2))]
    pub at: Vec<String>,
    /// The explanation in Chinese.
    pub zh: String,
    /// The explanation in English.
    pub en: String,
}

crate::json::readable!(FindingNote { finding, at, zh, en });
