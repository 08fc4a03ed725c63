//! The disparity of scores or figures among units, over periods and by groups.

use super::grouping::{groups, Groups};
use super::measured::{asked, some, Measured, UnitLeftOut};
use super::{given, question};
use crate::disparity::dagum::{dagum, Dagum};
use crate::disparity::{parts, split_l, split_t, NoDisparity, Part, Sample, Split};
use crate::index::impute::Group;
use crate::index::Model;
use crate::period::Period;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Figures, or why they have no measure.
type Sampled = std::result::Result<Sample, NoDisparity>;

/// The disparity of what, among which units, by which groups.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DisparityRequest {
    /// An indicator of the framework or a column of the data, as it is; scores where left out.
    #[serde(default)]
    pub indicator: Option<String>,
    /// The node whose scores are meant; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The periods; all where left out.
    #[serde(default)]
    pub periods: Option<Vec<String>>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
    /// The column that weighs the units, such as population; all weigh the same where left out.
    #[serde(default)]
    pub weight: Option<String>,
    /// Groups by which disparity is split; none where left out.
    #[serde(default)]
    pub groups: Option<Group>,
}

crate::json::readable!(DisparityRequest { indicator, node, periods, region, weight, groups });

/// The disparity among units.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disparity {
    /// A row for every period.
    pub rows: Vec<DisparityRow>,
    /// A row for every period and group.
    pub groups: Vec<GroupRow>,
    /// A row for every period and pair of groups.
    pub pairs: Vec<PairRow>,
    /// Units without a figure or a weight.
    pub left_out: Vec<UnitLeftOut>,
}

/// A period. The parts of a measure sum to it; they are there where groups are.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisparityRow {
    /// The period.
    pub period: String,
    /// Units with a figure.
    pub units: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// The coefficient of variation, with n.
    pub variation: Option<f64>,
    /// Gini's coefficient.
    pub gini: Option<f64>,
    /// Its part within groups.
    pub gini_within: Option<f64>,
    /// Its net part between groups.
    pub gini_between: Option<f64>,
    /// Its part where groups overlap: transvariation.
    pub gini_transvariation: Option<f64>,
    /// Theil's T.
    pub theil_t: Option<f64>,
    /// Its part within groups.
    pub theil_t_within: Option<f64>,
    /// Its part between groups.
    pub theil_t_between: Option<f64>,
    /// Theil's L; none where a figure is zero.
    pub theil_l: Option<f64>,
    /// Its part within groups.
    pub theil_l_within: Option<f64>,
    /// Its part between groups.
    pub theil_l_between: Option<f64>,
    /// Why one of them is missing.
    pub reason: Option<Text>,
}

/// A group in a period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupRow {
    /// The period.
    pub period: String,
    /// The group.
    pub group: Text,
    /// Units with a figure.
    pub units: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// Their share of the weight.
    pub weight_share: Option<f64>,
    /// Their share of the sum.
    pub sum_share: Option<f64>,
    /// The coefficient of variation within the group.
    pub variation: Option<f64>,
    /// Gini's coefficient within the group.
    pub gini: Option<f64>,
    /// What the group adds to Gini's coefficient within groups.
    pub gini_part: Option<f64>,
    /// Theil's T within the group.
    pub theil_t: Option<f64>,
    /// What the group adds to Theil's T within groups.
    pub theil_t_part: Option<f64>,
    /// Theil's L within the group.
    pub theil_l: Option<f64>,
    /// What the group adds to Theil's L within groups.
    pub theil_l_part: Option<f64>,
    /// Why one of them is missing.
    pub reason: Option<Text>,
}

/// Two groups in a period.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairRow {
    /// The period.
    pub period: String,
    /// A group.
    pub first: Text,
    /// Another.
    pub second: Text,
    /// Gini's coefficient between the two.
    pub gini: Option<f64>,
    /// Dagum's relative economic affluence, from 0 (they overlap) to 1.
    pub distance: Option<f64>,
}

crate::json::shown!(Disparity { rows, groups, pairs, left_out });
crate::json::shown!(DisparityRow {
    period,
    units,
    mean,
    variation,
    gini,
    gini_within,
    gini_between,
    gini_transvariation,
    theil_t,
    theil_t_within,
    theil_t_between,
    theil_l,
    theil_l_within,
    theil_l_between,
    reason
});
crate::json::shown!(GroupRow {
    period,
    group,
    units,
    mean,
    weight_share,
    sum_share,
    variation,
    gini,
    gini_part,
    theil_t,
    theil_t_part,
    theil_l,
    theil_l_part,
    reason
});
crate::json::shown!(PairRow { period, first, second, gini, distance });

