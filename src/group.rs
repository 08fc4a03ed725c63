//! Groups of units: who is in one, who is alike, and how a figure stands among those of a group.

mod nearest;
mod spec;

pub use nearest::{nearest, Neighbour};
pub use spec::{AlikeSpec, GroupSpec};

use crate::error::Result;
use crate::index::members::{named_by_list, several};
use crate::index::{Model, Scores};
use crate::ranking::{rank, Ties};
use crate::statistics::{exact_mean, median, quantile};
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;
use std::borrow::Cow;

/// The units of a group, in the order of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their numbers.
    pub units: Vec<usize>,
    /// What it is called: the word that named it, or nothing.
    pub name: Option<Text>,
}

impl Group {
    /// The units that are meant: all where nothing is said, those of an area, those that are listed, or a unit with those
    /// most alike.
    ///
    /// # Errors
    /// `bad_parameter` for an unknown area, `unknown_unit` for a unit that is not there, both for what [`nearest`] refuses,
    /// each at the member that named it.
    pub fn of(scores: &Scores, spec: Option<&GroupSpec>) -> Result<Group> {
        let panel = scores.model().panel();
        let all = 0..panel.units().len();
        match spec {
            None => Ok(Group { units: all.collect(), name: None }),
            Some(GroupSpec::Named(written)) => {
                let area = panel.area(written).map_err(|error| named_by_list(error, written))?;
                let units: Vec<usize> = all.filter(|u| panel.is_in(*u, Some(area))).collect();
                Ok(Group { units, name: Some(Text::same(written)) })
            }
            Some(GroupSpec::Listed(listed)) => {
                let find = |(at, written): (usize, &String)| panel.find_unit(written).map_err(|error| error.item(at));
                let mut units: Vec<usize> = listed.iter().enumerate().map(find).collect::<Result<_>>()?;
                units.sort_unstable();
                units.dedup();
                Ok(Group { units, name: None })
            }
            Some(GroupSpec::Alike(alike)) => Group::alike(scores, alike),
        }
    }

    /// A unit with those that are most alike.
    fn alike(scores: &Scores, spec: &AlikeSpec) -> Result<Group> {
        let unit = scores.model().panel().find_unit(&spec.alike).map_err(|error| error.member("alike"))?;
        let found = nearest(scores, unit, spec.by.as_deref())?;
        let mut units: Vec<usize> = found.first(spec.count)?.iter().map(|neighbour| neighbour.unit).collect();
        units.push(unit);
        units.sort_unstable();
        let name = &scores.model().panel().units()[unit].name;
        Ok(Group {
            units,
            name: Some(Text::new(format!("与{}相近的地区", name.zh), format!("Units like {}", name.en))),
        })
    }

    /// The same, where it is a group of two at least.
    ///
    /// # Errors
    /// `bad_parameter` for a group of one or of nobody.
    pub fn of_several(self, model: &Model) -> Result<Group> {
        several(model.panel(), &self.units).map(|()| self)
    }

    /// Figures of the group alone: those of others are missing.
    pub fn only(&self, figures: &[f64]) -> Vec<f64> {
        let mut own = vec![f64::NAN; figures.len()];
        self.units.iter().for_each(|u| own[*u] = figures[*u]);
        own
    }

    /// Whether a unit is in it.
    pub fn has(&self, unit: usize) -> bool {
        self.units.binary_search(&unit).is_ok()
    }
}

/// How figures of a group are spread: the least, the quartiles, the greatest, and the mean.
///
/// Quartiles are of type 7, as in R, numpy and Excel's QUARTILE.INC ([`quantile`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How many figures there are.
    pub count: usize,
    /// The arithmetic mean.
    pub mean: f64,
    /// Least, lower quartile, median, upper quartile, greatest.
    pub five: [f64; 5],
}

impl Spread {
    /// Of the figures that are not missing; NaN of none.
    ///
    /// ```
    /// let spread = innodex::group::Spread::of(&[7.0, f64::NAN, 1.0, 3.0, 5.0]);
    /// assert_eq!((spread.count, spread.mean, spread.five), (4, 4.0, [1.0, 2.5, 4.0, 5.5, 7.0]));
    /// ```
    pub fn of(figures: &[f64]) -> Spread {
        let mut present: Vec<f64> = figures.iter().copied().filter(|x| !x.is_nan()).collect();
        present.sort_unstable_by(f64::total_cmp);
        let at = |p: f64| quantile(&present, p);
        let five = [at(0.0), at(0.25), at(0.5), at(0.75), at(1.0)];
        let mean = exact_mean(&present);
        let middle = median(&mut present);
        Spread { count: present.len(), mean, five: [five[0], five[1], middle, five[3], five[4]] }
    }
}

/// Whether a unit is strong or weak in a group.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// In the upper quarter.
    Strength,
    /// In the lower quarter.
    Weakness,
}

crate::json::words!(Mark { Strength = "strength", Weakness = "weakness" });

/// The rank of a unit's figure among those of a group, and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// 1 for the best; those that tie share the best of their places.
    pub rank: f64,
    /// The last of the places of those that tie with it.
    pub last: f64,
    /// How many have a figure.
    pub of: usize,
}

impl Place {
    /// Of a figure among others, a value a unit, where more is better (1) or less is (-1). A missing figure has no place and
    /// takes none away; figures equal to 12 digits tie.
    pub fn of(figures: &[f64], unit: usize, direction: f64) -> Place {
        let towards: Cow<[f64]> = match direction > 0.0 {
            true => Cow::Borrowed(figures),
            false => Cow::Owned(figures.iter().map(|x| -x).collect()),
        };
        Place {
            rank: rank(&towards, Ties::Competition)[unit],
            last: rank(&towards, Ties::Modified)[unit],
            of: figures.iter().filter(|x| !x.is_nan()).count(),
        }
    }

    /// Strength: all places of those that tie with it are within the first n / 4; weakness: all are within the last n / 4. So
    /// a tie that reaches beyond a quarter is neither, and of fewer than four figures there is none.
    ///
    /// ```
    /// use innodex::group::{Mark, Place};
    /// let marks = |x: &[f64]| (0..x.len()).map(|u| Place::of(x, u, 1.0).mark()).collect::<Vec<_>>();
    /// assert_eq!(marks(&[4.0, 3.0, 2.0, 1.0]), [Some(Mark::Strength), None, None, Some(Mark::Weakness)]);
    /// assert_eq!(marks(&[4.0, 4.0, 2.0, 1.0])[0], None);
    /// ```
    pub fn mark(&self) -> Option<Mark> {
        let n = self.of as f64;
        match () {
            () if 4.0 * self.last <= n => Some(Mark::Strength),
            () if 4.0 * (self.rank - 1.0) >= 3.0 * n => Some(Mark::Weakness),
            () => None,
        }
    }
}
