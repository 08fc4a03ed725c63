//! A normalisation as it is written: method, parameters, scope.

use crate::json::{self, Json, Read};
use innodex_schema::schema;
use serde::Serialize;

/// A method of normalisation. OECD/JRC Handbook (2008), step 5; COINr's names in brackets.
///
/// z is direction x value; minimum, maximum, mean and standard deviation are taken over the figures of the scope, and
/// results are in the ranges given for figures of the scope: another period's may lie beyond. A missing figure stays
/// missing and takes no part in them; zeros and negative figures are figures; equal figures (to 12 digits of the
/// scope's largest) get equal ranks and ends. Where all figures of the scope are equal there is no scale: the indicator
/// is missing (`constant`), or in the middle of the scale with `constant: "middle"`.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// (z - min) / (max - min) x (upper - lower) + lower, in \[lower, upper\] (0 to 100 unless said), of another
    /// scope's units beyond \[n_minmax\]. Of 2, 4, 10: 0, 25, 100.
    MinMax,
    /// (z - mean) / sd x `sd` + `mean`, sd with n - 1; result has mean 0, sd 1 unless said \[n_zscore\]. Of 1, 2, 3:
    /// -1, 0, 1.
    ZScore,
    /// lower + (x - low) / (high - low) x (upper - lower), flipped where less is better; 0 to 100 unless said, clamped
    /// to the scale unless `clamp` is false \[n_goalposts\]. Needs `low` and `high`, low < high; with `scale: "ln"`
    /// both and x through ln, where zero and below is missing (`not_positive`). It looks at no other unit, so equal
    /// figures are no fault. UNDP, Human Development Report. Of 2, 4, 10 with `low` 0 and `high` 8: 25, 50, 100.
    Goalposts,
    /// 1 + number of figures strictly worse: 1 is the *worst*, ties share the lower number \[n_rank\]. Of 2, 4, 4, 9:
    /// 1, 2, 2, 4.
    Rank,
    /// Share of the way from the worst unit to the target: (x - min) / (target - min), or (max - x) / (max - target)
    /// where less is better; at most 1 unless `cap` is false \[n_dist2targ\]. Needs `target`, which must lie beyond the
    /// worst (else `no_distance`); scaled to \[lower, upper\], 0 to 1 unless said. Of 2, 4, 10 with `target` 6: 0, 0.5,
    /// 1.
    DistanceToTarget,
    /// lower + (x - low) / (high - low) x (upper - lower), flipped where less is better: from fixed ends, in the
    /// indicator's own units, `low` 0 and `high` 100 unless said, to any scale (0 to 100 unless said); not held at its
    /// ends \[n_scaled, whose ends are of the negated figures where less is better\]. It looks at no other unit, so equal
    /// figures are no fault. Of 2, 4, 11 with `high` 10: 20, 40, 110.
    #[cfg(feature = "methods")]
    Scaled,
    /// (rank - 1) / (n - 1), n the figures of the scope: 0 the worst, 1 the best, ties share the lower \[n_prank\]. Of
    /// 2, 4, 4, 9, 10: 0, 0.25, 0.25, 0.75, 1.
    #[cfg(feature = "methods")]
    PercentileRank,
    /// rank - 1: Borda points, from 0 to n - 1, ties share the lower \[n_borda\]. Of 2, 4, 4, 9: 0, 1, 1, 3.
    #[cfg(feature = "methods")]
    Borda,
    /// x / max, at most 1 within its scope, and not held there; where less is better, (max + min - x) / max. A maximum of zero or below leaves it missing
    /// (`base_not_positive`) \[n_fracmax, whose figures have no sense where less is better\]. Of 2, 4, 10: 0.2, 0.4, 1.
    #[cfg(feature = "methods")]
    FractionOfMax,
    /// 1 - (max - z) / (max - min), in \[0, 1\] within its scope \[n_dist2max\]. Of 2, 4, 10: 0, 0.25, 1.
    #[cfg(feature = "methods")]
    DistanceToMax,
    /// (z - min) / (z of the unit `reference` - min): 0 the worst, 1 that unit, and above it more \[n_dist2ref\].
    /// The reference is that of the base period where the scope is one, else that of the period shown. Missing where that
    /// unit has no figure (`base_missing`), or is itself the worst (`no_distance`). Of 2, 4, 10 with
    /// the second as `reference`: 0, 1, 4.
    #[cfg(feature = "methods")]
    DistanceToReference,
    /// 100 (x / x of the same unit in the base period, the step's `scope`); where less is better, the other way round.
    /// Any values, exactly 100 in the base period; equal figures are no fault. Zero below the line is missing. Of 80 in the
    /// base period, 110: 137.5.
    #[cfg(feature = "methods")]
    BasePeriod,
    /// lower + (z - (centre - d)) / 2 d x (upper - lower), d half the range: like min-max, with the middle of the scale
    /// at `centre`, the mean (unless said) or the middle of the figures; 70 to 130 unless said, beyond that where the
    /// mean is not in the middle. Mazziotta, Pareto (2016). Of 2, 3, 10: 77.5, 85, 137.5.
    #[cfg(feature = "methods")]
    AroundReference,
}

