//! The errors of scores, from those of the figures: every figure is drawn anew within its own, and all is computed again.

use super::figures::{Noise, WithoutError};
use super::{confidence_sets, Errors, Options, RankSet};
use crate::association::is_constant;
use crate::error::{Code, Error, Result};
use crate::index::{Columns, Evaluation, Model};
use crate::period::Period;
use crate::statistics::mean;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// The errors of the scores of a node, as a simulation under way: draws are made in slices, so that a page stays awake.
///
/// In every draw each figure that has a standard error is the figure plus its error times a standard normal number, in
/// every period; a figure with an error of zero, and one without any, stays as it is. What the steps make of it is computed
/// as ever: the smallest and largest that a normalisation measures by move too, and with them all units. So scores have a
/// covariance, and not only errors of their own.
///
/// Figures are independent of each other: units, periods, numerator and denominator, a total and its parts too. Where
/// figures come from one survey and their errors go together, the errors of scores are others than these.
///
/// The covariance is that of the draws, also where scores are linear in the figures: a standard error of n draws is off by
/// a share of 1 / sqrt(2 n), 0.7 % of 10,000. Figures without an error count as exact, so that where some lack one the sets are
/// too narrow, or are given the median relative error of their indicator ([`WithoutError`]): [`RankConfidence`] says which and
/// how many.
#[derive(Debug, Clone)]
pub struct ScoreErrors {
    model: Model,
    node: usize,
    seed: u64,
    evaluation: Evaluation,
    /// The scores of the figures as they are.
    scores: Vec<f64>,
    noise: Noise,
    without: WithoutError,
    values: Vec<f64>,
    /// `[draw][unit]`
    drawn: Vec<f64>,
    done: usize,
}

/// Confidence sets of ranks, with what they rest on.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankConfidence {
    /// The figures that the scores rest on: of the period, and of others where a step looks at them; a ratio has two.
    pub figures: usize,
    /// How many of them have a standard error, zero included.
    pub with_error: usize,
    /// What the others are taken for.
    pub without: WithoutError,
    /// The draws that the errors of scores are estimated from, those left out included.
    pub draws: usize,
    /// Draws left out, since a unit had no score in them.
    pub left_out: usize,
    /// What is to be known before the sets are quoted: figures without an error, draws left out.
    pub warnings: Vec<Text>,
    /// A set a unit, in the order of the panel.
    pub sets: Vec<UnitConfidence>,
}

/// The ranks that a unit may have, and the error of its score; nothing where it has no score.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitConfidence {
    /// Of the score.
    pub standard_error: Option<f64>,
    /// The best rank.
    pub lower: Option<usize>,
    /// The worst.
    pub upper: Option<usize>,
}

crate::json::shown!(RankConfidence { figures, with_error, without, draws, left_out, warnings, sets });
crate::json::shown!(UnitConfidence { standard_error, lower, upper });

impl ScoreErrors {
    /// Of a node in a period, before any draw. `None` where no figure that its scores rest on has a standard error: nothing
    /// is known of the errors then, which is not that there are none. An error of zero is one: that figure is exact.
    ///
    /// # Errors
    /// `unknown_period`; `unknown_node` for a number that no node has.
    pub fn new(model: &Model, period: Period, node: usize, seed: u64) -> Result<Option<Self>> {
        ScoreErrors::with(model, period, node, seed, WithoutError::Exact)
    }

    /// The same, figures without a standard error being taken for what `without` says.
    ///
    /// # Errors
    /// As [`ScoreErrors::new`].
    pub fn with(model: &Model, period: Period, node: usize, seed: u64, without: WithoutError) -> Result<Option<Self>> {
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
        let Some(noise) = Noise::with(inner, node, p, without) else { return Ok(None) };
        let mut evaluation = Evaluation::new(inner, p);
        evaluation.compute(inner, Columns::of(panel), None);
        let scores = inner.ranked(evaluation.node(node));
        let values = panel.values().to_vec();
        let (model, drawn) = (model.clone(), Vec::new());
        Ok(Some(ScoreErrors { model, node, seed, evaluation, scores, noise, without, values, drawn, done: 0 }))
    }

    /// Makes so many more draws.
    pub fn advance(&mut self, draws: usize) {
        let model = self.model.clone();
        let (inner, panel) = (model.inner(), model.panel());
        for _ in 0..draws {
            self.noise.draw(self.seed, self.done as u32, &mut self.values);
            self.evaluation.compute(inner, Columns::with(panel, &self.values), Some(self.noise.leaves()));
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

    /// The figures that the scores rest on: of the period, and of others where a step looks at them; a ratio has two.
    pub fn figures(&self) -> usize {
        self.noise.figures
    }

    /// How many of them have a standard error, zero included.
    pub fn with_error(&self) -> usize {
        self.noise.with_error
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
            let mean = mean(&x);
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
    /// As [`confidence_sets`]; `bad_parameter` before two draws that can be used.
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

    /// The confidence sets, what they are based on, and notes.
    ///
    /// # Errors
    /// As [`ScoreErrors::confidence_sets`].
    pub fn rank_confidence(&self, options: &Options) -> Result<RankConfidence> {
        let (sets, errors) = (self.confidence_sets(options)?, self.standard_errors());
        let unit = |(set, error): (&Option<RankSet>, &f64)| UnitConfidence {
            standard_error: Some(*error).filter(|e| !e.is_nan()),
            lower: set.map(|s| s.lower),
            upper: set.map(|s| s.upper),
        };
        let mut warnings = Vec::new();
        let (figures, with_error, draws, left_out) = (self.figures(), self.with_error(), self.done, self.left_out());
        if with_error < figures {
            warnings.push(lacking(figures, with_error, self.without));
        }
        if left_out > 0 {
            warnings.push(Text::new(
                format!("{draws}次抽样中有{left_out}次因某地区没有得分而未用。"),
                format!("{left_out} of {draws} draws are not used, since a unit has no score in them."),
            ));
        }
        Ok(RankConfidence {
            figures,
            with_error,
            without: self.without,
            draws,
            left_out,
            warnings,
            sets: sets.iter().zip(&errors).map(unit).collect(),
        })
    }
}

/// That some figures have no standard error, and what they are taken for.
fn lacking(figures: usize, with_error: usize, without: WithoutError) -> Text {
    match without {
        WithoutError::Exact => Text::new(
            format!("得分所依据的{figures}个数值中，只有{with_error}个带标准误，其余按没有误差计算：名次范围偏窄，达不到所要求的置信水平。"),
            format!("Only {with_error} of the {figures} figures that the scores rest on have a standard error; the others are taken as exact: the sets are too narrow for the confidence asked for."),
        ),
        WithoutError::Median => Text::new(
            format!("得分所依据的{figures}个数值中，只有{with_error}个带标准误；其余按该指标相对标准误的中位数计算（该指标都没有时，取全部指标的中位数），这是假定，不是公布的误差。"),
            format!("Only {with_error} of the {figures} figures that the scores rest on have a standard error; the others are given the median relative error of their indicator (of all indicators where it has none): an assumption, not a published error."),
        ),
    }
}
