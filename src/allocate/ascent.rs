//! From a split to the best near it, past kinks. Where several units are lowest at once, or where a unit becomes the largest of
//! an indicator, money for one alone does not help, and yet all of them together can rise.
//!
//! The objective is the lowest of parts (scores), each nearly linear in the amounts. A step solves a linear programme: it
//! maximises the lowest tangent plane within a trust region. Where the index gains less than the planes predict, the planes at
//! the end of the step join the bundle (a kink lies between) and the region is halved; else the step is taken. This is a bundle
//! method with a trust region: Schramm, Zowe (1992), SIAM Journal on Optimization 2, 121-152.

use super::exact_objective::ExactObjective;
use super::linear::{maximise_lowest, Plane, StepBounds};
use super::Recipient;
use crate::error::Result;

/// A split, what the objective is the lowest of, and the objective; -infinity where there is none.
#[derive(Debug, Clone)]
pub(super) struct Split {
    pub amounts: Vec<f64>,
    pub parts: Vec<f64>,
    pub value: f64,
}

/// A part of the objective near a split: its plane there.
#[derive(Debug, Clone)]
struct Tangent {
    part: usize,
    at: Vec<f64>,
    plane: Plane,
}

/// The largest number of planes in the bundle; the newest stay.
const TANGENTS: usize = 400;

impl Tangent {
    /// The plane seen from another split. It is raised to the known value there, where it is below: then it was made beyond a
    /// valley, or on a convex curve.
    fn seen_from(&self, split: &Split) -> Plane {
        let step: Vec<f64> = split.amounts.iter().zip(&self.at).map(|(here, at)| here - at).collect();
        let known = split.parts.get(self.part).copied().unwrap_or(f64::NAN);
        Plane { value: self.plane.at(&step).max(known), slope: self.plane.slope.clone() }
    }

    fn distance(&self, amounts: &[f64]) -> f64 {
        self.at.iter().zip(amounts).fold(0.0_f64, |most, (a, b)| most.max((a - b).abs()))
    }
}

/// The search for a split: the objective, the recipients, the budget, and how many evaluations are left.
pub(super) struct Search<'a> {
    pub exact: &'a mut ExactObjective,
    pub recipients: &'a [Recipient],
    pub budget: f64,
    /// Evaluations that are left.
    pub left: usize,
    /// The step with which slopes are taken.
    pub step: f64,
}

impl Search<'_> {
    /// Evaluates a split; amounts beyond a floor, a cap or the budget by rounding are brought back.
    pub fn split(&mut self, mut amounts: Vec<f64>) -> Result<Split> {
        self.left = self.left.saturating_sub(1);
        for (m, r) in amounts.iter_mut().zip(self.recipients) {
            *m = m.max(r.floor).min(r.cap);
        }
        for (i, r) in self.recipients.iter().enumerate() {
            let over = amounts.iter().sum::<f64>() - self.budget;
            if over <= 0.0 {
                break;
            }
            // A little more than the excess, so that the sum, rounded, is not above the budget.
            amounts[i] = (amounts[i] - over - 4.0 * f64::EPSILON * self.budget).max(r.floor);
        }
        let parts = self.exact.parts(self.recipients, &amounts)?;
        let value = parts.iter().copied().fold(f64::NAN, f64::min);
        Ok(Split { amounts, parts, value: if value.is_nan() { f64::NEG_INFINITY } else { value } })
    }

    /// Sets the step of finite differences that balances rounding and curvature, for an objective of this size and gain.
    pub fn set_step(&mut self, size: f64, gain: f64) {
        let share = (1e-15 * size.abs() / gain.abs()).sqrt();
        self.step = self.budget * if share.is_nan() { 1e-6 } else { share.clamp(1e-8, 1e-5) };
    }

    /// The planes of all parts at a split.
    fn tangents(&mut self, split: &Split) -> Result<Vec<Tangent>> {
        let (n, step) = (split.amounts.len(), self.step);
        let mut slopes = vec![vec![0.0; n]; split.parts.len()];
        let mut with = split.amounts.clone();
        for i in 0..n {
            with[i] += step;
            self.left = self.left.saturating_sub(1);
            let parts = self.exact.parts(self.recipients, &with)?;
            for (slope, (more, now)) in slopes.iter_mut().zip(parts.iter().zip(&split.parts)) {
                let rise = (more - now) / step;
                slope[i] = if rise.is_finite() { rise } else { 0.0 };
            }
            with[i] = split.amounts[i];
        }
        let there = split.parts.iter().zip(slopes).enumerate().filter(|(_, (value, _))| !value.is_nan());
        let tangent = |(part, (value, slope)): (usize, (&f64, Vec<f64>))| Tangent {
            part,
            at: split.amounts.clone(),
            plane: Plane { value: *value, slope },
        };
        Ok(there.map(tangent).collect())
    }

    /// The bounds of a step from a split, within a distance.
    fn bounds(&self, amounts: &[f64], radius: f64) -> StepBounds {
        let ends = || amounts.iter().zip(self.recipients);
        StepBounds {
            lower: ends().map(|(m, r)| (r.floor - m).max(-radius).min(0.0)).collect(),
            upper: ends().map(|(m, r)| (r.cap - m).min(radius).max(0.0)).collect(),
            left: (self.budget - amounts.iter().sum::<f64>()).max(0.0),
        }
    }

    /// The amounts after a step; those within rounding of a floor or cap become that.
    fn moved(&self, amounts: &[f64], step: &[f64]) -> Vec<f64> {
        let near = 1e-13 * self.budget;
        let snapped = |((m, d), r): ((&f64, &f64), &Recipient)| match m + d {
            to if to <= r.floor + near => r.floor,
            to if to >= r.cap - near => r.cap,
            to => to,
        };
        amounts.iter().zip(step).zip(self.recipients).map(snapped).collect()
    }

    /// The best split nearby: steps of up to `radius` of the budget, until those of `finest` gain nothing.
    pub fn ascend(&mut self, from: Split, radius: f64, finest: f64) -> Result<Split> {
        if from.value == f64::NEG_INFINITY {
            return Ok(from);
        }
        let (mut radius, finest, mut here) = (radius * self.budget, finest * self.budget, from);
        let mut bundle = self.tangents(&here)?;
        let mut fresh = true;
        while radius > finest && self.left > 0 {
            let planes: Vec<Plane> = bundle.iter().map(|t| t.seen_from(&here)).collect();
            let (step, top) = maximise_lowest(&planes, &self.bounds(&here.amounts, radius));
            let promised = top - here.value;
            if promised <= 1e-14 * here.value.abs() {
                if fresh {
                    break;
                }
                // Planes from further away may limit the step.
                bundle = self.tangents(&here)?;
                fresh = true;
                radius /= 4.0;
                continue;
            }
            let there = self.split(self.moved(&here.amounts, &step))?;
            let gained = there.value - here.value;
            radius *= match gained / promised {
                share if share > 0.7 => 2.0,
                share if share > 0.1 => 1.0,
                _ => 0.5,
            };
            radius = radius.min(self.budget);
            if there.value > f64::NEG_INFINITY {
                bundle.extend(self.tangents(&there)?);
                fresh = false;
            }
            if gained > 0.0 {
                here = there;
            }
            bundle.retain(|t| t.distance(&here.amounts) <= 4.0 * radius);
            let surplus = bundle.len().saturating_sub(TANGENTS);
            bundle.drain(..surplus);
            if bundle.is_empty() {
                bundle = self.tangents(&here)?;
                fresh = true;
            }
        }
        Ok(here)
    }
}
