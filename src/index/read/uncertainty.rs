//! Reading how choices vary, with the methods that there are.

use crate::error::{Error, Result};
use crate::index::aggregate::arithmetic::ARITHMETIC;
use crate::index::aggregate::geometric::GEOMETRIC;
use crate::index::aggregate::Combine;
use crate::index::framework::uncertainty::{UncertaintySpec, WeightNoise};
use crate::index::framework::Framework;
use crate::index::impute::ImputeSpec;
use crate::index::methods::row;
use crate::index::normalise::{Parameters, LOWER, MEAN, MIN_MAX, SD, UPPER, Z_SCORE};
use crate::index::steps::Methods;
use crate::index::treat::TreatSpec;
use crate::index::{height, ResolvedModel};
use crate::json::{self, Json};

impl UncertaintySpec {
    fn read(json: &Json, methods: &Methods) -> Result<Self> {
        json::only(
            json,
            &["draws", "seed", "weights", "normalise", "aggregate", "treat", "impute", "imputation_noise", "leave_out"],
        )?;
        Ok(UncertaintySpec {
            draws: json::member(json, "draws")?,
            seed: json::member(json, "seed")?,
            weights: json::member(json, "weights")?,
            normalise: list(json, "normalise", |json| match json {
                Json::Text(_) => row(json, &methods.normalisations).map(Parameters::of),
                _ => {
                    Parameters::method_of(json, &methods.normalisations)?;
                    Parameters::read(json, &methods.normalisations, &[], true)
                }
            })?,
            aggregate: list(json, "aggregate", |json| Combine::named(json, &methods.aggregations))?,
            treat: list(json, "treat", |json| match json {
                Json::Text(_) => row(json, &methods.treatments).map(TreatSpec::of),
                _ => TreatSpec::read(json, &methods.treatments, &[], false),
            })?,
            impute: list(json, "impute", |json| match json {
                Json::Text(_) => row(json, &methods.imputations).map(ImputeSpec::of),
                _ => ImputeSpec::read(json, &methods.imputations, &[], true),
            })?,
            imputation_noise: json::member(json, "imputation_noise")?,
            leave_out: json::member_or(json, "leave_out", || false)?,
        })
    }
}

fn list<T>(json: &Json, name: &str, one: impl Fn(&Json) -> Result<T>) -> Result<Vec<T>> {
    let Some((_, json)) = json::members(json)?.iter().find(|(known, _)| known == name) else { return Ok(Vec::new()) };
    let Json::List(items) = json else { return Err(json::expected("列表 [ ]", "a list [ ]").member(name)) };
    let item = |(at, json)| one(json).map_err(|e: Error| e.item(at).member(name));
    items.iter().enumerate().map(item).collect()
}

impl UncertaintySpec {
    /// Reads a specification; what it says is checked when it meets a model, in [`crate::robustness::Uncertainty::new`].
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json(json: &str) -> Result<Self> {
        UncertaintySpec::from_json_with(json, &Methods::all())
    }

    /// Reads a specification that can choose among these methods.
    ///
    /// # Errors
    /// `bad_json` with the JSON path.
    pub fn from_json_with(json: &str, methods: &Methods) -> Result<Self> {
        UncertaintySpec::read(&json::parse(json)?, methods).map_err(|e| e.within("$"))
    }

    /// What a framework says itself; where it says nothing: weights of all levels times U\[0.75, 1.25\], min-max (1 to 100) and
    /// z-scores (mean 10, standard deviation 2, so that a geometric mean has a sense), arithmetic and geometric means.
    ///
    /// A list of a step that the framework does not have is left out of that default.
    ///
    /// # Errors
    /// `bad_json` with the JSON path in the framework.
    pub fn of(framework: &Framework) -> Result<Self> {
        UncertaintySpec::of_with(framework, &Methods::all())
    }

    /// The same, where the framework was read with these methods.
    ///
    /// # Errors
    /// As [`UncertaintySpec::of`].
    pub fn of_with(framework: &Framework, methods: &Methods) -> Result<Self> {
        if let Some(own) = &framework.uncertainty {
            return Self::read(&Json::Object(own.0.clone()), methods).map_err(|e| e.within("$.uncertainty"));
        }
        let min_max = Parameters::of(&MIN_MAX).with(&LOWER, 1.0).with(&UPPER, 100.0);
        let z_score = Parameters::of(&Z_SCORE).with(&MEAN, 10.0).with(&SD, 2.0);
        let normalises = framework.steps.iter().any(|s| s.name() == "normalise");
        Ok(UncertaintySpec {
            weights: Some(WeightNoise { levels: None, noise: 0.25, distribution: None }),
            normalise: if normalises { vec![min_max, z_score] } else { Vec::new() },
            // Without a common scale there may be figures that a geometric mean cannot take.
            aggregate: match normalises {
                true => vec![Combine::of(&ARITHMETIC), Combine::of(&GEOMETRIC)],
                false => Vec::new(),
            },
            ..UncertaintySpec::default()
        })
    }
}

/// Checks what a framework says of uncertainty.
pub(crate) fn check(model: &mut ResolvedModel) -> Result<()> {
    let framework = &model.framework;
    if framework.uncertainty.is_none() {
        return Ok(());
    }
    let spec = UncertaintySpec::of_with(framework, &model.methods)?;
    spec.check(framework, height(&model.nodes, 0)).map_err(|e| e.within("$.uncertainty"))
}

impl crate::json::Read for UncertaintySpec {
    /// One that chooses among all methods.
    fn read(json: &Json) -> Result<Self> {
        UncertaintySpec::read(json, &Methods::all())
    }
}
