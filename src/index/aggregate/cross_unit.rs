//! Aggregations in which a unit's figure depends on the other units'.

use super::enough;
use crate::reason::Reason;
use std::fmt::Debug;

/// A function of the children of all units.
pub trait CrossUnit: Debug + Send + Sync {
    /// Gives each of `units`, which have children enough, its figure in `out`; NaN where it has none. `children` are weights
    /// and columns, a value a unit.
    fn combine(&self, children: &[(f64, &[f64])], units: &[usize], out: &mut [f64]);

    /// Why a unit has no figure, given weight and figure of its children.
    fn reason(&self, children: &[(f64, f64)]) -> Reason {
        let _ = children;
        Reason::Overflow
    }

    /// One figure a unit; NaN where it has too few children. Only tables that have such an aggregation carry this.
    fn combine_units(&self, children: &[(f64, &[f64])], minimum_share: f64, out: &mut [f64]) {
        let count = children.len() as f64;
        let there = |unit: usize| {
            let present = children.iter().filter(|(_, column)| !column[unit].is_nan()).count();
            let weighed = children.iter().any(|(w, column)| *w > 0.0 && !column[unit].is_nan());
            weighed && enough(present as u32, count, minimum_share)
        };
        let units: Vec<usize> = (0..out.len()).filter(|u| there(*u)).collect();
        out.fill(f64::NAN);
        self.combine(children, &units, out);
    }
}