question!(
    /// The row of the question.
    DISPARITY = "disparity",
    (
        "单位间差异：变异系数、基尼系数、泰尔指数及其组内、组间分解，Dagum分解。",
        "Disparity among units: coefficient of variation, Gini, Theil within and between groups, Dagum's decomposition."
    ),
    DisparityRequest,
    disparity
);

/// The disparity of scores or figures among units: the measures of [`crate::disparity`].
///
/// # Errors
/// `unknown_node`, `unknown_indicator`, `unknown_period`, `bad_parameter` (a unit without a group, a group for a unit that is
/// not there, `region`), each with the member that named it.
pub fn disparity(model: &Model, request: &DisparityRequest) -> Result<Disparity> {
    let measured = Measured::new(model, request.indicator.as_deref(), request.node.as_deref())?;
    let weight = request.weight.as_deref().map(|id| Measured::indicator(model, id)).transpose();
    let weight = weight.map_err(|error| error.member("weight"))?;
    let area = given::area(model, request.region.as_deref())?;
    let asked = asked(model, area);
    let groups = request.groups.as_ref().map(|grouping| groups(model, grouping, &asked)).transpose()?;
    let mut found = Disparity { rows: vec![], groups: vec![], pairs: vec![], left_out: vec![] };
    for period in given::periods(model, request.periods.as_deref())? {
        let figures = figures(model, &measured, weight.as_ref(), period, &asked, &mut found.left_out)?;
        let all: Vec<(f64, f64)> = figures.iter().map(|(_, figure)| *figure).collect();
        let sample = Sample::new(&all);
        let by_group = groups.as_ref().map(|groups| InPeriod::of(period, groups, &figures, sample.as_ref().ok()));
        found.rows.push(row(period, all.len(), &sample, by_group.as_ref()));
        if let Some(by_group) = by_group {
            by_group.rows(&mut found);
        }
    }
    Ok(found)
}

/// The figure and weight of every unit that has both; the others are listed.
fn figures(
    model: &Model,
    measured: &Measured,
    weight: Option<&Measured>,
    period: Period,
    asked: &[usize],
    left_out: &mut Vec<UnitLeftOut>,
) -> Result<Vec<(usize, (f64, f64))>> {
    let values = measured.figures(period)?;
    let weights = weight.map(|weight| weight.figures(period)).transpose()?;
    let mut figures = Vec::new();
    for unit in asked.iter().copied() {
        let weight = weights.as_ref().map_or(1.0, |weights| weights[unit]);
        let reason = match values[unit].is_nan() {
            true => measured.reason(period, unit)?,
            false if weight > 0.0 => {
                figures.push((unit, (values[unit], weight)));
                continue;
            }
            false => Text::new("权数缺失或不为正", "its weight is missing, or not above zero"),
        };
        let (code, name) = (model.panel().units()[unit].code.clone(), model.panel().units()[unit].name.clone());
        left_out.push(UnitLeftOut { period: Some(period.to_string()), code, unit: name, reason });
    }
    Ok(figures)
}

/// A period by groups.
struct InPeriod<'a> {
    period: Period,
    /// The groups of which units have figures, with the figures.
    names: Vec<&'a Text>,
    figures: Vec<Vec<(f64, f64)>>,
    split: std::result::Result<InParts, NoDisparity>,
}

/// All that is split.
struct InParts {
    parts: Vec<Part>,
    dagum: Dagum,
    theil_t: Split,
    theil_l: Option<Split>,
}

