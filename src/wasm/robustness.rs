//! `Robustness`: an uncertainty analysis, made a few draws at a time.

use super::calculator::Calculator;
use super::what_if::WhatIf;
use super::{packed, region, thrown, ties, Thrown};
use crate::error::Result;
use crate::robustness::{Uncertainty, UncertaintySpec};
use wasm_bindgen::prelude::*;

/// An analysis of one period.
#[wasm_bindgen]
pub struct Robustness(Uncertainty);

#[wasm_bindgen]
impl Calculator {
    /// An analysis by a specification, or by the framework's own; draws and seed win over what either says.
    pub fn uncertainty(
        &self,
        period: &str,
        spec: Option<String>,
        draws: Option<u32>,
        seed: Option<u32>,
    ) -> Thrown<Robustness> {
        let analysis = || -> Result<_> {
            let model = self.model();
            let mut spec = match &spec {
                Some(json) => UncertaintySpec::from_json(json)?,
                None => UncertaintySpec::of(model.framework())?,
            };
            spec.draws = draws.map(|n| n as usize).or(spec.draws);
            spec.seed = seed.map(|n| n as usize).or(spec.seed);
            Uncertainty::new(model, &spec, period.parse()?)
        };
        analysis().map(Robustness).map_err(thrown)
    }
}

#[wasm_bindgen]
impl Robustness {
    /// Makes up to so many draws more; says how many have been made.
    pub fn advance(&mut self, draws: usize) -> usize {
        self.0.advance(draws)
    }

    /// How many draws there are to be.
    pub fn draws(&self) -> usize {
        self.0.draws()
    }

    /// A row a unit: nominal rank, mean, median, 5 % and 95 % quantile, share of draws without a rank.
    pub fn units(&self) -> Vec<f64> {
        let units = self.0.summary().units_ranks();
        units.iter().flat_map(|u| [u.nominal, u.mean, u.median, u.q5, u.q95, u.missing]).collect()
    }

    /// The share of draws of every unit and rank, units x units.
    pub fn histogram(&self) -> Vec<f64> {
        self.0.summary().histogram()
    }

    /// The share of draws in which each unit is among the first k.
    pub fn top(&self, k: u32) -> Vec<f64> {
        self.0.summary().top(k)
    }

    /// P(u above v) of the units named.
    pub fn pairwise(&self, units: Vec<u32>) -> Vec<f64> {
        let units: Vec<usize> = units.into_iter().map(|u| u as usize).collect();
        self.0.summary().pairwise(&units)
    }

    /// The tier of every unit, 0 for none.
    pub fn tiers(&self, certainty: f64) -> Vec<u32> {
        self.0.summary().tiers(certainty)
    }

    /// Other weights of some nodes (by number), the framework's of all others.
    pub fn set_weights(&mut self, nodes: Vec<u32>, weights: Vec<f64>) -> Thrown<()> {
        let weights: Vec<(usize, f64)> = nodes.into_iter().map(|n| n as usize).zip(weights).collect();
        self.0.set_weights(&weights).map_err(thrown)
    }

    /// The figures of a scenario on the same model.
    pub fn follow(&mut self, scenario: &mut WhatIf) -> Thrown<()> {
        self.0.follow(&mut scenario.0).map_err(thrown)
    }

    /// The ranking without variation of a node, with the weights and figures as they are now, packed.
    pub fn rank(&self, node: &str, within: Option<String>, tie_rule: &str) -> Thrown<Vec<f64>> {
        let ranking = || -> Result<_> {
            let node = self.0.model().node(node)?;
            Ok(self.0.ranking(node, region(within.as_deref())?, ties(tie_rule)?))
        };
        ranking().map(|now| packed(&now, None)).map_err(thrown)
    }
}

/// A model by the pipeline of COINr's own example.
#[cfg(feature = "reader")]
#[wasm_bindgen]
pub fn coinr_model(data: &[u8], meta: &[u8], group: Option<String>) -> Thrown<Calculator> {
    let model = || -> Result<_> { Ok(crate::coinr::read(data, meta)?.example(group.as_deref())?.model().clone()) };
    model().map(Calculator::of_model).map_err(thrown)
}
