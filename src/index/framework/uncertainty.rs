//! How choices vary in the uncertainty analysis: the member `uncertainty` of a framework, as it is written.

use super::Framework;
use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Combine, Resolve};
use crate::index::impute::ImputeSpec;
use crate::index::normalise::Parameters;
use crate::index::treat::TreatSpec;
use crate::json;
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// What varies in an uncertainty analysis; where nothing does, [`crate::robustness::Uncertainty::warnings`] says so. Each list holds alternatives of that step, equally likely; where there is none, the
/// step stays as the framework has it.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct UncertaintySpec {
    /// How many draws; 1,000 unless said.
    #[serde(default)]
    pub draws: Option<usize>,
    /// Which random numbers: the same seed gives the same draws; 1 unless said.
    #[serde(default)]
    pub seed: Option<usize>,
    /// How weights vary; not at all where left out.
    #[serde(default)]
    pub weights: Option<WeightNoise>,
    /// In place of the last step `normalise`, overrides of single indicators included; its scope stays.
    #[serde(default)]
    #[schemars(with = "Vec<NamedOr<crate::index::normalise::Method, Parameters>>")]
    #[ts(as = "Option<Vec<NamedOr<crate::index::normalise::Method, Parameters>>>", optional)]
    pub normalise: Vec<Parameters>,
    /// At every level in place of what the framework has there, but `chained`.
    #[serde(default)]
    #[schemars(with = "Vec<NamedOr<crate::index::aggregate::Aggregation, Combine>>")]
    #[ts(as = "Option<Vec<NamedOr<crate::index::aggregate::Aggregation, Combine>>>", optional)]
    pub aggregate: Vec<Combine>,
    /// Over the parameters of the last step `treat`: `{ "points": 3 }` leaves the rest as it is.
    #[serde(default)]
    #[schemars(with = "Vec<NamedOr<crate::index::treat::Treatment, TreatSpec>>")]
    #[ts(as = "Option<Vec<NamedOr<crate::index::treat::Treatment, TreatSpec>>>", optional)]
    pub treat: Vec<TreatSpec>,
    /// In place of the last step `impute`.
    #[serde(default)]
    #[schemars(with = "Vec<NamedOr<crate::index::impute::Imputation, ImputeSpec>>")]
    #[ts(as = "Option<Vec<NamedOr<crate::index::impute::Imputation, ImputeSpec>>>", optional)]
    pub impute: Vec<ImputeSpec>,
    /// How far imputed figures may be off.
    #[serde(default)]
    pub imputation_noise: Option<ImputationNoise>,
    /// Whether a draw leaves out an indicator: none or any one, all equally likely, but those of a group that is chained.
    /// It is then no child of its group, for a minimum share either, and a group of which nothing is left is left out
    /// too. A step `screen` looks at what is left; weights that a step finds stay as they are.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub leave_out: bool,
}

/// An alternative: its name alone, or with parameters.
#[schema]
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum NamedOr<N, P> {
    /// Its name alone.
    Name(N),
    /// With its parameters.
    Parameters(P),
}

/// How weights vary.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WeightNoise {
    /// The levels whose weights vary, counted from the indicators (1); all below the index where left out.
    #[serde(default)]
    pub levels: Option<Vec<usize>>,
    /// How much: from 0 to below 1.
    pub noise: f64,
    /// How; `uniform` unless said.
    #[serde(default)]
    pub distribution: Option<Distribution>,
}

/// How weights vary. a is the noise; weights are relative, so both are renormalised within the group.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// Each weight, by itself, times U\[1 - a, 1 + a\].
    Uniform,
    /// The shares of the m children of a group together, Dirichlet(k s_1, ..., k s_m) with the nominal shares s as means and
    /// k = 3 (m - 1) / a^2 - 1: of equal weights, each share then has the same coefficient of variation, a / sqrt(3), as the
    /// uniform multiplier.
    Dirichlet,
}

