//! The errors of scores, from those of the figures: every figure is drawn anew within its own, and all is computed again.

use super::{confidence_sets, Errors, Options, RankSet};
use crate::association::is_constant;
use crate::error::{Code, Error, Result};
use crate::index::{Columns, Evaluation, Model, Source};
use crate::period::Period;
use crate::robustness::random::{normals, FIGURES};
use crate::text::Text;

/// The errors of the scores of a node, as a simulation under way: draws are made in slices, so that a page stays awake.
///
/// In every draw each figure that has a standard error is the figure plus its error times a standard normal number,
/// independent of all others, in every period; the others are exact. What the steps make of it is computed as ever: the
/// smallest and largest that a normalisation measures by move too, and with them all units. So scores have a covariance,
/// and not only errors of their own.
#[derive(Debug, Clone)]
pub struct ScoreErrors {
    model: Model,
    node: usize,
    seed: u64,
    evaluation: Evaluation,
    /// The scores of the figures as they are.
    scores: Vec<f64>,
    /// Cells with an error: place, figure, error.
    moving: Vec<(usize, f64, f64)>,
    values: Vec<f64>,
    leaves: Vec<bool>,
    /// `[draw][unit]`
    drawn: Vec<f64>,
    done: usize,
}

impl ScoreErrors {
    /// Of a node in a period, before any draw. `None` where no figure that the index uses has a standard error above zero,
    /// in any period: nothing is known of the errors then, which is not that there are none.
    ///
    /// # Errors
    /// `unknown_period`; `unknown_node` for a number that no node has.
    pub fn new(model: &Model, period: Period, node: usize, seed: u64) -> Result<Option<Self>> {
        let (inner, panel) = (model.inner(), model.panel());
        let p = panel.find_period(period)?;
        if node >= inner.nodes.len() {
            return Err(Error::new(
                Code::UnknownNode,
                "",
                Text::new(
                    format!("指标体系没有第 {node} 个节点。"),
                    format!("The framework has no node number {node}."),
                ),
                Text::new("请使用指标体系中的 id。", "Use an id of the framework's tree."),
            ));
        }
        let (mut moving, mut leaves) = (Vec::new(), vec![false; inner.leaves.len()]);
        for indicator in 0..panel.indicators().len() {
            let uses = |source: Source| match source {
                Source::Column(column) => column == indicator,
                Source::Ratio { numerator, denominator, .. } => numerator == indicator || denominator == indicator,
            };
            let using: Vec<usize> = (0..leaves.len()).filter(|l| uses(inner.leaves[*l].source)).collect();
            if using.is_empty() {
                continue;
            }
            for period in 0..panel.periods().len() {
                for unit in 0..panel.units().len() {
                    let error = panel.note(indicator, period, unit).and_then(|n| n.standard_error).unwrap_or(0.0);
                    let cell = panel.cell(indicator, period, unit);
                    if error > 0.0 && !panel.values()[cell].is_nan() {
                        moving.push((cell, panel.values()[cell], error));
                        using.iter().for_each(|leaf| leaves[*leaf] = true);
                    }
                }
            }
        }
        if moving.is_empty() {
            return Ok(None);
        }
        let mut evaluation = Evaluation::new(inner, p);
        evaluation.compute(inner, Columns::of(panel), None);
        let scores = evaluation.node(node).to_vec();
        let values = panel.values().to_vec();
        let (model, drawn) = (model.clone(), Vec::new());
        Ok(Some(ScoreErrors { model, node, seed, evaluation, scores, moving, values, leaves, drawn, done: 0 }))
    }

    /// Makes so many more draws.
    pub fn advance(&mut self, draws: usize) {
        let model = self.model.clone();
        let (inner, panel) = (model.inner(), model.panel());
        for _ in 0..draws {
            for (cell, figure, error) in &self.moving {
                let z = normals(self.seed, self.done as u32, FIGURES, (*cell / 2) as u32)[*cell % 2];
                self.values[*cell] = figure + error * z;
            }
            self.evaluation.compute(inner, Columns::with(panel, &self.values), Some(&self.leaves));
            self.done += 1;
            let scores = self.evaluation.node(self.node);
            // A draw in which a unit has lost its score says nothing of how scores move together.
            if scores.iter().zip(&self.scores).all(|(now, nominal)| nominal.is_nan() || !now.is_nan()) {
                self.drawn.extend_from_slice(scores);
            }
        }
    }

    /// The scores of the figures as they are.
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Figures that have an error, of all periods.
    pub fn figures(&self) -> usize {
        self.moving.len()
    }

    /// Draws made.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Draws left out, since a unit had no score in them: a negative figure under a geometric mean, too few left.
    pub fn left_out(&self) -> usize {
        self.done - self.drawn.len() / self.scores.len().max(1)
    }

    /// The covariance of the scores over the draws (n - 1), unit by unit; NaN of a unit without a score, or before two
    /// draws. A unit that no draw moves has zeros.
    pub fn covariance(&self) -> Vec<f64> {
        let n = self.scores.len();
        let mut centred: Vec<Vec<f64>> = Vec::with_capacity(n);
        for unit in 0..n {
            let mut x: Vec<f64> = self.drawn.iter().skip(unit).step_by(n).copied().collect();
            let mean = x.iter().sum::<f64>() / x.len() as f64;
            let moves = self.scores[unit].is_nan() || !is_constant(&x);
            x.iter_mut().for_each(|x| *x = if moves { *x - mean } else { 0.0 });
            centred.push(x);
        }
        let mut covariance = vec![f64::NAN; n * n];
        for i in 0..n {
            for j in (0..=i).filter(|j| !self.scores[i].is_nan() && !self.scores[*j].is_nan()) {
                let sum: f64 = centred[i].iter().zip(&centred[j]).map(|(x, y)| x * y).sum();
                let freedom = centred[i].len() as f64 - 1.0;
                let value = if freedom > 0.0 { sum / freedom } else { f64::NAN };
                (covariance[i * n + j], covariance[j * n + i]) = (value, value);
            }
        }
        covariance
    }

    /// The standard error of every score.
    pub fn standard_errors(&self) -> Vec<f64> {
        let (n, covariance) = (self.scores.len(), self.covariance());
        (0..n).map(|unit| covariance[unit * n + unit].sqrt()).collect()
    }

    /// The confidence sets of the ranks, by the scores and their covariance.
    ///
    /// # Errors
    /// As [`confidence_sets`]; `bad_parameter` before two draws.
    pub fn confidence_sets(&self, options: &Options) -> Result<Vec<Option<RankSet>>> {
        if self.done - self.left_out() < 2 {
            return Err(Error::new(
                Code::BadParameter,
                "draws",
                Text::new(
                    "可用的抽样不足两次，无法估计得分的误差。",
                    "Fewer than two draws can be used, too few for an error of the scores.",
                ),
                Text::new("请多抽几次，1000 次为宜。", "Make more draws; 1,000 are a good number."),
            ));
        }
        confidence_sets(&self.scores, Errors::Covariance(&self.covariance()), options)
    }
}
