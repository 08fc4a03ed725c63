//! Step 3 of the Handbook, second half: figures in place of those that are missing.
//!
//! Every figure that is there stays as it is. An imputed one is seen by its steps: missing before, there after.

use crate::error::{Code, Error, Result};
use crate::json::{self, Json, Members, Read};
use crate::panel::{Panel, Unit};
use crate::period::Period;
use crate::random::{factor, normals};
use crate::statistics::{exact_mean, median, Moments};
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// What stands in for a missing figure. Handbook (2008), step 3; COINr's names in brackets.
///
/// A figure that is there stays as it is, and zero is one. What is put in lies among the figures that it comes from, to
/// the last digit; where there are none it stays missing.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Imputation {
    /// The mean of the units that have one, of the same group where there are groups \[i_mean, i_mean_grp\]. A group
    /// without any stays missing. Of 2, missing, 6, 7: 2, 5, 6, 7.
    Mean,
    /// Their median; of an even number the mean of the middle two \[i_median, i_median_grp\]. Of 2, missing, 6, 7: 2,
    /// 6, 6, 7.
    Median,
    /// The unit's own last figure before; before its first it stays missing \[impute_panel latest\]. Of missing, 3,
    /// missing, 5: missing, 3, 3, 5.
    Latest,
    /// The same, and before its first figure the first \[impute_panel constant\]. Of missing, 3, missing, 5: 3, 3, 3,
    /// 5.
    Constant,
    /// On the line in time between the unit's figures before and after; beyond them the nearest. With a single figure
    /// it stays missing \[impute_panel linear\]. Of missing, 3, missing, 5: 3, 3, 4, 5.
    Linear,
    /// The same, and with a single figure that one \[impute_panel linear-constant\]. Of missing, 3, missing, missing:
    /// 3, 3, 3, 3.
    LinearConstant,
}

json::words!(Imputation {
    Mean = "mean",
    Median = "median",
    Latest = "latest",
    Constant = "constant",
    Linear = "linear",
    LinearConstant = "linear_constant",
});

/// How units are put into groups.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Group {
    /// `region`: east, central, west and northeast, of provinces.
    Named(GroupName),
    /// The group of every unit, by its code.
    Listed(
        #[schemars(with = "std::collections::BTreeMap<String, String>")]
        #[ts(as = "std::collections::BTreeMap<String, String>")]
        Members<String>,
    ),
}

/// Groups that are known.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupName {
    /// East, central, west and northeast.
    Region,
}

json::words!(GroupName { Region = "region" });

impl Read for Group {
    fn read(json: &Json) -> Result<Self> {
        match json {
            Json::Object(_) => Members::read(json).map(Group::Listed),
            _ => GroupName::read(json).map(Group::Named),
        }
    }
}

/// An imputation as it is written.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImputeSpec {
    /// What stands in.
    pub method: Imputation,
    /// `mean` and `median`: over units of the same group.
    #[serde(default)]
    pub group: Option<Group>,
}

json::readable!(members ImputeSpec { method, group });

/// An imputation with all that it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Impute {
    /// What stands in.
    pub method: Imputation,
    /// The number of each unit's group.
    groups: Vec<usize>,
    /// How far what is imputed may be off, in an uncertainty analysis.
    pub(crate) noise: Option<Noise>,
}

/// Noise on imputed figures: normal, the same for the same indicator, unit, period, seed and replicate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Noise {
    /// Its standard deviation, as a share of that of the indicator over the units that have a figure.
    pub sd: f64,
    pub seed: u64,
    pub replicate: u32,
}

impl Noise {
    /// Adds it to what is there after imputing (`out`) and was not before (`x`); `period` is that of each unit's figure.
    pub fn disturb(
        &self,
        indicator: &str,
        units: &[Unit],
        period: &dyn Fn(usize) -> Period,
        x: &[f64],
        out: &mut [f64],
    ) {
        let sd = Moments::of(x).deviation();
        if sd.is_nan() {
            return;
        }
        for u in (0..x.len()).filter(|u| x[*u].is_nan()) {
            let place = factor(&format!("imputed:{indicator}:{}:{}", units[u].code, period(u)));
            // A gap that stays one stays one.
            out[u] += self.sd * sd * normals(self.seed, self.replicate, place, 0)[0];
        }
    }
}

