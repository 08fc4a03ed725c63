//! How every unit stands to the average: performance groups of the European Innovation Scoreboard.

use super::{Columns, Scores};
use crate::area::Area;
use crate::ranking::{performance_group, PerformanceGroup, Ties};
use crate::reason::Reason;
use crate::statistics::mean;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// The performance groups of a node in one period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Performance {
    /// What scores are measured against; none where no unit is ranked.
    pub average: Option<f64>,
    /// Every unit asked for, in the order of codes.
    pub units: Vec<UnitPerformance>,
}

/// How a unit stands to the average.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitPerformance {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Its score.
    pub score: Option<f64>,
    /// 100 x score / average.
    pub percent: Option<f64>,
    /// The group.
    pub group: Option<PerformanceGroup>,
    /// The words for it.
    pub name: Option<Text>,
    /// Why there is no group.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

crate::json::shown!(Performance { average, units });
crate::json::shown!(UnitPerformance { code, unit, score, percent, group, name, reason });

impl Scores {
    /// The performance group of every unit, or of those of a region: see [`performance_group`]. Scores are measured against
    /// `average` where it is given (the score of the nation, say), else against the mean of the units that are ranked: all
    /// that have a score, or those of the region. That default is not the scoreboard's: its 100 is the score of the EU,
    /// computed from EU-level figures; give the score of the whole as `average` for that.
    ///
    /// A unit without a score has no group, and its own reason; where the average is not above zero nobody has one
    /// (`base_not_positive`).
    pub fn performance(&self, node: usize, region: Option<Area>, average: Option<f64>) -> Performance {
        let ranking = self.ranking(node, region, Ties::Ordinal);
        let mut asked = ranking.order;
        asked.sort_unstable();
        let scores = self.model().inner().ranked(&ranking.scores);
        let ranked: Vec<f64> = asked.iter().map(|u| scores[*u]).filter(|s| !s.is_nan()).collect();
        let average = average.unwrap_or(mean(&ranked));
        let explainer = self.explainer(Columns::of(self.model().panel()));
        let units = self.model().panel().units();
        let row = |u: usize| {
            let score = ranking.scores[u];
            let group = performance_group(score, average);
            UnitPerformance {
                code: units[u].code.clone(),
                unit: units[u].name.clone(),
                score: Some(score).filter(|s| !s.is_nan()),
                percent: group.map(|_| 100.0 * score / average),
                group,
                name: group.map(PerformanceGroup::text),
                reason: explainer.node_reason(node, u).or(group.is_none().then_some(Reason::BaseNotPositive)),
            }
        };
        Performance { average: Some(average).filter(|a| a.is_finite()), units: asked.into_iter().map(row).collect() }
    }
}