json::words!(Distribution { Uniform = "uniform", Dirichlet = "dirichlet" });

/// Imputed figures with noise: each is the imputed figure plus a normal number. How far ranks depend on what stands in for gaps;
/// no multiple imputation in Rubin's (1987) sense, for which the parameters of the imputation would be drawn too, and
/// correlation with other indicators used. A figure can become negative.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ImputationNoise {
    /// The standard deviation of the noise (normal), as a share of that of the indicator over the units that have a figure.
    pub noise: f64,
    /// How many sets of imputed figures there are to draw from; 10 unless said.
    #[serde(default)]
    pub replicates: Option<usize>,
}

json::readable!(WeightNoise { levels, noise, distribution });
json::readable!(ImputationNoise { noise, replicates });

impl UncertaintySpec {
    /// Checks what does not depend on figures; `height` is the level of the index. Places are within the specification.
    pub(crate) fn check(&self, framework: &Framework, height: usize) -> Result<()> {
        if self.draws.is_some_and(|n| n == 0 || n > 1_000_000) {
            return bad(".draws", "抽取次数须在 1 与 1000000 之间。", "There must be from 1 to 1,000,000 draws.");
        }
        if let Some(weights) = &self.weights {
            weights.check(height)?;
        }
        if let Some(noise) = &self.imputation_noise {
            noise.check()?;
        }
        let needs = [
            ("normalise", self.normalise.is_empty(), "normalise"),
            ("treat", self.treat.is_empty(), "treat"),
            ("impute", self.impute.is_empty(), "impute"),
            ("imputation_noise", self.imputation_noise.is_none(), "impute"),
        ];
        for (member, empty, step) in needs {
            if !empty && !framework.steps.iter().any(|s| s.name() == step) {
                return bad(
                    &format!(".{member}"),
                    &format!("指标体系没有 {step} 步骤，无从替换。"),
                    &format!("The framework has no step {step} to vary."),
                );
            }
        }
        match self.aggregate.iter().position(|a| matches!(a.row().resolve, Resolve::OverPeriods(_))) {
            Some(at) => {
                bad(&format!(".aggregate[{at}]"), "chained 不能作为备选方法。", "chained cannot be an alternative.")
            }
            None => Ok(()),
        }
    }
}

impl WeightNoise {
    fn check(&self, height: usize) -> Result<()> {
        if !(0.0..1.0).contains(&self.noise) {
            return bad(".weights.noise", "noise 须不小于 0 且小于 1。", "noise must be from 0 to below 1.");
        }
        if self.levels.as_ref().is_some_and(Vec::is_empty) {
            return bad(
                ".weights.levels",
                "levels 为空，权重不会变动；若要使各层权重都变动，请删去 levels。",
                "levels is empty, so that no weight varies. Leave it out for the weights of all levels.",
            );
        }
        match self.levels.iter().flatten().find(|l| **l == 0 || **l >= height) {
            Some(wrong) => bad(
                ".weights.levels",
                &format!("没有第 {wrong} 层：指标为第 1 层，指数为第 {height} 层。"),
                &format!("There is no level {wrong}: indicators are level 1, the index is level {height}."),
            ),
            None => Ok(()),
        }
    }
}

impl ImputationNoise {
    fn check(&self) -> Result<()> {
        if !self.noise.is_finite() || self.noise < 0.0 {
            return bad(".imputation_noise.noise", "noise 须不小于零。", "noise must not be below zero.");
        }
        if self.replicates.is_some_and(|n| n == 0 || n > 1000) {
            return bad(
                ".imputation_noise.replicates",
                "replicates 须在 1 与 1000 之间。",
                "replicates must be from 1 to 1,000.",
            );
        }
        Ok(())
    }
}

fn bad(place: &str, zh: &str, en: &str) -> Result<()> {
    let hint = Text::new("请修改该参数。", "Correct this parameter.");
    Err(Error::new(Code::BadParameter, place, Text::new(zh, en), hint))
}