impl Impute {
    /// Finds the group of every unit.
    ///
    /// # Errors
    /// A unit without a group, a group that is given for a unit that is not there, groups where the method has none.
    pub(crate) fn resolve(parameters: &ImputeSpec, panel: &Panel) -> Result<Impute> {
        let wrong = |zh: String, en: String| {
            Err(Error::new(
                Code::BadParameter,
                ".group",
                Text::new(zh, en),
                Text::new("请为每个单位写明分组，或删去 group。", "Give every unit a group, or leave group out."),
            ))
        };
        let units = panel.units();
        let one = Ok(Impute { method: parameters.method, groups: vec![0; units.len()], noise: None });
        let Some(group) = &parameters.group else { return one };
        if !parameters.method.is_across_units() {
            return wrong("该方法不分组。".to_owned(), "This method knows no groups.".to_owned());
        }
        if let Group::Listed(listed) = group {
            if let Some((code, _)) = listed.0.iter().find(|(code, _)| panel.unit(code).is_none()) {
                return wrong(format!("数据中没有“{code}”。"), format!("The data have no \"{code}\"."));
            }
        }
        let mut names: Vec<&str> = Vec::new();
        let mut groups = Vec::with_capacity(units.len());
        for unit in units {
            let name = match group {
                Group::Named(GroupName::Region) => unit.region.map(|r| r.id()),
                Group::Listed(listed) => listed.get(&unit.code).map(String::as_str),
            };
            let Some(name) = name else {
                let code = &unit.code;
                return wrong(format!("“{code}”没有分组。"), format!("\"{code}\" has no group."));
            };
            groups.push(names.iter().position(|n| *n == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            }));
        }
        Ok(Impute { method: parameters.method, groups, noise: None })
    }

    /// Fills the gaps of one indicator in one period from the other units, for those units that stay.
    pub(crate) fn across_units(&self, x: &[f64], stays: &[bool], out: &mut [f64]) {
        let mut group: Vec<f64> = Vec::new();
        for unit in (0..x.len()).filter(|u| x[*u].is_nan() && stays[*u]) {
            group.clear();
            let same = |u: &usize| self.groups[*u] == self.groups[unit] && !x[*u].is_nan();
            group.extend((0..x.len()).filter(same).map(|u| x[u]));
            out[unit] = match self.method {
                Imputation::Median => median(&mut group),
                _ => exact_mean(&group),
            };
        }
    }
}

impl Imputation {
    /// Whether it looks at other units, and not at other periods.
    pub(crate) fn is_across_units(self) -> bool {
        matches!(self, Imputation::Mean | Imputation::Median)
    }

    /// What stands in for the figure at `at` of a unit's series, by the times of its figures.
    pub fn over_time(self, times: &[f64], series: &[f64], at: usize) -> f64 {
        let there = |t: &usize| !series[*t].is_nan();
        if there(&at) {
            return series[at];
        }
        let (before, after) = ((0..at).rev().find(there), (at + 1..series.len()).find(there));
        let of = |t: Option<usize>| t.map_or(f64::NAN, |t| series[t]);
        match self {
            Imputation::Latest => of(before),
            Imputation::Constant => of(before.or(after)),
            Imputation::Linear if (0..series.len()).filter(there).count() < 2 => f64::NAN,
            Imputation::Linear | Imputation::LinearConstant => match (before, after) {
                (Some(s), Some(t)) => {
                    let share = (times[at] - times[s]) / (times[t] - times[s]);
                    series[s] + (series[t] - series[s]) * share
                }
                (before, after) => of(before.or(after)),
            },
            Imputation::Mean | Imputation::Median => f64::NAN,
        }
    }
}
