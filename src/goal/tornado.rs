//! How much a unit's score depends on each figure: every column that the index uses, a little more and a little less.

use crate::error::{Code, Error, Result};
use crate::index::{Model, ResolvedModel, Scores, Source};
use crate::json;
use crate::panel::IndicatorKind;
use crate::period::Period;
use crate::ranking::{ascending, Ties};
use crate::scenario::{Change, Op, Scenario};
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// A unit's score and rank when one of its figures is changed.
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

/// The effect of one column, more and less.
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

/// Every column that the indicators below a node are made of, with `percent` more and less of it for one unit. Its account
/// moves along. Bars are ordered by the larger change of the score, then as in the panel. With 100 % less the figure is zero:
/// no amount falls below it.
///
/// # Errors
/// `unknown_period`, `unknown_unit`, `bad_parameter` for a percentage that is not above zero and at most 100.
pub fn tornado(model: &Model, period: Period, unit: &str, node: usize, percent: f64) -> Result<Vec<Bar>> {
    if !(percent > 0.0 && percent <= 100.0) {
        return Err(Error::new(
            Code::BadParameter,
            "percent",
            Text::new("百分比须大于 0，不大于 100。", "The percentage must be above 0 and at most 100."),
            Text::new("例如 10。", "For example 10."),
        ));
    }
    let panel = model.panel();
    let unit = panel.find_unit(unit)?;
    let at = panel.find_period(period)?;
    let before = model.scores(period)?;
    let subject = Subject { model, period, at, unit, node, score: before.node(node)[unit], rank: f64::NAN };
    let subject = Subject { rank: subject.rank_in(&before), ..subject };
    let used = used_columns(model.inner(), node);
    let columns = (0..used.len()).filter(|column| used[*column]);
    let bars = columns.map(|column| subject.bar(column, percent)).collect::<Result<Vec<Bar>>>()?;
    let order = ascending(0..bars.len(), &|b| -bars[b].swing);
    Ok(order.into_iter().map(|b| bars[b].clone()).collect())
}

/// Which columns the indicators below a node are made of.
fn used_columns(inner: &ResolvedModel, node: usize) -> Vec<bool> {
    let mut used = vec![false; inner.panel.indicators().len()];
    for leaf in inner.leaves_below(node) {
        match inner.leaves[leaf].source {
            Source::Column(column) => used[column] = true,
            Source::Ratio { numerator, denominator, .. } => (used[numerator], used[denominator]) = (true, true),
        }
    }
    used
}

/// The unit whose figures are changed, with its score and rank at present.
struct Subject<'a> {
    model: &'a Model,
    period: Period,
    /// The number of the period.
    at: usize,
    unit: usize,
    node: usize,
    score: f64,
    rank: f64,
}

impl Subject<'_> {
    fn rank_in(&self, scores: &Scores) -> f64 {
        scores.ranks(self.node, None, Ties::Competition)[self.unit]
    }

    /// What one column does.
    fn bar(&self, column: usize, percent: f64) -> Result<Bar> {
        let panel = self.model.panel();
        let known = &panel.indicators()[column];
        let from = panel.values()[panel.cell(column, self.at, self.unit)];
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
            return Ok(bar);
        }
        if from.is_nan() {
            bar.note = Some(panel.reason(column, self.at, self.unit).text());
            return Ok(bar);
        }
        let change = Change::new(&panel.units()[self.unit].code, &known.id, Op::Multiply, 1.0);
        let mut scenario = Scenario::new(self.model, &change.into())?;
        bar.less = self.swayed(&mut scenario, from, 1.0 - percent / 100.0, &mut bar.note)?;
        bar.more = self.swayed(&mut scenario, from, 1.0 + percent / 100.0, &mut bar.note)?;
        let changes = [&bar.less, &bar.more].into_iter().flatten().filter_map(|s| s.score_change);
        bar.swing = changes.fold(0.0, |swing, change| change.abs().max(swing));
        Ok(bar)
    }

    /// The unit with its figure times a factor; where the accounts refuse that, none, and the note says why.
    fn swayed(
        &self,
        scenario: &mut Scenario,
        from: f64,
        factor: f64,
        note: &mut Option<Text>,
    ) -> Result<Option<Swayed>> {
        scenario.set_value(0, factor)?;
        match scenario.scores(self.period) {
            Ok(after) => {
                let (score, rank) = (after.node(self.node)[self.unit], self.rank_in(after));
                Ok(Some(Swayed {
                    to: from * factor,
                    score: some(score),
                    rank: some(rank),
                    score_change: some(score - self.score),
                    gained: some(self.rank - rank),
                }))
            }
            Err(refused) => {
                *note = Some(refused.message.clone());
                Ok(None)
            }
        }
    }
}

fn some(value: f64) -> Option<f64> {
    Some(value).filter(|v| !v.is_nan())
}
