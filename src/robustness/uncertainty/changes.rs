//! What may be changed between draws: weights and figures. Of what was computed, all that does not follow from them is kept.

use super::combinations::Combination;
use super::Uncertainty;
use crate::error::{Code, Error, Result};
use crate::index::framework::uncertainty::Distribution;
use crate::index::Columns;
use crate::ranking::{rank, Ties};
use crate::scenario::Scenario;
use crate::text::Text;

impl Uncertainty {
    /// Other weights, each by the id of its node and relative within its group; all others are the framework's. What a slider
    /// does: figures are not computed again, and draws start anew.
    ///
    /// # Errors
    /// `unknown_node`; `bad_weight`, where a weight is negative or not finite, or all of a group are zero.
    pub fn set_weights(&mut self, weights: &[(usize, f64)]) -> Result<()> {
        let model = self.model.clone();
        let inner = model.inner();
        let mut own = vec![None; self.weights.len()];
        for (node, weight) in weights {
            let bad = !weight.is_finite() || *weight < 0.0;
            match own.get_mut(*node) {
                Some(own) if !bad => *own = Some(*weight),
                _ => return Err(bad_weight(inner.nodes.get(*node).map_or("", |n| &n.id))),
            }
        }
        for node in 0..own.len() {
            let children = inner.children(node);
            let sum: f64 = children.iter().map(|c| own[*c].unwrap_or(inner.nodes[*c].weight)).sum();
            if !children.is_empty() && (sum == 0.0 || !sum.is_finite()) {
                return Err(bad_weight(&inner.nodes[node].id));
            }
        }
        let before = std::mem::replace(&mut self.weights, own);
        let moves = self.moves();
        // What was compiled holds as long as no other weight went into it, and none becomes or ceases to be zero.
        let holds = (0..before.len()).all(|node| {
            let [was, is] = [before[node], self.weights[node]];
            let plain = |w: Option<f64>| w.unwrap_or(inner.nodes[node].weight) > 0.0;
            was == is || (inner.nodes[node].parent.is_none_or(|p| moves[p]) && plain(was) && plain(is))
        });
        self.renew(None);
        self.restart(!holds);
        Ok(())
    }

    /// The figures of a scenario in place of the model's: only what follows from those that it moves, now or before, is computed
    /// again. Draws start anew.
    ///
    /// # Errors
    /// What the accounts refuse ([`Scenario::scores`]): then all stays as it was. `bad_parameter` where the scenario is another
    /// model's.
    pub fn follow(&mut self, scenario: &mut Scenario) -> Result<()> {
        if !scenario.model().same(&self.model) {
            return Err(Error::new(
                Code::BadParameter,
                "",
                Text::new("情景与分析不属于同一模型。", "The scenario is not of the model that is analysed."),
                Text::new("请用同一模型建立二者。", "Make both of one model."),
            ));
        }
        let (values, now) = scenario.figures(self.model.panel().periods()[self.period])?;
        match &mut self.values {
            Some(own) => own.copy_from_slice(values),
            own => *own = Some(values.to_vec()),
        }
        let before = std::mem::replace(&mut self.touched, now);
        let touched: Vec<bool> = self.touched.iter().zip(before).map(|(now, before)| *now || before).collect();
        self.find_sets();
        self.renew(Some(&touched));
        self.restart(true);
        Ok(())
    }

    /// Between which ranks a unit of a scenario lies: the 5 % and the 95 % quantile over all draws, with its figures. None where
    /// it has no rank.
    ///
    /// # Errors
    /// Those of [`Uncertainty::follow`].
    pub fn likely(&mut self, scenario: &mut Scenario, unit: usize) -> Result<Option<(f64, f64)>> {
        self.follow(scenario)?;
        self.advance(self.draws());
        let found = self.summary().unit_ranks(unit);
        Ok(Some((found.q5, found.q95)).filter(|(low, _)| low.is_finite()))
    }

    /// Computes again what follows from some leaves, or from the weights alone.
    fn renew(&mut self, touched: Option<&[bool]>) {
        let model = self.model.clone();
        let inner = model.inner();
        let values = self.values.take();
        let columns = match &values {
            Some(values) => Columns::with(model.panel(), values),
            None => Columns::of(model.panel()),
        };
        let nominal = self.nominal.evaluation_mut();
        if let Some(touched) = touched {
            for Combination { model, evaluation, .. } in self.combinations.iter_mut().flatten() {
                evaluation.compute(model.inner(), columns, Some(touched));
            }
            nominal.compute(inner, columns, Some(touched));
        } else {
            // Weights that are no longer other ones are the framework's again, or are found again.
            nominal.reset_weights(inner);
            nominal.compute(inner, columns, Some(&vec![false; inner.leaves.len()]));
        }
        let own = self.weights.iter().enumerate().filter_map(|(node, w)| w.map(|w| (node, w)));
        let (nodes, weights): (Vec<usize>, Vec<f64>) = own.unzip();
        nominal.reweigh(inner, columns, &nodes, &weights);
        self.values = values;
    }

    /// Draws start anew, with the same random numbers.
    pub(super) fn restart(&mut self, compile: bool) {
        self.done = 0;
        if compile {
            self.combinations.iter_mut().flatten().for_each(|c| c.kernels.fill(None));
        }
        // Shares that are drawn together follow from the weights.
        if self.factors.distribution == Distribution::Dirichlet {
            self.chosen.clear();
            self.multipliers.clear();
        }
        self.rank_nominal();
    }

    pub(super) fn rank_nominal(&mut self) {
        let scores = self.nominal.node(self.node);
        let ranks = match &self.ranked {
            None => rank(scores, Ties::Competition),
            Some(ranked) => rank(&super::only(ranked, scores), Ties::Competition),
        };
        self.nominal_ranks = ranks.into_iter().map(|r| if r.is_nan() { 0 } else { r as u32 }).collect();
    }
}

fn bad_weight(id: &str) -> Error {
    Error::new(
        Code::BadWeight,
        id,
        Text::new(format!("“{id}”的权重无效。"), format!("The weight of \"{id}\" is not valid.")),
        Text::new(
            "权重须为不小于零的数，且一组中至少一个大于零。",
            "Weights are numbers from zero upwards, at least one of a group above zero.",
        ),
    )
}
