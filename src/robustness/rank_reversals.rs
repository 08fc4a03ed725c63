//! Pairs of units that change their order when another unit is left out.

use crate::error::Result;
use crate::index::Model;
use crate::panel::Panel;
use crate::period::Period;
use crate::ranking::Ties;

/// What the ranking is like without a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// The unit that is left out, by number.
    pub unit: usize,
    /// The ranks of the others with it, as if it took no place; NaN where one has none, and its own.
    pub before: Vec<f64>,
    /// Their ranks by the figures of the others alone.
    pub after: Vec<f64>,
    /// The pairs in another order: the first was above the second, and now is below.
    pub pairs: Vec<(usize, usize)>,
}

/// What classes are refused for: a class of two is none without one of them.
pub(crate) const REMOVAL: (&str, &str) = ("剔除单位后的名次逆转", "a ranking without a unit");

/// The ranking of a node without a unit: the framework is computed anew from a panel that does not have it, in any period.
///
/// A pair is reversed where one was above the other and now is below it; ties before or after are no reversal. What does not
/// look at other units (fixed goalposts, growth of a unit's own figures) reverses nothing; the least and the greatest, the mean
/// and ranks do. Source: Belton, Gear (1983), On a short-coming of Saaty's method of analytic hierarchies, Omega 11(3), 228-230;
/// García-Cascales, Lamata (2012), On rank reversal and TOPSIS method, Mathematical and Computer Modelling 56(5-6), 123-132.
///
/// # Errors
/// `unknown_period`; where the framework cannot do without the unit (it is a reference, say), what it says then.
pub fn without_unit(model: &Model, period: Period, node: usize, unit: usize) -> Result<Removal> {
    let inner = model.inner();
    inner.one_set_of_weights(REMOVAL)?;
    let scores = model.scores(period)?;
    let panel = without(model.panel(), unit)?;
    let rest = Model::new_with(panel, inner.framework.clone(), &inner.methods)?;
    let mut after = rest.scores(period)?.ranks(node, None, Ties::Competition);
    after.insert(unit, f64::NAN);
    let mut before = scores.ranks(node, None, Ties::Competition);
    let own = std::mem::replace(&mut before[unit], f64::NAN);
    before.iter_mut().filter(|rank| **rank > own).for_each(|rank| *rank -= 1.0);
    let units = before.len();
    let all = (0..units).flat_map(|a| (0..units).map(move |b| (a, b)));
    let pairs = all.filter(|(a, b)| before[*a] < before[*b] && after[*a] > after[*b]).collect();
    Ok(Removal { unit, before, after, pairs })
}

/// A panel without a unit.
fn without(panel: &Panel, unit: usize) -> Result<Panel> {
    let stays = |at: &usize| *at != unit;
    let n = panel.units().len();
    let values = (0..panel.values().len()).filter(|cell| cell % n != unit).map(|cell| panel.values()[cell]).collect();
    let units = (0..n).filter(stays).map(|at| panel.units()[at].clone()).collect();
    Panel::new(units, panel.periods().to_vec(), panel.indicators().to_vec(), values)
}
