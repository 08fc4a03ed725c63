//! The ranking without each indicator, or without each group of a level.

use crate::error::{Code, Error, Result};
use crate::index::{Columns, Scores};
use crate::ranking::{rank, Ties};
use crate::text::Text;

/// The ranking without each node of a level.
#[derive(Debug, Clone, PartialEq)]
pub struct LeaveOneOut {
    /// The nodes left out, one at a time, in tree order.
    pub removed: Vec<usize>,
    /// The ranks with all of them, one a unit, ties at the best of their places; NaN where there is no score.
    pub nominal: Vec<f64>,
    /// For each node left out, the scores of all units.
    pub scores: Vec<Vec<f64>>,
    /// For each node left out, their ranks.
    pub ranks: Vec<Vec<f64>>,
    /// For each node left out, the mean of |rank - nominal rank| over the units that have both; NaN where none has.
    pub mean_shift: Vec<f64>,
}

/// Leaves out every node of a level, one after the other: the rest is combined again, as the framework without that node
/// combines it.
///
/// The node is no child of its group, for a minimum share of children either; a group that is left without a child that has
/// a weight is left out itself, and so on upwards: of an index of one indicator nothing is left, and no unit has a rank.
/// A step `screen` looks at what is left, and normalisations at the units that it then leaves in; all other weights are as
/// they were, given or found: weights that a step finds in the figures are not found again. The draws of
/// an [`Uncertainty`](super::Uncertainty) leave indicators out by the same rule. Source: COINr's `remove_elements` (Becker
/// and others 2022, JOSS 7(78)).
///
/// ```
/// use innodex::{robustness::leave_one_out::leave_one_out, Framework, Model, Panel, Period};
///
/// let panel = Panel::from_csv("code,year,a,b\nX,2022,4,0\nY,2022,1,2\n".as_bytes(), None)?;
/// let model = Model::new(panel.clone(), Framework::of_columns(&panel))?;
/// let without = leave_one_out(&model.scores(Period::year(2022))?, 1)?;
/// assert_eq!(without.nominal, [1.0, 2.0]);
/// assert_eq!(without.ranks, [[2.0, 1.0], [1.0, 2.0]]); // without a, without b
/// assert_eq!(without.mean_shift, [1.0, 0.0]);
/// # Ok::<(), innodex::Error>(())
/// ```
///
/// # Errors
/// `bad_parameter` for a level without nodes, or the index's own.
pub fn leave_one_out(scores: &Scores, level: usize) -> Result<LeaveOneOut> {
    leave_one_out_with(scores, Columns::of(scores.model().panel()), level)
}

/// The same of scores that were computed from other figures than the panel's.
pub(crate) fn leave_one_out_with(scores: &Scores, columns: Columns, level: usize) -> Result<LeaveOneOut> {
    let inner = scores.model().inner();
    let removed: Vec<usize> = (1..inner.nodes.len()).filter(|node| inner.height(*node) == level).collect();
    if removed.is_empty() {
        let top = inner.height(0).saturating_sub(1);
        return Err(Error::new(
            Code::BadParameter,
            "level",
            Text::new(
                format!("指标体系在总指数之下没有第 {level} 层。"),
                format!("The framework has no level {level} below the index."),
            ),
            Text::new(
                format!("层级从指标（1）起算，至 {top}。"),
                format!("Levels count from the indicators, 1, to {top}."),
            ),
        ));
    }
    let nominal = scores.rank(Ties::Competition);
    let mut found = LeaveOneOut { removed, nominal, scores: Vec::new(), ranks: Vec::new(), mean_shift: Vec::new() };
    let mut evaluation = scores.evaluation().clone();
    let screens = inner.steps.iter().any(|step| step.screen().is_some());
    for node in &found.removed {
        let mut gone = vec![false; inner.leaves.len()];
        inner.leaves_below(*node).into_iter().for_each(|leaf| gone[leaf] = true);
        let columns = columns.without(&gone);
        if screens {
            evaluation.compute(inner, columns, None);
            evaluation.reweigh_as(inner, columns, scores.evaluation());
        }
        evaluation.leave_out(inner, columns, *node);
        let ranks = rank(&inner.ranked(evaluation.node(0)), Ties::Competition);
        found.mean_shift.push(mean_shift(&found.nominal, &ranks));
        found.scores.push(evaluation.node(0).to_vec());
        found.ranks.push(ranks);
    }
    Ok(found)
}

/// The mean of |rank - nominal rank| over the units that have both.
fn mean_shift(nominal: &[f64], ranks: &[f64]) -> f64 {
    let shifts = nominal.iter().zip(ranks).map(|(a, b)| (a - b).abs()).filter(|s| !s.is_nan());
    let (count, sum) = shifts.fold((0.0, 0.0), |(count, sum), shift| (count + 1.0, sum + shift));
    sum / count
}
