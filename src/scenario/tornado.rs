//! Which figure the result hangs on: every column that the index uses, a little more and a little less, one after the other.

use super::adjust::Scenario;
use super::{Change, OneOrMany, Op, ScenarioSpec};
use crate::error::{Code, Error, Result};
use crate::index::{Model, Scores, Source};
use crate::json;
use crate::panel::IndicatorKind;
use crate::period::Period;
use crate::ranking::{ascending, Ties};
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// What is left of a unit's score and rank when one of its figures is changed.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Swayed {
    /// The figure.
    pub to: f64,
    /// The unit's score then.
    pub score: Option<f64>,
    /// The unit's rank then.
    pub rank: Option<f64>,
    /// score - the score at present
    pub score_change: Option<f64>,
    /// The rank at present - rank: ranks gained.
    pub gained: Option<f64>,
}

/// What one column does, more and less.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// The column of the panel.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Its unit of measure.
    pub measure: String,
    /// The figure at present; none where it is missing.
    pub from: Option<f64>,
    /// With p % less; none where the figure is missing or the accounts refuse it.
    pub less: Option<Swayed>,
    /// With p % more; none where the figure is missing or the accounts refuse it.
    pub more: Option<Swayed>,
    /// The larger of the two changes of the score, without its sign; bars are in its order.
    pub swing: f64,
    /// What the accounts refuse, or why nothing can be changed.
    pub note: Option<Text>,
}

json::shown!(Swayed { to, score, rank, score_change, gained });
json::shown!(Bar { indicator, name, measure, from, less, more, swing, note });

/// Every column that the indicators below a node are made of, with `percent` more and less of it for one unit, its account
/// moving along; by the larger change of the score, then in the order of the panel. At
/// 100 % less the figure is zero: no amount falls below it.
///
/// # Errors
/// `unknown_period`, `unknown_unit`, `bad_parameter` for a percentage that is not above zero and at most 100.
pub fn tornado(model: &Model, period: Period, unit: &str, node: usize, percent: f64) -> Result<Vec<Bar>> {
    let inner = model.inner();
    let panel = model.panel();
    if !(percent > 0.0 && percent <= 100.0) {
        return Err(Error::new(
            Code::BadParameter,
            "percent",
            Text::new("百分比须大于 0，不大于 100。", "The percentage must be above 0 and at most 100."),
            Text::new("例如 10。", "For example 10."),
        ));
    }
    let unit = panel.find_unit(unit)?;
    let at = panel.find_period(period)?;
    let before = model.scores(period)?;
    let rank = |scores: &Scores| scores.ranks(node, None, Ties::Competition)[unit];
    let (rank_before, score_before) = (rank(&before), before.node(node)[unit]);
    let mut used = vec![false; panel.indicators().len()];
    for leaf in inner.leaves_below(node) {
        match inner.leaves[leaf].source {
            Source::Column(column) => used[column] = true,
            Source::Ratio { numerator, denominator, .. } => (used[numerator], used[denominator]) = (true, true),
        }
    }
    let mut bars = Vec::new();
    for (i, known) in panel.indicators().iter().enumerate().filter(|(i, _)| used[*i]) {
        let from = panel.values()[panel.cell(i, at, unit)];
        let mut bar = Bar {
            indicator: known.id.clone(),
            name: known.name(),
            measure: known.unit.clone(),
            from: some(from),
            less: None,
            more: None,
            swing: 0.0,
            note: None,
        };
        if known.kind == IndicatorKind::Ratio {
            bar.note = Some(Text::new("比率，不能直接改变。", "A ratio: it cannot be changed."));
        } else if from.is_nan() {
            bar.note = Some(panel.reason(i, at, unit).text());
        } else {
            let change = Change {
                unit: OneOrMany::One(panel.units()[unit].code.clone()),
                indicator: OneOrMany::One(known.id.clone()),
                period: None,
                op: Op::Multiply,
                value: 1.0,
                keep: Vec::new(),
                assumptions: None,
            };
            let mut scenario = Scenario::new(model, &ScenarioSpec { changes: vec![change], ..Default::default() })?;
            for (side, factor) in [(0, 1.0 - percent / 100.0), (1, 1.0 + percent / 100.0)] {
                scenario.set_value(0, factor)?;
                let swayed = match scenario.scores(period) {
                    Ok(after) => {
                        let (score, rank) = (after.node(node)[unit], rank(after));
                        let change = score - score_before;
                        bar.swing = bar.swing.max(change.abs());
                        Swayed {
                            to: from * factor,
                            score: some(score),
                            rank: some(rank),
                            score_change: some(change),
                            gained: some(rank_before - rank),
                        }
                    }
                    Err(refused) => {
                        bar.note = Some(refused.message.clone());
                        continue;
                    }
                };
                *(if side == 0 { &mut bar.less } else { &mut bar.more }) = Some(swayed);
            }
        }
        bars.push(bar);
    }
    let order = ascending(0..bars.len(), &|b| -bars[b].swing);
    Ok(order.into_iter().map(|b| bars[b].clone()).collect())
}

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| !v.is_nan())
}
