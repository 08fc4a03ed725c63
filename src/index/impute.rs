//! Step 3 of the Handbook, second half: figures in place of those that are missing.
//!
//! Every figure that is there stays as it is. An imputed one is seen by its steps: missing before, there after.

mod constant;
mod group;
mod latest;
mod linear;
mod linear_constant;
mod mean;
mod median;
mod noise;

pub use constant::CONSTANT;
pub use group::{Group, GroupName, GROUP};
pub use latest::LATEST;
pub use linear::LINEAR;
pub use linear_constant::LINEAR_CONSTANT;
pub use mean::MEAN;
pub use median::MEDIAN;
pub(crate) use noise::Noise;

use super::methods::{rows, AnyParameter, Chosen, Family};
use crate::error::Result;
use crate::panel::Panel;

/// All imputations.
pub static ALL: &[&Imputation] = &[&MEAN, &MEDIAN, &LATEST, &CONSTANT, &LINEAR, &LINEAR_CONSTANT];

/// An imputation as it is written.
pub type ImputeSpec = Chosen<Imputation>;

/// What stands in for a missing figure: a row of the table.
pub struct Imputation {
    /// Its name in JSON.
    pub word: &'static str,
    /// Its description: what stands in, where a figure stays missing, COINr's name in brackets, and an example.
    pub docs: &'static str,
    /// What a framework may give it.
    pub parameters: &'static [&'static dyn AnyParameter],
    /// What stands in.
    pub fill: Fill,
    /// What the method note calls it, in Chinese and English.
    pub called: (&'static str, &'static str),
}

/// What stands in for a missing figure; NaN where there is nothing.
#[derive(Clone, Copy)]
pub enum Fill {
    /// Out of the figures of other units, in any order: those of the same group, where there are groups.
    AcrossUnits(fn(&mut [f64]) -> f64),
    /// Out of the unit's own figures in other periods.
    OverTime(fn(&Series) -> f64),
}

/// The figures of one unit over time.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// The time of every period.
    pub times: &'a [f64],
    /// The figure of every period, NaN where missing.
    pub figures: &'a [f64],
    /// The number of the period without a figure.
    pub at: usize,
}

impl Series<'_> {
    /// The last period before that has a figure.
    pub fn before(&self) -> Option<usize> {
        (0..self.at).rev().find(|t| !self.figures[*t].is_nan())
    }

    /// The first period after that has one.
    pub fn after(&self) -> Option<usize> {
        (self.at + 1..self.figures.len()).find(|t| !self.figures[*t].is_nan())
    }

    /// How many figures there are.
    pub fn count(&self) -> usize {
        self.figures.iter().filter(|x| !x.is_nan()).count()
    }

    /// The figure of a period, where there is one.
    pub fn figure(&self, at: Option<usize>) -> f64 {
        at.map_or(f64::NAN, |at| self.figures[at])
    }
}

impl Family for Imputation {
    const NAME: &'static str = "Imputation";
    const DOCS: &'static str = "What stands in for a missing figure. Handbook (2008), step 3; COINr's names in brackets.

        A figure that is there stays as it is, and zero is one. What is put in lies among the figures that it comes from, to
        the last digit; where there are none it stays missing.";
    const CHOSEN: [&'static str; 3] = ["ImputeSpec", "An imputation as it is written.", "What stands in."];
    const NEEDED: bool = true;
}

rows!(Imputation, parameters);

impl Imputation {
    /// Whether it looks at other units, and not at other periods.
    pub(crate) fn is_across_units(&self) -> bool {
        matches!(self.fill, Fill::AcrossUnits(_))
    }
}

/// An imputation with all that it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Impute {
    /// What stands in.
    pub method: &'static Imputation,
    /// The number of each unit's group.
    groups: Vec<usize>,
    /// How far what is imputed may be off, in an uncertainty analysis.
    pub(crate) noise: Option<Noise>,
}

impl Impute {
    /// Finds the group of every unit; reference units need none, and then nothing is imputed for them.
    ///
    /// # Errors
    /// A unit without a group, a group that is given for a unit that is not there, groups where the method has none.
    pub(crate) fn resolve(chosen: &ImputeSpec, panel: &Panel, references: &[usize]) -> Result<Impute> {
        let method = chosen.method.unwrap_or(&MEAN);
        let groups = match chosen.get(&GROUP) {
            None => vec![0; panel.units().len()],
            Some(_) if !method.is_across_units() => {
                return Err(group::wrong("该方法不分组。", "This method knows no groups."));
            }
            Some(group) => group::groups(&group, panel, references)?,
        };
        Ok(Impute { method, groups, noise: None })
    }

    /// Fills the gaps of one indicator in one period from the other units that count, for those units that stay.
    pub(crate) fn across_units(
        &self,
        fill: fn(&mut [f64]) -> f64,
        counts: &dyn Fn(usize) -> bool,
        x: &[f64],
        stays: &[bool],
        out: &mut [f64],
    ) {
        let mut group: Vec<f64> = Vec::new();
        for unit in (0..x.len()).filter(|u| x[*u].is_nan() && stays[*u]) {
            group.clear();
            let same = |u: &usize| self.groups[*u] == self.groups[unit] && !x[*u].is_nan() && counts(*u);
            group.extend((0..x.len()).filter(same).map(|u| x[u]));
            out[unit] = fill(&mut group);
        }
    }
}