/// What stands in the middle of the scale of `around_reference`.
#[schema]
#[cfg(feature = "methods")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Centre {
    /// The mean of the figures.
    Mean,
    /// The middle of smallest and largest.
    Middle,
}

/// Over which figures minimum, mean and so on are taken.
#[schema]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The units of the period shown.
    #[default]
    Period,
    /// The units of all periods: scores can be compared over time.
    All,
    /// The units of one period.
    Base(String),
}

/// The scale on which goalposts stand.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PostScale {
    /// As it is.
    Linear,
    /// Value and posts through the natural logarithm.
    Ln,
}

/// What an indicator without spread becomes.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Constant {
    /// Missing, with the reason `constant`.
    Missing,
    /// The middle of the scale.
    Middle,
}

/// Method and parameters of a single indicator; what is not said here is as in the step.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Another method.
    #[serde(default)]
    pub method: Option<Method>,
    /// The lower end of the scale.
    #[serde(default)]
    pub lower: Option<f64>,
    /// The upper end of the scale.
    #[serde(default)]
    pub upper: Option<f64>,
    /// `z_score`: the mean of the result.
    #[serde(default)]
    pub mean: Option<f64>,
    /// `z_score`: the standard deviation of the result.
    #[serde(default)]
    pub sd: Option<f64>,
    /// `goalposts`: the lower post.
    #[serde(default)]
    pub low: Option<f64>,
    /// `goalposts`: the upper post.
    #[serde(default)]
    pub high: Option<f64>,
    /// `goalposts`: stay at the ends of the scale.
    #[serde(default)]
    pub clamp: Option<bool>,
    /// `goalposts`: linear or ln.
    #[serde(default)]
    pub scale: Option<PostScale>,
    /// `distance_to_target`: the target.
    #[serde(default)]
    pub target: Option<f64>,
    /// `distance_to_target`: at most at the target.
    #[serde(default)]
    pub cap: Option<bool>,
    /// What an indicator without spread becomes.
    #[serde(default)]
    pub constant: Option<Constant>,
    /// `distance_to_reference`: the code of the unit.
    #[cfg(feature = "methods")]
    #[serde(default)]
    pub reference: Option<String>,
    /// `around_reference`: the middle of the scale.
    #[cfg(feature = "methods")]
    #[serde(default)]
    pub centre: Option<Centre>,
}

crate::json::words!(Method {
    MinMax = "min_max",
    ZScore = "z_score",
    Goalposts = "goalposts",
    Rank = "rank",
    DistanceToTarget = "distance_to_target",
    #[cfg(feature = "methods")]
    Scaled = "scaled",
    #[cfg(feature = "methods")]
    PercentileRank = "percentile_rank",
    #[cfg(feature = "methods")]
    Borda = "borda",
    #[cfg(feature = "methods")]
    FractionOfMax = "fraction_of_max",
    #[cfg(feature = "methods")]
    DistanceToMax = "distance_to_max",
    #[cfg(feature = "methods")]
    DistanceToReference = "distance_to_reference",
    #[cfg(feature = "methods")]
    BasePeriod = "base_period",
    #[cfg(feature = "methods")]
    AroundReference = "around_reference",
});
#[cfg(feature = "methods")]
crate::json::words!(Centre { Mean = "mean", Middle = "middle" });
crate::json::words!(PostScale { Linear = "linear", Ln = "ln" });
crate::json::words!(Constant { Missing = "missing", Middle = "middle" });
crate::json::readable!(Parameters {
    method,
    lower,
    upper,
    mean,
    sd,
    low,
    high,
    clamp,
    scale,
    target,
    cap,
    constant,
    #[cfg(feature = "methods")]
    reference,
    #[cfg(feature = "methods")]
    centre,
});

impl Read for Scope {
    fn read(json: &Json) -> crate::error::Result<Self> {
        match json {
            Json::Object(_) => {
                json::only(json, &["base"])?;
                Ok(Scope::Base(json::member(json, "base")?))
            }
            _ => match json::word(json, &[("period", false), ("all", true)])? {
                false => Ok(Scope::Period),
                true => Ok(Scope::All),
            },
        }
    }
}

impl Parameters {
    /// These, and where they say nothing, the step's.
    pub(crate) fn or(&self, step: &Parameters) -> Parameters {
        Parameters {
            method: self.method.or(step.method),
            lower: self.lower.or(step.lower),
            upper: self.upper.or(step.upper),
            mean: self.mean.or(step.mean),
            sd: self.sd.or(step.sd),
            low: self.low.or(step.low),
            high: self.high.or(step.high),
            clamp: self.clamp.or(step.clamp),
            scale: self.scale.or(step.scale),
            target: self.target.or(step.target),
            cap: self.cap.or(step.cap),
            constant: self.constant.or(step.constant),
            #[cfg(feature = "methods")]
            reference: self.reference.clone().or_else(|| step.reference.clone()),
            #[cfg(feature = "methods")]
            centre: self.centre.or(step.centre),
        }
    }
}