impl<'a> InPeriod<'a> {
    fn of(period: Period, groups: &'a Groups, figures: &[(usize, (f64, f64))], whole: Option<&Sample>) -> InPeriod<'a> {
        let of = |at: usize| -> Vec<(f64, f64)> {
            figures.iter().filter(|(unit, _)| groups.of[*unit] == Some(at)).map(|(_, figure)| *figure).collect()
        };
        let all = groups.names.iter().enumerate().map(|(at, name)| (name, of(at)));
        let (names, figures): (Vec<_>, Vec<_>) = all.filter(|(_, figures)| !figures.is_empty()).unzip();
        let split = match whole {
            None => Err(NoDisparity::OneUnit),
            Some(whole) => parts(whole, &figures).map(|parts| InParts {
                dagum: dagum(&parts),
                theil_t: split_t(whole, &parts),
                theil_l: split_l(whole, &parts).ok(),
                parts,
            }),
        };
        InPeriod { period, names, figures, split }
    }

    /// Adds the rows of groups and pairs.
    fn rows(&self, out: &mut Disparity) {
        let split = self.split.as_ref().ok();
        for (at, (name, figures)) in self.names.iter().zip(&self.figures).enumerate() {
            let sample = Sample::new(figures);
            let part = |of: fn(&InParts, usize) -> f64| split.and_then(|split| some(of(split, at)));
            out.groups.push(GroupRow {
                period: self.period.to_string(),
                group: (*name).clone(),
                units: figures.len(),
                mean: part(|split, at| split.parts[at].sample.mean()),
                weight_share: part(|split, at| split.parts[at].weight_share),
                sum_share: part(|split, at| split.parts[at].sum_share),
                variation: measure(&sample, Sample::variation),
                gini: measure(&sample, Sample::gini),
                gini_part: part(|split, at| split.dagum.parts[at]),
                theil_t: measure(&sample, Sample::theil_t),
                theil_t_part: part(|split, at| split.theil_t.parts[at]),
                theil_l: measure(&sample, |sample| sample.theil_l().unwrap_or(f64::NAN)),
                theil_l_part: part(|split, at| split.theil_l.as_ref().map_or(f64::NAN, |split| split.parts[at])),
                reason: reason(&sample, figures.len()),
            });
        }
        for pair in split.iter().flat_map(|split| &split.dagum.pairs) {
            out.pairs.push(PairRow {
                period: self.period.to_string(),
                first: self.names[pair.first].clone(),
                second: self.names[pair.second].clone(),
                gini: some(pair.gini),
                distance: pair.distance,
            });
        }
    }
}

fn measure(sample: &Sampled, of: fn(&Sample) -> f64) -> Option<f64> {
    sample.as_ref().ok().and_then(|sample| some(of(sample)))
}

/// Why a measure is missing.
fn reason(sample: &Sampled, units: usize) -> Option<Text> {
    match sample {
        Err(NoDisparity::OneUnit) if units == 1 => {
            Some(Text::new("只有一个单位，没有内部差异", "one unit alone has no disparity"))
        }
        Err(why) => Some(why.text()),
        Ok(sample) => sample.theil_l().err().map(NoDisparity::text),
    }
}

fn row(period: Period, units: usize, sample: &Sampled, by_group: Option<&InPeriod>) -> DisparityRow {
    let split = by_group.map(|by_group| by_group.split.as_ref());
    let part = |of: fn(&InParts) -> f64| split.and_then(|split| split.ok()).and_then(|split| some(of(split)));
    let theil_l =
        |of: fn(&Split) -> f64| split.and_then(|split| split.ok()).and_then(|split| split.theil_l.as_ref().map(of));
    // A group of zeros has no mean to compare with.
    let unsplit = split.and_then(|split| split.err()).map(|why| match why {
        NoDisparity::ZeroMean => {
            Text::new("有一组各单位均为零，无法分解", "all figures of a group are zero, so nothing is split")
        }
        why => why.text(),
    });
    DisparityRow {
        period: period.to_string(),
        units,
        mean: measure(sample, Sample::mean),
        variation: measure(sample, Sample::variation),
        gini: measure(sample, Sample::gini),
        gini_within: part(|split| split.dagum.within),
        gini_between: part(|split| split.dagum.between),
        gini_transvariation: part(|split| split.dagum.transvariation),
        theil_t: measure(sample, Sample::theil_t),
        theil_t_within: part(|split| split.theil_t.within),
        theil_t_between: part(|split| split.theil_t.between),
        theil_l: measure(sample, |sample| sample.theil_l().unwrap_or(f64::NAN)),
        theil_l_within: theil_l(|split| split.within),
        theil_l_between: theil_l(|split| split.between),
        reason: match sample {
            Err(why) => Some(why.text()),
            Ok(_) => unsplit.or_else(|| reason(sample, units)),
        },
    }
}
