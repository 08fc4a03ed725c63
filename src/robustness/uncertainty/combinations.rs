//! The figures for each combination of discrete choices, computed once when it first occurs.

use super::{is_chained, Uncertainty};
use crate::index::aggregate::Rule;
use crate::index::impute::Noise;
use crate::index::{decisive, fold_tree, Columns, Evaluation, LeafStep, Model, Node, NodeKind};
use crate::robustness::choice::Choice;
use crate::robustness::draws::{Chosen, STEPS};
use crate::robustness::kernel::{Kernel, Source};

/// Figures for one combination of treatment, imputation and normalisation.
#[derive(Debug, Clone)]
pub(super) struct Combination {
    pub model: Model,
    pub evaluation: Evaluation,
    /// One per aggregation, compiled when it first occurs.
    pub kernels: Vec<Option<Kernel>>,
}

impl Uncertainty {
    /// Computes a combination, where it is not known yet, and compiles its kernel of an aggregation.
    pub(super) fn compile(&mut self, at: usize, chosen: Chosen, aggregation: usize) {
        if self.combinations[at].is_none() {
            self.combinations[at] = self.combination(chosen);
        }
        let moves = self.moves();
        let Some(combination) = &mut self.combinations[at] else { return };
        let inner = combination.model.inner();
        let units = inner.panel.units().len();
        // All aggregations were checked at the start.
        let own = self.rules[aggregation].as_ref().and_then(|own| own.resolve(&inner.panel).ok()?.ok());
        let own = own.map(|rule| inner.rule_with_references(rule));
        let rule = |node: &Node| match &node.kind {
            NodeKind::Leaf(_) => None,
            NodeKind::Group { rule: rule @ Rule::OverPeriods(_), .. } => Some(rule.clone()),
            NodeKind::Group { rule, .. } => Some(own.as_ref().unwrap_or(rule).clone()),
        };
        let rules: Vec<Option<Rule>> = inner.nodes.iter().map(rule).collect();
        let mut nodes = Vec::with_capacity(rules.len() * units);
        for node in 0..rules.len() {
            nodes.extend_from_slice(combination.evaluation.without_points(inner, node));
        }
        let base: Vec<f64> = (0..rules.len())
            .map(|node| self.weights[node].unwrap_or_else(|| combination.evaluation.weight(node)))
            .collect();
        combination.kernels[aggregation] = Some(Kernel::compile(Source {
            inner,
            top: self.node,
            rules: &rules,
            base: &base,
            moves: &moves,
            leave_out: !self.leaves.is_empty(),
            nodes,
            // Points are the index's alone.
            points: combination.evaluation.points(inner).filter(|_| self.node == 0).map(<[f64]>::to_vec),
        }));
    }

    /// The nodes whose weights vary or that may be left out.
    fn varies_or_left_out(&self) -> Vec<bool> {
        let mut varies = self.varies.clone();
        for leaf in &self.leaves {
            varies[*leaf] = true;
        }
        varies
    }

    /// Figures for a combination of choices.
    fn combination(&self, chosen: Chosen) -> Option<Combination> {
        let inner = self.model.inner();
        let [treat, impute, replicate, normalise, _] = chosen.steps.map(usize::from);
        let choice = Choice {
            treat: self.spec.treat.get(treat),
            impute: self.spec.impute.get(impute),
            normalise: self.spec.normalise.get(normalise),
        };
        // Each alternative fits by itself, and none changes what another needs.
        let mut varied = inner.with_framework(choice.applied_to(&inner.framework)).ok()?;
        if let Some(noise) = &self.spec.imputation_noise {
            for step in &mut varied.steps {
                if let Some(impute) = step.impute_mut() {
                    impute.noise =
                        Some(Noise { sd: noise.noise, seed: self.factors.seed, replicate: replicate as u32 });
                }
            }
        }
        let model = Model::of(varied);
        let compute = |columns: Columns| {
            let mut evaluation = Evaluation::new(model.inner(), self.period);
            evaluation.compute(model.inner(), columns, None);
            evaluation
        };
        let evaluation = match chosen.left_out.map(usize::from).filter(|leaf| self.sets[*leaf] > 0) {
            None => compute(self.columns()),
            Some(leaf) => {
                let mut left_out = vec![false; inner.leaves.len()];
                inner.leaves_below(self.leaves[leaf]).into_iter().for_each(|leaf| left_out[leaf] = true);
                let columns = self.columns().without(&left_out);
                let mut evaluation = compute(columns);
                // Weights that are found are those with all indicators.
                if inner.weigh.is_some() {
                    evaluation.reweigh_as(model.inner(), columns, &compute(self.columns()));
                }
                evaluation
            }
        };
        Some(Combination { evaluation, kernels: vec![None; self.rules.len()], model })
    }

    /// How many combinations there are with the same indicators left out.
    pub(super) fn combinations_of_a_set(&self) -> usize {
        self.factors.counts[..STEPS - 1].iter().product()
    }

    /// Finds the indicators without which a screen leaves out other units, and drops what was computed without them.
    pub(super) fn find_sets(&mut self) {
        let inner = self.model.inner();
        let screens = inner.steps.iter().any(|step| step.screen().is_some());
        let screened = inner.steps.iter().take_while(|step| step.screen().is_none());
        let mut filled = screened.filter(|step| step.impute().is_some() || matches!(step, LeafStep::Treat { .. }));
        // A treatment or imputation before the screen may itself be an alternative.
        let open = filled.next().is_some() && !(self.spec.impute.is_empty() && self.spec.treat.is_empty());
        let decisive = match screens && !self.leaves.is_empty() {
            true if open => vec![true; inner.leaves.len()],
            true => decisive(inner, self.columns()),
            false => vec![false; inner.leaves.len()],
        };
        let mut count = 0;
        let set = |node: &usize| {
            let own = inner.leaves_below(*node).into_iter().any(|leaf| decisive[leaf]);
            count += usize::from(own);
            if own {
                count
            } else {
                0
            }
        };
        self.sets = self.leaves.iter().map(set).collect();
        self.combinations.truncate(self.combinations_of_a_set());
        self.combinations.resize((count + 1) * self.combinations_of_a_set(), None);
    }

    /// The groups that are combined in every draw.
    pub(super) fn moves(&self) -> Vec<bool> {
        let inner = self.model.inner();
        let varies = self.varies_or_left_out();
        fold_tree(&inner.nodes, 0, false, |node, moves| {
            !is_chained(inner, node) && inner.children(node).iter().any(|c| varies[*c] || moves[*c])
        })
    }
}
